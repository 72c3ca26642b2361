"""A raw table seen as a matrix: which cell covers row r and column c."""

from __future__ import annotations

import re

from extract.models import Cell, Table

_BROKEN_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


class Grid:
    """Read access to the cells of an :class:`extract.models.Table` by row and column (both from 0)."""

    def __init__(self, table: Table) -> None:
        self.height = table.height
        self.width = table.width
        self._covering = {
            (r, c): cell
            for cell in table.cells
            for r in range(cell.r, cell.r + cell.rs)
            for c in range(cell.c, cell.c + cell.cs)
        }

    def at(self, r: int, c: int) -> Cell | None:
        """The cell that covers row ``r`` and column ``c``; None where the grid has a hole."""
        return self._covering.get((r, c))

    def row(self, r: int) -> list[Cell]:
        """The cells that begin in row ``r``, left to right; a cell spanning from above is not among them."""
        found = [self._covering.get((r, c)) for c in range(self.width)]
        return [cell for c, cell in enumerate(found) if cell is not None and cell.r == r and cell.c == c]

    def text(self, r: int, c: int) -> str:
        """The text of the cell covering ``r`` and ``c``, in one line."""
        cell = self.at(r, c)
        return one_line(cell.text) if cell else ""

    def column(self, c: int, first: int) -> list[str]:
        """The texts of the cells that begin in column ``c``, from row ``first`` down, blank ones included."""
        found = [self.at(r, c) for r in range(first, self.height)]
        return [
            one_line(cell.text)
            for r, cell in enumerate(found, start=first)
            if cell is not None and cell.r == r and cell.c == c
        ]


def one_line(text: str) -> str:
    """``text`` without line breaks; a word that was hyphenated at a line's end is whole again."""
    return " ".join(_BROKEN_WORD.sub("", text).split())
