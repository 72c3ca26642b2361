"""Compares how scanned pages are read: ours against other ways from a picture to figures.

usage: python -m benchmarks.ocr CORPUS [--only WORD] [--pages N]

Every tool reads the same pages, at most N of a document, in a process of its own with one thread. "found" is the share
of the numbers in the gold's tables that a tool has read exactly, wherever they stand: readers of text alone have no
tables. F1 and "numeric" (cells exact, at their place in a table) are those of the corpus' ``score.py``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec

from benchmarks.figures import found
from benchmarks.gold import score
from benchmarks.relations import Table
from benchmarks.scans import Scan, scans
from benchmarks.tables import Result, Scores, has_numbers, measure, per_document, print_rows, summary
from benchmarks.tools import OCR

TIMEOUT = 1200


def scores_of(corpus: Path, tables: Sequence[Table], gold: Path, *, structured: bool) -> Scores:
    """What was found, and for tools that give tables how right these are."""
    read = (cell.text for table in tables for cell in table)
    scores: Scores = {"found": found(read, json.loads(gold.read_text())["tables"]), "numeric": None, "F1": None}
    if structured and has_numbers(corpus, gold):
        result = {"tables": [{"cells": msgspec.to_builtins(table)} for table in tables]}
        said = score(corpus, "tables", result, gold, verbose=False)
        scores |= {"numeric": said["numeric_exact"], "F1": said["adjacency_f1"]}
    return scores


def compare(corpus: Path, documents: Sequence[Scan]) -> None:
    """Run every tool over the documents and print the table."""
    results: dict[str, list[Result]] = {tool: [] for tool in OCR}
    for i, scan in enumerate(documents, start=1):
        for tool, (_, structured) in OCR.items():
            print(f"{i}/{len(documents)} {scan.name}: {tool}", file=sys.stderr)
            scorer = partial(scores_of, structured=structured)
            results[tool].append(measure(tool, corpus, scan.pdf, scan.gold, scorer, TIMEOUT))
    pages = sum(scan.pages for scan in documents)
    names = [f"{scan.name} ({scan.pages})" for scan in documents]
    measures = ["found", "numeric", "F1"]
    print(f"## {len(documents)} documents, {pages} pages; {' / '.join(measures)}\n")
    rows = [*per_document(names, results), *summary(measures, results)]
    rows.append(["CPU s per page", *(f"{per_page(documents, every):.1f}" for every in results.values())])
    print_rows(["document (pages)", *results], rows)


def per_page(documents: Sequence[Scan], every: Sequence[Result]) -> float:
    """CPU seconds that a tool took per page of the documents it has read."""
    read = [(one.reading.cpu, scan.pages) for scan, one in zip(documents, every, strict=True) if one.reading]
    return sum(cpu for cpu, _ in read) / max(1, sum(pages for _, pages in read))


def main() -> None:
    """Compare the tools on the pages asked for."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--only", default="", metavar="WORD", help="documents with WORD in their name")
    arguments.add_argument("--pages", type=int, default=4, metavar="N", help="of each document (default %(default)s)")
    options = arguments.parse_args()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        compare(options.corpus, list(scans(options.corpus, options.only, options.pages, Path(folder))))


if __name__ == "__main__":
    main()
