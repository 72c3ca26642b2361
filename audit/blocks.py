"""Reading signature blocks the way the rules on signing need them."""

from __future__ import annotations

from collections.abc import Iterable

from extract.models import SIGNED, SigningKind
from normalize.models import Segment, SegmentKind, SignatureBlock, Source

_NAMES: dict[SegmentKind, str] = {
    "lkj": "laporan kinerja",
    "lkj_individu": "laporan kinerja individu",
    "pk": "perjanjian kinerja",
    "pk_perubahan": "perubahan perjanjian kinerja",
    "lra": "laporan realisasi anggaran",
    "renaksi": "rencana aksi",
    "e81": "formulir E.81",
    "berita_acara": "berita acara",
    "iku": "indikator kinerja utama",
    "lampiran": "lampiran",
    "lainnya": "dokumen",
}


def who(block: SignatureBlock) -> str:
    """The signatory: name, or else position, or else party, or else the block's text."""
    return block.name or block.position or (f"pihak {block.party}" if block.party else block.at.text)


def kind(block: SignatureBlock) -> SigningKind | None:
    """What signs a block; None where nobody looked. Marks on printed pages count as a signature where nobody did."""
    if block.signing is not None:
        return block.signing.kind
    if block.on_scan:
        return None
    return "image" if block.marked else "nothing"


def is_signed(block: SignatureBlock) -> bool:
    """Whether a signature was seen, be it ink, a picture or electronic."""
    return kind(block) in SIGNED


def mark(block: SignatureBlock) -> list[Source]:
    """Where the mark over a block is, as far as one was seen."""
    seen = block.signing
    if seen is None or seen.box is None:
        return []
    return [Source(block.at.document, block.at.page, seen.box, seen.detail, block.at.reader, seen.confidence)]


def is_agreement(segment: Segment) -> bool:
    """Whether a segment is a PK or its perubahan, which two parties sign."""
    return segment.kind in ("pk", "pk_perubahan")


def document_name(segment: Segment) -> str:
    """How a message calls the document that a segment is: "perjanjian kinerja Camat"."""
    return " ".join(part for part in (_NAMES[segment.kind], segment.position) if part)


def on_pages(blocks: Iterable[SignatureBlock]) -> list[list[SignatureBlock]]:
    """Blocks that stand together: on one page of one segment, in their order."""
    groups: dict[tuple[str, str, int], list[SignatureBlock]] = {}
    for block in blocks:
        groups.setdefault((block.at.document, block.segment, block.at.page), []).append(block)
    return list(groups.values())
