"""Photographed and scanned pages that hold whole tables of the gold, cut out of a corpus together with that gold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium

from benchmarks.gold import scanned

ON_PAGE = 0.9
"""A table of the gold is on a page that has this share of its cells."""

LEAST_TEXT = 100
"""Characters; a page with fewer is a picture."""

Gold = dict[str, Any]


class Scan(NamedTuple):
    """A PDF of scanned pages only, and the gold of the tables on them."""

    name: str
    pdf: Path
    gold: Path
    pages: int


def scans(corpus: Path, only: str, most: int, folder: Path) -> Iterator[Scan]:
    """Scanned pages of the corpus, at most ``most`` of each document with ``only`` in its name, written to ``folder``.

    Rebuilt documents tell by their digital version which table is on which page; the gold of real ones says so. Real
    ones that are scanned in part only are left out.
    """
    for name, pdf, gold in scanned(corpus):
        about = json.loads(gold.read_text())
        digital = pdf.with_name("digital.pdf")
        if only not in name or about.get("nature") == "mixed":
            continue
        if digital.exists():
            places = _places(texts(digital), texts(pdf), about["tables"])
        else:
            places = [(tuple(table["pages"]), table) for table in about["tables"]]
        yield from _cut(name, pdf, places, most, folder)


def texts(pdf: Path) -> list[str]:
    """The text of every page without white space."""
    with pdfium.PdfDocument(pdf) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def _places(digital: Sequence[str], other: Sequence[str], tables: Sequence[Gold]) -> list[tuple[tuple[int, ...], Gold]]:
    """The page (from 1) of each table that is whole on one digital page, where ``other`` has a picture of that page.

    Runs of pictures stand for as many digital pages between those that both versions have in common.
    """
    matcher = SequenceMatcher(None, digital, [text if len(text) >= LEAST_TEXT else "" for text in other], False)
    shown = {
        page: first + page - start + 1
        for what, start, end, first, last in matcher.get_opcodes()
        if what == "replace" and end - start == last - first
        for page in range(start, end)
    }
    on = [[page for page, text in enumerate(digital) if _is_on(table, text)] for table in tables]
    return [
        ((shown[pages[0]],), table)
        for pages, table in zip(on, tables, strict=True)
        if len(pages) == 1 and pages[0] in shown
    ]


def _is_on(table: Gold, text: str) -> bool:
    cells = {"".join(str(cell).split()) for row in table["rows"] for cell in row} - {""}
    return sum(cell in text for cell in cells) >= ON_PAGE * len(cells)


def _cut(
    name: str, pdf: Path, places: Sequence[tuple[tuple[int, ...], Gold]], most: int, folder: Path
) -> Iterator[Scan]:
    """At most ``most`` of the pages that hold tables, evenly spread, as a PDF, and the tables whole on them."""
    held = sorted({pages for pages, _ in places})
    step = max(1.0, sum(map(len, held)) / most)
    chosen = [held[int(n * step)] for n in range(most) if n * step < len(held)]
    while len(numbers := sorted({page for pages in chosen for page in pages})) > most:
        chosen.pop()
    tables = [table for pages, table in places if set(pages) <= set(numbers)]
    if not tables:
        return
    path = folder / f"{name}.pdf"
    with pdfium.PdfDocument(pdf) as source, pdfium.PdfDocument.new() as made:
        made.import_pages(source, [number - 1 for number in numbers])
        made.save(path)
    gold = path.with_suffix(".json")
    gold.write_text(json.dumps({"doc": name, "tables": tables}))
    yield Scan(name, path, gold, len(numbers))
