"""What can go wrong with a file, said in one line."""

from __future__ import annotations

import errno

UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
"""Of errors that no reading gives: a temporary file could not be written, which says nothing about the document."""


class UnreadableDocument(Exception):
    """A file that cannot be read as a PDF at all.

    ``str(error)`` is the reason in English for the command line; ``reason_id`` the same in Indonesian for reports.
    """

    def __init__(self, reason: str, reason_id: str) -> None:
        super().__init__(reason)
        self.reason_id = reason_id


LOCKED = "terkunci kata sandi"
"""In Indonesian, why a file was not read that needs a password that is not known."""


class EncryptedDocument(UnreadableDocument):
    """A file that needs a password."""

    def __init__(self) -> None:
        super().__init__("encrypted: needs a password", LOCKED)
