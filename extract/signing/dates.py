"""Whether somebody has filled in by hand the date that a signature block leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import cv2

from extract.models import Box, Line, SignatureRegion, Word
from extract.signatures import MONTH, ROLE
from extract.signing.ink import drawing_on
from extract.signing.picture import Picture

ABOVE = 60.0
"""Points above a block within which the line of place and date stands."""

BESIDE = 30.0
"""Points by which that line may stick out of the block on either side."""

OPEN_END = 110.0
"""Points behind a place without any date where one may have been written."""

NARROWEST = 8.0
"""Points; a narrower gap between words is a space."""

OVER, UNDER = 6.0, 4.0
"""Points above and below the line that handwriting reaches."""

AROUND = 40.0
"""Points around the line that are looked at to know the paper."""

HIGH = 5.0
"""Points; lower marks are dots to write on."""

_OPEN_DATE = re.compile(
    rf"^[A-Z][^\d,:;]{{2,30}}[,:;][\s.…_-]*(?:(?:tanggal|tgl)\b[\s.…_-]*)?(?:{MONTH})?[\s.…_,-]*(?:(?:19|20)\d\d)?\W*$",
    re.IGNORECASE,
)


def date_strokes(page: Picture, lines: Iterable[Line], region: SignatureRegion) -> Box | None:
    """The strokes (points) in the room that the printed line of place and date of ``region`` leaves.

    ``lines`` are those of the page. None when nothing is drawn there, or the date is printed in full.
    """
    for words in _dates(lines, region):
        for gap in _gaps(words):
            if strokes := _strokes(page, gap):
                return strokes
    return None


def _dates(lines: Iterable[Line], region: SignatureRegion) -> Iterator[Sequence[Word]]:
    """The words of each line in or over the region that names a place and leaves the date open."""
    x0, top, x1, bottom = region.box
    for line in (*region.lines, *lines):
        if top - ABOVE <= line.box[1] <= bottom:
            words = [word for word in line.words if word.box[0] > x0 - BESIDE and word.box[2] < x1 + BESIDE]
            text = " ".join(word.text for word in words)
            if _OPEN_DATE.match(text) and not ROLE.match(text.lstrip("_“\"' ")):
                yield words


def _gaps(words: Sequence[Word]) -> list[Box]:
    """Where a line behind its place leaves room to write."""
    comma = next(at for at, word in enumerate(words) if re.search("[,:;]", word.text))
    rest = words[comma:]
    sides = [(left.box[2], right.box[0]) for left, right in pairwise(rest)] or [
        (rest[0].box[2], rest[0].box[2] + OPEN_END)
    ]
    top, bottom = min(word.box[1] for word in rest), max(word.box[3] for word in rest)
    return [(left + 1, top - OVER, right - 1, bottom + UNDER) for left, right in sides if right - left > NARROWEST]


def _strokes(page: Picture, gap: Box) -> Box | None:
    x0, top, x1, bottom = gap
    clip = page.clip((x0 - AROUND, top - AROUND, x1 + AROUND, bottom + AROUND))
    inner = clip.clip(gap)
    if 0 in inner.pixels.shape:
        return None
    left, high = round((inner.left - clip.left) * clip.scale), round((inner.top - clip.top) * clip.scale)
    height, width = inner.pixels.shape[:2]
    mask = drawing_on(clip).mask[high : high + height, left : left + width]
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    for x, y, w, h, _ in stats[1:].tolist():
        # What reaches into the gap from above or below belongs to another line.
        if h >= HIGH * clip.scale and y > 0 and y + h < height:
            at, under = inner.left + x / clip.scale, inner.top + y / clip.scale
            return at, under, at + w / clip.scale, under + h / clip.scale
    return None
