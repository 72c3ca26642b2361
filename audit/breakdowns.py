"""Counts told with their parts: "5 orang, terdiri dari 2 laki-laki dan 3 perempuan", in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit.arithmetic import Interval
from audit.claims import ROUGH, Candidate, Claim
from audit.columns import show
from audit.prose import Figure, Paragraph
from normalize.models import Number
from normalize.terbilang import WORD, read_words

_IN_WORDS = re.compile(rf"(?<![\w-])(?:{WORD})(?:[\s-]+(?:{WORD}))*(?![\w-])", re.IGNORECASE)
_NOT_COUNTING = re.compile(r"(?:salah|per|se|ke|tiap)\s*-?\s*$", re.IGNORECASE)
_PART_ITSELF = re.compile(r"\bdari\s*$", re.IGNORECASE)
""" "5 dari 7 orang": what is divided is open."""
_MULTIPLIED = re.compile(
    r"\b(?:setiap|tiap|per|masing|perwakilan|antara\s+lain|termasuk|di\s?antaranya|merangkap|sekaligus|beberapa"
    r"|lebih\s+dari\s+satu|sisanya|selebihnya|sebagian|dll|dsb|dst|dan\s+(?:sebagainya|lain-lain|lainnya))\b",
    re.IGNORECASE,
)
"""Parts that are more or fewer things than their figures tell, or that are not all told."""
_BRACKETS = re.compile(r"\([^)]*\)")
_SPELLED = r"(?:\s*\([a-z\s]+\))?"
_DIVIDED = re.compile(r"\bterdiri\b|\b(?:di)?rinci", re.IGNORECASE)
_ANNOUNCED = re.compile(
    rf"{_SPELLED}\s*(?P<noun>[a-z]+)\s*(?:[a-z]+\s*){{0,4}}?[,;:]?\s*(?:yang\s+)?"
    r"\b(?:terdiri\s+(?:dari|atas)|dengan\s+rincian|rinciannya|dirinci)\b[\s:]*(?:[a-z]+\s+){0,5}?(?:sebanyak|sejumlah|atas)?\s*",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"{_SPELLED}\s*(?P<noun>[a-z]+)?(?:[\s-]+(?!(?:yaitu|yakni|terdiri|dengan|meliputi|adalah|masing)\b)[\w/.-]+){{0,8}}?"
    r"\s*(?P<mark>,?\s*(?:dan|serta)|[,;])\s*(?:[\w/-]+\s+){0,7}?",
    re.IGNORECASE,
)
_LAST = re.compile(rf"{_SPELLED}\s*(?P<noun>[a-z]+)?", re.IGNORECASE)
_PEOPLE = frozenset(
    ("orang", "pegawai", "personil", "personel", "aparatur", "asn", "jiwa", "penduduk", "peserta", "tenaga", "karyawan")
)
_SORTS = frozenset(
    ("laki", "perempuan", "pria", "wanita", "pns", "cpns", "pppk", "asn", "honorer", "kontrak", "thl", "tenaga")
) | frozenset(("golongan", "eselon", "pejabat", "staf", "pelaksana", "fungsional", "struktural", "non", "orang"))
"""What sorts of people are called, where the word for people is left out."""


def breakdowns(paragraph: Paragraph) -> Iterator[Claim]:
    """The totals whose parts are all told right behind them; wrong when no run of the parts makes the total.

    Parts that make a count told before, or of which one is as many as the whole, are open: what is divided, or whether
    the parts have things in common, is not certain.
    """
    for start, end in paragraph.sentences():
        if not _DIVIDED.search(paragraph.text, start, end):
            continue
        told = _counts(paragraph, start, end)
        for n, whole in enumerate(told):
            rest = told[n + 1 :]
            parts = _parts(paragraph, whole, rest)
            before = paragraph.before(whole)
            if len(parts) < 2 or ROUGH.search(before) or _PART_ITSELF.search(before):
                continue
            total = sum(one.number.value for one in parts)
            earlier = any(one.number.value == total for one in told[:n])
            if not earlier and all(one.number.value != whole.number.value for one in parts):
                yield Claim(whole, tuple(parts), tuple(_candidates(rest, len(parts))), sure=False)


def _candidates(counts: Sequence[Figure], listed: int) -> Iterator[Candidate]:
    """The sum of the ``listed`` parts that ``counts`` begin with; then of fewer of them, and of more.

    A list may go on with another division of the same whole, or be completed by what stands behind it.
    """
    for last in (*range(listed, 1, -1), *range(listed + 1, len(counts) + 1)):
        total = sum((one.number.value for one in counts[:last]), Decimal(0))
        yield Candidate(" + ".join(show(one.number) for one in counts[:last]), Interval.exactly(total))


def _parts(paragraph: Paragraph, whole: Figure, rest: Sequence[Figure]) -> list[Figure]:
    """The parts of a count; none where the list is not understood to its end."""
    link = _ANNOUNCED.fullmatch(paragraph.between(whole, rest[0])) if rest else None
    if link is None:
        return []
    noun = link["noun"].casefold()
    if _MULTIPLIED.search(paragraph.text, whole.end, paragraph.sentence_of(whole)[1]):
        return []
    parts = []
    for n, part in enumerate(rest):
        follows = rest[n + 1] if n + 1 < len(rest) else None
        match = _NEXT.fullmatch(paragraph.between(part, follows)) if follows else None
        last = match or _LAST.match(paragraph.text, part.end)
        if last is None or not _is_part(noun, last["noun"]):
            return []
        parts.append(part)
        if match is None:
            break
        closing = re.search(r"dan|serta", match["mark"])
        if closing and follows is not None:
            final = _LAST.match(paragraph.text, follows.end)
            return [*parts, follows] if final and _is_part(noun, final["noun"]) else []
    return []


def _is_part(noun: str, other: str | None) -> bool:
    if other is None:
        return False
    word = other.casefold()
    return word == noun or (noun in _PEOPLE and word in _SORTS)


def _counts(paragraph: Paragraph, start: int, end: int) -> list[Figure]:
    """The counts of a sentence in their order, those in words too; empty where a figure is no count."""
    figures = paragraph.within(start, end)
    found = [one for one in figures if one.counted and not one.number.alternatives]
    spelled = [match.span() for match in _BRACKETS.finditer(paragraph.text, start, end)]
    for match in _IN_WORDS.finditer(paragraph.text, start, end):
        value = read_words(match[0])
        if any(opened < match.start() < closed for opened, closed in spelled):
            continue
        if value is not None and not _NOT_COUNTING.search(paragraph.text[start : match.start()]):
            found.append(Figure(Number(match[0], Decimal(value)), match.start(), match.end(), paragraph.at))
    return sorted(found, key=lambda one: one.start)
