"""Pictures of what was read: each page that has tables, with the grids drawn over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from extract.models import Box, Document, Line, Page, Paragraph, SignatureRegion, Table, union
from extract.opening import opened
from reports.files import atomic_write
from reports.labels import clean
from reports.pages import MAX_PIXELS

DPI = 110
MARGIN = 190
"""Pixels beside the page for the labels, which would hide what they stand on."""
LEGEND = 22
"""Pixels below the page for the key."""
COLOURS = ((204, 31, 41), (0, 92, 175), (0, 128, 72), (178, 84, 0), (122, 48, 160), (0, 122, 134))
"""One table after the other; neighbours differ."""
GREY, INK = (140, 140, 140), (30, 30, 30)
TINT = 48
"""Opacity of the tint over header rows, of 255."""
DASH = 6
PAD = 2
"""Points between text and the box around it."""
KEY = "berwarna: sel · berarsir: baris kepala · putus-putus: judul tabel · abu-abu: paragraf dan tanda tangan"

Colour = tuple[int, int, int]


def draw_tables(
    folder: Path, prefix: str, document: Document, pdf: Path, header_rows: Mapping[str, int] | None = None
) -> int:
    """Write ``<prefix>halaman-012.png`` for each page of ``document`` that has tables; returns how many.

    ``header_rows`` (table id -> rows) replaces what the grids say of their headers. A page that PDFium cannot draw is
    white under its grids. Raises OSError when a picture cannot be written.
    """
    shown = _pages(document)
    colours = {table.id: COLOURS[index % len(COLOURS)] for index, table in enumerate(document.tables)}
    paragraphs = [paragraph for page in document.pages for paragraph in page.paragraphs]
    try:
        source = opened(pdf)
    except (pypdfium2.PdfiumError, OSError):
        source = None
    for page, tables in shown:
        scale = min(DPI / 72, (MAX_PIXELS / max(page.width * page.height, 1)) ** 0.5)
        sheet = _Sheet(_picture(source, page, scale), scale)
        captions = [table.caption for table in tables if table.caption]
        sheet.prose(page, [one for one in paragraphs if one not in captions])
        sheet.signatures(page, document.signature_regions)
        for table in tables:
            sheet.table(page.number, table, (header_rows or {}).get(table.id, table.header_rows), colours[table.id])
        name = f"{document.path}, halaman {page.number}"
        with atomic_write(folder / f"{prefix}halaman-{page.number:03}.png") as temporary:
            sheet.finished(name).save(temporary, "PNG")
    if source:
        source.close()
    return len(shown)


def _pages(document: Document) -> list[tuple[Page, list[Table]]]:
    """The pages with tables, and the tables of each from top to bottom."""
    tables: dict[int, list[Table]] = defaultdict(list)
    for table in document.tables:
        for number in table.pages:
            tables[number].append(table)
    return [(page, tables[page.number]) for page in document.pages if page.number in tables]


def _picture(source: pypdfium2.PdfDocument | None, page: Page, scale: float) -> Image.Image:
    """The page as displayed, paler than it is so that the lines drawn over it stand out."""
    size = max(round(page.width * scale), 1), max(round(page.height * scale), 1)
    white = Image.new("RGB", size, "white")
    if source is None:
        return white
    try:
        drawn = source[page.number - 1]
        picture: Image.Image = drawn.render(scale=scale).to_pil().convert("RGB").resize(size)
        drawn.close()
    except (pypdfium2.PdfiumError, IndexError):
        return white
    return Image.blend(picture, white, 0.35)


class _Sheet:
    """A page under the pencil: boxes are in points, everything else in pixels."""

    def __init__(self, picture: Image.Image, scale: float) -> None:
        self._scale = scale
        self._page = picture.size
        self._image = Image.new("RGB", (picture.width + MARGIN, picture.height + LEGEND), "white")
        self._image.paste(picture, (0, 0))
        self._pen = ImageDraw.Draw(self._image, "RGBA")
        self._label_end = 4.0

    def prose(self, page: Page, paragraphs: Iterable[Paragraph]) -> None:
        for paragraph in paragraphs:
            box = _around(paragraph.lines, page.number)
            if box:
                self._box(box, GREY, 1)

    def signatures(self, page: Page, regions: Iterable[SignatureRegion]) -> None:
        for region in regions:
            if region.page == page.number:
                self._box(region.box, GREY, 1)

    def table(self, page: int, table: Table, header_rows: int, colour: Colour) -> None:
        """The cells of a table that lie on ``page``, its caption, and beside the page what it is."""
        for cell in table.cells:
            box = cell.box if cell.page == page else _around(cell.lines, page)
            if box:
                self._box(box, colour, 2, filled=cell.r < header_rows)
        regions = [region.box for region in table.regions if region.page == page]
        for box in regions:
            self._box(box, colour, 4)
        caption = _around(table.caption.lines, page) if table.caption else None
        if caption:
            self._dashed(caption, colour)
        self._label(union(regions), _facts(page, table, header_rows), colour)

    def finished(self, name: str) -> Image.Image:
        """The picture with its key."""
        y = self._page[1] + 4
        self._pen.text((6, y), clean(name), INK, _font(12))
        self._pen.text((self._image.width - 6, y), KEY, INK, _font(12), anchor="ra")
        return self._image

    def _box(self, box: Box, colour: Colour, width: int, filled: bool = False) -> None:
        self._pen.rectangle(self._pixels(box), (*colour, TINT) if filled else None, colour, width)

    def _label(self, box: Box, facts: Sequence[str], colour: Colour) -> None:
        """What a table is, in the margin at its height, below the label before."""
        right, top = self._page[0], max(self._pixels(box)[1], self._label_end)
        for index, fact in enumerate(facts):
            self._pen.text((right + 12, top), fact, colour if index == 0 else INK, _font(14 if index == 0 else 12))
            top += 20 if index == 0 else 16
        self._pen.rectangle((right + 3, top - 16 * len(facts) - 4, right + 6, top), colour)
        self._label_end = top + 8

    def _dashed(self, box: Box, colour: Colour) -> None:
        x0, top, x1, bottom = self._pixels(box)
        for x in range(round(x0), round(x1), 2 * DASH):
            end = min(x + DASH, x1)
            self._pen.line((x, top, end, top), colour, 2)
            self._pen.line((x, bottom, end, bottom), colour, 2)
        for y in range(round(top), round(bottom), 2 * DASH):
            end = min(y + DASH, bottom)
            self._pen.line((x0, y, x0, end), colour, 2)
            self._pen.line((x1, y, x1, end), colour, 2)

    def _pixels(self, box: Box) -> Box:
        """The box on the picture: within the page, and never of negative size."""
        width, height = self._page
        x0, top = (min(max(edge * self._scale, 0), most - 1) for edge, most in zip(box[:2], self._page, strict=True))
        return x0, top, max(min(box[2] * self._scale, width - 1), x0), max(min(box[3] * self._scale, height - 1), top)


def _around(lines: Iterable[Line], page: int) -> Box | None:
    """The box around those of the lines that stand on a page, with some air, for glyphs fill their boxes."""
    boxes = [line.box for line in lines if line.page == page]
    if not boxes:
        return None
    x0, top, x1, bottom = union(boxes)
    return x0 - PAD, top - PAD, x1 + PAD, bottom + PAD


def _facts(page: int, table: Table, header_rows: int) -> list[str]:
    facts = [table.id, f"{table.height} baris x {table.width} kolom", f"baris kepala: {header_rows}", table.engine]
    if len(table.pages) > 1:
        facts.append(f"halaman ke-{table.pages.index(page) + 1} dari {len(table.pages)}")
    return [clean(fact) for fact in facts if fact]


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
