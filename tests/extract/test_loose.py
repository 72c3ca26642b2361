from __future__ import annotations

from extract.loose import loose_parts
from extract.models import Line, Word
from extract.stitch import continues, join

COLUMNS = (72.0, 100.0, 400.0)


def row(page: int, top: float, *fields: str, shift: float = 0.0, source: str = "text-layer") -> Line:
    """A line of a budget list: number, label, amount set flush right at 500; an empty field prints nothing."""
    words: list[Word] = []
    for x, text in zip(COLUMNS, fields, strict=False):
        left = 500 - 5.5 * len(text) if x == COLUMNS[-1] else x
        for word in text.split():
            box = (left + shift, top, left + shift + 5.5 * len(word), top + 11)
            words.append(Word(word, box, 11.0, source=source))
            left = box[2] - shift + 3
    return Line(page, tuple(words))


def budget(page: int, shift: float = 0.0, source: str = "text-layer") -> list[Line]:
    names = ["Pelayanan umum", "Pemberdayaan masyarakat", "Ketenteraman umum", "Pemerintahan desa"]
    return [
        row(page, 700 + 16 * n, f"{n}.", name, f"{n}6.744.000", shift=shift, source=source)
        for n, name in enumerate(names, start=1)
    ]


def test_a_list_goes_on_over_the_page_with_a_single_row() -> None:
    (above,), rest = loose_parts(budget(1), [], 1)
    assert rest == []
    text = Line(2, (Word("Demikian", (72, 140, 120, 151), 11.0),))
    lines = [row(2, 60, "5.", "Penataan wilayah", "56.744.000"), text]
    (below,), rest = loose_parts(lines, [], 2, above)
    assert rest == [text]
    assert continues(above, below)
    assert [cell.text for cell in join(above, below).row(4)] == ["5.", "Penataan wilayah", "56.744.000"]


def test_a_photographed_list_goes_on_shifted() -> None:
    (above,), _ = loose_parts(budget(1, source="rapidocr"), [], 1)
    lines = [row(2, 60, "5.", "Penataan wilayah", "56.744.000", shift=20, source="rapidocr")]
    (below,), _ = loose_parts(lines, [], 2, above)
    assert continues(above, below)


def test_text_at_the_top_of_the_next_page_is_no_row() -> None:
    (above,), _ = loose_parts(budget(1), [], 1)
    prose = [row(2, 60, "5.", "Penataan wilayah"), Line(2, (Word("Sukamaju,", (380, 90, 440, 101), 11.0),))]
    assert loose_parts(prose, [], 2, above) == ([], prose)


def test_an_amount_alone_below_the_last_row_is_its_own_row() -> None:
    total = row(1, 780, "", "", "136.976.000")
    (part,), rest = loose_parts([*budget(1), total], [], 1)
    assert rest == []
    assert [cell.text for cell in part.row(part.height - 1)] == ["", "", "136.976.000"]
