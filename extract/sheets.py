"""Pages on their way from raw to read: their ruled tables, their lines, and what is cleared away from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.cells import Part, parts_of
from extract.engines.base import RawPage, Rule
from extract.headers import header_rows
from extract.loose import ALIGNED, loose_parts
from extract.models import Line, Mark, PageKind
from extract.prose import in_margin, is_running, often, running_lines
from extract.sideways import Turn, upright
from extract.stitch import without_inner_headers
from extract.text import lines_of
from extract.unruled import with_columns, with_prefixes, with_rows

if TYPE_CHECKING:
    from extract.scan.ocr import Reading
    from extract.scan.picture import Picture
    from extract.scan.read import Readers

PICTURE_SHARE = 0.6
"""A picture over more than this share of a page without other text makes the page a scan."""

TEXT_LAYER = "text-layer"
SCANNER_LAYER = "scanner-layer"
"""The reader of the text that a scanner or a phone laid under its picture: never to be trusted alone."""

LEAST_STAMPED = 5
STAMPED = 0.8
"""A line on this share of at least so many pages, always at the same place, is a stamp."""


@dataclass
class Sheet:
    """One page, its text upright; ``turn`` leads back to the coordinates of the page as displayed."""

    number: int
    width: float
    height: float
    kind: PageKind = "blank"
    parts: list[Part] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    turn: Turn | None = None
    readers: tuple[str, ...] = ()
    """Who read the picture of the page, the reader of tables first; none where the page was not read as a picture."""
    glanced: bool = False
    """Whether only headings and captions were looked for: a cover, photographs."""


def sheet_of(page: RawPage) -> Sheet:
    """The page with its ruled tables and the lines outside them."""
    raw, turn = upright(page)
    kind = _kind(raw)
    if kind == "scan" and raw.source == TEXT_LAYER:
        raw.source = SCANNER_LAYER
    ruled, rest = parts_of(raw)
    parts = [with_rows(with_columns(with_prefixes(part))) for part in ruled]
    lines = lines_of(rest, raw.number, raw.source)
    return Sheet(raw.number, raw.width, raw.height, kind, parts, lines, raw.marks, raw.horizontal, turn)


def unread_sheet(number: int) -> Sheet:
    """The place of a page that could not be read."""
    return Sheet(number, 0.0, 0.0, "unread")


def scanned_sheet(picture: Picture, raw: RawPage, readers: Readers, whole: bool = False) -> Reading[Sheet]:
    """The page as ``readers`` read its picture; ``raw`` is what the PDF itself says of it.

    Only the headings of covers and pages of photographs are read, unless the ``whole`` of every page is wanted.
    """
    from extract.scan.page import scan_page

    read, warp = yield from scan_page(picture, raw, readers, whole)
    sheet = sheet_of(read)
    sheet.kind, sheet.turn, sheet.glanced = "scan", warp, read.glanced
    sheet.readers = (readers.tables.name,) if read.glanced else readers.names
    return sheet


def clear(sheets: Sequence[Sheet]) -> None:
    """Take away what belongs to the paper and not to the text, then find the tables without rules in what is left."""
    _drop_furniture(sheets)
    _drop_stamps(sheets)
    running = running_lines([(sheet.width, sheet.height, sheet.lines) for sheet in sheets])
    above: Part | None = None
    for sheet in sheets:
        sheet.lines = [line for line in sheet.lines if not is_running(line, sheet.height, running)]
        first = min((part.box[1] for part in sheet.parts), default=sheet.height)
        on_top = above if any(line.box[3] <= first for line in sheet.lines) else None
        aligned, sheet.lines = loose_parts(sheet.lines, sheet.rules, sheet.number, on_top)
        sheet.parts = _with_headers([*sheet.parts, *aligned])
        above = _open_end(sheet)


def _open_end(sheet: Sheet) -> Part | None:
    """The table without rules that a page ends with, if it does."""
    last = sheet.parts[-1] if sheet.parts else None
    ends = last is not None and all(line.box[1] < last.box[3] for line in sheet.lines)
    return last if last and ends and last.method == ALIGNED else None


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


def _with_headers(parts: Sequence[Part]) -> list[Part]:
    """The parts of a page from top to bottom, each with its header known."""
    for part in parts:
        part.header_rows = header_rows(part)
    return [without_inner_headers(part) for part in sorted(parts, key=lambda part: (part.box[1], part.box[0]))]


def _drop_furniture(sheets: Sequence[Sheet]) -> None:
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


def _drop_stamps(sheets: Sequence[Sheet]) -> None:
    """Take away the lines that stand at the same place of nearly every page: stamps of trial versions and shops."""
    if len(sheets) < LEAST_STAMPED:
        return
    seen = Counter(stamp for sheet in sheets for stamp in {_stamp(sheet, line) for line in sheet.lines})
    stamps = {stamp for stamp, count in seen.items() if count >= STAMPED * len(sheets)}
    for sheet in sheets:
        sheet.lines = [line for line in sheet.lines if _stamp(sheet, line) not in stamps]


def _stamp(sheet: Sheet, line: Line) -> tuple[str, int, int]:
    x0, top, _, _ = sheet.turn.box(line.box) if sheet.turn else line.box
    return line.text, round(x0 / 4), round(top / 4)


def _place(part: Part) -> tuple[int, ...]:
    return tuple(round(edge / 10) for edge in part.box)
