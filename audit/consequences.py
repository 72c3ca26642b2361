"""Which findings about a table follow from another one, and which printed figures do.

A wrong cell makes what is computed from it wrong, too, or makes a right total look wrong. With the cell put right, the
rules are asked again: what they no longer find was only its consequence, and what they find now, about figures made
from the cell, are the figures that have to be put right with it. Both belong into the finding about the cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

import msgspec

from audit import columns, scope, sums
from audit.findings import quoted
from audit.models import SEVERITIES, Evidence, Finding
from normalize import numbers
from normalize.models import AnggaranRecord, IndikatorRecord, Submission, Table, Value
from normalize.numbers import format_id

RULES = frozenset({"H201", "H202", "H203", "H204", "H205", "H206", "H207", "H208", "H209", "H219", "H220"})
"""The rules about computed cells of a table; ``expected`` of their findings is what the first place should show."""

Ask = Callable[[Collection[str], Submission], Sequence[Finding]]
"""The findings of the rules with some codes about a submission."""

_ROUNDS = 5
"""How far what follows is followed: cell, kegiatan, program, total, its percentage."""

_TRIED = 12
"""Figures tried as the common cause of several findings."""

_SUMS = frozenset({"H202", "H204", "H207", "H220"})
"""Rules whose difference between the reported and the right value is that of a figure it was made from."""

_INDIKATOR = ("target", "realisasi", "capaian", "persen")
_ANGGARAN = ("pagu", "realisasi", "persen")
_NAMED = 6
"""Figures that one message names."""

_SEVERAL = 2
"""Findings that one figure must explain to be their cause."""

Record = TypeVar("Record", IndikatorRecord, AnggaranRecord)
Place = tuple[str, int, tuple[float, float, float, float], str]
Key = tuple[str, Place]


def gathered(findings: Sequence[Finding], submission: Submission, ask: Ask) -> list[Finding]:
    """``findings`` without those that follow from another one, which then names the figures concerned."""
    about: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        if one.rule in RULES and one.table and one.expected and one.evidence:
            about.setdefault((one.evidence[0].document, one.table), []).append(one)
    replaced: dict[int, Finding | None] = {}
    causes: list[tuple[Finding, Mapping[Place, str], Table]] = []
    for (document, name), own in about.items():
        table = scope.table_called(submission, document, name)
        if table is not None:
            gathering = _Gathering(table, around(submission, table), ask, own)
            replaced |= gathering.replaced()
            causes += ((cause, right, table) for cause, right in gathering.causes())
    # What is still found when everything is put right follows from none of the causes, which are many.
    everything = {place: text for _, right, _ in causes for place, text in right.items()}
    others = _elsewhere([one for one in findings if one.rule not in RULES], everything, submission, ask)
    touched = Counter(id(one) for _, right, _ in causes for one in others if _touches(one, right))
    for cause, right, table in causes:
        left = [one for one in others if id(one) not in replaced and _touches(one, right)]
        # What rests on no other cause follows from this one.
        of_several = [one for one in left if touched[id(one)] > 1]
        parted = {id(one) for one in of_several} - {id(one) for one in _elsewhere(of_several, right, submission, ask)}
        following = [one for one in left if id(one) not in parted]
        if following:
            replaced[id(cause)] = _with(replaced.get(id(cause)) or cause, "", following, (), table)
            replaced |= {id(one): None for one in following}
    kept = (replaced.get(id(one), one) for one in findings)
    return [one for one in kept if one is not None]


def _elsewhere(
    others: Sequence[Finding], right: Mapping[Place, str], submission: Submission, ask: Ask
) -> list[Finding]:
    """The findings of other rules that rest on a cell and vanish when it is put right, in tables and records."""
    touching = [one for one in others if _touches(one, right)]
    if not touching:
        return []
    after = Counter(one.id for one in ask({one.rule for one in touching}, corrected(submission, right)))
    before = Counter(one.id for one in touching)
    return [one for one in touching if after[one.id] < before[one.id]]


def _touches(finding: Finding, right: Mapping[Place, str]) -> bool:
    """Whether a finding rests on one of the cells that are put right."""
    return any(place_of(cell) in right for cell in finding.evidence)


class _Gathering:
    """The findings about one table: ``own``, of which each is a cause, or follows from one."""

    def __init__(self, table: Table, part: Submission, ask: Ask, own: Sequence[Finding]) -> None:
        self._table = table
        self._part = part
        self._ask = ask
        self._before = self._found({})
        self._own = [one for one in own if key_of(one) in self._before]
        self._following: dict[Key, list[Finding]] = {}
        self._gone: set[Key] = set()
        self._notes: dict[Key, str] = {}
        self._inputs: dict[Key, Mapping[Place, str]] = {}

    def replaced(self) -> dict[int, Finding | None]:
        """By the identity of each finding that changes: what takes its place, None for those that follow."""
        self._settle_inputs()
        self._settle_results()
        causes = [one for one in self._own if key_of(one) not in self._gone]
        changed = self._changed(causes)
        result: dict[int, Finding | None] = {id(one): None for one in self._own if key_of(one) in self._gone}
        for one in causes:
            following, more = self._following.get(key_of(one), []), changed.get(key_of(one), [])
            if following or more:
                result[id(one)] = _with(one, self._notes.get(key_of(one), ""), following, more, self._table)
        return result

    def causes(self) -> list[tuple[Finding, Mapping[Place, str]]]:
        """The findings that remain, each with the cell that is wrong and what it should show."""
        return [
            (one, self._inputs.get(key_of(one), {place_of(one.evidence[0]): one.expected or ""}))
            for one in self._own
            if key_of(one) not in self._gone
        ]

    def _settle_inputs(self) -> None:
        """Several findings that vanish together when one figure they share is another one: that figure is the cause."""
        for cell in self._shared():
            if len(self._open(cell)) < _SEVERAL:
                continue
            best: tuple[list[Finding], Decimal] = [], Decimal(0)
            for value in self._supposed(cell):
                text = format_id(value, max(0, -int(value.as_tuple().exponent)))
                resting = self._open(cell)
                after = self._found({place_of(cell): text}, {one.rule for one in resting})
                vanished = [one for one in resting if key_of(one) not in after]
                if len(vanished) >= max(_SEVERAL, len(best[0]) + 1) and self._is_clean(cell, text):
                    best = vanished, value
            if best[0]:
                self._settle_input(cell, *best)

    def _is_clean(self, cell: Evidence, text: str) -> bool:
        """Whether nothing new is found about figures made from a cell when it shows ``text``."""
        after = self._found({place_of(cell): text})
        return not any(key not in self._before and _shows(one, {place_of(cell)}) for key, one in after.items())

    def _settle_input(self, cell: Evidence, vanished: Sequence[Finding], value: Decimal) -> None:
        main, *others = sorted(vanished, key=lambda one: (one.rule not in _SUMS, -_gravity(one)))
        self._following[key_of(main)] = others
        self._gone |= {key_of(one) for one in others}
        printed = " ".join(cell.text.split())
        shown = format_id(value, max(0, -int(value.as_tuple().exponent)))
        self._inputs[key_of(main)] = {place_of(cell): shown}
        self._notes[key_of(main)] = (
            f" Kekeliruan diduga terletak pada {cell_name(place_of(cell), self._table)} yang tertulis {printed}: bila "
            f"tertulis {shown}, angka tersebut sesuai."
        )

    def _shared(self) -> list[Evidence]:
        """The figures that several findings, one of them about a sum, were computed from, the likeliest cause first.

        A figure is the likelier cause the more findings it has a share in and the fewer figures these were made from.
        """
        cells: dict[Place, list[tuple[Finding, Evidence]]] = {}
        for one in self._own:
            for cell in one.evidence:
                if cell.role == "input":
                    cells.setdefault(place_of(cell), []).append((one, cell))
        shared = [uses for uses in cells.values() if len(uses) > 1 and any(one.rule in _SUMS for one, _ in uses)]
        shared.sort(key=lambda uses: -sum(1 / len(one.evidence) for one, _ in uses))
        return [uses[0][1] for uses in shared[:_TRIED]]

    def _open(self, cell: Evidence) -> list[Finding]:
        return [one for one in self._own if key_of(one) not in self._gone and _shows(one, {place_of(cell)})]

    def _supposed(self, cell: Evidence) -> set[Decimal]:
        """What a figure would be if a sum or difference made from it were right."""
        printed = numbers.parse(cell.text)
        found: set[Decimal] = set()
        for one in self._open(cell):
            reported, expected = numbers.parse(one.reported), numbers.parse(one.expected or "", "id")
            if one.rule in _SUMS and printed and reported and expected:
                difference = reported.value - expected.value
                found |= {printed.value + difference, printed.value - difference}
        return found

    def _settle_results(self) -> None:
        """Findings that vanish when another one's cell shows what it should follow from that one."""
        explained: dict[Key, list[Finding]] = {}
        for one in self._own:
            if key_of(one) in self._gone or key_of(one) in self._notes or len(self._own) == 1:
                continue
            cell = place_of(one.evidence[0])
            touched = [other for other in self._own if other is not one and key_of(other) not in self._gone]
            others = [other for other in touched if cell in map(place_of, other.evidence)]
            if not others:
                continue
            after = self._found({cell: one.expected or ""}, {each.rule for each in (one, *others)})
            if key_of(one) not in after:
                explained[key_of(one)] = [other for other in others if key_of(other) not in after]
        for key in sorted(explained, key=lambda key: -len(explained[key])):
            following = [one for one in explained[key] if key_of(one) not in self._gone]
            if key not in self._gone and following:
                self._following[key] = following
                self._gone |= {key_of(one) for one in following}

    def _changed(self, causes: Sequence[Finding]) -> dict[Key, list[Finding]]:
        """For each cause the findings that arise when all causes are put right: figures made from what was wrong."""
        origin = {place_of(one.evidence[0]): {key_of(one)} for one in causes if key_of(one) not in self._notes}
        right = {place_of(one.evidence[0]): one.expected or "" for one in causes if key_of(one) not in self._notes}
        changed: dict[Key, list[Finding]] = {}
        for _ in range(_ROUNDS if right else 0):
            found = self._found(right)
            new = {key: one for key, one in found.items() if key not in self._before and _shows(one, set(origin))}
            new = {key: one for key, one in new.items() if key[1] not in right and one.expected}
            if not new:
                break
            for one in {place_of(one.evidence[0]): one for one in reversed(new.values())}.values():
                causing = set().union(*(origin.get(place_of(cell), set()) for cell in one.evidence[1:]))
                origin[place_of(one.evidence[0])] = causing
                right[place_of(one.evidence[0])] = one.expected or ""
                for cause in causing:
                    changed.setdefault(cause, []).append(one)
        return changed

    def _found(self, right: Mapping[Place, str], codes: Collection[str] = RULES) -> dict[Key, Finding]:
        """What the rules find when some cells show something else."""
        part = corrected(self._part, right) if right else self._part
        return {key_of(one): one for one in self._ask(codes, part)}


def around(submission: Submission, table: Table) -> Submission:
    """The submission with only a table and those of its neighbours that may be parts of it.

    Without records, which the rules about computed cells do not read.
    """
    at = next(n for n, one in enumerate(submission.tables) if one is table)
    near = submission.tables[max(at - 1, 0) : at + 2]
    parts = {id(one) for pair in pairwise(near) if sums.goes_on(*pair) for one in pair} | {id(table)}
    tables = tuple(one for one in near if id(one) in parts)
    return msgspec.structs.replace(submission, tables=tables, indikator=(), anggaran=())


def corrected(part: Submission, right: Mapping[Place, str]) -> Submission:
    """``part`` with other figures (Indonesian notation) in some cells."""
    pages = {(document, page) for document, page, *_ in right}
    near = {(one.document, one.id) for one in part.tables if any((one.document, page) in pages for page in one.pages)}
    return msgspec.structs.replace(
        part,
        tables=tuple(_table_put_right(one, right) if (one.document, one.id) in near else one for one in part.tables),
        indikator=tuple(
            _record_put_right(one, _INDIKATOR, right) if (one.document, one.table) in near else one
            for one in part.indikator
        ),
        anggaran=tuple(
            _record_put_right(one, _ANGGARAN, right) if (one.document, one.table) in near else one
            for one in part.anggaran
        ),
    )


def _table_put_right(table: Table, right: Mapping[Place, str]) -> Table:
    texts = {text for *_, text in right}
    rows = []
    for row in table.rows:
        if any(value.text in texts for value in row.values.values()):
            values = {c: _put_right(value, right) for c, value in row.values.items()}
            row = msgspec.structs.replace(row, values=values) if values != row.values else row
        rows.append(row)
    return msgspec.structs.replace(table, rows=tuple(rows))


def _record_put_right(record: Record, fields: Sequence[str], right: Mapping[Place, str]) -> Record:
    changed: dict[str, Value] = {}
    for name in fields:
        value = getattr(record, name)
        if value is not None and (other := _put_right(value, right)) is not value:
            changed[name] = other
    return msgspec.structs.replace(record, **changed) if changed else record


def _put_right(value: Value, right: Mapping[Place, str]) -> Value:
    text = right.get((value.at.document, value.at.page, value.at.box, value.at.text))
    number = numbers.parse(text, "id") if text else None
    if text is None or number is None or value.number is None:
        return value
    return msgspec.structs.replace(
        value, text=text, number=msgspec.structs.replace(number, unit=value.number.unit, decimals=value.number.decimals)
    )


def place_of(evidence: Evidence) -> Place:
    """What tells one printed figure from another."""
    return evidence.document, evidence.page, evidence.bbox, evidence.text


def key_of(finding: Finding) -> Key:
    """What tells one finding about a computed cell from another."""
    return finding.rule, place_of(finding.evidence[0])


def _gravity(finding: Finding) -> int:
    return -SEVERITIES.index(finding.severity)


def _shows(finding: Finding, cells: set[Place]) -> bool:
    """Whether one of ``cells`` is among the figures that a finding was computed from."""
    return any(place_of(one) in cells for one in finding.evidence[1:])


def _with(cause: Finding, note: str, following: Sequence[Finding], changed: Sequence[Finding], table: Table) -> Finding:
    """The finding about a cell, with all that follows from it; as grave and as sure as the gravest and surest of it."""
    told = _told(
        "Dengan demikian sesuai pula",
        [_told_of(one, table) for one in following if place_of(one.evidence[0]) != place_of(cause.evidence[0])],
    )
    told += _told(
        "Bila angka itu dibetulkan, ikut berubah",
        [
            f"{cell_name(place_of(one.evidence[0]), table)} dari {' '.join(one.reported.split())} "
            f"menjadi {one.expected}"
            for one in changed
        ],
    )
    shown = [msgspec.structs.replace(one.evidence[0], role="reference") for one in (*following, *changed)]
    if cause.severity != "info":  # a hint stays one
        gravest = max((cause, *following), key=_gravity)
        sure = any(one.verdict == "pasti" for one in (cause, *following))
        cause = msgspec.structs.replace(cause, severity=gravest.severity, verdict="pasti" if sure else cause.verdict)
    return msgspec.structs.replace(
        cause, message=cause.message + note + told, evidence=tuple(dict.fromkeys((*cause.evidence, *shown)))
    )


def _told(introduction: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    more = f"; dan {len(names) - _NAMED} angka lainnya" if len(names) > _NAMED else ""
    return f" {introduction}: {'; '.join(names[:_NAMED])}{more}."


def _told_of(finding: Finding, table: Table) -> str:
    name, reported = cell_name(place_of(finding.evidence[0]), table), " ".join(finding.reported.split())
    return f"{name} ({reported})" if name else f"{quoted(reported, 60)} pada halaman {finding.evidence[0].page}"


def cell_name(place: Place, table: Table) -> str:
    """What a figure is called: its column and row; "" for one that stands elsewhere."""
    for row in table.rows:
        for column in table.columns:
            value = row.values.get(column.index)
            if value and (value.at.document, value.at.page, value.at.box, value.at.text) == place:
                return (
                    f"kolom {quoted(columns.named(column), 60)} baris {quoted(columns.budget_subject(table, row), 60)}"
                )
    return ""
