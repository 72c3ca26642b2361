"""What every scanned page costs: the slowest pages with tables and the slowest without.

usage: python -m benchmarks.pages [--slowest N] PDF...

CPU seconds are those of reading a page by itself, Tesseract's processes included, without loading the libraries; an
audit reads pages two at a time, for which Tesseract starts but once. A page has tables if a table of the document
stands on it. Another program on the same core makes them longer: how much, "at rest" tells, the CPU seconds of one
fixed calculation after each page, best of two.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import numpy as np

from benchmarks.tables import print_rows
from benchmarks.worker import Peak, cpu_seconds
from extract.pages import joined
from extract.reader import finish, page_count, read_pages
from extract.scan.choice import installed_readers


class Cost(NamedTuple):
    """What a page took, in CPU seconds, and what the fixed calculation did right after it."""

    page: str
    has_table: bool
    seconds: float
    at_rest: float


def costs(pdf: Path) -> Iterator[Cost]:
    """The scanned pages of a PDF."""
    taken: dict[int, tuple[float, float]] = {}
    every = []
    for number in range(1, page_count(pdf) + 1):
        since = cpu_seconds()
        every.append(read_pages(pdf, number, number))
        taken[number] = cpu_seconds() - since, min(_calculation(), _calculation())
    document = finish(pdf, pdf.name, joined(every))
    held = {page for table in document.tables for page in table.pages}
    for page in document.pages:
        if page.readers:
            yield Cost(f"{pdf.parent.name}/{pdf.name} {page.number}", page.number in held, *taken[page.number])


def _calculation() -> float:
    start = cpu_seconds()
    square = np.ones((400, 400), np.float32)
    for _ in range(10):
        np.sqrt(square).sum(axis=0)
        np.sort(square, axis=1)
    return cpu_seconds() - start


def report(every: Sequence[Cost], slowest: int) -> None:
    """Print the slowest pages of each class."""
    for title, has_table in (("pages with tables", True), ("pages without", False)):
        some = sorted((cost for cost in every if cost.has_table is has_table), key=lambda cost: -cost.seconds)
        mean = fmean(cost.seconds for cost in some) if some else 0.0
        print(f"\n## {len(some)} {title}, {mean:.2f} CPU s on average\n")
        rows = [[cost.page, f"{cost.seconds:.2f}", f"{cost.at_rest:.3f}"] for cost in some[:slowest]]
        print_rows(["page", "CPU s", "at rest"], rows)


def main() -> None:
    """Read the PDFs one after the other."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("pdf", type=Path, nargs="+")
    arguments.add_argument("--slowest", type=int, default=10, metavar="N", help="pages to list (default %(default)s)")
    options = arguments.parse_args()
    installed_readers()
    peak = Peak()
    report([cost for pdf in options.pdf for cost in costs(pdf)], options.slowest)
    print(f"\npeak {peak.megabytes():.0f} MB")


if __name__ == "__main__":
    main()
