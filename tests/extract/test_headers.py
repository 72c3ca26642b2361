from __future__ import annotations

import pytest

from extract.headers import is_number_row


@pytest.mark.parametrize(
    "row",
    [
        ["1", "2", "3", "4", "5 = 4/3"],
        ["(1)", "(2)", "(3)", "(4)", "(5=4/3)"],
        ["1", "2", "3", "11", "12", "13"],
        ["1", "2", "3", "(6-9)"],
        ["a", "b", "c", "d"],
        ["", "1", "2", "3"],
    ],
)
def test_rows_that_count_the_columns(row: list[str]) -> None:
    assert is_number_row(row)


@pytest.mark.parametrize(
    "row",
    [
        ["1", "Indeks Kepuasan", "90", "91"],
        ["No", "Sasaran", "Target"],
        ["1", "2"],
        ["90", "80", "70"],
        ["2019", "2020", "2021"],
        ["4", "1", "9", "2"],
    ],
)
def test_rows_that_do_not(row: list[str]) -> None:
    assert not is_number_row(row)
