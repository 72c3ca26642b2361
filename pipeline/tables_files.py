"""Tables as CSV files and as a workbook, as they are printed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from extract.models import Document, Table
from normalize.models import Table as TypedTable
from reports import labels, tables_json
from reports.sheets import Book, Content, column_widths, exact_numbers, new_book, put_cell, put_table, row_heights

_FORMULA = re.compile(r"\s*[=+@-].*(\w\(|[|!])", re.DOTALL)
"""Text that a spreadsheet program would call functions or other programs for. CSV cannot say that it is text."""

LIST_NAME = "daftar"
LIST: dict[str, float] = {
    "Tabel": 14,
    "Dokumen": 36,
    "Halaman": 10,
    "Judul": 70,
    "Jenis": 22,
    "Baris": 7,
    "Kolom": 7,
    "Dibaca dengan": 18,
}
"""What the list of tables says of each, and the columns' widths in characters."""


class NamedTable(msgspec.Struct, frozen=True):
    """A table with a name that is unique in its submission and safe for a file or a sheet."""

    name: str
    document: str
    grid: Table
    typed: TypedTable | None = None


def prefixes(documents: Sequence[Document]) -> list[str]:
    """What the names of each document's files begin with: nothing when there is one document, else "d1-", "d2-"."""
    return [f"d{number}-" if len(documents) > 1 else "" for number in range(1, len(documents) + 1)]


def named_tables(documents: Sequence[Document], typed: Iterable[TypedTable]) -> list[NamedTable]:
    """The tables of all documents in order, named after their number and page ("t003-h12")."""
    known = {(table.document, table.id): table for table in typed}
    return [
        NamedTable(f"{prefix}{grid.id}-h{grid.pages[0]}", document.path, grid, known.get((document.path, grid.id)))
        for prefix, document in zip(prefixes(documents), documents, strict=True)
        for grid in document.tables
    ]


def write_csv(folder: Path, tables: Sequence[NamedTable]) -> None:
    """One file per table and a list of them, text as printed; that of a merged cell stands where the cell begins."""
    _csv(folder / f"{LIST_NAME}.csv", [list(LIST), *(_listed(table) for table in tables)])
    for table in tables:
        rows = [[""] * table.grid.width for _ in range(table.grid.height)]
        for cell in table.grid.cells:
            rows[cell.r][cell.c] = cell.text
        _csv(folder / f"{table.name}.csv", rows)


def write_xlsx(path: Path, tables: Sequence[NamedTable], title: str, created: datetime) -> None:
    """A list of the tables, then a sheet per table: cells merged as printed, numbers as numbers where that is exact."""
    with new_book(path, title, created) as book:
        listed = book.sheet(LIST_NAME.capitalize())
        for column, width in enumerate(LIST.values()):
            listed.set_column(column, column, width)
        put_table(book, listed, 0, LIST, [_listed(table) for table in tables])
        listed.freeze_panes(1, 1)
        listed.repeat_rows(0)
        for row, table in enumerate(tables, start=1):
            listed.write_url(row, 0, f"internal:'{table.name}'!A1", book.style("link"), table.name)
            _sheet(book, table)


def _listed(table: NamedTable) -> list[Content]:
    grid = table.grid
    kind = labels.TABLE[table.typed.kind] if table.typed else None
    caption, pages = tables_json.caption_of(grid, table.typed), labels.page_list(grid.pages)
    return [table.name, table.document, pages, caption, kind, grid.height, grid.width, grid.engine]


def _csv(path: Path, rows: Iterable[Sequence[Content]]) -> None:
    # The byte order mark tells spreadsheet programs that this is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([_inert(content) for content in row] for row in rows)


def _inert(content: Content) -> Content:
    """The content of a cell, with an apostrophe before what would be computed."""
    return f"'{content}" if isinstance(content, str) and _FORMULA.match(content) else content


def _sheet(book: Book, table: NamedTable) -> None:
    """The table from the first cell of a sheet of its own on, so that another program finds it where it expects it."""
    sheet = book.sheet(table.name)
    widths = column_widths([table.grid])
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, height in enumerate(row_heights(table.grid, widths)):
        sheet.set_row(row, height)
    numbers = exact_numbers(table.typed)
    header_rows = tables_json.header_rows_of(table.grid, table.typed)
    for cell in table.grid.cells:
        put_cell(book, sheet, 0, cell, numbers.get((cell.r, cell.c)), header=cell.r < header_rows)
    sheet.freeze_panes(header_rows, 0)
