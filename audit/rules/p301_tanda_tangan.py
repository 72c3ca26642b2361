"""P301: signature blocks without a signature: empty, or with a stamp, a paraf or a mere claim in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit import blocks
from audit.findings import quoted
from audit.models import Finding, Severity
from audit.phrases import listed
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from extract.models import SigningKind
from normalize.models import SignatureBlock

EXPECTED = "tanda tangan pejabat"
CLAIMED = "Klaim tanda tangan elektronik tidak terbukti dalam berkas"

_INSTEAD: dict[SigningKind | None, tuple[Severity, str, str]] = {
    "stamp": (
        "tinggi",
        "Blok tanda tangan hanya dibubuhi stempel",
        "hanya dibubuhi stempel; goresan tanda tangan tidak tampak",
    ),
    "paraf": (
        "sedang",
        "Blok tanda tangan hanya dibubuhi paraf",
        "hanya memuat coretan kecil yang menyerupai paraf, bukan tanda tangan",
    ),
}
"""Severity, title and what the message says of a block that has something else in place of a signature."""


@rule(
    code="P301",
    category="pengesahan",
    severity="tinggi",
    title="Blok tanda tangan tidak dibubuhi tanda tangan",
    why="Perjanjian kinerja dan laporan kinerja yang tidak ditandatangani belum sah sebagai dokumen akuntabilitas.",
    method="Setiap blok tanda tangan (jabatan atau nama pejabat) diperiksa pada gambar halamannya: goresan pena, "
    "gambar tanda tangan, stempel, paraf, kode QR, atau tanda tangan elektronik dalam berkas. Blok yang hanya "
    "berstempel, hanya berparaf, atau hanya bertuliskan “ttd” dilaporkan tersendiri. Tulisan atau kode QR yang "
    "menyatakan dokumen ditandatangani secara elektronik tanpa tanda tangan elektronik dalam berkas dilaporkan sebagai "
    "klaim yang belum terbukti, satu kali untuk tiap berkas. Temuan pada halaman hasil pindai perlu dicocokkan dengan "
    "gambarnya. Bila tidak satu pun blok dalam berkas bertanda tangan, berkas itu dilaporkan sebagai satu temuan "
    "karena mungkin hanya salinan sebelum ditandatangani.",
    basis=f"{PANRB_53}: perjanjian kinerja dan laporan kinerja ditandatangani pejabat yang bertanggung jawab",
    violation="Blok pihak kedua pada perjanjian kinerja kosong, sedangkan pihak pertama telah bertanda tangan.",
    clean="Tanda tangan dan stempel berada di atas nama pejabat.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per block without a signature; one per file when nothing in it is signed, and one for its claims."""
    files: dict[tuple[str, bool], list[SignatureBlock]] = {}
    for block in ctx.submission.signatures:
        if blocks.kind(block) and (block.name or block.position or block.party):
            files.setdefault((block.at.document, block.on_scan), []).append(block)
    for judged in files.values():
        empty = [block for block in judged if blocks.kind(block) == "nothing" and not _copied(block)]
        if len(empty) == len(judged) > 1:
            yield _whole_file(ctx, empty)
            continue
        for block in judged:
            if block in empty:
                yield _empty(ctx, block, judged)
            elif _copied(block):
                yield _copy(ctx, block)
            elif blocks.kind(block) in _INSTEAD:
                yield _instead(ctx, block, judged)
        claims = [block for block in judged if blocks.kind(block) == "claim"]
        if claims:
            yield _claim(ctx, claims)


def _copied(block: SignatureBlock) -> bool:
    """Whether "ttd" stands where the signature would."""
    return blocks.kind(block) == "nothing" and block.signing is not None and "ttd" in block.signing.detail


def _empty(ctx: Context, block: SignatureBlock, judged: Sequence[SignatureBlock]) -> Finding:
    seen = "tidak tampak dibubuhi tanda tangan" if block.on_scan else "tidak dibubuhi tanda tangan"
    nameless = "" if block.name else " dan tidak memuat nama pejabat"
    return ctx.finding(
        message=f"{_where(ctx, block)} {seen}{nameless}{_other_party(ctx, block, judged)}.",
        subject=blocks.who(block),
        at=[block.at],
        reported="tanpa tanda tangan",
        expected=EXPECTED,
        segment=ctx.submission.segment(block.segment),
        verdict="pasti" if any(map(blocks.is_signed, judged)) and not block.on_scan else "perlu_cek",
    )


def _copy(ctx: Context, block: SignatureBlock) -> Finding:
    return ctx.finding(
        message=f"{_where(ctx, block)} hanya bertuliskan “ttd”; berkas ini tampaknya salinan, dan naskah yang "
        "ditandatangani perlu diperlihatkan.",
        subject=blocks.who(block),
        at=[block.at],
        reported="ttd",
        expected=EXPECTED,
        segment=ctx.submission.segment(block.segment),
        severity="sedang",
        verdict="perlu_cek",
        title="Blok tanda tangan hanya bertuliskan “ttd”",
    )


def _instead(ctx: Context, block: SignatureBlock, judged: Sequence[SignatureBlock]) -> Finding:
    severity, title, seen = _INSTEAD[blocks.kind(block)]
    return ctx.finding(
        message=f"{_where(ctx, block)} {seen}{_other_party(ctx, block, judged)}.",
        subject=blocks.who(block),
        at=[block.at, *blocks.mark(block)],
        reported=seen.split(";")[0],
        expected=EXPECTED,
        segment=ctx.submission.segment(block.segment),
        severity=severity,
        verdict="perlu_cek",
        title=title,
    )


def _claim(ctx: Context, claims: Sequence[SignatureBlock]) -> Finding:
    first = claims[0]
    single = len(claims) == 1
    where = _where(ctx, first) if single else f"{len(claims)} blok tanda tangan (halaman {_pages(claims)})"
    said = first.signing.detail if first.signing else ""
    return ctx.finding(
        message=f"{where} dinyatakan ditandatangani secara elektronik ({said}), tetapi berkas tidak memuat tanda "
        "tangan elektronik yang dapat diperiksa; mintalah berkas aslinya atau periksa "
        "keabsahannya pada layanan penyelenggara sertifikasi elektronik.",
        subject=blocks.who(first) if single else first.at.document,
        at=[source for block in claims for source in (block.at, *blocks.mark(block))],
        reported="klaim tanda tangan elektronik",
        expected="tanda tangan elektronik dalam berkas",
        segment=ctx.submission.segment(first.segment) if single else ctx.lead(first.at.document),
        about=blocks.who(first) if single else "",
        key="claim",
        # A print of a document signed electronically cannot hold the signature.
        severity="rendah" if first.on_scan else "sedang",
        verdict="perlu_cek",
        title=CLAIMED,
    )


def _whole_file(ctx: Context, empty: Sequence[SignatureBlock]) -> Finding:
    names = list(dict.fromkeys(map(blocks.who, empty)))
    scanned = " hasil pindai" if empty[0].on_scan else ""
    return ctx.finding(
        message=f"Tidak satu pun dari {len(empty)} blok tanda tangan pada halaman{scanned} berkas ini dibubuhi tanda "
        f"tangan (halaman {_pages(empty)}; {listed(map(quoted, names))}); naskah yang telah ditandatangani perlu "
        "dipastikan tersedia.",
        subject=names[0] if len(names) == 1 else empty[0].at.document,
        at=[block.at for block in empty],
        reported="tanpa tanda tangan",
        expected=EXPECTED,
        segment=ctx.submission.segment(empty[0].segment) if len(names) == 1 else ctx.lead(empty[0].at.document),
        about=names[0] if len(names) == 1 else "",
        key="scan" if empty[0].on_scan else "",
        verdict="perlu_cek",
    )


def _where(ctx: Context, block: SignatureBlock) -> str:
    document = blocks.document_name(ctx.submission.segment(block.segment))
    return f"Blok tanda tangan {quoted(blocks.who(block))} pada {document} (halaman {block.at.page})"


def _other_party(ctx: Context, block: SignatureBlock, judged: Sequence[SignatureBlock]) -> str:
    """Who has signed the same page of an agreement."""
    if not blocks.is_agreement(ctx.submission.segment(block.segment)):
        return ""
    beside = [one for group in blocks.on_pages(judged) if block in group for one in group if blocks.is_signed(one)]
    signed = listed(quoted(blocks.who(one)) for one in beside)
    return f"; perjanjian baru ditandatangani oleh {signed}" if signed else ""


def _pages(found: Sequence[SignatureBlock]) -> str:
    return ", ".join(map(str, sorted({block.at.page for block in found})))
