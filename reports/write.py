"""The results of a submission and of a batch, as files in a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from reports import findings_json, tables_json, workbook
from reports.html import INDEX, REPORT, write_index, write_report
from reports.models import RuleText, SubmissionResult, SubmissionSummary


def write_submission(
    out: Path,
    result: SubmissionResult,
    pdfs: Mapping[str, Path],
    rules: Mapping[str, RuleText],
    created: datetime,
    version: str,
) -> None:
    """Write findings.json, tables.json, kertas-kerja.xlsx and laporan.html into ``out``, which is made.

    ``pdfs`` maps each document's path to the file to draw pages from, ``rules`` a rule's code to its explanation.
    """
    out.mkdir(parents=True, exist_ok=True)
    tables_json.write(out / tables_json.FILE_NAME, result.tables, result.submission.tables)
    workbook.write_workbook(out / workbook.FILE_NAME, result, created, version)
    write_report(out / REPORT, result, pdfs, rules, created, version)
    findings_json.write(out / findings_json.FILE_NAME, result, created, version)


def write_batch(
    out: Path,
    summaries: Sequence[SubmissionSummary],
    created: datetime,
    version: str,
) -> None:
    """Write index.html, rekap.xlsx and findings.json into ``out``.

    The submissions' own results are looked up in ``out/<id>/``, where :func:`write_submission` left them; their
    findings are copied from there one submission at a time, so that memory does not grow with the batch.
    """
    # pandas takes long to load, and the processes that write single submissions do without it.
    from reports import recap

    out.mkdir(parents=True, exist_ok=True)
    findings_json.write_batch(out, summaries, created, version)
    recap.write_recap(out / recap.FILE_NAME, summaries, created)
    write_index(out / INDEX, summaries, created, version)
