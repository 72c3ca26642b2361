"""Findings between two submissions of a batch, as index.html and rekap.xlsx list them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from audit.models import SEVERITIES, CrossFinding, Evidence, Finding
from reports import labels
from reports.models import SubmissionSummary


class Side(msgspec.Struct, frozen=True):
    """One of the two submissions: what its documents print, and where, by document."""

    summary: SubmissionSummary
    printed: str
    places: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return f"{self.summary.name} {self.summary.year or ''}".strip()


class Crossing(msgspec.Struct, frozen=True):
    """A finding with the side whose figure is in question and the one that it was held against."""

    found: Finding
    quoting: Side
    quoted: Side


def crossings(found: Iterable[CrossFinding], summaries: Sequence[SubmissionSummary]) -> list[Crossing]:
    """The findings between ``summaries``, the gravest first, then in the order of ``summaries``."""
    known = {one.id: one for one in summaries}
    order = {one.id: number for number, one in enumerate(summaries)}
    lines = sorted(found, key=lambda one: (SEVERITIES.index(one.finding.severity), order[one.submission]))
    return [_crossing(one.finding, known[one.submission], known[one.other]) for one in lines]


def _crossing(found: Finding, submission: SubmissionSummary, other: SubmissionSummary) -> Crossing:
    here = [one for one in found.evidence if one.role == "reported"]
    there = [one for one in found.evidence if one.role != "reported"]
    right = Side(other, found.expected or "", _places(there))
    return Crossing(found, Side(submission, found.reported, _places(here)), right)


def _places(evidence: Iterable[Evidence]) -> tuple[tuple[str, str], ...]:
    pages: dict[str, set[int]] = defaultdict(set)
    for one in evidence:
        pages[one.document].add(one.page)
    return tuple((document, labels.page_list(numbers)) for document, numbers in pages.items())
