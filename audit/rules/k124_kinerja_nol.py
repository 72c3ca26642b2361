"""K124: money spent on rows whose performance is printed as zero."""

from __future__ import annotations

from collections.abc import Iterator

from audit import columns
from audit.findings import place, quoted
from audit.models import Finding
from audit.phrases import listed
from audit.registry import Context, rule
from normalize.models import Column, Row, Table, Value

_KINDS = frozenset({"e81", "cost_per_outcome"})
_SHOWN = 5


@rule(
    code="K124",
    category="keselarasan",
    severity="info",
    title="Anggaran terealisasi, kinerja nol",
    why="Anggaran yang dibelanjakan tanpa keluaran perlu dijelaskan, atau realisasi kinerjanya belum diisi.",
    method="Pada Formulir E.81 dan tabel kinerja beserta anggaran dilihat pasangan kolom kinerja dan keuangan untuk "
    "periode yang sama. Baris dengan kinerja tercetak 0 dan keuangan di atas nol dicatat, satu catatan per tabel. "
    "Kinerja kosong atau “-” tidak dicatat, karena keluaran dapat baru diukur pada akhir tahun.",
    basis="Kewajaran hubungan kinerja dan anggaran",
    violation="Triwulan II: kinerja 0 laporan, keuangan 27.310.000.",
    clean="Triwulan I: kinerja 0, keuangan 0.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One note per table."""
    for table in ctx.submission.tables:
        if table.kind in _KINDS:
            found = [
                (row, row.values[k.index], row.values[money.index])
                for k, money in _pairs(table)
                for row in table.rows
                if row.kind == "data" and _spent_for_nothing(row, k, money)
            ]
            if found:
                yield _finding(ctx, table, found)


def _pairs(table: Table) -> Iterator[tuple[Column, Column]]:
    """Columns of realisasi with that of the money spent right behind, of one period and year."""
    for one, other in zip(table.columns, table.columns[1:], strict=False):
        same = (one.period, one.year, one.path[:-1]) == (other.period, other.year, other.path[:-1])
        if one.role == "realisasi" and other.role == "realisasi_anggaran" and same:
            yield one, other


def _spent_for_nothing(row: Row, k: Column, money: Column) -> bool:
    one, other = row.values.get(k.index), row.values.get(money.index)
    if one is None or other is None or one.number is None or other.number is None:
        return False
    return one.number.value == 0 and not one.blank and other.number.value > 0


def _finding(ctx: Context, table: Table, found: list[tuple[Row, Value, Value]]) -> Finding:
    shown = listed(
        f"{quoted(columns.budget_subject(table, row), 70)} {columns.printed(money)} (halaman {money.at.page})"
        for row, _, money in found[:_SHOWN]
    )
    rest = f", serta {len(found) - _SHOWN} baris lain" if len(found) > _SHOWN else ""
    return ctx.finding(
        message=f"Pada {place(table, found[0][1].at)} anggaran terealisasi sedangkan kinerjanya 0: {shown}{rest}.",
        subject=table.caption or "kinerja nol",
        at=[value.at for _, value, _ in found],
        expected=None,
        references=[money.at for _, _, money in found],
        table=table,
        verdict="perlu_cek",
    )
