"""A scanned page to a :class:`extract.engines.base.RawPage`, in points of the page made level."""

from __future__ import annotations

import numpy as np

from extract.engines.base import Char, RawPage
from extract.grid import grids_of
from extract.models import Box
from extract.scan.ink import is_blank
from extract.scan.level import Level, box_through, levelled, sideways
from extract.scan.ocr import Reading
from extract.scan.picture import Picture
from extract.scan.read import Readers, read_page
from extract.scan.rules import ruled
from extract.scan.shades import shaded
from extract.scan.triage import glance, stance
from extract.sideways import Turn

LEGIBLE = 0.8
"""Readers are this sure of text on average; of text upside down they are not."""


class Warp(Turn, frozen=True):
    """How a scanned page has been made level; ``to_page`` (3 by 3, row by row) leads back to the page as displayed."""

    to_page: tuple[float, ...] = ()

    def box(self, box: Box) -> Box:
        """A box of the levelled page in the coordinates of the page as displayed."""
        return box_through(np.array(self.to_page).reshape(3, 3), box)


def scan_page(picture: Picture, raw: RawPage, readers: Readers, whole: bool = False) -> Reading[tuple[RawPage, Warp]]:
    """A page that is a ``picture``, read by OCR, and the way back to the page as displayed.

    ``raw`` is what the PDF itself says of the page: its text, if any, is kept as one more reading. Covers and pages of
    photographs are only glanced at unless the ``whole`` is wanted. Raises what the readers raise.
    """
    quarter = 1 if sideways(picture) else 0
    read, level, sure = yield from _read(picture, quarter, raw, readers, whole)
    if sure < LEGIBLE and read.chars:
        stands = stance(level, readers.tables)
        if stands == "back":
            return _empty(raw, level, readers), _warp(raw, level)
        if stands == "over":
            over, level_over, sure_over = yield from _read(picture, quarter + 2, raw, readers, whole)
            if sure_over > sure:
                read, level = over, level_over
    return read, _warp(raw, level)


def _warp(raw: RawPage, level: Level) -> Warp:
    return Warp(0, raw.width, raw.height, tuple(float(value) for value in level.to_page.ravel()))


def _empty(raw: RawPage, level: Level, readers: Readers) -> RawPage:
    return RawPage(raw.number, level.width, level.height, [], [], [], [], [], readers.tables.name)


def _read(
    picture: Picture, quarter: int, raw: RawPage, readers: Readers, whole: bool
) -> Reading[tuple[RawPage, Level, float]]:
    """The page read as it stands after so many quarter turns, and how sure the readers are."""
    level = levelled(picture, quarter)
    read = _empty(raw, level, readers)
    if is_blank(level.ink):
        return read, level, 1.0
    rules = ruled(level)
    grids = grids_of(rules.horizontal, rules.vertical)
    if not whole and (seen := glance(level, rules, grids, readers.tables)):
        read.chars, read.glanced = seen[0], True
        return read, level, seen[1]
    read.horizontal, read.vertical = rules.horizontal, rules.vertical
    read.fills = shaded(level, grids)
    read.chars, sure = yield from read_page(level, rules, grids, readers, _onto(level, raw))
    return read, level, sure


def _onto(level: Level, raw: RawPage) -> list[Char]:
    """The text of the PDF itself at its place on the levelled page."""
    back = np.linalg.inv(level.to_page)
    placed = []
    for char in raw.chars:
        x0, top, x1, bottom = box_through(back, (char.x0, char.top, char.x1, char.bottom))
        placed.append(char._replace(x0=x0, top=top, x1=x1, bottom=bottom))
    return placed
