"""Opening PDFs with PDFium, the locked ones with the passwords of the user. Whoever opens a PDF does so here.

Only the path of the file with the passwords is handed from process to process; each reads it when it meets a PDF that
is locked. Passwords go into no log, no result and no key.
"""

from __future__ import annotations

import logging
from pathlib import Path

import pypdfium2 as pdfium

log = logging.getLogger(__name__)

_file: Path | None = None


def use_passwords(file: Path | None) -> None:
    """From now on try the passwords in a text ``file``, one a line, on what is locked."""
    global _file
    _file = file


def passwords() -> list[str]:
    """The passwords to try on what is locked; none when their file cannot be read, which is no fault of a document."""
    if _file is None:
        return []
    try:
        content = _file.read_bytes()
    except OSError as error:
        log.warning("passwords cannot be read", extra={"reason": repr(error)})
        return []
    lines = content.decode("utf-8-sig", errors="replace").splitlines()
    return list(dict.fromkeys(line for line in lines if line))


def opened(path: Path) -> pdfium.PdfDocument:
    """The PDF at ``path``, to be closed; raises PdfiumError when it is none, or when no password fits, and OSError."""
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if not is_locked(error):
            raise
        for password in passwords():
            try:
                return pdfium.PdfDocument(path, password=password)
            except pdfium.PdfiumError as again:
                if not is_locked(again):
                    raise
        raise


def is_locked(error: pdfium.PdfiumError) -> bool:
    """Whether a file could not be opened because it needs a password that is not known."""
    return "password" in str(error).lower()
