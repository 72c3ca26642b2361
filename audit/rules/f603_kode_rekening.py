"""F603: codes of accounts and of programmes that are malformed or stand for two things."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from audit.findings import place, quoted
from audit.models import Finding
from audit.registry import Context, rule
from normalize.matching import similarity
from normalize.models import Row, Source, Table

_CODE = re.compile(r"(?:\d{1,2}|X)(?:\.(?:\d{1,4}|X{1,4})){2,}", re.IGNORECASE)
_NEARLY = re.compile(r"[\dOoIlX]{1,4}(?:[.,]{1,2}\s?[\dOoIlX]{1,4}){2,}[.,]?")
_ENOUGH = 4
"""Rows with a code that a table must have to be one of codes."""
_OTHER_NAME = 0.7
_SHORT_NAME = 5


@rule(
    code="F603",
    category="format",
    severity="rendah",
    title="Kode rekening, program, atau kegiatan keliru atau ganda",
    why="Kode menghubungkan baris dengan DPA dan laporan keuangan; kode yang cacat atau dipakai untuk dua uraian "
    "membuat angkanya tidak dapat ditelusuri.",
    method="Pada tabel yang sekurang-kurangnya empat barisnya berkode (tiga ruas atau lebih): kode yang sama untuk "
    "uraian yang berbeda dalam satu tabel; kode yang pemisahnya ganda, memakai koma, atau memuat huruf; dan kode yang "
    "lebar salah satu ruasnya berbeda dari semua kode lain dengan jumlah ruas sama. Kode yang berulang dengan uraian "
    "yang sama tidak dilaporkan.",
    basis="Peraturan Menteri Dalam Negeri Nomor 90 Tahun 2019 tentang Klasifikasi, Kodefikasi, dan Nomenklatur "
    "Perencanaan Pembangunan dan Keuangan Daerah",
    violation="5.1.02.01 “Belanja Barang” dan 5.1.02.01 “Belanja Jasa” dalam satu tabel; 5.1.02..01; "
    "atau 5.1.2.01 di antara kode seperti 5.1.02.01.",
    clean="5.1.02.01 “Belanja Barang” dua kali di bawah dua sub kegiatan.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per code."""
    for table in ctx.submission.tables:
        coded = [(row, printed) for row in table.rows if (printed := _code(table, row)) is not None]
        good = [(row, _parts(at.text), at) for row, at in coded if _CODE.fullmatch(_stripped(at.text))]
        if len(good) < _ENOUGH:
            continue
        for row, at in coded:
            if not _CODE.fullmatch(_stripped(at.text)):
                yield _finding(ctx, table, row, at, "cacat: pemisah ganda, koma, atau huruf di antara angkanya", [])
        yield from _widths(ctx, table, good)
        yield from _doubles(ctx, table, good)


_Coded = tuple[Row, tuple[str, ...], Source]


def _code(table: Table, row: Row) -> Source | None:
    """Where a row prints its code: a cell of its own, or none when the number stands in front of the name."""
    for column in table.columns:
        value = row.values.get(column.index)
        if value is not None and column.role in ("kode", "no") and _NEARLY.fullmatch(_stripped(value.text)):
            return value.at
    return None


def _stripped(text: str) -> str:
    return text.strip().rstrip(".")


def _parts(text: str) -> tuple[str, ...]:
    return tuple(_stripped(text).split("."))


def _widths(ctx: Context, table: Table, coded: Sequence[_Coded]) -> Iterator[Finding]:
    """Codes one part of which is narrower or wider than in all others of as many parts."""
    for count in {len(parts) for _, parts, _ in coded}:
        alike = [one for one in coded if len(one[1]) == count]
        shapes = Counter(tuple(map(len, parts)) for _, parts, _ in alike)
        usual, times = shapes.most_common(1)[0]
        for row, parts, at in alike:
            shape = tuple(map(len, parts))
            if shape != usual and shapes[shape] == 1 and times >= _ENOUGH and times == len(alike) - 1:
                like = ".".join("0" * width for width in usual)
                yield _finding(ctx, table, row, at, f"tidak sebentuk dengan kode lainnya ({like})", [])


def _doubles(ctx: Context, table: Table, coded: Sequence[_Coded]) -> Iterator[Finding]:
    """Codes that stand for two different things."""
    named: dict[tuple[str, ...], dict[str, _Coded]] = defaultdict(dict)
    for row, parts, at in coded:
        if len(row.label) >= _SHORT_NAME:
            named[parts].setdefault(row.label, (row, parts, at))
    for things in named.values():
        for (one, _, first), (other, _, second) in combinations(things.values(), 2):
            if first != second and similarity(one.label, other.label) < _OTHER_NAME:
                what = f"dipakai untuk {quoted(one.label, 60)} (halaman {first.page}) dan {quoted(other.label, 60)}"
                yield _finding(ctx, table, other, second, what, [first])
                break


def _finding(ctx: Context, table: Table, row: Row, at: Source, what: str, references: Sequence[Source]) -> Finding:
    return ctx.finding(
        message=f"Pada {place(table, at)} kode {quoted(at.text)} {what}.",
        subject=row.label or at.text,
        at=[at],
        reported=at.text.strip(),
        references=references,
        table=table,
        verdict="perlu_cek",
    )
