"""P304: NIP that cannot be right."""

from __future__ import annotations

from collections.abc import Iterator

from audit import scope
from audit.findings import TRUSTED_READERS, quoted
from audit.models import Finding
from audit.phrases import listed
from audit.registry import Context, rule
from normalize.models import Nip, SignatureBlock

_LENGTH = 18
_YOUNGEST, _OLDEST = 18, 70
"""Ages between which civil servants serve; professors and researchers longest."""


@rule(
    code="P304",
    category="pengesahan",
    severity="sedang",
    title="NIP tidak sesuai susunannya",
    why="NIP menandai pejabat yang bertanggung jawab; NIP yang keliru membuat penandatangan tidak dapat dipastikan.",
    method="NIP pada blok tanda tangan diuji: 18 angka yang memuat tanggal lahir, tahun dan bulan pengangkatan, "
    "jenis kelamin, dan nomor urut yang mungkin; pada nomor induk PPPK bulan pengangkatan digantikan oleh angka 2 dan "
    "urutan kontrak. Usia menurut NIP pada tahun dokumen harus 18 sampai dengan 70 tahun. Spasi tidak diperhitungkan; "
    "NIP kosong, NIP lama (sembilan angka), dan NIP yang terbaca kurang lengkap dari pindaian tidak dilaporkan.",
    basis="Peraturan Kepala BKN Nomor 22 Tahun 2007 tentang Nomor Identitas Pegawai Negeri Sipil",
    violation="NIP dengan 17 angka, atau dengan bulan lahir 13.",
    clean="19800215 200501 1 003, dengan atau tanpa spasi.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per wrong NIP, with every block that prints it."""
    wrong: dict[str, list[tuple[SignatureBlock, Nip]]] = {}
    for block in ctx.submission.signatures:
        if block.nip is not None and block.nip.digits and _problem(ctx, block, block.nip):
            wrong.setdefault(block.nip.digits, []).append((block, block.nip))
    for found in wrong.values():
        yield _finding(ctx, found)


def _problem(ctx: Context, block: SignatureBlock, nip: Nip) -> str | None:
    """What is wrong with a NIP, in itself or for someone who signed in the document's year."""
    if nip.at.reader not in TRUSTED_READERS and len(nip.digits) != _LENGTH:
        return None
    year = scope.year_of(ctx.submission, ctx.submission.segment(block.segment))
    if nip.problem or year is None or len(nip.digits) != _LENGTH:
        return nip.problem
    age = year - int(nip.digits[:4])
    return None if _YOUNGEST <= age <= _OLDEST else f"menurut NIP berusia {age} tahun pada tahun {year}"


def _finding(ctx: Context, found: list[tuple[SignatureBlock, Nip]]) -> Finding:
    block, nip = found[0]
    owner = block.name or block.position
    of = f" {quoted(owner)}" if owner else ""
    pages = listed(str(at.at.page) for _, at in found)
    return ctx.finding(
        message=f"NIP{of} tercetak {quoted(nip.raw)} (halaman {pages}): {_problem(ctx, block, nip)}.",
        subject=owner or nip.raw,
        about=owner or "",
        at=[at.at for _, at in found],
        reported=nip.raw,
        expected="NIP 18 angka sesuai data kepegawaian",
        segment=ctx.submission.segment(block.segment),
    )
