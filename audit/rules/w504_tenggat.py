"""W504: reports signed after they were due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from audit import scope, signing
from audit.blocks import document_name
from audit.days import months_after_year, working_days_after, written
from audit.findings import TRUSTED_READERS
from audit.models import Finding
from audit.phrases import listed
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from audit.signing import Signed

_Late = tuple[Report, Signed]
_LATE = 31
"""Days after which a delay is no slip any more."""
_DOUBTFUL = 366
"""Days after which the date is more likely misprinted than the report late."""


@rule(
    code="W504",
    category="identitas",
    severity="rendah",
    title="Laporan bertanggal setelah batas waktu penyampaian",
    why="Ketepatan waktu penyampaian laporan kinerja merupakan kewajiban dan bagian dari penilaian akuntabilitas.",
    method="Tanggal penandatanganan laporan (yang paling awal bila ada beberapa) dibandingkan dengan batas waktu dalam "
    "profil daerah: laporan triwulan unit kerja sejumlah hari setelah triwulan berakhir, laporan triwulan pejabat di "
    "bawah pimpinan sejumlah hari kerja, laporan tahunan unit kerja sejumlah bulan setelah tahun berakhir. Laporan "
    "tahunan individu tidak diperiksa. Tanggal penyampaian yang sebenarnya tidak terlihat pada dokumen, sehingga "
    "temuan perlu dicek.",
    basis=f"{PANRB_53}, Lampiran II huruf D (paling lambat dua bulan setelah tahun anggaran berakhir); batas waktu "
    "laporan triwulan menurut profil daerah",
    violation="Laporan kinerja tahun 2023 bertanggal 18 Maret 2024.",
    clean="Laporan kinerja tahun 2023 bertanggal 29 Februari 2024.",
    settings=("tenggat",),
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per unit's report, and one for all officials' reports that were due on one day."""
    late: dict[tuple[bool, date, str], list[_Late]] = {}
    for report in scope.reports(ctx.submission):
        due = _due(ctx, report)
        signed = signing.days(ctx.submission, report.parts)
        if due is not None and signed and signed[0].day > due[0]:
            late.setdefault((report.of_unit, *due), []).append((report, signed[0]))
    for (_, day, limit), reports in late.items():
        yield _finding(ctx, reports, day, limit)


def _due(ctx: Context, report: Report) -> tuple[date, str] | None:
    """The last day on which a report is in time, and the deadline in words."""
    end, limits = signing.period_end(report), ctx.profile.tenggat
    if end is None or report.period is None:
        return None
    if scope.is_quarterly(report.period):
        if report.of_unit:
            return end + timedelta(days=limits.triwulan_hari), f"{limits.triwulan_hari} hari setelah triwulan berakhir"
        day = working_days_after(end, limits.individu_hari_kerja, limits.hari_libur)
        return day, f"{limits.individu_hari_kerja} hari kerja setelah triwulan berakhir"
    if report.period == "tahunan" and report.of_unit:
        return months_after_year(end.year, limits.tahunan_bulan), f"{limits.tahunan_bulan} bulan setelah tahun berakhir"
    return None


def _finding(ctx: Context, late: Sequence[_Late], due: date, limit: str) -> Finding:
    latest = max((signed for _, signed in late), key=lambda signed: signed.day)
    days = (latest.day - due).days
    doubt = "; kebenaran tahunnya perlu diperiksa pula" if days > _DOUBTFUL else ""
    most = "" if len(late) == 1 else "paling lama "
    told = listed(_told(report, signed) for report, signed in late)
    lead = late[0][0].lead
    return ctx.finding(
        message=f"{told[:1].upper()}{told[1:]}, {most}{days} hari setelah batas waktu {written(due)} ({limit}){doubt}.",
        subject=listed(report.lead.position or report.lead.unit or "laporan kinerja" for report, _ in late),
        at=[signed.at for _, signed in late],
        reported=listed(signed.text for _, signed in late),
        expected=f"paling lambat {written(due)}",
        segment=lead,
        severity="sedang" if days > _LATE and latest.at.reader in TRUSTED_READERS else None,
        verdict="perlu_cek",
    )


def _told(report: Report, signed: Signed) -> str:
    return f"{document_name(report.lead)} bertanggal {written(signed.day)} (halaman {signed.at.page})"
