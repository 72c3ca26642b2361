"""L401: parts that a report or agreement must have and does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audit import blocks, parts, scope, texts
from audit.endings import ending
from audit.findings import quoted
from audit.models import Finding, Severity
from audit.parts import Content, Part
from audit.profile import LkjPart
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from normalize.models import Segment, SegmentKind, Source, Submission

_OPENING = re.compile(
    r"^(?:bab(?:i|1)\b|bab(?:i|1):?pendahuluan|katapengantar|pendahuluan|ringkasaneksekutif|ikhtisar)"
)
_CLOSING = re.compile(r"^(?:bab(?:iii|iv|v|vi|3|4|5|6)(?!\d)\W*(?:penutup)|penutup|kesimpulan|simpulan)|^demikian")
_CHAPTER = re.compile(r"^bab\W*(?:i|ii|iii|iv|v|vi|[1-6])(?![a-z]*\d)")
_PK_HEADING = re.compile(r"^[\dA-Za-z]{0,3}[.)]?[\d.]*\W*(?:perjanjian|penetapan)kinerja")
_SUPERIOR = re.compile(r"\b(?:bupati|wali\s?kota|gubernur)\b", re.IGNORECASE)
_BOUND: tuple[SegmentKind, ...] = ("lampiran", "lra", "renaksi", "e81", "iku", "lainnya")
_GRAVE: frozenset[LkjPart] = frozenset({"capaian", "perjanjian_kinerja", "realisasi_anggaran", "pengesahan"})
_CHAPTERS = 2


@rule(
    code="L401",
    category="kelengkapan",
    severity="sedang",
    title="Bagian yang diwajibkan tidak ditemukan",
    why="Laporan kinerja dan perjanjian kinerja hanya dapat dinilai bila memuat bagian yang ditetapkan pedoman; bagian "
    "yang hilang juga menurunkan nilai evaluasi SAKIP.",
    method="Laporan utuh (memuat pembukaan dan penutup) diperiksa terhadap daftar bagian dalam profil daerah, yang "
    "untuk laporan tahunan mengikuti PermenPANRB 53/2014 serta butir formulir reviunya; laporan triwulan mempunyai "
    "daftar sendiri. Suatu bagian dianggap ada bila satu judul, tabel, atau kalimat menunjukkannya, bagaimanapun "
    "penomorannya. Perjanjian kinerja diperiksa atas pernyataan dan lampirannya, milik pimpinan unit juga anggarannya. "
    "Potongan laporan, dokumen dengan halaman yang tidak terbaca, dan laporan individu tidak diperiksa.",
    basis=PANRB_53,
    violation="Laporan kinerja tahunan yang tidak memuat tabel target dan realisasi indikator kinerja.",
    clean="Laporan dengan subbab “3.1.6 Efisiensi” atau tabel efisiensi tanpa subbab tersendiri.",
    settings=("kelengkapan",),
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per missing part."""
    for report in scope.reports(ctx.submission):
        if report.of_unit and not texts.unread(ctx.submission, report.parts):
            yield from _report(ctx, report)
    for segment in ctx.submission.segments:
        if segment.kind in ("pk", "pk_perubahan") and not texts.unread(ctx.submission, [segment]):
            yield from _agreement(ctx, segment)


def _report(ctx: Context, report: Report) -> Iterator[Finding]:
    said = [at for at in texts.of_segments(ctx.submission, report.parts) if at.text.strip()]
    lines = [parts.squeezed(at) for at in said]
    opened = any(_OPENING.match(line) for line in lines)
    closed = any(_CLOSING.match(line) for line in lines)
    if not (opened and closed and sum(bool(_CHAPTER.match(line)) for line in lines) >= _CHAPTERS):
        return
    quarterly = scope.is_quarterly(report.period)
    wanted = ctx.profile.kelengkapan.lkj_triwulan if quarterly else ctx.profile.kelengkapan.lkj_tahunan
    held = parts.content(ctx.submission, [*report.parts, *_bound(ctx.submission, report)])
    headed = any(_PK_HEADING.match(line) for line in lines)
    for key in wanted:
        part = parts.LKJ[key]
        if not part.there(held):
            if key != "perjanjian_kinerja" or headed or not quarterly:
                yield _missing(ctx, report.lead, part, said, "sedang" if key in _GRAVE else "rendah")
        elif key == "pengesahan":
            yield from _only_superiors(ctx, report, part, held)


def _bound(submission: Submission, report: Report) -> list[Segment]:
    """What is bound with a report in the same file."""
    documents = {part.document for part in report.parts}
    return [one for one in submission.segments if one.kind in _BOUND and one.document in documents]


def _only_superiors(ctx: Context, report: Report, part: Part, held: Content) -> Iterator[Finding]:
    """Signed by those the report goes to, but not by who reports."""
    signed = [one for one in ctx.submission.signatures if one.segment in report.ids and (one.name or one.position)]
    if signed and all(one.position and _SUPERIOR.search(one.position) for one in signed):
        names = " dan ".join(dict.fromkeys(one.position or "" for one in signed))
        yield ctx.finding(
            message=f"Laporan kinerja {report.lead.unit or ''} hanya memuat blok tanda tangan {names} "
            f"(halaman {signed[-1].at.page}); nama, NIP, dan tanda tangan pejabat yang melaporkan tidak ditemukan.",
            subject=report.lead.position or report.lead.unit or "laporan kinerja",
            at=[one.at for one in signed],
            reported="tanpa blok tanda tangan pelapor",
            expected="nama, NIP, dan tanda tangan pejabat yang melaporkan",
            segment=report.lead,
            key=part.name,
            verdict="perlu_cek",
            basis=f"{PANRB_53}, {part.article}",
        )


def _agreement(ctx: Context, segment: Segment) -> Iterator[Finding]:
    said = [at for at in texts.of_segments(ctx.submission, [segment]) if at.text.strip()]
    held = parts.content(ctx.submission, _belonging(ctx, segment))
    if not said:
        return
    for key in ctx.profile.kelengkapan.pk:
        if not parts.PK[key].there(held) and (key != "anggaran" or _of_head(ctx, segment)):
            yield _missing(ctx, segment, parts.PK[key], said, "sedang")


def _belonging(ctx: Context, segment: Segment) -> list[Segment]:
    """An agreement with what may be its other half: more of the same office, and the appendix right behind it."""
    unit = segment.unit or ctx.submission.unit
    found = []
    for one in ctx.submission.segments:
        offices = one.position, segment.position
        same_office = None in offices or scope.same_position(offices[0] or "", offices[1] or "", unit)
        behind = one.document == segment.document and one.first == segment.last + 1 and one.kind in _BOUND
        if one is segment or behind or (one.kind == segment.kind and one.year == segment.year and same_office):
            found.append(one)
    return found


def _of_head(ctx: Context, segment: Segment) -> bool:
    """Whether the agreement is that of the head of the unit; officials below may have no budget of their own."""
    return segment.position is not None and scope.is_head(segment.position, segment.unit or ctx.submission.unit)


def _missing(ctx: Context, segment: Segment, part: Part, said: Sequence[Source], severity: Severity) -> Finding:
    opening = segment.evidence[0] if segment.evidence else said[0]
    heading = parts.under(part, said)
    last = ending(ctx.submission, [segment]) if part is parts.LKJ["pengesahan"] else []
    at = last or [heading or max(said, key=lambda at: (at.page, at.box[3]))]
    closing = " … ".join(" ".join(one.text.split()) for one in last)
    behind = f", yang berakhir dengan {quoted(closing, 90)}" if last else ""
    unit = f" {segment.unit}" if segment.unit and segment.unit not in blocks.document_name(segment) else ""
    return ctx.finding(
        message=f"Bagian {part.name} tidak ditemukan dalam {blocks.document_name(segment)}{unit} "
        f"(halaman {segment.first}-{segment.last}){behind}.",
        subject=part.name,
        at=at,
        reported="tidak ditemukan",
        expected=part.name,
        references=[opening],
        segment=segment,
        severity=severity,
        verdict="perlu_cek",
        basis=f"{PANRB_53}, {part.article}",
    )
