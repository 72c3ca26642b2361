"""tables.json: the tables of a submission as grids, with the meaning of their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from extract.models import Cell, Table
from normalize.models import Column
from normalize.models import Table as TypedTable
from reports.files import write_bytes

SCHEMA = 1


def tables(grids: Mapping[str, Sequence[Table]], typed: Sequence[TypedTable] = ()) -> dict[str, Any]:
    """The content of tables.json for the grids of one or more documents (path -> grids).

    ``document`` at the top is the only document's path, None when there are several; every table names its own, and
    its id is unique within that document. ``engine`` is what read the table, and by what its grid was found. Role
    and formula of a column come from the typed table of the same document and id.
    """
    meaning = {(table.document, table.id): table for table in typed}
    return {
        "schema": SCHEMA,
        "document": next(iter(grids)) if len(grids) == 1 else None,
        "tables": [
            _table(document, grid, meaning.get((document, grid.id)))
            for document, found in grids.items()
            for grid in found
        ],
    }


def write(path: Path, grids: Mapping[str, Sequence[Table]], typed: Sequence[TypedTable] = ()) -> None:
    """Write tables.json."""
    write_bytes(path, msgspec.json.encode(tables(grids, typed)) + b"\n")


def header_labels(grid: Table, header_rows: int) -> list[str]:
    """The lowest header label over each column of ``grid``, on one line; empty where there is none."""
    labels = [""] * grid.width
    for cell in sorted(grid.cells, key=lambda cell: cell.r):
        text = " ".join(cell.text.split())
        if cell.r < header_rows and text:
            labels[cell.c : cell.c + cell.cs] = [text] * cell.cs
    return labels


def caption_of(grid: Table, typed: TypedTable | None) -> str:
    """A table's caption, empty when it has none."""
    if typed:
        return typed.caption
    return grid.caption.text if grid.caption else ""


def header_rows_of(grid: Table, typed: TypedTable | None) -> int:
    """How many rows at a table's top are header; what is known of its columns decides before the grid does."""
    return typed.header_rows if typed else grid.header_rows


def _table(document: str, grid: Table, typed: TypedTable | None) -> dict[str, Any]:
    header_rows = header_rows_of(grid, typed)
    return {
        "id": grid.id,
        "document": document,
        "pages": list(grid.pages),
        "caption": caption_of(grid, typed),
        "engine": grid.engine,
        "header_rows": header_rows,
        "columns": _columns(grid, header_rows, typed.columns if typed else ()),
        "cells": [_cell(cell) for cell in grid.cells],
    }


def _columns(grid: Table, header_rows: int, typed: Sequence[Column]) -> list[dict[str, Any]]:
    known = {column.index: column for column in typed}
    columns = []
    for index, label in enumerate(header_labels(grid, header_rows)):
        column = known.get(index)
        columns.append(
            {
                "index": index,
                "label": column.label if column else label,
                "role": column.role if column else None,
                "formula": column.formula.raw if column and column.formula else None,
            }
        )
    return columns


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "r": cell.r,
        "c": cell.c,
        "rs": cell.rs,
        "cs": cell.cs,
        "text": cell.text,
        "page": cell.page,
        "bbox": [round(edge, 2) for edge in cell.box],
        "source": cell.source,
        "confidence": cell.confidence,
    }
