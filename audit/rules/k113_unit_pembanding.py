"""K113: figures of another unit in a comparison against that unit's own report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit import columns, facts, scope
from audit.findings import place, quoted
from audit.models import Finding
from audit.printed import same_value
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from normalize.matching import similarity
from normalize.models import Table, Value
from normalize.units import find_units, same_office

_YEAR = "tahunan"


@dataclass(frozen=True, slots=True)
class _Quotation:
    """What a comparison prints as the realisasi of another unit."""

    table: Table
    unit: str
    indikator: str
    value: Value


@rule(
    code="K113",
    category="keselarasan",
    severity="sedang",
    title="Angka unit pembanding berbeda dari laporan unit tersebut",
    why="Perbandingan dengan unit lain menyesatkan bila angka pembandingnya bukan angka yang dilaporkan unit itu.",
    method="Tabel perbandingan dengan unit lain yang menyebut nama unit pada kolom atau judulnya dibandingkan dengan "
    "realisasi indikator yang sama dalam laporan kinerja unit tersebut untuk tahun yang sama, bila laporan itu ada "
    "dalam berkas yang sama. Nama unit dalam nama indikator diabaikan; pembulatan diterima.",
    basis=f"{PANRB_53}, Lampiran III: keandalan informasi kinerja",
    violation="Laporan Kecamatan A: “IKM Kecamatan B 86,10”; laporan Kecamatan B: IKM 84,60.",
    clean="Laporan Kecamatan A memakai angka tahun berjalan yang sama dengan laporan Kecamatan B.",
    settings=("unit",),
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per quoted figure that the other unit's report has otherwise."""
    submission = ctx.submission
    voices = list(facts.voices(submission))
    for report, _ in voices:
        own = report.lead.unit or submission.unit
        for quotation in _quotations(ctx, report, own):
            for other, segments in voices:
                named = other.lead.unit
                if other.year == report.year and other.of_unit and named and same_office(named, quotation.unit):
                    yield from _compared(ctx, report, quotation, other, segments)


def _quotations(ctx: Context, report: Report, own: str | None) -> Iterator[_Quotation]:
    for table in ctx.submission.tables:
        if table.kind != "perbandingan_unit" or table.segment not in report.ids or own is None:
            continue
        naming = table.column("indikator")
        captioned = _other_unit(table.caption, own)
        for column in table.columns:
            unit = _other_unit(" ".join((*column.path, column.label)), own)
            if unit is None and column.role == "realisasi" and table.column("realisasi") is not None:
                unit = captioned
            if naming is None or unit is None:
                continue
            for row in table.rows:
                name, value = row.values.get(naming.index), row.values.get(column.index)
                if row.kind == "data" and name is not None and value is not None and value.number is not None:
                    yield _Quotation(table, unit, columns.printed(name), value)


def _other_unit(text: str, own: str) -> str | None:
    """The only unit that a text names, unless that is ``own``."""
    named = list(dict.fromkeys(find_units(text)))
    return named[0] if len(named) == 1 and not same_office(named[0], own) else None


def _compared(
    ctx: Context, report: Report, quotation: _Quotation, other: Report, segments: frozenset[str]
) -> Iterator[Finding]:
    wanted = _bare(quotation.indikator)
    for subject in facts.indikator_subjects(ctx.submission, other, segments):
        told = subject.told.get(("realisasi", other.year, _YEAR), [])
        if not told or similarity(_bare(subject.name), wanted) < facts.SAME_NAME:
            continue
        if any(same_value(one.value, quotation.value) is not False for one in told):
            continue
        right = told[0].value
        at = scope.table_of(ctx.submission, told[0].record)
        yield ctx.finding(
            message=f"Realisasi {quoted(quotation.indikator)} {quotation.unit} pada "
            f"{place(quotation.table, quotation.value.at)} tercetak {columns.printed(quotation.value)}, sedangkan "
            f"laporan kinerja {quotation.unit} memuat {columns.printed(right)} pada "
            f"{place(at, right.at) if at is not None else f'halaman {right.at.page}'}.",
            subject=f"{quotation.unit}: {quotation.indikator}",
            at=[quotation.value.at],
            expected=columns.printed(right),
            references=[one.value.at for one in told],
            table=quotation.table,
            segment=report.lead,
            verdict="perlu_cek",
        )


def _bare(name: str) -> str:
    """An indikator without the names of units ("IKM Pelayanan Kecamatan Wanasari")."""
    for unit in find_units(name):
        name = name.replace(unit, "")
    return name
