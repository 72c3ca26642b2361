"""Tables as the benchmarks compare them: cells, adjacency relations, and the part of a table on some pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import msgspec

SAME = str.maketrans("–—−‐", "----")


class Cell(msgspec.Struct, frozen=True):
    """A cell as any tool may give it; ``page`` is the one on which it begins (1-based)."""

    r: int
    c: int
    rs: int
    cs: int
    text: str
    page: int


Table = Sequence[Cell]
Relation = tuple[str, str, str]
"""The texts of two neighbours and whether the second stands to the right or below."""


def content(text: str) -> str:
    """What of a cell's text is compared: no white space or soft hyphens, one kind of dash, lower case."""
    return re.sub(r"[\s\u00ad]+", "", text).lower().translate(SAME)


def relations(table: Table) -> Counter[Relation]:
    """The adjacency relations of ICDAR 2013: each non-empty cell and its next ones to the right and below.

    Blank cells between two are passed over; a cell over several rows has a neighbour in each of them.
    """
    texts = [content(cell.text) for cell in table]
    place = {
        (r, c): i
        for i, cell in enumerate(table)
        if texts[i]
        for r in range(cell.r, cell.r + cell.rs)
        for c in range(cell.c, cell.c + cell.cs)
    }
    height = max((r for r, _ in place), default=-1) + 1
    width = max((c for _, c in place), default=-1) + 1
    pairs: set[tuple[int, int, str]] = set()
    for (r, c), i in place.items():
        row = (place[r, k] for k in range(c + 1, width) if (r, k) in place)
        column = (place[k, c] for k in range(r + 1, height) if (k, c) in place)
        for line, direction in ((row, "right"), (column, "below")):
            following = next((j for j in line if j != i), None)
            if following is not None:
                pairs.add((i, following, direction))
    return Counter((texts[i], texts[j], direction) for i, j, direction in pairs)


def agreement(predicted: Iterable[Table], gold: Iterable[Table]) -> tuple[float, int]:
    """F1 (0..1) over all relations of a document, and the number of predicted tables that share none with the gold."""
    wanted = sum((relations(table) for table in gold), Counter[Relation]())
    found = [relations(table) for table in predicted]
    spurious = sum(not one & wanted for one in found)
    every = sum(found, Counter[Relation]())
    right = (wanted & every).total()
    return 2 * right / max(1, wanted.total() + every.total()), spurious


def on_pages(table: Table, pages: Collection[int]) -> list[Cell]:
    """The rows of a table that begin on one of ``pages``, numbered anew.

    A cell that spans kept and dropped rows stays with what it covers of the kept ones.
    """
    page_of: dict[int, int] = {}
    for cell in table:
        page_of[cell.r] = max(cell.page, page_of.get(cell.r, 0))
    kept: list[int] = []
    last = 0
    for row in range(max((cell.r + cell.rs for cell in table), default=0)):
        last = page_of.get(row, last)
        if last in pages:
            kept.append(row)
    number = {row: i for i, row in enumerate(kept)}
    cut = []
    for cell in table:
        rows = [number[row] for row in range(cell.r, cell.r + cell.rs) if row in number]
        if rows:
            cut.append(msgspec.structs.replace(cell, r=rows[0], rs=len(rows)))
    return cut
