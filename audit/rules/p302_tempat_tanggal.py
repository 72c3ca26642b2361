"""P302: place and date over the signatures."""

from __future__ import annotations

from collections.abc import Iterator

from audit import blocks
from audit.findings import quoted
from audit.models import Finding, Verdict
from audit.registry import Context, rule
from normalize.dates import place_and_date
from normalize.models import SignatureBlock, Source, Submission


@rule(
    code="P302",
    category="pengesahan",
    severity="sedang",
    title="Tempat atau tanggal penandatanganan tidak ada atau tidak lengkap",
    why="Tanggal menentukan perjanjian mana yang berlaku dan apakah laporan disampaikan tepat waktu.",
    method="Blok tanda tangan pada satu halaman dokumen yang sama dibaca bersama: sekurang-kurangnya satu harus "
    "memuat tempat dan tanggal lengkap (tanggal, bulan, tahun), atau halaman itu memuat baris tempat dan tanggal. "
    "Halaman hasil pindai tidak diperiksa. Halaman lampiran perjanjian kinerja tanpa tanggal tidak dilaporkan bila "
    "halaman perjanjiannya bertanggal.",
    basis="Peraturan ANRI Nomor 5 Tahun 2021 tentang Pedoman Umum Tata Naskah Dinas: naskah dinas memuat tempat "
    "dan tanggal penetapan",
    violation="“…, Januari 2024” tanpa tanggal, atau blok tanda tangan tanpa tempat dan tanggal.",
    clean="Tempat dan tanggal dicetak satu kali di atas blok pihak pertama.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per group of blocks on a page."""
    groups = blocks.on_pages(ctx.submission.signatures)
    dated = {group[0].segment for group in groups if any(block.date for block in group)}
    for group in groups:
        if any(block.on_scan for block in group) or any(block.place and block.date for block in group):
            continue
        partial = next((block for block in group if block.date_text or block.place or block.date), None)
        if partial is not None:
            yield _incomplete(ctx, partial)
        elif not _elsewhere(ctx.submission, group) and not (_of_pk(ctx, group) and group[0].segment in dated):
            yield _missing(ctx, group, _verdict(ctx, group))


def _of_pk(ctx: Context, group: list[SignatureBlock]) -> bool:
    return ctx.submission.segment(group[0].segment).kind in ("pk", "pk_perubahan")


def _printed_at(submission: Submission, block: SignatureBlock) -> list[Source]:
    """The lines over a block that print its place and date, where these are not within it."""
    here = [one for one in submission.passages if one.segment == block.segment]
    lines = [line for one in here for line in (one.lines or (one.at,)) if line.page == block.at.page]
    read = [(line, found) for line in lines if (found := place_and_date(line.text.rstrip(" ,;"))) is not None]
    return [line for line, (place, date, _) in read if (date or None, place or None) in _said(block)]


def _said(block: SignatureBlock) -> set[tuple[str | None, str | None]]:
    """Date and place of a block, as one line or each in a line of its own."""
    return {(block.date_text, block.place), (block.date_text, None), (None, block.place)} - {(None, None)}


def _elsewhere(submission: Submission, group: list[SignatureBlock]) -> bool:
    """Whether the page holds a line with place and date that was not read as part of a block."""
    first = group[0]
    here = [one for one in submission.passages if one.segment == first.segment]
    lines = (line for one in here for line in (*one.lines, one.at) if line.page == first.at.page)
    return any((found := place_and_date(line.text)) is not None and found[2] is not None for line in lines)


def _verdict(ctx: Context, group: list[SignatureBlock]) -> Verdict:
    """Sure when the same document dates its other signatures."""
    document = group[0].at.document
    others = [one for one in ctx.submission.signatures if one.at.document == document and one not in group]
    return "pasti" if any(one.place and one.date for one in others) else "perlu_cek"


def _incomplete(ctx: Context, block: SignatureBlock) -> Finding:
    segment = ctx.submission.segment(block.segment)
    place = block.place or ""
    printed = ", ".join(part for part in (place, block.date_text or "") if part)
    lacking = "tempat" if block.date else "tanggal lengkap" if place else "tempat dan tanggal lengkap"
    return ctx.finding(
        message=f"Penandatanganan {quoted(blocks.who(block))} pada {blocks.document_name(segment)} "
        f"(halaman {block.at.page}) tercetak {quoted(printed)}; {lacking} belum diisi.",
        subject=blocks.who(block),
        at=[*_printed_at(ctx.submission, block), block.at],
        reported=printed,
        expected="tempat, tanggal, bulan, dan tahun",
        segment=segment,
    )


def _missing(ctx: Context, group: list[SignatureBlock], verdict: Verdict) -> Finding:
    segment = ctx.submission.segment(group[0].segment)
    return ctx.finding(
        message=f"Blok tanda tangan {quoted(blocks.who(group[0]))} pada {blocks.document_name(segment)} "
        f"(halaman {group[0].at.page}) tidak memuat tempat dan tanggal penandatanganan.",
        subject=blocks.who(group[0]),
        at=[block.at for block in group],
        reported="tanpa tempat dan tanggal",
        expected="tempat, tanggal, bulan, dan tahun",
        segment=segment,
        verdict=verdict,
    )
