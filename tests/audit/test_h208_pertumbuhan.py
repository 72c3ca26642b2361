"""H208: growth between two years."""

from __future__ import annotations

import pytest

from audit.models import Finding
from normalize.models import Column, Role
from tests.audit.builders import check, col, table

Row = tuple[str, ...]


def year(year: int, role: Role = "realisasi") -> Column:
    return col(role, str(year), path=("Realisasi", str(year)), year=year)


COLUMNS = ("indikator", year(2022), year(2023), "pertumbuhan")
GROWING = (("Nilai A", "80,00", "88,00", "10,00%"), ("Nilai B", "60,00", "57,00", "-5,00%"))


def findings(*rows: Row, columns: tuple[object, ...] = COLUMNS) -> list[Finding]:
    return check("H208", table(columns, rows, kind="perbandingan_tahun"))


def found(*rows: Row, columns: tuple[object, ...] = COLUMNS) -> list[tuple[str, str | None, str]]:
    return [(one.reported, one.expected, one.verdict) for one in findings(*rows, columns=columns)]


def test_division_by_the_new_value_is_named() -> None:
    (finding,) = findings(*GROWING, ("Nilai C", "89,83", "84,44", "-6,38%"))
    assert (finding.expected, finding.verdict, finding.severity) == ("-6,00%", "pasti", "rendah")
    assert finding.formula == "(84,44 - 89,83) / 89,83 x 100% = -6,00%"
    assert finding.message.endswith("Angka tersebut diperoleh bila selisihnya dibagi dengan nilai baru.")


def test_a_wrong_sign_is_named() -> None:
    (finding,) = findings(*GROWING, ("Nilai C", "100%", "89%", "11%"))
    assert (finding.expected, finding.severity) == ("-11%", "tinggi")
    assert "tandanya terbalik" in finding.message


@pytest.mark.parametrize(
    "row",
    [
        ("Nilai C", "75,00%", "78,00%", "4,00%"),
        ("Nilai C", "75,00%", "78,00%", "3,00%"),  # difference
        ("Nilai C", "3", "4", "33,33%"),
        ("Nilai C", "3", "5", "66,66%"),  # truncated
        ("Nilai C", "75,00", "75,00", "0%"),
        ("Nilai C", "75,00", "75,00", "-"),
        ("Nilai C", "0", "12", "100%"),
        ("Nilai C", "-", "12", "100%"),
        ("Nilai C", "BB", "A", "1"),
        ("Jumlah kasus kekerasan", "10", "8", "20,00%"),  # fewer are better
    ],
)
def test_clean_growth(row: Row) -> None:
    assert found(*GROWING, row) == []


def test_the_difference_is_expected_where_most_rows_print_it() -> None:
    rows = (("A", "80,00", "88,00", "8,00"), ("B", "60,00", "57,00", "-3,00"), ("C", "50,00", "51,00", "1,50"))
    assert found(*rows) == [("1,50", "1,00", "pasti")]


@pytest.mark.parametrize(
    "rows",
    [
        (("A", "80,00", "88,00", "110,00%"), ("B", "60,00", "57,00", "95,00%"), ("C", "50,00", "40,00", "80,00%")),
        (("A", "80,00", "100,00", "20,00%"), ("B", "60,00", "75,00", "20,00%"), ("C", "50,00", "40,00", "-25,00%")),
        (("A", "80,00", "88,00", "3"), ("B", "60,00", "57,00", "1"), ("C", "50,00", "40,00", "7")),
    ],
)
def test_another_convention_of_most_rows_is_left_alone(rows: tuple[Row, ...]) -> None:
    assert found(*rows) == []


def test_a_column_of_decreases_needs_no_sign() -> None:
    columns = ("indikator", year(2022), year(2023), col("pertumbuhan", "Penurunan"))
    assert found(("A", "80,00", "72,00", "10,00%"), ("B", "60,00", "57,00", "5,00%"), columns=columns) == []


def test_with_more_years_any_earlier_one_may_be_meant() -> None:
    columns = ("indikator", year(2021), year(2022), year(2023), "pertumbuhan")
    rows = (
        ("A", "50,00", "80,00", "88,00", "76,00%"),
        ("B", "50,00", "60,00", "57,00", "-5,00%"),
        ("C", "50,00", "60,00", "66,00", "12,00%"),
    )
    assert found(*rows, columns=columns) == [("12,00%", "10,00%", "perlu_cek")]


def test_a_capaian_without_target_may_compare_years() -> None:
    columns = ("indikator", year(2022), year(2023), "capaian")
    rows = (
        ("A", "80,00", "88,00", "110,00"),
        ("B", "60,00", "57,00", "95,00"),
        ("C", "50,00", "40,00", "80,00"),
        ("D", "50,00", "45,00", "95,00"),
    )
    (finding,) = findings(*rows, columns=columns)
    assert (finding.reported, finding.expected, finding.verdict, finding.severity) == (
        "95,00",
        "90,00",
        "pasti",
        "sedang",
    )
    assert finding.basis.startswith("Perbandingan = nilai tahun ini / nilai tahun pembanding x 100%")
    assert finding.title.startswith("Perbandingan dengan tahun lain")
    assert "perbandingan 45,00 dengan 50,00, yaitu 45,00 / 50,00 x 100%, menghasilkan 90,00" in finding.message
    assert found(*((name, "70,00", "88,00", "91,30") for name in "ABCD"), columns=columns) == []


def test_what_is_only_inferred_is_not_grave() -> None:
    columns = ("indikator", year(2022), year(2023), "capaian")
    rows = (("A", "80,00", "88,00", "110,00"), ("B", "60,00", "57,00", "95,00"), ("C", "50,00", "40,00", "80,00"))
    (finding,) = findings(*rows, ("D", "50,00", "45,00", "60,00"), columns=columns)
    assert (finding.expected, finding.severity) == ("90,00", "sedang")


def test_columns_that_the_row_cannot_explain_are_left_alone() -> None:
    columns = ("indikator", "target", "realisasi", "pertumbuhan")
    assert found(("A", "80,00", "88,00", "3,00%"), columns=columns) == []
