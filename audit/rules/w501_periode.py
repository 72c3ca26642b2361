"""W501: a report that names different periods for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit import scope, statements
from audit.findings import quoted, table_name
from audit.models import Finding
from audit.printed import same_number
from audit.prose import Figure, paragraphs
from audit.registry import Context, rule
from audit.scope import Report
from audit.statements import Statement
from normalize.dates import find_period
from normalize.models import Source, Submission, Table, Value

_YEAR = "tahunan"
_UP_TO = re.compile(
    r"\brealisasi\b[^.;\d]{0,40}\b(?:s\.?\s?/?\s?d\.?|sampai(?:\s+dengan)?)\s*(?:triwulan|tribulan|tw\.?)\s*(?:[1-4]|i{1,3}v?|iv)\b"
    r"[^.;\d]{0,60}$",
    re.IGNORECASE,
)
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
    "periode lain yang juga disajikan untuk periode laporan tidak dilaporkan. Dilaporkan pula realisasi triwulan "
    "laporan yang dalam naskah disebut realisasi sampai dengan triwulan lain.",
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
        yield from _mislabelled(ctx, report)


def _mislabelled(ctx: Context, report: Report) -> Iterator[Finding]:
    """Realisasi of the report's quarter that a sentence calls those of an earlier one."""
    own = [one for one in ctx.submission.indikator if one.segment in report.ids and one.realisasi is not None]
    now = [one for one in own if one.period in (None, report.period) and one.table_kind in _KINDS]
    earlier = [one for one in own if one.period not in (None, report.period)]
    for paragraph in paragraphs(ctx.submission):
        if paragraph.segment not in report.ids:
            continue
        for figure in paragraph.figures:
            match = _UP_TO.search(paragraph.text[: figure.start])
            period = find_period(match[0]) if match else None
            if match is None or not scope.is_quarterly(period) or period == report.period or not figure.number.decimals:
                continue
            same = [one for one in now if _is(one.realisasi, figure)]
            if same and not any(_is(one.realisasi, figure) for one in earlier):
                text = paragraph.text[match.start() : figure.end]
                quarter = (report.period or "").replace("TW", "Triwulan")
                yield ctx.finding(
                    message=f"Pada halaman {figure.at.page} tertulis {quoted(text, 160)}, sedangkan tabel memuat nilai "
                    f"yang sama sebagai realisasi {quoted(same[0].indikator, 80)} {quarter} (halaman "
                    f"{same[0].indikator_at.page}).",
                    subject=f"{same[0].indikator}: {text}",
                    at=[figure.at],
                    reported=(period or "").replace("TW", "Triwulan"),
                    expected=quarter,
                    references=[one.realisasi.at for one in same if one.realisasi is not None],
                    segment=report.lead,
                    verdict="perlu_cek",
                )


def _is(value: Value | None, figure: Figure) -> bool:
    number = value.number if value is not None else None
    return number is not None and same_number(number, figure.number)


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
