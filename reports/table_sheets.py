"""The tables of a submission on the sheets of its workpaper: as printed, the cells with findings coloured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import get_args

import msgspec
from xlsxwriter.worksheet import Worksheet

from audit.models import SEVERITIES, Evidence, Finding
from extract.models import Box, Cell, Table, union
from normalize.models import Table as TypedTable
from normalize.models import TableKind
from reports import labels
from reports.models import SubmissionResult
from reports.sheets import FILL, Book, column_widths, exact_numbers, put, put_cell, row_heights
from reports.tables_json import caption_of, header_rows_of


class Placed(msgspec.Struct, frozen=True):
    """Where a cell of a table went: sheet name, row and column, from 0."""

    sheet: str
    row: int
    column: int


class _Entry(msgspec.Struct, frozen=True):
    """A table to write: the grid, what is known of it, and the findings per cell (index in ``grid.cells``)."""

    document: str
    grid: Table
    typed: TypedTable | None
    wrong: dict[int, list[Finding]]


def write_tables(book: Book, result: SubmissionResult) -> dict[str, Placed]:
    """Write one sheet per kind of table; returns for each finding's id the first cell that shows it."""
    typed = {(table.document, table.id): table for table in result.submission.tables}
    kinds: dict[TableKind, list[_Entry]] = defaultdict(list)
    wrong = _wrong_cells(result)
    for document, grids in result.tables.items():
        for grid in grids:
            table = typed.get((document, grid.id))
            kinds[table.kind if table else "lainnya"].append(
                _Entry(document, grid, table, wrong.get((document, grid.id), {}))
            )
    places: dict[str, Placed] = {}
    for kind in get_args(TableKind):
        if kind in kinds:
            _write_sheet(book, labels.TABLE[kind], kinds[kind], places)
    return places


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


def _write_sheet(book: Book, name: str, entries: Sequence[_Entry], places: dict[str, Placed]) -> None:
    sheet = book.sheet(name)
    widths = column_widths([entry.grid for entry in entries])
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    top = 0
    for entry in entries:
        put(sheet, top, 0, _caption(entry), book.style("heading"))
        put(sheet, top + 1, 0, _origin(entry), book.style("note"))
        _write_table(book, sheet, name, entry, top + 2, places)
        for row, height in enumerate(row_heights(entry.grid, widths)):
            sheet.set_row(top + 2 + row, height)
        top += entry.grid.height + 4


def _caption(entry: _Entry) -> str:
    return caption_of(entry.grid, entry.typed) or f"Tabel {entry.grid.id}"


def _origin(entry: _Entry) -> str:
    return f"{entry.document}, halaman {labels.page_list(entry.grid.pages)}"


def _write_table(book: Book, sheet: Worksheet, name: str, entry: _Entry, top: int, places: dict[str, Placed]) -> None:
    numbers = exact_numbers(entry.typed)
    header_rows = header_rows_of(entry.grid, entry.typed)
    for index, cell in enumerate(entry.grid.cells):
        findings = entry.wrong.get(index, [])
        changes: dict[str, object] = {}
        if findings:
            changes["bg_color"] = FILL[min((found.severity for found in findings), key=SEVERITIES.index)]
        put_cell(book, sheet, top, cell, numbers.get((cell.r, cell.c)), header=cell.r < header_rows, **changes)
        row = top + cell.r
        if findings:
            sheet.write_comment(row, cell.c, labels.clean(_comment(findings)), {"x_scale": 2.5, "y_scale": 2})
        for found in findings:
            places.setdefault(found.id, Placed(name, row, cell.c))


def _comment(findings: Iterable[Finding]) -> str:
    return "\n\n".join(
        f"{found.rule} ({labels.SEVERITY[found.severity]}, {labels.VERDICT[found.verdict]})\n{found.message}"
        for found in findings
    )
