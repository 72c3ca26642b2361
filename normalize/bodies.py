"""The rows of a table below its header, typed: data, group headings, totals and averages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import msgspec

from extract.models import Cell, Line, Reading, union
from normalize import levels, numbers, trees
from normalize.columns import BUDGET_NAMES, KINERJA_ROLES, MONEY_ROLES, NAME_ROLES
from normalize.doubt import TEXT_LAYER, habit, is_confirmed, likely_numbering, read_number, reader_of
from normalize.grids import Grid, one_line
from normalize.headers import Header
from normalize.models import Column, Level, Role, Row, RowKind, Source, Value

_PERCENTAGES: frozenset[Role] = frozenset({"capaian", "persen_anggaran"})
_STACKED: frozenset[Role] = KINERJA_ROLES | {"satuan"}
_SUM_OF = (
    "belanja|anggaran|pendapatan|pembiayaan|pagu|biaya|dana|apbd|realisasi|keseluruhan|seluruh|seluruhnya|umum|total|"
    "program|kegiatan|sub|sasaran|penerimaan|pengeluaran|aset|pegawai|[ivx]+|[a-z]|\\d+"
)
_TOTAL = re.compile(
    rf"(?:(?:sub|grand|total)\s*)?(?:jumlah|j\s*u\s*m\s*l\s*a\s*h|total|t\s*o\s*t\s*a\s*l)"
    rf"(?:[\s/]+(?:{_SUM_OF})(?:\s+(?!yang\b)[\w./-]+){{0,4}})?[\s:.=]*(?:\([\w\s+.,=-]*\))?",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    r"(?:(?:nilai|capaian|pencapaian|total|jumlah|persentase|prosentase)\s+)?(?:rata\s*[-–]?\s*rata|rerata)"
    r"(?:[\s–-]+(?:nilai|capaian|pencapaian|kinerja|realisasi|keseluruhan|total|anggaran|keuangan|fisik|indikator|sasaran|"
    r"tujuan|misi|program|kegiatan|sub|persentase|prosentase|tingkat|efisiensi|strategis|utama|dan|tahun|ke|[ivx]+|\d+))*"
    r"[\s:.=]*"
    r"(?:\((?:%|sasaran|tujuan|program|kegiatan)\)|%)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:\d|x\.)[\w.]{0,40}|[a-z]|[IVX]{1,5}", re.IGNORECASE)
_ITEM = re.compile(r"\(?(\d{1,2}|[a-z])[.)]\s*(?=\S)", re.IGNORECASE)


class _Bodies:
    """Makes the typed rows of one table."""

    def __init__(self, grid: Grid, header: Header, columns: Sequence[Column], document: str) -> None:
        self._grid = grid
        self._header = header
        self._columns = columns
        self._document = document
        texts = {column.index: grid.column(column.index, header.rows) for column in columns}
        everything = [text for column in columns if column.role not in NAME_ROLES for text in texts[column.index]]
        table_style = numbers.column_style(everything)
        self._habits = {
            column.index: habit(
                texts[column.index],
                numbers.column_style(texts[column.index]) or table_style,
                column.role in _PERCENTAGES,
            )
            for column in columns
        }
        self._figures = {column.index for column in columns if _holds_figures(column, texts[column.index])}
        self._named = [column for role in self._label_order() for column in columns if column.role == role]
        self._budget = [column for role in BUDGET_NAMES for column in columns if column.role == role]

    def rows(self) -> list[Row]:
        headings = {self._texts(r) for r in range(self._header.rows)}
        typed: list[tuple[Row, Sequence[Cell]]] = []
        for r in range(self._header.rows, self._grid.height):
            cells = [cell for cell in self._grid.row(r) if cell.text.strip()]
            if cells and not (len(cells) > 1 and self._texts(r) in headings):
                typed += [(row, cells) for row in self._split(self._row(r, cells))]
        found = self._numbered(typed)
        outlines: list[levels.Outline] = []
        for row, (_, printed) in zip(found, typed, strict=True):
            outlines.append(self._outline(row, printed, outlines))
        found = self._unnamed_total(found)
        deep = self._confirmed(found, levels.nesting(outlines))
        named = " ".join(column.label for column in self._budget)
        known = levels.inferred(outlines, deep, named)
        return [
            msgspec.structs.replace(row, depth=depth, level=level)
            for row, depth, level in zip(found, deep, known, strict=True)
        ]

    def _numbered(self, typed: Sequence[tuple[Row, Sequence[Cell]]]) -> list[Row]:
        """The rows, their numbers put right where they were read from a picture."""
        numbers_read = likely_numbering([row.number for row, _ in typed])
        return [
            row if cells[0].source == TEXT_LAYER else msgspec.structs.replace(row, number=number)
            for (row, cells), number in zip(typed, numbers_read, strict=True)
        ]

    def _confirmed(self, rows: Sequence[Row], nesting: levels.Nesting) -> Sequence[int]:
        """The depths; a guess from print only where most rows have the sums of the rows nested below them.

        Where the amounts themselves prove that rows stand under others, these are nested without any print.
        """
        if nesting.certain:
            return nesting.depths
        deep, proven = self._by_sums(rows, nesting.depths)
        agreeing = []
        for i, row in enumerate(rows):
            end = next((j for j in range(i + 1, len(rows)) if deep[j] <= deep[i]), len(rows))
            children = [rows[j] for j in range(i + 1, end) if deep[j] == deep[i] + 1]
            if row.kind == "data" and children and i not in proven:
                agreeing.append(any(_adds_up(row, children, c) for c in self._figures))
        if 2 * sum(agreeing) >= len(agreeing):
            return deep
        flat = [0 if row.kind == "data" else depth for row, depth in zip(rows, nesting.depths, strict=True)]
        return self._by_sums(rows, flat).depths

    def _by_sums(self, rows: Sequence[Row], depths: Sequence[int]) -> trees.Tree:
        """The depths, with rows nested under those whose amounts they add up to."""
        money = [column.index for column in self._columns if column.role in ("pagu", "realisasi_anggaran")]
        known = [_amounts(row, money) if row.kind == "data" else None for row in rows]
        if not any(known):
            return trees.Tree(list(depths), frozenset())
        filled = [c for n, c in enumerate(money) if any(one[n] for one in known if one)]
        known = [_amounts(row, filled) if row.kind == "data" else None for row in rows]
        totals = [_amounts(row, filled) for row in rows if row.kind == "total"]
        return trees.by_sums(depths, known, totals[0] if len(totals) == 1 and rows[-1].kind == "total" else None)

    def _texts(self, r: int) -> tuple[str, ...]:
        return tuple(self._grid.text(r, c).casefold() for c in range(self._grid.width))

    def _label_order(self) -> list[Role]:
        """Which name says best what a row is about: the budget line in tables of money, else the indikator."""
        shown = {column.role for column in self._columns}
        indikator: list[Role] = ["indikator"]
        above: list[Role] = ["sasaran", "tujuan"]
        if shown & MONEY_ROLES and not shown & KINERJA_ROLES:
            return [*BUDGET_NAMES, *indikator, *above]
        return [*indikator, *BUDGET_NAMES, *above]

    # --- one row -----------------------------------------------------------------------------------------------------

    def _row(self, r: int, cells: Sequence[Cell]) -> Row:
        values = self._values(r)
        kind = self._kind(r, cells)
        if kind == "data":
            label, role = self._label(r, cells, self._named)
        else:
            label, role = one_line(self._first_name(cells).text), None
        prefix, name = levels.split_number(label)
        number = self._numbering(r, "kode") or prefix or self._numbering(r, "no")
        subject, subject_role = (label, role) if kind == "group" else self._label(r, cells, self._budget)
        level = _level(subject_role, levels.level_of(levels.split_number(subject)[1], number))
        return Row(
            index=r,
            kind=kind,
            label=name,
            values=values,
            number=number,
            level=level if kind in ("data", "group") else None,
        )

    def _values(self, r: int) -> dict[int, Value]:
        found = {}
        for column in self._columns:
            cell = self._grid.at(r, column.index)
            if cell is None or cell.c != column.index or (cell.r < r and column.index in self._figures):
                continue
            found[column.index] = self._value(column, cell.text, cell.others, _source(cell, self._document))
        return found

    def _value(self, column: Column, text: str, seen: Sequence[Reading], at: Source) -> Value:
        number = None
        if column.index in self._figures:
            number, at = read_number(text, seen, at, self._habits[column.index])
        return Value(text, number, at)

    def _numbering(self, r: int, role: Role) -> str | None:
        """The code or number that begins in row ``r``.

        A code printed over several columns is joined by dots; of several numbers ("No" of the sasaran, "No" of the
        indikator) the last counts.
        """
        cells = [self._grid.at(r, c) for c in sorted(self._columns_of(role))]
        parts = [
            one_line(cell.text).strip(" .()") for cell in cells if cell is not None and cell.r == r and cell.cs == 1
        ]
        printed = [part for part in parts if part]
        joined = ".".join(printed if role == "kode" else printed[-1:])
        return joined if _NUMBER.fullmatch(joined) else None

    def _kind(self, r: int, cells: Sequence[Cell]) -> RowKind:
        first = self._first_name(cells)
        text = levels.split_number(one_line(first.text))[1]
        if first.c not in self._columns_of("indikator") or first.cs > 1 or self._lacks_plan(cells):
            if _AVERAGE.fullmatch(text):
                return "average"
            if _TOTAL.fullmatch(text):
                return "total"
        return "group" if self._is_group(r, cells, first) else "data"

    def _lacks_plan(self, cells: Sequence[Cell]) -> bool:
        """Whether a row shows neither target nor realisasi, so that "Rata-rata capaian kinerja" is no indikator."""
        planned = self._columns_of("target") | self._columns_of("realisasi")
        return bool(planned) and not any(cell.c in planned for cell in cells)

    def _first_name(self, cells: Sequence[Cell]) -> Cell:
        """The first cell of the row that is neither its number nor its code, if there is one."""
        numbering = self._columns_of("no") | self._columns_of("kode")
        return next((cell for cell in cells if cell.c not in numbering or cell.cs > 1 or _wordy(cell.text)), cells[0])

    def _is_group(self, r: int, cells: Sequence[Cell], first: Cell) -> bool:
        """Whether the row only has a name: every other cell is blank, and none is covered by a cell from above."""
        numbering = self._columns_of("no") | self._columns_of("kode")
        if any(cell is not first and cell.c not in numbering for cell in cells) or not _wordy(first.text):
            return False
        if first.cs >= max(2, len(self._columns) - 1):
            return True
        if not self._figures or first.c in self._figures or first.c in self._columns_of("indikator"):
            return False
        covering = [self._grid.at(r, c) for c in range(len(self._columns))]
        return all(cell is None or cell.r == r for cell in covering)

    def _columns_of(self, role: Role) -> set[int]:
        return {column.index for column in self._columns if column.role == role}

    def _label(self, r: int, cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[str, Role | None]:
        """The name of a row in one of ``columns`` and its role: names that begin in the row before repeated ones."""
        cell, role = self._naming(r, columns)
        if cell is not None:
            return one_line(cell.text), role
        skipped = self._figures | {column.index for column in self._columns if column.role in NAME_ROLES}
        return next((one_line(cell.text) for cell in cells if cell.c not in skipped), ""), None

    def _naming(self, r: int, columns: Sequence[Column]) -> tuple[Cell | None, Role | None]:
        for own in (True, False):
            for column in columns:
                cell = self._grid.at(r, column.index)
                if cell is not None and cell.c == column.index and (cell.r == r or not own) and cell.text.strip():
                    return cell, column.role
        return None, None

    def _outline(self, row: Row, cells: Sequence[Cell], before: Sequence[levels.Outline]) -> levels.Outline:
        """What tells the row's depth; its number and print count only in tables of budget lines.

        A row that goes on with the budget line above it is as deep as that.
        """
        cell = self._naming(row.index, self._budget)[0] if row.kind == "data" else self._first_name(cells)
        if cell is None or not self._budget:
            return levels.Outline(row.kind, None, row.level)
        if cell.r < row.index and before:
            return before[-1]
        letters = [char for char in cell.text if char.isalpha()]
        return levels.Outline(row.kind, row.number, row.level, cell.bold, all(char.isupper() for char in letters))

    def _unnamed_total(self, rows: list[Row]) -> list[Row]:
        """``rows`` with the last one as total when it has no name and a figure in it is the sum of those above it."""
        if len(rows) < 3 or rows[-1].kind != "data" or rows[-1].label or rows[-1].number:
            return rows
        if any(_adds_up(rows[-1], rows[:-1], c) for c in self._figures):
            return [*rows[:-1], msgspec.structs.replace(rows[-1], kind="total", level=None)]
        return rows

    # --- several rows in one -----------------------------------------------------------------------------------------

    def _split(self, row: Row) -> list[Row]:
        """``row`` as the several rows it is when its indikator are numbered and every figure beside them is stacked.

        Only when the numbers of items and of stacked lines agree in all the cells of target, realisasi, capaian and
        satuan that have text; other figures stay with the first.
        """
        column = next(
            (column for column in self._columns if column.role == "indikator" and column.index in row.values), None
        )
        if row.kind != "data" or column is None:
            return [row]
        names = self._items(row, column)
        if len(names) < 2:
            return [row]
        stacks: dict[int, list[Value]] = {column.index: names}
        for other in self._columns:
            value = row.values.get(other.index)
            if other.role not in _STACKED or value is None or value.blank:
                continue
            parts = self._lines(row, other)
            if len(parts) != len(names) or (other.role != "satuan" and any(part.number is None for part in parts)):
                return [row]
            stacks[other.index] = parts
        if len(stacks) == 1:
            return [row]
        return [self._part(row, column, stacks, sub) for sub in range(len(names))]

    def _part(self, row: Row, column: Column, stacks: dict[int, list[Value]], sub: int) -> Row:
        kept = {c: v for c, v in row.values.items() if sub == 0 or c not in self._figures}
        values = kept | {c: parts[sub] for c, parts in stacks.items()}
        number, label = levels.split_number(one_line(values[column.index].text))
        return msgspec.structs.replace(row, label=label, number=number, sub=sub, values=values)

    def _items(self, row: Row, column: Column) -> list[Value]:
        """The numbered items of a cell, when they are numbered without a gap."""
        text = row.values[column.index].text
        lines = text.split("\n")
        starts = [i for i, line in enumerate(lines) if _ITEM.match(line.strip())]
        marks = [match[1].lower() for i in starts if (match := _ITEM.match(lines[i].strip()))]
        if not starts or starts[0] != 0 or not _consecutive(marks):
            return []
        ends = [*starts[1:], len(lines)]
        return [self._slice(row, column, start, end) for start, end in zip(starts, ends, strict=True)]

    def _lines(self, row: Row, column: Column) -> list[Value]:
        lines = row.values[column.index].text.split("\n")
        return [self._slice(row, column, i, i + 1) for i, line in enumerate(lines) if line.strip()]

    def _slice(self, row: Row, column: Column, start: int, end: int) -> Value:
        """Lines ``start`` to ``end`` of a cell as a value of its own, with their own box where the lines have one."""
        cell = self._grid.at(row.index, column.index)
        text = "\n".join(row.values[column.index].text.split("\n")[start:end])
        at = row.values[column.index].at
        seen: tuple[Reading, ...] = ()
        if cell is not None and len(cell.lines) == len(cell.text.split("\n")):
            lines = cell.lines[start:end]
            printed: Sequence[Line] = [line for line in lines if line.words and line.page == cell.page]
            if printed:
                at = msgspec.structs.replace(at, box=union(line.box for line in printed))
            at = msgspec.structs.replace(at, confirmed=at.confirmed or is_confirmed(lines))
            seen = msgspec.structs.replace(cell, lines=lines).others
        return self._value(column, text, seen, msgspec.structs.replace(at, text=text, others=()))


def typed_rows(grid: Grid, header: Header, columns: Sequence[Column], document: str) -> list[Row]:
    """The rows below the header.

    A name that spans rows is repeated in each of them, a figure stands only in the first. Blank rows and repetitions of
    the header are left out.
    """
    return _Bodies(grid, header, columns, document).rows()


def _holds_figures(column: Column, texts: Sequence[str]) -> bool:
    if column.role is not None:
        return column.role not in NAME_ROLES
    filled = [text for text in texts if text.strip(" -–—.")]
    return 2 * sum(numbers.parse(text) is not None for text in filled) >= len(filled)


def _level(role: Role | None, said: Level | None) -> Level | None:
    if said is not None and role != "indikator":
        return said
    return next((level for level in levels.LEVELS if level == role), None)


def _adds_up(row: Row, children: Sequence[Row], c: int) -> bool:
    """Whether the figure of ``row`` in column ``c`` is the sum of its children's."""
    total, parts = _figures([row], c), _figures(children, c)
    return bool(total and parts) and sum(parts) == total[0]


def _amounts(row: Row, columns: Sequence[int]) -> trees.Amounts | None:
    """The amounts of a row in ``columns``, zero for blanks; None when one of them is text or badly printed."""
    found = []
    for c in columns:
        value = row.values.get(c)
        if value is None or value.blank:
            found.append(Decimal(0))
        elif value.number is None or value.number.style == "malformed":
            return None
        else:
            found.append(value.number.value)
    return tuple(found)


def _figures(rows: Sequence[Row], c: int) -> list[Decimal]:
    values = [row.values.get(c) for row in rows]
    return [value.number.value for value in values if value is not None and value.number is not None]


def _source(cell: Cell, document: str) -> Source:
    reader = reader_of(word for line in cell.lines for word in line.words) if cell.lines else cell.source
    confirmed = reader != TEXT_LAYER and is_confirmed(cell.lines)
    return Source(document, cell.page, cell.box, cell.text, reader, cell.confidence, confirmed=confirmed)


def _wordy(text: str) -> bool:
    """Whether a text is a name rather than a number, code or mark."""
    return sum(char.isalpha() for char in text) >= 4


def _consecutive(marks: Sequence[str]) -> bool:
    values = [int(mark) if mark.isdigit() else ord(mark) for mark in marks]
    return all(after == before + 1 for before, after in pairwise(values))
