"""K112: last year's figures in this report against last year's report."""

from __future__ import annotations

from collections.abc import Iterator

from audit import columns, facts, scope
from audit.facts import Subject, Telling
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed, where
from audit.printed import same_value
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from normalize.matching import assign
from normalize.models import Submission

_YEAR = "tahunan"
_NAMES = {"realisasi": "Realisasi", "capaian": "Capaian"}


@rule(
    code="K112",
    category="keselarasan",
    severity="sedang",
    title="Angka tahun lalu berbeda dari laporan kinerja tahun lalu",
    why="Perbandingan dengan tahun lalu hanya sahih bila angka tahun lalu sama dengan yang telah dilaporkan.",
    method="Realisasi dan capaian tahun sebelumnya yang dimuat dalam laporan dibandingkan dengan laporan kinerja tahun "
    "tersebut dari unit dan jabatan yang sama, bila keduanya ada dalam berkas; pembulatan diterima. Angka yang dalam "
    "laporan tahun lalu sendiri tidak seragam tidak dibandingkan. Perbedaan antartabel dalam satu laporan diperiksa "
    "oleh K108.",
    basis=f"{PANRB_53}, Lampiran II: perbandingan realisasi dan capaian dengan tahun lalu",
    violation="Laporan Tahun 2024: realisasi 2023 sebesar 88%; Laporan Tahun 2023: realisasi 85%.",
    clean="Laporan Tahun 2024: realisasi 2023 sebesar 85,2%; Laporan Tahun 2023: 85,15%.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per indikator and measure."""
    voices = list(facts.voices(ctx.submission))
    for report, segments in voices:
        for earlier, earlier_segments in voices:
            if not _follows(ctx.submission, report, earlier):
                continue
            ours = facts.indikator_subjects(ctx.submission, report, segments)
            theirs = facts.indikator_subjects(ctx.submission, earlier, earlier_segments)
            names = [one.name for one in ours], [one.name for one in theirs]
            for match in assign(*names, facts.SAME_NAME):
                yield from _compared(ctx, report, earlier, ours[match.left_index], theirs[match.right_index])


def _follows(submission: Submission, report: Report, earlier: Report) -> bool:
    """Whether two yearly reports are of one author and of one year and the year before."""
    if report.year is None or earlier.year != report.year - 1 or report.of_unit != earlier.of_unit:
        return False
    unit = report.lead.unit or submission.unit
    positions = report.lead.position or "", earlier.lead.position or ""
    same_author = report.of_unit or scope.same_position(*positions, unit)
    return same_author and scope.same_unit(report.lead.unit, earlier.lead.unit)


def _compared(ctx: Context, report: Report, earlier: Report, ours: Subject, theirs: Subject) -> Iterator[Finding]:
    for measure in _NAMES:
        when = measure, earlier.year, _YEAR
        told, reported = ours.told.get(when, []), theirs.told.get(when, [])
        if not told or not reported or any(same_value(reported[0].value, one.value) is False for one in reported):
            continue
        wrong = [one for one in told if same_value(one.value, reported[0].value) is False]
        if wrong:
            yield _finding(ctx, report, earlier, measure, ours.name, wrong, reported)


def _finding(
    ctx: Context,
    report: Report,
    earlier: Report,
    measure: str,
    name: str,
    wrong: list[Telling],
    reported: list[Telling],
) -> Finding:
    printed = listed(
        f"{columns.printed(one.value)} pada {where(ctx.submission, one.record, one.value.at)}" for one in wrong
    )
    right = reported[0]
    return ctx.finding(
        message=f"{_NAMES[measure]} {quoted(name)} Tahun {earlier.year} dalam laporan kinerja Tahun {report.year} "
        f"tercetak {printed}, sedangkan laporan kinerja Tahun {earlier.year} memuat {columns.printed(right.value)} "
        f"pada {where(ctx.submission, right.record, right.value.at)}.",
        subject=name,
        at=[one.value.at for one in wrong],
        expected=columns.printed(right.value),
        references=[one.value.at for one in reported],
        segment=report.lead,
        key=measure,
        verdict="perlu_cek",
    )
