"""How many sasaran, indikator and programs a report says it has, and how many its tables list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from audit.prose import Figure, Paragraph
from audit.scope import Record, Report
from normalize.matching import FLOOR, similarity
from normalize.models import Passage, Submission

_NOUN = (
    r"(?P<indikator>indikator(?:\s+kinerja)?\s+sasaran(?:\s+(?:strategis|stratejik))?)"
    r"|(?P<sasaran>sasaran(?:\s+(?:strategis|stratejik|kinerja))?)"
    r"|(?P<program>program)(?:\s+utama)?(?:\s+dan\s+(?P<more>\d{1,2})\s*(?:\([^)]*\)\s*)?program\s+(?:penunjang|pendukung))?"
)
_STATED = re.compile(
    r"(?P<lead>[\w-]+)\s+(?P<count>\d{1,2})\s*(?:\([^)]*\))?\s*(?:" + _NOUN + r")\b(?P<after>[^.;:]{0,40})",
    re.IGNORECASE,
)
_WHOLE = frozenset(
    ("ada", "terdapat", "dari", "terhadap", "memiliki", "mempunyai", "menetapkan", "kinerja", "melaksanakan")
)
_PART = re.compile(
    r"^\s*(?:,|yaitu|yakni|lainnya|lain\b|tersebut|mengalami|melebihi|mencapai|melampaui|dengan\b|terlalu|mendapat|berhasil|di\s?atas"
    r"|di\s?bawah|tidak|belum|sudah|telah|dalam|pada|untuk|apbd|penunjang|prioritas|unggulan|daerah|pokok"
    r"|yang\s+(?!(?:di|telah|akan|sudah|ingin|menjadi)))",
    re.IGNORECASE,
)
_RESTRICTED = re.compile(
    r"\bmisi\b|\btujuan\b|sasaran\s+(?:ini|ke|tersebut|pertama|kedua|ketiga|\d|[“\"])|bupati|gubernur", re.IGNORECASE
)
_DONE = re.compile(
    r"^\s*(?:yang\s+)?(?:telah|akan|sudah|di)\s*(?:di)?(?:laksanakan|jalankan|lakukan|laksana)", re.IGNORECASE
)
_OF_SASARAN = re.compile(r"sasaran", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"(?<![\d.,])(?P<count>\d{1,2})\s*(?:\((?:[^()\d]*)\))\s*(?P<noun>[a-z]+(?:\s+[a-z]+){0,4}?)\s*(?:,|yaitu|yakni|sebagai\s+berikut|antara\s+lain"
    r"|adalah|meliputi|\s)*:\s*$",
    re.IGNORECASE,
)
_STRUCTURE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(sasaran|tujuan|misi|indikator|program|desa|kelurahan|kecamatan|bidang|seksi|pegawai)\b",
    re.IGNORECASE,
)
_EXISTS = re.compile(
    r"(?:terdapat|terdiri|memiliki|mempunyai|ditetapkan|menetapkan|meliputi|berjumlah|sebanyak)\W*(?:\w+\W+){0,2}$",
    re.I,
)
_ITEM = re.compile(r"^\W*(?P<number>\d{1,2})\s*[.)]\s*\D")
_BUDGETS = frozenset({"realisasi_anggaran", "pk_anggaran", "efisiensi"})
REACHED = re.compile(
    r"(?P<count>\d{1,2})\s*(?:\([a-z ]+\)\s*)?dari\s+(?P<of>\d{1,2})\s*(?:\([a-z ]+\)\s*)?(?:dari\s+)?"
    r"(?P<noun>indikator)\b(?P<between>[^.;]{0,60}?)\b(?:mencapai|memenuhi|melampaui|melebihi|tercapai)(?:\s+(?:target|100\s*%|sesuai))",
    re.IGNORECASE,
)
""" "1 (satu) dari 3 (tiga) indikator tersebut telah mencapai target"."""
_SEVERAL = 2
_ALIKE = 60
"""Letters before a count that must be the same in two sentences that tell one thing."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A count that running text states of ``noun``, where, and the words of the sentence."""

    noun: str
    count: int
    figure: Figure
    paragraph: Paragraph
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence up to a count and its noun (``text``)."""

    figure: Figure
    paragraph: Paragraph
    text: str


def stated(paragraphs: Iterable[Paragraph]) -> Iterator[Stated]:
    """Statements of how many sasaran, indikator sasaran or programs there are in all."""
    for paragraph in paragraphs:
        for start, end in paragraph.sentences() if paragraph.figures else ():
            for match in _STATED.finditer(paragraph.text, start, end):
                noun = next(name for name in ("indikator", "sasaran", "program") if match[name])
                before = paragraph.text[start : match.start("count")]
                if match["lead"].casefold() not in _WHOLE or _PART.match(match["after"]) or _RESTRICTED.search(before):
                    continue
                if noun != "sasaran" and _OF_SASARAN.search(f"{paragraph.topic} {before}") and noun == "program":
                    continue
                if noun == "program" and not _DONE.match(match["after"]):
                    continue
                figure = next((one for one in paragraph.figures if one.start == match.start("count")), None)
                if figure is not None:
                    count = int(match["count"]) + int(match["more"] or 0)
                    whole = paragraph.text[match.end() : match.end() + 1].isalnum()
                    text = match[0].rpartition(" ")[0] if whole else match[0]
                    yield Stated(noun, count, figure, paragraph, " ".join(text.split()))


def listed(submission: Submission, report: Report) -> dict[str, list[tuple[int, Record]]]:
    """Per noun how many different ones each table lists, with a record of that table."""
    names: dict[tuple[str, str], list[tuple[str, Record]]] = defaultdict(list)
    own = report.ids
    for one in submission.indikator:
        if one.segment in own and one.year in (None, report.year) and one.level == "sasaran":
            names["sasaran", one.table].append((one.sasaran, one))
            names["indikator", one.table].append((one.indikator, one))
    for line in submission.anggaran:
        applies = line.segment in own and line.year in (None, report.year)
        if applies and line.level == "program" and not line.total and line.table_kind in _BUDGETS:
            names["program", line.table].append((line.name, line))
    found: dict[str, list[tuple[int, Record]]] = defaultdict(list)
    for (noun, _), told in names.items():
        count = _different([name for name, _ in told if name.strip()])
        if count:
            found[noun].append((count, told[0][1]))
    return found


def usual(counts: Sequence[tuple[int, Record]], said: Iterable[int]) -> int | None:
    """The count on which most tables agree, borne out by another table or statement; None when there is none."""
    tally = Counter(count for count, _ in counts)
    if not tally:
        return None
    count, times = tally.most_common(1)[0]
    return count if times + sum(one == count for one in said) >= _SEVERAL else None


def contradictions(paragraphs: Iterable[Paragraph]) -> Iterator[list[Sentence]]:
    """Sentences on how many sasaran, misi, desa, ... there are, alike up to the count, which differs."""
    seen: dict[tuple[str, str], dict[str, Sentence]] = defaultdict(dict)
    for paragraph in paragraphs:
        for start, end in paragraph.sentences():
            for figure in paragraph.within(start, end):
                behind = _STRUCTURE.match(paragraph.text, figure.end) if figure.counted else None
                before = paragraph.text[start : figure.start]
                if behind is None or not _EXISTS.search(before):
                    continue
                letters = re.sub(r"[^a-z]", "", before.casefold())
                if len(letters) < _ALIKE:
                    continue
                told = Sentence(figure, paragraph, paragraph.text[start : behind.end()])
                seen[letters[-_ALIKE:], behind[1].casefold()].setdefault(str(figure.number.value), told)
    for same in seen.values():
        if len(same) > 1:
            yield list(same.values())


def announced(passages: Sequence[Passage]) -> Iterator[tuple[Passage, re.Match[str], int]]:
    """Lines that announce a number of things with a numbered list right behind: the line, the match, its length."""
    texts = [one for one in passages if one.kind != "caption"]
    for n, passage in enumerate(texts):
        match = _ANNOUNCED.search(" ".join(passage.text.split())) if passage.text.rstrip().endswith(":") else None
        if match is None:
            continue
        length = 0
        for following in texts[n + 1 :]:
            item = _ITEM.match(following.text)
            if item is None or following.kind != "text" or following.segment != passage.segment:
                break
            if int(item["number"]) != length + 1:
                break
            length += 1
        if length >= _SEVERAL:
            yield passage, match, length


def _different(names: Sequence[str]) -> int:
    groups: list[str] = []
    for name in names:
        if not any(similarity(name, other) >= FLOOR for other in groups):
            groups.append(name)
    return len(groups)
