"""``lkj audit``: from paths to findings and reports."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

import audit.run
from audit.models import Views
from audit.profile import Profile
from audit.registry import rules
from audit.views import views
from extract.work import stage
from pipeline.discover import Source
from pipeline.documents import Stored, leave, left, parts_folder
from pipeline.executor import Call, Fan, Report, call_of
from pipeline.normalizing import normalized
from pipeline.stages import done_without
from reports.html import pictures, prepare
from reports.material import Material
from reports.models import RuleText, SubmissionResult, SubmissionSummary, summarize
from reports.pages import Fineness, PageImage, PageKey, Pictures, begin, draw, gathered, render
from reports.write import gather, write_evidence, write_workpaper

FEW = 20
"""Pages that are drawn by the task that audits; more of them are drawn in parts."""

PART = 8
"""Pages drawn by one task."""

MATERIAL, EVIDENCE, DRAWN = "material", "evidence", ".drawn"

RULE_TEXTS = {rule.code: RuleText(rule.title, rule.why, rule.method) for rule in rules()}

prepare()  # while the process that loads this module has nothing else to do


def audit_submission(
    source: Source,
    stored: Sequence[Stored],
    folder: Path,
    profile: Profile,
    created: datetime,
    version: str,
    out: Path,
    report: Report,
) -> SubmissionSummary | Fan:
    """Audit what was read of a submission and write its reports into ``folder``; a task of the worker processes.

    They are going to replace those of an earlier run in ``out``, from which the evaluator's notes are taken over.
    Many pages to show take longer than the audit: they are drawn in parts, while all else is made for the workpaper.
    """
    documents, submission = normalized(source, stored)
    with stage("audit"):
        findings = audit.run.run(submission, profile)
    result = SubmissionResult(submission, tuple(findings), {one.path: one.tables for one in documents})
    pdfs = {document.name: document.path for document in source.documents}
    run = {code: text for code, text in RULE_TEXTS.items() if code not in profile.rules.disabled}
    with stage("reports"):
        material = gather(folder, result, run, created, version, replaces=out / source.id)
        wanted = pictures(material, pdfs)
        if len(wanted.pages) > FEW:
            parts = parts_folder(folder)
            parts.mkdir(exist_ok=True)
            leave(material, parts / MATERIAL)
            calls = _drawing(draw_some, parts, wanted), call_of(write_sheets, parts, folder, profile)
            return Fan(calls, call_of(write_rest, parts, folder))
    material = _with(material, _seen(result, profile))
    with stage("reports"):
        write_workpaper(folder, material)
        write_evidence(folder, material, render(wanted))
        return summarize(material.result)


def draw_some(parts: Path, wanted: Pictures, report: Report) -> Fan:
    """Find out how finely to draw the pages of a report, by drawing some of them; the others are still to be drawn."""
    with stage("reports"):
        fineness, begun = begin(wanted)
        leave(begun, parts / f"begun{DRAWN}")
    drawn = {image.page for image in begun}
    left = [page for page in wanted.pages if page not in drawn]
    groups = [tuple(left[start : start + PART]) for start in range(0, len(left), PART)]
    return Fan(
        tuple(_drawing(draw_part, parts, wanted, number, group, fineness) for number, group in enumerate(groups))
    )


def draw_part(
    parts: Path, wanted: Pictures, number: int, pages: Sequence[PageKey], fineness: Fineness, report: Report
) -> None:
    """Draw some of the pages that a report shows."""
    with stage("reports"):
        leave(draw(wanted, pages, fineness), parts / f"{number}{DRAWN}")


def write_sheets(parts: Path, folder: Path, profile: Profile, report: Report) -> None:
    """Write those reports of a submission that need no pictures."""
    material = left(parts / MATERIAL, Material)
    material = _with(material, _seen(material.result, profile))
    with stage("reports"):
        leave(material.without_tables(), parts / EVIDENCE)
        write_workpaper(folder, material)


def write_rest(parts: Path, folder: Path, report: Report) -> SubmissionSummary:
    """Write the report of a submission that needs its pictures."""
    with stage("reports"):
        material = left(parts / EVIDENCE, Material)
        drawn = [left(file, list[PageImage]) for file in parts.glob(f"*{DRAWN}")]
        write_evidence(folder, material, gathered(image for part in drawn for image in part))
        summary = summarize(material.result)
        shutil.rmtree(parts)
        return summary


def _drawing(function: Callable[..., object], *arguments: object) -> Call:
    """A call that draws pages, without which the report does when it fails."""
    return call_of(function, *arguments, rescue=done_without)


def _seen(result: SubmissionResult, profile: Profile) -> Views:
    """What the reports show beside the findings."""
    with stage("audit"):
        return views(result.submission, profile, result.findings)


def _with(material: Material, seen: Views) -> Material:
    return msgspec.structs.replace(material, result=msgspec.structs.replace(material.result, views=seen))
