"""``lkj extract``: the tables of documents, without judging them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from normalize.build import build
from pipeline import stages
from pipeline.discover import Source
from pipeline.tables_files import TableFormat, named_tables, write_csv, write_xlsx
from pipeline.workers import Report
from reports import tables_json


def extract_tables(source: Source, stored: Sequence[Path], folder: Path, form: TableFormat, report: Report) -> int:
    """Write the tables of a submission into ``folder`` and tell how many; a task of the worker processes."""
    documents = stages.load(stored)
    tables = list(named_tables(documents))
    if form == "csv":
        write_csv(folder, tables)
        return len(tables)
    typed = build(source.id, source.name, documents).tables
    if form == "json":
        tables_json.write(folder / tables_json.FILE_NAME, {one.path: one.tables for one in documents}, typed)
    else:
        write_xlsx(folder / "tables.xlsx", tables, typed)
    return len(tables)
