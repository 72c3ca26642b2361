"""Tasks that misbehave, for processes that have to survive them."""

import ctypes
import json
import logging
import mmap
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from pipeline.discover import Source
from pipeline.documents import Stored, load
from pipeline.executor import Report

done: list[int] = []
"""What a process has done; processes are forked from one that has done nothing."""


def add(a: int, b: int, report: Report) -> int:
    for page in (1, 2):
        report(page, 2)
    return a + b


def process(report: Report) -> int:
    return os.getpid()


def work_for(seconds: float, report: Report) -> int:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return os.getpid()


def be_large(bytes: int, report: Report) -> int:
    bytearray(bytes).count(0)  # every page of it is touched
    return os.getpid()


def fail_after_others(report: Report) -> int:
    """Fail because of what this process has done before."""
    if done:
        die(report)
    done.append(os.getpid())
    return os.getpid()


def note_and_die(file: Path, report: Report) -> None:
    with file.open("a") as tries:
        tries.write("tried\n")
    die(report)


def note_and_hang(file: Path, report: Report) -> None:
    with file.open("a") as tries:
        tries.write("tried\n")
    hang(report)


def swallow_after_others(report: Report) -> int:
    """Do without something that only this process cannot do; only the log tells."""
    if done:
        logging.getLogger("room").warning("no page can be read")
    done.append(os.getpid())
    return os.getpid()


def print_unfinished(text: str, report: Report) -> None:
    print(text, end="")
    ctypes.CDLL(None).printf(text.encode())


def take(bytes: int, report: Report) -> int:
    return len(bytearray(bytes))


def take_from_the_system(report: Report) -> None:
    """Ask for more memory than there may be in a way that has another error than Python's own."""
    mmap.mmap(-1, 2**33)


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


def die_first(mark: Path, report: Report) -> str:
    """Fail by chance: only where ``mark`` is not there yet."""
    if not mark.exists():
        mark.touch()
        die(report)
    return "arrived"


def burn(report: Report) -> None:
    while True:
        report(1, 2)


def leave(report: Report) -> None:
    os._exit(7)


def devour(report: Report) -> None:
    bytearray(64 * 1024**3)


def stumble(report: Report) -> None:
    raise ValueError("this is\nnot right")


def chatter(report: Report) -> None:
    print("from standard output")
    print("from standard error", file=sys.stderr)
    logging.getLogger("room").warning("from the log")


def flood(report: Report) -> str:
    for number in range(100_000):
        print("printed", number)
    for number in range(10_000):
        logging.getLogger("room").warning("logged %d", number)
    return "arrived"


def crash(report: Report) -> None:
    ctypes.string_at(0)


def names(folder: Path, report: Report) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def note_pages(source: Source, stored: Sequence[Stored], folder: Path, report: Report) -> int:
    """Finish a submission by writing how many documents it has."""
    (folder / "note.txt").write_text(f"{source.name}: {len(stored)}")
    return len(stored)


def die_auditing(
    source: Source, stored: Sequence[Stored], folder: Path, mark: Path, report: Report
) -> list[str | None]:
    """Finish a submission, but before there is a ``mark`` only without its documents; tells what these say is wrong."""
    documents = load(stored)
    if not mark.exists() and any(document.status != "failed" for document in documents):
        die(report)
    return [document.error for document in documents]


def die_writing(source: Source, stored: Sequence[Stored], folder: Path, mark: Path, report: Report) -> int:
    """Finish a submission, but not at the first try, which leaves half a file."""
    if not mark.exists():
        mark.touch()
        (folder / f".note.txt.{os.getpid()}.tmp").touch()
        die(report)
    return note_pages(source, stored, folder, report)


def die_drawing(source: Source, stored: Sequence[Stored], folder: Path, report: Report) -> list[str | None]:
    """Finish a submission, but not as long as there are pages to draw."""
    (folder / "half.txt").write_text("not done")
    if source.documents:
        crash(report)
    return [document.error for document in load(stored)]


def fail_always(source: Source, stored: Sequence[Stored], folder: Path, report: Report) -> None:
    raise ValueError("this cannot be written")


def fill_disk(source: Source, stored: Sequence[Stored], folder: Path, last: str, report: Report) -> int:
    """Finish submissions until the disk is full, which it is at the ``last`` one."""
    if source.id == last:
        try:
            raise OSError(28, "No space left on device")
        except OSError as error:
            raise RuntimeError("a library's own error") from error
    (folder / "note.txt").touch()
    return 1


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


def list_pages(source: Source, stored: Sequence[Stored], folder: Path, report: Report) -> list[list[str]]:
    """Finish a submission by telling what the pages of its documents are."""
    return [[page.kind for page in document.pages] for document in load(stored)]
