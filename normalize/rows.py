"""A page as rows of print: what stands on one height, left to right, whichever paragraph or cell it belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from extract.models import Box, Document, Line, Page, union
from normalize.doubt import reader_of
from normalize.models import Source

_SPACED = re.compile(r"\b(?:[A-Z] ){2,}[A-Z]\b")


class PrintedRow(msgspec.Struct, frozen=True):
    """One row of print of one page: ``text`` with letter-spaced words closed up, ``size`` in points.

    ``reader`` is who read it, ``confidence`` that of its least sure word.
    """

    page: int
    text: str
    box: Box
    size: float
    bold: bool
    reader: str = "text-layer"
    confidence: float = 1.0

    @property
    def capital(self) -> bool:
        """Whether nearly all letters are capitals, as far as there are enough of them to tell."""
        letters = [char for char in self.text if char.isalpha()]
        return len(letters) >= 3 and sum(char.isupper() for char in letters) >= 0.85 * len(letters)

    def centered(self, width: float) -> bool:
        """Whether the row is set in the middle of a page ``width`` points wide."""
        return abs((self.box[0] + self.box[2]) / 2 - width / 2) < 0.12 * width

    def source(self, document: str) -> Source:
        return Source(document, self.page, self.box, self.text, self.reader, self.confidence)


def page_rows(document: Document) -> dict[int, list[PrintedRow]]:
    """The rows of each page, top to bottom; of tables only the cells as wide as a title over the whole table."""
    rows = {page.number: _rows(_prose(page)) for page in document.pages}
    for table in document.tables:
        wide = max(2, 0.8 * table.width)
        for cell in table.cells:
            if cell.r < 4 and cell.cs >= wide and cell.page in rows:
                rows[cell.page] += _rows(cell.lines)
    return {page: sorted(found, key=lambda row: (row.box[1], row.box[0])) for page, found in rows.items()}


def body_size(rows: Iterable[PrintedRow]) -> float:
    """The font size that most characters of ``rows`` have, in points; 0 without rows."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def source_of(document: str, lines: Sequence[Line]) -> Source:
    """Where ``lines`` of ``document`` (path) stand, as far as they are on the page of the first of them.

    The text is that of all lines, one per line; the confidence that of the least sure word.
    """
    words = [word for line in lines for word in line.words]
    return Source(
        document=document,
        page=lines[0].page,
        box=union(line.box for line in lines if line.page == lines[0].page),
        text="\n".join(line.text for line in lines),
        reader=reader_of(words),
        confidence=min(word.confidence for word in words),
    )


def _prose(page: Page) -> list[Line]:
    return [line for paragraph in page.paragraphs for line in paragraph.lines if line.words]


def _rows(lines: Sequence[Line]) -> list[PrintedRow]:
    groups: list[list[tuple[Box, Line]]] = []
    for placed in sorted(((line.box, line) for line in lines if line.words), key=lambda one: one[0][1]):
        if groups and _same_height(groups[-1][0][0], placed[0]):
            groups[-1].append(placed)
        else:
            groups.append([placed])
    return [_row(group) for group in groups]


def _same_height(a: Box, b: Box) -> bool:
    overlap = min(a[3], b[3]) - max(a[1], b[1])
    return overlap > 0.6 * min(a[3] - a[1], b[3] - b[1])


def _row(placed: Sequence[tuple[Box, Line]]) -> PrintedRow:
    ordered = [line for _, line in sorted(placed, key=lambda one: one[0][0])]
    words = [word for line in ordered for word in line.words]
    text = _SPACED.sub(lambda match: match[0].replace(" ", ""), " ".join(line.text for line in ordered))
    return PrintedRow(
        page=ordered[0].page,
        text=text,
        box=union(box for box, _ in placed),
        size=max(word.size for word in words),
        bold=all(word.bold for word in words),
        reader=reader_of(words),
        confidence=min(word.confidence for word in words),
    )
