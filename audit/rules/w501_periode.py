"""W501: a report that names different periods for itself."""

from __future__ import annotations

from collections.abc import Iterator

from audit import scope, statements
from audit.findings import quoted, table_name
from audit.models import Finding
from audit.registry import Context, rule
from audit.scope import Report
from audit.statements import Statement
from normalize.dates import find_period
from normalize.models import Source, Submission, Table

_YEAR = "tahunan"
_KINDS = frozenset({"capaian", "cost_per_outcome", "realisasi_anggaran", "efisiensi"})


@rule(
    code="W501",
    category="identitas",
    severity="sedang",
    title="Periode laporan tidak konsisten",
    why="Periode menentukan target dan realisasi mana yang dilaporkan; periode yang berbeda menunjukkan bagian "
    "laporan yang disalin dari periode lain.",
    method="Periode pada judul, kata pengantar, penutup, dan judul tabel capaian dibandingkan dengan periode "
    "laporan. Hanya kalimat tentang laporan itu sendiri yang dinilai; perbandingan dengan periode lain dan tabel "
    "periode lain yang juga disajikan untuk periode laporan tidak dilaporkan.",
    basis="Konsistensi identitas dokumen",
    violation="Sampul “Laporan Kinerja Triwulan III”, kata pengantar “Laporan Kinerja Triwulan II ini”.",
    clean="Laporan Triwulan III yang membandingkan realisasi dengan Triwulan II.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per statement or caption that names another quarter than the report's."""
    for report in scope.reports(ctx.submission):
        own = [one for part in report.parts for one in statements.of_itself(ctx.submission, part)]
        if not scope.is_quarterly(report.period):
            yield from _quarter_in_annual(ctx, report, own)
            continue
        right = [one for one in own if one.period == report.period]
        if not right:
            continue
        for statement in own:
            if scope.is_quarterly(statement.period) and statement.period != report.period:
                yield _finding(ctx, report, statement.at, statement.text, statement.period or "", right)
        for table in ctx.submission.tables:
            if table.segment in report.ids and (period := _other_period(ctx.submission, report, table)):
                at = table.caption_at
                if at is not None:
                    yield _finding(ctx, report, at, f"{table_name(table)}: {table.caption}", period, right, table)


def _quarter_in_annual(ctx: Context, report: Report, own: list[Statement]) -> Iterator[Finding]:
    """Preface or closing of an annual report that calls it a quarter's; titles may be those of enclosures."""
    right = [one for one in own if one.period is None and one.year == report.year]
    if report.period == _YEAR and right:
        for statement in own:
            if statement.prose and scope.is_quarterly(statement.period):
                yield _finding(ctx, report, statement.at, statement.text, statement.period or "", right)


def _other_period(submission: Submission, report: Report, table: Table) -> str | None:
    """The quarter that a caption names instead of the report's; None when there is nothing wrong with it."""
    period = find_period(table.caption)
    if table.kind not in _KINDS or not scope.is_quarterly(period) or period == report.period:
        return None
    return None if statements.twins(submission, table) else period


def _finding(
    ctx: Context,
    report: Report,
    at: Source,
    text: str,
    period: str,
    right: list[Statement],
    table: Table | None = None,
) -> Finding:
    annual = not scope.is_quarterly(report.period)
    expected = f"Tahun {report.year}" if annual else (report.period or "").replace("TW", "Triwulan")
    return ctx.finding(
        message=f"Tercetak {quoted(text)} (halaman {at.page}), sedangkan laporan ini untuk {expected} "
        f"({quoted(right[0].text, 80)}, halaman {right[0].at.page}).",
        subject=text,
        at=[at],
        reported=period.replace("TW", "Triwulan"),
        expected=expected,
        references=[right[0].at],
        table=table,
        segment=report.lead,
        verdict="pasti" if table is None else "perlu_cek",
    )
