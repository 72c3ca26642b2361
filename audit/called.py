"""Figures that a document gives a predicate: "capaian 97,1% dikategorikan sangat baik", "nilai AKIP 72,4 (BB)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from audit import columns
from audit.direction import direction
from audit.findings import place
from audit.prose import Figure, Paragraph
from audit.scales import PREDICATE, word
from normalize.models import Column, Number, Source, Submission, Table, Value

_CALLS = (
    r"(?:kategori(?:kan)?|predikat|dinyatakan|klasifikasi(?:kan)?|kriteria|tergolong|termasuk|kualifikasi"
    r"|diartikan\s+bahwa[\w\s-]{0,40}?)"
)
_BEHIND = re.compile(
    rf"^[^.;,\d]{{0,80}}?{_CALLS}\s*(?:sebagai|nilai|capaian|dengan|pada|dalam)?\s*[:\"“'(]*\s*"
    rf"(?P<predicate>{PREDICATE})(?!\w*\s+(?:dan|atau)\b)"
    rf"|^\s*[(–-]\s*(?P<bracketed>{PREDICATE})\s*\)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_CALLS}\s*(?:nilai|capaian)?\s*[:\"“'(]*\s*(?P<predicate>{PREDICATE})[\"”')]*\s*dengan\s+[^.;,\d]{{0,60}}$",
    re.IGNORECASE,
)
_GRADE = r"(?P<grade>AA|A|BB|B|CC|C|D)"
_GRADE_BEHIND = re.compile(
    rf"^\s*%?\s*(?:\(\s*|(?:dengan\s+|atau\s+)?(?:predikat|kategori|nilai|peringkat)\s*[\"“(]*\s*){_GRADE}(?![\w.])"
)
_GRADE_BEFORE = re.compile(
    rf"(?:[Pp]redikat|[Kk]ategori|[Nn]ilai|[Pp]eringkat)\s*[\"“(]*\s*{_GRADE}[\"”)]*\s*(?:\(|,?\s*(?:dengan|yaitu)\s+nilai)\s*$"
)
_GRADED = re.compile(rf"(?:(?:nilai|predikat|kategori)\s+)?{_GRADE}", re.IGNORECASE)
_AKIP = re.compile(r"\bs?akip\b|akuntabilitas kinerja", re.IGNORECASE)
_OTHER_SCALE = re.compile(
    r"kepuasan|\bikm\b|\bskm\b|mutu|efisiensi|akip|sakip|evaluasi|maturitas|opini|reformasi|fisik|survei"
    r"|rentang|interval|skala|kriteri\w+\s+capaian",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"kategori|kriteria|predikat|klasifikasi|kualifikasi|penilaian|\bket\b|keterangan", re.IGNORECASE)
_FRACTIONS = Decimal(5)
_LOWEST_SCORE, _FULL = Decimal(10), Decimal(100)
_RESULTS = frozenset({"capaian", "cost_per_outcome", "efisiensi", "e81"})


@dataclass(frozen=True, slots=True)
class Called:
    """A figure and the predicate given to it.

    ``predicate`` in one spelling (see :func:`audit.scales.word`), ``grade`` when it is a letter; ``where`` and
    ``subject`` as messages name them, ``context`` the words around.
    """

    number: Number
    predicate: str
    at: Source
    where: str
    subject: str
    context: str
    table: Table | None = None
    grade: bool = False


def in_text(texts: Sequence[Paragraph], document: str) -> Iterator[Called]:
    """Percentages called by a predicate, and scores of an AKIP evaluation called by a grade, in running text."""
    for paragraph in texts:
        if paragraph.at.document != document:
            continue
        for figure in paragraph.figures:
            if figure.number.comparison or figure.number.upper is not None or figure.money:
                continue
            start, end = paragraph.sentence_of(figure)
            before, after = _around(paragraph, figure)
            sentence, where = paragraph.text[start:end], f"halaman {figure.at.page}"
            subject = paragraph.subject(figure)
            if figure.percent and (predicate := _predicate(before, after)):
                yield Called(figure.number, word(predicate), figure.at, where, subject, sentence)
            match = _GRADE_BEHIND.match(after) or _GRADE_BEFORE.search(before)
            if match and _AKIP.search(sentence) and _LOWEST_SCORE < figure.number.value <= _FULL:
                yield Called(figure.number, word(match["grade"]), figure.at, where, subject, sentence, grade=True)


def _around(paragraph: Paragraph, figure: Figure) -> tuple[str, str]:
    """What stands in a figure's sentence before and behind it, up to the next figures."""
    start, end = paragraph.sentence_of(figure)
    others = [one for one in paragraph.within(start, end) if one is not figure]
    first = max([start, *(one.end for one in others if one.start < figure.start)])
    last = min([end, *(one.start for one in others if one.start > figure.start)])
    return paragraph.text[first : figure.start], paragraph.text[figure.end : last]


def _predicate(before: str, after: str) -> str | None:
    if _OTHER_SCALE.search(before) or _OTHER_SCALE.search(after):
        return None
    if match := _BEFORE.search(before):
        return match["predicate"]
    match = _BEHIND.match(after)
    return (match["predicate"] or match["bracketed"]) if match else None


def in_tables(submission: Submission, document: str) -> Iterator[Called]:
    """Capaian with the predicate in the category column right behind, and AKIP scores behind their grade."""
    for table in submission.tables:
        if table.document != document or table.kind not in _RESULTS:
            continue
        for capaian, category in _pairs(table):
            rows = [(row, columns.number_at(table, row, capaian), row.values.get(category.index)) for row in table.rows]
            told = [(row, number, value) for row, number, value in rows if number and value and not value.blank]
            if all(abs(number.value) <= _FRACTIONS for _, number, _ in told):
                continue
            for row, number, value in told:
                name = columns.subject(row)
                plain = re.fullmatch(rf"\W*{PREDICATE}\W*", value.text, re.IGNORECASE)
                if plain and not _OTHER_SCALE.search(name) and direction(name) != "lower":
                    at = columns.value_at(row, capaian).at
                    yield Called(number, word(value.text), at, place(table, at), name, f"capaian {name}", table)
        for row in table.rows:
            name = columns.subject(row)
            if _AKIP.search(name):
                yield from (_graded(table, name, value) for value in row.values.values() if _is_graded(value))


def _pairs(table: Table) -> Iterator[tuple[Column, Column]]:
    for capaian, category in zip(table.columns, table.columns[1:], strict=False):
        if capaian.role == "capaian" and category.role in (None, "keterangan") and _COLUMN.search(category.label):
            yield capaian, category


def _is_graded(value: Value) -> bool:
    number = value.number
    return bool(number and number.unit and _GRADED.fullmatch(number.unit) and _LOWEST_SCORE < number.value <= _FULL)


def _graded(table: Table, name: str, value: Value) -> Called:
    assert value.number is not None and value.number.unit is not None
    match = _GRADED.fullmatch(value.number.unit)
    assert match is not None
    return Called(value.number, word(match["grade"]), value.at, place(table, value.at), name, name, table, grade=True)
