"""Pictures of the pages that findings point to."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import msgspec
import pypdfium2
from PIL import WebPImagePlugin

from extract.models import Box
from extract.opening import opened

Fineness = tuple[int, int]
"""Dots per inch and WebP quality."""
FINENESS: tuple[Fineness, ...] = ((130, 60), (100, 60), (75, 60), (75, 30))
"""The first that keeps all pages of a report within ``BUDGET``, as far as a sample tells, or else the last."""
SAMPLE = 8
"""Pages that tell how much all of them would take."""
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

    @property
    def page(self) -> PageKey:
        return self.document, self.number

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


class Pictures(msgspec.Struct, frozen=True):
    """What a report shows pictures of: ``pages`` of the documents in ``pdfs`` (path -> file).

    ``turns`` are the directions of the text of those on which it is not level.
    """

    pdfs: dict[str, Path]
    pages: tuple[PageKey, ...]
    turns: dict[PageKey, int]


def render(wanted: Pictures) -> dict[PageKey, PageImage]:
    """Draw the wanted pages, upright.

    Pages that do not exist or cannot be drawn are left out. Many pages, or photographed ones, are drawn coarser.
    """
    fineness, begun = begin(wanted)
    drawn = {image.page for image in begun}
    return gathered([*begun, *draw(wanted, [page for page in wanted.pages if page not in drawn], fineness)])


def begin(wanted: Pictures) -> tuple[Fineness, list[PageImage]]:
    """How finely the pages are drawn, and some that were drawn to find it out: pages spread over all of them."""
    sample = wanted.pages[:: -(-len(wanted.pages) // SAMPLE) or 1]
    *finer, coarsest = FINENESS
    for fineness in finer:
        images = draw(wanted, sample, fineness)
        size = sum(map(len, {image.uri for image in images}))
        if size * len(wanted.pages) <= BUDGET * len(sample):
            return fineness, images
    return coarsest, []


def draw(wanted: Pictures, pages: Iterable[PageKey], fineness: Fineness) -> list[PageImage]:
    """Draw some of the wanted pages."""
    images: list[PageImage] = []
    for document, keys in groupby(sorted(pages), key=lambda page: page[0]):
        try:
            pdf = opened(wanted.pdfs[document])
        except (KeyError, pypdfium2.PdfiumError, OSError):
            continue
        with pdf:
            for key in keys:
                turn = wanted.turns.get(key, 0)
                if 1 <= key[1] <= len(pdf) and (drawn := _render(pdf, key[1], turn, fineness)):
                    width, height, uri = drawn
                    images.append(PageImage("", *key, width, height, uri, turn))
    return images


def gathered(images: Iterable[PageImage]) -> dict[PageKey, PageImage]:
    """All pictures of a report, in order, with their ids."""
    ids: dict[tuple[float, float, str], str] = {}
    found: dict[PageKey, PageImage] = {}
    for image in sorted(images, key=lambda image: image.page):
        id = ids.setdefault((image.width, image.height, image.uri), f"halaman-{len(ids) + 1}")
        found[image.page] = msgspec.structs.replace(image, id=id)
    return found


def _render(pdf: pypdfium2.PdfDocument, number: int, turn: int, fineness: Fineness) -> tuple[float, float, str] | None:
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
    picture.save(buffer, WebPImagePlugin.WebPImageFile.format, quality=quality, method=2)
    uri = "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
    return (height, width, uri) if turn in (90, 270) else (width, height, uri)
