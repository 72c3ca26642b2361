"""Signatures in the file itself, as opposed to those that show on its pages."""

from __future__ import annotations

import mmap
from pathlib import Path

from extract.models import ElectronicSignature


def electronic_signatures(path: Path) -> tuple[ElectronicSignature, ...]:
    """The signatures in the PDF at ``path`` in the order of signing, time stamps of the whole document left out.

    Never raises over what is in the file: a signature that cannot be checked says so in its ``problem``.
    """
    if not _has_byte_range(path):
        return ()
    # Loading pyHanko takes a second that files without signatures need not spend.
    from extract.signing.pades import validated

    return validated(path)


def _has_byte_range(path: Path) -> bool:
    """Whether a signature can be in the file: its byte range always stands uncompressed, or it could not be filled in.

    Spares all other files a second parser, one that inflates streams without a limit.
    """
    if path.stat().st_size == 0:
        return False
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(b"/ByteRange") >= 0
