"""Figures read from pictures: what they may be instead of what was read first, and how sure that is.

What was read first stays the value. Other readings are its alternatives, ranked by how the column writes its numbers;
arithmetic never chooses among them here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice, product

import msgspec
from rapidfuzz import fuzz

from extract.models import Line, Reading, Word
from normalize import numbers
from normalize.models import Doubt, Number, Source
from normalize.notation import Style

TEXT_LAYER = "text-layer"
"""The reader whose digits are certain; what a scanner wrote under its picture goes by this name among other readings,
and is too often garbage to be heard."""

HEARD = 0.6
"""A second reader that is less sure than this confirms nothing."""

ALIKE = 60.0
"""Similarity (0 to 100) of digits from which two readings may be of one number."""

MOST = 4
"""Alternatives kept of one number, the likeliest."""

_LETTERS = {
    **dict.fromkeys("OoQD", "0"),
    **dict.fromkeys("lIi|!", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("Ss", "5"),
    **dict.fromkeys("B", "8"),
    **dict.fromkeys("Gb", "6"),
    **dict.fromkeys("gq", "9"),
    "A": "14",
    "T": "7",
}
"""The digits that a letter among figures may be, the likeliest first."""

_LIKENESSES = frozenset("OoQDlIi|!")
_LONE = frozenset("Oo")
_SAME_SHAPE = frozenset("cCkKoOpPsSuUvVwWxXzZ")
_FIGURE = re.compile(rf"(?P<before>(?:Rp|IDR)?[.\s]*)(?P<body>[\d.,{''.join(_LETTERS)}]+)(?P<after>\s*%?[\s,.=-]*)")
_TOKEN = re.compile(r"\S")
_LETTER = re.compile(r"[^\W\d_]")
_SWAPPED = str.maketrans(",.", ".,")


class Habit(msgspec.Struct, frozen=True):
    """How a column writes its numbers: notation, usual count of decimals, whether they are percentages."""

    style: Style | None = None
    decimals: int | None = None
    percent: bool = False


def habit(texts: Iterable[str], style: Style | None, percent: bool) -> Habit:
    """The habit of the column that holds ``texts``; no usual count of decimals where most numbers differ in it."""
    counts = Counter(number.decimals for text in texts if (number := numbers.parse(text, style, percent=percent)))
    usual, times = counts.most_common(1)[0] if counts else (None, 0)
    return Habit(style, usual if 2 * times > counts.total() else None, percent)


def reader_of(words: Iterable[Word]) -> str:
    """Who read ``words``: the first reader of a picture among them, else the text layer."""
    return next((word.source for word in words if word.source != TEXT_LAYER), TEXT_LAYER)


def is_confirmed(lines: Sequence[Line]) -> bool:
    """Whether two independent readers saw every figure in ``lines`` alike; false where there are no figures."""
    figures = [word for line in lines for word in line.words if any(char.isdigit() for char in word.text)]
    return bool(figures) and all(_agreed(word, _TOKEN) for word in figures)


def is_confirmed_name(words: Iterable[Word]) -> bool:
    """Whether two independent readers saw the letters of every one of ``words`` alike; false without letters."""
    lettered = [word for word in words if _LETTER.search(word.text)]
    return bool(lettered) and all(_agreed(word, _LETTER) for word in lettered)


def read_number(text: str, seen: Sequence[Reading], at: Source, column: Habit) -> tuple[Number | None, Source]:
    """The number that ``text`` prints, with what it may be instead where it was read from a picture, and its place.

    ``seen`` is the text as other readers saw it. Where the first reading is no well-formed number, the first other
    reading that is one gives the value, or else the digits that its letters are easily taken for ("RpA.868.180.000",
    "l00"). Whether a value fits others is no reason to take it.
    """
    number = numbers.parse(text, column.style, percent=column.percent)
    if at.reader == TEXT_LAYER or at.confirmed or not text.strip(" -–—−"):
        return number, at
    others = _parsed((one.text for one in seen if one.engine != TEXT_LAYER), column)
    doubt: Doubt = "unconfirmed"
    if number is None:
        others = [*others, *_parsed(spellings, column)] if (spellings := _spellings(text)) else []
        if not others:
            return None, at
        number, doubt = msgspec.structs.replace(others[0], raw=text.strip()), "letters"
    others = [other for other in others if _may_be(number, other)]
    if doubt != "letters" and any(other.value != number.value for other in others):
        doubt = "digits" if any(_digits(other) != _digits(number) for other in others) else "separators"
    others += _parsed([text.translate(_SWAPPED)], column)
    formed = next((other for other in others if other.style != "malformed"), number)
    best = msgspec.structs.replace(formed, raw=number.raw) if number.style == "malformed" else number
    ranked = _ranked([number, *others], best, column)
    values = dict.fromkeys([*best.alternatives, *(one.value for one in ranked)])
    shown = ranked if best is number and doubt != "letters" else [best, *ranked]
    number = msgspec.structs.replace(best, alternatives=tuple(values), doubt=doubt)
    return number, msgspec.structs.replace(at, others=tuple(map(_shown, shown)))


def likely_numbering(numbering: Sequence[str | None]) -> list[str | None]:
    """Numbers of rows, top to bottom, where a letter that looks the same small and large (c, C) goes on with the last.

    One that goes on with a number of its own case further above is left alone.
    """
    likely: list[str | None] = []
    for number in numbering:
        above = next((one for one in reversed(likely) if one), "")
        if number and number in _SAME_SHAPE and _before(number) not in likely and above == _before(number.swapcase()):
            number = number.swapcase()
        likely.append(number)
    return likely


def _before(letter: str) -> str:
    """The letter that comes before another."""
    return chr(ord(letter) - 1)


def _agreed(word: Word, counted: re.Pattern[str]) -> bool:
    """Whether readers saw a word alike, as far as its ``counted`` characters go."""
    voices = [one for one in word.others if one.engine != TEXT_LAYER and one.confidence >= HEARD]
    said = {"".join(counted.findall(text)).casefold() for text in (word.text, *(voice.text for voice in voices))}
    return word.source == TEXT_LAYER or (bool(voices) and len(said) == 1)


def _parsed(texts: Iterable[str], column: Habit) -> list[Number]:
    return [number for text in texts if (number := numbers.parse(text, column.style, percent=column.percent))]


def _spellings(text: str) -> list[str]:
    """What a text in which letters stand among the figures may spell in figures; empty where it is no figure.

    A lone "O" is a zero; else there must be figures, and more of them than letters that are not their very likeness.
    """
    match = _FIGURE.fullmatch(text.strip())
    if match is None:
        return []
    body = match["body"]
    figures = sum(char.isdigit() for char in body)
    letters = sum(char in _LETTERS for char in body)
    likenesses = sum(char in _LIKENESSES for char in body)
    if not letters or (body not in _LONE and (not figures or letters - likenesses >= figures)):
        return []
    spelled = product(*(_LETTERS.get(char, char) for char in body))
    return [match["before"] + "".join(chars) + match["after"] for chars in islice(spelled, MOST)]


def _may_be(number: Number, other: Number) -> bool:
    """Whether two readings may be of one print: a second reader sometimes sees next to nothing of it."""
    return fuzz.ratio(_digits(number), _digits(other)) >= ALIKE or len(_digits(number)) == len(_digits(other))


def _ranked(readings: Iterable[Number], best: Number, column: Habit) -> list[Number]:
    """The readings with another value than ``best``, those first that are written as the column writes its numbers."""
    distinct: dict[Decimal, Number] = {}
    for other in readings:
        if other.value != best.value:
            distinct.setdefault(other.value, other)

    def unusual(one: Number) -> tuple[bool, bool, bool]:
        notation = one.style != "plain" and column.style in ("id", "en") and one.style != column.style
        decimals = column.decimals is not None and one.decimals != column.decimals
        return one.style == "malformed", decimals, notation

    return sorted(distinct.values(), key=unusual)[:MOST]


def _digits(number: Number) -> str:
    return re.sub(r"\D", "", format(number.value, "f"))


def _shown(number: Number) -> str:
    return numbers.format_id(number.value, number.decimals) + ("%" if "%" in number.raw else "")
