"""Tables without a grid of rules: columns held together by alignment, perhaps with a few horizontal rules.

Text is tabular where line after line leaves the same strips of the page white. Running prose never does, lists and
signature blocks do for a few lines; so a candidate must also have figures in a column of its own, or stand between
rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import median

from extract.cells import Part, text_of
from extract.engines.base import Rule
from extract.models import Box, Cell, Line, Word, union
from extract.pieces import font_size, is_figure, pieces
from extract.prose import SHIFTED, is_misreadable
from extract.stitch import STRETCH

ALIGNED = "alignment"
"""The method by which these parts are found."""

STRIP = 0.45
"""In font sizes: a white strip between two columns is at least this wide."""

CROSSED = 0.12
"""Share of a block's lines that may cross a white strip (headers over several columns do)."""

INDENT = 4.0
"""Points; a wrapped line begins this near to the place where its cell does, in a picture within twice as many."""

CLOSE, FAR = 0.75, 2.6
"""Font sizes; lines nearer than the first may be one wrapped cell, lines further apart are not of one table."""

LEAST_ROWS = 3
FIGURES = 0.55
"""Share of a column's filled cells that must be figures for it to be a column of figures."""

_LEADER = re.compile(r"\.{5,}|…{2,}|_{5,}")
_COUNTER = re.compile(r"^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]|[-•▪➢✓])$", re.IGNORECASE)
_CURRENCY = re.compile(r"^Rp\.?$", re.IGNORECASE)
_PAGE = re.compile(r"^(?:\d{1,3}|[ivxl]{1,6})$", re.IGNORECASE)
_NO_CELL = re.compile(r"^N\s?I\s?P\b|^[:=]|[=]\s*\d|\bx\s*100", re.IGNORECASE)
"""What stands in columns without being a table: signatories, "label : value" lists, formulas."""


@dataclass
class _Row:
    """A line of a block: its words by column, and the rows of print it holds."""

    lines: list[Line]
    cells: dict[tuple[int, int], list[Word]]  # (first column, columns spanned) -> words


def loose_parts(
    lines: Sequence[Line], horizontal: Sequence[Rule], page: int, above: Part | None = None
) -> tuple[list[Part], list[Line]]:
    """The tables among ``lines`` (of one page, outside ruled tables), top to bottom, and the lines that are in none.

    ``above`` is such a table at the end of the page before; it may go on here with as little as one row.
    """
    parts: list[Part] = []
    inside: set[int] = set()
    if above and (found := _continued(lines, above, page)):
        parts.append(found[0])
        inside |= {id(line) for line in found[1]}
    for block in _blocks([line for line in lines if id(line) not in inside]):
        part = _part(block, horizontal, page)
        if part:
            parts.append(part)
            inside |= {id(line) for line in block}
    return parts, [line for line in lines if id(line) not in inside]


def _continued(lines: Sequence[Line], above: Part, page: int) -> tuple[Part, list[Line]] | None:
    """The lines at the top of a page that keep to the columns of ``above``, as a part with these columns.

    At least one has to hold a label and a figure in a column of figures; single lines may be the rest of a label.
    """
    top: list[Line] = []
    for line in sorted(lines, key=lambda line: line.box[1]):
        if top and line.box[1] - top[-1].box[3] > FAR * font_size(line):
            break
        top.append(line)
    xs = _laid_over(above.xs, top)
    block = list(takewhile(lambda line: _keeps_to(line, xs), top))
    while len(block) > 1 and len(_fields(block[-1])) < 2 and not _is_close(block[-2], block[-1]):
        block.pop()
    rows = _merged(_rows(block, xs[1:-1]))
    figures = {(c, 1) for c in range(1, len(xs) - 1) if _is_figures(above, c)}
    amounts = [words for row in rows if len(row.cells) > 1 for at, words in row.cells.items() if at in figures]
    return (_grid(rows, block, xs, page), block) if any(map(is_figure, amounts)) else None


def _laid_over(xs: tuple[float, ...], lines: Sequence[Line]) -> tuple[float, ...]:
    """Column borders moved and stretched as far as photographs of two pages may differ, to fit ``lines``."""
    if not lines or not is_misreadable(lines[0]):
        return xs
    box = union(line.box for line in lines)
    shift, scale = box[0] - xs[0], (box[2] - box[0]) / (xs[-1] - xs[0])
    if abs(shift) > SHIFTED:
        return xs
    scale = scale if abs(scale - 1) <= STRETCH else 1.0
    return tuple(box[0] + (x - xs[0]) * scale for x in xs)


def _is_figures(part: Part, c: int) -> bool:
    """Whether most cells of a column hold a figure."""
    words = [[word for line in cell.lines for word in line.words] for cell in part.cells if (cell.c, cell.cs) == (c, 1)]
    filled = [cell for cell in words if cell]
    return bool(filled) and sum(map(is_figure, filled)) >= FIGURES * len(filled)


def _is_close(above: Line, below: Line) -> bool:
    """Whether two lines are set as closely as those of a wrapped cell."""
    return below.box[1] - above.box[3] < CLOSE * font_size(below)


def _keeps_to(line: Line, xs: Sequence[float]) -> bool:
    """Whether every piece of a line stands within one of the columns between ``xs``."""
    return all(
        any(left - INDENT <= group[0].box[0] and group[-1].box[2] <= right + INDENT for left, right in pairwise(xs))
        for group in _fields(line)
    )


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines most of which fall into several pieces; single pieces in between may be wrapped cells."""
    blocks: list[list[Line]] = []
    block: list[Line] = []
    single = 0
    for line in sorted(lines, key=lambda ln: ln.box[1]):
        several = len(pieces(line)) > 1 and not _LEADER.search(line.text)
        far = bool(block) and line.box[1] - block[-1].box[3] > FAR * font_size(line)
        if block and (far or (not several and single >= 2)):
            blocks.append(_without_tail(block, single))
            block, single = [], 0
        if several or block:
            block.append(line)
            single = 0 if several else single + 1
    if block:
        blocks.append(_without_tail(block, single))
    return [b for b in blocks if len(b) >= LEAST_ROWS]


def _without_tail(block: list[Line], single: int) -> list[Line]:
    """A block without the ``single`` lines at its end, but for those below the label of its last row or its amount."""
    rows = len(block) - single
    numbered = [fields for line in block[:rows] if len(fields := pieces(line)) > 2 and any(map(is_figure, fields[1:]))]
    if not numbered:
        return block[:rows]
    label = numbered[-1][1][0].box[0]
    amount = numbered[-1][-1][-1].box[2]
    while LEAST_ROWS <= rows < len(block) and (
        abs(block[rows].box[0] - label) <= (2 * INDENT if is_misreadable(block[rows]) else INDENT)
        or (is_figure(block[rows].words) and abs(block[rows].box[2] - amount) <= INDENT)
    ):
        rows += 1
    return block[:rows]


def _columns(block: Sequence[Line]) -> list[tuple[float, float]]:
    """The columns of a block as x ranges: what lies between the white strips."""
    spans = [(group[0].box[0], group[-1].box[2]) for line in block for group in _fields(line)]
    allowed = max(int(CROSSED * len(block)), 1 if len(block) >= 5 else 0)
    least = STRIP * median(font_size(line) for line in block)
    columns: list[tuple[float, float]] = []
    depth, start = 0, 0.0
    for x, step in sorted([(x0, 1) for x0, _ in spans] + [(x1, -1) for _, x1 in spans]):
        before, depth = depth, depth + step
        if before <= allowed < depth:
            start = x
        elif depth <= allowed < before:
            if columns and start - columns[-1][1] < least:
                columns[-1] = (columns[-1][0], x)
            else:
                columns.append((start, x))
    return columns


def _fields(line: Line) -> list[list[Word]]:
    """The pieces of a line, a currency sign with the amount that it stands before."""
    fields: list[list[Word]] = []
    for group in pieces(line, STRIP):
        if fields and len(fields[-1]) == 1 and _CURRENCY.match(fields[-1][0].text) and is_figure(group):
            fields[-1] = [*fields[-1], *group]
        else:
            fields.append(group)
    return fields


def _rows(block: Sequence[Line], borders: Sequence[float]) -> list[_Row]:
    """A row per line, its pieces in the columns they stand in or across."""
    rows = []
    for line in block:
        cells: dict[tuple[int, int], list[Word]] = {}
        for group in _fields(line):
            first = sum(group[0].box[0] > border - 0.5 for border in borders)
            last = max(first, sum(group[-1].box[2] > border + 0.5 for border in borders))
            cells.setdefault((first, last - first + 1), []).extend(group)
        rows.append(_Row([line], cells))
    return rows


def _merged(rows: Sequence[_Row]) -> list[_Row]:
    """Rows with their wrapped lines: a line without figures that fills fewer columns, all filled above, goes on.

    Where rows are numbered, what has no number goes on however far below it stands.
    """
    merged: list[_Row] = []
    numbered = _is_numbered(rows)
    for row in rows:
        last = merged[-1] if merged else None
        close = last is not None and _is_close(last.lines[-1], row.lines[0])
        wraps = (
            last is not None
            and (close or (numbered and (0, 1) in last.cells and (0, 1) not in row.cells))
            and set(row.cells) <= set(last.cells)
            and len(row.cells) < len(last.cells)
            and not any(is_figure(words) for words in row.cells.values())
            and any(is_figure(words) for words in last.cells.values())
        )
        if last is not None and wraps:
            last.lines += row.lines
            for place, words in row.cells.items():
                last.cells[place] = [*last.cells[place], *words]
        else:
            merged.append(row)
    return merged


def _is_numbered(rows: Sequence[_Row]) -> bool:
    """Whether the rows that hold an amount are numbered in the first column: 1., 2., 3."""
    amounts = [row for row in rows if any(c > 0 and is_figure(words) for (c, _), words in row.cells.items())]
    numbers = [_COUNTER.match("".join(word.text for word in row.cells.get((0, 1), ()))) for row in amounts]
    return len(numbers) >= LEAST_ROWS and all(numbers)


def _part(block: Sequence[Line], horizontal: Sequence[Rule], page: int) -> Part | None:
    columns = _columns(block)
    if len(columns) < 2:
        return None
    borders = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    rows = _rows(block, borders)
    box = union(line.box for line in block)
    if _is_list(rows, len(columns)) or not (_has_figures(rows, len(columns)) or _is_framed(box, horizontal)):
        return None
    return _grid(_merged(rows), block, (box[0], *borders, box[2]), page)


def _grid(rows: Sequence[_Row], block: Sequence[Line], xs: tuple[float, ...], page: int) -> Part:
    """The rows of a block as a table with the column borders ``xs``."""
    box = union(line.box for line in block)
    ys = [row.lines[0].box[1] for row in rows] + [box[3]]
    cells = []
    for r, row in enumerate(rows):
        taken: set[int] = set()
        for (c, cs), words in sorted(row.cells.items()):
            if taken & set(range(c, c + cs)):
                continue
            taken |= set(range(c, c + cs))
            lines = tuple(
                Line(page, here) for line in row.lines if (here := tuple(word for word in words if word in line.words))
            )
            place: Box = (xs[c], ys[r], xs[c + cs], ys[r + 1])
            sure = min(word.confidence for word in words)
            cells.append(Cell(r, c, 1, cs, text_of(lines), page, place, lines, words[0].source, sure))
        cells += [
            Cell(r, c, 1, 1, "", page, (xs[c], ys[r], xs[c + 1], ys[r + 1]))
            for c in range(len(xs) - 1)
            if c not in taken
        ]
    return Part(page, box, xs, sorted(cells, key=lambda cell: (cell.r, cell.c)), method=ALIGNED)


def _is_list(rows: Sequence[_Row], width: int) -> bool:
    """Whether a block is no table but a list: numbered items, a table of contents, signatories, formulas."""
    firsts = [words for row in rows for (c, _), words in row.cells.items() if c == 0]
    lasts = [words for row in rows for (c, span), words in row.cells.items() if c + span == width]
    numbered = all(_COUNTER.match("".join(word.text for word in words)) for words in firsts)
    contents = all(_PAGE.match("".join(word.text for word in words)) for words in lasts)
    texts = [" ".join(word.text for word in words) for row in rows for words in row.cells.values()]
    other = sum(bool(_NO_CELL.search(text)) for text in texts)
    return (width == 2 and (numbered or contents)) or other >= max(2, 0.2 * len(rows))


def _has_figures(rows: Sequence[_Row], width: int) -> bool:
    """Whether a column other than the first is one of figures."""
    for c in range(1, width):
        column = [words for row in rows for (first, span), words in row.cells.items() if first == c and span == 1]
        figures = sum(is_figure(words) for words in column)
        if figures >= LEAST_ROWS and figures >= FIGURES * len(column):
            return True
    return False


def _is_framed(box: Box, horizontal: Sequence[Rule]) -> bool:
    """Whether two or more rules as wide as the block stand at it."""
    width = box[2] - box[0]
    across = [
        rule
        for rule in horizontal
        if box[1] - 20 <= rule.at <= box[3] + 20
        and min(rule.end, box[2]) - max(rule.start, box[0]) >= 0.8 * width
        and rule.end - rule.start <= 1.3 * width
    ]
    return len(across) >= 2
