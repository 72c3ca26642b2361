"""H206: averages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from audit import columns, ratios, sums
from audit.arithmetic import Interval, agrees, total
from audit.findings import place, quoted
from audit.gravity import METHOD as GRAVITY
from audit.gravity import gravity
from audit.models import Finding
from audit.registry import Context, rule
from normalize.models import Column, Number, Role, Row, Table

_NOT_AVERAGED = re.compile(r"\bno\b|nomor|kode|tahun\b(?! \d)", re.IGNORECASE)
_RATIOS: tuple[tuple[Role, Role], ...] = (("target", "realisasi"), ("pagu", "realisasi_anggaran"))
_WEIGHTED = re.compile(r"bobot|tertimbang", re.IGNORECASE)


@rule(
    code="H206",
    category="hitungan",
    severity="sedang",
    title="Rata-rata tidak sama dengan rata-rata barisnya",
    why="Rata-rata capaian sering menjadi simpulan laporan dan dasar predikat. Rata-rata yang keliru dapat menaikkan "
    "atau menurunkan predikat tanpa dasar.",
    method="Rata-rata dihitung ulang dari baris di atasnya. Diterima: sel kosong atau tanda hubung dilewati maupun "
    "dihitung nol, rata-rata salah satu tingkat (program, kegiatan, sub kegiatan), rata-rata kelompok, penjumlahan "
    "untuk kolom uang, serta persentase dari jumlah pada baris itu sendiri. Pembulatan dan pemotongan diterima. Tabel "
    f"yang memakai bobot tidak diperiksa. {GRAVITY}",
    basis="Rata-rata = jumlah nilai dibagi banyaknya nilai",
    violation="Capaian 100,00%, 90,00%, dan 80,00%, rata-rata tertulis 95,00% (seharusnya 90,00%).",
    clean="Capaian 100,00%, 66,67%, dan “-”, rata-rata tertulis 83,33% (tanda hubung dilewati) atau 55,56%.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """Compare every number of an average row with the means of the rows that it may be made from."""
    for table in ctx.submission.tables:
        averages = [row for row in table.rows if row.kind == "average"]
        if not averages or any(_WEIGHTED.search(columns.header(column)) for column in table.columns):
            continue
        whole = sums.with_earlier_rows(table, ctx.submission.tables)
        for row in averages:
            for column in table.columns:
                if _averaged(column):
                    yield from _check_cell(ctx, whole, row, column)


def _averaged(column: Column) -> bool:
    named = column.role in columns.LABEL_ROLES or _NOT_AVERAGED.search(column.label)
    return not named and not columns.is_misread(column)


def _check_cell(ctx: Context, table: Table, row: Row, column: Column) -> Iterator[Finding]:
    number = columns.number_at(table, row, column)
    groups = [group for group in sums.groups(table, row, column) if len(group.entries) > 1] if number else []
    if number is None or not groups or _explained(table, row, column, number, groups):
        return
    printed = number.value
    group, count = min(
        ((group, len(group.entries)) for group in groups), key=lambda one: abs(one[0].sum / one[1] - printed)
    )
    mean = group.sum / count
    certain = len({one.sum / len(one.entries) for one in groups}) == 1 and group.certain
    value, expected = columns.value_at(row, column), columns.show_value(mean, number)
    label = columns.subject(row)
    yield ctx.finding(
        message=f"Pada {place(table, value.at)}, baris {quoted(label)} kolom {quoted(columns.named(column))} tertulis "
        f"{columns.printed(value)}, sedangkan rata-rata dari {count} nilai di atasnya adalah {expected}.",
        subject=f"{label}: {table.caption}" if table.caption else label,
        about=label,
        at=[value.at],
        inputs=[entry.value.at for entry in group.entries],
        expected=expected,
        formula=f"({group.formula}) / {count} = {expected}",
        table=table,
        key=columns.key(column),
        severity=gravity(number, mean),
        verdict="pasti" if certain else "perlu_cek",
    )


def _explained(table: Table, row: Row, column: Column, number: Number, groups: list[sums.Group]) -> bool:
    """Whether a mean, a sum of amounts, or a percentage of the row's own numbers gives what is printed."""
    counted = [(group, count) for group in groups for count in {len(group.entries), group.size}]
    if any(agrees(number, _mean([group.sums], count)) for group, count in counted):
        return True
    divisions = [division for group in groups for division in sums.parts(table, group)]
    if any(agrees(number, _mean([_mean([one.sums], len(one.entries)) for one in parts])) for parts in divisions):
        return True
    if columns.is_money(column) and any(agrees(number, group.sums) for group in groups):
        return True
    return any(
        agrees(number, ratio.in_scale(scale).result)
        for lower, upper in _RATIOS
        for below in ratios.partners(table, column, lower)
        for above in ratios.partners(table, column, upper)
        for ratio in ratios.quotients(table, row, above, below)
        for scale in (Decimal(100), Decimal(1))
    )


def _mean(values: list[Interval], count: int | None = None) -> Interval:
    return total(values) / Interval.exactly(count or len(values))
