"""Adds to a document what signs it: at once, or page by page where that is shared out."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

import msgspec

from extract.models import Document, Signing
from extract.signing.electronic import electronic_signatures


def with_signings(path: Path, document: Document) -> Document:
    """``document`` with the signatures in its file, the PDF at ``path``, and with what signs each of its regions."""
    document = with_electronic(path, document)
    return with_verdicts(document, verdicts(path, document, signature_pages(document)))


def with_electronic(path: Path, document: Document) -> Document:
    """``document`` with the signatures in its file, the PDF at ``path``."""
    return msgspec.structs.replace(document, electronic_signatures=electronic_signatures(path))


def signature_pages(document: Document) -> list[int]:
    """The pages that have signature regions."""
    return sorted({region.page for region in document.signature_regions})


def verdicts(path: Path, document: Document, pages: Container[int]) -> dict[int, Signing]:
    """What is seen to sign the regions on ``pages``, by the index of the region; each page is judged by itself.

    ``document`` must have its electronic signatures.
    """
    if not document.signature_regions:
        return {}
    # Loading the libraries for pictures takes time that documents without signature blocks need not spend.
    from extract.signing.verdict import judge

    return judge(path, document, pages)


def excerpt(document: Document, pages: Container[int]) -> Document:
    """What :func:`verdicts` needs of a document for some of its ``pages``: much less than there is of a long one."""
    return msgspec.structs.replace(
        document,
        pages=tuple(page for page in document.pages if page.number in pages),
        tables=tuple(table for table in document.tables if any(number in pages for number in table.pages)),
    )


def with_verdicts(document: Document, seen: dict[int, Signing]) -> Document:
    """``document`` with what was ``seen`` on all of its pages."""
    if not document.signature_regions:
        return document
    from extract.signing.verdict import with_unnamed

    signings = with_unnamed(document.signature_regions, seen, document.electronic_signatures)
    regions = tuple(
        msgspec.structs.replace(region, signing=signings.get(index))
        for index, region in enumerate(document.signature_regions)
    )
    return msgspec.structs.replace(document, signature_regions=regions)
