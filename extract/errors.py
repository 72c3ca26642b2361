"""What can go wrong with a file, said in one line."""

from __future__ import annotations


class UnreadableDocument(Exception):
    """A file that cannot be read as a PDF at all.

    ``str(error)`` is the reason in English for the command line; ``reason_id`` the same in Indonesian for reports.
    """

    def __init__(self, reason: str, reason_id: str) -> None:
        super().__init__(reason)
        self.reason_id = reason_id


class EncryptedDocument(UnreadableDocument):
    """A file that needs a password."""

    def __init__(self) -> None:
        super().__init__("encrypted: needs a password", "terkunci kata sandi")
