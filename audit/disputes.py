"""Computed figures that are wrong by one print of a figure and right by another.

Where a figure is printed with two values, a sum, quotient or difference made from it may be right by either: what is
wrong is one of the prints. The finding about the prints then says so, and the computed figure is not judged by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from audit import scope
from audit.consequences import RULES, Ask, Place, around, cell_name, corrected, key_of, place_of
from audit.models import Evidence, Finding
from normalize.models import Number, Role, Submission, Table
from normalize.numbers import format_id

_TWO_VALUES = frozenset({"K101", "K105", "K107", "K108", "K109"})
"""The rules about one figure that is printed with different values in several places."""

Numbers = dict[Place, tuple[Number, str]]
"""Every figure of the tables by where it stands, with what its column tells."""


def settled(findings: Sequence[Finding], submission: Submission, ask: Ask) -> list[Finding]:
    """``findings`` without those about computed figures that one of the values printed elsewhere makes right.

    The finding about the differing values names them and has them as ``blocked``.
    """
    about = [one for one in findings if one.rule in _TWO_VALUES]
    computed = [one for one in findings if one.rule in RULES and one.table and one.evidence]
    if not about or not computed:
        return list(findings)
    numbers = _numbers(submission)
    replaced: dict[int, Finding | None] = {}
    for dispute in about:
        for one in computed:
            if id(one) in replaced:
                continue
            table = scope.table_called(submission, one.evidence[0].document, one.table)
            if table is not None and (text := _right_by(one, dispute, table, numbers, submission, ask)):
                replaced[id(one)] = None
                replaced[id(dispute)] = _telling(replaced.get(id(dispute)) or dispute, one, table, text)
    kept = (replaced.get(id(one), one) for one in findings)
    return [one for one in kept if one is not None]


def _numbers(submission: Submission) -> Numbers:
    return {
        (value.at.document, value.at.page, value.at.box, value.at.text): (value.number, _measure(roles[index]))
        for table in submission.tables
        if (roles := {column.index: column.role for column in table.columns})
        for row in table.rows
        for index, value in row.values.items()
        if value.number is not None
    }


def _measure(role: Role | None) -> str:
    return (role or "").removesuffix("_anggaran")


def _right_by(
    one: Finding, dispute: Finding, table: Table, numbers: Numbers, submission: Submission, ask: Ask
) -> str | None:
    """The value printed elsewhere with which a computed figure is right; None when there is none."""
    for cell, value in _tried(one, dispute, numbers):
        text = format_id(value)
        part = corrected(around(submission, table), {place_of(cell): text})
        if key_of(one) not in {key_of(found) for found in ask({one.rule}, part)}:
            return text
    return None


def _tried(one: Finding, dispute: Finding, numbers: Numbers) -> Iterator[tuple[Evidence, Decimal]]:
    """The figures that a computed one was made from, or itself, with the other values that they are printed with."""
    prints = dict.fromkeys(place_of(shown) for shown in dispute.evidence)  # in order: the first value that fits is told
    values = dict.fromkeys((numbers[place][1], numbers[place][0].value) for place in prints if place in numbers)
    for cell in one.evidence:
        own, measure = numbers.get(place_of(cell), (None, ""))
        if cell.role != "reference" and own is not None and place_of(cell) in prints:
            yield from ((cell, value) for told, value in values if told == measure and value != own.value)


def _telling(dispute: Finding, one: Finding, table: Table, text: str) -> Finding:
    cell = one.evidence[0]
    name, reported = cell_name(place_of(cell), table), " ".join(one.reported.split())
    return msgspec.structs.replace(
        dispute,
        message=f"{dispute.message} Hitungan pada {name} ({reported}) sesuai bila dipakai {text}, sehingga tidak "
        "dinilai tersendiri.",
        evidence=tuple(dict.fromkeys((*dispute.evidence, msgspec.structs.replace(cell, role="reference")))),
        blocked=(*dispute.blocked, cell),
    )
