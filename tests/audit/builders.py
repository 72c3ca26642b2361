"""Typed tables and submissions made by hand, for tests of rules."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from audit.models import Finding
from audit.profile import load
from audit.registry import Context, find_rule
from normalize.formulas import parse_formula
from normalize.models import Column, Level, Role, Row, RowKind, Segment, Source, Submission, Table, TableKind, Value
from normalize.numbers import column_style, parse

DOCUMENT = "laporan.pdf"
_ROW_HEIGHT, _COLUMN_WIDTH = 18.0, 80.0


class Line(msgspec.Struct, frozen=True):
    """A row to be: its cells, left to right, and what kind it is."""

    cells: tuple[str, ...]
    kind: RowKind = "data"
    depth: int = 0
    level: Level | None = None
    number: str | None = None


def col(
    role: Role | None,
    label: str = "",
    *,
    path: tuple[str, ...] = (),
    year: int | None = None,
    period: str | None = None,
    formula: str | None = None,
) -> Column:
    """A column without its index; ``formula`` as printed, with the columns numbered from 1 ("4=3/2")."""
    name = label or (role or "").replace("_", " ").capitalize()
    declared = parse_formula(formula, {str(n + 1): n for n in range(20)}) if formula else None
    return Column(0, name, path or (name,), role, None, declared, year, period)


def line(
    *cells: str, kind: RowKind = "data", depth: int = 0, level: Level | None = None, number: str | None = None
) -> Line:
    return Line(cells, kind, depth, level, number)


def source(
    text: str, r: int = 0, c: int = 0, *, page: int = 1, reader: str = "text-layer", sure: float = 1.0
) -> Source:
    x, y = 60.0 + c * _COLUMN_WIDTH, 100.0 + r * _ROW_HEIGHT
    return Source(DOCUMENT, page, (x, y, x + _COLUMN_WIDTH, y + _ROW_HEIGHT), text, reader, sure)


def table(
    columns: Sequence[Column | Role | None],
    lines: Sequence[Line | Sequence[str]],
    *,
    kind: TableKind = "capaian",
    caption: str = "Tabel 3.1 Capaian Kinerja",
    page: int = 7,
    identity: str = "t1",
    reader: str = "text-layer",
) -> Table:
    """A typed table; the first cell of a row is its label unless a column has a label role of its own."""
    typed = [
        msgspec.structs.replace(one if isinstance(one, Column) else col(one), index=n) for n, one in enumerate(columns)
    ]
    matrix = [one if isinstance(one, Line) else Line(tuple(one)) for one in lines]
    rows = []
    for r, one in enumerate(matrix):
        values = {}
        for column, text in zip(typed, one.cells, strict=True):
            style = column_style(other.cells[column.index] for other in matrix)
            percent = column.role in {"capaian", "persen_anggaran"} or "%" in column.label
            at = source(text, r, column.index, page=page, reader=reader)
            values[column.index] = Value(text, parse(text, style, percent=percent), at)
        label_index = next((n for n, column in enumerate(typed) if column.role in {"indikator", "uraian"}), 0)
        rows.append(Row(r, one.kind, one.cells[label_index], values, 0, one.number, one.level, one.depth))
    return Table(
        id=identity,
        document=DOCUMENT,
        pages=(page,),
        kind=kind,
        columns=tuple(typed),
        rows=tuple(rows),
        segment="s1",
        caption=caption,
        caption_at=source(caption, -1, 0, page=page),
        year=2024,
        period="tahunan",
    )


def submission(*tables: Table) -> Submission:
    segment = Segment("s1", DOCUMENT, "lkj", 1, 20, "Laporan Kinerja", "Kecamatan Wanasari", "Camat", 2024, "tahunan")
    return Submission("wanasari", "wanasari", "Kecamatan Wanasari", 2024, segments=(segment,), tables=tables)


def check(code: str, *tables: Table) -> list[Finding]:
    """What one rule finds in a submission of these tables."""
    rule = find_rule(code)
    return list(rule.check(Context(submission(*tables), load(), rule)))
