"""The fast engine: PDFium through pypdfium2, several times quicker than pdfplumber for the same result.

The raw bindings are used because one Python object per character would cost more than reading it.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.engines.base import LEANING, Char, RawPage
from extract.engines.shapes import WHITE, Shapes
from extract.errors import EncryptedDocument, UnreadableDocument
from extract.models import Box, Mark
from extract.opening import is_locked, opened

if TYPE_CHECKING:
    from extract.scan.picture import Picture

MAX_OBJECTS = 60_000
"""Drawn objects per page; maps and hatchings have more and say nothing about tables."""

MAX_NESTING = 6

COVERING = 0.8
"""A picture over more than this share of a page hides what was drawn before it."""

LINE_END_HYPHEN = 2
"""PDFium's code for a hyphen at the end of a line."""

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Style(NamedTuple):
    """What all characters of one text object share; ``angle`` is in the page's own, unrotated frame."""

    bold: bool
    invisible: bool
    angle: int
    leans: bool


class PdfiumDocument:
    """An open PDF, its pages read one by one and closed at once."""

    def __init__(self, pdf: pdfium.PdfDocument) -> None:
        self._pdf = pdf
        self.page_count = len(pdf)
        self.producer = pdf.get_metadata_value("Producer")

    def page(self, number: int) -> RawPage:
        """Page ``number`` (1-based)."""
        page = self._pdf[number - 1]
        try:
            return _raw_page(page, number)
        finally:
            page.close()

    def picture(self, number: int) -> Picture:
        """Page ``number`` (1-based) as a picture."""
        from extract.scan.picture import picture_of

        page = self._pdf[number - 1]
        try:
            return picture_of(page)
        finally:
            page.close()


class PdfiumEngine:
    """PDFium as an engine."""

    name = "pdfium"

    @contextmanager
    def open(self, path: Path) -> Iterator[PdfiumDocument]:
        """Open ``path``; raises UnreadableDocument when it is encrypted or no PDF."""
        try:
            pdf = opened(path)
        except pdfium.PdfiumError as error:
            if is_locked(error):
                raise EncryptedDocument from error
            raise UnreadableDocument("not a readable PDF", "bukan berkas PDF yang dapat dibaca") from error
        try:
            yield PdfiumDocument(pdf)
        finally:
            pdf.close()


def _raw_page(page: pdfium.PdfPage, number: int) -> RawPage:
    place = _placer(page)
    shapes = Shapes()
    images: list[Box] = []
    chars, invisible = _chars(page, place)
    _walk(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, IDENTITY, place, shapes, images, 0)
    return RawPage(
        number=number,
        width=page.get_width(),
        height=page.get_height(),
        chars=chars,
        horizontal=shapes.horizontal,
        vertical=shapes.vertical,
        fills=shapes.fills,
        marks=[Mark("image", box) for box in images] + [Mark("drawing", box) for box in shapes.drawings],
        invisible=len(chars) if _is_covered(page, place) else invisible,
    )


def _placer(page: pdfium.PdfPage) -> Callable[[float, float], Point]:
    """From the page's own coordinates (origin bottom left, unrotated) to those of the page as displayed."""
    bounds = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, bounds)
    left, bottom, right, top = bounds.left, bounds.bottom, bounds.right, bounds.top
    rotation = page.get_rotation()
    if rotation == 90:
        return lambda x, y: (y - bottom, x - left)
    if rotation == 180:
        return lambda x, y: (right - x, y - bottom)
    if rotation == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _chars(page: pdfium.PdfPage, place: Callable[[float, float], Point]) -> tuple[list[Char], int]:
    """The characters of a page, and how many of them are written invisibly (as OCR programs do over a picture)."""
    rotation = page.get_rotation()
    text = raw.FPDFText_LoadPage(page.raw)
    rect = raw.FS_RECTF()
    target = ctypes.byref(rect)
    styles: dict[int, _Style] = {}
    chars: list[Char] = []
    invisible = high = 0
    try:
        for i in range(raw.FPDFText_CountChars(text)):
            code = raw.FPDFText_GetUnicode(text, i)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:  # the other half of a letter beyond the first 65 536
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
            high = 0
            if (code < 32 and code != LINE_END_HYPHEN) or not raw.FPDFText_GetLooseCharBox(text, i, target):
                continue
            owner = raw.FPDFText_GetTextObject(text, i)
            key = ctypes.addressof(owner.contents) if owner else 0
            style = styles.get(key)
            if style is None:
                style = styles[key] = _style(owner, raw.FPDFText_GetCharAngle(text, i))
            if style.leans:
                continue
            x0, top, x1, bottom = _box(place(rect.left, rect.top), place(rect.right, rect.bottom))
            direction = (style.angle - rotation) % 360
            size = bottom - top if direction in (0, 180) else x1 - x0
            letter = "-" if code == LINE_END_HYPHEN else chr(code)
            chars.append(Char(letter, x0, top, x1, bottom, round(size, 1), style.bold, direction))
            invisible += style.invisible
    finally:
        raw.FPDFText_ClosePage(text)
    return chars, invisible


def _style(owner: Any, angle: float) -> _Style:  # noqa: ANN401  an opaque handle of the library
    name = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(owner), name, len(name))
    low = name.value.lower()
    bold = b"bold" in low or b"black" in low or b"heavy" in low
    degrees = -math.degrees(angle) % 360 if angle >= 0 else 0.0  # PDFium counts clockwise, -1 is an error
    leans = min(degrees % 90, 90 - degrees % 90) > LEANING
    invisible = raw.FPDFTextObj_GetTextRenderMode(owner) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
    return _Style(bold, invisible, round(degrees / 90) * 90 % 360, leans)


def _walk(
    container: Any,  # noqa: ANN401
    count: Callable[[Any], int],
    get: Callable[[Any, int], Any],
    matrix: Matrix,
    place: Callable[[float, float], Point],
    shapes: Shapes,
    images: list[Box],
    depth: int,
) -> None:
    """Sort the objects of a page or of a form in it, forms within forms included."""
    for i in range(min(count(container), MAX_OBJECTS)):
        item = get(container, i)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            _add_path(item, _times(_matrix(item), matrix), place, shapes)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            images.append(_image_box(_times(_matrix(item), matrix), place))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_NESTING:
            inner = _times(_matrix(item), matrix)
            _walk(
                item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, place, shapes, images, depth + 1
            )


def _is_covered(page: pdfium.PdfPage, place: Callable[[float, float], Point]) -> bool:
    """Whether a picture as large as the page is drawn over its text: some scanners put the text they read below it."""
    area = COVERING * page.get_width() * page.get_height()
    written = False
    for i in range(min(raw.FPDFPage_CountObjects(page.raw), MAX_OBJECTS)):
        item = raw.FPDFPage_GetObject(page.raw, i)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            written = True
        elif kind == raw.FPDF_PAGEOBJ_IMAGE and written:
            x0, top, x1, bottom = _image_box(_matrix(item), place)
            if (x1 - x0) * (bottom - top) >= area:
                return True
    return False


def _image_box(matrix: Matrix, place: Callable[[float, float], Point]) -> Box:
    """Where a picture stands: its matrix maps the unit square."""
    return _box(*(place(*_apply(matrix, x, y)) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))))


def _add_path(item: Any, matrix: Matrix, place: Callable[[float, float], Point], shapes: Shapes) -> None:  # noqa: ANN401
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    stroked = bool(stroke.value) and _visible(item, raw.FPDFPageObj_GetStrokeColor)
    filled = bool(fill.value) and _visible(item, raw.FPDFPageObj_GetFillColor)
    if not (stroked or filled):
        return
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    for points, curved in _subpaths(item):
        placed = [place(*_apply(matrix, x, y)) for x, y in points]
        box = _box(*placed)
        if not curved and len(set(placed)) == 2 and stroked:
            shapes.line(box, width.value)
        elif not curved and _is_rectangle(placed):
            shapes.rectangle(box, stroked, filled)
        elif not curved and stroked and not filled:
            for a, b in pairwise(placed):
                shapes.line(_box(a, b), width.value)
        else:
            shapes.curve(box)


def _subpaths(item: Any) -> Iterator[tuple[list[Point], bool]]:  # noqa: ANN401
    """The points of each part of a path, closed parts ending where they began, and whether it has curves."""
    points: list[Point] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(min(raw.FPDFPath_CountSegments(item), MAX_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, curved
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and points[-1] != points[0]:
            points.append(points[0])
    if len(points) > 1:
        yield points, curved


def _is_rectangle(points: list[Point]) -> bool:
    """Whether the points go round the four corners of an upright rectangle."""
    if not 4 <= len(points) <= 6:
        return False
    x0, top, x1, bottom = _box(*points)
    corners = {(round(x, 1), round(y, 1)) for x, y in points}
    return corners == {(round(x, 1), round(y, 1)) for x in (x0, x1) for y in (top, bottom)}


def _visible(item: Any, color: Callable[..., int]) -> bool:  # noqa: ANN401
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not color(item, r, g, b, a):
        return True
    return a.value > 8 and min(r.value, g.value, b.value) < WHITE * 255


def _matrix(item: Any) -> Matrix:  # noqa: ANN401
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box(*points: Point) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)
