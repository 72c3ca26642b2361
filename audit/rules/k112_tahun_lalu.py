"""K112: figures of the years before in this report against the reports of those years."""

from __future__ import annotations

from collections.abc import Iterator

from audit import quoted
from audit.models import Finding
from audit.registry import Context, rule
from audit.regulations import PANRB_53


@rule(
    code="K112",
    category="keselarasan",
    severity="sedang",
    title="Angka tahun lalu berbeda dari laporan kinerja tahun lalu",
    why="Perbandingan dengan tahun lalu hanya sahih bila angka tahun lalu sama dengan yang telah dilaporkan.",
    method="Realisasi dan capaian tahun-tahun sebelumnya yang dimuat dalam laporan dibandingkan dengan laporan kinerja "
    "tahun tersebut dari unit dan jabatan yang sama, bila laporan itu ada dalam berkas yang sama atau dalam berkas "
    "lain yang diperiksa bersamaan; pembulatan diterima. Unit bernama sama di daerah lain adalah unit lain. Angka yang "
    "dalam laporan tahun tersebut sendiri tidak seragam tidak dibandingkan, demikian pula dua laporan yang sebagian "
    "besar angkanya berbeda. Perbedaan antartabel dalam satu laporan diperiksa oleh K108.",
    basis=f"{PANRB_53}, Lampiran II: perbandingan realisasi dan capaian dengan tahun lalu",
    violation="Laporan Tahun 2024: realisasi 2023 sebesar 88%; Laporan Tahun 2023: realisasi 85%.",
    clean="Laporan Tahun 2024: realisasi 2023 sebesar 85,2%; Laporan Tahun 2023: 85,15%.",
    settings=("unit",),
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per indikator, measure and year."""
    for found in quoted.within(ctx):
        if found.quotation.unit is None:
            yield quoted.finding(ctx, found)
