"""Runs one tool over one PDF in a process of its own: a crash or a hang of it costs one result.

As a program (``worker.py TOOL PDF OUT SECONDS``) it is that process and leaves its :class:`Reading` in OUT.
"""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
from relations import Table

TIMEOUT = 180
"""CPU seconds that a tool has for one PDF, so that what else the machine does decides nothing."""

PATIENCE = 5
"""How many times as long a tool may take by the clock: one that waits for ever uses no CPU."""


class Reading(msgspec.Struct, frozen=True):
    """What a tool found in a PDF and what it cost.

    ``seconds`` (wall) and ``cpu`` (seconds, all threads) are those of the reading without the imports; ``megabytes`` is
    the peak of the whole process, libraries included.
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
        command = [sys.executable, __file__, tool, str(pdf), out.name, str(timeout)]
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


def peak_megabytes() -> float:
    """The most memory this process held at once.

    Not getrusage's ru_maxrss, which a process inherits from the one that started it.
    """
    status = Path("/proc/self/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kilobytes) / 1024


def main() -> None:
    """Load the tool, read the PDF, write down what came of it."""
    from tools import TOOLS

    tool, pdf, out, seconds = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
    try:
        read = TOOLS[tool]()
    except ImportError as error:
        sys.exit(f"not installed: {error.name}")
    start, cpu = time.perf_counter(), time.process_time()
    tables = read(Path(pdf))
    reading = Reading(tables, time.perf_counter() - start, time.process_time() - cpu, peak_megabytes())
    Path(out).write_bytes(msgspec.json.encode(reading))


if __name__ == "__main__":
    main()
