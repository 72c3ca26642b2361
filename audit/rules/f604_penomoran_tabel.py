"""F604: gaps and duplicates in the numbers of a table's rows or columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit import columns, identity
from audit.findings import place, quoted
from audit.models import Finding
from audit.registry import Context, rule
from normalize.matching import similarity
from normalize.models import Row, Source, Table, Value

_NUMBER = re.compile(r"\(?(\d{1,3})[.)]*")
_FEWEST = 4
"""Numbers a series must have to be judged."""
_AROUND = 2
"""Numbers that must stand before and after a gap."""
_SAME_ROW = 0.9

_Numbered = tuple[int, Row, Value]


@rule(
    code="F604",
    category="format",
    severity="rendah",
    title="Penomoran baris atau kolom tabel tidak berurutan",
    why="Nomor yang ganda atau terlewat menunjukkan baris yang tertinggal, terhapus, atau disalin dari tabel lain.",
    method="Nomor pada kolom nomor urut dibaca per rangkaian (mulai lagi dari 1 pada kelompok baru). Rangkaian dengan "
    "sekurang-kurangnya empat nomor yang seluruhnya berurutan kecuali pada satu tempat dilaporkan: nomor yang dipakai "
    "dua kali untuk baris yang berbeda, atau nomor yang terlewat. Demikian pula baris nomor kolom yang dimulai dari 1. "
    "Baris yang terpotong halaman, sel gabungan, nomor kelompok, dan rangkaian yang banyak melompat (pilihan baris) "
    "tidak dilaporkan.",
    basis="Kerapian dan ketelitian penyajian tabel",
    violation="Nomor baris 1, 2, 3, 4, 5, 6, 6, 7; nomor kolom (1) (2) (4) (5).",
    clean="Program 1 dengan kegiatan a, b, c, lalu program 2; nomor kolom 1 sampai dengan 9.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per series of row numbers and one per row of column numbers."""
    for table in ctx.submission.tables:
        for series in _series(table):
            yield from _rows(ctx, table, series)
        yield from _columns(ctx, table)


def _series(table: Table) -> Iterator[list[_Numbered]]:
    """The row numbers, each cell once, split where the numbering begins anew or a heading stands between."""
    column = table.column("no")
    if column is None:
        return
    series: list[_Numbered] = []
    seen: set[tuple[int, tuple[float, ...]]] = set()
    for row in table.rows:
        value = row.values.get(column.index)
        match = _NUMBER.fullmatch(value.text.strip()) if value else None
        if row.kind != "data" or value is None or match is None:
            if row.kind != "data":
                yield series
                series = []
            continue
        place = (value.at.page, tuple(value.at.box))
        if place in seen:
            continue
        seen.add(place)
        number = int(match[1])
        if number == 1 and series:
            yield series
            series = []
        series.append((number, row, value))
    yield series


def _rows(ctx: Context, table: Table, series: Sequence[_Numbered]) -> Iterator[Finding]:
    if len(series) < _FEWEST or series[0][0] != 1:
        return
    breaks = [at for at, (one, other) in enumerate(pairwise(series), 1) if other[0] != one[0] + 1]
    if len(breaks) != 1:
        return
    at = breaks[0]
    (before, row, _), (after, other, value) = series[at - 1], series[at]
    if after == before and similarity(row.label, other.label) < _SAME_ROW:
        what = f"nomor {after} dipakai dua kali ({quoted(row.label, 60)} dan {quoted(other.label, 60)})"
    elif after > before + 1 and at >= _AROUND and len(series) - at >= _AROUND and after - before <= _AROUND + 1:
        missing = str(before + 1) if after == before + 2 else f"{before + 1} sampai dengan {after - 1}"
        what = f"nomor {missing} terlewat (setelah nomor {before} langsung nomor {after})"
    else:
        return
    yield _finding(ctx, table, "baris", what, str(after), str(before + 1), [value.at, series[at - 1][2].at])


def _columns(ctx: Context, table: Table) -> Iterator[Finding]:
    printed = [column for column in table.columns if column.number is not None]
    if len(printed) < _FEWEST or len(printed) != len(table.columns) or not table.rows:
        return
    if not all((column.number or "").isdigit() for column in printed):
        return
    numbers = [int(column.number or 0) for column in printed]
    breaks = [at for at, (one, other) in enumerate(pairwise(numbers), 1) if other != one + 1]
    if numbers[0] != 1 or len(breaks) != 1:
        return
    at = breaks[0]
    before, after = numbers[at - 1], numbers[at]
    left, right = printed[at - 1], printed[at]
    if after == before and columns.header(left) != columns.header(right) and left.path[:1] != right.path[:1]:
        what = (
            f"nomor kolom {after} tercetak dua kali ({_shown(numbers)}), pada kolom "
            f"{quoted(columns.named(left), 60)} dan {quoted(columns.named(right), 60)}"
        )
    elif after > before + 1:
        what = f"nomor kolom melompat dari {before} ke {after} ({_shown(numbers)})"
    else:
        return
    cells = [
        value.at for row in table.rows for index, value in row.values.items() if index in (left.index, right.index)
    ]
    if cells:
        shown = [table.caption_at] if table.caption_at else []
        yield _finding(ctx, table, "kolom", what, str(after), str(before + 1), cells[:2] + shown)


def _shown(numbers: Sequence[int]) -> str:
    return " ".join(f"({number})" for number in numbers)


def _finding(
    ctx: Context, table: Table, kind: str, what: str, printed: str, expected: str, at: Sequence[Source]
) -> Finding:
    return ctx.finding(
        message=f"Pada {place(table, at[0])} {what}.",
        subject=f"nomor {kind} {table.caption or 'tabel'}",
        about=identity.undated(table.caption),
        at=at[:2],
        reported=printed,
        expected=expected,
        references=at[2:],
        table=table,
        key=kind,
        verdict="perlu_cek",
    )
