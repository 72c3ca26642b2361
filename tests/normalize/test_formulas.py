from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.formulas import is_number_row, parse_formula, printed_number

COLUMNS = {str(number): number - 1 for number in range(1, 15)}
"""Printed column number to column index, which starts at 0."""


@pytest.mark.parametrize(
    "row",
    [
        "1|2|3|4|5 = 4/3|6",
        "(1)|(2)|(3)|(4)|(5=4/3)",
        "1|2|3|4|5|6|11|12|13",
        "1|2|3|...".replace("...", "4|5|5"),
        "1|2||4",
        "1||2|3",
        "a|b|c|d=c/b",
        "1|2",
    ],
)
def test_number_rows(row: str) -> None:
    assert is_number_row(row.split("|"))


@pytest.mark.parametrize(
    "row",
    [
        "1|Persentase|3",
        "1|100%|3",
        "1|5|3",
        "2|3|4",
        "1|1|1",
        "1|2|2|2",
        "||",
        "1",
        "No|Uraian|Target",
        "1|1.250|2",
        "2021|2022|2023",
        "1|b|3",
    ],
)
def test_other_rows(row: str) -> None:
    assert not is_number_row(row.split("|"))


@pytest.mark.parametrize(
    ("text", "number"),
    [("(6=5/4)", "6"), ("9=8/7", "9"), ("(7)", "7"), ("12", "12"), ("D = c/b", "d"), ("(5/4)", None), ("Target", None)],
)
def test_printed_number(text: str, number: str | None) -> None:
    assert printed_number(text) == number


@pytest.mark.parametrize(
    ("text", "rpn"),
    [
        ("(6=5/4)", "c4 c3 /"),
        ("9=8/7", "c7 c6 /"),
        ("(10=6-9)", "c5 c8 -"),
        ("6 = 4 – 5", "c3 c4 -"),
        ("5 = 4/3", "c3 c2 /"),
        ("8=6:7", "c5 c6 /"),
        ("(6)=(5)/(4)", "c4 c3 /"),
        ("(5/4)", "c4 c3 /"),
        ("14 = 13/8 x 100%", "c12 c7 / 100 *"),
        ("5=4/3x100%", "c3 c2 / 100 *"),
        ("7=(5/4)x100", "c4 c3 / 100 *"),
        ("10 = (9 ÷ 8) × 100 %", "c8 c7 / 100 *"),
        ("7=((5-6)/5)*100", "c4 c5 - c4 / 100 *"),
        ("9=(7+8)/2", "c6 c7 + 2 /"),
        ("12=(5+6+7)/3", "c4 c5 + c6 + 3 /"),
        ("9=(7+8)/3", "c6 c7 + c2 /"),
        ("9=5+6-7*8", "c4 c5 + c6 c7 * -"),
        ("9 = 5\n+ 6", "c4 c5 +"),
    ],
)
def test_formulas(text: str, rpn: str) -> None:
    formula = parse_formula(text, COLUMNS)
    assert formula is not None
    assert " ".join(formula.rpn) == rpn


def test_letters_number_columns_too() -> None:
    formula = parse_formula("d = c/b x 100%", {"a": 0, "b": 1, "c": 2, "d": 3})
    assert formula is not None
    assert formula.rpn == ("c2", "c1", "/", "100", "*")


@pytest.mark.parametrize(
    "text",
    [
        "6", "(6)", "6=5/", "9=15/3", "6=6/5", "=5/4", "6=5//4", "6=(5/4", "Target", "", "6=5/4=3",
        "11=10/100*9", "5 4", "__import__('os')",
    ],
)  # fmt: skip
def test_what_is_no_safe_formula(text: str) -> None:
    assert parse_formula(text, COLUMNS) is None


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789+-*/x:=()% c", max_size=20))
def test_whatever_is_read_is_well_formed(text: str) -> None:
    formula = parse_formula(text, COLUMNS)
    if formula is None:
        return
    depth = 0
    for token in formula.rpn:
        depth += -1 if token in {"+", "-", "*", "/"} else 1
        assert depth >= 1
        assert token in {"+", "-", "*", "/"} or token.isdigit() or 0 <= int(token[1:]) < len(COLUMNS)
    assert depth == 1


def test_what_is_longer_than_any_formula_is_none() -> None:
    assert parse_formula("(" * 100_000, {"4": 0, "3": 1}) is None
    assert parse_formula("(" * 50 + "4/3" + ")" * 50, {"4": 0, "3": 1})
