"""The passwords of the user for PDFs that are locked.

Only the path of the file with them is handed from process to process; each reads it when it meets a PDF that is locked.
Passwords go into no log, no result and no key.
"""

from __future__ import annotations

import logging
from pathlib import Path

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
