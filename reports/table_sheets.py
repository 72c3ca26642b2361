"""The tables of a submission on the sheets of its workpaper: as printed, the cells with findings coloured.

Beside every column whose figures were computed anew stands another one with the computation as live formulas.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import get_args

import msgspec
from xlsxwriter.worksheet import Worksheet

from audit.models import SEVERITIES, Evidence, Finding, Place, Recomputed
from extract.models import Box, Cell, Table, union
from normalize.models import Number, TableKind
from normalize.models import Table as TypedTable
from reports import labels
from reports.live import Placed, expression
from reports.models import SubmissionResult
from reports.sheets import (
    FILL,
    Book,
    column_widths,
    exact_numbers,
    fits,
    number_format,
    put,
    put_cell,
    row_heights,
)
from reports.tables_json import caption_of, header_rows_of

COMPUTED = "Hitung ulang"
"""What the columns of formulas are called."""
_FIGURES = re.compile(r"[-(]?(?:Rp\.?)?[\d.,\s]+[)%\s]*")
_TINT = "#EAF1F7"
_NARROWEST = 11
_LEGIBLE = 250
"""Characters that can be read side by side on one printed page."""


class _Entry(msgspec.Struct, frozen=True):
    """A table to write: the grid, what is known of it, and the findings per cell (index in ``grid.cells``).

    ``spread`` is the grid with free columns behind those that were computed anew; ``computed`` maps these columns to
    the free ones. ``sheet`` and ``top`` are where it goes, its first row from 0.
    """

    document: str
    grid: Table
    typed: TypedTable | None
    wrong: dict[int, list[Finding]]
    recomputed: tuple[Recomputed, ...]
    spread: Table
    computed: dict[int, int]
    sheet: str
    top: int

    @property
    def header_rows(self) -> int:
        return header_rows_of(self.grid, self.typed)


class _Live(msgspec.Struct, frozen=True):
    """A formula without its equals sign, what it gives, and the format that shows it."""

    formula: str
    result: float | str
    format: str


def write_tables(book: Book, result: SubmissionResult) -> dict[str, Placed]:
    """Write one sheet per kind of table; returns for each finding's id the first cell that shows it."""
    entries = _entries(result)
    numbers = {place: placed for entry in entries for place, placed in _numbers(entry).items()}
    places: dict[str, Placed] = {}
    for kind in get_args(TableKind):
        name = labels.TABLE[kind]
        if of_kind := [entry for entry in entries if entry.sheet == name]:
            _write_sheet(book, name, of_kind, numbers, places)
    return places


def _entries(result: SubmissionResult) -> list[_Entry]:
    typed = {(table.document, table.id): table for table in result.submission.tables}
    recomputed: dict[tuple[str, str], list[Recomputed]] = defaultdict(list)
    for one in result.views.recomputed:
        recomputed[one.place.document, one.place.table].append(one)
    wrong = _wrong_cells(result)
    tops: dict[str, int] = defaultdict(int)
    entries = []
    for document, grids in result.tables.items():
        for grid in grids:
            key = (document, grid.id)
            table = typed.get(key)
            sheet = labels.TABLE[table.kind if table else "lainnya"]
            spread, computed = _spread(grid, recomputed[key])
            top = tops[sheet] + 2
            entries.append(
                _Entry(document, grid, table, wrong.get(key, {}), tuple(recomputed[key]), spread, computed, sheet, top)
            )
            tops[sheet] = top + grid.height + 2
    return entries


def _spread(grid: Table, recomputed: Iterable[Recomputed]) -> tuple[Table, dict[int, int]]:
    """The grid with a free column behind each one that was computed anew, and which column's is which.

    A figure may be printed in a cell that spans more columns than its own; the free one is behind all of them.
    """
    ends = {
        (r, c): cell.c + cell.cs - 1
        for cell in grid.cells
        for r in range(cell.r, cell.r + cell.rs)
        for c in range(cell.c, cell.c + cell.cs)
    }
    behind: dict[int, int] = {}
    for one in recomputed:
        row, column = one.place.row, one.place.column
        behind[column] = max(behind.get(column, 0), ends.get((row, column), column))
    after = sorted(behind.values())

    def moved(column: int) -> int:
        return column + sum(one < column for one in after)

    cells = tuple(
        msgspec.structs.replace(cell, c=moved(cell.c), cs=moved(cell.c + cell.cs - 1) - moved(cell.c) + 1)
        for cell in grid.cells
    )
    free = {column: last + n + 1 for n, (column, last) in enumerate(sorted(behind.items(), key=lambda one: one[1]))}
    return msgspec.structs.replace(grid, cells=cells), free


def _numbers(entry: _Entry) -> dict[Place, Placed]:
    """Where the figures of a table stand as numbers."""
    exact = exact_numbers(entry.typed)
    return {
        Place(entry.document, entry.grid.id, cell.r, cell.c): Placed(entry.sheet, entry.top + cell.r, moved.c)
        for cell, moved in zip(entry.grid.cells, entry.spread.cells, strict=True)
        if cell.r >= entry.header_rows and fits(cell, exact.get((cell.r, cell.c)))
    }


def _wrong_cells(result: SubmissionResult) -> dict[tuple[str, str], dict[int, list[Finding]]]:
    """(document, table id) -> index of the cell -> the findings whose reported value stands in it."""
    areas: dict[tuple[str, int], list[tuple[Box, str, int]]] = defaultdict(list)
    for document, grids in result.tables.items():
        for grid in grids:
            for index, cell in enumerate(grid.cells):
                for page, box in _areas(cell).items():
                    areas[document, page].append((box, grid.id, index))
    wrong: dict[tuple[str, str], dict[int, list[Finding]]] = {}
    for found in labels.in_reading_order(result.findings):
        for evidence in found.evidence:
            if evidence.role != "reported":
                continue
            place = _cell_at(evidence, areas[evidence.document, evidence.page])
            if place:
                findings = wrong.setdefault((evidence.document, place[0]), {}).setdefault(place[1], [])
                if found not in findings:
                    findings.append(found)
    return wrong


def _areas(cell: Cell) -> dict[int, Box]:
    """A cell's box on every page it lies on."""
    boxes: dict[int, list[Box]] = {cell.page: [cell.box]}
    for line in cell.lines:
        boxes.setdefault(line.page, []).append(line.box)
    return {page: union(parts) for page, parts in boxes.items()}


def _cell_at(evidence: Evidence, areas: Iterable[tuple[Box, str, int]]) -> tuple[str, int] | None:
    """Table and index of the smallest cell around the middle of the evidence."""
    x, y = (evidence.bbox[0] + evidence.bbox[2]) / 2, (evidence.bbox[1] + evidence.bbox[3]) / 2
    around = [
        ((box[2] - box[0]) * (box[3] - box[1]), table, index)
        for box, table, index in areas
        if box[0] <= x <= box[2] and box[1] <= y <= box[3]
    ]
    return min(around)[1:] if around else None


# --- writing ---------------------------------------------------------------------------------------------------------


def _write_sheet(
    book: Book, name: str, entries: Sequence[_Entry], numbers: Mapping[Place, Placed], places: dict[str, Placed]
) -> None:
    sheet = book.sheet(name)
    widths = column_widths([entry.spread for entry in entries])
    for entry in entries:
        needed = max((len(f"{one.value:,.2f}") for one in entry.recomputed), default=0)
        for free in entry.computed.values():
            widths += [0.0] * (free + 1 - len(widths))
            widths[free] = max(widths[free], needed + 2, _NARROWEST)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.fit_to_pages(ceil(sum(widths) / _LEGIBLE), 0)
    for entry in entries:
        put(sheet, entry.top - 2, 0, _caption(entry), book.style("heading"))
        put(sheet, entry.top - 1, 0, _origin(entry), book.style("note"))
        _write_table(book, sheet, entry, places)
        _write_computed(book, sheet, entry, numbers)
        for row, height in enumerate(row_heights(entry.spread, widths)):
            sheet.set_row(entry.top + row, height)


def _caption(entry: _Entry) -> str:
    return caption_of(entry.grid, entry.typed) or "Tabel tanpa judul"


def _origin(entry: _Entry) -> str:
    return f"{entry.document}, halaman {labels.page_list(entry.grid.pages)}"


def _write_table(book: Book, sheet: Worksheet, entry: _Entry, places: dict[str, Placed]) -> None:
    numbers = exact_numbers(entry.typed)
    counted = {column for _, column in numbers}
    for index, (cell, moved) in enumerate(zip(entry.grid.cells, entry.spread.cells, strict=True)):
        findings = entry.wrong.get(index, [])
        changes: dict[str, object] = {"bg_color": _fill(findings)} if findings else {}
        if cell.c in counted and cell.r >= entry.header_rows and _FIGURES.fullmatch(cell.text):
            changes["align"] = "right"
        value = numbers.get((cell.r, cell.c))
        put_cell(book, sheet, entry.top, moved, value, header=cell.r < entry.header_rows, **changes)
        row = entry.top + cell.r
        if findings:
            sheet.write_comment(row, moved.c, labels.clean(_comment(findings)), {"x_scale": 2.5, "y_scale": 2})
        for found in findings:
            places.setdefault(found.id, Placed(entry.sheet, row, moved.c))


def _write_computed(book: Book, sheet: Worksheet, entry: _Entry, numbers: Mapping[Place, Placed]) -> None:
    """The columns of formulas, as far as no cell of the table covers them."""
    covered = {
        (row, column)
        for cell in entry.spread.cells
        for row in range(cell.r, cell.r + cell.rs)
        for column in range(cell.c, cell.c + cell.cs)
    }
    values = _values(entry.typed)
    by_cell: dict[tuple[int, int], list[Recomputed]] = defaultdict(list)
    for one in entry.recomputed:
        by_cell[one.place.row, one.place.column].append(one)
    wrong = {(entry.grid.cells[index].r, entry.grid.cells[index].c): found for index, found in entry.wrong.items()}
    for column, free in entry.computed.items():
        header = [row for row in range(entry.header_rows) if (row, free) not in covered]
        for row in header:
            text = COMPUTED if row == header[-1] else None
            put(sheet, entry.top + row, free, text, book.style("header", italic=True, bg_color=_TINT))
        for row in range(entry.header_rows, entry.grid.height):
            if (row, free) in covered:
                continue
            computed = by_cell.get((row, column), [])
            changes: dict[str, object] = {"bg_color": _TINT, "align": "right", "italic": True}
            if computed and (findings := wrong.get((row, column))):
                changes |= {"bg_color": _fill(findings), "bold": True}
            live = _live(entry, computed, values, numbers)
            if live is None:
                put(sheet, entry.top + row, free, None, book.style("cell", **changes))
            else:
                style = book.style("cell", **changes, num_format=live.format)
                sheet.write_formula(entry.top + row, free, f"={live.formula}", style, live.result)


def _live(
    entry: _Entry,
    computed: Sequence[Recomputed],
    values: Mapping[Place, Number],
    numbers: Mapping[Place, Placed],
) -> _Live | None:
    """The formula for what stands in one cell; of several figures in it the results below each other, as text."""
    made = [
        (one, values[one.place], formula)
        for one in computed
        if (formula := expression(one, numbers, entry.sheet)) is not None
    ]
    if len(made) == 1:
        one, number, formula = made[0]
        return _Live(formula, float(one.value), number_format(number))
    if made:
        formula = "&CHAR(10)&".join(f"FIXED({text},{number.decimals})" for _, number, text in made)
        return _Live(formula, "\n".join(f"{one.value:,.{number.decimals}f}" for one, number, _ in made), "General")
    return None


def _values(typed: TypedTable | None) -> dict[Place, Number]:
    if typed is None:
        return {}
    return {
        Place(typed.document, typed.id, row.index, column, row.sub): value.number
        for row in typed.rows
        for column, value in row.values.items()
        if value.number is not None
    }


def _fill(findings: Iterable[Finding]) -> str:
    return FILL[min((found.severity for found in findings), key=SEVERITIES.index)]


def _comment(findings: Iterable[Finding]) -> str:
    return "\n\n".join(
        f"{found.rule} ({labels.SEVERITY[found.severity]}, {labels.VERDICT[found.verdict]})\n{found.message}"
        for found in findings
    )
