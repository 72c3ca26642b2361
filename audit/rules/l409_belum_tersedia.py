"""L409: realisasi that the report itself says is not there yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed
from audit.registry import Context, rule
from normalize.matching import canonical
from normalize.models import IndikatorRecord, Source, Value

_NOT_YET = re.compile(
    r"\b(?P<not>(?:masih\s+)?(?:belum|blm)\s+(?:ke\s?luar|terbit|rilis|dirilis|tersedia|ada\s+(?:hasil|nilai|data|karena)|diterima"
    r"|final|diumumkan)|masih\s+(?:dalam\s+)?(?:proses\s+)?(?:penghitungan|perhitungan|penilaian|menunggu\s+hasil))\b",
    re.IGNORECASE,
)
_OF_VALUE = re.compile(r"\b(?:nilai|hasil|realisasi|indeks|skor|data|capaian)\b", re.IGNORECASE)
_KINDS = frozenset({"capaian", "cost_per_outcome", "efisiensi"})


@rule(
    code="L409",
    category="kelengkapan",
    severity="sedang",
    title="Realisasi dilaporkan padahal nilainya belum tersedia",
    why="Capaian yang dihitung dari nilai yang belum lengkap bukan capaian periode yang dilaporkan dan masih akan "
    "berubah.",
    method="Temuan bila kolom keterangan pada baris indikator menyatakan nilainya belum keluar, belum terbit, atau "
    "masih dihitung, sedangkan "
    "kolom realisasinya sudah terisi angka. Kalimat naskah tentang indikator itu dengan pernyataan "
    "yang sama ditunjukkan bersamanya. Temuan berstatus perlu dicek.",
    basis="PermenPANRB 53/2014 Lampiran II: realisasi kinerja periode pelaporan diukur dan dilaporkan",
    violation="Realisasi Indeks Kepuasan Masyarakat 84,90, keterangan “nilai triwulan IV belum keluar”.",
    clean="Realisasi kosong dengan keterangan “nilai belum keluar, akan disusulkan”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per indikator."""
    told: set[str] = set()
    for record in ctx.submission.indikator:
        reached = record.realisasi
        if record.table_kind not in _KINDS or reached is None or reached.number is None or reached.number.value == 0:
            continue
        note = _note(ctx, record)
        if note is None or canonical(record.indikator) in told:
            continue
        told.add(canonical(record.indikator))
        said = _said(ctx, record)
        pages = listed(f"halaman {at.page}" for at in said)
        also = f" Naskah pada {pages} menyatakan hal yang sama." if said else ""
        yield ctx.finding(
            message=f"Realisasi {quoted(record.indikator)} pada halaman {reached.at.page} tercetak "
            f"{' '.join(reached.text.split())}, sedangkan keterangannya berbunyi {quoted(note.text, 200)}.{also} "
            "Realisasi itu belum lengkap untuk periode yang dilaporkan.",
            subject=record.indikator,
            at=[reached.at],
            references=[note.at, *said],
            segment=ctx.submission.segment(record.segment),
            verdict="perlu_cek",
        )


def _note(ctx: Context, record: IndikatorRecord) -> Value | None:
    """The text of a record's row that says its value is not there yet."""
    for table in ctx.submission.tables:
        if (table.document, table.id) != (record.document, record.table):
            continue
        for row in table.rows:
            for value in row.values.values() if row.index == record.row else ():
                text = " ".join(value.text.split())
                if value.number is None and _NOT_YET.search(text) and _OF_VALUE.search(text):
                    return value
    return None


def _said(ctx: Context, record: IndikatorRecord) -> list[Source]:
    """The paragraphs of the same document that say so of the indikator, or of its abbreviated name."""
    capitals = re.findall(r"\b[A-Z]{3,}\b", record.indikator)
    name = " ".join(record.indikator.split()).casefold()
    found = []
    for one in ctx.submission.passages:
        text = " ".join(one.text.split())
        named = name in text.casefold() or any(re.search(rf"\b{word}\b", text) for word in capitals)
        if one.segment == record.segment and named and _NOT_YET.search(text):
            found.append(one.at)
    return found
