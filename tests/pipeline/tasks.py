"""Tasks that misbehave, for processes that have to survive them."""

import json
import logging
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from pipeline.discover import Source
from pipeline.executor import Report
from pipeline.stages import Stored, load


def add(a: int, b: int, report: Report) -> int:
    for page in (1, 2):
        report(page, 2)
    return a + b


def hang(report: Report) -> None:
    time.sleep(60)


def note_process(file: Path, report: Report) -> None:
    """Hang as a process that can be found."""
    file.with_suffix(".part").write_text(str(os.getpid()))
    file.with_suffix(".part").replace(file)
    hang(report)


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


def note_pages(source: Source, stored: Sequence[Stored], folder: Path, report: Report) -> int:
    """Finish a submission by writing how many documents it has."""
    (folder / "note.txt").write_text(f"{source.name}: {len(stored)}")
    return len(stored)


def die_once(source: Source, stored: Sequence[Stored], folder: Path, mark: Path, report: Report) -> list[str | None]:
    """Finish a submission, but not at the first try; tells what the documents say went wrong."""
    if not mark.exists():
        mark.touch()
        die(report)
    return [document.error for document in load(stored)]


def fail_always(source: Source, stored: Sequence[Stored], folder: Path, report: Report) -> None:
    raise OSError(28, "No space left on device")


def write_text(source: Source, stored: Sequence[Stored], folder: Path, text: str, report: Report) -> str:
    """Finish a submission by writing what it is told to."""
    (folder / "note.txt").write_text(text)
    return text


def list_documents(source: Source, stored: Sequence[Stored], folder: Path, report: Report) -> list[str]:
    """Finish a submission by telling what its documents are called."""
    return [document.path for document in load(stored)]


def write_findings(source: Source, stored: Sequence[Stored], folder: Path, report: Report) -> int:
    """Finish a submission with one finding, whatever its documents say."""
    texts = dict.fromkeys(("id", "category", "severity", "verdict", "title", "message"), "apa pun")
    evidence = [{"document": "lkj.pdf", "page": 2}]
    finding = texts | {"rule": "H201", "subject": "Indikator\0", "evidence": evidence}
    (folder / "findings.json").write_text(json.dumps({"submissions": [{"findings": [finding]}]}))
    return 1
