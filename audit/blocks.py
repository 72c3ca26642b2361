"""Reading signature blocks the way the rules on signing need them."""

from __future__ import annotations

from collections.abc import Iterable

from normalize.models import Segment, SegmentKind, SignatureBlock

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
    """The signatory: name, or else position, or else the block's text."""
    return block.name or block.position or block.at.text


def document_name(segment: Segment) -> str:
    """How a message calls the document that a segment is: "perjanjian kinerja Camat"."""
    return " ".join(part for part in (_NAMES[segment.kind], segment.position) if part)


def on_pages(blocks: Iterable[SignatureBlock]) -> list[list[SignatureBlock]]:
    """Blocks that stand together: on one page of one segment, in their order."""
    groups: dict[tuple[str, str, int], list[SignatureBlock]] = {}
    for block in blocks:
        groups.setdefault((block.at.document, block.segment, block.at.page), []).append(block)
    return list(groups.values())
