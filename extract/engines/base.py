"""What an engine must deliver of a page, whatever library reads it.

The rest of the room works on :class:`RawPage` only, so a new engine (another PDF library, or OCR of a picture)
has one thing to do: fill it. Coordinates are PDF points of the page as displayed, origin top left.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from extract.models import Box, Mark, Reading

if TYPE_CHECKING:
    from extract.scan.picture import Picture


class Char(NamedTuple):
    """One glyph; ``direction`` is the way its text runs: 0 to the right, 90 upwards, 180 upside down, 270 downwards.

    Of a picture, ``source`` is the engine that read it where that is not the page's, and ``others`` what other engines
    saw in its place: nothing, the same, or any number of characters.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    direction: int = 0
    confidence: float = 1.0
    source: str = ""
    others: tuple[Reading, ...] = ()


LEANING = 10.0
"""Degrees; text that leans more than this from level or upright is a stamp across the page; engines leave it out."""


class Rule(NamedTuple):
    """A straight line: horizontal at y = ``at`` from x = ``start`` to ``end``, or vertical at x = ``at``."""

    at: float
    start: float
    end: float
    thickness: float = 0.5


class RawPage(msgspec.Struct):
    """Everything drawn on one page, not yet interpreted.

    ``fills`` are coloured areas without an outline (shaded cells); ``marks`` pictures and free drawings;
    ``invisible`` how many of the characters cannot be seen, where the library can tell; ``glanced`` says of a picture
    that only headings and captions were looked for.
    """

    number: int
    width: float
    height: float
    chars: list[Char]
    horizontal: list[Rule]
    vertical: list[Rule]
    fills: list[Box]
    marks: list[Mark]
    source: str = "text-layer"
    invisible: int = 0
    glanced: bool = False


class OpenedDocument(Protocol):
    """A PDF that is open: its size, and its pages one at a time so that memory stays flat."""

    page_count: int
    producer: str

    def page(self, number: int) -> RawPage:
        """Page ``number`` (1-based). Libraries raise whatever they like over a broken page; callers expect anything."""
        ...

    def picture(self, number: int) -> Picture | None:
        """Page ``number`` as a picture for OCR; None from libraries that cannot draw."""
        ...


class Engine(Protocol):
    """Opens PDFs; ``name`` is recorded with every table."""

    name: str

    def open(self, path: Path) -> AbstractContextManager[OpenedDocument]:
        """Open a file; raises :class:`extract.errors.UnreadableDocument`."""
        ...
