"""Running text as the rules on prose read it: paragraphs made whole again, with the figures in them.

A paragraph cut by the end of a line, a page or a box is one paragraph here. Figures keep their place on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Literal

import msgspec

from audit.memo import remembered
from normalize.models import Number, Passage, Source, Submission
from normalize.numbers import column_style, find_all

_GLUED = re.compile(r"(?<=[a-z]{3})(?=\d)|(?<=\d%)(?=[a-z]{3})|(?<=\d)(?=(?:sasaran|indikator|kegiatan|program)\b)")
_DIGIT = re.compile(r"\d")
_OPEN_START = re.compile(r"(?:Rp\.?\s?)?\d[\d.,]*(?!\s*[.)])(?:\s|%|$)|Rp\b|[a-z]{2,}")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\s*[.)]?\s+[A-Z]|\d{1,2}[.)](?!\d)|[a-z][.)]")
_ENDED = re.compile(r"[.;:!?]\s*[\"”)]?\s*$")
_UNFINISHED = re.compile(r"(?:\bRp\.?|\bsebesar\s*:?|,)\s*$", re.IGNORECASE)
_BOUNDARY = re.compile(
    r"[.;](?<![A-Z].)(?<!\bRp.)(?<!\bNo.)(?<!\bKab.)(?<!\bKec.)(?<!\bProv.)(?<!\bTk.)\s+(?=[\"“(]?[A-Z])"
)


_FULL = 100
_TIMES = re.compile(r"[x×*]\s*$", re.IGNORECASE)
_BEFORE = 80
_TELLING = 60
"""Letters from which on a sentence says by itself what it is about."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a paragraph, from ``start`` to ``end`` of its text, printed at ``at``."""

    number: Number
    start: int
    end: int
    at: Source

    @property
    def money(self) -> bool:
        return (self.number.unit or "").startswith("Rp")

    @property
    def percent(self) -> bool:
        return self.number.unit == "%"

    @property
    def counted(self) -> bool:
        """Whether it may be a number of things: whole, not money, not a percentage."""
        return not self.money and not self.percent and self.number.decimals == 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the segment ``segment`` under the nearest heading or item above it (``topic``, "" for none)."""

    text: str
    figures: tuple[Figure, ...]
    segment: str
    topic: str
    at: Source

    def between(self, one: Figure | None, other: Figure) -> str:
        """The text between two figures, from the beginning of the paragraph when ``one`` is None."""
        return self.text[one.end if one else 0 : other.start]

    def before(self, figure: Figure) -> str:
        """The last words before a figure."""
        return self.text[max(0, figure.start - _BEFORE) : figure.start]

    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each sentence."""
        return _sentences(self.text)

    def sentence_of(self, figure: Figure) -> tuple[int, int]:
        """Start and end of the sentence that holds a figure."""
        return next((start, end) for start, end in self.sentences() if start <= figure.start <= end)

    def subject(self, figure: Figure) -> str:
        """What a figure's sentence is about: its words, behind the heading when they are few."""
        start, end = self.sentence_of(figure)
        sentence = self.text[start:end]
        return sentence if len(sentence) >= _TELLING or not self.topic else f"{self.topic}: {sentence}"

    def within(self, start: int, end: int) -> list[Figure]:
        """The figures that stand between two offsets."""
        return [one for one in self.figures if start <= one.start < end]


def paragraphs(submission: Submission) -> tuple[Paragraph, ...]:
    """The paragraphs of all segments in reading order; headings and captions are left out."""
    return _paragraphs(submission.passages)


@remembered
def _paragraphs(passages: tuple[Passage, ...]) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    for _, group in groupby(passages, key=lambda one: (one.at.document, one.segment)):
        own = [_paragraph(texts, topic) for texts, topic in _joined(list(group))]
        style = column_style(figure.number.raw for one in own for figure in one.figures)
        found += [_settled(one, style) for one in own]
    return tuple(found)


@lru_cache(maxsize=4096)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    ends = list(_BOUNDARY.finditer(text))
    starts = [0, *(match.end() for match in ends)]
    return tuple(zip(starts, [*(match.start() + 1 for match in ends), len(text)], strict=True))


def _settled(paragraph: Paragraph, style: Literal["id", "en", "mixed"] | None) -> Paragraph:
    """The paragraph with the figures that allow two readings read in the notation of its document."""
    if not any(one.number.alternatives for one in paragraph.figures):
        return paragraph
    numbers = {start: number for number, start, _ in find_all(paragraph.text, style)}
    figures = tuple(replace(one, number=numbers.get(one.start, one.number)) for one in paragraph.figures)
    return replace(paragraph, figures=figures)


@lru_cache(maxsize=4096)
def _one_line(text: str) -> str:
    return " ".join(text.split())


def plain(text: str) -> str:
    """Text on one line, with the spaces that a PDF lost between words and figures."""
    line = " ".join(text.split())
    return _GLUED.sub(" ", line) if _DIGIT.search(line) else line


def _joined(passages: list[Passage]) -> Iterator[tuple[list[Passage], str]]:
    """Passages that are one paragraph, each group with what stands above it."""
    topic, group = "", list[Passage]()
    for passage in passages:
        if passage.kind != "text":
            if group:
                yield group, topic
            topic, group = (passage.text if passage.kind == "heading" else topic), []
        elif group and _goes_on(group[-1], passage):
            group.append(passage)
        else:
            if group:
                yield group, topic
            group = [passage]
    if group:
        yield group, topic


def _goes_on(one: Passage, other: Passage) -> bool:
    if other.at.page - one.at.page not in (0, 1) or _NUMBERED.match(other.text):
        return False
    return bool(_UNFINISHED.search(one.text) or (not _ENDED.search(one.text) and _OPEN_START.match(other.text)))


def _paragraph(passages: list[Passage], topic: str) -> Paragraph:
    texts = [plain(one.text) for one in passages]
    starts = [sum(len(text) + 1 for text in texts[:n]) for n in range(len(texts))]
    text = " ".join(texts)
    figures = []
    for number, start, end in find_all(text):
        if number.value == _FULL and _TIMES.search(text[max(0, start - _BEFORE) : start]):
            continue  # the "x 100%" of a formula
        n = max(index for index, begin in enumerate(starts) if begin <= start)
        place = (start - starts[n]) / max(len(texts[n]), 1)
        figures.append(Figure(number, start, end, _place(passages[n], number.raw, place)))
    return Paragraph(text, tuple(figures), passages[0].segment, topic, passages[0].at)


def _place(passage: Passage, raw: str, share: float) -> Source:
    """Where a figure is printed: the line that shows it nearest to its share of the passage's text."""
    count = max(len(passage.lines), 1)
    showing = [(abs(n / count - share), line) for n, line in enumerate(passage.lines) if raw in _one_line(line.text)]
    at = min(showing, key=lambda pair: pair[0])[1] if showing else passage.at
    return msgspec.structs.replace(at, text=raw)
