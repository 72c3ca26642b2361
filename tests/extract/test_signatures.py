"""Signature blocks in words that OCR read: pen strokes among them, names without NIP beside names with one."""

from __future__ import annotations

from extract.models import Line, SignatureRegion, Word
from extract.signatures import signature_regions

WIDTH = 595.0


def line(x: float, y: float, text: str, *, height: float = 12, sure: float = 0.95, source: str = "tesseract") -> Line:
    words = []
    for part in text.split():
        width = 6.0 * len(part)
        words.append(Word(part, (x, y, x + width, y + height), height, False, source, sure))
        x += width + 3
    return Line(1, tuple(words))


def agreement(*more: Line, source: str = "tesseract") -> list[SignatureRegion]:
    lines = [
        line(340, 380, "Wanasari, 10 Januari 2023", source=source),
        line(100, 400, "Bupati Kencana", source=source),
        line(340, 400, "Camat Wanasari", source=source),
        line(100, 480, "SUKIRMAN HADINATA", source=source),
        line(340, 480, "RATNA WIDURI, S.Sos.", source=source),
        line(340, 494, "NIP. 19840623 200902 2 005", source=source),
    ]
    return signature_regions(1, sorted([*lines, *more], key=lambda one: one.box[1]), WIDTH, [])


def texts(regions: list[SignatureRegion]) -> list[list[str]]:
    return [[one.text for one in region.lines] for region in regions]


BOTH = [
    ["Bupati Kencana", "SUKIRMAN HADINATA"],
    ["Wanasari, 10 Januari 2023", "Camat Wanasari", "RATNA WIDURI, S.Sos.", "NIP. 19840623 200902 2 005"],
]


def test_a_block_without_nip_and_date_is_kept_beside_one_that_has_them() -> None:
    assert texts(agreement()) == BOTH
    assert texts(agreement(source="text-layer")) == BOTH


def test_strokes_read_as_words_are_left_out() -> None:
    strokes = [
        line(130, 425, "C J D1", height=45, sure=0.3),
        line(380, 440, "Rro", sure=0.4),
        line(300, 484, "AP", sure=0.95),
    ]
    assert texts(agreement(*strokes)) == BOTH


def test_signs_before_a_role_are_taken_off() -> None:
    lines = [
        line(340, 380, "Wanasari, 10 Januari 2023"),
        line(340, 400, "“Pihak Pertama,"),
        line(340, 480, "RATNA WIDURI, S.Sos."),
        line(340, 494, "NIP. 19840623 200902 2 005"),
    ]
    [region] = signature_regions(1, lines, WIDTH, [])
    assert region.lines[1].text == "Pihak Pertama,"


def test_a_name_crossed_by_a_pen_is_a_name_only_for_ocr() -> None:
    crossed = [
        line(340, 400, "Camat Wanasari"),
        line(340, 480, "RATNA WIDURI"),
        line(340, 494, "NIP. 19840623 200902 2 005"),
        line(100, 400, "Bupati Kencana"),
        line(100, 480, "Sukirman Hadinata"),
    ]
    assert len(signature_regions(1, sorted(crossed, key=lambda one: one.box[1]), WIDTH, [])) == 2
    printed = [Line(1, tuple(_printed(word) for word in one.words)) for one in crossed]
    assert len(signature_regions(1, sorted(printed, key=lambda one: one.box[1]), WIDTH, [])) == 1


def _printed(word: Word) -> Word:
    return Word(word.text, word.box, word.size)
