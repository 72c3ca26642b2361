"""Writing spreadsheets: the styles, the rule that printed text never becomes a formula, and tables as printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from audit.models import Severity
from extract.models import Cell, Table
from normalize.models import Number, Role, Value
from normalize.models import Table as TypedTable
from reports.files import write_bytes
from reports.labels import clean

LINE_HEIGHT = 13.2
"""Points of one line of text in a cell."""
MAX_HEIGHT = 400.0
"""Points; a row can have 409 by the file format."""
MAX_TEXT = 32_767
"""What a cell can hold, by the file format."""
NARROWEST, WIDEST = 6, 42
"""Width of a table's column in characters."""
INDONESIAN = "[$-421]"
"""Makes a number format that of Indonesia."""
_WORDS = re.compile(r"-?\d[\d.,]*\s*([^\W\d][^\d\"]*)")
"""A figure with its unit in words: "12 Dokumen"."""
EXACT_DIGITS = 15
"""A spreadsheet keeps no more digits of a number."""
WORDS: frozenset[Role | None] = frozenset(
    {
        "no",
        "kode",
        "tujuan",
        "sasaran",
        "program",
        "kegiatan",
        "sub_kegiatan",
        "uraian",
        "indikator",
        "satuan",
        "rumus",
        "keterangan",
    }
)
"""Columns in which what looks like a number is a code, a number in a list or part of a name."""
FILL: dict[Severity, str] = {"tinggi": "#F6B9B9", "sedang": "#FFDFA6", "rendah": "#FFF6BF", "info": "#DCE7F3"}

Content = str | int | float | None
_BASE = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_GRID = {"border": 1, "border_color": "#B4BCC6"}
STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "note": {"italic": True, "font_color": "#56606E"},
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "font_size": 11},
    "link": {"font_color": "#0B57A4", "underline": 1, "text_wrap": True, **_GRID},
    "header": {"bold": True, "bg_color": "#E3E8EE", "text_wrap": True, "align": "center", "valign": "vcenter", **_GRID},
    "cell": {"text_wrap": True, **_GRID},
    "count": {"num_format": f"{INDONESIAN}#,##0", "align": "right", "indent": 1, **_GRID},
    "total": {
        "bold": True,
        "num_format": f"{INDONESIAN}#,##0",
        "indent": 1,
        "bg_color": "#F0F3F6",
        "text_wrap": True,
        **_GRID,
    },
}


class Book:
    """A workbook that is being written, with its styles made once."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._asked: dict[tuple[Any, ...], Format] = {}

    def sheet(self, name: str) -> Worksheet:
        """A new sheet, set up for printing on A4 landscape, all columns on one page."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
        return sheet

    def style(self, name: str, **changes: object) -> Format:
        """The format ``name`` of STYLES with ``changes`` on top."""
        asked = (name, *changes.items())
        if asked not in self._asked:
            properties = _BASE | STYLES[name] | changes
            key = tuple(sorted(properties.items()))
            if key not in self._formats:
                self._formats[key] = self.workbook.add_format(properties)
            self._asked[asked] = self._formats[key]
        return self._asked[asked]


@contextmanager
def new_book(path: Path, title: str, created: datetime) -> Iterator[Book]:
    """A workbook that appears at ``path`` when the block ends without an error."""
    content = BytesIO()  # on a full disk, an archive that is left open complains when it is collected
    workbook = Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    workbook.set_properties({"title": clean(title), "author": "lkj-audit", "created": _utc(created)})
    yield Book(workbook)
    workbook.close()
    write_bytes(path, content.getvalue())


def put(sheet: Worksheet, row: int, column: int, content: Content, style: Format) -> None:
    """Write one cell: numbers as numbers, every text as text whatever it begins with."""
    if content is None or content == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(content, str):
        sheet.write_string(row, column, clean(content)[:MAX_TEXT], style)
    else:
        sheet.write_number(row, column, content, style)


def put_table(
    book: Book,
    sheet: Worksheet,
    top: int,
    header: Mapping[str, float],
    rows: Sequence[Sequence[Content]],
) -> int:
    """Write a header (label -> the column's width in characters) and rows from row ``top`` on.

    Returns the row after the last. The columns get their widths from whoever lays out the sheet.
    """
    for column, label in enumerate(header):
        put(sheet, top, column, label, book.style("header"))
    for index, row in enumerate([list(header), *rows]):
        lines = [line_count(str(content or ""), width) for content, width in zip(row, header.values(), strict=True)]
        sheet.set_row(top + index, row_height(max(lines)))
    counted = {column for row in rows for column, content in enumerate(row) if isinstance(content, int | float)}
    for index, row in enumerate(rows, top + 1):
        for column, content in enumerate(row):
            number = isinstance(content, int | float) or (content == "-" and column in counted)
            put(sheet, index, column, content, book.style("count" if number else "cell"))
    return top + 1 + len(rows)


def put_totals(book: Book, sheet: Worksheet, row: int, contents: Sequence[Content]) -> None:
    """Write the row below a table that sums it up."""
    for column, content in enumerate(contents):
        counted = isinstance(content, int | float)
        # LibreOffice forgets the indentation of numbers that may be wrapped.
        changes = STYLES["count"] | {"text_wrap": False} if counted else {}
        put(sheet, row, column, content, book.style("total", **changes))


def exact_numbers(typed: TypedTable | None) -> dict[tuple[int, int], Value]:
    """The values of a table that may be written as numbers, by row and column of the grid.

    Left out is what a spreadsheet could not show as it is printed: several values in one cell, ranges, ambiguous or
    malformed numbers, more digits than it keeps.
    """
    if typed is None:
        return {}
    columns = {column.index for column in typed.columns if column.role not in WORDS}
    values: dict[tuple[int, int], list[Value]] = defaultdict(list)
    for row in typed.rows:
        for column, value in row.values.items():
            if column in columns:
                values[row.index, column].append(value)
    return {place: found[0] for place, found in values.items() if len(found) == 1 and _exact(found[0].number)}


def fits(cell: Cell, value: Value | None) -> bool:
    """Whether ``value`` is all there is in ``cell``, so that it can be written as a number."""
    return value is not None and value.text.split() == cell.text.split()


def put_cell(
    book: Book, sheet: Worksheet, top: int, cell: Cell, value: Value | None, *, header: bool, **changes: object
) -> None:
    """Write a cell of a table whose first row is row ``top`` of the sheet, merged as printed.

    It becomes a number when ``value`` has one and is all of the cell, else the text as printed. ``changes`` are made
    to the format of the cell.
    """
    content: Content = cell.text
    if value and value.number and not header and fits(cell, value):
        content = float(value.number.value)
        changes = {"num_format": number_format(value.number), **changes}
    style = book.style("header" if header else "cell", **changes)
    row = top + cell.r
    if cell.rs > 1 or cell.cs > 1:
        sheet.merge_range(row, cell.c, row + cell.rs - 1, cell.c + cell.cs - 1, "", style)
    put(sheet, row, cell.c, content, style)


def column_widths(grids: Sequence[Table]) -> list[float]:
    """Widths for columns that several tables share: wide enough for the lines as printed."""
    widths = [float(NARROWEST)] * max((grid.width for grid in grids), default=0)
    for grid in grids:
        for cell in grid.cells:
            if cell.cs == 1:
                longest = max(map(len, cell.text.split("\n")))
                widths[cell.c] = max(widths[cell.c], min(longest * 1.1 + 1, WIDEST))
    return widths


def row_heights(grid: Table, widths: Sequence[float]) -> list[float]:
    """Heights (points) of a table's rows: spreadsheets do not fit rows to merged cells by themselves."""
    lines = [1.0] * grid.height
    for cell in sorted(grid.cells, key=lambda cell: cell.rs):
        width = sum(widths[cell.c : cell.c + cell.cs])
        missing = line_count(cell.text, width) - sum(lines[cell.r : cell.r + cell.rs])
        for row in range(cell.r, cell.r + cell.rs):
            lines[row] += max(missing, 0) / cell.rs
    return [row_height(count) for count in lines]


def line_count(text: str, width: float) -> int:
    """How many lines ``text`` takes in a column of ``width`` characters, about."""
    return sum(max(ceil(len(line) * 0.97 / width), 1) for line in text.split("\n"))


def row_height(lines: float) -> float:
    """The height (points) of a row of so many lines: not every program fits rows to wrapped text by itself."""
    return min(lines * LINE_HEIGHT + 3, MAX_HEIGHT)


def _exact(number: Number | None) -> bool:
    """Whether a spreadsheet can show the number as it is printed, apart from the separators."""
    return (
        number is not None
        and number.style != "malformed"
        and (number.unit in {None, "%", "Rp"} or _suffix(number) != "")
        and number.comparison is None
        and number.upper is None
        and not number.alternatives
        and len(number.value.as_tuple().digits) <= EXACT_DIGITS
        and number.value == round(number.value, number.decimals)
    )


def number_format(number: Number) -> str:
    """The format of a spreadsheet that shows a number as it is printed; which separators it shows is up to the program.

    LibreOffice takes them from the format, which says Indonesian, Excel from the settings of the computer.
    """
    grouped = "#,##0" if abs(number.value) >= Decimal(1000) and number.style != "plain" else "0"
    decimals = "." + "0" * number.decimals if number.decimals else ""
    currency = '"Rp "' if number.unit == "Rp" else ""
    return f"{INDONESIAN}{currency}{grouped}{decimals}{_suffix(number)}"


def _suffix(number: Number) -> str:
    """What is printed behind the figures, for the format of a cell: a sign or a unit in words."""
    if number.unit == "%":
        return '"%"'
    words = _WORDS.fullmatch(" ".join(number.raw.split()))
    return f'" {words[1]}"' if words and number.unit not in {None, "Rp"} else ""


def _utc(created: datetime) -> datetime:
    return created.astimezone(UTC).replace(tzinfo=None) if created.tzinfo else created
