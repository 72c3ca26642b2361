"""W507: dates that cannot follow one another as they do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from audit import scope, signing
from audit.blocks import document_name
from audit.days import written
from audit.models import Finding, Verdict
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.signing import Signed
from normalize.models import Segment

_CLOSE = 31
"""Days by which a report may have been finished before its period ended."""


@rule(
    code="W507",
    category="identitas",
    severity="sedang",
    title="Urutan tanggal dokumen tidak wajar",
    why="Laporan yang ditandatangani sebelum periodenya berakhir, atau perjanjian yang dibuat setelah tahunnya lewat, "
    "menunjukkan tanggal yang keliru atau dokumen yang disusun tidak pada waktunya.",
    method="Diperiksa: seluruh tanggal penandatanganan laporan mendahului akhir periodenya; perjanjian kinerja "
    "bertanggal setelah tahunnya berakhir; perubahan perjanjian kinerja mendahului perjanjian kinerja awal jabatan dan "
    "tahun yang sama. Laporan yang mendahului akhir periode kurang dari satu bulan perlu dicek.",
    basis=f"Kronologi dokumen; {PANRB_53}, Lampiran I huruf C angka 2 dan huruf E (waktu penyusunan dan perubahan "
    "perjanjian kinerja)",
    violation="Laporan Triwulan III Tahun 2025 bertanggal 12 Juli 2025.",
    clean="Perjanjian kinerja 10 Januari 2024, perubahannya 2 Oktober 2024, laporan tahunan 20 Januari 2025.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """At most one finding per document."""
    for report in scope.reports(ctx.submission):
        end, signed = signing.period_end(report), signing.days(ctx.submission, report.parts)
        if end is not None and report.period is not None and signed and signed[-1].day < end:
            yield _early(ctx, report.lead, signed[-1], end)
    agreements = [one for one in ctx.submission.segments if one.kind in ("pk", "pk_perubahan")]
    for segment in agreements:
        signed = signing.days(ctx.submission, [segment])
        if signed and segment.year is not None and signed[0].day > date(segment.year, 12, 31):
            yield _finding(
                ctx, segment, signed[0], f"setelah Tahun {segment.year} berakhir", f"tanggal dalam Tahun {segment.year}"
            )
        elif signed and segment.kind == "pk_perubahan":
            yield from _changed_before(ctx, segment, signed[0], agreements)


def _early(ctx: Context, segment: Segment, signed: Signed, end: date) -> Finding:
    close = (end - signed.day).days <= _CLOSE
    return _finding(
        ctx,
        segment,
        signed,
        f"sebelum periode laporan berakhir ({written(end)})",
        f"tanggal setelah {written(end)}",
        "perlu_cek" if close else "pasti",
    )


def _changed_before(ctx: Context, changed: Segment, signed: Signed, agreements: list[Segment]) -> Iterator[Finding]:
    """A changed agreement that is older than the one it changes."""
    unit = changed.unit or ctx.submission.unit
    for first in agreements:
        if first.kind != "pk" or first.year != changed.year or not scope.same_unit(first.unit, changed.unit):
            continue
        if not (first.position and changed.position and scope.same_position(first.position, changed.position, unit)):
            continue
        earlier = signing.days(ctx.submission, [first])
        if earlier and signed.day < earlier[0].day:
            what = f"sebelum perjanjian kinerja awal ({written(earlier[0].day)}, halaman {earlier[0].at.page})"
            yield _finding(ctx, changed, signed, what, f"tanggal setelah {written(earlier[0].day)}", also=earlier[0])
            return


def _finding(
    ctx: Context,
    segment: Segment,
    signed: Signed,
    what: str,
    expected: str,
    verdict: Verdict = "pasti",
    also: Signed | None = None,
) -> Finding:
    name = document_name(segment)
    return ctx.finding(
        message=f"{name[:1].upper()}{name[1:]} bertanggal {written(signed.day)} (halaman {signed.at.page}), {what}.",
        subject=segment.position or segment.unit or name,
        at=[signed.at],
        reported=signed.text,
        expected=expected,
        references=[also.at] if also else [],
        segment=segment,
        verdict=verdict,
    )
