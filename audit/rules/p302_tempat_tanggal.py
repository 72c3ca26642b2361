"""P302: place and date over the signatures, and the NIP below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit import blocks
from audit.findings import quoted
from audit.models import Finding, Verdict
from audit.registry import Context, rule
from normalize.dates import place_and_date
from normalize.models import SignatureBlock, Source, Submission
from normalize.people import same_person

_NEAR = 90.0
"""Points above a block within which its date may stand."""

_ATTACHED = re.compile(r"\W*lampiran\b", re.IGNORECASE)
_OF_DECREE = re.compile(r"\W*(?:tanggal|tgl)\b\W*\d{1,2}\s+[a-z]+\s+\d{4}\W*", re.IGNORECASE)
"""How the heading of an attachment repeats the date of its decree."""

_NO_NIP = "NIP penandatangan tidak tercantum"
_SIGNED_WITH_NIP = frozenset({"lkj", "lkj_individu", "pk", "pk_perubahan", "renaksi", "e81", "lra"})
_CIVIL_SERVANT = re.compile(
    r"\W*(?:(?:plt|plh|pj|pjs)\.?\s+)?(?:camat|lurah|inspektur|sekretaris|kepala|kasi|kasubba?g|kabid|kabag|bendahara)\b",
    re.I,
)
_NO_CIVIL_SERVANT = re.compile(
    r"\b(?:bupati|wali\s?kota|gubernur|kepala\s+(?:daerah|lingkungan)|dprd|dewan|desa|kalurahan|dusun|direksi|kepolisian)\b",
    re.IGNORECASE,
)

_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!\d)")


@rule(
    code="P302",
    category="pengesahan",
    severity="sedang",
    title="Tempat atau tanggal penandatanganan tidak ada atau tidak lengkap",
    why="Tanggal menentukan perjanjian mana yang berlaku dan apakah laporan disampaikan tepat waktu.",
    method="Blok tanda tangan pada satu halaman dokumen yang sama dibaca bersama: sekurang-kurangnya satu harus "
    "memuat tempat dan tanggal lengkap (tanggal, bulan, tahun), atau halaman itu memuat baris tempat dan tanggal. "
    "Pada halaman hasil pindai dilaporkan baris tempat dan tanggal yang tercetak tetapi belum terisi lengkap, "
    "dan yang tidak ada bila blok lain dalam berkas bertanggal; isian tangan yang tidak terbaca tidak dilaporkan. "
    "Halaman lampiran perjanjian kinerja tanpa tanggal tidak "
    "dilaporkan bila halaman perjanjiannya bertanggal. Nama tanpa NIP dilaporkan bila orang yang sama "
    "mencantumkan NIP pada blok lain dalam berkas, atau bila blok aparatur sipil negara di halaman yang sama "
    "mencantumkannya; kepala daerah, kepala desa, kepolisian, dan keputusan dikecualikan.",
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
        if any((block.place and block.date) or _by_hand(block) for block in group):
            continue
        partial = [block for block in group if block.date_text or block.place or block.date]
        if partial:
            yield _incomplete(ctx, max(partial, key=lambda block: block.at.confidence))
        elif any(block.on_scan for block in group) and not _surely_undated(ctx, group):
            continue
        elif not _elsewhere(ctx.submission, group) and not (_of_pk(ctx, group) and group[0].segment in dated):
            yield _missing(ctx, group, _verdict(ctx, group))
    for block in ctx.submission.signatures:
        if (numbered := _numbered_elsewhere(ctx.submission, block)) is not None:
            yield _without_nip(ctx, block, numbered)
        elif (beside := _numbered_beside(ctx.submission, block)) is not None:
            yield _alone_without_nip(ctx, block, beside)


def _surely_undated(ctx: Context, group: list[SignatureBlock]) -> bool:
    """Whether a scanned page lacks what other pages of the file have, and no year, misread or not, stands near."""
    top = min(block.at.box[1] for block in group) - _NEAR
    bottom = max(block.at.box[3] for block in group)
    passages = [one for one in ctx.submission.passages if one.at.document == group[0].at.document]
    lines = [line for one in passages for line in one.lines if line.page == group[0].at.page]
    year = any(_YEAR.search(line.text) for line in lines if top < line.box[1] < bottom)
    return not year and _verdict(ctx, group) == "pasti"


def _by_hand(block: SignatureBlock) -> bool:
    """Whether somebody has written into the room that the printed date leaves, be it legible or not."""
    return block.signing is not None and block.signing.date is not None


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
    """Whether the page holds a line with place and date that was not read as part of a block.

    An attachment to a decree carries its date in the heading.
    """
    first = group[0]
    here = [one for one in submission.passages if one.segment == first.segment]
    lines = [line for one in here for line in (*one.lines, one.at) if line.page == first.at.page]
    if any(_ATTACHED.match(line.text) for line in lines) and any(_OF_DECREE.fullmatch(line.text) for line in lines):
        return True
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
        message=f"Tempat dan tanggal penandatanganan {quoted(blocks.who(block))} pada {blocks.document_name(segment)} "
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


def _numbered_elsewhere(submission: Submission, block: SignatureBlock) -> SignatureBlock | None:
    """Another block of the same person in the same file that has the NIP which this one lacks."""
    if block.on_scan or block.name is None or (block.nip and block.nip.digits):
        return None
    for other in submission.signatures:
        same_file = other.at.document == block.at.document and not other.on_scan
        if same_file and other.nip and other.nip.digits and other.name and same_person(other.name, block.name) == 1:
            return other
    return None


def _numbered_beside(submission: Submission, block: SignatureBlock) -> SignatureBlock | None:
    """The block beside that of a civil servant which has the NIP of its signatory, while this one has none at all.

    Politicians have no NIP, and by Permendagri 80/2015 none is printed under decrees.
    """
    if block.on_scan or block.name is None or (block.nip and block.nip.digits):
        return None
    if submission.segment(block.segment).kind not in _SIGNED_WITH_NIP or not _is_civil_servant(submission, block):
        return None
    for other in submission.signatures:
        together = (other.segment, other.at.page) == (block.segment, block.at.page) and other is not block
        if together and not other.on_scan and other.nip and other.nip.digits and _is_civil_servant(submission, other):
            return other
    return None


def _is_civil_servant(submission: Submission, block: SignatureBlock) -> bool:
    """Whether the post of a signatory, as the block or the opening clause of its PK tells it, is a civil servant's."""
    clauses = (one for one in submission.parties if one.segment == block.segment and one.party == block.party)
    position = block.position or next((one.position for one in clauses if one.position), None) or ""
    return bool(_CIVIL_SERVANT.match(position)) and not _NO_CIVIL_SERVANT.search(position)


def _alone_without_nip(ctx: Context, block: SignatureBlock, beside: SignatureBlock) -> Finding:
    segment = ctx.submission.segment(block.segment)
    return ctx.finding(
        message=f"Blok tanda tangan {quoted(blocks.who(block))} pada {blocks.document_name(segment)} "
        f"(halaman {block.at.page}) tidak mencantumkan NIP, sedangkan blok {quoted(blocks.who(beside))} di halaman "
        "yang sama mencantumkannya.",
        subject=blocks.who(block),
        at=[block.name_at or block.at],
        references=[beside.nip.at if beside.nip else beside.at],
        reported="tanpa NIP",
        expected="NIP penandatangan",
        segment=segment,
        key="nip",
        severity="rendah",
        verdict="perlu_cek",
        title=_NO_NIP,
    )


def _without_nip(ctx: Context, block: SignatureBlock, other: SignatureBlock) -> Finding:
    segment = ctx.submission.segment(block.segment)
    number = other.nip.raw if other.nip else ""
    return ctx.finding(
        message=f"Blok tanda tangan {quoted(blocks.who(block))} pada {blocks.document_name(segment)} "
        f"(halaman {block.at.page}) tidak mencantumkan NIP, sedangkan pada halaman {other.at.page} tercantum {number}.",
        subject=blocks.who(block),
        at=[block.name_at or block.at],
        references=[other.nip.at if other.nip else other.at],
        reported="tanpa NIP",
        expected=number,
        segment=segment,
        key="nip",
        severity="rendah",
        verdict="perlu_cek",
        title=_NO_NIP,
    )
