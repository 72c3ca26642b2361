"""Pictures of the pages that findings point to."""

from __future__ import annotations

import base64
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
import pypdfium2

DPI = 130
MAX_PIXELS = 4_000_000
"""A page of absurd size is drawn coarser rather than larger."""
WEBP_QUALITY = 60

PageKey = tuple[str, int]
"""A document's path and a page number (1-based)."""


class PageImage(msgspec.Struct, frozen=True):
    """A page as displayed: size in points and the picture as a data URI. ``id`` is unique within a report."""

    id: str
    document: str
    number: int
    width: float
    height: float
    uri: str


def render(pdfs: Mapping[str, Path], wanted: Iterable[PageKey]) -> dict[PageKey, PageImage]:
    """Draw each wanted page once. Pages that do not exist or cannot be drawn are left out."""
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
                image = _render(pdf, document, number, f"halaman-{len(images) + 1}")
                if image:
                    images[document, number] = image
    return images


def _render(pdf: pypdfium2.PdfDocument, document: str, number: int, id: str) -> PageImage | None:
    try:
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = min(DPI / 72, (MAX_PIXELS / max(width * height, 1)) ** 0.5)
        picture = page.render(scale=scale).to_pil()
        page.close()
    except pypdfium2.PdfiumError:
        return None
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=WEBP_QUALITY, method=2)
    uri = "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
    return PageImage(id, document, number, width, height, uri)
