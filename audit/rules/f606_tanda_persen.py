"""F606: percentages printed without their percent sign among others that have it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit import columns
from audit.findings import is_trusted, place, quoted
from audit.models import Finding
from audit.registry import Context, rule
from normalize.models import Column, Row, Table, Value

_OF_PERCENT = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:rata\s*-?\s*rata\s+)?(?:per|pro|pre)sentase\b|\(\s*(?:%|persen)\s*\)", re.I
)
_ROLES = frozenset({"target", "realisasi"})
_ENOUGH = 3
"""Percentages with their sign from which on one without is odd."""
_MOST = 3
"""There must be this many times as many with the sign as without."""


@rule(
    code="F606",
    category="format",
    severity="rendah",
    title="Tanda persen tidak ditulis",
    why="Angka tanpa tanda persen di antara persentase dapat dibaca sebagai jumlah, atau menunjukkan angka yang "
    "disalin dari indikator lain.",
    method="Pada kolom target dan realisasi dalam satu tabel dilihat baris indikator persentase (“Persentase …”). Bila "
    "sedikitnya tiga angkanya bertanda persen, dan sedikitnya tiga kali lebih banyak daripada yang tidak, angka tanpa "
    "tanda persen dilaporkan. Tabel dengan kolom satuan atau judul kolom bertanda persen dilewati, demikian pula sel "
    "dengan satuan lain.",
    basis="Konsistensi satuan dalam satu tabel",
    violation="Realisasi empat indikator persentase: 92,10%; 88,00%; 74,5; 90,25%.",
    clean="Tabel dengan kolom satuan “%” dan angka tanpa tanda persen.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per percentage without its sign."""
    for table in ctx.submission.tables:
        if any(column.role == "satuan" for column in table.columns):
            continue
        cells = [
            (row, column, row.values[column.index])
            for column in table.columns
            if column.role in _ROLES and not columns.is_percent(column)
            for row in table.rows
            if row.kind == "data" and column.index in row.values and _of_percent(table, row, column)
        ]
        bare = [cell for cell in cells if _is_bare(cell[2]) and not _counted_otherwise(table, cell[0])]
        signed = sum(cell[2].number is not None and cell[2].number.unit == "%" for cell in cells)
        if signed >= max(_ENOUGH, _MOST * len(bare)):
            for row, column, value in bare:
                yield _finding(ctx, table, row, column, value)


def _of_percent(table: Table, row: Row, column: Column) -> bool:
    """Whether the indikator nearest to the left of a column is a percentage."""
    left = [one for one in table.columns if one.role == "indikator" and one.index < column.index]
    value = row.values.get(left[-1].index) if left else None
    return value is not None and _OF_PERCENT.search(" ".join(value.text.split())) is not None


def _counted_otherwise(table: Table, row: Row) -> bool:
    """Whether a row's target or realisasi has another unit, which is another matter (K106)."""
    values = [row.values.get(column.index) for column in table.columns if column.role in _ROLES]
    return any(one is not None and one.number is not None and one.number.unit not in (None, "%") for one in values)


def _is_bare(value: Value) -> bool:
    number = value.number
    plain = number is not None and number.unit is None and number.upper is None and number.value != 0
    return plain and re.fullmatch(r"[\d.,]+", value.text.strip()) is not None and is_trusted(value.at)


def _finding(ctx: Context, table: Table, row: Row, column: Column, value: Value) -> Finding:
    subject = columns.subject(row)
    printed = columns.printed(value)
    return ctx.finding(
        message=f"Pada {place(table, value.at)} kolom {quoted(columns.named(column), 60)} indikator {quoted(subject)} "
        f"tertulis {printed} tanpa tanda persen, sedangkan persentase lain dalam tabel yang sama bertanda persen; "
        f"seharusnya {printed}% bila memang persentase.",
        subject=subject,
        at=[value.at],
        expected=f"{printed}%",
        table=table,
        key=columns.key(column),
        verdict="perlu_cek",
    )
