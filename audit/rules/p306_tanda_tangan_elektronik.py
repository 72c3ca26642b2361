"""P306: electronic signatures in a file that do not hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from audit.days import written
from audit.findings import quoted
from audit.models import Finding, Severity, Verdict
from audit.registry import Context, rule
from extract.models import ElectronicSignature
from normalize.models import Source, SourceFile, Submission

_PAGE = (36.0, 36.0, 559.0, 806.0)
"""What is shown of the first page when a signature is invisible and the file has no text."""


@rule(
    code="P306",
    category="pengesahan",
    severity="tinggi",
    title="Tanda tangan elektronik tidak sah atau dokumen diubah setelah ditandatangani",
    why="Tanda tangan elektronik hanya mengikat isi yang ditandatangani; isi yang berubah sesudahnya tidak terjamin.",
    method="Setiap tanda tangan elektronik dalam berkas (PAdES) diperiksa tanpa jaringan: keutuhan isi yang "
    "ditandatangani, perubahan yang ditambahkan setelah penandatanganan selain tanda tangan dan isian formulir, masa "
    "berlaku sertifikat pada waktu penandatanganan, dan penerbit sertifikat. Tanda tangan pihak berikutnya bukan "
    "perubahan. Kepercayaan terhadap penerbit dan pencabutan sertifikat tidak diperiksa karena memerlukan jaringan.",
    basis="Undang-Undang Nomor 11 Tahun 2008 tentang Informasi dan Transaksi Elektronik Pasal 11: segala perubahan "
    "terhadap tanda tangan elektronik dan informasi elektronik setelah waktu penandatanganan dapat diketahui",
    violation="Nilai target dalam PDF diganti setelah kepala dinas menandatanganinya secara elektronik.",
    clean="Dua pihak menandatangani berkas secara elektronik bergantian; setelah itu tidak ada perubahan.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per signature that does not hold."""
    for file in ctx.submission.files:
        for signature in file.electronic_signatures:
            if signature.problem:
                yield _finding(ctx, file, signature, signature.problem)


def _finding(ctx: Context, file: SourceFile, signature: ElectronicSignature, problem: str) -> Finding:
    signer = f" atas nama {quoted(signature.signer)}" if signature.signer else ""
    when = f" tertanggal {written(datetime.fromisoformat(signature.time).date())}" if signature.time else ""
    severity, verdict, title, expected = _kind(signature)
    at = _place(ctx.submission, file, signature)
    return ctx.finding(
        message=f"Tanda tangan elektronik{signer}{when} dalam berkas {quoted(file.path)}: {problem}.",
        subject=signature.signer or signature.field or file.path,
        at=[at],
        reported=problem,
        expected=expected,
        segment=next((one for one in ctx.submission.segments if _holds(one.document, one.first, one.last, at)), None),
        key=signature.field,
        severity=severity,
        verdict=verdict,
        title=title,
    )


def _kind(signature: ElectronicSignature) -> tuple[Severity, Verdict, str, str]:
    """Severity, verdict, title and what is expected, of the gravest thing that is wrong."""
    if not signature.signer:
        return "sedang", "perlu_cek", "Tanda tangan elektronik tidak dapat diperiksa", "tanda tangan yang utuh"
    if not signature.intact:
        return "tinggi", "pasti", "Tanda tangan elektronik tidak sah: isi tidak utuh", "isi sebagaimana ditandatangani"
    if signature.changed_after:
        # What was added may be harmless, a remark say: it is there to be looked at.
        return "tinggi", "perlu_cek", "Dokumen diubah setelah ditandatangani", "isi sebagaimana ditandatangani"
    if signature.expired:
        return "sedang", "pasti", "Sertifikat elektronik tidak berlaku", "sertifikat yang berlaku saat ditandatangani"
    return "rendah", "perlu_cek", "Tanda tangan elektronik belum meyakinkan", "sertifikat penyelenggara tersertifikasi"


def _holds(document: str, first: int, last: int, at: Source) -> bool:
    return document == at.document and first <= at.page <= last


def _place(submission: Submission, file: SourceFile, signature: ElectronicSignature) -> Source:
    """Where the signature shows; of an invisible one the block of the signer, else the beginning of the file."""
    text = f"tanda tangan elektronik {signature.signer}".strip()
    if signature.page is not None and signature.box is not None:
        return Source(file.path, signature.page, signature.box, text)
    blocks = [one for one in submission.signatures if one.at.document == file.path]
    own = [one.at for one in blocks if one.signing and signature.signer and signature.signer in one.signing.detail]
    lines = own or [one.at for one in submission.passages if one.at.document == file.path]
    return Source(file.path, lines[0].page, lines[0].box, text) if lines else Source(file.path, 1, _PAGE, text)
