"""K110: IKU and the yearly plan (RKT) against the PK."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit import agreements, columns, coverage, scope
from audit.agreements import Pairing, filled
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import where
from audit.printed import same_value
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from normalize.models import IndikatorRecord, Submission, Table

_Pair = Pairing[IndikatorRecord]

_ENOUGH = 2


@rule(
    code="K110",
    category="keselarasan",
    severity="sedang",
    title="Indikator kinerja utama atau rencana kinerja tahunan tidak selaras dengan perjanjian kinerja",
    why="Perjanjian kinerja disusun dari indikator kinerja utama (IKU) dan rencana kinerja tahunan (RKT); target yang "
    "berbeda tanpa penjelasan menunjukkan salah satunya keliru atau diturunkan.",
    method="Target tahun laporan pada tabel IKU dan RKT dipasangkan dengan indikator perjanjian kinerja (PK), awal "
    "maupun perubahan, dan dilaporkan bila berbeda dari semuanya, padahal sebagian besar target lainnya sama. IKU "
    "sasaran yang tidak ada dalam PK dilaporkan bila sedikitnya dua IKU dan setengah dari seluruhnya ada. Target "
    "tahun lain dan target akhir renstra tidak dibandingkan.",
    basis=f"{PANRB_53}, Lampiran I: indikator dan target perjanjian kinerja mengacu pada IKU dan rencana kinerja",
    violation="RKT Tahun 2024: target 10%; PK Tahun 2024: target 15%.",
    clean="Tabel IKU memuat target tahun 2021 sampai dengan 2026; target tahun 2024 sama dengan PK Tahun 2024.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per target that differs, and one per IKU that the PK lacks."""
    submission = ctx.submission
    for report in scope.reports(submission):
        plans = [one for one in _plans(submission, report) if one.year in (None, report.year)]
        for group in agreements.by_table(one for one in plans if filled(one.target)):
            pairs = agreements.pair_indikator(submission, report, group)
            wrong = [pair for pair in pairs if _differs(pair)]
            if len(wrong) * 2 < len(pairs):
                for pair in wrong:
                    yield _other_target(ctx, report, pair)
        agreed = [one for pk in agreements.pks_of(submission, report) for one in pk.indikator]
        iku = [one for one in plans if one.table_kind == "iku" and one.level == "sasaran"]
        for group in agreements.by_table(iku):
            missing = coverage.missing(group, agreed)
            told = len(group) - len(missing)
            if told >= _ENOUGH and told >= len(missing):
                for record in missing:
                    yield _not_agreed(ctx, report, record, agreed)


def _plans(submission: Submission, report: Report) -> Iterator[IndikatorRecord]:
    """The IKU and the yearly plan that the report shows or that are bound with it."""
    bound = {
        one.id
        for one in submission.segments
        if one.kind == "iku" and report.of_unit and scope.same_unit(one.unit, report.lead.unit)
    }
    for record in submission.indikator:
        if record.segment not in report.ids | bound:
            continue
        table = scope.table_of(submission, record)
        if table is not None and (_states_year(table, record, report) or _is_yearly_plan(table)):
            yield record


def _is_yearly_plan(table: Table) -> bool:
    return table.kind == "pk_indikator" and agreements.is_yearly_plan(table)


def _states_year(table: Table, record: IndikatorRecord, report: Report) -> bool:
    """Whether an IKU table says of which year its figures are, or has none."""
    if table.kind != "iku":
        return False
    years = {column.year for column in table.columns if column.year is not None}
    return record.target is None or report.year in years or str(report.year) in table.caption


def _differs(pair: _Pair) -> bool:
    printed = filled(pair.record.target)
    others = [filled(one.target) for one in (pair.reference, *pair.same, *pair.replaced)]
    told = [same_value(printed, one) for one in others if printed is not None and one is not None]
    return bool(told) and all(same is False for same in told)


def _called(submission: Submission, record: IndikatorRecord) -> str:
    return "tabel indikator kinerja utama" if record.table_kind == "iku" else "rencana kinerja tahunan"


def _other_target(ctx: Context, report: Report, pair: _Pair) -> Finding:
    printed, agreed = pair.record.target, pair.reference.target
    assert printed is not None
    assert agreed is not None
    return ctx.finding(
        message=f"Target indikator {quoted(pair.reference.indikator)} Tahun {report.year} menurut "
        f"{_called(ctx.submission, pair.record)} pada {where(ctx.submission, pair.record, printed.at)} adalah "
        f"{columns.printed(printed)}, sedangkan {pair.pk.name} (halaman {agreed.at.page}) memuat "
        f"{columns.printed(agreed)}.",
        subject=pair.reference.indikator,
        at=[printed.at],
        expected=columns.printed(agreed),
        references=[pair.reference.indikator_at, agreed.at],
        segment=report.lead,
        key=pair.record.table_kind,
        verdict="perlu_cek",
    )


def _not_agreed(ctx: Context, report: Report, record: IndikatorRecord, agreed: Sequence[IndikatorRecord]) -> Finding:
    return ctx.finding(
        message=f"Indikator kinerja utama {quoted(record.indikator)} pada "
        f"{where(ctx.submission, record, record.indikator_at)} tidak terdapat dalam perjanjian kinerja Tahun "
        f"{report.year}, sedangkan indikator kinerja utama lainnya ada.",
        subject=record.indikator,
        at=[record.indikator_at],
        references=[one.indikator_at for one in agreed if one.level == record.level],
        segment=report.lead,
        key="iku",
        verdict="perlu_cek",
    )
