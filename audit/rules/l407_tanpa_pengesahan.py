"""L407: plans and reports handed in on their own that nobody signed."""

from __future__ import annotations

from collections.abc import Iterator

from audit import blocks, texts
from audit.endings import ending
from audit.findings import quoted
from audit.models import Finding
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.models import Segment

_KINDS = frozenset({"renaksi", "e81", "iku", "lra"})
_PLANS = ("rencana kinerja", "rencana aksi", "monitoring", "indikator kinerja utama", "realisasi anggaran")


@rule(
    code="L407",
    category="kelengkapan",
    severity="rendah",
    title="Dokumen berakhir tanpa tempat, tanggal, dan pejabat penanda tangan",
    why="Rencana aksi, rencana kinerja tahunan, dan laporan pelaksanaannya dipertanggungjawabkan oleh pejabat; tanpa "
    "tempat, tanggal, nama, dan tanda tangan tidak diketahui siapa yang menetapkan atau melaporkan, dan kapan.",
    method="Rencana aksi beserta pemantauannya, rencana kinerja tahunan, penetapan IKU, Formulir E.81, dan LRA yang "
    "diserahkan sebagai berkas tersendiri diperiksa: temuan bila di seluruh berkas tidak ada blok tanda tangan. "
    "Dokumen yang dijilid bersama dokumen lain, potongan tanpa judul, dan berkas dengan halaman yang tidak terbaca "
    "dilewati. Temuan berstatus perlu dicek karena pengesahan dapat dibuat terpisah.",
    basis=f"{PANRB_53}, Lampiran I huruf E dan Lampiran II huruf D (dokumen ditandatangani pejabat yang bertanggung "
    "jawab)",
    violation="Laporan pemantauan rencana aksi sepuluh halaman yang berakhir dengan baris terakhir tabelnya.",
    clean="Rencana aksi dengan “Wanasari, 2 Januari 2024”, jabatan, nama, dan tanda tangan di bawah tabelnya.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per unsigned document that is a file of its own."""
    for segment in ctx.submission.segments:
        whole = [one for one in ctx.submission.segments if one.document == segment.document] == [segment]
        signed = any(block.segment == segment.id for block in ctx.submission.signatures)
        if whole and _concerned(segment) and not signed and not texts.unread(ctx.submission, [segment]):
            yield from _finding(ctx, segment)


def _concerned(segment: Segment) -> bool:
    title = " ".join(segment.title.split()).casefold()
    return segment.kind in _KINDS or (segment.kind == "lainnya" and any(word in title for word in _PLANS))


def _finding(ctx: Context, segment: Segment) -> Iterator[Finding]:
    last = ending(ctx.submission, [segment])
    if not last:
        return
    text = " … ".join(" ".join(at.text.split()) for at in last)
    name = segment.title or blocks.document_name(segment)
    yield ctx.finding(
        message=f"{name[:1].upper()}{' '.join(name[1:].split())} (halaman {segment.first}-{segment.last}) berakhir "
        f"dengan {quoted(text, 90)} pada halaman {last[0].page} tanpa tempat, tanggal, serta nama dan tanda tangan "
        "pejabat.",
        subject=name,
        at=last,
        reported="tanpa blok tanda tangan",
        expected="tempat, tanggal, jabatan, nama, dan tanda tangan",
        references=segment.evidence[:1],
        segment=segment,
        verdict="perlu_cek",
    )
