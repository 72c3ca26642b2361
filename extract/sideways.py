"""Pages whose text stands sideways or on its head: read upright, then given back in the page's own coordinates."""

from __future__ import annotations

from collections import Counter

import msgspec

from extract.engines.base import Char, RawPage, Rule
from extract.models import Box, Cell, Line, Mark, Paragraph, Region, SignatureRegion, Word

LEAST_CHARS = 60
MOST = 0.6
"""Share of a page's characters that must run the same way for the page to stand sideways."""


class Turn(msgspec.Struct, frozen=True):
    """How a page has been turned: the ``direction`` its text ran (90, 180 or 270), its size as displayed."""

    direction: int
    width: float
    height: float

    def box(self, box: Box) -> Box:
        """A box of the turned page in the coordinates of the page as displayed."""
        x0, top, x1, bottom = box
        if self.direction == 90:
            return top, self.height - x1, bottom, self.height - x0
        if self.direction == 180:
            return self.width - x1, self.height - bottom, self.width - x0, self.height - top
        return self.width - bottom, x0, self.width - top, x1

    def line(self, line: Line) -> Line:
        """The line with its words in place."""
        return Line(line.page, tuple(self._word(word) for word in line.words))

    def cell(self, cell: Cell) -> Cell:
        """The cell with its box and lines in place."""
        lines = tuple(map(self.line, cell.lines))
        return msgspec.structs.replace(cell, box=self.box(cell.box), lines=lines)

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        """The paragraph with its lines in place."""
        return msgspec.structs.replace(paragraph, lines=tuple(map(self.line, paragraph.lines)))

    def region(self, region: Region) -> Region:
        """The part of a table in place."""
        return Region(region.page, self.box(region.box))

    def mark(self, mark: Mark) -> Mark:
        """The mark in place."""
        return Mark(mark.kind, self.box(mark.box))

    def signature(self, region: SignatureRegion) -> SignatureRegion:
        """The signature region with its lines and marks in place."""
        lines, marks = tuple(map(self.line, region.lines)), tuple(map(self.mark, region.marks))
        return msgspec.structs.replace(region, box=self.box(region.box), lines=lines, marks=marks)

    def _word(self, word: Word) -> Word:
        return msgspec.structs.replace(word, box=self.box(word.box))


def upright(page: RawPage) -> tuple[RawPage, Turn | None]:
    """The page with its text level, and how it was turned for that; None when it stood upright already."""
    directions = Counter(char.direction for char in page.chars if not char.text.isspace())
    direction, count = directions.most_common(1)[0] if directions else (0, 0)
    if direction == 0 or count < max(LEAST_CHARS, MOST * sum(directions.values())):
        return page, None
    drawn = [
        *((_turned((rule.start, rule.at, rule.end, rule.at), direction, page), rule) for rule in page.horizontal),
        *((_turned((rule.at, rule.start, rule.at, rule.end), direction, page), rule) for rule in page.vertical),
    ]
    turned = RawPage(
        number=page.number,
        width=page.width if direction == 180 else page.height,
        height=page.height if direction == 180 else page.width,
        chars=[_char(char, direction, page) for char in page.chars],
        horizontal=[Rule(box[1], box[0], box[2], rule.thickness) for box, rule in drawn if box[1] == box[3]],
        vertical=[Rule(box[0], box[1], box[3], rule.thickness) for box, rule in drawn if box[1] != box[3]],
        fills=[_turned(fill, direction, page) for fill in page.fills],
        marks=[Mark(mark.kind, _turned(mark.box, direction, page)) for mark in page.marks],
        source=page.source,
        invisible=page.invisible,
    )
    return turned, Turn(direction, page.width, page.height)


def _turned(box: Box, direction: int, page: RawPage) -> Box:
    x0, top, x1, bottom = box
    if direction == 90:
        return page.height - bottom, x0, page.height - top, x1
    if direction == 180:
        return page.width - x1, page.height - bottom, page.width - x0, page.height - top
    return top, page.width - x1, bottom, page.width - x0


def _char(char: Char, direction: int, page: RawPage) -> Char:
    x0, top, x1, bottom = _turned((char.x0, char.top, char.x1, char.bottom), direction, page)
    return char._replace(x0=x0, top=top, x1=x1, bottom=bottom, direction=(char.direction - direction) % 360)
