"""H219 and H220: ticks with their summary, and columns that are sums or differences of others."""

from __future__ import annotations

import pytest

from audit.models import Finding
from normalize.models import Column, Role
from tests.audit.builders import Line, check, col, line, table

Columns = tuple[Column | Role | None, ...]
TICKS: Columns = (
    "no",
    "uraian",
    *(col(None, f"Desa {name}") for name in "ABCD"),
    col("jumlah", "Jumlah"),
    col(None, "%"),
)


def ticked(*rows: tuple[str, str, str]) -> list[Finding]:
    """Rows as marks ("vv-v"), count and share."""
    lines = [
        (str(n), f"Dokumen {n}", *marks.replace("-", " "), count, share) for n, (marks, count, share) in enumerate(rows)
    ]
    return check("H219", table(TICKS, lines, kind="checklist"))


GOOD = (("vvvv", "4", "100,00%"), ("vv--", "2", "50,00%"), ("v---", "1", "25,00%"))


def test_a_share_that_is_not_that_of_the_ticks() -> None:
    (finding,) = ticked(*GOOD, ("vvv-", "3", "100,00%"))
    assert (finding.reported, finding.expected, finding.verdict) == ("100,00%", "75,00%", "pasti")
    assert "3 dari 4 kolom bertanda centang, sehingga seharusnya 75,00%" in finding.message


def test_a_count_that_is_not_that_of_the_ticks() -> None:
    (finding,) = ticked(*GOOD, ("vvv-", "4", "75,00%"))
    assert (finding.reported, finding.expected) == ("4", "3")


@pytest.mark.parametrize(
    "rows",
    [
        GOOD,
        (*GOOD, ("x-vv", "2", "50,00%")),
        (("vvvv", "7", "80,00%"), ("vv--", "5", "60,00%"), ("v---", "9", "10,00%")),  # of something else
    ],
)
def test_clean_ticks(rows: tuple[tuple[str, str, str], ...]) -> None:
    assert ticked(*rows) == []


STAFF: Columns = ("uraian", col(None, "L"), col(None, "P"), col("jumlah", "Jumlah"))
RIGHT = (("Golongan IV", "2", "3", "5"), ("Golongan III", "4", "3", "7"), ("Golongan II", "1", "", "1"))
AMENDED: Columns = ("uraian", col(None, "Sebelum (Rp)"), col(None, "Sesudah (Rp)"), col(None, "Bertambah/(Berkurang)"))


def found(columns: Columns, *rows: tuple[str, ...] | Line) -> list[tuple[str, str | None, str]]:
    return [(one.reported, one.expected, one.verdict) for one in check("H220", table(columns, rows, kind="pegawai"))]


def test_a_sum_over_a_row() -> None:
    assert found(STAFF, *RIGHT, ("Golongan I", "1", "1", "3")) == [("3", "2", "perlu_cek")]
    assert found(STAFF, *RIGHT, line("Jumlah", "7", "6", "13", kind="total")) == []


def test_a_sum_that_stands_before_its_parts() -> None:
    columns: Columns = ("uraian", col("jumlah", "Jumlah"), col(None, "L"), col(None, "P"))
    rows = (("A", "5", "2", "3"), ("B", "7", "4", "3"), ("C", "9", "1", "3"))
    assert found(columns, *rows) == [("9", "4", "perlu_cek")]


def test_a_difference_of_two_columns() -> None:
    rows: list[tuple[str, ...]] = [
        ("Program A", "200.000.000", "300.000.000", "100.000.000"),
        ("Program B", "4.000.000", "3.000.000", "(1.000.000)"),
        ("Program C", "1.000.000", "3.000.000", "2.000.000"),
        ("Program D", "9.000.000", "4.000.000", "5.000.000"),  # printed without its sign
    ]
    assert found(AMENDED, *rows) == []
    assert found(AMENDED, *rows, ("Program E", "8.000.000", "9.000.000", "3.000.000")) == [
        ("3.000.000", "1.000.000", "perlu_cek")
    ]


def test_a_total_of_something_else_is_left_alone() -> None:
    columns: Columns = ("uraian", col(None, "Ruang"), col(None, "Kursi"), col("jumlah", "Jumlah Siswa"))
    assert found(columns, ("A", "2", "30", "60"), ("B", "3", "20", "58"), ("C", "1", "25", "25")) == []


def test_a_comma_before_three_digits_may_be_one_of_thousands() -> None:
    assert found(STAFF, ("A", "1,253", "855", "2,108"), ("B", "1,530", "1,029", "2,559"), ("C", "20", "7", "27")) == []
