"""F602: numbers whose separators follow no notation."""

from __future__ import annotations

from collections.abc import Iterator

from audit import columns
from audit.findings import place, quoted
from audit.models import Finding
from audit.registry import Context, rule
from normalize.models import Column, Table, Value
from normalize.numbers import format_id

_SHOWN = 5


@rule(
    code="F602",
    category="format",
    severity="rendah",
    title="Angka ditulis dengan pemisah yang keliru",
    why="Angka yang pemisahnya tidak mengikuti cara penulisan mana pun tidak dapat dibaca dengan pasti; satu titik "
    "yang salah tempat dapat mengubah nilainya seribu kali.",
    method="Angka yang titik dan komanya tidak membentuk kelompok tiga angka, atau yang memakai tanda yang sama "
    "sebagai pemisah ribuan dan desimal, dikumpulkan menjadi satu temuan per kolom.",
    basis="Ejaan Bahasa Indonesia yang Disempurnakan (EYD): titik memisahkan ribuan, koma memisahkan desimal",
    violation="Anggaran tertulis 1,725,576,486,00 (seharusnya 1.725.576.486,00).",
    clean="Anggaran tertulis 1.725.576.486,00; Rp. 216.744.000,-; atau 1,725,576,486.00.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per column with malformed numbers, listing the first of them."""
    for table in ctx.submission.tables:
        for column in table.columns:
            if column.role not in columns.LABEL_ROLES and (values := _malformed(table, column)):
                yield _finding(ctx, table, column, values)


def _malformed(table: Table, column: Column) -> list[Value]:
    found = [row.values[column.index] for row in table.rows if column.index in row.values]
    return [value for value in dict.fromkeys(found) if value.number and value.number.style == "malformed"]


def _finding(ctx: Context, table: Table, column: Column, values: list[Value]) -> Finding:
    shown = values[:_SHOWN]
    examples = ", ".join(columns.printed(value) for value in shown)
    more = f" dan {len(values) - _SHOWN} angka lain" if len(values) > _SHOWN else ""
    certain = [value.number for value in shown if value.number and not columns.is_doubtful(value.number)]
    likely = ", ".join(format_id(number.value, number.decimals) for number in certain)
    meant = f" Yang dimaksud tampaknya {likely}." if likely else ""
    return ctx.finding(
        message=f"Pada {place(table, shown[0].at)}, kolom {quoted(columns.named(column))} memuat angka dengan pemisah "
        f"yang keliru: {examples}{more}.{meant}",
        subject=f"{table.caption or 'tabel'}: {columns.named(column)}",
        at=[value.at for value in shown],
        reported=examples,
        expected=likely or None,
        table=table,
        key=columns.key(column),
    )
