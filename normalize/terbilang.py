"""Numbers written out in Indonesian words, read and spelled."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

_UNITS = {
    "nol": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
}
_ONE_OF = {"sepuluh": "puluh", "sebelas": "belas", "seratus": "ratus", "seribu": "ribu"}
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12, "trilyun": 10**12}
_SPELLED_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
_LIMIT = 10**15

WORD = "|".join((*_UNITS, *_ONE_OF, *_SCALES, "puluh", "belas", "ratus"))
"""Regular expression (without group) of one number word, lower case."""


def read_words(text: str) -> int | None:
    """The whole number that ``text`` spells ("dua ribu dua puluh lima" is 2025); None when it is not only number words.

    Hyphens and letter case do not matter. The grammar is not enforced further: "dua puluh sebelas" gives 31.
    """
    words = re.findall(r"[^\W\d_]+", text.lower())
    if not words:
        return None
    total = group = unit = 0
    for word in words:
        if word in _ONE_OF:
            word, group, unit = _ONE_OF[word], group + unit, 1
        if word in _UNITS:
            group += unit
            unit = _UNITS[word]
        elif word == "belas":
            group, unit = group + 10 + unit, 0
        elif word == "puluh":
            group, unit = group + 10 * unit, 0
        elif word == "ratus":
            group, unit = group + 100 * unit, 0
        elif word in _SCALES:
            below = total % _SCALES[word]  # what a larger scale than before multiplies: "seribu dua ratus miliar"
            total, group, unit = total - below + (below + group + unit) * _SCALES[word], 0, 0
        else:
            return None
    return total + group + unit


def read_amount(text: str) -> Decimal | None:
    """The amount that ``text`` spells, with "koma" and a closing "rupiah" or "persen"; None when it spells none.

    "tiga koma nol lima persen" is 3.05, "satu juta lima ratus rupiah" 1000500. What follows "koma" is read digit by
    digit, or else as one number ("koma dua puluh lima" is .25).
    """
    words = re.findall(r"[^\W\d_]+", text.lower())
    if words and words[-1] in {"rupiah", "persen"}:
        words.pop()
    if "koma" not in words:
        whole = read_words(" ".join(words))
        return None if whole is None else Decimal(whole)
    at = words.index("koma")
    whole, rest = read_words(" ".join(words[:at])), words[at + 1 :]
    if whole is None or not rest:
        return None
    if all(word in _UNITS for word in rest):
        decimals = "".join(str(_UNITS[word]) for word in rest)
    else:
        number = read_words(" ".join(rest))
        if number is None:
            return None
        decimals = str(number)
    return Decimal(f"{whole}.{decimals}")


def spell(number: int) -> str:
    """``number`` in Indonesian words, lower case: 1.001.000 is "satu juta seribu".

    Raises ValueError for negative numbers and from 10^15 on, for which there is no word in use.
    """
    if not 0 <= number < _LIMIT:
        raise ValueError(f"{number} cannot be spelled")
    parts = []
    for size, scale in _SPELLED_SCALES:
        count, number = divmod(number, size)
        if count:
            # One thousand is a prefix, but not one million nor twenty-one thousand.
            parts.append("seribu" if count == 1 and size == 1000 else f"{_hundreds(count)} {scale}")
    return " ".join([*parts, _hundreds(number)] if number or not parts else parts)


@cache
def _hundreds(number: int) -> str:
    """A number below 1000 in words."""
    if number < 10:
        return next(word for word, value in _UNITS.items() if value == number)
    if number in (10, 11):
        return "sepuluh" if number == 10 else "sebelas"
    if number < 20:
        return f"{_hundreds(number - 10)} belas"
    size, scale = (100, "ratus") if number >= 100 else (10, "puluh")
    count, rest = divmod(number, size)
    head = f"se{scale}" if count == 1 else f"{_hundreds(count)} {scale}"
    return f"{head} {_hundreds(rest)}" if rest else head
