"""Runs one tool over one PDF in a process of its own: a crash or a hang of it costs one result.

As a program (``worker.py TOOL PDF OUT SECONDS``) it is that process and leaves its :class:`Reading` in OUT.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import msgspec

from benchmarks.relations import Table

TIMEOUT = 180
"""CPU seconds that a tool has for one PDF, so that what else the machine does decides nothing."""

PATIENCE = 5
"""How many times as long a tool may take by the clock: one that waits for ever uses no CPU."""


class Reading(msgspec.Struct, frozen=True):
    """What a tool found in a PDF and what it cost.

    ``seconds`` (wall) and ``cpu`` (seconds, all threads and programs started) are those of the reading without the
    imports; ``megabytes`` is the peak of the process, libraries included, together with the programs it started.
    """

    tables: list[Table]
    seconds: float
    cpu: float
    megabytes: float


class ToolError(Exception):
    """A tool gave no result; the message is the reason."""


def run(tool: str, pdf: Path, timeout: int = TIMEOUT) -> Reading:
    """The result of ``tool`` (a name of :data:`tools.TOOLS`) on ``pdf``; raises ToolError when there is none."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        command = [sys.executable, "-m", "benchmarks.worker", tool, str(pdf), out.name, str(timeout)]
        try:
            done = subprocess.run(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=PATIENCE * timeout
            )
        except subprocess.TimeoutExpired as error:
            raise ToolError(f"more than {PATIENCE * timeout} s") from error
        if done.returncode == -signal.SIGXCPU:
            raise ToolError(f"more than {timeout} CPU s")
        if done.returncode < 0:
            raise ToolError(f"killed by signal {-done.returncode}")
        if done.returncode:
            lines = done.stderr.strip().splitlines()
            raise ToolError(lines[-1] if lines else f"exit code {done.returncode}")
        return msgspec.json.decode(Path(out.name).read_bytes(), type=Reading)


def megabytes(process: int, line: str) -> float:
    """What a process holds (``line`` "VmRSS:") or the most it held at once ("VmHWM:"); 0 when it is gone.

    Not getrusage's ru_maxrss, which a process inherits from the one that started it.
    """
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    return next((int(one.split()[1]) / 1024 for one in status.splitlines() if one.startswith(line)), 0.0)


def started_by(process: int) -> list[int]:
    """The running programs that a process started, and those that these started."""
    children: list[int] = []
    for thread in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            children += map(int, thread.read_text().split())
    return children + [other for child in children for other in started_by(child)]


class Peak(threading.Thread):
    """Looks ten times a second how much memory this process and the programs it started hold together."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._seen = 0.0
        self.start()

    def run(self) -> None:
        while True:
            if started := started_by(os.getpid()):
                self._seen = max(self._seen, sum(megabytes(one, "VmRSS:") for one in (os.getpid(), *started)))
            time.sleep(0.1)

    def megabytes(self) -> float:
        """The most so far."""
        return max(self._seen, megabytes(os.getpid(), "VmHWM:"))


def cpu_seconds() -> float:
    """Of this process and of the programs it started that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def main() -> None:
    """Load the tool, read the PDF, write down what came of it."""
    from benchmarks.tools import TOOLS

    tool, pdf, out, seconds = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
    try:
        read = TOOLS[tool]()
    except ImportError as error:
        sys.exit(f"not installed: {error.name}")
    peak, start, cpu = Peak(), time.perf_counter(), cpu_seconds()
    tables = read(Path(pdf))
    reading = Reading(tables, time.perf_counter() - start, cpu_seconds() - cpu, peak.megabytes())
    Path(out).write_bytes(msgspec.json.encode(reading))


if __name__ == "__main__":
    main()
