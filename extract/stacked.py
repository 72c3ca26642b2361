"""Tables printed on top of each other without a gap: parted where a header begins."""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec

from extract.cells import Part
from extract.headers import header_rows
from extract.models import union
from extract.stitch import row_texts

_FIRST_LABEL = re.compile(r"^(?:no|no\.|nomor|no\s+urut)$", re.IGNORECASE)


def parted(part: Part) -> list[Part]:
    """The tables stacked in ``part``, top to bottom; just the part itself when it is one table.

    A table begins anew at a row that opens with "No" as headers do, has no figures, and is not the header of the
    table above once more.
    """
    header = row_texts(part, 0)
    cuts = [
        r for r in range(max(part.header_rows, 1), part.height - 1) if _opens(part, r) and row_texts(part, r) != header
    ]
    cuts = [r for r in cuts if not any(cell.r < r < cell.r + cell.rs for cell in part.cells)]
    if not cuts:
        return [part]
    tables = [_slice(part, start, end) for start, end in zip([0, *cuts], [*cuts, part.height], strict=True)]
    for table in tables:
        table.header_rows = header_rows(table)
    return tables


def _opens(part: Part, r: int) -> bool:
    row = [cell for cell in part.row(r) if cell.text]
    return (
        len(row) >= 2
        and bool(_FIRST_LABEL.match(row[0].text.strip()))
        and not any(char.isdigit() for cell in row for char in cell.text)
    )


def _slice(part: Part, start: int, end: int) -> Part:
    inside = [cell for cell in part.cells if start <= cell.r < end]
    borders = sorted({i for cell in inside for i in (cell.c, cell.c + cell.cs)})
    place = {i: n for n, i in enumerate(borders)}
    cells = [
        msgspec.structs.replace(cell, r=cell.r - start, c=place[cell.c], cs=place[cell.c + cell.cs] - place[cell.c])
        for cell in inside
    ]
    shaded = {(r - start, place[c]) for r, c in part.shaded if start <= r < end and c in place}
    xs = tuple(part.xs[i] for i in borders)
    return replace(part, box=union(cell.box for cell in inside), xs=xs, cells=cells, shaded=shaded)
