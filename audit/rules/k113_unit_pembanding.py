"""K113: figures of another unit in a comparison against that unit's own report."""

from __future__ import annotations

from collections.abc import Iterator

from audit import quoted
from audit.models import Finding
from audit.registry import Context, rule
from audit.regulations import PANRB_53


@rule(
    code="K113",
    category="keselarasan",
    severity="sedang",
    title="Angka unit pembanding berbeda dari laporan unit tersebut",
    why="Perbandingan dengan unit lain menyesatkan bila angka pembandingnya bukan angka yang dilaporkan unit itu.",
    method="Tabel perbandingan dengan unit lain yang menyebut nama unit pada kolom atau judulnya dibandingkan dengan "
    "realisasi dan capaian indikator yang sama dalam laporan kinerja unit tersebut untuk tahun yang sama, bila laporan "
    "itu ada dalam berkas yang sama atau dalam berkas lain yang diperiksa bersamaan. Kolom yang tidak menyebut "
    "realisasi atau capaian sesuai bila angkanya sama dengan salah satunya. Nama unit dalam nama indikator diabaikan; "
    "pembulatan diterima. Unit bernama sama di daerah lain adalah unit lain. Angka yang dalam laporan unit tersebut "
    "sendiri tidak seragam tidak dibandingkan, demikian pula dua laporan yang sebagian besar angkanya berbeda.",
    basis=f"{PANRB_53}, Lampiran III: keandalan informasi kinerja",
    violation="Laporan Kecamatan A: “IKM Kecamatan B 86,10”; laporan Kecamatan B: IKM 84,60.",
    clean="Laporan Kecamatan A memakai angka tahun berjalan yang sama dengan laporan Kecamatan B.",
    settings=("unit",),
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per quoted figure that the other unit's report has otherwise."""
    tables = {(one.document, one.id): one for one in ctx.submission.tables}
    for found in quoted.within(ctx):
        if found.quotation.unit is not None:
            at = found.wrong[0].value.at
            yield quoted.finding(ctx, found, tables.get((at.document, found.quotation.table or "")))
