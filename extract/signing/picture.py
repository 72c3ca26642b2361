"""Pictures of a page to look for marks on: as it looks, and without what is printed."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extract.models import Box

Pixels = NDArray[np.uint8]

DPI = 150
MOST_PIXELS = 4000
"""Of the longer side: posters are looked at more coarsely."""

BACKGROUND = (340.0, 270.0)
"""Points wide or high; an object larger than this lies behind the page and is no mark on it."""

MAX_NESTING = 6


class Picture(NamedTuple):
    """RGB pixels (height, width, 3) of a page as displayed, ``scale`` of them per point.

    ``left`` and ``top`` are the place of the first pixel in points: a picture may show part of a page.
    """

    pixels: Pixels
    scale: float
    left: float = 0.0
    top: float = 0.0

    def clip(self, box: Box) -> Picture:
        """The part of the picture inside a box (points), as far as the picture reaches."""
        height, width = self.pixels.shape[:2]
        x0, x1 = (min(width, max(0, round((x - self.left) * self.scale))) for x in (box[0], box[2]))
        y0, y1 = (min(height, max(0, round((y - self.top) * self.scale))) for y in (box[1], box[3]))
        left, top = self.left + x0 / self.scale, self.top + y0 / self.scale
        return Picture(np.ascontiguousarray(self.pixels[y0:y1, x0:x1]), self.scale, left, top)

    def upright(self, direction: int) -> Picture:
        """A whole page whose text runs in a ``direction`` (0, 90 upwards, 270 downwards), turned level."""
        return Picture(np.ascontiguousarray(np.rot90(self.pixels, -direction // 90)), self.scale)


def picture_of(page: pdfium.PdfPage) -> Picture:
    """The page as it looks, annotations included."""
    scale = min(DPI / 72, MOST_PIXELS / max(page.get_width(), page.get_height(), 1.0))
    pixels = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False).to_numpy()
    return Picture(np.ascontiguousarray(pixels[:, :, :3]), scale)


def strip_print(page: pdfium.PdfPage) -> None:
    """Take text, straight lines and backgrounds off a page in memory, so that a picture shows what else is drawn.

    For born-digital pages: their text is known to be text, however a signature crosses it.
    """
    count, get, remove = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, raw.FPDFPage_RemoveObject
    _strip(page.raw, count, get, remove, 0)


def _strip(
    container: Any,  # noqa: ANN401
    count: Callable[..., int],
    get: Callable[..., Any],
    remove: Callable[..., int],
    depth: int,
) -> None:
    for i in range(count(container) - 1, -1, -1):
        item = get(container, i)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_NESTING:
            nested = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, raw.FPDFFormObj_RemoveObject
            _strip(item, *nested, depth + 1)
        elif _is_print(item, kind) and remove(container, item):
            raw.FPDFPageObj_Destroy(item)


def _is_print(item: Any, kind: int) -> bool:  # noqa: ANN401
    if kind == raw.FPDF_PAGEOBJ_TEXT or kind == raw.FPDF_PAGEOBJ_SHADING:
        return True
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    if right.value - left.value > BACKGROUND[0] or top.value - bottom.value > BACKGROUND[1]:
        return True
    return kind == raw.FPDF_PAGEOBJ_PATH and _is_straight(item)


def _is_straight(path: Any) -> bool:  # noqa: ANN401
    """Whether a path is made of level and upright lines only: rules, frames, shaded cells."""
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    for i in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return False
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = x.value, y.value
        if kind == raw.FPDF_SEGMENT_LINETO and last and min(abs(here[0] - last[0]), abs(here[1] - last[1])) > 0.5:
            return False
        last = here
    return True
