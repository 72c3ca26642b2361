"""Columns computed from other cells of the same row: which formula a column follows, and which cells break it.

A cell is right when any legitimate formula gives what is printed. When most cells of a column agree with none, the
column follows a rule of its own (physical progress, a share of the parent, a weight) and is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice, takewhile

from audit.arithmetic import HUNDRED, Interval, agrees, interval, total
from audit.columns import number_at, show, value_at
from audit.memo import remembered
from audit.models import Verdict
from normalize.models import Column, Number, Role, Row, Table, Value

MINIMUM_ROWS = 3
"""From this many rows on, a column most of whose cells disagree is taken to follow another formula."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to compute a cell: the value from the inputs as printed, all values it may have, how to write it.

    ``ratio`` marks a quotient, which may be printed as such or as a percentage.
    """

    value: Decimal
    result: Interval
    formula: str
    inputs: tuple[Value, ...] = ()
    ratio: bool = False

    def in_scale(self, scale: Decimal) -> Candidate:
        """The candidate as it is printed in a column of this scale (100 for percentages, 1 as is)."""
        if not self.ratio or scale == 1:
            return self
        formula = f"{self.formula} x 100%" if scale == HUNDRED else self.formula
        return replace(self, value=self.value * scale, result=self.result_in(scale), formula=formula, ratio=False)

    def result_in(self, scale: Decimal) -> Interval:
        """The values of the candidate in this scale."""
        return self.result if not self.ratio or scale == 1 else self.result.times(scale)


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed number and the ways it may have been computed, the plainest first.

    ``sure`` is false when the row gives reason to doubt that any of them applies.
    """

    row: Row
    value: Value
    number: Number
    candidates: tuple[Candidate, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Miss:
    """A cell that none of its candidates explains; ``expected`` is the plainest one in the scale of the column."""

    cell: Cell
    expected: Candidate
    verdict: Verdict


def misses(cells: Sequence[Cell], scales: tuple[Decimal, ...] = (Decimal(1),)) -> list[Miss]:
    """The cells of one column that break its formula; empty when the column does not follow it.

    ``scales`` are the factors in which quotients may be printed; the one that explains most cells counts, or comes
    near most cells, or stands first. Without a single cell that fits, misses are ``perlu_cek``.
    """
    if not cells:
        return []
    scale = scale_of(cells, scales)
    wrong = [cell for cell in cells if not fits(cell, scale)]
    if len(cells) >= MINIMUM_ROWS and 2 * len(wrong) > len(cells):
        return []
    confirmed = len(wrong) < len(cells)
    return [
        Miss(cell, cell.candidates[0].in_scale(scale), "pasti" if confirmed and cell.sure else "perlu_cek")
        for cell in wrong
    ]


def scale_of(cells: Sequence[Cell], scales: tuple[Decimal, ...]) -> Decimal:
    """The scale that explains most cells, or comes near most, or stands first."""
    if len(scales) == 1:
        return scales[0]
    return max(
        scales, key=lambda one: (sum(fits(cell, one) for cell in cells), sum(_near(cell, one) for cell in cells))
    )


def fits(cell: Cell, scale: Decimal = Decimal(1)) -> bool:
    """Whether any candidate, in this scale, gives the printed number."""
    return any(agrees(cell.number, one.result_in(scale)) for one in cell.candidates)


def _near(cell: Cell, scale: Decimal) -> bool:
    expected = abs(cell.candidates[0].in_scale(scale).value)
    return expected / 4 < abs(cell.number.value) < expected * 4


def percent_scales(cells: Sequence[Cell]) -> tuple[Decimal, ...]:
    """The scales of a column of quotients: percentages, and bare ratios where no cell is printed with a % sign."""
    signed = any("%" in cell.number.raw for cell in cells)
    return (HUNDRED,) if signed else (HUNDRED, Decimal(1))


def quotients(table: Table, row: Row, upper: Column, lower: Column) -> list[Candidate]:
    """``upper`` divided by ``lower`` as read, then with the other values that their characters may stand for.

    Empty when one of them is blank, text or zero.
    """
    return share(table, row, upper, row, lower)


def share(table: Table, row: Row, upper: Column, whole: Row, lower: Column) -> list[Candidate]:
    """``upper`` of a row divided by ``lower`` of a row that is its ``whole``, like :func:`quotients`."""
    above, below = number_at(table, row, upper), number_at(table, whole, lower)
    if above is None or below is None:
        return []
    formula, inputs = f"{show(above)} / {show(below)}", (value_at(row, upper), value_at(whole, lower))
    return [
        Candidate(one / two, ones / twos, formula, inputs, ratio=True)
        for one, ones in readings(above)
        for two, twos in readings(below)
        if one != 0 and not twos.low <= 0 <= twos.high
    ]


def readings(number: Number) -> list[tuple[Decimal, Interval]]:
    """The value, and the other ones it may have: three decimals may be thousands ("1.234")."""
    others = [*number.alternatives, *([number.value * 1000] if number.decimals == 3 else [])]
    return [(number.value, interval(number)), *((other, Interval.exactly(other)) for other in others)]


def difference(table: Table, row: Row, first: Column, second: Column) -> Candidate | None:
    """``first`` minus ``second``; None when one of them is blank or text."""
    one, two = number_at(table, row, first), number_at(table, row, second)
    if one is None or two is None:
        return None
    inputs = (value_at(row, first), value_at(row, second))
    return Candidate(one.value - two.value, interval(one) - interval(two), f"{show(one)} - {show(two)}", inputs)


def mean_of_rows(table: Table, row: Row, column: Column) -> Candidate | None:
    """The mean of a column over the rows directly below ``row``, for a total over all data rows; None when empty."""
    rows = [one for one in table.rows if one.kind == "data"] if row.kind == "total" else children(table, row)
    numbers = [number for one in rows if (number := number_at(table, one, column)) is not None]
    if not numbers:
        return None
    mean = sum((number.value for number in numbers), Decimal(0)) / len(numbers)
    result = total(interval(number) for number in numbers) / Interval.exactly(len(numbers))
    return Candidate(mean, result, "rata-rata barisnya")


def children(table: Table, row: Row) -> list[Row]:
    """The rows nested directly below ``row``, one of the table's: the following that are deeper, of the first depth."""
    following = islice(table.rows, _places(table.rows)[id(row)] + 1, None)
    below = list(takewhile(lambda one: one.kind not in {"total", "average"} and one.depth > row.depth, following))
    return [one for one in below if one.depth == below[0].depth]


@remembered
def _places(rows: tuple[Row, ...]) -> dict[int, int]:
    """The place of each row by its identity."""
    return {id(row): place for place, row in enumerate(rows)}


def partners(table: Table, column: Column, role: Role, *, any_period: bool = False) -> list[Column]:
    """The columns with ``role`` that ``column`` may be computed from, the likeliest first.

    Of the same year and period where these are stated (``any_period``: first those of the same period, then those of
    others); a shared upper header counts most, then nearness.
    """

    return [
        one
        for one in others(table, column, role)
        if _same(one.year, column.year) and (any_period or _same(one.period, column.period))
    ]


def others(table: Table, column: Column, role: Role) -> list[Column]:
    """The columns with ``role`` of any year and period, the likeliest to belong to ``column`` first."""

    def distance(one: Column) -> tuple[bool, int, int]:
        return not _same(one.period, column.period), -_shared(one, column), abs(one.index - column.index)

    return sorted((one for one in table.columns if one.role == role), key=distance)


def _same(one: int | str | None, other: int | str | None) -> bool:
    return one is None or other is None or one == other


def _shared(one: Column, other: Column) -> int:
    count = 0
    for mine, theirs in zip(one.path, other.path, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
