"""Adds to a document what signs it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from extract.models import Document
from extract.signing.electronic import electronic_signatures


def with_signings(path: Path, document: Document) -> Document:
    """``document`` with the signatures in its file, the PDF at ``path``, and with what signs each of its regions."""
    document = msgspec.structs.replace(document, electronic_signatures=electronic_signatures(path))
    if not document.signature_regions:
        return document
    # Loading the libraries for pictures takes time that documents without signature blocks need not spend.
    from extract.signing.verdict import judge

    signings = judge(path, document)
    regions = tuple(
        msgspec.structs.replace(region, signing=signings.get(index))
        for index, region in enumerate(document.signature_regions)
    )
    return msgspec.structs.replace(document, signature_regions=regions)
