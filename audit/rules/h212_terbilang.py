"""H212: amounts whose words and digits differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

import msgspec

from audit.columns import show
from audit.findings import quoted
from audit.models import Finding, Severity
from audit.registry import Context, rule
from normalize.models import Number, Source, Submission
from normalize.numbers import format_id, parse
from normalize.terbilang import WORD, read_amount

_WORDS = rf"(?:{WORD})(?:[\s-]+(?:{WORD}|koma))*(?:\s+(?:rupiah|persen))?"
_DIGITS_FIRST = re.compile(
    rf"(?<![\w.,/-])(?P<digits>(?:Rp\.?\s?)?\d(?:[\d.,]*\d)?)(?:,-|\.-)?\s?(?:%|persen\b)?\s*"
    rf"\(\s*(?:terbilang\s*:?\s*)?(?P<words>{_WORDS})\s*\)",
    re.IGNORECASE,
)
_WORDS_FIRST = re.compile(
    rf"(?<![\w-])(?P<words>{_WORDS})\s*\(\s*(?P<digits>(?:Rp\.?\s?)?\d(?:[\d.,]*\d)?)(?:,-|\.-)?\s?%?\s*\)",
    re.IGNORECASE,
)
_PARTIAL = re.compile(r"(?:puluh|belas|ratus|ribu|juta|mil[iy]ar|ke)\s*-?\s*$", re.IGNORECASE)
_LARGE = 1000
_CLAUSE = re.compile(r"(?<=[.;:])\s")
_BEHIND = 4
"""Words that a message quotes behind an amount."""


@rule(
    code="H212",
    category="hitungan",
    severity="rendah",
    title="Terbilang tidak sesuai dengan angka",
    why="Angka dan huruf yang berbeda membuat jumlahnya tidak pasti; pada dokumen keuangan yang berlaku adalah huruf.",
    method="Setiap angka yang langsung diikuti bilangan dalam kurung, “27 (dua puluh tujuh)” atau “Rp 1.500.000 "
    "(satu juta lima ratus ribu rupiah)”, dan sebaliknya “empat (4)”, dibaca keduanya dan dibandingkan. "
    "Ejaan miliar/milyar, seribu/satu ribu, dan “koma” dikenal. Bilangan yang tidak seluruhnya terbaca, misalnya "
    "karena salah ketik, dilewati.",
    basis="Kesesuaian isi dokumen; kaidah terbilang",
    violation="“terdiri dari 3 (dua) sasaran”.",
    clean="“sebesar Rp 1.250.000,- (satu juta dua ratus lima puluh ribu rupiah)”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per pair of digits and words that differ, in running text and in cells."""
    for segment, at in _texts(ctx.submission):
        text = " ".join(at.text.split())
        for pattern in (_DIGITS_FIRST, _WORDS_FIRST):
            for match in pattern.finditer(text):
                number, words = parse(match["digits"]), read_amount(match["words"])
                cut = pattern is _WORDS_FIRST and _PARTIAL.search(text[: match.start()])
                if number is not None and words is not None and not cut and not _same(number, words):
                    yield _finding(ctx, segment, at, match, number, words)


def _texts(submission: Submission) -> Iterator[tuple[str, Source]]:
    for passage in submission.passages:
        if "(" in passage.text:
            yield passage.segment, passage.at
    for table in submission.tables:
        for row in table.rows:
            for value in row.values.values():
                if "(" in value.text:
                    yield table.segment, value.at


def _same(number: Number, words: Decimal) -> bool:
    """Whether the words spell the number, or its whole part."""
    values = (number.value, *number.alternatives)
    return any(words in (value, value.to_integral_value(ROUND_DOWN)) for value in values)


def _finding(ctx: Context, segment: str, at: Source, match: re.Match[str], number: Number, words: Decimal) -> Finding:
    spelled = " ".join(match["words"].split())
    severity: Severity = "sedang" if max(number.value, words) >= _LARGE else "rendah"
    behind = _CLAUSE.split(match.string[match.end() :], maxsplit=1)[0].split()
    around = " ".join([match[0], *behind[:_BEHIND]])
    more = " …" if len(behind) > _BEHIND else ""
    return ctx.finding(
        message=f"Pada halaman {at.page} tertulis {quoted(around + more)}, sedangkan {quoted(spelled)} berarti "
        f"{format_id(words)}, bukan {show(number)}.",
        subject=around,
        about=f"{match.string[: match.start()]} {match.string[match.end() :]}",
        at=[msgspec.structs.replace(at, text=" ".join(match[0].split()))],
        expected=format_id(words),
        segment=ctx.submission.segment(segment),
        severity=severity,
    )
