"""Scores the finding of signature blocks, and whether each is seen to be signed, on a corpus with gold.

usage: python -m benchmarks.signatures CORPUS [--verbose] [--only WORD]

``CORPUS`` holds ``rebuilt/<doc>/{digital,mixed,scan}.pdf`` with ``gold.json``, and ``real/{*.pdf,gold/*.json}``;
``signatures`` in a gold file lists role, name, signed and, for real documents, the page. A block is found when a region
has its name, or its role where no name is printed. Pages that are pictures are read by OCR.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from extract.models import Document, SignatureRegion
from extract.reader import read

ALIKE = 75.0
"""Likeness of 100 from which a region's words are those of a block of the gold."""

Gold = dict[str, Any]


class Tally(NamedTuple):
    """Blocks in the gold, those found, those found and rightly called signed or unsigned, and regions of no block."""

    blocks: int = 0
    found: int = 0
    right: int = 0
    extra: int = 0

    def __add__(self, other: Any) -> Tally:  # noqa: ANN401
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    def __str__(self) -> str:
        found = f"{self.found}/{self.blocks}" if self.blocks else "-"
        return f"{found} | {f'{self.right}/{self.found}' if self.found else '-'} | {self.extra}"


def pairs(blocks: Sequence[Gold], regions: Sequence[SignatureRegion]) -> list[tuple[int, int]]:
    """Which block of the gold is which region: the best pairing that keeps both in their order."""
    best: list[list[tuple[float, list[tuple[int, int]]]]] = [[(0.0, [])] * (len(regions) + 1)]
    for b, block in enumerate(blocks):
        row: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
        for r, region in enumerate(regions):
            likeness = alike(block, region)
            choices = [best[b][r + 1], row[r]]
            if likeness >= ALIKE:
                before = best[b][r]
                choices.append((before[0] + likeness, [*before[1], (b, r)]))
            row.append(max(choices, key=lambda choice: choice[0]))
        best.append(row)
    return best[-1][-1][1]


def alike(block: Gold, region: SignatureRegion) -> float:
    """Likeness of 100 of a region's words to the name of a block, else to its role; 0 on another page."""
    if isinstance(block["page"], int) and block["page"] != region.page:
        return 0.0
    text = " ".join(line.text for line in region.lines).upper()
    return max(float(fuzz.partial_ratio((block["name"] or block["role"]).upper(), text)), _role(block, text))


def _role(block: Gold, text: str) -> float:
    """The same for the role alone, where it is printed: names are not always legible."""
    role = block["role"].split("(")[0].upper().strip()
    return float(fuzz.partial_ratio(role, text)) if len(role) > 5 else 0.0


def compare(blocks: Sequence[Gold], document: Document, verbose: bool) -> Tally:
    """One document's tally; ``verbose`` prints every verdict."""
    regions = document.signature_regions
    paired = pairs(blocks, regions)
    right = 0
    for b, r in paired:
        signing = regions[r].signing
        good = signing is not None and signing.signed == blocks[b]["signed"]
        right += good
        if verbose:
            print("  ", "right" if good else "WRONG", regions[r].page, blocks[b]["name"] or blocks[b]["role"], signing)
    if verbose:
        for b in sorted(set(range(len(blocks))) - {b for b, _ in paired}):
            print("   MISSED", blocks[b]["page"], blocks[b]["role"], blocks[b]["name"])
        for r in sorted(set(range(len(regions))) - {r for _, r in paired}):
            print("   EXTRA", regions[r].page, " | ".join(line.text for line in regions[r].lines), regions[r].signing)
    return Tally(len(blocks), len(paired), right, len(regions) - len(paired))


def cases(corpus: Path) -> Iterator[tuple[str, Path, Path]]:
    """Name, PDF and gold of every document that has signatures."""
    for gold in sorted((corpus / "rebuilt").glob("*/gold.json")):
        for form in ("digital", "mixed", "scan"):
            yield f"{gold.parent.name} {form}", gold.with_name(f"{form}.pdf"), gold
    for gold in sorted((corpus / "real" / "gold").glob("*.json")):
        if json.loads(gold.read_text())["signatures"]:
            yield gold.stem, corpus / "real" / json.loads(gold.read_text())["file"], gold


def main() -> None:
    """Score every document and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--verbose", action="store_true")
    arguments.add_argument("--only", default="")
    options = arguments.parse_args()
    print("document | found | signed or unsigned right | other regions | seconds")
    total = Tally()
    for name, pdf, gold in cases(options.corpus):
        if options.only not in name:
            continue
        start = time.perf_counter()
        document = read(pdf, pdf.name)
        seconds = time.perf_counter() - start
        tally = compare(json.loads(gold.read_text())["signatures"], document, options.verbose)
        total += tally
        print(f"{name} | {tally} | {seconds:.1f}", flush=True)
    print(f"all | {total} |")


if __name__ == "__main__":
    main()
