"""Pages read side by side, with a reader that only counts: what it says is not what is tested."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extract.scan.ocr import Glyph, Glyphs, PixelBox, Reading, Strip, strips, text_of
from extract.scan.picture import Grey
from extract.scan.together import read_together


class Counter:
    """Says of each strip how wide it is; fails over strips without width."""

    name = "counter"

    def __init__(self) -> None:
        self.calls: list[int] = []

    def lines(self, grey: Grey, dpi: float) -> list[PixelBox]:
        return []

    def read(self, strips: Sequence[Strip]) -> list[Glyphs]:
        self.calls.append(len(strips))
        widths = [box[2] - box[0] for _, box in strips]
        if 0 in widths:
            raise RuntimeError("nothing to read")
        return [(Glyph(str(width), 0.0, 1.0, 1.0),) for width in widths]


def page(*widths: int) -> Reading[list[str]]:
    said = yield strips(np.zeros((1, 1), np.uint8), [(0, 0, width, 1) for width in widths])
    return [text_of(one) for one in said]


def twice(width: int) -> Reading[list[str]]:
    return (yield from page(width)) + (yield from page(width + 1))


def test_the_reader_is_asked_once_for_all_pages() -> None:
    reader = Counter()
    assert read_together({3: page(4, 5), 4: page(), 7: page(6)}, reader) == {3: ["4", "5"], 4: [], 7: ["6"]}
    assert reader.calls == [3]


def test_a_page_may_ask_again() -> None:
    reader = Counter()
    assert read_together({1: twice(8), 2: page(5)}, reader) == {1: ["8", "9"], 2: ["5"]}
    assert reader.calls == [2, 1]


def test_what_fails_over_one_page_does_not_touch_the_others() -> None:
    def broken() -> Reading[list[str]]:
        yield []
        raise ValueError("broken")

    done = read_together({1: page(0), 2: page(5), 3: broken()}, Counter())
    assert done[2] == ["5"]
    with pytest.raises(RuntimeError, match="nothing to read"):
        raise done[1]  # type: ignore[misc]
    assert str(done[3]) == "broken"
