"""The picture of a scanned page: grey pixels, and where they stand on the page."""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from cv2.typing import MatLike

Grey = MatLike
"""A picture: rows by columns of bytes, 0 black to 255 white."""

Matrix = npt.NDArray[np.floating[Any]]
"""3 by 3, of homogeneous coordinates (x, y, 1)."""

FULL = 0.8
"""A picture over this share of a page, alone but for small ones, is the page."""

RENDERED = 200.0
"""Dots per inch at which pages are drawn that are not one picture."""

FINEST = 220.0
"""Dots per inch beyond which a picture is scaled down: readers gain nothing and cost more."""

MOST_PIXELS = 60_000_000
PAPER = (400.0, 1300.0)
"""Points; a page whose shorter side is outside is not to scale. Its picture is taken for a sheet of ``USUAL`` width."""

USUAL = 595.0


class Picture(NamedTuple):
    """``grey`` with its true ``dpi``; ``to_page`` takes its pixels to points of the page as displayed."""

    grey: Grey
    dpi: float
    to_page: Matrix


def shrinkage(dpi: float, wanted: float) -> int:
    """How many times smaller a picture has to be to have about the resolution ``wanted``, in dots per inch."""
    return max(1, round(dpi / wanted))


def shrunk(grey: Grey, times: int) -> Grey:
    """A picture so many times smaller, its last row and column repeated to make that a whole number of pixels.

    To shrink it to any other size takes four times as long.
    """
    height, width = grey.shape
    filled = cv2.copyMakeBorder(grey, 0, -height % times, 0, -width % times, cv2.BORDER_REPLICATE)
    size = filled.shape[1] // times, filled.shape[0] // times
    return cv2.resize(filled, size, interpolation=cv2.INTER_AREA)


def regrown(small: Grey, times: int, shape: tuple[int, ...], how: int = cv2.INTER_NEAREST) -> Grey:
    """A picture that was :func:`shrunk` in its former ``shape`` again."""
    return cv2.resize(small, None, fx=times, fy=times, interpolation=how)[: shape[0], : shape[1]]


def picture_of(page: pdfium.PdfPage) -> Picture:
    """The picture of a page: the embedded one with its own pixels where it is the page, else the page drawn."""
    width, height = page.get_size()
    single = _single(page)
    if single is None:
        scale = min(RENDERED / 72 / _shrink(width, height), (MOST_PIXELS / (width * height)) ** 0.5)
        grey = _pixels(page.render(scale=scale, grayscale=True))
        box = (0.0, 0.0, width, height)
    else:
        grey, box = single
    return _scaled(grey, box, _shrink(width, height))


def _shrink(width: float, height: float) -> float:
    """How many points of the page make a point of paper: 1, but for pages that are not to scale."""
    side = min(width, height)
    return 1.0 if PAPER[0] <= side <= PAPER[1] else side / USUAL


def _single(page: pdfium.PdfPage) -> tuple[Grey, tuple[float, float, float, float]] | None:
    """The picture that is the whole page, upright as displayed, and its box in points from the top left."""
    items = list(page.get_objects(max_depth=1))
    images = [item for item in items if item.type == raw.FPDF_PAGEOBJ_IMAGE]
    area = page.get_width() * page.get_height()
    large = [image for image in images if _area(image) >= 0.05 * area]
    if len(large) != 1 or _area(large[0]) < FULL * area or any(i.type == raw.FPDF_PAGEOBJ_PATH for i in items):
        return None
    if (pixels := large[0].get_px_size())[0] * pixels[1] > MOST_PIXELS:
        return None
    a, b, c, d, _, _ = large[0].get_matrix().get()
    if min(abs(a), abs(d)) > 1e-3 * max(abs(b), abs(c)) > 1e-3 and max(abs(b), abs(c)) > 1e-3 * min(abs(a), abs(d)):
        return None
    grey = _pixels(large[0].get_bitmap(render=True, scale_to_original=True))
    left, bottom, right, top = large[0].get_bounds()
    x, y, x1, y1 = page.get_bbox()
    box = (left - x, y1 - top, right - x, y1 - bottom)
    turns = page.get_rotation() // 90
    width, height = x1 - x, y1 - y
    for _ in range(turns):
        box = (height - box[3], box[0], height - box[1], box[2])
        width, height = height, width
    return np.ascontiguousarray(np.rot90(grey, -turns)), box


def _area(item: pdfium.PdfObject) -> float:
    left, bottom, right, top = item.get_bounds()
    return float((right - left) * (top - bottom))


def _pixels(bitmap: pdfium.PdfBitmap) -> Grey:
    """Grey pixels of a bitmap, what is transparent white."""
    array: MatLike = bitmap.to_numpy()
    if array.ndim == 2 or array.shape[2] == 1:
        return np.array(array.reshape(array.shape[:2]), dtype=np.uint8)
    grey = cv2.cvtColor(array, cv2.COLOR_BGR2GRAY if array.shape[2] == 3 else cv2.COLOR_BGRA2GRAY)
    if array.shape[2] == 4 and bitmap.format == raw.FPDFBitmap_BGRA:
        grey = 255 - cv2.multiply(255 - grey, array[:, :, 3], scale=1 / 255)
    return grey


def _scaled(grey: Grey, box: tuple[float, float, float, float], shrink: float) -> Picture:
    """The picture no finer than needed, with its place on the page."""
    dpi = 72 * shrink * grey.shape[1] / (box[2] - box[0])
    if dpi > FINEST:
        share = FINEST / dpi
        size = (max(1, round(grey.shape[1] * share)), max(1, round(grey.shape[0] * share)))
        grey, dpi = cv2.resize(grey, size, interpolation=cv2.INTER_AREA), FINEST
    across, down = (box[2] - box[0]) / grey.shape[1], (box[3] - box[1]) / grey.shape[0]
    return Picture(grey, dpi, np.array([[across, 0, box[0]], [0, down, box[1]], [0, 0, 1.0]]))
