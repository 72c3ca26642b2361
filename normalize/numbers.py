"""Numbers as Indonesian reports print them, and how we print them ourselves.

Two notations occur, often in one table: ``id`` (1.234.567,89) and ``en`` (1,234,567.89). What a number itself shows
decides first; only a number that both notations allow ("1.200", "85,714") is left to the notation of its column.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from normalize.dates import MONTH, find_dates
from normalize.models import Number
from normalize.notation import Reading, Style, choose, readings
from normalize.terbilang import WORD

Comparison = Literal[">=", "<=", ">", "<"]

LONGEST = 500
"""Characters of a cell that may print one number, with its unit and in words."""

FAR = 300
"""Characters before a number that may tell what it is."""

_PERCENT_CEILING = Decimal(10_000)
_SCORE_CEILING = Decimal(1_000)

_SAME_LENGTH = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t", " ")
    | {wide: chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９．，％（）／"}
)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_FOOTNOTE = re.compile(r"(?<=[\d%)])\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹†‡]+|\*+\)?)\s*$")
_SPACED = re.compile(r"\d{1,3}(?: ?[.,] ?\d{3}){2,}")

_COMPARISONS: tuple[tuple[re.Pattern[str], Comparison], ...] = (
    (re.compile(r"(?:≥|⩾|>=|=>|minimal\b|min\.|paling sedikit\b|sekurang-kurangnya\b)\s*", re.IGNORECASE), ">="),
    (re.compile(r"(?:≤|⩽|<=|=<|maksimal\b|maks\.|paling banyak\b|setinggi-tingginya\b)\s*", re.IGNORECASE), "<="),
    (re.compile(r"(?:>|lebih dari\b|di ?atas\b)\s*", re.IGNORECASE), ">"),
    (re.compile(r"(?:<|kurang dari\b|di ?bawah\b)\s*", re.IGNORECASE), "<"),
)
_GRADE = (
    r"(?:(?:nilai|predikat|kategori|opini)\s+)?"
    r"(?:[A-D]{1,2}[+-]?|(?:level|tingkat)\s+(?:\d|[IV]{1,3})|"
    r"(?:(?:sangat|cukup|kurang)\s+)?(?:baik|memuaskan|tinggi|sedang|rendah|berhasil|efektif|efisien|kurang))"
)
_GRADED = re.compile(rf"(?P<grade>{_GRADE})\s*\(\s*(?P<score>\d[\d.,]*)\s*\)", re.IGNORECASE)
_CELL = re.compile(
    r"(?P<lead>[-+( ]*)(?P<currency>(?:Rp|IDR)(?![a-z])\.?\s*:?)?(?P<inner>[-+( ]*)"
    r"(?:(?P<label>nilai|skor|indeks|level|tingkat)\s+)?"
    r"(?P<number>\d[\d.,]*)(?:(?<=[.,])[-=]{1,2}|[-=]{1,2}(?=\s*$))?"
    r"(?:\s*%?\s*(?:-|s/d|s\.d\.?|sampai dengan|sampai)\s*(?P<upper>\d[\d.,]*))?"
    r"\s*(?P<percent>%)?\s*(?P<close>\))?\s*(?P<unit>.*)",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(rf"\(\s*(?:(?:{WORD}|koma|persen|rupiah)[\s-]*)+\)\s*", re.IGNORECASE)
_UNIT = re.compile(r"/?\s*[a-z%][a-z%. /()'-]*(?:[²³]|(?<=m)[23]|(?<=CO)2)?", re.IGNORECASE)
_PROSE = re.compile(
    rf"\b(?:yang|dari|dan|di|pada|dengan|telah|sudah|untuk|dalam|oleh|adalah|tahun|wib|wita|wit|"
    rf"yaitu|realisasi|anggaran|menjadi|sampai|sebesar|sehingga|atau|serta|maka|karena|namun|sedangkan|tersebut|{MONTH})\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def parse(text: str, style: Style | None = None, *, percent: bool = False) -> Number | None:
    """The number that ``text``, a cell's whole text, prints; None when it does not print exactly one.

    ``style`` is the notation of the number's column and settles only what the number itself leaves open; without it (or
    with "mixed") the Indonesian reading is the value and the other one an alternative. ``percent`` says that the column
    holds percentages, so that "91.333" cannot be ninety thousand.

    Rupiah and counted things ("orang", "dokumen") have no three decimals: "Rp 85,714" and "2,345 orang" are whole.
    The unit is kept as printed ("Rp", "%", "Dokumen", "Rp miliar"); "persen" becomes "%". A score behind a grade
    ("A (81,59)", "Level 3 (3,35)") is the number and the grade its unit. "Level 3" is 3. A range has its end in
    ``upper``. Two quantities ("11 orang/ 12 bulan", "100 dari 110 organisasi", stacked values) are not one number, nor
    are dates, times, year ranges and account codes. Separators that follow neither notation give style "malformed"; the
    value then is the likeliest one.
    """
    if len(text) > LONGEST:
        return None
    printed = _one_line(text)
    graded = _GRADED.fullmatch(printed)
    if graded:
        reading = choose(readings(graded["score"]), style, _SCORE_CEILING)
        return reading and _number(text, reading, unit=graded["grade"])
    comparison, rest = _comparison(printed)
    match = _CELL.fullmatch(rest)
    if match is None:
        return None
    lead, raw, printed_unit = match["lead"] + match["inner"], match["number"], match["unit"]
    if (lead.count("("), bool(match["close"])) not in {(0, False), (1, True)}:
        return None
    if printed_unit and not match["percent"] and _glued(rest, match):
        return None
    unit = _unit(("%" if match["percent"] else "") + printed_unit)
    if unit is None:
        return None
    if unit.lower() in {"ke atas", "keatas"}:
        comparison, unit = ">=", ""
    ceiling = _PERCENT_CEILING if percent or unit == "%" else None
    whole = bool(match["currency"] and not _SCALE.fullmatch(unit)) or bool(_COUNTED.fullmatch(unit))
    reading = choose(readings(raw.rstrip(".,")), style, ceiling, whole)
    if reading is None:
        return None
    upper = None
    if match["upper"]:
        end = choose(readings(match["upper"].rstrip(".,")), style, ceiling)
        if end is None or end.value <= reading.value or (_is_year(raw) and _is_year(match["upper"])):
            return None
        upper = end.value
    words = ("Rp" if match["currency"] else "", unit or (match["label"] or ""))
    number = _number(text, reading, unit=" ".join(filter(None, words)), comparison=comparison, upper=upper)
    return _negated(number) if "-" in lead or "(" in lead else number


def column_style(texts: Iterable[str]) -> Style | None:
    """The notation that the unambiguous numbers among ``texts`` show; None when none of them shows any.

    "mixed" when both occur and neither at least four times as often as the other: one slip does not make the notation
    of a whole column uncertain.
    """
    shown = [number.style for number in map(parse, texts) if number and not number.alternatives]
    indonesian, english = shown.count("id"), shown.count("en")
    if not indonesian and not english:
        return None
    if indonesian >= 4 * english:
        return "id"
    return "en" if english >= 4 * indonesian else "mixed"


def format_id(value: Decimal, decimals: int | None = None) -> str:
    """``value`` in Indonesian notation ("1.234.567,89"), rounded half up to ``decimals`` or with all it has."""
    if decimals is None:
        decimals = max(0, -int(value.as_tuple().exponent))
    return _formatted(value, decimals)


@lru_cache(maxsize=8192)
def _formatted(value: Decimal, decimals: int) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if rounded.is_zero():
        rounded = abs(rounded)
    return f"{rounded:,f}".translate(str.maketrans(",.", ".,"))


# --- prose ---------------------------------------------------------------------------------------------------------

_FIGURE = re.compile(
    r"(?<![\w.,/])(?<!\w-)(?:(?P<comparison>[≥≤<>]=?)\s*)?(?P<currency>(?:Rp|IDR)\.?\s*)?(?P<sign>-(?=\d))?"
    r"(?P<number>\d(?:[\d.,]*\d)?)(?:,-)?"
    r"(?:\s?-\s?(?P<upper>\d(?:[\d.,]*\d)?))?"
    r"(?:\s?(?P<percent>%|persen\b|prosen\b))?(?![\w/-])",
    re.IGNORECASE,
)
_GLUED_CURRENCY = re.compile(r"(?<=\w)(?=Rp\.?\s?\d)")
_NEXT_WORD = re.compile(rf"\s(?:{_IN_WORDS.pattern})?(?P<word>[a-z][a-z]+)\b", re.IGNORECASE)
_SCALE = re.compile(r"\s?(?P<word>ribu|juta|mil[iy]ar|tril[iy]un)\b", re.IGNORECASE)
_NOT_FIGURES = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        # years and spans of years, in front of all else as they are the most
        (r"(?<!Rp )(?<!Rp\. )(?<!Rp)(?<![\d.,])(?:19|20)\d{2}(?![\d%]|[.,]\d|\s%)", 0),
        (r"\b(?:tahun|ta|t\.a\.?|anggaran)\s*:?\s*\d{4}(?:\s?[-/]\s?\d{4})?", re.IGNORECASE),
        # numbers of regulations and letters, with or without "Nomor"
        (r"\b(?:nomor|nomer|no)\b[.:\s]*[\w./-]+(?:\s+tahun\s+\d{4})?", re.IGNORECASE),
        (r"\b\d+\s+tahun\s+(?:19|20)\d{2}\b", re.IGNORECASE),
        (r"\b\d+/(?:19|20)\d{2}\b|\b[\w.-]+(?:/[\w.-]+){2,}", 0),
        (r"\b\d{1,2}[.:]\d{2}(?::\d{2})?\s*(?:wib|wita|wit)\b", re.IGNORECASE),
        (r"\(?\b0\d{2,4}\)?[\s-]\d[\d -]{4,}", 0),
        (r"\b(?:19|20)\d{6} ?\d{6} ?[12] ?\d{3}\b", 0),
        # page numbers behind dot leaders; numbering at the start of a line
        (r"\.{4,}\s*\d+", 0),
        (r"^\s*\(?\d{1,2}[.)]+(?=\s)|^\s*\d{1,2}(?:\.\d{1,2})+\.?(?=\s+[A-Z])", re.MULTILINE),
        # parts of a text, and things that are numbered rather than counted
        (
            r"\b(?:pasal|ayat|bab|tabel|gambar|grafik|lampiran|halaman|hal\.|butir|poin|kolom|misi|sasaran|tujuan|triwulan|"
            r"tribulan|tw|semester|tahap|eselon|rt|rw|lantai|kelas|tipe|kode pos|pukul|jam|telp|telepon|fax|faks|hp|wa|"
            r"jalan|jl|nip|nik|nrp|npwp)\b[.:\s]*\(?[\d][\d.,)(-]*(?:\s\d[\d-]*)*",
            re.IGNORECASE,
        ),
    )
)
_DIGIT = re.compile(r"\d")
_ENUMERATION = re.compile(r"\(\d{1,2}\)|(?<![\w(.,])\d{1,2}\)(?=\s)")


def find_all(text: str, style: Style | None = None) -> list[tuple[Number, int, int]]:
    """The figures in running ``text`` in reading order, each with its start and end offset.

    What only names something by a number is left out: dates, years, times, NIP, numbers of regulations and letters,
    articles, tables, phone numbers, list numbering, account codes. The unit is "Rp", "%", or the word after the number.
    """
    if not _DIGIT.search(text):
        return []
    plain = text.translate(_SAME_LENGTH)
    figures = list(_FIGURE.finditer(plain))
    if not figures:
        return []
    for taken in _no_figures(plain):
        figures = [one for one in figures if not any(start <= one.start("number") < end for start, end in taken)]
        if not figures:
            return []
    found = []
    for match in figures:
        number = _figure(text, plain, match, style)
        if number:
            scale = _SCALE.match(plain, match.end()) if match["currency"] else None
            found.append((number, match.start(), scale.end() if scale else match.end()))
    return found


def _no_figures(text: str) -> Iterator[list[tuple[int, int]]]:
    """Where numbers stand that only name something, kind by kind."""
    for pattern in _NOT_FIGURES:
        yield [match.span() for match in pattern.finditer(text)]
    yield [(date.start, date.end) for date in find_dates(text)]
    yield [match.span() for match in _ENUMERATION.finditer(text) if _enumerates(text, match)]


def _figure(text: str, plain: str, match: re.Match[str], style: Style | None) -> Number | None:
    ceiling = _PERCENT_CEILING if match["percent"] else None
    scaled = _SCALE.match(plain, match.end())
    following = scaled if match["currency"] else _NEXT_WORD.match(plain, match.end())
    word = following["word"] if following and not _PROSE.fullmatch(following["word"]) else ""
    whole = bool(match["currency"] and not scaled) or bool(_COUNTED.fullmatch(word))
    reading = choose(readings(match["number"]), style, ceiling, whole)
    end = choose(readings(match["upper"]), style, ceiling) if match["upper"] else None
    if reading is None or (match["upper"] and (end is None or end.value <= reading.value)):
        return None
    unit = "%" if match["percent"] else " ".join(filter(None, ("Rp" if match["currency"] else "", word)))
    comparison = _comparison(match["comparison"])[0] if match["comparison"] else None
    upper = end.value if end else None
    number = _number(text[match.start() : match.end()], reading, unit=unit, comparison=comparison, upper=upper)
    return _negated(number) if match["sign"] else number


def _enumerates(text: str, match: re.Match[str]) -> bool:
    """Whether "(4)" or "4)" numbers an item: not behind a number in words ("empat (4)"), not closing a parenthesis."""
    before = text[max(0, match.start() - FAR) : match.start()]
    if match[0].startswith("("):
        return re.search(rf"(?:{WORD})\s*$", before, re.IGNORECASE) is None
    depth = 0
    for character in before:
        depth = max(0, depth + {"(": 1, ")": -1}.get(character, 0))
    return depth == 0


# --- parts of a cell -----------------------------------------------------------------------------------------------


_COUNTED = re.compile(
    r"orang|jiwa|kk|desa|kelurahan|dokumen|laporan|unit|buah|kali|lokasi|kegiatan|paket", re.IGNORECASE
)
_NUMBERED_NAME = re.compile(
    r"(?:pro?sentase|presentase|persentase|jumlah|nilai|indeks|tingkat|rata|meningkat|ter\w+nya)\b", re.I
)


def _one_line(text: str) -> str:
    """``text`` on one line: odd spaces and dashes made plain, footnote marks dropped, wrapped numbers joined."""
    lines = [line.strip() for line in text.translate(_INVISIBLE).translate(_SAME_LENGTH).splitlines() if line.strip()]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        joined += ("" if _goes_on(joined, line) else " ") + line
    joined = unicodedata.normalize("NFKC", _FOOTNOTE.sub("", joined).replace("²", "2").replace("³", "3")).strip()
    return _SPACED.sub(lambda match: match[0].replace(" ", ""), joined)


def _goes_on(left: str, right: str) -> bool:
    """Whether a number is cut by the line break between ``left`` and ``right``.

    Stacked values must not be joined: only a number that is unfinished at the break, or one with a single decimal whose
    second stands alone on the next line, goes on.
    """
    tail, head = re.search(r"\d[\d.,]*$", left), re.match(r"[\d.,]+", right)
    if tail is None or head is None:
        return False
    if re.match(r"[.,][\d-]", right):
        return True
    joined = readings((tail[0] + head[0]).rstrip(".,"))
    if not joined or joined[0].style == "malformed":
        return False
    if tail[0][-1] in ".,":
        return len(re.split(r"[.,]", head[0])[0]) == 3 or tail[0][-1] == ","
    parts = readings(tail[0])
    if not parts or parts[0].style == "malformed":
        return True
    return parts[0].decimals == 1 and re.fullmatch(r"\d ?%?", right) is not None


def _comparison(text: str) -> tuple[Comparison | None, str]:
    for pattern, sign in _COMPARISONS:
        match = pattern.match(text)
        if match:
            return sign, text[match.end() :]
    return None, text


def _glued(text: str, match: re.Match[str]) -> bool:
    """Whether the words behind the number make it something else: "1. Kasi", "0rang" (a misread letter)."""
    between = text[match.end("number") : match.start("unit")]
    numbering = match["number"].endswith((".", ",")) and not re.search(r"[.,]\d", match["number"])
    return numbering or (match["number"] == "0" and not between and match["unit"][0].isalpha())


def _unit(text: str) -> str | None:
    """The unit in what follows a number, "" when nothing does; None when it is prose or a second number."""
    unit = _IN_WORDS.sub("", text).strip(" .,")
    if unit.startswith("(") and unit.endswith(")"):
        unit = unit[1:-1].strip()
    if not unit:
        return ""
    if unit.lower() in {"%", "persen", "prosen", "% persen"}:
        return "%"
    if len(unit) > 40 or len(unit.split()) > 4 or _PROSE.search(unit) or _NUMBERED_NAME.match(unit):
        return None
    return unit if _UNIT.fullmatch(unit) else None


def _number(
    raw: str, reading: Reading, unit: str = "", comparison: Comparison | None = None, upper: Decimal | None = None
) -> Number:
    return Number(
        raw=raw.strip(),
        value=reading.value,
        decimals=reading.decimals,
        unit=unit or None,
        style=reading.style,
        comparison=comparison,
        upper=upper,
        alternatives=reading.alternatives,
    )


def _negated(number: Number) -> Number:
    return Number(
        raw=number.raw,
        value=-number.value,
        decimals=number.decimals,
        unit=number.unit,
        style=number.style,
        comparison=number.comparison,
        upper=number.upper,
        alternatives=tuple(-value for value in number.alternatives),
    )


def _is_year(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d{2}", text) is not None
