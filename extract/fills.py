"""Tables held together by colour: cells that are painted, not ruled."""

from __future__ import annotations

from collections.abc import Sequence

from extract.engines.base import Rule
from extract.grid import Grid, grids_of
from extract.models import Box

SMALLEST = (12.0, 6.5)
"""Points; a painted cell is at least so wide and high."""

LEAST_FIELDS = 4


def coloured_grids(fills: Sequence[Box], horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[Grid]:
    """The grids that painted cells form together with the rules of a page, at least two rows and two columns each."""
    cells = _outermost([fill for fill in fills if fill[2] - fill[0] > SMALLEST[0] and fill[3] - fill[1] > SMALLEST[1]])
    if len(cells) < LEAST_FIELDS:
        return []
    level = [Rule(y, x0, x1) for x0, top, x1, bottom in cells for y in (top, bottom)]
    upright = [Rule(x, top, bottom) for x0, top, x1, bottom in cells for x in (x0, x1)]
    grids = grids_of([*horizontal, *level], [*vertical, *upright])
    return [grid for grid in grids if len(grid.xs) > 2 and len(grid.ys) > 2 and len(grid.fields) >= LEAST_FIELDS]


def prefer(ruled: Sequence[Grid], coloured: Sequence[Grid]) -> list[Grid]:
    """The ruled grids, but for those that are only the frame or the lines of a coloured one."""
    better = [c for c in coloured if all(_is_weak(r) for r in ruled if _overlap(r.box, c.box))]
    kept = [r for r in ruled if not any(_overlap(r.box, c.box) for c in better)]
    return sorted([*kept, *better], key=lambda grid: (grid.ys[0], grid.xs[0]))


def _is_weak(grid: Grid) -> bool:
    return len(grid.xs) == 2 or len(grid.ys) == 2


def _overlap(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1


def _outermost(fills: Sequence[Box]) -> list[Box]:
    """The fills that lie in no other: lines of text are often painted once more inside their painted cell."""
    by_size = sorted(set(fills), key=lambda f: (f[2] - f[0]) * (f[3] - f[1]), reverse=True)
    outer: list[Box] = []
    for fill in by_size:
        if not any(_within(fill, other) for other in outer):
            outer.append(fill)
    return outer


def _within(fill: Box, other: Box) -> bool:
    return fill[0] >= other[0] - 1 and fill[1] >= other[1] - 1 and fill[2] <= other[2] + 1 and fill[3] <= other[3] + 1
