from __future__ import annotations

from extract.captions import caption_of
from extract.models import Line, Word
from extract.prose import paragraphs_of, running_lines

WIDTH, HEIGHT = 595.0, 842.0


def line(page: int, top: float, text: str) -> Line:
    return Line(page, (Word(text, (80, top, 500, top + 12), 11.0, source="rapidocr"),))


def test_what_stands_apart_in_the_margin_of_many_pages_is_running() -> None:
    pages = [
        (WIDTH, HEIGHT, [line(n, 40, "Laporan Kinerja Kecamatan"), line(n, 90, f"Uraian kegiatan {n}")])
        for n in range(1, 9)
    ]
    assert "laporan kinerja kecamatan" in running_lines(pages)


def test_rows_of_a_list_that_begins_in_the_margin_are_not_running() -> None:
    rows = ["No Program Anggaran", "1. Program pelayanan umum Rp. 10.000.000", "2. Program pemberdayaan Rp. 20.000.000"]
    pages = [
        (WIDTH, HEIGHT, [line(n, 60 + 16 * i, text) for i, text in enumerate([*rows, "Jumlah", "Uraian", "Uraian"])])
        for n in range(1, 9)
    ]
    assert running_lines(pages) == set()


def test_a_centred_title_in_capitals_on_a_picture_is_a_heading() -> None:
    title = Line(1, (Word("DATA REALISASI TUJUAN 2024", (180, 60, 415, 72), 10.0, source="rapidocr"),))
    below = Line(1, (Word("Perangkat Daerah : Kecamatan Sukamaju", (60, 76, 300, 88), 11.0, source="rapidocr"),))
    kinds = [(one.kind, one.level, one.text) for one in paragraphs_of([title, below], WIDTH)]
    assert kinds == [("heading", 1, title.text), ("text", 0, below.text)]


def test_a_numbered_line_over_a_table_on_a_picture_is_its_caption() -> None:
    table = (60.0, 100.0, 530.0, 300.0)
    for source, expected in (("rapidocr", "1. Realisasi Anggaran"), ("text-layer", None)):
        above = paragraphs_of(
            [Line(1, (Word("1. Realisasi Anggaran", (60, 84, 200, 96), 11.0, source=source),))], WIDTH
        )
        caption = caption_of(table, above, WIDTH)
        assert (caption and caption.text) == expected
