"""What is being done, on which page, and what it costs: the stages of the work, for logs and statistics.

A stage is measured where it happens (:func:`stage`). Whoever calls a piece of work learns what its stages cost
(:func:`timed`), wherever it ran.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Literal

import msgspec

Stage = Literal["read", "ocr", "structure", "signatures", "normalize", "audit", "reports", "failed"]
"""``read``: pages by their own text; ``structure``: tables and prose of a whole document; ``failed``: work without a
result."""


class Timing(msgspec.Struct, frozen=True):
    """What a stage cost: how often it was done, and seconds by the clock and on the processor."""

    stage: Stage
    count: int
    wall: float
    cpu: float


class Timed(msgspec.Struct, frozen=True):
    """What a function returned, and what its stages cost, one timing each."""

    value: Any
    timings: tuple[Timing, ...]


_page: ContextVar[int | None] = ContextVar("page", default=None)
_stage: ContextVar[Stage | None] = ContextVar("stage", default=None)
_measured: ContextVar[list[Timing] | None] = ContextVar("measured", default=None)


def at() -> tuple[Stage | None, int | None]:
    """The stage and the page that are being worked on."""
    return _stage.get(), _page.get()


@contextmanager
def at_page(number: int) -> Iterator[None]:
    """The block works on one page."""
    token = _page.set(number)
    try:
        yield
    finally:
        _page.reset(token)


@contextmanager
def stage(name: Stage, count: int = 1) -> Iterator[None]:
    """The block is a stage of the work, done for so many pages or documents; stages do not contain each other."""
    token = _stage.set(name)
    wall, cpu = time.monotonic(), _cpu()
    try:
        yield
    finally:
        _stage.reset(token)
        if (measured := _measured.get()) is not None:
            measured.append(Timing(name, count, time.monotonic() - wall, _cpu() - cpu))


def timed(function: Callable[..., Any], *arguments: object) -> Timed:
    """Call a function and tell what its stages cost."""
    measured: list[Timing] = []
    token = _measured.set(measured)
    try:
        return Timed(function(*arguments), total(measured))
    finally:
        _measured.reset(token)


def total(timings: Iterable[Timing]) -> tuple[Timing, ...]:
    """One timing for each stage."""
    sums: dict[Stage, Timing] = {}
    for one in timings:
        so_far = sums.get(one.stage, Timing(one.stage, 0, 0.0, 0.0))
        sums[one.stage] = Timing(one.stage, so_far.count + one.count, so_far.wall + one.wall, so_far.cpu + one.cpu)
    return tuple(sums.values())


def _cpu() -> float:
    """Seconds of this process and of the programs that it has run."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system
