"""H203: the percentage of the budget spent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audit import columns, misses, ratios
from audit.arithmetic import HUNDRED, agrees
from audit.findings import place, quoted
from audit.gravity import METHOD as GRAVITY
from audit.models import Finding
from audit.registry import Context, rule
from normalize.models import Column, Number, Role, Row, Submission, Table

_AMOUNTS: tuple[Role, ...] = ("realisasi_anggaran", "pagu")
_ENOUGH = 2
"""Shares of a total from which on they are no chance."""


@rule(
    code="H203",
    category="hitungan",
    severity="sedang",
    title="Persentase realisasi anggaran tidak sesuai dengan pagu dan realisasi",
    why="Persentase penyerapan dipakai untuk menilai kinerja keuangan dan efisiensi. Angka yang keliru membuat "
    "penilaian penyerapan anggaran menyesatkan.",
    method="Persentase = realisasi anggaran / pagu x 100% pada baris, tahun, dan periode yang sama. Pembulatan maupun "
    "pemotongan pada desimal yang tercetak diterima, begitu pula penulisan sebagai rasio. Induk dan jumlah yang memuat "
    "rata-rata persentase rinciannya berstatus perlu dicek. Kolom yang ternyata memuat "
    "bagian tiap baris dari jumlah tabel dibandingkan dengan jumlah itu. Kolom fisik, bobot, dan kolom yang sebagian "
    f"besar barisnya mengikuti rumus lain tidak diperiksa. {GRAVITY}",
    basis="Persentase realisasi = realisasi anggaran / pagu anggaran x 100%",
    violation="Pagu Rp100.000.000, realisasi Rp95.000.000, tertulis 98,00% (seharusnya 95,00%).",
    clean="Pagu Rp3.000.000, realisasi Rp2.000.000, tertulis 66,66% (dipotong) atau 66,67% (dibulatkan).",
)
def check(ctx: Context) -> Iterator[Finding]:
    """Compare every ``persen_anggaran`` cell with realisasi / pagu of its row."""
    for table, column, found in _columns(ctx.submission):
        for miss in ratios.misses(found, ratios.percent_scales(found)):
            yield _finding(ctx, table, column, miss)


def cells(submission: Submission) -> Iterator[list[ratios.Cell]]:
    """The cells of each column that is checked, with the ways they may have been computed."""
    return (found for _, _, found in _columns(submission))


def _columns(submission: Submission) -> Iterator[tuple[Table, Column, list[ratios.Cell]]]:
    for table in submission.tables:
        for column in table.columns:
            if column.role == "persen_anggaran" and not columns.measures_other(column):
                pairs = [
                    (pagu, realisasi)
                    for pagu in ratios.partners(table, column, "pagu")
                    for realisasi in ratios.partners(table, column, "realisasi_anggaran")
                ]
                own = [cell for row in table.rows if (cell := _cell(table, row, column, pairs))]
                yield table, column, _by_convention(table, column, own)


def _by_convention(table: Table, column: Column, own: list[ratios.Cell]) -> list[ratios.Cell]:
    """The cells as shares of the table's total where that explains more of them, and most, than the row's own pagu."""
    following = sum(ratios.fits(cell, HUNDRED) for cell in own)
    total = next((row for row in reversed(table.rows) if row.kind == "total"), None)
    if total is None or following == len(own) or len(own) < _ENOUGH:
        return own
    exceptions = len(own) - max(following + 1, len(own) // 2 + 1, _ENOUGH)
    for role in _AMOUNTS:
        for part in ratios.partners(table, column, role):
            for whole in dict.fromkeys((*ratios.partners(table, column, "pagu"), part)):
                if shares := _of_total(table, own, part, total, whole, exceptions):
                    return shares
    return own


def _of_total(
    table: Table, own: Sequence[ratios.Cell], part: Column, total: Row, whole: Column, exceptions: int
) -> list[ratios.Cell]:
    """The cells as shares of their rows' amounts in the ``total`` of a column, those that have both.

    Empty when more than so many ``exceptions`` do not fit.
    """
    shares = []
    for cell in own:
        found = ratios.share(table, cell.row, part, total, whole)
        share = replace(cell, candidates=tuple(found))
        if found:
            shares.append(share)
        if not ratios.fits(share, HUNDRED):
            exceptions -= 1
            if exceptions < 0:
                return []
    return shares


def _cell(table: Table, row: Row, column: Column, pairs: Sequence[tuple[Column, Column]]) -> ratios.Cell | None:
    number = columns.number_at(table, row, column)
    if number is None or row.kind == "average":
        return None
    found = [candidate for pagu, realisasi in pairs for candidate in ratios.quotients(table, row, realisasi, pagu)]
    if not found:
        return None
    return ratios.Cell(
        row, columns.value_at(row, column), number, tuple(found), not _is_mean(table, row, column, number)
    )


def _is_mean(table: Table, row: Row, column: Column, number: Number) -> bool:
    mean = ratios.mean_of_rows(table, row, column)
    return mean is not None and bool(agrees(number, mean.result))


def _finding(ctx: Context, table: Table, column: Column, miss: ratios.Miss) -> Finding:
    cell, expected = miss.cell, misses.expected(miss)
    subject = columns.budget_subject(table, cell.row)
    realisasi, pagu = miss.expected.inputs
    whole = "pagu" if pagu in cell.row.values.values() else "jumlah"
    mean = _is_mean(table, cell.row, column, cell.number)
    remark = " Angka tercetak adalah rata-rata persentase barisnya." if mean else ""
    return misses.finding(
        ctx,
        table,
        column,
        miss,
        subject=subject,
        message=f"Pada {place(table, cell.value.at)}, persentase realisasi anggaran {quoted(subject)} tertulis "
        f"{columns.printed(cell.value)}, sedangkan realisasi {columns.printed(realisasi)} dibanding {whole} "
        f"{columns.printed(pagu)} menghasilkan {expected}.{remark}",
    )
