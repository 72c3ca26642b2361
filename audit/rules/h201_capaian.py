"""H201: capaian from target and realisasi."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from audit import capaian, columns, misses, ratios
from audit.direction import of_row
from audit.findings import place, quoted, shortened
from audit.gravity import METHOD as GRAVITY
from audit.models import Finding
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.models import Column, Submission, Table


@rule(
    code="H201",
    category="hitungan",
    severity="sedang",
    title="Capaian tidak sesuai dengan target dan realisasi",
    why="Capaian menentukan predikat kinerja dan menjadi dasar evaluasi SAKIP. Capaian yang tidak dapat dihitung ulang "
    "dari target dan realisasinya membuat kesimpulan laporan tidak dapat dipercaya.",
    method="Capaian dihitung ulang per baris dari target dan realisasi pada tahun dan periode yang sama: realisasi / "
    "target x 100%. Untuk indikator yang makin rendah makin baik diterima pula target / realisasi dan (2 x target - "
    "realisasi) / target. Angka tercetak dipandang sebagai rentang sesuai desimalnya, sehingga pembulatan maupun "
    "pemotongan diterima. Capaian boleh tercetak sebagai persen atau rasio dan boleh dibatasi (misalnya 100%) bila "
    "pembatasan itu konsisten; realisasi triwulan boleh dibandingkan dengan target triwulan maupun target tahunan, "
    "per triwulan maupun kumulatif. Realisasi nol berarti capaian 0%, atau 100% sampai 200% bila makin rendah makin "
    "baik. Tidak diperiksa: target berupa predikat atau teks, target atau realisasi yang kosong, target nol, dan kolom "
    f"yang sebagian besar barisnya mengikuti rumus lain. {GRAVITY}",
    basis=f"Capaian = realisasi / target x 100% ({PANRB_53}, pengukuran kinerja)",
    violation="Target 90,00, realisasi 84,87, capaian tertulis 98,34% (seharusnya 94,30%).",
    clean="Target 90,00, realisasi 84,87, capaian tertulis 94,3% atau 94,30%; angka kemiskinan dengan target 10,00 dan "
    "realisasi 8,00, capaian tertulis 120,00% atau 125,00%.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """Compare every ``capaian`` cell with what target and realisasi of its row give."""
    for table, column, found in _columns(ctx.submission):
        for miss in ratios.misses(found, ratios.percent_scales(found)):
            yield _finding(ctx, table, column, miss)


def cells(submission: Submission) -> Iterator[list[ratios.Cell]]:
    """The cells of each column that is checked, with the ways they may have been computed."""
    return (found for _, _, found in _columns(submission))


def _columns(submission: Submission) -> Iterator[tuple[Table, Column, list[ratios.Cell]]]:
    checked = [
        (table, column, [cell for row in table.rows if (cell := capaian.cell(table, row, column))])
        for table in submission.tables
        for column in table.columns
        if column.role == "capaian" and not columns.measures_other(column)
    ]
    everywhere = capaian.limits(list(chain.from_iterable(found for _, _, found in checked)))
    return ((table, column, capaian.with_limits(found, everywhere)) for table, column, found in checked)


def _finding(ctx: Context, table: Table, column: Column, miss: ratios.Miss) -> Finding:
    cell, expected = miss.cell, misses.expected(miss)
    subject = capaian.indikator(table, cell.row)
    holder = columns.budget_subject(table, cell.row)
    of = "" if holder in {subject, columns.subject(cell.row)} else f" ({shortened(holder)})"
    realisasi, target = miss.expected.inputs
    lower = of_row(table, cell.row, subject) == "lower"
    return misses.finding(
        ctx,
        table,
        column,
        miss,
        subject=subject,
        message=f"Pada {place(table, cell.value.at)}, capaian indikator {quoted(subject)}{of} tertulis "
        f"{columns.printed(cell.value)}, sedangkan realisasi {columns.printed(realisasi)} dibanding target "
        f"{columns.printed(target)} menghasilkan {expected}{' (makin rendah makin baik)' if lower else ''}."
        f"{_remark(cell, lower)}",
    )


def _remark(cell: ratios.Cell, lower: bool) -> str:
    plain = cell.candidates[0]
    if lower or plain.value == 0:
        return ""
    if capaian.may_be_limited(cell.number.value, plain):
        return " Angka tersebut hanya benar bila capaian memang dibatasi 100%."
    swapped = ratios.Cell(cell.row, cell.value, cell.number, tuple(capaian.inverse(plain)))
    if any(ratios.fits(swapped, scale) for scale in ratios.percent_scales([cell])):
        return " Angka tersebut memakai rumus bagi indikator yang makin rendah makin baik."
    return ""
