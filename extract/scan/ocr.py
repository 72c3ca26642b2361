"""What a reader of text in pictures must do, and what it gives back."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from extract.scan.picture import Grey

PixelBox = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels of the levelled picture."""


class Glyph(NamedTuple):
    """One character read (a space included), the columns of pixels it stands in and how sure the reader is, 0..1."""

    text: str
    x0: float
    x1: float
    confidence: float


Glyphs = tuple[Glyph, ...]


class Strip(NamedTuple):
    """A line of text: a ``box`` of a levelled picture."""

    grey: Grey
    box: PixelBox


T = TypeVar("T")

Reading = Generator[Sequence[Strip], Sequence[Glyphs], T]
"""Work on a page that gives what the reader of prose is to read, and is sent what that reader says of each strip."""


class Reader(Protocol):
    """Reads text in a levelled picture with white paper; ``name`` is recorded with every word."""

    name: str

    def lines(self, grey: Grey, dpi: float) -> list[PixelBox]:
        """Where lines of text are, or parts of lines, top to bottom."""
        ...

    def read(self, strips: Sequence[Strip]) -> list[Glyphs]:
        """The text in each strip, left to right; empty where there is none."""
        ...


def strips(grey: Grey, boxes: Iterable[PixelBox]) -> list[Strip]:
    """Lines of one picture."""
    return [Strip(grey, box) for box in boxes]


def text_of(glyphs: Glyphs) -> str:
    """The characters as text."""
    return "".join(glyph.text for glyph in glyphs)


def crop(grey: Grey, box: PixelBox) -> Grey:
    """The part of a picture inside a box."""
    return grey[max(0, box[1]) : box[3], max(0, box[0]) : box[2]]
