"""The folder of the results, in which one run is at work at a time, and within it the one for what runs remember."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = ".lkj"
"""The folder, in that of the results, for what runs remember."""


class Busy(Exception):
    """Another run is at work in the same folder."""


@contextmanager
def occupied(out: Path) -> Iterator[None]:
    """Have the folder ``out``, made when it is missing, for this run alone; raises Busy and OSError."""
    memory = out / MEMORY
    memory.mkdir(parents=True, exist_ok=True)
    with (memory / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"another run is at work in {out}") from None
        yield
