"""Scores the whole pipeline on a corpus of documents with gold, and prints a line per document.

usage: python -m benchmarks.corpus CORPUS [--verbose] [--only WORD]

``CORPUS`` holds ``score.py``, ``rebuilt/<doc>/{digital.pdf,gold.json}`` and ``real/{*.pdf,gold/*.json}``.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import msgspec

from audit.profile import load
from audit.run import run
from benchmarks.gold import real, rebuilt, score
from extract.reader import read
from normalize.build import build

COLUMNS = (
    "document | tables F1 | numeric | core | hard | stretch | findings | unlisted | unlisted pasti | traps | seconds"
)


def results(pdf: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """tables.json and findings.json of one PDF, as far as the scorer reads them."""
    document = read(pdf, pdf.name)
    findings = run(build(pdf.stem, pdf.name, [document]), load(None))
    tables = {"tables": [{"cells": msgspec.to_builtins(table.cells)} for table in document.tables]}
    return tables, {"submissions": [{"findings": msgspec.to_builtins(findings)}]}


def main() -> None:
    """Score every document and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--verbose", action="store_true")
    arguments.add_argument("--only", default="")
    options = arguments.parse_args()
    print(COLUMNS)
    for name, pdf, gold in [*rebuilt(options.corpus), *real(options.corpus)]:
        if options.only not in name:
            continue
        start = time.perf_counter()
        tables, findings = results(pdf)
        seconds = time.perf_counter() - start
        about = {"adjacency_f1": "-", "numeric_exact": "-"}
        if json.loads(gold.read_text())["tables"]:
            about = score(options.corpus, "tables", tables, gold, False)
        found = score(options.corpus, "findings", findings, gold, options.verbose)
        level = found["level"]
        row = [name, about["adjacency_f1"], about["numeric_exact"]]
        row += [level.get(key, "-") for key in ("core", "hard", "stretch")]
        row += [found[key] for key in ("findings", "unlisted", "unlisted_pasti", "traps")]
        print(" | ".join(map(str, [*row, f"{seconds:.1f}"])))


if __name__ == "__main__":
    main()
