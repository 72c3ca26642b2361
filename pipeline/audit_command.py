"""``lkj audit``: from paths to findings and reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import audit.run
from audit.models import SEVERITIES, Severity
from audit.profile import Profile
from audit.registry import rules
from normalize.build import build
from pipeline import stages
from pipeline.discover import Source
from pipeline.workers import Report
from reports.models import RuleText, SubmissionResult, SubmissionSummary, summarize
from reports.write import write_submission

RULE_TEXTS = {rule.code: RuleText(rule.title, rule.why, rule.method) for rule in rules()}


def audit_submission(
    source: Source,
    stored: Sequence[Path],
    folder: Path,
    profile: Profile,
    created: datetime,
    version: str,
    report: Report,
) -> SubmissionSummary:
    """Audit what was read of a submission and write its reports into ``folder``; a task of the worker processes."""
    documents = stages.load(stored)
    submission = build(source.id, source.name, documents)
    findings = audit.run.run(submission, profile)
    result = SubmissionResult(submission, tuple(findings), {one.path: one.tables for one in documents})
    pdfs = {document.name: document.path for document in source.documents}
    write_submission(folder, result, pdfs, RULE_TEXTS, created, version)
    return summarize(result)


def reaches(summaries: Sequence[SubmissionSummary], threshold: Severity) -> bool:
    """Whether any finding is as grave as ``threshold`` or graver."""
    grave = SEVERITIES[: SEVERITIES.index(threshold) + 1]
    return any(summary.severity(severity) for summary in summaries for severity in grave)
