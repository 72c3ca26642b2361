"""The regulations that findings are based on and that reports cite, each written in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

PANRB_53 = "Peraturan Menteri PANRB Nomor 53 Tahun 2014"
"""On agreements, reports and reviews of performance (perjanjian kinerja, pelaporan kinerja, reviu)."""

PANRB_88 = "Peraturan Menteri PANRB Nomor 88 Tahun 2021"
"""On the evaluation of performance accountability (evaluasi akuntabilitas kinerja instansi pemerintah)."""


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation by kind (see :func:`citations`), number, year and title, and the one that it replaced."""

    kind: str
    number: int
    year: int
    title: str
    replaced: tuple[int, int] | None = None
    """Number and year of the regulation of the same kind that it took the place of."""


KNOWN = (
    Regulation("uu", 28, 1999, "Penyelenggara Negara yang Bersih dan Bebas dari Korupsi, Kolusi dan Nepotisme"),
    Regulation("uu", 17, 2003, "Keuangan Negara"),
    Regulation("uu", 1, 2004, "Perbendaharaan Negara"),
    Regulation("uu", 15, 2004, "Pemeriksaan Pengelolaan dan Tanggung Jawab Keuangan Negara"),
    Regulation("uu", 25, 2004, "Sistem Perencanaan Pembangunan Nasional"),
    Regulation("uu", 23, 2014, "Pemerintahan Daerah", (32, 2004)),
    Regulation("pp", 8, 2006, "Pelaporan Keuangan dan Kinerja Instansi Pemerintah"),
    Regulation("pp", 60, 2008, "Sistem Pengendalian Intern Pemerintah"),
    Regulation("pp", 18, 2016, "Perangkat Daerah", (41, 2007)),
    Regulation("pp", 17, 2018, "Kecamatan", (19, 2008)),
    Regulation("pp", 12, 2019, "Pengelolaan Keuangan Daerah", (58, 2005)),
    Regulation("perpres", 29, 2014, "Sistem Akuntabilitas Kinerja Instansi Pemerintah"),
    Regulation(
        "permen pan",
        53,
        2014,
        "Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas Laporan Kinerja",
        (29, 2010),
    ),
    Regulation("permen pan", 88, 2021, "Evaluasi Akuntabilitas Kinerja Instansi Pemerintah", (12, 2015)),
    Regulation("permen dagri", 86, 2017, "Tata Cara Perencanaan, Pengendalian dan Evaluasi Pembangunan Daerah"),
    Regulation("permen dagri", 90, 2019, "Klasifikasi, Kodefikasi, dan Nomenklatur Perencanaan Pembangunan"),
    Regulation("permen dagri", 77, 2020, "Pedoman Teknis Pengelolaan Keuangan Daerah"),
)
"""National regulations that every report of performance may cite."""

_KINDS = (
    ("uu", r"undang[\s-]*undang|\buu\b"),
    ("pp", r"peraturan\s+pemerintah|\bpp\b"),
    ("perpres", r"peraturan\s+presiden|\bperpres\b"),
    ("permen", r"peraturan\s+menteri|\bpermen\s?(?=pan|da?gri|kes|keu|pu)|\bpermen\b"),
    ("perda", r"peraturan\s+daerah|\bperda\b"),
    ("pergub", r"peraturan\s+gubernur|\bpergub\b"),
    ("perbup", r"peraturan\s+bupati|\bperbup\b"),
    ("perwali", r"peraturan\s+wali\s?kota|\bperwal(?:i|ko)?\b"),
)
_ANY = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS)
_CITATION = re.compile(
    rf"(?:{_ANY})(?P<issuer>(?:(?!\bnomor\b|\bno\b|tentang)[^;:\d]){{0,90}}?)(?:nomor|no)\b\.?\s*:?\s*(?P<number>\d{{1,3}})"
    r"\s+(?:tahun|th\.?)\s+(?P<year>(?:19|20)\d\d)\s*,?\s*(?:tentang\s+(?P<title>[^;:(]{6,220}))?",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED = re.compile(r"(?:nomor|no)\b\.?\s*:?\s*\d{1,3}\s+(?:tahun|th)", re.IGNORECASE)
_TITLE_END = re.compile(
    r"\.\s|\bsebagaimana\b|\byang telah\b|\bmaka\b|\bmenyebutkan\b|\blembaran\b|\bdan (?:peraturan|undang)"
    r"|, (?:peraturan|undang)|\b(?:nomor|no\.?) \d",
    re.IGNORECASE,
)
_CHANGES = re.compile(r"(?:perubahan|pencabutan|pelaksanaan|penjabaran)\b", re.IGNORECASE)
_ALIKE = 93
_FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Citation:
    """A regulation as a text cites it: its kind, number, year, title ("" when left out) and the text up to the year.

    ``kind`` is uu, pp, perpres, perda, pergub, perbup, perwali, or permen with the ministry ("permen pan", "permen
    dagri").
    """

    kind: str
    number: int
    year: int
    title: str
    text: str


@lru_cache(maxsize=4096)
def citations(text: str) -> tuple[Citation, ...]:
    """The regulations that a text cites with number, year and title."""
    return tuple(_citations(text)) if _NUMBERED.search(text) else ()


def _citations(text: str) -> Iterator[Citation]:
    for match in _CITATION.finditer(text):
        kind = next(name for name, _ in _KINDS if match[name])
        if kind == "permen":
            kind = f"permen {_ministry(match[0])}".strip()
        end = _TITLE_END.search(match["title"] or "")
        title = (match["title"] or "")[: end.start() if end else None]
        printed = " ".join(match[0][: match.end("year") - match.start()].split())
        yield Citation(kind, int(match["number"]), int(match["year"]), " ".join(title.split()).strip(" ,"), printed)


def same_title(one: str, other: str) -> bool:
    """Whether two titles are of one regulation: one may be cut short, but years and numbers in them must agree.

    Titles of changes and of rules made under others only say what they belong to and are never the same.
    """
    short, long = sorted((_words(one), _words(other)), key=len)
    if not short or _CHANGES.match(short) or _CHANGES.match(long):
        return False
    words = short.split()
    if len(words) < _FEW_WORDS and len(long.split()) != len(words):
        return False
    head = " ".join(long.split()[: len(words)])
    return re.findall(r"\d+", short) == re.findall(r"\d+", head) and fuzz.ratio(short, head) >= _ALIKE


def _words(title: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", title.casefold()))


def _ministry(text: str) -> str:
    squeezed = re.sub(r"[^a-z]", "", text.casefold())
    if "dagri" in squeezed or "dalamnegeri" in squeezed:
        return "dagri"
    return "pan" if "pan" in squeezed.removeprefix("peraturan") or "pendayagunaan" in squeezed else ""
