"""Changes told in running text: "turun dari 84,4% menjadi 80,1% atau 4,3 poin", "90 naik sebesar 4 dari tahun lalu 86".

The change itself may be the difference of the two values or its share of the first one: offices mean either. Ranks and
ranges are left out, and so is whatever is told roughly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from audit.arithmetic import HUNDRED, Interval, interval
from audit.claims import ROUGH, Candidate, Claim
from audit.columns import show
from audit.prose import Figure, Paragraph

_UP = r"naik|meningkat|bertambah|(?:mengalami|terjadi|ada)\s+(?:kenaikan|peningkatan|penambahan)"
_DOWN = r"turun|menurun|berkurang|(?:mengalami|terjadi|ada)\s+(?:penurunan|pengurangan)"
_CHANGED = re.compile(rf"\b(?:{_UP}|{_DOWN})\b", re.IGNORECASE)
_WAY = rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
_HOW = r"(?:\s+(?:sebesar|sebanyak|sejumlah|senilai|tipis|sedikit|signifikan|cukup|yang|secara|nilai(?:nya)?|us\$))*\s*"
_WHEN = (
    r"(?:[\s,(:]|\b(?:tahun|(?:19|20)\d\d|lalu|sebelumnya|ini|pada|di|target|realisasi|capaian|kinerja|nilai(?:nya)?|indeks|skor"
    r"|angka|yang|semula|hanya|sebesar|sebanyak|senilai|sejumlah|tercapai|mencapai|adalah|yaitu|triwulan|semester|i{1,3}|iv)\b"
    r"|us\$)*"
)
"""Words between a preposition and its figure that say no more than when, or that it is a value."""
_THINGS = r"\W*(?:(?!(?:dan|sedangkan|serta|namun|tetapi|dari|ke|menjadi|atau)\b)[a-z-]+\W+){0,3}?"
_FROM = re.compile(rf"\b(?:dari|semula)\b{_WHEN}$", re.IGNORECASE)
_TO = re.compile(rf"{_THINGS}{_WHEN}\b(?:menjadi|ke)\b{_WHEN}", re.IGNORECASE)
_WAY_BEFORE = re.compile(
    rf"{_WAY}(?:\s+(?:tipis|sedikit|signifikan|cukup|secara|yang|nilai(?:nya)?|angka|capaian|realisasi))*\s*$", re.I
)
_WAY_BY = re.compile(rf"{_WAY}{_HOW}$", re.IGNORECASE)
_BY = re.compile(
    rf"(?:\s+(?!(?:dan|capaian|realisasi|target|anggaran|indikator|dengan|dari|atau|namun|sedangkan)\b)[a-z-]+){{0,2}}?"
    rf"(?:\s+(?:pada|di|tahun|(?:19|20)\d\d))*"
    rf"(?:[\s,(]|\b(?:atau|yaitu|yakni|sehingga|maka|artinya|berarti|terdapat|dengan|telah)\b)*"
    rf"(?:{_WAY}|(?:\(|\b(?:atau|yaitu|yakni|artinya|berarti)\s)\s*sebesar\b|\bselisih(?:nya)?\b){_HOW}",
    re.IGNORECASE,
)
"""A bare "sebesar" may as well begin another figure ("menjadi Rp a terealisasi sebesar Rp b")."""
_AGAINST = re.compile(
    rf"{_THINGS}\b(?:dari|dibanding(?:kan)?(?:\s+dengan)?)\b{_WHEN}\b(?:sebesar|sebanyak|senilai|sejumlah|yaitu|mencapai){_WHEN}",
    re.I,
)
_OF_OTHER = re.compile(r"\s*(?:dari\s+target|terhadap|kali|per\b|target)", re.IGNORECASE)
_OF_ALL = re.compile(r"\s*dari\s+(?:total|(?:ke)?seluruh|jumlah|(?!(?:19|20)\d\d\b)\d)", re.IGNORECASE)
"""What follows "naik dari 5 menjadi 8 desa atau sebesar 80%" where that is a share of all."""
_RANKS = re.compile(
    r"peringkat|ranking|rangking|urutan|posisi|juara|strata|kategori|level|eselon|golongan|pangkat|kelas|grade",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\b(?:kualitas|mutu|keberhasilan|penanganan|penanggulangan|pengendalian|pencegahan)\b[^.;\d]*$", re.IGNORECASE
)
"""What gets better, be it that a figure falls."""
_TIMES = re.compile(r"hari|jam|menit|detik|minggu|bulan", re.IGNORECASE)
_POINTS = frozenset({"poin", "point"})
_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class Change:
    """A value ``before`` and ``after``, in words (``word``) a rise or a fall, and ``by`` how much, as far as told.

    ``of_merit`` where what rises or falls is how good something is, which a figure that falls may show as well.
    """

    before: Figure
    after: Figure
    rises: bool
    word: str
    by: Figure | None
    of_merit: bool = False

    @property
    def contradicted(self) -> bool:
        """Whether the values go the other way than the words say.

        Of spans of time, less is often called a rise of the service.
        """
        if self.of_merit or any(_TIMES.match(one.number.unit or "") for one in (self.before, self.after)):
            return False
        before, after = interval(self.before.number), interval(self.after.number)
        return after.high < before.low if self.rises else after.low > before.high


def claims_of(changes: Sequence[Change]) -> Iterator[Claim]:
    """What the changes say by how much it was."""
    for change in changes:
        if change.by is not None and (claim := _claim(change, change.by)) is not None:
            yield claim


def changes(paragraph: Paragraph) -> list[Change]:
    """The changes that a paragraph tells."""
    found = []
    for start, end in paragraph.sentences():
        if not _CHANGED.search(paragraph.text, start, end) or _RANKS.search(paragraph.text, start, end):
            continue
        told = [one for one in paragraph.within(start, end) if not _is_year(one)]
        for n in range(len(told)):
            change = _from_to(paragraph, start, told, n) or _by_from(paragraph, told[n : n + 3])
            if change is not None and _plain(paragraph, change):
                merit = _BETTER.search(paragraph.text[start : change.before.start]) is not None
                found.append(replace(change, of_merit=merit))
    return found


def _from_to(paragraph: Paragraph, start: int, told: Sequence[Figure], n: int) -> Change | None:
    """ "Turun dari a menjadi b", with by how much before or behind."""
    if n + 1 >= len(told):
        return None
    before, after = told[n], told[n + 1]
    earlier = told[n - 1] if n else None
    lead = paragraph.text[earlier.end if earlier else start : before.start]
    preposition = _FROM.search(lead)
    if preposition is None or not _TO.fullmatch(paragraph.between(before, after)):
        return None
    behind = _by_behind(paragraph, told, n + 2)
    if way := _WAY_BEFORE.search(lead[: preposition.start()]):
        return Change(before, after, way["up"] is not None, _said(way), behind[0] if behind else None)
    by_before = earlier is not None and re.fullmatch(_THINGS, lead[: preposition.start()], re.IGNORECASE)
    if by_before and earlier and (way := _WAY_BY.search(paragraph.before(earlier))):
        return Change(before, after, way["up"] is not None, _said(way), earlier)
    if behind and (way := behind[1]):
        return Change(before, after, way["up"] is not None, _said(way), behind[0])
    return None


def _by_behind(paragraph: Paragraph, told: Sequence[Figure], n: int) -> tuple[Figure, re.Match[str] | None] | None:
    """The figure behind a change that says by how much it was, and the words for it where it is told there."""
    if n >= len(told):
        return None
    match = _BY.fullmatch(paragraph.between(told[n - 1], told[n]))
    return None if match is None else (told[n], match if match["up"] or match["down"] else None)


def _by_from(paragraph: Paragraph, told: Sequence[Figure]) -> Change | None:
    """ "B naik sebesar c dari tahun lalu sebesar a"."""
    if len(told) < 3:
        return None
    after, by, before = told
    link = paragraph.between(after, by)
    way = _WAY_BY.search(link)
    if way is None or not re.fullmatch(_THINGS, link[: way.start()], re.IGNORECASE):
        return None
    if not _AGAINST.fullmatch(paragraph.between(by, before)):
        return None
    return Change(before, after, way["up"] is not None, _said(way), by)


def _plain(paragraph: Paragraph, change: Change) -> bool:
    """Whether the values are of one kind, and each has one meaning."""
    before, after = change.before, change.after
    if before.number.unit != after.number.unit and {before.number.unit, after.number.unit} & {"%", None} != {None}:
        return False
    figures = [one for one in (before, after, change.by) if one is not None]
    if any(one.number.alternatives or one.number.upper is not None or one.number.comparison for one in figures):
        return False
    if change.by is not None:
        behind = paragraph.text[change.by.end :]
        if _OF_OTHER.match(behind) or (change.by.start > after.start and _OF_ALL.match(behind)):
            return False
    return not any(ROUGH.search(paragraph.before(one)) for one in figures)


def _claim(change: Change, by: Figure) -> Claim | None:
    before, after = interval(change.before.number), interval(change.after.number)
    low, high = sorted((change.before, change.after), key=lambda one: one.number.value)
    difference = interval(high.number) - interval(low.number)
    shown = f"{show(high.number)} - {show(low.number)}"
    from_zero = before.low <= 0 <= before.high
    # a share of things cannot be a number of them, nor of nought; of an index, points are often called percent
    things = by.percent and (from_zero or change.before.number.unit not in ("%", None))
    candidates = [] if things else [Candidate(shown, difference)]
    if not from_zero:
        share = difference / before * Interval.exactly(HUNDRED)
        relative = Candidate(f"({shown}) / {show(change.before.number)} x 100%", share)
        candidates.insert(0 if by.percent and not change.before.percent else 1, relative)
        if by.percent:
            quotient = after / before * Interval.exactly(HUNDRED)
            candidates.append(Candidate(f"{show(change.after.number)} / {show(change.before.number)} x 100%", quotient))
    if not candidates:
        return None
    same = by.number.unit in (change.after.number.unit, None, "%") or by.number.unit in _POINTS
    if not same:
        return None
    printed = replace(by, number=msgspec.structs.replace(by.number, value=abs(by.number.value)))
    return Claim(printed, (change.before, change.after), tuple(candidates))


def _said(way: re.Match[str]) -> str:
    return " ".join((way["up"] or way["down"]).split())


def _is_year(figure: Figure) -> bool:
    number = figure.number
    return number.value in _YEARS and number.raw.isdigit()
