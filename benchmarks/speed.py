"""Compares speed and memory: PDFs to typed rows against plain pdfplumber's text and tables of the same pages.

usage: python -m benchmarks.speed [--pages N]... [--repeats N] PDF...

One process against one process, in turn; medians over the repeats. ``--pages 100 --pages 300`` measures, instead of
each PDF, bundles of so many pages made by repeating its pages: memory should not grow with them.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium

from benchmarks.tools import SPEED
from benchmarks.worker import Reading, run

TIMEOUT = 3600
HEADER = ["document", "pages", "ours s", "pdfplumber s", "ratio", "ours CPU s", "pdfplumber CPU s", "ratio"]
HEADER += ["ours MB", "pdfplumber MB"]


def page_count(pdf: Path) -> int:
    """How many pages a PDF has."""
    document = pdfium.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


@contextmanager
def bundle(pdf: Path, pages: int) -> Iterator[Path]:
    """A temporary PDF of so many pages: those of ``pdf``, over and over."""
    source, made = pdfium.PdfDocument(pdf), pdfium.PdfDocument.new()
    try:
        while len(made) < pages:
            made.import_pages(source, list(range(min(len(source), pages - len(made)))))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, pdf.name)
            made.save(path)
            yield path
    finally:
        made.close()
        source.close()


def compare(name: str, pdf: Path, repeats: int) -> None:
    """Read ``pdf`` with both in turn and print a row of medians."""
    readings: dict[str, list[Reading]] = {tool: [] for tool in SPEED}
    for _ in range(repeats):
        for tool, every in readings.items():
            every.append(run(tool, pdf, TIMEOUT))
    row = [name, str(page_count(pdf))]
    for cost in ("seconds", "cpu"):
        ours, plain = (statistics.median(getattr(one, cost) for one in every) for every in readings.values())
        row += [f"{ours:.2f}", f"{plain:.2f}", f"{ours / plain:.2f}"]
    row += [f"{statistics.median(one.megabytes for one in every):.0f}" for every in readings.values()]
    print("|", " | ".join(row), "|", flush=True)


def main() -> None:
    """Compare on every PDF, or on bundles of its pages."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("pdf", type=Path, nargs="+")
    arguments.add_argument(
        "--pages", type=int, action="append", default=[], help="make a bundle of so many; may be repeated"
    )
    arguments.add_argument("--repeats", type=int, default=3)
    options = arguments.parse_args()
    for row in (HEADER, ["---"] * len(HEADER)):
        print("|", " | ".join(row), "|")
    for pdf in options.pdf:
        name = pdf.parent.name if pdf.stem == "digital" else pdf.stem
        if not options.pages:
            compare(name, pdf, options.repeats)
        for pages in options.pages:
            with bundle(pdf, pages) as path:
                compare(name, path, options.repeats)


if __name__ == "__main__":
    main()
