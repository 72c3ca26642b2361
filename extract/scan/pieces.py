"""The boxes of text that a reader finds made into lines: parted at rules, from each other and at wide gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from extract.engines.base import Rule
from extract.scan.ink import Mask
from extract.scan.ocr import PixelBox, crop

NARROWEST = 2.5
"""Points; no piece of a line cut at a rule is narrower."""

GAP = 0.9
"""Of the height of a line's box: a gap wider than this parts two columns, or words of justified text."""

MARGIN = 1.0
"""Points of white left around the ink of a line."""

SLIVER = 1.5
"""Points; what is narrower at the edge of a box is cut from the letter of a neighbour."""

OVERLAP = 0.5
"""Of the height of the lower of two boxes: those that share more of their heights are on one line."""

REACH = 0.5
"""Of that height, too: the gap between two words is no further from where their boxes overlap."""


def parted(boxes: Sequence[PixelBox], vertical: Sequence[Rule], ink: Mask, point: float) -> list[PixelBox]:
    """Boxes each around one line or a piece of one; ``ink`` is without that of rules, ``point`` in pixels."""
    cut = [piece for box in boxes for piece in _at_rules(box, vertical, point)]
    return [piece for box in _apart(cut, ink) for piece in _at_gaps(box, ink, point)]


def _at_rules(box: PixelBox, vertical: Sequence[Rule], point: float) -> list[PixelBox]:
    """A box of text parted at the vertical rules that run through it."""
    x0, top, x1, bottom = box
    middle = (top + bottom) / 2 / point
    across = (rule.at * point for rule in vertical if rule.start <= middle <= rule.end)
    edges = [x0, *sorted(round(x) for x in across if x0 < x < x1), x1]
    return [(left, top, right, bottom) for left, right in pairwise(edges) if right - left > NARROWEST * point]


def _apart(boxes: Sequence[PixelBox], ink: Mask) -> list[PixelBox]:
    """The boxes with those that overlap on a line parted in the widest gap there: they are found a little too large.

    Else a reader takes the end of one word for the beginning of the next.
    """
    parted = list(boxes)
    for left, right in _overlapping(boxes):
        (x0, top, x1, bottom), (start, above, end, below) = parted[left], parted[right]
        first, last = max(top, above), min(bottom, below)
        reach = round(REACH * (last - first))
        around = max(x0, start - reach), first, min(end, x1 + reach), last
        if (middle := widest_gap(ink, around)) is not None:
            parted[left], parted[right] = (x0, top, min(x1, middle), bottom), (max(start, middle), above, end, below)
    return parted


def widest_gap(ink: Mask, box: PixelBox) -> int | None:
    """The column in the middle of the widest gap without ink in a box, if there is any."""
    white = np.flatnonzero(~crop(ink, box).any(axis=0))
    if not len(white):
        return None
    widest = max(np.split(white, np.flatnonzero(np.diff(white) > 1) + 1), key=len)
    return max(0, box[0]) + (int(widest[0]) + int(widest[-1]) + 1) // 2


def _overlapping(boxes: Sequence[PixelBox]) -> list[tuple[int, int]]:
    """Which boxes reach into the next one on their line, by their places in ``boxes``."""
    x0, top, x1, bottom = np.array(boxes, dtype=np.intp).reshape(-1, 4).T
    shared = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    on_line = shared > OVERLAP * np.minimum((bottom - top)[:, None], bottom - top)
    reaching = (x0[:, None] < x0) & (x1[:, None] > x0) & (x1[:, None] < x1)
    return [(int(left), int(right)) for left, right in np.argwhere(on_line & reaching)]


def _at_gaps(box: PixelBox, ink: Mask, point: float) -> Iterator[PixelBox]:
    """A box parted where a wide gap without ink parts two columns, each piece no wider than its ink."""
    x0, top, x1, bottom = box
    inked = np.flatnonzero(ink[max(0, top) : bottom, max(0, x0) : x1].any(axis=0))
    if not len(inked):
        return
    margin = round(MARGIN * point)
    breaks = np.flatnonzero(np.diff(inked) > GAP * (bottom - top))
    starts, ends = inked[[0, *(breaks + 1)]], inked[[*breaks, -1]]
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        at_edge = start == 0 or end == x1 - max(0, x0) - 1
        if not (at_edge and end - start < SLIVER * point):
            yield max(0, x0) + start - margin, top, max(0, x0) + end + 1 + margin, bottom
