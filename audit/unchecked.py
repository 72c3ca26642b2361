"""What the rules left alone: tables and columns that hold figures but could not be tied to anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from audit import columns, facts
from audit.findings import quoted
from audit.models import Aligned, Finding, Place, Recomputed, Unchecked
from extract.models import Box
from normalize.models import Column, Role, Source, Submission, Table

_ENOUGH = 2
_YEARS = range(1990, 2101)
_NEEDS: dict[Role, tuple[tuple[Role, ...], str]] = {
    "capaian": (("target", "realisasi"), "target dan realisasi"),
    "persen_anggaran": (("pagu", "realisasi_anggaran"), "pagu dan realisasi anggaran"),
    "sisa": (("pagu", "realisasi_anggaran"), "pagu dan realisasi anggaran"),
}
_UNTITLED = "Tabel tanpa judul"
_UNKNOWN_TABLE = "Jenis tabel tidak dikenali dan angkanya tidak dapat dihitung ulang dari baris atau kolom lain."
_NOTHING_TO_COMPARE = (
    "Tidak ada jumlah, rata-rata, atau rumus yang dapat dihitung ulang, dan angka yang sama tidak ditemukan dalam "
    "tabel atau dokumen lain."
)
_UNKNOWN_COLUMN = "Arti kolom tidak dikenali dari judulnya, dan kolomnya tidak dipakai dalam jumlah atau rumus."
_OTHER_MEASURE = "Kolom memuat besaran lain (fisik, bobot, skor) yang tidak dapat dihitung dari barisnya."
_OTHER_FORMULA = "Sebagian besar baris tidak mengikuti rumus yang dikenal, atau bahan hitungnya kosong atau teks."

_DISPUTED = (
    "Hitungan pada baris {row} memakai angka yang di tempat lain tercetak berbeda, dan tidak dinilai tersendiri."
)

_Key = tuple[str, str, int]
"""Document, table and index of a column."""
_At = tuple[str, int, Box]
"""Document, page and box of a figure."""


def unchecked(
    submission: Submission, findings: Sequence[Finding], recomputed: Iterable[Recomputed], aligned: Iterable[Aligned]
) -> tuple[Unchecked, ...]:
    """The tables, and in other tables the columns, with at least two figures of which no rule looked at any.

    A figure counts as looked at when it was computed anew, went into such a computation, stands beside the figure of
    another table that tells the same, or shows a finding. Further the computed figures that were not judged, as they
    follow from a figure that is printed with several values.
    """
    looked = {_key(place) for one in recomputed for place in (one.place, *(part.place for part in one.operands))}
    compared = {_at(at) for at in _compared(submission, aligned)}
    compared |= {(shown.document, shown.page, shown.bbox) for found in findings for shown in found.evidence}
    left = [one for table in submission.tables for one in _of(table, looked, compared)]
    return (*left, *_disputed(submission, findings))


def _disputed(submission: Submission, findings: Iterable[Finding]) -> Iterator[Unchecked]:
    blocked = {(shown.document, shown.page, shown.bbox) for found in findings for shown in found.blocked}
    for table in submission.tables if blocked else ():
        for row in table.rows:
            for column in table.columns:
                value = row.values.get(column.index)
                if value is not None and _at(value.at) in blocked:
                    reason = _DISPUTED.format(row=quoted(columns.budget_subject(table, row), 60))
                    name = table.caption or _UNTITLED
                    yield Unchecked(table.document, value.at.page, name, columns.named(column), reason)


def _key(place: Place) -> _Key:
    return place.document, place.table, place.column


def _at(source: Source) -> _At:
    return source.document, source.page, source.box


def _compared(submission: Submission, aligned: Iterable[Aligned]) -> Iterator[Source]:
    for row in aligned:
        for figure in ("target", "realisasi"):
            told = [one for one in row.told if one.figure == figure]
            values = [value.at for one in told for value in one.values]
            if len(values) > 1:
                yield from values
    for report, segments in facts.voices(submission):
        subjects = [
            *facts.indikator_subjects(submission, report, segments),
            *facts.anggaran_subjects(submission, report, segments),
        ]
        for subject in subjects:
            for tellings in subject.told.values():
                if len({one.table for one in tellings}) > 1:
                    yield from (one.value.at for one in tellings)


def _of(table: Table, looked: set[_Key], compared: set[_At]) -> Iterator[Unchecked]:
    numeric = [column for column in table.columns if _is_numeric(table, column)]
    left = [
        column
        for column in numeric
        if (table.document, table.id, column.index) not in looked
        and not any(_at(value.at) in compared for row in table.rows if (value := row.values.get(column.index)))
    ]
    name, page = table.caption or _UNTITLED, table.pages[0]
    if left and len(left) == len(numeric):
        reason = _UNKNOWN_TABLE if table.kind == "lainnya" else _NOTHING_TO_COMPARE
        yield Unchecked(table.document, page, name, "", reason)
        return
    for column in left:
        yield Unchecked(table.document, page, name, columns.named(column), _reason(table, column))


def _is_numeric(table: Table, column: Column) -> bool:
    """Whether a column looks as if it holds figures: not codes, years or numbers in a list."""
    if column.role in columns.LABEL_ROLES:
        return False
    values = [value for row in table.rows if (value := row.values.get(column.index)) and not value.blank]
    numbers = [value.number for value in values if value.number is not None]
    if len(numbers) < _ENOUGH or 2 * len(numbers) < len(values):
        return False
    return not all(one.unit is None and one.value in _YEARS for one in numbers)


def _reason(table: Table, column: Column) -> str:
    if columns.measures_other(column):
        return _OTHER_MEASURE
    if column.role is None:
        return _UNKNOWN_COLUMN
    if needs := _NEEDS.get(column.role):
        roles = {one.role for one in table.columns}
        if not roles >= set(needs[0]):
            return f"Tabel tidak memuat {needs[1]} sebagai bahan hitungnya."
        return _OTHER_FORMULA
    return _OTHER_FORMULA if column.role in {"efisiensi", "pertumbuhan"} else _NOTHING_TO_COMPARE
