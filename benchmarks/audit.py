"""Counts per rule the findings that the gold of a corpus knows, and times the audit of a bundle of 300 pages.

usage: python -m benchmarks.audit CORPUS [--write]

``CORPUS`` as in benchmarks/corpus.py. Only findings above ``info`` count: those that tell a gold finding (known),
others (unlisted), and among these the ones that fall for a trap. ``--write`` puts the counts beside the rules
(``audit/measured.json``) and writes ``docs/rules.md`` anew.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from audit.measured import Measured, write
from audit.models import Finding
from audit.profile import load
from audit.registry import rules
from audit.run import run
from benchmarks.audit_speed import bundle, medians
from benchmarks.gold import real, rebuilt, scorer
from extract.reader import read
from normalize.build import build
from pipeline import rules_page

HEADER = ["rule", "known", "unlisted", "traps", "info"]


def counted(found: Sequence[Finding], gold: Mapping[str, Any], score: ModuleType) -> list[tuple[str, Measured]]:
    """What each finding above ``info`` counts as."""
    counts = []
    for one in found:
        if one.severity == "info":
            continue
        told = msgspec.to_builtins(one)
        known = any(score.hit(told, error) > 0 for error in gold["findings"])
        trap = not known and any(_falls_for(one, quote, score) for trap in gold["traps"] for quote in trap["quotes"])
        counts.append((one.rule, Measured(int(known), int(not known), int(trap))))
    return counts


def _falls_for(one: Finding, quote: str, score: ModuleType) -> bool:
    wanted = score.numbers(quote)
    return bool(wanted) and wanted <= score.numbers(one.reported)


def main() -> None:
    """Print the table, and write it when asked to."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    score, profile = scorer(options.corpus), load(None)
    total: dict[str, Measured] = defaultdict(Measured)
    hints: dict[str, int] = defaultdict(int)
    documents = []
    for _, pdf, gold in [*rebuilt(options.corpus), *real(options.corpus)]:
        documents.append(read(pdf, pdf.name))
        found = run(build(pdf.stem, pdf.name, documents[-1:]), profile)
        for one in found:
            hints[one.rule] += one.severity == "info"
        for code, one in counted(found, json.loads(gold.read_text()), score):
            sums = zip(msgspec.structs.astuple(total[code]), msgspec.structs.astuple(one), strict=True)
            total[code] = Measured(*map(sum, sums))
    for row in (HEADER, ["---"] * len(HEADER), *_rows(total, hints)):
        print("|", " | ".join(map(str, row)), "|")
    documents.sort(key=lambda one: len(one.pages), reverse=True)
    whole = bundle(documents)
    pages, cost = sum(len(one.pages) for one in whole), medians(whole, 1).run
    print(f"\naudit of the typed rows of a bundle of {pages} pages: {cost:.1f} CPU seconds")
    if options.write:
        write(total)
        rules_page.write()


def _rows(total: Mapping[str, Measured], hints: Mapping[str, int]) -> list[list[object]]:
    rows: list[list[object]] = []
    for rule in rules():
        one = total.get(rule.code, Measured())
        rows.append([rule.code, *msgspec.structs.astuple(one), hints.get(rule.code, 0)])
    sums = [sum(int(str(row[n])) for row in rows) for n in range(1, len(HEADER))]
    return [*rows, ["all", *sums]]


if __name__ == "__main__":
    main()
