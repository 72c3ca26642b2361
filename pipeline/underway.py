"""What is under way: a submission until its results are written, and whatever takes several calls."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from extract.work import Timing
from pipeline.discover import Source
from pipeline.documents import ReadResult, Stored, failed, store
from pipeline.executor import Call, Fan, TaskFailed


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
        empty = failed(self.source.documents[index], reason)
        store(empty, file)
        self.note(index, ReadResult("failed", 0, reason, empty.sha256), file)

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


class Finishing(Work):
    """The results of a submission, which are written into the folder ``staged``."""

    def __init__(self, pending: Pending, staged: Path) -> None:
        super().__init__()
        self.pending = pending
        self.staged = staged

    def begin(self, function: str, arguments: Sequence[Any]) -> Call:
        """The call to make first: ``function`` with the ``arguments`` that are the same for all."""
        _, stored = self.pending.in_order()
        source = self.pending.source
        if self.pending.undrawn:
            source = msgspec.structs.replace(source, documents=())
        call = Call(function, (source, stored, self.staged, *arguments))
        self._opened([call])
        return call


class Gathering(Work):
    """What is done with all submissions together, in one call."""

    def begin(self, call: Call) -> None:
        """Note the call that is going to be made."""
        self._opened([call])
