"""Documents made line by line: pages of titles, running text and signature blocks, as extract hands them over."""

from __future__ import annotations

from collections.abc import Sequence

from extract.models import Box, Cell, Document, Line, Mark, Page, Paragraph, Region, SignatureRegion, Table, Word, union
from normalize.models import PkParty, Segment, SignatureBlock
from normalize.segments import segment
from normalize.signatures import pk_parties, signature_blocks
from normalize.titles import read_signs

WIDTH, HEIGHT = 595.0, 842.0
CLAUSE = (
    "Dalam rangka mewujudkan manajemen pemerintahan yang efektif kami yang bertanda tangan di bawah ini:",
    "Nama : {name}",
    "Jabatan : {position}",
    "selanjutnya disebut pihak pertama",
    "Nama : {chief}",
    "Jabatan : {chief_position}",
    "selaku atasan pihak pertama, selanjutnya disebut pihak kedua",
)


def line(text: str, top: float, x0: float | None = None, page: int = 1, size: float = 11, bold: bool = False) -> Line:
    """A line; in the middle of the page when ``x0`` is None. A character is half as wide as the font is high."""
    if x0 is None:
        x0 = WIDTH / 2 - len(text) * size / 4
    words, at = [], x0
    for word in text.split():
        words.append(Word(word, (at, top, at + len(word) * size / 2, top + size), size, bold))
        at += (len(word) + 1) * size / 2
    return Line(page, tuple(words))


class Sheet:
    """A page that is written from top to bottom."""

    def __init__(self, number: int, top: float = 75) -> None:
        self.number, self.top = number, top
        self.lines: list[Line] = []

    def title(self, *texts: str) -> Sheet:
        for text in texts:
            self._put(line(text, self.top, page=self.number, size=14, bold=True))
        return self

    def text(self, *texts: str) -> Sheet:
        for text in texts:
            self._put(line(text, self.top, 77, self.number))
        return self

    def prose(self, text: str = "Pemerintah daerah menyelenggarakan urusan yang menjadi kewenangannya.") -> Sheet:
        return self.text(*[f"{text} Uraian berikutnya menjelaskan hal itu."] * 12)

    def clause(self, name: str, position: str, chief: str = "SURYA", chief_position: str = "Bupati Lautan") -> Sheet:
        facts = {"name": name, "position": position, "chief": chief, "chief_position": chief_position}
        return self.text(*(text.format(**facts) for text in CLAUSE))

    def _put(self, new: Line) -> None:
        self.lines.append(new)
        self.top += 20

    def page(self) -> Page:
        paragraphs = tuple(Paragraph("heading" if one.bold else "text", (one,)) for one in self.lines)
        return Page(self.number, WIDTH, HEIGHT, "digital" if self.lines else "scan", paragraphs)


def document(
    sheets: Sequence[Sheet],
    regions: Sequence[SignatureRegion] = (),
    tables: Sequence[Table] = (),
    path: str = "berkas.pdf",
) -> Document:
    return Document(path, "0" * 64, tuple(s.page() for s in sheets), tuple(tables), tuple(regions))


def region(page: int, x0: float, *rows: tuple[float, str], marks: Sequence[Mark] = ()) -> SignatureRegion:
    """The block of a signatory: ``rows`` are tops and texts."""
    lines = tuple(line(text, top, x0, page) for top, text in rows)
    return SignatureRegion(page, union(one.box for one in lines), lines, tuple(marks))


def table(
    rows: Sequence[Sequence[str]], page: int = 1, top: float = 300, caption: str | None = None, id_: str = "t001"
) -> Table:
    """A grid without spans whose first row is its header."""
    cells, width = [], (WIDTH - 154) / len(rows[0])
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            box: Box = (77 + c * width, top + 20 * r, 77 + (c + 1) * width, top + 20 * r + 20)
            lines = (line(text, box[1] + 4, box[0] + 4, page, 8),) if text else ()
            cells.append(Cell(r, c, 1, 1, text, page, box, lines))
    box = (77.0, top, WIDTH - 77, top + 20 * len(rows))
    above = Paragraph("caption", (line(caption, top - 20, page=page, bold=True),)) if caption else None
    return Table(id_, (Region(page, box),), tuple(cells), 1, above, "test")


def segments_of(file: Document) -> list[Segment]:
    """The segments of ``file`` from the signs of its pages."""
    return segment(file, read_signs(file))


def parties_of(file: Document) -> list[PkParty]:
    """The persons that the clauses of ``file`` name."""
    return pk_parties(file.path, segments_of(file), read_signs(file))


def blocks_of(file: Document) -> list[SignatureBlock]:
    """The signature blocks of ``file``."""
    return signature_blocks(file, segments_of(file), parties_of(file))
