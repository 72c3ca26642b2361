"""K119: the number of employees in several tables of one report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from audit import columns
from audit.findings import place, quoted
from audit.models import Finding
from audit.phrases import listed
from audit.printed import same_value
from audit.registry import Context, rule
from audit.statements import caption_years
from normalize.models import Column, Table, Value

_STATUS = re.compile(
    r"(?:c?pns|asn|non\s*-?\s*(?:pns|asn)|pppk|p3k|honorer|thl|tkb|tks|tkk|ptt|kontrak|tenaga\s+\w+|outsourcing)",
    re.IGNORECASE,
)
_SHARED = 2


@rule(
    code="K119",
    category="keselarasan",
    severity="rendah",
    title="Jumlah pegawai berbeda antara tabel kepegawaian",
    why="Pegawai yang sama dirinci menurut pendidikan, golongan, atau jenis kelamin; jumlahnya harus sama pada semua "
    "tabel.",
    method="Baris jumlah dua tabel kepegawaian dalam satu laporan dibandingkan bila sedikitnya dua kolom status "
    "kepegawaian (PNS, PPPK, tenaga kontrak, dan sebagainya) sama dan judulnya tidak menyebut tahun yang berbeda. "
    "Tabel tanpa baris jumlah atau dengan kolom lain tidak dibandingkan, karena dapat mencakup sebagian pegawai saja.",
    basis="Konsistensi penyajian data dalam satu laporan",
    violation="Tabel menurut pendidikan: 12 PNS dan 7 tenaga kontrak; tabel menurut jenis kelamin: 12 dan 8.",
    clean="Tabel golongan hanya memuat PNS, tabel pendidikan memuat seluruh pegawai.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per pair of tables, with all columns that differ."""
    tables = [one for one in ctx.submission.tables if one.kind == "pegawai"]
    for one, other in combinations(tables, 2):
        years = set(caption_years(one.caption)), set(caption_years(other.caption))
        if one.segment != other.segment or (all(years) and years[0] != years[1]):
            continue
        ours, theirs = _totals(one), _totals(other)
        if sum(_STATUS.fullmatch(label) is not None for label in ours.keys() & theirs.keys()) < _SHARED:
            continue
        wrong = [label for label in ours if label in theirs and same_value(ours[label], theirs[label]) is False]
        if wrong:
            yield _finding(ctx, one, other, [(label, ours[label], theirs[label]) for label in wrong])


def _totals(table: Table) -> dict[str, Value]:
    """The figures of the only total row, by status and for all together."""
    rows = [row for row in table.rows if row.kind == "total"]
    if len(rows) != 1:
        return {}
    return {
        _label(column): value
        for column in table.columns
        if (value := rows[0].values.get(column.index)) is not None
        and (value.number is not None)
        and (column.role == "jumlah" or _STATUS.fullmatch(_label(column)))
    }


def _label(column: Column) -> str:
    return " ".join(column.label.split()).casefold()


def _finding(ctx: Context, one: Table, other: Table, wrong: list[tuple[str, Value, Value]]) -> Finding:
    told = listed(
        f"{quoted(label.upper() if len(label) < 5 else label)} {columns.printed(ours)} dan {columns.printed(theirs)}"
        for label, ours, theirs in wrong
    )
    first = wrong[0]
    return ctx.finding(
        message=f"Jumlah pegawai pada {place(one, first[1].at)} dan {place(other, first[2].at)} berbeda: {told}.",
        subject="Jumlah pegawai",
        at=[value.at for _, value, _ in wrong],
        reported=listed(columns.printed(value) for _, value, _ in wrong),
        expected=listed(columns.printed(value) for _, _, value in wrong),
        references=[value.at for _, _, value in wrong],
        table=one,
        verdict="perlu_cek",
    )
