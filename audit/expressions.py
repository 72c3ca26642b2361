"""Arithmetic written out in running text: "(84,4 - 92,1) / 92,1 x 100% = -8,4%", "20,1 + 8,9 = 29,0".

Displayed fractions come out of a PDF as numerator, label, "= x 100% = result" and denominator; that form is read too.
Differences told in words ("lebih unggul 0,02 poin") are held against the two values told just before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from audit.arithmetic import HUNDRED, Interval, interval
from audit.claims import ROUGH, Candidate, Claim
from audit.columns import show
from audit.prose import Figure, Paragraph
from normalize.models import Number
from normalize.numbers import parse

_N = r"(?:Rp\.?\s?)?-?\d[\d.,]*\s?%?"
_SUM = re.compile(
    rf"(?<![\w.,/()])\s*(?P<terms>{_N}(?:\s*[-+–]\s*{_N})+)\s*=\s*(?P<result>{_N})(?!\s*[-+–/:x×*]\s*\d)(?![\w/])"
)
_RATIO = re.compile(
    rf"(?<![\w.,/()+-])(?P<upper>\(\s*{_N}\s*[-–+]\s*{_N}\s*\)|{_N})\s*[/:]\s*(?P<lower>{_N})\s*[x×X*]\s*100\s*%?\s*=\s*"
    rf"(?P<result>{_N})"
)
_DISPLAYED = re.compile(
    rf"(?:\d{{1,2}}\.\s+)?(?P<upper>\(\s*{_N}\s*[-–+]\s*{_N}\s*\)|{_N})(?<!\.)\s+[A-Z][A-Za-z /]*=\s*[x×X]\s*100\s*%"
    rf"\s*=\s*(?P<result>{_N})\s+(?P<lower>{_N})"
)
_TERM = re.compile(r"(?P<sign>[-+–]?)\s*(?P<number>(?:Rp\.?\s?)?\d[\d.,]*\s?%?)")
_DIFFERS = re.compile(
    r"(?:unggul|selisih|terpaut|(?:lebih\s+(?:tinggi|rendah|besar|kecil|baik)))\b[^.;\d]{0,70}$", re.IGNORECASE
)
_TOLD = re.compile(r"(?:tercapai|mencapai|sebesar|adalah|yaitu|nilai|bernilai|senilai|menjadi|dari|[A-Z][\w]+)\s*$")
_OPERATOR = re.compile(r"[x×*/:+(–-]\s*$")
_STEPS = re.compile(r"(?:level|tingkat|peringkat|kategori|predikat|sasaran|indikator)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Read:
    text: str
    result: Interval
    figures: tuple[Figure, ...]


def expressions(paragraph: Paragraph) -> Iterator[Claim]:
    """The written formulas and told differences of a paragraph."""
    yield from _differences(paragraph)
    if "=" not in paragraph.text:
        return
    for pattern in (_RATIO, _DISPLAYED):
        for match in pattern.finditer(paragraph.text):
            if pattern is _DISPLAYED and re.match(r"\s*[\d(-]", paragraph.text[match.end() :]):
                continue  # the numerator of a next formula may follow: what belongs to what is open
            yield from _ratio(paragraph, match)
    for match in _SUM.finditer(paragraph.text):
        yield from _total(paragraph, match)


def _ratio(paragraph: Paragraph, match: re.Match[str]) -> Iterator[Claim]:
    upper, lower = _terms(paragraph, match, "upper"), _terms(paragraph, match, "lower")
    printed = _figure(paragraph, match, "result")
    if upper is None or lower is None or printed is None or lower.result.low <= 0 <= lower.result.high:
        return
    result = upper.result / lower.result * Interval.exactly(HUNDRED)
    yield Claim(printed, (*upper.figures, *lower.figures), (Candidate(f"{upper.text} / {lower.text} x 100%", result),))


def _total(paragraph: Paragraph, match: re.Match[str]) -> Iterator[Claim]:
    terms, printed = _terms(paragraph, match, "terms"), _figure(paragraph, match, "result")
    if terms is None or printed is None:
        return
    percent = [one.percent for one in terms.figures]
    mixed = any(percent) and not all(percent)
    if mixed or _OPERATOR.search(paragraph.text[: match.start("terms")]) or _is_scale(terms, printed):
        return
    yield Claim(printed, terms.figures, (Candidate(terms.text, terms.result),))


def _is_scale(terms: _Read, printed: Figure) -> bool:
    """Whether "85 - 100 = 4" gives a range its score."""
    rising = terms.result.high < 0 and len(terms.figures) == 2
    return rising and printed.number.value >= 0


def _terms(paragraph: Paragraph, match: re.Match[str], group: str) -> _Read | None:
    """The sum or difference in a group of a match; None when a part of it cannot be read."""
    text = match[group].strip("() ")
    start = match.start(group)
    total, figures, shown = Interval.exactly(0), [], ""
    for term in _TERM.finditer(match[group]):
        number = parse(term["number"].strip())
        if number is None or number.upper is not None:
            return None
        minus = term["sign"] in {"-", "–"}
        total = total - _exact(number) if minus else total + _exact(number)
        shown += (" - " if minus else " + ") + show(number) if shown else ("-" if minus else "") + show(number)
        begin = start + term.start("number")
        figures.append(_shown(paragraph, number, begin, begin + len(term["number"])))
    if not figures or len(re.findall(r"\d[\d.,]*", text)) != len(figures):
        return None
    return _Read(f"({shown})" if len(figures) > 1 and group == "upper" else shown, total, tuple(figures))


def _exact(number: Number) -> Interval:
    """The values of a term: what is written in a formula is what was put into it, or rounded once."""
    return interval(number)


def _figure(paragraph: Paragraph, match: re.Match[str], group: str) -> Figure | None:
    number = parse(match[group].strip().rstrip(".,"))
    return None if number is None else _shown(paragraph, number, match.start(group), match.end(group))


def _shown(paragraph: Paragraph, number: Number, start: int, end: int) -> Figure:
    known = next((one for one in paragraph.figures if one.start < end and start < one.end), None)
    return Figure(number, start, end, known.at if known else paragraph.at)


def _differences(paragraph: Paragraph) -> Iterator[Claim]:
    """ "A tercapai a, sedangkan B tercapai b. ... lebih unggul c poin"."""
    for n, printed in enumerate(paragraph.figures):
        after = paragraph.text[printed.end : printed.end + 8].lower()
        lead = paragraph.between(paragraph.figures[n - 1] if n else None, printed)
        if not after.lstrip(" %").startswith("poin") or not _DIFFERS.search(lead):
            continue
        if ROUGH.search(lead):
            continue
        start, _ = paragraph.sentence_of(printed)
        earlier = [end for _, end in paragraph.sentences() if end < start]
        before = [
            one for begin, end in paragraph.sentences() if end in earlier[-1:] for one in paragraph.within(begin, end)
        ]
        told = [one for one in (*before, *paragraph.within(start, printed.start)) if _is_value(paragraph, one)]
        if len(told) != 2 or told[0].percent != told[1].percent:
            continue
        one, other = sorted(told, key=lambda figure: figure.number.value, reverse=True)
        result = interval(one.number) - interval(other.number)
        candidate = Candidate(f"{show(one.number)} - {show(other.number)}", result)
        relative = _relative(one, other)
        yield Claim(printed, (one, other), (candidate, *relative))


def _relative(one: Figure, other: Figure) -> tuple[Candidate, ...]:
    if other.number.value == Decimal(0):
        return ()
    change = (interval(one.number) - interval(other.number)) / interval(other.number) * Interval.exactly(HUNDRED)
    return (Candidate(f"({show(one.number)} - {show(other.number)}) / {show(other.number)} x 100%", change),)


def _is_value(paragraph: Paragraph, figure: Figure) -> bool:
    """Whether a figure is a value told of something, not a level, rank or count."""
    before = paragraph.text[: figure.start]
    return not _STEPS.search(before) and not figure.money and bool(_TOLD.search(before))
