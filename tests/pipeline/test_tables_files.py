import csv
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl

from extract.models import Cell, Document, Region, Table
from normalize.models import Column, Number, Row, Source, Value
from normalize.models import Table as TypedTable
from pipeline.tables_files import NamedTable, named_tables, write_csv, write_xlsx

BOX = (0.0, 0.0, 10.0, 10.0)


def cell(r: int, c: int, text: str, rs: int = 1, cs: int = 1) -> Cell:
    return Cell(r, c, rs, cs, text, 3, BOX)


GRID = Table(
    "t001",
    (Region(3, BOX), Region(4, BOX)),
    (
        cell(0, 0, "Uraian", rs=2),
        cell(0, 1, "Anggaran\n(Rp)", cs=2),
        cell(1, 1, "Pagu"),
        cell(1, 2, "=8/7"),
        cell(2, 0, 'Belanja; "alat tulis"'),
        cell(2, 1, "1.250.000,50"),
        cell(2, 2, "5-6%"),
        cell(3, 0, "Jumlah"),
        cell(3, 1, "98,5%"),
        cell(3, 2, "83 Angka"),
    ),
    header_rows=2,
    engine="pdfium:rules",
)


def value(number: Number) -> Value:
    return Value(number.raw, number, Source("lkj.pdf", 3, BOX, number.raw))


TYPED = TypedTable(
    "t001",
    "lkj.pdf",
    (3, 4),
    "realisasi_anggaran",
    (Column(0, "Uraian"), Column(1, "Pagu"), Column(2, "Realisasi")),
    (
        Row(
            2,
            "data",
            "Belanja",
            {
                1: value(Number("1.250.000,50", Decimal("1250000.50"), 2, style="id")),
                2: value(Number("5-6%", Decimal(5), 0, "%", upper=Decimal(6))),
            },
        ),
        Row(
            3,
            "total",
            "Jumlah",
            {
                1: value(Number("98,5%", Decimal("98.5"), 1, "%")),
                2: value(Number("83 Angka", Decimal(83), 0, "angka")),
            },
        ),
    ),
    "s1",
    caption="Realisasi Belanja",
    header_rows=2,
)
NAMED = NamedTable("t001-h3", "lkj.pdf", GRID, TYPED)


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_names_tell_documents_apart() -> None:
    one, two = Document("a.pdf", "", tables=(GRID,)), Document("b.pdf", "", tables=(GRID,))
    assert [table.name for table in named_tables([one], [])] == ["t001-h3"]
    assert [table.name for table in named_tables([one, two], [])] == ["d1-t001-h3", "d2-t001-h3"]


def test_a_table_knows_its_meaning_by_document_and_id() -> None:
    documents = [Document(path, "", tables=(GRID,)) for path in ("lain.pdf", "lkj.pdf")]
    assert [table.typed for table in named_tables(documents, [TYPED])] == [None, TYPED]


def test_csv_holds_the_text_as_printed_once(tmp_path: Path) -> None:
    write_csv(tmp_path, [NAMED])
    path = tmp_path / "t001-h3.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_csv(path) == [
        ["Uraian", "Anggaran\n(Rp)", ""],
        ["", "Pagu", "=8/7"],
        ['Belanja; "alat tulis"', "1.250.000,50", "5-6%"],
        ["Jumlah", "98,5%", "83 Angka"],
    ]


def test_csv_files_come_with_a_list_of_them(tmp_path: Path) -> None:
    write_csv(tmp_path, [NAMED, NamedTable("t002-h5", "lkj.pdf", GRID)])
    header, first, second = read_csv(tmp_path / "daftar.csv")
    assert dict(zip(header, first, strict=True)) == {
        "Tabel": "t001-h3",
        "Dokumen": "lkj.pdf",
        "Halaman": "3-4",
        "Judul": "Realisasi Belanja",
        "Jenis": "Realisasi Anggaran",
        "Baris": "4",
        "Kolom": "3",
        "Dibaca dengan": "pdfium:rules",
    }
    assert (second[0], second[3], second[4]) == ("t002-h5", "", "")


def test_xlsx_merges_cells_and_makes_numbers_only_of_clear_ones(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "tables.xlsx", [NAMED], "Tabel", datetime(2025, 3, 5, tzinfo=UTC))
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    assert book.sheetnames == ["Daftar", "t001-h3"]
    listed = book["Daftar"]
    assert [one.value for one in listed[2]][:4] == ["t001-h3", "lkj.pdf", "3-4", "Realisasi Belanja"]
    link = listed["A2"].hyperlink
    assert link is not None and link.location == "'t001-h3'!A1"
    sheet = book["t001-h3"]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:A2", "B1:C1"}
    assert (sheet["C2"].data_type, sheet["C2"].value) == ("s", "=8/7")
    assert (sheet["B3"].value, sheet["B3"].number_format) == (1250000.5, "[$-421]#,##0.00")
    assert (sheet["B4"].value, sheet["B4"].number_format) == (98.5, '[$-421]0.0"%"')
    assert sheet["C3"].value == "5-6%"
    assert (sheet["C4"].value, sheet["C4"].number_format) == (83, '[$-421]0" Angka"')
    assert sheet["A1"].font.bold
    assert not sheet["A3"].font.bold
    assert sheet.freeze_panes == "A3"


def test_what_only_looks_like_a_number_stays_text(tmp_path: Path) -> None:
    long = Number("1234567890123456,7", Decimal("1234567890123456.7"), 1, style="id")
    rows = (Row(2, "data", "", {0: value(Number("1.10", Decimal("1.10"), 2, style="en")), 1: value(long)}),)
    cells = (cell(0, 0, "Kode"), cell(0, 1, "Pagu"), cell(2, 0, "1.10"), cell(2, 1, "1234567890123456,7"))
    columns = (Column(0, "Kode", role="kode"), Column(1, "Pagu", role="pagu"))
    typed = TypedTable("t001", "lkj.pdf", (3,), "lra", columns, rows, "s1", header_rows=1)
    named = NamedTable("t001-h3", "lkj.pdf", Table("t001", (Region(3, BOX),), cells, 1), typed)
    write_xlsx(tmp_path / "tables.xlsx", [named], "Tabel", datetime(2025, 3, 5, tzinfo=UTC))
    sheet = openpyxl.load_workbook(tmp_path / "tables.xlsx")["t001-h3"]
    assert (sheet["A3"].value, sheet["B3"].value) == ("1.10", "1234567890123456,7")
