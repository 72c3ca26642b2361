"""A raw grid to a typed table: columns with roles, rows with kinds, numbers with their notation."""

from __future__ import annotations

import msgspec

import extract.models as raw
from normalize import dates
from normalize.bodies import typed_rows
from normalize.columns import with_roles
from normalize.grids import Grid, one_line
from normalize.headers import columns, label_starts, read_header
from normalize.kinds import kind_of
from normalize.models import Source, Table
from normalize.rows import source_of


def typed_table(table: raw.Table, document: str, segment: str) -> Table:
    """Type the grid ``table`` of ``document`` (path), which lies in the segment with id ``segment``.

    Year and period are those of the caption, None when it names none or several years. Works on any grid; one of which
    nothing is understood gets no roles and the kind ``lainnya``.
    """
    grid = Grid(table)
    header = read_header(grid, table.header_rows)
    caption = one_line(table.caption.text) if table.caption else ""
    plain = columns(grid, header)
    texts = {column.index: grid.column(column.index, header.rows) for column in plain}
    typed = with_roles(plain, texts, label_starts(grid, header), caption)
    rows = typed_rows(grid, header, typed, document)
    years = set(dates.find_years(caption))
    return Table(
        id=table.id,
        document=document,
        pages=table.pages,
        kind=kind_of(typed, rows, caption),
        columns=typed,
        rows=tuple(rows),
        segment=segment,
        caption=caption,
        caption_at=_caption_at(table, document),
        year=years.pop() if len(years) == 1 else None,
        period=dates.find_period(caption),
        header_rows=header.rows,
    )


def _caption_at(table: raw.Table, document: str) -> Source | None:
    if table.caption is None:
        return None
    lines = table.caption.lines
    return msgspec.structs.replace(source_of(document, lines), box=table.caption.box, text=table.caption.text)
