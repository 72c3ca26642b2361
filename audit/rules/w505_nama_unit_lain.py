"""W505: the name of another unit in what this unit states about itself."""

from __future__ import annotations

from collections.abc import Iterator

from audit import scope
from audit.findings import quoted
from audit.models import Finding
from audit.registry import Context, rule
from audit.statements import of_itself
from normalize.models import IndikatorRecord, Segment, Source, Submission, TableKind
from normalize.units import find_units, same_office, unit_key

_AREAS = frozenset({"kecamatan", "kelurahan"})
_JOINTS = frozenset({"dan", "serta", "&"})
"""Words that names of different offices have in common."""
_OWN_TABLES: frozenset[TableKind] = frozenset(
    {"pk_indikator", "capaian", "iku", "renaksi", "cost_per_outcome", "efisiensi"}
)
_COMPARES = "banding"


@rule(
    code="W505",
    category="identitas",
    severity="sedang",
    title="Nama perangkat daerah lain dalam pernyataan perangkat daerah ini",
    why="Nama unit lain dalam judul, pengantar, atau indikator menandakan naskah disalin dari laporan unit lain; "
    "angkanya mungkin ikut tersalin.",
    method="Diperiksa kalimat dan judul yang menyebut dokumen ini sendiri (“Laporan Kinerja Kecamatan …”) serta nama "
    "indikator dalam perjanjian kinerja, IKU, dan tabel capaian. Dilaporkan bila di dalamnya hanya disebut unit "
    "sejenis yang lain (kecamatan lain, dinas lain). Tabel dan bagian yang membandingkan dengan unit lain, unit "
    "jenis lain, singkatan, dan salah ketik tidak dilaporkan.",
    basis="Kesesuaian identitas dokumen dengan perangkat daerah penyusun",
    violation="Kata pengantar Kecamatan Wanasari: “Laporan Kinerja Kecamatan Sukamekar Tahun 2024 telah tersusun”.",
    clean="“Perbandingan realisasi IKM dengan Kecamatan Sukamekar” pada laporan Kecamatan Wanasari.",
    settings=("unit",),
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per segment and foreign name in its statements, and one per indikator named after another unit."""
    submission = ctx.submission
    for segment in submission.segments:
        own = segment.unit or submission.unit
        if own is None:
            continue
        seen: dict[str, list[tuple[Source, str]]] = {}
        for statement in of_itself(submission, segment):
            if foreign := _foreign(statement.text, own):
                seen.setdefault(foreign, []).append((statement.at, statement.text))
        for record in _indikator(submission, segment):
            if foreign := _foreign(record.indikator, own):
                seen.setdefault(foreign, []).append((record.indikator_at, record.indikator))
        for foreign, places in seen.items():
            yield _finding(ctx, segment, own, foreign, places)


def _indikator(submission: Submission, segment: Segment) -> Iterator[IndikatorRecord]:
    """The indikator of tables about this unit alone; several records of one cell once."""
    seen: set[Source] = set()
    for record in submission.indikator:
        table = scope.table_of(submission, record)
        if record.segment != segment.id or record.table_kind not in _OWN_TABLES or record.indikator_at in seen:
            continue
        seen.add(record.indikator_at)
        if table is not None and _COMPARES not in table.caption.casefold() and not find_units(table.caption):
            yield record


def _foreign(text: str, own: str) -> str | None:
    """The unit of the same kind as ``own`` that a text names instead of it; None when it names none, or own as well."""
    kind = own.casefold().split()[0]
    named = [one for one in find_units(text) if one.casefold().split()[0] == kind]
    if not named or any(_maybe_own(one, own) for one in named) or _COMPARES in text.casefold():
        return None
    return named[0]


def _maybe_own(name: str, own: str) -> bool:
    if same_office(name, own):
        return True
    left, right = unit_key(name).split(), unit_key(own).split()
    if left[0] in _AREAS:  # words of the sentence may have been taken for a part of the name
        return left[1:2] == right[1:2] or len(left) > len(right)
    return bool(set(left[1:]) & set(right[1:]) - _JOINTS) or len(left) < len(right)


def _finding(ctx: Context, segment: Segment, own: str, foreign: str, places: list[tuple[Source, str]]) -> Finding:
    pages = ", ".join(str(page) for page in sorted({at.page for at, _ in places}))
    return ctx.finding(
        message=f"Dokumen {own} menyebut dirinya atau indikatornya dengan nama {quoted(foreign)} (halaman {pages}): "
        f"{quoted(places[0][1])}. Bagian tersebut diduga disalin dari dokumen perangkat daerah lain.",
        subject=foreign,
        at=[at for at, _ in places],
        reported=foreign,
        expected=own,
        segment=segment,
        verdict="perlu_cek",
    )
