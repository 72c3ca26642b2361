"""P301: signature blocks without any mark of signing."""

from __future__ import annotations

from collections.abc import Iterator

from audit import blocks
from audit.findings import quoted
from audit.models import Finding
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.models import SignatureBlock


@rule(
    code="P301",
    category="pengesahan",
    severity="tinggi",
    title="Blok tanda tangan tidak dibubuhi tanda tangan",
    why="Perjanjian kinerja dan laporan kinerja yang tidak ditandatangani belum sah sebagai dokumen akuntabilitas.",
    method="Pada halaman digital, setiap blok tanda tangan (jabatan atau nama pejabat) diperiksa apakah memuat "
    "gambar tanda tangan, stempel, coretan, atau bidang tanda tangan elektronik. Halaman hasil pindai tidak "
    "diperiksa. Bila tidak satu pun blok dalam berkas bertanda tangan, berkas itu dilaporkan sebagai satu temuan "
    "karena mungkin hanya salinan sebelum ditandatangani.",
    basis=f"{PANRB_53}: perjanjian kinerja dan laporan kinerja ditandatangani pejabat yang bertanggung jawab",
    violation="Blok “CAMAT …” pada kata pengantar kosong, sedangkan blok lain dalam berkas bertanda tangan.",
    clean="Gambar tanda tangan dan stempel berada di atas nama pejabat.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per unsigned block, or one per file when nothing in it is signed."""
    files: dict[str, list[SignatureBlock]] = {}
    for block in ctx.submission.signatures:
        if not block.on_scan and (block.name or block.position):
            files.setdefault(block.at.document, []).append(block)
    for digital in files.values():
        unsigned = [block for block in digital if not block.marked]
        if len(unsigned) == len(digital) > 1:
            yield _whole_file(ctx, unsigned)
        else:
            for block in unsigned:
                yield _finding(ctx, block, among_signed=len(unsigned) < len(digital))


def _finding(ctx: Context, block: SignatureBlock, among_signed: bool) -> Finding:
    segment = ctx.submission.segment(block.segment)
    nameless = "" if block.name else " dan tidak memuat nama pejabat"
    return ctx.finding(
        message=f"Blok tanda tangan {quoted(blocks.who(block))} pada {blocks.document_name(segment)} "
        f"(halaman {block.at.page}) tidak dibubuhi tanda tangan{nameless}.",
        subject=blocks.who(block),
        at=[block.at],
        reported="tanpa tanda tangan",
        expected="tanda tangan pejabat",
        segment=segment,
        verdict="pasti" if among_signed else "perlu_cek",
    )


def _whole_file(ctx: Context, unsigned: list[SignatureBlock]) -> Finding:
    pages = sorted({block.at.page for block in unsigned})
    return ctx.finding(
        message=f"Tidak satu pun dari {len(unsigned)} blok tanda tangan dalam berkas dibubuhi tanda tangan "
        f"(halaman {', '.join(map(str, pages))}); pastikan naskah yang telah ditandatangani tersedia.",
        subject=unsigned[0].at.document,
        at=[block.at for block in unsigned],
        reported="tanpa tanda tangan",
        expected="tanda tangan pejabat",
        segment=ctx.submission.segment(unsigned[0].segment),
        verdict="perlu_cek",
    )
