"""Which parts of which pages show a finding, and where the boxes lie on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from audit.models import Evidence, Finding
from extract.models import Box, union
from reports.layout import Layout, TablePart
from reports.pages import PageImage, PageKey

MARGIN = 26.0
"""Points of page shown above and below the boxes; whole rows where they are in a table."""
NEAR = 80.0
"""Boxes with less than this between them (points) share one strip."""
WIDE = 660.0
"""Pages wider than this (points) are also cropped at the sides, so that their text stays readable."""
BORDER = 1.5
"""Points shown around a header and the rows of its table: the line there, and no more."""
MAX_PAGES = 6
"""Pages shown of one finding; its list of evidence names them all."""


class Strip(msgspec.Struct, frozen=True):
    """A part of a page (``view``, points) and the evidence that lies in it; no evidence for a table's header.

    The boxes are those of the upright page. The header of a table may stand on another page than the evidence.
    """

    image: PageImage
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

    @property
    def header_pages(self) -> list[int]:
        """The other pages that headers are shown from."""
        return sorted({strip.image.number for strip in self.strips} - {self.image.number})


class _Band(msgspec.Struct):
    """Evidence that is near together, of one table or of none; the boxes are upright."""

    part: TablePart | None
    evidence: list[Evidence]


def shown(found: Finding) -> dict[PageKey, list[Evidence]]:
    """The evidence of the pages that are shown of ``found``, those with the reported value first."""
    pages: dict[PageKey, list[Evidence]] = {}
    for evidence in sorted(found.evidence, key=lambda evidence: evidence.role != "reported"):
        pages.setdefault((evidence.document, evidence.page), []).append(evidence)
    return dict(list(pages.items())[:MAX_PAGES])


def crops(found: Finding, images: Mapping[PageKey, PageImage], layout: Layout) -> list[Crop]:
    """The crops that show ``found``, one per page of :func:`shown` that has a picture."""
    return [_crop(images[key], evidences, images, layout) for key, evidences in shown(found).items() if key in images]


def _crop(image: PageImage, evidences: Sequence[Evidence], images: Mapping[PageKey, PageImage], layout: Layout) -> Crop:
    bands = _bands(image, evidences, layout)
    left, right = _sides(image, [evidence.bbox for band in bands for evidence in band.evidence])
    strips: list[Strip] = []
    headed: list[TablePart] = []
    for band in bands:
        part = band.part
        _, top, _, bottom = union(evidence.bbox for evidence in band.evidence)
        start = _row_above(top, image, part) if part else max(top - MARGIN, 0.0)
        end = _row_below(bottom, image, part) if part else min(bottom + MARGIN, image.height)
        strip = Strip(image, (left, start, right, end), tuple(band.evidence))
        if part and part not in headed and part.header_page in images:
            headed.append(part)
            strips += _with_header(strip, part, images[part.header_page])
        else:
            strips.append(strip)
    return Crop(image, tuple(strips))


def _row_above(top: float, image: PageImage, part: TablePart) -> float:
    """The line over the highest row that begins near above ``top``; rows that repeat the header are none."""
    tops = (image.upright(cell)[1] for cell in part.cells)
    return max(min((one for one in tops if top - MARGIN <= one <= top), default=top) - BORDER, 0.0)


def _row_below(bottom: float, image: PageImage, part: TablePart) -> float:
    """The line under the lowest row that ends near below ``bottom``, with room for the frame of a box on it."""
    bottoms = (image.upright(cell)[3] for cell in part.cells)
    end = max((one for one in bottoms if bottom <= one <= bottom + MARGIN), default=bottom + MARGIN)
    return min(end + 2 * BORDER, image.height)


def _bands(image: PageImage, evidences: Sequence[Evidence], layout: Layout) -> list[_Band]:
    """The evidence of a page from the top down, parted where it is far apart or another table begins."""
    placed = [(layout.part_at(one), msgspec.structs.replace(one, bbox=image.upright(one.bbox))) for one in evidences]
    bands: list[_Band] = []
    reach = 0.0
    for part, evidence in sorted(placed, key=lambda one: one[1].bbox[1]):
        if bands and bands[-1].part is part and evidence.bbox[1] - reach < NEAR:
            bands[-1].evidence.append(evidence)
        else:
            bands.append(_Band(part, [evidence]))
        reach = max(reach, evidence.bbox[3])
    return bands


def _with_header(strip: Strip, part: TablePart, origin: PageImage) -> list[Strip]:
    """The strip with the header of its table above it: stretched to it where it is near, else in a strip of its own."""
    header = origin.upright(part.header)
    left, start, right, end = strip.view
    top, bottom = header[1] - BORDER, header[3] + BORDER
    if header[3] - header[1] <= 0:
        return [strip]
    if part.continued:
        aside = origin.upright(part.header_column)[0] - strip.image.upright(part.column)[0]
        return [Strip(origin, (left + aside, top, right + aside, bottom), ()), strip]
    if start <= top:
        return [strip]
    if start - bottom < NEAR:
        return [Strip(strip.image, (left, top, right, end), strip.evidence)]
    return [Strip(strip.image, (left, top, right, bottom), ()), strip]


def _sides(image: PageImage, boxes: Sequence[Box]) -> tuple[float, float]:
    """Left and right edge of all strips of a page, the same for each so that columns stay under their headers."""
    if image.width <= WIDE:
        return 0.0, image.width
    x0, _, x1, _ = union(boxes)
    spare = max(WIDE - (x1 - x0), 2 * MARGIN) / 2
    left = min(max(x0 - spare, 0.0), image.width - WIDE)
    return left, min(max(x1 + spare, left + WIDE), image.width)
