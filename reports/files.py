"""The files of the results: how they are called, and writing them so that a reader never sees half of one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

REPORT, WORKPAPER, FINDINGS, TABLES = "laporan.html", "kertas-kerja.xlsx", "findings.json", "tables.json"
"""The files of a submission."""

INDEX, RECAP = "index.html", "rekap.xlsx"
"""The files of a batch, which has findings of its own, too."""

TableFormat = Literal["json", "csv", "xlsx"]
"""What tables can be written as."""


TEMPORARY = ".*.[0-9]*.tmp"
"""How files are called while they are written."""


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path`` to write to; it takes the place of ``path`` when the block succeeds.

    When the block raises, the temporary file is removed and what stood at ``path`` before stays; an OSError that does
    not name a file, as when the disk is full, gets the name of this one.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        temporary.replace(path)
    except BaseException as error:
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(path)
        temporary.unlink(missing_ok=True)
        raise


def write_bytes(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` in one step."""
    with atomic_write(path) as temporary:
        temporary.write_bytes(content)
