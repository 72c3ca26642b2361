"""The executor of this machine: every task in a process of its own, because files are hostile.

A process that hangs, runs out of memory or is killed costs its own task and nothing else, and whatever memory a
library leaks goes back to the system with the process. The processes are forked from a server that has imported
everything once, so that one more costs milliseconds.
"""

from __future__ import annotations

import ctypes
import faulthandler
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from pipeline.executor import Report, Task, TaskFailed
from pipeline.limits import MIB, Limits

LOG_FORMAT = "%(asctime)s %(levelname)s {label} %(name)s: %(message)s"
SINGLE_THREADED = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

PR_SET_PDEATHSIG = 1
"""Of Linux's prctl: the signal that a process gets when the one that forked it ends."""

log = logging.getLogger(__name__)


class _Progressed(msgspec.Struct, frozen=True):
    done: int
    total: int


class _Returned(msgspec.Struct, frozen=True):
    value: Any


class _Raised(msgspec.Struct, frozen=True):
    reason: str
    lasting: bool


class Workers:
    """At most ``slots`` processes at a time, one per task; they write what they have to say into the file ``log``.

    Leaving it kills what still runs. ``preload`` are the modules that the tasks need. A thread per process waits for
    what it tells and ends it when it is overdue.
    """

    def __init__(self, slots: int, log: Path, preload: Sequence[str]) -> None:
        self.slots = slots
        self._log = log
        self._preload = list(preload)
        self._threads = ThreadPoolExecutor(slots)
        self._lock = threading.Lock()
        self._running: set[ForkServerProcess] = set()
        self._closed = self._serving = False
        self._context = get_context("forkserver")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._closed = True
            for process in self._running:
                process.kill()
        self._threads.shutdown(cancel_futures=True)

    def submit(self, task: Task, report: Report) -> Future[Any]:
        """Run a task in a process of its own, as soon as one of the slots is free."""
        self._serve()
        return self._threads.submit(self._run, task, report)

    def _serve(self) -> None:
        """Have a server that processes are forked from; it starts with the first task, for a run may have none."""
        if self._serving:  # not again: a Ctrl-C meanwhile would be lost
            return
        self._serving = True
        os.environ.update(dict.fromkeys(SINGLE_THREADED, "1"))
        self._context.set_forkserver_preload(self._preload)
        # Ctrl-C reaches the whole process group, but what becomes of a task is decided here. The server, and with it
        # every process, inherits that the signal is ignored.
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        forkserver.ensure_running()
        signal.signal(signal.SIGINT, handler)

    def _run(self, task: Task, report: Report) -> Any:  # noqa: ANN401
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_work, args=(task, self._log, theirs), daemon=True)
        with self._lock:
            if self._closed:
                raise TaskFailed("dihentikan")
            process.start()
            self._running.add(process)
        theirs.close()
        try:
            return _value(ours, process, task.limits, report)
        finally:
            process.kill()
            process.join()
            with self._lock:
                self._running.remove(process)
            ours.close()


def _value(connection: Connection, process: ForkServerProcess, limits: Limits, report: Report) -> Any:  # noqa: ANN401
    """What the task in ``process`` returns; raises TaskFailed."""
    end = time.monotonic() + limits.seconds
    heard = time.monotonic()
    while True:
        if not connection.poll(max(0.0, min(end, heard + limits.stall) - time.monotonic())):
            if time.monotonic() >= end:
                raise TaskFailed(f"pembacaan melewati batas waktu {limits.seconds:g} detik", lasting=True)
            raise TaskFailed(f"pembacaan tidak maju selama {limits.stall:g} detik", lasting=True)
        try:
            told = connection.recv()
        except (EOFError, OSError):
            process.join(timeout=5)
            raise TaskFailed(_cause_of_death(process.exitcode)) from None
        match told:
            case _Progressed(done, total):
                heard = time.monotonic()
                report(done, total)
            case _Returned(value):
                return value
            case _Raised(reason, lasting):
                raise TaskFailed(reason, lasting)


def _cause_of_death(code: int | None) -> str:
    cause = signal.Signals(-code).name if code is not None and code < 0 else f"kode {code}"
    return f"proses berhenti mendadak ({cause}); memori tidak cukup atau berkas rusak"


def _work(task: Task, log_file: Path, connection: Connection) -> None:
    """The life of a process."""
    _die_with_parent()
    _write_into(log_file, task.label)
    task.limits.confine()

    def report(done: int, total: int) -> None:
        connection.send(_Progressed(done, total))

    try:
        connection.send(_Returned(task.call.function(*task.call.arguments, report)))
    except Exception as error:
        log.exception("task failed")
        connection.send(_raised(error, task.limits))


def _die_with_parent() -> None:
    """What was started by a run that is killed must not go on beside the next one; the server dies with its run."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _raised(error: Exception, limits: Limits) -> _Raised:
    cause: BaseException | None = error
    while cause:
        # Libraries wrap it in errors of their own.
        if isinstance(cause, MemoryError):
            return _Raised(f"memerlukan memori lebih dari batas {limits.memory // MIB} MiB", lasting=True)
        cause = cause.__cause__ or cause.__context__
    return _Raised(" ".join(f"kesalahan tak terduga: {type(error).__name__}: {error}".split()), lasting=False)


def _write_into(log_file: Path, label: str) -> None:
    """Send the log, and all that libraries print past it, to the end of the file."""
    descriptor = os.open(log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.close(descriptor)
    faulthandler.enable()
    logging.basicConfig(level=logging.WARNING, format=LOG_FORMAT.format(label=label.replace("%", "%%")), force=True)
