"""A PDF file to a :class:`extract.models.Document`."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.captions import caption_of
from extract.cells import Part, parts_of
from extract.engines.base import Engine, RawPage, Rule
from extract.engines.pdfium import PdfiumEngine
from extract.engines.plumber import PlumberEngine
from extract.errors import EncryptedDocument, UnreadableDocument
from extract.headers import header_rows
from extract.loose import loose_parts
from extract.models import Document, Line, Mark, Page, PageKind, Paragraph, Region, SignatureRegion, Table
from extract.prose import in_margin, is_running, often, paragraphs_of, running_lines
from extract.signatures import signature_regions
from extract.stitch import continues, join, without_inner_headers
from extract.text import lines_of
from extract.unruled import with_columns, with_rows

MAX_PAGES = 2000
MAX_BYTES = 500_000_000
PICTURE_SHARE = 0.6
"""A picture over more than this share of a page without other text makes the page a scan."""


log = logging.getLogger(__name__)


@dataclass
class _Sheet:
    """A page on its way from raw to read."""

    number: int
    width: float
    height: float
    kind: PageKind
    parts: list[Part]
    lines: list[Line]
    marks: list[Mark]
    rules: list[Rule]


def read(
    path: Path, name: str, on_page: Callable[[int, int], None] | None = None, engine: Engine | None = None
) -> Document:
    """Read one PDF.

    ``name`` is the path that findings will show; ``on_page`` is told (pages done, pages in all) after each page.
    Raises :class:`extract.errors.UnreadableDocument` when nothing can be read at all.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableDocument("empty file", "berkas kosong")
    if size > MAX_BYTES:
        raise UnreadableDocument(f"larger than {MAX_BYTES // 10**6} MB", f"lebih besar dari {MAX_BYTES // 10**6} MB")
    if engine is None:
        engine = engine_for(path)
    sheets: list[_Sheet] = []
    broken: list[int] = []
    with engine.open(path) as pdf:
        if pdf.page_count == 0:
            raise UnreadableDocument("no pages", "tidak berisi halaman")
        if pdf.page_count > MAX_PAGES:
            raise UnreadableDocument(f"more than {MAX_PAGES} pages", f"lebih dari {MAX_PAGES} halaman")
        for number in range(1, pdf.page_count + 1):
            try:
                sheets.append(_sheet(pdf.page(number)))
            except Exception:  # a library may raise anything over one broken page; the others are still worth reading
                log.debug("page %d cannot be read", number, exc_info=True)
                broken.append(number)
            if on_page:
                on_page(number, pdf.page_count)
        producer = pdf.producer
    if not sheets:
        raise UnreadableDocument("no page can be read", "tidak satu halaman pun dapat dibaca")
    _drop_furniture(sheets)
    running = running_lines([(sheet.height, sheet.lines) for sheet in sheets])
    for sheet in sheets:
        sheet.lines = [line for line in sheet.lines if not is_running(line, sheet.height, running)]
        aligned, sheet.lines = loose_parts(sheet.lines, sheet.rules, sheet.number)
        sheet.parts = _with_headers([*sheet.parts, *aligned])
    prose = {sheet.number: paragraphs_of(sheet.lines, sheet.width, [p.box for p in sheet.parts]) for sheet in sheets}
    regions = {s.number: signature_regions(s.number, s.lines, s.width, s.marks) for s in sheets}
    return Document(
        path=name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        pages=tuple(Page(s.number, s.width, s.height, s.kind, tuple(prose[s.number]), tuple(s.marks)) for s in sheets),
        tables=tuple(_tables(sheets, prose, regions, engine.name)),
        signature_regions=tuple(region for found in regions.values() for region in found),
        producer=producer,
        status="partial" if broken else "ok",
        error=f"halaman {', '.join(map(str, broken))} tidak dapat dibaca" if broken else None,
    )


def engine_for(path: Path) -> Engine:
    """PDFium, or pdfplumber for what PDFium cannot open; raises UnreadableDocument for encrypted files."""
    pdfium = PdfiumEngine()
    try:
        with pdfium.open(path):
            return pdfium
    except EncryptedDocument:
        raise
    except UnreadableDocument:
        return PlumberEngine()


def _sheet(raw: RawPage) -> _Sheet:
    ruled, rest = parts_of(raw)
    parts = [with_rows(with_columns(part)) for part in ruled]
    lines = lines_of(rest, raw.number, raw.source)
    return _Sheet(raw.number, raw.width, raw.height, _kind(raw), parts, lines, raw.marks, raw.horizontal)


def _with_headers(parts: Sequence[Part]) -> list[Part]:
    """The parts of a page from top to bottom, each with its header known."""
    for part in parts:
        part.header_rows = header_rows(part)
    return [without_inner_headers(part) for part in sorted(parts, key=lambda part: (part.box[1], part.box[0]))]


def _drop_furniture(sheets: Sequence[_Sheet]) -> None:
    """Take away the ruled headers and footers that stand in the margin of many pages: they are no tables."""
    places: Counter[tuple[int, ...]] = Counter()
    for sheet in sheets:
        places.update({_place(part) for part in sheet.parts if in_margin(part.box, sheet.height)})
    for sheet in sheets:
        sheet.parts = [
            part
            for part in sheet.parts
            if not in_margin(part.box, sheet.height) or places[_place(part)] < often(len(sheets))
        ]


def _place(part: Part) -> tuple[int, ...]:
    return tuple(round(edge / 10) for edge in part.box)


def _kind(raw: RawPage) -> PageKind:
    area = raw.width * raw.height
    pictures = [mark.box for mark in raw.marks if mark.kind == "image"]
    full = any((x1 - x0) * (bottom - top) >= PICTURE_SHARE * area for x0, top, x1, bottom in pictures)
    letters = sum(not char.text.isspace() for char in raw.chars)
    if full and (letters < 20 or raw.invisible > 0.5 * letters):
        return "scan"
    if letters == 0 and not pictures:
        return "blank"
    return "digital" if letters else "scan"


def _tables(
    sheets: Sequence[_Sheet],
    prose: dict[int, list[Paragraph]],
    signatures: dict[int, list[SignatureRegion]],
    engine: str,
) -> list[Table]:
    """The tables of all pages, those that go on over a page break joined."""
    tables: list[tuple[Part, list[Region], Paragraph | None]] = []
    open_end: Part | None = None  # the last part of the page before, if nothing follows it there
    for sheet in sheets:
        for i, part in enumerate(sheet.parts):
            above = [p for p in prose[sheet.number] if p.box[3] <= part.box[1] + 4]
            signed = max((s.box[3] for s in signatures[sheet.number] if s.box[3] <= part.box[1] + 4), default=0.0)
            below_last = max(signed, sheet.parts[i - 1].box[3] if i else 0.0)
            above = [p for p in above if p.box[1] >= below_last - 4]
            first = i == 0 and not any(line.box[3] <= part.box[1] + 4 for line in sheet.lines)
            if first and open_end is not None and continues(open_end, part):
                _, regions, caption = tables[-1]
                tables[-1] = (join(open_end, part), [*regions, part.region], caption)
            else:
                tables.append((part, [part.region], caption_of(part.box, above, sheet.width)))
        if sheet.parts:
            last = sheet.parts[-1]
            ends = all(line.box[1] < last.box[3] for line in sheet.lines)
            open_end = tables[-1][0] if ends else None
        elif sheet.lines or sheet.kind != "blank":
            open_end = None
    return [
        Table(f"t{number:03}", tuple(regions), tuple(part.cells), part.header_rows, caption, f"{engine}:{part.method}")
        for number, (part, regions, caption) in enumerate(tables, start=1)
    ]
