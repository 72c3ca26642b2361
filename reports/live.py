"""Recomputed figures as live formulas of a spreadsheet that refer to the printed figures on its sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import msgspec
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from audit.models import Operand, Place, Recomputed

LONGEST = 8000
"""Characters of a formula; the file format ends at 8192."""
FUNCTIONS = ("SUM", "AVERAGE")


class Placed(msgspec.Struct, frozen=True):
    """Where a cell of a table went: sheet name, row and column, from 0."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        return str(xl_rowcol_to_cell(self.row, self.column))


def expression(one: Recomputed, numbers: Mapping[Place, Placed], sheet: str) -> str | None:
    """The formula without its equals sign, for a cell on ``sheet``; None when it would be too long.

    Operands that stand on a sheet as numbers are referred to, the others are written as they were read.
    """
    if one.template in FUNCTIONS:
        made = f"{one.template}({','.join(_arguments(one.operands, numbers, sheet))})"
    else:
        made = one.template.format(*(_operand(operand, numbers, sheet) for operand in one.operands))
    return made if len(made) <= LONGEST else None


def _operand(operand: Operand, numbers: Mapping[Place, Placed], sheet: str) -> str:
    place = numbers.get(operand.place)
    if place is not None:
        return _reference(place, sheet)
    return f"({operand.value:f})" if operand.value < 0 else f"{operand.value:f}"


def _reference(place: Placed, sheet: str, last: Placed | None = None) -> str:
    address = place.address if last is None or last == place else f"{place.address}:{last.address}"
    return address if place.sheet == sheet else f"{quote_sheetname(place.sheet)}!{address}"


def _arguments(operands: Sequence[Operand], numbers: Mapping[Place, Placed], sheet: str) -> list[str]:
    """The operands, those in adjacent rows of a column as one range."""
    found: list[str] = []
    ordered = list(enumerate(operands))

    def run(item: tuple[int, Operand]) -> tuple[str, int, int] | tuple[str, int]:
        position, operand = item
        place = numbers.get(operand.place)
        return (place.sheet, place.column, place.row - position) if place else ("", position)

    for _, items in groupby(ordered, run):
        group = [operand for _, operand in items]
        places = [numbers.get(operand.place) for operand in group]
        first, last = places[0], places[-1]
        found.append(_reference(first, sheet, last) if first and last else _operand(group[0], numbers, sheet))
    return found
