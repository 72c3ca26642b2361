"""Tables that go on over pages, put together again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import msgspec
from rapidfuzz import fuzz

from extract.cells import Part, text_of
from extract.headers import is_number_row
from extract.models import Cell

ALIGNED = 5.0
"""Points; column borders of two pages this near to each other are the same."""

STRETCH = 0.05
"""Photographs of two pages may differ in scale by this share; pages that were never photographed do not."""

ALIKE = 90.0
"""Of 100; rows read from pictures that are as alike as this print the same."""

_COMPACT = re.compile(r"\s+")


def continues(above: Part, below: Part) -> bool:
    """Whether ``below``, the first thing on its page, goes on with ``above``, the last thing on the page before.

    They must have the same outer borders and share most column borders; a header on ``below`` must be that of
    ``above``.
    """
    if shared_columns(above.xs, _scaled_to(above, below)) is None:
        return False
    repeated = repeated_header(above, below)
    return repeated > 0 or below.header_rows == 0 or not _has_own_header(above, below)


def _scaled_to(above: Part, below: Part) -> Sequence[float]:
    """The column borders of ``below`` at the scale of ``above``, where both were photographed.

    A table that prints its whole header again, column for column, is the same one whatever its widths.
    """
    if len(above.xs) == len(below.xs) and 0 < above.header_rows == repeated_header(above, below):
        titles = [cell.text for cell in above.row(0)]
        if not is_number_row(titles):
            return above.xs
    photographed = _is_photographed(above) and _is_photographed(below)
    scale = (above.xs[-1] - above.xs[0]) / (below.xs[-1] - below.xs[0])
    return [x * scale for x in below.xs] if photographed and abs(scale - 1) <= STRETCH else below.xs


def _has_own_header(above: Part, below: Part) -> bool:
    """A header detected on ``below`` counts only if it is as full as that of ``above``: a bold group row is none."""
    cells = [cell for cell in below.row(0) if cell.text]
    labels = [cell for cell in above.row(0) if cell.text]
    return len(cells) >= max(2, 0.6 * len(labels)) and (
        all(cell.bold for cell in cells) or bool(below.shaded) or below.header_rows > 1
    )


def shared_columns(a: Sequence[float], b: Sequence[float]) -> tuple[float, ...] | None:
    """All column borders of two parts, ``b`` shifted onto ``a``; None when they are not the same table's."""
    shift = a[0] - b[0]
    if abs(shift) > 40 or abs(b[-1] + shift - a[-1]) > ALIGNED:
        return None
    inner = [x + shift for x in b[1:-1]]
    extra = [x for x in inner if min(abs(x - y) for y in a) > ALIGNED]
    if len(extra) > 0.25 * len(inner) and len(inner) - len(extra) < len(a) - 2:
        return None
    return tuple(sorted([*a, *extra]))


def repeated_header(above: Part, below: Part) -> int:
    """How many rows at the top of ``below`` repeat header rows of ``above`` (all, or only the column numbers)."""
    for start in range(above.header_rows):
        rows = above.header_rows - start
        if rows <= below.height and all(
            same_row(above, start + i, below, i) and any(row_texts(below, i)) for i in range(rows)
        ):
            return rows
    return 0


def without_inner_headers(part: Part, begin: int = 0) -> Part:
    """The part without the rows further down that repeat its header, as some offices type for their readers.

    They are looked for from the row ``begin`` on.
    """
    header = [row_texts(part, r) for r in range(part.header_rows)]
    if not any(header):
        return part
    begin = max(begin, len(header))
    rows: dict[int, list[str]] = defaultdict(list)
    for cell in part.cells:
        if cell.text and cell.r >= begin:
            rows[cell.r].append(_compact(cell))
    repeats = [
        r
        for r in range(begin, part.height - len(header) + 1)
        if all(rows.get(r + i, []) == texts for i, texts in enumerate(header))
    ]
    for start in reversed(repeats):
        cells = [cell for cell in part.cells if not start <= cell.r < start + len(header)]
        cells = [_replace(cell, r=cell.r - len(header)) if cell.r > start else cell for cell in cells]
        shaded = {(r - len(header) if r > start else r, c) for r, c in part.shaded}
        part = replace(part, cells=cells, shaded=shaded)
    return part


def join(above: Part, below: Part) -> Part:
    """One part out of two; ``above`` keeps its page and header, cells keep the page they stand on."""
    own = _scaled_to(above, below)
    xs = shared_columns(above.xs, own)
    if xs is None:
        raise ValueError("the two parts do not share their columns")
    shift = above.xs[0] - own[0]
    cells = _onto(above.cells, above.xs, xs)
    skip = repeated_header(above, below)
    rest = [
        cell for cell in _onto(below.cells, [x + shift for x in own], xs) if cell.r >= skip or cell.r + cell.rs > skip
    ]
    height = above.height
    cells, first = _mend_break(cells, rest, height, skip)
    offset = height - first
    covered = {(r, cell.c) for cell in cells for r in range(height, cell.r + cell.rs)}
    cells += [
        _replace(cell, r=cell.r + offset)
        for cell in rest
        if cell.r >= first and (cell.r + offset, cell.c) not in covered
    ]
    shaded = above.shaded | {(r + offset, c) for r, c in below.shaded if r >= first}
    return without_inner_headers(replace(above, xs=xs, cells=cells, shaded=shaded), height - above.header_rows)


def same_row(a: Part, r: int, b: Part, k: int) -> bool:
    """Whether row ``r`` of ``a`` and row ``k`` of ``b`` print the same, misread letters forgiven."""
    mine, theirs = row_texts(a, r), row_texts(b, k)
    if mine == theirs or not _is_photographed(a) or not _is_photographed(b):
        return mine == theirs
    return len(mine) == len(theirs) and fuzz.ratio("\n".join(mine), "\n".join(theirs)) >= ALIKE


def _is_photographed(part: Part) -> bool:
    return any(word.source != "text-layer" for cell in part.cells for line in cell.lines for word in line.words)


def row_texts(part: Part, r: int) -> list[str]:
    """The texts of the cells that begin in row ``r``, without white space and in lower case, for comparison."""
    return [_compact(cell) for cell in part.row(r) if cell.text]


def _compact(cell: Cell) -> str:
    return _COMPACT.sub("", cell.text).lower()


def _onto(cells: Sequence[Cell], old: Sequence[float], new: Sequence[float]) -> list[Cell]:
    """Cells of a grid with borders ``old`` on one with borders ``new``, a superset."""
    if tuple(old) == tuple(new):
        return list(cells)
    place = [nearest(new, x) for x in old]
    return [_replace(cell, c=place[cell.c], cs=place[cell.c + cell.cs] - place[cell.c]) for cell in cells]


def nearest(borders: Sequence[float], x: float) -> int:
    """Index of the border nearest to ``x``."""
    return min(range(len(borders)), key=lambda i: abs(borders[i] - x))


def _mend_break(cells: list[Cell], rest: Sequence[Cell], height: int, skip: int) -> tuple[list[Cell], int]:
    """Undo what the page break did to the row it falls into.

    Returns the cells above, mended, and the first row of ``rest`` that is still to be appended. Two things happen at
    a break: a row is cut (its text goes on in the same columns, nothing new begins), or a merged cell is cut (it is
    blank below, while its neighbours begin new rows).
    """
    first_row = [cell for cell in rest if cell.r == skip]
    last_row = [cell for cell in cells if cell.r + cell.rs == height]
    if not first_row or not last_row:
        return cells, skip
    if _is_cut_row(last_row, first_row):
        by_column = {cell.c: cell for cell in first_row}
        mended = []
        for cell in cells:
            tail = by_column.get(cell.c) if cell in last_row else None
            mended.append(_with_tail(cell, tail) if tail and tail.text else cell)
        return mended, skip + 1
    return _stretch_merged(cells, first_row, height), skip


def _stretch_merged(cells: list[Cell], first_row: Sequence[Cell], height: int) -> list[Cell]:
    """Merged label cells at the left that the break cut, stretched over their blank other half.

    A column in which the table also prints blank cells of its own has none to stretch.
    """
    stretched: dict[int, int] = {}  # column -> rows of the blank half
    for below in sorted(first_row, key=lambda cell: cell.c):
        if below.text:
            break
        stretched[below.c] = below.rs
    if len(stretched) == len(first_row):
        return cells
    blank_columns = {cell.c for cell in cells if not cell.text and cell.rs == 1}
    mended = []
    for cell in cells:
        rows = stretched.get(cell.c, 0) if cell.r + cell.rs == height and cell.text else 0
        mended.append(_replace(cell, rs=cell.rs + rows) if rows and cell.c not in blank_columns else cell)
    return mended


def _is_cut_row(last: Sequence[Cell], first: Sequence[Cell]) -> bool:
    """Whether ``first`` only goes on with the words of ``last``: same fields, nothing that starts anew."""
    if [(c.c, c.cs) for c in last] != [(c.c, c.cs) for c in first]:
        return False
    pairs = [(above, below) for above, below in zip(last, first, strict=True) if below.text]
    if not pairs or len(pairs) == len(last) or not all(above.text for above, _ in pairs):
        return False
    return all(_goes_on(above.text, below.text) for above, below in pairs)


def _goes_on(above: str, below: str) -> bool:
    """Whether ``below`` can be the rest of the sentence or list ``above``; figures and numbered items start anew."""
    start = below.lstrip()[:1]
    return start.islower() or ((not start.isdigit() and above.rstrip()[-1:] in ",;:-/(&") or below[:1] in "),.;")


def _with_tail(cell: Cell, tail: Cell) -> Cell:
    lines = (*cell.lines, *tail.lines)
    return _replace(cell, lines=lines, text=text_of(lines))


def _replace(cell: Cell, **changes: object) -> Cell:
    return msgspec.structs.replace(cell, **changes)
