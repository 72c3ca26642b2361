"""The tables of a document out of the parts on its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.captions import caption_of
from extract.cells import Part
from extract.models import Paragraph, Region, SignatureRegion, Table
from extract.sheets import Sheet
from extract.sideways import Turn
from extract.stitch import continues, join


def tables_of(
    sheets: Sequence[Sheet],
    prose: dict[int, list[Paragraph]],
    signatures: dict[int, list[SignatureRegion]],
    engine: str,
) -> list[Table]:
    """The tables of all pages, those that go on over a page break joined."""
    tables: list[tuple[Part, list[Region], Paragraph | None]] = []
    open_end: Part | None = None  # the last part of the page before, if nothing follows it there
    for sheet in sheets:
        for i, part in enumerate(sheet.parts):
            above = [p for p in prose[sheet.number] if p.box[3] <= part.box[1] + 4]
            signed = max((s.box[3] for s in signatures[sheet.number] if s.box[3] <= part.box[1] + 4), default=0.0)
            below_last = max(signed, sheet.parts[i - 1].box[3] if i else 0.0)
            above = [p for p in above if p.box[1] >= below_last - 4]
            first = i == 0 and not any(line.box[3] <= part.box[1] + 4 for line in sheet.lines)
            if first and open_end is not None and continues(open_end, part):
                _, regions, caption = tables[-1]
                tables[-1] = (join(open_end, part), [*regions, part.region], caption)
            else:
                tables.append((part, [part.region], caption_of(part.box, above, sheet.width)))
        if sheet.parts:
            last = sheet.parts[-1]
            ends = all(line.box[1] < last.box[3] for line in sheet.lines)
            open_end = tables[-1][0] if ends else None
        elif sheet.lines or sheet.kind != "blank":
            open_end = None
    turns = {sheet.number: sheet.turn for sheet in sheets}
    return [
        _table(f"t{number:03}", part, regions, caption, engine, turns)
        for number, (part, regions, caption) in enumerate(tables, start=1)
    ]


def _table(
    name: str,
    part: Part,
    regions: Sequence[Region],
    caption: Paragraph | None,
    engine: str,
    turns: Mapping[int, Turn | None],
) -> Table:
    """The finished table, in the coordinates of the pages as displayed."""
    return Table(
        id=name,
        regions=tuple(turn.region(r) if (turn := turns[r.page]) else r for r in regions),
        cells=tuple(turn.cell(c) if (turn := turns[c.page]) else c for c in part.cells),
        header_rows=part.header_rows,
        caption=turn.paragraph(caption) if caption and (turn := turns[caption.page]) else caption,
        engine=f"{engine}:{part.method}",
    )
