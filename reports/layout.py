"""Where the tables of the documents lie, where their headers stand, and which way the text of a page runs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence

import msgspec

from audit.models import Evidence
from extract.models import Box, Line, Table, union
from normalize.models import Table as TypedTable
from reports.pages import PageKey


class TablePart(msgspec.Struct, frozen=True):
    """The part of a table that lies on one page (``region``), and its header, which stands on ``header_page``.

    ``column`` and ``header_column`` are boxes on these two pages that begin at the same border of a column. Boxes are
    those of the pages as displayed; ``cells`` are all that begin on the page.
    """

    page: PageKey
    region: Box
    cells: tuple[Box, ...]
    header_page: PageKey
    header: Box
    column: Box
    header_column: Box

    @property
    def continued(self) -> bool:
        return self.page != self.header_page


class Layout(msgspec.Struct, frozen=True):
    """The parts of tables on each page, and the pages that do not stand upright, with the direction of their text.

    The direction is that of the text as displayed: 90 upwards, 180 on its head, 270 downwards.
    """

    parts: dict[PageKey, tuple[TablePart, ...]]
    turns: dict[PageKey, int]

    def part_at(self, evidence: Evidence) -> TablePart | None:
        """The part of a table around the middle of the evidence."""
        x, y = (evidence.bbox[0] + evidence.bbox[2]) / 2, (evidence.bbox[1] + evidence.bbox[3]) / 2
        for part in self.parts.get((evidence.document, evidence.page), ()):
            x0, top, x1, bottom = part.region
            if x0 <= x <= x1 and top <= y <= bottom:
                return part
        return None

    def pages(self, evidences: Iterable[Evidence]) -> set[PageKey]:
        """The pages that show the evidences and the headers of their tables."""
        wanted = set()
        for evidence in evidences:
            part = self.part_at(evidence)
            wanted |= {(evidence.document, evidence.page), *([part.header_page] if part else [])}
        return wanted

    def on(self, pages: Container[PageKey]) -> Layout:
        """The layout of some of the pages."""
        return Layout(
            {page: parts for page, parts in self.parts.items() if page in pages},
            {page: turn for page, turn in self.turns.items() if page in pages},
        )


def layout(grids: Mapping[str, Sequence[Table]], typed: Iterable[TypedTable]) -> Layout:
    """The layout of all documents (path -> grids); what is known of a typed table's header comes before its grid's."""
    rows = {(table.document, table.id): table.header_rows for table in typed}
    parts: dict[PageKey, list[TablePart]] = defaultdict(list)
    lines: dict[PageKey, list[Line]] = defaultdict(list)
    for document, found in grids.items():
        for grid in found:
            for part in _parts(document, grid, rows.get((document, grid.id), grid.header_rows)):
                parts[part.page].append(part)
            for cell in grid.cells:
                for line in cell.lines:
                    lines[document, line.page].append(line)
    turns = {page: turn for page, on_page in lines.items() if (turn := _direction(on_page))}
    return Layout({page: tuple(on_page) for page, on_page in parts.items()}, turns)


def _parts(document: str, grid: Table, header_rows: int) -> list[TablePart]:
    first = grid.regions[0]
    header = [cell.box for cell in grid.cells if cell.r < header_rows and cell.page == first.page]
    top = union(header) if header else (*first.box[:3], first.box[1])
    columns: dict[int, dict[int, Box]] = defaultdict(dict)  # page -> column -> a cell that begins there
    cells: dict[int, list[Box]] = defaultdict(list)
    for cell in grid.cells:
        cells[cell.page].append(cell.box)
        columns[cell.page].setdefault(cell.c, cell.box)
    parts = []
    for region in grid.regions:
        # merged cells that go on over the break belong to the first page, so the leftmost columns may be missing here
        shared = sorted(columns[region.page].keys() & columns[first.page].keys())
        here, there = (columns[page][shared[0]] for page in (region.page, first.page)) if shared else [first.box] * 2
        page, header_page = (document, region.page), (document, first.page)
        parts.append(TablePart(page, region.box, tuple(cells[region.page]), header_page, top, here, there))
    return parts


def _direction(lines: Iterable[Line]) -> int:
    """The direction in which most lines of several words run."""
    votes: Counter[int] = Counter()
    for line in lines:
        first, last = line.words[0].box, line.words[-1].box
        right, down = last[0] + last[2] - first[0] - first[2], last[1] + last[3] - first[1] - first[3]
        if abs(right) > abs(down):
            votes[0 if right > 0 else 180] += 1
        elif down:
            votes[270 if down > 0 else 90] += 1
    return votes.most_common(1)[0][0] if votes else 0
