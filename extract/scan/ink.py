"""Grey to ink: shading and coloured fields divided away, what is printed kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np
from cv2.typing import MatLike

from extract.scan.picture import Grey, regrown, shrinkage, shrunk

Mask = MatLike
"""255 where something is, 0 elsewhere."""

DARK = 0.72
"""Ink is what is darker than this share of the paper around it."""

BAR = 110
"""Paper itself is nowhere darker than this, even in shadow; a wide field that is darker is a bar with white text."""

LETTERS = (2.0, 20.0)
"""Points; between these heights ink is taken for letters."""

USUAL = 5.5
"""Points; the height of a small letter of running text."""

BLANK = 0.0003
"""Share of ink on a page below which there is no line of text."""

PAPER_DPI = 50.0
"""About so many dots per inch are enough for the shades of the paper."""

GROUP = 8
"""Pixels that are looked at as one number."""

AROUND = 14.0
"""Points; strokes are thinner than this, shadows and coloured fields larger."""


class Frame(NamedTuple):
    """The box around pixels that hang together."""

    x: int
    y: int
    width: int
    height: int


class Blob(NamedTuple):
    """Pixels that hang together: the box around them, and ``part``, the mask inside that box without its neighbours."""

    x: int
    y: int
    width: int
    height: int
    part: Mask


def frames(mask: Mask) -> list[Frame]:
    """The boxes around what hangs together in a mask."""
    return [frame for _, frame in _outlined(mask)]


def blobs(mask: Mask, least: tuple[int, int] = (1, 1)) -> Iterator[Blob]:
    """What hangs together in a mask, if at least so many pixels wide and high."""
    for outline, (x, y, width, height) in _outlined(mask):
        if width >= least[0] and height >= least[1]:
            part = np.zeros((height, width), np.uint8)
            cv2.drawContours(part, [outline], -1, 255, cv2.FILLED, offset=(-x, -y))
            yield Blob(x, y, width, height, cv2.bitwise_and(part, mask[y : y + height, x : x + width]))


def _outlined(mask: Mask) -> Iterator[tuple[MatLike, Frame]]:
    """The outline of all that hangs together, which costs a fraction of labelling every pixel of a page."""
    outlines, family = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    parents = family[0, :, 3].tolist() if family is not None else []
    for outline, parent in zip(outlines, parents, strict=True):
        if parent < 0:
            yield outline, Frame(*cv2.boundingRect(outline))


def flat(grey: Grey, dpi: float) -> Grey:
    """The picture with its paper white everywhere: each pixel divided by the brightness of the paper around it.

    Text stays grey as readers want it. Wide dark bars are turned to white ones with dark text first.
    """
    light = _without_bars(grey, dpi)
    paper = _paper(light, dpi)
    return cv2.divide(light, paper, scale=255)


def ink_of(flattened: Grey, dark: float = DARK) -> Mask:
    """Where there is ink on a picture whose paper is white: what is darker than this share of white."""
    return cv2.threshold(flattened, int(dark * 255), 255, cv2.THRESH_BINARY_INV)[1]


def dark_bars(grey: Grey, dpi: float) -> Mask:
    """Where the page is filled with black or a dark colour over a field larger than any stroke."""
    dark = cv2.threshold(cv2.medianBlur(grey, 3), BAR, 255, cv2.THRESH_BINARY_INV)[1]
    side = odd(5 * dpi / 72)
    return cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))


def _without_bars(grey: Grey, dpi: float) -> Grey:
    """Dark bars inverted, white text in them becoming dark text."""
    core = dark_bars(grey, dpi)
    light = grey.copy()
    joined = cv2.morphologyEx(core, cv2.MORPH_CLOSE, np.ones((odd(12 * dpi / 72),) * 2, np.uint8))
    for x, y, width, height in frames(joined):
        if width > 30 * dpi / 72 and 9 * dpi / 72 < height < 80 * dpi / 72:
            light[y : y + height, x : x + width] = 255 - light[y : y + height, x : x + width]
    return light


def _paper(grey: Grey, dpi: float) -> Grey:
    """The brightness of the paper under and around each pixel."""
    times = shrinkage(dpi, PAPER_DPI)
    small = shrunk(grey, times)
    side = odd(AROUND * dpi / times / 72)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    paper = cv2.GaussianBlur(cv2.medianBlur(paper, 5), (0, 0), side / 3)
    return regrown(paper, times, grey.shape, cv2.INTER_LINEAR)


def long_runs(mask: Mask, least: int) -> Mask:
    """The runs along the rows of a mask, of 0 and 255, that are at least so many pixels long, an odd number.

    An opening looks at each pixel as often as that. So groups of pixels are looked at first: a long run fills some of
    them in a row, and only rows with such are opened. Runs that the edge of the picture cuts off may be left out.
    """
    if least < 2 * GROUP - 1:
        return cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    groups = np.ascontiguousarray(mask[:, : mask.shape[1] // GROUP * GROUP]).view(np.uint64) == np.iinfo(np.uint64).max
    in_row = cv2.erode(groups.view(np.uint8), np.ones((1, max(1, least // GROUP - 1)), np.uint8))
    rows = np.flatnonzero(in_row.any(axis=1))
    runs = np.zeros_like(mask)
    if len(rows):
        runs[rows] = cv2.morphologyEx(mask[rows], cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    return runs


def is_blank(ink: Mask) -> bool:
    """Whether a page shows nothing but specks of dirt and its edges."""
    height, width = ink.shape
    inner = ink[height // 30 : -height // 30, width // 30 : -width // 30]
    kept = cv2.morphologyEx(inner, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    return float(np.count_nonzero(kept)) < BLANK * inner.size


def letter_height(ink: Mask, dpi: float) -> float:
    """The height in points of most letters, usual if there are none."""
    heights = np.array([frame.height for frame in frames(ink)]) * 72 / dpi
    letters = heights[(heights > LETTERS[0]) & (heights < LETTERS[1])]
    return float(np.median(letters)) if len(letters) else USUAL


def odd(value: float) -> int:
    """The odd whole number nearest above ``value``, at least 3: the side of a filter."""
    return max(3, int(value) | 1)
