"""WordprocessingML for what python-docx has no words for: tables with spans, bookmarks, floating pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from samples.plan import PlantedText

Align = Literal["left", "center", "right", "both"]
TWIPS_PER_CM = 567
EMU_PER_CM = 360_000


@dataclass(frozen=True)
class Cell:
    """A table cell; a line break in ``text`` starts a new paragraph. ``cs`` and ``rs`` are columns and rows spanned."""

    text: str = ""
    cs: int = 1
    rs: int = 1
    align: Align = "left"
    bold: bool = False
    shade: str = ""


Row = Sequence[Cell]


@dataclass(frozen=True)
class Grid:
    """A table: column widths in cm, header rows, body rows. Cells covered from above are left out of their rows.

    ``repeat`` prints the header again on every page; ``split`` lets a page break cut a row.
    """

    widths: tuple[float, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    size: float = 9
    repeat: bool = True
    split: bool = False


def run(text: str, size: float | None = None, bold: bool = False, underline: bool = False, italic: bool = False) -> str:
    """One run; a planted text is wrapped in the bookmark of its error."""
    marks = "<w:b/>" * bold + "<w:i/>" * italic + '<w:u w:val="single"/>' * underline
    if size is not None:
        marks += f'<w:sz w:val="{round(size * 2)}"/>'
    made = f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    if isinstance(text, PlantedText):
        name, at = bookmark(text.number), 1000 + text.number
        made = f'<w:bookmarkStart w:id="{at}" w:name="{name}"/>{made}<w:bookmarkEnd w:id="{at}"/>'
    return made


def bookmark(number: int) -> str:
    """The bookmark's name for a planted error."""
    return f"planted{number}"


def paragraph(
    runs: str, align: Align = "left", before: float = 0, after: float = 0, line: float = 1.0, extra: str = ""
) -> str:
    """One paragraph; ``before`` and ``after`` in points, ``line`` in lines, ``extra`` more paragraph properties."""
    spacing = f'<w:spacing w:before="{before * 20:.0f}" w:after="{after * 20:.0f}" w:line="{line * 240:.0f}"/>'
    return f'<w:p><w:pPr>{spacing}{extra}<w:jc w:val="{align}"/></w:pPr>{runs}</w:p>'


def gap(points: float) -> str:
    """An empty paragraph about ``points`` high."""
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{points * 20:.0f}" w:lineRule="exact"/>'
        '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
    )


def element(xml: str) -> BaseOxmlElement:
    """Parse a fragment whose first tag has no namespace declarations yet."""
    end = min(at for at in (xml.find(">"), xml.find(" ")) if at > 0)
    return parse_xml(f"{xml[:end]} {nsdecls('w', 'wp', 'a', 'pic', 'r')}{xml[end:]}")


def _tc(width: int, span: int, merge: str, cell: Cell | None, size: float) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    if merge:
        properties += f'<w:vMerge w:val="{merge}"/>'
    if cell is None:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph('')}</w:tc>"
    if cell.shade:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.shade}"/>'
    if cell.align == "center" and cell.bold:
        properties += '<w:vAlign w:val="center"/>'
    lines = [cell.text] if isinstance(cell.text, PlantedText) else cell.text.split("\n")
    content = "".join(paragraph(run(line, size, cell.bold), cell.align, 1, 1) for line in lines)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _rows(grid: Grid) -> str:
    widths = [round(width * TWIPS_PER_CM) for width in grid.widths]
    open_spans: dict[int, tuple[int, int]] = {}  # column -> rows still to cover, columns spanned
    rows = []
    for index, row in enumerate((*grid.head, *grid.body)):
        cells, waiting, column = [], list(row), 0
        while column < len(widths):
            if column in open_spans:
                left, span = open_spans.pop(column)
                cells.append(_tc(sum(widths[column : column + span]), span, "continue", None, grid.size))
                if left > 1:
                    open_spans[column] = (left - 1, span)
            else:
                if not waiting:
                    raise ValueError(f"row {index} has too few cells: {[cell.text for cell in row]}")
                cell = waiting.pop(0)
                span = cell.cs
                merge = "restart" if cell.rs > 1 else ""
                cells.append(_tc(sum(widths[column : column + span]), span, merge, cell, grid.size))
                if cell.rs > 1:
                    open_spans[column] = (cell.rs - 1, span)
            column += span
        if waiting or column != len(widths):
            raise ValueError(f"row {index} does not fit the columns: {[cell.text for cell in row]}")
        header = "<w:tblHeader/>" if grid.repeat and index < len(grid.head) else ""
        rows.append(f"<w:tr><w:trPr>{'' if grid.split else '<w:cantSplit/>'}{header}</w:trPr>{''.join(cells)}</w:tr>")
    return "".join(rows)


def table(grid: Grid, borders: bool = True) -> str:
    """The table's XML; raises ValueError when spans and columns do not fit together."""
    style = "single" if borders else "none"
    sides = "".join(
        f'<w:{side} w:val="{style}" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{round(width * TWIPS_PER_CM)}"/>' for width in grid.widths)
    total = round(sum(grid.widths) * TWIPS_PER_CM)
    margins = '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{_rows(grid)}</w:tbl>"
    )


def floating_picture(relation: str, number: int, size: tuple[float, float], offset: tuple[float, float]) -> str:
    """A run with a picture in front of the text; size and offset from the paragraph's left and top in cm."""
    width, height = (round(side * EMU_PER_CM) for side in size)
    x, y = (round(side * EMU_PER_CM) for side in offset)
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{1000 + number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:wrapNone/><wp:docPr id="{number}" name="Gambar {number}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Gambar {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )
