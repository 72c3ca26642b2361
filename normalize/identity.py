"""Whose document a segment is, and about which time: unit, position, year, period, date of signing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from extract.models import Document
from normalize import dates
from normalize.models import SegmentKind
from normalize.parties import Party, clause_parties
from normalize.rows import PrintedRow
from normalize.titles import HEAD_ROWS, PageSigns
from normalize.units import display_name, find_units, main_unit, unit_key

OPENING_PAGES = 4
"""Cover, preface and first chapter: where a report says what it is about."""

_PK_KINDS: frozenset[SegmentKind] = frozenset({"pk", "pk_perubahan"})
_OF_A_YEAR: frozenset[SegmentKind] = frozenset({"renaksi", "iku"})
"""Kinds that are about the whole year when they name no part of it."""

_AT_A_DATE: frozenset[SegmentKind] = frozenset({"lra", "e81"})

_POSITIONED: frozenset[SegmentKind] = frozenset({"lkj", "renaksi", "pk", "pk_perubahan"})

# The posts that head an office, and those below them, as their names begin.
_HEADS = (
    *("camat", "lurah", "kepala (?:dinas|badan|kantor|satuan)", "inspektur(?! pembantu)", "direktur(?:is)?"),
    "sekretaris (?:daerah|dprd|dewan)",
)
_OTHERS = (
    *("sekretaris", "sekcam", "seklur", "inspektur pembantu", "bendahara", "auditor", "verifikator", "staf"),
    r"kepala (?:sub ?-?bag\w*|sub ?-?bid\w*|bagian|bidang|seksi|uptd?|tata usaha)",
    *(r"kasi\b", "kasubb?ag", "kasubb?id", "kabag", "kabid", r"(?:sub ?-?)?koordinator"),
    *(r"pelaksana\b", r"pengelola\b", r"pengolah\b", "pengadministrasi", "pengurus barang", "pengemudi", "operator"),
    *("analis", "penyusun (?:program|rencana|laporan)", r"penata\b", "pranata", "arsiparis", r"pramu\w+"),
    *("penelaah", "penyuluh", r"perencana\b", "petugas", "teknisi"),
)
_ACTING = r"(?:(?:plt|plh|pj|pjs)\.? )?"
_OF_HEAD = "|".join(_HEADS)
_OF_OTHERS = "|".join(_OTHERS)
_POSITION_ROW = re.compile(rf"{_ACTING}(?:{_OF_HEAD}|{_OF_OTHERS})", re.IGNORECASE)
_OTHER_ROW = re.compile(rf"{_ACTING}(?!{_OF_HEAD})(?:{_OF_OTHERS})", re.IGNORECASE)
_POSITION_ENDS = re.compile(
    r"\s*\b(?:tahun|triwulan|tribulan|tw|semester|periode|bulan|kabupaten|kota|provinsi)\b.*$", re.IGNORECASE
)
_PERIOD_FIRST = re.compile(r"^(?:(?:tri[wb]ulan|tw)\.? \w+ |tahun \d{4} )+", re.IGNORECASE)
_INDIVIDUAL = re.compile(r"kinerja individu", re.IGNORECASE)
_REPORTS_FOR = re.compile(
    r"(?:laporan kinerja (?:individu )?|\(ASN\) |kinerja individu )"
    rf"(?P<post>(?-i:(?=[A-Z]))(?:{_OF_HEAD}|{_OF_OTHERS})\w*(?-i:(?: (?:dan )?[A-Z][\w-]*){{0,6}}))",
    re.IGNORECASE,
)

_MONTH_ENDS = {3: "TW I", 6: "TW II", 9: "TW III", 12: "tahunan"}
"""What a report as of the end of a month covers."""

_AS_OF = re.compile(r"\b(?:per|s\.?/?d\.?|sampai dengan|posisi)(?: bulan| tanggal)?\s+(?P<date>.{4,24})", re.IGNORECASE)
_YEAR_WORDS = ("tahun(?: anggaran)?", r"\bt\.?a\.?", r"\bperiode", r"\b(?:januari|maret|juni|september|desember)")
_TITLE_YEAR = re.compile(rf"(?:{'|'.join(_YEAR_WORDS)}) (20\d\d)\b(?!\s*[-–/]\s*(?:20)?\d\d)", re.IGNORECASE)
_REGULATION = re.compile(r"\bno(?:mor|\.)? ?:? ?\S+ tahun 20\d\d", re.IGNORECASE)
_REPORT_NAMES = (r"laporan (?:akuntabilitas )?kinerja\b", r"l[ak]k?j?ip\b", r"lkj\b", r"lakip\b", r"capaian kinerja\b")
_REPORT_OF = re.compile(rf"(?:{'|'.join(_REPORT_NAMES)}).{{0,160}}", re.IGNORECASE)
_REPORT_TITLE = re.compile(
    r"""
    ^.*? (?: LAPORAN\ (?:CAPAIAN\ |AKUNTABILITAS\ )?KINERJA(?:\ INSTANSI\ PEMERINTAH)? | \bL[KA]\w*IP | \bLKJ )
    \s* (?:INDIVIDU\s*)? (?:\(\w+\)\s*)?
    """,
    re.IGNORECASE | re.VERBOSE,
)


class Identity(msgspec.Struct, frozen=True):
    """What a segment's pages tell of it; ``individual`` when it is the report of one post below the head.

    ``said`` are the rows that say it.
    """

    unit: str | None
    position: str | None
    year: int | None
    period: str | None
    date: str | None
    individual: bool
    said: tuple[PrintedRow, ...] = ()


def identify(document: Document, kind: SegmentKind, pages: Sequence[PageSigns]) -> Identity:
    """The identity of the segment of ``kind`` that ``pages`` make up."""
    titles = [row.text for signs in _titled(kind, pages) for row in signs.title]
    parties = clause_parties(pages) if kind in _PK_KINDS else []
    position = _position(kind, titles, parties, pages)
    facts = Identity(
        unit=_unit(document, kind, titles, parties, pages),
        position=position,
        year=_year(document, kind, titles, pages),
        period=_period(kind, titles, pages),
        date=_date(document, kind, pages),
        individual=kind == "lkj" and position is not None and bool(_OTHER_ROW.match(position)),
    )
    return msgspec.structs.replace(facts, said=tuple(dict.fromkeys(_said(facts, pages))))


def table_heads(document: Document, pages: Sequence[PageSigns]) -> list[str]:
    """The texts of the uppermost cells of the tables that begin on ``pages``, on one line each."""
    numbers = {signs.page for signs in pages}
    tables = [table for table in document.tables if table.pages[0] in numbers]
    return [" ".join(cell.text.split()) for table in tables for cell in table.cells if cell.r < table.header_rows + 4]


def _titled(kind: SegmentKind, pages: Sequence[PageSigns]) -> Sequence[PageSigns]:
    """The pages whose titles are the document's own."""
    if kind == "lampiran":
        return pages[: 2 if pages[0].divider else 1]
    return pages[:3]


# --- whose -----------------------------------------------------------------------------------------------------------


def _unit(
    document: Document,
    kind: SegmentKind,
    titles: Sequence[str],
    parties: Sequence[Party],
    pages: Sequence[PageSigns],
) -> str | None:
    titled = find_units("\n".join(titles))
    if kind == "lampiran":  # it speaks of others as well, as of those in its pictures
        return main_unit(titled)
    own = [unit for party in parties if party.party == "pertama" for unit in find_units(party.position or "")]
    text = "\n".join(row.text for signs in _opening(pages) for row in signs.rows)
    named = [*titled * 3, *own * 3, *find_units(text)]
    named = named or find_units("\n".join(row.text for signs in pages for row in signs.rows))
    return main_unit(named or [unit for text in table_heads(document, pages) for unit in find_units(text)])


def _position(
    kind: SegmentKind, titles: Sequence[str], parties: Sequence[Party], pages: Sequence[PageSigns]
) -> str | None:
    for party in parties:
        if party.party == "pertama" and party.position:
            return display_name(party.position)
    if kind not in _POSITIONED:
        return None
    for at, text in enumerate(titles):
        named = _PERIOD_FIRST.sub("", _REPORT_TITLE.sub("", text)) if kind == "lkj" else text
        if _POSITION_ROW.match(named):
            wrapped = titles[at + 1] if at + 1 < len(titles) and re.match(r"(?:DAN|PADA)\b", titles[at + 1]) else ""
            return display_name(_POSITION_ENDS.sub("", f"{named} {wrapped}").strip(" ,"))
    return _position_in_text(pages) if kind == "lkj" else None


def _position_in_text(pages: Sequence[PageSigns]) -> str | None:
    """The post that the text of an individual report says it reports for, when it says so of one post most of all."""
    if not _INDIVIDUAL.search(_text(pages)):
        return None
    said = _REPORTS_FOR.finditer(_text(pages[:8]))
    counted = Counter(_POSITION_ENDS.sub("", match["post"]).strip() for match in said)
    return counted.most_common(1)[0][0] if counted else None


# --- when ------------------------------------------------------------------------------------------------------------


def _year(document: Document, kind: SegmentKind, titles: Sequence[str], pages: Sequence[PageSigns]) -> int | None:
    title = " ".join(titles)
    found = _years(title) or dates.find_years(title)
    if found or kind == "lampiran":
        return found[0] if found else None
    spoken = [year for match in _REPORT_OF.findall(_plain(_opening(pages))) for year in _years(match)[:1]]
    years = Counter(spoken or _years(_plain(pages)) or _years(" ".join(table_heads(document, pages))))
    return years.most_common(1)[0][0] if years else None


def _years(text: str) -> list[int]:
    return [int(year) for year in _TITLE_YEAR.findall(_REGULATION.sub(" ", text))]


def _period(kind: SegmentKind, titles: Sequence[str], pages: Sequence[PageSigns]) -> str | None:
    title = " ".join(titles)
    titled = dates.find_period(title) or _as_of(title)
    if titled:
        return titled
    if kind in _AT_A_DATE:
        return _as_of(" ".join(row.text for row in pages[0].rows[:HEAD_ROWS]))
    if kind in _PK_KINDS:
        return "tahunan"
    if kind in _OF_A_YEAR:
        return None if dates.find_periods(title) else "tahunan"
    if kind == "berita_acara":
        named = {period for period, _, _ in dates.find_periods(_text(pages[:1]))}
        return named.pop() if len(named) == 1 else None
    if kind != "lkj":
        return None
    spoken = Counter(said for match in _REPORT_OF.findall(_text(pages)) if (said := _spoken_period(match)) is not None)
    return spoken.most_common(1)[0][0] if spoken else "tahunan"


def _as_of(title: str) -> str | None:
    """The period that ends in the month a title names ("PER 30 SEPTEMBER 2025", "SAMPAI DENGAN BULAN DESEMBER")."""
    match = _AS_OF.search(title)
    found = dates.find_dates(match["date"]) if match else []
    return _MONTH_ENDS.get(found[0].month or 0) if found else None


def _spoken_period(phrase: str) -> str | None:
    """The period of the report that a phrase of the text speaks of; a year alone means the year's report."""
    sentence = re.split(r"\.\s+(?=[A-Z])", phrase)[0]
    return dates.find_period(sentence) or ("tahunan" if _TITLE_YEAR.search(sentence) else None)


def _date(document: Document, kind: SegmentKind, pages: Sequence[PageSigns]) -> str | None:
    """When it was signed: a PK on its first signed page, anything else on its last."""
    numbers = {signs.page for signs in pages}
    regions = [region for region in document.signature_regions if region.page in numbers]
    texts: list[str] = [line.text for region in regions for line in region.lines]
    texts += [row.text for signs in pages for row in signs.rows if len(row.text) < 60]
    found = list(_dates(texts))
    if not found:
        return None
    return found[0] if kind in _PK_KINDS else found[-1]


def _dates(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        signing = dates.place_and_date(text)
        if signing is not None and signing[2] is not None and signing[2].iso:
            yield signing[2].iso


# --- where it is said ------------------------------------------------------------------------------------------------


_SAYS: tuple[tuple[str, Callable[[str, Any], bool]], ...] = (
    ("unit", lambda text, unit: unit_key(unit) in map(unit_key, find_units(text))),
    ("position", lambda text, position: position.casefold() in text.casefold()),
    ("year", lambda text, year: year in dates.find_years(text)),
    ("period", lambda text, period: dates.find_period(text) == period),
    ("date", lambda text, date: date in _dates([text])),
)
"""For each fact, whether a text says it."""


def _said(facts: Identity, pages: Sequence[PageSigns]) -> Iterator[PrintedRow]:
    """The first row that says each fact, titles before text."""
    rows = [row for signs in pages[:OPENING_PAGES] for row in signs.title]
    rows += [row for signs in [*pages[:OPENING_PAGES], *pages[-2:]] for row in signs.rows]
    for fact, says in _SAYS:
        value = getattr(facts, fact)
        row = next((row for row in rows if value is not None and says(row.text, value)), None)
        if row is not None:
            yield row


def _opening(pages: Sequence[PageSigns]) -> Sequence[PageSigns]:
    return pages[:OPENING_PAGES]


def _text(pages: Sequence[PageSigns]) -> str:
    return " ".join(row.text for signs in pages for row in signs.rows)


def _plain(pages: Sequence[PageSigns]) -> str:
    """The text without the regulations it cites, whose years are not its own."""
    return _REGULATION.sub(" ", _text(pages))
