"""Interval arithmetic on printed figures.

A printed number stands for every value that would be printed so; a computed figure is right when rounding or
truncating some value of the resulting interval gives what is printed. After the interval mode of XBRL
Calculations 1.1, with :class:`decimal.Decimal` throughout.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from enum import Enum

import msgspec

from normalize.models import Number

HUNDRED = Decimal(100)


class Agreement(Enum):
    """How a printed figure agrees with a computed one."""

    EXACT = "exact"
    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    NO = "no"

    def __bool__(self) -> bool:
        return self is not Agreement.NO


class Interval(msgspec.Struct, frozen=True):
    """All values from ``low`` to ``high``, both included; raises ValueError when they are out of order."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"interval out of order: {self.low} > {self.high}")

    @classmethod
    def exactly(cls, value: Decimal | int) -> Interval:
        """The interval of one value."""
        return cls(Decimal(value), Decimal(value))

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = [one * two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def times(self, factor: Decimal) -> Interval:
        """The interval multiplied by a number above zero."""
        return Interval(self.low * factor, self.high * factor)

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError when ``other`` contains zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be zero")
        ends = [one / two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(min(ends), max(ends))


def unit_of_last_place(decimals: int) -> Decimal:
    """1 for no decimals, 0.1 for one, 0.01 for two, ..."""
    return Decimal(1).scaleb(-decimals)


def is_exact(number: Number) -> bool:
    """Whether the number was not rounded: Rupiah, and whole numbers that are not percentages (counts)."""
    return number.unit == "Rp" or (number.decimals == 0 and number.unit != "%")


def interval(number: Number) -> Interval:
    """The values a printed number may stand for.

    Half a unit of its last printed decimal to either side unless it is exact; a printed range ("5-6%") spans from
    its one end to its other.
    """
    if number.upper is None and is_exact(number):
        return Interval(number.value, number.value)
    ends = [number.value] if number.upper is None else sorted((number.value, number.upper))
    slack = Decimal(0) if is_exact(number) else unit_of_last_place(number.decimals) / 2
    return Interval(ends[0] - slack, ends[-1] + slack)


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum; zero when there are none."""
    known = list(intervals)
    return Interval(sum((one.low for one in known), Decimal(0)), sum((one.high for one in known), Decimal(0)))


def agrees(printed: Number, result: Interval) -> Agreement:
    """Whether rounding or truncating some value of ``result`` to the printed decimals gives ``printed``.

    Any of the number's alternative readings will do.
    """
    if not printed.alternatives:
        return _agreement(printed.value, printed.decimals, result)
    found = [_agreement(value, printed.decimals, result) for value in (printed.value, *printed.alternatives)]
    return next((one for one in Agreement if one in found), Agreement.NO)


def _agreement(value: Decimal, decimals: int, result: Interval) -> Agreement:
    if result.low == result.high == value:
        return Agreement.EXACT
    unit = unit_of_last_place(decimals)
    if _rounds_to(value, unit, result):
        return Agreement.ROUNDED
    if _truncates_to(value, unit, result):
        return Agreement.TRUNCATED
    return Agreement.NO


def _rounds_to(value: Decimal, unit: Decimal, result: Interval) -> bool:
    low = max(result.low, value - unit / 2)
    high = min(result.high, value + unit / 2)
    if low == high:  # one value only, and perhaps one half way between two printed ones
        return any(low.quantize(unit, mode) == value for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN))
    return low < high


def _truncates_to(value: Decimal, unit: Decimal, result: Interval) -> bool:
    reaches_above = value >= 0 and result.low < value + unit and result.high >= value
    reaches_below = value <= 0 and result.high > value - unit and result.low <= value
    return reaches_above or reaches_below
