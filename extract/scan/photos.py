"""Photographs on a page are painted over: they hold no tables, and no text but on banners that somebody carries."""

from __future__ import annotations

import cv2
import numpy as np

from extract.scan.ink import Mask, blobs, ink_of
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


def without_photos(white: Grey, dpi: float) -> Grey:
    """A picture whose paper is white, with white paper where photographs are, in grey or as black dots alike.

    The pages of photographs that close a report then cost no more than the headings and captions on them.
    """
    share = COARSE / dpi
    tone = cv2.resize(ink_of(white, TONED), None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    dense = cv2.threshold(tone, DENSE * 255, 255, cv2.THRESH_BINARY)[1]
    whole = cv2.morphologyEx(dense, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    whole = cv2.morphologyEx(whole, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    covered = _photos(whole)
    if not covered.any():
        return white
    covered = cv2.dilate(covered, np.ones((3, 3), np.uint8))
    clean = white.copy()
    clean[cv2.resize(covered, white.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0] = 255
    return clean


def _photos(whole: Mask) -> Mask:
    """The outlines of photographs, filled, out of what is dense."""
    covered = np.zeros_like(whole)
    width, height = (round(side * COARSE / 72) for side in SMALLEST)
    for x, y, _, _, part in blobs(whole, (width, height)):
        if np.count_nonzero(part) >= FILLED * part.size:
            outline = cv2.convexHull(np.argwhere(part)[:, ::-1].astype(np.int32))
            cv2.fillConvexPoly(covered, outline + np.array((x, y), np.int32), 255)
    return covered
