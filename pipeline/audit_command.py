"""``lkj audit``: from paths to findings and reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import audit.run
from audit.profile import Profile
from audit.registry import rules
from audit.views import views
from normalize.build import build
from pipeline import stages
from pipeline.discover import Source
from pipeline.executor import Report
from reports.models import RuleText, SubmissionResult, SubmissionSummary, summarize
from reports.write import write_submission

RULE_TEXTS = {rule.code: RuleText(rule.title, rule.why, rule.method) for rule in rules()}


def audit_submission(
    source: Source,
    stored: Sequence[stages.Stored],
    folder: Path,
    profile: Profile,
    created: datetime,
    version: str,
    out: Path,
    report: Report,
) -> SubmissionSummary:
    """Audit what was read of a submission and write its reports into ``folder``; a task of the worker processes.

    They are going to replace those of an earlier run in ``out``, from which the evaluator's notes are taken over.
    """
    documents = stages.load(stored)
    submission = build(source.id, source.name, documents)
    findings = audit.run.run(submission, profile)
    tables = {one.path: one.tables for one in documents}
    result = SubmissionResult(submission, tuple(findings), tables, views(submission, profile, findings))
    pdfs = {document.name: document.path for document in source.documents}
    run = {code: text for code, text in RULE_TEXTS.items() if code not in profile.rules.disabled}
    write_submission(folder, result, pdfs, run, created, version, replaces=out / source.id)
    return summarize(result)
