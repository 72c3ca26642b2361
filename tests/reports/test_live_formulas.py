"""The formulas of the workpaper: where they stand and what they refer to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import openpyxl
import pytest

from audit.models import Operand, Place, Recomputed, Views
from audit.profile import load
from audit.run import run
from audit.views import views
from extract.models import Document
from normalize.build import build
from reports.live import Placed, expression
from reports.models import SubmissionResult
from reports.workbook import write_workbook
from tests.reports.conftest import DOCUMENT

FOLDERS = ("kecamatan-watupandan-2024", "dinas-ketahanan-pangan-2024")


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_a_finding_says_it_should_be_is_computed(
    folder: str, read_sample: Callable[[str], tuple[Document, ...]]
) -> None:
    submission = build(folder, folder, read_sample(folder))
    findings = run(submission, load())
    shown = views(submission, load(), findings)
    results = {round(one.value, 2) for one in shown.recomputed}
    for one in findings:
        if one.category == "hitungan" and one.table and one.expected and re.fullmatch(r"[\d.]+,\d\d%?", one.expected):
            number = one.expected.rstrip("%").replace(".", "").replace(",", ".")
            assert any(format(value, ".2f") == number for value in results), one


def test_a_column_of_formulas_stands_beside_the_computed_one(
    tmp_path: Path, result: SubmissionResult, created: datetime
) -> None:
    target = Operand(Place(DOCUMENT, "t001", 2, 1), Decimal(1080))
    realisasi = Operand(Place(DOCUMENT, "t001", 2, 2), Decimal(12))
    one = Recomputed(Place(DOCUMENT, "t001", 2, 3), "{0}/{1}*100", (realisasi, target), Decimal(1200) / 1080)
    path = tmp_path / "kertas-kerja.xlsx"
    write_workbook(path, msgspec.structs.replace(result, views=Views((one,))), created, "1")
    sheet = openpyxl.load_workbook(path)["Capaian Kinerja"]
    assert sheet["E4"].value == "Hitung ulang"
    assert (sheet["E5"].value, sheet["E5"].number_format) == ("=C5/B5*100", '[$-421]0.00"%"')
    assert sheet["E5"].fill.start_color.rgb == sheet["D5"].fill.start_color.rgb


def test_several_figures_in_one_cell_are_computed_below_each_other(
    tmp_path: Path, result: SubmissionResult, created: datetime
) -> None:
    (grid,), (typed,) = result.tables[DOCUMENT], result.submission.tables
    cells = tuple(
        msgspec.structs.replace(one, text="95,00%\n80,00%") if (one.r, one.c) == (2, 3) else one for one in grid.cells
    )
    (row,) = typed.rows
    rows = (row, msgspec.structs.replace(row, sub=1))
    constants = (
        Operand(Place(DOCUMENT, "t001", 2, 2, 1), Decimal(8)),
        Operand(Place(DOCUMENT, "t001", 2, 1, 1), Decimal(10)),
    )
    computed = tuple(
        Recomputed(Place(DOCUMENT, "t001", 2, 3, sub), "{0}/{1}*100", constants, Decimal(80)) for sub in (0, 1)
    )
    submission = msgspec.structs.replace(result.submission, tables=(msgspec.structs.replace(typed, rows=rows),))
    tables = {DOCUMENT: (msgspec.structs.replace(grid, cells=cells),)}
    path = tmp_path / "kertas-kerja.xlsx"
    write_workbook(path, SubmissionResult(submission, (), tables, Views(computed)), created, "1")
    value = openpyxl.load_workbook(path)["Capaian Kinerja"]["E5"].value
    assert value == "=FIXED(8/10*100,2)&CHAR(10)&FIXED(8/10*100,2)"


def operand(row: int, value: int, column: int = 1) -> Operand:
    return Operand(Place("a.pdf", "t001", row, column), Decimal(value))


def test_adjacent_rows_become_a_range_and_text_a_constant() -> None:
    numbers = {Place("a.pdf", "t001", row, 1): Placed("Capaian Kinerja", row + 10, 1) for row in (1, 2, 3, 5)}
    operands = tuple(operand(row, 10 * row) for row in (1, 2, 3, 4, 5))
    total = Recomputed(Place("a.pdf", "t001", 6, 1), "SUM", operands, Decimal(150))
    assert expression(total, numbers, "Capaian Kinerja") == "SUM(B12:B14,40,B16)"
    assert expression(total, numbers, "LRA") == "SUM('Capaian Kinerja'!B12:B14,40,'Capaian Kinerja'!B16)"


def test_negative_constants_are_bracketed() -> None:
    one = Recomputed(Place("a.pdf", "t001", 1, 3), "{0}-{1}", (operand(1, 5), operand(1, -3, 2)), Decimal(8))
    assert expression(one, {}, "LRA") == "5-(-3)"
