"""Marks on the picture of a page: strokes of a pen and stamps, told from print, rules, dirt and shadows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.models import Box
from extract.signing.picture import Picture

Mask = NDArray[np.uint8]

DARKNESS = 0.78
"""Of the paper around it; what is darker is drawn."""

DARK_PAPER = 90
"""Where even the brightest of the surroundings is darker than this, there is no paper but shadow or a photograph."""

PAPER = 15.0
"""Points; paper shows somewhere in every square of this side."""

RULE, UPRIGHT_RULE = 22.0, 60.0
"""Points; a straight level or upright run of at least this length is a ruled line."""

SPECK = 3.0
"""Points; smaller marks are dirt, or dots."""

LETTER, DENSE = 13.0, 0.3
"""Points high, and share of its box that is ink: what is neither higher nor thinner may be letters run together."""

LARGEST = (230.0, 170.0)
"""Points wide and high; larger marks are no signature."""

PEN = 4.5
"""Points; no stroke of a pen is wider."""

STAMP_RADIUS = (18.0, 75.0)
"""Points."""

ROUND, CLEAR = 0.78, 0.3
"""Share of a circle that must be there for a stamp, and by how much it exceeds that of a circle right around it."""

BEYOND = 5.0
"""Points from the edge of a stamp to the circle around it that is compared."""

MOST_CIRCLES = 40
"""Looked at per region, the clearest first."""

SHIFTS, GROWTH = (-1.5, 0.0, 1.5), (0.0, 1.0, 2.0, 3.0, 4.0)
"""Points by which a circle that was found may lie beside the stamp, and fall short of its outer edge."""

TINTED, UNLIKE, HUED = 12.0, 24.0, 15.0
"""Distances in Lab (0..255): of a coloured stamp from grey, of ink from every mixture of stamp and paper, and the same
in its colour alone."""

MOST_STAMP = 1.4
"""How much stronger than on the median of its circle the colour of a stamp may be."""

_ANGLES = np.linspace(0, 2 * math.pi, 72, endpoint=False)
ACROSS, DOWN = np.cos(_ANGLES), np.sin(_ANGLES)
"""The directions from the middle of a circle in which it is looked for."""

PAD = 0.7
"""Points of margin around printed words."""


class Stroke(NamedTuple):
    """A connected mark made by a pen: its box, the length of its line and its middle, in points of the page."""

    box: Box
    length: float
    middle: tuple[float, float]


class Stamp(NamedTuple):
    """A round stamp: middle and radius in points of the page, and the share of its circle that is seen."""

    x: float
    y: float
    radius: float
    seen: float

    @property
    def box(self) -> Box:
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius

    def holds(self, box: Box) -> bool:
        """Whether a box lies inside the circle."""
        return all(math.hypot(x - self.x, y - self.y) < self.radius for x in box[::2] for y in box[1::2])


class Drawing(NamedTuple):
    """Part of a page with what is drawn on it, 255 in ``mask``: no paper, no shadow, no ruled line."""

    clip: Picture
    mask: Mask


def drawing_on(clip: Picture) -> Drawing:
    """What is drawn on a picture, print included."""
    return Drawing(clip, _drawn(clip))


def _drawn(clip: Picture) -> Mask:
    darkest = cv2.min(cv2.min(clip.pixels[..., 0], clip.pixels[..., 1]), clip.pixels[..., 2])
    side = max(3, round(PAPER * clip.scale / 4))
    # The brightest of the surroundings, at a quarter of the size: paper is smooth and the picture large.
    small = cv2.resize(darkest, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.blur(cv2.dilate(small, _kernel(side, side)), (side, side))
    paper = cv2.resize(paper, (darkest.shape[1], darkest.shape[0]), interpolation=cv2.INTER_LINEAR)
    mask = np.where((darkest < DARKNESS * paper) & (paper > DARK_PAPER), 255, 0).astype(np.uint8)
    # Thickened across first, so that lines on a slightly turned page are found too.
    level = cv2.morphologyEx(cv2.dilate(mask, _kernel(1, 3)), cv2.MORPH_OPEN, _kernel(round(RULE * clip.scale), 1))
    upright = cv2.dilate(mask, _kernel(3, 1))
    upright = cv2.morphologyEx(upright, cv2.MORPH_OPEN, _kernel(1, round(UPRIGHT_RULE * clip.scale)))
    return np.where((level > 0) | (upright > 0), np.uint8(0), mask)


def _kernel(width: int, height: int) -> Mask:
    return np.ones((max(1, height), max(1, width)), np.uint8)


def _blank(mask: Mask, clip: Picture, box: Box) -> None:
    x0, top, x1, bottom = box
    left, right = (round((x - clip.left) * clip.scale) for x in (x0 - PAD, x1 + PAD))
    high, low = (round((y - clip.top) * clip.scale) for y in (top - PAD, bottom + PAD))
    mask[max(0, high) : max(0, low), max(0, left) : max(0, right)] = 0


def _blank_stamp(mask: Mask, clip: Picture, stamp: Stamp) -> None:
    """Take a stamp off the mask; what crosses it in a colour that is no mixture of stamp and paper stays."""
    x, y = (stamp.x - clip.left) * clip.scale, (stamp.y - clip.top) * clip.scale
    reach = (stamp.radius + 2.5) * clip.scale + 2
    first, last = max(0, math.floor(x - reach)), math.ceil(x + reach)
    high, low = max(0, math.floor(y - reach)), math.ceil(y + reach)
    mask, pixels = mask[high:low, first:last], clip.pixels[high:low, first:last]
    rows, columns = np.indices(mask.shape)
    away = np.hypot(columns - (x - first), rows - (y - high)) / clip.scale
    inside = away < stamp.radius + 2.5
    ring = (np.abs(away - stamp.radius) < 1.5) & (mask > 0)
    other = np.zeros(mask.shape, bool)
    if ring.any():
        lab = cv2.cvtColor(cv2.blur(pixels, (3, 3)), cv2.COLOR_RGB2LAB).astype(np.float32)
        from_paper = lab - np.median(lab[inside & (mask == 0)], axis=0)
        stamped = np.median(from_paper[ring], axis=0)
        if np.hypot(*stamped[1:]) > TINTED:
            share = np.clip(from_paper @ stamped / (stamped @ stamped), 0, MOST_STAMP)
            apart = from_paper - share[:, :, None] * stamped
            other = (np.linalg.norm(apart, axis=2) > UNLIKE) | (np.hypot(apart[:, :, 1], apart[:, :, 2]) > HUED)
    mask[inside & ~other] = 0


def strokes_on(drawing: Drawing, printed: Sequence[Box], stamps: Sequence[Stamp]) -> list[Stroke]:
    """Everything that a pen can have drawn and a printer hardly.

    ``printed`` are boxes of what is accounted for, such as words; ``stamps`` those that were found.
    """
    clip, mask = drawing.clip, drawing.mask.copy()
    for box in printed:
        _blank(mask, clip, box)
    for stamp in stamps:
        _blank_stamp(mask, clip, stamp)
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, _kernel(3, 3))
    count, labels, stats, middles = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for label in range(1, count):
        x, y, w, h, area = (int(value) for value in stats[label])
        width, height = w / clip.scale, h / clip.scale
        if max(width, height) < SPECK or width > LARGEST[0] or height > LARGEST[1]:
            continue
        if height <= LETTER and area > DENSE * w * h:
            continue
        part = np.pad((labels[y : y + h, x : x + w] == label).astype(np.uint8), 1)
        # The points of a line of width b are b/4 away from its edge on the average.
        thick = max(1.0, 4 * float(cv2.distanceTransform(part, cv2.DIST_L2, 3)[part > 0].mean()) - 1)
        if thick > PEN * clip.scale:
            continue
        left, top = clip.left + x / clip.scale, clip.top + y / clip.scale
        middle = clip.left + float(middles[label][0]) / clip.scale, clip.top + float(middles[label][1]) / clip.scale
        found.append(Stroke((left, top, left + width, top + height), area / thick / clip.scale, middle))
    return found


def stamps_on(drawing: Drawing) -> list[Stamp]:
    """Round stamps, of circles in circles the outermost."""
    clip, mask = drawing.clip, drawing.mask
    half = cv2.resize(mask, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA).astype(np.uint8)
    scale = clip.scale / 2
    low, high = (round(radius * scale) for radius in STAMP_RADIUS)
    edges = cv2.GaussianBlur(half, (3, 3), 0)
    circles = cv2.HoughCircles(
        edges, cv2.HOUGH_GRADIENT_ALT, 1.5, 2 * scale, param1=120, param2=0.3, minRadius=low, maxRadius=high
    )
    found = []
    for x, y, radius in [] if circles is None else circles.reshape(-1, 3)[:MOST_CIRCLES].tolist():
        tries = [
            (_seen(half, x + right * scale, y + down * scale, radius + step * scale, scale), right, down, step)
            for right, down, step in product(SHIFTS, SHIFTS, GROWTH)
        ]
        whole = max(seen for seen, *_ in tries) - 0.04
        seen, right, down, step = max((one for one in tries if one[0] >= whole), key=lambda one: one[3])
        x, y, radius = x + right * scale, y + down * scale, radius + step * scale
        if seen >= ROUND and seen - _seen(half, x, y, radius + BEYOND * scale, scale) >= CLEAR:
            found.append(Stamp(clip.left + x / scale, clip.top + y / scale, radius / scale, seen))
    kept: list[Stamp] = []
    for stamp in sorted(found, key=lambda one: -one.radius):
        if all(math.hypot(stamp.x - other.x, stamp.y - other.y) > other.radius for other in kept):
            kept.append(stamp)
    return kept


def _seen(mask: Mask, x: float, y: float, radius: float, scale: float) -> float:
    """The share of a circle's directions in which something is drawn at its radius, give or take a point."""
    radii = np.arange(radius - scale, radius + scale, 0.5)[:, None]
    xs = np.clip(np.rint(x + radii * ACROSS).astype(int), 0, mask.shape[1] - 1)
    ys = np.clip(np.rint(y + radii * DOWN).astype(int), 0, mask.shape[0] - 1)
    return float((mask[ys, xs] > 60).any(axis=0).mean())
