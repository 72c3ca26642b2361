"""The base engine: pdfplumber (pdfminer.six)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF

from extract.engines.base import LEANING, Char, RawPage
from extract.engines.shapes import WHITE, Shapes
from extract.errors import EncryptedDocument, UnreadableDocument
from extract.models import Box, Mark
from extract.passwords import passwords

NO_PDF = "not a readable PDF", "bukan berkas PDF yang dapat dibaca"


class PlumberDocument:
    """An open PDF, its pages read one by one and closed at once (pdfplumber keeps what it parsed until told)."""

    def __init__(self, pdf: PDF) -> None:
        self._pdf = pdf
        self.page_count = len(pdf.pages)
        self.producer = str(pdf.metadata.get("Producer") or "")

    def page(self, number: int) -> RawPage:
        """Page ``number`` (1-based)."""
        page = self._pdf.pages[number - 1]
        try:
            return _raw_page(page)
        finally:
            page.close()

    def picture(self, number: int) -> None:
        """None: pdfplumber draws with PDFium, which could not open what is read here."""


class PlumberEngine:
    """pdfplumber as an engine."""

    name = "pdfplumber"

    @contextmanager
    def open(self, path: Path) -> Iterator[PlumberDocument]:
        """Open ``path``; raises UnreadableDocument when it is encrypted, empty or no PDF."""
        pdf, document = _opened(path)
        with pdf:
            yield document


def _opened(path: Path) -> tuple[PDF, PlumberDocument]:
    """The file, opened with the first password that fits if it is locked."""
    for password in ("", *passwords()):
        try:
            pdf = pdfplumber.open(path, password=password)
            return pdf, PlumberDocument(pdf)
        except Exception as error:  # pdfminer raises TypeError, RecursionError and more over broken files
            if not isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect):
                raise UnreadableDocument(*NO_PDF) from error
    raise EncryptedDocument


def _raw_page(page: PlumberPage) -> RawPage:
    shapes = _shapes(page)
    marks = [Mark("image", _box(image)) for image in page.images]
    marks += [Mark("drawing", box) for box in shapes.drawings]
    marks += [Mark("field", _box(note)) for note in page.annots if _is_signature(note)]
    return RawPage(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        chars=[_char(char) for char in page.chars if char["text"] >= " " and not _leans(char)],
        horizontal=shapes.horizontal,
        vertical=shapes.vertical,
        fills=shapes.fills,
        marks=marks,
    )


def _char(char: dict[str, Any]) -> Char:
    a, b = char["matrix"][:2]
    direction = (0 if a >= 0 else 180) if abs(a) >= abs(b) else (90 if b > 0 else 270)
    name = char["fontname"].lower()
    bold = "bold" in name or "black" in name or "heavy" in name
    return Char(char["text"], char["x0"], char["top"], char["x1"], char["bottom"], char["size"], bold, direction)


def _leans(char: dict[str, Any]) -> bool:
    a, b = char["matrix"][:2]
    off = math.degrees(math.atan2(b, a)) % 90
    return min(off, 90 - off) > LEANING


def _shapes(page: PlumberPage) -> Shapes:
    shapes = Shapes()
    for line in page.lines:
        if not _is_white(line["stroking_color"]):
            shapes.line(_box(line), float(line["linewidth"] or 0))
    for rect in page.rects:
        stroked = bool(rect["stroke"]) and not _is_white(rect["stroking_color"])
        filled = bool(rect["fill"]) and not _is_white(rect["non_stroking_color"])
        shapes.rectangle(_box(rect), stroked, filled)
    for curve in page.curves:
        if curve["stroke"] or not _is_white(curve["non_stroking_color"]):
            shapes.curve(_box(curve))
    return shapes


def _box(shape: dict[str, Any]) -> Box:
    return float(shape["x0"]), float(shape["top"]), float(shape["x1"]), float(shape["bottom"])


def _is_white(color: Any) -> bool:  # noqa: ANN401  pdfminer gives numbers, tuples or pattern names
    if isinstance(color, (int, float)):
        return color >= WHITE
    if isinstance(color, (tuple, list)) and all(isinstance(part, (int, float)) for part in color):
        if len(color) == 4:  # CMYK: no ink
            return all(part <= 1 - WHITE for part in color)
        return bool(color) and all(part >= WHITE for part in color)
    return False


def _is_signature(note: dict[str, Any]) -> bool:
    return "Sig" in str(note.get("data", {}).get("FT", "")) and "V" in note.get("data", {})
