"""W503: weekdays that do not fall on their date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from audit.findings import quoted
from audit.models import Finding
from audit.registry import Context, rule
from normalize.dates import FoundDate, find_dates
from normalize.models import Segment, Source, Submission

_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_WEEKDAY = re.compile(r"senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad")


@rule(
    code="W503",
    category="identitas",
    severity="rendah",
    title="Hari tidak sesuai dengan tanggal",
    why="Hari yang tidak sesuai menunjukkan tanggal yang disalin atau keliru, misalnya pada berita acara.",
    method="Setiap tanggal lengkap yang didahului nama hari dihitung menurut kalender Gregorius.",
    basis="Kalender Gregorius",
    violation="Senin, 17 Agustus 2023 (17 Agustus 2023 adalah hari Kamis).",
    clean="Kamis, 17 Agustus 2023.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per wrong pair of weekday and date in a segment."""
    seen: set[tuple[str, str, str]] = set()
    for segment_id, at in _texts(ctx.submission):
        for found in find_dates(at.text) if _WEEKDAY.search(at.text.lower()) else ():
            key = (segment_id, (found.weekday or "").casefold(), found.iso or "")
            if found.weekday_ok is False and key not in seen:
                seen.add(key)
                yield _finding(ctx, ctx.submission.segment(segment_id), at, found)


def _texts(submission: Submission) -> Iterator[tuple[str, Source]]:
    for passage in submission.passages:
        yield passage.segment, passage.at
    for table in submission.tables:
        for row in table.rows:
            for value in row.values.values():
                yield table.segment, value.at


def _finding(ctx: Context, segment: Segment, at: Source, found: FoundDate) -> Finding:
    right = _WEEKDAYS[date.fromisoformat(found.iso or "").weekday()]
    printed = " ".join(found.raw.split())
    return ctx.finding(
        message=f"Tercetak {quoted(printed)} (halaman {at.page}), sedangkan tanggal tersebut jatuh pada hari {right}.",
        subject=printed,
        about=at.text,
        at=[at],
        reported=printed,
        expected=right,
        segment=segment,
    )
