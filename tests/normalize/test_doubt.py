"""Figures read from pictures: what they may be instead of what was read first."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.models import Line, Reading, Word
from normalize.doubt import Habit, habit, is_confirmed, likely_numbering, read_number
from normalize.models import Number, Source
from normalize.notation import Style
from normalize.tables import typed_table
from tests.normalize.matrices import drawn, scanned

BOX = (0.0, 0.0, 80.0, 12.0)
MONEY = Habit("id", 0)


def read(text: str, *others: str, column: Habit = MONEY, confirmed: bool = False) -> tuple[Number | None, Source]:
    at = Source("a.pdf", 1, BOX, text, "rapidocr", 0.8, confirmed=confirmed)
    return read_number(text, [Reading("tesseract", other, 0.9) for other in others], at, column)


def word(text: str, other: str | None, sure: float = 0.9, engine: str = "tesseract") -> Word:
    readings = () if other is None else (Reading(engine, other, sure),)
    return Word(text, BOX, source="rapidocr", confidence=0.9, others=readings)


def test_the_first_reading_stays_and_the_other_is_an_alternative() -> None:
    number, at = read("3.250.000", "8.250.000")
    assert number is not None
    assert (number.value, number.alternatives, number.doubt) == (3_250_000, (Decimal(8_250_000),), "digits")
    assert at.others == ("8.250.000",)


def test_a_confirmed_figure_has_no_doubt() -> None:
    number, at = read("3.250.000", "3.250.000", confirmed=True)
    assert number is not None and number.doubt is None and number.alternatives == ()
    assert at.others == ()


def test_a_figure_nobody_confirms_is_doubtful_without_an_alternative() -> None:
    number, at = read("3.250.000")
    assert number is not None and (number.doubt, number.alternatives, at.others) == ("unconfirmed", (), ())


@pytest.mark.parametrize(
    ("text", "value", "others"),
    [
        ("RpA.868.180.000", 1_868_180_000, ("1.868.180.000", "4.868.180.000")),
        ("Rp. l2O.000.000", 120_000_000, ("120.000.000",)),
        ("l00", 100, ("100",)),
        ("O", 0, ("0",)),
        ("S.250.000", 5_250_000, ("5.250.000",)),
        ("Z5,5O", Decimal("25.50"), ("25,50",)),
    ],
)
def test_letters_among_figures_are_read_as_the_figures_they_look_like(
    text: str, value: Decimal, others: tuple[str, ...]
) -> None:
    number, at = read(text)
    assert number is not None
    assert (number.value, number.raw, number.doubt) == (value, text, "letters")
    assert at.others == others


@pytest.mark.parametrize("text", ["V", "Baik", "S1", "D3", "III", "BB", "Golongan IV", "12 Januari 2023", "-", ""])
def test_words_and_grades_stay_what_they_are(text: str) -> None:
    assert read(text)[0] is None


def test_a_text_layer_is_believed_letters_and_all() -> None:
    at = Source("a.pdf", 1, BOX, "RpA.868.180.000")
    assert read_number("RpA.868.180.000", [], at, MONEY) == (None, at)


def test_of_two_readings_the_well_formed_one_is_the_value() -> None:
    number, at = read("1,500,00", "1,500,000", column=Habit("en", 0))
    assert number is not None
    assert (number.value, number.raw) == (1_500_000, "1,500,00")
    assert at.others[0] == "1.500.000"


def test_a_separator_alone_does_not_decide() -> None:
    number, at = read("94.850", "94,850", column=Habit("id", 3))
    assert number is not None and (number.value, number.doubt) == (94_850, "separators")
    assert number.alternatives == (Decimal("94.850"),)
    assert at.others == ("94,850",)


def test_alternatives_are_ranked_by_the_decimals_of_the_column() -> None:
    at = Source("a.pdf", 1, BOX, "8475", "rapidocr", 0.5)
    seen = [Reading("one", "8,475", 0.9), Reading("two", "84,75", 0.9)]
    number, _ = read_number("8475", seen, at, Habit("id", 2))
    assert number is not None and number.alternatives == (Decimal("84.75"), Decimal("8.475"))


def test_a_reading_of_next_to_nothing_is_no_alternative() -> None:
    number, _ = read("2.400.000", "00")
    assert number is not None and number.alternatives == ()


@pytest.mark.parametrize(
    ("texts", "style", "decimals"), [(["84,75", "90,00", "100"], "id", 2), (["1", "2,5"], None, None), ([], None, None)]
)
def test_habit(texts: list[str], style: Style | None, decimals: int | None) -> None:
    assert habit(texts, style, percent=False) == Habit(style, decimals)


@pytest.mark.parametrize(
    ("words", "confirmed"),
    [
        ([word("1.250", "1.250")], True),
        ([word("1.250", "1,250")], False),
        ([word("1.250", None)], False),
        ([word("1.250", "1.250", sure=0.3)], False),
        ([word("1.250", "1.250", engine="text-layer")], False),
        ([word("Rp", None), word("1.250", "1.250")], True),
        ([word("Baik", "Baik")], False),
    ],
)
def test_confirmed_is_what_a_second_reader_saw_alike(words: list[Word], confirmed: bool) -> None:
    assert is_confirmed([Line(1, tuple(words))]) is confirmed


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        (["1", "a", "b", "C", "d"], ["1", "a", "b", "c", "d"]),
        (["A", "a", "b", "B", "a", "b", "C"], ["A", "a", "b", "B", "a", "b", "C"]),
        (["A", "B", "c"], ["A", "B", "C"]),
        (["a", None, "b", None, "C"], ["a", None, "b", None, "c"]),
        (["1", "2", "3"], ["1", "2", "3"]),
    ],
)
def test_numbering_in_letters_of_one_shape(read_as: list[str | None], meant: list[str | None]) -> None:
    assert likely_numbering(read_as) == meant


def test_values_of_a_scanned_table_carry_their_readings() -> None:
    grid = scanned(
        drawn("""
            | No | Program       | Anggaran   | Realisasi |
            | 1  | Program Alpha | 3.250.000  | 3.000.000 |
            | 2  | Program Beta  | 1.500.000  | 1.000.000 |
        """),
        {"3.250.000": "8.250.000", "1.500.000": "1.500.000"},
    )
    rows = typed_table(grid, "a.pdf", "s1").rows
    doubtful, sure, alone = rows[0].values[2], rows[1].values[2], rows[0].values[3]
    assert doubtful.number is not None and doubtful.number.doubt == "digits"
    assert (doubtful.at.others, doubtful.at.confirmed, doubtful.at.reader) == (("8.250.000",), False, "rapidocr")
    assert sure.at.confirmed and sure.number is not None and sure.number.doubt is None
    assert alone.number is not None and alone.number.doubt == "unconfirmed"
