"""Measures whether what is misread on scans is doubted: numeric cells against gold, right or wrong, doubted or sure.

usage: python -m benchmarks.doubt CORPUS [--only WORD] [--verbose]

A cell is doubted when its confidence is no more than ``readings.SINGLE`` or when another engine read other figures or
separators. It is right when the gold's table prints it, white space and kinds of dashes aside.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.gold import scanned
from benchmarks.tables import print_rows
from extract.models import Cell, Table
from extract.reader import read
from extract.scan.readings import LAYER, SINGLE

NUMERIC = re.compile(r"[\d.,%\sRp()-]")
MOST_OTHER = 12
"""Other characters than those of numbers in a numeric cell, as the corpus' scorer counts them."""

_DASHES = str.maketrans("–—−‐", "----")
_FIGURES = re.compile(r"[^\d.,-]+")


def normal(text: str) -> str:
    """The text as it is compared."""
    return re.sub(r"\s+", "", text).lower().translate(_DASHES)


def is_numeric(text: str) -> bool:
    """Whether a cell counts as numeric."""
    return bool(re.search(r"\d", text)) and len(NUMERIC.sub("", text)) <= MOST_OTHER


def is_doubted(cell: Cell) -> bool:
    """Whether its readings say that a cell may be misread."""
    figures = _FIGURES.sub("", normal(cell.text))
    return cell.confidence <= SINGLE or any(
        _FIGURES.sub("", normal(other.text)) != figures for other in cell.others if other.engine != LAYER
    )


def judged(tables: Sequence[Table], rows: Sequence[Sequence[str]]) -> Iterator[tuple[Cell, bool]]:
    """The numeric cells of the table most like the gold's, each with whether the gold has it."""
    gold = Counter(normal(text) for row in rows for text in row if text)
    best = max(tables, key=lambda t: _overlap(t, gold), default=None)
    if best is None or _overlap(best, gold) < 0.5 * gold.total():
        return
    for cell in best.cells:
        if is_numeric(cell.text) and cell.source != "text-layer":
            yield cell, normal(cell.text) in gold


def _overlap(table: Table, gold: Counter[str]) -> float:
    printed = Counter(normal(cell.text) for cell in table.cells if cell.text)
    return (gold & printed).total() - 0.02 * printed.total()


def main() -> None:
    """Judge the cells of every scan and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--only", default="", metavar="WORD", help="documents with WORD in their path")
    arguments.add_argument("--verbose", action="store_true", help="print the cells that are read wrong")
    options = arguments.parse_args()
    rows: list[list[str]] = []
    total: Counter[tuple[bool, bool]] = Counter()
    for name, pdf, gold in scanned(options.corpus):
        known = json.loads(gold.read_text())["tables"]
        if options.only not in str(pdf) or not known:
            continue
        tables = read(pdf, pdf.name).tables
        counts: Counter[tuple[bool, bool]] = Counter()
        for table in known:
            for cell, right in judged(tables, table["rows"]):
                counts[right, is_doubted(cell)] += 1
                if options.verbose and not right:
                    print(name, cell.page, repr(cell.text), cell.confidence, [o.text for o in cell.others])
        rows.append([name, *_shares(counts)])
        total += counts
    print_rows(["document", "right", "of them doubted", "wrong", "of them doubted"], [*rows, ["all", *_shares(total)]])


def _shares(counts: Counter[tuple[bool, bool]]) -> list[str]:
    row: list[str] = []
    for right in (True, False):
        every, doubted = counts[right, True] + counts[right, False], counts[right, True]
        row += [str(every), f"{doubted} ({doubted / every:.1%})" if every else "–"]
    return row


if __name__ == "__main__":
    main()
