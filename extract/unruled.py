"""Rows and columns that a ruled table does not rule: parted by where the text stands.

Some tables have rules between their columns only, some between their rows only. The text keeps to the missing
borders all the same, and where it does so without exception they are as good as drawn.
"""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec

from extract.cells import Part, text_of
from extract.models import Cell, Line
from extract.pieces import is_figure, pieces

LEAST_ROWS = 3
"""So many figures must stand under each other in a field before it is taken for several rows."""

_PREFIX = re.compile(r"^(?:\d{1,2}[.)]|[a-z][.)]|[-•▪]|Rp\.?)$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:\(?(?:\d{1,2}|[a-z])[.)]|[-•▪])\s", re.IGNORECASE)


def with_columns(part: Part) -> Part:
    """The part with fields over several columns parted where every piece of text keeps to one of the columns."""
    cells: list[Cell] = []
    for cell in part.cells:
        cells += _by_column(cell, part.xs) if cell.cs > 1 and cell.lines else [cell]
    return replace(part, cells=cells)


def _by_column(cell: Cell, xs: tuple[float, ...]) -> list[Cell]:
    columns: dict[int, list[Line]] = {}
    for line in cell.lines:
        for group in pieces(line):
            left, right = group[0].box[0], group[-1].box[2]
            place = [c for c in range(cell.c, cell.c + cell.cs) if xs[c] - 2 <= left and right <= xs[c + 1] + 2]
            if not place:
                return [cell]
            columns.setdefault(place[0], []).append(Line(line.page, tuple(group)))
    if len(columns) < 2 or sum(is_figure(line.words) for lines in columns.values() for line in lines) == 0:
        return [cell]
    return [
        msgspec.structs.replace(
            cell,
            c=c,
            cs=1,
            box=(xs[c], cell.box[1], xs[c + 1], cell.box[3]),
            lines=tuple(columns.get(c, ())),
            text=text_of(columns.get(c, ())),
        )
        for c in range(cell.c, cell.c + cell.cs)
    ]


def with_prefixes(part: Part) -> Part:
    """The part with columns that hold nothing but list numbers or "Rp" joined to the column whose header they share."""
    for c in range(len(part.xs) - 2):
        if _is_prefix_column(part, c):
            return with_prefixes(_joined(part, c))
    return part


def _is_prefix_column(part: Part, c: int) -> bool:
    own = [cell for cell in part.cells if cell.c == c and cell.cs == 1 and cell.text]
    over = [cell for cell in part.cells if cell.c <= c and cell.c + cell.cs > c + 1 and cell.text]
    beside = [cell for cell in part.cells if cell.c == c + 1]
    return (
        bool(own)
        and bool(over)
        and over[0].r == 0
        and (over[0].c, over[0].cs) == (c, 2)
        and bool(beside)
        and all(_PREFIX.match(cell.text.strip()) for cell in own)
    )


def _joined(part: Part, c: int) -> Part:
    """The part without the border between columns ``c`` and ``c + 1``; what stood left of it leads the text."""
    left = {r: cell for cell in part.cells if (cell.c, cell.cs) == (c, 1) for r in range(cell.r, cell.r + cell.rs)}
    cells: list[Cell] = []
    for cell in part.cells:
        if (cell.c, cell.cs) == (c, 1):
            continue
        if cell.c == c + 1:
            cells.append(_with_prefix(cell, left.get(cell.r), c))
        elif cell.c > c:
            cells.append(msgspec.structs.replace(cell, c=cell.c - 1))
        elif cell.c + cell.cs > c + 1:
            cells.append(msgspec.structs.replace(cell, cs=cell.cs - 1))
        else:
            cells.append(cell)
    xs = (*part.xs[: c + 1], *part.xs[c + 2 :])
    shaded = {(r, k - 1 if k > c else k) for r, k in part.shaded}
    return replace(part, xs=xs, cells=cells, shaded=shaded)


def _with_prefix(cell: Cell, prefix: Cell | None, c: int) -> Cell:
    cell = msgspec.structs.replace(cell, c=c)
    if prefix is None or not prefix.lines or prefix.r != cell.r:
        return cell
    first, *rest = cell.lines or (Line(cell.page, ()),)
    lines = (Line(cell.page, (*prefix.lines[0].words, *first.words)), *rest)
    box = (prefix.box[0], *cell.box[1:])
    return msgspec.structs.replace(cell, box=box, lines=lines, text=text_of(lines))


def with_rows(part: Part) -> Part:
    """The part with ruled rows parted that hold several rows of print without a rule between them.

    A row is parted only where at least two columns of figures line up and the labels beside them are as many, not
    numbered: numbered labels in one field are a list that the office meant to be one field.
    """
    r = 0
    while r < part.height:
        starts = _row_starts(part, r)
        if starts:
            part = _split_row(part, r, starts)
            r += len(starts)
        else:
            r += 1
    return part


def _row_starts(part: Part, r: int) -> list[float]:
    """The heights (top) at which rows begin inside ruled row ``r``; empty when it is a single row."""
    row = [cell for cell in part.cells if cell.r <= r < cell.r + cell.rs and cell.lines]
    if len(row) < 2 or any(cell.rs > 1 for cell in row):
        return []
    figures = [cell for cell in row if len(cell.lines) >= LEAST_ROWS and all(is_figure(ln.words) for ln in cell.lines)]
    labels = [cell for cell in row if cell not in figures]
    if len(figures) < 2 or len({len(cell.lines) for cell in figures}) > 1:
        return []
    tops = [line.box[1] for line in figures[0].lines]
    height = figures[0].lines[0].box[3] - figures[0].lines[0].box[1]
    if any(
        abs(line.box[1] - top) > 0.5 * height for cell in figures for line, top in zip(cell.lines, tops, strict=True)
    ):
        return []
    listed = any(_NUMBERED.match(line.text) for cell in labels for line in cell.lines)
    wrapped = any(len(cell.lines) > 1.4 * len(tops) for cell in labels)
    return [] if listed or wrapped else tops


def _split_row(part: Part, r: int, starts: list[float]) -> Part:
    more = len(starts) - 1
    ys = [min(cell.box[1] for cell in part.row(r)), *starts[1:], max(cell.box[3] for cell in part.row(r))]
    cells: list[Cell] = []
    for cell in part.cells:
        if cell.r < r:
            cells.append(cell)
        elif cell.r > r:
            cells.append(msgspec.structs.replace(cell, r=cell.r + more))
        else:
            cells += _by_row(cell, starts, ys)
    shaded = {(row + more if row > r else row, c) for row, c in part.shaded}
    return replace(part, cells=cells, shaded=shaded)


def _by_row(cell: Cell, starts: list[float], ys: list[float]) -> list[Cell]:
    """A cell's lines given to the row they begin nearest to."""
    rows: list[list[Line]] = [[] for _ in starts]
    for line in cell.lines:
        nearest = min(range(len(starts)), key=lambda i: abs(starts[i] - line.box[1]))
        rows[nearest].append(line)
    return [
        msgspec.structs.replace(
            cell,
            r=cell.r + i,
            box=(cell.box[0], ys[i], cell.box[2], ys[i + 1]),
            lines=tuple(lines),
            text=text_of(lines),
        )
        for i, lines in enumerate(rows)
    ]
