"""Pages that need no full reading: covers and photographs, of which headings are enough, and backs of thin paper.

What a page looks like only makes it a candidate. A quick look then finds its lines at a low resolution and has one
reader read them; anything in them that looks like content, a table, prose, figures or a signatory, and any doubt, and
the page is read in full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, median
from typing import Literal

import cv2
import numpy as np

from extract.engines.base import Char, Rule
from extract.grid import Grid
from extract.models import Box, Line
from extract.prose import is_centered
from extract.scan.ink import Mask, blobs, frames, ink_of, odd
from extract.scan.level import Level
from extract.scan.ocr import Glyph, Glyphs, PixelBox, Reader, crop, strips, text_of
from extract.scan.picture import Grey
from extract.scan.read import FOOTER
from extract.scan.readings import FONT_SHARE, chars_of
from extract.scan.rules import Ruled
from extract.signatures import signature_regions
from extract.text import lines_of

COARSE = 100.0
"""Dots per inch at which lines of text are guessed from ink alone."""

WORDS = 11.0
"""Points; letters and words of a line are nearer to each other."""

LINE = (3.0, 40.0)
"""Points; the least and greatest height of a line of text, titles included."""

LONG = 3.0
"""Times their height that lines are wide at least."""

WORD = 40.0
"""Points; what seems to be text and is this wide has to be read clearly."""

MOST_TEXT = 5.0
"""Page widths; all the lines of a cover or a page of photographs laid end to end are no longer."""

CENTRED, OFF_CENTRE = 0.7, 0.08
"""Share of a cover's text that stands in the middle, as first guessed, and of the page's width by which it may miss."""

FOOT = 0.08
"""Share of a page's height at its foot where page numbers and the lines of phone apps stand, in the middle or not."""

ON_RULE = 4.0
"""Points; what has a level rule this near its middle is a piece of it."""

PHOTOGRAPHED = 0.1
"""Share of a page that photographs cover at least to make it a page of photographs."""

PHOTO_DPI = 12.0
"""Dots per inch at which photographs are looked for."""

TONED = 0.75
"""What is darker than this share of the paper around it is toned."""

BESIDE = 0.6
"""Share of a page's width within which there is paper beside a photograph; the shade of paper changes more slowly."""

PHOTO = (90.0, 60.0, 0.6)
"""Points, the least width and height of a photograph, and the share of its box that is toned."""

LOOK = 60.0
"""Dots per inch at which a quick look finds lines."""

TALL, CAPITAL = 80, 0.66
"""Percentile of the heights of letters that is the height of capitals, and its share of the font size that boxes found
as usual tell; those found at so low a resolution do not tell it."""

MOST_LINES = 20
"""Lines; a cover or a page of photographs has no more."""

CLEAR = 0.8
"""How sure the reader is, on average, of a line that counts as read."""

PROSE = (0.35, 6.0, 1.6)
"""Lines of prose: the first is as wide as this share of the page, the next one begins within so many points of where it
does and, in heights of a line, so near below it."""

SAMPLE = 6
"""Lines that are read as in a mirror, and turned by half."""

BEGINNING = 12.0
"""Times its height that is read of each of them."""

JOINED = 0.3
"""Of the height of a line: gaps wider than this part words."""

BOXED = 40.0
"""Points; a line with rules this near above and below it stands in a box."""

Stance = Literal["upright", "over", "back"]

_TITLE = re.compile(
    r"\b(?:laporan|perjanjian|rencana|lampiran|dokumen\w*|indikator|formulir|foto|gambar|tahun|tri\s?wulan)\b", re.I
)
_CONTENT = re.compile(r"\d[.,]\d|\d\s?%|\bRp\b|\bN\s?[I1l]\s?P\b", re.IGNORECASE)
"""Amounts, percentages, scores and signatories: never only looked at."""


def glance(level: Level, rules: Ruled, grids: Sequence[Grid], reader: Reader) -> tuple[list[Char], float] | None:
    """The headings and captions of a cover or a page of photographs in points, and how sure ``reader`` is of them.

    None where the page may hold more than these, or where they are not clear.
    """
    pictures = _pictures(level)
    photographs = sum(map(_area, pictures)) >= PHOTOGRAPHED * level.width * level.height
    guessed = [box for box in _guessed(level, rules) if not any(_is_inside(box, one) for one in pictures)]
    if not _is_candidate(guessed, level, photographs):
        return None
    point = level.dpi / 72
    boxes = _lines(level.grey, level.dpi, reader)
    places = [_in_points(box, point) for box in boxes]
    if not 0 < len(boxes) <= MOST_LINES or any(_is_table(grid, places) for grid in grids):
        return None
    read = [pair for pair in zip(boxes, reader.read(strips(level.grey, boxes)), strict=True) if pair[1]]
    clear = [(box, glyphs) for box, glyphs in read if _sure(glyphs) >= CLEAR]
    known = [_in_points(box, point) for box, _ in clear] + pictures
    if any(_is_wide(box) and not any(_is_inside(box, one) for one in known) for box in guessed + places):
        return None
    clear = [(box, _spaced(level.grey, box, one)) for box, one in clear if not FOOTER.search(text_of(one))]
    if not clear:
        return None
    if any(_is_joined(level.grey, box, text_of(glyphs)) for box, glyphs in clear):
        return None
    fitted = [(_fitted(level.grey, box), glyphs) for box, glyphs in clear]
    chars = [char for box, glyphs in fitted for char in chars_of(box, glyphs, reader.name, (), point)]
    lines = lines_of(chars, 1, reader.name)
    if _has_content(lines, level, photographs):
        return None
    if not photographs and sum(_is_boxed(line.box, rules.horizontal) for line in lines) > 1:
        return None
    return chars, fmean(_sure(glyphs) for _, glyphs in clear)


def _pictures(level: Level) -> list[Box]:
    """Boxes around fields as large and dark as photographs, coats of arms among them.

    Seen in what has kept its shades: smooth photographs are bright like paper once the page is flattened.
    """
    share = PHOTO_DPI * level.width / 72 / level.tone.shape[1]
    small = cv2.resize(level.tone, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    side = odd(BESIDE * small.shape[1])
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    toned: Mask = np.where(small < TONED * paper, 255, 0).astype(np.uint8)
    toned = cv2.morphologyEx(toned, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    toned = cv2.morphologyEx(toned, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    point = PHOTO_DPI / 72
    least = (round(PHOTO[0] * point), round(PHOTO[1] * point))
    found = [blob for blob in blobs(toned, least) if np.count_nonzero(blob.part) >= PHOTO[2] * blob.part.size]
    return [(x / point, y / point, (x + width) / point, (y + height) / point) for x, y, width, height, _ in found]


def _is_candidate(lines: Sequence[Box], level: Level, photographs: bool) -> bool:
    """Whether a page looks like a cover or a page of photographs: little text, in the middle or beside photographs."""
    inner = [box for box in lines if box[3] < (1 - FOOT) * level.height]
    centred = [box for box in inner if abs(box[0] + box[2] - level.width) < OFF_CENTRE * level.width]
    few = _length(lines) <= MOST_TEXT * level.width
    return few and (photographs or _length(centred) >= CENTRED * _length(inner))


def _guessed(level: Level, rules: Ruled) -> list[Box]:
    """Where lines of text seem to be, in points, judged by the ink alone."""
    point = COARSE / 72
    ink = cv2.subtract(level.ink, cv2.dilate(rules.mask, np.ones((3, 3), np.uint8)))
    ink = cv2.resize(ink, None, fx=COARSE / level.dpi, fy=COARSE / level.dpi, interpolation=cv2.INTER_AREA)
    ink = cv2.threshold(ink, 60, 255, cv2.THRESH_BINARY)[1]
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, odd(WORDS * point)), np.uint8))
    boxes = [
        (x / point, y / point, (x + width) / point, (y + height) / point)
        for x, y, width, height in frames(joined)
        if LINE[0] <= height / point <= LINE[1] and width >= LONG * height
    ]
    return [box for box in boxes if all(abs(box[1] + box[3] - 2 * one.at) > 2 * ON_RULE for one in rules.horizontal)]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _length(boxes: Sequence[Box]) -> float:
    return sum(box[2] - box[0] for box in boxes)


def _is_inside(box: Box, field: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return field[0] <= x <= field[2] and field[1] <= y <= field[3]


def _is_wide(box: Box) -> bool:
    return box[2] - box[0] >= max(WORD, LONG * (box[3] - box[1]))


def _in_points(box: PixelBox, point: float) -> Box:
    x0, top, x1, bottom = box
    return x0 / point, top / point, x1 / point, bottom / point


def _lines(grey: Grey, dpi: float, reader: Reader) -> list[PixelBox]:
    """Where lines are, found in the picture made small."""
    share = min(1.0, LOOK / dpi)
    small = cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    across, down = grey.shape[1] / small.shape[1], grey.shape[0] / small.shape[0]
    return [
        (int(x0 * across), int(top * down), round(x1 * across), round(bottom * down))
        for x0, top, x1, bottom in reader.lines(small, dpi * share)
    ]


def _fitted(grey: Grey, box: PixelBox) -> PixelBox:
    """The box of a line as high as its letters ask for."""
    x0, top, x1, bottom = box
    letters = [frame for frame in frames(ink_of(crop(grey, box))) if frame.height > 0.25 * (bottom - top)]
    if not letters:
        return box
    half = float(np.percentile([frame.height for frame in letters], TALL)) / CAPITAL / FONT_SHARE / 2
    middle = top + median(frame.y + frame.height / 2 for frame in letters)
    return x0, round(middle - half), x1, round(middle + half)


def _is_table(grid: Grid, lines: Sequence[Box]) -> bool:
    """Whether text stands in more than one field; a frame around a cover has one field, that of a photograph none."""
    return sum(any(_is_inside(line, field.box) for line in lines) for field in grid.fields) > 1


def _has_content(lines: Sequence[Line], level: Level, photographs: bool) -> bool:
    """Whether lines are more than titles and captions."""
    inner = [line for line in lines if line.box[3] < (1 - FOOT) * level.height]
    if not photographs and not all(is_centered(line.box, level.width) for line in inner):
        return True
    if not photographs and not any(_TITLE.search(line.text) for line in lines):
        return True
    if any(_CONTENT.search(line.text) for line in lines) or signature_regions(1, lines, level.width, ()):
        return True
    return any(_goes_on(first, second, level.width) for first, second in pairwise(inner))


def _is_joined(grey: Grey, box: PixelBox, text: str) -> bool:
    """Whether words were read as one: there are more gaps in a line than spaces in its ``text``."""
    return len(_gaps(grey, box)) > text.strip().count(" ") and any(map(str.isalpha, text))


def _spaced(grey: Grey, box: PixelBox, glyphs: Glyphs) -> Glyphs:
    """A line with a space in each gap between two letters, where readers tend to lose it in titles."""
    gaps = _gaps(grey, box)
    spaced = list(glyphs[:1])
    for first, second in pairwise(glyphs):
        start, end = (first.x0 + first.x1) / 2, (second.x0 + second.x1) / 2
        if " " not in (first.text, second.text) and any(start < gap < end for gap in gaps):
            spaced.append(Glyph(" ", first.x1, second.x0, 1.0))
        spaced.append(second)
    return tuple(spaced)


def _gaps(grey: Grey, box: PixelBox) -> list[float]:
    """The columns in the middle of the gaps between the words of a line."""
    ink = ink_of(crop(grey, box)) > 0
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    ends = np.flatnonzero(np.diff(columns) > JOINED * len(rows))
    return [float(middle) for middle in max(0, box[0]) + (columns[ends] + columns[ends + 1]) / 2]


def _is_boxed(box: Box, rules: Sequence[Rule]) -> bool:
    """Whether there are level rules close above and below a line."""
    middle = (box[0] + box[2]) / 2
    near = [rule.at for rule in rules if rule.start <= middle <= rule.end]
    return any(0 <= box[1] - at <= BOXED for at in near) and any(0 <= at - box[3] <= BOXED for at in near)


def _goes_on(first: Line, second: Line, width: float) -> bool:
    """Whether two lines are lines of one paragraph of prose, which is not set in capitals."""
    wide, aside, below = PROSE
    (x0, top, x1, bottom), (left, start, _, _) = first.box, second.box
    near = abs(left - x0) <= aside and start - bottom <= below * (bottom - top)
    return near and x1 - x0 >= wide * width and not second.text.isupper()


def _sure(glyphs: Glyphs) -> float:
    return fmean(glyph.confidence for glyph in glyphs) if glyphs else 0.0


def stance(level: Level, reader: Reader) -> Stance:
    """How the text of a page stands of which little could be read, judged by some of its lines.

    It is ``over`` if it reads better turned by half, or if nothing is there to judge by, and the ``back`` of thin paper
    if it reads well in a mirror, and best there.
    """
    longest = sorted(_lines(level.grey, level.dpi, reader), key=lambda box: box[0] - box[2])[:SAMPLE]
    boxes = [(x0, top, min(x1, x0 + round(BEGINNING * (bottom - top))), bottom) for x0, top, x1, bottom in longest]
    height, width = level.grey.shape
    mirrored = [(width - x1, top, width - x0, bottom) for x0, top, x1, bottom in boxes]
    turned = [(width - x1, height - bottom, width - x0, height - top) for x0, top, x1, bottom in boxes]
    as_is = [_sure(one) for one in reader.read(strips(level.grey, boxes))]
    back = [_sure(one) for one in reader.read(strips(np.ascontiguousarray(level.grey[:, ::-1]), mirrored))]
    over = [_sure(one) for one in reader.read(strips(np.ascontiguousarray(level.grey[::-1, ::-1]), turned))]
    clear = all(theirs >= CLEAR > ours for ours, theirs in zip(as_is, back, strict=True))
    if clear and sum(back) > sum(over):
        return "back"
    return "over" if sum(over) >= sum(as_is) else "upright"
