"""What runs tasks, wherever that is: the one interface between the conductor and processes, local or on a cluster."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import msgspec

from pipeline.limits import Limits
from pipeline.names import shown

Report = Callable[[int, int], None]
"""Called with how many of how many pages are done."""


class Call(msgspec.Struct, frozen=True):
    """A function, named as "module:function", with what it is called with, all of which can be pickled.

    It is called as ``function(*arguments, report)``. What it makes it leaves in files; it returns small structs only.
    When it fails, ``rescue(*arguments, reason, report)``, named alike, is called to save what can be saved. Who only
    hands a call on does not load what it calls.
    """

    function: str
    arguments: tuple[Any, ...] = ()
    rescue: str | None = None

    def made(self, report: Report) -> Any:  # noqa: ANN401
        """What the function returns, or raises."""
        module, _, name = self.function.partition(":")
        return getattr(importlib.import_module(module), name)(*self.arguments, report)

    def rescued(self, reason: str) -> Call | None:
        """What to call after this one has failed for a ``reason`` in one line of Indonesian."""
        return Call(self.rescue, (*self.arguments, reason)) if self.rescue else None


class Fan(msgspec.Struct, frozen=True):
    """What is still to do: all of ``calls``, in any order and at the same time, and after them ``then``.

    ``then`` may return another fan, or the value of it all. Without it the calls stand in for one that has failed, and
    what was to follow that one follows them.
    """

    calls: tuple[Call, ...]
    then: Call | None = None


class Task(msgspec.Struct, frozen=True):
    """A call to make in a process that is held to ``limits``; ``label`` names it for people.

    ``about`` goes into every record of the log that is made meanwhile: the submission, the document. ``passwords`` is
    the file with those to try on PDFs that are locked.
    """

    label: str
    call: Call
    limits: Limits
    about: dict[str, str] = {}
    passwords: Path | None = None


def call_of(function: Callable[..., Any], *arguments: object, rescue: Callable[..., Any] | None = None) -> Call:
    """The call of a module-level function."""
    return Call(_name(function), arguments, rescue and _name(rescue))


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}:{function.__qualname__}"


class TaskFailed(Exception):
    """A task has ended without a value; the message says why in one line of Indonesian.

    ``lasting`` failures come again however often the task is repeated: it needs more than its limits grant.
    """

    def __init__(self, reason: str, lasting: bool = False) -> None:
        super().__init__(reason)
        self.reason = shown(" ".join(reason.split()))
        self.lasting = lasting


class ExecutorLost(Exception):
    """The executor cannot run tasks any more, or never could; the message says why."""


class Executor(Protocol):
    """Runs tasks in the manner of :mod:`concurrent.futures`.

    Use as a context manager: leaving it ends what still runs. ``slots`` is how many tasks should be submitted at a
    time: the others wait with the conductor, which knows what is urgent.
    """

    slots: int

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def submit(self, task: Task, report: Report) -> Future[Any]:
        """Start a task; the future has its value or raises TaskFailed.

        When none can be run any more, the future or this call raises ExecutorLost. ``report`` is told about its pages
        meanwhile, in any thread of the calling process.
        """
        ...
