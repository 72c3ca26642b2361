"""The text of a levelled page: where lines are, who reads which, and what a second reader says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import fmean
from typing import NamedTuple

import cv2
import numpy as np

from extract.engines.base import Char
from extract.grid import Grid
from extract.scan.ink import Mask, ink_of
from extract.scan.leftovers import leftovers
from extract.scan.level import Level
from extract.scan.ocr import Glyph, Glyphs, PixelBox, Reader, Reading, crop, strips, text_of
from extract.scan.picture import Grey
from extract.scan.pieces import parted, widest_gap
from extract.scan.readings import LAYER, chars_of
from extract.scan.rules import Ruled

SHAPE = "shape"
"""The engine of what is recognised by its shape alone: a dash in an otherwise empty cell."""

DASH_SURE = 0.95

THIN = 0.82
"""Strokes thinner than a pixel are no darker than this share of the paper."""

SHORT = 2
"""Characters; words this short are read twice: they may be figures taken for letters."""

NUMBER = 1.5
"""Widths of a line in times its height: a narrower one has room for two or three characters, often a number."""

NAMES = 40.0
"""Points above a line with a NIP in which the names of signatories stand, over their ranks."""

_NIP = re.compile(r"\W*N\s?[I1lT]\s?P\b")
_DIGIT = re.compile(r"\d")
FOOTER = re.compile(r"(?:dipindai|scanned|di-scan)\s*(?:dengan|by|with|oleh)\s*\w*scanner", re.IGNORECASE)
"""What phone apps print at the foot of every page."""


@dataclass(frozen=True)
class Readers:
    """``tables`` reads tables and all figures, ``prose`` the rest and the figures once more; both may be the same."""

    tables: Reader
    prose: Reader

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the readers without repetition."""
        return tuple(dict.fromkeys((self.tables.name, self.prose.name)))


class _Line(NamedTuple):
    """A line or a piece of one, whether it stands in a table, and what its reader read: that of tables, or of prose."""

    box: PixelBox
    in_table: bool
    glyphs: Glyphs


def read_page(
    level: Level, rules: Ruled, grids: Sequence[Grid], readers: Readers, layer: Sequence[Char]
) -> Reading[tuple[list[Char], float]]:
    """All characters of a page in points, and how sure the readers are on average, 0..1.

    ``layer`` is the text that a scanner or phone put into the file, in points of the levelled page: one more reading.
    """
    point = level.dpi / 72
    grey = _without(level.grey, rules)
    ink = cv2.subtract(level.ink, rules.mask)
    boxes = parted(readers.tables.lines(grey, level.dpi), rules.vertical, ink, point)
    missed = leftovers(ink_of(level.grey, THIN), rules.mask, boxes, grids, point)
    boxes = [box for box in (*boxes, *missed.lines) if crop(grey, box).size]
    lines, confirmed = yield from _read(
        grey, boxes, [any(_within(box, grid, point) for grid in grids) for box in boxes], readers
    )
    lines = _without_footer(lines)
    sure = fmean(glyph.confidence for line in lines for glyph in line.glyphs) if any(ln.glyphs for ln in lines) else 0.0
    chars: list[Char] = []
    for line, readings in _checked(grey, lines, confirmed, readers, point):
        (engine, glyphs), *others = readings
        if seen := _of_layer(layer, line.box, point):
            others.append((LAYER, seen))
        chars += chars_of(line.box, glyphs, engine, others, point)
    for box in missed.dashes:
        chars += chars_of(box, (Glyph("-", box[0], box[2], DASH_SURE),), SHAPE, (), point)
    return chars, sure


def _without_footer(lines: Sequence[_Line]) -> list[_Line]:
    """The lines without what a phone app prints at the foot, its emblem at the left of it included."""
    feet = [line.box for line in lines if FOOTER.search(text_of(line.glyphs))]
    return [line for line in lines if not any(_beside(line.box, foot) or line.box == foot for foot in feet)]


def _beside(box: PixelBox, foot: PixelBox) -> bool:
    """Whether ``box`` stands right before ``foot`` on its line, no wider than an emblem."""
    height = foot[3] - foot[1]
    middle = (box[1] + box[3]) / 2
    return foot[1] <= middle <= foot[3] and box[0] < foot[0] and foot[0] - box[0] <= 3 * height


def _checked(
    grey: Grey, lines: Sequence[_Line], confirmed: Mapping[PixelBox, Glyphs], readers: Readers, point: float
) -> Iterator[tuple[_Line, list[tuple[str, Glyphs]]]]:
    """The lines with what each reader says, engine and text, the one to be believed first.

    ``confirmed`` has what the reader of prose says of lines in tables.
    """
    if readers.tables is readers.prose:
        yield from ((line, [(readers.tables.name, line.glyphs)]) for line in lines)
        return
    names = _names(lines, point)
    whole = [line.in_table or line.box in names for line in lines]
    ink = ink_of(grey)
    pieces = [
        piece
        for line, one in zip(lines, whole, strict=True)
        for piece in ([line] if one else _with_figures_apart(ink, line))
    ]
    check = [
        piece
        for piece in pieces
        if not piece.in_table and (_needs_check(piece) or piece.box in names) and crop(grey, piece.box).size
    ]
    again = dict(zip(map(id, check), readers.tables.read(strips(grey, [piece.box for piece in check])), strict=True))
    for piece in pieces:
        own = (readers.tables if piece.in_table else readers.prose).name, piece.glyphs
        if piece.in_table:
            yield piece, [own, *((readers.prose.name, confirmed[box]) for box in (piece.box,) if box in confirmed)]
        elif id(piece) not in again:
            yield piece, [own]
        else:
            other = readers.tables.name, again[id(piece)]
            same = piece.box in names and _joined(piece.glyphs) == _joined(other[1])
            yield piece, [own, other] if same else [other, own]


def _joined(line: Glyphs) -> str:
    """The characters without spaces, which the reader of tables tends to lose between words."""
    return text_of(line).replace(" ", "")


def _names(lines: Sequence[_Line], point: float) -> set[PixelBox]:
    """The boxes of lines at the height of signatories' names and ranks, where pens' strokes may be read as figures."""
    nips = [line.box for line in lines if _NIP.match(text_of(line.glyphs))]
    return {
        line.box
        for line in lines
        if not line.in_table and 2 * len(_DIGIT.findall(text_of(line.glyphs))) < len(line.glyphs)
        if any(line.box[3] <= nip[3] and nip[1] - line.box[1] <= NAMES * point and line.box != nip for nip in nips)
    }


def _without(grey: Grey, rules: Ruled) -> Grey:
    """The picture with its rules painted over."""
    mask = cv2.dilate(rules.mask, np.ones((3, 3), np.uint8))
    clean = grey.copy()
    clean[mask > 0] = 255
    return clean


def _read(
    grey: Grey, boxes: Sequence[PixelBox], in_table: Sequence[bool], readers: Readers
) -> Reading[tuple[list[_Line], dict[PixelBox, Glyphs]]]:
    """Each box read by the reader of its kind, and what that of prose says of figures in tables, by box.

    That one is asked but once, and of several pages together: to start its program costs as much as twenty figures.
    """
    cells = [box for box, inside in zip(boxes, in_table, strict=True) if inside]
    read = dict(zip(cells, readers.tables.read(strips(grey, cells)), strict=True))
    two = readers.tables is not readers.prose
    figures = [box for box in cells if two and _needs_check(_Line(box, True, read[box]))]
    asked = [*(box for box in boxes if box not in read), *figures]
    said = dict(zip(asked, (yield strips(grey, asked)), strict=True))
    lines = [_Line(box, inside, (read if inside else said)[box]) for box, inside in zip(boxes, in_table, strict=True)]
    return lines, {box: said[box] for box in figures}


def _with_figures_apart(ink: Mask, line: _Line) -> list[_Line]:
    """A line parted into words with figures and words without, so that only the first are read again."""
    runs = _runs(line.glyphs)
    x0, top, x1, bottom = line.box
    edges = [x0, *(_between(ink, line.box, a[-1], b[0]) for a, b in pairwise(runs)), x1]
    return [
        line._replace(box=(left, top, right, bottom), glyphs=run)
        for (left, right), run in zip(pairwise(edges), runs, strict=True)
    ]


def _between(ink: Mask, box: PixelBox, last: Glyph, first: Glyph) -> int:
    """The column between two words, in the middle of the widest gap: readers place words no better than a letter."""
    around = round((last.x0 + last.x1) / 2), box[1], round((first.x0 + first.x1) / 2), box[3]
    gap = widest_gap(ink, around)
    return round((last.x1 + first.x0) / 2) if gap is None else gap


def _runs(line: Glyphs) -> list[Glyphs]:
    """The words of a line grouped into runs with and runs without figures, spaces between runs dropped."""
    runs: list[tuple[bool, Glyphs]] = []
    for is_space, group in groupby(line, key=lambda glyph: glyph.text == " "):
        word = tuple(group)
        figure = any(glyph.text.isdigit() for glyph in word)
        if runs and (is_space or runs[-1][0] is figure):
            runs[-1] = (runs[-1][0], runs[-1][1] + word)
        elif not is_space:
            runs.append((figure, word))
    return [run for _, run in runs] or [line]


def _needs_check(line: _Line) -> bool:
    """Whether a line may hold figures."""
    x0, top, x1, bottom = line.box
    text = text_of(line.glyphs).strip()
    return x1 - x0 < NUMBER * (bottom - top) or _DIGIT.search(text) is not None or len(text) <= SHORT


def _of_layer(layer: Sequence[Char], box: PixelBox, point: float) -> Glyphs:
    """What the file's own text layer has in a box, left to right."""
    x0, top, x1, bottom = (side / point for side in box)
    inside = [
        char for char in layer if x0 <= (char.x0 + char.x1) / 2 <= x1 and top <= (char.top + char.bottom) / 2 <= bottom
    ]
    return tuple(Glyph(c.text, c.x0 * point, c.x1 * point, 1.0) for c in sorted(inside, key=lambda char: char.x0))


def _within(box: PixelBox, grid: Grid, point: float) -> bool:
    x, y = (box[0] + box[2]) / 2 / point, (box[1] + box[3]) / 2 / point
    x0, top, x1, bottom = grid.box
    return x0 <= x <= x1 and top <= y <= bottom
