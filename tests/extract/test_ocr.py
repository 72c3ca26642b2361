"""Which pages are read by OCR, and what a document tells of it: with real PDFs and the readers installed."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from extract import reader
from extract.models import Document
from extract.scan.choice import installed_readers
from extract.scan.rapid import RapidReader
from extract.scan.tesseract import TesseractReader
from tests.extract import drawing
from tests.extract.scan.papers import pdf_of, photographed, sheet, table, write

ROWS = [["No", "Indikator kinerja", "Target", "Realisasi"], ["1", "Indeks kepuasan", "90,00", "84,87"]]

pytestmark = pytest.mark.skipif(installed_readers() is None, reason="no reader of pictures is installed")


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    paper, draw = sheet()
    write(draw, 190, 80, "PERJANJIAN KINERJA TAHUN 2024", 14)
    table(draw, (80, 140), (30, 160, 90, 90), 24, ROWS)
    path = tmp_path_factory.mktemp("scans") / "a.pdf"
    pdf_of(photographed(paper, degrees=1.2, shadow=0.3), path).close()
    return path


@pytest.fixture(scope="module")
def digital(tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = drawing.Sheet()
    page.text(60, 80, "Laporan kinerja yang dicetak dari naskah digital", size=14)
    page.table([60, 100, 260, 340, 420], [100, 130, 160], ROWS)
    return drawing.save(tmp_path_factory.mktemp("digital") / "b.pdf", page)


@pytest.fixture(scope="module")
def read(scanned: Path) -> Document:
    return reader.read(scanned, "a.pdf")


def test_a_scanned_page_is_read_and_tells_by_whom(read: Document) -> None:
    (page,), (found,) = read.pages, read.tables
    readers = installed_readers()
    assert readers is not None
    assert page.kind == "scan"
    assert page.readers == readers.names
    assert [paragraph.text for paragraph in page.paragraphs] == ["PERJANJIAN KINERJA TAHUN 2024"]
    assert [cell.text for cell in found.cells] == ROWS[0] + ROWS[1]
    assert found.engine == f"{'+'.join(readers.names)}:rules"
    assert {cell.source for cell in found.cells} <= set(readers.names)


def test_a_figure_carries_what_the_second_reader_saw(read: Document) -> None:
    if not (RapidReader.available() and TesseractReader.available()):
        pytest.skip("only one reader is installed")
    target = next(cell for cell in read.tables[0].cells if cell.text == "90,00")
    assert [reading.text for reading in target.others] == ["90,00"]


def test_boxes_are_those_of_the_page_as_displayed(read: Document) -> None:
    """The paper lies turned by a bit more than a degree about its middle, its table 41 points wide of it at most."""
    target = next(cell for cell in read.tables[0].cells if cell.text == "90,00")
    x0, top, x1, bottom = target.box
    assert abs(x0 - 270) < 8
    assert abs(x1 - 360) < 8
    assert abs((top + bottom) / 2 - 176) < 8


def test_a_document_read_by_ocr_passes_between_processes(read: Document) -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(read), type=Document) == read


def test_without_ocr_a_scan_is_left_unread(scanned: Path) -> None:
    (page,) = reader.read(scanned, "a.pdf", ocr="never").pages
    assert (page.kind, page.readers, page.paragraphs) == ("scan", (), ())


def test_digital_pages_are_read_by_ocr_only_when_told_to(digital: Path) -> None:
    (page,) = reader.read(digital, "b.pdf").pages
    assert (page.kind, page.readers) == ("digital", ())
    forced = reader.read(digital, "b.pdf", ocr="always")
    assert forced.pages[0].readers
    assert [cell.text for cell in forced.tables[0].cells] == ROWS[0] + ROWS[1]
