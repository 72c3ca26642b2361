"""Every figure that the rules of arithmetic compute anew, right or wrong, with the formula that it follows.

A figure that no formula explains is only listed when a finding is about it; then it comes with the formula of the
finding. Figures that the rules leave alone are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from audit import columns, ratios, sums
from audit.arithmetic import Interval, agrees
from audit.models import Finding, Operand, Place, Recomputed
from audit.rules import (
    h201_capaian,
    h203_persen_anggaran,
    h204_sisa,
    h205_efisiensi,
    h208_pertumbuhan,
    h209_rumus_kolom,
    h220_antarkolom,
)
from audit.written import template
from extract.models import Box
from normalize.models import Column, Number, Row, Source, Submission, Table

_BY_ROW = (
    h201_capaian.cells,
    h203_persen_anggaran.cells,
    h204_sisa.cells,
    h209_rumus_kolom.cells,
    h208_pertumbuhan.cells,
    h205_efisiensi.cells,
    h220_antarkolom.cells,
)
Places = dict[Source, Operand]
"""Every printed figure of the typed tables by where it stands."""
Marked = frozenset[tuple[str, int, Box]]
"""Where the figures in question of the findings stand: document, page and box."""


def recompute(submission: Submission, findings: Iterable[Finding]) -> tuple[Recomputed, ...]:
    """The figures that were computed anew, each once."""
    places = _places(submission)
    wrong = _reported(findings)
    found: dict[Place, Recomputed] = {}
    for one in (*_in_rows(submission, places, wrong), *_over_rows(submission, places, wrong)):
        found.setdefault(one.place, one)
    return tuple(found.values())


def _places(submission: Submission) -> Places:
    return {
        value.at: Operand(Place(table.document, table.id, row.index, index, row.sub), value.number.value)
        for table in submission.tables
        for row in table.rows
        for index, value in row.values.items()
        if value.number is not None
    }


def _reported(findings: Iterable[Finding]) -> Marked:
    return frozenset(
        (shown.document, shown.page, shown.bbox)
        for finding in findings
        if finding.category == "hitungan"
        for shown in finding.evidence
        if shown.role == "reported"
    )


def _is_reported(at: Source, wrong: Marked) -> bool:
    return (at.document, at.page, at.box) in wrong


# --- from other columns of the row -----------------------------------------------------------------------------------


def _in_rows(submission: Submission, places: Places, wrong: Marked) -> Iterator[Recomputed]:
    for cells_of in _BY_ROW:
        for cells in cells_of(submission):
            scale = ratios.scale_of(cells, ratios.percent_scales(cells)) if cells else Decimal(1)
            for cell in cells:
                right = [one for one in cell.candidates if agrees(cell.number, one.result_in(scale))]
                if not right and _is_reported(cell.value.at, wrong):
                    right = [cell.candidates[0]]
                for candidate in right:
                    if made := _of_row(cell, candidate.in_scale(scale), places):
                        yield made
                        break


def _of_row(cell: ratios.Cell, candidate: ratios.Candidate, places: Places) -> Recomputed | None:
    operands = [places[value.at] for value in dict.fromkeys(candidate.inputs) if value.at in places]
    values = [one.value for one in operands]
    for formula in (candidate.formula, candidate.formula.removesuffix(" x 100%")):
        if made := template(formula, values, candidate.value):
            return Recomputed(places[cell.value.at].place, made, tuple(operands), candidate.value)
    return None


# --- from other rows -------------------------------------------------------------------------------------------------


def _over_rows(submission: Submission, places: Places, wrong: Marked) -> Iterator[Recomputed]:
    for table in submission.tables:
        whole = sums.with_earlier_rows(table, submission.tables)
        summed = sums.summable(table)
        for row in table.rows:
            for column in table.columns if row.kind in {"total", "average"} else ():
                number = columns.number_at(table, row, column)
                if number is None or (row.kind == "total" and column not in summed):
                    continue
                known = _is_reported(row.values[column.index].at, wrong)
                if made := _closing(whole, row, column, number, known, places):
                    yield made
        for node in sums.tree(table):
            for column in summed:
                number = columns.number_at(table, node.row, column)
                below = sums.group(table, node.below, column)
                if number is None or not below.entries:
                    continue
                at = node.row.values[column.index].at
                if agrees(number, below.sums) or _is_reported(at, wrong):
                    yield _made(at, "SUM", below, below.sum, places)


def _closing(table: Table, row: Row, column: Column, number: Number, known: bool, places: Places) -> Recomputed | None:
    """A total or average from the rows that give it; from the nearest ones where a finding says that none do."""
    at = row.values[column.index].at
    groups = [group for group in sums.groups(table, row, column) if not group.hides_levels]
    made = []
    for group in groups:
        count = len(group.entries)
        if row.kind == "average" and count > 1:
            made.append(("AVERAGE", group, group.sum / count, group.sums / Interval.exactly(count)))
        if row.kind == "total" or columns.is_money(column):
            made.append(("SUM", group, group.sum, group.sums))
    right = [one for one in made if agrees(number, one[3])]
    if not right and known and made:
        kind = "SUM" if row.kind == "total" else "AVERAGE"
        right = sorted((one for one in made if one[0] == kind), key=lambda one: abs(one[2] - number.value))
    return _made(at, right[0][0], right[0][1], right[0][2], places) if right else None


def _made(at: Source, function: str, group: sums.Group, value: Decimal, places: Places) -> Recomputed:
    operands: Sequence[Operand] = [places[entry.value.at] for entry in group.entries]
    return Recomputed(places[at].place, function, tuple(operands), value)
