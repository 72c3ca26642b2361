"""A document under way, until it is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.models import Ocr
from pipeline.discover import SourceDocument
from pipeline.documents import ReadResult
from pipeline.executor import Call, TaskFailed
from pipeline.underway import Pending, Work

READ, READ_APART, READ_PART, LEAVE_UNREAD = (
    f"pipeline.stages:{name}" for name in ("read", "read_apart", "read_part", "leave_unread")
)
"""What is called, by name: this process does not load what reads documents."""

MOST_FAILURES = 30
"""Calls for one document that may fail before no more of it is tried."""


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
        return self._opened([Call(READ, (self.document, self.target, ocr), READ_APART)])

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
        first = call.arguments[2] if call.function == READ_PART else 1
        page: int = first + self._pages.get(call, 0)
        return page

    def silent(self, call: Call) -> bool:
        """Whether a call tells nothing while it works."""
        return call.function not in {READ, READ_PART}

    def hopeless(self, seconds: float) -> str | None:
        """Why no more of it should be tried, of which all calls together may take so many seconds."""
        if self.seconds > seconds:
            return f"dokumen melewati batas waktu {seconds:g} detik"
        return "terlalu banyak bagian dokumen yang gagal dibaca" if self._failures > MOST_FAILURES else None

    def shortened(self, call: Call, reason: str) -> Call:
        """What to call in the place of one that has not begun, now that no more is to be tried."""
        return Call(LEAVE_UNREAD, (*call.arguments, reason)) if call.function == READ_PART else call
