"""laporan.html and index.html: pages that open offline in any browser, without a single request."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from audit.models import SEVERITIES
from reports import labels
from reports.crops import crops
from reports.files import atomic_write
from reports.layout import layout
from reports.models import RuleText, SubmissionResult, SubmissionSummary, ranking, reading
from reports.pages import render
from reports.workbook import FILE_NAME as WORKBOOK

REPORT = "laporan.html"
INDEX = "index.html"
ROLES = {"reported": "Nilai yang dipersoalkan", "input": "Bahan perhitungan", "reference": "Pembanding"}


def write_report(
    path: Path,
    result: SubmissionResult,
    pdfs: Mapping[str, Path],
    rules: Mapping[str, RuleText],
    created: datetime,
    version: str,
) -> None:
    """Write the evidence report of one submission.

    ``pdfs`` maps the documents' paths to the files; findings of a document that is missing there have no picture.
    """
    submission = result.submission
    findings = labels.in_reading_order(result.findings)
    places = layout(result.tables, submission.tables)
    wanted = places.pages(evidence for found in findings for evidence in found.evidence)
    images = render(pdfs, wanted, places.turns)
    _write(
        path,
        "laporan.html.j2",
        "laporan.js",
        submission=submission,
        findings=[(found, crops(found, images, places)) for found in findings],
        images=list(images.values()),
        several=len(submission.files) > 1,
        rules=rules,
        roles=ROLES,
        severities=Counter(found.severity for found in findings),
        verdicts=Counter(found.verdict for found in findings),
        categories=Counter(found.category for found in findings),
        reading=reading(submission.files),
        failed=[file for file in submission.files if reading([file]) != "whole"],
        created=created,
        version=version,
    )


def write_index(path: Path, summaries: Sequence[SubmissionSummary], created: datetime, version: str) -> None:
    """Write the page that leads to the reports of a batch, the submission with the gravest findings first.

    Links are made to the files that exist beside ``path``.
    """
    ranked = ranking(summaries)
    _write(
        path,
        "index.html.j2",
        "index.js",
        rows=[(summary, _links(path.parent, summary)) for summary in ranked],
        totals={severity: sum(summary.severity(severity) for summary in ranked) for severity in SEVERITIES},
        certain=sum(summary.verdict("pasti") for summary in ranked),
        most=max((summary.total for summary in ranked), default=0),
        failed=[(summary, file) for summary in ranked for file in summary.files if reading([file]) != "whole"],
        unread=sum(summary.reading == "none" for summary in ranked),
        documents=sum(len(summary.files) for summary in ranked),
        pages=labels.pages_of(file for summary in ranked for file in summary.files),
        created=created,
        version=version,
    )


def _links(out: Path, summary: SubmissionSummary) -> dict[str, str]:
    names = {REPORT: "Laporan", WORKBOOK: "Kertas kerja"}
    return {label: f"{quote(summary.id)}/{name}" for name, label in names.items() if (out / summary.id / name).exists()}


def _write(path: Path, template: str, script: str, **content: object) -> None:
    text = _asset(script)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    stream = (
        _environment()
        .get_template(template)
        .stream(style=Markup(_asset("style.css")), script=Markup(text), script_hash=f"sha256-{digest}", **content)
    )
    with atomic_write(path) as temporary, temporary.open("wb") as file:
        stream.dump(file, encoding="utf-8")


@cache
def _asset(name: str) -> str:
    return resources.files("reports").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Characters that HTML forbids would end up in the page with every printed text.
        finalize=lambda value: labels.clean(value) if type(value) is str else value,
    )
    environment.globals.update(labels=labels, reading_of=lambda file: reading([file]), SEVERITIES=SEVERITIES)
    return environment
