"""Cells of a table that are printed on a coloured or grey ground."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.grid import Grid
from extract.models import Box
from extract.scan.level import Level

GROUND = 75
"""Percentile of a cell's brightness that is its ground; text covers less of it."""

SHADE = 0.92
"""A coloured cell is darker than this share of the lightest cell of its table; shadows are not within a table."""


def shaded(level: Level, grids: Sequence[Grid]) -> list[Box]:
    """The boxes of cells with a ground darker than that of other cells of their table, in points."""
    found: list[Box] = []
    scale = level.tone.shape[1] / level.width
    for grid in grids:
        grounds = [_ground(level, field.box, scale) for field in grid.fields]
        lightest = max(grounds)
        found += [field.box for field, ground in zip(grid.fields, grounds, strict=True) if ground < SHADE * lightest]
    return found


def _ground(level: Level, box: Box, scale: float) -> float:
    x0, top, x1, bottom = (round(side * scale) for side in box)
    area = level.tone[top + 1 : bottom - 1, x0 + 1 : x1 - 1]
    return float(np.percentile(area, GROUND)) if area.size else 0.0
