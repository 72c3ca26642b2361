from __future__ import annotations

import pytest

from normalize.terbilang import read_words


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
