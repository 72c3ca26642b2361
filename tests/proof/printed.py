"""The documents of a submission printed into real PDFs, so that they can be read again.

Pages go on over several sheets where they have to. Tables are ruled, their cells wrapped; what signs a
block is a stroke of the pen over its name.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from pathlib import Path

from extract.models import Document, Line, Page, Paragraph, SignatureRegion, Table
from extract.reader import read
from normalize.build import build
from normalize.models import Submission
from tests.extract.drawing import A4, Sheet, save

_MARGIN, _FOOT = 40.0, 40.0
_TITLE, _BODY, _CELL = 13.0, 10.0, 8.0
_WIDE = 0.56
"""Width of a letter of Helvetica as a share of its size, on the safe side."""
UNPRINTABLE = {
    "H218": "a fraction is set in two lines, which the pencil cannot",
    "P306": "what the pencil writes is not signed electronically",
}
"""Rules whose mutations are not printed, and why."""

_LETTERS = str.maketrans({"√": "V", "≤": "<=", "≥": ">="})
"""What stands for letters that the font does not have."""
_SECTION = re.compile(r"\d+\.\d+ ")
_LANDSCAPE = (A4[1], A4[0])


def printed(document: Document, folder: Path) -> Path:
    """The PDF of a document in ``folder``, under its own name."""
    press = _Press(document)
    for page in document.pages:
        press.page(page)
    return save(folder / document.path, *press.sheets)


def read_again(documents: Sequence[Document], folder: Path) -> Submission:
    """The submission of the printed documents, as extract and normalize read it."""
    paths = [printed(one, folder) for one in documents]
    return build("opd", "opd", [read(path, path.name) for path in paths])


class _Press:
    """Prints the pages of a document from top to bottom; sections go on below each other, all else begins a sheet."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._size = A4
        self.sheets: list[Sheet] = []
        self._top = 0.0

    def page(self, page: Page) -> None:
        tables = [one for one in self._document.tables if one.pages[0] == page.number]
        wide = any(sum(_narrowest(one)) > A4[0] - 2 * _MARGIN for one in tables)
        size = _LANDSCAPE if wide else A4
        section = bool(page.paragraphs) and _SECTION.match(page.paragraphs[0].text) is not None
        if not section or size != self._size or not self.sheets:
            self._size = size
            self._turn()
        items: list[Paragraph | Table] = [*page.paragraphs, *tables]
        for one in sorted(items, key=_begin):
            if isinstance(one, Paragraph):
                self._paragraph(one)
            else:
                self._table(one)
        self._regions([one for one in self._document.signature_regions if one.page == page.number])

    def _turn(self) -> None:
        self.sheets.append(Sheet(self._size))
        self._top = 60.0

    def _room(self, height: float) -> Sheet:
        if self._top + height > self._size[1] - _FOOT:
            self._turn()
        return self.sheets[-1]

    def _paragraph(self, paragraph: Paragraph) -> None:
        for line in paragraph.lines:
            self._line(line)
        self._top += 8

    def _line(self, line: Line) -> None:
        sheet, width = self._room(20), self._size[0] - 2 * _MARGIN
        text = line.text.translate(_LETTERS)
        size = min(_TITLE if line.bold else _BODY, width / (len(text) * _WIDE))
        x = (self._size[0] - len(text) * size * _WIDE) / 2 if line.bold else _MARGIN
        sheet.text(x, self._top + size, text, size, bold=line.bold)
        self._top += size + 3

    def _table(self, table: Table) -> None:
        rows = [[""] * table.width for _ in range(table.height)]
        for cell in table.cells:
            rows[cell.r][cell.c] = cell.text.translate(_LETTERS)
        widths = _widths(table, self._size[0] - 2 * _MARGIN)
        xs = [_MARGIN + sum(widths[:n]) for n in range(len(widths) + 1)]
        merged = table.header_rows if table.header_rows > 1 else 0
        self._top += 8
        for r, row in enumerate(rows):
            above = rows[r - 1] if 0 < r < merged else [None] * len(row)
            wrapped = [_wrapped(text, width) for text, width in zip(row, widths, strict=True)]
            height = 6 + 11 * max(map(len, wrapped))
            sheet = self._room(height)
            bottom = self._top + height
            for c, text in enumerate(row):
                beside = c > 0 and r < merged and text == row[c - 1]
                if text != above[c]:
                    sheet.line(xs[c], self._top, xs[c + 1], self._top)
                if not beside:
                    sheet.line(xs[c], self._top, xs[c], bottom)
                for n, part in enumerate(wrapped[c] if text != above[c] and not beside else ()):
                    sheet.text(xs[c] + 3, self._top + 11 + 11 * n, part, _CELL, bold=r < table.header_rows)
            sheet.line(xs[-1], self._top, xs[-1], bottom)
            if r >= merged - 1:
                sheet.line(xs[0], bottom, xs[-1], bottom)
            self._top = bottom
        self._top += 20

    def _regions(self, regions: Sequence[SignatureRegion]) -> None:
        if not regions:
            return
        begin = min(one.box[1] for one in regions)
        sheet = self._room(max(one.box[3] for one in regions) - begin + 20)
        down = self._top + 20 - begin
        for one in regions:
            for line in one.lines:
                sheet.text(line.box[0], line.box[1] + down + _BODY, line.text, _BODY)
            if one.signing is not None and one.signing.signed:
                name = next(line for line in reversed(one.lines) if not line.text.startswith("NIP"))
                sheet.squiggle(name.box[0] + 20, name.box[1] + down - 20)
        self._top = max(one.box[3] for one in regions) + down + 20


def _begin(one: Paragraph | Table) -> float:
    return one.box[1] if isinstance(one, Paragraph) else one.regions[0].box[1]


def _narrowest(table: Table) -> list[float]:
    """For each column the width in which its longest word has room."""
    words = [[0] for _ in range(table.width)]
    for cell in table.cells:
        words[cell.c] += [len(word) for word in cell.text.split()]
    return [10 + max(of_column) * _CELL * _WIDE for of_column in words]


def _widths(table: Table, width: float) -> list[float]:
    """The widths of the columns: what is left after the narrowest goes to those with the longest texts."""
    narrowest = _narrowest(table)
    longest = [max(len(cell.text) for cell in table.cells if cell.c == c) for c in range(table.width)]
    left = max(0.0, width - sum(narrowest))
    return [one + left * letters / max(1, sum(longest)) for one, letters in zip(narrowest, longest, strict=True)]


def _wrapped(text: str, width: float) -> list[str]:
    return textwrap.wrap(text, int((width - 6) / (_CELL * _WIDE)), break_on_hyphens=False) or [""]
