"""Tasks that misbehave, for processes that have to survive them."""

import logging
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from pipeline.discover import Source
from pipeline.workers import Report


def add(a: int, b: int, report: Report) -> int:
    for page in (1, 2):
        report(page, 2)
    return a + b


def hang(report: Report) -> None:
    time.sleep(60)


def dawdle(report: Report) -> str:
    """Slower than a short stall limit as a whole, but never for one page."""
    for page in range(1, 8):
        time.sleep(0.2)
        report(page, 7)
    return "arrived"


def die(report: Report) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave(report: Report) -> None:
    os._exit(7)


def devour(report: Report) -> None:
    bytearray(64 * 1024**3)


def stumble(report: Report) -> None:
    raise ValueError("this is\nnot right")


def chatter(report: Report) -> None:
    print("from standard output", flush=True)
    print("from standard error", file=sys.stderr, flush=True)
    logging.getLogger("room").warning("from the log")


def note_pages(source: Source, stored: Sequence[Path], folder: Path, report: Report) -> int:
    """Finish a submission by writing how many documents it has."""
    (folder / "note.txt").write_text(f"{source.name}: {len(stored)}")
    return len(stored)


def die_once(source: Source, stored: Sequence[Path], folder: Path, mark: Path, report: Report) -> list[str | None]:
    """Finish a submission, but not at the first try; tells what the documents say went wrong."""
    from pipeline.stages import load

    if not mark.exists():
        mark.touch()
        die(report)
    return [document.error for document in load(stored)]


def fail_always(source: Source, stored: Sequence[Path], folder: Path, report: Report) -> None:
    raise OSError(28, "No space left on device")
