import csv
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
                1: value(Number("1.250.000,50", Decimal("1250000.50"), 2)),
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
)


def test_names_tell_documents_apart() -> None:
    one, two = Document("a.pdf", "", tables=(GRID,)), Document("b.pdf", "", tables=(GRID,))
    assert [table.name for table in named_tables([one])] == ["t001-h3"]
    assert [table.name for table in named_tables([one, two])] == ["d1-t001-h3", "d2-t001-h3"]


def test_csv_holds_the_text_as_printed_once(tmp_path: Path) -> None:
    write_csv(tmp_path, [NamedTable("t001-h3", "lkj.pdf", GRID)])
    path = tmp_path / "t001-h3.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["Uraian", "Anggaran\n(Rp)", ""],
            ["", "Pagu", "=8/7"],
            ['Belanja; "alat tulis"', "1.250.000,50", "5-6%"],
            ["Jumlah", "98,5%", "83 Angka"],
        ]


def test_xlsx_merges_cells_and_makes_numbers_only_of_clear_ones(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "tables.xlsx", [NamedTable("t001-h3", "lkj.pdf", GRID)], [TYPED])
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    assert book.sheetnames == ["Daftar", "t001-h3"]
    assert [one.value for one in book["Daftar"][2]][:3] == ["t001-h3", "lkj.pdf", "3, 4"]
    sheet = book["t001-h3"]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:A2", "B1:C1"}
    assert (sheet["C2"].data_type, sheet["C2"].value) == ("s", "=8/7")
    assert (sheet["B3"].value, sheet["B3"].number_format) == (1250000.5, "#,##0.00")
    assert (sheet["B4"].value, sheet["B4"].number_format) == (98.5, '#,##0.0"%"')
    assert sheet["C3"].value == "5-6%"
    assert sheet["C4"].value == "83 Angka"
    assert sheet["A1"].font.bold
    assert not sheet["A3"].font.bold
