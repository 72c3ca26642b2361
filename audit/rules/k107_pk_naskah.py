"""K107: a PK as quoted in the body of a report against the PK as signed."""

from __future__ import annotations

from collections.abc import Iterator

from audit import agreements, columns, scope
from audit.agreements import Pk, RecordKey, filled
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import where
from audit.printed import same_value
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Record, Report
from normalize.models import AnggaranRecord, IndikatorRecord, Value

_SURE = 0.95
_WHOLE = "Jumlah anggaran"


@rule(
    code="K107",
    category="keselarasan",
    severity="sedang",
    title="Perjanjian kinerja dalam naskah laporan berbeda dari lampirannya",
    why="Naskah laporan harus mengutip perjanjian kinerja sebagaimana ditandatangani; kutipan yang berbeda membuat "
    "dasar pengukuran kinerja tidak jelas.",
    method="Indikator (target), program (anggaran), dan jumlah anggaran perjanjian kinerja (PK) yang dikutip dalam "
    "naskah dibandingkan dengan dokumen PK terlampir milik jabatan dan tahun yang sama: PK awal dengan PK awal, "
    "perubahan PK dengan perubahan PK. Kutipan yang tidak menyebut PK mana dianggap cocok bila sama dengan salah "
    "satunya.",
    basis=f"{PANRB_53}, Lampiran II: laporan kinerja memuat ikhtisar perjanjian kinerja",
    violation="Naskah BAB II: target 95%; lampiran perjanjian kinerja yang ditandatangani: 90%.",
    clean="Naskah mengutip PK awal dan perubahan PK dengan target yang berbeda, masing-masing sama dengan lampirannya.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per indikator, budget line and total whose quotation differs from every attached PK it may quote."""
    for report in scope.reports(ctx.submission):
        pks = agreements.pks_of(ctx.submission, report)
        for pk in pks:
            attached = [one for one in pks if one.attached and pk.kind in (None, one.kind)]
            if not pk.attached and attached:
                yield from _indikator(ctx, report, pk, attached)
                yield from _anggaran(ctx, report, pk, attached)


def _indikator(ctx: Context, report: Report, pk: Pk, attached: list[Pk]) -> Iterator[Finding]:
    for group in agreements.by_table(pk.indikator):
        told: dict[RecordKey, list[tuple[Pk, IndikatorRecord, float]]] = {}
        for other in attached:
            for ours, theirs, score in agreements.matches(group, other.indikator):
                told.setdefault(agreements.key_of(ours), []).append((other, theirs, score))
        for ours in group:
            candidates = [
                (other, row, row.target, score) for other, row, score in told.get(agreements.key_of(ours), [])
            ]
            yield from _compared(ctx, report, pk, (ours, ours.target), candidates, f"Target {quoted(ours.indikator)}")


def _anggaran(ctx: Context, report: Report, pk: Pk, attached: list[Pk]) -> Iterator[Finding]:
    for level in dict.fromkeys(one.level for one in pk.anggaran if not one.total):
        group = [one for one in pk.anggaran if one.level == level and not one.total]
        told: dict[RecordKey, list[tuple[Pk, AnggaranRecord, float]]] = {}
        for other in attached:
            lines = [one for one in other.anggaran if one.level == level and not one.total]
            for ours, theirs, score in agreements.matches(group, lines):
                told.setdefault(agreements.key_of(ours), []).append((other, theirs, score))
        for ours in group:
            candidates = [(other, row, row.pagu, score) for other, row, score in told.get(agreements.key_of(ours), [])]
            yield from _compared(ctx, report, pk, (ours, ours.pagu), candidates, f"Anggaran {quoted(ours.name)}")
    totals = [(other, row, row.pagu, 1.0) for other in attached for row in other.anggaran if row.total]
    whole = [one for one in pk.anggaran if one.total]
    if len(whole) == 1 and len(totals) == len(attached) and _same_programs(pk, attached):
        yield from _compared(ctx, report, pk, (whole[0], whole[0].pagu), totals, _WHOLE)


def _same_programs(pk: Pk, attached: list[Pk]) -> bool:
    """Whether the totals are over the same list of programs."""
    ours = [one for one in pk.anggaran if not one.total]
    for other in attached:
        theirs = [one for one in other.anggaran if not one.total]
        if not len(ours) == len(theirs) == len(agreements.matches(ours, theirs)):
            return False
    return True


def _compared(
    ctx: Context,
    report: Report,
    pk: Pk,
    quotation: tuple[Record, Value | None],
    candidates: list[tuple[Pk, IndikatorRecord, Value | None, float]]
    | list[tuple[Pk, AnggaranRecord, Value | None, float]],
    what: str,
) -> Iterator[Finding]:
    record, printed = quotation[0], filled(quotation[1])
    signed = [(other, value, score) for other, _, value, score in candidates if filled(value) is not None and value]
    if printed is None or not signed or any(same_value(printed, value) is not False for _, value, _ in signed):
        return
    other, value, score = max(signed, key=lambda one: one[0].date)
    yield ctx.finding(
        message=f"{what} dalam {pk.name} pada {where(ctx.submission, record, printed.at)} tercetak "
        f"{columns.printed(printed)}, sedangkan {other.name} Tahun {report.year} "
        f"(halaman {value.at.page}) memuat {columns.printed(value)}.",
        subject=_WHOLE if what == _WHOLE else agreements.name_of(record),
        at=[printed.at],
        expected=columns.printed(value),
        references=[value.at],
        segment=report.lead,
        key=pk.kind or "",
        verdict="pasti" if score >= _SURE and pk.kind is not None else "perlu_cek",
    )
