"""Rows at the edge of a page, which the page break may have cut in two."""

from __future__ import annotations

from normalize.models import Row, Table


def at_page_edge(table: Table, row: Row) -> bool:
    """Whether a row is the first or last of its page in a table that goes on over the page break there."""
    if len(table.pages) < 2:
        return False
    pages = [_page(one) for one in table.rows]
    at = table.rows.index(row)
    page = pages[at]
    before, after = pages[at - 1] if at else page, pages[at + 1] if at + 1 < len(pages) else page
    return before != page or after != page


def _page(row: Row) -> int | None:
    printed = (value.at.page for value in row.values.values() if value.text.strip())
    return next(printed, None)
