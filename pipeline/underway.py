"""What is under way: a submission until its results are written, a document until it is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.reader import Ocr
from pipeline import stages
from pipeline.discover import Source, SourceDocument
from pipeline.executor import Call, TaskFailed
from pipeline.stages import Fan, ReadResult, Stored


class Pending:
    """A submission under way.

    ``documents`` are the keys of its documents in the store and ``key`` its own; ``stored`` and ``read`` say by
    position where those that are read are, and how well they were read. ``passing``: its results are not to be kept,
    because what went wrong may not do so again.
    """

    def __init__(self, source: Source, documents: Sequence[str], key: str) -> None:
        self.source = source
        self.documents = documents
        self.key = key
        self.stored: dict[int, Stored] = {}
        self.read: dict[int, ReadResult] = {}
        self.abandoned = False
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

    def label(self, index: int) -> str:
        """What a user calls document ``index``."""
        return self.source.label(self.source.documents[index])

    def in_order(self) -> tuple[tuple[ReadResult, ...], tuple[Stored, ...]]:
        """How well its documents were read, and where they are."""
        indexes = range(len(self.documents))
        return tuple(self.read[index] for index in indexes), tuple(self.stored[index] for index in indexes)


class Reading:
    """A document that is read into the file ``target``: in one task, or in as many as the stages find right for it.

    ``key`` is what its content is known by in the store, empty when it cannot be. ``wanted`` are the submissions that
    it is read for, each with its position there. ``seconds`` is the time of all calls so far; in the end either
    ``result`` or ``failure`` is set.
    """

    def __init__(self, key: str, target: Path, pending: Pending, index: int) -> None:
        self.key = key
        self.target = target
        self.document: SourceDocument = pending.source.documents[index]
        self.label = pending.label(index)
        self.wanted = [(pending, index)]
        self.seconds = 0.0
        self.result: ReadResult | None = None
        self.failure: TaskFailed | None = None
        self._open = 0
        self._then: Call | None = None
        self._pages: dict[Call, int] = {}

    @property
    def over(self) -> bool:
        return bool(self.result or self.failure)

    def begin(self, ocr: Ocr) -> Sequence[Call]:
        """The calls to make first."""
        return self._opened([Call(stages.read, (self.document, self.target, ocr))])

    def paged(self, call: Call, done: int) -> int:
        """Note how many pages one of the calls has done; returns how many all of them have."""
        self._pages[call] = done
        return sum(self._pages.values())

    def silent(self, call: Call) -> bool:
        """Whether a call tells nothing while it works."""
        return call == self._then

    def ended(self, seconds: float, outcome: object) -> Sequence[Call]:
        """Note what a call came to, its value or TaskFailed; returns the calls to make next."""
        self.seconds += seconds
        self._open -= 1
        match outcome:
            case TaskFailed():
                self.failure = self.failure or outcome
            case ReadResult():
                self.result = outcome
            case Fan(calls, then):
                self._then = then
                if calls:
                    return self._opened(calls)
        if self.over or self._open or not self._then:
            return ()
        return self._opened([self._then])

    def _opened(self, calls: Sequence[Call]) -> Sequence[Call]:
        self._open += len(calls)
        return calls
