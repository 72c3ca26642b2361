"""Readings of the same line by several readers, laid over each other character by character."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rapidfuzz.distance import Levenshtein

from extract.engines.base import Char
from extract.models import Reading
from extract.scan.ocr import Glyph, Glyphs, PixelBox

FONT_SHARE = 0.7
"""Of the height of a line's box, the font size."""

WORD_GAP = 0.25
"""Font sizes between two words of a line at least: what parts words further on."""

LAYER = "text-layer"
"""What a scanner or phone wrote into the file is a reading like others, but too often garbage to cast doubt."""

DISPUTED = 0.5
"""The confidence, at most, of a character of which another reader saw something else."""

SINGLE = 0.8
"""The confidence, at most, of a figure that no other reader confirms: none looked, or it saw nothing it was sure of."""

UNSURE = 0.6
"""What a reader is less sure of than this neither confirms nor disputes."""

_SAME = str.maketrans({"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "•": "-"})


def chars_of(
    box: PixelBox, glyphs: Glyphs, engine: str, others: Sequence[tuple[str, Glyphs]], point: float
) -> list[Char]:
    """A line as characters in points, each with what the other readers saw in its place; spaces become gaps.

    Where words stand too near to each other, the first ends sooner: pushed aside, the last would leave their cell.
    """
    size = (box[3] - box[1]) * FONT_SHARE / point
    margin = (box[3] - box[1]) * (1 - FONT_SHARE) / 2
    top, bottom = (box[1] + margin) / point, (box[3] - margin) / point
    letters = [glyph for glyph in glyphs if glyph.text != " "]
    seen = [_seen(letters, name, line) for name, line in others]
    chars: list[Char] = []
    place = 0
    words = list(_words(glyphs))
    for word, after in zip_longest(words, words[1:]):
        x0, x1 = word[0].x0 / point, word[-1].x1 / point
        if chars:
            x0 = max(x0, chars[-1].x1 + WORD_GAP * size)
        if after:
            x1 = min(x1, after[0].x0 / point - WORD_GAP * size)
        figure = any(glyph.text.isdigit() for glyph in word)
        step = max(x1 - x0, 0.1 * size) / len(word)
        for n, glyph in enumerate(word):
            readings = tuple(reading[place] for reading in seen)
            sure = _confidence(glyph, figure, readings)
            left = x0 + n * step
            box_of = (left, top, left + step, bottom)
            chars.append(Char(glyph.text, *box_of, round(size, 1), False, 0, sure, engine, readings))
            place += 1
    return chars


def _confidence(glyph: Glyph, figure: bool, readings: Sequence[Reading]) -> float:
    """How sure a character is: that of its reader, less where other readers differ or, of a figure, are silent."""
    voices = [reading for reading in readings if reading.engine != LAYER and reading.confidence >= UNSURE]
    if any(reading.text.translate(_SAME) != glyph.text.translate(_SAME) for reading in voices):
        return min(glyph.confidence, DISPUTED)
    return glyph.confidence if voices or not figure else min(glyph.confidence, SINGLE)


def _words(glyphs: Glyphs) -> Iterator[list[Glyph]]:
    word: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text != " ":
            word.append(glyph)
        elif word:
            yield word
            word = []
    if word:
        yield word


def _seen(letters: Sequence[Glyph], engine: str, line: Glyphs) -> list[Reading]:
    """For each character what the other reader saw there; what it saw besides goes with the character before.

    Where it saw nothing, it is as sure of that as of the least sure character of its line.
    """
    other = [glyph for glyph in line if glyph.text != " "]
    texts = [""] * len(letters)
    sure = [min((glyph.confidence for glyph in other), default=0.0)] * len(letters)
    for step in Levenshtein.opcodes(_key(letters), _key(other)):
        theirs = other[step.dest_start : step.dest_end]
        for n, glyph in enumerate(theirs):
            at = min(step.src_start + n, step.src_end - 1) if step.src_end > step.src_start else step.src_start - 1
            if letters:
                at = max(0, at)
                texts[at], sure[at] = texts[at] + glyph.text, glyph.confidence
    return [Reading(engine, text, round(one, 3)) for text, one in zip(texts, sure, strict=True)]


def _key(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs).translate(_SAME)
