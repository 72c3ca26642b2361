"""Ink in the cells of a table that the search for text passed over: lone dashes, single figures and letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extract.grid import Grid
from extract.scan.ink import Mask, frames, odd
from extract.scan.ocr import PixelBox

INSET = 1.2
"""Points inside the rules of a cell that may still be their ink."""

SPECK = 0.5
"""Square points; what is smaller is dirt."""

DASH = (1.6, 12.0, 2.2)
"""Points; the least and greatest width of a dash, and its greatest thickness."""

LETTER = (3.2, 40.0)
"""Points; the least and greatest height of what may be letters or figures."""

LINE = 11.0
"""Points; the height of a line of text around something flat."""


class Leftovers(NamedTuple):
    """Boxes of lines to be read, and boxes around dashes, which need no reading."""

    lines: list[PixelBox]
    dashes: list[PixelBox]


def leftovers(ink: Mask, rules: Mask, boxes: Sequence[PixelBox], grids: Sequence[Grid], point: float) -> Leftovers:
    """What is left in the cells of ``grids`` when the rules and the ``boxes`` of text are taken out of the ink."""
    rest = cv2.subtract(ink, cv2.dilate(rules, np.ones((3, 3), np.uint8)))
    texts = np.zeros_like(rest)
    for x0, top, x1, bottom in boxes:
        texts[max(0, top) : bottom, max(0, x0) : x1] = 255
    rest = cv2.subtract(rest, texts)
    found = Leftovers([], [])
    for grid in grids:
        for field in grid.fields:
            x0, top, x1, bottom = (round(side * point) for side in field.box)
            inset = max(2, round(INSET * point))
            area = (slice(top + inset, bottom - inset), slice(x0 + inset, x1 - inset))
            if rest[area].size == 0 or not rest[area].any():
                continue
            empty = not texts[area].any()
            for piece in _pieces(np.ascontiguousarray(rest[area]), point):
                _sort(piece, (x0 + inset, top + inset), empty, point, found)
    return found


def _pieces(rest: Mask, point: float) -> Iterator[PixelBox]:
    """Boxes around ink that stands together as letters of a word do."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    specks = stats[:, cv2.CC_STAT_AREA] < SPECK * point * point
    clean = np.where(specks[labels], 0, rest).astype(np.uint8)
    joined = cv2.morphologyEx(clean, cv2.MORPH_CLOSE, np.ones((odd(point), odd(4 * point)), np.uint8))
    for x, y, width, height in frames(joined):
        yield x, y, x + width, y + height


def _sort(piece: PixelBox, at: tuple[int, int], empty: bool, point: float, found: Leftovers) -> None:
    x0, top, x1, bottom = piece[0] + at[0], piece[1] + at[1], piece[2] + at[0], piece[3] + at[1]
    width, height = (x1 - x0) / point, (bottom - top) / point
    margin = round(1.5 * point)
    # Of a dash two pixels thick a third one may be half dark.
    is_flat = height <= DASH[2] and bottom - top < 0.7 * (x1 - x0) + 0.5
    if empty and DASH[0] <= width <= DASH[1] and is_flat:
        middle, half = (top + bottom) // 2, round(LINE * point / 2)
        found.dashes.append((x0 - margin, middle - half, x1 + margin, middle + half))
    elif LETTER[0] <= height <= LETTER[1] and width >= 0.25 * height:
        rise = round(0.25 * (bottom - top))
        found.lines.append((x0 - margin, top - rise, x1 + margin, bottom + rise))
