"""The executor of this machine: every task in a process apart, because files are hostile.

A process that hangs, runs out of memory or is killed costs its own task and nothing else. One that has done its task
takes the next, since to load the networks that read pictures costs as much as to read a page. What fails in a process
that has done others before, or gives it cause to warn, is done once more in a new one, so that nothing is blamed for
what came before it; and one that has warned or grown large is left, so that whatever a library leaks or breaks is gone
with it. The processes are forked from a server that has imported what reading needs, so that one more costs
milliseconds; what is needed to finish they import while they have nothing to do.
"""

from __future__ import annotations

import ctypes
import errno
import faulthandler
import gc
import importlib
import logging
import os
import resource
import signal
import sys
import threading
import time
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Self

import msgspec

from extract.passwords import use_passwords
from pipeline import journal
from pipeline.executor import Report, Task, TaskFailed
from pipeline.limits import MIB, Limits
from pipeline.start import GARBAGE

SINGLE_THREADED = (
    "OMP_NUM_THREADS",
    "OMP_THREAD_LIMIT",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OPENCV_FOR_THREADS_NUM",
)
"""How libraries are told to use one thread: those of one process would only wait for those of the others."""

KEPT = {"MALLOC_MMAP_THRESHOLD_": 32 * MIB, "MALLOC_TRIM_THRESHOLD_": 256 * MIB}
"""How the allocator of Linux is told to keep memory for what comes next: the pictures of pages are as large as each
other, and where two processes have them, a twentieth of all time went into fresh memory for each. Larger thresholds for
the first are ignored."""

NEEDED = ("pipeline.forking", __name__, "pipeline.disk", "pipeline.stages", "extract.signing.verdict")
"""Modules that every run begins with."""

IDLE, LINGER = 0.1, 600.0
"""Seconds after which a process without a task uses its time, and after which it ends: a run that was killed may have
left it behind on a cluster."""

MOST_AT_ONCE = 2**20
"""Bytes: more than a pipe holds."""

GROWN = 1024 * MIB
"""Bytes of memory after which a process takes no more tasks. With networks for every width of line it has 830 MiB."""

CRASHES = {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGABRT, signal.SIGTRAP}
"""How libraries end over a file, each time that they are given it. Others may kill for want of memory, once."""

PR_SET_PDEATHSIG = 1
"""Of Linux's prctl: the signal that a process gets when the one that forked it ends."""

log = logging.getLogger(__name__)

_context = get_context("forkserver")
_starting, _serving = threading.Lock(), threading.Event()


class _Progressed(msgspec.Struct, frozen=True):
    done: int
    total: int


class _Logged(msgspec.Struct, frozen=True):
    record: logging.LogRecord


class _Loaded(msgspec.Struct, frozen=True):
    """One more of the modules for later is there."""


class _Returned(msgspec.Struct, frozen=True):
    """``warned``: not all went well. ``grown``: the process should do no more tasks."""

    value: Any
    warned: bool
    grown: bool


class _Raised(msgspec.Struct, frozen=True):
    reason: str
    lasting: bool


class _Overdue(TaskFailed):
    """A task has had all the time it may have, whatever its process did before."""


class _Worker:
    """A process for one task after another."""

    def __init__(self, later: Sequence[str]) -> None:
        self.connection, theirs = _context.Pipe()
        self.printed, output = _context.Pipe(duplex=False)
        self.process = _context.Process(target=_work, args=(theirs, output, later), daemon=True)
        self.process.start()
        self.fresh = True
        self.reusable = False
        self.loaded = 0
        theirs.close()
        output.close()

    def run(self, task: Task, report: Report) -> Any:  # noqa: ANN401
        """The value of a task; raises TaskFailed."""
        prints = journal.Prints()
        self.reusable = False
        try:
            returned = _outcome(self, prints, task, report)
            if returned.warned and not self.fresh:
                raise TaskFailed("not all went well")
            self.reusable = not (returned.warned or returned.grown)
            return returned.value
        finally:
            self.fresh = False
            if not self.reusable:
                self.process.kill()
                self.process.join()
            if self.printed.poll():
                _take(self.printed, prints)
            prints.tell(**task.about)

    def prepared(self) -> int:
        """How many of the modules for later a process without a task has loaded."""
        with suppress(EOFError, OSError):  # of a process that is no more, which its next task shows
            while self.connection.poll():
                self.connection.recv()
                self.loaded += 1
        return self.loaded

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.connection.close()
        self.printed.close()


class Workers:
    """So many processes at a time; what they have to say goes into the log of this one.

    Leaving it kills what still runs. ``later`` are the modules that the last tasks need. A thread per process waits for
    what it tells and ends it when it is overdue.
    """

    def __init__(self, processes: int, later: Sequence[str]) -> None:
        self.slots = processes + 1  # so that no core is idle while the caller looks at what one has returned
        self._later = tuple(later)
        self._threads = ThreadPoolExecutor(processes)
        self._lock = threading.Lock()
        self._ended = threading.Condition(self._lock)
        self._running: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._closed = True
            for worker in self._running:
                worker.process.kill()
            for worker in self._idle:
                worker.end()
            self._idle.clear()
        self._threads.shutdown(cancel_futures=True)
        with self._lock:
            while self._running:  # those that others run, on a cluster
                self._ended.wait()

    def submit(self, task: Task, report: Report) -> Future[Any]:
        """Run a task in a process apart, as soon as one is free."""
        serve()
        return self._threads.submit(self.run, task, report)

    def run(self, task: Task, report: Report) -> Any:  # noqa: ANN401
        """Run a task in a process apart, at once; returns its value, raises TaskFailed."""
        serve()
        worker = self._taken()
        if worker.fresh:
            return self._done_by(worker, task, report)
        try:
            return self._done_by(worker, task, report)
        except TaskFailed as failed:
            if isinstance(failed, _Overdue) or self._closed:
                raise
            log.warning("done again in a new process: %s", failed.reason, extra=task.about)
        return self._done_by(self._taken(new=True), task, report)

    def _done_by(self, worker: _Worker, task: Task, report: Report) -> Any:  # noqa: ANN401
        try:
            return worker.run(task, report)
        finally:
            self._give_back(worker)

    def _taken(self, new: bool = False) -> _Worker:
        """A process without a task; raises TaskFailed when there are to be none any more."""
        with self._lock:
            if self._closed:
                raise TaskFailed("dihentikan")
            # The task may be the one that needs what a process has loaded meanwhile.
            idle = None if new else max(reversed(self._idle), key=_Worker.prepared, default=None)
            if idle:
                self._idle.remove(idle)
            worker = idle or _Worker(self._later)
            self._running.add(worker)
            return worker

    def _give_back(self, worker: _Worker) -> None:
        with self._lock:
            self._running.remove(worker)
            if worker.reusable and not self._closed:
                self._idle.append(worker)
            else:
                worker.end()
            self._ended.notify()


def serve() -> None:
    """Start the server that processes are forked from, unless there is one."""
    if _serving.is_set():  # not again: a Ctrl-C meanwhile would be lost
        return
    with _starting:  # on a cluster several threads may have a first task
        if _serving.is_set():
            return
        os.environ.update(dict.fromkeys(SINGLE_THREADED, "1"), **{name: str(size) for name, size in KEPT.items()})
        _context.set_forkserver_preload(list(NEEDED))
        with deaf_to_interrupts():
            forkserver.ensure_running()
        _serving.set()


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes started meanwhile, and those that they start, ignore Ctrl-C.

    It reaches the whole process group, but what becomes of a task is decided in the process of the command alone.
    """
    if threading.current_thread() is not threading.main_thread():  # of a cluster's worker: no terminal reaches it
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def _outcome(worker: _Worker, prints: journal.Prints, task: Task, report: Report) -> _Returned:
    """What a process returns for a task, while what it prints goes into ``prints``; raises TaskFailed."""
    connection, printed, limits = worker.connection, worker.printed, task.limits
    end = time.monotonic() + limits.seconds
    heard = time.monotonic()
    listening = [connection, printed]
    with suppress(OSError):  # of a process that is no more, which shows below
        connection.send(task)
    while True:
        left = min(end, heard + limits.stall) - time.monotonic()
        ready = wait(listening, max(0.0, left))
        if printed in ready and not _take(printed, prints):
            listening.remove(printed)
        if connection not in ready:
            if left > 0:
                continue
            if time.monotonic() >= end:
                raise _Overdue(f"pembacaan melewati batas waktu {limits.seconds:g} detik", lasting=True)
            raise _Overdue(f"pembacaan tidak maju selama {limits.stall:g} detik", lasting=True)
        try:
            told = connection.recv()
        except (EOFError, OSError):
            worker.process.join(timeout=5)
            raise _death(worker.process.exitcode, limits) from None
        match told:
            case _Progressed(done, total):
                heard = time.monotonic()
                report(done, total)
            case _Logged(record):
                journal.receive(record)
            case _Loaded():
                worker.loaded += 1
            case _Returned():
                return told
            case _Raised(reason, lasting):
                raise TaskFailed(reason, lasting)


def _take(printed: Connection, prints: journal.Prints) -> bool:
    """Take what a process has printed; tells whether more may come."""
    some = os.read(printed.fileno(), MOST_AT_ONCE)
    prints.add(some)
    return bool(some)


def _death(code: int | None, limits: Limits) -> TaskFailed:
    """Why a process has ended with this exit code before it was done."""
    number = -code if code is not None and code < 0 else 0
    if number == signal.SIGXCPU:
        return _Overdue(f"melewati batas waktu prosesor {limits.cpu} detik", lasting=True)
    cause = signal.Signals(number).name if number else f"kode {code}"
    if number in CRASHES:
        reason = f"melewati batas memori {limits.memory // MIB} MiB, atau berkas rusak ({cause})"
        return TaskFailed(reason, lasting=True)
    return TaskFailed(f"proses berhenti mendadak ({cause}); memori komputer tidak cukup")


def _work(connection: Connection, output: Connection, later: Sequence[str]) -> None:
    """The life of a process."""
    _die_with_parent()
    gc.freeze()  # what the server has imported
    gc.set_threshold(GARBAGE)
    gc.enable()
    _print_into(output)
    to_load = iter(later)
    with suppress(EOFError, BrokenPipeError):
        while True:
            while not connection.poll(IDLE) and (module := next(to_load, None)):
                with suppress(Exception):  # the task that needs it will say so
                    importlib.import_module(module)
                connection.send(_Loaded())
            if not connection.poll(LINGER):
                return
            _do(connection.recv(), connection)


def _do(task: Task, connection: Connection) -> None:
    lock = threading.Lock()

    def send(told: object) -> None:
        with lock:
            connection.send(told)

    def report(done: int, total: int) -> None:
        send(_Progressed(done, total))

    end_log = journal.send_with(lambda record: send(_Logged(record)))
    task.limits.confine()
    use_passwords(task.passwords)
    # A library warns of the same thing once, but each document should be told of.
    with journal.about(**task.about), warnings.catch_warnings():
        try:
            value = task.call.made(report)
            warned = end_log()
            _flush()
            send(_Returned(value, warned, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > GROWN))
        except Exception as error:
            log.exception("task failed")
            end_log()
            send(_raised(error, task.limits))


def _flush() -> None:
    """Have what libraries printed on its way before the next task begins."""
    sys.stdout.flush()
    sys.stderr.flush()
    ctypes.CDLL(None).fflush(None)


def _die_with_parent() -> None:
    """What was started by a run that is killed must not go on beside the next one; the server dies with its run."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _raised(error: Exception, limits: Limits) -> _Raised:
    cause: BaseException | None = error
    while cause:
        # Libraries wrap it in errors of their own, and what opens a file has another one.
        if isinstance(cause, MemoryError) or (isinstance(cause, OSError) and cause.errno == errno.ENOMEM):
            return _Raised(f"memerlukan memori lebih dari batas {limits.memory // MIB} MiB", lasting=True)
        cause = cause.__cause__ or cause.__context__
    return _Raised(" ".join(f"kesalahan tak terduga: {type(error).__name__}: {error}".split()), lasting=False)


def _print_into(output: Connection) -> None:
    """Send what libraries print, and where the process crashes, to whoever keeps the log."""
    os.dup2(output.fileno(), 1)
    os.dup2(output.fileno(), 2)
    output.close()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # else what is not yet written is lost
    faulthandler.enable()
