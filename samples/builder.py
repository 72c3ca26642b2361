"""A Word document as an office writes it: cover, chapters, captions, ruled tables, signature blocks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from samples import ink, wml
from samples.people import Person
from samples.wml import Align, Cell, Grid, paragraph, run

A4 = (21.0, 29.7)
F4 = (21.5, 33.0)


@dataclass(frozen=True)
class Look:
    """How a document is set: font, size in points, paper in cm."""

    font: str = "Liberation Serif"
    size: float = 12
    paper: tuple[float, float] = A4
    line: float = 1.3


@dataclass(frozen=True)
class Block:
    """One signatory's block, from the line above the ink (role, or place and date first) to the NIP."""

    above: tuple[str, ...]
    person: Person
    name: str
    nip: str
    signed: bool = True
    stamped: bool = False


class Report:
    """Collects the parts of one document in reading order.

    ``text_width`` is the room between the margins of the present section, in cm.
    """

    text_width: float

    def __init__(self, look: Look) -> None:
        self.look = look
        self._doc = docx.Document()
        self._pictures = 0
        normal = self._doc.styles["Normal"]
        normal.font.name, normal.font.size = look.font, Pt(look.size)
        for level in (1, 2, 3):
            style = self._doc.styles[f"Heading {level}"]
            fonts = style.element.rPr.rFonts
            for name in list(fonts.attrib):
                del fonts.attrib[name]
            for name in ("ascii", "hAnsi", "cs"):
                fonts.set(qn(f"w:{name}"), look.font)
            style.font.size, style.font.bold = Pt(look.size + (1 if level == 1 else 0)), True
            style.font.color.rgb = RGBColor(0, 0, 0)
        self._page(self._doc.sections[0], landscape=False)
        self._footer()

    def _page(self, section: docx.section.Section, landscape: bool) -> None:
        width, height = self.look.paper[::-1] if landscape else self.look.paper
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(width), Cm(height)
        left, right = 2 if landscape else 2.75, 2
        section.left_margin, section.right_margin = Cm(left), Cm(right)
        self.text_width = width - left - right
        section.top_margin = section.bottom_margin = Cm(2.3)

    def _footer(self) -> None:
        section = self._doc.sections[0]
        section.different_first_page_header_footer = True
        field = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        section.footer.paragraphs[0]._p.addprevious(wml.element(paragraph(field, "center")))

    def _add(self, xml: str) -> None:
        self._doc.element.body.insert_element_before(wml.element(xml), "w:sectPr")

    def section(self, landscape: bool) -> None:
        """Start a new page in the given orientation."""
        self._page(self._doc.add_section(WD_SECTION.NEW_PAGE), landscape)

    def page_break(self) -> None:
        self._add('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')

    def cover(self, title: Sequence[str], office: Sequence[str]) -> None:
        """A title page: the title lines in the upper half, the office at the foot."""
        for number, text in enumerate(title):
            self._add(paragraph(run(text, 18, True), "center", 150 if number == 0 else 0, 8))
        for number, text in enumerate(office):
            self._add(paragraph(run(text, 14, True), "center", 260 if number == 0 else 0, 4))
        self.page_break()

    def title(self, *lines: str) -> None:
        """A centred bold title that opens a document."""
        for number, text in enumerate(lines):
            self._add(
                paragraph(run(text, self.look.size + 1, True), "center", 0, 12 if number == len(lines) - 1 else 2)
            )

    def chapter(self, number: str, name: str) -> None:
        """A chapter heading on a new page: "BAB I" over its name."""
        for text, extra in ((f"BAB {number}", "<w:pageBreakBefore/>"), (name, "")):
            made = paragraph(run(text), "center", 0, 3 if extra else 12, extra=extra)
            self._add(made.replace("<w:pPr>", '<w:pPr><w:pStyle w:val="Heading1"/>', 1))

    def heading(self, text: str, level: int = 2) -> None:
        made = paragraph(run(text), "left", 8, 4, extra="<w:keepNext/>")
        self._add(made.replace("<w:pPr>", f'<w:pPr><w:pStyle w:val="Heading{level}"/>', 1))

    def para(self, *parts: str, indent: bool = True, align: Align = "both") -> None:
        """A paragraph of running text; several parts so that a planted text can stand inside."""
        extra = '<w:ind w:firstLine="567"/>' if indent else ""
        self._add(paragraph("".join(run(part) for part in parts), align, 0, 6, self.look.line, extra))

    def field(self, name: str, value: str) -> None:
        """A line "name : value" with the values below one another."""
        extra = '<w:tabs><w:tab w:val="left" w:pos="1700"/></w:tabs>'
        tab = "<w:r><w:tab/></w:r>"
        self._add(paragraph(run(name) + tab + run(": ") + run(value), "left", 0, 2, self.look.line, extra))

    def items(self, texts: Sequence[str], marks: str = "1.") -> None:
        """A list numbered like ``marks``: "1." or "a."."""
        for number, text in enumerate(texts):
            mark = f"{number + 1}." if marks == "1." else f"{chr(ord('a') + number)}."
            extra = '<w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs><w:ind w:left="567" w:hanging="425"/>'
            tabbed = run(mark) + "<w:r><w:tab/></w:r>" + run(text)
            self._add(paragraph(tabbed, "both", 0, 2, self.look.line, extra))
        self._add(wml.gap(6))

    def caption(self, *lines: str) -> None:
        """Centred bold lines kept with the table below."""
        for number, text in enumerate(lines):
            made = run(text, self.look.size - 1, True)
            self._add(paragraph(made, "center", 6 if number == 0 else 0, 3, extra="<w:keepNext/>"))

    def table(self, grid: Grid, space: bool = True) -> None:
        """A ruled table; without ``space`` the next table follows with hardly a gap."""
        self._add(wml.table(grid))
        self._add(wml.gap(14 if space else 3))

    def signatures(self, left: Block | None, right: Block | None) -> None:
        """Two signature blocks side by side (or one); the rows line up as in a borderless Word table."""
        half = self.text_width / 2
        blocks = (left, right)
        height = max(len(block.above) for block in blocks if block)
        contents: list[list[str]] = []
        for line in range(height):
            texts = [_above(block, line - height) for block in blocks]
            contents.append([paragraph(run(text, self.look.size), "center") for text in texts])
        contents.append([self._ink(block, half) for block in blocks])
        contents.append([self._named(block) for block in blocks])
        grid = Grid((half, half), (), tuple([Cell(), Cell()] for _ in contents))
        table = wml.element(wml.table(grid, borders=False))
        for row, made_cells in zip(table.iter(qn("w:tr")), contents, strict=True):
            for cell, content in zip(row.iter(qn("w:tc")), made_cells, strict=True):
                cell.remove(cell.find(qn("w:p")))
                for made in wml.element(f"<w:body>{content}</w:body>"):
                    cell.append(made)
        self._doc.element.body.insert_element_before(table, "w:sectPr")
        self._add(wml.gap(2))

    def _ink(self, block: Block | None, width: float) -> str:
        pictures = ""
        if block and block.signed:
            pictures = self._picture(ink.signature(block.person.ink), (4.6, 2.1), (width / 2 - 2.1, 0.0))
            if block.stamped:
                pictures += self._picture(ink.stamp(block.person.ink), (2.7, 2.7), (width / 2 - 3.6, -0.5))
        return paragraph(pictures, "center") + paragraph(run("")) * 2

    def _named(self, block: Block | None) -> str:
        if block is None:
            return paragraph("")
        made = paragraph(run(block.name, bold=True, underline=True), "center")
        if block.person.rank:
            made += paragraph(run(block.person.rank), "center")
        if block.nip:
            made += paragraph(run("NIP. ") + run(block.nip), "center")
        return made

    def _picture(self, png: bytes, size: tuple[float, float], offset: tuple[float, float]) -> str:
        self._pictures += 1
        relation, _ = self._doc.part.get_or_add_image(io.BytesIO(png))
        return wml.floating_picture(relation, self._pictures, size, offset)

    def save(self, path: Path) -> None:
        self._doc.save(str(path))


def _above(block: Block | None, place: int) -> str:
    """The line at ``place`` counted from the ink upwards (-1 is the one right above); empty where there is none."""
    return block.above[place] if block and -place <= len(block.above) else ""
