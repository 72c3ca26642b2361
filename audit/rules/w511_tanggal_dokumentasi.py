"""W511: photographs and activities dated outside the quarter that their page documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.findings import quoted
from audit.models import Finding
from audit.registry import Context, rule
from normalize.dates import find_dates, find_periods
from normalize.models import Passage, Submission

_DOCUMENTED = re.compile(r"dokumentasi|foto\b", re.IGNORECASE)
_ENGLISH = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_MONTH_FIRST = re.compile(rf"\b(?P<month>{'|'.join(_ENGLISH)})\s+(?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE)
_QUARTERS = {"TW I": (1, 3), "TW II": (4, 6), "TW III": (7, 9), "TW IV": (10, 12)}
_ROMAN = {"TW I": "Triwulan I", "TW II": "Triwulan II", "TW III": "Triwulan III", "TW IV": "Triwulan IV"}
_FEWEST = 2
"""Dates within the quarter from which on the page is known to document it."""


@rule(
    code="W511",
    category="identitas",
    severity="rendah",
    title="Tanggal dokumentasi di luar periodenya",
    why="Dokumentasi kegiatan dari periode lain bukan bukti pelaksanaan pada periode yang dilaporkan.",
    method="Di bawah judul dokumentasi yang menyebut satu triwulan, tanggal pada setiap keterangan foto dibandingkan "
    "dengan bulan triwulan itu, bila sedikitnya dua tanggal lain berada di dalamnya. Tanggal tanpa hari (“RKPDes Tahun "
    "2025”) tidak dinilai. Temuan berstatus perlu dicek.",
    basis="Kesesuaian bukti dukung dengan periode laporan",
    violation="“DOKUMENTASI KEGIATAN TRIWULAN IV”: “Musyawarah Desa, 6 Juli 2024”.",
    clean="“DOKUMENTASI KEGIATAN TRIWULAN IV”: “Monitoring, 17 Oktober 2024”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per caption with a day outside the quarter."""
    for heading, captions in _documented(ctx.submission):
        periods = {period for period, _, _ in find_periods(heading.text)}
        period = next(iter(periods)) if len(periods) == 1 else ""
        if period not in _QUARTERS:
            continue
        first, last = _QUARTERS[period]
        dated = [(one, raw, month) for one in captions for raw, month in _days(one.text)]
        if sum(first <= month <= last for _, _, month in dated) < _FEWEST:
            continue
        for one, raw, month in dated:
            if not first <= month <= last:
                yield ctx.finding(
                    message=f"Pada halaman {one.at.page} dokumentasi {quoted(one.text)} bertanggal {raw}, sedangkan "
                    f"judulnya {quoted(heading.text, 80)} (halaman {heading.at.page}) untuk {_ROMAN[period]}.",
                    subject=one.text,
                    at=[one.at],
                    reported=raw,
                    expected=f"tanggal dalam {_ROMAN[period]}",
                    references=[heading.at],
                    segment=ctx.submission.segment(one.segment),
                    verdict="perlu_cek",
                )


def _documented(submission: Submission) -> Iterator[tuple[Passage, list[Passage]]]:
    """Headings of documentation with what stands below them, up to the next heading."""
    heading: Passage | None = None
    captions: list[Passage] = []
    for one in submission.passages:
        if one.kind == "heading" or (heading is not None and one.segment != heading.segment):
            if heading is not None:
                yield heading, captions
            heading, captions = (one if _DOCUMENTED.search(one.text) else None), []
        elif heading is not None:
            captions.append(one)
    if heading is not None:
        yield heading, captions


def _days(text: str) -> Iterator[tuple[str, int]]:
    """The dates with a day in a text and their months."""
    for match in _MONTH_FIRST.finditer(text):
        yield match[0], _ENGLISH[match["month"].casefold()]
    for found in find_dates(text):
        if found.day is not None and found.month is not None:
            yield found.raw, found.month
