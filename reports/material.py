"""What the reports of one submission are written from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from reports.crops import shown
from reports.earlier import Line, Workpaper
from reports.layout import Layout, layout
from reports.models import RuleText, SubmissionResult
from reports.pages import PageKey


class Material(msgspec.Struct, frozen=True):
    """The results of a submission, where its tables lie, and what evaluators noted about the results before.

    ``rules`` maps the code of each rule that was run to its explanation. ``before`` is the workpaper of the run before,
    and ``gone`` its findings that are not there any more.
    """

    result: SubmissionResult
    places: Layout
    rules: dict[str, RuleText]
    created: datetime
    version: str
    before: Workpaper = Workpaper()
    gone: tuple[tuple[str, Line], ...] = ()

    def without_tables(self) -> Material:
        """What laporan.html is written from: of a long document a tenth, since tables and texts stand elsewhere."""
        submission = msgspec.structs.replace(self.result.submission, tables=(), passages=())
        result = msgspec.structs.replace(self.result, submission=submission, tables={})
        return msgspec.structs.replace(self, result=result, places=self.places.on(self.pages()))

    def pages(self) -> set[PageKey]:
        """The pages that show the findings and the headers of their tables."""
        by_page = (shown(found) for found in self.result.findings)
        return self.places.pages(evidence for pages in by_page for some in pages.values() for evidence in some)


def material(
    result: SubmissionResult,
    rules: Mapping[str, RuleText],
    created: datetime,
    version: str,
    before: Workpaper | None = None,
    gone: Sequence[tuple[str, Line]] = (),
) -> Material:
    """The material of a submission; without ``before`` it was not audited before."""
    places = layout(result.tables, result.submission.tables)
    return Material(result, places, dict(rules), created, version, before or Workpaper(), tuple(gone))
