from __future__ import annotations

from extract.models import Line, Word
from extract.prose import running_lines

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
