"""Raw tables for tests, drawn as text."""

from collections.abc import Mapping

import msgspec

from extract.models import Cell, Line, Paragraph, Reading, Region, Table, Word


def drawn(drawing: str, header_rows: int = 1, caption: str = "") -> Table:
    """A grid from a drawing with one row per line and cells between bars.

    ``<`` goes on with the cell on the left, ``^`` with the one above, ``/`` between spaces is a line break in a cell.
    """
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in drawing.strip().splitlines()]
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            owners[r, c] = owners[r, c - 1] if text == "<" else owners[r - 1, c] if text == "^" else (r, c)
    cells = []
    for r, c in dict.fromkeys(owners.values()):
        covered = [place for place, owner in owners.items() if owner == (r, c)]
        rs, cs = max(place[0] for place in covered) - r + 1, max(place[1] for place in covered) - c + 1
        box = (100.0 * c, 20.0 * r, 100.0 * (c + cs), 20.0 * (r + rs))
        texts = rows[r][c].split(" / ")
        lines = tuple(
            Line(1, (Word(text, (box[0], box[1] + i, box[2], box[1] + i + 1)),)) for i, text in enumerate(texts)
        )
        cells.append(Cell(r, c, rs, cs, "\n".join(texts), 1, box, lines))
    title = Paragraph("caption", (Line(1, (Word(caption, (0.0, 0.0, 100.0, 10.0)),)),)) if caption else None
    return Table("t001", (Region(1, (0.0, 0.0, 600.0, 800.0)),), tuple(cells), header_rows, title)


def scanned(table: Table, seen: Mapping[str, str], engine: str = "rapidocr", second: str = "tesseract") -> Table:
    """``table`` as if read from a picture by ``engine``; ``seen`` is what the ``second`` reader saw for some words."""

    def reread(word: Word) -> Word:
        others = (Reading(second, seen[word.text], 0.9),) if word.text in seen else ()
        return msgspec.structs.replace(word, source=engine, confidence=0.9, others=others)

    def line(one: Line) -> Line:
        return msgspec.structs.replace(one, words=tuple(map(reread, one.words)))

    cells = tuple(
        msgspec.structs.replace(cell, source=engine, confidence=0.9, lines=tuple(map(line, cell.lines)))
        for cell in table.cells
    )
    return msgspec.structs.replace(table, cells=cells)
