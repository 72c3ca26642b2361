"""Column-number rows and the formulas they declare: "1 | 2 | 3 | 4 | 5 = 4/3"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from normalize.models import Formula

_SPELLING = str.maketrans(
    {"×": "*", "÷": "/", ":": "/", "[": "(", "]": ")", "{": "(", "}": ")"} | dict.fromkeys("–—−‐‑", "-")
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2}[a-z]?|[a-z])(?:(?P<rest>=.+))?", re.IGNORECASE)
_TOKEN = re.compile(r"\d+[a-wyz]?|[a-z]|[-+*/()%]", re.IGNORECASE)
_OPERATORS = {"+": 1, "-": 1, "*": 2, "/": 2}
_PERCENT = "100"
LONGEST = 200
"""Characters; longer than any formula that is printed, and short enough for parentheses within each other."""


def is_number_row(texts: Sequence[str]) -> bool:
    """Whether a row's cells number the columns: "1 2 3 4 5=4/3", "(1) (2) (3)", "a b c".

    Blank cells are allowed, and so are jumps and repetitions ("5 6 11 12", "13 14 14") as long as the numbers begin
    with the first, never go down, and most of them follow one another.
    """
    numbers = [(index, printed_number(text)) for index, text in enumerate(texts) if text.strip()]
    if len(numbers) < min(3, len(texts)) or len(numbers) < 2:
        return False
    placed = [(index, _position(number)) for index, number in numbers if number is not None]
    if (
        len(placed) < len(numbers)
        or placed[0][1] != 1
        or len({(number or "")[0].isdigit() for _, number in numbers}) > 1
    ):
        return False
    steps = [(after - before, to - at) for (at, before), (to, after) in pairwise(placed)]
    following = sum(step in (1, columns) for step, columns in steps)
    return all(step >= 0 for step, _ in steps) and 2 * following > len(steps)


def printed_number(text: str) -> str | None:
    """The column number that a cell of a column-number row prints ("(6=5/4)" is "6"); None when it prints none."""
    match = _NUMBERED.fullmatch(_bare(text))
    return match["number"].lower() if match else None


def parse_formula(text: str, columns: Mapping[str, int]) -> Formula | None:
    """The formula in a cell of a column-number row, or None when there is none or it cannot be read safely.

    ``columns`` maps the printed column numbers ("5", "d") to column indexes; an operand that is not one of them makes
    the formula unreadable, and so does its own column. Understood are + - * / with "x", "×" for times and ":", "÷" for
    divided by, and parentheses, with or without the target in front ("6 = 5/4", "(5/4)").

    "100" behind a times sign, and the 2 in "(7+8)/2" (a divisor that is the number of terms added), are constants. The
    factor that makes a ratio a percentage is kept however it is printed ("x 100", "x100%"): as ``"100", "*"`` at the
    very end of ``rpn``. As "x 100%" may be meant literally, and "5 = 4/3" often omits the factor, whoever evaluates a
    ratio has to try it with and without the factor 100.
    """
    if len(text) > LONGEST:
        return None
    bare = _bare(text)
    target, equals, right = bare.rpartition("=")
    if equals:
        if not _NUMBERED.fullmatch(target.strip("()")):
            return None
        own = columns.get(target.strip("()").lower())
    else:
        own, right = None, bare
    tokens = _TOKEN.findall(right)
    if "".join(tokens) != right or not tokens:
        return None
    rpn = _Parser(tokens, columns).parse()
    if rpn is None or not any(token in _OPERATORS for token in rpn) or (own is not None and f"c{own}" in rpn):
        return None
    return Formula(raw=" ".join(text.split()), rpn=tuple(rpn))


def _bare(text: str) -> str:
    """``text`` without spaces and without the parentheses around all of it, signs in one spelling."""
    bare = re.sub(r"\s+", "", text.translate(_SPELLING)).rstrip(".")
    while bare.startswith("(") and _closing(bare) == len(bare) - 1:
        bare = bare[1:-1]
    return re.sub(r"^\((\w+)\)(?==)", r"\1", bare)


def _closing(text: str) -> int:
    """The index of the parenthesis that closes the one at the start, -1 when it stays open."""
    depth = 0
    for index, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0:
            return index
    return -1


def _position(number: str) -> int:
    digits = re.match(r"\d+", number)
    return int(digits[0]) if digits else ord(number.lower()) - ord("a") + 1


class _Parser:
    """Recursive descent over the tokens of a formula's right side; ``parse`` gives postfix notation or None."""

    def __init__(self, tokens: Sequence[str], columns: Mapping[str, int]) -> None:
        self._tokens = list(tokens)
        self._columns = columns
        self._at = 0

    def parse(self) -> list[str] | None:
        rpn = self._sum()
        return rpn if self._at == len(self._tokens) else None

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _sum(self) -> list[str] | None:
        left = self._product()
        while left is not None and self._peek() in ("+", "-"):
            operator = self._peek()
            self._at += 1
            right = self._product()
            left = None if right is None else [*left, *right, operator]
        return left

    def _product(self) -> list[str] | None:
        left = self._operand(None)
        while left is not None and (operator := self._operator()):
            self._at += 1
            right = self._operand(left) if operator == "/" else self._factor()
            left = None if right is None else [*left, *right, operator]
        return left

    def _operator(self) -> str | None:
        token = self._peek()
        if token.lower() == "x" and "x" not in self._columns:
            return "*"
        return token if token in ("*", "/") else None

    def _factor(self) -> list[str] | None:
        if self._peek() != _PERCENT:
            return self._operand(None)
        self._at += 1
        if self._peek() == "%":
            self._at += 1
        return [_PERCENT]

    def _operand(self, dividend: list[str] | None) -> list[str] | None:
        token = self._peek().lower()
        self._at += 1
        if token == "(":
            inner = self._sum()
            closed = self._peek() == ")"
            self._at += 1
            return inner if closed else None
        if dividend and dividend[-1] == "+" and token == str(_terms(dividend)):
            return [token]
        return [f"c{self._columns[token]}"] if token in self._columns else None


def _terms(rpn: Sequence[str]) -> int:
    """How many terms a postfix sum adds; 0 when it is not only a sum of columns."""
    operands = [token for token in rpn if token not in _OPERATORS]
    return len(operands) if rpn.count("+") == len(operands) - 1 == len(rpn) - len(operands) else 0
