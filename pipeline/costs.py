"""What a run costs: its stages, and the documents that took longest."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from typing import NamedTuple

from extract.work import Timing, total

SLOWEST = 5


class Slow(NamedTuple):
    """A document and the seconds that all tasks over it took."""

    seconds: float
    name: str


class Costs:
    """Grows while a run goes on, but not with the number of its documents."""

    def __init__(self) -> None:
        self.timings: tuple[Timing, ...] = ()
        self._slowest: list[Slow] = []

    def add(self, timings: Iterable[Timing]) -> None:
        """Take what the stages of one task cost."""
        self.timings = total((*self.timings, *timings))

    def document(self, name: str, seconds: float) -> None:
        """Take how long a document took to read."""
        keep = heapq.heappush if len(self._slowest) < SLOWEST else heapq.heappushpop
        keep(self._slowest, Slow(seconds, name))

    @property
    def slowest(self) -> list[Slow]:
        """The documents that took longest, the slowest first."""
        return sorted(self._slowest, reverse=True)
