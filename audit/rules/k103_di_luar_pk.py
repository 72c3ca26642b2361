"""K103: an indikator of the report that the PK does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from audit import agreements, coverage, scope, wording
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import places
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from normalize.matching import canonical
from normalize.models import IndikatorRecord

_ENOUGH = 2


@rule(
    code="K103",
    category="keselarasan",
    severity="sedang",
    title="Indikator laporan kinerja tidak terdapat dalam perjanjian kinerja",
    why="Laporan kinerja mempertanggungjawabkan perjanjian kinerja; indikator di luar perjanjian tidak mempunyai "
    "target yang disepakati.",
    method="Indikator tabel capaian dicari dalam perjanjian kinerja (awal dan perubahan) milik jabatan dan tahun "
    "yang sama. Hanya tingkat (tujuan, sasaran, program) yang ada dalam perjanjian, dan hanya tabel yang paling "
    "sedikit dua pertiga indikatornya cocok, yang diperiksa. Nama yang disingkat atau diperpanjang dianggap "
    "sama; yang dirumuskan lain dengan target yang sama dilaporkan oleh K125. Indikator kinerja utama dan indikator "
    "rencana kerja tidak dilaporkan.",
    basis=f"{PANRB_53}, Lampiran I dan II",
    violation="Tabel capaian memuat empat indikator sasaran, perjanjian kinerja hanya tiga di antaranya.",
    clean="Tabel capaian memuat indikator tujuan, sedangkan perjanjian kinerja hanya memuat tingkat sasaran dan "
    "program.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per indikator, with every capaian table that holds it."""
    submission = ctx.submission
    for report in scope.reports(submission):
        agreed = [one for pk in agreements.pks_of(submission, report) for one in pk.indikator]
        known = agreed + [one for one in submission.indikator if one.table_kind in coverage.PLANS]
        levels = {one.level for one in agreed if one.level is not None}
        tables = [one for one in coverage.reported(submission, report) if one.table_kind == "capaian"]
        reworded = {agreements.key_of(one.record) for one in wording.left_over(submission, report, report.ids)}
        strangers: dict[str, list[IndikatorRecord]] = {}
        for group in agreements.by_table(
            one for one in tables if one.year in (None, report.year) and one.level in levels
        ):
            unknown = coverage.missing(group, known)
            matched = len(group) - len(unknown)
            if matched >= _ENOUGH and matched * 3 >= len(group) * 2:
                for record in (one for one in unknown if agreements.key_of(one) not in reworded):
                    strangers.setdefault(canonical(record.indikator), []).append(record)
        for records in strangers.values():
            yield _finding(ctx, report, records, agreed)


def _finding(ctx: Context, report: Report, records: list[IndikatorRecord], agreed: list[IndikatorRecord]) -> Finding:
    name = records[0].indikator
    same_level = [one for one in agreed if one.level == records[0].level]
    pages = sorted({one.indikator_at.page for one in same_level})
    return ctx.finding(
        message=f"Indikator {quoted(name)} pada "
        f"{places(ctx.submission, [(one, one.indikator_at) for one in records])} tidak terdapat dalam "
        f"perjanjian kinerja Tahun {report.year} (halaman {', '.join(map(str, pages))}).",
        subject=name,
        at=[one.indikator_at for one in records],
        references=[one.indikator_at for one in same_level],
        segment=report.lead,
        verdict="perlu_cek",
    )
