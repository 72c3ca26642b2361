from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extract.engines.base import RawPage
from extract.models import Ocr
from extract.reader import finish, read_pages
from extract.scan.choice import installed_readers
from extract.scan.picture import Grey, picture_of
from extract.scan.read import Readers
from extract.scan.together import read_together
from extract.sheets import Sheet, scanned_sheet
from tests.extract.scan.papers import POINT, dotted, pdf_of, photo, photographed, sheet, table, write

LINES = (
    "Laporan ini disusun sebagai wujud pertanggungjawaban atas pelaksanaan kegiatan",
    "di wilayah kecamatan sepanjang tahun berjalan, dan diharapkan menjadi bahan",
    "perbaikan perencanaan serta pelayanan kepada masyarakat pada tahun berikutnya.",
)
CAPTIONS = ("Musyawarah desa di balai pertemuan", "Pembagian bantuan, 12 Maret 2024")


@pytest.fixture(scope="module")
def readers() -> Readers:
    found = installed_readers()
    if found is None or len(found.names) < 2:
        pytest.skip("rapidocr or tesseract is not installed")
    return found


def read(grey: Grey, readers: Readers, folder: Path, whole: bool = False) -> Sheet:
    pdf = pdf_of(grey, folder / "page.pdf")
    width, height = pdf[0].get_size()
    work = scanned_sheet(picture_of(pdf[0]), RawPage(1, width, height, [], [], [], [], []), readers, whole)
    done = read_together({1: work}, readers.prose)[1]
    assert isinstance(done, Sheet)
    return done


def texts(done: Sheet) -> list[str]:
    return [line.text for line in done.lines]


def joined(text: str) -> str:
    return "".join(text.split())


def centred(draw: ImageDraw.ImageDraw, y: float, text: str, size: float, ink: int = 20) -> None:
    """A line of text in the middle of the page."""
    wide = draw.textlength(text, font=ImageFont.load_default(size * POINT)) / POINT
    write(draw, (595 - wide) / 2, y, text, size, ink)


def pasted(paper: Image.Image, tops: tuple[float, ...]) -> None:
    for top in tops:
        paper.paste(photo(300, 180), (round(147 * POINT), round(top * POINT)))


def cover() -> Image.Image:
    paper, draw = sheet()
    draw.ellipse([(267 * POINT, 90 * POINT), (327 * POINT, 150 * POINT)], outline=40, width=9)
    centred(draw, 260, "LAPORAN KINERJA", 26)
    centred(draw, 300, "TAHUN 2024", 26)
    centred(draw, 640, "KECAMATAN RAWAGEDE", 16)
    centred(draw, 665, "KABUPATEN ARUNGGALA", 16)
    write(draw, 20, 815, "CS  Dipindai dengan CamScanner", 12)
    return paper


def annex() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    paper, draw = sheet()
    centred(draw, 60, "DOKUMENTASI KEGIATAN", 14)
    pasted(paper, (100, 340))
    for top, caption in zip((285, 525), CAPTIONS, strict=True):
        centred(draw, top, caption, 11)
    return paper, draw


@pytest.mark.parametrize("shadow", [0.0, 0.3])
def test_of_a_cover_the_titles_are_read(shadow: float, readers: Readers, tmp_path: Path) -> None:
    done = read(photographed(cover(), 0.8, 0.02, shadow), readers, tmp_path)
    assert done.glanced
    assert texts(done) == ["LAPORAN KINERJA", "TAHUN 2024", "KECAMATAN RAWAGEDE", "KABUPATEN ARUNGGALA"]


@pytest.mark.parametrize("dots", [False, True])
def test_of_photographs_titles_and_captions_are_read(dots: bool, readers: Readers, tmp_path: Path) -> None:
    grey = photographed(annex()[0], 0.6)
    done = read(dotted(grey) if dots else grey, readers, tmp_path)
    assert done.glanced
    assert texts(done) == ["DOKUMENTASI KEGIATAN", *CAPTIONS]
    assert max(word.confidence for line in done.lines for word in line.words if word.text == "2024") <= 0.8


def test_whoever_asks_for_all_gets_all(readers: Readers, tmp_path: Path) -> None:
    done = read(np.array(cover()), readers, tmp_path, whole=True)
    assert not done.glanced
    assert "TAHUN 2024" in texts(done)


@pytest.mark.parametrize(("ocr", "glanced"), [("auto", True), ("always", False)])
def test_documents_say_of_which_pages_only_headings_were_read(
    ocr: Ocr, glanced: bool, readers: Readers, tmp_path: Path
) -> None:
    path = tmp_path / "sampul.pdf"
    pdf_of(np.array(cover()), path)
    (page,) = finish(path, path.name, read_pages(path, ocr=ocr)).pages
    assert (page.kind, page.glanced) == ("scan", glanced)
    assert page.readers[0] == readers.tables.name


def test_photographs_beside_a_table_are_read_in_full(readers: Readers, tmp_path: Path) -> None:
    paper, draw = annex()
    rows = [["No", "Kegiatan", "Peserta"], ["1", "Musyawarah", "45"], ["2", "Pembagian", "120"]]
    table(draw, (100, 580), (40, 200, 120), 24, rows)
    done = read(photographed(paper, 0.5), readers, tmp_path)
    assert not done.glanced
    assert [cell.text for cell in done.parts[0].row(2)] == rows[2]


def test_photographs_above_prose_are_read_in_full(readers: Readers, tmp_path: Path) -> None:
    paper, draw = annex()
    for n, line in enumerate(LINES):
        write(draw, 80, 600 + 17 * n, line)
    done = read(photographed(paper, 0.5), readers, tmp_path)
    assert not done.glanced
    assert texts(done)[-3:] == list(LINES)


def test_a_caption_with_an_amount_is_read_in_full(readers: Readers, tmp_path: Path) -> None:
    paper, draw = annex()
    centred(draw, 620, "Penyerahan bantuan sebesar Rp. 12.500.000", 11)
    assert not read(np.array(paper), readers, tmp_path).glanced


def test_a_last_page_with_a_signatory_is_read_in_full(readers: Readers, tmp_path: Path) -> None:
    paper, draw = sheet()
    for n, line in enumerate(LINES[1:]):
        write(draw, 80, 80 + 17 * n, line)
    block = ["Arunggala, 15 Januari 2025", "CAMAT RAWAGEDE", "SURYA WIBAWA, S.H.", "NIP. 19710412 199203 1 004"]
    for top, line in zip((150, 167, 240, 257), block, strict=True):
        write(draw, 330, top, line)
    draw.line([(350 * POINT, 225 * POINT), (380 * POINT, 190 * POINT), (430 * POINT, 230 * POINT)], fill=60, width=3)
    done = read(photographed(paper, 0.7), readers, tmp_path)
    assert not done.glanced
    assert {*map(joined, LINES[1:]), joined(block[0]), joined(block[3])} <= set(map(joined, texts(done)))


@pytest.mark.parametrize(
    "lines",
    [
        ("Mengetahui,", "CAMAT RAWAGEDE", "SURYA WIBAWA, S.H.", "NIP. 19710412 199203 1 004"),
        ("Arunggala, 15 Januari 2025", "BUPATI ARUNGGALA", "SURYA WIBAWA"),
        ("VISI", "Kecamatan yang melayani dengan hati"),
        ("LAPORAN KINERJA TAHUN 2024", "Capaian rata-rata 97,45 %"),
    ],
)
def test_lines_in_the_middle_that_are_no_titles_are_read_in_full(
    lines: tuple[str, ...], readers: Readers, tmp_path: Path
) -> None:
    paper, draw = sheet()
    for n, line in enumerate(lines):
        centred(draw, 120 + 18 * n + 60 * (n > 1), line, 11)
    done = read(np.array(paper), readers, tmp_path)
    assert not done.glanced
    assert list(map(joined, texts(done))) == list(map(joined, lines))


def test_a_chart_of_boxes_is_read_in_full(readers: Readers, tmp_path: Path) -> None:
    paper, draw = sheet()
    centred(draw, 60, "STRUKTUR ORGANISASI TAHUN 2024", 13)
    for x, y, name in (
        (237, 120, "CAMAT"),
        (237, 220, "SEKRETARIS"),
        (100, 320, "KASI UMUM"),
        (374, 320, "KASI TRANTIB"),
    ):
        draw.rectangle([(x * POINT, y * POINT), ((x + 120) * POINT, (y + 40) * POINT)], outline=30, width=2)
        write(draw, x + 20, y + 12, name)
    assert not read(np.array(paper), readers, tmp_path).glanced


def page_of_prose() -> Image.Image:
    paper, draw = sheet()
    for n in range(12):
        write(draw, 80, 90 + 17 * n, LINES[n % 3])
    return paper


def back(seen: float) -> Grey:
    """The back of a page of prose, which shows through with a share of its ink, with two holes."""
    grey = 255 - seen * (255 - np.array(page_of_prose())[:, ::-1].astype(np.float32))
    for y in (310, 537):
        cv2.circle(grey, (round(34 * POINT), round(y * POINT)), round(8 * POINT), 40.0, -1)
    return grey.astype(np.uint8)


@pytest.mark.parametrize("seen", [0.0, 0.25, 0.5, 0.8])
def test_a_back_says_nothing_however_much_shows_through(seen: float, readers: Readers, tmp_path: Path) -> None:
    grey = photographed(Image.fromarray(back(seen)), 0.5)
    grey[:, : round(5 * POINT)] = 30  # the shadow beside the paper
    done = read(grey, readers, tmp_path)
    assert (done.parts, done.lines) == ([], [])


def test_what_is_written_on_a_back_is_read(readers: Readers, tmp_path: Path) -> None:
    paper = Image.fromarray(back(0.5))
    for n, line in enumerate(LINES):
        write(ImageDraw.Draw(paper), 80, 500 + 17 * n, line)
    assert set(LINES) <= set(texts(read(np.array(paper), readers, tmp_path)))


def test_a_page_upside_down_is_no_back(readers: Readers, tmp_path: Path) -> None:
    grey = np.ascontiguousarray(np.rot90(np.array(page_of_prose()), 2))
    assert texts(read(grey, readers, tmp_path)) == [LINES[n % 3] for n in range(12)]
