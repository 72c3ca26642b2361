"""P308: who signs is not who, or not in the office that, the text names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit import scope
from audit.blocks import document_name, who
from audit.findings import quoted
from audit.models import Finding
from audit.people import SIMILAR, acting_title
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.matching import similarity
from normalize.models import PkParty, Segment, SignatureBlock
from normalize.people import is_position, same_person

_OTHER_PERSON = 0.55
"""Names less alike are not two spellings of one."""
_OTHER_OFFICE = 0.75
_SAME_WORD = 0.85
"""Words more alike are one, written or read with a wrong letter."""

_ON_BEHALF = re.compile(r"\b(?:a\s?\.?\s?n|u\s?\.?\s?b)\b\.?|atas nama|mewakili", re.IGNORECASE)
_UNIT_WORDS = re.compile(r"(?:pemerintah\s+)?(?:kecamatan|kelurahan|dinas|badan|kantor|inspektorat)\b", re.IGNORECASE)
_NO_OFFICE = re.compile(r"(?:yang\s+)?(?:pihak|mengetahui|menyetujui|atasan|pejabat penilai|membuat)\b", re.IGNORECASE)


@rule(
    code="P308",
    category="pengesahan",
    severity="sedang",
    title="Penandatangan atau jabatannya berbeda dari yang disebut dalam naskah",
    why="Perjanjian mengikat pejabat yang disebut dalam naskah; penandatangan atau jabatan yang lain membuat "
    "pengesahannya diragukan.",
    method="Nama dan jabatan pihak pertama dan pihak kedua dalam pembukaan perjanjian kinerja dibandingkan dengan blok "
    "tanda tangan pernyataan dan lampirannya: orang yang menandatangani, jabatannya, dan sebutan Plt., Plh., Pj., "
    "atau Pjs. Singkatan jabatan, jabatan yang ditulis lebih lengkap, penandatanganan atas nama (a.n.), dan perbedaan "
    "ejaan nama tidak dilaporkan di sini. Nama unit kerja di tempat jabatan juga dilaporkan.",
    basis=f"{PANRB_53}, Anak Lampiran I/2-6 dan I/5-6 (para pihak dan pimpinan SKPD menandatangani)",
    violation="Pembukaan: “Pj. Bupati …”; blok tanda tangan lampiran: “Bupati …”.",
    clean="Pembukaan: “Camat Wanasari”; blok tanda tangan: “CAMAT WANASARI, KABUPATEN KENCANA”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """At most one finding per signature block of an agreement, and one per block with a unit's name for an office."""
    for segment in ctx.submission.segments:
        blocks = [one for one in ctx.submission.signatures if one.segment == segment.id and one.name]
        for block in blocks:
            if block.position and _UNIT_WORDS.match(block.position.strip()) and not _has_office(block):
                yield _unit(ctx, segment, block)
        if segment.kind in ("pk", "pk_perubahan"):
            parties = [one for one in ctx.submission.parties if one.segment == segment.id]
            yield from _agreement(ctx, segment, parties, blocks)


def _agreement(
    ctx: Context, segment: Segment, parties: list[PkParty], blocks: list[SignatureBlock]
) -> Iterator[Finding]:
    for block in blocks:
        likeness = {party: same_person(party.name, block.name or "") for party in parties}
        named = [party for party in parties if likeness[party] >= SIMILAR]
        if named and not any(_fits(ctx, segment, party, block) for party in named):
            yield _office(ctx, segment, named[0], block)
        elif len(parties) == 2 and max(likeness.values()) < _OTHER_PERSON:
            meant = next((party for party in parties if party.party == block.party), None)
            if meant is not None and meant.at.page == block.at.page and not _ON_BEHALF.search(block.at.text):
                yield _person(ctx, segment, meant, block)


def _has_office(block: SignatureBlock) -> bool:
    """Whether some line of a block names an office."""
    return any(is_position(line) for line in block.at.text.splitlines())


def _fits(ctx: Context, segment: Segment, party: PkParty, block: SignatureBlock) -> bool:
    """Whether nothing speaks against a block's office being the one that the clause gives the same person."""
    said, signed = party.position, block.position
    if not said or not signed or _NO_OFFICE.match(signed) or _UNIT_WORDS.match(signed.strip()):
        return True
    if _ON_BEHALF.search(block.at.text) or _ON_BEHALF.search(signed):
        return True
    same_title = acting_title(said) == acting_title(signed)
    return same_title and not _other_office(segment.unit or ctx.submission.unit, said, signed)


def _office(ctx: Context, segment: Segment, party: PkParty, block: SignatureBlock) -> Finding:
    said, signed = party.position or "", block.position or ""
    return ctx.finding(
        message=f"Pada {document_name(segment)} {quoted(who(block))} menandatangani sebagai {quoted(signed)} "
        f"(halaman {block.at.page}), sedangkan pembukaannya menyebut jabatan {quoted(said)} (halaman {party.at.page}).",
        subject=block.name or signed,
        at=[block.at],
        reported=signed,
        expected=said,
        references=[party.position_at or party.at],
        segment=segment,
        key="jabatan",
    )


def _other_office(unit: str | None, one: str, other: str) -> bool:
    """Whether two offices differ by more than abbreviation, the unit's name or how much of it is written out."""
    if scope.same_position(one, other, unit):
        return False
    left, right = (scope.canonical_position(position, unit) for position in (one, other))
    words = [set(text.split()) - {"dan"} for text in (left, right)]
    return similarity(left, right) < _OTHER_OFFICE and not (_among(*words) or _among(*reversed(words)))


def _among(words: set[str], others: set[str]) -> bool:
    """Whether all words are among the others but for a letter, as one written or read wrong."""
    return all(any(similarity(word, other) >= _SAME_WORD for other in others) for word in words)


def _person(ctx: Context, segment: Segment, party: PkParty, block: SignatureBlock) -> Finding:
    return ctx.finding(
        message=f"Pada {document_name(segment)} (halaman {block.at.page}) blok tanda tangan pihak {party.party} memuat "
        f"nama {quoted(block.name or '')}, sedangkan pembukaannya menyebut {quoted(party.name)}.",
        subject=block.name or "",
        at=[block.name_at or block.at],
        reported=block.name,
        expected=party.name,
        references=[party.at],
        segment=segment,
        key="nama",
        verdict="perlu_cek",
    )


def _unit(ctx: Context, segment: Segment, block: SignatureBlock) -> Finding:
    return ctx.finding(
        message=f"Jabatan {quoted(block.name or '')} pada blok tanda tangan {document_name(segment)} "
        f"(halaman {block.at.page}) tertulis {quoted(block.position or '')}, yaitu nama unit kerja, bukan jabatan.",
        subject=block.name or "",
        at=[block.at],
        reported=block.position,
        expected="nama jabatan penandatangan",
        segment=segment,
        key="unit",
    )
