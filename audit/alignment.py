"""The same indikator, program or kegiatan in PK, IKU, LKj, E.81 and LRA side by side, as the K rules pair them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from audit import agreements, facts, scope
from audit.agreements import Pk, filled
from audit.models import Aligned, AlignedSource, Told
from audit.printed import same_value
from audit.rules.k101_target_pk import with_annual_target
from audit.scope import Record, Report
from normalize.models import AnggaranRecord, IndikatorRecord, Submission, Value

Figure = Literal["target", "realisasi"]

_REPORTED = frozenset({"realisasi_anggaran", "capaian", "cost_per_outcome", "efisiensi"})
_OUTSIDE = frozenset({"e81", "lra"})
_DETAILS = frozenset({"kegiatan", "sub_kegiatan"})
_ORDER: tuple[AlignedSource, ...] = ("pk_awal", "pk_perubahan", "iku", "lkj", "keuangan")
_FIGURES: tuple[Figure, ...] = ("target", "realisasi")
_R = TypeVar("_R", IndikatorRecord, AnggaranRecord)


@dataclass(slots=True)
class _Line(Generic[_R]):
    """One indikator or budget line and every print of its figures."""

    first: _R
    sources: set[AlignedSource] = field(default_factory=set)
    told: dict[tuple[AlignedSource, Figure], list[Value]] = field(default_factory=dict)

    def add(self, source: AlignedSource, record: _R) -> None:
        self.sources.add(source)
        for figure, value in _figures(record):
            self.told.setdefault((source, figure), []).append(value)

    @property
    def telling(self) -> bool:
        """Whether there is anything to lay side by side: kegiatan that only one document has are left out."""
        return bool(self.told) and (len(self.sources) > 1 or self.first.level not in _DETAILS)


def align(submission: Submission) -> tuple[Aligned, ...]:
    """One row per indikator, program and kegiatan of every report; totals and account codes are left out."""
    return tuple(row for report, segments in facts.voices(submission) for row in _of(submission, report, segments))


def _of(submission: Submission, report: Report, segments: frozenset[str]) -> Iterator[Aligned]:
    own = segments | _bound(submission, report)
    pks = sorted(agreements.pks_of(submission, report), key=lambda pk: not pk.attached)
    binding = agreements.in_order(pks, report)
    partly = scope.is_quarterly(report.period)
    called = _called(submission, report)
    for indikator in _indikator(submission, report, own, pks):
        if indikator.telling:
            one = indikator.first
            yield Aligned("indikator", called, one.sasaran, one.indikator, _told(indikator, binding, partly))
    for anggaran in _anggaran(submission, report, own, pks):
        if anggaran.telling:
            line = anggaran.first
            yield Aligned("anggaran", called, line.level or "", line.name, _told(anggaran, binding, partly=False))


def _indikator(
    submission: Submission, report: Report, own: frozenset[str], pks: Sequence[Pk]
) -> list[_Line[IndikatorRecord]]:
    records = [one for one in submission.indikator if one.segment in own and one.year in (None, report.year)]
    capaian = [one for one in records if one.segment in report.ids and one.table_kind == "capaian"]
    lines: list[_Line[IndikatorRecord]] = []
    for pk in pks:
        _join(lines, _kind(pk), pk.indikator)
    _join(lines, "iku", [one for one in records if one.table_kind == "iku"])
    _join(lines, "lkj", [with_annual_target(submission, one) for one in capaian])
    _join(lines, "keuangan", [one for one in records if one.table_kind in _OUTSIDE])
    return lines


def _anggaran(
    submission: Submission, report: Report, own: frozenset[str], pks: Sequence[Pk]
) -> list[_Line[AnggaranRecord]]:
    records = [one for one in submission.anggaran if one.segment in own and one.year in (None, report.year)]
    spent = [one for one in records if one.segment in report.ids and one.table_kind in _REPORTED]
    lines: list[_Line[AnggaranRecord]] = []
    for pk in pks:
        _join_by_level(lines, _kind(pk), pk.anggaran)
    _join_by_level(lines, "lkj", spent)
    _join_by_level(lines, "keuangan", [one for one in records if one.table_kind in _OUTSIDE])
    return lines


def _bound(submission: Submission, report: Report) -> frozenset[str]:
    """The IKU, E.81 and LRA that go with the report of a unit."""
    return frozenset(
        one.id
        for one in submission.segments
        if one.kind in {"iku", *_OUTSIDE}
        and report.of_unit
        and scope.year_of(submission, one) == report.year
        and scope.same_unit(one.unit, report.lead.unit)
        and (one.period or report.period) == (report.period or one.period)
    )


def _kind(pk: Pk) -> AlignedSource:
    return "pk_perubahan" if pk.kind == "perubahan" else "pk_awal"


def _join_by_level(
    lines: list[_Line[AnggaranRecord]], source: AlignedSource, records: Iterable[AnggaranRecord]
) -> None:
    """Budget lines are paired within their level; sasaran and accounts have no budget in a PK."""
    wanted = [one for one in records if one.level in {"program", *_DETAILS} and not one.total]
    for level in dict.fromkeys(one.level for one in wanted):
        of_level = [line for line in lines if line.first.level == level]
        known = len(of_level)
        _join(of_level, source, [one for one in wanted if one.level == level])
        lines += of_level[known:]


def _join(lines: list[_Line[_R]], source: AlignedSource, records: Sequence[_R]) -> None:
    """Add records to the lines that are about the same, those of one table one to one; the others are new lines."""
    for group in agreements.by_table(records):
        known = {id(line.first): line for line in lines}
        pairs = agreements.matches([line.first for line in lines], group)
        of_record = {agreements.key_of(theirs): known[id(ours)] for ours, theirs, _ in pairs}
        for record in group:
            key = agreements.key_of(record)
            if key not in of_record:
                of_record[key] = _Line(record)
                lines.append(of_record[key])
            of_record[key].add(source, record)


def _figures(record: Record) -> Iterator[tuple[Figure, Value]]:
    goal = record.target if isinstance(record, IndikatorRecord) else record.pagu
    pairs: tuple[tuple[Figure, Value | None], ...] = (("target", goal), ("realisasi", record.realisasi))
    for figure, value in pairs:
        if (found := filled(value)) is not None:
            yield figure, found


def _told(line: _Line[_R], binding: Sequence[Pk], partly: bool) -> tuple[Told, ...]:
    """``partly``: a target may be the quarter's only, which is left to the rules."""
    in_force = next((_kind(pk) for pk in binding if (_kind(pk), "target") in line.told), None)
    return tuple(
        Told(source, figure, tuple(values), _differs(line, source, figure, in_force, partly))
        for figure in _FIGURES
        for source in _ORDER
        if (values := line.told.get((source, figure)))
    )


def _differs(
    line: _Line[_R], source: AlignedSource, figure: Figure, in_force: AlignedSource | None, partly: bool
) -> bool:
    """Whether no print of a figure is what it should be like.

    That is the first PK for its perubahan, the LKj for E.81 and LRA, and the PK in force for the others.
    """
    like: dict[AlignedSource, AlignedSource | None] = {"pk_perubahan": "pk_awal", "keuangan": "lkj", "pk_awal": None}
    other = like.get(source, in_force)
    if other is None or (partly and figure == "target" and source in {"lkj", "iku"}):
        return False
    ours, theirs = line.told[source, figure], line.told.get((other, figure), [])
    return bool(theirs) and all(same_value(one, two) is False for one in ours for two in theirs)


def _called(submission: Submission, report: Report) -> str:
    of = report.lead.position or report.lead.unit or submission.unit or "Laporan kinerja"
    period = report.period if scope.is_quarterly(report.period) else None
    when = " ".join(str(part) for part in (period, report.year) if part)
    return f"{of}, {when}" if when else of
