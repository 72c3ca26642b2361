"""H204: the budget left over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit import columns, misses, ratios
from audit.findings import place, quoted
from audit.gravity import METHOD as GRAVITY
from audit.models import Finding
from audit.registry import Context, rule
from normalize.models import Column, Row, Submission, Table


@rule(
    code="H204",
    category="hitungan",
    severity="sedang",
    title="Sisa anggaran tidak sama dengan selisih pagu dan realisasi",
    why="Sisa anggaran adalah dasar uraian efisiensi dan SiLPA; bila keliru, pagu atau realisasinya juga patut "
    "diragukan.",
    method="Sisa = pagu - realisasi pada baris, tahun, dan periode yang sama; tanda positif maupun negatif diterima. "
    "Rupiah dibandingkan tanpa toleransi. Kolom yang sebagian besar barisnya mengikuti rumus lain (misalnya memuat "
    f"saldo awal) tidak diperiksa. {GRAVITY}",
    basis="Sisa anggaran = pagu anggaran - realisasi anggaran",
    violation="Pagu Rp100.000.000, realisasi Rp95.000.000, sisa tertulis Rp4.000.000 (seharusnya Rp5.000.000).",
    clean="Pagu Rp100.000.000, realisasi Rp95.000.000, sisa tertulis (5.000.000) atau 5.000.000.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """Compare every ``sisa`` cell with pagu - realisasi of its row."""
    for table, column, found in _columns(ctx.submission):
        for miss in ratios.misses(found):
            yield _finding(ctx, table, column, miss)


def cells(submission: Submission) -> Iterator[list[ratios.Cell]]:
    """The cells of each column that is checked, with the ways they may have been computed."""
    return (found for _, _, found in _columns(submission))


def _columns(submission: Submission) -> Iterator[tuple[Table, Column, list[ratios.Cell]]]:
    for table in submission.tables:
        for column in table.columns:
            if column.role == "sisa" and not columns.is_percent(column):
                pairs = [
                    pair
                    for pagu in ratios.partners(table, column, "pagu")
                    for realisasi in ratios.partners(table, column, "realisasi_anggaran")
                    for pair in ((pagu, realisasi), (realisasi, pagu))
                ]
                yield table, column, [cell for row in table.rows if (cell := _cell(table, row, column, pairs))]


def _cell(table: Table, row: Row, column: Column, pairs: Sequence[tuple[Column, Column]]) -> ratios.Cell | None:
    number = columns.number_at(table, row, column)
    if number is None or row.kind == "average":
        return None
    found = [one for first, second in pairs if (one := ratios.difference(table, row, first, second))]
    if not found:
        return None
    if number.value < 0:  # the plainest formula is the one with the printed sign
        found.sort(key=lambda one: one.value > 0)
    return ratios.Cell(row, columns.value_at(row, column), number, tuple(found))


def _finding(ctx: Context, table: Table, column: Column, miss: ratios.Miss) -> Finding:
    cell, expected = miss.cell, misses.expected(miss)
    subject = columns.budget_subject(table, cell.row)
    return misses.finding(
        ctx,
        table,
        column,
        miss,
        subject=subject,
        message=f"Pada {place(table, cell.value.at)}, sisa anggaran {quoted(subject)} tertulis "
        f"{columns.printed(cell.value)}, sedangkan selisih pagu dan realisasi ({miss.expected.formula}) adalah "
        f"{expected}.",
    )
