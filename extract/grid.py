"""Rules (drawn lines) to grids of cells with spans.

The steps: snap rules that lie on one line together (double borders become one), find the groups of rules that
touch each other, and read each group as a grid in which neighbouring fields without a rule between them are one cell.
The same steps serve rules found on the picture of a scanned page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.engines.base import Rule
from extract.models import Box

SNAP = 3.0
"""Points; rules of one direction closer than this are one rule. The smallest print needs rows of 5 points."""

REACH = 3.5
"""Points; a rule that ends this near to another touches it."""

NARROWEST = (6.0, 4.5)
"""Points; no column of text is narrower than the first, no row lower than the second: it is a double border."""

SMALLEST = (60.0, 9.0)
"""Points; the width and height below which a grid is no table."""

COVERED = 0.6
"""Share of a field's side that must be ruled for the side to part two cells."""


class Field(NamedTuple):
    """A cell of a grid before it has text: row, column, rows and columns spanned, box."""

    r: int
    c: int
    rs: int
    cs: int
    box: Box


class Grid(NamedTuple):
    """``xs`` and ``ys`` are the positions of its column and row borders; ``fields`` tile it, reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[Field, ...]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def grids_of(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> list[Grid]:
    """All grids that the rules of a page draw, from top to bottom; a frame around a single field is none."""
    rows, columns = snap(horizontal), snap(vertical)
    grids = [_grid(snap(h, NARROWEST[1]), snap(v, NARROWEST[0])) for h, v in _touching(rows, columns)]
    return sorted((grid for grid in grids if grid and _is_table(grid)), key=lambda g: (g.ys[0], g.xs[0]))


def _is_table(grid: Grid) -> bool:
    """Several fields, and large enough for words: letters that are drawn with lines make small grids."""
    x0, top, x1, bottom = grid.box
    return len(grid.fields) > 1 and x1 - x0 >= SMALLEST[0] and bottom - top >= SMALLEST[1]


def snap(rules: Iterable[Rule], distance: float = SNAP) -> list[Rule]:
    """Rules merged that lie within ``distance`` of each other and overlap or nearly meet end to end."""
    bands: list[list[Rule]] = []
    for rule in sorted(rules):
        if bands and rule.at - bands[-1][0].at <= distance:
            bands[-1].append(rule)
        else:
            bands.append([rule])
    merged: list[Rule] = []
    for band in bands:
        at = sum(r.at * (r.end - r.start) for r in band) / max(sum(r.end - r.start for r in band), 1e-6)
        for rule in sorted(band, key=lambda r: r.start):
            last = merged[-1] if merged and merged[-1].at == at else None
            if last and rule.start <= last.end + REACH:
                merged[-1] = last._replace(end=max(last.end, rule.end), thickness=max(last.thickness, rule.thickness))
            else:
                merged.append(rule._replace(at=at))
    return merged


def _touching(rows: Sequence[Rule], columns: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of horizontal and vertical rules that hang together; a group has both kinds."""
    group = list(range(len(rows) + len(columns)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, h in enumerate(rows):
        for j, v in enumerate(columns, start=len(rows)):
            meets = h.start - REACH <= v.at <= h.end + REACH and v.start - REACH <= h.at <= v.end + REACH
            if meets:
                group[root(i)] = root(j)
    members: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i in range(len(group)):
        pair = members.setdefault(root(i), ([], []))
        (pair[0] if i < len(rows) else pair[1]).append(rows[i] if i < len(rows) else columns[i - len(rows)])
    return [pair for pair in members.values() if pair[0] and pair[1]]


def _borders(at: Iterable[float], ends: Iterable[float]) -> tuple[float, ...]:
    """Positions of the rules, and of the ends of the crossing rules where they reach beyond the outermost rule."""
    borders = sorted(set(at))
    ends = list(ends)
    if min(ends) < borders[0] - 2 * REACH:
        borders.insert(0, min(ends))
    if max(ends) > borders[-1] + 2 * REACH:
        borders.append(max(ends))
    return tuple(borders)


def _grid(rows: Sequence[Rule], columns: Sequence[Rule]) -> Grid | None:
    ys = _borders((r.at for r in rows), [e for v in columns for e in (v.start, v.end)])
    xs = _borders((v.at for v in columns), [e for h in rows for e in (h.start, h.end)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    below = _sides(rows, ys, xs)  # below[i][j]: the upper side of field (i, j) is ruled
    beside = _sides(columns, xs, ys)  # beside[j][i]: the left side of field (i, j) is ruled
    return without_unused(Grid(xs, ys, tuple(tile(xs, ys, below, beside))))


def without_unused(grid: Grid) -> Grid:
    """The grid without the borders at which no field begins or ends, such as those of a stray bit of rule."""
    columns = sorted({i for f in grid.fields for i in (f.c, f.c + f.cs)})
    rows = sorted({i for f in grid.fields for i in (f.r, f.r + f.rs)})
    column, row = {i: n for n, i in enumerate(columns)}, {i: n for n, i in enumerate(rows)}
    fields = (
        Field(row[f.r], column[f.c], row[f.r + f.rs] - row[f.r], column[f.c + f.cs] - column[f.c], f.box)
        for f in grid.fields
    )
    return Grid(tuple(grid.xs[i] for i in columns), tuple(grid.ys[i] for i in rows), tuple(fields))


def _sides(rules: Sequence[Rule], at: Sequence[float], across: Sequence[float]) -> list[list[bool]]:
    """For every border position and every field along it: is it ruled?"""
    sides = []
    for position in at:
        here = [r for r in rules if r.at == position]
        sides.append(
            [
                sum(max(0.0, min(r.end, end) - max(r.start, start)) for r in here) >= COVERED * (end - start)
                for start, end in pairwise(across)
            ]
        )
    return sides


def tile(
    xs: Sequence[float], ys: Sequence[float], above: Sequence[Sequence[bool]], left: Sequence[Sequence[bool]]
) -> list[Field]:
    """Fields as the largest rectangles without a rule inside, row by row.

    ``above[i][j]`` says that the upper side of field (i, j) is ruled, ``left[j][i]`` that its left side is.
    A region that is no rectangle is parted into rectangles from the top.
    """
    height, width = len(ys) - 1, len(xs) - 1
    taken = [[False] * width for _ in range(height)]
    fields = []
    for r in range(height):
        for c in range(width):
            if taken[r][c]:
                continue
            cs = 1
            while c + cs < width and not taken[r][c + cs] and not left[c + cs][r]:
                cs += 1
            rs = 1
            while r + rs < height and _row_continues(r + rs, c, cs, above, left, taken):
                rs += 1
            for i in range(r, r + rs):
                for j in range(c, c + cs):
                    taken[i][j] = True
            fields.append(Field(r, c, rs, cs, (xs[c], ys[r], xs[c + cs], ys[r + rs])))
    return fields


def _row_continues(
    r: int,
    c: int,
    cs: int,
    above: Sequence[Sequence[bool]],
    left: Sequence[Sequence[bool]],
    taken: Sequence[Sequence[bool]],
) -> bool:
    """Whether the fields of row ``r`` below a field that spans columns c .. c+cs-1 are part of it."""
    columns = range(c, c + cs)
    return not any(above[r][j] or taken[r][j] for j in columns) and not any(left[j][r] for j in columns[1:])
