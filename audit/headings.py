"""The numbered headings and captions of a report, each with the chapter it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalize.models import Passage, Segment, Source, Submission

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7}
_CHAPTER = re.compile(r"bab\s*(?P<number>[ivx]+|\d)(?![a-z\d])", re.IGNORECASE)
_SECTION = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)\.?\s*(?P<title>[^\W\d].*)", re.DOTALL)
_CAPTION = re.compile(
    r"(?P<kind>tabel|gambar|grafik)\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)(?![\d%])[.:]?\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LISTED = re.compile(r"\.{4,}|…{2,}|\s\d{1,3}$")
_OUTLINE = re.compile(r"sistematika|daftar\s*(?:isi|tabel|gambar|grafik|lampiran)", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\b(?:memperlihatkan|menunjukkan|menunjukan|dapat|di\s?atas|berikut|tersebut|bahwa|menjelaskan)\b"
)
_WORDS = 25
"""Words of the longest heading; whatever is longer is prose."""
_OUTLINE_PAGES = 2
"""Pages after which prose shows that a list of contents is over."""
_TITLE_WORDS = 15


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading ("bagian") or caption ("tabel", "gambar", "grafik") with its number as printed and its title."""

    kind: str
    number: tuple[int, ...]
    title: str
    chapter: int | None
    at: Source

    @property
    def printed(self) -> str:
        return ".".join(map(str, self.number))


def numbered(submission: Submission, segment: Segment) -> list[Numbered]:
    """The numbered headings and captions of a report in reading order, without its lists of contents and outline."""
    passages = [one for one in submission.passages if one.segment == segment.id]
    first_on_page = {one.at.page: one for one in reversed(passages)}
    outlines = _outline_pages(passages)
    found: list[Numbered] = []
    chapter: int | None = None
    outline: int | None = None  # the page on which a list of contents or outline began
    for at, passage in enumerate(passages):
        text = " ".join(passage.text.split())
        begins = _CHAPTER.match(text) if passage.kind == "heading" else None
        if begins and not _LISTED.search(text):
            if outline is None or first_on_page[passage.at.page] is passage:
                chapter, outline = _chapter(begins["number"]), None
            continue
        if passage.kind != "text" and _OUTLINE.search(text) and len(text.split()) <= _WORDS:
            outline = passage.at.page
        elif outline is not None and passage.at.page >= outline + _OUTLINE_PAGES and len(text.split()) > _WORDS:
            outline = None
        if outline is not None or passage.at.page in outlines or passage.kind == "text":
            continue
        if (one := _read(passage, text, chapter, passages[at + 1 : at + 2])) is not None:
            found.append(one)
    return found


def inferred(found: Sequence[Numbered]) -> list[Numbered]:
    """The sections with the chapter that their order tells: that of the sections both before and after.

    For reports whose chapter headings were not read, because they are pictures for instance. Captions are left out.
    """
    sections = [one for one in found if one.kind == "bagian"]
    placed: list[Numbered] = []
    for at, one in enumerate(sections):
        before = placed[-1].chapter if placed else None
        later = {other.number[0] for other in sections[at:]}
        placed.append(replace(one, chapter=before if before in later else one.number[0]))
    return placed


def _outline_pages(passages: Sequence[Passage]) -> set[int]:
    """Pages on which several chapters or dotted leaders are listed."""
    chapters: dict[int, int] = {}
    for passage in passages:
        text = " ".join(passage.text.split())
        listed = len(re.findall(r"\.{6,}|…{3,}", text)) >= 2
        chapters[passage.at.page] = chapters.get(passage.at.page, 0) + bool(_CHAPTER.match(text)) + 2 * listed
    return {page for page, count in chapters.items() if count >= 2}


def _read(passage: Passage, text: str, chapter: int | None, after: Sequence[Passage]) -> Numbered | None:
    if _LISTED.search(text) and not text[-5:].strip().startswith(("19", "20")):
        return None
    if passage.kind == "heading" and (match := _SECTION.match(text)) and len(text.split()) <= _WORDS:
        return Numbered("bagian", _parts(match["number"]), match["title"], chapter, passage.at)
    if match := _CAPTION.match(text):
        title = match["title"] or (_title_below(after[0]) if after else "")
        if not _SPEAKS.search(title):
            return Numbered(match["kind"].casefold(), _parts(match["number"]), title, chapter, passage.at)
    return None


def _title_below(passage: Passage) -> str:
    """The title that stands in the line below a caption's number."""
    text = " ".join(passage.text.split())
    title = len(text.split()) <= _TITLE_WORDS and not text.endswith((".", ":", ";")) and not _SECTION.match(text)
    return text if title else ""


def _parts(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.split(".")))


def _chapter(number: str) -> int | None:
    return int(number) if number.isdigit() else _ROMAN.get(number.casefold())
