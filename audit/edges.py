"""Rows at the edge of a page, which the page break may have cut in two."""

from __future__ import annotations

from normalize.models import Row, Table


def at_page_edge(table: Table, row: Row) -> bool:
    """Whether a row is the first or last of its page in a table that goes on over the page break there."""
    if len(table.pages) < 2:
        return False
    at = table.rows.index(row)
    page = _page(row)
    return any(_page(one) != page for one in table.rows[max(at - 1, 0) : at + 2])


def _page(row: Row) -> int | None:
    printed = (value.at.page for value in row.values.values() if value.text.strip())
    return next(printed, None)
