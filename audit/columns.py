"""Reading typed tables the way the arithmetic rules need them: numbers with their unit, names for messages."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

import msgspec

from normalize.models import Column, Number, Row, Table, Value
from normalize.numbers import format_id

MONEY_ROLES = frozenset({"pagu", "realisasi_anggaran", "sisa"})
PERCENT_ROLES = frozenset({"capaian", "persen_anggaran", "pertumbuhan"})
LABEL_ROLES = frozenset(
    {"no", "kode", "tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "uraian"}
    | {"indikator", "satuan", "rumus", "keterangan"}
)

UNNAMED = "baris tanpa uraian"
"""What a row without any label is called."""

_PERCENT = re.compile(r"%|\bpersen|\bprosentase|\bpresentase", re.IGNORECASE)
_MONEY = re.compile(r"\brp\b|rupiah|anggaran|\bpagu\b|keuangan|belanja", re.IGNORECASE)
_LARGE_UNIT = re.compile(r"\b(?:ribu\w*|juta\w*|jt|mil[iy]ar\w*|triliun\w*)\b", re.IGNORECASE)
_FIGURE = re.compile(r"[-(]?\d+[.,]\d[\d.,]*\)?\s*%?")
_OTHER_MEASURE = re.compile(r"fisik|bobot|tertimbang|kontribusi|proporsi|skor|predikat", re.IGNORECASE)


def header(column: Column) -> str:
    """All header labels over a column, from the top level down, as one line."""
    return " ".join((*column.path, column.label))


@lru_cache(maxsize=4096)
def is_percent(column: Column) -> bool:
    """Whether the header says that the column holds percentages."""
    return column.role in PERCENT_ROLES or bool(_PERCENT.search(header(column)))


@lru_cache(maxsize=4096)
def is_money(column: Column) -> bool:
    """Whether the column holds amounts in whole Rupiah."""
    if is_percent(column) or _in_large_units(column):
        return False
    return column.role in MONEY_ROLES or bool(_MONEY.search(column.label))


def is_misread(column: Column) -> bool:
    """Whether a row of figures was taken for the header, so that the column lacks its first numbers."""
    return bool(_FIGURE.fullmatch(column.label.strip()))


def measures_other(column: Column) -> bool:
    """Whether the header names a quantity that does not follow from the row: physical progress, weights, scores.

    A label over several columns counts unless it names the money, too ("Realisasi Fisik dan Keuangan").
    """
    labels = (column.label, *column.path)
    return any(_OTHER_MEASURE.search(label) and not _MONEY.search(label) for label in labels)


def number_at(table: Table, row: Row, column: Column) -> Number | None:
    """The number in a cell, its unit filled in from the header or the row's satuan.

    None for blanks, for text, and for numbers printed so badly that their digits are in doubt.
    """
    value = row.values.get(column.index)
    number = value.number if value is not None else None
    if value is None or number is None or value.blank or is_doubtful(number):
        return None
    if number.unit is not None:
        in_large = number.unit == "Rp" and _in_large_units(column)
        return msgspec.structs.replace(number, unit=None) if in_large else number
    unit = _unit_of(column)
    if unit is None and column.role in {"target", "realisasi"} and not _in_large_units(column):
        unit = "%" if _satuan(table, row) == "%" else None
    return msgspec.structs.replace(number, unit=unit) if unit else number


def readable(row: Row, column: Column) -> bool:
    """Whether a cell is either blank or a number; text and doubtful digits cannot be reckoned with."""
    value = row.values.get(column.index)
    return value is None or value.blank or (value.number is not None and not is_doubtful(value.number))


def named(column: Column) -> str:
    """How a message calls a column: its label below the one over it, and the year or period they do not tell."""
    labels = dict.fromkeys(" ".join(part.split()) for part in (*column.path[-2:], column.label) if part.strip())
    label = " – ".join(labels) or "tanpa judul"
    extra = [str(part) for part in (column.year, column.period) if part and str(part).lower() not in label.lower()]
    return " ".join([label, *extra])


def key(column: Column) -> str:
    """What tells this column's findings apart from those of the table's other columns."""
    return " ".join(str(part) for part in (*column.path, column.label, column.year, column.period) if part)


def subject(row: Row) -> str:
    """What a finding about a row is about."""
    return " ".join(row.label.split()) or row.number or UNNAMED


def budget_subject(table: Table, row: Row) -> str:
    """What a finding about a row's amounts is about: the program or kegiatan rather than its indikator."""
    for column in table.columns:
        value = row.values.get(column.index)
        naming = column.role is not None and column.role in {row.level, "uraian"}
        if naming and value is not None and not value.blank:
            return printed(value)
    return subject(row)


def show(number: Number) -> str:
    """A number in Indonesian notation with the decimals it was printed with, and its percent sign."""
    if number.upper is not None:
        return number.raw
    return format_id(number.value, number.decimals) + ("%" if "%" in number.raw else "")


def show_value(value: Decimal, like: Number) -> str:
    """A computed value with the decimals and the percent sign of the printed number it should equal."""
    return format_id(value, like.decimals) + ("%" if "%" in like.raw else "")


def printed(value: Value) -> str:
    """A cell's text on one line."""
    return " ".join(value.text.split())


def value_at(row: Row, column: Column) -> Value:
    """The cell of a column that is known to be filled; raises KeyError otherwise."""
    return row.values[column.index]


def is_doubtful(number: Number) -> bool:
    """Whether a digit seems to be missing or too many: "3.8000.000,00", but not "381200,00" or "1,200,000,00"."""
    if number.style != "malformed":
        return False
    groups = re.split(r"[.,]+", re.sub(r"[^\d.,]", "", number.raw).strip(".,"))
    inner = groups[1:-1] if len(groups[-1]) < 3 else groups[1:]
    return any(len(group) % 3 for group in inner)


@lru_cache(maxsize=4096)
def _unit_of(column: Column) -> str | None:
    """The unit of the bare numbers of a column as its header states it; None also for thousands and millions."""
    if _in_large_units(column):
        return None
    return "Rp" if is_money(column) else "%" if is_percent(column) else None


@lru_cache(maxsize=4096)
def _in_large_units(column: Column) -> bool:
    """Whether the header says that the column is in thousands or millions."""
    return bool(_LARGE_UNIT.search(header(column)))


def _satuan(table: Table, row: Row) -> str:
    column = table.column("satuan")
    value = row.values.get(column.index) if column else None
    text = value.text.strip().lower() if value else ""
    return "%" if _PERCENT.search(text) else text
