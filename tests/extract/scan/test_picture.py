from __future__ import annotations

import cv2
import numpy as np
import pytest

from extract.scan.ink import long_runs
from extract.scan.picture import regrown, shrinkage, shrunk


@pytest.mark.parametrize(("dpi", "times"), [(300.0, 6), (180.0, 4), (72.0, 1), (20.0, 1)])
def test_a_picture_is_shrunk_to_about_the_resolution_wanted(dpi: float, times: int) -> None:
    assert shrinkage(dpi, 50.0) == times


@pytest.mark.parametrize("shape", [(30, 40), (31, 43), (1, 5)])
def test_what_was_shrunk_comes_back_where_it_was(shape: tuple[int, int]) -> None:
    grey = np.full(shape, 200, np.uint8)
    grey[:, 4:8] = 0
    small = shrunk(grey, 4)
    assert small.shape == (-(-shape[0] // 4), -(-shape[1] // 4))
    assert (regrown(small, 4, shape) == grey).all()


@pytest.mark.parametrize("least", [9, 15, 33, 61])
def test_long_runs_are_those_of_an_opening(least: int) -> None:
    random = np.random.default_rng(0)
    mask = np.where(random.random((80, 403)) < 0.97, 255, 0).astype(np.uint8)
    mask[:, :least] = mask[:, -least:] = 0
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    assert opened.any() and not (opened == mask).all()
    assert (long_runs(mask, least) == opened).all()
