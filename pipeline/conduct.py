"""Conducting the stages over many submissions: what is done when, what becomes of failures, when results appear."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Generic, NamedTuple

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from extract.errors import LOCKED
from extract.models import MAX_BYTES, Ocr
from extract.work import Timed, Timing, total
from pipeline import disk
from pipeline.costs import Costs
from pipeline.discover import Source, SourceDocument
from pipeline.disk import OutputFailed
from pipeline.documents import ReadResult, checksum_of
from pipeline.executor import Call, Executor, ExecutorLost, Report, Task, TaskFailed, call_of
from pipeline.limits import Limits
from pipeline.outcome import Finish, Finished, Known, Result
from pipeline.progress import Reporter
from pipeline.reading import Reading
from pipeline.store import Store
from pipeline.underway import Finishing, Gathering, Pending, Work
from pipeline.versions import FINISHING, READING, fingerprint, key_of

log = logging.getLogger(__name__)


class _Job(NamedTuple):
    """A task for one of the things under way, what is told about its pages, and what is told when it ends.

    The latter are its seconds and its value or TaskFailed.
    """

    owner: Work
    task: Task
    paged: Report
    ended: Callable[[float, Any], object]


class _Paged(NamedTuple):
    """Told while a job runs."""

    job: _Job
    done: int
    total: int


class _Ended(NamedTuple):
    """Told when a job has run for so many seconds."""

    job: _Job
    seconds: float
    future: Future[Any]


class Conductor(Generic[Result]):
    """Reads all documents and finishes a submission as soon as its own are read, but for what ``store`` knows.

    ``limits`` are what one task may cost, ``ocr`` says which pages are read as pictures. ``finished`` grows while
    :meth:`run` goes on, so that it is right at any moment, an interruption included; ``lost`` are the submissions
    whose results could not be written. ``passing``: some of it may come out otherwise next time. With a file of
    ``passwords`` what was locked before is tried again.
    """

    def __init__(
        self,
        finish: Finish[Result],
        store: Store,
        executor: Executor,
        reporter: Reporter,
        limits: Limits,
        ocr: Ocr,
        passwords: Path | None = None,
    ) -> None:
        self.costs = Costs()
        self.finished: list[Finished[Result]] = []
        self.lost: list[Source] = []
        self.passing = False
        self._finish = finish
        self._store = store
        self._executor = executor
        self._reporter = reporter
        self._limits = limits
        # Some tasks tell nothing while they work.
        self._silent = msgspec.structs.replace(limits, stall=limits.silent)
        self._ocr = ocr
        self._passwords = passwords
        self._reading_with = key_of(fingerprint(READING), ocr, limits)
        self._finishing_with = key_of(fingerprint(FINISHING), finish.function, finish.settings)
        self._waiting: deque[_Job] = deque()
        self._readings: dict[str, Reading] = {}
        self._told: SimpleQueue[_Paged | _Ended] = SimpleQueue()

    def run(self, sources: Iterable[Source]) -> None:
        """Read and finish all ``sources``, the largest first; raises OutputFailed when no more can be written.

        KeyboardInterrupt and ExecutorLost pass through.
        """
        try:
            self._run(sources)
        except (OSError, SQLAlchemyError) as error:
            log.error("results cannot be written", exc_info=True)
            raise disk.failure(error, self._store.out) from error

    def together(self, call: Call) -> Any:  # noqa: ANN401
        """What a call over all that is finished returns, None when it fails; raises as :meth:`run` does."""
        work = Gathering()
        work.begin(call)
        task = Task("index", call, self._silent)
        self._waiting.append(_Job(work, task, lambda done, total: None, partial(work.ended, call)))
        self.run(())
        return work.value

    def _run(self, sources: Iterable[Source]) -> None:
        coming = iter(sorted(sources, key=lambda source: -source.size))
        running = 0
        while True:
            while running < self._executor.slots and (job := self._next(coming)):
                self._start(job)
                running += 1
            if not running:
                return
            match self._told.get():
                case _Paged(job, done, total):
                    job.paged(done, total)
                case _Ended(job, seconds, future):
                    running -= 1
                    job.ended(seconds, self._outcome(job, seconds, future))

    def _next(self, coming: Iterator[Source]) -> _Job | None:
        """What to do next: what has been begun goes before the next submission."""
        while not self._waiting:
            source = next(coming, None)
            if source is None:
                return None
            self._begin(source)
        return self._waiting.popleft()

    def _start(self, job: _Job) -> None:
        began = time.monotonic()

        def paged(done: int, total: int) -> None:
            self._told.put(_Paged(job, done, total))

        def ended(future: Future[Any]) -> None:
            self._told.put(_Ended(job, time.monotonic() - began, future))

        task = msgspec.structs.replace(job.task, call=call_of(disk.watched, self._store.out, job.task.call))
        self._executor.submit(task, paged).add_done_callback(ended)

    def _begin(self, source: Source) -> None:
        """See what is known of a submission, and have done what is not."""
        documents = [self._document_key(one) for one in source.documents]
        names = [document.name for document in source.documents]
        pending = Pending(source, documents, key_of(self._finishing_with, source.id, source.name, names, documents))
        known = None if pending.passing else self._store.submission(source.id, pending.key)
        if known and not any(map(self._unlockable, known.read)):
            self.finished.append(self._finish.known(source, known))
            log.info("submission unchanged", extra=pending.about())
            self._reporter.unchanged(source.name, len(documents))
            return
        for index, key in enumerate(documents):
            self._find(pending, index, key)

    def _document_key(self, document: SourceDocument) -> str:
        """What the document is known by in the store; empty when its content cannot be had."""
        if document.problem:
            return key_of(document.problem)
        try:
            if document.path.stat().st_size > MAX_BYTES:
                return ""
            return key_of(self._reading_with, checksum_of(document.path))
        except OSError:
            return ""

    def _find(self, pending: Pending, index: int, key: str) -> None:
        """Take a document from the store, wait for one that is being read for another submission, or have it read."""
        if problem := pending.source.documents[index].problem:
            pending.give_up(index, problem, self._store.scratch() / "document.msgpack")
            self._document_done(pending, index, None)
        elif key in self._readings:
            self._readings[key].wanted.append((pending, index))
        elif key and (read := self._store.document(key)) and not self._unlockable(read):
            pending.note(index, read, self._store.document_file(key))
            self._document_done(pending, index, None)
        else:
            target = self._store.document_file(key) if key else self._store.scratch() / "document.msgpack"
            reading = Reading(key, target, pending, index)
            if key:
                self._readings[key] = reading
            self._waiting.extend(self._reading_job(reading, call) for call in reading.begin(self._ocr))

    def _unlockable(self, read: ReadResult) -> bool:
        """Whether a document was not read for want of a password that may be there now; no key tells passwords."""
        return self._passwords is not None and read.error == LOCKED

    def _reading_job(self, reading: Reading, call: Call) -> _Job:
        def paged(done: int, total: int) -> None:
            self._reporter.page(reading.label, reading.paged(call, done), total)

        limits = self._silent if reading.silent(call) else self._limits
        task = Task(reading.label, call, limits, reading.about, self._passwords)
        return _Job(reading, task, paged, partial(self._reading_told, reading, call))

    def _reading_told(self, reading: Reading, call: Call, seconds: float, outcome: object) -> None:
        """Go on with a document, or take note of how well it was read, for all submissions that have it."""
        if reading.over:
            return
        calls = reading.ended(call, seconds, outcome)
        self._waiting.extendleft([self._reading_job(reading, call) for call in reversed(calls)])
        if not reading.over:
            if reason := reading.hopeless(self._limits.document):
                self._cut_short(reading, reason)
            return
        self._readings.pop(reading.key, None)
        if reading.failure:
            self._drop(reading)
        for pending, index in reading.wanted:
            if reading.result:
                pending.note(index, reading.result, reading.target)
            elif reading.failure:
                pending.give_up(index, reading.failure.reason, reading.target)
        self.costs.document(reading.label, reading.seconds)
        kept = self._keep(reading)
        for number, (pending, index) in enumerate(reading.wanted):
            pending.passing |= not kept
            self._document_done(pending, index, None if number else reading.seconds)

    def _cut_short(self, reading: Reading, reason: str) -> None:
        """Leave out what has not begun of a document."""
        for index, job in enumerate(self._waiting):
            if job.owner is reading:
                self._waiting[index] = self._reading_job(reading, reading.shortened(job.task.call, reason))

    def _keep(self, reading: Reading) -> bool:
        """Remember a document unless it may come out otherwise next time, or has changed since its key was made."""
        pending, index = reading.wanted[0]
        read = pending.read[index]
        if reading.passing or (reading.failure and not reading.failure.lasting):
            return False
        if not reading.key or reading.key != key_of(self._reading_with, read.sha256):
            return False
        self._store.keep_document(reading.key, read, reading.seconds, total(reading.timings))
        return True

    def _document_done(self, pending: Pending, index: int, seconds: float | None) -> None:
        """Tell of a document that was read in so many seconds, or before; the last one lets its submission go on."""
        read = pending.read[index]
        told = {"status": read.status, "pages": read.pages, "error": read.error, "seconds": seconds}
        level = logging.WARNING if read.error else logging.INFO
        log.log(level, "document known" if seconds is None else "document read", extra={**pending.about(index), **told})
        self._reporter.document(pending.label(index), read.pages, read.error, again=seconds is not None)
        if pending.complete:
            self._finish_submission(pending)

    def _finish_submission(self, pending: Pending) -> None:
        """Have the results of a submission written."""
        finishing = Finishing(pending, self._store.scratch())
        self._waiting.appendleft(
            self._finishing_job(finishing, finishing.begin(self._finish.function, self._finish.arguments))
        )

    def _finishing_job(self, finishing: Finishing, call: Call) -> _Job:
        pending = finishing.pending
        task = Task(pending.source.name, call, self._silent, pending.about(), self._passwords)
        return _Job(finishing, task, lambda done, total: None, partial(self._finishing_told, finishing, call))

    def _finishing_told(self, finishing: Finishing, call: Call, seconds: float, outcome: object) -> None:
        """Go on with a submission's results, or publish them.

        Without results it is tried once more without pictures of pages; after that its documents count as failed, and
        a report has to say so.
        """
        if finishing.over:
            return
        calls = finishing.ended(call, seconds, outcome)
        self._waiting.extendleft([self._finishing_job(finishing, call) for call in reversed(calls)])
        if not finishing.over:
            return
        pending = finishing.pending
        if not finishing.failure:
            self._publish(finishing)
            return
        self._drop(finishing)
        reason = finishing.failure.reason
        if not pending.undrawn:
            log.warning("submission not audited, tried without pictures: %s", reason, extra=pending.about())
            pending.undrawn = True
            pending.passing |= not finishing.failure.lasting
            self._finish_submission(pending)
            return
        if pending.abandoned:
            log.error("no report could be written: %s", reason, extra=pending.about())
            self.lost.append(pending.source)
            return
        log.error("submission not audited: %s", reason, extra=pending.about())
        pending.abandoned = pending.passing = True
        folder = self._store.scratch()
        for index in range(len(pending.documents)):
            pending.give_up(index, f"pemeriksaan gagal: {reason}", folder / f"{index}.msgpack")
        self._finish_submission(pending)

    def _drop(self, owner: Work) -> None:
        """Leave out what has not begun of something that has failed."""
        self._waiting = deque(job for job in self._waiting if job.owner is not owner)

    def _publish(self, finishing: Finishing) -> None:
        pending = finishing.pending
        source = pending.source
        read, _ = pending.in_order()
        documents = [(one.name, key) for one, key in zip(source.documents, pending.documents, strict=True)]
        known = Known(read, msgspec.msgpack.encode(finishing.value))
        passing = pending.passing or finishing.passing
        self.passing |= passing
        key = "" if passing else pending.key
        self._store.publish(
            source.id, key, source.name, documents, known, finishing.staged, finishing.seconds, total(finishing.timings)
        )
        log.info("submission finished", extra={**pending.about(), "seconds": finishing.seconds})
        self.finished.append(Finished(source, read, finishing.value))
        self._reporter.submission(source.name)

    def _outcome(self, job: _Job, seconds: float, future: Future[Any]) -> Any:  # noqa: ANN401
        """The value of a job, or TaskFailed; raises ExecutorLost, and OutputFailed when it could not write."""
        error = future.exception()
        if isinstance(error, ExecutorLost):
            raise error
        value = None if error else future.result()
        if isinstance(value, OutputFailed):
            raise value
        timings = value.timings if isinstance(value, Timed) else (Timing("failed", 1, seconds, 0.0),)
        job.owner.timings += timings
        self.costs.add(timings)
        if isinstance(value, Timed):
            return value.value
        if not isinstance(error, TaskFailed):
            log.error("task failed", exc_info=error, extra=job.task.about)
            error = TaskFailed(" ".join(f"kesalahan tak terduga: {type(error).__name__}: {error}".split()))
        told = {**job.task.about, "page": job.owner.page_at(job.task.call), "seconds": seconds}
        log.warning("task failed: %s", error.reason, extra=told)
        return error
