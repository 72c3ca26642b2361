"""Sorting what is drawn on a page into rules, fills and free drawings; every engine needs it."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.engines.base import Rule
from extract.models import Box

RULE_THICKNESS = 3.2
"""Points; a filled rectangle thinner than this is a line (Word draws table borders so)."""

STRAIGHT = 1.0
"""Points a line may lean and still count as horizontal or vertical."""

SHORTEST_RULE = 1.0
WHITE = 0.97


@dataclass
class Shapes:
    """The drawn things of one page, sorted as they are added; coordinates as in :class:`RawPage`."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    drawings: list[Box] = field(default_factory=list)

    def line(self, box: Box, thickness: float) -> None:
        """A stroked straight line between two opposite corners of ``box``."""
        x0, top, x1, bottom = box
        if bottom - top <= STRAIGHT and x1 - x0 > SHORTEST_RULE:
            self.horizontal.append(Rule((top + bottom) / 2, x0, x1, thickness))
        elif x1 - x0 <= STRAIGHT and bottom - top > SHORTEST_RULE:
            self.vertical.append(Rule((x0 + x1) / 2, top, bottom, thickness))
        elif bottom - top > STRAIGHT and x1 - x0 > STRAIGHT:
            self.drawings.append(box)

    def rectangle(self, box: Box, stroked: bool, filled: bool) -> None:
        """A rectangle with visible outline, visible filling, or both."""
        x0, top, x1, bottom = box
        width, height = x1 - x0, bottom - top
        if not (stroked or filled):
            return
        if min(width, height) <= RULE_THICKNESS:
            if width >= height and width > SHORTEST_RULE:
                self.horizontal.append(Rule((top + bottom) / 2, x0, x1, height))
            elif height > SHORTEST_RULE:
                self.vertical.append(Rule((x0 + x1) / 2, top, bottom, width))
            return
        if stroked:
            self.horizontal += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
            self.vertical += [Rule(x0, top, bottom), Rule(x1, top, bottom)]
        if filled:
            self.fills.append(box)

    def curve(self, box: Box) -> None:
        """Any other visible path."""
        self.drawings.append(box)
