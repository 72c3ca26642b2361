"""kertas-kerja.xlsx: the evaluator's workpaper of one submission."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from reports import earlier, labels
from reports.earlier import Line, Workpaper
from reports.files import REPORT
from reports.finding_sheet import write_findings, write_gone
from reports.models import SubmissionResult
from reports.sheets import new_book
from reports.side_sheets import write_aligned, write_unchecked
from reports.summary_sheet import write_summary
from reports.table_sheets import write_tables


def write_workbook(
    path: Path,
    result: SubmissionResult,
    created: datetime,
    version: str,
    before: Workpaper | None = None,
    gone: Sequence[tuple[str, Line]] = (),
) -> None:
    """Write the workpaper: Ringkasan, Temuan, Keselarasan, a sheet per kind of table, Tidak diperiksa.

    ``before`` is the workpaper that this one replaces, whose notes it keeps, and ``gone`` its findings that are not
    there any more.
    """
    before = before or Workpaper()
    findings = labels.in_reading_order(result.findings)
    with new_book(path, f"Kertas kerja {result.submission.unit or result.submission.source}", created) as book:
        write_summary(book, result, findings, before, gone, created, version)
        # Sheets are shown in the order they are made, and Temuan needs to know where the tables' cells went.
        listed = book.sheet(earlier.LISTED)
        if gone:
            write_gone(book, gone)
        if result.views.aligned:
            write_aligned(book, result.views.aligned, findings)
        places = write_tables(book, result)
        write_findings(book, listed, findings, result, places, before, REPORT)
        if result.views.unchecked:
            write_unchecked(book, result.views.unchecked)
