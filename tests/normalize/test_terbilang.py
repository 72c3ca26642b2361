from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.terbilang import read_amount, read_words, spell


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("nol", 0),
        ("Sebelas", 11),
        ("dua puluh empat", 24),
        ("seratus lima belas", 115),
        ("Dua Ribu Dua Puluh Lima", 2025),
        ("seribu seratus", 1100),
        ("dua ratus enam belas juta tujuh ratus empat puluh empat ribu", 216_744_000),
        ("satu miliar satu", 1_000_000_001),
        ("dua-puluh", 20),
    ],
)
def test_numbers_in_words(text: str, value: int) -> None:
    assert read_words(text) == value


@pytest.mark.parametrize("text", ["", "dua desa", "12", "juta rupiah"])
def test_other_words_are_no_number(text: str) -> None:
    assert read_words(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("satu juta lima ratus rupiah", "1000500"),
        ("Seribu Dua Ratus Milyar", "1200000000000"),
        ("satu ribu", "1000"),
        ("tiga koma nol lima persen", "3.05"),
        ("sembilan puluh tiga koma empat puluh lima", "93.45"),
    ],
)
def test_amounts_in_words(text: str, value: str) -> None:
    assert read_amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "rupiah", "koma lima", "dua koma", "dua koma desa", "lima orang"])
def test_other_words_are_no_amount(text: str) -> None:
    assert read_amount(text) is None


@given(st.integers(0, 10**15 - 1))
def test_what_is_spelled_reads_back(number: int) -> None:
    assert read_amount(spell(number)) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1_000, "seribu"),
        (1_100, "seribu seratus"),
        (21_000, "dua puluh satu ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (2_025, "dua ribu dua puluh lima"),
        (10**12, "satu triliun"),
    ],
)
def test_numbers_are_spelled(number: int, words: str) -> None:
    assert spell(number) == words


@pytest.mark.parametrize("number", [-1, 10**15])
def test_numbers_without_a_word_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="cannot be spelled"):
        spell(number)


def test_every_number_up_to_a_million_is_read_back() -> None:
    assert [number for number in range(1_000_001) if read_words(spell(number)) != number] == []
