from __future__ import annotations

import numpy as np
import pytest

from extract.engines.base import Rule
from extract.scan.pieces import parted, widest_gap


def strokes(*columns: tuple[int, int]) -> np.ndarray:
    ink = np.zeros((60, 400), np.uint8)
    for start, end in columns:
        ink[20:40, start:end] = 255
    return ink


def test_boxes_that_overlap_do_not_share_a_letter() -> None:
    ink = strokes((20, 100), (106, 126), (160, 300))
    amount, name = parted([(15, 12, 130, 48), (118, 14, 310, 46)], [], ink, 2.0)
    assert amount == (18, 12, 128, 48)
    assert name == (158, 14, 302, 46)


def test_boxes_of_lines_that_touch_are_left_alone() -> None:
    ink = strokes((20, 380))
    assert parted([(18, 8, 300, 24), (200, 22, 382, 44)], [], ink, 2.0) == [(18, 8, 302, 24), (198, 22, 382, 44)]


def test_a_box_is_parted_at_rules_and_wide_gaps() -> None:
    ink = strokes((20, 100), (104, 150), (220, 300))
    boxes = parted([(15, 18, 310, 42)], [Rule(51.0, 0.0, 30.0)], ink, 2.0)
    assert [(x0, x1) for x0, _, x1, _ in boxes] == [(18, 102), (102, 152), (218, 302)]


@pytest.mark.parametrize(("columns", "middle"), [(((0, 10), (14, 20), (50, 60)), 35), (((0, 400),), None)])
def test_the_widest_gap(columns: tuple[tuple[int, int], ...], middle: int | None) -> None:
    assert widest_gap(strokes(*columns), (0, 20, 60, 40)) == middle
