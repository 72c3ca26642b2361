"""H220: columns that are the sum or the difference of other columns of the row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from audit import columns, misses, ratios
from audit.arithmetic import Interval
from audit.findings import place, quoted
from audit.gravity import METHOD as GRAVITY
from audit.models import Finding
from audit.ratios import Candidate, Cell
from audit.registry import Context, rule
from normalize.models import Column, Role, Row, Submission, Table

_SUM = re.compile(r"\b(?:jumlah|jml|total|kumulatif)\b", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"\b(?:selisih|bertambah|berkurang|lebih|kurang|perubahan|penambahan|pengurangan|sisa|saldo)\b|\+\s*/\s*-|±",
    re.IGNORECASE,
)
_SPREAD = re.compile(r"margin|\berror\b|galat|simpangan|deviasi|toleransi|ketidakpastian", re.IGNORECASE)
"""Headers of what a figure may be off by, which is computed from no column."""
_GROWTH = re.compile(r"pertumbuhan|kenaikan|penurunan|peningkatan|percepatan", re.IGNORECASE)
_OPEN: frozenset[Role | None] = frozenset({None, "jumlah", "pagu", "realisasi_anggaran", "sisa", "target", "realisasi"})
"""Roles of columns that no other rule computes from the row."""
_NOT_ADDED = re.compile(r"\bno\b|nomor|kode|tahun$|\bth\b|indeks|skor|nilai\b|rata-rata|harga satuan", re.IGNORECASE)
_FEWEST = 3
"""Rows that follow a difference of any two columns before it is taken for the column's formula; two do for a sum."""
_CERTAIN = 5
"""Rows that follow a formula from which on a row that breaks it is wrong."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """The columns that are added up (+1) or taken away (-1)."""

    parts: tuple[tuple[Column, int], ...]


@rule(
    code="H220",
    category="hitungan",
    severity="sedang",
    title="Jumlah atau selisih antarkolom tidak sesuai",
    why="Jumlah laki-laki dan perempuan, jumlah empat triwulan, atau selisih sebelum dan sesudah perubahan dikutip "
    "dalam uraian dan simpulan. Bila tidak sama dengan kolom asalnya, salah satu angka pada baris itu keliru.",
    method="Kolom yang bernama jumlah, total, atau selisih dan sejenisnya dibandingkan dengan penjumlahan kolom-kolom "
    "yang berurutan di sebelahnya atau selisih dua kolom lain. Rumus dianggap berlaku bila diikuti sekurang-kurangnya "
    "tiga baris dan tiga perempat dari baris yang dapat diperiksa (bagi kolom bernama jumlah: dua baris dan lebih dari "
    "separuhnya); hanya baris yang menyimpang yang dilaporkan. Sel "
    "kosong dihitung nol, dan selisih boleh tercetak tanpa tanda. Persentase, indeks, dan kolom yang diperiksa aturan "
    f"lain (sisa anggaran, kolom dengan rumus) tidak diperiksa. {GRAVITY}",
    basis="Jumlah = penjumlahan kolom rinciannya; selisih = pengurangan dua kolom, sebagaimana diikuti baris lainnya",
    violation="Laki-laki 7, perempuan 5, jumlah tertulis 13 (seharusnya 12), sedangkan baris lain benar.",
    clean="Laki-laki 7, perempuan 5, jumlah tertulis 12.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """Compare sums and differences of columns with the columns they are made from on most rows."""
    for table, column, found, following in _columns(ctx.submission):
        for miss in ratios.misses(found):
            yield _finding(ctx, table, column, miss, certain=following >= _CERTAIN)


def cells(submission: Submission) -> Iterator[list[Cell]]:
    """The cells of each column that is checked, with the way they were computed."""
    return (found for _, _, found, _ in _columns(submission))


def _columns(submission: Submission) -> Iterator[tuple[Table, Column, list[Cell], int]]:
    for table in submission.tables:
        for column in table.columns:
            if not _is_computed(table, column):
                continue
            options = [
                [cell for row in table.rows if (cell := _cell(table, row, column, terms))]
                for terms in _options(table, column)
            ]
            best = max(options, key=lambda option: (_following(option), _signed(option)), default=[])
            following = _following(best)
            named = bool(_SUM.search(column.label)) and following > 1 and 2 * following > len(best)
            if named or (following >= _FEWEST and 4 * following >= 3 * len(best)):
                yield table, column, best, following


def _following(found: Sequence[Cell]) -> int:
    return sum(ratios.fits(cell) for cell in found)


def _signed(found: Sequence[Cell]) -> int:
    """How many follow the formula with its sign."""
    return sum(ratios.fits(replace(cell, candidates=cell.candidates[:1])) for cell in found)


def _is_computed(table: Table, column: Column) -> bool:
    """Whether a column is named a sum or difference and no other rule checks it."""
    if column.formula is not None or column.role not in _OPEN or columns.is_percent(column):
        return False
    if _GROWTH.search(columns.header(column)) or _SPREAD.search(columns.header(column)):
        return False
    if column.role == "sisa" and table.column("pagu") and table.column("realisasi_anggaran"):
        return False
    return bool(_SUM.search(column.label) or _DIFFERENCE.search(columns.header(column))) or column.role == "jumlah"


def _is_term(column: Column) -> bool:
    named = column.role in columns.LABEL_ROLES or _NOT_ADDED.search(column.label)
    return not named and not columns.is_percent(column) and not columns.is_misread(column)


def _options(table: Table, column: Column) -> Iterator[_Terms]:
    at = table.columns.index(column)
    if _SUM.search(column.label) or column.role == "jumlah":
        for run in (table.columns[at - 1 :: -1] if at else (), table.columns[at + 1 :]):
            terms: list[tuple[Column, int]] = []
            for one in run:
                if not _is_term(one):
                    break
                terms.append((one, 1))
                if len(terms) > 1:
                    yield _Terms(tuple(sorted(terms, key=lambda term: term[0].index)))
    if _DIFFERENCE.search(columns.header(column)):
        others = [one for one in table.columns if one is not column and _is_term(one)]
        yield from (_Terms(((one, 1), (two, -1))) for one in others for two in others if one is not two)


def _cell(table: Table, row: Row, column: Column, terms: _Terms) -> Cell | None:
    """The printed figure and what the terms give; None where fewer than two of these are filled, or one is text."""
    number = columns.number_at(table, row, column)
    if number is None or row.kind == "average" or not all(columns.readable(row, one) for one, _ in terms.parts):
        return None
    filled = [(one, sign, found) for one, sign in terms.parts if (found := columns.number_at(table, row, one))]
    if sum(bool(found.value) for _, _, found in filled) < 2:
        return None
    formula = "".join(f"{' + ' if sign > 0 else ' - '}{columns.show(found)}" for _, sign, found in filled)
    inputs = tuple(columns.value_at(row, one) for one, _, _ in filled)
    made = []
    for which in (0, -1):  # as read, then "1,234" as thousands throughout
        value, result = Decimal(0), Interval.exactly(0)
        for _, sign, found in filled:
            one, spread = ratios.readings(found)[which]
            value += sign * one
            result = result + spread if sign > 0 else result - spread
        made.append(Candidate(value, result, formula.removeprefix(" + ").strip(), inputs))
    if any(sign < 0 for _, sign in terms.parts):  # what decreases may be printed without a sign
        made += [replace(one, value=-one.value, result=Interval.exactly(0) - one.result) for one in made]
    return Cell(row, columns.value_at(row, column), number, tuple(made))


def _finding(ctx: Context, table: Table, column: Column, miss: ratios.Miss, *, certain: bool) -> Finding:
    cell, expected = miss.cell, misses.expected(miss)
    subject = columns.subject(cell.row)
    return misses.finding(
        ctx,
        table,
        column,
        miss,
        subject=subject,
        message=f"Pada {place(table, cell.value.at)}, kolom {quoted(columns.named(column))} untuk {quoted(subject)} "
        f"tertulis {columns.printed(cell.value)}, sedangkan kolom lain pada baris itu ({miss.expected.formula}) "
        f"menghasilkan {expected}.",
        verdict=None if certain else "perlu_cek",
    )
