"""The numbers printed in tables, and how many of them a reader of pictures has read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

NUMBER = re.compile(r"\d[\d.,]*")
WORDY = 12
"""Letters; cells with more are text, whatever figures are in them."""


def numeric_cells(rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """The cells with figures of a grid; one equal to its neighbour above or on the left may be part of it."""
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            repeated = (c and row[c - 1] == cell) or (r and c < len(rows[r - 1]) and rows[r - 1][c] == cell)
            if not repeated and NUMBER.search(str(cell)) and len(re.sub(r"[\d.,%\sRp()-]", "", str(cell))) <= WORDY:
                yield str(cell)


def numbers(texts: Iterable[str]) -> Counter[str]:
    """The numbers in texts as they are printed, and how often."""
    return Counter(number.rstrip(".,") for text in texts for number in NUMBER.findall(text))


def found(read: Iterable[str], tables: Iterable[dict[str, Any]]) -> float:
    """The share of the numbers in the numeric cells of gold tables ("rows") that stand in the texts ``read``."""
    wanted = numbers(cell for table in tables for cell in numeric_cells(table["rows"]))
    return (wanted & numbers(read)).total() / max(1, wanted.total())
