"""Whose document a segment is, and about which time: unit, position, year, period, date of signing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from extract.models import Document
from normalize import dates
from normalize.models import SegmentKind
from normalize.parties import Party, clause_parties
from normalize.titles import PageSigns
from normalize.units import display_name, find_units, main_unit

OPENING_PAGES = 4
"""Cover, preface and first chapter: where a report says what it is about."""

_PK_KINDS = frozenset({"pk", "pk_perubahan"})
_TITLE_YEAR = re.compile(r"\b(?:TAHUN(?:\s+ANGGARAN)?|T\.?A\.?|PERIODE|(?:JANUARI|DESEMBER|MARET|JUNI|SEPTEMBER))\s+(20\d\d)\b(?!\s*[-–/]\s*(?:20)?\d\d)", re.IGNORECASE)  # fmt: skip
_REPORT_OF = re.compile(r"(?:laporan\s+(?:akuntabilitas\s+)?kinerja|l[ak]k?j?ip|lkj|lakip|capaian\s+kinerja)\b.{0,160}", re.IGNORECASE)  # fmt: skip
_HEADS = r"CAMAT|LURAH|KEPALA\s+(?:DINAS|BADAN|KANTOR|SATUAN)|INSPEKTUR(?!\s+PEMBANTU)|DIREKTUR(?:IS)?|SEKRETARIS\s+(?:DAERAH|DPRD|DEWAN)"  # fmt: skip
_OTHERS = (
    r"SEKRETARIS|KEPALA\s+(?:SUB\s?-?\s?BAGIAN|SUB\s?-?\s?BIDANG|BAGIAN|BIDANG|SEKSI|UPTD?|TATA\s+USAHA)|KASI\b|KASUBB?AG|KASUBB?ID|KABAG|KABID|"
    r"INSPEKTUR\s+PEMBANTU|BENDAHARA|PELAKSANA\b(?!AN)|PENGELOLA\b|PENGADMINISTRASI|ANALIS|PENYUSUN\s+(?:PROGRAM|RENCANA|LAPORAN)|PENATA\b|"
    r"PRANATA|ARSIPARIS|AUDITOR|VERIFIKATOR|OPERATOR|PENGURUS\s+BARANG|PRAMU\w+|PENGEMUDI|STAF"
)
_ACTING = r"(?:(?:PLT|PLH|PJ|PJS)\.?\s+)?"
_POSITION_ROW = re.compile(rf"^{_ACTING}(?:{_HEADS}|{_OTHERS})", re.IGNORECASE)
_OTHER_ROW = re.compile(rf"^{_ACTING}(?!{_HEADS})(?:{_OTHERS})", re.IGNORECASE)
_INDIVIDUAL = re.compile(r"laporan\s+kinerja\s+individu", re.IGNORECASE)
_REPORT_TITLE = re.compile(r"^.*?(?:LAPORAN\s+(?:CAPAIAN\s+|AKUNTABILITAS\s+)?KINERJA(?:\s+INSTANSI\s+PEMERINTAH)?|\bL[KA]\w*IP|\bLKJ)\s*(?:INDIVIDU\s*)?(?:\(\w+\)\s*)?", re.IGNORECASE)  # fmt: skip
_POSITION_ENDS = re.compile(r"\s*\b(?:TAHUN|TRIWULAN|TRIBULAN|TW|SEMESTER|PERIODE|BULAN|KABUPATEN|KOTA|PROVINSI)\b.*$", re.IGNORECASE)  # fmt: skip


class Identity(msgspec.Struct, frozen=True):
    """What a segment's pages tell of it; ``individual`` when it is the report of one post below the head."""

    unit: str | None
    position: str | None
    year: int | None
    period: str | None
    date: str | None
    individual: bool


def identify(document: Document, kind: SegmentKind, pages: Sequence[PageSigns]) -> Identity:
    """The identity of the segment of ``kind`` that ``pages`` make up."""
    titled = pages[:1] if kind == "lampiran" else pages[:3]
    titles = [row.text for signs in titled for row in signs.title]
    parties = clause_parties(pages) if kind in _PK_KINDS else []
    position = _position(kind, titles, parties, pages)
    individual = kind == "lkj" and position is not None and bool(_OTHER_ROW.match(position))
    return Identity(
        unit=_unit(kind, titles, parties, pages),
        position=position,
        year=_year(kind, titles, pages),
        period=_period(kind, titles, pages),
        date=_date(document, kind, pages),
        individual=individual,
    )


def _unit(kind: SegmentKind, titles: Sequence[str], parties: Sequence[Party], pages: Sequence[PageSigns]) -> str | None:
    titled = find_units("\n".join(titles))
    own = [unit for party in parties if party.party == "pertama" for unit in find_units(party.position or "")]
    text = "\n".join(row.text for signs in _opening(pages) for row in signs.rows)
    named = [*titled * 3, *own * 3, *find_units(text)]
    return main_unit(named or find_units("\n".join(row.text for signs in pages for row in signs.rows)))


def _position(
    kind: SegmentKind, titles: Sequence[str], parties: Sequence[Party], pages: Sequence[PageSigns]
) -> str | None:
    for party in parties:
        if party.party == "pertama" and party.position:
            return display_name(party.position)
    if kind not in {"lkj", "renaksi", *_PK_KINDS}:
        return None
    for at, text in enumerate(titles):
        named = _REPORT_TITLE.sub("", text) if kind == "lkj" else text
        if _POSITION_ROW.match(named):
            wrapped = titles[at + 1] if at + 1 < len(titles) and re.match(r"(?:DAN|PADA)\b", titles[at + 1]) else ""
            return display_name(_POSITION_ENDS.sub("", f"{named} {wrapped}").strip(" ,"))
    return _position_in_text(pages) if kind == "lkj" else None


def _position_in_text(pages: Sequence[PageSigns]) -> str | None:
    """The post that the text of an individual report says it reports for, when it says so of one post most of all."""
    text = " ".join(row.text for signs in pages[:8] for row in signs.rows)
    if not _INDIVIDUAL.search(" ".join(row.text for signs in pages for row in signs.rows)):
        return None
    said = re.findall(
        r"(?:laporan\s+kinerja\s+(?:individu\s+)?|\(ASN\)\s+|kinerja\s+individu\s+)((?:Camat|Lurah|Inspektur|Sekretaris|Kepala\s+[A-Z]\w+|Kasi|Kasubb?ag|Bendahara|Pengelola|Pengadministrasi|Analis|Pranata)(?:\s+(?:dan\s+)?[A-Z][\w-]*){0,6})",
        text,
    )
    counted = Counter(_POSITION_ENDS.sub("", name).strip() for name in said)
    return counted.most_common(1)[0][0] if counted else None


def _year(kind: SegmentKind, titles: Sequence[str], pages: Sequence[PageSigns]) -> int | None:
    title = " ".join(titles)
    found = _TITLE_YEAR.findall(title) or dates.find_years(title)
    if found or kind == "lampiran":
        return int(found[0]) if found else None
    text = _text(_opening(pages))
    spoken = [year for match in _REPORT_OF.findall(text) for year in _TITLE_YEAR.findall(match)[:1]]
    years = Counter(int(year) for year in (spoken or _TITLE_YEAR.findall(_text(pages))))
    return years.most_common(1)[0][0] if years else None


def _period(kind: SegmentKind, titles: Sequence[str], pages: Sequence[PageSigns]) -> str | None:
    titled = dates.find_period(" ".join(titles))
    if titled:
        return titled
    if kind in _PK_KINDS:
        return "tahunan"
    if kind not in {"lkj", "lkj_individu"}:
        return None
    spoken = Counter(said for match in _REPORT_OF.findall(_text(pages)) if (said := _spoken_period(match)) is not None)
    return spoken.most_common(1)[0][0] if spoken else "tahunan"


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


def _dates(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        signing = dates.place_and_date(text)
        if signing is not None and signing[2] is not None and signing[2].iso:
            yield signing[2].iso


def _opening(pages: Sequence[PageSigns]) -> Sequence[PageSigns]:
    return pages[:OPENING_PAGES]


def _text(pages: Sequence[PageSigns]) -> str:
    return " ".join(row.text for signs in pages for row in signs.rows)
