"""P304: NIP that cannot be right."""

from __future__ import annotations

from collections.abc import Iterator

from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed
from audit.registry import Context, rule
from normalize.models import Nip, SignatureBlock


@rule(
    code="P304",
    category="pengesahan",
    severity="sedang",
    title="NIP tidak sesuai susunannya",
    why="NIP menandai pejabat yang bertanggung jawab; NIP yang keliru membuat penandatangan tidak dapat dipastikan.",
    method="NIP pada blok tanda tangan diuji: 18 angka yang memuat tanggal lahir, tahun dan bulan pengangkatan, "
    "jenis kelamin, dan nomor urut yang mungkin. Spasi tidak diperhitungkan; NIP kosong tidak dilaporkan.",
    basis="Peraturan Kepala BKN Nomor 22 Tahun 2007 tentang Nomor Identitas Pegawai Negeri Sipil",
    violation="NIP dengan 17 angka, atau dengan bulan lahir 13.",
    clean="19800215 200501 1 003, dengan atau tanpa spasi.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per wrong NIP, with every block that prints it."""
    wrong: dict[str, list[tuple[SignatureBlock, Nip]]] = {}
    for block in ctx.submission.signatures:
        if block.nip is not None and block.nip.digits and block.nip.problem:
            wrong.setdefault(block.nip.digits, []).append((block, block.nip))
    for found in wrong.values():
        yield _finding(ctx, found)


def _finding(ctx: Context, found: list[tuple[SignatureBlock, Nip]]) -> Finding:
    block, nip = found[0]
    owner = block.name or block.position
    of = f" {quoted(owner)}" if owner else ""
    pages = listed(str(at.at.page) for _, at in found)
    return ctx.finding(
        message=f"NIP{of} tercetak {quoted(nip.raw)} (halaman {pages}): {nip.problem}.",
        subject=owner or nip.raw,
        at=[at.at for _, at in found],
        reported=nip.raw,
        expected="NIP 18 angka sesuai data kepegawaian",
        segment=ctx.submission.segment(block.segment),
        key=nip.digits,
    )
