"""Remembering what was made of a part of a submission, which several rules ask for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

_KEPT = 2
"""Parts remembered: that of the submission audited, and of what a rule is asked about again with another figure."""

_Part = TypeVar("_Part")
_Made = TypeVar("_Made")


def remembered(make: Callable[[_Part], _Made]) -> Callable[[_Part], _Made]:
    """``make`` called once for each of the last arguments, told apart by identity; its results must not be changed."""
    known: list[tuple[_Part, _Made]] = []

    @wraps(make)
    def recalled(part: _Part) -> _Made:
        for one, made in known:
            if one is part:
                return made
        made = make(part)
        known[:] = [(part, made), *known[: _KEPT - 1]]
        return made

    return recalled
