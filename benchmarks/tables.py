"""Compares table extraction, ours and other tools', in accuracy, time and memory, and prints a Markdown table per set.

usage: python -m benchmarks.tables CORPUS [--only WORD] [--sets rebuilt,real,icdar]

Sets: ``rebuilt`` and ``real`` are scored by the corpus' ``score.py`` (adjacency F1, share of numeric cells that are
exact), ``icdar`` by the adjacency relations of ICDAR 2013. Every tool reads every document in a process of its own;
where it gives no result its F1 counts as 0 and the reason is printed in its place.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

from benchmarks.gold import icdar, icdar_tables, real, rebuilt, score
from benchmarks.relations import Table, agreement, on_pages
from benchmarks.tools import TABLES
from benchmarks.worker import TIMEOUT, Reading, ToolError, run

Documents = Callable[[Path], Iterator[tuple[str, Path, Path]]]
Scores = dict[str, float | None]
"""What was measured of one reading, by name; None for what the document has nothing of."""


class Result(msgspec.Struct, frozen=True):
    """One tool on one document: its scores and cost, or the reason why there are none."""

    scores: Scores
    reading: Reading | None = None
    reason: str = ""


def by_corpus_scorer(corpus: Path, tables: Sequence[Table], gold: Path) -> Scores:
    """Adjacency F1 and numeric cells, and the F1 again with every table cut down to the pages that the gold covers.

    Some gold covers one page of a table that goes on; who joins it rightly would be charged for the rest.
    """
    scores = _corpus_scores(corpus, tables, gold)
    pages = {frozenset(one["pages"]) for one in json.loads(gold.read_text())["tables"] if "pages" in one}
    if pages:
        cut = [part for table in tables for some in sorted(pages, key=sorted) if (part := on_pages(table, some))]
        scores["F1 on the gold's pages"] = _corpus_scores(corpus, cut, gold)["F1"]
    return scores


def _corpus_scores(corpus: Path, tables: Sequence[Table], gold: Path) -> Scores:
    result = {"tables": [{"cells": msgspec.to_builtins(table)} for table in tables]}
    said = score(corpus, "tables", result, gold, verbose=False)
    return {"F1": said["adjacency_f1"], "numeric": said["numeric_exact"] if has_numbers(corpus, gold) else None}


@cache
def has_numbers(corpus: Path, gold: Path) -> bool:
    """Whether there are numeric cells in the gold: it finds its own, if so."""
    return bool(score(corpus, "tables", json.loads(gold.read_text()), gold, verbose=False)["numeric_exact"])


def by_relations(_corpus: Path, tables: Sequence[Table], gold: Path) -> Scores:
    """F1 of the document's relations, and tables that have nothing of the gold."""
    f1, spurious = agreement(tables, icdar_tables(gold))
    return {"F1": f1, "spurious": spurious}


SETS: dict[str, tuple[Documents, Callable[[Path, Sequence[Table], Path], Scores]]] = {
    "rebuilt": (rebuilt, by_corpus_scorer),
    "real": (real, by_corpus_scorer),
    "icdar": (icdar, by_relations),
}


def has_tables(gold: Path) -> bool:
    """Whether there is a table to be found according to the gold."""
    return gold.suffix == ".xml" or bool(json.loads(gold.read_text())["tables"])


def measure(
    tool: str,
    corpus: Path,
    pdf: Path,
    gold: Path,
    scorer: Callable[[Path, Sequence[Table], Path], Scores],
    timeout: int = TIMEOUT,
) -> Result:
    """One tool on one document."""
    try:
        reading = run(tool, pdf, timeout)
    except ToolError as error:
        return Result({}, reason=str(error))
    return Result(scorer(corpus, [table for table in reading.tables if table], gold), reading)


def per_document(names: Sequence[str], results: dict[str, list[Result]]) -> Iterator[list[str]]:
    """A row per document: the scores of each tool, or why there are none."""
    for name, *row in zip(names, *results.values(), strict=True):
        yield [name, *(" / ".join(map(number, one.scores.values())) or one.reason for one in row)]


def summary(measures: Sequence[str], results: dict[str, list[Result]]) -> Iterator[list[str]]:
    """Rows over all documents: means of the scores (spurious tables are counted), and what they cost."""
    for name in measures:
        scores = ([v for one in every if (v := one.scores.get(name, 0)) is not None] for every in results.values())
        if name == "spurious":
            yield ["**spurious**", *(str(sum(column)) for column in scores)]
        else:
            yield [f"**mean {name}**", *(number(statistics.fmean(column) if column else None) for column in scores)]
    readings = [[one.reading for one in every if one.reading] for every in results.values()]
    yield ["seconds", *(f"{sum(one.seconds for one in some):.1f}" for some in readings)]
    yield ["CPU seconds", *(f"{sum(one.cpu for one in some):.1f}" for some in readings)]
    yield ["peak MB", *(f"{max((one.megabytes for one in some), default=0):.0f}" for some in readings)]


def number(value: float | None) -> str:
    """A count as it is, a share with three decimals."""
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def print_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a Markdown table."""
    for row in (header, ["---"] * len(header), *rows):
        print("|", " | ".join(row), "|")
    print()


def compare(corpus: Path, name: str, only: str) -> None:
    """Run every tool over the documents of a set and print its table."""
    documents, scorer = SETS[name]
    chosen = [one for one in documents(corpus) if only in one[0] and has_tables(one[2])]
    results: dict[str, list[Result]] = {tool: [] for tool in TABLES}
    for i, (document, pdf, gold) in enumerate(chosen, start=1):
        print(f"{name} {i}/{len(chosen)} {document}", file=sys.stderr)
        for tool, every in results.items():
            every.append(measure(tool, corpus, pdf, gold, scorer))
    missing = {tool: every[0].reason for tool, every in results.items() if not any(one.reading for one in every)}
    results = {tool: every for tool, every in results.items() if tool not in missing}
    measures = list(dict.fromkeys(key for every in results.values() for one in every for key in one.scores))
    print(f"## {name}: {len(chosen)} documents; {' / '.join(measures)}\n")
    print_rows(
        ["document", *results], [*per_document([one[0] for one in chosen], results), *summary(measures, results)]
    )
    for tool, reason in missing.items():
        print(f"{tool}: {reason}\n")


def main() -> None:
    """Compare the tools on the sets asked for."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--only", default="", metavar="WORD", help="documents with WORD in their name")
    arguments.add_argument("--sets", default=",".join(SETS), help="any of %(default)s")
    options = arguments.parse_args()
    for name in options.sets.split(","):
        compare(options.corpus, name, options.only)


if __name__ == "__main__":
    main()
