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
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from extract.reader import MAX_BYTES, Ocr
from pipeline import stages
from pipeline.discover import Source, SourceDocument
from pipeline.executor import Call, Executor, Report, Task, TaskFailed
from pipeline.limits import Limits
from pipeline.progress import Reporter
from pipeline.stages import ReadResult
from pipeline.store import Known, Store, key_of
from pipeline.underway import Pending, Reading
from pipeline.versions import FINISHING, READING, fingerprint

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class Finish(msgspec.Struct, Generic[Result], frozen=True):
    """What is done with a submission once its documents are read.

    ``function`` is named as "module:function", because a run that finds nothing changed need not load it. It is called
    in a process of its own as ``function(source, stored, folder, *arguments, report)``: ``stored`` are its documents
    as read, ``folder`` is the empty folder to write the files of the results into. It returns a ``result``. With other
    ``settings`` the results would be others; what stands in the ``arguments`` alone is no reason to do them again.
    """

    function: str
    result: type[Result]
    arguments: tuple[Any, ...] = ()
    settings: tuple[Any, ...] = ()

    @property
    def module(self) -> str:
        return self.function.partition(":")[0]


class Finished(msgspec.Struct, Generic[Result], frozen=True):
    """A submission whose results are written, and how well each of its documents was read."""

    source: Source
    read: tuple[ReadResult, ...]
    result: Result


class _Job(NamedTuple):
    """A task for one of the things under way, what is told about its pages, and what is told when it ends.

    The latter are its seconds and its value or TaskFailed.
    """

    owner: Reading | Pending
    task: Task
    paged: Report
    ended: Callable[[float, Any], None]


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
    whose results could not be written.
    """

    def __init__(
        self, finish: Finish[Result], store: Store, executor: Executor, reporter: Reporter, limits: Limits, ocr: Ocr
    ) -> None:
        self.finished: list[Finished[Result]] = []
        self.lost: list[Source] = []
        self._finish = finish
        self._store = store
        self._executor = executor
        self._reporter = reporter
        self._limits = limits
        # Some tasks tell nothing while they work, so only the time for all of it can run out.
        self._silent = msgspec.structs.replace(limits, stall=limits.seconds)
        self._ocr = ocr
        self._reading_with = key_of(fingerprint(READING), ocr, limits)
        self._finishing_with = key_of(fingerprint(FINISHING), finish.function, finish.settings)
        self._waiting: deque[_Job] = deque()
        self._readings: dict[str, Reading] = {}
        self._told: SimpleQueue[_Paged | _Ended] = SimpleQueue()

    def run(self, sources: Iterable[Source]) -> None:
        """Read and finish all ``sources``, the largest first; KeyboardInterrupt passes through."""
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
                    job.ended(seconds, _outcome(future))

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

        self._executor.submit(job.task, paged).add_done_callback(ended)

    def _begin(self, source: Source) -> None:
        """See what is known of a submission, and have done what is not."""
        documents = [self._document_key(one) for one in source.documents]
        names = [document.name for document in source.documents]
        pending = Pending(source, documents, key_of(self._finishing_with, source.id, source.name, names, documents))
        known = None if pending.passing else self._store.submission(source.id, pending.key)
        if known:
            result = msgspec.msgpack.decode(known.result, type=self._finish.result)
            self.finished.append(Finished(source, known.read, result))
            self._reporter.unchanged(source.name, len(documents))
            return
        for index, key in enumerate(documents):
            self._find(pending, index, key)

    def _document_key(self, document: SourceDocument) -> str:
        """What the document is known by in the store; empty when its content cannot be had."""
        try:
            if document.path.stat().st_size > MAX_BYTES:
                return ""
            return key_of(self._reading_with, stages.checksum_of(document.path))
        except OSError:
            return ""

    def _find(self, pending: Pending, index: int, key: str) -> None:
        """Take a document from the store, wait for one that is being read for another submission, or have it read."""
        if key in self._readings:
            self._readings[key].wanted.append((pending, index))
        elif key and (read := self._store.document(key)):
            pending.note(index, read, self._store.document_file(key))
            self._document_done(pending, index, again=False)
        else:
            target = self._store.document_file(key) if key else self._store.scratch() / "document.msgpack"
            reading = Reading(key, target, pending, index)
            if key:
                self._readings[key] = reading
            self._waiting.extend(self._reading_job(reading, call) for call in reading.begin(self._ocr))

    def _reading_job(self, reading: Reading, call: Call) -> _Job:
        def paged(done: int, total: int) -> None:
            self._reporter.page(reading.label, reading.paged(call, done), total)

        limits = self._silent if reading.silent(call) else self._limits
        return _Job(reading, Task(reading.label, call, limits), paged, partial(self._reading_told, reading))

    def _reading_told(self, reading: Reading, seconds: float, outcome: object) -> None:
        """Go on with a document, or take note of how well it was read, for all submissions that have it."""
        if reading.over:
            return
        calls = reading.ended(seconds, outcome)
        self._waiting.extendleft([self._reading_job(reading, call) for call in reversed(calls)])
        if not reading.over:
            return
        self._readings.pop(reading.key, None)
        if reading.failure:
            self._waiting = deque(job for job in self._waiting if job.owner is not reading)
        for pending, index in reading.wanted:
            if reading.result:
                pending.note(index, reading.result, reading.target)
            elif reading.failure:
                pending.give_up(index, reading.failure.reason, reading.target)
        kept = self._keep(reading)
        for number, (pending, index) in enumerate(reading.wanted):
            pending.passing |= not kept
            self._document_done(pending, index, again=number == 0)

    def _keep(self, reading: Reading) -> bool:
        """Remember a document unless it may come out otherwise next time, or has changed since its key was made."""
        pending, index = reading.wanted[0]
        read = pending.read[index]
        if reading.failure and not reading.failure.lasting:
            return False
        if not reading.key or reading.key != key_of(self._reading_with, read.sha256):
            return False
        self._store.keep_document(reading.key, read, reading.seconds)
        return True

    def _document_done(self, pending: Pending, index: int, again: bool) -> None:
        """Tell of a document that was read, ``again`` or before; the last one lets its submission go on."""
        read = pending.read[index]
        if read.error:
            log.warning("%s: %s: %s", pending.label(index), read.status, read.error)
        self._reporter.document(pending.label(index), read.pages, read.error, again)
        if pending.complete:
            self._waiting.appendleft(self._finishing_job(pending))

    def _finishing_job(self, pending: Pending) -> _Job:
        staged = self._store.scratch()
        _, stored = pending.in_order()
        arguments = (self._finish.function, pending.source, stored, staged, *self._finish.arguments)
        call = Call(stages.named, arguments)
        ended = partial(self._finishing_told, pending, staged)
        return _Job(pending, Task(pending.source.name, call, self._silent), lambda done, total: None, ended)

    def _finishing_told(self, pending: Pending, staged: Path, seconds: float, outcome: object) -> None:
        """Publish a submission's results. Without results its documents count as failed, and a report has to say so."""
        source = pending.source
        if not isinstance(outcome, TaskFailed):
            self._publish(pending, staged, seconds, outcome)
        elif pending.abandoned:
            log.error("%s: no report could be written: %s", source.name, outcome.reason)
            self.lost.append(source)
        else:
            log.error("%s: %s", source.name, outcome.reason)
            pending.abandoned = pending.passing = True
            folder = self._store.scratch()
            for index in range(len(pending.documents)):
                pending.give_up(index, f"pemeriksaan gagal: {outcome.reason}", folder / f"{index}.msgpack")
            self._waiting.appendleft(self._finishing_job(pending))

    def _publish(self, pending: Pending, staged: Path, seconds: float, result: Any) -> None:  # noqa: ANN401
        source = pending.source
        read, _ = pending.in_order()
        documents = [(one.name, key) for one, key in zip(source.documents, pending.documents, strict=True)]
        known = Known(read, msgspec.msgpack.encode(result))
        key = "" if pending.passing else pending.key
        self._store.publish(source.id, key, source.name, documents, known, staged, seconds)
        self.finished.append(Finished(source, read, result))
        self._reporter.submission(source.name)


def _outcome(future: Future[Any]) -> Any:  # noqa: ANN401
    """The value of a future, or why there is none."""
    error = future.exception()
    if error is None or isinstance(error, TaskFailed):
        return error or future.result()
    log.error("task failed", exc_info=error)
    return TaskFailed(" ".join(f"kesalahan tak terduga: {type(error).__name__}: {error}".split()))
