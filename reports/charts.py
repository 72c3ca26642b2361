"""What the charts of a report show: figures as the documents print them, each with its place and its finding.

Charts are drawn by ``templates/charts.html.j2`` from these; nothing is corrected here, and nothing left out silently.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from statistics import mean

import msgspec

from audit.models import Finding
from normalize.models import AnggaranRecord, IndikatorRecord, Level, Source, Submission, Value

MOST_ROWS = 40
"""Rows of a chart; beyond it nobody reads it, and the tables of the document show the rest."""
WIDEST = Decimal(200)
"""Percent: where bars end, however far the figure goes."""
Disputed = Callable[[Source], int | None]
"""Tells the number of the first finding whose value in question is printed at a place."""
_BUDGET_LEVELS: tuple[Level, ...] = ("sasaran", "program")


class Bar(msgspec.Struct, frozen=True):
    """A percentage: as printed, or computed where it is not. ``finding`` is the number of one that disputes it."""

    text: str
    value: Decimal
    printed: bool = True
    finding: int | None = None


class Achievement(msgspec.Struct, frozen=True):
    """One indikator of a sasaran with its target, realisasi (as printed, "-" when absent) and capaian."""

    name: str
    sasaran: str
    target: str
    realisasi: str
    capaian: Bar
    at: Source


class Spending(msgspec.Struct, frozen=True):
    """How far a sasaran, program or indikator got (None when not known), and how much of its budget was spent."""

    name: str
    kinerja: Bar | None
    anggaran: Bar
    at: Source


class Point(msgspec.Struct, frozen=True):
    """The figure of one year; ``x`` and ``y`` are where it is drawn, 0..1 from the left and from the top."""

    year: int
    text: str
    x: float
    y: float


class Trend(msgspec.Struct, frozen=True):
    """An indikator over the years, the earliest first."""

    name: str
    points: tuple[Point, ...]
    at: Source


class Charts(msgspec.Struct, frozen=True):
    """All charts of a submission; empty ones are not shown. ``more`` counts the rows left out of each."""

    achievements: tuple[Achievement, ...] = ()
    spending: tuple[Spending, ...] = ()
    trends: tuple[Trend, ...] = ()
    more: dict[str, int] = {}

    @property
    def source(self) -> str:
        """The document that is drawn, empty when nothing is."""
        places = [one.at for rows in (self.achievements, self.spending, self.trends) for one in rows]
        return places[0].document if places else ""

    @property
    def compared(self) -> bool:
        """Whether any spending stands beside what was achieved with it."""
        return any(one.kinerja for one in self.spending)

    @property
    def widest(self) -> float:
        """Percent: where the axis of the bars ends."""
        bars = [one.capaian for one in self.achievements]
        bars += [bar for one in self.spending for bar in (one.kinerja, one.anggaran) if bar]
        return float(min(max([Decimal(120), *(bar.value for bar in bars)]), WIDEST))


def charts(submission: Submission, findings: Sequence[Finding]) -> Charts:
    """The charts of the report that a submission is about: its LKj, or else the segment with most capaian.

    ``findings`` are in the order in which the report numbers them.
    """
    records = _of_main_segment(submission)
    disputed = _disputes(findings)
    achieved = _achievements(records, submission.year, disputed)
    spent = _spending(records, achieved, submission, disputed)
    trends = _trends(records)
    counts = {"achievements": len(achieved), "spending": len(spent), "trends": len(trends)}
    return Charts(
        tuple(achieved[:MOST_ROWS]),
        tuple(spent[:MOST_ROWS]),
        tuple(trends[:MOST_ROWS]),
        {name: count - MOST_ROWS for name, count in counts.items() if count > MOST_ROWS},
    )


def _of_main_segment(submission: Submission) -> list[IndikatorRecord]:
    kinds = {segment.id: segment.kind for segment in submission.segments}
    achieved = Counter(one.segment for one in submission.indikator if one.capaian and one.capaian.number)
    reports = [one for one in achieved if kinds.get(one) == "lkj"] or list(achieved)
    main = max(reports, key=lambda one: achieved[one], default=None)
    return [one for one in submission.indikator if one.segment == main]


def _achievements(records: Iterable[IndikatorRecord], year: int | None, disputed: Disputed) -> list[Achievement]:
    found: dict[str, Achievement] = {}
    for one in records:
        bar = _bar(one.capaian, disputed)
        if one.table_kind == "capaian" and one.year in {year, None} and bar:
            target, realisasi = _text(one.target), _text(one.realisasi)
            row = Achievement(one.indikator, one.sasaran, target, realisasi, bar, one.indikator_at)
            found.setdefault(_letters(one.indikator), row)
    return list(found.values())


def _spending(
    records: Sequence[IndikatorRecord],
    achieved: Iterable[Achievement],
    submission: Submission,
    disputed: Disputed,
) -> list[Spending]:
    """Kinerja beside anggaran: as one table prints them, else by the names of the sasaran or program they are of."""
    together: dict[str, Spending] = {}
    for one in records:
        kinerja, anggaran = _bar(one.capaian, disputed), _bar(one.persen, disputed)
        if one.year in {submission.year, None} and kinerja and anggaran:
            row = Spending(one.indikator, kinerja, anggaran, one.indikator_at)
            together.setdefault(_letters(one.indikator), row)
    if together:
        return list(together.values())
    above: dict[str, list[Bar]] = defaultdict(list)
    for achievement in achieved:
        above[_letters(achievement.sasaran)].append(achievement.capaian)
    main = {one.segment for one in records}
    budgets = [
        one
        for one in submission.anggaran
        if one.year in {submission.year, None} and not one.total and (one.segment in main or not main)
    ]
    by_level = [_spent([one for one in budgets if one.level == level], above, disputed) for level in _BUDGET_LEVELS]
    return max(by_level, key=lambda rows: (sum(row.kinerja is not None for row in rows), len(rows)))


def _spent(
    budgets: Iterable[AnggaranRecord],
    above: Mapping[str, Sequence[Bar]],
    disputed: Disputed,
) -> list[Spending]:
    found: dict[str, Spending] = {}
    for one in budgets:
        name = _letters(one.name)
        if bar := _share(one, disputed):
            found.setdefault(name, Spending(one.name, _average(above.get(name, ())), bar, one.name_at))
    return list(found.values())


def _share(one: AnggaranRecord, disputed: Disputed) -> Bar | None:
    if bar := _bar(one.persen, disputed):
        return bar
    pagu, realisasi = (value.number.value if value and value.number else None for value in (one.pagu, one.realisasi))
    if not pagu or realisasi is None:
        return None
    return _computed(realisasi / pagu * 100)


def _average(bars: Sequence[Bar]) -> Bar | None:
    if len(bars) < 2:
        return bars[0] if bars else None
    return _computed(mean(bar.value for bar in bars))


def _computed(percent: Decimal) -> Bar:
    rounded = percent.quantize(Decimal("0.01"))
    return Bar(f"{rounded:,}".translate(str.maketrans(",.", ".,")), rounded, printed=False)


def _trends(records: Iterable[IndikatorRecord]) -> list[Trend]:
    years: dict[str, dict[int, tuple[IndikatorRecord, Value]]] = defaultdict(dict)
    for one in records:
        if one.table_kind == "perbandingan_tahun" and one.year and one.realisasi and one.realisasi.number:
            years[_letters(one.indikator)].setdefault(one.year, (one, one.realisasi))
    return [_trend(figures) for figures in years.values() if len(figures) > 1]


def _trend(figures: Mapping[int, tuple[IndikatorRecord, Value]]) -> Trend:
    span = sorted(figures)
    numbers = {year: value.number.value for year, (_, value) in figures.items() if value.number}
    low, high = min(numbers.values()), max(numbers.values())
    points = []
    for year in span:
        x = (year - span[0]) / (span[-1] - span[0])
        y = float((high - numbers[year]) / (high - low)) if high > low else 0.5
        points.append(Point(year, _text(figures[year][1]), x, y))
    first = figures[span[0]][0]
    return Trend(first.indikator, tuple(points), first.indikator_at)


def _disputes(findings: Sequence[Finding]) -> Disputed:
    boxes = defaultdict(list)
    for number, found in enumerate(findings, 1):
        for evidence in found.evidence:
            if evidence.role == "reported":
                boxes[evidence.document, evidence.page].append((evidence.bbox, number))

    def number_at(source: Source) -> int | None:
        x, y = (source.box[0] + source.box[2]) / 2, (source.box[1] + source.box[3]) / 2
        near = boxes.get((source.document, source.page), ())
        return next((one for (x0, top, x1, bottom), one in near if x0 <= x <= x1 and top <= y <= bottom), None)

    return number_at


def _bar(value: Value | None, disputed: Disputed) -> Bar | None:
    """The percentage that a cell prints; None where it prints something else."""
    if value is None or value.number is None or value.number.unit not in {"%", None} or value.number.upper is not None:
        return None
    return Bar(_text(value), value.number.value, finding=disputed(value.at))


def _text(value: Value | None) -> str:
    return " ".join(value.text.split()) if value and not value.blank else "-"


def _letters(text: str) -> str:
    """A name without what offices write differently from table to table."""
    return re.sub(r"[\W_]+", "", text).casefold()
