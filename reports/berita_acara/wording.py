"""Formal Indonesian for a berita acara: lists, counts, dates in words, and where something stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from audit.models import Finding
from normalize.terbilang import spell
from reports import labels
from reports.berita_acara.results import File, Part, Result

BLANK = "[diisi petugas]"
"""What stands where the documents show nothing."""

_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_LONGEST_QUOTE = 90
_LONGEST_MESSAGE = 500
"""A finding that takes more characters is told by its title; the workpaper has all of it."""

_GLUE = "\u00a0"
"""A space at which no line is broken."""


def blank(what: str) -> str:
    """A place for the officer to fill in that says what belongs there."""
    return f"[diisi petugas: {what}]"


def weekday(day: date) -> str:
    """Rabu."""
    return _WEEKDAYS[day.weekday()]


def month(day: date) -> str:
    """September."""
    return labels.MONTHS[day.month - 1]


def long_date(day: date) -> str:
    """24 September 2025."""
    return f"{day.day} {month(day)} {day.year}"


def iso_date(text: str) -> str:
    """An ISO date as officials write it."""
    return long_date(date.fromisoformat(text))


def title_words(number: int) -> str:
    """A number in words with capitals, as the opening of a berita acara has them: Dua Puluh Empat."""
    return spell(number).title()


def counted(number: int) -> str:
    """A count in digits and words: 12 (dua belas)."""
    return f"{labels.count(number)} ({spell(number)})"


def listed(items: Sequence[str]) -> str:
    """A, B, dan C."""
    if len(items) < 3:
        return " dan ".join(items)
    return f"{', '.join(items[:-1])}, dan {items[-1]}"


def sentence(text: str) -> str:
    """``text`` with a capital and a full stop."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "]")) else f"{text}."


def quote(text: str) -> str:
    """``text`` on one line in quotation marks, cut at a word when it is long."""
    text = " ".join(text.split())
    if len(text) > _LONGEST_QUOTE:
        text = text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"“{text}”"


def time_of(part: Part) -> str:
    """What a document is for: Tahun 2024, Triwulan III Tahun 2025; empty when it does not say."""
    period = part.period.replace("TW", "Triwulan") if part.period and part.period != "tahunan" else ""
    return " ".join(filter(None, (period, f"Tahun {part.year}" if part.year else "")))


def places(result: Result, found: Iterable[tuple[File, Part]]) -> str:
    """Where segments stand: "hlm. 1–4, 7–9", with the files' numbers when there are several."""
    pages: dict[str, list[str]] = {}
    for file, part in found:
        first, last = part.pages
        pages.setdefault(file.path, []).append(str(first) if first == last else f"{first}–{last}")
    return _references(result, {path: ", ".join(runs) for path, runs in pages.items()})


def evidence(result: Result, findings: Iterable[Finding]) -> str:
    """Where the evidence of findings stands: "dok. 1 hlm. 6; dok. 2 hlm. 2"."""
    pages: dict[str, set[int]] = {}
    for found in findings:
        for place in found.evidence:
            pages.setdefault(place.document, set()).add(place.page)
    return _references(result, {path: page_list(numbers) for path, numbers in pages.items()})


def told(result: Result, found: Finding) -> str:
    """A finding as a sentence, with its doubt, and with the documents it speaks of when there are several.

    The message names the pages, so the document is enough where all of them are in one.
    """
    text = sentence(found.message)
    if len(text) > _LONGEST_MESSAGE:
        text = f"{found.title}: {quote(found.subject)}; rinciannya pada kertas kerja ({evidence(result, [found])})."
    if found.verdict == "perlu_cek":
        text += " Hal ini perlu dipastikan."
    documents = dict.fromkeys(place.document for place in found.evidence)
    if len(result.documents) < 2 or not documents:
        return text
    only = f"dok.{_GLUE}{_number(result, next(iter(documents)))}"
    return f"{text} [{only if len(documents) == 1 else evidence(result, [found])}]"


def lines(texts: Sequence[str]) -> str:
    """One text per line, dashes before them when there are several."""
    return "\n".join(f"–{_GLUE}{text}" for text in texts) if len(texts) > 1 else "".join(texts)


def documents(result: Result) -> list[str]:
    """The documents of a submission, numbered when there are several, with how they were read."""
    told = []
    for number, file in enumerate(result.documents, start=1):
        how = labels.how_read(file.source)
        named = f"{file.path} ({labels.count(file.pages)} halaman; {how[:1].lower()}{how[1:]})"
        told.append(f"dok.{_GLUE}{number} = {named}" if len(result.documents) > 1 else named)
    return told


def page_list(pages: Iterable[int]) -> str:
    """3, 5–7."""
    return labels.page_list(pages).replace("-", "–")


def on_pages(pages: Iterable[int]) -> str:
    """hlm. 3, 5–7."""
    return f"hlm.{_GLUE}{page_list(pages)}"


def _references(result: Result, pages: dict[str, str]) -> str:
    if len(result.documents) < 2:
        return "; ".join(f"hlm.{_GLUE}{text}" for text in pages.values())
    numbered = sorted((_number(result, path), text) for path, text in pages.items())
    return "; ".join(f"dok.{_GLUE}{number} hlm.{_GLUE}{text}" for number, text in numbered)


def _number(result: Result, path: str) -> int:
    return [file.path for file in result.documents].index(path) + 1
