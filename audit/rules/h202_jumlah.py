"""H202: totals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit import columns, sums
from audit.arithmetic import agrees
from audit.findings import place, quoted
from audit.gravity import METHOD as GRAVITY
from audit.gravity import gravity
from audit.models import Finding, Verdict
from audit.registry import Context, rule
from normalize.models import Column, Number, Row, Table


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A printed total and the set of rows that comes nearest to it."""

    column: Column
    number: Number
    nearest: sums.Group
    unique: bool


@rule(
    code="H202",
    category="hitungan",
    severity="sedang",
    title="Jumlah tidak sama dengan penjumlahan barisnya",
    why="Jumlah dipakai dalam perjanjian kinerja, perhitungan penyerapan, dan simpulan laporan. Jumlah yang tidak sama "
    "dengan rinciannya berarti ada rincian yang keliru, hilang, atau belum dimutakhirkan.",
    method="Untuk setiap baris jumlah, kolom uang dan cacah dijumlahkan ulang. Karena satu tabel dapat memuat program, "
    "kegiatan, dan sub kegiatan sekaligus, jumlah dianggap benar bila sama dengan penjumlahan salah satu tingkat, "
    "seluruh baris, atau subjumlah di atasnya. Bila tidak ada yang sama, temuan menyebut tingkat yang paling dekat "
    "dan berstatus perlu dicek apabila susunan tabel belum pasti. Kolom yang mencampur induk dan rinciannya tanpa "
    f"pembeda tingkat tidak diperiksa. Persentase, indeks, tahun, kode, dan nomor tidak dijumlahkan. {GRAVITY}",
    basis="Jumlah = penjumlahan seluruh rinciannya",
    violation="Rincian 1.000.000, 2.000.000, dan 3.000.000, jumlah tertulis 5.000.000 (seharusnya 6.000.000).",
    clean="Program 6.000.000 dengan kegiatan 4.000.000 dan 2.000.000, jumlah tertulis 6.000.000.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """Compare every total with the sums of the rows that it may be made from."""
    for table in ctx.submission.tables:
        totals = [row for row in table.rows if row.kind == "total"]
        if totals:
            whole = sums.with_earlier_rows(table, ctx.submission.tables)
            candidates = sums.summable(table)
            for row in totals:
                yield from _check_row(ctx, whole, row, candidates)


def _check_row(ctx: Context, table: Table, row: Row, candidates: list[Column]) -> Iterator[Finding]:
    wrong: list[_Wrong] = []
    right = 0
    for column in candidates:
        number = columns.number_at(table, row, column)
        groups = sums.groups(table, row, column) if number is not None else []
        if number is None or not groups:
            continue
        if any(agrees(number, group.sums) for group in groups):
            right += 1
            continue
        printed = number.value
        of_one_level = [group for group in groups if not group.hides_levels]
        if not of_one_level:
            continue
        nearest = min(of_one_level, key=lambda group: abs(group.sum - printed))
        complete = all(columns.readable(one, column) for one in table.rows if one.kind in {"data", "group"})
        wrong.append(_Wrong(column, number, nearest, complete and len({group.sum for group in groups}) == 1))
    if not right and (len(wrong) > 1 or _is_count(table, wrong)) and all(_far(one) for one in wrong):
        return  # rows are missing or the row sums up something else
    for one in wrong:
        certain = one.unique and one.nearest.certain and not one.number.alternatives
        yield _finding(ctx, table, row, one, "pasti" if certain and (right or len(wrong) == 1) else "perlu_cek")


def _far(one: _Wrong) -> bool:
    return not abs(one.nearest.sum) / 2 < abs(one.number.value) < abs(one.nearest.sum) * 2


def _is_count(table: Table, wrong: list[_Wrong]) -> bool:
    return any(one.column.role is None for one in wrong)


def _finding(ctx: Context, table: Table, row: Row, one: _Wrong, verdict: Verdict) -> Finding:
    value = columns.value_at(row, one.column)
    right = one.nearest.sum
    expected = columns.show_value(right, one.number)
    difference = columns.show_value(abs(right - one.number.value), one.number)
    label = columns.subject(row)
    remark = sums.remark(table, one.nearest, one.number.value, one.column)
    return ctx.finding(
        message=f"Pada {place(table, value.at)}, baris {quoted(label)} kolom {quoted(columns.named(one.column))} "
        f"tertulis {columns.printed(value)}, sedangkan penjumlahan {len(one.nearest.entries)} barisnya menghasilkan "
        f"{expected} (selisih {difference}).{remark}",
        subject=f"{label}: {table.caption}" if table.caption else label,
        about=label,
        at=[value.at],
        inputs=[entry.value.at for entry in one.nearest.entries],
        expected=expected,
        formula=f"{one.nearest.formula} = {expected}",
        table=table,
        key=columns.key(one.column),
        severity=gravity(one.number, right),
        verdict=verdict,
    )
