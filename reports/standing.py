"""How far the evaluator of a submission is and what its last run changed, as its workpaper says."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from reports.earlier import CHANGE, CHANGES, OPEN, SETTLED, STATE, STATUS, UnreadableWorkpaper, Workpaper, noted
from reports.finding_sheet import STATUSES

BLANK, OTHER = "Belum diisi", "Isian lain"
"""What a finding without a status counts as, and one with a text that is none of STATUSES."""
LEFT = {SETTLED: "Selesai", OPEN: "Belum pasti selesai"}
"""Findings of earlier runs that are not there any more, by their state in the workpaper."""

log = logging.getLogger(__name__)


class Standing(msgspec.Struct, frozen=True):
    """Findings by the evaluator's status, and by what became of them since the run before, without zeros.

    ``changes`` is empty when there was no run before.
    """

    statuses: dict[str, int] = {}
    changes: dict[str, int] = {}

    @property
    def judged(self) -> int:
        """Findings that have a status."""
        return sum(count for status, count in self.statuses.items() if status != BLANK)


def standing(workbook: Path) -> Standing:
    """What the workpaper at ``workbook`` says; nothing when there is none or it cannot be read."""
    if not workbook.exists():
        return Standing()
    try:
        return standing_of(noted(workbook))
    except UnreadableWorkpaper as error:
        log.warning("%s", error)
        return Standing()


def standing_of(paper: Workpaper) -> Standing:
    """What the rows of a workpaper say."""
    statuses = Counter(_status(line.get(STATUS)) for line in paper.listed.values())
    changes = Counter(line.get(CHANGE, "") for line in paper.listed.values())
    changes += Counter(LEFT.get(line.get(STATE, ""), "") for line in paper.gone.values())
    again = set(changes) - {CHANGES[0], ""}
    return Standing(
        {name: statuses[name] for name in (*STATUSES, OTHER, BLANK) if statuses[name]},
        {name: changes[name] for name in (*CHANGES, *LEFT.values()) if changes[name]} if again else {},
    )


def total(standings: Iterable[Standing]) -> Standing:
    """All of a batch together."""
    statuses: Counter[str] = Counter()
    changes: Counter[str] = Counter()
    for one in standings:
        statuses.update(one.statuses)
        changes.update(one.changes)
    order = (*STATUSES, OTHER, BLANK, *CHANGES, *LEFT.values())
    return Standing(*({name: counts[name] for name in order if counts[name]} for counts in (statuses, changes)))


def _status(text: str | None) -> str:
    if text is None:
        return BLANK
    return next((known for known in STATUSES if known.casefold() == text.casefold()), OTHER)
