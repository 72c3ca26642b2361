"""The rules and filled fields of a levelled page, in points of the levelled page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extract.engines.base import Rule
from extract.scan.ink import Mask, blobs, ink_of, long_runs, odd
from extract.scan.level import Level

SHORTEST = (24.0, 13.0)
"""Points; level and upright rules are at least so long: longer than the strokes of any letter of running text."""

THICKEST = (5.0, 1.5)
"""Points; what is thicker is no solid rule, no faint one."""

LEAN = 0.004
"""A rule may still climb by this share of its length, as on paper that does not lie flat."""

BREAK = (1.2, 4.0)
"""Points; the dots of a dotted rule are this near, a faint rule is broken for no more than the second."""

INKED = 0.75
"""Share of a rule's length on which there is ink or the gap between two dots."""

FAINT = 60.0
"""Points; pale and broken rules are taken for rules from this length on."""

SAME = 2.0
"""Points; rules of one direction nearer than this are the same rule."""

PALE = 0.88
"""A pale rule is darker than this share of the paper."""

STRAY = 0.5
"""Points; how far a rule may leave its line, uneven or bent by a fold, over its shortest length."""

STEM = 36.0
"""Points; an upright rule is longer or meets a level one, or it is the stem of a large letter."""

MEETS = 4.0
"""Points between the end of a rule and one that it meets."""

BESIDE = (0.55, 0.3)
"""Share of a solid and of a faint rule along which there may be ink close beside it; in lines of text there is more."""


class Ruled(NamedTuple):
    """``mask`` covers the ink of the rules, in pixels of the levelled picture."""

    horizontal: list[Rule]
    vertical: list[Rule]
    mask: Mask


class Found(NamedTuple):
    """A rule and its ``ink``, the pixels of ``area`` that are its own."""

    rule: Rule
    area: tuple[slice, slice]
    ink: npt.NDArray[np.bool_]


def ruled(level: Level) -> Ruled:
    """All rules of a page. Ink is looked for along each direction, so text between the rules does not matter."""
    pale = ink_of(level.grey, PALE)
    upright, upright_pale = cv2.transpose(level.ink), cv2.transpose(pale)
    across, down = _solid(level.ink, level.dpi, SHORTEST[0]), _solid(upright, level.dpi, SHORTEST[1])
    across_mask, down_mask = _mask(across, level.ink), _mask(down, upright)
    across += _faint(cv2.subtract(pale, cv2.transpose(down_mask)), level.dpi, across, SHORTEST[0])
    down += _faint(cv2.subtract(upright_pale, cv2.transpose(across_mask)), level.dpi, down, SHORTEST[1])
    level_rules = [found.rule for found in across]
    down = [found for found in down if not _is_stem(found.rule, level_rules)]
    mask = cv2.bitwise_or(_mask(across, level.ink), cv2.transpose(_mask(down, upright)))
    return Ruled([found.rule for found in across], [found.rule for found in down], mask)


def _solid(ink: Mask, dpi: float, shortest: float) -> list[Found]:
    """Level rules without a break, at least ``shortest`` points long."""
    return list(_rules(ink, ink, dpi / 72, shortest, THICKEST[0], BESIDE[0]))


def _faint(pale: Mask, dpi: float, solid: Sequence[Found], shortest: float) -> list[Found]:
    """Level rules that are pale, broken or dotted, where they are more than a ``solid`` one that text touches.

    ``pale`` has no ink of the rules that cross them: rows of letters between close rules would look like a rule.
    """
    point = dpi / 72
    dotted, whole = (cv2.morphologyEx(pale, cv2.MORPH_CLOSE, np.ones((1, odd(gap * point)), np.uint8)) for gap in BREAK)
    faint = _rules(dotted, whole, point, FAINT, THICKEST[1], BESIDE[1])
    known = [found.rule for found in solid]
    return [found for found in faint if is_more(found, known, dotted, point, shortest)]


def _is_stem(rule: Rule, across: Sequence[Rule]) -> bool:
    """Whether an upright rule is a stroke of a letter."""
    return rule.end - rule.start < STEM and not any(
        other.start - MEETS <= rule.at <= other.end + MEETS and rule.start - MEETS <= other.at <= rule.end + MEETS
        for other in across
    )


def _mask(rules: Sequence[Found], like: Mask) -> Mask:
    mask = np.zeros_like(like)
    for found in rules:
        mask[found.area][found.ink] = 255
    return mask


def is_more(found: Found, others: Sequence[Rule], ink: Mask, point: float, shortest: float) -> bool:
    """Whether enough of a faint rule is on none of ``others``, and there is inked and free of ``ink`` beside it.

    A rule that text touches only seems longer, and so does one that has letters in line with its end.
    """
    left, width = found.area[1].start, found.ink.shape[1]
    beyond = np.ones(width, dtype=np.bool_)
    for other in others:
        if abs(found.rule.at - other.at) < SAME:
            beyond[max(0, round(other.start * point) - left) : max(0, round(other.end * point) - left)] = False
    inked = found.ink.max(axis=0)[beyond]
    if len(inked) < shortest * point or float(inked.mean()) < INKED:
        return False
    more = ink[:, left + np.flatnonzero(beyond)]
    return _along(more, found.rule.at * point, found.rule.thickness * point, point) <= BESIDE[1]


def _rules(ink: Mask, whole: Mask, point: float, shortest: float, thickest: float, beside: float) -> Iterator[Found]:
    """Level rules of ``ink``, looked for where it is made ``whole``."""
    stray = max(1, round(STRAY * point))
    whole = cv2.dilate(whole, np.ones((1 + stray, 1), np.uint8))
    long = long_runs(whole, odd(shortest * point))
    side = odd(THICKEST[0] * point + stray)
    if cv2.erode(long.max(axis=1, keepdims=True), np.ones((side, 1), np.uint8)).any():
        blocks = cv2.morphologyEx(long, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
        long = cv2.subtract(long, cv2.dilate(blocks, np.ones((3, 3), np.uint8)))
    for x, y, width, height, blob in blobs(long, (math.ceil(shortest * point), 1)):
        if height > thickest * point + stray + LEAN * width:
            continue
        area = (slice(y, y + height), slice(x, x + width))
        part = (blob > 0) & (ink[area] > 0)
        rows = part.sum(axis=1)
        columns = part.any(axis=0)
        if columns.mean() < INKED:
            continue
        thickness = float(part.sum() / columns.sum())
        at = float((rows * np.arange(height)).sum() / rows.sum()) + y + 0.5
        if thickness > thickest * point:
            continue
        if _along(ink[:, x : x + width], at, thickness, point) > beside:
            continue
        yield Found(Rule(at / point, x / point, (x + width) / point, thickness / point), area, part)


def _along(ink: Mask, at: float, thickness: float, point: float) -> float:
    """The share of a rule's length with ink just above it or, if that is more, just below."""
    near = round(thickness / 2 + 0.5 * point)
    far = near + max(1, round(1.2 * point))
    row = round(at)
    sides = ink[max(0, row - far) : max(0, row - near)], ink[row + near : row + far]
    return max(float(side.any(axis=0).mean()) if side.size else 0.0 for side in sides)
