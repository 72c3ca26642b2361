"""K101: the target in the report against the PK in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from audit import agreements, columns, explanations, scope
from audit.agreements import Pairing, RecordKey, filled
from audit.findings import quoted
from audit.models import Finding, Verdict
from audit.phrases import listed, places
from audit.printed import same_value
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from normalize.models import IndikatorRecord, Submission, Table, Value

_Pair = Pairing[IndikatorRecord]

_KINDS = frozenset({"capaian", "cost_per_outcome", "perbandingan_tahun", "efisiensi"})
_OTHER_TARGET = (
    "renstra",
    "rpjm",
    "akhir",
    "awal",
    "sebelum",
    "murni",
    "nasional",
    "standar",
    "spm",
    "jangka menengah",
)
_PART_OF_YEAR = ("triwulan", "tribulan", "semester", "tw ", "s.d", "s/d", "bulan")
_WHOLE_YEAR = ("tahunan", "setahun", "target tahun", "perjanjian")
_YEAR = "tahunan"
_ENOUGH = 2


@rule(
    code="K101",
    category="keselarasan",
    severity="tinggi",
    title="Target dalam laporan kinerja berbeda dari perjanjian kinerja yang berlaku",
    why="Capaian hanya bermakna bila diukur terhadap target yang diperjanjikan; target yang diganti mengubah "
    "capaian dan predikat kinerja.",
    method="Indikator laporan dipasangkan satu-satu dengan indikator perjanjian kinerja (PK) milik jabatan dan "
    "tahun yang sama berdasarkan kemiripan nama. Yang berlaku adalah perubahan PK sejak ditandatangani sepanjang "
    "memuat indikator tersebut, selebihnya PK awal. Nilai yang sama dengan cara cetak berbeda (85% dan 85,00) "
    "dianggap sama. Perubahan PK tanpa tanggal dianggap pasti berlaku bila laporan menyatakan memakainya. Target "
    "sebagian tahun pada laporan triwulan dan target Renstra tidak dibandingkan. Bila laporan sendiri menjelaskan "
    "alasan perubahan target indikator tersebut, tingkat temuan turun satu.",
    basis=f"{PANRB_53}, Lampiran II: laporan kinerja membandingkan realisasi dengan target perjanjian kinerja",
    violation="Perubahan PK menetapkan target 92%, tabel capaian memakai 88% (target PK awal).",
    clean="Perubahan PK menetapkan 92%, tabel capaian memakai 92,00.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per indikator and report, with all places where the wrong target is printed."""
    submission = ctx.submission
    for report in scope.reports(submission):
        told = (one for one in submission.indikator if one.segment in report.ids and one.table_kind in _KINDS)
        records = [with_annual_target(submission, one) for one in told if one.year in (None, report.year)]
        records = [one for one in records if _has_target(submission, one)]
        pairs = agreements.pair_indikator(submission, report, records)
        wrong: dict[RecordKey, list[_Pair]] = defaultdict(list)
        for pair in pairs:
            if _differs(pair) and (_annual(submission, report, pair) or _surely_wrong(pair, pairs)):
                wrong[agreements.key_of(pair.reference)].append(pair)
        for found in wrong.values():
            yield _finding(ctx, report, found)


def _has_target(submission: Submission, record: IndikatorRecord) -> bool:
    header = scope.header_over(submission, record, record.target)
    table = scope.table_of(submission, record)
    if table is not None and _plans_ahead(table, record.year):
        return False
    return filled(record.target) is not None and not any(word in header for word in _OTHER_TARGET)


def _plans_ahead(table: Table, year: int | None) -> bool:
    """Whether a table holds the targets of later years as well, as those of a renstra do."""
    years = {column.year for column in table.columns if column.role == "target" and column.year is not None}
    return year is not None and len(years) > 1 and max(years) > year


def with_annual_target(submission: Submission, record: IndikatorRecord) -> IndikatorRecord:
    """The record with the target for the whole year where its table has one beside those for a part of it."""
    table = scope.table_of(submission, record)
    targets = [column for column in table.columns if column.role == "target"] if table else []
    if table is None or len(targets) < 2:
        return record
    annual = [
        column
        for column in targets
        if not any(word in columns.header(column).casefold() for word in (*_PART_OF_YEAR, *_OTHER_TARGET))
        and column.year in (None, record.year)
    ]
    at = record.indikator_at
    row = next((one for one in table.rows if any(value.at == at for value in one.values.values())), None)
    if len(annual) != 1 or row is None:
        return record
    return msgspec.structs.replace(record, target=row.values.get(annual[0].index), period=_YEAR)


def _differs(pair: _Pair) -> bool:
    """Whether the printed target equals none of the statements that may be in force."""
    printed, reference = pair.record.target, filled(pair.reference.target)
    if printed is None or reference is None or same_value(printed, reference) is not False:
        return False
    return not any(row.target is not None and same_value(printed, row.target) for row in pair.same)


def _annual(submission: Submission, report: Report, pair: _Pair) -> bool:
    """Whether the printed target is certainly one for the whole year."""
    header = scope.header_over(submission, pair.record, pair.record.target)
    if any(word in header for word in _PART_OF_YEAR):
        return False
    period = pair.record.period or report.period
    if period is None:
        return report.of_unit
    return period == _YEAR or any(word in header for word in _WHOLE_YEAR)


def _surely_wrong(pair: _Pair, pairs: list[_Pair]) -> bool:
    """Whether a target that may be for a quarter only cannot be a part of the year's.

    That is so when the other rows of its table repeat the PK's targets, and this one is the target of the replaced PK
    or more than the year's.
    """
    table = (pair.record.document, pair.record.table)
    others = [one for one in pairs if one is not pair and (one.record.document, one.record.table) == table]
    equal = [one for one in others if same_value_of(one)]
    if len(equal) < _ENOUGH or len(equal) * 3 < len(others) * 2:
        return False
    return _is_replaced(pair) or _exceeds(pair.record.target, pair.reference.target)


def same_value_of(pair: _Pair) -> bool:
    """Whether a row repeats the target of the PK in force."""
    target, reference = pair.record.target, pair.reference.target
    return target is not None and reference is not None and same_value(target, reference) is True


def _exceeds(printed: Value | None, reference: Value | None) -> bool:
    if printed is None or reference is None or printed.number is None or reference.number is None:
        return False
    return printed.number.value > reference.number.value


def _is_replaced(pair: _Pair) -> bool:
    target = pair.record.target
    return target is not None and any(
        row.target is not None and same_value(target, row.target) for row in pair.replaced
    )


def _finding(ctx: Context, report: Report, pairs: list[_Pair]) -> Finding:
    first = pairs[0]
    reference = first.reference
    printed = [pair.record.target for pair in pairs if pair.record.target is not None]
    expected = filled(reference.target)
    assert expected is not None
    replaced = next(
        (row for pair in pairs if _is_replaced(pair) for row in pair.replaced if row.target is not None), None
    )
    message = (
        f"Target indikator {quoted(reference.indikator)} dalam laporan kinerja tercetak "
        f"{listed(columns.printed(one) for one in printed)} pada "
        f"{places(ctx.submission, [(pair.record, at.at) for pair, at in zip(pairs, printed, strict=True)])}, "
        f"sedangkan {first.pk.name} Tahun {report.year} (halaman {expected.at.page}) menetapkan "
        f"{columns.printed(expected)}."
    )
    references = [reference.indikator_at, expected.at]
    if replaced is not None and replaced.target is not None:
        message += (
            f" Laporan masih memakai target PK awal ({columns.printed(replaced.target)}, "
            f"halaman {replaced.target.at.page})."
        )
        references.append(replaced.target.at)
    names = (reference.indikator, reference.sasaran)
    reason = explanations.reason_for(ctx.submission, report, names, "target", printed[0]) if replaced is None else None
    if reason is not None:
        message += f" Laporan memuat penjelasan atas perubahan target (halaman {reason.page})."
        references.append(reason)
    verdict: Verdict = "pasti" if all(_certain(ctx.submission, report, pair) for pair in pairs) else "perlu_cek"
    finding = ctx.finding(
        message=message,
        subject=reference.indikator,
        at=[one.at for one in printed],
        expected=columns.printed(expected),
        references=references,
        segment=report.lead,
        severity=explanations.lighter(ctx.rule.severity) if reason is not None else None,
        verdict=verdict,
    )
    score = min(pair.score for pair in pairs)
    return msgspec.structs.replace(finding, confidence=min(finding.confidence, score))


def _certain(submission: Submission, report: Report, pair: _Pair) -> bool:
    return pair.sure and _annual(submission, report, pair)
