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
from normalize.rows import PrintedRow, body_size, page_rows

MARGIN = 0.13
"""Share of the page height at top and bottom in which running headers and footers stand."""

HEAD_ROWS = 16

_PERUBAHAN = r"(?:PERUBAHAN|REVISI|ADDENDUM)\s+(?:KE\w+\s+)?(?:ATAS\s+)?"
_PK = r"(?:DOKUMEN\s+)?(?:PERJANJIAN|PERJANJAN|PENETAPAN)\s+KINERJA\b"
_TITLES: tuple[tuple[SegmentKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("pk_perubahan", rf"(?:DOKUMEN\s+)?{_PERUBAHAN}{_PK}"),
        ("pk_perubahan", rf"{_PK}\s*\(?(?:TAHUN\s+(?:ANGGARAN\s+)?\d{{4}}\s*)?\(?(?:PERUBAHAN|REVISI)\b"),
        ("pk", _PK),
        ("lra", r"LAPORAN\s+REALISASI\s+(?:ANGGARAN|APBD|PENDAPATAN|BELANJA)|LRA\b"),
        ("e81", r"(?:FORMULIR|FORM|TABEL)?\s*E\.?\s?81\b|(?:LAPORAN\s+)?EVALUASI\s+(?:TERHADAP\s+)?HASIL\s+(?:RENJA|RKPD|RENCANA\s+KERJA)"),
        ("berita_acara", r"BERITA\s+ACARA\b"),
        ("renaksi", r"(?:LAPORAN\s+|MATRIKS?\s+)?(?:(?:HASIL\s+)?(?:MONITORING|EVALUASI|MONEV|PENGUKURAN|REALISASI|CAPAIAN)(?:\s+DAN\s+EVALUASI)?\s+)?(?:ATAS\s+)?RENCANA\s+AKSI\b"),
        ("iku", r"(?:PENETAPAN\s+|FORMULIR\s+|MATRIKS?\s+)?INDIKATOR\s+KINERJA\s+UTAMA\b"),
        ("lkj", r"LAPORAN\s+(?:CAPAIAN\s+|AKUNTABILITAS\s+|AKUNTABILITASI\s+|PENGUKURAN\s+)?KINERJA\b|(?:LKJ|LKJIP|LKIP|LAKIP)\b"),
        ("lainnya", r"RENCANA\s+(?:KERJA|KINERJA|STRATEGIS)\b|(?:RENJA|RENSTRA|RKT|LKPJ|LPPD)\b|DOKUMEN\s+PELAKSANAAN\s+(?:PERUBAHAN\s+)?ANGGARAN"),
    )
)  # fmt: skip
_ATTACHED_PK = re.compile(r"(?:FORMULIR\s+)?LAMPIRAN\b[\s:.IVX\d]*(?:DOKUMEN\s+)?(?P<perubahan>(?:PERUBAHAN|REVISI)\s+(?:KE\w+\s+)?)?(?:PERJANJIAN|PENETAPAN)\s+KINERJA(?P<after>\s*\(?(?:TAHUN\s+\d{4}\s*)?\(?PERUBAHAN)?")  # fmt: skip
_DIVIDER = re.compile(r"LAMPIRAN(?:\s*[-–]?\s*LAMPIRAN)?\b")
_FRONT = re.compile(r"(?:KATA\s+PENGANTAR|KATA\s+SAMBUTAN|(?:IKHTISAR|RINGKASAN)\s+EKSEKUTIF|DAFTAR\s+(?:ISI|TABEL|GAMBAR|LAMPIRAN))\b")  # fmt: skip
_CONTENTS = re.compile(r"DAFTAR\s+(?:ISI|TABEL|GAMBAR|LAMPIRAN)\b")
_CHAPTER = re.compile(r"BAB[\s.]+(?P<number>[IVX]+|\d{1,2})\b")
_CLOSING = re.compile(r"(?:BAB[\s.]+\w+\s*)?PENUTUP\b")
_NO_TITLE = re.compile(r"(?:TABEL|TEBEL|TABLE|GAMBAR|GRAFIK|DIAGRAM|BAGAN|KURVA|SUMBER|PERIODE|TUJUAN|SASARAN|INDIKATOR|TARGET|PROGRAM|KEGIATAN|KESIMPULAN|SARAN|CATATAN|KETERANGAN|PIHAK|NIP|MENGETAHUI)\b|\(?[A-Z0-9]{1,4}[.)]|\d|[IVX]+\.?\s")  # fmt: skip
_CAPTION = re.compile(r"(?:TABEL|TEBEL|TABLE|GAMBAR|GRAFIK)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"pihak\s+(?:pertama|kesatu|ke-?\s?1)", re.IGNORECASE)
_UNDERSIGNED = re.compile(r"bertanda\s?tangan\s+di\s?\s?bawah|selanjutnya\s+disebut", re.IGNORECASE)
_LEADERS = re.compile(r"\.{5,}|(?:\. ){5,}|…{2,}")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}


class PageSigns(msgspec.Struct, frozen=True):
    """What one page shows of the document it belongs to.

    ``title`` holds the rows of the title block and ``kind`` what it names; ``attached_pk`` is true for the lampiran of
    a PK, ``divider`` for a page that announces appendices, ``front`` for prefaces and lists of contents. ``other`` is
    true when the page begins with a title of no known kind. ``cover`` tells that there is no running text.
    """

    page: int
    rows: tuple[PrintedRow, ...]
    title: tuple[PrintedRow, ...] = ()
    kind: SegmentKind | None = None
    attached_pk: bool = False
    clause: bool = False
    divider: bool = False
    front: bool = False
    other: bool = False
    cover: bool = False
    chapters: tuple[int, ...] = ()
    closing: bool = False
    nip: bool = False


def read_signs(document: Document) -> list[PageSigns]:
    """The signs of every page of ``document``, in order."""
    rows = page_rows(document)
    running = _running(document.pages, rows)
    size = body_size(row for found in rows.values() for row in found)
    ends: dict[int, float] = {}  # where the first table of each page ends: no head reaches below
    for table in document.tables:
        for region in table.regions:
            ends[region.page] = min(region.box[3], ends.get(region.page, region.box[3]))
    return [
        _signs(
            page,
            [row for row in rows[page.number] if _masked(row) not in running[page.number]],
            size,
            ends.get(page.number, page.height),
        )
        for page in document.pages
    ]


def _signs(page: Page, rows: list[PrintedRow], size: float, end: float) -> PageSigns:
    text = " ".join(row.text for row in rows)
    clause = bool(_CLAUSE.search(text)) and bool(_UNDERSIGNED.search(text))
    cover = sum(_is_running_text(row, page.width) for row in rows) <= 1 and len(rows) <= 30
    head = _head([row for row in rows if row.box[1] < end], page.width)
    prominent = [row for row in head if _is_prominent(row, page.width, size, cover)]
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
        closing=not contents
        and any(_CLOSING.match(row.text.upper()) and _is_prominent(row, page.width, size, False) for row in rows),
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
        attached = _ATTACHED_PK.match(text)
        if attached:
            changed = attached["perubahan"] or attached["after"]
            kind: SegmentKind = "pk_perubahan" if changed else "pk"
            return msgspec.structs.replace(signs, title=block, kind=kind, attached_pk=True)
        for kind, pattern in _TITLES:
            if pattern.match(text):
                return msgspec.structs.replace(signs, title=tuple(prominent), kind=kind)
        if _DIVIDER.match(text):
            return msgspec.structs.replace(signs, title=block, divider=True)
    if prominent and prominent[0] is head[0] and not _NO_TITLE.match(prominent[0].text.upper()):
        wordy = len(" ".join(row.text for row in prominent[:2]).split()) >= 3
        return msgspec.structs.replace(signs, title=tuple(prominent), other=wordy)
    return signs


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
    these pages keeps it: a title repeated on every page of a table is still the title of the first.
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
    titles = {page.number: {_masked(row) for row in rows[page.number] if row.capital} for page in pages}
    for text, numbers in places.items():
        for run in _runs(sorted(set(numbers))):
            if len(run) >= 3:
                for number in run[1:] if text in titles[run[0]] else run:
                    running[number].add(text)
    return running


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Page numbers as runs that leave out at most one page at a time."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number - runs[-1][-1] <= 2:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
