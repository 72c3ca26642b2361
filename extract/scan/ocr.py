"""What a reader of text in pictures must do, and what it gives back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np

from extract.scan.ink import ink_of
from extract.scan.picture import Grey

PixelBox = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels of the levelled picture."""

LEAST = 0.6
"""Of the height of its box, a line is read no lower than this: what is lower is part of its letters only."""


class Glyph(NamedTuple):
    """One character read (a space included), the columns of pixels it stands in and how sure the reader is, 0..1."""

    text: str
    x0: float
    x1: float
    confidence: float


Glyphs = tuple[Glyph, ...]


class Reader(Protocol):
    """Reads text in a levelled picture with white paper; ``name`` is recorded with every word."""

    name: str

    def lines(self, grey: Grey, dpi: float) -> list[PixelBox]:
        """Where lines of text are, or parts of lines, top to bottom."""
        ...

    def read(self, grey: Grey, boxes: Sequence[PixelBox]) -> list[Glyphs]:
        """The text in each box, left to right; empty where there is none."""
        ...


def text_of(glyphs: Glyphs) -> str:
    """The characters as text."""
    return "".join(glyph.text for glyph in glyphs)


def crop(grey: Grey, box: PixelBox) -> Grey:
    """The part of a picture inside a box."""
    return grey[max(0, box[1]) : box[3], max(0, box[0]) : box[2]]


def snug(grey: Grey, box: PixelBox, margin: float) -> PixelBox:
    """A box as high as its letters and, above and below, a margin of so many times their height.

    What juts into the box from the lines above and below it is left out.
    """
    x0, top, x1, bottom = box
    inked = np.flatnonzero(ink_of(crop(grey, box)).any(axis=1))
    if not len(inked):
        return box
    height = bottom - max(0, top)
    runs = np.split(inked, np.flatnonzero(np.diff(inked) > 1) + 1)
    inner = [run for run in runs if run[0] > 0 and run[-1] < height - 1] or runs
    first, last = int(inner[0][0]), int(inner[-1][-1]) + 1
    around = max(margin * (last - first), (LEAST * height - (last - first)) / 2)
    return x0, max(top, round(max(0, top) + first - around)), x1, min(bottom, round(max(0, top) + last + around))
