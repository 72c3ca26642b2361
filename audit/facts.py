"""Facts that a report tells in several places: one indikator's or program's figure of one year and period.

Two printed figures are one fact only when unit, position, year, period and measure are the same. Tables over other
units, targets of the renstra's end, parts of a year and cumulative columns tell other facts and are left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TypeVar

from audit import scope
from audit.agreements import by_table, filled, is_scanned, name_of
from audit.printed import same_value
from audit.scope import Record, Report
from normalize.matching import assign, canonical
from normalize.models import AnggaranRecord, IndikatorRecord, Submission, Value
from normalize.units import find_units, unit_key

SAME_NAME = 0.93
"""Names in one report are copied, not retyped: they must be nearly equal to be one."""

TableKey = tuple[str, str, int | None, str]
"""Document, table, year and period: the facts that one table tells of one time."""
_YEAR = "tahunan"
_LAST_QUARTER = "TW IV"
_EVERY_QUARTER = (0, 100)
"""Figures that a quarter and the year have in common by their nature."""

_Fact = tuple[int, int | None, str]
"""The how manieth subject, year and period."""
_R = TypeVar("_R", IndikatorRecord, AnggaranRecord)

_MEASURES: dict[str, tuple[str, ...]] = {
    "capaian": ("target", "realisasi", "capaian"),
    "cost_per_outcome": ("target", "realisasi", "capaian", "persen"),
    "efisiensi": ("target", "realisasi", "capaian", "persen"),
    "perbandingan_tahun": ("target", "realisasi"),
    "perbandingan_renstra": ("realisasi",),
}
_NO_NAME = re.compile(r"(?:(?:capaian\s+)?rata\s*-?\s*rata\s+(?:\w*capaian|kinerja)|jumlah\s*$|total)", re.IGNORECASE)
_BUDGET_MEASURES = ("pagu", "realisasi", "persen")
_SEVERAL = 2
_BUDGET_KINDS = frozenset({"realisasi_anggaran", "capaian", "efisiensi", "cost_per_outcome", "e81"})
_OTHER_FACT = (
    "kumulatif", "s.d", "s/d", "sampai", "triwulan", "tribulan", "tw ", "semester", "renstra", "rpjm", "awal",
    "sebelum", "murni", "semula", "provinsi", "nasional", "standar", "rata-rata", "fisik", "akhir",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """One place where a fact is printed."""

    record: Record
    value: Value
    table: TableKey


@dataclass(slots=True)
class Subject:
    """An indikator or budget line and everything told about it, by measure, year and period."""

    name: str
    level: str | None
    told: dict[tuple[str, int | None, str], list[Telling]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact printed with different values: ``majority`` as most places have it, ``odd`` all others.

    ``tie`` when as many places have the one as the other. ``shared`` is how many facts the odd tables tell in common
    with the others, ``agreeing`` how many of them are equal.
    """

    measure: str
    year: int | None
    period: str
    majority: tuple[Telling, ...]
    odd: tuple[Telling, ...]
    tie: bool
    shared: int
    agreeing: int


def voices(submission: Submission) -> Iterator[tuple[Report, frozenset[str]]]:
    """The reports, each with the ids of the segments that speak for it: its own parts and the appendices bound with it.

    Appendices are the unit's, and only where there is one report of the unit that they can belong to.
    """
    reports = scope.reports(submission)
    appendices = frozenset(one.id for one in submission.segments if one.kind == "lampiran" and one.position is None)
    single = sum(report.of_unit for report in reports) == 1
    for report in reports:
        yield report, report.ids | appendices if single and report.of_unit else report.ids


def indikator_subjects(submission: Submission, report: Report, segments: frozenset[str]) -> list[Subject]:
    """The indikator of a report with what its tables tell about them."""
    records = [one for one in submission.indikator if one.segment in segments and one.table_kind in _MEASURES]
    subjects: list[Subject] = []
    for group in by_table(records):
        own = [one for one in _unique(group) if _own(submission, report, one)]
        for subject, record in _assigned(subjects, own, None):
            for measure in _MEASURES[record.table_kind]:
                _tell(submission, report, subject, record, measure)
    return subjects


def anggaran_subjects(submission: Submission, report: Report, segments: frozenset[str]) -> list[Subject]:
    """The programs, kegiatan and sub kegiatan of a report with what its tables tell about them.

    The totals of tables over the same programs are a subject as well.
    """
    records = [
        one
        for one in submission.anggaran
        if one.segment in segments and one.table_kind in _BUDGET_KINDS and (one.total or one.level is not None)
    ]
    subjects: list[Subject] = []
    totals: dict[frozenset[str], Subject] = {}
    for group in by_table(records):
        lines = [one for one in group if not one.total]
        programs: set[str] = set()
        for level in dict.fromkeys(one.level for one in lines):
            own = [one for one in _unique(lines) if one.level == level and _own(submission, report, one)]
            for subject, record in _assigned(subjects, own, level):
                programs |= {subject.name} if level == "program" else set()
                for measure in _BUDGET_MEASURES:
                    _tell(submission, report, subject, record, measure)
        whole = [one for one in group if one.total]
        if len(whole) == 1 and len(programs) >= _SEVERAL:
            total = totals.setdefault(frozenset(programs), Subject("Jumlah anggaran seluruh program", None))
            for measure in _BUDGET_MEASURES:
                _tell(submission, report, total, whole[0], measure)
    return subjects + list(totals.values())


def conflicts(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, list[Conflict]]]:
    """Per subject, year and period the measures whose printed values differ.

    Two tables are only held against each other when at least half of the facts that both tell agree: tables that
    disagree throughout measure something else.
    """
    _close_year(subjects)
    shared = _Shared(subjects)
    for subject in subjects:
        found: dict[tuple[int | None, str], list[Conflict]] = defaultdict(list)
        for (measure, year, period), told in subject.told.items():
            if conflict := _conflict(measure, year, period, told, shared):
                found[year, period].append(conflict)
        for same_time in found.values():
            yield subject, same_time


def _conflict(measure: str, year: int | None, period: str, told: Sequence[Telling], shared: _Shared) -> Conflict | None:
    values: list[list[Telling]] = []
    for telling in told:
        same = [group for group in values if same_value(group[0].value, telling.value) is not False]
        if same:
            same[0].append(telling)
        else:
            values.append([telling])
    values.sort(key=lambda group: len({one.table for one in group}), reverse=True)
    if len(values) < 2:
        return None
    majority = values[0]
    odd: dict[Telling, list[bool]] = {}
    for telling in (one for group in values[1:] for one in group):
        others = dict.fromkeys(other.table for other in majority if other.table != telling.table)
        with_others = [shared.agreeing(measure, telling.table, other) for other in others]
        best = max(with_others, key=lambda equal: (sum(equal) / len(equal), len(equal)), default=[])
        if (len(best) == 1 or sum(best) * 2 >= len(best) > 0) and not hundredfold(telling.value, majority[0].value):
            odd[telling] = best
    if not odd:
        return None
    tie = len({one.table for one in odd}) >= len({one.table for one in majority})
    weakest = min(odd.values(), key=sum)
    return Conflict(measure, year, period, tuple(majority), tuple(odd), tie, len(weakest), sum(weakest))


class _Shared:
    """The facts that two tables both tell, compared for those pairs of tables that are asked about."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self._told: dict[tuple[str, TableKey], dict[_Fact, list[Value]]] = defaultdict(lambda: defaultdict(list))
        self._known: dict[tuple[str, TableKey, TableKey], list[bool]] = {}
        for n, subject in enumerate(subjects):
            for (measure, year, period), told in subject.told.items():
                for one in told:
                    self._told[measure, one.table][n, year, period].append(one.value)

    def agreeing(self, measure: str, one: TableKey, other: TableKey) -> list[bool]:
        """Whether each fact of a measure that two tables tell is printed alike in both."""
        key = measure, one, other
        if key not in self._known:
            ours, theirs = self._told[measure, one], self._told[measure, other]
            pairs = (pair for fact in ours if fact in theirs for pair in product(ours[fact], theirs[fact]))
            self._known[key] = [same_value(*pair) is not False for pair in pairs]
        return self._known[key]


def _close_year(subjects: Sequence[Subject]) -> None:
    """Take what a table tells of the fourth quarter for the year's where it nearly repeats the year's figures.

    Fourth quarter tables are either the quarter's own or, as often, the year's up to then; their figures tell which.
    """
    equal: dict[TableKey, list[bool]] = defaultdict(list)
    for subject in subjects:
        for measure, year, period in list(subject.told):
            if measure == "realisasi" and period == _LAST_QUARTER:
                annual = subject.told.get((measure, year, _YEAR), [])
                for one in subject.told[measure, year, period] if annual else []:
                    if one.value.number is not None and one.value.number.value not in _EVERY_QUARTER:
                        equal[one.table].append(any(same_value(one.value, other.value) for other in annual))
    annual_tables = {table for table, alike in equal.items() if sum(alike) * 2 >= len(alike) and sum(alike) > 0}
    for subject in subjects:
        for measure, year, period in list(subject.told):
            if period == _LAST_QUARTER:
                told = subject.told.pop((measure, year, period))
                for one in told:
                    when = _YEAR if one.table in annual_tables else period
                    subject.told[measure, year, when].append(one)


def _assigned(subjects: list[Subject], records: Sequence[Record], level: str | None) -> list[tuple[Subject, Record]]:
    """Each record with the subject of its name; those without one become new subjects, added to ``subjects``."""
    known = [one for one in subjects if level is None or one.level == level]
    scanned = any(map(is_scanned, records))
    paired = assign([name_of(one) for one in records], [one.name for one in known], SAME_NAME, scanned)
    of_record = {match.left_index: known[match.right_index] for match in paired}
    found = []
    for index, record in enumerate(records):
        if index not in of_record:
            of_record[index] = Subject(name_of(record), record.level)
            subjects.append(of_record[index])
        found.append((of_record[index], record))
    return found


def _unique(records: Sequence[_R]) -> list[_R]:
    """The records whose name says what they are: not averages, and not "Jumlah laporan" under every kegiatan."""
    times = Counter(canonical(name_of(one)) for one in records)
    return [one for one in records if times[canonical(name_of(one))] == 1 and not _NO_NAME.match(name_of(one))]


def _own(submission: Submission, report: Report, record: Record) -> bool:
    """Whether neither the name nor the table's caption speaks of another unit."""
    table = scope.table_of(submission, record)
    own = report.lead.unit or submission.unit
    named = find_units(name_of(record)) + find_units(table.caption if table else "")
    return own is None or all(unit_key(one) == unit_key(own) or scope.same_unit(one, own) for one in named)


def hundredfold(one: Value, other: Value) -> bool:
    """Whether one value is the other as a fraction of one instead of a percentage."""
    if one.number is None or other.number is None:
        return False
    small, large = sorted((one.number.value, other.number.value))
    return small * 100 == large


def _tell(submission: Submission, report: Report, subject: Subject, record: Record, measure: str) -> None:
    value = filled(getattr(record, measure))
    if value is None or (value.number is None and measure != "target"):
        return
    header = scope.header_over(submission, record, value)
    if any(word in header for word in _OTHER_FACT):
        return
    table = scope.table_of(submission, record)
    year = record.year or (table.year if table else None) or report.year
    period = record.period or (table.period if table else None) or report.period or _YEAR
    key: TableKey = (record.document, record.table, year, period)
    subject.told[measure, year, period].append(Telling(record, value, key))
