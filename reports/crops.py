"""Which parts of which pages show a finding, and where the boxes lie on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from audit.models import Evidence, Finding
from extract.models import Box, Table, union
from normalize.models import Table as TypedTable
from reports.pages import PageImage, PageKey

MARGIN = 26.0
"""Points of page shown above and below the boxes."""
HEADER_MARGIN = 4.0
"""The same for the header of a table."""
NEAR = 80.0
"""Boxes with less than this between them (points) share one strip."""
WIDE = 660.0
"""Pages wider than this (points) are also cropped at the sides, so that their text stays readable."""
MAX_PAGES = 6
"""Pages shown of one finding; its list of evidence names them all."""

HeaderBoxes = Mapping[tuple[str, str], Mapping[int, Box]]
"""(document, table id) -> page -> the table's header on this page."""


class Strip(msgspec.Struct, frozen=True):
    """A part of a page (``view``, points) and the evidence that lies in it; no evidence for a table's header."""

    view: Box
    evidence: tuple[Evidence, ...]

    @property
    def width(self) -> float:
        return self.view[2] - self.view[0]

    @property
    def height(self) -> float:
        return self.view[3] - self.view[1]


class Crop(msgspec.Struct, frozen=True):
    """What of one page shows a finding: strips of equal width from the top down."""

    image: PageImage
    strips: tuple[Strip, ...]

    @property
    def evidence(self) -> list[Evidence]:
        return [evidence for strip in self.strips for evidence in strip.evidence]


def header_boxes(
    grids: Mapping[str, Sequence[Table]], typed: Iterable[TypedTable]
) -> dict[tuple[str, str], dict[int, Box]]:
    """Where the headers of the tables stand: the reader of a crop needs the columns' names."""
    rows = {(table.document, table.id): table.header_rows for table in typed}
    headers: dict[tuple[str, str], dict[int, Box]] = {}
    for document, found in grids.items():
        for grid in found:
            boxes: dict[int, Box] = {}
            for cell in grid.cells:
                if cell.r < rows.get((document, grid.id), grid.header_rows):
                    boxes[cell.page] = union([boxes.get(cell.page, cell.box), cell.box])
            headers[document, grid.id] = boxes
    return headers


def crops(found: Finding, images: Mapping[PageKey, PageImage], headers: HeaderBoxes) -> list[Crop]:
    """The crops that show ``found``, one per page, those with the reported value first."""
    pages: dict[PageKey, list[Evidence]] = {}
    for evidence in sorted(found.evidence, key=lambda evidence: evidence.role != "reported"):
        pages.setdefault((evidence.document, evidence.page), []).append(evidence)
    shown = [key for key in pages if key in images][:MAX_PAGES]
    return [_crop(images[key], pages[key], _header(found, key, headers)) for key in shown]


def _header(found: Finding, page: PageKey, headers: HeaderBoxes) -> Box | None:
    return headers.get((page[0], found.table), {}).get(page[1]) if found.table else None


def _crop(image: PageImage, evidences: Sequence[Evidence], header: Box | None) -> Crop:
    bands: list[list[Evidence]] = []
    reach = 0.0
    for evidence in sorted(evidences, key=lambda evidence: evidence.bbox[1]):
        if bands and evidence.bbox[1] - reach < NEAR:
            bands[-1].append(evidence)
        else:
            bands.append([evidence])
        reach = max(reach, evidence.bbox[3])
    left, right = _sides(image, [evidence.bbox for evidence in evidences])
    strips = []
    for band in bands:
        _, top, _, bottom = union(evidence.bbox for evidence in band)
        view = left, max(top - MARGIN, 0.0), right, min(bottom + MARGIN, image.height)
        strips.append(Strip(view, tuple(band)))
    if header:
        strips = _with_header(strips, header)
    return Crop(image, tuple(strips))


def _with_header(strips: Sequence[Strip], header: Box) -> list[Strip]:
    """The strips with the table's header above the first one below it: stretched to it, or as a strip of its own."""
    top, bottom = header[1] - HEADER_MARGIN, header[3] + HEADER_MARGIN
    above = [strip for strip in strips if strip.view[1] <= top]
    below = [strip for strip in strips if strip.view[1] > top]
    if not below:
        return above
    left, reached, right, end = below[0].view
    if reached - bottom < NEAR:
        return [*above, Strip((left, top, right, end), below[0].evidence), *below[1:]]
    return [*above, Strip((left, top, right, bottom), ()), *below]


def _sides(image: PageImage, boxes: Sequence[Box]) -> tuple[float, float]:
    """Left and right edge of all strips of a page, the same for each so that columns stay under their headers."""
    if image.width <= WIDE:
        return 0.0, image.width
    x0, _, x1, _ = union(boxes)
    spare = max(WIDE - (x1 - x0), 2 * MARGIN) / 2
    left = min(max(x0 - spare, 0.0), image.width - WIDE)
    return left, min(max(x1 + spare, left + WIDE), image.width)
