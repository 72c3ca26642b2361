"""The formulas that findings write out ("(2 x 80,00 - 72,00) / 80,00 x 100%") as formulas of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from audit.arithmetic import HUNDRED

_TOKEN = re.compile(r"\s*(?:(?P<number>\d[\d.]*(?:,\d+)?)%?|(?P<sign>[-+x/()]))")
_SIGNS = {"x": "*"}
_OPERATIONS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": Decimal.__add__,
    "-": Decimal.__sub__,
    "*": Decimal.__mul__,
    "/": Decimal.__truediv__,
}
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
_CLOSE = Decimal("1e-9")


def template(formula: str, operands: Sequence[Decimal], result: Decimal) -> str | None:
    """``formula`` with ``{0}``, ``{1}``, ... in place of the operands that it writes as numbers.

    None when it is not plain arithmetic, or does not give ``result``. Numbers that are none of the operands stay.
    """
    tokens = _tokens(formula)
    if not tokens or not is_close(_evaluated(tokens), result):
        return None
    free = list(range(len(operands)))
    parts = []
    for token in tokens:
        if not isinstance(token, Decimal):
            parts.append(token)
            continue
        same = [index for index, value in enumerate(operands) if value == token]
        if parts[-1:] == ["*"] and token == HUNDRED:
            same = []  # the factor of a percentage, whatever else is a hundred
        # equal numbers are written in the order of the operands, and one may be written twice
        index = next((one for one in same if one in free), next(iter(same), None))
        if index in free:
            free.remove(index)
        parts.append(f"{token:f}" if index is None else f"{{{index}}}")
    return "".join(parts)


def is_close(value: Decimal | None, other: Decimal) -> bool:
    """Whether two results of the same arithmetic differ by no more than its own rounding."""
    return value is not None and abs(value - other) <= _CLOSE * max(abs(other), Decimal(1))


def _tokens(formula: str) -> list[Decimal | str]:
    """Numbers, operators and parentheses; empty when there is anything else in it."""
    found: list[Decimal | str] = []
    at = 0
    while match := _TOKEN.match(formula, at):
        at = match.end()
        sign = match["sign"]
        if sign is not None:
            found.append(_SIGNS.get(sign, sign))
            continue
        number = Decimal(match["number"].replace(".", "").replace(",", "."))
        negative = found[-1:] == ["-"] and (len(found) == 1 or (isinstance(found[-2], str) and found[-2] != ")"))
        if negative:
            found.pop()
        found.append(-number if negative else number)
    return [] if formula[at:].strip() else found


def _evaluated(tokens: Sequence[Decimal | str]) -> Decimal | None:
    """What the formula gives, * and / before + and -; None when it is malformed or divides by zero."""
    values: list[Decimal] = []
    signs: list[str] = []

    def settle(rank: int) -> None:
        while signs and _RANK.get(signs[-1], 0) >= rank:
            right, left = values.pop(), values.pop()
            values.append(_OPERATIONS[signs.pop()](left, right))

    try:
        for token in tokens:
            if isinstance(token, Decimal):
                values.append(token)
            elif token == "(":
                signs.append(token)
            elif token == ")":
                settle(1)
                signs.pop()
            else:
                settle(_RANK[token])
                signs.append(token)
        settle(1)
    except (ArithmeticError, IndexError):
        return None
    return values[0] if len(values) == 1 and not signs else None
