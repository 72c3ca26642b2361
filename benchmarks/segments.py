"""Measures how many documents of a corpus are told apart rightly in their bundles, and prints what is not.

usage: python -m benchmarks.segments CORPUS

``segments.json`` holds the truth, written by looking at the pages: per PDF (hash of its path in the corpus) the kind,
first and last page, hash of the unit, first word of the post of the one it is about, year and period of each document.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from extract.reader import read
from normalize.build import build
from normalize.models import Segment

TRUTH = Path(__file__).with_name("segments.json")
FIELDS = ("kind", "pages", "unit", "post", "year", "period")


def hashed(text: str) -> str:
    """What stands for a name in the truth."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def facts(part: Segment) -> dict[str, Any]:
    """A segment in the words of the truth."""
    return {
        "kind": part.kind,
        "pages": [part.first, part.last],
        "unit": hashed((part.unit or "").casefold()),
        "post": part.position.split()[0].casefold() if part.position else None,
        "year": part.year,
        "period": part.period,
    }


def compared(pdf: Path, truth: list[dict[str, Any]]) -> tuple[Counter[str], list[str]]:
    """How many fields of the true segments were found right, and a line for each that is wrong.

    A true segment is compared with the one found that shares the most pages with it.
    """
    found = build(pdf.stem, pdf.name, [read(pdf, pdf.name)]).segments
    right: Counter[str] = Counter()
    wrong = [f"{len(found)} segments instead of {len(truth)}"] if len(found) != len(truth) else []
    for true in truth:
        first, last = true["pages"]
        nearest = max(found, key=lambda part: min(part.last, last) - max(part.first, first))
        said = facts(nearest)
        differing = [name for name in FIELDS if said[name] != true[name]]
        right.update(name for name in FIELDS if name not in differing)
        right["all"] += not differing
        if differing:
            wrong.append(f"pages {first}-{last}: " + ", ".join(f"{n} {said[n]} not {true[n]}" for n in differing))
    return right, wrong


def main() -> None:
    """Print the mistakes per PDF, then the share of right segments in every field and in all at once."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path)
    corpus: Path = parser.parse_args().corpus
    truth: dict[str, list[dict[str, Any]]] = json.loads(TRUTH.read_text())
    for folder in ("rebuilt", "real"):
        right: Counter[str] = Counter()
        total = 0
        for pdf in sorted((corpus / folder).rglob("*.pdf")):
            true = truth.get(hashed(pdf.relative_to(corpus).as_posix()))
            if true is None:
                continue
            counted, wrong = compared(pdf, true)
            right += counted
            total += len(true)
            print("\n  ".join([f"{pdf.relative_to(corpus)}: {counted['all']}/{len(true)}", *wrong]))
        if total:
            print(f"{folder}: " + ", ".join(f"{name} {right[name]}/{total}" for name in (*FIELDS, "all")), "\n")


if __name__ == "__main__":
    main()
