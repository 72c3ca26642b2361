"""The header of a raw table: how deep it is, the labels over each column, the column numbers and their formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.models import Cell
from normalize import dates, formulas, labels
from normalize.grids import Grid, one_line
from normalize.models import Column

_DEEPEST = 7
_ROMAN = re.compile(r"(?:ke-?\s*)?(IV|I{1,3}|[1-4])", re.IGNORECASE)
_QUARTER = re.compile(r"\b(triwulan|tribulan|tri wulan|trw|tw)\b", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\btrw\b", re.IGNORECASE)
_AMOUNT = re.compile(r"(?:Rp\.?\s*)?(?:\d[\d.,]*[.,]\d+|\d{5,})\s*%?|\d+\s*%", re.IGNORECASE)
_SUBLABEL = re.compile(r"(tahun\s*)?20\d\d|K|\(?Rp\.?\)?", re.IGNORECASE)


class Header(NamedTuple):
    """``rows`` at the top of the grid, of which ``number_rows`` only count the columns."""

    rows: int
    number_rows: tuple[int, ...]


def read_header(grid: Grid, believed: int) -> Header:
    """The header of ``grid``; ``believed`` is its depth in rows as the extractor sees it.

    That depth is kept unless a row within it is a heading over the whole table or holds figures, a label row or a
    column-number row directly below it still belongs to the header, or it is 0 above a first row of header labels.
    """
    rows = next((r for r in range(1, min(believed, grid.height)) if _is_body(grid, r)), min(believed, grid.height))
    if rows == 0 and _only_labels(grid.row(0), least=2):
        rows = max(cell.rs for cell in grid.row(0))
    while rows and rows < min(_DEEPEST, grid.height) and _belongs(grid, rows):
        rows += 1
    return Header(rows, tuple(r for r in range(rows) if _counts_columns(grid, r)))


def columns(grid: Grid, header: Header) -> list[Column]:
    """The columns with labels, numbers, formulas, years and periods, still without roles."""
    printed = [_printed_number(grid, header, c) for c in range(grid.width)]
    known = {number: c for c, number in enumerate(printed) if number and printed.count(number) == 1}
    found = []
    for c in range(grid.width):
        path = _path(grid, header, c)
        declared = [grid.text(r, c) for r in header.number_rows] + [labels.arithmetic(label) for label in path[-1:]]
        formula = next(filter(None, (formulas.parse_formula(text, known) for text in declared if text)), None)
        found.append(
            Column(
                index=c,
                label=path[-1] if path else "",
                path=path,
                number=printed[c],
                formula=formula,
                year=_year(path),
                period=_period(path),
            )
        )
    return found


def label_starts(grid: Grid, header: Header) -> list[int]:
    """For each column the one in which its lowest header label begins: less than its own where labels are merged."""
    rows = [r for r in range(header.rows) if r not in header.number_rows]
    cells = [grid.at(rows[-1], c) if rows else None for c in range(grid.width)]
    return [cell.c if cell else c for c, cell in enumerate(cells)]


def _belongs(grid: Grid, r: int) -> bool:
    """Whether row ``r``, directly below the header, is part of it."""
    if _counts_columns(grid, r):
        return True
    row = [cell for cell in grid.row(r) if cell.text.strip()]
    hanging = any((above := grid.at(r, c)) is not None and above.r < r for c in range(grid.width))
    return _only_labels(row, least=2) and (hanging or len(row) < sum(1 for cell in grid.row(r)))


def _is_body(grid: Grid, r: int) -> bool:
    """Whether row ``r`` cannot be header: one cell over all columns, or several figures that do not count columns."""
    row = [cell for cell in grid.row(r) if cell.text.strip()]
    if len(row) == 1 and row[0].cs >= max(3, grid.width - 1):
        return True
    return sum(bool(_AMOUNT.fullmatch(one_line(cell.text))) for cell in row) > 1


def _only_labels(row: Sequence[Cell], least: int) -> bool:
    """Whether at least ``least`` cells of a row have text and all that do are labels of known columns."""
    texts = [one_line(cell.text) for cell in row if cell.text.strip()]
    named = [text for text in texts if labels.read(text).term not in (None, "context") or _SUBLABEL.fullmatch(text)]
    return (
        len(named) >= least
        and all(labels.read(text).term for text in texts)
        and not any(text.isdigit() and text not in named for text in texts)
    )


def _counts_columns(grid: Grid, r: int) -> bool:
    """Whether row ``r`` is a column-number row; numbers under one common label ("Bulan" over 1 to 12) are not.

    Cells that repeat the label above them, as years do where a header is badly merged, do not count.
    """
    row = [
        cell
        for cell in grid.row(r)
        if cell.text.strip() and (r == 0 or grid.text(r - 1, cell.c) != one_line(cell.text))
    ]
    texts = [cell.text for cell in row]
    if r and row and len({id(grid.at(r - 1, cell.c)) for cell in row}) == 1:
        return False
    return formulas.is_number_row(texts) or _counts_on(texts)


def _counts_on(texts: Sequence[str]) -> bool:
    """Whether the cells count up from a number other than 1, as in a table cut out of a wider one ("2 3 7 8 9")."""
    numbers = [formulas.printed_number(text) for text in texts]
    if len(numbers) < 3 or not all(number and number.isdigit() for number in numbers):
        return False
    steps = [int(after or 0) - int(before or 0) for before, after in pairwise(numbers)]
    return min(steps) > 0 and 2 * steps.count(1) >= len(steps)


def _printed_number(grid: Grid, header: Header, c: int) -> str | None:
    for r in header.number_rows:
        number = formulas.printed_number(grid.text(r, c))
        if number:
            return number
    return None


def _path(grid: Grid, header: Header, c: int) -> tuple[str, ...]:
    path: list[str] = []
    for r in range(header.rows):
        text = grid.text(r, c)
        cell = grid.at(r, c)
        if cell is None or cell.r in header.number_rows or cell.cs == grid.width > 2:
            continue
        if text and text not in path[-1:]:
            path.append(text)
    return tuple(path)


def _year(path: Sequence[str]) -> int | None:
    """The year that the lowest label with a year names; None when that label names several."""
    for label in reversed(path):
        years = set(dates.find_years(label))
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _period(path: Sequence[str]) -> str | None:
    """The quarter or half year of a column, also where only the label above says that "II" is a quarter."""
    for i in range(len(path) - 1, -1, -1):
        roman = _ROMAN.fullmatch(path[i].strip())
        if roman and any(_QUARTER.search(label) for label in path[:i]):
            return dates.find_period(f"TW {roman[1]}")
        period = dates.find_period(_ABBREVIATED.sub("TW", path[i]))
        if period:
            return period
    return None
