"""Whole submissions in which every figure agrees, after accidents to cells, lines, tables and pages."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import msgspec
from hypothesis import strategies as st

from extract.models import Cell, Document, Line, Table, Word
from tests.fuzz.texts import FRAGMENTS
from tests.proof.plan import plans
from tests.proof.submitted import documents

Accident = Callable[[Document, Random], Document]
NUMBERS = ("0", "-", "", "0,00", "100", "-5", "1.000.000.000.000", "99999999999999999999", "(1.000)", "12,5 %", "1,2,3")


@st.composite
def damaged(draw: st.DrawFn) -> list[Document]:
    """The documents of a submission after up to twelve accidents."""
    read = documents(draw(plans()))
    chance = draw(st.randoms(use_true_random=False))
    for _ in range(draw(st.integers(0, 12))):
        at = chance.randrange(len(read))
        read[at] = chance.choice(ACCIDENTS)(read[at], chance)
    return read


def _text(old: str, chance: Random) -> str:
    pieces = [chance.choice(FRAGMENTS) for _ in range(chance.randrange(4))]
    return chance.choice((chance.choice(NUMBERS), "".join(pieces), f"{old}{''.join(pieces)}", old[: len(old) // 2]))


def _with_text(cell: Cell, text: str) -> Cell:
    lines = tuple(Line(cell.page, (Word(part, cell.box, 9.0),)) for part in text.splitlines() if part.strip())
    return msgspec.structs.replace(cell, text=text, lines=lines)


def _in_table(change: Callable[[Table, Random], Table]) -> Accident:
    def accident(document: Document, chance: Random) -> Document:
        if not document.tables:
            return document
        at = chance.randrange(len(document.tables))
        tables = (*document.tables[:at], change(document.tables[at], chance), *document.tables[at + 1 :])
        return msgspec.structs.replace(document, tables=tables)

    return accident


def _reword(table: Table, chance: Random) -> Table:
    at = chance.randrange(len(table.cells))
    cell = table.cells[at]
    cells = (*table.cells[:at], _with_text(cell, _text(cell.text, chance)), *table.cells[at + 1 :])
    return msgspec.structs.replace(table, cells=cells)


def _swap(table: Table, chance: Random) -> Table:
    first, second = chance.choice(table.cells), chance.choice(table.cells)
    texts = {id(first): second.text, id(second): first.text}
    cells = tuple(_with_text(cell, texts.get(id(cell), cell.text)) for cell in table.cells)
    return msgspec.structs.replace(table, cells=cells)


def _lose_row(table: Table, chance: Random) -> Table:
    row = chance.randrange(table.height)
    cells = tuple(cell for cell in table.cells if cell.r != row)
    return msgspec.structs.replace(table, cells=cells or table.cells)


def _lose_cell(table: Table, chance: Random) -> Table:
    lost = chance.choice(table.cells)
    return msgspec.structs.replace(table, cells=tuple(cell for cell in table.cells if cell is not lost) or table.cells)


def _header(table: Table, chance: Random) -> Table:
    return msgspec.structs.replace(table, header_rows=chance.randrange(table.height + 1))


def _uncaptioned(table: Table, chance: Random) -> Table:
    return msgspec.structs.replace(table, caption=None)


def _twice(document: Document, chance: Random) -> Document:
    if not document.tables:
        return document
    again = msgspec.structs.replace(chance.choice(document.tables), id="again")
    return msgspec.structs.replace(document, tables=(*document.tables, again))


def _without_table(document: Document, chance: Random) -> Document:
    kept = tuple(table for table in document.tables if chance.random() > 0.3)
    return msgspec.structs.replace(document, tables=kept)


def _line(document: Document, chance: Random) -> Document:
    """Another text in the place of a line of the prose."""
    pages = list(document.pages)
    at = chance.randrange(len(pages))
    paragraphs = list(pages[at].paragraphs)
    if not paragraphs:
        return document
    which = chance.randrange(len(paragraphs))
    first, *others = paragraphs[which].lines
    text = _text(first.text, chance).strip() or "-"
    line = Line(first.page, tuple(Word(word, first.box, 9.0) for word in text.split() or ["-"]))
    paragraphs[which] = msgspec.structs.replace(paragraphs[which], lines=(line, *others))
    pages[at] = msgspec.structs.replace(pages[at], paragraphs=tuple(paragraphs))
    return msgspec.structs.replace(document, pages=tuple(pages))


def _unread(document: Document, chance: Random) -> Document:
    pages = tuple(msgspec.structs.replace(page, kind=chance.choice(("scan", page.kind))) for page in document.pages)
    return msgspec.structs.replace(document, pages=pages)


def _unsigned(document: Document, chance: Random) -> Document:
    return msgspec.structs.replace(document, signature_regions=())


ACCIDENTS: tuple[Accident, ...] = (
    *(_in_table(change) for change in (_reword, _reword, _reword, _swap, _lose_row, _lose_cell, _header, _uncaptioned)),
    *(_line, _line, _twice, _without_table, _unread, _unsigned),
)
