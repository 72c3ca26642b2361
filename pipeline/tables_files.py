"""Tables as CSV files and as a workbook, as they are printed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from extract.models import Cell, Document, Table
from normalize.models import Number
from normalize.models import Table as TypedTable

TableFormat = Literal["json", "csv", "xlsx"]

PLAIN_UNITS = {None: "", "%": '"%"', "Rp": ""}
"""Units with which a printed number can be a number in a sheet, and how the sheet shows them."""


class NamedTable(msgspec.Struct, frozen=True):
    """A table with a name that is unique in its submission and safe for a file or a sheet."""

    name: str
    document: str
    grid: Table


def named_tables(documents: Sequence[Document]) -> Iterator[NamedTable]:
    """The tables of all documents in order, named after their number and page ("t003-h12")."""
    for number, document in enumerate(documents, start=1):
        prefix = f"d{number}-" if len(documents) > 1 else ""
        for grid in document.tables:
            yield NamedTable(f"{prefix}{grid.id}-h{grid.pages[0]}", document.path, grid)


def write_csv(folder: Path, tables: Sequence[NamedTable]) -> None:
    """One file per table, text as printed; the text of a merged cell stands where the cell begins."""
    for table in tables:
        rows = [[""] * table.grid.width for _ in range(table.grid.height)]
        for cell in table.grid.cells:
            rows[cell.r][cell.c] = cell.text
        # The byte order mark tells spreadsheet programs that this is UTF-8.
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)


def write_xlsx(path: Path, tables: Sequence[NamedTable], typed: Sequence[TypedTable]) -> None:
    """A list of the tables, then a sheet per table: cells merged as printed, numbers as numbers where that is safe."""
    numbers = {(table.document, table.id): _numbers(table) for table in typed}
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        contents = book.add_worksheet("Daftar")
        contents.write_row(0, 0, ["Tabel", "Dokumen", "Halaman", "Judul"], book.add_format({"bold": True}))
        for column, width in enumerate((14, 40, 10, 90)):
            contents.set_column(column, column, width)
        style = _Style(book)
        for row, table in enumerate(tables, start=1):
            contents.write_url(row, 0, f"internal:'{table.name}'!A1", string=table.name)
            caption = table.grid.caption.text if table.grid.caption else ""
            contents.write_row(row, 1, [table.document, ", ".join(map(str, table.grid.pages)), caption])
            sheet = book.add_worksheet(table.name)
            sheet.set_column(0, max(table.grid.width - 1, 0), 18)
            known = numbers.get((table.document, table.grid.id), {})
            for cell in table.grid.cells:
                number = known.get((cell.r, cell.c, cell.text.strip()))
                _write_cell(sheet, cell, number, style.of(number, header=cell.r < table.grid.header_rows))


class _Style:
    """The few cell formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Format] = {}

    def of(self, number: Number | None, header: bool) -> Format:
        key = _number_format(number) if number else "@", header
        if key not in self._made:
            look = {"border": 1, "text_wrap": True, "valign": "top", "bold": header, "num_format": key[0]}
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def _number_format(number: Number) -> str:
    decimals = "." + "0" * number.decimals if number.decimals else ""
    return f"#,##0{decimals}{PLAIN_UNITS[number.unit]}"


def _numbers(table: TypedTable) -> Mapping[tuple[int, int, str], Number]:
    """The numbers of a table by row, column and text; ambiguous or malformed ones stay text."""
    return {
        (row.index, column, value.text.strip()): value.number
        for row in table.rows
        for column, value in row.values.items()
        if value.number and value.number.unit in PLAIN_UNITS and _clear(value.number)
    }


def _clear(number: Number) -> bool:
    return number.style != "malformed" and number.upper is None and not number.alternatives and not number.comparison


def _write_cell(sheet: Worksheet, cell: Cell, number: Number | None, look: Format) -> None:
    if cell.rs > 1 or cell.cs > 1:
        sheet.merge_range(cell.r, cell.c, cell.r + cell.rs - 1, cell.c + cell.cs - 1, "", look)
    if number:
        sheet.write_number(cell.r, cell.c, number.value, look)
    else:
        sheet.write_string(cell.r, cell.c, cell.text, look)
