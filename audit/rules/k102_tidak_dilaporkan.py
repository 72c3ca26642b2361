"""K102: an indikator of the PK in force that the report does not report."""

from __future__ import annotations

from collections.abc import Iterator

from audit import agreements, coverage, scope, wording
from audit.agreements import Pk
from audit.findings import quoted
from audit.models import Finding
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from normalize.models import IndikatorRecord


@rule(
    code="K102",
    category="keselarasan",
    severity="tinggi",
    title="Indikator perjanjian kinerja tidak dilaporkan dalam laporan kinerja",
    why="Setiap target yang diperjanjikan wajib dipertanggungjawabkan; indikator yang hilang menyembunyikan "
    "kinerja yang tidak tercapai.",
    method="Indikator perjanjian kinerja (PK) yang berlaku dicari dalam semua tabel kinerja laporan milik jabatan "
    "dan tahun yang sama. Hanya tingkat (tujuan, sasaran, program) yang sebagian besar indikatornya dilaporkan "
    "yang diperiksa. Indikator yang disebut dengan nama serupa, atau diuraikan capaiannya dalam narasi, dianggap "
    "dilaporkan; yang dirumuskan lain dengan target yang sama dilaporkan oleh K125.",
    basis=f"{PANRB_53}, Lampiran II: laporan kinerja memuat capaian setiap indikator perjanjian kinerja",
    violation="PK memuat tiga indikator sasaran, tabel capaian laporan hanya memuat dua di antaranya.",
    clean="Semua indikator PK ada dalam tabel capaian, walaupun urutannya berbeda.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per indikator of the PK in force that no table of the report tells."""
    submission = ctx.submission
    for report in scope.reports(submission):
        pks = agreements.in_order(agreements.pks_of(submission, report), report)
        pk = next((one for one in pks if one.indikator), None)
        if pk is None:
            continue
        reported = coverage.reported(submission, report)
        reworded = {agreements.key_of(one.reference) for one in wording.left_over(submission, report, report.ids)}
        for level in dict.fromkeys(one.level for one in pk.indikator if one.level is not None):
            promised = [one for one in pk.indikator if one.level == level]
            missing = coverage.missing(promised, reported)
            told = [one for one in promised if one not in missing]
            if len(told) * 2 < len(promised) or not coverage.in_capaian(told, reported):
                continue
            for record in missing:
                told_so = agreements.key_of(record) in reworded
                if not told_so and not coverage.mentioned(submission, report, record.indikator):
                    yield _finding(ctx, report, pk, record, told)


def _finding(ctx: Context, report: Report, pk: Pk, record: IndikatorRecord, told: list[IndikatorRecord]) -> Finding:
    return ctx.finding(
        message=f"Indikator {quoted(record.indikator)} dalam {pk.name} Tahun {report.year} "
        f"(halaman {record.indikator_at.page}) tidak ditemukan dalam tabel capaian laporan kinerja "
        f"(halaman {report.lead.first}–{report.parts[-1].last}), sedangkan {len(told)} indikator setingkat "
        "lainnya dilaporkan.",
        subject=record.indikator,
        at=[record.indikator_at],
        reported="tidak dilaporkan",
        expected=record.indikator,
        references=[one.indikator_at for one in told],
        segment=report.lead,
        verdict="perlu_cek",
    )
