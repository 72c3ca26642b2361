"""K120: two tables with the same number of a sasaran in their captions that are about different sasaran."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from audit.findings import quoted
from audit.models import Finding
from audit.registry import Context, rule
from normalize.matching import FLOOR, canonical, similarity
from normalize.models import Source, Table

_NUMBERED = re.compile(r"\bsasaran\s*(?:strategis\s*)?(?:ke)?[-\s]*(\d{1,2})\b", re.IGNORECASE)
_TABLE_NUMBER = re.compile(r"^\W*tabel\s+[\divxlc]+(?:[.\-–]\w+)*\W+", re.IGNORECASE)
_NAME_LENGTH = 12


@rule(
    code="K120",
    category="identitas",
    severity="rendah",
    title="Dua tabel berjudul sasaran yang sama memuat sasaran yang berbeda",
    why="Nomor sasaran dalam judul menunjukkan apa yang diukur; judul yang tersalin membuat pembaca mengira angka "
    "tabel itu milik sasaran lain.",
    method="Tabel dalam satu laporan yang judulnya, tanpa nomor tabel, sama sampai kata terakhir dan menyebut nomor "
    "sasaran (“sasaran 1”) dibandingkan isi kolom sasarannya. Dilaporkan bila setiap tabel hanya memuat satu sasaran "
    "dan keduanya berbeda. Tabel yang bersambung ke halaman lain adalah satu tabel.",
    basis="Kesesuaian judul dengan isi tabel",
    violation="Dua tabel “Realisasi anggaran sasaran 1”; yang kedua memuat baris sasaran 2.",
    clean="“Realisasi anggaran sasaran 1” dan “Realisasi anggaran sasaran 2”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per later table of a pair."""
    numbered = [one for one in ctx.submission.tables if one.caption_at is not None and _NUMBERED.search(one.caption)]
    for first, second in combinations(numbered, 2):
        if first.segment != second.segment or _title(first) != _title(second):
            continue
        ours, theirs = _sasaran(first), _sasaran(second)
        if len(ours) == len(theirs) == 1 and similarity(ours[0].text, theirs[0].text) < FLOOR:
            yield _finding(ctx, second, ours[0], theirs[0])


def _title(table: Table) -> str:
    """A caption without the number of its table."""
    return canonical(_TABLE_NUMBER.sub("", table.caption))


def _sasaran(table: Table) -> Sequence[Source]:
    """Where each different sasaran of a table is printed."""
    column = table.column("sasaran")
    found: dict[str, Source] = {}
    for row in table.rows:
        value = row.values.get(column.index) if column is not None and row.kind == "data" else None
        if value is not None and len(value.text) >= _NAME_LENGTH:
            found.setdefault(canonical(value.text), value.at)
    return list(found.values())


def _finding(ctx: Context, table: Table, first: Source, second: Source) -> Finding:
    assert table.caption_at is not None
    number = _NUMBERED.search(table.caption)
    assert number is not None
    same = first.page == second.page
    return ctx.finding(
        message=f"Dua tabel berjudul sama ({quoted(table.caption)}); tabel pada halaman {first.page} memuat sasaran "
        f"{quoted(first.text)}, sedangkan tabel {'lain ' * same}pada halaman {second.page} memuat sasaran "
        f"{quoted(second.text)}. Nomor sasaran dalam salah satu judul diduga keliru.",
        subject=second.text,
        at=[table.caption_at],
        reported=number.group(),
        references=[first, second],
        table=table,
        verdict="perlu_cek",
    )
