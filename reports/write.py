"""The results of a submission and of a batch, as files in a folder."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from audit.models import CrossFinding
from reports import earlier, findings_json, tables_json, workbook
from reports.files import FINDINGS, INDEX, RECAP, REPORT, TABLES, WORKPAPER
from reports.html import pictures, write_index, write_report
from reports.material import Material, material
from reports.models import RuleText, SubmissionResult, SubmissionSummary
from reports.pages import PageImage, PageKey, render
from reports.standing import standing

KEPT = "kertas-kerja-lama.xlsx"
"""A workpaper that could not be read, beside the one that takes its place."""

log = logging.getLogger(__name__)


def write_submission(
    out: Path,
    result: SubmissionResult,
    pdfs: Mapping[str, Path],
    rules: Mapping[str, RuleText],
    created: datetime,
    version: str,
    replaces: Path | None = None,
) -> None:
    """Write findings.json, tables.json, kertas-kerja.xlsx and laporan.html into ``out``, which is made.

    ``pdfs`` maps each document's path to the file to draw pages from, ``rules`` the code of each rule that was run to
    its explanation. ``replaces`` is the folder with the results that these replace: what an evaluator noted in its
    workpaper is kept, and a workpaper whose notes cannot be read stays beside the new one.
    """
    of = gather(out, result, rules, created, version, replaces)
    write_workpaper(out, of)
    write_evidence(out, of, render(pictures(of, pdfs)))


def gather(
    out: Path,
    result: SubmissionResult,
    rules: Mapping[str, RuleText],
    created: datetime,
    version: str,
    replaces: Path | None = None,
) -> Material:
    """What the files of a submission in ``out``, which is made, are written from; as :func:`write_submission` says."""
    out.mkdir(parents=True, exist_ok=True)
    before = _workpaper(out, replaces) if replaces else earlier.Workpaper()
    gone = earlier.gone(before, result.findings, result.submission, frozenset(rules))
    return material(result, rules, created, version, before, gone)


def write_workpaper(out: Path, of: Material) -> None:
    """Write the files that show no pictures: findings.json, tables.json and kertas-kerja.xlsx."""
    findings_json.write(out / FINDINGS, of.result, of.created, of.version)
    tables_json.write(out / TABLES, of.result.tables, of.result.submission.tables)
    workbook.write_workbook(out / WORKPAPER, of.result, of.created, of.version, of.before, of.gone)


def write_evidence(out: Path, of: Material, images: Mapping[PageKey, PageImage]) -> None:
    """Write laporan.html with the ``images`` of its pages; ``of`` need not have tables."""
    write_report(out / REPORT, of, images)


def _workpaper(out: Path, replaces: Path) -> earlier.Workpaper:
    old = replaces / WORKPAPER
    try:
        return earlier.read(old, replaces)
    except earlier.UnreadableWorkpaper as error:
        log.warning("%s; it is kept as %s", error, KEPT)
        shutil.copyfile(old, out / KEPT)
        return earlier.Workpaper()


def write_batch(
    out: Path,
    summaries: Sequence[SubmissionSummary],
    created: datetime,
    version: str,
    crossing: Sequence[CrossFinding] = (),
) -> None:
    """Write index.html, rekap.xlsx and findings.json into ``out``; ``crossing`` are the findings between submissions.

    The submissions' own results are looked up in ``out/<id>/``, where :func:`write_submission` left them; their
    findings are copied from there one submission at a time, so that memory does not grow with the batch. What the
    evaluators noted meanwhile is read from their workpapers.
    """
    # pandas takes long to load, and the processes that write single submissions do without it.
    from reports import recap

    out.mkdir(parents=True, exist_ok=True)
    findings_json.write_batch(out, summaries, created, version, crossing)
    standings = {one.id: standing(out / one.id / WORKPAPER) for one in summaries}
    recap.write_recap(out / RECAP, summaries, created, standings, crossing)
    write_index(out / INDEX, summaries, created, version, standings, crossing)
