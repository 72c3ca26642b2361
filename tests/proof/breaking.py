"""How mutations are declared, and what they have in common."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from hypothesis import assume
from hypothesis import strategies as st

from tests.proof.paper import Changes
from tests.proof.plan import Item, Part, Plan
from tests.proof.submitted import texts

Operator = Callable[[Plan, st.DataObject], "Changes | Plan"]


class Mutation(NamedTuple):
    """One way to break the rule ``code``, which has to fire, and it alone.

    ``apply`` gives the changed texts by key, or another plan where one change would contradict the rest. ``needs`` are
    the parts that the submission must have, ``without`` those that tell the changed thing as well and would disagree.
    """

    code: str
    name: str
    apply: Operator
    needs: tuple[Part, ...]
    without: tuple[Part, ...]


MUTATIONS: list[Mutation] = []


def breaks(code: str, *needs: Part, without: tuple[Part, ...] = ()) -> Callable[[Operator], Operator]:
    """Declare a function as an operator that breaks the rule ``code``."""

    def register(operator: Operator) -> Operator:
        MUTATIONS.append(Mutation(code, operator.__name__, operator, needs, without))
        return operator

    return register


def a_row(plan: Plan, data: st.DataObject) -> int:
    """The number of an indikator, from 1."""
    return data.draw(st.integers(1, len(plan.indikator)))


def an_item(plan: Plan, data: st.DataObject, level: str, spent: bool = True) -> Item:
    """A budget line of a level, of which something was spent unless that does not matter."""
    found = [one for one in plan.items if one.level == level and (one.realisasi or not spent)]
    return data.draw(st.sampled_from(found))


def other(value: Decimal) -> Decimal:
    """A figure that no rounding, cutting or swapping of digits makes of ``value``."""
    return value + Decimal("3.17")


def figures(plan: Plan, key: str, pagu: int, realisasi: int) -> dict[str, str]:
    """What a budget line prints, with the figures of another."""
    shown = {
        "pagu": plan.style.money(pagu),
        "realisasi": plan.style.money(realisasi),
        "persen": plan.style.share(plan.share(realisasi, pagu)),
        "sisa": plan.style.money(pagu - realisasi),
    }
    return {f"{key}/{role}": text for role, text in shown.items()}


def replaced(plan: Plan, chosen: Callable[[str], bool], old: str, new: str) -> dict[str, str | None]:
    """The texts with the chosen keys, ``new`` in the place of ``old``; the example is given up where there is none."""
    found: dict[str, str | None] = {
        key: text.replace(old, new, 1) for key, text in texts(plan).items() if chosen(key) and old in text
    }
    assume(found)
    return found


def agreed(plan: Plan, row: int, new: str, old: str) -> dict[str, str | None]:
    """Another target wherever the PK in force is printed or quoted."""
    places = {"bab2", "iku", "pk-perubahan"} if plan.has("perubahan") else {"bab2", "iku", "pk"}
    if plan.quarter == 4 or not plan.has("perubahan"):
        places.add("triwulan-pk")
    keys = {f"{place}/{row}/target" for place in places} | {f"ubah/{row}/target/1"}
    return replaced(plan, keys.__contains__, old, new)
