"""Scales that turn a figure into a predicate ("> 100: sangat baik"), as a document or the profile states them.

Scales differ between documents, overlap at their edges and have gaps (76-90, then 91): a value in a gap has no
predicate, one on an edge has both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from audit.prose import plain
from normalize.models import Number, Passage, Source, Submission, Table
from normalize.numbers import find_all

_GRADES = r"(?:baik|tinggi|memuaskan|berhasil|sedang|rendah|buruk|jelek|cukup|kurang|gagal|efektif|efisien|memadai)"
PREDICATE = rf"(?:(?:sangat|amat|cukup|kurang|tidak|sangat\s*kurang)\s*)?{_GRADES}"
"""Regular expression (without group) of a predicate in words."""

_GRADE = re.compile(_GRADES, re.IGNORECASE)
_WHOLE = re.compile(rf"\W*(?:kategori\s+)?(?P<predicate>{PREDICATE})\W*", re.IGNORECASE)
_AT_END = re.compile(rf"(?P<range>.*\d.*?)\W+(?:\w+\W+){{0,6}}?(?P<predicate>{PREDICATE})\W*", re.IGNORECASE)
_ABOVE = re.compile(r">|lebih\s+(?:dari|besar)|di\s?atas|ke\s?atas|≥|minimal", re.IGNORECASE)
_BELOW = re.compile(r"<|kurang\s+dari|di\s?bawah|ke\s?bawah|≤|maksimal", re.IGNORECASE)
_INCLUDED = re.compile(r"≥|≤|>\s*=|<\s*=|=\s*[<>]|ke\s?atas|ke\s?bawah|sama\s+dengan|minimal|maksimal", re.IGNORECASE)
_BETWEEN = re.compile(r"(?P<low>[<≤>≥]=?)?\s*x\s*(?P<high>[<≤]=?)", re.IGNORECASE)
_SHORT = 110
_FEWEST, _MOST = 3, 8


@dataclass(frozen=True, slots=True)
class Band:
    """The values of one predicate; None for no end, ``*_in`` whether an end belongs to it."""

    predicate: str
    low: Decimal | None
    high: Decimal | None
    low_in: bool = True
    high_in: bool = True

    def holds(self, value: Decimal) -> bool:
        """Whether the band may be meant to hold a value."""
        above = self.low is None or value > self.low or (self.low_in and value == self.low)
        below = self.high is None or value < self.high or (self.high_in and value == self.high)
        return above and below


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale with where it is printed (None: it is the profile's, stated by ``basis``)."""

    bands: tuple[Band, ...]
    at: Source | None
    basis: str = ""

    def knows(self, predicate: str) -> bool:
        return any(band.predicate == word(predicate) for band in self.bands)

    def predicates(self, number: Number) -> list[str]:
        """The predicates that a printed number may have; empty in a gap."""
        values = (number.value, *number.alternatives)
        return [band.predicate for band in self.bands if any(band.holds(value) for value in values)]

    def near_edge(self, number: Number) -> bool:
        """Whether the figure, unrounded, may lie on the other side of an edge."""
        slack = Decimal(1).scaleb(-number.decimals) / 2
        edges = (edge for band in self.bands for edge in (band.low, band.high) if edge is not None)
        return any(abs(number.value - edge) <= slack for edge in edges)


def word(predicate: str) -> str:
    """A predicate in one spelling: small letters, single spaces ("Sangatbaik" is "sangat baik")."""
    letters = re.sub(r"[^a-z]", "", predicate.casefold())
    return re.sub(r"^(sangatkurang|sangat|amat|cukup|kurang|tidak)(?=[a-z])", r"\1 ", letters)


def of_document(submission: Submission, document: str) -> list[Scale]:
    """The scales that a document states in a table or in a list of lines."""
    found = [scale for table in submission.tables if table.document == document and (scale := _of_table(table))]
    passages = [one for one in submission.passages if one.at.document == document and one.kind != "caption"]
    return found + _of_lines(passages)


def stated(bands: Iterable[tuple[str, str]], basis: str) -> Scale:
    """A scale of predicates and ranges written as text; ranges that cannot be read are left out."""
    found = (band(predicate, text) for predicate, text in bands)
    return Scale(tuple(one for one in found if one is not None), None, basis)


def band(predicate: str, text: str) -> Band | None:
    """The band that a range states: "> 100", "85 ke atas", "80 - 100", "55 <= x < 70"; None when it states none."""
    plain_text = plain(text)
    figures = [number for number, _, _ in find_all(plain_text)]
    values = [number.value for number in figures]
    if len(figures) == 1 and figures[0].upper is not None:
        values.append(figures[0].upper)
    name = word(predicate) or predicate
    if len(values) == 2 and values[0] != values[1]:
        low, high = sorted(values)
        between = _BETWEEN.search(plain_text)
        low_in = not (plain_text.lstrip().startswith(">") or (between and (between["low"] or "") == "<"))
        high_in = not (between and between["high"] == "<")
        return Band(name, low, high, low_in, high_in)
    if len(values) != 1:
        return None
    included = bool(_INCLUDED.search(plain_text))
    above, below = _ABOVE.search(plain_text), _BELOW.search(plain_text)
    if bool(above) == bool(below):
        return None
    return Band(name, values[0], None, included) if above else Band(name, None, values[0], True, included)


def _of_table(table: Table) -> Scale | None:
    """A small table whose every row is a range and a predicate; the first may stand in the header."""
    lines = [[value.text for value in row.values.values()] for row in table.rows]
    if not _FEWEST - 1 <= len(lines) <= _MOST:
        return None
    header = _band_of([column.label for column in table.columns])
    bands = [one for one in map(_band_of, lines) if one is not None]
    if len(bands) != len(lines) or not table.rows[0].values:
        return None
    every = ([header] if header else []) + bands
    at = table.caption_at or next(iter(table.rows[0].values.values())).at
    return _scale(every, at)


def _band_of(cells: Sequence[str]) -> Band | None:
    predicates = [match for cell in cells if (match := _WHOLE.fullmatch(" ".join(cell.split())))]
    ranges = [cell for cell in cells if re.search(r"\d", cell) and not re.fullmatch(r"\s*\d{1,2}\s*\.?\s*", cell)]
    if len(predicates) != 1 or len(ranges) != 1:
        return None
    return band(predicates[0]["predicate"], ranges[0])


def _of_lines(passages: Sequence[Passage]) -> list[Scale]:
    """Scales told in lines that follow each other, each a range and its predicate at the end."""
    found, run = list[Scale](), list[tuple[Band, Source]]()
    for passage in passages:
        text = " ".join(passage.text.split())
        short = len(text) <= _SHORT and any(map(str.isdigit, text)) and _GRADE.search(text)
        match = _AT_END.fullmatch(re.sub(r"^\W*(?:\d{1,2}|[a-z])[.)]\s+", "", text)) if short else None
        one = band(match["predicate"], match["range"]) if match else None
        if one is not None:
            run.append((one, passage.at))
            continue
        if run and (scale := _scale([each for each, _ in run], run[0][1])):
            found.append(scale)
        run = []
    if run and (scale := _scale([each for each, _ in run], run[0][1])):
        found.append(scale)
    return found


def _scale(bands: Sequence[Band], at: Source) -> Scale | None:
    """The bands as a scale when they are enough, all different, and in order."""
    predicates = {one.predicate for one in bands}
    lows = [one.low if one.low is not None else Decimal("-Infinity") for one in bands]
    ordered = lows == sorted(lows) or lows == sorted(lows, reverse=True)
    if len(bands) < _FEWEST or len(predicates) != len(bands) or not ordered:
        return None
    return Scale(tuple(bands), at)
