"""The legitimate ways to compute a capaian from target and realisasi."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from decimal import Decimal

from audit.arithmetic import HUNDRED, Interval, interval, total
from audit.columns import number_at, show, subject, value_at
from audit.direction import of_row
from audit.formulas import declared
from audit.ratios import Candidate, Cell, fits, mean_of_rows, others, partners, quotients
from normalize.models import Column, Number, Row, Table

_WILD = 5
"""A realisasi of so many times its target is a slip rather than something to be limited."""

_GRADE = re.compile(
    r"[A-D]{1,2}[+-]?|level|tingkat|nilai|skor|indeks|(?:(?:sangat|cukup|kurang) )?(?:baik|memuaskan|tinggi|sedang)",
    re.IGNORECASE,
)


def cell(table: Table, row: Row, column: Column) -> Cell | None:
    """A capaian with its candidates, realisasi / target of the nearest columns first.

    None when there is nothing to compare: no number, no target or realisasi, units that differ, a total or average.
    """
    printed = number_at(table, row, column)
    if printed is None or row.kind in {"total", "average"}:
        return None
    targets = partners(table, column, "target", any_period=True)
    results = partners(table, column, "realisasi")
    if not targets or not results:  # "capaian terhadap target 2026": the years of the three columns differ
        targets, results = others(table, column, "target"), others(table, column, "realisasi")
    pairs = [
        (candidate, target)
        for target in targets
        for realisasi in results
        if _comparable(table, row, target, realisasi)
        for candidate in quotients(table, row, realisasi, target)
    ]
    if not pairs:
        return _of_nothing(table, row, column, printed, targets, results)
    found = [candidate for candidate, _ in pairs]
    better = of_row(table, row, indikator(table, row))
    if better == "lower":  # the likeliest formula is then the one that comes nearest to what is printed
        scale = HUNDRED if printed.unit == "%" else Decimal(1)
        found = sorted(inverse(found[0]), key=lambda one: abs(one.in_scale(scale).value - printed.value)) + found
    for plain, target in pairs:
        if better != "higher":
            found += inverse(plain)
        found += _met(table, row, target, plain)
    found += _cumulative(table, row, targets, column)
    found += [one for one in (declared(table, row, column), mean_of_rows(table, row, column)) if one is not None]
    plain = pairs[0][0]
    turned = Cell(row, value_at(row, column), printed, tuple(inverse(plain)))
    sure = not may_be_limited(printed.value, plain) and not fits(turned, HUNDRED)
    return Cell(row, value_at(row, column), printed, tuple(found), sure)


def _of_nothing(
    table: Table, row: Row, column: Column, printed: Number, targets: Sequence[Column], results: Sequence[Column]
) -> Cell | None:
    """The capaian of a realisasi of zero: zero, or up to twice the target where less may be better.

    None when a target that it may be measured against is not above zero; never sure, as a limit may apply.
    """
    goals = [number_at(table, row, target) for target in targets]
    if any(goal is None or goal.value <= 0 for goal in goals):
        return None
    for target in targets:
        for realisasi in results:
            goal, reached = number_at(table, row, target), number_at(table, row, realisasi)
            if goal is None or reached is None or reached.value != 0:
                continue
            inputs = (value_at(row, realisasi), value_at(row, target))
            zero = Candidate(Decimal(0), Interval.exactly(0), f"0 / {show(goal)}", inputs, ratio=True)
            twice = Candidate(
                Decimal(2),
                Interval(Decimal(1), Decimal(2)),
                f"(2 x {show(goal)} - 0) / {show(goal)}",
                inputs,
                ratio=True,
            )
            better = of_row(table, row, indikator(table, row))
            found = (zero,) if better == "higher" else (twice, zero) if printed.value else (zero, twice)
            return Cell(row, value_at(row, column), printed, found, sure=False)
    return None


def inverse(plain: Candidate) -> list[Candidate]:
    """The formulas for indikator of which less is better: target / realisasi and (2 x target - realisasi) / target.

    ``plain`` is realisasi / target. A negative result may be printed as zero.
    """
    one, two = Interval.exactly(1), Interval.exactly(2)
    realisasi, _, target = plain.formula.partition(" / ")
    opposite = f"(2 x {target} - {realisasi}) / {target}"
    found = [
        replace(plain, value=1 / plain.value, result=one / plain.result, formula=f"{target} / {realisasi}"),
        replace(plain, value=2 - plain.value, result=two - plain.result, formula=opposite),
    ]
    if plain.value > 2:
        found.append(
            replace(plain, value=Decimal(0), result=Interval.exactly(0), formula=f"{opposite}, paling rendah 0")
        )
    return found


def may_be_limited(printed: Decimal, plain: Candidate) -> bool:
    """Whether a printed 100 may be the limit of a higher capaian."""
    return printed == HUNDRED and plain.result_in(HUNDRED).low > HUNDRED


def with_limits(cells: Sequence[Cell], everywhere: Set[Decimal]) -> list[Cell]:
    """The cells of a column, those at a limit of this column or of all of them (``everywhere``) accepted."""
    known = limits(cells) | everywhere
    return [
        replace(one, candidates=(*one.candidates, Candidate(one.number.value, Interval.exactly(one.number.value), "")))
        if one.number.value in known and _exceeds(one)
        else one
        for one in cells
    ]


def indikator(table: Table, row: Row) -> str:
    """The name of the indikator a row is about."""
    column = table.column("indikator")
    value = row.values.get(column.index) if column else None
    return " ".join(value.text.split()) if value is not None and not value.blank else subject(row)


def limits(cells: Sequence[Cell]) -> set[Decimal]:
    """The values that capaian are limited to.

    A value of 100 or more is a limit when it is printed for at least two indikator that would exceed it and nothing
    larger is printed.
    """
    largest = max((one.number.value for one in cells), default=Decimal(0))
    over = {
        (one.number.value, subject(one.row))
        for one in cells
        if _exceeds(one) and one.candidates[0].value < _WILD and not fits(one, HUNDRED)
    }
    counts = Counter(value for value, _ in over)
    return {value for value, count in counts.items() if count > 1 and value >= HUNDRED and value == largest}


def _exceeds(one: Cell) -> bool:
    return one.candidates[0].result_in(HUNDRED).low > one.number.value


def _comparable(table: Table, row: Row, target: Column, realisasi: Column) -> bool:
    """Whether the units agree as far as both are stated."""
    numbers = number_at(table, row, target), number_at(table, row, realisasi)
    units = {unit for number in numbers if number and number.unit and (unit := _unit(number.unit))}
    return len(units) < 2


def _unit(unit: str) -> str:
    """A unit's first letters ("dok", "dokumen"); nothing for a grade ("BB", "Level"), whose score is what counts."""
    return "" if _GRADE.fullmatch(unit) else unit.casefold()[:3]


def _met(table: Table, row: Row, target: Column, plain: Candidate) -> list[Candidate]:
    """100 for a target that is a bound ("≥ 91") which the realisasi keeps."""
    number = number_at(table, row, target)
    if number is None or number.comparison is None:
        return []
    kept = plain.value >= 1 if number.comparison in {">=", ">"} else plain.value <= 1
    return [Candidate(HUNDRED, Interval.exactly(HUNDRED), "target terpenuhi")] if kept else []


def _cumulative(table: Table, row: Row, targets: Sequence[Column], column: Column) -> list[Candidate]:
    """Realisasi added up over the periods of a year, in the order of the columns, against each target."""
    parts = [one for one in table.columns if one.role == "realisasi" and one.period and one.year == column.year]
    numbers = [number for one in parts if (number := number_at(table, row, one)) is not None]
    found = []
    for target in targets:
        goal = number_at(table, row, target)
        if goal is None or goal.value == 0:
            continue
        for count in range(2, len(numbers) + 1):
            added = sum((number.value for number in numbers[:count]), Decimal(0))
            try:
                result = total(interval(number) for number in numbers[:count]) / interval(goal)
            except ZeroDivisionError:
                break
            formula = f"({' + '.join(show(number) for number in numbers[:count])}) / {show(goal)}"
            found.append(Candidate(added / goal.value, result, formula, ratio=True))
    return found
