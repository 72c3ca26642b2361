"""K114: a table of what was changed in the PK against the PK before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audit import agreements, columns, scope
from audit.agreements import Pk, filled
from audit.findings import place, quoted
from audit.models import Finding
from audit.printed import same_value
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from normalize.matching import FLOOR, similarity
from normalize.models import Column, PkKind, Row, Table, Value

_BEFORE = re.compile(r"\b(?:sebelum|semula|awal|murni|induk)\b", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:sesudah|setelah|menjadi)\b", re.IGNORECASE)
_ABOUT_PK = re.compile(r"perjanjian\s+kinerja|\bPK\b", re.IGNORECASE)
_CHANGE = re.compile(r"perubahan|revisi", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^(?:perubahan\s+)?(anggaran|pagu|target)\s+(?:(?:kinerja|indikator|sasaran)\s+)*(?:program\s+(?=meningkat))?",
    re.IGNORECASE,
)
_KINDS: tuple[PkKind, ...] = ("awal", "perubahan")
_TITLES = {"awal": "sebelum perubahan", "perubahan": "sesudah perubahan"}
_SURE = 0.95


@rule(
    code="K114",
    category="keselarasan",
    severity="sedang",
    title="Tabel perubahan perjanjian kinerja berbeda dari perjanjian kinerja",
    why="Tabel substansi perubahan menjelaskan apa yang diubah; angka yang tidak sama dengan kedua perjanjian kinerja "
    "membuat dasar perubahan tidak dapat ditelusuri.",
    method="Tabel yang berjudul perubahan perjanjian kinerja (PK) dan memuat kolom sebelum dan sesudah perubahan "
    "dibaca per baris: anggaran program dan target indikator sebelum perubahan dibandingkan dengan PK awal, sesudah "
    "perubahan dengan perubahan PK, baik yang terlampir maupun yang dikutip. Baris yang tidak dapat dipasangkan "
    "dengan nama program, indikator, atau sasaran tidak diperiksa; satu PK yang memuat angkanya sudah cukup.",
    basis=f"{PANRB_53}, Lampiran I: perubahan perjanjian kinerja",
    violation="Tabel perubahan: anggaran Program A menjadi Rp125.000.000; perubahan PK: Rp152.000.000.",
    clean="Tabel perubahan: target semula 90%, menjadi 95%; PK awal 90%, perubahan PK 95%.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per row and side (before, after) whose figure neither PK of that side holds."""
    for report in scope.reports(ctx.submission):
        tables = [one for one in ctx.submission.tables if one.segment in report.ids]
        if not tables:
            continue
        pks = agreements.pks_of(ctx.submission, report)
        for table in tables:
            both = sides(table)
            if both is None:
                continue
            for kind, column in zip(_KINDS, both, strict=True):
                of_kind = [pk for pk in pks if pk.kind == kind]
                for row in table.rows:
                    value = filled(row.values.get(column.index))
                    if row.kind == "data" and value is not None and value.number is not None:
                        yield from _compared(ctx, report, table, row, kind, value, of_kind)


def sides(table: Table) -> tuple[Column, Column] | None:
    """The columns before and after the change of a table about a change of the PK; None when it is not one."""
    title = f"{table.caption} {' '.join(column.label for column in table.columns)}"
    if not (_ABOUT_PK.search(title) and _CHANGE.search(title)):
        return None
    before = [one for one in table.columns if _BEFORE.search(columns.header(one))]
    after = [one for one in table.columns if _AFTER.search(columns.header(one)) and one not in before]
    return (before[0], after[0]) if len(before) == len(after) == 1 else None


def _compared(
    ctx: Context, report: Report, table: Table, row: Row, kind: PkKind, value: Value, pks: Sequence[Pk]
) -> Iterator[Finding]:
    label = " ".join(row.label.split())
    match = _SUBJECT.match(label)
    if match is None:
        return
    name = label[match.end() :]
    measure = "target" if match[1].casefold() == "target" else "anggaran"
    stated = [(pk, one, score) for pk in pks for one, score in _stated(pk, name, measure)]
    if not stated or any(same_value(value, one) is not False for _, one, _ in stated):
        return
    pk, right, score = max(stated, key=lambda one: (one[0].attached, one[2]))
    yield ctx.finding(
        message=f"{measure.capitalize()} {quoted(name)} {_TITLES[kind]} pada {place(table, value.at)} tercetak "
        f"{columns.printed(value)}, sedangkan {pk.name} Tahun {report.year} (halaman {right.at.page}) memuat "
        f"{columns.printed(right)}.",
        subject=name,
        at=[value.at],
        expected=columns.printed(right),
        references=list(dict.fromkeys(one.at for _, one, _ in stated)),
        table=table,
        key=f"{measure} {kind}",
        verdict="pasti" if score >= _SURE and pk.attached and measure == "anggaran" else "perlu_cek",
    )


def _stated(pk: Pk, name: str, measure: str) -> Iterator[tuple[Value, float]]:
    """What a PK holds for a name: a program's budget, or the targets of an indikator or of a sasaran's indikator."""
    if measure == "anggaran":
        told = [(one.pagu, similarity(name, one.name)) for one in pk.anggaran if not one.total]
    else:
        told = [
            (one.target, max(similarity(name, one.indikator), similarity(name, one.sasaran))) for one in pk.indikator
        ]
    for value, score in told:
        if filled(value) is not None and value is not None and score >= FLOOR:
            yield value, score
