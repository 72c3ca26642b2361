from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageDraw

from extract.engines.base import RawPage
from extract.scan.ocr import Reader, Strip, text_of
from extract.scan.page import scan_page
from extract.scan.picture import picture_of
from extract.scan.rapid import RapidReader
from extract.scan.read import Readers
from extract.scan.readings import SINGLE
from extract.scan.tesseract import TesseractReader
from extract.scan.together import read_together
from extract.sheets import Sheet, sheet_of
from tests.extract.scan.papers import POINT, dotted, pdf_of, photo, photographed, sheet, table, write

ROWS = [
    ["No", "Program", "Anggaran (Rp)", "Realisasi", "%"],
    ["1", "Pelayanan umum", "216.744.000", "198.350.250", "91,51"],
    ["2", "Pemberdayaan", "1.690.935.071", "-", "-"],
    ["", "Jumlah", "1.907.679.071", "198.350.250", "10,40"],
]


@pytest.fixture(scope="module")
def rapid() -> Reader:
    if not RapidReader.available():
        pytest.skip("rapidocr is not installed")
    return RapidReader()


@pytest.fixture(scope="module")
def tesseract() -> Reader:
    if not TesseractReader.available():
        pytest.skip("tesseract is not installed")
    return TesseractReader()


def read(grey: np.ndarray, readers: Readers, path: Path) -> Sheet:
    pdf = pdf_of(grey, path)
    width, height = pdf[0].get_size()
    work = scan_page(picture_of(pdf[0]), RawPage(1, width, height, [], [], [], [], []), readers)
    read = read_together({1: work}, readers.prose)[1]
    assert not isinstance(read, Exception)
    raw, warp = read
    done = sheet_of(raw)
    done.turn = warp
    return done


def joined(texts: Iterable[str]) -> list[str]:
    """Texts without spaces: in the narrow font of these papers a reader may miss one."""
    return ["".join(text.split()) for text in texts]


def test_a_photographed_table_is_read_to_the_digit(rapid: Reader, tesseract: Reader, tmp_path: Path) -> None:
    paper, draw = sheet()
    write(draw, 80, 80, "Laporan kinerja sampai dengan 30 Juni 2024")
    table(draw, (80, 120), (30, 120, 110, 100, 60), 24, ROWS)
    write(draw, 20, 815, "CS  Dipindai dengan CamScanner", 12)
    done = read(photographed(paper, 1.5, 0.04, 0.35), Readers(rapid, tesseract), tmp_path / "a.pdf")
    (part,) = done.parts
    assert [[cell.text for cell in part.row(r)] for r in range(4)] == ROWS
    amount = part.row(1)[2]
    assert amount.confidence > 0.8
    assert [reading.text for reading in amount.others] == ["216.744.000"]
    assert [line.text for line in done.lines] == ["Laporan kinerja sampai dengan 30 Juni 2024"]
    dash = part.row(2)[3].lines[0].words[0]
    assert (dash.text, dash.source) == ("-", "shape")


@pytest.mark.parametrize("text", ["Kegiatan pelayanan masyarakat 2024", "HIDE BOX 8308 KODE OBOE 8030"])
def test_text_upside_down_is_turned_even_if_its_letters_look_alike_in_a_mirror(
    rapid: Reader, tmp_path: Path, text: str
) -> None:
    paper, draw = sheet()
    for n in range(4):
        write(draw, 90, 100 + 24 * n, text)
    done = read(np.ascontiguousarray(np.rot90(np.array(paper), 2)), Readers(rapid, rapid), tmp_path / "b.pdf")
    assert [line.text for line in done.lines] == [text] * 4
    assert done.turn is not None
    _, top, _, bottom = done.turn.box(done.lines[0].box)
    assert 842 - 125 < top < bottom < 842 - 95
    assert max(word.confidence for word in done.lines[0].words if word.text == text.split()[-1]) == 0.8


@pytest.mark.parametrize("name", ["rapid", "tesseract"])
def test_one_reader_is_enough_but_never_sure(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    reader: Reader = request.getfixturevalue(name)
    paper, draw = sheet()
    write(draw, 80, 80, "Jumlah anggaran Rp. 1.907.679.071")
    table(draw, (80, 120), (30, 120, 110, 100, 60), 24, ROWS)
    done = read(np.array(paper), Readers(reader, reader), tmp_path / "c.pdf")
    cells = {cell.text: cell for cell in done.parts[0].cells}
    assert {"216.744.000", "198.350.250", "Pelayanan umum"} <= set(cells)
    assert cells["216.744.000"].others == ()
    words = [word for line in done.lines for word in line.words]
    assert [word.text for word in words][-1] == "1.907.679.071"
    figures = [cells["216.744.000"].confidence, cells["198.350.250"].confidence, words[-1].confidence]
    assert max(figures) <= SINGLE


def test_black_and_white_is_read_to_the_digit(rapid: Reader, tesseract: Reader, tmp_path: Path) -> None:
    paper, draw = sheet()
    table(draw, (80, 120), (30, 120, 110, 100, 60), 24, ROWS)
    grey = photographed(paper, -1.0)
    done = read(np.where(grey > 140, 255, 0).astype(np.uint8), Readers(rapid, tesseract), tmp_path / "e.pdf")
    (part,) = done.parts
    assert [[cell.text for cell in part.row(r)] for r in range(1, 4)] == ROWS[1:]


def test_a_table_that_lies_on_its_side_with_a_dark_header_and_a_merged_cell(
    rapid: Reader, tesseract: Reader, tmp_path: Path
) -> None:
    paper, draw = sheet()
    table(draw, (80, 120), (30, 120, 110, 100, 60), 24, ROWS)
    draw.rectangle([(81 * POINT, 121 * POINT), (499 * POINT, 143 * POINT)], fill=60)
    write(draw, 85, 125, "No", 10, 255)
    write(draw, 115, 125, "Program", 10, 255)
    write(draw, 280, 125, "Anggaran dan Realisasi", 10, 255)
    turned = np.ascontiguousarray(np.rot90(np.array(paper), -1))
    done = read(turned, Readers(rapid, tesseract), tmp_path / "f.pdf")
    (part,) = done.parts
    assert "Anggaran dan Realisasi" in " ".join(cell.text for cell in part.row(0))
    assert [cell.text for cell in part.row(1)] == ROWS[1]
    assert done.turn is not None
    amount = done.turn.cell(part.row(1)[2])
    assert amount.box == pytest.approx((842 - 168, 230, 842 - 144, 340), abs=4)


def test_a_blank_back_costs_no_reading(rapid: Reader, tmp_path: Path) -> None:
    paper, draw = sheet()
    draw.point([(200 + 37 * i, 300 + 41 * i) for i in range(20)], fill=0)
    done = read(np.array(paper), Readers(rapid, rapid), tmp_path / "d.pdf")
    assert (done.parts, done.lines) == ([], [])


def test_zeros_of_small_print_are_not_lost(rapid: Reader) -> None:
    paper, draw = sheet()
    write(draw, 100, 100, "5.000.000", 6)
    box = (round(98 * POINT), round(94 * POINT), round(131 * POINT), round(114 * POINT))
    assert text_of(rapid.read([Strip(np.array(paper), box)])[0]) == "5.000.000"


@pytest.mark.parametrize("dots", [False, True])
def test_photographs_are_not_searched_for_text(dots: bool, rapid: Reader, tesseract: Reader, tmp_path: Path) -> None:
    paper, draw = sheet()
    write(draw, 190, 60, "DOKUMENTASI KEGIATAN", 14)
    write(draw, 80, 420, "Rapat koordinasi tingkat kecamatan", 11)
    for top in (100, 460):
        scene = photo(400, 280)
        write(ImageDraw.Draw(scene), 90, 40, "RAPAT KOORDINASI 2023", 20, 255)
        paper.paste(scene, (round(90 * POINT), round(top * POINT)))
    grey = photographed(paper, 1.0)
    done = read(dotted(grey) if dots else grey, Readers(rapid, tesseract), tmp_path / "g.pdf")
    assert done.parts == []
    texts = [line.text for line in done.lines]
    assert {"DOKUMENTASI KEGIATAN", "Rapat koordinasi tingkat kecamatan"} <= set(texts)
    assert len("".join(texts)) < 60


def test_figures_of_a_table_are_read_twice_and_its_words_once(rapid: Reader, tesseract: Reader, tmp_path: Path) -> None:
    paper, draw = sheet()
    words = "Jumlah laporan hasil koordinasi kecamatan"
    rows = [[str(n), words, f"{n} dokumen", f"1.{n}35.240"] for n in range(10, 22)]
    table(draw, (60, 60), (30, 240, 90, 90), 23, rows)
    (part,) = read(photographed(paper, 0.5), Readers(rapid, tesseract), tmp_path / "h.pdf").parts
    cells = [part.row(r) for r in range(len(rows))]
    assert [joined(cell.text for cell in row[2:]) for row in cells] == [joined(row[2:]) for row in rows]
    assert all(row[3].others for row in cells)
    assert not any(row[1].others for row in cells)
    assert {word.source for row in cells for line in row[1].lines for word in line.words} == {"rapidocr"}
    assert sum(joined([row[1].text]) == joined([words]) for row in cells) >= 10
