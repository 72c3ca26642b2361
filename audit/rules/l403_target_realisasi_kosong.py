"""L403: indikator without the target or the realisasi that their table is about, and figures without an indikator."""

from __future__ import annotations

from collections.abc import Iterator

from audit import columns, scope
from audit.edges import at_page_edge
from audit.findings import place, quoted
from audit.models import Finding
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.models import Column, Role, Row, Table, TableKind, Value

_KINDS: frozenset[TableKind] = frozenset({"capaian", "cost_per_outcome", "efisiensi", "perbandingan_renstra"})
_OF_ROWS: tuple[Role, ...] = ("program", "kegiatan", "sub_kegiatan", "uraian")
_MOST = 0.75
"""Share of the rows that has to name an indikator."""
_NAMES: dict[Role, str] = {"target": "target", "realisasi": "realisasi"}
_PAIRED: dict[Role, Role] = {"target": "realisasi", "realisasi": "target"}


@rule(
    code="L403",
    category="kelengkapan",
    severity="sedang",
    title="Indikator tanpa target atau realisasi, atau angka tanpa indikator",
    why="Indikator yang tidak mempunyai target atau realisasi tidak dapat diukur capaiannya.",
    method="Pada tabel capaian dengan satu kolom target dan satu kolom realisasi, baris indikator yang hanya mengisi "
    "salah satunya dilaporkan, demikian pula baris program atau kegiatan berangka kinerja yang indikatornya kosong. "
    "Sel gabungan, baris judul, baris yang terpotong pergantian halaman, dan tanda “-” pada laporan triwulan tidak "
    "dilaporkan; bila kolom keterangan terisi, tingkat temuan diturunkan karena alasannya mungkin dijelaskan di sana.",
    basis=f"{PANRB_53}, Lampiran II huruf E dan Anak Lampiran II/1, Bab III huruf A angka 1 (membandingkan target dan "
    "realisasi kinerja tahun ini)",
    violation="Target 85,00, realisasi kosong, tanpa keterangan.",
    clean="Target 85,00, realisasi 84,10; atau satu sel target gabungan untuk tiga baris.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per row and missing figure."""
    for table in ctx.submission.tables:
        for row, value in _nameless(table):
            yield _without_indikator(ctx, table, row, value)
        if table.kind not in _KINDS:
            continue
        for role in _NAMES:
            column, other = table.column(role), table.column(_PAIRED[role])
            if column is not None and other is not None:
                for row in table.rows:
                    if row.kind == "data" and not at_page_edge(table, row) and _missing(ctx, table, row, column, other):
                        yield _finding(ctx, table, row, column, _NAMES[role])


def _nameless(table: Table) -> Iterator[tuple[Row, Value]]:
    """Rows with a figure of performance whose indikator was left out, where most rows name theirs; with that cell."""
    indikator = table.column("indikator")
    if indikator is None or table.kind not in (*_KINDS, "e81"):
        return
    own = [(row, row.values[indikator.index]) for row in table.rows if indikator.index in row.values]
    named = [value for row, value in own if row.kind == "data" and value.text.strip()]
    figures = [column for column in table.columns if column.role in ("target", "realisasi")]
    if len(named) < _MOST * len(own):
        return
    names = [column for column in table.columns if column.role in _OF_ROWS]
    for row, value in own:
        told = any(_has_number(row.values.get(column.index)) for column in figures)
        budget = any(column.index in row.values and row.values[column.index].text.strip() for column in names)
        if row.kind == "data" and told and budget and not value.text.strip() and not at_page_edge(table, row):
            yield row, value


def _without_indikator(ctx: Context, table: Table, row: Row, value: Value) -> Finding:
    return ctx.finding(
        message=f"Pada {place(table, value.at)} baris {quoted(columns.subject(row))} memuat target atau realisasi, "
        "tetapi indikatornya kosong.",
        subject=columns.subject(row),
        at=[value.at],
        reported="kosong",
        expected="indikator kinerja",
        references=[one.at for one in row.values.values() if one.text.strip()],
        table=table,
        key="indikator",
        verdict="perlu_cek",
    )


def _missing(ctx: Context, table: Table, row: Row, column: Column, other: Column) -> bool:
    value = row.values.get(column.index)
    if value is None or not value.blank or not _has_number(row.values.get(other.index)):
        return False
    if not value.text.strip():
        return True
    period = table.period or ctx.submission.segment(table.segment).period
    return not scope.is_quarterly(period)


def _has_number(value: Value | None) -> bool:
    return value is not None and value.number is not None


def _finding(ctx: Context, table: Table, row: Row, column: Column, name: str) -> Finding:
    value = row.values[column.index]
    note = next((row.values.get(one.index) for one in table.columns if one.role == "keterangan"), None)
    explained = note is not None and not note.blank
    subject = columns.subject(row)
    why = f"; kolom keterangan: {quoted(note.text, 80)}" if explained and note is not None else ""
    printed = f"bertanda “{value.text.strip()}”" if value.text.strip() else "kosong"
    return ctx.finding(
        message=f"Pada {place(table, value.at)} {name} indikator {quoted(subject)} {printed}{why}.",
        subject=subject,
        at=[value.at],
        reported=value.text.strip() or "kosong",
        expected=f"{name} indikator",
        table=table,
        key=name,
        severity="rendah" if explained or value.text.strip() else None,
        verdict="perlu_cek" if explained or value.text.strip() else "pasti",
    )
