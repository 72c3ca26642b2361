"""What a row is about and how deep it is nested: from codes, numbering, its words and its print."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from normalize.models import Level, RowKind

LEVELS: tuple[Level, ...] = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")
"""From the highest to the lowest."""

_MARKER = re.compile(
    r"\(?(?P<marker>\d{1,2}(?:\.\w{1,4})+|x(?:\.\w{1,4})+|\d{1,3}|[a-z]|[IVX]{1,5})(?P<end>[.)]+(?=\s|[A-Z])|\s+(?=\D))"
    r"\s*(?=\S)|(?P<dash>[-–•●▪➢])\s*(?=\S)",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?:\d{1,2}|x)(?:\.(?:\d{1,4}|x{1,2}))+\.?", re.IGNORECASE)
_NOMENCLATURE = re.compile(r"(?:\d|x)\.(?:\d{2}|xx)\.\d{2}(?P<kegiatan>\.2\.\d{2}(?P<sub>\.\d{2,4})?)?", re.IGNORECASE)
_NAMED = re.compile(r"(sub[\s-]*kegiatan|kegiatan|program|sasaran|tujuan)\b", re.IGNORECASE)
_BELOW: dict[Level | None, tuple[Level, re.Pattern[str]]] = {
    "program": ("kegiatan", re.compile(r"(?<!sub )kegiatan", re.IGNORECASE)),
    "kegiatan": ("sub_kegiatan", re.compile(r"sub\s*kegiatan", re.IGNORECASE)),
}
_ROMAN = re.compile(r"[IVX]+")


class Outline(NamedTuple):
    """What tells a row's place: its code or number as printed, its level, and how it is printed."""

    kind: RowKind
    number: str | None
    level: Level | None
    bold: bool = False
    capital: bool = False


def split_number(text: str) -> tuple[str | None, str]:
    """The numbering or code in front of a name ("1.", "a)", "7.01.02") without its dot, or None, and the name.

    A lone letter or Roman numeral counts only with a dot or parenthesis behind it. A dash in front is dropped.
    """
    match = _MARKER.match(text)
    if match is None:
        return None, text
    rest = text[match.end() :]
    if match["dash"]:
        return None, rest
    marker = match["marker"]
    plain = not match["end"].strip()
    if plain and not _CODE.fullmatch(marker):
        return None, text
    return marker, rest


def level_of(name: str, number: str | None) -> Level | None:
    """The level that a row's first word ("Sub Kegiatan ...") or its code in the national nomenclature says it has."""
    named = _NAMED.match(name)
    if named:
        word = re.sub(r"[\s-]+", "_", named[1].lower())
        return next(level for level in LEVELS if level.replace("_", "") == word.replace("_", ""))
    code = _NOMENCLATURE.fullmatch((number or "").strip(" ."))
    if code is None:
        return None
    if code["sub"]:
        return "sub_kegiatan"
    return "kegiatan" if code["kegiatan"] else "program"


class Nesting(NamedTuple):
    """How deep each row is nested, 0 outermost; ``certain`` when codes or levels say so, not only the print."""

    depths: list[int]
    certain: bool


def nesting(rows: Sequence[Outline]) -> Nesting:
    """How the rows are nested; totals and averages are outermost.

    Codes decide where most rows have one, then levels, then the order in which kinds of numbering and print first
    appear: a kind seen before closes everything opened since.
    """
    body = [row for row in rows if row.kind in ("data", "group")]
    if 2 * sum(bool(_CODE.fullmatch(row.number or "")) for row in body) > len(body):
        return Nesting(_by_code(rows), True)
    known = [row.level for row in body if row.level]
    if body and len(known) == len(body):
        ranks = [level for level in LEVELS if level in known]
        if len(ranks) > 1 or not all(row.number for row in body):
            nested = [row.level if row.kind in ("data", "group") else None for row in rows]
            return Nesting([ranks.index(level) if level else 0 for level in nested], True)
    return Nesting(_by_style(rows), False)


def inferred(rows: Sequence[Outline], deep: Sequence[int], heading: str) -> list[Level | None]:
    """The rows' levels, with those that follow from the row above them: under a program stands a kegiatan.

    Only where the column's ``heading`` names the lower level and one of the two rows is numbered, so that the depth is
    no guess.
    """
    known: list[Level | None] = []
    above: list[int] = []  # the rows that those to come may stand under, each deeper than the one before
    for i, row in enumerate(rows):
        level = row.level
        while above and deep[above[-1]] >= deep[i]:
            above.pop()
        parent = above[-1] if above else None
        above.append(i)
        if level is None and row.kind == "data" and parent is not None and deep[parent] == deep[i] - 1:
            below = _BELOW.get(known[parent])
            if below and below[1].search(heading) and (row.number or rows[parent].number):
                level = below[0]
        known.append(level)
    return known


def _by_code(rows: Sequence[Outline]) -> list[int]:
    parts = {tuple(row.number.strip(".").split(".")) for row in rows if row.number}
    found = []
    for row in rows:
        own = tuple(row.number.strip(".").split(".")) if row.number else ()
        found.append(sum(own[:n] in parts for n in range(1, len(own))))
    return found


def _by_style(rows: Sequence[Outline]) -> list[int]:
    open_styles: list[Hashable] = []
    found = []
    for row in rows:
        if row.kind in ("total", "average"):
            found.append(0)
            continue
        style = _style(row)
        if style in open_styles:
            del open_styles[open_styles.index(style) + 1 :]
        else:
            open_styles.append(style)
        found.append(len(open_styles) - 1)
    return found


def _style(row: Outline) -> Hashable:
    number = row.number or ""
    if number.isdigit():
        numbering = "1"
    elif _ROMAN.fullmatch(number):
        numbering = "I"
    elif len(number) == 1:
        numbering = "a" if number.islower() else "A"
    else:
        numbering = f"code {number.count('.')}" if number else ""
    if numbering:
        return numbering
    return row.level, row.kind == "group", row.bold, row.capital
