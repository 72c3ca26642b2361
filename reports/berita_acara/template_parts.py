"""What the templates of the berita acara are built from: letterhead, title, paragraphs, tables, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

FONT = "Arial"
BODY, SMALL, TINY = Pt(11), Pt(9), Pt(8)
WIDTH = 17.9
"""Centimetres between the margins."""

MARGIN = 70
"""Twentieths of a point between a cell's border and its text."""

CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
EPOCH = datetime(2025, 1, 1)


def new_document(title: str) -> Document:
    """An empty F4 page with the styles of all templates and a page number."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.5), Cm(33)
    section.left_margin = section.right_margin = Cm((21.5 - WIDTH) / 2)
    section.top_margin, section.bottom_margin = Cm(1.5), Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, BODY
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(0)
    normal.element.rPr.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="id-ID"/>'))
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = EPOCH
    footer = section.footer.paragraphs[0]
    footer.alignment = CENTER
    _page_number(footer)
    return document


def letterhead(document: Document) -> None:
    """The lines of the letterhead over a double rule."""
    _line(document, "{{ kop_pemerintah }}", Pt(14), bold=True)
    _line(document, "{{ kop_instansi }}", Pt(17), bold=True)
    tag(document, "for baris in kop_alamat")
    _line(document, "{{ baris }}", SMALL)
    tag(document, "endfor")
    rule = document.add_paragraph()
    rule._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:bottom w:val="thinThickSmallGap" w:sz="24" w:space="1" w:color="000000"/>'
            "</w:pBdr>"
        )
    )
    rule.paragraph_format.space_after, rule.paragraph_format.line_spacing = Pt(10), Pt(4)


def title(document: Document, *lines: str) -> None:
    """Centred bold lines."""
    for line in lines:
        _line(document, line, Pt(12), bold=True)
    document.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _line(document: Document, text: str, size: Length, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTER
    run = paragraph.add_run(text)
    run.font.size, run.bold = size, bold


def opening(document: Document, text: str) -> None:
    """A paragraph of the running text."""
    paragraph = document.add_paragraph(text)
    paragraph.alignment = JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.25)
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.line_spacing = 1.15


def heading(document: Document, text: str) -> None:
    """A bold line that stays with what follows."""
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = True
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(8), Pt(3)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.7))


def item(document: Document, text: str, left: float) -> None:
    """An item with a hanging number or letter; ``left`` is where its text begins, in centimetres."""
    paragraph = document.add_paragraph(text)
    paragraph.alignment = JUSTIFY
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(left), Cm(-0.7)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(left))
    paragraph.paragraph_format.space_after = Pt(3)


def note(document: Document, text: str) -> None:
    """A paragraph in small print."""
    paragraph = document.add_paragraph()
    paragraph.alignment = JUSTIFY
    paragraph.add_run(text).font.size = TINY
    paragraph.paragraph_format.space_before = Pt(4)


def closing(document: Document, text: str) -> None:
    """The last paragraph, which stays with the signatures."""
    opening(document, text)
    paragraph = document.paragraphs[-1]
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.paragraph_format.keep_with_next = True


def tag(container: Document | _Cell, statement: str) -> None:
    """A statement of the template language; its paragraph is gone when the template is filled."""
    container.add_paragraph(f"{{%p {statement} %}}")


def _page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    run.font.size = TINY
    for xml in (
        '<w:fldChar {} w:fldCharType="begin"/>',
        '<w:instrText {} xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar {} w:fldCharType="end"/>',
    ):
        run._r.append(parse_xml(xml.format(nsdecls("w"))))


def signatures(document: Document, left: str, right: str) -> None:
    """Both sides' signatories in pairs. A pair is a row that is never broken, so no block is split over pages."""
    table = document.add_table(rows=0, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    row(table).cells[0].paragraphs[0].add_run("{%tr for orang in penanda_tangan %}")
    cells = row(table).cells
    _signatory(cells[0], "kiri", ["", left])
    _signatory(cells[1], "kanan", ["{{ tempat_ttd }}, {{ tanggal }}", right])
    row(table).cells[0].paragraphs[0].add_run("{%tr endfor %}")


def _signatory(cell: _Cell, side: str, head: Sequence[str]) -> None:
    """One side of a pair: ``head`` stands above the first, names are level with those of the other side."""
    cell.width = Cm(WIDTH / 2)
    cell.paragraphs[0].add_run("{%p if loop.first %}")
    for line in head:
        cell.add_paragraph(line)
    tag(cell, "endif")
    tag(cell, "if orang.kiri.jabatan or orang.kanan.jabatan")
    cell.add_paragraph(f"{{{{ orang.{side}.jabatan or ' ' }}}}")
    tag(cell, "endif")
    for _ in range(3):
        cell.add_paragraph()
    tag(cell, f"if orang.{side}")
    name = cell.add_paragraph().add_run(f"{{{{ orang.{side}.nama }}}}")
    name.bold = name.underline = True
    tag(cell, f"if orang.{side}.pangkat")
    cell.add_paragraph(f"{{{{ orang.{side}.pangkat }}}}")
    tag(cell, "endif")
    cell.add_paragraph(f"NIP. {{{{ orang.{side}.nip }}}}")
    tag(cell, "endif")
    for paragraph in cell.paragraphs:
        paragraph.alignment = CENTER


def table(document: Document, widths: Sequence[float], header_rows: int) -> Table:
    """A ruled table with columns of these widths (centimetres) and empty header rows that repeat on each page."""
    table: Table = document.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(
        parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:left w:w="{MARGIN}" w:type="dxa"/><w:right w:w="{MARGIN}" w:type="dxa"/>'
            "</w:tblCellMar>"
        )
    )
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for _ in range(header_rows):
        row(table)._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    return table


def row(table: Table) -> _Row:
    """A new row that no page break cuts."""
    added: _Row = table.add_row()  # type: ignore[no-untyped-call]
    added._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    return added


def write(cell: _Cell, text: str, header: bool = False, center: bool = False) -> None:
    """Put a text into a cell, instead of the empty paragraphs that merging cells leaves behind."""
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    paragraph = cell.paragraphs[0]
    if header or center:
        paragraph.alignment = CENTER
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.font.size, run.bold = TINY if header else SMALL, header or None
    if header:
        cell._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="E7E6E6"/>')
        )
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
