"""Pictures of the pages that findings point to."""

from __future__ import annotations

import base64
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import inf
from pathlib import Path

import msgspec
import pypdfium2

from extract.models import Box

FINENESS = ((130, 60), (100, 60), (75, 60), (75, 30))
"""Dots per inch and WebP quality: the first that keep all pages of a report within ``BUDGET``, or else the last."""
BUDGET = 12_000_000
"""Characters that the pictures of a report may take, so that it can be sent by mail and opens at once."""
MAX_PIXELS = 4_000_000
"""A page of absurd size is drawn coarser rather than larger."""

PageKey = tuple[str, int]
"""A document's path and a page number (1-based)."""


class PageImage(msgspec.Struct, frozen=True):
    """A page turned upright: size in points and the picture as a data URI.

    Within a report ``id`` stands for the picture: pages that look the same to the last dot share one.
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

    Pages that do not exist or cannot be drawn are left out. Many pages, or photographed ones, are drawn coarser.
    """
    pages: dict[str, set[int]] = defaultdict(set)
    for document, number in wanted:
        pages[document].add(number)
    *finer, coarsest = FINENESS
    for fineness in finer:
        images = _draw(pdfs, pages, turns, fineness, BUDGET)
        if images is not None:
            return images
    return _draw(pdfs, pages, turns, coarsest) or {}


def _draw(
    pdfs: Mapping[str, Path],
    pages: Mapping[str, Iterable[int]],
    turns: Mapping[PageKey, int],
    fineness: tuple[int, int],
    budget: float = inf,
) -> dict[PageKey, PageImage] | None:
    """The pages in one fineness; None as soon as their pictures take more than ``budget``."""
    images: dict[PageKey, PageImage] = {}
    ids: dict[tuple[float, float, str], str] = {}
    for document in sorted(pages.keys() & pdfs.keys()):
        try:
            pdf = pypdfium2.PdfDocument(pdfs[document])
        except (pypdfium2.PdfiumError, OSError):
            continue
        with pdf:
            for number in sorted(pages[document]):
                if not 1 <= number <= len(pdf):
                    continue
                turn = turns.get((document, number), 0)
                if drawn := _render(pdf, number, turn, fineness):
                    id = ids.setdefault(drawn, f"halaman-{len(ids) + 1}")
                    images[document, number] = PageImage(id, document, number, *drawn, turn)
                if sum(len(uri) for _, _, uri in ids) > budget:
                    return None
    return images


def _render(
    pdf: pypdfium2.PdfDocument, number: int, turn: int, fineness: tuple[int, int]
) -> tuple[float, float, str] | None:
    """Width and height in points of a page turned upright, and its picture as a data URI."""
    dpi, quality = fineness
    try:
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = min(dpi / 72, (MAX_PIXELS / max(width * height, 1)) ** 0.5)
        picture = page.render(scale=scale, rotation=turn).to_pil()
        page.close()
    except pypdfium2.PdfiumError:
        return None
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=quality, method=2)
    uri = "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
    return (height, width, uri) if turn in (90, 270) else (width, height, uri)
