"""Totals, averages and trees: which rows a printed sum or mean may have been made from.

Reports nest program, kegiatan and sub kegiatan in one table, print subtotals between them and grand totals below, so
a total is right when *one* plausible set of rows gives it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import zip_longest

import msgspec

from audit.arithmetic import Interval, interval, total
from audit.columns import (
    LABEL_ROLES,
    budget_subject,
    header,
    is_misread,
    is_money,
    is_percent,
    number_at,
    readable,
    show,
    value_at,
)
from audit.findings import quoted
from audit.memo import remembered
from audit.ratios import children
from normalize.models import Column, Number, Row, Table, Value

_NEVER_SUMMED = re.compile(
    r"\bno\b|nomor|kode|tahun|indeks|nilai\b(?! (?:anggaran|kontrak|pagu|aset|perolehan|buku|barang))|skor|rasio"
    r"|rata-rata|persen|%|bobot|peringkat|tingkat|harga satuan|satuan|capaian|target kinerja|realisasi kinerja",
    re.IGNORECASE,
)
_NAMED_SUM = re.compile(r"\W*(?:sub\s*-?\s*)?(?:total|jumlah)\b", re.IGNORECASE)
_AMOUNT_TEXT = re.compile(r"\d{1,3}(?:[.,]\d{3}){2,}")
AMOUNT = 100_000
"""From here on, a number is hardly by chance the sum of others."""
_PART = re.compile(r"\w+")
_PLAIN_COUNTS = frozenset({"pegawai", "aset", "lra", "lainnya"})

_Code = tuple[str, ...]
"""The parts of an account or program code."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row's number in a column."""

    row: Row
    value: Value
    number: Number


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that a total or mean may be made from: those with a number, and how many they are with the blank ones."""

    entries: tuple[Entry, ...]
    size: int

    @property
    def sum(self) -> Decimal:
        return sum((entry.number.value for entry in self.entries), Decimal(0))

    @property
    def sums(self) -> Interval:
        return total(interval(entry.number) for entry in self.entries)

    @property
    def formula(self) -> str:
        """The sum as written, its middle left out when it is long."""
        shown = [show(entry.number) for entry in self.entries] or ["0"]
        return " + ".join(shown if len(shown) <= 6 else [*shown[:3], "…", *shown[-2:]])

    @property
    def certain(self) -> bool:
        """Whether no number in it could be read in another way."""
        return not any(entry.number.alternatives for entry in self.entries)

    @property
    def hides_levels(self) -> bool:
        """Whether an amount in it is the sum of several right below: a program above its kegiatan, not told apart."""
        values = [entry.number.value for entry in self.entries]
        for at, value in enumerate(values):
            below = Decimal(0)
            for count, part in enumerate(values[at + 1 :], start=1):
                below += part
                if below >= value:
                    if value >= AMOUNT and below == value and count > 1:
                        return True
                    break
        return False

    def left_out(self, printed: Decimal) -> Row | None:
        """The row whose number is just what a printed total lacks; None when none or several are."""
        return self._sole(self.sum - printed)

    def counted_twice(self, printed: Decimal) -> Row | None:
        """The row whose number is just what a printed total has too much; None when none or several are."""
        return self._sole(printed - self.sum)

    def _sole(self, difference: Decimal) -> Row | None:
        fitting = [entry.row for entry in self.entries if difference and entry.number.value == difference]
        return fitting[0] if len(fitting) == 1 else None


def remark(table: Table, made: Group, printed: Decimal, column: Column) -> str:
    """A sentence, with a space before it, that names the row a printed total lacks, or has too much; "" without one.

    A row outside of the group counts where no other row of the table has its amount.
    """
    if row := made.left_out(printed):
        return f" Selisih itu sama dengan nilai {quoted(budget_subject(table, row))}, yang tampaknya belum terjumlah."
    if row := made.counted_twice(printed):
        name = quoted(budget_subject(table, row))
        return f" Selisih itu sama dengan nilai {name}, yang tampaknya terjumlah dua kali."
    inside = {id(entry.row) for entry in made.entries}
    difference = abs(made.sum - printed)
    outside = [
        row
        for row in table.rows
        if row.kind == "data" and (number := number_at(table, row, column)) and number.value == difference
    ]
    other = difference >= AMOUNT and difference != abs(printed)  # else it would be the amount of the row itself
    if other and len(outside) == 1 and id(outside[0]) not in inside:
        return f" Selisih itu sama dengan nilai {quoted(budget_subject(table, outside[0]))}."
    return ""


def summable(table: Table) -> list[Column]:
    """The columns whose total may be the sum of its rows: money and counts, not percentages, scores or years."""
    return [column for column in table.columns if _summable(table, column)]


def _summable(table: Table, column: Column) -> bool:
    if column.role in LABEL_ROLES or is_percent(column) or is_misread(column):
        return False
    if is_money(column):
        return True
    if _NEVER_SUMMED.search(header(column)) or column.role in {"capaian", "efisiensi", "pertumbuhan"}:
        return False
    numbers = [number for row in table.rows if (number := number_at(table, row, column)) is not None]
    if column.role == "jumlah" or (column.role is None and table.kind in _PLAIN_COUNTS):
        return bool(numbers) and all(number.decimals == 0 and number.unit != "%" for number in numbers)
    if column.role in {"target", "realisasi"}:  # the Rupiah half of a pair of columns for kinerja and anggaran
        return bool(numbers) and all(number.unit == "Rp" or abs(number.value) >= AMOUNT for number in numbers)
    return False


def group(table: Table, rows: Sequence[Row], column: Column) -> Group:
    """The rows with their numbers in ``column``; blanks count as zero."""
    entries = [
        Entry(row, value_at(row, column), number)
        for row in rows
        if (number := number_at(table, row, column)) is not None
    ]
    return Group(tuple(entries), len(rows))


def with_earlier_rows(table: Table, tables: Sequence[Table]) -> Table:
    """A table preceded by the rows of those it goes on from, when a page break has cut it in several.

    That is the table before it, on the same or the previous page, with the same columns and no total yet, as long as
    the later one has no caption of its own.
    """
    position = next(n for n, one in enumerate(tables) if one is table)
    before = tables[position - 1] if position else None
    if before is None or not goes_on(before, table):
        return table
    earlier = with_earlier_rows(before, tables)
    return msgspec.structs.replace(table, rows=earlier.rows + table.rows)


def goes_on(before: Table, table: Table) -> bool:
    """Whether a table may be the rest of the one ``before`` it."""
    if table.caption or before.document != table.document or len(before.columns) != len(table.columns):
        return False
    same = sum(one.label == other.label for one, other in zip(before.columns, table.columns, strict=True))
    closed = any(row.kind in {"total", "average"} for row in before.rows)
    return 0 <= table.pages[0] - before.pages[-1] <= 1 and not closed and 2 * same > len(table.columns)


def parts(table: Table, made: Group) -> list[list[Group]]:
    """The ways to divide the rows of a group by what they stand under: a group row, a tujuan, sasaran or program.

    Only divisions into at least two parts.
    """
    headings: dict[int, int] = {}
    current = -1
    for row in table.rows:
        current = row.index if row.kind == "group" else current
        headings[id(row)] = current
    divisions = [_divided(made, lambda row: headings[id(row)])]
    for column in table.columns:
        if column.role in {"tujuan", "sasaran", "program", "kegiatan"}:
            divisions.append(_divided(made, partial(_text, column=column)))
    return [division for division in divisions if len(division) > 1]


def _divided(made: Group, key: Callable[[Row], Hashable]) -> list[Group]:
    found: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in made.entries:
        found[key(entry.row)].append(entry)
    return [Group(tuple(entries), len(entries)) for entries in found.values()]


def _text(row: Row, column: Column) -> str:
    value = row.values.get(column.index)
    return value.text if value else ""


def groups(table: Table, closing: Row, column: Column) -> list[Group]:
    """The sets of rows that a total or average row may be made from, without repetitions.

    Each level of nesting, the innermost rows, and all rows: since the last subtotal, or of the whole table above it,
    or below it when nothing stands above; also the subtotals above, and the rows between them. A set is left out when
    a cell of it is text or none is a number, and there is none when an amount above stands in running text.
    """
    position = next(n for n, row in enumerate(table.rows) if row is closing)
    above, below = table.rows[:position], table.rows[position + 1 :]
    closed = [n for n, row in enumerate(above) if row.kind in {"total", "average"}]
    if any(swallows(table, row) for row in above):
        return []
    scopes = [above[closed[-1] + 1 :], above] if closed else [above]
    if not any(row.kind in {"data", "group"} for row in above):
        end = next((n for n, row in enumerate(below) if row.kind == closing.kind), len(below))
        scopes = [below[:end], below]
    named = any(_NAMED_SUM.match(row.label) for row in above if row.kind == "data")
    selections = [rows for scope in scopes for rows in _selections(scope)]
    selections += [_without_sums(table, scope, column) for scope in scopes if named]
    illegible = {id(row) for row in table.rows if not readable(row, column)}
    selected = (_legible(table, rows, illegible) for rows in selections)
    distinct = dict.fromkeys(tuple(map(id, rows)) for rows in selected)
    entries = {id(entry.row): entry for entry in group(table, table.rows, column).entries}
    made = [
        Group(tuple(entries[one] for one in ids if one in entries), len(ids))
        for ids in distinct
        if illegible.isdisjoint(ids)
    ]
    return [one for one in made if one.entries]


def swallows(table: Table, row: Row) -> bool:
    """Whether an amount of a row stands among its words, as where the borders of its cells were not seen."""
    return id(row) in _swallowing(table)


@remembered
def _swallowing(table: Table) -> frozenset[int]:
    """The identities of the rows with an amount among their words."""
    money = [column for column in table.columns if is_money(column)]
    return frozenset(
        id(row)
        for row in table.rows
        if not any(number_at(table, row, column) is not None for column in money)
        and any(_AMOUNT_TEXT.search(text) for text in (row.label, *(value.text for value in row.values.values())))
    )


def _legible(table: Table, rows: Sequence[Row], illegible: Set[int]) -> Sequence[Row]:
    """``rows``, those with a figure that cannot be reckoned with replaced by the rows below them."""
    if illegible.isdisjoint(map(id, rows)):
        return rows
    found: list[Row] = []
    for row in rows:
        below = children(table, row) if id(row) in illegible else []
        found += [one for one in below if one not in rows] or [row]
    return found


def _selections(scope: Sequence[Row]) -> Iterator[list[Row]]:
    rows = [row for row in scope if row.kind in {"data", "group"}]
    for depth in sorted({row.depth for row in rows}):
        yield [row for row in rows if row.depth == depth]
    for level in dict.fromkeys(row.level for row in rows if row.level):
        yield [row for row in rows if row.level == level]
    yield [row for row in rows if row.kind == "data"]
    yield [row for row in rows if row.kind == "group"]
    yield [row for row, after in zip_longest(rows, rows[1:]) if after is None or after.depth <= row.depth]
    yield rows
    yield [row for row in scope if row.kind == "total"]
    yield _uncovered(scope, [row for row in scope if row.kind == "total"])
    yield _uncovered(scope, [row for row in scope if row.kind == "total" or _NAMED_SUM.match(row.label)])


def _without_sums(table: Table, scope: Sequence[Row], column: Column) -> list[Row]:
    """The data rows but for those that are named a sum ("Jumlah Belanja Modal") and are that of the rows above them."""
    kept: list[Row] = []
    run: list[Decimal] = []
    for row in scope:
        number = number_at(table, row, column) if row.kind == "data" else None
        if number is not None and len(run) > 1 and _NAMED_SUM.match(row.label) and number.value == sum(run):
            run = []
            continue
        kept += [row] if row.kind == "data" else []
        run += [number.value] if number is not None else []
    return kept


def _uncovered(scope: Sequence[Row], totals: Sequence[Row]) -> list[Row]:
    """The subtotals, and the rows behind the last of them that no subtotal covers."""
    sums = {id(row) for row in totals}
    last = max((n for n, row in enumerate(scope) if id(row) in sums), default=-1)
    return [*totals, *(row for row in scope[last + 1 :] if row.kind == "data")]


@dataclass(frozen=True, slots=True)
class Node:
    """A row with the rows directly below it; ``sure`` when codes or known levels say so, not just the layout."""

    row: Row
    below: tuple[Row, ...]
    sure: bool


def tree(table: Table) -> list[Node]:
    """The rows that have rows below them, innermost first.

    By codes where the rows carry them (5.1.02 below 5.1), else by depth.
    """
    rows = [row for row in table.rows if row.kind in {"data", "group"}]
    codes = [_code(row) for row in rows]
    coded = _coded(rows, codes)
    parents = _parents_by_code(rows, codes) if coded else _parents_by_depth(table)
    below: dict[int, list[Row]] = {}
    for row, parent in parents:
        below.setdefault(id(parent), []).append(row)
    return [
        Node(row, tuple(below[id(row)]), coded or _levelled(row, below[id(row)]))
        for row in reversed(rows)
        if id(row) in below
    ]


def _levelled(row: Row, below: Sequence[Row]) -> bool:
    return (row.level is not None or row.kind == "group") and all(one.level not in {None, row.level} for one in below)


def _coded(rows: Sequence[Row], codes: Sequence[_Code]) -> bool:
    """Whether nearly all rows have a code that stands for one thing only; numbering that starts anew does not."""
    names: dict[_Code, set[str]] = defaultdict(set)
    for row, code in zip(rows, codes, strict=True):
        if code:
            names[code].add(row.label)
    coded = sum(map(bool, codes))
    return len(names) >= 2 and coded >= 0.8 * len(rows) and all(len(labels) == 1 for labels in names.values())


def _code(row: Row) -> _Code:
    """The parts of an account or program code; empty for plain numbering."""
    parts = tuple(_PART.findall(row.number)) if row.number else ()
    return parts if all(part.isalnum() for part in parts) and any(part.isdigit() for part in parts) else ()


def _parents_by_code(rows: Sequence[Row], codes: Sequence[_Code]) -> Iterator[tuple[Row, Row]]:
    known: dict[_Code, Row] = {}
    for row, code in zip(rows, codes, strict=True):
        known.setdefault(code, row)
    for row, code in zip(rows, codes, strict=True):
        parent = next((known[code[:length]] for length in range(len(code) - 1, 0, -1) if code[:length] in known), None)
        if parent is not None:
            yield row, parent


def _parents_by_depth(table: Table) -> Iterator[tuple[Row, Row]]:
    open_rows: list[Row] = []
    for row in table.rows:
        if row.kind in {"total", "average"}:
            open_rows = []
            continue
        again = open_rows and (open_rows[-1].depth, open_rows[-1].label) == (row.depth, row.label)
        if again and not _own_amounts(table, row, open_rows[-1]):
            continue  # another indikator of the same row
        while open_rows and open_rows[-1].depth >= row.depth:
            open_rows.pop()
        if open_rows:
            yield row, open_rows[-1]
        open_rows.append(row)


def _own_amounts(table: Table, row: Row, before: Row) -> bool:
    """Whether a row has an amount in a cell of its own, not one that it shares with the row before it."""
    for column in table.columns:
        mine, other = row.values.get(column.index), before.values.get(column.index)
        own = mine is not None and not mine.blank and (other is None or mine.at != other.at)
        if own and is_money(column):
            return True
    return False
