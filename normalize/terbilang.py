"""Numbers written out in Indonesian words."""

from __future__ import annotations

import re

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
_ONE_OF = {"sepuluh": "satu puluh", "sebelas": "satu belas", "seratus": "satu ratus", "seribu": "satu ribu"}
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12, "trilyun": 10**12}

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
    for word in " ".join(_ONE_OF.get(word, word) for word in words).split():
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
            total, group, unit = total + (group + unit) * _SCALES[word], 0, 0
        else:
            return None
    return total + group + unit
