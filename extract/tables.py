"""The tables of a document out of the parts on its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.captions import caption_of
from extract.cells import Part
from extract.models import Box, Paragraph, Region, SignatureRegion, Table, union
from extract.sheets import Sheet
from extract.sideways import Turn
from extract.stacked import parted
from extract.stitch import continues, join


def tables_of(
    sheets: Sequence[Sheet],
    prose: dict[int, list[Paragraph]],
    signatures: dict[int, list[SignatureRegion]],
    engine: str,
) -> list[Table]:
    """The tables of all pages: those that go on over a page break joined, those that are stacked parted."""
    tables: list[tuple[Part, Paragraph | None]] = []
    open_end = False  # whether the last table may go on: nothing follows it on its page
    for sheet in sheets:
        for i, part in enumerate(sheet.parts):
            first = i == 0 and not any(line.box[3] <= part.box[1] + 4 for line in sheet.lines)
            if first and open_end and continues(tables[-1][0], part):
                tables[-1] = (join(tables[-1][0], part), tables[-1][1])
            else:
                caption = caption_of(
                    part.box, _above(sheet, i, prose[sheet.number], signatures[sheet.number]), sheet.width
                )
                tables.append((part, caption))
        if sheet.parts:
            open_end = all(line.box[1] < sheet.parts[-1].box[3] for line in sheet.lines)
        elif sheet.lines or sheet.kind != "blank":
            open_end = False
    turns = {sheet.number: sheet.turn for sheet in sheets}
    single = [(piece, caption if n == 0 else None) for part, caption in tables for n, piece in enumerate(parted(part))]
    engines = {sheet.number: "+".join(sheet.readers) or engine for sheet in sheets}
    return [_table(f"t{n:03}", part, caption, engines, turns) for n, (part, caption) in enumerate(single, start=1)]


def _above(sheet: Sheet, i: int, prose: Sequence[Paragraph], signatures: Sequence[SignatureRegion]) -> list[Paragraph]:
    """The paragraphs between a page's part ``i`` and what stands above it: another table, or signatories."""
    top = sheet.parts[i].box[1] + 4
    ends = [region.box[3] for region in signatures if region.box[3] <= top]
    if i:
        ends.append(sheet.parts[i - 1].box[3])
    start = max(ends, default=0.0) - 4
    return [paragraph for paragraph in prose if paragraph.box[3] <= top and paragraph.box[1] >= start]


def _table(
    name: str, part: Part, caption: Paragraph | None, engines: Mapping[int, str], turns: Mapping[int, Turn | None]
) -> Table:
    """The finished table, in the coordinates of the pages as displayed."""
    boxes: dict[int, list[Box]] = {}
    for cell in part.cells:
        boxes.setdefault(cell.page, []).append(cell.box)
    regions = [Region(page, union(found)) for page, found in boxes.items()]
    return Table(
        id=name,
        regions=tuple(turn.region(r) if (turn := turns[r.page]) else r for r in regions),
        cells=tuple(turn.cell(c) if (turn := turns[c.page]) else c for c in part.cells),
        header_rows=part.header_rows,
        caption=turn.paragraph(caption) if caption and (turn := turns[caption.page]) else caption,
        engine=f"{engines[part.cells[0].page]}:{part.method}",
    )
