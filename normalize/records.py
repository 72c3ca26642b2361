"""The indikator and budget lines of a typed table as records, one for each year and period that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from normalize.columns import BUDGET_NAMES, KINERJA_ROLES
from normalize.grids import one_line
from normalize.levels import LEVELS, split_number
from normalize.models import AnggaranRecord, Column, IndikatorRecord, Level, Role, Row, Source, Table, TableKind, Value

_BUDGET_ROLES: frozenset[Role] = frozenset({"pagu", "realisasi_anggaran", "persen_anggaran"})
_ABOVE: tuple[Role, ...] = ("sasaran", "sub_kegiatan", "kegiatan", "program", "uraian", "tujuan")
_WITHOUT_FIGURES: frozenset[TableKind] = frozenset({"iku"})
_CUMULATIVE = re.compile(r"\bs\s*[./]?\s*d\b|\bsampai\b|\bkumulatif\b", re.IGNORECASE)
_PLAN_END = re.compile(r"\b(renstra|rpjm[dn]|jangka menengah)\b", re.IGNORECASE)
_PREFIX = re.compile(
    r"(?:(?:sasaran|tujuan)(?:\s+strategis)?\s*(?:ke)?\s*[-.]?\s*[\dIVX]*\s*[:.]|(?:sub[\s-]*)?kegiatan\s*\d*\s*[:.]?)"
    r"\s+(?:sub\s+kegiatan\s+)?(?=\w+\s)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(sebelum|murni|induk|awal|semula)\b", re.IGNORECASE)
_LEVEL_WORDS: tuple[tuple[re.Pattern[str], Level], ...] = (
    (re.compile(r"\bsub\s*kegiatan\b", re.IGNORECASE), "sub_kegiatan"),
    (re.compile(r"\bkegiatan\b", re.IGNORECASE), "kegiatan"),
    (re.compile(r"\bprogram\b", re.IGNORECASE), "program"),
    (re.compile(r"\bsasaran\b", re.IGNORECASE), "sasaran"),
    (re.compile(r"\btujuan\b", re.IGNORECASE), "tujuan"),
)


class _When(NamedTuple):
    """A group of columns that belong together: the same year and period."""

    year: int | None
    period: str | None


class _Name(NamedTuple):
    text: str
    at: Source
    role: Role


def records(table: Table) -> tuple[list[IndikatorRecord], list[AnggaranRecord]]:
    """The records of ``table``, in the order of its rows.

    Year and period are those printed over the columns or in the caption; None where neither says them. A record holds
    no figure that the table shows twice for the same year and period.
    """
    return list(_indikator(table)), list(_anggaran(table))


# --- indikator -------------------------------------------------------------------------------------------------------


def _indikator(table: Table) -> Iterator[IndikatorRecord]:
    starts = [column.index for column in table.columns if column.role == "indikator"]
    for begin, end in pairwise([*starts, len(table.columns)]):
        columns = [column for column in table.columns if begin <= column.index < end]
        groups = _groups(columns, KINERJA_ROLES)
        spent = [column for column in columns if column.role == "persen_anggaran"]
        latest = max((when.year for when in groups if when.year), default=None)
        if not groups and table.kind in _WITHOUT_FIGURES:
            groups = {_When(None, None): []}
        above = [column for column in table.columns if column.index < begin or len(starts) == 1]
        before: Source | None = None
        for row, names in _with_names(table, above):
            at = row.values.get(begin)
            if row.kind != "data" or at is None or at.blank:
                continue
            repeated, before = at.at == before, at.at
            if repeated and not any(column.index in row.values for figures in groups.values() for column in figures):
                continue
            for when, figures in groups.items():
                beside = [column for column in spent if (column.year or latest) == when.year]
                yield _indikator_record(
                    table, row, names, columns[0], at, when, [*figures, *beside], _satuan(row, columns, at)
                )


def _indikator_record(
    table: Table,
    row: Row,
    names: Mapping[Role, _Name],
    column: Column,
    indikator: Value,
    when: _When,
    figures: Sequence[Column],
    satuan: str | None,
) -> IndikatorRecord:
    sasaran = next((names[role] for role in _ABOVE if role in names), None)
    return IndikatorRecord(
        table=table.id,
        document=table.document,
        segment=table.segment,
        row=row.index,
        table_kind=table.kind,
        level=_indikator_level(table, column, names, row),
        sasaran=sasaran.text if sasaran else "",
        sasaran_at=sasaran.at if sasaran else None,
        indikator=split_number(one_line(indikator.text))[1],
        indikator_at=indikator.at,
        satuan=satuan,
        target=_figure(row, figures, "target"),
        realisasi=_figure(row, figures, "realisasi"),
        capaian=_figure(row, figures, "capaian"),
        persen=_figure(row, figures, "persen_anggaran"),
        year=when.year or table.year,
        period=when.period or table.period,
    )


def _indikator_level(table: Table, column: Column, names: Mapping[Role, _Name], row: Row) -> Level | None:
    """What the indikator measures: as its own column's label says, else that of the names beside it."""
    said = [level for pattern, level in _LEVEL_WORDS if pattern.search(column.label)]
    if "sub_kegiatan" in said:
        said = [level for level in said if level != "kegiatan"]
    if len(said) == 1:
        return said[0]
    if "sasaran" in names:
        label = next((c.label for c in table.columns if c.role == "sasaran"), "")
        return next((level for pattern, level in _LEVEL_WORDS[:3] if pattern.search(label)), "sasaran")
    if row.level is not None:
        return row.level
    return next((level for level in reversed(LEVELS) if level in names), None)


def _satuan(row: Row, columns: Sequence[Column], indikator: Value) -> str | None:
    for column in columns:
        value = row.values.get(column.index)
        if column.role == "satuan" and value is not None and not value.blank:
            return one_line(value.text)
    return None


# --- budget lines ----------------------------------------------------------------------------------------------------


def _anggaran(table: Table) -> Iterator[AnggaranRecord]:
    groups = _groups(table.columns, _BUDGET_ROLES)
    if not groups:
        return
    for row, names in _with_names(table, table.columns):
        if row.kind not in ("data", "total"):
            continue
        name = _budget_name(row, names)
        if name is None:
            continue
        for when, figures in groups.items():
            pagu, spent = _figure(row, figures, "pagu"), _figure(row, figures, "realisasi_anggaran")
            share = _figure(row, figures, "persen_anggaran")
            if pagu is None and spent is None and share is None:
                continue
            yield AnggaranRecord(
                table=table.id,
                document=table.document,
                segment=table.segment,
                row=row.index,
                table_kind=table.kind,
                level=None if row.kind == "total" else _budget_level(row, name),
                name=name.text,
                name_at=name.at,
                total=row.kind == "total",
                code=row.number if row.number and "." in row.number else None,
                pagu=pagu,
                realisasi=spent,
                persen=share,
                year=when.year or table.year,
                period=when.period or table.period,
            )


def _budget_name(row: Row, names: Mapping[Role, _Name]) -> _Name | None:
    if row.kind == "total":
        value = next((value for value in row.values.values() if one_line(value.text).endswith(row.label)), None)
        return _Name(row.label, value.at, "uraian") if value and row.label else None
    return next((names[role] for role in (*BUDGET_NAMES, "sasaran", "tujuan", "indikator") if role in names), None)


def _budget_level(row: Row, name: _Name) -> Level | None:
    if name.role in BUDGET_NAMES and row.level:
        return row.level
    return next((level for level in LEVELS if level == name.role), None)


# --- figures and names -----------------------------------------------------------------------------------------------


def _groups(columns: Sequence[Column], roles: frozenset[Role]) -> dict[_When, list[Column]]:
    """The columns of these roles by year and period; what has no year belongs to the only year there is."""
    figures = [column for column in columns if column.role in roles]
    years = {column.year for column in figures if column.year}
    periods = {column.period for column in figures if column.period}
    groups: dict[_When, list[Column]] = {}
    for column in figures:
        year = column.year or (next(iter(years)) if len(years) == 1 else None)
        period = column.period or (next(iter(periods)) if len(periods) == 1 else None)
        groups.setdefault(_When(year, period), []).append(column)
    return groups


def _figure(row: Row, columns: Sequence[Column], role: Role) -> Value | None:
    """The value of ``role``; of several columns the one that is not cumulative, not the plan's end, not superseded."""
    shown = [column for column in columns if column.role == role]
    if len(shown) > 1:
        shown = [column for column in shown if not _is_special(column)]
    value = row.values.get(shown[0].index) if len(shown) == 1 else None
    return value if value is not None and value.text.strip() else None


def _is_special(column: Column) -> bool:
    printed = " ".join(column.path)
    return any(pattern.search(printed) for pattern in (_CUMULATIVE, _PLAN_END, _BEFORE))


def _with_names(table: Table, columns: Sequence[Column]) -> Iterator[tuple[Row, dict[Role, _Name]]]:
    """Each row with the names that hold for it: its own, and those above that it leaves blank.

    A name of a column on the left ends what stood in the columns to its right.
    """
    naming = [column for column in columns if column.role in (*_ABOVE, "indikator")]
    held: dict[int, _Name] = {}
    for row in table.rows:
        if row.kind == "group":
            held = _after_group(row, naming)
            yield row, {}
            continue
        own = {c.index for c in naming if (v := row.values.get(c.index)) is not None and not v.blank}
        for column in naming:
            if column.index in own and column.role is not None:
                value = row.values[column.index]
                name = _Name(_bare(value.text), value.at, column.role)
                if held.get(column.index) != name:
                    held = {c: n for c, n in held.items() if c < column.index}
                held[column.index] = name
        yield row, {name.role: name for _, name in sorted(held.items())}


def _after_group(row: Row, naming: Sequence[Column]) -> dict[int, _Name]:
    """A group row's heading holds as the name above for the rows below it."""
    value = next((value for value in row.values.values() if value.text.strip()), None)
    role: Role = "tujuan" if row.level == "tujuan" else "sasaran" if row.level == "sasaran" else "uraian"
    if value is None or any(column.role == role for column in naming):
        return {}
    return {-1: _Name(_bare(row.label), value.at, role)}


def _bare(text: str) -> str:
    """A name without its numbering and without the word that only says what it is ("Sasaran 1 :", "Sub Kegiatan")."""
    return _PREFIX.sub("", split_number(one_line(text))[1])
