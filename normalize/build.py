"""The documents of one submission to a typed :class:`normalize.models.Submission`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from extract.models import Document, Page, Paragraph
from normalize.agreements import Quoted, quoted_agreements
from normalize.legible import legible_document
from normalize.models import (
    AnggaranRecord,
    IndikatorRecord,
    Passage,
    PkParty,
    Segment,
    SegmentKind,
    SourceFile,
    Submission,
    Table,
    TableKind,
)
from normalize.records import records
from normalize.rows import source_of
from normalize.segments import segment
from normalize.signatures import pk_parties, signature_blocks
from normalize.tables import typed_table
from normalize.titles import read_signs
from normalize.units import find_units, main_unit, same_office, unit_key

Record = TypeVar("Record", IndikatorRecord, AnggaranRecord)

_SPEAKING: tuple[SegmentKind, ...] = ("lkj", "pk", "pk_perubahan", "lkj_individu")
"""The kinds of segment that say best whose submission it is, the best first."""

_SEVERAL_YEARS: frozenset[TableKind] = frozenset({"perbandingan_tahun"})
_YEARLY: frozenset[TableKind] = frozenset({"pk_indikator", "pk_anggaran"})
"""Tables about a whole year, also where a quarter's report shows them."""

_OTHERS: frozenset[TableKind] = frozenset({"capaian", "lainnya"})
"""Tables that are about another unit when their caption names one."""


class Typed(msgspec.Struct, frozen=True):
    """What one document (path) says by itself, typed; what signs it is seen to elsewhere."""

    document: str
    segments: tuple[Segment, ...]
    tables: tuple[Table, ...]
    passages: tuple[Passage, ...]
    parties: tuple[PkParty, ...]


def typed(document: Document) -> Typed:
    """A document typed by itself: the longest part of :func:`build`, which can be done before others are there."""
    return _typed(legible_document(document))


def build(submission_id: str, source: str, documents: Sequence[Document], before: Sequence[Typed] = ()) -> Submission:
    """Type everything that was read of one submission.

    ``submission_id`` names its folder of results, ``source`` is its path as given. A document that failed is listed
    in ``files`` and contributes nothing else. ``before`` are those of the documents that :func:`typed` has seen.
    """
    documents = [legible_document(document) for document in documents]
    known = {one.document: one for one in before}
    parts = [known.get(document.path) or _typed(document) for document in documents]
    segments = _in_full([one for part in parts for one in part.segments])
    unit = _unit(segments)
    changed = any(one.kind == "pk_perubahan" for one in segments)
    tables: list[Table] = []
    indikator: list[IndikatorRecord] = []
    anggaran: list[AnggaranRecord] = []
    for part in parts:
        typed = [_of_whom(table, unit) for table in part.tables]
        quoted = quoted_agreements(typed, part.segments, part.passages, changed)
        for table in typed:
            lines, budgets = records(table)
            indikator += [_placed(record, _at(part.segments, table.pages[0]), quoted) for record in lines]
            anggaran += [_placed(record, _at(part.segments, table.pages[0]), quoted) for record in budgets]
        tables += typed
    return Submission(
        id=submission_id,
        source=source,
        unit=unit,
        year=_year(segments),
        files=tuple(_file(document) for document in documents),
        segments=segments,
        tables=tuple(tables),
        indikator=tuple(indikator),
        anggaran=tuple(anggaran),
        signatures=tuple(
            block
            for part, document in zip(parts, documents, strict=True)
            for block in signature_blocks(document, part.segments, part.parties)
        ),
        passages=tuple(passage for part in parts for passage in part.passages),
        parties=tuple(party for part in parts for party in part.parties),
    )


def _typed(document: Document) -> Typed:
    signs = read_signs(document)
    segments = segment(document, signs)
    parties = pk_parties(document.path, segments, signs)
    return Typed(
        document=document.path,
        segments=tuple(segments),
        tables=tuple(typed_table(raw, document.path, _at(segments, raw.pages[0]).id) for raw in document.tables),
        passages=tuple(
            _passage(document.path, _at(segments, page.number).id, paragraph)
            for page in document.pages
            for paragraph in page.paragraphs
        ),
        parties=tuple(parties),
    )


def _in_full(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Segments with their unit as it is named most fully anywhere, since some leave the region out."""
    named = sorted({part.unit for part in segments if part.unit}, key=len)
    fullest = {unit_key(unit): unit for unit in named}
    return tuple(
        msgspec.structs.replace(part, unit=fullest[unit_key(part.unit)] if part.unit else None) for part in segments
    )


def _at(segments: Sequence[Segment], page: int) -> Segment:
    return next(part for part in segments if part.first <= page <= part.last)


def _of_whom(table: Table, unit: str | None) -> Table:
    """A table whose caption names another office of the same sort, and not this one, shows that office's figures."""
    named = find_units(table.caption)
    if table.kind not in _OTHERS or unit is None or not named:
        return table
    same_sort = [name for name in named if name.split()[0].casefold() == unit.split()[0].casefold()]
    ours = any(same_office(name, unit) for name in named)
    return table if ours or not same_sort else msgspec.structs.replace(table, kind="perbandingan_unit")


def _placed(record: Record, part: Segment, quoted: Mapping[str, Quoted]) -> Record:
    """A record with what its table does not print: the year and period of its segment, and which PK it is of.

    A comparison of several years leaves open of which a column without one is.
    """
    agreement = quoted.get(record.table)
    year = record.year or (agreement.year if agreement else None)
    period = record.period or ("tahunan" if record.table_kind in _YEARLY else part.period)
    if year is None and record.table_kind not in _SEVERAL_YEARS:
        year = part.year
    return msgspec.structs.replace(record, year=year, period=period, pk=agreement.kind if agreement else None)


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
        scanned_pages=tuple(page.number for page in document.pages if page.readers),
        unread_pages=tuple(page.number for page in document.pages if _is_unread(page)),
        broken_pages=tuple(page.number for page in document.pages if page.kind == "unread"),
        glanced_pages=tuple(page.number for page in document.pages if page.glanced),
        readers=tuple(dict.fromkeys(name for page in document.pages for name in page.readers)),
        electronic_signatures=document.electronic_signatures,
    )


def _is_unread(page: Page) -> bool:
    return page.kind == "unread" or (page.kind == "scan" and not page.readers)


def _passage(path: str, part: str, paragraph: Paragraph) -> Passage:
    return Passage(
        segment=part,
        kind=paragraph.kind,
        text=paragraph.text,
        at=msgspec.structs.replace(source_of(path, paragraph.lines), text=paragraph.text),
        lines=tuple(source_of(path, [line]) for line in paragraph.lines),
        level=paragraph.level,
    )
