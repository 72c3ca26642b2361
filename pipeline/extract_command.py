"""``lkj extract``: the tables of documents, without judging them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from extract.models import Document
from extract.work import stage
from normalize.models import SourceFile, Submission
from pipeline.discover import Source
from pipeline.documents import Stored
from pipeline.executor import Report
from pipeline.normalizing import normalized
from pipeline.tables_files import named_tables, prefixes, write_csv, write_xlsx
from reports import tables_json
from reports.debug import draw_tables
from reports.files import TABLES, TableFormat


class Extracted(msgspec.Struct, frozen=True):
    """What was taken from a submission: ``source`` and ``unit`` say whose it is, ``tables`` how many there are."""

    source: str
    unit: str | None
    files: tuple[SourceFile, ...]
    tables: int


def extract_tables(
    source: Source,
    stored: Sequence[Stored],
    folder: Path,
    form: TableFormat,
    debug: bool,
    created: datetime,
    report: Report,
) -> Extracted:
    """Write the tables of a submission into ``folder``; a task of the worker processes.

    With ``debug`` also a picture of each page that has tables, with the grids drawn over it.
    """
    documents, submission = normalized(source, stored)
    with stage("reports"):
        return _write(source, documents, submission, folder, form, debug, created)


def _write(
    source: Source,
    documents: Sequence[Document],
    submission: Submission,
    folder: Path,
    form: TableFormat,
    debug: bool,
    created: datetime,
) -> Extracted:
    tables = named_tables(documents, submission.tables)
    match form:
        case "json":
            grids = {one.path: one.tables for one in documents}
            tables_json.write(folder / TABLES, grids, submission.tables)
        case "csv":
            write_csv(folder, tables)
        case "xlsx":
            write_xlsx(folder / "tables.xlsx", tables, f"Tabel {submission.unit or source.name}", created)
    if debug and source.documents:
        for prefix, document, given in zip(prefixes(documents), documents, source.documents, strict=True):
            rows = {one.id: one.header_rows for one in submission.tables if one.document == document.path}
            draw_tables(folder, prefix, document, given.path, rows)
    return Extracted(source.name, submission.unit, submission.files, len(tables))
