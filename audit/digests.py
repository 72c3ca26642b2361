"""What a report tells of its own year, and what it quotes of its author's years before and of other units.

The digest of a report is light and needs no submission around it, so that the reports of a whole batch can be compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, product

import msgspec

from audit import columns, facts
from audit.facts import Subject, Telling
from audit.findings import place
from audit.memo import remembered
from audit.models import Digest, Fact, Measure, Print, Quotation
from audit.phrases import where
from audit.printed import same_value
from audit.scope import Report, is_quarterly
from normalize.matching import canonical
from normalize.models import Column, Submission, Table
from normalize.units import find_regions, find_units, same_office

_YEAR = "tahunan"
_MEASURES: tuple[Measure, ...] = ("realisasi", "capaian")
_REGION = re.compile(r"\b(?:kab|kabupaten|kota|prov|provinsi|propinsi)\b", re.IGNORECASE)
_MENTIONS = 50
"""Mentions of regions that tell which one a unit is of."""
_BESIDE = re.compile(r"banding|sanding|\b(?:dengan|terhadap|antar\w*)\b", re.IGNORECASE)
"""What a caption says that names another unit beside the own one, so that not every column is that unit's."""
_NO_FIGURE = re.compile(
    r"selisih|beda|rasio|terhadap|peringkat|rangking|ranking|target|lebih|kurang|naik|turun", re.IGNORECASE
)
"""Columns below the name of a unit that hold no figure the unit itself reports."""


@remembered
def digests(submission: Submission) -> tuple[Digest, ...]:
    """The digests of all reports of a submission, those that tell nothing included."""
    found = []
    for report, segments in facts.voices(submission):
        unit = report.lead.unit or submission.unit
        subjects = facts.indikator_subjects(submission, report, segments)
        quotations = (*_years_before(submission, report, subjects), *_other_units(submission, report, unit))
        lead = msgspec.structs.replace(report.lead, evidence=())
        told = tuple(_facts(submission, report, subjects))
        whose = (submission.id, submission.source, lead, unit, region_of(unit) or _region(submission), report.year)
        found.append(Digest(*whose, told, quotations))
    return tuple(found)


def region_of(text: str | None) -> str | None:
    """The first region that a text names, in one spelling ("kabupaten kencana"); None when it names none."""
    return next((canonical(one) for one in find_regions(text or "")), None)


def _region(submission: Submission) -> str | None:
    """The region that a submission speaks of most."""
    texts = (one.text for one in submission.passages if _REGION.search(one.text))
    named = islice((canonical(region) for text in texts for region in find_regions(text)), _MENTIONS)
    return next((region for region, _ in Counter(named).most_common(1)), None)


def _facts(submission: Submission, report: Report, subjects: Sequence[Subject]) -> Iterator[Fact]:
    for subject in subjects:
        for measure in _MEASURES:
            told = subject.told.get((measure, report.year, _YEAR), [])
            if told and all(same_value(one.value, told[0].value) is not False for one in told):
                yield Fact(subject.name, measure, _prints(submission, told))


def _years_before(submission: Submission, report: Report, subjects: Sequence[Subject]) -> Iterator[Quotation]:
    """What the author of a report tells of the own years before it."""
    for subject in subjects:
        years = {year for _, year, _ in subject.told if year and report.year and year < report.year}
        for measure, year in product(_MEASURES, sorted(years)):
            if told := subject.told.get((measure, year, _YEAR)):
                yield Quotation(None, year, subject.name, measure, _prints(submission, told))


def _other_units(submission: Submission, report: Report, own: str | None) -> Iterator[Quotation]:
    """What the comparisons of a yearly report of a unit print as the figures of others."""
    if own is None or report.year is None or not report.of_unit or is_quarterly(report.period):
        return
    for table in submission.tables:
        naming = table.column("indikator")
        if table.kind != "perbandingan_unit" or table.segment not in report.ids or naming is None:
            continue
        for column, unit, measure in _columns(table, own):
            for row in table.rows:
                name, value = row.values.get(naming.index), row.values.get(column.index)
                if row.kind == "data" and name is not None and value is not None and value.number is not None:
                    year = column.year or table.year or report.year
                    printed = (Print(value, place(table, value.at)),)
                    indikator, unsaid = columns.printed(name), column.role is None and not _says_realisasi(column)
                    yield Quotation(unit, year, indikator, measure, printed, table.id, unsaid)


def _columns(table: Table, own: str) -> Iterator[tuple[Column, str, Measure]]:
    """The columns that hold figures of another unit, which their header or the table's caption names."""
    named = {column.index: _other_unit(columns.header(column), own) for column in table.columns}
    captioned = None if any(named.values()) or _BESIDE.search(table.caption) else _other_unit(table.caption, own)
    for column in table.columns:
        unit = named[column.index]
        if unit is None and column.role is not None and table.column(column.role) is not None:
            unit = captioned
        if unit is None or is_quarterly(column.period or table.period) or _NO_FIGURE.search(columns.header(column)):
            continue
        if column.role in (None, "realisasi"):
            yield column, unit, "realisasi"
        elif column.role == "capaian":
            yield column, unit, "capaian"


def _says_realisasi(column: Column) -> bool:
    return "realisasi" in columns.header(column).lower()


def _other_unit(text: str, own: str) -> str | None:
    """The only unit that a text names, unless that is ``own``."""
    named = list(dict.fromkeys(find_units(text)))
    return named[0] if len(named) == 1 and not same_office(named[0], own) else None


def _prints(submission: Submission, told: Sequence[Telling]) -> tuple[Print, ...]:
    return tuple(Print(one.value, where(submission, one.record, one.value.at)) for one in told)
