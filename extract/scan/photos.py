"""Photographs on a page are painted over: they hold no tables, and no text but on banners that somebody carries."""

from __future__ import annotations

import cv2
import numpy as np

from extract.scan.ink import Mask, blobs, ink_of, odd
from extract.scan.picture import Grey

COARSE = 12.0
"""Dots per inch at which a page is looked over."""

TONED = 0.88
"""What is darker than this share of the paper is toned."""

DENSE = 0.5
"""Share of toned pixels in a photograph; not even bold print has as many."""

SMALLEST = (90.0, 60.0)
"""Points; the least width and height of a photograph. Coats of arms, stamps and codes are smaller."""

FILLED = 0.6
"""Share of a photograph's box that is dense, bright sky and walls joined."""

BAND = 0.1
"""Share of dense pixels that every row of a photograph has; a row with fewer parts two, and may hold a caption."""

FRINGE = 3.0
"""Points by which a photograph may reach further than its dense pixels."""


def without_photos(white: Grey, dpi: float) -> Grey:
    """A picture whose paper is white, with white paper where photographs are, in grey or as black dots alike.

    The pages of photographs that close a report then cost no more than the headings and captions on them.
    """
    share = COARSE / dpi
    tone = cv2.resize(ink_of(white, TONED), None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    dense = cv2.threshold(tone, DENSE * 255, 255, cv2.THRESH_BINARY)[1]
    # In an opening with an even side the library moves what it keeps by a pixel.
    pair = np.ones((2, 2), np.uint8)
    whole = cv2.dilate(cv2.erode(dense, pair), pair, anchor=(0, 0))
    covered = _photos(whole)
    if not covered.any():
        return white
    finer = cv2.resize(covered, None, fx=72 / COARSE, fy=72 / COARSE, interpolation=cv2.INTER_NEAREST)
    finer = cv2.dilate(finer, np.ones((odd(2 * FRINGE),) * 2, np.uint8))
    clean = white.copy()
    clean[cv2.resize(finer, white.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0] = 255
    return clean


def _photos(dense: Mask) -> Mask:
    """The outlines of photographs, filled, out of what is dense."""
    covered = np.zeros_like(dense)
    joined = cv2.morphologyEx(dense, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    least_width, least_height = (round(side * COARSE / 72) for side in SMALLEST)
    for x, y, width, height, part in blobs(joined, (least_width, least_height)):
        if np.count_nonzero(part) >= FILLED * part.size:
            outline = cv2.convexHull(np.argwhere(part)[:, ::-1].astype(np.int32))
            cv2.fillConvexPoly(covered, outline + np.array((x, y), np.int32), 255)
            rows = (dense[y : y + height, x : x + width] > 0).mean(axis=1)
            covered[y : y + height, x : x + width][rows < BAND] = 0
    return covered
