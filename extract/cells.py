"""Characters into the fields of a grid: a page's part of a table."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extract.engines.base import Char, RawPage
from extract.fills import coloured_grids, prefer
from extract.grid import Field, Grid, grids_of
from extract.models import Box, Cell, Line
from extract.text import lines_of

CUT = 0.5
"""The confidence of a cell with text that its borders cut."""


@dataclass
class Part:
    """The part of a table that lies on one page: its column borders, its cells, how many of its rows are header.

    ``method`` is what its borders were found by: drawn rules, or the alignment of the text. The cells stay as they are:
    with others it is another part.
    """

    page: int
    box: Box
    xs: tuple[float, ...]
    cells: list[Cell]
    header_rows: int = 0
    method: str = "rules"
    shaded: set[tuple[int, int]] = field(default_factory=set)

    @cached_property
    def height(self) -> int:
        return max((cell.r + cell.rs for cell in self.cells), default=0)

    def row(self, r: int) -> Sequence[Cell]:
        """The cells that begin in row ``r``, left to right."""
        return self._rows.get(r, ())

    @cached_property
    def _rows(self) -> dict[int, list[Cell]]:
        rows: dict[int, list[Cell]] = defaultdict(list)
        for cell in self.cells:
            rows[cell.r].append(cell)
        return rows


def parts_of(page: RawPage) -> tuple[list[Part], list[Char]]:
    """The ruled and coloured tables of a page, and the characters that stand outside them."""
    parts: list[Part] = []
    rest = page.chars
    ruled = grids_of(page.horizontal, page.vertical)
    for grid in prefer(ruled, coloured_grids(page.fills, page.horizontal, page.vertical)):
        inside, rest = _split(rest, grid)
        if any(not char.text.isspace() for chars in inside.values() for char in chars):
            parts.append(_part(page, grid, inside))
        else:
            rest = rest + [char for chars in inside.values() for char in chars]
    return parts, rest


def _split(chars: Iterable[Char], grid: Grid) -> tuple[dict[Field, list[Char]], list[Char]]:
    """Characters by the field that holds their middle, and those outside the grid."""
    owner = {(i, j): f for f in grid.fields for i in range(f.r, f.r + f.rs) for j in range(f.c, f.c + f.cs)}
    inside: dict[Field, list[Char]] = {}
    outside: list[Char] = []
    for char in chars:
        row = bisect_right(grid.ys, (char.top + char.bottom) / 2) - 1
        column = bisect_right(grid.xs, (char.x0 + char.x1) / 2) - 1
        if (row, column) in owner:
            inside.setdefault(owner[row, column], []).append(char)
        else:
            outside.append(char)
    return inside, outside


def _part(page: RawPage, grid: Grid, inside: dict[Field, list[Char]]) -> Part:
    cells = []
    shaded = set()
    for f in grid.fields:
        chars = inside.get(f, ())
        lines = tuple(lines_of(chars, page.number, page.source))
        sure = min((word.confidence for line in lines for word in line.words), default=1.0)
        sure = sure if all(_fits(char, f.box) for char in chars) else min(sure, CUT)
        cells.append(Cell(f.r, f.c, f.rs, f.cs, text_of(lines), page.number, f.box, lines, page.source, sure))
        if any(_covers(fill, f.box) for fill in page.fills):
            shaded.add((f.r, f.c))
    return Part(page.number, grid.box, grid.xs, cells, shaded=shaded)


def _fits(char: Char, box: Box) -> bool:
    """Whether a character ends inside its cell; one that crosses a border is cut by it or covered by its neighbour."""
    over = 0.2 * (char.x1 - char.x0)
    return char.x0 >= box[0] - over and char.x1 <= box[2] + over


def text_of(lines: Iterable[Line]) -> str:
    """The text of a cell, a printed line per line."""
    return "\n".join(line.text for line in lines)


def _covers(fill: Box, box: Box) -> bool:
    """Whether a coloured area covers most of a cell."""
    width = min(fill[2], box[2]) - max(fill[0], box[0])
    height = min(fill[3], box[3]) - max(fill[1], box[1])
    if width <= 0 or height <= 0:
        return False
    return width * height >= 0.6 * (box[2] - box[0]) * (box[3] - box[1])
