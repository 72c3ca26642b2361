"""L402: an official of a bundle whose agreement or report is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit import scope, texts
from audit.models import Finding
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.models import Segment, SegmentKind

_REPORTS: tuple[SegmentKind, ...] = ("lkj_individu",)
_AGREEMENTS: tuple[SegmentKind, ...] = ("pk", "pk_perubahan")
_ENOUGH = 2
"""Officials who handed in both, so that both belong to the bundle."""


@rule(
    code="L402",
    category="kelengkapan",
    severity="sedang",
    title="Perjanjian kinerja atau laporan kinerja suatu jabatan tidak disertakan",
    why="Kinerja setiap jabatan dinilai dengan membandingkan laporannya dengan perjanjian kinerjanya; salah satu yang "
    "tidak disertakan membuat jabatan itu tidak dapat dievaluasi.",
    method="Bila sekurang-kurangnya dua pejabat di bawah pimpinan unit menyertakan perjanjian kinerja dan laporan "
    "kinerja individu sekaligus, pejabat lain dalam kumpulan berkas yang sama yang hanya menyertakan salah satunya "
    "dilaporkan. Jabatan dibandingkan tanpa memperhatikan singkatan; pimpinan unit, dokumen tanpa nama jabatan, dan "
    "berkas dengan halaman yang tidak terbaca tidak diperiksa.",
    basis=f"{PANRB_53}, Lampiran II huruf C (laporan kinerja disusun oleh setiap tingkatan organisasi yang menyusun "
    "perjanjian kinerja)",
    violation="Bundel memuat perjanjian kinerja dan laporan kinerja tiga kepala seksi, tetapi hanya perjanjian kinerja "
    "Kepala Seksi Pelayanan Umum.",
    clean="Bundel yang hanya memuat laporan Camat beserta perjanjian kinerja para bawahannya.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per official and missing document."""
    if texts.unread(ctx.submission, ctx.submission.segments):
        return
    agreements, reports = _of(ctx, _AGREEMENTS), _of(ctx, _REPORTS)
    both = [one for one in reports if _has(ctx, one, agreements)]
    if len(both) < _ENOUGH or any(one.position is None for one in _all(ctx, (*_AGREEMENTS, *_REPORTS))):
        return
    for one in reports:
        if not _has(ctx, one, agreements):
            yield _finding(ctx, one, "perjanjian kinerja", "laporan kinerja", both)
    for one in agreements:
        if not _has(ctx, one, reports):
            yield _finding(ctx, one, "laporan kinerja", "perjanjian kinerja", both)


def _all(ctx: Context, kinds: Sequence[SegmentKind]) -> list[Segment]:
    return [one for one in ctx.submission.segments if one.kind in kinds]


def _of(ctx: Context, kinds: Sequence[SegmentKind]) -> list[Segment]:
    """The documents of officials below the head of the unit, the first of each."""
    unit = ctx.submission.unit
    found: list[Segment] = []
    for one in _all(ctx, kinds):
        named = one.position is not None and not scope.is_head(one.position, one.unit or unit)
        if named and not _has(ctx, one, found):
            found.append(one)
    return found


def _has(ctx: Context, one: Segment, others: Sequence[Segment]) -> bool:
    unit = one.unit or ctx.submission.unit
    named = [(one.position, other.position) for other in others]
    return any(ours and theirs and scope.same_position(ours, theirs, unit) for ours, theirs in named)


def _finding(ctx: Context, one: Segment, lacking: str, present: str, both: Sequence[Segment]) -> Finding:
    return ctx.finding(
        message=f"Dalam kumpulan berkas ini {present} {one.position} (halaman {one.first}-{one.last}) tidak disertai "
        f"{lacking}, sedangkan {len(both)} jabatan lain menyertakan keduanya.",
        subject=one.position or "",
        at=one.evidence[:1] or tuple(texts.of_segments(ctx.submission, [one]))[:1],
        reported=f"tanpa {lacking}",
        expected=f"{lacking} {one.position}",
        segment=one,
        key=lacking,
        verdict="perlu_cek",
    )
