"""Planted errors: which printed texts are wrong, and what they should be.

The content modules ask the plan for every text that may be wrong. A planted text carries the number of its error, the
builder turns that into a bookmark, and the bookmark tells on which page of which PDF the error came to stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from samples.figures import ID, Notation

COMPUTED = "(computed)"


@dataclass(frozen=True)
class Planted:
    """One error: the rule that should find it, the place (``key``), the wrong text and what it is about.

    ``expected`` is by default what the clean version prints at that place; None where nothing right can be named.
    ``other`` is the folder of the submission that shows it to be wrong, None when its own does.
    """

    rule: str
    key: str
    reported: str
    subject: str
    expected: str | None = COMPUTED
    other: str | None = None


class PlantedText(str):
    """A text with the number of the error that it carries."""

    number: int

    def __new__(cls, text: str, number: int) -> PlantedText:
        made = super().__new__(cls, text)
        made.number = number
        return made


class Plan:
    """The errors of one submission; remembers which were placed and what stood there otherwise."""

    def __init__(self, errors: Sequence[Planted] = ()) -> None:
        self.errors = tuple(errors)
        self.right: dict[int, str] = {}
        self._numbers = {error.key: number for number, error in enumerate(self.errors)}
        if len(self._numbers) != len(self.errors):
            raise ValueError("two errors planted at one place")

    def text(self, key: str, right: str) -> str:
        """What to print at ``key``: the planted text, or ``right``. Each planted place can be printed once."""
        number = self._numbers.get(key)
        if number is None:
            return right
        if number in self.right:
            raise ValueError(f"{key} is printed twice")
        self.right[number] = right
        return PlantedText(self.errors[number].reported, number)

    def value(self, key: str, right: Decimal, notation: Notation = ID) -> Decimal:
        """The number printed at ``key``, for figures that are computed from it."""
        number = self._numbers.get(key)
        return right if number is None else notation.parse(self.errors[number].reported)

    def has(self, key: str) -> bool:
        return key in self._numbers

    def at(self, prefix: str) -> Spot:
        """The part of the plan whose keys begin with ``prefix`` and a slash."""
        return Spot(self, prefix)

    def expected(self, number: int) -> str | None:
        """What error ``number`` should have printed; raises ValueError when it was never placed."""
        if number not in self.right:
            raise ValueError(f"not placed: {self.errors[number].key}")
        stated = self.errors[number].expected
        return self.right[number] if stated == COMPUTED else stated


@dataclass(frozen=True)
class Spot:
    """The plan as one document or table sees it: keys are relative to ``prefix``."""

    plan: Plan
    prefix: str

    def at(self, prefix: str) -> Spot:
        return Spot(self.plan, f"{self.prefix}/{prefix}")

    def text(self, key: str, right: str) -> str:
        return self.plan.text(f"{self.prefix}/{key}", right)

    def value(self, key: str, right: Decimal, notation: Notation = ID) -> Decimal:
        return self.plan.value(f"{self.prefix}/{key}", right, notation)

    def has(self, key: str) -> bool:
        return self.plan.has(f"{self.prefix}/{key}")
