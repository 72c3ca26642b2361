"""What a document says of itself: the year and period of its report or agreement, in titles, prefaces and captions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.memo import remembered
from normalize.dates import find_period
from normalize.matching import assign
from normalize.models import Passage, Segment, SegmentKind, Source, Submission, Table

_REPORT = r"laporan\s+(?:akuntabilitas\s+)?kinerja|\bl[ka]k?i?[jp](?:ip)?\b"
_NAMES: dict[SegmentKind, re.Pattern[str]] = {
    "lkj": re.compile(_REPORT, re.IGNORECASE),
    "lkj_individu": re.compile(_REPORT, re.IGNORECASE),
    "pk": re.compile(r"perjanjian\s+kinerja", re.IGNORECASE),
    "pk_perubahan": re.compile(r"perjanjian\s+kinerja", re.IGNORECASE),
}
_OWN = re.compile(
    r"\bsyukur\b|^demikian|(?:dapat|telah|selesai)\s+(?:selesai\s+)?(?:ter|di)(?:selesaikan|selesai|susun)(?!\w)"
    r"|(?:dapat|telah)\s+selesai\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"sebelum|lalu\b|banding|sumber|tindak\s*lanjut|rekomendasi|reviu|evaluasi|bahan|acuan|pedoman|peraturan|tentang|petunjuk"
    r"|berikut|mendatang|selanjutnya|nomor|renstra|rpjm|rencana\s+strategis|jangka",
    re.IGNORECASE,
)
_AND = r"(?:dan|DAN|serta|SERTA|&)\s+[A-Z]"
_GOES_ON = rf"(?-i:(?!\s(?:{_AND}|[A-Z][\w-]*(?:\s+[A-Z][\w-]*){{0,3}}(?:,\s+[A-Z]|,?\s+{_AND}))))"
"""Not before a comma in the name of an office ("Dinas Perumahan, Kawasan Permukiman dan Pertanahan")."""
_END = re.compile(
    rf"[.;:]\s|,{_GOES_ON}\s|\b(?:sebagai|untuk|berdasarkan|dapat|yang|ini|merupakan|dengan|pada|telah|kami)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"tahun(?:\s+anggaran)?\s+(20\d\d)\b(?!\s*(?:[-–/]|s\.?d|sampai))", re.IGNORECASE)
_RANGE = re.compile(r"20\d\d\s*(?:[-–]|s\.?\s?/?\s?d\.?|sampai(?:\s+dengan)?)\s*(?:tahun\s+)?20\d\d", re.IGNORECASE)
_REGULATION = re.compile(r"nomor\s*:?\s*\S+\s+tahun\s+20\d\d", re.IGNORECASE)
_TITLE_WORDS = 25
_BEFORE = 60
_TITLE_START = 15


@dataclass(frozen=True, slots=True)
class Statement:
    """A document naming its own year, period or both; None for what it does not name.

    ``prose`` tells sentences of preface and closing from titles.
    """

    year: int | None
    period: str | None
    at: Source
    text: str
    prose: bool


def of_itself(submission: Submission, segment: Segment) -> list[Statement]:
    """The titles, running heads and sentences of preface and closing in which a document names itself."""
    return _by_segment(submission)[segment.id]


@remembered
def _by_segment(submission: Submission) -> dict[str, list[Statement]]:
    passages: dict[str, list[Passage]] = defaultdict(list)
    for passage in submission.passages:
        passages[passage.segment].append(passage)
    return {one.id: list(_statements(one, passages[one.id])) for one in submission.segments}


def _statements(segment: Segment, passages: Sequence[Passage]) -> Iterator[Statement]:
    name = _NAMES.get(segment.kind)
    if name is None:
        return
    if segment.evidence and (statement := _statement(segment.title, segment.evidence[0], name, heading=True)):
        yield statement
    for passage in passages:
        if passage.kind == "caption":
            continue
        if statement := _statement(passage.text, passage.at, name, heading=passage.kind == "heading"):
            yield statement


def caption_years(caption: str) -> list[int]:
    """The years a caption names, in their order; those of ranges and regulations left out."""
    text = _REGULATION.sub(" ", _RANGE.sub(" ", caption))
    return list(dict.fromkeys(int(year) for year in re.findall(r"(?<![\d.,/])(20\d\d)(?![\d.,]\d)", text)))


def has_range(caption: str) -> bool:
    """Whether a caption names a span of years ("2019 s/d 2023")."""
    return _RANGE.search(caption) is not None


def twins(submission: Submission, table: Table) -> list[Table]:
    """The tables of the same segment and kind that are about mostly the same rows."""
    labels = [row.label for row in table.rows if row.kind == "data" and row.label]
    found = []
    for other in submission.tables:
        if other is table or (other.segment, other.kind) != (table.segment, table.kind):
            continue
        theirs = [row.label for row in other.rows if row.kind == "data" and row.label]
        if len(assign(labels, theirs)) * 2 >= max(len(labels), 1):
            found.append(other)
    return found


def _statement(printed: str, at: Source, name: re.Pattern[str], *, heading: bool) -> Statement | None:
    text = " ".join(printed.split())
    match = name.search(text)
    if match is None:
        return None
    short = heading or (len(text.split()) <= _TITLE_WORDS and not text.endswith((".", ";")))
    title = short and match.start() <= _TITLE_START
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if not (title or _OWN.search(text)) or _OTHERS.search(before):
        return None
    rest = text[match.end() :]
    end = _END.search(rest)
    rest = rest[: end.start()] if end else rest
    if _OTHERS.search(rest):
        return None
    year = _YEAR.search(rest)
    period = find_period(rest)
    if year is None and period is None:
        return None
    return Statement(int(year[1]) if year else None, period, at, (match[0] + rest).strip(), not title)
