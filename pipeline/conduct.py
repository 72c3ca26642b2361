"""Conducting the stages over many submissions: what is read when, what becomes of failures, when results appear."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from extract.reader import Ocr
from pipeline import stages
from pipeline.discover import Source
from pipeline.limits import Limits
from pipeline.progress import Reporter
from pipeline.stages import ReadResult
from pipeline.workers import Event, Failed, Progressed, Task, Workers

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class Finish(msgspec.Struct, Generic[Result], frozen=True):
    """What is done with a submission once its documents are read.

    Called in a process of its own as ``function(source, stored, folder, *arguments, report)``: ``stored`` are the
    files its documents were stored in, ``folder`` is the empty folder to write the results into.
    """

    function: Callable[..., Result]
    arguments: tuple[Any, ...] = ()


class Finished(msgspec.Struct, Generic[Result], frozen=True):
    """A submission whose results are written, and how well each of its documents was read."""

    source: Source
    read: tuple[ReadResult, ...]
    result: Result


class _Pending:
    """A submission under way; ``folder`` holds its documents as read, and its results until they are complete."""

    def __init__(self, source: Source, folder: Path) -> None:
        self.source = source
        self.folder = folder
        self.results = folder / "results"
        self.stored = [folder / f"{index}.msgpack" for index in range(len(source.documents))]
        self.read: dict[int, ReadResult] = {}
        self.abandoned = False
        self.results.mkdir(parents=True)

    def label(self, index: int) -> str:
        return self.source.label(self.source.documents[index])

    def give_up(self, index: int, reason: str) -> ReadResult:
        """Put a failed document in the place of one that could not be read."""
        stages.store(stages.failed(self.source.documents[index], reason), self.stored[index])
        return ReadResult("failed", 0, reason)


class Conductor(Generic[Result]):
    """Reads every document in a process of its own and finishes a submission as soon as its documents are read.

    ``jobs`` is how many processes run at a time, ``limits`` what one document may cost, ``ocr`` which pages are read
    as pictures. The results of a submission
    appear in ``out/<id>/`` when all of them are written. ``finished`` grows while :meth:`run` goes on, so that it is
    right at any moment, an interruption included; ``lost`` are the submissions whose results could not be written.
    """

    def __init__(
        self, out: Path, finish: Finish[Result], reporter: Reporter, jobs: int, limits: Limits, ocr: Ocr
    ) -> None:
        self.finished: list[Finished[Result]] = []
        self.lost: list[Source] = []
        self._out = out
        self._finish = finish
        self._reporter = reporter
        self._jobs = jobs
        self._limits = limits
        self._ocr = ocr

    def run(self, sources: Sequence[Source], log_file: Path) -> None:
        """Read and finish all ``sources``; KeyboardInterrupt passes through once every process has been ended."""
        needed = [stages.__name__, self._finish.function.__module__]
        with (
            tempfile.TemporaryDirectory(prefix=".lkj-", dir=self._out) as scratch,
            Workers(self._jobs, log_file, preload=needed) as workers,
        ):
            under_way = {source.id: _Pending(source, Path(scratch, source.id)) for source in sources}
            for pending in under_way.values():
                for index in range(len(pending.source.documents)):
                    workers.submit(self._reading(pending, index))
            for event in workers.events():
                source_id, which = event.key
                pending = under_way[source_id]
                if which is None:
                    then = self._finishing_told(pending, event)
                else:
                    then = self._reading_told(pending, which, event)
                if then:
                    workers.submit(then, first=True)

    def _reading(self, pending: _Pending, index: int) -> Task:
        arguments = (pending.source.documents[index], pending.stored[index], self._ocr)
        return Task((pending.source.id, index), pending.label(index), stages.read, arguments, self._limits)

    def _finishing(self, pending: _Pending) -> Task:
        arguments = (pending.source, pending.stored, pending.results, *self._finish.arguments)
        # These stages tell nothing while they work, so only the time for all of it can run out.
        limits = msgspec.structs.replace(self._limits, stall=self._limits.seconds)
        return Task((pending.source.id, None), pending.source.name, self._finish.function, arguments, limits)

    def _reading_told(self, pending: _Pending, index: int, event: Event) -> Task | None:
        """Take note of what a reading process tells; the task to do next when it was the submission's last."""
        if isinstance(event, Progressed):
            self._reporter.page(pending.label(index), event.done, event.total)
            return None
        read = pending.give_up(index, event.reason) if isinstance(event, Failed) else event.value
        pending.read[index] = read
        if read.error:
            log.warning("%s: %s: %s", pending.label(index), read.status, read.error)
        self._reporter.document(pending.label(index), read.pages, read.error)
        return self._finishing(pending) if len(pending.read) == len(pending.stored) else None

    def _finishing_told(self, pending: _Pending, event: Event) -> Task | None:
        """Publish a submission's results. Without results its documents count as failed, and a report has to say so."""
        source = pending.source
        if isinstance(event, Progressed):
            return None
        if isinstance(event, Failed) and not pending.abandoned:
            log.error("%s: %s", source.name, event.reason)
            pending.abandoned = True
            for index in range(len(pending.stored)):
                pending.read[index] = pending.give_up(index, f"pemeriksaan gagal: {event.reason}")
            return self._finishing(pending)
        if isinstance(event, Failed):
            log.error("%s: no report could be written: %s", source.name, event.reason)
            self.lost.append(source)
        else:
            self._publish(pending)
            read = tuple(pending.read[index] for index in sorted(pending.read))
            self.finished.append(Finished(source, read, event.value))
            self._reporter.submission(source.name)
        shutil.rmtree(pending.folder)
        return None

    def _publish(self, pending: _Pending) -> None:
        folder = self._out / pending.source.id
        folder.mkdir(exist_ok=True)
        for path in pending.results.iterdir():
            path.replace(folder / path.name)
