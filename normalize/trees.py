"""Which rows of an unnumbered budget list stand under which, from the amounts: a parent is the sum of its children.

That some rows add up to another one in every column of amounts is proof where it cannot be chance: where the sums that
rows could make are few beside the amounts that could be printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import gcd, prod
from typing import NamedTuple

Amounts = tuple[Decimal, ...]
"""A row's amounts, one for each column; zero for blanks."""

MOST = 28
"""Rows with amounts among which the children of a row are looked for."""

_CERTAINTY = 1000
"""How many times more amounts there have to be than sums."""


class Tree(NamedTuple):
    """How deep each row is nested, and the rows whose place the sums prove."""

    depths: list[int]
    proven: frozenset[int]


def by_sums(depths: Sequence[int], amounts: Sequence[Amounts | None], total: Amounts | None = None) -> Tree:
    """``depths`` with rows nested deeper where the amounts show it.

    ``amounts`` has None for rows that are no budget lines (totals, headings) or hold text; ``total`` is what the
    outermost rows should add up to, if it is printed.
    """
    return _Nesting(list(depths), amounts).tree(total)


class _Nesting:
    def __init__(self, depths: list[int], amounts: Sequence[Amounts | None]) -> None:
        self._depths = depths
        self._amounts = amounts
        self._proven: set[int] = set()

    def tree(self, total: Amounts | None) -> Tree:
        outermost = [i for i, amount in enumerate(self._amounts) if amount is not None and self._depths[i] == 0]
        if outermost and not (total and self._fits(total, outermost)):
            self._adopt(outermost)
            if total:
                self._choose(total, [i for i in outermost if self._depths[i] == 0])
        for i, amount in enumerate(self._amounts):
            children = self._children(i)
            if amount is None or not children or self._fits(amount, children):
                self._proven |= set(children) if amount is not None and self._is_proof(amount, children, 0) else set()
                continue
            self._adopt(children)
            children = self._children(i)
            if not self._fits(amount, children):
                self._choose(amount, children)
        return Tree(self._depths, frozenset(self._proven))

    def _children(self, parent: int) -> list[int]:
        depth = self._depths[parent]
        end = next((i for i in range(parent + 1, len(self._depths)) if self._depths[i] <= depth), len(self._depths))
        below = [i for i in range(parent + 1, end) if self._amounts[i] is not None]
        top = min((self._depths[i] for i in below), default=0)
        return [i for i in below if self._depths[i] == top]

    def _fits(self, target: Amounts, rows: Sequence[int]) -> bool:
        """Whether rows add up to the amounts of all columns."""
        return any(target) and target == self._sum(rows)

    def _sum(self, rows: Sequence[int]) -> Amounts:
        return tuple(sum(column, Decimal(0)) for column in zip(*(self._amounts[i] or () for i in rows), strict=True))

    def _nest(self, rows: Sequence[int]) -> None:
        """Nest rows, and what stands below them, one deeper."""
        for row in rows:
            end = next(
                (i for i in range(row + 1, len(self._depths)) if self._depths[i] <= self._depths[row]),
                len(self._depths),
            )
            for i in range(row, end):
                self._depths[i] += 1

    def _adopt(self, siblings: Sequence[int]) -> None:
        """From the last to the first, nest below each row those right behind it that add up to it."""
        roots: list[int] = []
        for row in reversed(siblings):
            below = self._summing_up_to(self._amounts[row] or (), roots)
            self._nest(below)
            self._proven |= set(below)
            roots = [row, *roots[len(below) :]]

    def _summing_up_to(self, amount: Amounts, rows: Sequence[int]) -> list[int]:
        """The first of ``rows`` that prove to add up to ``amount``; empty when none do."""
        added: Amounts = (Decimal(0),) * len(amount)
        for count, row in enumerate(rows, start=1) if any(amount) else ():
            part = self._amounts[row] or ()
            added = tuple(one + other for one, other in zip(added, part, strict=True))
            if any(abs(one) > abs(other) for one, other in zip(added, amount, strict=True)):
                return []
            below = list(rows[:count])
            if count > 1 and any(part) and added == amount:
                return below if self._is_proof(amount, below, len(rows).bit_length()) else []
        return []

    def _choose(self, target: Amounts, siblings: Sequence[int]) -> None:
        """Nest all rows but the only ones that add up to ``target`` below the one of these that they follow."""
        filled = [i for i in siblings if any(self._amounts[i] or ())]
        if not 3 <= len(filled) <= MOST or not self._is_proof(target, filled, len(filled)):
            return
        chosen = self._summands(target, filled)
        if chosen is None or siblings[0] not in {*chosen, *(set(siblings) - set(filled))}:
            return
        start = siblings.index(chosen[0])
        self._nest([i for i in siblings[start:] if i not in chosen])
        self._proven |= set(chosen)

    def _summands(self, target: Amounts, rows: Sequence[int]) -> list[int] | None:
        """The only two or more of ``rows`` that add up to ``target`` in every column; None when several do."""
        half = len(rows) // 2
        first, second = self._all_sums(rows[:half]), self._all_sums(rows[half:])
        found: list[list[int]] = []
        for sums, sets in first.items():
            rest = tuple(one - other for one, other in zip(target, sums, strict=True))
            found += [[*left, *right] for left in sets for right in second.get(rest, [])]
            if len(found) > 1:
                return None
        return found[0] if found and len(found[0]) > 1 else None

    def _all_sums(self, rows: Sequence[int]) -> dict[Amounts, list[list[int]]]:
        width = len(next(amount for amount in self._amounts if amount is not None))
        sums: list[tuple[Amounts, list[int]]] = [((Decimal(0),) * width, [])]
        for row in rows:
            amount = self._amounts[row] or ()
            sums += [
                (tuple(one + other for one, other in zip(known, amount, strict=True)), [*members, row])
                for known, members in sums
            ]
        by_sum: dict[Amounts, list[list[int]]] = {}
        for known, members in sums:
            by_sum.setdefault(known, []).append(members)
        return by_sum

    def _is_proof(self, target: Amounts, rows: Sequence[int], choices: int) -> bool:
        """Whether adding up cannot be chance among 2 ** ``choices`` sums: amounts are fine beside their size."""
        if sum(bool(any(self._amounts[i] or ())) for i in rows) < 2:
            return False
        possible = [
            int(abs(amount)) // max(1, gcd(int(amount), *(int(one[c]) for i in rows if (one := self._amounts[i]))))
            for c, amount in enumerate(target)
            if amount
        ]
        return bool(possible) and prod(possible) >= _CERTAINTY * 2**choices
