"""F601: one table, one notation of numbers."""

from __future__ import annotations

from collections.abc import Iterator

from audit import columns
from audit.findings import place
from audit.models import Finding
from audit.registry import Context, rule
from normalize.models import Column, Table, Value
from normalize.numbers import format_id

_SHOWN = 5


@rule(
    code="F601",
    category="format",
    severity="rendah",
    title="Penulisan angka dalam satu tabel tidak seragam",
    why="Titik dan koma yang bertukar arti dalam satu tabel membuat angka mudah salah baca dan salah salin.",
    method="Hanya angka yang pemisahnya tidak bermakna ganda yang dihitung: “1.234.567” atau “93,33” (cara Indonesia) "
    "dan “1,234,567” atau “93.33” (cara Inggris). Bila keduanya ada dalam satu tabel, dibuat satu temuan dengan "
    "contoh. Kolom Rupiah bulat yang beberapa selnya memuat desimal nol juga dicatat sekali per tabel.",
    basis="Ejaan Bahasa Indonesia yang Disempurnakan (EYD): titik memisahkan ribuan, koma memisahkan desimal",
    violation="Dalam satu kolom tertulis 1,743,965,488 dan 2.029.230.488.",
    clean="Seluruh tabel memakai 1.743.965.488 dan 96,77, atau seluruhnya memakai 1,743,965,488 dan 96.77.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """At most one finding per table for mixed separators, and one for stray decimals of Rupiah."""
    for table in ctx.submission.tables:
        yield from _mixed_separators(ctx, table)
        yield from _stray_decimals(ctx, table)


def _numbers(table: Table, column: Column) -> list[Value]:
    found = [row.values[column.index] for row in table.rows if column.index in row.values]
    return [value for value in dict.fromkeys(found) if value.number is not None]


def _mixed_separators(ctx: Context, table: Table) -> Iterator[Finding]:
    values = [
        value
        for column in table.columns
        if column.role not in columns.LABEL_ROLES
        for value in _numbers(table, column)
        if value.number and not value.number.alternatives
    ]
    english = [value for value in values if value.number and value.number.style == "en"]
    indonesian = [value for value in values if value.number and value.number.style == "id"]
    if not english or not indonesian:
        return
    yield ctx.finding(
        message=f"Pada {place(table, english[0].at)}, angka ditulis dengan dua cara: {_examples(english)} (koma ribuan "
        f"atau titik desimal) dan {_examples(indonesian)} (titik ribuan atau koma desimal). Penulisan perlu "
        "diseragamkan dengan titik sebagai pemisah ribuan dan koma sebagai pemisah desimal.",
        subject=_subject(table),
        at=[value.at for value in english[:_SHOWN]],
        references=[value.at for value in indonesian[:_SHOWN]],
        reported=_examples(english),
        expected=_rewritten(english),
        table=table,
        key="pemisah",
    )


def _stray_decimals(ctx: Context, table: Table) -> Iterator[Finding]:
    stray = [value for column in table.columns if columns.is_money(column) for value in _strays(table, column)]
    if not stray:
        return
    yield ctx.finding(
        message=f"Pada {place(table, stray[0].at)}, nilai Rupiah {_examples(stray)} ditulis dengan desimal, sedangkan "
        "nilai lain dalam kolom yang sama tanpa desimal.",
        subject=_subject(table),
        at=[value.at for value in stray[:_SHOWN]],
        reported=_examples(stray),
        expected=_rewritten(stray, decimals=0),
        table=table,
        key="desimal",
    )


def _strays(table: Table, column: Column) -> list[Value]:
    """The amounts with decimals that are all zero, where most amounts of the column have none."""
    values = [value for value in _numbers(table, column) if value.number and value.number.style != "malformed"]
    whole = [value for value in values if value.number and value.number.decimals == 0]
    zeros = [
        value
        for value in values
        if value.number and value.number.decimals > 0 and value.number.value == int(value.number.value)
    ]
    return zeros if 2 * len(whole) > len(values) and len(whole) + len(zeros) == len(values) else []


def _examples(values: list[Value]) -> str:
    return ", ".join(columns.printed(value) for value in values[:_SHOWN])


def _rewritten(values: list[Value], decimals: int | None = None) -> str:
    return ", ".join(
        format_id(value.number.value, value.number.decimals if decimals is None else decimals)
        for value in values[:_SHOWN]
        if value.number
    )


def _subject(table: Table) -> str:
    return table.caption or ", ".join(column.label for column in table.columns if column.label)
