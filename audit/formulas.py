"""Column formulas as declared in the column-number row ("6 = 5/4 x 100%"), applied to one row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from audit.arithmetic import HUNDRED, Interval, interval
from audit.columns import number_at, show, value_at
from audit.ratios import Candidate
from normalize.models import Column, Row, Table, Value
from normalize.numbers import format_id

_OPERATIONS: dict[str, tuple[Callable[[Decimal, Decimal], Decimal], Callable[[Interval, Interval], Interval], int]] = {
    "+": (Decimal.__add__, Interval.__add__, 1),
    "-": (Decimal.__sub__, Interval.__sub__, 1),
    "*": (Decimal.__mul__, Interval.__mul__, 2),
    "/": (Decimal.__truediv__, Interval.__truediv__, 2),
}
_SIGNS = {"+": "+", "-": "-", "*": "x", "/": "/"}
_ATOM = 3


@dataclass(frozen=True, slots=True)
class _Term:
    value: Decimal
    result: Interval
    text: str
    priority: int = _ATOM

    def within(self, priority: int) -> str:
        return self.text if self.priority >= priority else f"({self.text})"


def declared(table: Table, row: Row, column: Column) -> Candidate | None:
    """The value of a column's declared formula on a row.

    None when there is no formula, an input is text, a divisor is blank or may be zero, or the formula is malformed.
    Blanks count as zero in sums, as long as one input is a number.
    """
    if column.formula is None:
        return None
    rpn = column.formula.rpn
    adding = all(token == "+" for token in rpn if token in _OPERATIONS)
    stack: list[_Term] = []
    inputs: list[Value] = []
    for token in rpn:
        if token in _OPERATIONS:
            combined = _combined(stack, token)
            if combined is None:
                return None
            stack.append(combined)
        elif token.startswith("c"):
            source = next((one for one in table.columns if f"c{one.index}" == token), None)
            number = number_at(table, row, source) if source else None
            if source is not None and number is not None:
                inputs.append(value_at(row, source))
                stack.append(_Term(number.value, interval(number), show(number)))
            elif adding and _blank(row, source):
                stack.append(_Term(Decimal(0), Interval.exactly(0), "0"))
            else:
                return None
        else:
            constant = Decimal(token)
            stack.append(_Term(constant, Interval.exactly(constant), format_id(constant)))
    if len(stack) != 1 or not inputs:
        return None
    ratio = "/" in rpn and not any(not token.startswith("c") and token == str(HUNDRED) for token in rpn)
    return Candidate(stack[0].value, stack[0].result, stack[0].text, tuple(inputs), ratio)


def _combined(stack: list[_Term], sign: str) -> _Term | None:
    if len(stack) < 2:
        return None
    right, left = stack.pop(), stack.pop()
    exact, spread, priority = _OPERATIONS[sign]
    try:
        value, result = exact(left.value, right.value), spread(left.result, right.result)
    except ArithmeticError:
        return None
    # the right side of - and / needs parentheses even at equal priority
    text = f"{left.within(priority)} {_SIGNS[sign]} {right.within(priority + (sign in '-/'))}"
    return _Term(value, result, text, priority)


def _blank(row: Row, column: Column | None) -> bool:
    value = row.values.get(column.index) if column else None
    return column is not None and (value is None or value.blank)
