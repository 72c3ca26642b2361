"""H207: trees of program, kegiatan and sub kegiatan, or of accounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from audit import columns, sums
from audit.arithmetic import Interval, agrees
from audit.findings import place, quoted
from audit.gravity import METHOD as GRAVITY
from audit.gravity import gravity
from audit.models import Finding, Verdict
from audit.registry import Context, rule
from normalize.models import Column, Number, Row, Table

_MANY = 3


@dataclass(frozen=True, slots=True)
class _Checked:
    """A node's printed number in one column, its children, and whether they agree."""

    row: Row
    column: Column
    number: Number
    below: sums.Group
    right: bool
    sure: bool

    @property
    def proves_place(self) -> bool:
        """Whether it proves that the rows below it stand there: several amounts that add up are hardly chance."""
        return len(self.below.entries) > 1 and abs(self.number.value) >= sums.AMOUNT


@rule(
    code="H207",
    category="hitungan",
    severity="sedang",
    title="Nilai induk tidak sama dengan penjumlahan rinciannya",
    why="Anggaran dan realisasi program harus sama dengan penjumlahan kegiatannya, dan kegiatan dengan sub "
    "kegiatannya. Selisih berarti ada rincian yang hilang, tertukar, atau belum dimutakhirkan.",
    method="Susunan induk dan rincian dibaca dari kode rekening atau kode program bila ada, selain itu dari tingkat "
    "baris. Setiap induk pada kolom uang dibandingkan dengan penjumlahan rincian langsungnya. Bila rincian yang keliru "
    "juga mengubah induk di atasnya, hanya baris terendah yang dilaporkan. Kolom yang tidak satu pun induknya sama "
    f"dengan rinciannya, dan susunan yang hanya diduga dari tata letak tetapi jarang cocok, tidak diperiksa. {GRAVITY}",
    basis="Nilai program = jumlah kegiatannya; nilai kegiatan = jumlah sub kegiatannya; akun induk = jumlah akun "
    "rinciannya",
    violation="Program tertulis 88.000.000, kegiatannya 88.000.000 dan 16.000.000 (seharusnya 104.000.000).",
    clean="Program tertulis 104.000.000, kegiatannya 88.000.000 dan 16.000.000.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """Compare every parent row's amounts with the sum of the rows directly below it."""
    for table in ctx.submission.tables:
        nodes = sums.tree(table)
        # what is left over follows from pagu and realisasi: a wrong one of these would be reported twice
        amounts = [column for column in sums.summable(table) if column.role != "sisa"] if nodes else []
        checked = [_check_column(table, nodes, column) for column in amounts]
        right = [one for column in checked for one in column if one.right]
        confirmed = {id(one.row) for one in right}
        placed = {id(entry.row) for one in right if one.proves_place for entry in one.below.entries}
        for column in checked:
            wrong = [one for one in column if not one.right]
            if len(wrong) >= _MANY and len(wrong) == len(column):
                continue
            regular = 2 * len(wrong) <= len(column)
            for one in wrong:
                elsewhere = id(one.row) in confirmed
                sure = one.sure or id(one.row) in placed
                if sure or regular or elsewhere:
                    certain = one.below.certain and (elsewhere or (sure and regular))
                    yield _finding(ctx, table, one, "pasti" if certain else "perlu_cek")


def _check_column(table: Table, nodes: list[sums.Node], column: Column) -> list[_Checked]:
    """All nodes of a column, innermost first; a node that is off only because of one below it counts as right."""
    corrected: dict[int, Decimal] = {}
    result = []
    for node in nodes:
        number = columns.number_at(table, node.row, column)
        below = sums.group(table, node.below, column)
        if number is None or not _comparable(table, node, column, below):
            continue
        repaired = sum((corrected.get(id(one.row), one.number.value) for one in below.entries), Decimal(0))
        right = any(agrees(number, one) for one in (below.sums, Interval.exactly(repaired)))
        if not right:
            corrected[id(node.row)] = repaired
        result.append(_Checked(node.row, column, number, below, right, node.sure))
    return result


def _comparable(table: Table, node: sums.Node, column: Column, below: sums.Group) -> bool:
    """Whether the rows below hold numbers, or nothing but dashes, which stand for zero."""
    if not all(columns.readable(row, column) and not sums.swallows(table, row) for row in node.below):
        return False
    dashes = all((value := row.values.get(column.index)) is not None and value.text.strip() for row in node.below)
    return bool(below.entries) or dashes


def _finding(ctx: Context, table: Table, one: _Checked, verdict: Verdict) -> Finding:
    value, subject = columns.value_at(one.row, one.column), columns.budget_subject(table, one.row)
    right = one.below.sum
    expected = columns.show_value(right, one.number)
    difference = columns.show_value(abs(right - one.number.value), one.number)
    remark = sums.remark(table, one.below, one.number.value, one.column)
    parts = len(one.below.entries)
    told = "satu-satunya rinciannya yang terisi adalah" if parts == 1 else "penjumlahan rinciannya menghasilkan"
    return ctx.finding(
        message=f"Pada {place(table, value.at)}, kolom {quoted(columns.named(one.column))} untuk {quoted(subject)} "
        f"tertulis {columns.printed(value)}, sedangkan {told} {expected} (selisih {difference}).{remark}",
        subject=subject,
        at=[value.at],
        inputs=[entry.value.at for entry in one.below.entries],
        expected=expected,
        formula=f"{one.below.formula} = {expected}" if parts > 1 else None,
        table=table,
        key=columns.key(one.column),
        severity=gravity(one.number, right),
        verdict=verdict,
    )
