"""Signature fields of a page, as PDFium sees them."""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.models import Box

MAX_ANNOTATIONS = 5000

_FINE = 100
"""PDFium maps to whole units; hundredths of a point are fine enough."""


def signature_fields(pdf: pdfium.PdfDocument, number: int) -> list[tuple[str, Box]]:
    """Name and box of every signature field on page ``number`` (1-based), signed or not."""
    page = pdf[number - 1]
    found = []
    try:
        for i in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MAX_ANNOTATIONS)):
            annotation = raw.FPDFPage_GetAnnot(page.raw, i)
            if not annotation:
                continue
            try:
                if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET and _text(annotation, b"FT") == "Sig":
                    found.append((_text(annotation, b"T"), _placed(page, annotation)))
            finally:
                raw.FPDFPage_CloseAnnot(annotation)
    finally:
        page.close()
    return found


def _text(annotation: raw.FPDF_ANNOTATION, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace")


def _placed(page: pdfium.PdfPage, annotation: raw.FPDF_ANNOTATION) -> Box:
    """The annotation's rectangle on the page as displayed."""
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, rect)
    width, height = round(page.get_width() * _FINE), round(page.get_height() * _FINE)
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for px, py in ((rect.left, rect.bottom), (rect.right, rect.top)):
        raw.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, px, py, x, y)
        corners.append((x.value / _FINE, y.value / _FINE))
    (xa, ya), (xb, yb) = corners
    return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)
