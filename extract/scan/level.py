"""Pages made level: turned upright, skew and perspective taken out, each point kept traceable to the page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt
from scipy.optimize import least_squares

from extract.models import Box
from extract.scan.edges import without_edges
from extract.scan.ink import Mask, blobs, flat, frames, ink_of, long_runs, odd
from extract.scan.photos import without_photos
from extract.scan.picture import Grey, Matrix, Picture, shrinkage, shrunk

Segments = npt.NDArray[np.float64]
"""Straight lines, a row each: x0, y0, x1, y1."""

Places = npt.NDArray[np.intp]

MOST_SKEW = 15.0
"""Degrees; paper is not laid down more crookedly."""


BROAD = 0.06
"""What is broader than this share of its length leans too much to be a rule or a line of a page turned level."""

FEWEST_UPRIGHT = 3
"""Upright strokes fewer than this belong to a signature or to dirt as likely as to a table."""

SKEW_DPI = 60.0
"""Dots per inch, about, at which skew is measured."""

WORDS_DPI = 100.0
"""Dots per inch, about, at which letters join to words."""

RULE, WORD = 29.0, (3.6, 3.6, 29.0)
"""Points; strokes so long are no letters; letters this near are one word, whose height is between the other two."""

TONE_DPI = 50.0
"""Dots per inch, about, at which the shades of the paper itself are kept."""


class Level(NamedTuple):
    """A page made level: ``grey`` with white paper, its ``ink``, and small, with shades and colours kept, its ``tone``.

    ``to_page`` takes points of the levelled page, which is ``width`` by ``height`` points, to the page as displayed.
    """

    grey: Grey
    ink: Mask
    tone: Grey
    dpi: float
    to_page: Matrix

    @property
    def width(self) -> float:
        return float(self.grey.shape[1] * 72 / self.dpi)

    @property
    def height(self) -> float:
        return float(self.grey.shape[0] * 72 / self.dpi)


def levelled(picture: Picture, quarter: int = 0) -> Level:
    """The picture turned by ``quarter`` quarters to the left, made level, without shading, photographs and holes."""
    grey = np.ascontiguousarray(np.rot90(picture.grey, quarter))
    back = _turned_back(quarter, grey.shape)
    white = without_photos(without_edges(flat(grey, picture.dpi), picture.dpi), picture.dpi)
    ink = ink_of(white)
    turn = _rotation(skew(ink, picture.dpi), grey.shape)
    size = (grey.shape[1], grey.shape[0])
    rough = cv2.warpPerspective(ink, turn, size, flags=cv2.INTER_NEAREST)
    straighten = _perspective(*strokes(rough, picture.dpi), grey.shape)
    matrix = straighten @ turn
    shift, size = _bounds(matrix, grey.shape)
    matrix = shift @ matrix
    white = cv2.warpPerspective(white, matrix, size, flags=cv2.INTER_CUBIC, borderValue=255)
    times = shrinkage(picture.dpi, TONE_DPI)
    scale = np.diag([1 / times, 1 / times, 1.0])
    tone_size = (max(1, round(size[0] / times)), max(1, round(size[1] / times)))
    tone = cv2.warpPerspective(shrunk(grey, times), scale @ matrix @ np.linalg.inv(scale), tone_size, borderValue=255)
    to_page = picture.to_page @ back @ np.linalg.inv(matrix) @ np.diag([picture.dpi / 72, picture.dpi / 72, 1.0])
    return Level(white, ink_of(white), tone, float(picture.dpi), to_page)


def sideways(picture: Picture) -> bool:
    """Whether the text runs up or down the picture: letters join to words along the line they stand on."""
    times = shrinkage(picture.dpi, WORDS_DPI)
    dpi = picture.dpi / times
    ink = ink_of(without_photos(flat(shrunk(picture.grey, times), dpi), dpi))
    rule = odd(RULE * dpi / 72)
    ink = cv2.subtract(ink, cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, rule), np.uint8)))
    ink = cv2.subtract(ink, cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((rule, 1), np.uint8)))
    return _words(cv2.transpose(ink), dpi / 72) > 1.5 * _words(ink, dpi / 72)


def _words(ink: Mask, point: float) -> int:
    """How many groups of letters are as long and low as words."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, odd(WORD[0] * point)), np.uint8))
    return sum(width > 2.5 * height and WORD[1] < height / point < WORD[2] for _, _, width, height in frames(joined))


def box_through(matrix: Matrix, box: Box) -> Box:
    """The box around a box whose corners are taken through ``matrix``."""
    x0, top, x1, bottom = box
    corners = np.array([[x0, top, 1], [x1, top, 1], [x1, bottom, 1], [x0, bottom, 1]], dtype=np.float64)
    x, y, w = matrix @ corners.T
    return float((x / w).min()), float((y / w).min()), float((x / w).max()), float((y / w).max())


def skew(ink: Mask, dpi: float) -> float:
    """Degrees by which lines of text and rules fall to the right: the turn at which rows are most distinct."""
    small = shrunk(ink, shrinkage(dpi, SKEW_DPI))
    y, x = np.nonzero(small)
    weight = small[y, x].astype(np.float64)
    best = 0.0
    for step, reach in ((1.0, MOST_SKEW), (0.2, 1.0)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _distinct(x, y, weight, float(angle))))
    return best


def _distinct(x: Places, y: Places, weight: npt.NDArray[np.float64], angle: float) -> float:
    """How much the ink at ``x``, ``y`` differs from row to row once it is turned by ``angle`` degrees."""
    turned = np.round(y * math.cos(math.radians(angle)) - x * math.sin(math.radians(angle))).astype(np.intp)
    rows = np.bincount(turned - turned.min(initial=0), weights=weight)
    return float(np.square(np.diff(rows)).sum())


def _rotation(angle: float, shape: tuple[int, ...]) -> Matrix:
    """The turn about the middle that levels lines falling to the right by ``angle`` degrees."""
    matrix = cv2.getRotationMatrix2D((shape[1] / 2, shape[0] / 2), angle, 1.0)
    return np.vstack([matrix, [0, 0, 1]]).astype(np.float64)


def strokes(ink: Mask, dpi: float) -> tuple[Segments, Segments]:
    """Long straight strokes that are nearly level and nearly upright, and lines of text as level ones."""
    across = _fitted(ink, odd(28 * dpi / 72), 50 * dpi / 72)
    down = _fitted(cv2.transpose(ink), odd(20 * dpi / 72), 40 * dpi / 72)[:, [1, 0, 3, 2]]
    if len(across) < 4:
        across = np.vstack([across, _text_lines(ink, dpi)])
    return across, down if len(down) >= FEWEST_UPRIGHT else down[:0]


def _fitted(ink: Mask, run: int, least: float) -> Segments:
    """Level strokes that have somewhere ``run`` pixels without a break and are ``least`` pixels long."""
    return _lines_through(long_runs(cv2.dilate(ink, np.ones((3, 1), np.uint8)), run), least, least / 10)


def _text_lines(ink: Mask, dpi: float) -> Segments:
    small = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    smeared = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((1, odd(14 * dpi / 72)), np.uint8))
    return _lines_through(smeared, 100 * dpi / 72, 14 * dpi / 72)


def _lines_through(mask: Mask, least: float, slack: float) -> Segments:
    """A line through each long, thin and level component of a mask, fitted to the middle of its thickness.

    Components are at least ``least`` pixels long, and no broader than their lean and ``slack`` explain.
    """
    lines: list[list[float]] = []
    for x, y, width, height, blob in blobs(mask, (math.ceil(least), 1)):
        if height > BROAD * width + slack:
            continue
        part = blob.T / 255
        weight = part.sum(axis=1)
        middle = (part * np.arange(height)).sum(axis=1) / np.maximum(weight, 1)
        along = np.flatnonzero(weight)
        if len(along) < 2:
            continue
        slope, start = np.polyfit(along, middle[along], 1)
        lines.append([x, y + start, x + width - 1, y + start + slope * (width - 1)])
    return np.array(lines, dtype=np.float64).reshape(-1, 4)


def _perspective(across: Segments, down: Segments, shape: tuple[int, ...]) -> Matrix:
    """The homography near to none under which level lines are level and upright ones upright.

    Least squares with a loss that forgives stray lines; a weak wish to only turn decides what the lines leave open.
    """
    if len(across) + len(down) < 2:
        return np.eye(3)
    scale = max(shape) / 2
    normal = np.array([[1 / scale, 0, -shape[1] / 2 / scale], [0, 1 / scale, -shape[0] / 2 / scale], [0, 0, 1.0]])

    def matrix(v: npt.NDArray[np.float64]) -> Matrix:
        return np.array([[1, v[0], 0], [v[1], 1, 0], [v[2], v[3], 1.0]])

    ends = [_points(normal, segments) for segments in (across, down)]

    def misses(v: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        off = [v[:2].sum() * 0.05, *(v[2:] * 0.05)]
        for points, axis in zip(ends, (1, 0), strict=True):
            moved = points @ matrix(v).T
            at = moved[..., axis] / moved[..., 2]
            off = [*off, *(at[1] - at[0])]
        return np.array(off) * scale

    found = least_squares(misses, np.zeros(4), loss="soft_l1", f_scale=2.0)
    return np.asarray(np.linalg.inv(normal) @ matrix(found.x) @ normal)


def _points(normal: Matrix, segments: Segments) -> npt.NDArray[np.float64]:
    """Both ends of each segment as normalised homogeneous points: 2 by n by 3."""
    ends = segments.reshape(-1, 2, 2).transpose(1, 0, 2)
    points = np.concatenate([ends, np.ones((*ends.shape[:2], 1))], axis=2)
    return np.asarray(points @ normal.T)


def _bounds(matrix: Matrix, shape: tuple[int, ...]) -> tuple[Matrix, tuple[int, int]]:
    """The shift that brings the whole warped picture into view, and the size it needs."""
    x0, y0, x1, y1 = box_through(matrix, (0, 0, shape[1], shape[0]))
    shift = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1.0]])
    return shift, (min(math.ceil(x1 - x0), 2 * shape[1]), min(math.ceil(y1 - y0), 2 * shape[0]))


def _turned_back(quarter: int, shape: Sequence[int]) -> Matrix:
    """From pixels of the picture turned to the left by quarters (its ``shape``) to those of the picture as it was."""
    height, width = shape[0], shape[1]
    if quarter % 4 == 1:
        return np.array([[0, -1, height], [1, 0, 0], [0, 0, 1.0]])
    if quarter % 4 == 2:
        return np.array([[-1, 0, width], [0, -1, height], [0, 0, 1.0]])
    if quarter % 4 == 3:
        return np.array([[0, 1, 0], [-1, 0, width], [0, 0, 1.0]])
    return np.eye(3)
