"""Audits a folder of broken and hostile files, and sees that each ends in "ok" or in a reason, within its limits.

usage: python -m benchmarks.faults [--jobs N] [--ocr auto|never|always] [--out DIR] FOLDER

Prints how many files came to what, and the memory that the largest process took at its peak. Exit code 1 when a file
has vanished, a process was lost other than at a limit, one took more memory than its limit, or a traceback was shown.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.crash import LKJ
from pipeline.limits import MIB, Limits
from reports.files import FINDINGS

OFTEN = 0.02
"""Seconds between two looks at the memory of all processes."""

LOST = ("proses berhenti mendadak", "kesalahan tak terduga", "pemeriksaan gagal")
"""What reasons begin with that are no reasons: our own failures."""


class Memory:
    """Watches the processes of a session; ``peak`` is the most that one of them has had resident, in bytes."""

    def __init__(self, session: int) -> None:
        self.peak = 0
        self._session = session
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(OFTEN):
            self.peak = max([self.peak, *self._peaks()])

    def _peaks(self) -> Iterator[int]:
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if os.getsid(int(process.name)) == self._session:
                    found = re.search(r"VmHWM:\s+(\d+) kB", (process / "status").read_text())
                    yield int(found[1]) * 1024 if found else 0
            except OSError:  # it has ended
                continue


def outcomes(out: Path) -> dict[str, str]:
    """What became of each document: its status and the reason, without the numbers that differ from file to file."""
    batch: dict[str, Any] = json.loads((out / FINDINGS).read_text(encoding="utf-8"))
    found = {}
    for submission in batch["submissions"]:
        for one in submission["documents"]:
            reason = re.sub(r"\d[\d.,–]*", "N", one["error"] or "")
            found[f"{submission['source']}/{one['path']}"] = f"{one['status']}: {reason}" if reason else one["status"]
    return found


def main() -> None:
    """Audit the folder and say what came of it."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--jobs", default="2")
    arguments.add_argument("--ocr", default="auto")
    arguments.add_argument("--out", type=Path)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        out = options.out or Path(scratch)
        command = [LKJ, "audit", options.folder, "--out", out, "--jobs", options.jobs, "--ocr", options.ocr]
        began = time.monotonic()
        with subprocess.Popen(
            list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        ) as process:
            memory = Memory(process.pid)
            said = process.communicate()[0].decode(errors="replace")
            memory.stop()
        found = outcomes(out)
        seconds = time.monotonic() - began
        logged = (out / "lkj.log").read_text(encoding="utf-8")
    files = sum(path.suffix.lower() == ".pdf" for path in options.folder.rglob("*"))
    lost = [f"{name}: {outcome}" for name, outcome in found.items() if any(word in outcome for word in LOST)]
    for outcome, count in Counter(found.values()).most_common():
        print(f"{count:5} {outcome}")
    print(f"{len(found)} of {files} files in {seconds:.0f} s; peak of a process {memory.peak // MIB} MiB")
    wrong = [
        *(f"lost: {one}" for one in lost),
        *([f"{files - len(found)} files have vanished"] if len(found) != files else []),
        *([f"a process took more than {Limits().memory // MIB} MiB"] if memory.peak > Limits().memory else []),
        *(["a traceback was shown"] if "Traceback" in said else []),
        *([f"{logged.count('Traceback')} tracebacks in the log"] if "Traceback" in logged else []),
        *([f"exit code {process.returncode}"] if process.returncode not in (0, 3) else []),
    ]
    for one in wrong:
        print(one)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
