"""Findings that rest on a misread figure: whether another reading of one scanned figure makes them vanish.

A figure of a scan that no second reader confirms may be misread. Each such figure that a finding rests on is read in
turn as the other readers saw it, then with one digit taken for one easily confused with it, and the rule is asked
again. Where it then finds nothing, the finding stays only as a hint to look at the print. What was read is never
replaced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TypeVar

import msgspec

from audit.findings import shortened
from audit.gravity import at_most
from audit.memo import remembered
from audit.models import COMPUTED, Evidence, Finding
from normalize.models import AnggaranRecord, IndikatorRecord, Number, Row, Submission, Table, Value
from normalize.numbers import format_id

Ask = Callable[[Submission], Iterable[Finding]]
"""A rule: its findings of a submission."""

_CONFUSED = {
    "0": "68",
    "1": "74",
    "2": "7",
    "3": "85",
    "4": "1",
    "5": "36",
    "6": "058",
    "7": "12",
    "8": "0369",
    "9": "8",
}
"""The digits that each digit is easily taken for."""

_MOST_DECIMALS = 2
"""Decimals in front of which a separator may have been lost."""

MOST = 120
"""Readings tried for one finding."""

_INDIKATOR = ("target", "realisasi", "capaian")
_ANGGARAN = ("pagu", "realisasi", "persen")

Record = TypeVar("Record", IndikatorRecord, AnggaranRecord)
Place = tuple[str, int, tuple[float, float, float, float], str]


@dataclass(frozen=True)
class Rereader:
    """Asks one rule again about a submission with one figure read otherwise."""

    submission: Submission
    ask: Ask

    def settle(self, findings: Sequence[Finding]) -> list[Finding]:
        """``findings`` with those that another reading explains made hints."""
        return [self._settled(finding) if finding.category in COMPUTED else finding for finding in findings]

    @property
    def _figures(self) -> dict[Place, Value]:
        return _figures_of(self.submission.tables)

    def _settled(self, finding: Finding) -> Finding:
        suspects = [self._figures[key] for key in map(_key, finding.evidence) if key in self._figures]
        suspects = [value for value in dict.fromkeys(suspects) if value.number and value.number.doubt]
        if not suspects:
            return finding
        part = self._concerned(finding)
        as_read = _count(self.ask(part), finding)
        for value, number, seen in islice(self._readings(suspects, finding, part), MOST):
            if _count(self.ask(_reread(part, value, number)), finding) < as_read:
                return _hint(finding, value, number, seen)
        return finding

    def _readings(
        self, suspects: Sequence[Value], finding: Finding, part: Submission
    ) -> Iterator[tuple[Value, Number, bool]]:
        """What each of ``suspects`` may be instead, and whether a reader saw that: what was seen before what may be.

        Where the rule needs the whole submission, only what makes two figures of the finding equal.
        """
        figures = [self._figures[key] for key in map(_key, finding.evidence) if key in self._figures]
        known = {value.number.value for value in figures if value.number}
        for seen in (True, False):
            for value in suspects:
                for number in _others(value, seen):
                    if part is not self.submission or number.value in known:
                        yield value, number, seen

    def _concerned(self, finding: Finding) -> Submission:
        """The submission with only the table a finding lies in, where that is all the rule needs to find it."""
        alone = next((table for table in self.submission.tables if _holds(table, finding)), None)
        if alone is None:
            return self.submission
        part = msgspec.structs.replace(
            self.submission,
            tables=(alone,),
            indikator=tuple(one for one in self.submission.indikator if _of(one, alone)),
            anggaran=tuple(one for one in self.submission.anggaran if _of(one, alone)),
            passages=(),
        )
        return part if _count(self.ask(part), finding) else self.submission


@remembered
def _figures_of(tables: tuple[Table, ...]) -> dict[Place, Value]:
    cells = (value for table in tables for row in table.rows for value in row.values.values())
    return {_place(value): value for value in cells if value.number is not None}


def _place(value: Value) -> Place:
    return value.at.document, value.at.page, value.at.box, value.at.text


def _key(evidence: Evidence) -> Place:
    return evidence.document, evidence.page, evidence.bbox, evidence.text


def _of(record: IndikatorRecord | AnggaranRecord, table: Table) -> bool:
    return (record.document, record.table) == (table.document, table.id)


def _holds(table: Table, finding: Finding) -> bool:
    """Whether every place that shows a finding is a cell of ``table``."""
    if table.id != finding.table or any(one.document != table.document for one in finding.evidence):
        return False
    places = {_place(value) for row in table.rows for value in row.values.values()}
    return all(_key(one) in places for one in finding.evidence)


def _count(findings: Iterable[Finding], like: Finding) -> int:
    return Counter(finding.id for finding in findings)[like.id]


def _others(value: Value, seen: bool) -> Iterator[Number]:
    """The other readings of a figure: those that readers ``seen`` or else those with one digit or separator changed."""
    number = value.number
    if number is None:
        return
    if seen:
        values: Iterable[Decimal] = number.alternatives
    else:
        texts = _misread(format(abs(number.value), "f"))
        values = (Decimal(text).copy_sign(number.value) for text in texts)
    for one in values:
        decimals = max(0, -int(one.as_tuple().exponent))
        raw = format_id(one, decimals) + ("%" if "%" in number.raw else "")
        yield msgspec.structs.replace(number, raw=raw, value=one, decimals=decimals, alternatives=(), doubt=None)


def _misread(figures: str) -> Iterator[str]:
    """Digits (with a decimal point) of which one is another, and without a point with the one they may have lost."""
    for at, figure in enumerate(figures):
        yield from (figures[:at] + other + figures[at + 1 :] for other in _CONFUSED.get(figure, ""))
    if "." not in figures:
        yield from (f"{figures[:-n]}.{figures[-n:]}" for n in range(1, min(len(figures), _MOST_DECIMALS + 1)))


def _reread(submission: Submission, value: Value, number: Number) -> Submission:
    """``submission`` with ``number`` in place of ``value``, wherever its table and its records have it."""
    other = Value(number.raw, number, value.at)
    return msgspec.structs.replace(
        submission,
        tables=tuple(_changed(table, value, other) for table in submission.tables),
        indikator=tuple(_swapped(record, _INDIKATOR, value, other) for record in submission.indikator),
        anggaran=tuple(_swapped(record, _ANGGARAN, value, other) for record in submission.anggaran),
    )


def _changed(table: Table, value: Value, other: Value) -> Table:
    if table.document != value.at.document or value.at.page not in table.pages:
        return table
    return msgspec.structs.replace(table, rows=tuple(_in_row(row, value, other) for row in table.rows))


def _in_row(row: Row, value: Value, other: Value) -> Row:
    if value not in row.values.values():
        return row
    return msgspec.structs.replace(row, values={c: other if one == value else one for c, one in row.values.items()})


def _swapped(record: Record, fields: Sequence[str], value: Value, other: Value) -> Record:
    changed = {name: other for name in fields if getattr(record, name) == value}
    return msgspec.structs.replace(record, **changed) if changed else record


def _hint(finding: Finding, value: Value, number: Number, seen: bool) -> Finding:
    """``finding`` as a hint that the reading has to be checked."""
    why = "pembacaan lain atas gambar yang sama" if seen else "angka yang mudah tertukar"
    hint = f"Bila {shortened(value.text, 40)} ternyata tertulis {number.raw} ({why}), temuan ini gugur."
    return msgspec.structs.replace(
        finding,
        severity="info" if seen else at_most("rendah", finding.severity),
        verdict="perlu_cek",
        message=f"{finding.message} {hint}",
    )
