"""A conductor at work, as tests see it."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console

from pipeline.conduct import Conductor
from pipeline.discover import discover
from pipeline.executor import Call
from pipeline.limits import Limits
from pipeline.outcome import Finish
from pipeline.progress import reporter
from pipeline.store import opened
from pipeline.workers import Workers
from tests.pipeline import tasks


class Run:
    """A conductor that was set to work on a folder, and what it told."""

    def __init__(
        self,
        root: Path,
        finish: Callable[..., Any],
        *arguments: object,
        result: type[Any] = int,
        settings: tuple[Any, ...] = (),
        limits: Limits | None = None,
        fresh: bool = False,
        together: Call | None = None,
    ) -> None:
        self.out = root / "out"
        sources = discover([root / "in"])
        console = Console(file=io.StringIO(), width=200)
        told = reporter(console, sum(len(one.documents) for one in sources), len(sources))
        executor = Workers(2, later=[tasks.__name__])
        with opened(self.out) as store:
            if fresh:
                store.clear()
            what = Finish(f"{finish.__module__}:{finish.__name__}", result, arguments, settings)
            self.conductor = Conductor(what, store, executor, told, limits or Limits(), "never")
            with told, executor:
                self.conductor.run(sources)
                self.together = self.conductor.together(together) if together else None
            store.prune()
        assert isinstance(console.file, io.StringIO)
        self.lines = console.file.getvalue().splitlines()

    @property
    def files(self) -> list[str]:
        """What stands in the folder of the results, hidden files apart."""
        paths = (path.relative_to(self.out).as_posix() for path in self.out.rglob("*"))
        return sorted(path for path in paths if not path.startswith("."))

    @property
    def done(self) -> set[str]:
        """The submissions that were not there from an earlier run."""
        return {line.removeprefix("selesai: ") for line in self.lines if line.startswith("selesai: ")}

    @property
    def read(self) -> set[str]:
        """The documents that were not there from an earlier run."""
        found = (re.match(r"\[.*?\] (.*): \d+ halaman$", line) for line in self.lines)
        return {match[1] for match in found if match}
