"""What is dark at the edges of a page is no print: the holes of a punch, the shadow beside the paper."""

from __future__ import annotations

import cv2
import numpy as np

from extract.scan.ink import ink_of, odd
from extract.scan.picture import Grey

COARSE = 48.0
"""Dots per inch at which the edges are looked over."""

EDGE = 56.0
"""Points; holes are punched no further from the edge."""

HOLE = 8.0
"""Points; holes are larger, no stroke at the edge of a page is as thick."""


def without_edges(white: Grey, dpi: float) -> Grey:
    """A picture whose paper is white, with white paper where holes and shadows are at its edges."""
    share = COARSE / dpi
    small = cv2.resize(ink_of(white), None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    solid = cv2.threshold(small, 200, 255, cv2.THRESH_BINARY)[1]
    side = odd(HOLE * COARSE / 72)
    # Shadows go on beyond the picture, so however narrow they are they are solid.
    framed = cv2.copyMakeBorder(solid, *(side,) * 4, cv2.BORDER_CONSTANT, value=255.0)
    solid = cv2.morphologyEx(framed, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))[side:-side, side:-side]
    edge = round(EDGE * COARSE / 72)
    solid[edge:-edge, edge:-edge] = 0
    if not solid.any():
        return white
    solid = cv2.dilate(solid, np.ones((5, 5), np.uint8))
    clean = white.copy()
    clean[cv2.resize(solid, white.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0] = 255
    return clean
