"""H208: growth between two years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from audit import capaian, columns, ratios
from audit.arithmetic import HUNDRED, Interval
from audit.direction import direction
from audit.findings import place, quoted
from audit.formulas import declared
from audit.gravity import METHOD as GRAVITY
from audit.gravity import at_most, gravity
from audit.models import Finding
from audit.ratios import Candidate, Cell
from audit.registry import Context, rule
from normalize.models import Column, Role, Row, Source, Submission, Table

_GROWTH = re.compile(
    r"pertumbuhan|peningkatan|kenaikan|penurunan|percepatan|perlambatan|naik\s*/\s*turun", re.IGNORECASE
)
_UPWARDS = re.compile(r"pertumbuhan|peningkatan|kenaikan|percepatan|naik", re.IGNORECASE)
_QUANTITIES: tuple[Role, ...] = ("realisasi", "capaian", "realisasi_anggaran", "pagu", "jumlah", "target")
"""What may be compared, the likeliest first where a table has several of them for each year."""
_MANY = 3
_REGULAR = 6
"""From this many cells of one formula on, a lone cell of another formula is worth a look."""
_BASIS = "Pertumbuhan = (nilai tahun ini - nilai tahun pembanding) / nilai tahun pembanding x 100%"
_ONE = Interval.exactly(1)


@dataclass(frozen=True, slots=True)
class _Convention:
    """How a column compares two years; ``inferred`` when only its own figures say so, not its name.

    ``told`` names what two printed values ``{old}`` and ``{new}`` are reckoned into.
    """

    title: str
    basis: str
    told: str = "perubahan dari {old} menjadi {new}"
    inferred: bool = True


_GROWTH_RATE = _Convention("Pertumbuhan antara dua tahun tidak sesuai dengan angka tahunnya", _BASIS, inferred=False)
_DIFFERENCE = _Convention(
    "Selisih antara dua tahun tidak sesuai dengan angka tahunnya",
    "Selisih = nilai tahun ini - nilai tahun pembanding, sebagaimana dipakai sebagian besar baris kolom itu",
)
_QUOTIENT = _Convention(
    "Perbandingan dengan tahun lain tidak sesuai dengan angka tahunnya",
    "Perbandingan = nilai tahun ini / nilai tahun pembanding x 100%, sebagaimana dipakai sebagian besar baris kolom "
    "itu",
    "perbandingan {new} dengan {old}",
)
_BY_NEW_VALUE = _Convention(
    "Perubahan antara dua tahun tidak sesuai dengan angka tahunnya",
    "Perubahan = (nilai tahun ini - nilai tahun pembanding) / nilai tahun ini x 100%, sebagaimana dipakai sebagian "
    "besar baris kolom itu",
)


@rule(
    code="H208",
    category="hitungan",
    severity="sedang",
    title=_GROWTH_RATE.title,
    why="Kenaikan atau penurunan dari tahun ke tahun adalah dasar analisis kinerja; angka yang keliru dapat mengubah "
    "kenaikan menjadi penurunan.",
    method="Pertumbuhan = (nilai baru - nilai lama) / nilai lama x 100%. Diterima pula: selisih nilai baru dan nilai "
    "lama (poin persen), rumus yang dinyatakan pada nomor kolom, dan cara lain (misalnya nilai baru / nilai lama) yang "
    "diikuti sebagian besar baris kolom sejenis dalam berkas; kolom capaian tanpa target hanya diperiksa bila memuat "
    "perbandingan demikian. Pembulatan dan pemotongan diterima. Tanda negatif boleh tidak dicetak pada kolom yang "
    "hanya bernama penurunan, dan boleh terbalik bagi indikator yang makin rendah makin baik. Pertumbuhan dari nol "
    f"tidak diperiksa. Temuan menyebut rumus keliru yang menghasilkan angka tercetak bila ada. {GRAVITY}",
    basis=_BASIS,
    violation="Realisasi 2022 80,00 dan 2023 88,00, tertulis 9,09% (dibagi nilai 2023; seharusnya 10,00%).",
    clean="Realisasi 2022 80,00% dan 2023 88,00%, tertulis 10,00% (pertumbuhan) atau 8,00% (selisih).",
)
def check(ctx: Context) -> Iterator[Finding]:
    """Compare every growth with the two years of its row; columns of one name in a document are judged together."""
    for places, ordered, convention in _groups(ctx.submission):
        for miss in ratios.misses(ordered, ratios.percent_scales(ordered)):
            yield _finding(ctx, *places[miss.cell.value.at], miss, convention)


def cells(submission: Submission) -> Iterator[list[Cell]]:
    """The cells that are judged together, with the ways they may have been computed."""
    return (ordered for _, ordered, _ in _groups(submission))


def _groups(submission: Submission) -> Iterator[tuple[dict[Source, tuple[Table, Column]], list[Cell], _Convention]]:
    places: dict[Source, tuple[Table, Column]] = {}
    groups: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for table in submission.tables:
        for column in table.columns:
            if not _is_growth(table, column):
                continue
            for row in table.rows:
                if cell := _cell(table, row, column):
                    groups[table.document, columns.header(column).casefold()].append(cell)
                    places[cell.value.at] = table, column
    for found in groups.values():
        ordered, convention = _by_convention(found, named=places[found[0].value.at][1].role != "capaian")
        yield places, ordered, convention


def _is_growth(table: Table, column: Column) -> bool:
    """Whether a column compares years; a capaian does where there is no target that it could be of."""
    if column.role == "capaian":
        return column.formula is None and not any(one.role == "target" for one in table.columns)
    return column.role == "pertumbuhan" or (column.role is None and bool(_GROWTH.search(column.label)))


def _cell(table: Table, row: Row, column: Column) -> Cell | None:
    """The growth, then the difference, for each earlier year, the latest of them first."""
    number = columns.number_at(table, row, column)
    pairs = _years(table, row, column)
    if number is None or row.kind == "average" or not pairs:
        return None
    found = [one for old, new in pairs for one in _conventions(table, row, old, new)]
    if not any(one.ratio for one in found):  # nothing grows from zero
        return None
    if stated := declared(table, row, column):
        found.insert(0, stated)
    old, new = pairs[0]
    # a capaian is the better the higher it is, whatever its indikator
    falling = new.role != "capaian" and direction(capaian.indikator(table, row)) == "lower"
    if falling or not _UPWARDS.search(columns.header(column)):
        found += [replace(one, value=-one.value, result=Interval.exactly(0) - one.result) for one in found]
    before = columns.number_at(table, row, old)
    # a loss that grows or shrinks is told in either sign
    sure = len(pairs) == 1 and old.year != new.year and before is not None and before.value > 0
    return Cell(row, columns.value_at(row, column), number, tuple(found), sure)


def _years(table: Table, row: Row, column: Column) -> list[tuple[Column, Column]]:
    """The columns of an earlier and the last year of the first quantity that is printed for several years."""
    for role in _QUANTITIES:
        dated = sorted(
            (one for one in table.columns if one.role == role and one.year is not None and one is not column),
            key=lambda one: (one.year or 0, one.index),
        )
        filled = [one for one in dated if columns.number_at(table, row, one) is not None]
        if len(dated) > 1:
            return [(old, filled[-1]) for old in reversed(filled[:-1])] if filled and filled[-1] is dated[-1] else []
    return []


def _conventions(table: Table, row: Row, old: Column, new: Column) -> Iterator[Candidate]:
    difference = ratios.difference(table, row, new, old)
    if difference is None:
        return
    for ratio in ratios.quotients(table, row, new, old)[:1]:
        before = columns.number_at(table, row, old)
        shown = columns.show(before) if before is not None else ""
        formula = f"({difference.formula}) / {shown}"
        yield replace(ratio, value=ratio.value - 1, result=ratio.result - _ONE, formula=formula)
    yield difference


def _by_convention(cells: Sequence[Cell], *, named: bool) -> tuple[list[Cell], _Convention]:
    """The cells with the formula that most follow in front, and what it is called.

    No cells where most follow neither, unless the column is ``named`` a growth.
    """
    differences = sum(_follows(cell, ratio=False) for cell in cells)
    growths = sum(_follows(cell, ratio=True) for cell in cells)
    convention = _GROWTH_RATE
    if differences > growths:
        convention = _DIFFERENCE
        cells = [replace(cell, candidates=tuple(sorted(cell.candidates, key=lambda one: one.ratio))) for cell in cells]
    for other, name in ((_quotient, _QUOTIENT), (_by_new_value, _BY_NEW_VALUE)):
        own = [(cell, other(cell)) for cell in cells]
        following = sum(ratios.fits(replace(cell, candidates=one), HUNDRED) for cell, one in own if one)
        if following >= _MANY and 2 * following > len(cells) and following > max(differences, growths):
            alone = following >= _REGULAR and 4 * following >= 3 * len(cells)
            return [_led(cell, one, alone=alone) for cell, one in own], name
    return (list(cells) if named else []), convention


def _led(cell: Cell, main: tuple[Candidate, ...], *, alone: bool) -> Cell:
    """The cell with the formula of its column in front, or with no other where the column is too regular for that."""
    if alone and main:
        return replace(cell, candidates=main, sure=cell.sure and not ratios.fits(cell, HUNDRED))
    return replace(cell, candidates=(*main, *cell.candidates))


def _follows(cell: Cell, *, ratio: bool) -> bool:
    first = tuple(one for one in cell.candidates if one.ratio == ratio)[:1]
    return ratios.fits(replace(cell, candidates=first), HUNDRED)


def _growth(cell: Cell) -> Candidate | None:
    return next((one for one in cell.candidates if one.ratio), None)


def _quotient(cell: Cell) -> tuple[Candidate, ...]:
    """New / old."""
    growth = _growth(cell)
    if growth is None:
        return ()
    before, after = growth.formula.rpartition(" / ")[2], growth.formula[1:].partition(" - ")[0]
    return (replace(growth, value=growth.value + 1, result=growth.result + _ONE, formula=f"{after} / {before}"),)


def _growth_of_quotient(cell: Cell) -> tuple[Candidate, ...]:
    """(New - old) / old, where the cell is expected to be new / old and nothing else."""
    return tuple(
        replace(one, value=one.value - 1, result=one.result - _ONE)
        for one in cell.candidates
        if " - " not in one.formula
    )


def _by_new_value(cell: Cell) -> tuple[Candidate, ...]:
    """(New - old) / new."""
    growth = _growth(cell)
    if growth is None or growth.result.low + 1 <= 0 <= growth.result.high + 1:
        return ()
    after = growth.formula[1:].partition(" - ")[0]
    whole = growth.formula.rpartition(" / ")[0]
    value = growth.value / (growth.value + 1)
    result = _ONE - _ONE / (growth.result + _ONE)
    return (replace(growth, value=value, result=result, formula=f"{whole} / {after}"),)


def _finding(ctx: Context, table: Table, column: Column, miss: ratios.Miss, convention: _Convention) -> Finding:
    cell = miss.cell
    expected = columns.show_value(miss.expected.value, cell.number)
    severity = gravity(cell.number, miss.expected.value)
    subject = capaian.indikator(table, cell.row)
    new, old = (columns.printed(value) for value in miss.expected.inputs[:2])
    told = convention.told.format(old=old, new=new)
    stated = " ".join(column.formula.raw.split()) if column.formula and not convention.inferred else ""
    return ctx.finding(
        message=f"Pada {place(table, cell.value.at)}, kolom {quoted(columns.named(column))} untuk {quoted(subject)} "
        f"tertulis {columns.printed(cell.value)}, sedangkan {told}, yaitu "
        f"{miss.expected.formula}, menghasilkan {expected}."
        f"{_remark(cell)}",
        subject=subject,
        at=[cell.value.at],
        inputs=[value.at for value in miss.expected.inputs],
        expected=expected,
        formula=f"{miss.expected.formula} = {expected}",
        table=table,
        key=columns.key(column),
        severity=at_most("sedang", severity) if convention.inferred else severity,
        verdict=miss.verdict,
        title=convention.title,
        basis=f"Rumus yang dinyatakan pada nomor kolom ({stated})" if stated else convention.basis,
    )


def _remark(cell: Cell) -> str:
    """Which wrong computation gives the printed number."""
    swapped = tuple(replace(one, value=-one.value, result=Interval.exactly(0) - one.result) for one in cell.candidates)
    for candidates, said in (
        (swapped, "tandanya terbalik"),
        (_by_new_value(cell), "selisihnya dibagi dengan nilai baru"),
        (_quotient(cell), "nilai baru dibagi dengan nilai lama"),
        (_growth_of_quotient(cell), "selisihnya dibagi dengan nilai lama"),
    ):
        if candidates and ratios.fits(replace(cell, candidates=candidates), HUNDRED):
            return f" Angka tersebut diperoleh bila {said}."
    return ""
