"""H203, H204, H209: columns computed from other columns of the row."""

from __future__ import annotations

import pytest

from tests.audit.builders import Line, check, col, line, table

BUDGET = ("uraian", "pagu", "realisasi_anggaran", "persen_anggaran", "sisa")
GOOD = (
    ("Program A", "100.000.000", "95.000.000", "95,00%", "5.000.000"),
    ("Program B", "3.000.000", "2.000.000", "66,67%", "1.000.000"),
    ("Program C", "8.000.000", "7.700.000", "96,25%", "300.000"),
)


def found(code: str, *lines: tuple[str, ...] | Line, columns: tuple = BUDGET) -> list[tuple[str, str | None, str]]:
    return [(one.reported, one.expected, one.verdict) for one in check(code, table(columns, lines))]


def test_a_wrong_percentage() -> None:
    bad = ("Program D", "Rp. 200.000.000,-", "Rp. 190.000.000,-", "98,00%", "10.000.000")
    (finding,) = check("H203", table(BUDGET, [*GOOD, bad], caption="Tabel 3.5 Realisasi Anggaran"))
    assert (finding.expected, finding.severity, finding.verdict) == ("95,00%", "sedang", "pasti")
    assert finding.formula == "190.000.000 / 200.000.000 x 100% = 95,00%"
    assert finding.message == (
        "Pada Tabel 3.5 (halaman 7), persentase realisasi anggaran “Program D” tertulis 98,00%, sedangkan realisasi "
        "Rp. 190.000.000,- dibanding pagu Rp. 200.000.000,- menghasilkan 95,00%."
    )


@pytest.mark.parametrize("percent", ["66,67%", "66,66%", "66,7%", "67%", "66,67", "-", ""])
def test_clean_percentages(percent: str) -> None:
    assert found("H203", *GOOD, ("Program D", "3.000.000", "2.000.000", percent, "1.000.000")) == []


def test_a_total_holds_the_percentage_of_sums_and_the_mean_needs_a_look() -> None:
    total = ("Jumlah", "111.000.000", "104.700.000")
    assert found("H203", *GOOD, line(*total, "94,32%", "6.300.000", kind="total")) == []
    mean = line(*total, "85,97%", "6.300.000", kind="total")
    assert found("H203", *GOOD, mean) == [("85,97%", "94,32%", "perlu_cek")]
    assert found("H203", *GOOD, line(*total, "90,00%", "6.300.000", kind="total")) == [("90,00%", "94,32%", "pasti")]


def test_a_share_of_the_parent_is_left_alone() -> None:
    lines = [
        ("Program A", "50.000.000", "40.000.000", "50,00%", "10.000.000"),
        ("Program B", "30.000.000", "20.000.000", "30,00%", "10.000.000"),
        ("Program C", "20.000.000", "15.000.000", "20,00%", "5.000.000"),
    ]
    assert found("H203", *lines) == []


def test_an_empty_quarter_is_left_alone() -> None:
    assert found("H203", *GOOD, ("Program D", "3.000.000", "", "0,00%", ""), ("Program E", "", "", "", "")) == []


def test_a_wrong_remainder() -> None:
    bad = ("Program D", "200.000.000", "190.000.000", "95,00%", "9.000.000")
    assert found("H204", *GOOD, bad) == [("9.000.000", "10.000.000", "pasti")]


@pytest.mark.parametrize("sisa", ["10.000.000", "-10.000.000", "(10.000.000)", "-", ""])
def test_clean_remainders(sisa: str) -> None:
    assert found("H204", *GOOD, ("Program D", "200.000.000", "190.000.000", "95,00%", sisa)) == []


def test_a_balance_with_an_opening_balance_is_left_alone() -> None:
    lines = [(*row[:4], "99.000.000") for row in GOOD]
    assert found("H204", *lines) == []


EFFICIENCY = (
    "uraian",
    col(None, "Capaian kinerja (%)"),
    col(None, "Penyerapan (%)"),
    col("efisiensi", "Efisiensi (%)", formula="4=2-3"),
)
EFFICIENT = (
    ("Program A", "100,00%", "98,93%", "1,07%"),
    ("Program B", "95,00%", "90,50%", "4,50%"),
    ("Program C", "90,00%", "92,00%", "-2,00%"),
)


def test_a_declared_formula_is_applied() -> None:
    bad = ("Program D", "100,00%", "98,30%", "1,07%")
    (finding,) = check("H209", table(EFFICIENCY, [*EFFICIENT, bad]))
    assert (finding.expected, finding.formula) == ("1,70%", "100,00% - 98,30% = 1,70%")
    assert "4=2-3" in finding.message


@pytest.mark.parametrize(
    "clean", [("Program D", "100,0%", "98,3%", "1,72%"), ("Program D", "", "98,30%", "1,07%"), ("x", "ada", "1", "2")]
)
def test_clean_declared_formulas(clean: tuple[str, ...]) -> None:
    assert found("H209", *EFFICIENT, clean, columns=EFFICIENCY) == []


def test_a_formula_that_most_rows_ignore_is_left_alone() -> None:
    lines = [(*row[:3], "7,77%") for row in EFFICIENT]
    assert found("H209", *lines, columns=EFFICIENCY) == []


def test_a_declared_quotient_may_be_a_percentage() -> None:
    columns = ("uraian", col(None, "Desa"), col(None, "Desa tertib"), col(None, "Hasil", formula="4=3/2"))
    lines = [("A", "6", "4", "66,67%"), ("B", "6", "3", "50%"), ("C", "5", "4", "90%")]
    assert found("H209", *lines, columns=columns) == [("90%", "80%", "pasti")]


SHARES = ("uraian", "pagu", "realisasi_anggaran", "persen_anggaran")
TOTAL = line("Jumlah", "600.000.000", "200.000.000", "100,00%", kind="total")
OF_TOTAL = (("A", "100.000.000", "50.000.000", "25,00%"), ("C", "200.000.000", "50.000.000", "25,00%"))


def test_in_a_column_of_shares_of_the_total_only_the_cell_that_breaks_it_is_wrong() -> None:
    right, wrong = ("B", "300.000.000", "100.000.000", "50,00%"), ("B", "300.000.000", "100.000.000", "55,00%")
    assert found("H203", *OF_TOTAL, right, TOTAL, columns=SHARES) == []
    assert found("H203", *OF_TOTAL, wrong, TOTAL, columns=SHARES) == [("55,00%", "50,00%", "pasti")]


def test_physical_progress_under_a_shared_heading_is_left_alone() -> None:
    columns = ("uraian", "pagu", "realisasi_anggaran", col("persen_anggaran", "%", path=("Realisasi Fisik", "%")))
    rows = (("A", "100.000.000", "50.000.000", "100,00%"), ("B", "300.000.000", "100.000.000", "80,00%"))
    assert found("H203", *rows, columns=columns) == []
