"""What a run of digits and separators may stand for.

Two notations are in use: ``id`` (1.234.567,89) and ``en`` (1,234,567.89).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

Style = Literal["id", "en", "mixed"]

_LONGEST_PLAIN = 15
"""A longer run of digits without separators is an identity or account number."""


class Reading(NamedTuple):
    """One thing that a run of digits and separators may stand for."""

    value: Decimal
    decimals: int
    style: Literal["id", "en", "plain", "malformed"]
    alternatives: tuple[Decimal, ...] = ()


def choose(
    options: Sequence[Reading], style: Style | None, ceiling: Decimal | None, whole: bool = False
) -> Reading | None:
    """The reading in the column's notation, or the first with the others as alternatives; None when there is none.

    Readings from ``ceiling`` on are dropped if others are left, and so are three decimals of what comes ``whole``.
    """
    if whole:
        options = [reading for reading in options if reading.decimals != 3] or options
    if ceiling is not None:
        options = [reading for reading in options if reading.value < ceiling] or options
    fitting = [reading for reading in options if reading.style == style] or options
    if not fitting:
        return None
    first, *others = fitting
    return first._replace(alternatives=first.alternatives + tuple(reading.value for reading in others))


def readings(body: str) -> list[Reading]:
    """What digits and separators may stand for, the Indonesian reading first; empty when it is no number.

    ``body`` starts and ends with a digit. Leading zeros ("08.00", "0511"), dates and account codes are no numbers.
    """
    if re.search(r"[.,]{2}", body):
        return [reading._replace(style="malformed") for reading in readings(re.sub(r"([.,])[.,]+", r"\1", body))[:1]]
    lead, *rest = re.split(r"[.,]", body)
    separators = re.findall(r"[.,]", body)
    if len(lead) > 1 and lead[0] == "0":
        return []
    whole = Decimal(lead + "".join(rest))
    if not rest:
        return [Reading(whole, 0, "plain")] if len(lead) <= _LONGEST_PLAIN else []
    fraction = Decimal(lead + "".join(rest[:-1]) + "." + rest[-1])
    if len(rest) == 1:
        return _one_separator(lead, rest[0], separators[0], whole, fraction)
    if re.fullmatch(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d{2}", body):
        return []
    last = separators[-1]
    uniform = len(set(separators)) == 1
    grouped = len(set(separators[:-1])) == 1 and last != separators[0]
    groups = rest if uniform else rest[:-1]
    if (uniform or grouped) and len(lead) <= 3 and lead != "0" and all(len(group) == 3 for group in groups):
        if uniform:
            return [Reading(whole, 0, "id" if last == "." else "en")]
        decimals = len(rest[-1])
        return [Reading(fraction, decimals, "id" if last == "," else "en", (whole,) if decimals == 3 else ())]
    if uniform and _is_code(rest):
        return []
    if len(rest[-1]) <= 2 or grouped:
        return [Reading(fraction, len(rest[-1]), "malformed", (whole,))]
    return [Reading(whole, 0, "malformed")]


def _one_separator(lead: str, tail: str, separator: str, whole: Decimal, fraction: Decimal) -> list[Reading]:
    decimal = Reading(fraction, len(tail), "id" if separator == "," else "en")
    if len(tail) != 3 or lead == "0":
        return [decimal]
    if len(lead) > 3:
        return [decimal._replace(alternatives=(whole,))]
    thousands = Reading(whole, 0, "id" if separator == "." else "en")
    return [decimal, thousands] if separator == "," else [thousands, decimal]


def _is_code(groups: Sequence[str]) -> bool:
    """Whether groups behind a first dot are those of an account code (7.01.01.2.01, 5.1.02.0024), not of a typo."""
    inner = groups[:-1]
    if any(len(group) == 1 or (len(group) == 2 and group[0] == "0") for group in inner):
        return True
    return sum(len(group) <= 2 for group in groups) > sum(len(group) >= 3 for group in groups)
