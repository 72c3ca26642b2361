"""H205: efficiency by the convention of its column."""

from __future__ import annotations

import pytest

from normalize.models import Column
from tests.audit.builders import check, col, table

COLUMNS = ("indikator", "capaian", "persen_anggaran", "efisiensi")
SAVED = (
    ("Program A", "100,00%", "98,93%", "1,07%"),
    ("Program B", "104,00%", "90,50%", "9,50%"),
    ("Program C", "90,00%", "92,00%", "8,00%"),
)
GAINED = (
    ("Program A", "100,00%", "98,93%", "1,07%"),
    ("Program B", "104,00%", "90,50%", "13,50%"),
    ("Program C", "90,00%", "92,00%", "-2,00%"),
)

Row = tuple[str, ...]


def found(*rows: Row, columns: tuple[object, ...] = COLUMNS) -> list[tuple[str, str | None, str]]:
    return [(one.reported, one.expected, one.verdict) for one in check("H205", table(columns, rows))]


def test_a_value_that_no_convention_gives() -> None:
    (finding,) = check("H205", table(COLUMNS, [*SAVED, ("Program D", "100,00%", "98,30%", "1,07%")]))
    assert (finding.expected, finding.verdict, finding.severity) == ("1,70%", "pasti", "rendah")
    assert finding.formula == "100% - 98,30% = 1,70%"
    assert "100% dikurangi persentase penyerapan anggaran" in finding.message


def test_a_value_by_another_convention_than_the_columns_needs_a_look() -> None:
    assert found(*GAINED, ("Program D", "110,00%", "95,00%", "5,00%")) == [("5,00%", "15,00%", "perlu_cek")]


@pytest.mark.parametrize(
    "rows",
    [
        SAVED[:2],
        GAINED,
        (("A", "116,00%", "100,00%", "0,16"), ("B", "100,00%", "98,51%", "0,02"), ("C", "90,00%", "95,00%", "-0,05")),
        (("A", "116,00%", "100,00%", "1,16"), ("B", "100,00%", "80,00%", "1,25"), ("C", "90,00%", "95,00%", "0,95")),
        (("A", "125,00%", "100,00%", "20,00%"), ("B", "100,00%", "80,00%", "20,00%")),  # 1 - spent / capaian
        (("A", "100,00%", "98,00%", "0"), ("B", "104,00%", "97,00%", "0"), ("C", "90,00%", "92,00%", "-")),
        (("A", "100,00%", "98,00%", "71,00%"), ("B", "104,00%", "97,00%", "62,00%"), ("C", "90,00%", "92,00%", "55%")),
        (("A", "", "98,00%", "2,10%"), ("B", "tinggi", "97,00%", "3,10%")),
    ],
)
def test_clean_conventions(rows: tuple[Row, ...]) -> None:
    assert found(*rows) == []


def test_one_value_for_several_rows_is_that_of_their_mean() -> None:
    rows = (("A", "94,24%", "80,44%", "17,07%"), ("B", "100,00%", "", ""), ("C", "98,30%", "", ""))
    assert found(*rows) == []


def test_capaian_and_share_spent_may_be_computed() -> None:
    columns: tuple[object, ...] = ("indikator", "target", "realisasi", "pagu", "realisasi_anggaran", "efisiensi")
    rows = (
        ("A", "80,00", "84,00", "100.000.000", "95.000.000", "10,00%"),
        ("B", "50,00", "60,00", "200.000.000", "180.000.000", "30,00%"),
        ("C", "40,00", "44,00", "300.000.000", "270.000.000", "19,00%"),
    )
    assert found(*rows, columns=columns) == [("19,00%", "20,00%", "pasti")]


def test_amounts_are_what_is_left_of_the_budget() -> None:
    column: Column = col("efisiensi", "Efisiensi (Rp)")
    columns: tuple[object, ...] = ("indikator", "capaian", "pagu", "realisasi_anggaran", column)
    rows = (
        ("A", "100%", "100.000.000", "95.000.000", "5.000.000"),
        ("B", "100%", "200.000.000", "180.000.000", "20.000.000"),
        ("C", "100%", "300.000.000", "270.000.000", "39.000.000"),
    )
    assert found(*rows, columns=columns) == [("39.000.000", "30.000.000", "pasti")]


def test_a_header_decides_between_conventions_that_fit_as_many_rows() -> None:
    column: Column = col("efisiensi", "Efisiensi (Capaian - Penyerapan)")
    columns: tuple[object, ...] = ("indikator", "capaian", "persen_anggaran", column)
    rows = (
        ("A", "100,00%", "98,00%", "2,00%"),
        ("B", "100,00%", "95,00%", "5,00%"),
        ("C", "110,00%", "95,00%", "16,00%"),
    )
    assert found(*rows, columns=columns) == [("16,00%", "15,00%", "pasti")]


def test_a_formula_in_the_column_number_row_is_left_to_its_own_rule() -> None:
    column: Column = col("efisiensi", formula="4=2-3")
    columns: tuple[object, ...] = ("indikator", "capaian", "persen_anggaran", column)
    assert found(*SAVED, ("D", "100,00%", "98,30%", "1,07%"), columns=columns) == []
