"""Findings beside pages that could not be read: what is missing there may explain them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

import msgspec

from audit.models import Finding
from normalize.models import Submission

WHOLE = frozenset({"F604", "F605", "H202", "H206", "H207", "H214", "H220"})
"""Rules that need all of a table, or of a numbering; beside a gap they cannot tell anything."""


def heeded(findings: Iterable[Finding], submission: Submission) -> list[Finding]:
    """``findings`` without those that a page that was not read may well explain; no others beside one are certain.

    Beside means on the page before or after it; for the rules of :data:`WHOLE` also on pages on both sides of it.
    """
    unread = {file.path: file.unread_pages for file in submission.files if file.unread_pages}
    if not unread:
        return list(findings)
    return list(chain.from_iterable(_heeded(finding, unread) for finding in findings))


def _heeded(finding: Finding, unread: Mapping[str, tuple[int, ...]]) -> list[Finding]:
    pages: dict[str, set[int]] = defaultdict(set)
    for evidence in finding.evidence:
        pages[evidence.document].add(evidence.page)
    if finding.rule in WHOLE:
        between = any(min(on) - 1 <= gap <= max(on) + 1 for name, on in pages.items() for gap in unread.get(name, ()))
        return [] if between else [finding]
    gaps = sorted({gap for name, on in pages.items() for gap in unread.get(name, ()) if {gap - 1, gap, gap + 1} & on})
    if not gaps or finding.verdict != "pasti":
        return [finding]
    numbers = ", ".join(map(str, gaps))
    told = f"{finding.message} Halaman {numbers} tidak terbaca dan isinya mungkin menjelaskan hal ini."
    return [msgspec.structs.replace(finding, verdict="perlu_cek", message=told)]
