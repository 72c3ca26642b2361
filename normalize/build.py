"""The documents of one submission to a typed :class:`normalize.models.Submission`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from extract.models import Document, Paragraph
from normalize.agreements import Quoted, quoted_agreements
from normalize.models import (
    AnggaranRecord,
    IndikatorRecord,
    Passage,
    Segment,
    Source,
    SourceFile,
    Submission,
    Table,
    TableKind,
)
from normalize.records import records
from normalize.segments import segment
from normalize.signatures import pk_parties, signature_blocks
from normalize.tables import typed_table
from normalize.units import find_units, main_unit, unit_key

Record = TypeVar("Record", IndikatorRecord, AnggaranRecord)

_SPEAKING: tuple[str, ...] = ("lkj", "pk", "pk_perubahan", "lkj_individu")
"""The kinds of segment that say best whose submission it is, the best first."""

_SEVERAL_YEARS: frozenset[TableKind] = frozenset({"perbandingan_tahun"})
_OTHERS: frozenset[TableKind] = frozenset({"capaian", "lainnya"})


def build(submission_id: str, source: str, documents: Sequence[Document]) -> Submission:
    """Type everything that was read of one submission.

    ``submission_id`` names its folder of results, ``source`` is its path as given. A document that failed is listed
    in ``files`` and contributes nothing else.
    """
    segments = {document.path: segment(document) for document in documents}
    everything = [part for parts in segments.values() for part in parts]
    unit = _unit(everything)
    tables: list[Table] = []
    indikator: list[IndikatorRecord] = []
    anggaran: list[AnggaranRecord] = []
    for document in documents:
        typed = [_of_whom(table, unit) for table in _tables(document, segments[document.path])]
        quoted = quoted_agreements(typed, segments[document.path], _passages(document, segments[document.path]))
        for table in typed:
            part = _at(segments[document.path], table.pages[0])
            lines, budgets = records(table)
            indikator += [_placed(record, part, quoted) for record in lines]
            anggaran += [_placed(record, part, quoted) for record in budgets]
        tables += typed
    return Submission(
        id=submission_id,
        source=source,
        unit=unit,
        year=_year(everything),
        files=tuple(_file(document) for document in documents),
        segments=tuple(everything),
        tables=tuple(tables),
        indikator=tuple(indikator),
        anggaran=tuple(anggaran),
        signatures=tuple(block for d in documents for block in signature_blocks(d, segments[d.path])),
        passages=tuple(passage for d in documents for passage in _passages(d, segments[d.path])),
        parties=tuple(party for d in documents for party in pk_parties(d, segments[d.path])),
    )


def _at(segments: Sequence[Segment], page: int) -> Segment:
    return next(part for part in segments if part.first <= page <= part.last)


def _tables(document: Document, segments: Sequence[Segment]) -> list[Table]:
    return [typed_table(raw, document.path, _at(segments, raw.pages[0]).id) for raw in document.tables]


def _of_whom(table: Table, unit: str | None) -> Table:
    """A table whose caption names another office of the same sort, and not this one, shows that office's figures."""
    named = find_units(table.caption)
    if table.kind not in _OTHERS or unit is None or not named:
        return table
    same_sort = [name for name in named if name.split()[0].casefold() == unit.split()[0].casefold()]
    ours = any(unit_key(name) == unit_key(unit) for name in named)
    return table if ours or not same_sort else msgspec.structs.replace(table, kind="perbandingan_unit")


def _placed(record: Record, part: Segment, quoted: dict[str, Quoted]) -> Record:
    """A record with what its table does not print: the year and period of its segment, and which PK it is of."""
    agreement = quoted.get(record.table)
    year = record.year or (agreement.year if agreement else None)
    if year is None and record.table_kind not in _SEVERAL_YEARS:
        year = part.year
    return msgspec.structs.replace(
        record,
        year=year,
        period=record.period or part.period,
        pk=agreement.kind if agreement else None,
    )


def _unit(segments: Sequence[Segment]) -> str | None:
    for kind in _SPEAKING:
        unit = main_unit(part.unit for part in segments if part.kind == kind and part.unit)
        if unit:
            return unit
    return main_unit(part.unit for part in segments if part.unit)


def _year(segments: Sequence[Segment]) -> int | None:
    for kind in _SPEAKING:
        years = Counter(part.year for part in segments if part.kind == kind and part.year)
        if years:
            return years.most_common(1)[0][0]
    return next((part.year for part in segments if part.year), None)


def _file(document: Document) -> SourceFile:
    return SourceFile(
        path=document.path,
        sha256=document.sha256,
        pages=len(document.pages),
        status=document.status,
        error=document.error,
        scanned_pages=tuple(page.number for page in document.pages if page.kind == "scan"),
    )


def _passages(document: Document, segments: Sequence[Segment]) -> list[Passage]:
    return [
        _passage(document.path, _at(segments, page.number).id, paragraph)
        for page in document.pages
        for paragraph in page.paragraphs
    ]


def _passage(path: str, part: str, paragraph: Paragraph) -> Passage:
    lines = tuple(Source(path, line.page, line.box, line.text) for line in paragraph.lines)
    at = Source(path, paragraph.page, paragraph.box, paragraph.text)
    return Passage(part, paragraph.kind, paragraph.text, at, lines, paragraph.level)
