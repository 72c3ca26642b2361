"""The rules and filled fields of a levelled page, in points of the levelled page."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from extract.engines.base import Rule
from extract.models import Box
from extract.scan.ink import Mask, odd
from extract.scan.level import Level

SHORTEST = (24.0, 13.0)
"""Points; level and upright rules are at least so long: longer than the strokes of any letter of running text."""

THICKEST = 5.0
"""Points; what is thicker is no rule."""

BREAK = 3.0
"""Points; a rule may be broken for so long."""

STRAY = 1.2
"""Points; how far a rule that a fold bends may leave its line over its shortest length."""

REACH = 12.0
"""Points; rules are drawn on over a gap of this length where both ends lie on one line and it leads to a crossing."""


class Ruled(NamedTuple):
    """``mask`` covers the ink of the rules, in pixels of the levelled picture."""

    horizontal: list[Rule]
    vertical: list[Rule]
    mask: Mask


def ruled(level: Level) -> Ruled:
    """All rules of a page. Ink is looked for along each direction, so text between the rules does not matter."""
    across, across_mask = _found(level.ink, level.dpi, SHORTEST[0])
    down, down_mask = _found(np.ascontiguousarray(level.ink.T), level.dpi, SHORTEST[1])
    mask = np.asarray(across_mask | down_mask.T, dtype=np.uint8)
    return Ruled(across, down, mask)


def _found(ink: Mask, dpi: float, shortest: float) -> tuple[list[Rule], Mask]:
    """Level rules of a mask and the pixels that are theirs."""
    point = dpi / 72
    stray = max(1, round(STRAY * point))
    thick = cv2.dilate(ink, np.ones((stray, 1), np.uint8))
    whole = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, odd(BREAK * point)), np.uint8))
    long = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, odd(shortest * point)), np.uint8))
    blocks = cv2.morphologyEx(long, cv2.MORPH_OPEN, np.ones((odd(THICKEST * point + stray),) * 2, np.uint8))
    long = cv2.subtract(long, cv2.dilate(blocks, np.ones((3, 3), np.uint8)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(long)
    rules: list[Rule] = []
    mask = np.zeros_like(ink)
    for i, (x, y, width, height, _) in enumerate(stats[:count]):
        if i == 0 or width < shortest * point or height > 0.2 * width + stray:
            continue
        part = (labels[y : y + height, x : x + width] == i) & (ink[y : y + height, x : x + width] > 0)
        inked = part.any(axis=0).mean()
        rows = part.sum(axis=1)
        if inked < 0.7 or not rows.any():
            continue
        at = float((rows * np.arange(height)).sum() / rows.sum()) + y + 0.5
        thickness = float(part.sum() / max(1, part.any(axis=0).sum()))
        if thickness > THICKEST * point:
            continue
        rules.append(Rule(at / point, x / point, (x + width) / point, thickness / point))
        mask[y : y + height, x : x + width][part] = 255
    return rules, mask


def shaded(level: Level, grey: Mask) -> list[Box]:
    """Placeholder for filled fields."""
    return []
