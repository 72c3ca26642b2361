"""The perjanjian kinerja (PK) that a report is measured against, and what each of its rows says of a reported row.

A PK stands in the submission as a document of its own (with its lampiran), or is quoted in the body of the report,
or both. A perubahan PK replaces the first one from the day it is signed, for everything it covers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from audit.findings import TRUSTED_READERS
from audit.memo import remembered
from audit.printed import same_value
from audit.scope import Record, Report, agreements_of, is_quarterly, last_day, table_of
from normalize.matching import FLOOR, assign
from normalize.models import AnggaranRecord, IndikatorRecord, Passage, PkKind, Segment, Submission, Table, Value

RecordKey = tuple[str, str, int, str]
"""Document, table, row and name: what tells one record of a submission from another."""

_SURE = 0.95
_BY_THE_CHANGE = re.compile(
    r"\b(?:diukur|pengukuran|capaian|target)\b[^.;]{0,120}\b(?:berdasarkan|mengacu|menggunakan|memakai|sesuai|terhadap)\b"
    r"[^.;]{0,60}\b(?:perubahan\s+(?:perjanjian\s+kinerja|pk)|(?:perjanjian\s+kinerja|pk)\s+perubahan)\b",
    re.IGNORECASE,
)
_HEADER = re.compile(r"indikator(?:\s+(?:kinerja|utama|sasaran|tujuan|program|kegiatan))*", re.IGNORECASE)
_YEARLY_PLAN = re.compile(r"rencana\s*kinerja|\brkt\b", re.IGNORECASE)
_NAMES_PK = re.compile(r"per\w*janjian\s+kinerja|penetapan\s+kinerja|\bpk\b", re.IGNORECASE)
_R = TypeVar("_R", IndikatorRecord, AnggaranRecord)


@dataclass(frozen=True, slots=True)
class Pk:
    """One statement of a PK: ``attached`` as a document of its own, or else quoted in the body of ``segment``.

    ``kind`` is None when a quotation does not say which PK it quotes.
    """

    segment: Segment
    kind: PkKind | None
    attached: bool
    indikator: tuple[IndikatorRecord, ...]
    anggaran: tuple[AnggaranRecord, ...]

    @property
    def date(self) -> str:
        """The ISO date of signing; "" when there is none, as with all quotations."""
        return (self.segment.date or "") if self.attached else ""

    @property
    def name(self) -> str:
        """How a message calls it."""
        title = "Perubahan Perjanjian Kinerja" if self.kind == "perubahan" else "Perjanjian Kinerja"
        return f"lampiran {title}" if self.attached else f"{title} yang dikutip dalam laporan"


@dataclass(frozen=True, slots=True)
class Pairing(Generic[_R]):
    """A row of a report and the row of the PK in force about the same thing.

    ``same`` are all statements that may be in force (the PK as signed and as quoted), ``replaced`` the rows of the
    first PK that a perubahan replaced. ``score`` is the similarity of the names (0..1); ``sure`` tells whether the
    name, and which PK is in force, are beyond doubt.
    """

    record: _R
    reference: _R
    pk: Pk
    score: float
    sure: bool
    same: tuple[_R, ...]
    replaced: tuple[_R, ...]


def pks_of(submission: Submission, report: Report) -> list[Pk]:
    """Every statement of the author's PK for the year of ``report``: attached documents first, then quotations."""
    found = []
    for segment in agreements_of(submission, report):
        kind: PkKind = "perubahan" if segment.kind == "pk_perubahan" else "awal"
        indikator, anggaran = _records(submission, {segment.id})
        found.append(Pk(segment, kind, True, indikator, anggaran))
    indikator, anggaran = _records(submission, report.ids)
    indikator = tuple(one for one in indikator if one.year in (None, report.year))
    anggaran = tuple(one for one in anggaran if one.year in (None, report.year))
    quoted: tuple[PkKind, ...] = ("awal", "perubahan")
    for version in quoted:
        rows = tuple(one for one in indikator if one.pk == version)
        lines = tuple(one for one in anggaran if one.pk == version)
        found.append(Pk(report.lead, version, False, rows, lines))
    stated = [pk for pk in found if pk.indikator or pk.anggaran]
    unstated = [Pk(report.lead, None, False, tuple(rows), ()) for rows in by_table(r for r in indikator if not r.pk)]
    unstated += [Pk(report.lead, None, False, (), tuple(rows)) for rows in by_table(r for r in anggaran if not r.pk)]
    return stated + [pk for one in unstated if (pk := _recognised(submission, one, stated)) is not None]


def in_order(pks: Iterable[Pk], report: Report) -> list[Pk]:
    """The statements that may bind the period of ``report``, the most binding first.

    A perubahan goes before the first PK unless it was signed after the period's end; what is attached goes before what
    is quoted, and the later before the earlier.
    """
    if report.year is None:
        return []
    end = last_day(report.period, report.year).isoformat()
    binding = [pk for pk in pks if pk.kind != "perubahan" or pk.date <= end]
    binding.sort(key=lambda pk: pk.date, reverse=True)
    return sorted(binding, key=lambda pk: (pk.kind != "perubahan", not pk.attached, pk.kind is None))


def pair_indikator(
    submission: Submission, report: Report, records: Iterable[IndikatorRecord]
) -> list[Pairing[IndikatorRecord]]:
    """Each record of ``report`` with the indikator of the PK in force that it is about, where there is one."""
    pks = in_order(pks_of(submission, report), report)
    rows = [(pk, by_table(pk.indikator)) for pk in pks]
    said = says_changed(submission, report)
    return [pairing for group in by_table(records) for pairing in _paired(report, group, rows, said)]


def pair_anggaran(
    submission: Submission, report: Report, records: Iterable[AnggaranRecord]
) -> list[Pairing[AnggaranRecord]]:
    """Each budget line of ``report`` with the line of the PK in force of the same level; totals left out."""
    pks = in_order(pks_of(submission, report), report)
    said = says_changed(submission, report)
    found = []
    for group in by_table(one for one in records if not one.total and one.level is not None):
        for level in dict.fromkeys(one.level for one in group):
            lines = [(pk, by_table(one for one in pk.anggaran if one.level == level and not one.total)) for pk in pks]
            found += _paired(report, [one for one in group if one.level == level], lines, said)
    return found


def says_changed(submission: Submission, report: Report) -> bool:
    """Whether a sentence of the report says that it measures against the perubahan PK."""
    return not _changed(submission.passages).isdisjoint(report.ids)


@remembered
def _changed(passages: tuple[Passage, ...]) -> frozenset[str]:
    """The segments with such a sentence."""
    return frozenset(one.segment for one in passages if _BY_THE_CHANGE.search(" ".join(one.text.split())))


def matches(left: Iterable[_R], right: Iterable[_R]) -> list[tuple[_R, _R, float]]:
    """Records of two tables about the same thing, one to one, with the similarity of their names."""
    ours, theirs = list(left), list(right)
    scanned = any(map(is_scanned, ours)) or any(map(is_scanned, theirs))
    found = assign([name_of(one) for one in ours], [name_of(one) for one in theirs], FLOOR, scanned)
    return [(ours[match.left_index], theirs[match.right_index], match.score) for match in found]


def by_table(records: Iterable[_R]) -> list[list[_R]]:
    """Records grouped so that each thing is told at most once: by table, year and period."""
    groups: dict[tuple[str, str, int | None, str | None], list[_R]] = defaultdict(list)
    for record in records:
        groups[record.document, record.table, record.year, record.period].append(record)
    return list(groups.values())


def key_of(record: Record) -> RecordKey:
    """What a record is, within its submission."""
    return record.document, record.table, record.row, name_of(record)


def name_of(record: Record) -> str:
    """The indikator or the budget line that a record is about."""
    return record.indikator if isinstance(record, IndikatorRecord) else record.name


def is_scanned(record: Record) -> bool:
    """Whether the name of a record was read from a picture."""
    at = record.indikator_at if isinstance(record, IndikatorRecord) else record.name_at
    return at.reader not in TRUSTED_READERS


def is_yearly_plan(table: Table) -> bool:
    """Whether a caption says that its table is the rencana kinerja tahunan (RKT), not a PK."""
    return _YEARLY_PLAN.search(table.caption) is not None and _NAMES_PK.search(table.caption) is None


def filled(value: Value | None) -> Value | None:
    """The value unless it is missing or blank."""
    return None if value is None or value.blank else value


def _paired(
    report: Report, group: Sequence[_R], rows: Sequence[tuple[Pk, Sequence[Sequence[_R]]]], said: bool
) -> list[Pairing[_R]]:
    """``rows``: each PK by table, as an indikator may be told in several tables of one, which are paired on their own.

    ``said``: the report itself says that the perubahan is what it measures against.
    """
    told: dict[RecordKey, list[tuple[Pk, _R, float]]] = defaultdict(list)
    for pk, of_pk in rows:
        found = [match for part in of_pk for match in matches(group, part)]
        for ours, theirs, score in sorted(found, key=lambda match: -match[2]):
            told[key_of(ours)].append((pk, theirs, score))
    open_quarter = is_quarterly(report.period)
    return [_pairing(record, told[key_of(record)], open_quarter, said) for record in group if key_of(record) in told]


def _pairing(record: _R, told: Sequence[tuple[Pk, _R, float]], open_quarter: bool, said: bool) -> Pairing[_R]:
    """``open_quarter``: for a quarter it is open whether an undated perubahan was in force yet."""
    pk, reference, score = told[0]
    replaces = pk.kind == "perubahan" and bool(pk.date or said or not open_quarter)
    return Pairing(
        record=record,
        reference=reference,
        pk=pk,
        score=score,
        sure=score >= _SURE and pk.attached and (pk.kind == "awal" or pk.date != "" or said),
        same=tuple(row for other, row, _ in told if other.kind in (pk.kind, None) or not replaces),
        replaced=tuple(row for other, row, _ in told if replaces and other.kind == "awal"),
    )


def _recognised(submission: Submission, quotation: Pk, stated: Iterable[Pk]) -> Pk | None:
    """A table that may quote a PK as the one whose figures it repeats; None when it does not seem to be a PK's."""
    records: Sequence[Record] = quotation.indikator or quotation.anggaran
    table = table_of(submission, records[0])
    if table is not None and is_yearly_plan(table):
        return None
    kinds = {pk.kind for pk in stated if _repeats(quotation, pk)}
    if len(kinds) == 1:
        return replace(quotation, kind=kinds.pop())
    return quotation if kinds or (table is not None and _NAMES_PK.search(table.caption)) else None


def _repeats(quotation: Pk, pk: Pk) -> bool:
    """Whether most rows of a quotation stand in a PK, and all that do have the same figures there."""
    rows = [(ours.target, theirs.target) for ours, theirs, _ in matches(quotation.indikator, pk.indikator)]
    rows += [(ours.pagu, theirs.pagu) for ours, theirs, _ in matches(quotation.anggaran, pk.anggaran)]
    known = [(ours, theirs) for ours, theirs in rows if ours is not None and theirs is not None]
    most = len(known) * 2 > len(quotation.indikator) + len(quotation.anggaran)
    return most and all(same_value(ours, theirs) is not False for ours, theirs in known)


def _records(
    submission: Submission, segments: Iterable[str]
) -> tuple[tuple[IndikatorRecord, ...], tuple[AnggaranRecord, ...]]:
    """The indikator and budget lines that these segments print as a PK's; header rows read as data left out."""
    ids = frozenset(segments)
    indikator = (one for one in submission.indikator if one.segment in ids and one.table_kind == "pk_indikator")
    anggaran = (one for one in submission.anggaran if one.segment in ids and one.table_kind == "pk_anggaran")
    return tuple(one for one in indikator if not _HEADER.fullmatch(one.indikator.strip())), tuple(anggaran)
