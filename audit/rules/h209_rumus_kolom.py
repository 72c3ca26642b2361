"""H209: columns whose formula is declared in the column-number row."""

from __future__ import annotations

from collections.abc import Iterator

from audit import columns, misses, ratios
from audit.findings import place, quoted
from audit.formulas import declared
from audit.gravity import METHOD as GRAVITY
from audit.models import Finding
from audit.registry import Context, rule
from normalize.models import Column, Role, Row, Submission, Table

_OWN_RULES: dict[Role, tuple[Role, Role]] = {
    "capaian": ("target", "realisasi"),
    "persen_anggaran": ("pagu", "realisasi_anggaran"),
    "sisa": ("pagu", "realisasi_anggaran"),
}


@rule(
    code="H209",
    category="hitungan",
    severity="sedang",
    title="Nilai kolom tidak sesuai dengan rumus yang dinyatakan pada baris nomor kolom",
    why="Baris nomor kolom (misalnya “7 = 5 - 6”) adalah pernyataan penyusun tentang cara menghitung. Nilai yang "
    "menyimpang dari rumusnya sendiri menunjukkan salah hitung atau salah salin.",
    method="Rumus dibaca dari baris nomor kolom dan dihitung ulang per baris dengan memperhatikan pembulatan angka "
    "tercetak; hasil bagi boleh tercetak sebagai persen atau rasio. Capaian, persentase anggaran, dan sisa yang sudah "
    "diperiksa aturan H201, H203, dan H204 tidak dilaporkan dua kali. Kolom yang sebagian besar barisnya tidak "
    f"mengikuti rumus yang dinyatakan tidak diperiksa. {GRAVITY}",
    basis="Rumus yang dinyatakan dalam tabel laporan itu sendiri",
    violation="Kolom “7 = 5 - 6”: kolom 5 berisi 100,00%, kolom 6 berisi 98,93%, kolom 7 tertulis 1,70%.",
    clean="Kolom “6 = 5/4 x 100%”: kolom 4 berisi 3, kolom 5 berisi 2, kolom 6 tertulis 66,67%.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """Compare every cell of a column with a declared formula with what the formula gives on its row."""
    for table, column, found in _columns(ctx.submission):
        for miss in ratios.misses(found, ratios.percent_scales(found)):
            yield _finding(ctx, table, column, miss)


def cells(submission: Submission) -> Iterator[list[ratios.Cell]]:
    """The cells of each column that is checked, with the ways they may have been computed."""
    return (found for _, _, found in _columns(submission))


def _columns(submission: Submission) -> Iterator[tuple[Table, Column, list[ratios.Cell]]]:
    for table in submission.tables:
        for column in table.columns:
            if column.formula is not None and not _has_own_rule(table, column):
                yield table, column, [cell for row in table.rows if (cell := _cell(table, row, column))]


def _has_own_rule(table: Table, column: Column) -> bool:
    inputs = _OWN_RULES.get(column.role) if column.role else None
    if inputs is None:
        return False
    return all(ratios.partners(table, column, role, any_period=role == "target") for role in inputs)


def _cell(table: Table, row: Row, column: Column) -> ratios.Cell | None:
    number = columns.number_at(table, row, column)
    if number is None or row.kind in {"total", "average"}:
        return None
    formula = declared(table, row, column)
    if formula is None:
        return None
    others = [mean] if (mean := ratios.mean_of_rows(table, row, column)) else []
    return ratios.Cell(row, columns.value_at(row, column), number, (formula, *others))


def _finding(ctx: Context, table: Table, column: Column, miss: ratios.Miss) -> Finding:
    cell, expected = miss.cell, misses.expected(miss)
    subject = columns.subject(cell.row)
    raw = " ".join(column.formula.raw.split()) if column.formula else ""
    return misses.finding(
        ctx,
        table,
        column,
        miss,
        subject=subject,
        message=f"Pada {place(table, cell.value.at)}, kolom {quoted(columns.named(column))} untuk {quoted(subject)} "
        f"tertulis {columns.printed(cell.value)}, sedangkan menurut rumus kolom ({raw}) hasilnya {expected}, yaitu "
        f"{miss.expected.formula}.",
    )
