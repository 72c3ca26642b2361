"""What is measured: a loader per tool, which imports its library and returns the function to be timed.

Cells come with the spans that a tool tells; settings other than the defaults are those named in docs/benchmarks.md.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.relations import Cell, Table

if TYPE_CHECKING:
    from PIL.Image import Image

    from extract.engines.base import Engine

Box = tuple[int, int, int, int]
Reader = Callable[[Path], list[Table]]

DPI = 200
"""At which pages are drawn for readers of pictures."""


def ours_default() -> Reader:
    """This project with the engine it takes by itself: PDFium, or pdfplumber where PDFium cannot open the file."""
    return _ours(None)


def ours_pdfplumber() -> Reader:
    """This project with pdfplumber's characters and lines."""
    from extract.engines.plumber import PlumberEngine

    return _ours(PlumberEngine())


def _ours(engine: Engine | None) -> Reader:
    from extract.reader import read

    def run(path: Path) -> list[Table]:
        return [
            [Cell(cell.r, cell.c, cell.rs, cell.cs, cell.text, cell.page) for cell in table.cells]
            for table in read(path, path.name, engine=engine).tables
        ]

    return run


def pdfplumber_default() -> Reader:
    """``extract_tables`` with its defaults, every page closed after use."""
    import pdfplumber

    def run(path: Path) -> list[Table]:
        tables: list[Table] = []
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                for rows in page.extract_tables():
                    tables.append(_plain(rows, page.page_number))
                page.close()
        return tables

    return run


def camelot_lattice() -> Reader:
    """Camelot's parser for ruled tables."""
    return _camelot(flavor="lattice", line_scale=60, split_text=True)


def camelot_hybrid() -> Reader:
    """Camelot's parser for tables with and without lines."""
    return _camelot(flavor="hybrid")


def _camelot(**settings: object) -> Reader:
    import camelot

    def run(path: Path) -> list[Table]:
        found = camelot.read_pdf(str(path), pages="all", suppress_stdout=True, **settings)
        return [_walled(table.cells, table.page) for table in found]

    return run


def img2table_pdf() -> Reader:
    """Img2table on rendered pages, the text from the PDF."""
    from img2table.document import PDF

    def run(path: Path) -> list[Table]:
        found = PDF(src=str(path)).extract_tables(borderless_tables=True)
        return [_merged(table.content, page + 1) for page, tables in found.items() for table in tables]

    return run


def typed_rows() -> Reader:
    """The whole way of this project from the file to typed rows, its default engine."""
    from extract.reader import read
    from normalize.build import build

    def run(path: Path) -> list[Table]:
        build(path.stem, path.name, [read(path, path.name)])
        return []

    return run


def plain_pdfplumber() -> Reader:
    """``extract_text`` and ``extract_tables`` of every page, which is closed after use."""
    import pdfplumber

    def run(path: Path) -> list[Table]:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_text()
                page.extract_tables()
                page.close()
        return []

    return run


def tesseract_pages() -> Reader:
    """Tesseract on whole pages."""
    import pytesseract

    def run(path: Path) -> list[Table]:
        return [
            _lines(pytesseract.image_to_string(picture, lang="eng", config=f"--dpi {DPI}").splitlines(), page)
            for page, picture in enumerate(_pictures(path), start=1)
        ]

    return run


def rapidocr_pages() -> Reader:
    """RapidOCR's own pipeline on whole pages, one thread."""
    from rapidocr import RapidOCR

    one = {"intra_op_num_threads": 1, "inter_op_num_threads": 1}
    engine = RapidOCR(params={f"EngineConfig.onnxruntime.{name}": threads for name, threads in one.items()})

    def run(path: Path) -> list[Table]:
        return [
            _lines(engine(picture.convert("RGB")).txts or (), page)
            for page, picture in enumerate(_pictures(path), start=1)
        ]

    return run


def ocrmypdf_camelot(only_without_text: bool = False) -> Reader:
    """OCRmyPDF, which lays Tesseract's text under the pages turned and made level, then Camelot for ruled tables."""
    import ocrmypdf

    tables = camelot_lattice()

    def run(path: Path) -> list[Table]:
        with tempfile.TemporaryDirectory() as folder:
            searchable = Path(folder, path.name)
            ocrmypdf.ocr(
                path,
                searchable,
                language=["eng"],
                output_type="pdf",
                force_ocr=not only_without_text,
                skip_text=only_without_text,
                rotate_pages=True,
                deskew=True,
                jobs=1,
                optimize=0,
                progress_bar=False,
            )
            return tables(searchable)

    return run


def _pictures(path: Path) -> Iterator[Image]:
    """The pages of a PDF in grey."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            yield page.render(scale=DPI / 72, grayscale=True).to_pil()


def _lines(texts: Iterable[str], page: int) -> list[Cell]:
    """What a reader of text alone gives: a column of lines."""
    return [Cell(r, 0, 1, 1, text, page) for r, text in enumerate(texts) if text.strip()]


def _plain(rows: Iterable[Iterable[str | None]], page: int) -> list[Cell]:
    return [Cell(r, c, 1, 1, text, page) for r, row in enumerate(rows) for c, text in enumerate(row) if text]


def _walled(rows: list[list[Any]], page: int) -> list[Cell]:
    """Cells of Camelot, which knows the lines around each place of the grid: no line between two is one cell."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        for c, first in enumerate(row):
            if (r, c) in taken:
                continue
            right, bottom = c + 1, r + 1
            if first.top or first.bottom:
                while right < len(row) and (r, right) not in taken and not (row[right - 1].right or row[right].left):
                    right += 1
            if first.left or row[right - 1].right:
                while bottom < len(rows) and _open(rows[bottom - 1][c:right], rows[bottom][c:right]):
                    bottom += 1
            reach = [(y, x) for y in range(r, bottom) for x in range(c, right)]
            taken.update(reach)
            text = "\n".join(filter(None, (rows[y][x].text for y, x in reach)))
            cells.append(Cell(r, c, bottom - r, right - c, text, page))
    return cells


def _open(above: list[Any], below: list[Any]) -> bool:
    return not any(one.bottom or other.top for one, other in zip(above, below, strict=True))


def _merged(content: dict[int, list[Any]], page: int) -> list[Cell]:
    """Cells of img2table, which repeats a merged cell, box and all, wherever it reaches."""
    places: dict[Box, list[tuple[int, int]]] = {}
    texts: dict[Box, str] = {}
    for r, row in enumerate(content.values()):
        for c, cell in enumerate(row):
            box = (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2)
            places.setdefault(box, []).append((r, c))
            texts[box] = cell.value or ""
    cells = []
    for box, reach in places.items():
        (top, left), (bottom, right) = min(reach), max(reach)
        cells.append(Cell(top, left, bottom - top + 1, right - left + 1, texts[box], page))
    return cells


TABLES: dict[str, Callable[[], Reader]] = {
    "ours": ours_default,
    "ours (pdfplumber)": ours_pdfplumber,
    "pdfplumber": pdfplumber_default,
    "camelot lattice": camelot_lattice,
    "camelot hybrid": camelot_hybrid,
    "img2table": img2table_pdf,
}
SPEED: dict[str, Callable[[], Reader]] = {
    "ours: typed rows": typed_rows,
    "pdfplumber: text and tables": plain_pdfplumber,
}
OCR: dict[str, tuple[Callable[[], Reader], bool]] = {
    "ours": (ours_default, True),
    "Tesseract": (tesseract_pages, False),
    "RapidOCR": (rapidocr_pages, False),
    "OCRmyPDF + camelot": (ocrmypdf_camelot, True),
}
"""Readers of scans, and whether they give tables."""

THROUGHPUT: dict[str, Callable[[], Reader]] = {
    "OCRmyPDF (no text) + camelot": partial(ocrmypdf_camelot, only_without_text=True),
}

TOOLS = TABLES | SPEED | THROUGHPUT | {name: loader for name, (loader, _) in OCR.items()}
