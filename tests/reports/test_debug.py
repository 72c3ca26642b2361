"""The pictures of what was read show the grid where it is on the page."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from extract import reader
from extract.models import Box, Document
from reports import debug
from tests.extract.drawing import Sheet, save

SCALE = debug.DPI / 72
XS, YS = (72.0, 180.0, 300.0, 420.0), (200.0, 224.0, 248.0, 272.0)
ROWS = [["Uraian", "Pagu", "Realisasi"], ["Belanja pegawai", "120", "118"], ["Belanja barang", "80", "75"]]


def two_pages(path: Path, rotate: int = 0, sideways: bool = False) -> Document:
    """A page with a caption, a table and a paragraph, and one with a line of text."""
    first, second = Sheet(rotate=rotate, sideways=sideways), Sheet()
    first.text(150, 190, "Tabel 3.1 Realisasi Anggaran Tahun 2024", 10)
    first.table(XS, YS, ROWS)
    first.text(72, 420, "Realisasi belanja berjalan sesuai dengan rencana yang telah ditetapkan.")
    second.text(72, 100, "Halaman ini tidak memuat tabel apa pun.")
    return reader.read(save(path, first, second), path.name)


def framed(box: Box) -> Box:
    """Where the frame of a text is drawn."""
    x0, top, x1, bottom = box
    return x0 - debug.PAD, top - debug.PAD, x1 + debug.PAD, bottom + debug.PAD


def coloured(picture: Image.Image, box: Box) -> float:
    """The share of the pixels along the edges of a box (points) that are neither grey, white nor black."""
    x0, top, x1, bottom = (round(edge * SCALE) for edge in box)
    along = [(x, y) for x in range(x0, x1) for y in (top, bottom)]
    along += [(x, y) for y in range(top, bottom) for x in (x0, x1)]
    strong = 0
    for x, y in along:
        around = [picture.getpixel((x + i, y + j)) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        strong += any(max(pixel) - min(pixel) > 100 for pixel in around if isinstance(pixel, tuple))
    return strong / len(along)


def test_pages_with_tables_are_drawn_with_their_grids(tmp_path: Path) -> None:
    document = two_pages(tmp_path / "a.pdf")
    assert debug.draw_tables(tmp_path, "d1-", document, tmp_path / "a.pdf") == 1
    assert [path.name for path in tmp_path.glob("*.png")] == ["d1-halaman-001.png"]
    picture = Image.open(tmp_path / "d1-halaman-001.png")
    assert picture.size == (round(595 * SCALE) + debug.MARGIN, round(842 * SCALE) + debug.LEGEND)
    (table,) = document.tables
    assert len(table.cells) == 9
    for cell in table.cells:
        assert coloured(picture, cell.box) > 0.98
    assert table.caption is not None
    assert 0.3 < coloured(picture, framed(table.caption.box)) < 0.9
    prose = [paragraph for paragraph in document.pages[0].paragraphs if paragraph != table.caption]
    assert prose
    assert all(coloured(picture, framed(paragraph.box)) == 0 for paragraph in prose)


def test_header_rows_are_tinted(tmp_path: Path) -> None:
    document = two_pages(tmp_path / "a.pdf")
    (table,) = document.tables
    assert table.header_rows == 1

    def tints(rows: dict[str, int]) -> list[bool]:
        debug.draw_tables(tmp_path, "", document, tmp_path / "a.pdf", rows)
        picture = Image.open(tmp_path / "halaman-001.png")
        places = [(XS[1] - 6, (upper + lower) / 2) for upper, lower in pairwise(YS)]
        pixels = [picture.getpixel((round(x * SCALE), round(y * SCALE))) for x, y in places]
        return [isinstance(pixel, tuple) and max(pixel) - min(pixel) > 20 for pixel in pixels]

    assert tints({}) == [True, False, False]
    assert tints({table.id: 2}) == [True, True, False]


@pytest.mark.parametrize(("rotate", "sideways"), [(90, False), (270, False), (0, True)])
def test_turned_pages_are_drawn_as_displayed(tmp_path: Path, rotate: int, sideways: bool) -> None:
    document = two_pages(tmp_path / "a.pdf", rotate, sideways)
    debug.draw_tables(tmp_path, "", document, tmp_path / "a.pdf")
    picture = Image.open(tmp_path / "halaman-001.png")
    width, height = (595, 842) if sideways else (842, 595)
    assert picture.size == (round(width * SCALE) + debug.MARGIN, round(height * SCALE) + debug.LEGEND)
    (table,) = document.tables
    assert all(coloured(picture, cell.box) > 0.98 for cell in table.cells)


def test_a_page_that_cannot_be_drawn_still_shows_its_grid(tmp_path: Path) -> None:
    document = two_pages(tmp_path / "a.pdf")
    assert debug.draw_tables(tmp_path, "", document, tmp_path / "gone.pdf") == 1
    picture = Image.open(tmp_path / "halaman-001.png")
    assert all(coloured(picture, cell.box) > 0.98 for cell in document.tables[0].cells)


def test_a_huge_page_is_drawn_coarser(tmp_path: Path) -> None:
    sheet = Sheet(size=(4000, 3000))
    sheet.table(XS, YS, ROWS)
    document = reader.read(save(tmp_path / "a.pdf", sheet), "a.pdf")
    debug.draw_tables(tmp_path, "", document, tmp_path / "a.pdf")
    width, height = Image.open(tmp_path / "halaman-001.png").size
    assert (width - debug.MARGIN) * (height - debug.LEGEND) <= debug.MAX_PIXELS * 1.01


def test_a_document_without_tables_has_no_pictures(tmp_path: Path) -> None:
    assert debug.draw_tables(tmp_path, "", Document("a.pdf", ""), tmp_path / "a.pdf") == 0
    assert list(tmp_path.iterdir()) == []
