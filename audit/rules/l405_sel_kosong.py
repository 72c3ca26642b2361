"""L405: cells left empty where the others of their column, or the column of a sister table, have values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit import columns
from audit.edges import at_page_edge
from audit.findings import place, quoted, table_name
from audit.models import Finding
from audit.phrases import listed
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.models import Column, Role, Row, Source, Table, TableKind

_KINDS: tuple[TableKind, ...] = (
    *("capaian", "cost_per_outcome", "efisiensi", "realisasi_anggaran", "perbandingan_tahun", "perbandingan_renstra"),
    *("pk_indikator", "pk_anggaran"),
)
_FIGURES: frozenset[Role] = frozenset(
    {"target", "realisasi", "capaian", "pagu", "realisasi_anggaran", "persen_anggaran", "sisa", "efisiensi"}
)
_OF_L403: frozenset[Role] = frozenset({"target", "realisasi"})
_ENOUGH = 3
_MOST = 0.75
"""Share of a column's cells that has to be filled."""


@rule(
    code="L405",
    category="kelengkapan",
    severity="sedang",
    title="Sel tabel kosong, sedangkan sel lainnya terisi",
    why="Angka yang tidak diisi membuat tabel tidak dapat dijumlahkan atau dirata-ratakan dan capaian tidak dapat "
    "dinilai.",
    method="Pada tabel kinerja dan anggaran, sel angka yang benar-benar kosong dilaporkan bila sekurang-kurangnya tiga "
    "perempat sel kolomnya (paling sedikit tiga) terisi dan barisnya berisi uraian sebagaimana baris lain. Kolom angka "
    "yang seluruhnya kosong dilaporkan bila kolom yang sama pada tabel sejenis dalam dokumen itu terisi. Sel gabungan, "
    "tanda “-”, baris judul, baris jumlah, baris yang terpotong pergantian halaman, dan baris yang angkanya nol tidak "
    "dilaporkan.",
    basis=f"{PANRB_53}, Lampiran II huruf C (kelengkapan informasi kinerja)",
    violation="Kolom “Capaian Anggaran” terisi pada empat program dan kosong pada program kelima.",
    clean="Satu sel anggaran gabungan untuk tiga indikator, atau tanda “-” untuk program tanpa anggaran.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per row with empty cells, and one per table with empty columns."""
    tables = [table for table in ctx.submission.tables if table.kind in _KINDS]
    for table in tables:
        figures = [column for column in table.columns if column.role in _FIGURES]
        empty = [column for column in figures if _wholly_empty(table, column)]
        if empty and (told := [one for one in empty if _sister(tables, table, one)]):
            yield _columns(ctx, table, told)
        for row in table.rows:
            if at_page_edge(table, row):
                continue
            cells = [one for one in figures if one not in empty and _left_out(table, row, one)]
            if cells:
                yield _row(ctx, table, row, cells)


def _data(table: Table, column: Column) -> list[Row]:
    """The data rows in which the column has a cell of its own."""
    return [row for row in table.rows if row.kind == "data" and column.index in row.values]


def _text(row: Row, column: Column) -> str:
    return row.values[column.index].text.strip()


def _wholly_empty(table: Table, column: Column) -> bool:
    rows = _data(table, column)
    return bool(rows) and not any(_text(row, column) for row in rows)


def _sister(tables: Sequence[Table], table: Table, column: Column) -> bool:
    """Whether a table of the same kind, document and period has the same column filled."""
    for other in tables:
        if other is table or (other.segment, other.kind, other.period) != (table.segment, table.kind, table.period):
            continue
        for theirs in other.columns:
            same = (theirs.role, theirs.period, theirs.year) == (column.role, column.period, column.year)
            rows = _data(other, theirs) if same else []
            if rows and columns.named(theirs) == columns.named(column) and all(_text(row, theirs) for row in rows):
                return True
    return False


def _left_out(table: Table, row: Row, column: Column) -> bool:
    """Whether a row's cell is empty although nearly all others of its column, and the rest of the row, are filled."""
    if row.kind != "data" or column.index not in row.values or _text(row, column):
        return False
    if column.role in _OF_L403 and table.kind in ("capaian", "cost_per_outcome", "efisiensi", "perbandingan_renstra"):
        return False
    rows = _data(table, column)
    filled = [one for one in rows if one.values[column.index].number is not None]
    if len(filled) < _ENOUGH or len(filled) < _MOST * len(rows):
        return False
    return _like(row, filled, table, column) and not _nothing_there(row, column)


def _like(row: Row, filled: Sequence[Row], table: Table, column: Column) -> bool:
    """Whether the row has every other cell that all the filled rows have: it is no heading among them."""
    others = [one.index for one in table.columns if one.index != column.index]
    usual = [index for index in others if all(index in one.values and not one.values[index].blank for one in filled)]
    same_level = any((one.level, one.depth) == (row.level, row.depth) for one in filled)
    return bool(usual) and same_level and all(index in row.values and not row.values[index].blank for index in usual)


def _nothing_there(row: Row, column: Column) -> bool:
    """Whether the row's other figures are nought or dashes, so that nothing is to be told."""
    figures = [value for index, value in row.values.items() if index != column.index and value.number is not None]
    dashes = any(value.blank and value.text.strip() for value in row.values.values())
    return dashes or any(value.number is not None and value.number.value == 0 for value in figures)


def _row(ctx: Context, table: Table, row: Row, empty: Sequence[Column]) -> Finding:
    at = [row.values[column.index].at for column in empty]
    subject = columns.budget_subject(table, row)
    names = listed(quoted(columns.named(column), 60) for column in empty)
    return ctx.finding(
        message=f"Pada {place(table, at[0])} kolom {names} untuk {quoted(subject)} kosong, sedangkan "
        "baris lain terisi.",
        subject=subject,
        at=at,
        reported="kosong",
        expected="nilai yang sesuai dengan data dukung",
        references=_rest(row),
        table=table,
        key=names,
        verdict="perlu_cek" if any(column.year for column in empty) else "pasti",
    )


def _rest(row: Row) -> list[Source]:
    return [value.at for value in row.values.values() if value.text.strip()]


def _columns(ctx: Context, table: Table, empty: Sequence[Column]) -> Finding:
    first = _data(table, empty[0])[0]
    names = listed(quoted(columns.named(column), 60) for column in empty)
    at = [first.values[column.index].at for column in empty]
    return ctx.finding(
        message=f"Pada {table_name(table)} (halaman {at[0].page}) kolom {names} kosong seluruhnya, sedangkan tabel "
        "sejenis dalam dokumen yang sama terisi.",
        subject=columns.budget_subject(table, first),
        at=at,
        reported="kosong",
        expected="nilai yang sesuai dengan data dukung",
        references=_rest(first),
        table=table,
        key="kolom",
    )
