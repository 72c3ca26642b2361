"""Figures as they are printed: notation, rounding, the usual computations, amounts in words, dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

DASH = "-"
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")


@dataclass(frozen=True)
class Notation:
    """How an office separates thousands and decimals; ``cents`` is how many decimals it prints after Rupiah."""

    thousands: str = "."
    decimal: str = ","
    cents: int = 0

    def number(self, value: Decimal | int, places: int = 0) -> str:
        text = f"{Decimal(value):,.{places}f}"
        return text.translate(str.maketrans(",.", self.thousands + self.decimal))

    def rupiah(self, value: int) -> str:
        return self.number(value, self.cents)

    def parse(self, text: str) -> Decimal:
        """The value of a number printed in this notation, whatever unit follows it."""
        digits = text.split()[0].rstrip("%")
        return Decimal(digits.replace(self.thousands, "").replace(self.decimal, "."))


ID = Notation()
EN = Notation(",", ".", 2)


@dataclass(frozen=True)
class Quantity:
    """A value with its printed decimals and unit; ``spaced`` prints "85 %" where most print "85%"."""

    value: Decimal
    places: int = 0
    unit: str = ""
    spaced: bool = True

    def text(self, notation: Notation = ID) -> str:
        number = notation.number(self.value, self.places)
        return f"{number} {self.unit}" if self.unit and self.spaced else f"{number}{self.unit}"


def percent(value: str, places: int = 2, spaced: bool = False) -> Quantity:
    return Quantity(Decimal(value), places, "%", spaced)


def score(value: str) -> Quantity:
    """An index value, two decimals without a unit."""
    return Quantity(Decimal(value), 2)


def count(value: int, unit: str) -> Quantity:
    return Quantity(Decimal(value), 0, unit)


def rounded(value: Decimal, places: int = 2) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def truncated(value: Decimal, places: int = 2) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)


def share(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """``part`` of ``whole`` in percent, unrounded."""
    return Decimal(part) / Decimal(whole) * 100


def growth(now: Decimal, before: Decimal) -> Decimal:
    """The change from ``before`` to ``now`` in percent of ``before``, unrounded."""
    return (now - before) / before * 100


def average(values: list[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def long_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def words(number: int) -> str:
    """A whole number below 10**15 in Indonesian words."""
    for size, name in ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"), (100, "ratus")):
        if number >= size:
            head, rest = divmod(number, size)
            joined = f"se{name}" if head == 1 and size <= 1000 else f"{words(head)} {name}"
            return f"{joined} {words(rest)}".rstrip()
    if number < 12:
        return _ONES[number]
    if number < 20:
        return f"{_ONES[number - 10]} belas"
    return f"{_ONES[number // 10]} puluh {_ONES[number % 10]}".rstrip()
