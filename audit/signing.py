"""When documents were signed, as far as their signature blocks and titles say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from audit import scope
from audit.scope import Report
from normalize.models import Segment, SignatureBlock, Source, Submission


@dataclass(frozen=True, slots=True)
class Signed:
    """A day of signing and the block that prints it."""

    day: date
    at: Source
    text: str


def days(submission: Submission, segments: Sequence[Segment]) -> list[Signed]:
    """The complete dates of the signature blocks of segments, earliest first."""
    ids = {segment.id for segment in segments}
    blocks = [one for one in submission.signatures if one.segment in ids and one.date]
    return sorted((_signed(block) for block in blocks), key=lambda one: one.day)


def period_end(report: Report) -> date | None:
    """The last day of what a report covers; None when its year is not known."""
    return scope.last_day(report.period, report.year) if report.year is not None else None


def _signed(block: SignatureBlock) -> Signed:
    return Signed(date.fromisoformat(block.date or ""), block.at, block.date_text or block.date or "")
