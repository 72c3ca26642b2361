"""A PDF file to a :class:`extract.models.Document`."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract import weight
from extract.engines.base import Engine, OpenedDocument, RawPage
from extract.engines.pdfium import PdfiumEngine
from extract.errors import UNWRITABLE, EncryptedDocument, UnreadableDocument
from extract.models import MAX_BYTES, MAX_PAGES, Document, Ocr, Page, Paragraph
from extract.pages import ReadPages
from extract.prose import paragraphs_of
from extract.sheets import Sheet, clear, scanned_sheet, sheet_of, unread_sheet
from extract.signatures import signature_regions
from extract.signing.document import with_signings
from extract.tables import tables_of
from extract.work import at_page, stage

if TYPE_CHECKING:
    from extract.scan.ocr import Reading
    from extract.scan.read import Readers

TOGETHER = 2
"""Pages whose pictures are read side by side: a reader that is a program of its own then starts but once for them."""

log = logging.getLogger(__name__)

OnPage = Callable[[int, int], None]


def read(
    path: Path, name: str, on_page: OnPage | None = None, ocr: Ocr = "auto", engine: Engine | None = None
) -> Document:
    """Read one PDF.

    ``name`` is the path that findings will show; ``on_page`` is told (pages done, pages in all) after each page.
    Raises :class:`extract.errors.UnreadableDocument` when nothing can be read at all.
    """
    pages = read_pages(path, on_page=on_page, ocr=ocr, engine=engine)
    return with_signings(path, finish(path, name, pages))


def page_count(path: Path) -> int:
    """How many pages a PDF has; raises :class:`extract.errors.UnreadableDocument` when it must not be read.

    To be called before anything else opens a file that nobody vouches for: it sees what the file unpacks to.
    """
    _check_size(path)
    weight.check(path)
    with engine_for(path).open(path) as pdf:
        return _checked_count(pdf)


def read_pages(
    path: Path,
    first: int = 1,
    last: int | None = None,
    on_page: OnPage | None = None,
    ocr: Ocr = "auto",
    engine: Engine | None = None,
) -> ReadPages:
    """The pages ``first`` to ``last`` (1-based, to the end without ``last``), each by itself.

    ``on_page`` and what is raised are those of :func:`read`.
    """
    _check_size(path)
    engine = engine or engine_for(path)
    with engine.open(path) as pdf:
        sheets, broken = _sheets(pdf, range(first, (last or _checked_count(pdf)) + 1), ocr, on_page)
        return ReadPages(engine.name, pdf.producer, tuple(sheets), tuple(broken))


@stage("structure")
def finish(path: Path, name: str, pages: ReadPages) -> Document:
    """The document out of all its ``pages``, but for what signs it; raises UnreadableDocument when all are broken."""
    sheets, broken = list(pages.sheets), pages.broken
    if len(broken) == len(sheets):
        why = "; ".join(dict.fromkeys(pages.reasons.values()))
        raise UnreadableDocument("no page can be read", why or "tidak satu halaman pun dapat dibaca")
    clear(sheets)
    prose = {s.number: paragraphs_of(s.lines, s.width, [part.box for part in s.parts]) for s in sheets}
    signatures = {s.number: signature_regions(s.number, s.lines, s.width, s.marks) for s in sheets}
    return Document(
        path=name,
        sha256=_checksum(path),
        pages=tuple(_page(sheet, prose[sheet.number]) for sheet in sheets),
        tables=tuple(tables_of(sheets, prose, signatures, pages.engine)),
        signature_regions=tuple(
            sheet.turn.signature(region) if sheet.turn else region
            for sheet in sheets
            for region in signatures[sheet.number]
        ),
        producer=pages.producer,
        status="partial" if broken else "ok",
        error="; ".join(_unread(pages)) or None,
    )


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def page_list(numbers: Iterable[int]) -> str:
    """Pages in ascending order with runs joined: 3, 5–7."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _unread(pages: ReadPages) -> list[str]:
    """Which pages could not be read and, where that is known, why."""
    unknown = [number for number in pages.broken if number not in pages.reasons]
    told = [f"halaman {page_list(unknown)} tidak dapat dibaca"] if unknown else []
    for reason in dict.fromkeys(pages.reasons.values()):
        numbers = [number for number in pages.broken if pages.reasons.get(number) == reason]
        told.append(f"halaman {page_list(numbers)} tidak terbaca: {reason}")
    return told


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise UnreadableDocument("empty file", "berkas kosong")
    if size > MAX_BYTES:
        raise UnreadableDocument(f"larger than {MAX_BYTES // 10**6} MB", f"lebih besar dari {MAX_BYTES // 10**6} MB")


def _checked_count(pdf: OpenedDocument) -> int:
    if pdf.page_count == 0:
        raise UnreadableDocument("no pages", "tidak berisi halaman")
    if pdf.page_count > MAX_PAGES:
        raise UnreadableDocument(f"more than {MAX_PAGES} pages", f"lebih dari {MAX_PAGES} halaman")
    return pdf.page_count


def engine_for(path: Path) -> Engine:
    """PDFium, or pdfplumber for what PDFium cannot open; raises EncryptedDocument for files with a password."""
    pdfium = PdfiumEngine()
    try:
        with pdfium.open(path):
            return pdfium
    except EncryptedDocument:
        raise
    except UnreadableDocument:
        from extract.engines.plumber import PlumberEngine  # which takes a while to load, for few files

        return PlumberEngine()


def _sheets(
    pdf: OpenedDocument, numbers: Sequence[int], ocr: Ocr, on_page: OnPage | None
) -> tuple[list[Sheet], list[int]]:
    """The pages ``numbers`` of an open file, and the numbers of those that cannot be read."""
    sheets: list[Sheet] = []
    broken: list[int] = []
    for first in range(0, len(numbers), TOGETHER):
        for number, sheet in _sheets_together(pdf, numbers[first : first + TOGETHER], ocr).items():
            if isinstance(sheet, Exception):
                if isinstance(sheet, OSError) and sheet.errno in UNWRITABLE:
                    raise sheet
                with at_page(number):
                    log.warning("page cannot be read", extra={"reason": repr(sheet)})
                broken.append(number)
                sheet = unread_sheet(number)
            sheets.append(sheet)
            if on_page:
                on_page(len(sheets), len(numbers))
    return sheets, broken


def _sheets_together(pdf: OpenedDocument, numbers: Sequence[int], ocr: Ocr) -> dict[int, Sheet | Exception]:
    """Each page as the PDF tells it, or, where that is a picture only, as OCR reads it if it may and can.

    What a library raises over a broken page, it may be anything, stands in its place.
    """
    sheets: dict[int, Sheet | Exception] = {}
    raws: dict[int, RawPage] = {}
    for number in numbers:
        with at_page(number):
            try:
                with stage("read"):
                    raws[number] = pdf.page(number)
                    sheets[number] = sheet_of(raws[number])
            except Exception as error:
                sheets[number] = error
    wanted = {"auto": ("scan",), "never": (), "always": ("scan", "digital")}[ocr]
    scans = [number for number, one in sheets.items() if isinstance(one, Sheet) and one.kind in wanted]
    if scans:
        # Loading the libraries for pictures takes a second that digital documents need not spend.
        from extract.scan.choice import installed_readers
        from extract.scan.together import read_together

        with stage("ocr", len(scans)):
            try:
                readers = installed_readers()
            except Exception as error:
                return sheets | dict.fromkeys(scans, error)
            if readers:
                readings = {n: _scanned(pdf, raws[n], readers, ocr == "always") for n in scans}
                read = read_together(readings, readers.prose)
                sheets |= {number: sheet for number, sheet in read.items() if sheet is not None}
    return sheets


def _scanned(pdf: OpenedDocument, raw: RawPage, readers: Readers, whole: bool) -> Reading[Sheet | None]:
    """A page as ``readers`` read its picture, if it has one."""
    picture = pdf.picture(raw.number)
    return (yield from scanned_sheet(picture, raw, readers, whole)) if picture else None


def _page(sheet: Sheet, prose: list[Paragraph]) -> Page:
    turn = sheet.turn
    if turn is None:
        size, paragraphs, marks = (sheet.width, sheet.height), tuple(prose), tuple(sheet.marks)
    else:
        size = (turn.width, turn.height)
        paragraphs, marks = tuple(map(turn.paragraph, prose)), tuple(map(turn.mark, sheet.marks))
    return Page(sheet.number, *size, sheet.kind, paragraphs, marks, sheet.readers, sheet.glanced)
