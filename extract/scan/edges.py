"""What is dark at the edges of a page is no print: the holes of a punch, the shadow beside the paper."""

from __future__ import annotations

import cv2
import numpy as np

from extract.scan.ink import ink_of, odd
from extract.scan.picture import Grey, regrown, shrinkage, shrunk

COARSE = 48.0
"""Dots per inch, about, at which the edges are looked over."""

EDGE = 56.0
"""Points; holes are punched no further from the edge."""

HOLE = 8.0
"""Points; holes are larger, no stroke at the edge of a page is as thick."""


def without_edges(white: Grey, dpi: float) -> Grey:
    """A picture whose paper is white, with white paper where holes and shadows are at its edges."""
    times = shrinkage(dpi, COARSE)
    point = dpi / times / 72
    small = shrunk(ink_of(white), times)
    solid = cv2.threshold(small, 200, 255, cv2.THRESH_BINARY)[1]
    side = odd(HOLE * point)
    # Shadows go on beyond the picture, so however narrow they are they are solid.
    framed = cv2.copyMakeBorder(solid, *(side,) * 4, cv2.BORDER_CONSTANT, value=255.0)
    solid = cv2.morphologyEx(framed, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))[side:-side, side:-side]
    edge = round(EDGE * point)
    solid[edge:-edge, edge:-edge] = 0
    if not solid.any():
        return white
    solid = cv2.dilate(solid, np.ones((5, 5), np.uint8))
    clean = white.copy()
    clean[regrown(solid, times, white.shape) > 0] = 255
    return clean
