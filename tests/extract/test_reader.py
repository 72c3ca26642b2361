from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pikepdf
import pytest

from extract.engines.base import Engine
from extract.engines.pdfium import PdfiumEngine
from extract.engines.plumber import PlumberEngine
from extract.errors import UnreadableDocument
from extract.models import Document, Table
from extract.reader import read
from tests.extract.drawing import Sheet, save

Load = Callable[..., Document]

XS = [60.0, 90.0, 300.0, 400.0, 500.0]
HEADER = ["No", "Indikator", "Target", "Realisasi"]


def grid(table: Table) -> list[list[str]]:
    rows = [[""] * table.width for _ in range(table.height)]
    for cell in table.cells:
        rows[cell.r][cell.c] = cell.text
    return rows


@pytest.fixture(params=[PlumberEngine(), PdfiumEngine()], ids=lambda engine: engine.name)
def load(request: pytest.FixtureRequest, tmp_path: Path) -> Load:
    """Draws sheets into a PDF and reads it back; every test runs with every engine."""
    return lambda *sheets: read(save(tmp_path / "a.pdf", *sheets), "a.pdf", engine=request.param)


def test_a_ruled_table_with_its_caption_and_evidence(load: Load) -> None:
    sheet = Sheet()
    sheet.text(60, 80, "Sasaran pertama diukur dengan dua indikator yang disajikan berikut ini.")
    sheet.text(180, 120, "Tabel 3.1 Capaian Indikator Sasaran", bold=True)
    sheet.table(
        XS, [130, 150, 170, 190], [HEADER, ["1", "Indeks Layanan", "90,00", "84,87"], ["2", "Nilai A", "3", "4"]]
    )
    document = load(sheet)
    (table,) = document.tables
    assert table.caption is not None
    assert table.caption.text == "Tabel 3.1 Capaian Indikator Sasaran"
    assert table.header_rows == 1
    assert grid(table)[1] == ["1", "Indeks Layanan", "90,00", "84,87"]
    cell = next(c for c in table.cells if c.text == "84,87")
    assert cell.page == 1
    assert cell.box == pytest.approx((400, 150, 500, 170), abs=1)
    assert document.pages[0].paragraphs[0].kind == "text"


def test_a_column_number_row_ends_the_header(load: Load) -> None:
    sheet = Sheet()
    rows = [HEADER, ["1", "2", "3", "4 = 3/2"], ["1", "Indeks", "90", "80"]]
    sheet.table(XS, [100, 120, 140, 160], rows)
    assert load(sheet).tables[0].header_rows == 2


def test_a_table_goes_on_over_the_page_with_and_without_repeated_header(load: Load) -> None:
    first, second, third = Sheet(), Sheet(), Sheet()
    first.table(XS, [700, 720, 740], [HEADER, ["1", "Satu", "1", "1"]])
    second.table(XS, [60, 80, 100], [HEADER, ["2", "Dua", "2", "2"]])
    third.table(XS, [60, 80], [["3", "Tiga", "3", "3"]], bold_rows=0)
    (table,) = load(first, second, third).tables
    assert table.pages == (1, 2, 3)
    assert [row[1] for row in grid(table)] == ["Indikator", "Satu", "Dua", "Tiga"]
    assert [cell.page for cell in table.cells if cell.c == 1] == [1, 1, 2, 3]


def test_a_row_cut_by_the_page_break_is_one_row(load: Load) -> None:
    first, second = Sheet(), Sheet()
    first.table(XS, [700, 720, 750], [HEADER, ["1", "Persentase layanan yang", "100", "90"]])
    second.table(XS, [60, 80, 100], [["", "tepat waktu", "", ""], ["2", "Dua", "2", "2"]], bold_rows=0)
    (table,) = load(first, second).tables
    assert grid(table)[1:] == [["1", "Persentase layanan yang\ntepat waktu", "100", "90"], ["2", "Dua", "2", "2"]]


def test_another_table_on_the_next_page_stays_another(load: Load) -> None:
    first, second = Sheet(), Sheet()
    first.table(XS, [700, 720, 740], [HEADER, ["1", "Satu", "1", "1"]])
    second.table([60.0, 200.0, 500.0], [60, 80, 100], [["Program", "Pagu"], ["Program A", "100"]])
    assert len(load(first, second).tables) == 2


def test_prose_between_two_pages_parts_the_tables(load: Load) -> None:
    first, second = Sheet(), Sheet()
    first.table(XS, [600, 620, 640], [HEADER, ["1", "Satu", "1", "1"]])
    first.text(60, 680, "Capaian tersebut didukung oleh kerja sama seluruh perangkat.")
    second.table(XS, [130, 150, 170], [HEADER, ["1", "Satu", "1", "1"]])
    assert len(load(first, second).tables) == 2


def test_running_headers_and_page_numbers_are_not_prose(load: Load) -> None:
    sheets = []
    for number in range(1, 5):
        sheet = Sheet()
        sheet.text(60, 50, f"Laporan Kinerja Dinas Contoh {number}", size=8)
        sheet.text(60, 300, "Paragraf yang berbeda di setiap halaman " + "abcd"[number - 1] * 3)
        sheet.text(290, 800, str(number))
        sheets.append(sheet)
    document = load(*sheets)
    assert [[p.text[:8] for p in page.paragraphs] for page in document.pages] == [["Paragraf"]] * 4


def test_headings_have_levels(load: Load) -> None:
    sheet = Sheet()
    sheet.text(270, 80, "BAB III", bold=True)
    sheet.text(60, 120, "3.1 Capaian Kinerja", bold=True)
    sheet.text(60, 160, "3.1.2 Analisis", bold=True)
    sheet.text(60, 200, "Uraian berikut menjelaskan hasil pengukuran secara lengkap dan rinci.")
    levels = [(p.kind, p.level) for p in load(sheet).pages[0].paragraphs]
    assert levels == [("heading", 1), ("heading", 2), ("heading", 3), ("text", 0)]


def test_signature_regions_hold_their_lines_and_marks(load: Load) -> None:
    sheet = Sheet()
    sheet.text(360, 500, "Kota Contoh, 15 Januari 2024")
    sheet.text(80, 520, "Pihak Kedua,")
    sheet.text(390, 520, "Pihak Pertama,")
    sheet.squiggle(380, 560)
    sheet.text(80, 610, "BUDI CONTOH, S.Sos.", bold=True)
    sheet.text(370, 610, "ANI CONTOH, M.Si.", bold=True)
    sheet.text(370, 624, "NIP. 19800101 200501 2 001")
    left, right = load(sheet).signature_regions
    assert left.lines[-1].text.startswith("BUDI")
    assert left.marks == ()
    assert right.lines[0].text == "Kota Contoh, 15 Januari 2024"
    assert right.lines[-1].text.startswith("NIP")
    assert [mark.kind for mark in right.marks] == ["drawing"]


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "empty file"), (b"this is a letter, not a PDF", "not a readable PDF")]
)
def test_what_is_no_pdf_is_refused_with_a_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=reason) as raised:
        read(path, "x.pdf")
    assert raised.value.reason_id


def test_progress_is_told_per_page(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    read(save(tmp_path / "a.pdf", Sheet(), Sheet()), "a.pdf", on_page=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


def test_a_table_that_stands_sideways_is_read_and_boxed_where_it_stands(load: Load) -> None:
    sheet = Sheet(sideways=True)
    sheet.text(60, 90, "Tabel 4 Rencana Aksi Perangkat Daerah dan Target Triwulanan", bold=True)
    rows = [HEADER, ["1", "Indeks Layanan Publik", "90,00", "84,87"], ["2", "Nilai Akuntabilitas", "3", "4"]]
    sheet.table([60.0, 90.0, 500.0, 600.0, 700.0], [100, 120, 140, 160], rows)
    document = load(sheet)
    (page,), (table,) = document.pages, document.tables
    assert (page.width, page.height) == (595, 842)
    assert grid(table)[1] == ["1", "Indeks Layanan Publik", "90,00", "84,87"]
    assert table.caption is not None
    cell = next(c for c in table.cells if c.text == "84,87")
    assert cell.box == pytest.approx((120, 842 - 700, 140, 842 - 600), abs=1)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_rotated_page_is_read_as_displayed(load: Load, rotate: int) -> None:
    sheet = Sheet(rotate=rotate)
    sheet.table(XS, [100, 120, 140], [HEADER, ["1", "Indeks Layanan Publik pada Perangkat Daerah", "90,00", "84,87"]])
    (table,) = load(sheet).tables
    assert grid(table)[1] == ["1", "Indeks Layanan Publik pada Perangkat Daerah", "90,00", "84,87"]


def test_columns_without_rules_are_columns_where_the_text_keeps_to_them(load: Load) -> None:
    sheet = Sheet()
    for y in (100, 120, 140, 160):
        sheet.line(60, y, 500, y)
    for x in XS:
        sheet.line(x, 100, x, 120)
    for x in (60, 500):
        sheet.line(x, 100, x, 160)
    for r, row in enumerate([HEADER, ["1", "Satu", "10", "9"], ["2", "Dua", "20", "19"]]):
        for x, text in zip(XS, row, strict=False):
            sheet.text(x + 3, 111 + 20 * r, text, 9)
    (table,) = load(sheet).tables
    assert grid(table)[1:] == [["1", "Satu", "10", "9"], ["2", "Dua", "20", "19"]]


def test_rows_without_rules_are_rows_where_every_column_starts_anew(load: Load) -> None:
    sheet = Sheet()
    sheet.table(XS, [100, 120, 170], [HEADER, ["1\n2\n3", "Satu\nDua\nTiga", "10\n20\n30", "9\n19\n29"]])
    (table,) = load(sheet).tables
    assert [row[2] for row in grid(table)] == ["Target", "10", "20", "30"]


def test_a_list_of_amounts_without_any_rule_is_a_table(load: Load) -> None:
    sheet = Sheet()
    sheet.text(60, 80, "Anggaran program yang diperjanjikan dalam dokumen ini adalah sebagai berikut.")
    rows = [
        ("Program", "Anggaran", "Keterangan"),
        ("Program Pelayanan Publik", "Rp 42.085.425.000", "APBD"),
        ("Program Ketenteraman", "Rp 1.157.655.000", "APBD"),
        ("Program Pemberdayaan", "Rp 250.000.000", "APBD"),
    ]
    for r, row in enumerate(rows):
        for x, text in zip((60, 280, 450), row, strict=True):
            sheet.text(x, 120 + 16 * r, text)
    (table,) = load(sheet).tables
    assert table.engine.endswith(":alignment")
    assert grid(table)[2] == ["Program Ketenteraman", "Rp 1.157.655.000", "APBD"]


@pytest.mark.parametrize(
    "rows",
    [
        [("1.", "Meningkatkan mutu layanan"), ("2.", "Memperkuat pengawasan"), ("3.", "Menata arsip kantor")],
        [("BAB I Pendahuluan", "1"), ("BAB II Perencanaan", "5"), ("BAB III Akuntabilitas", "12")],
        [("Nama", ": Ani Contoh"), ("Jabatan", ": Kepala Dinas Contoh"), ("Umur", ": 45")],
        [("ANI CONTOH", "BUDI CONTOH"), ("Pembina", "Penata"), ("NIP. 1", "NIP. 2")],
    ],
    ids=["numbered list", "table of contents", "labels and values", "signatories"],
)
def test_what_stands_in_columns_is_not_always_a_table(load: Load, rows: list[tuple[str, str]]) -> None:
    sheet = Sheet()
    for r, row in enumerate(rows):
        for x, text in zip((60, 300), row, strict=True):
            sheet.text(x, 120 + 16 * r, text)
    assert load(sheet).tables == ()


def test_cells_that_are_painted_and_not_ruled_are_a_table(load: Load) -> None:
    sheet = Sheet()
    rows = [HEADER, ["1", "Satu", "10", "9"], ["2", "Dua", "20", "19"]]
    for r in range(3):
        for c in range(4):
            sheet.fill(XS[c] + 0.5, 100 + 20 * r + 0.5, XS[c + 1], 120 + 20 * r, grey=0.8 if r else 0.5)
            sheet.fill(XS[c] + 4, 104 + 20 * r, XS[c] + 25, 114 + 20 * r, grey=0.8 if r else 0.5)
    for r, row in enumerate(rows):
        for x, text in zip(XS, row, strict=False):
            sheet.text(x + 5, 112 + 20 * r, text, 9)
    (table,) = load(sheet).tables
    assert grid(table) == rows


def test_stamps_across_or_on_every_page_are_not_text(load: Load) -> None:
    sheets = []
    for number in range(6):
        sheet = Sheet()
        sheet.text(200, 400, "CONTOH VERSI UJI COBA")
        sheet.text(60, 300 + 10 * number, "Uraian yang berbeda tempatnya di setiap halaman laporan ini")
        sheet.slanted(150, 600, "SALINAN TIDAK SAH")
        sheets.append(sheet)
    texts = [paragraph.text for page in load(*sheets).pages for paragraph in page.paragraphs]
    assert texts == ["Uraian yang berbeda tempatnya di setiap halaman laporan ini"] * 6


def test_list_numbers_in_a_column_of_their_own_belong_to_the_text(load: Load) -> None:
    sheet = Sheet()
    for x, top in ((60, 100), (90, 120), (300, 100), (400, 100)):
        sheet.line(x, top, x, 160)
    for y in (100, 120, 140, 160):
        sheet.line(60, y, 400, y)
    for x, y, text in ((63, 112, "Misi"), (303, 112, "Target")):
        sheet.text(x, y, text, 9)
    for r, row in enumerate([("1.", "Meningkatkan layanan", "90"), ("2.", "Menata arsip", "80")]):
        for x, text in zip((63, 93, 303), row, strict=True):
            sheet.text(x, 132 + 20 * r, text, 9)
    (table,) = load(sheet).tables
    assert grid(table) == [["Misi", "Target"], ["1. Meningkatkan layanan", "90"], ["2. Menata arsip", "80"]]


def test_tables_stacked_without_a_gap_are_parted_at_their_headers(load: Load) -> None:
    sheet = Sheet()
    rows = [
        ["No", "Sasaran", "Indikator", "Target"],
        ["1", "Layanan membaik", "Indeks Layanan", "90,00"],
        ["No", "Program", "Anggaran", "Keterangan"],
        ["1", "Program Layanan", "1.000.000", "APBD"],
        ["2", "Program Arsip", "2.000.000", "APBD"],
    ]
    sheet.table(XS, [100, 120, 140, 160, 180, 200], rows)
    first, second = load(sheet).tables
    assert (grid(first), grid(second)) == (rows[:2], rows[2:])
    assert (first.header_rows, second.header_rows) == (1, 1)


def test_a_header_typed_again_inside_a_table_is_no_row_of_it(load: Load) -> None:
    sheet = Sheet()
    sheet.table(XS, [100, 120, 140, 160, 180], [HEADER, ["1", "Satu", "1", "1"], HEADER, ["2", "Dua", "2", "2"]])
    (table,) = load(sheet).tables
    assert [row[1] for row in grid(table)] == ["Indikator", "Satu", "Dua"]


def test_a_header_typed_again_on_a_later_page_is_no_row_of_the_table(load: Load) -> None:
    first, second = Sheet(), Sheet()
    first.table(XS, [700, 720, 740], [HEADER, ["1", "Satu", "1", "1"]])
    rows = [["2", "Dua", "2", "2"], HEADER, ["3", "Tiga", "3", "3"], HEADER, ["4", "Empat", "4", "4"]]
    second.table(XS, [60, 80, 100, 120, 140, 160], rows, bold_rows=0)
    (table,) = load(first, second).tables
    assert [row[1] for row in grid(table)] == ["Indikator", "Satu", "Dua", "Tiga", "Empat"]


def test_a_cell_whose_text_its_border_cuts_is_uncertain(load: Load) -> None:
    sheet = Sheet()
    sheet.table(XS, [100, 120, 140], [HEADER, ["1", "Indeks", "", "84,87"]])
    sheet.text(340, 132, "12.797.147.084", 9)
    (table,) = load(sheet).tables
    sure = {cell.text: cell.confidence for cell in table.cells if cell.r == 1}
    assert sure["Indeks"] == 1.0
    assert min(sure.values()) == 0.5


def test_a_title_on_every_other_page_of_a_bundle_is_no_running_header(load: Load) -> None:
    sheets = []
    for number in range(6):
        first, second = Sheet(), Sheet()
        first.text(190, 80, "PERJANJIAN KINERJA TAHUN 2024", size=12, bold=True)
        first.text(60, 300 + 9 * number, "Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya")
        second.text(195, 80, "LAMPIRAN PERJANJIAN KINERJA", size=12, bold=True)
        second.text(60, 300 + 9 * number, "Uraian target kinerja setiap sasaran strategis perangkat daerah")
        sheets += [first, second]
    pages = load(*sheets).pages
    assert [page.paragraphs[0].text.split()[0] for page in pages] == ["PERJANJIAN", "LAMPIRAN"] * 6


def test_text_that_a_scanner_laid_under_its_picture_is_marked(tmp_path: Path) -> None:
    sheet = Sheet(picture=True)
    sheet.text(60, 80, "Laporan Kinerja yang dipindai dengan mesin pemindai kantor")
    sheet.table(XS, [100, 120, 140], [HEADER, ["1", "Indeks", "90,00", "84,87"]])
    document = read(save(tmp_path / "a.pdf", sheet), "a.pdf", ocr="never")
    (page,), (table,) = document.pages, document.tables
    assert page.kind == "scan"
    assert {cell.source for cell in table.cells} == {"scanner-layer"}
    assert {word.source for p in page.paragraphs for line in p.lines for word in line.words} == {"scanner-layer"}


@pytest.mark.parametrize("engine", [PdfiumEngine(), PlumberEngine()], ids=["pdfium", "pdfplumber"])
@pytest.mark.parametrize(("code", "letter"), [("D83DDE00", "\U0001f600"), ("D800", ""), ("DC00", ""), ("0001", "")])
def test_letters_beyond_the_first_65536_and_halves_of_them(
    tmp_path: Path, engine: Engine, code: str, letter: str
) -> None:
    sheet = Sheet()
    sheet.text(60, 60, "ABC")
    path = tmp_path / "a.pdf"
    with pikepdf.open(save(tmp_path / "plain.pdf", sheet)) as pdf:
        codes = f"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <{code}> endbfchar"
        cmap = f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def {codes} endcmap end end"
        pdf.pages[0].Resources.Font.F1.ToUnicode = pdf.make_stream(cmap.encode())
        pdf.save(path)
    document = read(path, "a.pdf", ocr="never", engine=engine)
    (paragraph,) = document.pages[0].paragraphs
    assert paragraph.text == f"{letter}BC"
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(document), type=Document) == document
