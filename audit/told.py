"""What the tables of a report tell of an indikator or a budget line, for holding sentences against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from audit.agreements import filled, name_of
from audit.arithmetic import unit_of_last_place
from audit.facts import voices
from audit.memo import remembered
from audit.printed import same_number
from audit.scope import Record, Report, header_over, year_of
from normalize.matching import canonical, similarity
from normalize.models import Number, Submission, Value
from normalize.numbers import format_id

SAME_NAME = 0.93
"""From which similarity on a name in a sentence is that of a table."""

SUM_OF = " (jumlah "
"""What tells the text of a sum over rows from a printed value."""

_INDIKATOR_KINDS = frozenset({"capaian", "cost_per_outcome", "efisiensi", "perbandingan_tahun", "pk_indikator", "e81"})
_BUDGET_KINDS = frozenset(
    {"realisasi_anggaran", "capaian", "cost_per_outcome", "efisiensi", "pk_anggaran", "e81", "lra"}
)
_SCALES = (10**3, 10**6, 10**9)
_PERCENT, _FRACTION_DECIMALS = 100, 2
_PARTS = ("triwulan", "tribulan", "semester", "kumulatif", "renstra", "rpjm")


@dataclass(slots=True)
class Known:
    """A name and, per measure ("target", "realisasi", "capaian", "pagu"), the records and values told of it."""

    name: str
    level: str | None
    values: dict[str, list[tuple[Record, Value]]] = field(default_factory=dict)

    def add(self, measure: str, record: Record, value: Value | None) -> None:
        if filled(value) is not None and value is not None and value.number is not None:
            self.values.setdefault(measure, []).append((record, value))

    def add_sums(self) -> None:
        """What the rows of one table give together: a program told once per indikator is told in parts."""
        for told in self.values.values():
            parts: dict[tuple[str, str], dict[int, tuple[Record, Value]]] = {}
            for record, value in told:
                parts.setdefault((record.document, record.table), {}).setdefault(record.row, (record, value))
            for rows in parts.values():
                if len(rows) > 1:
                    told.append(_sum(list(rows.values())))

    def agrees(self, measure: str, number: Number) -> bool:
        """Whether any value of a measure may be the number, be it in thousands or millions."""
        return any(_same(value.number, number) for _, value in self.values.get(measure, []))

    def agrees_with_other(self, measure: str, number: Number) -> bool:
        """Whether a value of another measure is the number."""
        return any(self.agrees(other, number) for other in self.values if other != measure)


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables of one report tell: of its indikator and of its budget lines."""

    report: Report
    indikator: tuple[Known, ...]
    budget: tuple[Known, ...]


@remembered
def tables(submission: Submission) -> list[Tables]:
    """What each report's tables tell of its own year; those of quarters only where the report is of that quarter."""
    found = []
    for report, segments in voices(submission):
        own = segments | {
            one.id
            for one in submission.segments
            if one.kind in ("pk", "pk_perubahan") and year_of(submission, one) == report.year
        }
        indikator: dict[str, Known] = {}
        for one in submission.indikator:
            if one.table_kind in _INDIKATOR_KINDS and _applies(report, own, one):
                known = _entry(indikator, one)
                for measure in ("target", "realisasi", "capaian"):
                    value = getattr(one, measure)
                    if value is not None and value.number is not None:
                        header = header_over(submission, one, value)
                        if not any(part in header for part in _PARTS):
                            known.add(measure, one, value)
        budget: dict[str, Known] = {}
        for line in submission.anggaran:
            if line.table_kind in _BUDGET_KINDS and not line.total and _applies(report, own, line):
                known = _entry(budget, line)
                known.add("pagu", line, line.pagu)
                known.add("realisasi", line, line.realisasi)
        for known in budget.values():
            known.add_sums()
        found.append(Tables(report, tuple(indikator.values()), tuple(budget.values())))
    return found


def named(name: str, knowns: Sequence[Known]) -> list[Known]:
    """The known things that ``name`` may be; empty when none is nearly equal."""
    return [knowns[n] for n in alike(name, names_of(knowns))]


def names_of(knowns: Sequence[Known]) -> tuple[str, ...]:
    """The names of known things; the same tuple for equal names, as what is remembered of them keeps it."""
    return _one(tuple(one.name for one in knowns))


@lru_cache(maxsize=16)
def _one(names: tuple[str, ...]) -> tuple[str, ...]:
    return names


@lru_cache(maxsize=16384)
def alike(name: str, names: tuple[str, ...]) -> tuple[int, ...]:
    """Which of ``names`` are nearly equal to ``name``; those that are have half of their words in common."""
    words, (index, lengths) = _words(name), _index(names)
    shared = Counter(n for word in words for n in index.get(word, ()))
    near = (n for n in sorted(shared) if 4 * shared[n] >= len(words) + lengths[n])
    return tuple(n for n in near if similarity(names[n], name) >= SAME_NAME)


@lru_cache(maxsize=16)
def _index(names: tuple[str, ...]) -> tuple[dict[str, list[int]], list[int]]:
    """Which names have a word, and how many different words each has."""
    index: dict[str, list[int]] = {}
    for n, name in enumerate(names):
        for word in _words(name):
            index.setdefault(word, []).append(n)
    return index, [len(_words(name)) for name in names]


def _words(name: str) -> frozenset[str]:
    return frozenset(canonical(name).split())


def _sum(rows: Sequence[tuple[Record, Value]]) -> tuple[Record, Value]:
    record, first = rows[0]
    total = sum((value.number.value for _, value in rows if value.number), Decimal(0))
    decimals = max(value.number.decimals for _, value in rows if value.number)
    text = f"{format_id(total, decimals)}{SUM_OF}{len(rows)} baris)"
    return record, Value(text, Number(text, total, decimals, "Rp"), first.at)


def pooled(knowns: Sequence[Known]) -> Known:
    """Several known things of one name as one: a sentence may mean any of them."""
    whole = Known(knowns[0].name, knowns[0].level)
    for one in knowns:
        for measure, told in one.values.items():
            whole.values.setdefault(measure, []).extend(told)
    return whole


def _entry(known: dict[str, Known], record: Record) -> Known:
    return known.setdefault(canonical(name_of(record)), Known(" ".join(name_of(record).split()), record.level))


def _applies(report: Report, segments: frozenset[str], record: Record) -> bool:
    if record.segment not in segments:
        return False
    periods = {None, "tahunan", report.period}
    return record.year in (None, report.year) and record.period in periods


def _same(one: Number | None, other: Number) -> bool:
    """Whether two numbers may be the same, one of them perhaps in thousands or millions, or as a fraction of one."""
    if one is None:
        return False
    if same_number(one, other):
        return True
    small, large = sorted((one, other), key=lambda number: abs(number.value))
    scales: tuple[int, ...] = _SCALES if small.value and abs(large.value) >= _SCALES[0] else ()
    if large.unit == "%" and small.decimals >= _FRACTION_DECIMALS:
        scales = (_PERCENT,)
    slack = unit_of_last_place(small.decimals)
    return any(abs(small.value * scale - large.value) <= slack * scale for scale in scales)
