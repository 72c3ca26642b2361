"""Reasons that a report itself gives for a changed target or budget: they make a difference less grave."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.models import SEVERITIES, Severity
from audit.scope import Report
from normalize.matching import canonical
from normalize.models import Source, Submission, Value
from normalize.numbers import find_all

_CHANGED = re.compile(
    r"\b(?:di)?(?:ubah|revisi|sesuaikan|turunkan|naikkan|kurangi|alihkan|geser)\b|\b(?:perubahan|penyesuaian|pergeseran"
    r"|pengurangan|penambahan|refocus\w*|rekofus\w*|rasionalisasi|efisiensi\s+anggaran|self\s*block\w*)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:karena|dikarenakan|disebabkan|sebab|akibat|sehubungan|berkaitan|dalam\s+rangka|alasan|sehingga|berdasarkan"
    r"|mengingat|refocus\w*|rekofus\w*|rasionalisasi|self\s*block\w*)\b",
    re.IGNORECASE,
)
_REASON_COLUMN = re.compile(r"\balasan|\bpenyebab|\bpertimbangan", re.IGNORECASE)
_MEASURE = {
    "target": re.compile(r"\btarget\b", re.IGNORECASE),
    "anggaran": re.compile(r"\b(?:anggaran|pagu)\b", re.IGNORECASE),
}


def reason_for(
    submission: Submission, report: Report, names: tuple[str, ...], measure: str, printed: Value
) -> Source | None:
    """Where the report says why the target or budget ("anggaran") of one of ``names`` became ``printed``.

    It is a paragraph that names it with this figure, says that it changed and why, or the row of a table with a column
    of reasons. None when there is no such place.
    """
    wanted = [canonical(name) for name in names if name.strip()]
    for text, at in (*_rows(submission, report), *_paragraphs(submission, report)):
        told = canonical(text)
        named = any(name and name in told for name in wanted)
        if named and _MEASURE[measure].search(text) and _holds(text, printed):
            return at
    return None


def lighter(severity: Severity) -> Severity:
    """One step less grave, but never only for information."""
    return SEVERITIES[min(SEVERITIES.index(severity) + 1, SEVERITIES.index("rendah"))]


def _holds(text: str, printed: Value) -> bool:
    return printed.number is not None and any(one.value == printed.number.value for one, _, _ in find_all(text))


def _paragraphs(submission: Submission, report: Report) -> Iterator[tuple[str, Source]]:
    for passage in submission.passages:
        if passage.segment not in report.ids or passage.kind != "text":
            continue
        if _CHANGED.search(passage.text) and _REASON.search(passage.text):
            yield passage.text, passage.at


def _rows(submission: Submission, report: Report) -> Iterator[tuple[str, Source]]:
    for table in submission.tables:
        reasons = [one.index for one in table.columns if _REASON_COLUMN.search(" ".join((*one.path, one.label)))]
        if table.segment not in report.ids or not reasons:
            continue
        for row in table.rows:
            given = next((row.values[index] for index in reasons if index in row.values), None)
            if given is not None and not given.blank and given.number is None:
                yield " ".join(value.text for value in row.values.values()), given.at
