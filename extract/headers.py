"""Which rows at the top of a table are its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.cells import Part
from extract.models import Cell

DEEPEST = 6
"""No header has more rows than this, the column-number row included."""

_NUMBER = re.compile(r"^\(?\s*(\d{1,2}|[a-z])\s*\)?\s*(?:[=:].*)?$", re.IGNORECASE | re.DOTALL)
_FORMULA_ONLY = re.compile(r"^\(?\s*\(?\d{1,2}\s*[-+/:x*=]\s*\d{1,2}.*$", re.DOTALL)
_FIGURE = re.compile(
    r"^(?:Rp\.?\s*)?[(-]?\d[\d.,\s]*(?:,-)?\)?\s*%?$|^(?:Rp\.?\s*)?\d{1,3}(?:[.,]\d{3})+|^\d+[.,]\d+\s*%?|\d\s*%$"
)
_YEAR = re.compile(r"^(?:tahun\s*)?(?:19|20)\d\d$", re.IGNORECASE)
_COUNTER = re.compile(r"^\(?\d{1,3}[.)]?$")


def header_rows(part: Part) -> int:
    """How many rows at the top of ``part`` are header; the column-number row is one of them. 0 for none."""
    for r in range(min(DEEPEST, part.height)):
        if is_number_row([cell.text for cell in part.row(r)]):
            return max(cell.r + cell.rs for cell in part.row(r))
    first = part.row(0)
    if not first or _is_data(first) or not any(cell.text for cell in first):
        return 0
    rows = min(max(cell.rs for cell in first), DEEPEST)
    if any(cell.cs > 1 and cell.rs < rows for cell in first) or rows > 1:
        rows = max(cell.r + cell.rs for cell in part.cells if cell.r < rows)
    while rows < min(DEEPEST, part.height - 1) and _looks_like_header(part, rows):
        rows += 1
    return min(rows, part.height)


def is_number_row(texts: list[str]) -> bool:
    """Whether these cells count the columns: "1 2 3 4 5=4/3", "(1) (2) (3)"; numbers may jump and cells be blank."""
    filled = [text.strip() for text in texts if text.strip()]
    if len(filled) < 3:
        return False
    numbers = []
    for text in filled:
        match = _NUMBER.match(text)
        if match:
            numbers.append(match[1].lower())
        elif not _FORMULA_ONLY.match(text):
            return False
    if len(numbers) < 0.6 * len(filled):
        return False
    if all(number.isdigit() for number in numbers):
        counted = [int(number) for number in numbers]
        rising = sum(b > a for a, b in pairwise(counted))
        consecutive = sum(b == a + 1 for a, b in pairwise(counted))
        return rising >= len(counted) - 2 and consecutive >= 0.6 * (len(counted) - 1)
    return numbers == sorted(numbers) and all(number.isalpha() for number in numbers)


def _is_data(row: Sequence[Cell]) -> bool:
    """Whether a row holds figures, or a row number followed by a name."""
    texts = [cell.text.strip() for cell in row]
    if any(_FIGURE.match(text) and not _YEAR.match(text) and not _COUNTER.match(text) for text in texts):
        return True
    return bool(texts) and bool(_COUNTER.match(texts[0])) and any(text and not _COUNTER.match(text) for text in texts)


def _looks_like_header(part: Part, r: int) -> bool:
    """Whether row ``r`` is printed as the first row is: all bold or all shaded, several cells, no figures."""
    row, first = [c for c in part.row(r) if c.text], [c for c in part.row(0) if c.text]
    if len(row) < 2 or _is_data(row):
        return False
    bold = all(c.bold for c in row) and all(c.bold for c in first)
    shaded = all((c.r, c.c) in part.shaded for c in (*row, *first))
    narrower = len(row) > len(first) or any(c.cs > 1 for c in first)
    return (bold or shaded) and narrower
