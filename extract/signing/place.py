"""Where in a signature region the mark stands, and which of the words around it are print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extract.models import Box, Line, SignatureRegion, union

ROOM = 14.0
"""Points between two lines of a block that are room to sign."""

BESIDE = 35.0
"""Points left and right of the words of a block where its mark may stand."""

OVER, UNDER = 14.0, 8.0
"""Points by which the middle of a mark may stand above the end of the role, and below the name."""

SHORTEST = 4
"""Characters; shorter lines are as high as they are wide."""

SURE = 0.8
"""Confidence from which a word that was read is believed to be print; readers take pen strokes for words too."""

SAME_SIZE = (0.75, 1.75)
"""Of the usual height of a block's lines: lower is the print of stamps, higher what strokes were read as."""

_WORD = re.compile(r"[^\W\d_]{3,}")


class Place(NamedTuple):
    """``core`` holds the middle of every mark of the block; ``room`` is from where to where the paper is left empty.

    ``height`` is that of the block's lines.
    """

    core: Box
    room: tuple[float, float]
    height: float


def direction_of(lines: Sequence[Line]) -> int:
    """The way most ``lines`` of regions, each region's in reading order, run: 0, or 90 upwards, 270 downwards."""
    upright = [line for line in lines if len(line.text) > SHORTEST]
    if 2 * sum(_height(line) > line.box[2] - line.box[0] for line in upright) <= len(upright):
        return 0
    rightwards = sum(below.box[0] > above.box[0] for above, below in pairwise(upright))
    return 90 if 2 * rightwards >= len(upright) - 1 else 270


def place_of(region: SignatureRegion, others: Sequence[SignatureRegion]) -> Place:
    """The place to sign in ``region``; ``others`` are the other regions of its page."""
    height = median(_height(line) for line in region.lines) if region.lines else 0.0
    # Without the small print of stamps, and without what strokes were read as.
    lines = sorted((line for line in region.lines if _is_print(line, height)), key=lambda line: line.box[1])
    x0, top, x1, bottom = union(line.box for line in lines) if lines else region.box
    gap = max(pairwise(lines), key=lambda pair: pair[1].box[1] - pair[0].box[3], default=None)
    if gap and gap[1].box[1] - gap[0].box[3] >= ROOM:
        role, name = gap
        high, low = role.box[3] - OVER, name.box[3] + UNDER
        room = role.box[3], name.box[1]
    else:  # one of role and name is missing; the region's box holds the room beside the other
        high, low = min(region.box[1], top), max(region.box[3], bottom)
        room = (bottom, low) if low - bottom > top - high else (high, top)
    left, right = x0 - BESIDE, x1 + BESIDE
    for other in others:
        if min(other.box[3], low) > max(other.box[1], high):
            if other.box[0] >= x1:
                right = min(right, (x1 + other.box[0]) / 2)
            elif other.box[2] <= x0:
                left = max(left, (x0 + other.box[2]) / 2)
    return Place((left, high, right, low), room, height)


def print_of(lines: Iterable[Line], place: Place) -> list[Box]:
    """Boxes of the words of ``lines`` that are print: in the room to sign only what surely reads as words."""
    return [word.box for line in lines if not _in_room(line, place) or _is_prose(line, place) for word in line.words]


def _in_room(line: Line, place: Place) -> bool:
    x0, top, x1, bottom = line.box
    return place.room[0] <= (top + bottom) / 2 <= place.room[1] and x0 < place.core[2] and x1 > place.core[0]


def _is_prose(line: Line, place: Place) -> bool:
    return _is_print(line, place.height) and len(_WORD.findall(line.text)) >= 2


def _is_print(line: Line, usual: float) -> bool:
    confidence = sum(word.confidence for word in line.words) / len(line.words)
    return confidence >= SURE and SAME_SIZE[0] * usual < _height(line) < SAME_SIZE[1] * usual


def _height(line: Line) -> float:
    return line.box[3] - line.box[1]
