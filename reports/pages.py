"""Pictures of the pages that findings point to."""

from __future__ import annotations

import base64
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
import pypdfium2

from extract.models import Box

DPI = 130
MAX_PIXELS = 4_000_000
"""A page of absurd size is drawn coarser rather than larger."""
WEBP_QUALITY = 60

PageKey = tuple[str, int]
"""A document's path and a page number (1-based)."""


class PageImage(msgspec.Struct, frozen=True):
    """A page turned upright: size in points and the picture as a data URI. ``id`` is unique within a report.

    ``turn`` is the direction its text runs on the page as displayed: 0, 90 (upwards), 180 or 270 (downwards).
    """

    id: str
    document: str
    number: int
    width: float
    height: float
    uri: str
    turn: int = 0

    def upright(self, box: Box) -> Box:
        """A box of the page as displayed on the upright picture."""
        x0, top, x1, bottom = box
        if self.turn == 90:
            return self.width - bottom, x0, self.width - top, x1
        if self.turn == 180:
            return self.width - x1, self.height - bottom, self.width - x0, self.height - top
        if self.turn == 270:
            return top, self.height - x1, bottom, self.height - x0
        return box


def render(
    pdfs: Mapping[str, Path], wanted: Iterable[PageKey], turns: Mapping[PageKey, int]
) -> dict[PageKey, PageImage]:
    """Draw each wanted page once, upright; ``turns`` are the directions of the text where it is not level.

    Pages that do not exist or cannot be drawn are left out.
    """
    pages = defaultdict(set)
    for document, number in wanted:
        pages[document].add(number)
    images: dict[PageKey, PageImage] = {}
    for document in sorted(pages.keys() & pdfs.keys()):
        try:
            pdf = pypdfium2.PdfDocument(pdfs[document])
        except (pypdfium2.PdfiumError, OSError):
            continue
        with pdf:
            for number in sorted(pages[document]):
                if not 1 <= number <= len(pdf):
                    continue
                image = _render(pdf, document, number, f"halaman-{len(images) + 1}", turns.get((document, number), 0))
                if image:
                    images[document, number] = image
    return images


def _render(pdf: pypdfium2.PdfDocument, document: str, number: int, id: str, turn: int) -> PageImage | None:
    try:
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = min(DPI / 72, (MAX_PIXELS / max(width * height, 1)) ** 0.5)
        picture = page.render(scale=scale, rotation=turn).to_pil()
        page.close()
    except pypdfium2.PdfiumError:
        return None
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=WEBP_QUALITY, method=2)
    uri = "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
    if turn in (90, 270):
        width, height = height, width
    return PageImage(id, document, number, width, height, uri, turn)
