"""Ids of findings: made from what a finding is about, so that it is known again in a corrected, renamed or moved file.

What is about to be corrected is no part of an id: not the figures of a sentence, nor those of a wrong date. What moves
is none either: pages, numbers of tables, names of files. Where a document has several places of one name, they are
told apart by their order among each other, whether or not there are findings at them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from audit.models import Finding
from extract.models import Box
from normalize.models import Source, Submission

_Place = tuple[str, int, Box]
_Name = tuple[str | int | None, ...]

_CAPTION_NUMBER = re.compile(
    r"\b(tabel|gambar|grafik|diagram|lampiran)\s+(?:\d+|[ivxlc]+)(?:[.\-–]\s?(?:\d+|[a-z]))*\b\.?", re.IGNORECASE
)
_ENUMERATION = re.compile(
    r"^\s*(?:\(?\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+(?=\s)|[a-z][.)](?=\s))\s*", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_FIGURE = re.compile(r"\d[\d.,]*")
_NO_WORD = re.compile(r"[\W_]+")
_NUMERALS = (
    r"nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|seratus|seribu|belas|puluh|ratus"
    r"|ribu|juta|miliar"
)
_DAYS = (
    r"senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|januari|februari|maret|april|mei|juni|juli|agustus|september"
    r"|oktober|november|nopember|desember"
)
_NUMERAL = re.compile(rf"\b(?:{_NUMERALS})\b")
_NUMERAL_OR_DAY = re.compile(rf"\b(?:{_NUMERALS}|{_DAYS})\b")
_QUARTER = re.compile(r"\b(triwulan|tw)[\s.-]*(?:iv|i{1,3})\b")


def stable_id(*parts: str | int | None) -> str:
    """A 12-digit hexadecimal id of what a finding is about.

    Letter case, white space and punctuation do not count, so that a report laid out anew keeps its ids.
    """
    canonical = "|".join(map(_canonical, parts))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def _canonical(part: str | int | None) -> str:
    return _NO_WORD.sub(" ", str(part or "")).strip().casefold()


def label(text: str) -> str:
    """The name of a row, column or table without its number in the document."""
    return _ENUMERATION.sub("", _CAPTION_NUMBER.sub(r"\1", text))


def sentence(text: str) -> str:
    """Running text, in small letters, without its figures in digits or words.

    Years stay, as they say what a sentence is about.
    """
    years = iter(_YEAR.findall(text))
    marked = _FIGURE.sub(" ", _YEAR.sub("\0", label(text).lower()))
    return _NUMERAL.sub(" ", re.sub("\0", lambda _: next(years, ""), marked))


def undated(text: str) -> str:
    """Running text, in small letters, without figures, days, months, quarters and years, for findings about these."""
    return _QUARTER.sub(r"\1", _NUMERAL_OR_DAY.sub(" ", _FIGURE.sub(" ", label(text).lower())))


def distinct(findings: Iterable[Finding], submission: Submission) -> list[Finding]:
    """The findings in the same order, each with an id of its own.

    ``-2``, ``-3``, ... says that a finding lies at the second, third, ... place of its name in the documents: of rows
    where it is about one table, else of passages and signature blocks. Findings that still have one id are told apart
    by what they show.
    """
    rows, others = _order(_rows(submission)), _order(_others(submission))
    placed = [_with(one, (rows if one.table else others).get(_first(one), 1)) for one in findings]
    times = Counter(one.id for one in placed)
    alike: Counter[str] = Counter()
    result = []
    for one in placed:
        if times[one.id] > 1:
            one = msgspec.structs.replace(one, id=f"{one.id}-{_shown(one)}")
            alike[one.id] += 1
            one = _with(one, alike[one.id])
        result.append(one)
    return result


def _with(finding: Finding, number: int) -> Finding:
    return finding if number == 1 else msgspec.structs.replace(finding, id=f"{finding.id}-{number}")


def _first(finding: Finding) -> _Place | None:
    return (first.document, first.page, first.bbox) if (first := next(iter(finding.evidence), None)) else None


def _shown(finding: Finding) -> str:
    return stable_id(finding.reported, *(one.text for one in finding.evidence))[:4]


def _order(named: Iterable[tuple[_Name, list[Source]]]) -> dict[_Place | None, int]:
    """For each place the how manieth of its name it is, from 1."""
    known: dict[_Place | None, int] = {}
    times: Counter[_Name] = Counter()
    for name, sources in named:
        times[name] += 1
        for at in sources:
            known.setdefault((at.document, at.page, at.box), times[name])
    return known


def _rows(submission: Submission) -> Iterator[tuple[_Name, list[Source]]]:
    """The rows of all tables in reading order, each with what it is called and where it is printed."""
    owners = _owners(submission)
    rows: dict[tuple[str, str, int, str], list[Source]] = defaultdict(list)
    for table in submission.tables:
        for row in table.rows:
            cells = rows[table.document, table.id, row.index, row.label]
            cells += [value.at for value in row.values.values()]
    tables = {(one.document, one.id): one for one in submission.tables}
    for (document, id, _, name), cells in rows.items():
        table = tables[document, id]
        told = (table.kind, table.year, table.period, _canonical(label(name)))
        yield (*owners.get(table.segment, ()), *told), cells


def _others(submission: Submission) -> Iterator[tuple[_Name, list[Source]]]:
    """Signature blocks and passages likewise."""
    owners = _owners(submission)
    for block in submission.signatures:
        who = block.name or block.position or block.party or ""
        at = [one for one in (block.at, block.name_at, block.nip.at if block.nip else None) if one]
        yield ("block", *owners.get(block.segment, ()), _canonical(who)), at
    for passage in submission.passages:
        name = _canonical(undated(passage.text))
        yield ("passage", *owners.get(passage.segment, ()), name), [passage.at, *passage.lines]


def _owners(submission: Submission) -> dict[str, _Name]:
    """What the id of a finding says of the document that it is in, by segment."""
    return {one.id: (one.kind, one.unit, one.position, one.year, one.period) for one in submission.segments}
