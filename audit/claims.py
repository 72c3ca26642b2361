"""What sentences compute: "Rp b dari Rp a atau p%", "k dari n atau p%", "realisasi r dari target t, capaian c".

A claim is a printed result with everything it may have been computed from. It is wrong only when none of its
candidates gives it; sentences whose grammar leaves open what belongs to what make no claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, permutations

from audit.arithmetic import HUNDRED, Interval, agrees, interval, unit_of_last_place
from audit.columns import show
from audit.memo import remembered
from audit.prose import Figure, Paragraph, paragraphs
from normalize.models import Number, Submission

ROUGH = re.compile(
    r"(?:sekitar|kurang lebih|lebih kurang|hampir|lebih dari|kurang dari|diatas|di atas|dibawah|di bawah|kisaran"
    r"|mendekati|minimal|maksimal|±|[<>≥≤])\s*$",
    re.IGNORECASE,
)
"""What stands before a figure that is not meant to the last digit."""

_LINK = re.compile(
    r"(?:\W|_|\d\)|\b(?:atau|yakni|yaitu|sama|setara|dengan|sebesar|sebanyak|senilai|mencapai|tercapai|realisasi(?:nya)?|serapan"
    r"|terserap|penyerapan|persentase(?:nya)?|pro?sentase(?:nya)?|presentase(?:nya)?|capaian(?:nya)?|tingkat|kinerja|anggaran"
    r"|belanja|keuangan|adalah|hanya|baru|telah|sudah|sehingga|maka|ada|itu|tersebut|rata|diperoleh|nilai|kurang|lebih))*",
    re.IGNORECASE,
)
_SPENT = re.compile(r"realis|serap|dibelanjakan|digunakan|terpakai", re.IGNORECASE)
_NOT_SPENT = re.compile(
    r"sisa|silpa|efisiensi|fisik|selisih|perubahan|menjadi|bertambah|berkurang|sumber", re.IGNORECASE
)
_BUDGET = re.compile(r"anggaran|pagu|alokasi|dana|belanja|apbd|dpa", re.IGNORECASE)
_OF_ALL = re.compile(r"\W*dari\s+(?:total|keseluruhan|seluruh|jumlah)", re.IGNORECASE)
_FROM = re.compile(r"\bdari(?:\s+(?:total|jumlah|seluruh|sebanyak|sejumlah))*\s*$", re.IGNORECASE)
_OF = re.compile(r"\bdari\b|\bterhadap\b", re.IGNORECASE)
_K_OF_N = re.compile(
    r"[^.;,%]{0,40}\bdari\b(?:\s+(?:total|jumlah|seluruh|keseluruhan|sebanyak|sejumlah))*\s*", re.IGNORECASE
)
_SO = re.compile(r"\batau\b|\bsehingga\b|\bdengan demikian\b|=|\(|\bpro?sentase|\bpersentase", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?:sebanyak|sejumlah|berjumlah|jumlah|ada|tersedia|terdapat|dibutuhkan|kebutuhan|dari)\s*$", re.IGNORECASE
)
_ROLE = re.compile(
    r"(?P<realisasi>(?:ter)?realisasi(?:nya)?(?:\s+(?:target|capaian|kinerja))*)"
    r"|(?P<other>(?:sesuai|mencapai|melebihi|memenuhi|melampaui|menuju)\s+target\w*)"
    r"|(?P<target>(?:di)?target(?:kan|nya)?(?:\s+(?:capaian|kinerja))*)"
    r"|(?P<capaian>(?:\w*sentase\s+)?\b(?:ter|pen)?capai(?:an)?(?:nya)?(?:\s+(?:indikator|kinerja|target))*)",
    re.IGNORECASE,
)
_OTHER_ROLE = re.compile(
    r"anggaran|keuangan|fisik|efisiensi|penyerapan|serapan|renstra|rpjmd?|akhir|tahun lalu|sebelumnya|triwulan|tribulan"
    r"|rata-rata|\bkategori|\bskala",
    re.IGNORECASE,
)
_ROLES = frozenset({"target", "realisasi", "capaian"})
_ROLE_WORDS = ("target", "realisasi", "capai")
_NEAR = 90
_CHANGED = re.compile(
    r"\b(?:naik|meningkat|bertambah|turun|menurun|berkurang|kenaikan|peningkatan|penurunan|selisih)\b", re.IGNORECASE
)
"""Words before a percentage that make it that of a change, not a share."""
_LIMITS = frozenset(map(Decimal, (100, 110, 120, 125, 150, 200)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A computation (``formula`` with Indonesian figures) and the values that its printed inputs allow."""

    formula: str
    result: Interval


@dataclass(frozen=True, slots=True)
class Claim:
    """A printed result and the computations that may have given it, the likeliest first.

    Not ``sure`` where the sentence may be meant otherwise.
    """

    printed: Figure
    inputs: tuple[Figure, ...]
    candidates: tuple[Candidate, ...]
    sure: bool = True

    @property
    def right(self) -> bool:
        """Whether any candidate gives the printed result."""
        number = self.printed.number
        return any(agrees(number, candidate.result) for candidate in self.candidates)

    @property
    def expected(self) -> Decimal:
        """The middle of what the likeliest computation gives, rounded two places finer than printed."""
        result = self.candidates[0].result
        return ((result.low + result.high) / 2).quantize(unit_of_last_place(self.printed.number.decimals + 2))


def claims(submission: Submission) -> list[tuple[Paragraph, list[Claim]]]:
    """The paragraphs of a submission with their claims, each figure at most once as a result."""
    return _of_all(paragraphs(submission))


@remembered
def _of_all(every: tuple[Paragraph, ...]) -> list[tuple[Paragraph, list[Claim]]]:
    return [(paragraph, _claims(paragraph)) for paragraph in every]


def _claims(paragraph: Paragraph) -> list[Claim]:
    found: dict[int, Claim] = {}
    for claim in (*_of_budget(paragraph), *_of_counts(paragraph), *_of_target(paragraph)):
        found.setdefault(claim.printed.start, claim)
    return [one for one in found.values() if not ROUGH.search(paragraph.before(one.printed))]


def quotient(upper: Number, lower: Number, shown: tuple[Number, Number] | None = None) -> Candidate | None:
    """``upper / lower`` as a percentage; None when the divisor may be zero."""
    try:
        result = interval(upper) / interval(lower) * Interval.exactly(HUNDRED)
    except ZeroDivisionError:
        return None
    over, under = shown or (upper, lower)
    return Candidate(f"{show(over)} / {show(under)} x 100%", result)


def _of_budget(paragraph: Paragraph) -> Iterator[Claim]:
    """ "Anggaran Rp a dengan realisasi Rp b atau p%", and "realisasi Rp b (p%) dari anggaran Rp a"."""
    for one, other, result in _neighbours(paragraph):
        if one.number.unit == other.number.unit == "Rp" and result.percent:
            link, lead = paragraph.between(other, result), paragraph.between(one, other)
            plain = _LINK.fullmatch(link) and not _NOT_SPENT.search(link) and not _NOT_SPENT.search(lead)
            if not plain or _breaks(paragraph, one, other) > 1 or _OF_ALL.match(paragraph.text[result.end :]):
                continue
            before = paragraph.text[max(0, one.start - _NEAR) : one.start]
            if _SPENT.search(lead) and _BUDGET.search(before) and not _SPENT.search(before):
                yield from _claim(result, other, one)
            elif _SPENT.search(before) and _OF.search(lead):
                yield from _claim(result, one, other)
        elif one.number.unit == result.number.unit == "Rp" and other.percent:
            before = paragraph.text[max(0, one.start - _NEAR) : one.start]
            link, lead = paragraph.between(one, other), paragraph.between(other, result)
            of = _OF.search(lead) and not _NOT_SPENT.search(lead) and _breaks(paragraph, other, result) == 0
            if of and _LINK.fullmatch(link) and _SPENT.search(before) and not _NOT_SPENT.search(before):
                yield from _claim(other, one, result)


def _claim(result: Figure, upper: Figure, lower: Figure) -> Iterator[Claim]:
    candidates = [quotient(a.number, b.number) for a, b in ((upper, lower), (lower, upper))]
    likeliest = candidates[0]
    if likeliest is None or (result.number.value == HUNDRED and likeliest.result.low >= HUNDRED):
        return
    given = tuple(one for one in candidates if one is not None)
    left = Interval.exactly(HUNDRED) - likeliest.result
    yield Claim(result, (upper, lower), (*given, Candidate(f"100% - {likeliest.formula}", left)))


def _of_counts(paragraph: Paragraph) -> Iterator[Claim]:
    """ "k dari n desa atau p%", "sebanyak n kendaraan, tersedia sebanyak k kendaraan atau p%"."""
    for one, other, result in _neighbours(paragraph):
        if not (one.counted and other.counted and result.percent) or one.number.value == other.number.value:
            continue
        lead, link = paragraph.between(one, other), paragraph.between(other, result)
        if len(link) > _NEAR * 2 or _OTHER_ROLE.search(link) or _CHANGED.search(link) or not _SO.search(link):
            continue
        of = _K_OF_N.fullmatch(lead) and one.number.value < other.number.value
        amounts = all(_AMOUNT.search(paragraph.before(figure)) for figure in (one, other))
        same = one.number.unit is not None and one.number.unit == other.number.unit
        less = one.number.value > other.number.value and len(lead) <= _NEAR
        from_all = less and (same or other.number.unit is None) and _FROM.search(paragraph.before(one))
        if not (of or from_all or (amounts and same)) or _breaks(paragraph, one, result) > 1:
            continue
        if re.search(r"\btarget|(?<!ter)capaian", link, re.IGNORECASE) or not _leads(link):
            continue
        start, _ = paragraph.sentence_of(one)
        pool = [
            figure for figure in paragraph.within(start, result.start) if figure.counted and figure.number.value > 0
        ]
        lower, upper = sorted((one, other), key=lambda figure: figure.number.value, reverse=True)
        first = quotient(upper.number, lower.number)
        if first is None or len(pool) > 6:
            continue
        ratios = (quotient(a.number, b.number) for a, b in permutations(pool, 2))
        sums = (
            quotient(a.number, _sum((b.number, c.number)))
            for a in pool
            for b, c in combinations([figure for figure in pool if figure is not a], 2)
        )
        every = [first, *(candidate for candidate in (*ratios, *sums) if candidate is not None)]
        rest = [Candidate(f"100% - {one.formula}", Interval.exactly(HUNDRED) - one.result) for one in every]
        nearest = sorted(every, key=lambda one: abs(one.result.low - result.number.value))
        yield Claim(result, (upper, lower), (*nearest, *rest))


def _leads(link: str) -> bool:
    """Whether the text before a percentage says that it follows from what was just counted."""
    return len(re.findall(r"\w+", link)) <= 12


def _sum(numbers: Sequence[Number]) -> Number:
    return Number("", sum((one.value for one in numbers), Decimal(0)))


def _of_target(paragraph: Paragraph) -> Iterator[Claim]:
    """ "Realisasi r dari target t dengan capaian c%", in any order, one of each in a sentence."""
    for start, end in paragraph.sentences():
        figures = paragraph.within(start, end)
        if len(figures) < len(_ROLES) or not all(word in paragraph.text[start:end].lower() for word in _ROLE_WORDS):
            continue
        told = [(role(paragraph, one), one) for one in figures]
        for three in zip(told, told[1:], told[2:], strict=False):
            roles = dict(three)
            if set(roles) != _ROLES:
                continue
            target, realisasi, capaian = roles["target"], roles["realisasi"], roles["capaian"]
            if any(one.money or one.number.comparison for one in roles.values()) or not capaian.percent:
                continue
            yield from _capaian(target, realisasi, capaian)


def _capaian(target: Figure, realisasi: Figure, capaian: Figure) -> Iterator[Claim]:
    goal, reached = target.number, realisasi.number
    if reached.value == 0:
        return  # what nothing is worth depends on the indikator
    if target.percent != realisasi.percent and {goal.unit, reached.unit} & {"%"} and goal.value * 2 < reached.value:
        return
    plain, inverse = quotient(reached, goal), quotient(goal, reached)
    if plain is None:
        return
    two = Interval.exactly(2 * HUNDRED) - plain.result
    opposite = Candidate(f"(2 x {show(goal)} - {show(reached)}) / {show(goal)} x 100%", two)
    candidates = [one for one in (plain, inverse, opposite) if one is not None]
    if capaian.number.value in _LIMITS and plain.result.high >= capaian.number.value:
        return  # capaian are often limited
    yield Claim(capaian, (realisasi, target), tuple(candidates))


def role(paragraph: Paragraph, figure: Figure) -> str | None:
    """What the words before a figure make of it: "target", "realisasi" or "capaian"; None when that is open."""
    n = bisect_left(paragraph.figures, figure.start, key=lambda one: one.start)
    start, _ = paragraph.sentence_of(figure)
    return _role_after(paragraph.text[max(start, paragraph.figures[n - 1].end if n else 0) : figure.start])


@lru_cache(maxsize=4096)
def _role_after(gap: str) -> str | None:
    found = list(_ROLE.finditer(gap))
    if (
        not found
        or len(gap) - found[-1].end() > _NEAR
        or _OTHER_ROLE.search(gap[found[-1].start() - 25 if found[-1].start() > 25 else 0 :])
    ):
        return None
    return None if found[-1].lastgroup == "other" else found[-1].lastgroup


def _neighbours(paragraph: Paragraph) -> Iterator[tuple[Figure, Figure, Figure]]:
    yield from zip(paragraph.figures, paragraph.figures[1:], paragraph.figures[2:], strict=False)


def _breaks(paragraph: Paragraph, one: Figure, other: Figure) -> int:
    """How many sentences end between two figures."""
    return sum(one.end <= end <= other.start for _, end in paragraph.sentences())
