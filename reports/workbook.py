"""kertas-kerja.xlsx: the evaluator's workpaper of one submission."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from xlsxwriter.utility import xl_rowcol_to_cell

from audit.models import Finding
from reports import labels
from reports.models import SubmissionResult
from reports.sheets import FILL, Content, new_book, put, put_table
from reports.summary_sheet import write_summary
from reports.table_sheets import Placed, write_tables

FILE_NAME = "kertas-kerja.xlsx"
COLUMNS: dict[str, float] = {
    "No": 4,
    "Kode": 6,
    "Kategori": 12,
    "Tingkat": 8,
    "Kepastian": 11,
    "Perihal": 20,
    "Uraian": 42,
    "Dokumen": 14,
    "Halaman": 8,
    "Tabel": 14,
    "Tertulis": 14,
    "Seharusnya": 14,
    "Perhitungan": 22,
    "Dasar": 20,
    "Status": 13,
    "Catatan": 16,
}
STATUS = ["Belum diperiksa", "Terbukti", "Tidak terbukti", "Sudah diperbaiki"]
_TABLE = list(COLUMNS).index("Tabel")
_STATUS = list(COLUMNS).index("Status")


def write_workbook(path: Path, result: SubmissionResult, created: datetime, version: str) -> None:
    """Write the workpaper: Ringkasan, Temuan, and a sheet per kind of table."""
    findings = labels.in_reading_order(result.findings)
    with new_book(path, f"Kertas kerja {result.submission.unit or result.submission.source}", created) as book:
        write_summary(book, result.submission, findings, created, version)
        # Sheets are shown in the order they are made, and Temuan needs to know where the tables' cells went.
        listed = book.sheet("Temuan")
        places = write_tables(book, result)
        captions = {(table.document, table.id): table.caption for table in result.submission.tables}
        rows = [_finding_row(number, found, captions) for number, found in enumerate(findings, 1)]
        put_table(book, listed, 0, COLUMNS, rows)
        for column, width in enumerate(COLUMNS.values()):
            listed.set_column(column, column, width)
        for row, found in enumerate(findings, 1):
            put(listed, row, 3, labels.SEVERITY[found.severity], book.style("cell", bg_color=FILL[found.severity]))
            if found.id in places:
                text = labels.clean(str(rows[row - 1][_TABLE] or "Lihat tabel"))[:255]
                listed.write_url(row, _TABLE, _target(places[found.id]), book.style("link"), text)
        listed.freeze_panes(1, 2)
        listed.repeat_rows(0)
        listed.autofilter(0, 0, max(len(findings), 1), len(COLUMNS) - 1)
        if findings:
            listed.data_validation(1, _STATUS, len(findings), _STATUS, {"validate": "list", "source": STATUS})


def _finding_row(number: int, found: Finding, captions: Mapping[tuple[str, str], str]) -> list[Content]:
    documents = list(dict.fromkeys(evidence.document for evidence in found.evidence))
    reported = [evidence for evidence in found.evidence if evidence.role == "reported"] or list(found.evidence)
    table = ""
    if found.table and documents:
        table = captions.get((documents[0], found.table), "") or f"Tabel {found.table}"
    return [
        number,
        found.rule,
        labels.CATEGORY[found.category],
        labels.SEVERITY[found.severity],
        labels.VERDICT[found.verdict],
        found.subject,
        found.message,
        "\n".join(documents),
        labels.page_list(evidence.page for evidence in reported),
        table,
        found.reported,
        found.expected,
        found.formula,
        found.basis,
        STATUS[0],
        None,
    ]


def _target(place: Placed) -> str:
    return f"internal:'{place.sheet}'!{xl_rowcol_to_cell(place.row, place.column)}"
