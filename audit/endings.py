"""How a document ends: what is printed lowest on its last page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from audit import texts
from normalize.models import Segment, Source, Submission

_RUNNING = 3
"""Pages from which on a text that recurs up to its numbers is a running head or foot."""
_PAGE_NUMBER = re.compile(r"(?:.*\b(?:halaman|hal\.?|page))?\W*\d{0,3}\W*", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")


def ending(submission: Submission, segments: Sequence[Segment]) -> list[Source]:
    """The texts of the lowest row or paragraph of the last page that has any, running feet left out, left to right."""
    said = [
        at for at in texts.of_segments(submission, segments) if not _PAGE_NUMBER.fullmatch(" ".join(at.text.split()))
    ]
    shapes = [_FIGURES.sub("#", at.text) for at in said]
    pages: dict[str, set[int]] = defaultdict(set)
    for at, shape in zip(said, shapes, strict=True):
        pages[shape].add(at.page)
    said = [at for at, shape in zip(said, shapes, strict=True) if len(pages[shape]) < _RUNNING]
    if not said:
        return []
    lowest = max(said, key=lambda at: (at.page, at.box[3]))
    here = (one for one in submission.tables if one.document == lowest.document and lowest.page in one.pages)
    for table in here:
        for row in reversed(table.rows):
            cells = [value.at for value in row.values.values() if value.text.strip() and value.at.page == lowest.page]
            if lowest in cells:
                return sorted(cells, key=lambda at: at.box[0])
    return [lowest]
