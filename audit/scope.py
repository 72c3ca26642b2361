"""Which documents of a submission may be compared: the same unit, the same position, the same year.

A bundle holds the reports and agreements of the head of the unit and of everyone below; a report is measured only
against what its own author agreed to. Where the documents do not say whose they are, they are not compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from audit import columns
from audit.memo import remembered
from normalize.matching import similarity
from normalize.models import AnggaranRecord, IndikatorRecord, Row, Segment, Submission, Table, Value

Record = IndikatorRecord | AnggaranRecord

_SAME_NAME = 0.9
_ABBREVIATIONS = tuple(
    (re.compile(rf"\b(?:{short})\b"), long)
    for short, long in (
        (r"plt|plh|pjs?|penjabat|pelaksana (?:tugas|harian)", ""),
        (r"kasi|kepala sie", "kepala seksi"),
        (r"kasub ?b?ag|kasubbid|kepala sub ?bag(?:ian)?", "kepala sub bagian"),
        (r"kabid", "kepala bidang"),
        (r"kabag", "kepala bagian"),
        (r"kadis|kepala opd|kepala perangkat daerah|kepala skpd", "kepala dinas"),
        (r"kaban", "kepala badan"),
        (r"sekcam|sekretaris camat", "sekretaris"),
    )
)
_REGION = re.compile(r"\b(?:kabupaten|kota|provinsi|propinsi)\b.*")
_HEAD = re.compile(
    r"(?:camat|lurah|direktur|inspektur(?: (?:daerah|kota|kabupaten|provinsi))?|kepala"
    r"|kepala (?:dinas|badan|kantor|satuan|pelaksana|bagian|uptd?|puskesmas|satpol).*"
    r"|sekretaris (?:daerah|dprd|dewan).*)"
)


def table_of(submission: Submission, record: Record) -> Table | None:
    """The table that a record was read from."""
    return table_called(submission, record.document, record.table)


def table_called(submission: Submission, document: str, table: str | None) -> Table | None:
    """The table of a document with this id."""
    return _by_id(submission.tables).get((document, table or ""))


@remembered
def _by_id(tables: tuple[Table, ...]) -> dict[tuple[str, str], Table]:
    return {(one.document, one.id): one for one in reversed(tables)}


@remembered
def _by_index(tables: tuple[Table, ...]) -> dict[tuple[str, str, int], list[Row]]:
    rows: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for table in tables:
        for row in table.rows:
            rows[table.document, table.id, row.index].append(row)
    return rows


def header_over(submission: Submission, record: Record, value: Value | None) -> str:
    """The header labels over a record's value, in small letters; "" when its table or column is not known."""
    table = table_of(submission, record)
    if table is None or value is None:
        return ""
    rows = _by_index(submission.tables).get((record.document, record.table, record.row), ())
    over = {index for row in rows for index, one in row.values.items() if one == value}
    return " ".join(columns.header(column) for column in table.columns if column.index in over).casefold()


def year_of(submission: Submission, segment: Segment) -> int | None:
    """The year a document is about; that of the submission when the document does not say."""
    return segment.year or submission.year


def is_quarterly(period: str | None) -> bool:
    """Whether a period is a quarter ("TW I")."""
    return period is not None and period.startswith("TW ")


def last_day(period: str | None, year: int) -> date:
    """The day on which a period ends; the end of the year when it is not a quarter."""
    month, day = {"TW I": (3, 31), "TW II": (6, 30), "TW III": (9, 30)}.get(period or "", (12, 31))
    return date(year, month, day)


def same_unit(one: str | None, other: str | None) -> bool:
    """Whether two names may be of one unit; a missing name speaks against nothing."""
    return one is None or other is None or similarity(one, other) >= _SAME_NAME


def canonical_position(position: str, unit: str | None) -> str:
    """A position in small letters, abbreviations resolved, without acting titles and without its unit's name."""
    text = re.sub(r"[^a-z ]+", " ", position.casefold())
    for short, long in _ABBREVIATIONS:
        text = short.sub(long, text)
    text = _REGION.sub("", text) or text
    of_unit = set(re.sub(r"[^a-z ]+", " ", (unit or "").casefold()).split())
    return " ".join(word for word in text.split() if word not in of_unit)


def is_head(position: str, unit: str | None) -> bool:
    """Whether a position is that of the head of the unit (Camat, Kepala Dinas, Inspektur, ...)."""
    return _HEAD.fullmatch(canonical_position(position, unit)) is not None


def same_position(one: str, other: str, unit: str | None) -> bool:
    """Whether two positions are the same office, however abbreviated."""
    left, right = canonical_position(one, unit), canonical_position(other, unit)
    return left == right or (is_head(one, unit) and is_head(other, unit)) or similarity(left, right) >= _SAME_NAME


@dataclass(frozen=True)
class Report:
    """A performance report of a unit or an official.

    It has several parts when other documents are bound into it; ``lead`` is the first of them.
    """

    lead: Segment
    parts: tuple[Segment, ...]
    year: int | None

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(part.id for part in self.parts)

    @property
    def period(self) -> str | None:
        return next((part.period for part in self.parts if part.period), None)

    @property
    def of_unit(self) -> bool:
        """Whether it is the unit's report, not that of one official."""
        return self.lead.kind == "lkj"


def reports(submission: Submission) -> list[Report]:
    """The performance reports of a submission, each with all its parts."""
    found: list[list[Segment]] = []
    for segment in submission.segments:
        if segment.kind in ("lkj", "lkj_individu"):
            whole = next((parts for parts in found if _same_report(submission, parts[0], segment)), None)
            if whole is None:
                found.append([segment])
            else:
                whole.append(segment)
    return [Report(parts[0], tuple(parts), year_of(submission, parts[0])) for parts in found]


def agreements_of(submission: Submission, report: Report) -> list[Segment]:
    """The PK, first and changed, that the author of ``report`` signed for its year; empty when that is unclear."""
    candidates = [
        segment
        for segment in submission.segments
        if segment.kind in ("pk", "pk_perubahan")
        and report.year is not None
        and year_of(submission, segment) == report.year
        and same_unit(segment.unit, report.lead.unit)
    ]
    unit = report.lead.unit or submission.unit
    if not report.of_unit:
        return [one for one in candidates if _same_office(one.position, report.lead.position, unit)]
    heads = [one for one in candidates if one.position is not None and is_head(one.position, unit)]
    if heads:
        return heads
    nameless = [one for one in candidates if one.position is None]
    return nameless if len({one.kind for one in nameless}) == len(nameless) else []


def lra_of(submission: Submission, report: Report) -> frozenset[str]:
    """The ids of the LRA that are of the unit, year and period of ``report``, a report of the unit; else none.

    An LRA that leaves its period open and was signed after the year is of the whole year; any other is of the unit's
    only report of that year, if there is only one.
    """
    if not report.of_unit:
        return frozenset()
    return frozenset(
        one.id
        for one in submission.segments
        if one.kind == "lra"
        and year_of(submission, one) == report.year
        and same_unit(one.unit, report.lead.unit)
        and _same_period(submission, one, report)
    )


def _same_period(submission: Submission, lra: Segment, report: Report) -> bool:
    if lra.period or not report.period:
        return (lra.period or report.period) == (report.period or lra.period)
    if lra.date and report.year and lra.date > last_day(None, report.year).isoformat():
        return report.period in ("tahunan", "TW IV")
    rivals = {one.period for one in reports(submission) if one.of_unit and one.year == report.year}
    return len(rivals) == 1


def _same_report(submission: Submission, one: Segment, other: Segment) -> bool:
    """Whether two segments are parts of one report."""
    if one.kind != other.kind or (one.period or other.period) != (other.period or one.period):
        return False
    if year_of(submission, one) != year_of(submission, other) or not same_unit(one.unit, other.unit):
        return False
    return one.kind == "lkj" or _same_office(one.position, other.position, one.unit or submission.unit)


def _same_office(one: str | None, other: str | None, unit: str | None) -> bool:
    return one is not None and other is not None and same_position(one, other, unit)
