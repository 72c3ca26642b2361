"""What a page says it is: the title of a document at its head, its chapters, a PK's opening clause.

Only the *head* of a page counts: the rows above its running text. A mention in running text, a numbered heading, a
caption or a running header is no title.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from extract.models import Document, Page
from normalize.models import SegmentKind
from normalize.people import person_name
from normalize.rows import PrintedRow, body_size, page_rows

MARGIN = 0.13
"""Share of the page height at top and bottom in which running headers and footers stand."""

HEAD_ROWS = 16

_PK = r"(?:DOKUMEN )?(?:PERJANJIAN|PERJANJAN|PENETAPAN) KINERJA\b"
_CHANGE = r"(?:PERUBAHAN|REVISI|ADDENDUM)"
_CHANGED = rf"{_CHANGE} (?:KE\w+ )?(?:ATAS )?"
_MEASURED = r"(?:(?:HASIL )?(?:MONITORING|EVALUASI|MONEV|PENGUKURAN|REALISASI|CAPAIAN)(?: DAN EVALUASI)? )?"

# How the titles of each kind of document begin, in capitals and with single spaces. The first kind that fits counts.
_TITLES: tuple[tuple[SegmentKind, tuple[str, ...]], ...] = (
    (
        "pk_perubahan",
        (rf"(?:DOKUMEN )?{_CHANGED}(?:{_PK}|PK\b)", rf"{_PK} ?\(?(?:TAHUN (?:ANGGARAN )?\d{{4}} ?)?\(?{_CHANGE}\b"),
    ),
    ("pk", (_PK,)),
    ("lra", (r"(?:RINCIAN )?LAPORAN REALISASI (?:ANGGARAN|APBD|PENDAPATAN|BELANJA)", r"LRA\b")),
    (
        "e81",
        (
            r"(?:FORMULIR |FORM |TABEL )?E\.? ?81\b",
            r"(?:LAPORAN )?EVALUASI (?:TERHADAP )?HASIL (?:RENJA|RKPD|RENCANA KERJA)",
        ),
    ),
    ("berita_acara", (r"BERITA ACARA\b",)),
    ("renaksi", (rf"(?:LAPORAN |MATRIKS? |FORMULIR |DOKUMEN )?{_MEASURED}(?:ATAS )?RENCANA AKSI\b",)),
    ("iku", (r"(?:PENETAPAN |FORMULIR |MATRIKS? )?INDIKATOR KINERJA UTAMA\b",)),
    (
        "lkj",
        (
            r"LAPORAN (?:CAPAIAN |AKUNTABILITAS |AKUNTABILITASI |PENGUKURAN )?KINERJA\b",
            r"(?:LKJ|LKJIP|LKIP|LAKIP)\b",
        ),
    ),
    (
        "lainnya",
        (
            r"RENCANA (?:KERJA|KINERJA|STRATEGIS)\b",
            r"(?:RENJA|RENSTRA|RKT|LKPJ|LPPD)\b",
            r"DOKUMEN PELAKSANAAN (?:PERUBAHAN )?ANGGARAN",
        ),
    ),
)

# Titles that name a report without beginning one: they are part of whatever they are bound into.
_ABOUT_REPORT = ("PERNYATAAN TELAH DI ?REVI[EU]W?", "(?:FORMULIR )?CHECK ?LIST REVI[EU]W?", "CATATAN HASIL REVI[EU]W?")

# How a page begins that is part of a report, but not of its body.
_FRONT_WORDS = (
    "KATA PENGANTAR",
    "KATA SAMBUTAN",
    "(?:IKHTISAR|RINGKASAN) EKSEKUTIF",
    "DAFTAR (?:ISI|TABEL|GAMBAR|LAMPIRAN)",
)

# How a row in capitals begins that is no title: labels, and headings within a document.
_NO_TITLE_WORDS = (
    *("TABEL", "TEBEL", "TABLE", "GAMBAR", "GRAFIK", "DIAGRAM", "BAGAN", "KURVA", "SUMBER"),
    *("PERIODE", "TUJUAN", "SASARAN", "INDIKATOR", "TARGET", "PROGRAM", "KEGIATAN"),
    *("KESIMPULAN", "SARAN", "CATATAN", "KETERANGAN", "PIHAK", "NIP", "MENGETAHUI"),
)

_TITLE_PATTERNS = tuple((kind, re.compile("|".join(forms))) for kind, forms in _TITLES)
_REPORT_HEADER = dict(_TITLE_PATTERNS)["lkj"]
_REVIEW = re.compile("|".join(_ABOUT_REPORT))
_ATTACHED_PK = re.compile(
    rf"""
    (?:FORMULIR\ )? LAMPIRAN\b [\ :.IVX\d]* (?:DOKUMEN\ )?
    (?P<before> (?:PERUBAHAN|REVISI)\ (?:KE\w+\ )? )?
    (?:PERJANJIAN|PENETAPAN)\ KINERJA
    (?P<after> \ ?\(?(?:TAHUN\ \d{{4}}\ ?)?\(?{_CHANGE} )?
    """,
    re.VERBOSE,
)
_DIVIDER = re.compile(r"LAMPIRAN(?: ?[-–]? ?LAMPIRAN)?\b")
_NUMBERED_DIVIDER = re.compile(r"LAMPIRAN ?(?:\d{1,2}|[IVX]{1,4}|[A-Z])\b")
_ANNOUNCED = re.compile(r"LAMPIRAN (?:\d{1,2}|[IVX]{1,4}) ?[.:] ?\w")
_DECREE = re.compile(r"LAMPIRAN\b.{0,12}\b(?:KEPUTUSAN|PERATURAN|SURAT)\b")
_FRONT = re.compile(rf"(?:{'|'.join(_FRONT_WORDS)})\b")
_CONTENTS = re.compile(r"DAFTAR (?:ISI|TABEL|GAMBAR|LAMPIRAN)\b")
_CHAPTER = re.compile(r"BAB[ .]*(?P<number>[IVX]+|\d{1,2})\b")
_CLOSING = re.compile(r"(?:BAB[ .]*\w+ ?)?PENUTUP\b")
_CLOSING_ALONE = re.compile(r"(?:(?:BAB[ .]*)?(?:[IVX]+|[A-Z]|\d)[ .:]*)?PENUTUP\W*")
_NO_TITLE = re.compile(rf"(?:{'|'.join(_NO_TITLE_WORDS)})(?![A-Z])|\(?[A-Z0-9]{{1,4}}[.)]|\d|[IVX]+\.?\s")
_CAPTION = re.compile(r"(?:TABEL|TEBEL|TABLE|GAMBAR|GRAFIK)(?![a-z])", re.IGNORECASE)
_CLAUSE = re.compile(r"pihak (?:pertama|kesatu|ke-? ?1)", re.IGNORECASE)
_UNDERSIGNED = re.compile(r"bertanda ?tangan di ? ?bawah|selanjutnya disebut", re.IGNORECASE)
_NIP = re.compile(r"\W*NIP\b")
_LEADERS = re.compile(r"\.{5,}|(?:\. ){5,}|…{2,}")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}


class PageSigns(msgspec.Struct, frozen=True):
    """What one page shows of the document it belongs to.

    ``title`` holds the rows of the title block and ``kind`` what it names; ``attached_pk`` is true for the lampiran of
    a PK, ``divider`` for a page that announces appendices, ``numbered`` when it announces one by its number, ``front``
    for prefaces and lists of contents. ``other`` is true when the page begins with a title of no known kind. ``cover``
    tells that there is no running text, ``blank`` that there is nothing at all, ``continues`` that its first table
    began on a page before. ``running`` are the rows of its running header and footer, which ``rows`` leaves out.
    """

    page: int
    rows: tuple[PrintedRow, ...]
    running: tuple[PrintedRow, ...] = ()
    title: tuple[PrintedRow, ...] = ()
    kind: SegmentKind | None = None
    attached_pk: bool = False
    clause: bool = False
    divider: bool = False
    numbered: bool = False
    front: bool = False
    other: bool = False
    cover: bool = False
    blank: bool = False
    continues: bool = False
    tables: bool = False
    chapters: tuple[int, ...] = ()
    closing: bool = False
    nip: bool = False


def read_signs(document: Document) -> list[PageSigns]:
    """The signs of every page of ``document``, in order."""
    rows = page_rows(document)
    running = _running(document.pages, rows)
    size = body_size(row for found in rows.values() for row in found)
    ends: dict[int, float] = {}  # where the first table of each page ends: no head reaches below
    continued: set[int] = set()
    for table in document.tables:
        for region in table.regions:
            ends[region.page] = min(region.box[3], ends.get(region.page, region.box[3]))
        continued |= {region.page for region in table.regions[1:]}
    found = []
    for page in document.pages:
        repeated = running[page.number]
        signs = _signs(
            page,
            [row for row in rows[page.number] if _masked(row) not in repeated],
            size,
            ends.get(page.number, page.height),
        )
        found.append(
            msgspec.structs.replace(
                signs,
                running=tuple(row for row in rows[page.number] if _masked(row) in repeated),
                continues=page.number in continued,
                tables=page.number in ends,
                blank=page.kind == "blank" or not (signs.rows or page.marks or page.number in ends),
            )
        )
    return found


def _signs(page: Page, rows: list[PrintedRow], size: float, end: float) -> PageSigns:
    text = " ".join(row.text for row in rows)
    clause = bool(_CLAUSE.search(text)) and bool(_UNDERSIGNED.search(text))
    cover = sum(_is_running_text(row, page.width) for row in rows) <= 1 and len(rows) <= 30
    head = _head([row for row in rows if row.box[1] < end], page.width)
    prominent = [row for row in head if _is_prominent(row, page.width, size, cover)]
    if head and head[0] not in prominent and _ANNOUNCED.match(head[0].text.upper()):
        prominent.insert(0, head[0])
    contents = sum(bool(_LEADERS.search(row.text)) for row in rows) >= 3 or any(
        _CONTENTS.match(row.text.upper()) for row in prominent
    )
    chapters = [] if contents else [row for row in rows if _is_chapter(row, page.width, size)]
    signs = PageSigns(
        page=page.number,
        rows=tuple(rows),
        clause=clause,
        front=contents or any(_FRONT.match(row.text.upper()) for row in prominent),
        cover=cover,
        chapters=tuple(number for row in chapters if (number := _number(row))),
        closing=not contents and any(_is_closing(row, page.width, size) for row in rows),
        nip=bool(re.search(r"\bNIP\b", text)),
    )
    if signs.front or any(row in head for row in chapters):
        return signs
    return _with_title(signs, head, prominent)


def _with_title(signs: PageSigns, head: list[PrintedRow], prominent: list[PrintedRow]) -> PageSigns:
    for at, row in enumerate(prominent):
        above = head[: head.index(row)]
        if above and _CAPTION.match(above[-1].text):
            return signs
        block = tuple(prominent[at : at + 6])
        text = _heading_text(block)
        if _REVIEW.match(text):
            return signs
        attached = _ATTACHED_PK.match(text)
        if attached:
            changed = attached["before"] or attached["after"]
            kind: SegmentKind = "pk_perubahan" if changed else "pk"
            return msgspec.structs.replace(signs, title=block, kind=kind, attached_pk=True)
        for kind, pattern in _TITLE_PATTERNS:
            if pattern.match(text):
                return msgspec.structs.replace(signs, title=tuple(prominent), kind=kind)
        if _DIVIDER.match(text) and not _DECREE.match(text):
            return msgspec.structs.replace(
                signs, title=block, divider=True, numbered=bool(_NUMBERED_DIVIDER.match(text))
            )
    if prominent and prominent[0] is head[0] and not _signed(head) and not _NO_TITLE.match(prominent[0].text.upper()):
        wordy = len(" ".join(row.text for row in prominent[:2]).split()) >= 3
        return msgspec.structs.replace(signs, title=tuple(prominent), other=wordy)
    return signs


def _signed(head: Sequence[PrintedRow]) -> bool:
    """Whether a page begins with a name over its NIP: the end of a document that a page break cut off."""
    return bool(head and person_name(head[0].text)) and any(_NIP.match(row.text) for row in head[1:3])


def _head(rows: Sequence[PrintedRow], width: float) -> list[PrintedRow]:
    """The rows above the running text of a page."""
    head: list[PrintedRow] = []
    for row in rows[:HEAD_ROWS]:
        if _is_running_text(row, width):
            break
        head.append(row)
    return head


def _is_running_text(row: PrintedRow, width: float) -> bool:
    return row.box[2] - row.box[0] > 0.6 * width and not row.capital and not row.bold


def _is_prominent(row: PrintedRow, width: float, size: float, cover: bool) -> bool:
    """Whether a row is set as a title is: in capitals, bold or large, and in the middle unless it is on a cover."""
    if len(row.text) < 3 or row.text.rstrip()[-1:] in ",;" or not any(char.isalpha() for char in row.text):
        return False
    large = row.size >= 1.2 * size > 0
    return (row.capital or row.bold or large) and (cover or row.centered(width))


def _is_chapter(row: PrintedRow, width: float, size: float) -> bool:
    return bool(_CHAPTER.match(row.text)) and (row.bold or row.centered(width) or row.size >= 1.2 * size > 0)


def _is_closing(row: PrintedRow, width: float, size: float) -> bool:
    """Whether a row is the heading of the closing chapter; one that has the row to itself may stand at the left."""
    text = row.text.upper()
    if _CLOSING_ALONE.fullmatch(text):
        return _is_prominent(row, width, size, True)
    return bool(_CLOSING.match(text)) and _is_prominent(row, width, size, False)


def _number(row: PrintedRow) -> int | None:
    match = _CHAPTER.match(row.text)
    if match is None:
        return None
    number = match["number"]
    return int(number) if number.isdigit() else _ROMAN.get(number)


def _heading_text(block: Sequence[PrintedRow]) -> str:
    return " ".join(" ".join(row.text for row in block).upper().split())


def _masked(row: PrintedRow) -> str:
    return re.sub(r"\d+", "#", row.text.casefold().strip())


def _running(pages: Sequence[Page], rows: Mapping[int, Sequence[PrintedRow]]) -> dict[int, set[str]]:
    """Per page, the texts (digits masked) of its running header and footer.

    A running header stands in the margin of at least three pages in a row. Where it is set as a title is, the first of
    these pages keeps it, as a title repeated on every page of a table is still the title of the first; and so does
    every page on which the title goes on otherwise than on the page before. The header of a report stays one after
    pages without it.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        if any(_CLAUSE.search(row.text) for row in rows[page.number]):
            continue
        margin = MARGIN * page.height
        for row in rows[page.number]:
            if row.box[3] < margin or row.box[1] > page.height - margin:
                places[_masked(row)].append(page.number)
    running: dict[int, set[str]] = {page.number: set() for page in pages}
    widths = {page.number: page.width for page in pages}
    for text, numbers in places.items():
        of_report = _REPORT_HEADER.match(text.upper())
        title = ""
        for run in _runs(sorted(set(numbers))):
            title = title if of_report else ""
            if len(run) < 3 and not title:
                continue
            for number in run:
                whole = _whole_title(rows[number], text, widths[number])
                if not whole or whole == title or (whole == text and title):
                    running[number].add(text)
                title = whole or title
    return running


def _whole_title(rows: Sequence[PrintedRow], text: str, width: float) -> str:
    """The title of which the row that reads ``text`` is a part, with the rows below it; "" when it is set as no title.

    Only rows in capitals in the middle of the page are taken to go on with it.
    """
    at = next(n for n, row in enumerate(rows) if _masked(row) == text)
    if not rows[at].capital:
        return ""
    parts = [text]
    for row in rows[at + 1 : at + 6]:
        if not (row.capital and row.centered(width)):
            break
        parts.append(_masked(row))
    return " ".join(parts)


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Page numbers as runs that leave out at most one page at a time."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number - runs[-1][-1] <= 2:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
