"""H219: tables of ticks with their count and percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from audit import columns, misses, ratios
from audit.arithmetic import Interval
from audit.findings import place, quoted
from audit.gravity import METHOD as GRAVITY
from audit.models import Finding
from audit.ratios import Candidate
from audit.registry import Context, rule
from normalize.models import Column, Row, Table

_TICK = re.compile(r"[vV√✓✔☑]")
_CROSS = re.compile(r"[xX✗✘×☒]")
_COUNT = re.compile(r"\b(?:jumlah|jml|total)\b", re.IGNORECASE)
_FEWEST = 3
"""Columns of ticks, and rows that agree, from which on the columns behind them are taken for their summary."""


@dataclass(frozen=True, slots=True)
class _Summary:
    """A column that sums up ticks: as their number (``whole`` None) or as their share of ``whole`` columns."""

    column: Column
    whole: int | None


@rule(
    code="H219",
    category="hitungan",
    severity="sedang",
    title="Rekapitulasi tanda centang tidak sesuai dengan banyaknya tanda",
    why="Tabel data dukung berisi tanda centang per desa, kelurahan, atau bulan adalah asal angka realisasi indikator. "
    "Jumlah atau persentase yang tidak sama dengan banyaknya tanda membuat realisasi itu tidak dapat dibuktikan.",
    method="Pada tabel dengan sekurang-kurangnya tiga kolom yang hanya berisi tanda centang, silang, atau kosong, "
    "kolom jumlah dibandingkan dengan banyaknya tanda centang barisnya, dan kolom persentase dengan banyaknya tanda "
    "centang dibagi banyaknya kolom tanda. Hanya kolom yang pada sebagian besar barisnya (sekurang-kurangnya tiga) "
    f"memang demikian yang diperiksa. {GRAVITY}",
    basis="Persentase = banyaknya tanda centang / banyaknya kolom tanda x 100%",
    violation="Enam desa, empat bertanda centang, jumlah tertulis 4, persentase tertulis 100,00% (seharusnya 66,67%).",
    clean="Enam desa, empat bertanda centang, jumlah tertulis 4, persentase tertulis 66,67%.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """Compare counts and percentages of ticks with the ticks of their row."""
    for table in ctx.submission.tables:
        ticked = [column for column in table.columns if _holds_ticks(table, column)]
        if len(ticked) < _FEWEST:
            continue
        for summary in _summaries(table, ticked):
            cells = [cell for row in table.rows if (cell := _cell(table, row, summary, ticked))]
            right = sum(ratios.fits(cell) for cell in cells)
            if right >= _FEWEST and 2 * right > len(cells):
                for miss in ratios.misses(cells):
                    yield _finding(ctx, table, summary, miss, len(ticked))


def _holds_ticks(table: Table, column: Column) -> bool:
    texts = [value.text.strip() for row in table.rows if (value := row.values.get(column.index)) and not value.blank]
    marked = all(_TICK.fullmatch(text) or _CROSS.fullmatch(text) for text in texts)
    return marked and any(_TICK.fullmatch(text) for text in texts)


def _summaries(table: Table, ticked: Sequence[Column]) -> Iterator[_Summary]:
    for column in table.columns:
        if column.index > ticked[-1].index and column not in ticked:
            if columns.is_percent(column):
                yield _Summary(column, len(ticked))
            elif column.role == "jumlah" or _COUNT.search(columns.header(column)):
                yield _Summary(column, None)


def _cell(table: Table, row: Row, summary: _Summary, ticked: Sequence[Column]) -> ratios.Cell | None:
    number = columns.number_at(table, row, summary.column)
    if number is None or row.kind != "data":
        return None
    marked = [
        value for column in ticked if (value := row.values.get(column.index)) and _TICK.fullmatch(value.text.strip())
    ]
    count = Decimal(len(marked))
    if summary.whole is None:
        expected = Candidate(count, Interval.exactly(count), f"{count} tanda centang", tuple(marked))
    else:
        share = count / summary.whole * 100
        expected = Candidate(share, Interval.exactly(share), f"{count} / {summary.whole} x 100%", tuple(marked))
    return ratios.Cell(row, columns.value_at(row, summary.column), number, (expected,))


def _finding(ctx: Context, table: Table, summary: _Summary, miss: ratios.Miss, count: int) -> Finding:
    cell, expected = miss.cell, misses.expected(miss)
    subject = columns.subject(cell.row)
    ticks = len(miss.expected.inputs)
    return misses.finding(
        ctx,
        table,
        summary.column,
        miss,
        subject=subject,
        message=f"Pada {place(table, cell.value.at)}, kolom {quoted(columns.named(summary.column))} untuk "
        f"{quoted(subject)} tertulis {columns.printed(cell.value)}, sedangkan {ticks} dari {count} kolom bertanda "
        f"centang, sehingga seharusnya {expected}.",
    )
