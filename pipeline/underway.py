"""What is under way: a submission until its results are written, a document until it is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from extract.reader import Ocr
from extract.work import Timing
from pipeline import stages
from pipeline.discover import Source, SourceDocument
from pipeline.executor import Call, TaskFailed
from pipeline.stages import Fan, ReadResult, Stored

MOST_FAILURES = 20
"""Calls for one document that may fail before no more of it is tried."""


class Pending:
    """A submission under way.

    ``documents`` are the keys of its documents in the store and ``key`` its own; ``stored`` and ``read`` say by
    position where those that are read are, and how well they were read. ``passing``: its results are not to be kept,
    because what went wrong may not do so again. ``undrawn``: its reports are to show no pages, because drawing them
    may be what has failed.
    """

    def __init__(self, source: Source, documents: Sequence[str], key: str) -> None:
        self.source = source
        self.documents = documents
        self.key = key
        self.stored: dict[int, Stored] = {}
        self.read: dict[int, ReadResult] = {}
        self.abandoned = self.undrawn = False
        self.passing = not all(documents)

    @property
    def complete(self) -> bool:
        return len(self.read) == len(self.documents)

    def note(self, index: int, read: ReadResult, file: Path) -> None:
        """Document ``index`` is in ``file``."""
        self.read[index] = read
        self.stored[index] = Stored(file, self.source.documents[index].name)

    def give_up(self, index: int, reason: str, file: Path) -> None:
        """Put a failed document into ``file`` and in the place of one that could not be read, or not be audited."""
        failed = stages.failed(self.source.documents[index], reason)
        stages.store(failed, file)
        self.note(index, ReadResult("failed", 0, reason, failed.sha256), file)

    def about(self, index: int | None = None) -> dict[str, str]:
        """What the log calls it, or document ``index`` of it."""
        document = {} if index is None else {"document": self.source.documents[index].name}
        return {"submission": self.source.name, **document}

    def label(self, index: int) -> str:
        """What a user calls document ``index``."""
        return self.source.label(self.source.documents[index])

    def in_order(self) -> tuple[tuple[ReadResult, ...], tuple[Stored, ...]]:
        """How well its documents were read, and where they are."""
        indexes = range(len(self.documents))
        return tuple(self.read[index] for index in indexes), tuple(self.stored[index] for index in indexes)


class Work:
    """Calls that work on one thing: at first one, then as many as it fans out to, until there is a value.

    ``seconds`` is the time of all calls so far. When it is ``over`` there is a ``value``, or else a ``failure``.
    ``passing``: something was lost in a way that may not happen again.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self.timings: list[Timing] = []
        self.value: Any = None
        self.failure: TaskFailed | None = None
        self.over = False
        self.passing = False
        self._open = 0
        self._then: Call | None = None
        self._rescuing: dict[int, TaskFailed] = {}
        self._failures = 0

    def ended(self, call: Call, seconds: float, outcome: object) -> Sequence[Call]:
        """Note what a call came to, its value or TaskFailed; returns the calls to make next."""
        self.seconds += seconds
        self._open -= 1
        rescued = self._rescuing.pop(id(call), None)
        match outcome:
            case TaskFailed():
                return self._failed(call, rescued or outcome)
            case Fan(calls, then):
                self._then = then or self._then
                if calls:
                    return self._opened(calls)
            case _ if rescued:
                self.passing |= not rescued.lasting
        if self._open:
            return ()
        if self._then:
            then, self._then = self._then, None
            return self._opened([then])
        self.value, self.over = outcome, True
        return ()

    def page_at(self, call: Call) -> int | None:
        """The page that a call was at when it was last heard of."""
        return None

    def _failed(self, call: Call, failure: TaskFailed) -> Sequence[Call]:
        self._failures += 1
        rescue = call.rescued(failure.reason)
        if rescue is None:
            self.failure, self.over = failure, True
            return ()
        self._rescuing[id(rescue)] = failure
        return self._opened([rescue])

    def _opened(self, calls: Sequence[Call]) -> Sequence[Call]:
        self._open += len(calls)
        return calls


class Reading(Work):
    """A document that is read into the file ``target``: in one task, or in as many as the stages find right for it.

    ``key`` is what its content is known by in the store, empty when it cannot be. ``wanted`` are the submissions that
    it is read for, each with its position there.
    """

    def __init__(self, key: str, target: Path, pending: Pending, index: int) -> None:
        super().__init__()
        self.key = key
        self.target = target
        self.document: SourceDocument = pending.source.documents[index]
        self.label = pending.label(index)
        self.about = pending.about(index)
        self.wanted = [(pending, index)]
        self._pages: dict[Call, int] = {}

    @property
    def result(self) -> ReadResult | None:
        """How well it was read."""
        value: ReadResult | None = self.value
        return value

    def begin(self, ocr: Ocr) -> Sequence[Call]:
        """The calls to make first."""
        return self._opened([Call(stages.read, (self.document, self.target, ocr), stages.read_apart)])

    def paged(self, call: Call, done: int) -> int:
        """Note how many pages one of the calls has done; returns how many all of them have."""
        self._pages[call] = done
        return sum(self._pages.values())

    def _failed(self, call: Call, failure: TaskFailed) -> Sequence[Call]:
        self._pages.pop(call, None)  # they are told of once more
        return super()._failed(call, failure)

    def page_at(self, call: Call) -> int | None:
        if self.silent(call):
            return None
        first = call.arguments[2] if call.function is stages.read_part else 1
        page: int = first + self._pages.get(call, 0)
        return page

    def silent(self, call: Call) -> bool:
        """Whether a call tells nothing while it works."""
        return call.function not in {stages.read, stages.read_part}

    def hopeless(self, seconds: float) -> str | None:
        """Why no more of it should be tried, of which all calls together may take so many seconds."""
        if self.seconds > seconds:
            return f"dokumen melewati batas waktu {seconds:g} detik"
        return "terlalu banyak bagian dokumen yang gagal dibaca" if self._failures > MOST_FAILURES else None

    def shortened(self, call: Call, reason: str) -> Call:
        """What to call in the place of one that has not begun, now that no more is to be tried."""
        return Call(stages.leave_unread, (*call.arguments, reason)) if call.function is stages.read_part else call


class Finishing(Work):
    """The results of a submission, which are written into the folder ``staged``."""

    def __init__(self, pending: Pending, staged: Path) -> None:
        super().__init__()
        self.pending = pending
        self.staged = staged

    def begin(self, function: str, arguments: Sequence[Any]) -> Call:
        """The call to make first: ``function``, as named, with the ``arguments`` that are the same for all."""
        _, stored = self.pending.in_order()
        source = self.pending.source
        if self.pending.undrawn:
            source = msgspec.structs.replace(source, documents=())
        call = Call(stages.named, (function, source, stored, self.staged, *arguments))
        self._opened([call])
        return call
