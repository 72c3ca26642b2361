"""Dates, signing places, quarters and years as Indonesian documents write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from normalize.terbilang import WORD, read_words

_MONTHS = {
    "januari": 1, "pebruari": 2, "februari": 2, "febuari": 2, "februri": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6,
    "juli": 7, "agustus": 8, "september": 9, "oktober": 10, "nopember": 11, "november": 11, "desember": 12,
    # as spreadsheets set to English print them
    "january": 1, "february": 2, "march": 3, "june": 6, "july": 7, "august": 8, "october": 10, "december": 12,
}  # fmt: skip
_SHORT = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "agt": 8, "agst": 8, "agu": 8, "ags": 8,
    "sep": 9, "sept": 9, "okt": 10, "nop": 11, "nov": 11, "des": 12,
}  # fmt: skip
_WEEKDAYS = {
    "senin": 0,
    "selasa": 1,
    "rabu": 2,
    "kamis": 3,
    "jumat": 4,
    "jum'at": 4,
    "sabtu": 5,
    "minggu": 6,
    "ahad": 6,
}

MONTH = "|".join(_MONTHS)
"""Regular expression (without group) of a month's name in full, lower case."""

_ANY_MONTH = f"(?:{MONTH}|(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\\.?)"
_WEEKDAY = (
    r"(?:(?P<weekday>senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu|ahad)\s*[,/]?\s*\(?(?:tanggal\s+|tgl\.?\s+)?)?"
)
_SPELLED = rf"(?:{WORD})(?:[\s-]+(?:{WORD}))*"
_YEAR = r"(?:19|20)\d{2}"

_PATTERNS = tuple(
    (MONTH in pattern, re.compile(pattern, re.IGNORECASE))
    for pattern in (
        rf"\b{_WEEKDAY}\b(?P<day>\d{{1,2}}|{_SPELLED})\s*(?:bulan\s+)?(?P<month>{_ANY_MONTH})(?![a-z])"
        rf"\s*,?\s*(?:tahun\s+)?(?P<year>{_YEAR}\b|{_SPELLED}\b)",
        rf"\b{_WEEKDAY}\b(?P<day>\d{{1,2}})(?P<sep>\s?[-/]\s?)(?P<month>\d{{1,2}})(?P=sep)(?P<year>{_YEAR})\b(?![-/])",
        rf"\b{_WEEKDAY}\b(?P<day>\d{{2}})\.(?P<month>\d{{2}})\.(?P<year>{_YEAR})\b(?![.,]\d)",
        rf"\b{_WEEKDAY}\b(?P<year>{_YEAR})-(?P<month>\d{{2}})-(?P<day>\d{{2}})\b(?!-)",
        rf"\b{_WEEKDAY}\b(?P<day>\d{{1,2}}|{_SPELLED})\s+(?:bulan\s+)?(?P<month>{MONTH})\b",
        rf"\b(?P<month>{_ANY_MONTH})(?![a-z])\s*(?:tahun\s+)?(?P<year>{_YEAR})\b",
    )
)
"""The forms of dates; of each whether the month stands in it by name, not as one of separated digits."""
_NAMED_MONTH = re.compile(rf"(?:{_ANY_MONTH})(?![a-z])")  # of small letters, as ignoring the case takes far longer
_SEPARATED = re.compile(rf"\d\s?[-/]\s?\d{{1,2}}\s?[-/]\s?{_YEAR}|\d\.\d{{2}}\.{_YEAR}|{_YEAR}-\d{{2}}-\d{{2}}")


class FoundDate(msgspec.Struct, frozen=True):
    """A date in a text, between the offsets ``start`` and ``end``.

    ``weekday`` is as printed. ``iso`` is None for incomplete dates and for days that do not exist ("31 September
    2023"); ``weekday_ok`` is None when no weekday is printed or the date is not a real one.
    """

    start: int
    end: int
    raw: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: str | None = None
    iso: str | None = None
    weekday_ok: bool | None = None


def find_dates(text: str) -> list[FoundDate]:
    """The dates in ``text`` in reading order, also incomplete ones (month and year, day and month).

    Days, months and years may be digits or words ("tanggal Dua Puluh Empat bulan September tahun Dua Ribu Dua Puluh
    Lima"). Of a span of days ("14 s/d 16 Mei 2023") only the end is found.
    """
    by_name, in_digits = _NAMED_MONTH.search(text.lower()), _SEPARATED.search(text)
    found: list[FoundDate] = []
    for named, pattern in _PATTERNS:
        for match in pattern.finditer(text) if (by_name if named else in_digits) else ():
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                found.append(_found(match))
    return sorted(found, key=lambda item: item.start)


def _found(match: re.Match[str]) -> FoundDate:
    parts = match.groupdict()
    day, month, year = _number(parts.get("day")), _month(match["month"]), _number(parts.get("year"))
    weekday = parts.get("weekday")
    iso, weekday_ok = None, None
    if day and month and year:
        try:
            real = date(year, month, day)
        except ValueError:
            pass
        else:
            iso = real.isoformat()
            if weekday:
                weekday_ok = _WEEKDAYS[re.sub("[’`]", "'", weekday.lower())] == real.weekday()
    return FoundDate(match.start(), match.end(), match[0], day, month, year, weekday, iso, weekday_ok)


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdigit() else read_words(text)


def _month(text: str) -> int | None:
    name = text.lower().rstrip(".")
    if name.isdigit():
        return int(name) if 1 <= int(name) <= 12 else None
    return _MONTHS.get(name) or _SHORT[name]


# --- signing lines -------------------------------------------------------------------------------------------------

_PLACE = r"[A-Z][\w'.-]*(?:\s+[A-Z][\w'.-]*){0,3}"
_GAP = r"[\s.…_-]*"
_DATE_PART = rf"(?:(?:tanggal|tgl)\b\.?\s*:?\s*)?(?P<date>{_GAP}.*)"
_PLACED = re.compile(rf"(?P<place>{_PLACE})\s*[,;]\s*{_DATE_PART}")
_ENACTED = re.compile(
    rf"(?:ditetapkan|dibuat|dikeluarkan|ditandatangani)\s+di\s*:?\s*(?P<place>(?-i:{_PLACE}))"
    rf"(?:\s*,?\s*(?:pada\s+)?tanggal\s*:?\s*(?P<date>.*))?",
    re.IGNORECASE,
)
_ON_DATE = re.compile(r"pada\s+tanggal\s*:?\s*(?P<date>.*)", re.IGNORECASE)
_NO_PLACE = re.compile(
    rf"(?:{'|'.join(_WEEKDAYS)}|{MONTH}|pada|per|tanggal|hari|tahun|periode|posisi)\b", re.IGNORECASE
)
_UNFILLED = re.compile(rf"{_GAP}(?:{_ANY_MONTH}(?![a-z]))?{_GAP}(?:{_YEAR}|20{_GAP})?{_GAP}", re.IGNORECASE)


def place_and_date(line: str) -> tuple[str, str, FoundDate | None] | None:
    """Place, date as printed, and the date that is, of a signing line; None when ``line`` is not one.

    "Kotabaru, 15 Januari 2024", with a date to be filled in ("Kotabaru,      Januari 2024", "Kotabaru, ........ 2023":
    the found date is incomplete or None), "Ditetapkan di Kotabaru pada tanggal ...". The place is "" in a line "Pada
    tanggal ..." that follows one with the place alone, whose date text then is "".
    """
    text = " ".join(line.split())
    enacted = _ENACTED.fullmatch(text)
    if enacted:
        return _signing(enacted["place"], enacted["date"] or "")
    on_date = _ON_DATE.fullmatch(text)
    if on_date:
        return _signing("", on_date["date"])
    placed = _PLACED.fullmatch(text)
    if placed is None or _NO_PLACE.match(placed["place"]) or not placed["date"]:
        return None
    return _signing(placed["place"], placed["date"])


def _signing(place: str, text: str) -> tuple[str, str, FoundDate | None] | None:
    dates = find_dates(text)
    whole = len(dates) == 1 and not re.sub(r"[\s.…_,-]", "", text[: dates[0].start] + text[dates[0].end :])
    if not whole and not _UNFILLED.fullmatch(text):
        return None
    return place.strip(" .-"), text.strip(), dates[0] if whole else None


# --- periods -------------------------------------------------------------------------------------------------------

_ROMAN = ("I", "II", "III", "IV")
_ORDINALS = {
    "pertama": 1,
    "kesatu": 1,
    "satu": 1,
    "kedua": 2,
    "dua": 2,
    "ketiga": 3,
    "tiga": 3,
    "keempat": 4,
    "empat": 4,
}
_PERIOD = re.compile(
    r"\b(?:(?P<quarter>triwulan|tribulan|tri\s?wulan|tw)|(?P<half>semester))[\s.:-]*(?:ke\s?-?\s?)?"
    rf"(?P<which>[1-4]\b|[iIl1|]{{0,3}}[vV]\b|[iIl1|]{{1,3}}(?![\w|])|(?:{'|'.join(_ORDINALS)})\b)",
    re.IGNORECASE,
)


def find_periods(text: str) -> list[tuple[str, int, int]]:
    """The quarters ("TW I" to "TW IV") and halves ("Semester I" or "II") named in ``text``, with their offsets."""
    return list(_periods(text))


def find_period(text: str) -> str | None:
    """The one period that ``text`` names: "TW I" to "TW IV", "Semester I" or "II", or "tahunan".

    None when it names none, or several ("Triwulan I s.d. IV").
    """
    named = {period for period, _, _ in _periods(text)}
    if len(named) == 1 and not _SPAN.search(text):
        return named.pop()
    return "tahunan" if not named and re.search(r"\btahunan\b", text, re.IGNORECASE) else None


_SPAN = re.compile(
    r"\b(?:triwulan|tribulan|tw|semester)[\s.]*(?:[1-4]|[IVl]{1,3})\s*(?:,|-|–|dan|sampai(?: dengan)?|s\.?d\.?|s/d)\s*"
    r"(?:[1-4]|[IVl]{1,3})\b",
    re.IGNORECASE,
)


def _periods(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _PERIOD.finditer(text):
        which = match["which"].lower()
        if which in _ORDINALS:
            number = _ORDINALS[which]
        elif which in {"1", "2", "3", "4"}:
            number = int(which)
        else:
            # scans read I as l, 1 or |
            roman = re.sub(r"[l1|]", "I", match["which"]).upper()
            if roman not in _ROMAN:
                continue
            number = _ROMAN.index(roman) + 1
        if match["quarter"]:
            yield f"TW {_ROMAN[number - 1]}", match.start(), match.end()
        elif number <= 2:
            yield f"Semester {_ROMAN[number - 1]}", match.start(), match.end()


def find_years(text: str) -> list[int]:
    """The years 2000 to 2099 in ``text`` in reading order; not digits that are part of an amount."""
    return [int(match[0]) for match in re.finditer(r"(?<![\d.,])(?<!Rp)(?<!Rp\s)20\d{2}(?!\d|[.,]\d|\s?%)", text)]
