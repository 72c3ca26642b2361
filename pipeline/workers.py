"""Running tasks over hostile files: every task in a process of its own.

A process that hangs, runs out of memory or is killed costs its own task and nothing else, and whatever memory a
library leaks goes back to the system with the process. The processes are forked from a server that has imported
everything once, so that one more costs milliseconds.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import msgspec

from pipeline.limits import MIB, Limits

Key = tuple[str, int | None]
"""Whose a task is: a submission, and which of its documents, None for the submission as a whole."""

Report = Callable[[int, int], None]
"""Called by a task with how many of how many pages are done."""

LOG_FORMAT = "%(asctime)s %(levelname)s {label} %(name)s: %(message)s"
SINGLE_THREADED = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

log = logging.getLogger(__name__)


class Task(msgspec.Struct, frozen=True):
    """A module-level function to call as ``function(*arguments, report)`` in a process that is held to ``limits``.

    ``label`` names it in the log.
    """

    key: Key
    label: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    limits: Limits


class Progressed(msgspec.Struct, frozen=True):
    """A task has finished ``done`` of ``total`` pages."""

    key: Key
    done: int
    total: int


class Succeeded(msgspec.Struct, frozen=True):
    """A task has returned ``value``."""

    key: Key
    value: Any


class Failed(msgspec.Struct, frozen=True):
    """A task has ended without a value; ``reason`` says why in one line of Indonesian."""

    key: Key
    reason: str


Event = Progressed | Succeeded | Failed


class _Running:
    """A task under way with its process and its deadline (seconds of the monotonic clock)."""

    def __init__(self, task: Task, process: ForkServerProcess) -> None:
        self.task = task
        self.process = process
        self.began = self.heard = time.monotonic()

    @property
    def deadline(self) -> float:
        return min(self.began + self.task.limits.seconds, self.heard + self.task.limits.stall)

    @property
    def overdue(self) -> str:
        limits = self.task.limits
        if time.monotonic() - self.began >= limits.seconds:
            return f"pembacaan melewati batas waktu {limits.seconds:g} detik"
        return f"pembacaan tidak maju selama {limits.stall:g} detik"


class Workers:
    """At most ``count`` processes at a time, one per task; they write what they have to say into the file ``log``.

    Use as a context manager: leaving it kills what still runs. ``preload`` are the modules that the tasks need.
    """

    def __init__(self, count: int, log: Path, preload: Sequence[str]) -> None:
        self._count = count
        self._log = log
        self._waiting: deque[Task] = deque()
        self._running: dict[Connection, _Running] = {}
        os.environ.update(dict.fromkeys(SINGLE_THREADED, "1"))
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(list(preload))
        # Ctrl-C reaches the whole process group, but what becomes of a task is decided here. The server, and with it
        # every process, inherits that the signal is ignored.
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        forkserver.ensure_running()
        signal.signal(signal.SIGINT, handler)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *exception: object) -> None:
        for connection in list(self._running):
            self._end(connection)

    def submit(self, task: Task, first: bool = False) -> None:
        """Put a task at the end of the queue, or at its head."""
        if first:
            self._waiting.appendleft(task)
        else:
            self._waiting.append(task)

    def events(self) -> Iterator[Event]:
        """What happens, as it happens, until no task is left; tasks may be submitted meanwhile."""
        while self._waiting or self._running:
            while self._waiting and len(self._running) < self._count:
                self._start(self._waiting.popleft())
            first = min(running.deadline for running in self._running.values())
            for connection in wait(list(self._running), timeout=max(0.0, first - time.monotonic())):
                assert isinstance(connection, Connection)
                yield self._receive(connection)
            for connection, running in list(self._running.items()):
                if running.deadline <= time.monotonic():
                    self._end(connection)
                    yield Failed(running.task.key, running.overdue)

    def _start(self, task: Task) -> None:
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_work, args=(task, self._log, theirs), daemon=True)
        process.start()
        theirs.close()
        self._running[ours] = _Running(task, process)

    def _receive(self, connection: Connection) -> Event:
        running = self._running[connection]
        try:
            event: Event = connection.recv()
        except (EOFError, OSError):
            running.process.join(timeout=5)
            code = running.process.exitcode
            self._end(connection)
            return Failed(running.task.key, _cause_of_death(code))
        if isinstance(event, Progressed):
            running.heard = time.monotonic()
        else:
            self._end(connection)
        return event

    def _end(self, connection: Connection) -> None:
        process = self._running.pop(connection).process
        process.kill()
        process.join()
        connection.close()


def _cause_of_death(code: int | None) -> str:
    cause = signal.Signals(-code).name if code is not None and code < 0 else f"kode {code}"
    return f"proses berhenti mendadak ({cause}); memori tidak cukup atau berkas rusak"


def _work(task: Task, log_file: Path, connection: Connection) -> None:
    """The life of a process."""
    _write_into(log_file, task.label)
    task.limits.confine()

    def report(done: int, total: int) -> None:
        connection.send(Progressed(task.key, done, total))

    try:
        connection.send(Succeeded(task.key, task.function(*task.arguments, report)))
    except Exception as error:
        log.exception("task failed")
        connection.send(Failed(task.key, _reason(error, task.limits)))


def _reason(error: Exception, limits: Limits) -> str:
    cause: BaseException | None = error
    while cause:
        # Libraries wrap it in errors of their own.
        if isinstance(cause, MemoryError):
            return f"memerlukan memori lebih dari batas {limits.memory // MIB} MiB"
        cause = cause.__cause__ or cause.__context__
    return " ".join(f"kesalahan tak terduga: {type(error).__name__}: {error}".split())


def _write_into(log_file: Path, label: str) -> None:
    """Send the log, and all that libraries print past it, to the end of the file."""
    descriptor = os.open(log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.close(descriptor)
    faulthandler.enable()
    logging.basicConfig(level=logging.WARNING, format=LOG_FORMAT.format(label=label.replace("%", "%%")), force=True)
