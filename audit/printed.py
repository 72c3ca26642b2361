"""Comparing two printed values: when they say the same thing though they are printed differently."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import product

from audit.arithmetic import unit_of_last_place
from normalize.models import Number, Value

_PREDICATE = re.compile(r"(?:AA|A|BB|B|CC|C|D|WTP|WDP|TMP|[A-Z]{1,2}[+-]?)")
_PERCENT = frozenset({"%", "persen", "prosen", "percent"})
_GRADE = re.compile(r"(?:nilai |predikat |kategori |opini |level )?[a-z]{1,2}")
_PLAIN = frozenset({"", "angka", "nilai", "indeks", "index", "poin", "point", "skor", "skala", "level"})


def same_value(one: Value, other: Value) -> bool | None:
    """Whether two cells print the same value; None when that cannot be told.

    85% and 85,00 are the same, 71% and 71,43% too (one is the other rounded or truncated); Rupiah are compared to the
    last digit. Any of a number's alternative readings will do. Predicates (BB, WTP) are compared as text.
    """
    if one.blank or other.blank:
        return None
    if one.number is not None and other.number is not None:
        return same_number(one.number, other.number)
    left, right = one.text.strip().upper(), other.text.strip().upper()
    if _PREDICATE.fullmatch(left) and _PREDICATE.fullmatch(right):
        return left == right
    return None


def same_number(one: Number, other: Number) -> bool:
    """Whether two printed numbers may stand for the same value."""
    if one.upper is not None or other.upper is not None:
        ends = {one.value, one.upper or one.value}, {other.value, other.upper or other.value}
        return bool(ends[0] & ends[1])
    if {one.decimals, other.decimals} == {0, 3} and _digits(one) == _digits(other):
        return True  # thousands separators of two notations (1,234 and 1.234): the same print
    pairs = product((one.value, *one.alternatives), (other.value, *other.alternatives))
    exact = "Rp" in (one.unit, other.unit) or one.decimals == other.decimals
    decimals = min(one.decimals, other.decimals)
    return any(left == right or (not exact and _rounds(left, right, decimals)) for left, right in pairs)


def _digits(number: Number) -> str:
    return re.sub(r"\D", "", number.raw)


def _rounds(one: Decimal, other: Decimal, decimals: int) -> bool:
    """Whether one of two numbers, cut to ``decimals``, gives the other."""
    unit = unit_of_last_place(decimals)
    modes = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)
    return any(one.quantize(unit, mode) == other or other.quantize(unit, mode) == one for mode in modes)


def unit_class(unit: str | None) -> str | None:
    """ "%" for percentages, "" for index values and grades, else the counting unit in small letters; None for none."""
    if unit is None:
        return None
    text = re.sub(r"[^a-z%]+", " ", unit.casefold()).strip()
    if text in _PERCENT or text.endswith("%"):
        return "%"
    return "" if text in _PLAIN or _GRADE.fullmatch(text) else text
