"""What reports are made from: one submission with its findings, and the light summary a batch keeps of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

from audit.models import SEVERITIES, Category, Finding, Severity, Verdict, Views, pack
from extract.models import Table
from normalize.models import SourceFile, Submission

Reading = Literal["whole", "part", "none"]
"""How much of something was read: all of its pages, some, or not a single one."""


def reading(files: Iterable[SourceFile]) -> Reading:
    """How much of ``files`` was read; pictures that were not read by OCR count as not read."""
    files = list(files)
    if not sum(pages_read(file) for file in files):
        return "none"
    return "whole" if all(file.status == "ok" and not file.unread_pages for file in files) else "part"


def pages_read(file: SourceFile) -> int:
    """How many pages of a file were read."""
    return 0 if file.status == "failed" else file.pages - len(file.unread_pages)


class RuleText(msgspec.Struct, frozen=True):
    """What a report says about a rule, in Indonesian: its title, why it matters and how it decides."""

    title: str
    why: str
    method: str


class SubmissionResult(msgspec.Struct, frozen=True):
    """Everything the reports of one submission need.

    ``tables`` maps a document's path to its grids; a grid and the typed table made from it have the same id. ``views``
    are what the audit knows besides its findings.
    """

    submission: Submission
    findings: tuple[Finding, ...] = ()
    tables: dict[str, tuple[Table, ...]] = {}
    views: Views = Views()


class Tally(msgspec.Struct, frozen=True):
    """How many findings of one kind a submission has."""

    rule: str
    category: Category
    severity: Severity
    verdict: Verdict
    title: str
    count: int


class ComponentTally(msgspec.Struct, frozen=True):
    """How many findings of each severity are about a component of the evaluation of SAKIP, of so many points."""

    name: str
    weight: int
    counts: dict[Severity, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


class SubmissionSummary(msgspec.Struct, frozen=True):
    """What a batch keeps in memory of a submission: a few kilobytes, however long its documents are.

    A submission of which nothing could be read has ``files`` with their errors and no tallies. ``digests`` are those of
    its reports, packed: what other submissions are compared with.
    """

    id: str
    source: str
    unit: str | None = None
    year: int | None = None
    files: tuple[SourceFile, ...] = ()
    tallies: tuple[Tally, ...] = ()
    components: tuple[ComponentTally, ...] = ()
    digests: bytes = b""

    @property
    def name(self) -> str:
        return self.unit or self.source

    @property
    def reading(self) -> Reading:
        return reading(self.files)

    @property
    def total(self) -> int:
        return sum(tally.count for tally in self.tallies)

    def severity(self, severity: Severity) -> int:
        return sum(tally.count for tally in self.tallies if tally.severity == severity)

    def verdict(self, verdict: Verdict) -> int:
        return sum(tally.count for tally in self.tallies if tally.verdict == verdict)


def summarize(result: SubmissionResult) -> SubmissionSummary:
    """The summary of a submission for the outputs of its batch."""
    counts = Counter(
        (found.rule, found.category, found.severity, found.verdict, found.title) for found in result.findings
    )
    submission = result.submission
    severities = {found.id: found.severity for found in result.findings}
    return SubmissionSummary(
        id=submission.id,
        source=submission.source,
        unit=submission.unit,
        year=submission.year,
        files=submission.files,
        tallies=tuple(Tally(*kind, count) for kind, count in sorted(counts.items())),
        components=tuple(
            ComponentTally(one.name, one.weight, dict(Counter(severities[id] for id in one.findings)))
            for one in result.views.components
        ),
        digests=pack(result.views.digests),
    )


def ranking(summaries: Iterable[SubmissionSummary]) -> list[SubmissionSummary]:
    """Submissions by their number of findings, the gravest severity first; equals by name, then by folder.

    Those of which nothing was read come last: they have no rank, as nothing is known of them.
    """

    def key(summary: SubmissionSummary) -> tuple[bool, list[int], str, str]:
        unread = summary.reading == "none"
        return unread, [-summary.severity(severity) for severity in SEVERITIES], summary.name, summary.id

    return sorted(summaries, key=key)
