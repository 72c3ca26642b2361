"""The executor of a cluster: a Dask scheduler hands the tasks to its workers, and these run them as this machine would.

A worker runs them in processes of ours (:class:`pipeline.workers.Workers`), so limits hold there too and a hostile
file costs one task, not the worker. A task whose worker is lost is given to another one by the scheduler. The
workers read the documents and write what they make through paths: those must lead to the same files everywhere.
"""

from __future__ import annotations

import itertools
import logging
import multiprocessing
import threading
import uuid
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack
from functools import cache, partial
from types import TracebackType
from typing import Any, Self

from distributed import Client, KilledWorker, LocalCluster, get_worker

from pipeline import journal
from pipeline.executor import ExecutorLost, Report, Task, TaskFailed
from pipeline.versions import FINISHING, READING, fingerprint
from pipeline.workers import Workers, deaf_to_interrupts

LOCAL = "local"
"""Instead of an address: a scheduler and workers on this machine, for this run alone."""

RETRIES = 1
"""How often a task is tried again that failed in a way that may not come again."""

PATIENCE = 60.0
"""Seconds that the scheduler has to answer, and then to have a worker."""

GRACE = 10.0
"""Seconds that the workers have to end what a run has left."""

DISCONNECTED = "sambungan ke penjadwal terputus"

_PAGES, _RECORD = "pages", "record"


class Cluster:
    """The workers of the Dask scheduler at ``address``, or of one of this machine's own when that is :data:`LOCAL`.

    It is given at most ``most`` tasks at a time, as many as its workers have threads unless told otherwise. ``later``
    are the modules that the last tasks need. Raises ExecutorLost when there is no such scheduler, or no worker.
    """

    def __init__(self, address: str, most: int | None, later: Sequence[str]) -> None:
        self._most = most
        self._later = tuple(later)
        self._run = f"lkj-{uuid.uuid4().hex}"
        self._code = _code()
        self._numbers = itertools.count()
        self._reports: dict[int, Report] = {}
        self._lock = threading.Lock()
        logging.getLogger("distributed").setLevel(logging.WARNING)
        with ExitStack() as stack:
            if address == LOCAL:
                with deaf_to_interrupts():
                    cluster = LocalCluster(n_workers=most, threads_per_worker=1, dashboard_address=None)
                address = stack.enter_context(cluster).scheduler_address
            try:
                self._client = stack.enter_context(Client(address, timeout=PATIENCE, set_as_default=False))
                self._client.wait_for_workers(1, timeout=PATIENCE)
            except (OSError, ValueError) as error:
                raise ExecutorLost(f"{address}: {error}") from error
            self._stack = stack.pop_all()
        self._client.subscribe_topic(self._run, self._told)
        self._executor = self._client.get_executor(pure=False, retries=RETRIES)
        self.slots = self._threads()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack:
            if self._client.status == "running":
                self._executor.shutdown(wait=False)
                leave = partial(self._client.run, _leave, self._run, on_error="ignore")
                leaving = threading.Thread(target=leave, daemon=True)
                leaving.start()
                leaving.join(GRACE)  # of a worker that is lost meanwhile nothing is heard

    def submit(self, task: Task, report: Report) -> Future[Any]:
        """Give a task to the scheduler; raises ExecutorLost."""
        number = next(self._numbers)
        outcome: Future[Any] = Future()
        self._reports[number] = report
        try:
            done = self._executor.submit(_run, self._run, number, task, self._later, self._code)
            self.slots = self._threads()  # workers come and go
        except Exception as error:
            # An OSError of the connection must not pass for one of the disk.
            if isinstance(error, OSError) or self._client.status != "running":
                raise ExecutorLost(DISCONNECTED) from error
            raise
        done.add_done_callback(partial(self._ended, number, task, outcome))
        return outcome

    def _threads(self) -> int:
        threads = sum(int(threads) for threads in self._client.nthreads().values())
        return max(1, min(self._most or threads, threads))

    def _ended(self, number: int, task: Task, outcome: Future[Any], done: Future[Any]) -> None:
        with self._lock:
            del self._reports[number]
        try:
            value = done.result()
        except CancelledError:
            outcome.set_exception(ExecutorLost(DISCONNECTED))
        except KilledWorker as error:
            logging.getLogger(__name__).error("%s: %s", task.label, error)
            outcome.set_exception(TaskFailed("pekerja klaster berulang kali hilang saat mengerjakannya"))
        except Exception as error:
            outcome.set_exception(error)
        else:
            if isinstance(value, TaskFailed):
                outcome.set_exception(value)
            else:
                outcome.set_result(value)

    def _told(self, event: tuple[float, Sequence[Any]]) -> None:
        match event[1]:
            case kind, number, done, total if kind == _PAGES:
                with self._lock:  # a task that is over must not tell of pages any more
                    if report := self._reports.get(number):
                        report(done, total)
            case kind, record if kind == _RECORD:
                journal.receive(logging.makeLogRecord(record))


def _run(run: str, number: int, task: Task, later: Sequence[str], code: str) -> Any:  # noqa: ANN401
    """Run a task on a worker of the cluster; returns its value, or the TaskFailed that would come again."""
    worker = get_worker()
    if _code() != code:
        raise ExecutorLost(f"pekerja {worker.address} menjalankan versi lkj-audit yang lain")
    # What watches over a worker starts it as a process that may not have any of its own. Ours end with it anyway.
    multiprocessing.current_process().daemon = False
    journal.send_with(lambda record: worker.log_event(run, [_RECORD, vars(record)]))
    try:
        return _workers(run, later).run(task, lambda done, total: worker.log_event(run, [_PAGES, number, done, total]))
    except TaskFailed as failed:
        if failed.lasting:
            return failed
        raise


_joined: dict[str, Workers] = {}
_joining = threading.Lock()


def _workers(run: str, later: Sequence[str]) -> Workers:
    """The processes of a run on this worker of the cluster."""
    with _joining:
        return _joined.setdefault(run, Workers(1, later))


def _leave(run: str) -> None:
    """End what a run still has going on this worker of the cluster."""
    with _joining:
        if workers := _joined.pop(run, None):
            workers.__exit__(None, None, None)


@cache
def _code() -> str:
    """What results depend on; where it is another than with the conductor, they would not be the same."""
    return fingerprint((*READING, *FINISHING))
