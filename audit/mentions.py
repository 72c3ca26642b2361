"""Which indikator or budget line a sentence speaks of, and which figure of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from audit.claims import ROUGH, role
from audit.prose import Figure, Paragraph
from audit.scope import Report
from audit.told import Known, alike, named, names_of, pooled
from normalize.matching import similarity

_LEVEL = re.compile(r"\b(?:sub\s?kegiatan|kegiatan|program)\b\s*:?\s*", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:\([a-z ]+\)\s*)?(?:sub\s?)?(?:kegiatan|program|indikator|paket)\b", re.IGNORECASE)
_NAME_ENDS = re.compile(
    r"[,;:.(]|\b(?:yang|dengan|sebesar|senilai|mencapai|mengalami|terdiri|adalah|memiliki|didukung|oleh|dianggarkan"
    r"|dialokasikan|dilaksanakan|dilakukan|pada|tahun|anggaran|alokasi|pagu|realisasi|terealisasi|memperoleh|mendapat)\b",
    re.IGNORECASE,
)
_PAGU = re.compile(r"anggaran|alokasi|pagu|\bdana\b", re.IGNORECASE)
_SPENT = re.compile(r"realisas|terserap|penyerapan|serapan", re.IGNORECASE)
_OTHER_TIME = re.compile(
    r"semula|sebelum|menjadi|perubahan|diubah|di\s?rubah|berubah|\blalu\b|triwulan|tribulan|\btw\b|semester|bertambah|berkurang"
    r"|tambahan|murni|induk|pergeseran|renstra|rpjm|selisih|sisa|silpa|efisiensi|fisik|sumber dana|apbn|hibah",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_REACHED = re.compile(r"tercapai(?:\s+(?:sebesar|nilai|skor|angka))?\s*$", re.IGNORECASE)
_REACH = 160
_LONGEST_NAME = 2 * _REACH
_FAR = 3 * _LONGEST_NAME
"""Letters behind the beginning of a name within which its budget is told, or that of a name within it."""
_SHORT_NAME, _SHORT_LETTERS = 2, 12
_FOLLOWS = re.compile(r"\W*(?:dengan\s+|dari\s+|adapun\s+)?(?:target|realisasi|capaian)", re.IGNORECASE)
_REGION = re.compile(
    r"(?:Provinsi|Propinsi|Kabupaten|Kota|Kecamatan|Kelurahan|Desa|Kab\.|Kec\.)"
    r"\s+(?!Dalam|Dan\b|Antar|Se\b|Di\b|Yang|Untuk|Tahun)([A-Z]\w+)"
)
_ELSEWHERE = re.compile(r"nasional|pembanding|dibanding|daripada", re.IGNORECASE)
_OF_TARGET = re.compile(r"\W*(?:\w+\s+){0,2}dari\s+(?:yang\s+)?target", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure that a sentence tells of something the tables know: its ``measure`` there.

    ``sure`` when the sentence itself names the thing; else its heading does, and other figures bear it out.
    """

    known: Known
    measure: str
    figure: Figure
    sure: bool


def budget_mentions(paragraph: Paragraph, knowns: Sequence[Known], year: int | None) -> Iterator[Mention]:
    """Pagu and realisasi told right behind a name: "Kegiatan X dengan anggaran sebesar Rp a, realisasi Rp b"."""
    taken = -1
    money = [one.start for one in paragraph.figures if one.money]
    for match in _LEVEL.finditer(paragraph.text) if money else ():
        if not any(match.end() <= start < match.end() + _FAR for start in money):
            continue
        if match.start() < taken or (found := _budget_name(paragraph, match.end(), knowns)) is None:
            continue
        known, end = found
        taken = end
        behind = [one for one in paragraph.figures if one.start >= end and not _is_count(paragraph, one)][:2]
        if not behind or not behind[0].money:
            continue
        gap = paragraph.text[end : behind[0].start]
        if not _PAGU.search(gap) or _SPENT.search(gap) or not _told_plainly(gap, year):
            continue
        yield Mention(known, "pagu", behind[0], sure=True)
        if len(behind) > 1 and behind[1].money:
            gap = paragraph.between(behind[0], behind[1])
            if _SPENT.search(gap) and _told_plainly(gap, year):
                yield Mention(known, "realisasi", behind[1], sure=True)


def _is_count(paragraph: Paragraph, figure: Figure) -> bool:
    """Whether a figure counts the parts of a budget line ("terdiri dari 6 kegiatan")."""
    return figure.counted and _PARTS.match(paragraph.text[figure.end :]) is not None


def _told_plainly(gap: str, year: int | None) -> bool:
    """Whether nothing between a name and a figure speaks of another time, or of part of the money."""
    years = {int(one) for one in _YEAR.findall(gap)}
    return len(gap) <= _REACH and not _OTHER_TIME.search(gap) and years <= {year} and not ROUGH.search(gap)


def _budget_name(paragraph: Paragraph, start: int, knowns: Sequence[Known]) -> tuple[Known, int] | None:
    """The budget line whose name begins at ``start``, with the end of the name; the longest that fits."""
    best: tuple[float, int, tuple[int, ...]] | None = None
    names = names_of(knowns)
    for match in _NAME_ENDS.finditer(paragraph.text, start, start + _LONGEST_NAME):
        name = paragraph.text[start : match.start()]
        if not name.strip():
            continue
        found = alike(name, names)
        score = max((similarity(names[n], name) for n in found), default=0.0)
        if found and (best is None or score > best[0]):
            best = score, match.start(), found
        if score == 1:
            break
    return None if best is None else (pooled([knowns[n] for n in best[2]]), best[1])


def indikator_mentions(paragraph: Paragraph, knowns: Sequence[Known], report: Report) -> Iterator[Mention]:
    """Targets, realisasi and capaian told of an indikator that the sentence names, or that stands right above it.

    What stands above is the heading, or the sentence before one that begins with its figures ("Target 2% dengan ...").
    """
    above = named(paragraph.topic, knowns) if paragraph.topic else []
    for start, end in paragraph.sentences():
        text, follows = paragraph.text[start:end], _FOLLOWS.match(paragraph.text, end)
        figures = [one for one in paragraph.within(start, end) if not _rough(paragraph, one)]
        told = [(measure, one) for one in figures if (measure := _measure(paragraph, one))]
        if not told and not follows:
            continue
        places = _names_in(text, knowns)
        around = "".join(text[a:b] for a, b in _outside(places, len(text)))
        if _OTHER_TIME.search(around) or {int(one) for one in _YEAR.findall(around)} - {report.year}:
            continue
        for place, name_end, known in places:
            until = min((other for other, _, _ in places if other > place), default=len(text)) + start
            for measure, one in _once([pair for pair in told if start + name_end <= pair[1].start < until]):
                if not _of_others(paragraph.text[start + name_end : one.start], report):
                    yield Mention(known, measure, one, sure=True)
        if not places and above and not _of_others(text, report):
            known = pooled(above)
            agreed = [measure for measure, one in told if known.agrees(measure, one.number)]
            for measure, one in _once(told):
                if (agreed and measure not in agreed) or transposed(known, measure, one):
                    yield Mention(known, measure, one, sure=False)
        above = [known for _, _, known in places] if len(places) == 1 and follows else above


def _outside(places: Sequence[tuple[int, int, Known]], length: int) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence that belong to no name."""
    begin = 0
    for start, end, _ in places:
        yield begin, start
        begin = end
    yield begin, length


def _of_others(text: str, report: Report) -> bool:
    """Whether words speak of another region or unit than the report's."""
    own = (report.lead.unit or "").casefold()
    return bool(_ELSEWHERE.search(text)) or any(name.casefold() not in own for name in _REGION.findall(text))


def _once(told: Sequence[tuple[str, Figure]]) -> list[tuple[str, Figure]]:
    """The measures told exactly once: of two targets one is another's."""
    measures = [measure for measure, _ in told]
    return [(measure, one) for measure, one in told if measures.count(measure) == 1]


def _measure(paragraph: Paragraph, figure: Figure) -> str | None:
    """What a figure is; a capaian that is no percentage ("tercapai 3,2") is what was reached."""
    if figure.money or (figure.number.unit or "").startswith("poin"):
        return None
    if found := role(paragraph, figure):
        reached = not figure.percent and _REACHED.search(paragraph.before(figure))
        return "realisasi" if found == "capaian" and reached else found
    return "realisasi" if figure.percent and _OF_TARGET.match(paragraph.text[figure.end :]) else None


def _rough(paragraph: Paragraph, figure: Figure) -> bool:
    return bool(figure.number.comparison or ROUGH.search(paragraph.before(figure)))


def _names_in(text: str, knowns: Sequence[Known]) -> list[tuple[int, int, Known]]:
    """The known names that a sentence prints word for word: start, end, and what they name; the longest win."""
    places = _places(text, names_of(knowns))
    return [(start, end, pooled(named(name, knowns))) for start, end, name in places]


@lru_cache(maxsize=4096)
def _places(text: str, names: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    found: list[tuple[int, int, str]] = []
    folded = text.casefold()
    for name, words in _tellable(names):
        for match in _in_a_row(words).finditer(text) if all(word in folded for word in words) else ():
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), name))
    return tuple(sorted(found))


@lru_cache(maxsize=16)
def _tellable(names: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names that are long enough to be told in a sentence, the longest first, each with its words."""
    found = []
    for name in sorted(names, key=len, reverse=True):
        words = re.findall(r"\w+", name.casefold())
        if words and (len(name) >= _SHORT_LETTERS or len(words) > _SHORT_NAME):
            found.append((name, tuple(words)))
    return tuple(found)


@lru_cache(maxsize=256)
def _in_a_row(words: tuple[str, ...]) -> re.Pattern[str]:
    """Words with nothing but spaces and signs between them, in either letter case."""
    row = r"\W+".join(map(re.escape, words))
    return re.compile(rf"(?<!\w){row}(?!\w)", re.IGNORECASE)


def transposed(known: Known, measure: str, figure: Figure) -> bool:
    """Whether a figure has the digits of a known value with two neighbours swapped."""
    digits = re.sub(r"\D", "", figure.number.raw)
    for _, value in known.values.get(measure, []):
        other = re.sub(r"\D", "", value.number.raw if value.number else "")
        if len(digits) != len(other) or len(digits) < 3 or sorted(digits) != sorted(other):
            continue
        differing = [n for n, (a, b) in enumerate(zip(digits, other, strict=True)) if a != b]
        if len(differing) == 2 and differing[1] - differing[0] == 1:
            return True
    return False
