from __future__ import annotations

from extract.models import Reading
from extract.scan.ocr import Glyph, Glyphs
from extract.scan.readings import DISPUTED, SINGLE, chars_of
from extract.text import lines_of

BOX = (100, 100, 300, 140)


def glyphs(text: str, sure: float = 0.99) -> Glyphs:
    return tuple(Glyph(letter, 100 + 10 * i, 110 + 10 * i, sure) for i, letter in enumerate(text))


def test_two_readers_that_agree_are_sure() -> None:
    chars = chars_of(BOX, glyphs("1.234,50"), "a", [("b", glyphs("1.234,50", 0.9))], 2.0)
    (line,) = lines_of(chars, 1)
    (word,) = line.words
    assert (word.text, word.source, word.confidence) == ("1.234,50", "a", 0.99)
    assert word.others == (Reading("b", "1.234,50", 0.9),)


def test_a_digit_read_two_ways_is_doubtful_and_both_are_kept() -> None:
    (line,) = lines_of(chars_of(BOX, glyphs("1.284"), "a", [("b", glyphs("1.234", 0.9))], 2.0), 1)
    assert line.words[0].confidence == DISPUTED
    assert line.words[0].others == (Reading("b", "1.234", 0.9),)


def test_a_lost_separator_is_doubtful() -> None:
    (line,) = lines_of(chars_of(BOX, glyphs("1.234"), "a", [("b", glyphs("1234", 0.9))], 2.0), 1)
    assert line.words[0].confidence == DISPUTED
    assert line.words[0].others[0].text == "1234"


def test_figures_that_nobody_confirms_are_less_sure_than_words() -> None:
    (line,) = lines_of(chars_of(BOX, glyphs("Target 95"), "a", [("b", ())], 2.0), 1)
    assert [word.confidence for word in line.words] == [0.99, SINGLE]


def test_the_text_layer_casts_no_doubt_but_is_kept() -> None:
    others = [("b", glyphs("95,2", 0.9)), ("text-layer", glyphs("9S,Z"))]
    (line,) = lines_of(chars_of(BOX, glyphs("95,2"), "a", others, 2.0), 1)
    assert line.words[0].confidence == 0.99
    assert [reading.text for reading in line.words[0].others] == ["95,2", "9S,Z"]


def test_spaces_part_words() -> None:
    (line,) = lines_of(chars_of(BOX, glyphs("Rp. 216.744.000,-"), "a", [], 2.0), 1)
    assert [word.text for word in line.words] == ["Rp.", "216.744.000,-"]
