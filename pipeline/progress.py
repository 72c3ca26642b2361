"""Telling the user how far a run is: bars on a terminal, plain lines elsewhere. Both go to standard error."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from reports.labels import count

NARROWEST_BAR, WIDEST_BAR = 8, 40
NOTE = 68
"""Columns of the terminal that a bar leaves to what stands beside it."""


class Reporter(Protocol):
    """What a run tells while it goes on. ``name`` is a document's or a submission's."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def page(self, name: str, done: int, total: int) -> None:
        """``done`` of the ``total`` pages of a document are read."""
        ...

    def document(self, name: str, pages: int, error: str | None, again: bool = True) -> None:
        """A document is done; ``error`` says what of it could not be read, not ``again`` that it was read before."""
        ...

    def submission(self, name: str) -> None:
        """The results of a submission are written."""
        ...

    def unchanged(self, name: str, documents: int) -> None:
        """The results of a submission with so many documents are there from an earlier run."""
        ...


class _Counts:
    """Pages and documents of a run: ``read`` pages of finished documents, ``open`` the (done, total) of the others."""

    def __init__(self, documents: int, submissions: int) -> None:
        self.documents = documents
        self.submissions = submissions
        self.began = time.monotonic()
        self.finished = 0
        self.written = 0
        self.read = 0
        self.open: dict[str, tuple[int, int]] = {}

    def finish(self, name: str, pages: int) -> None:
        self.open.pop(name, None)
        self.finished += 1
        self.read += pages

    @property
    def pages(self) -> int:
        return self.read + sum(done for done, _ in self.open.values())

    @property
    def speed(self) -> float:
        return self.pages / max(time.monotonic() - self.began, 1e-3)

    @property
    def told(self) -> str:
        """Pages and pages per second, for people."""
        speed = f"{self.speed:.1f}".replace(".", ",")
        return f"{count(self.pages)} halaman, {speed} hal/dtk"

    @property
    def documents_done(self) -> float:
        """Finished documents and the read part of the open ones."""
        return self.finished + sum(done / total for done, total in self.open.values() if total)


class Bars:
    """A bar over all documents with pages read, pages per second and the time left, and one over the submissions."""

    def __init__(self, console: Console, documents: int, submissions: int) -> None:
        self._counts = _Counts(documents, submissions)
        self._bars = Progress(
            TextColumn("{task.description:<8}"),
            BarColumn(bar_width=max(min(console.width - NOTE, WIDEST_BAR), NARROWEST_BAR)),
            TextColumn("{task.fields[note]}"),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=console,
        )
        self._read = self._bars.add_task("Membaca", total=documents, note="")
        self._written = self._bars.add_task("Selesai", total=submissions, note="")
        self._show()

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def page(self, name: str, done: int, total: int) -> None:
        self._counts.open[name] = (done, total)
        self._show()

    def document(self, name: str, pages: int, error: str | None, again: bool = True) -> None:
        self._counts.finish(name, pages if again else 0)
        if error:
            self._bars.console.print(Text.assemble(("!", "yellow"), f" {name}: {error}"))
        self._show()

    def submission(self, name: str) -> None:
        self._counts.written += 1
        self._show()

    def unchanged(self, name: str, documents: int) -> None:
        self._counts.finished += documents
        self.submission(name)

    def _show(self) -> None:
        counts = self._counts
        note = f"{counts.finished}/{counts.documents} dokumen, {counts.told}"
        self._bars.update(self._read, completed=counts.documents_done, note=note)
        note = f"{counts.written}/{counts.submissions} berkas"
        self._bars.update(self._written, completed=counts.written, note=note)


class Lines:
    """One line per finished document and submission, for logs and pipes."""

    def __init__(self, console: Console, documents: int, submissions: int) -> None:
        self._console = console
        self._counts = _Counts(documents, submissions)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        counts = self._counts
        self._print(f"{counts.told}, {time.monotonic() - counts.began:.0f} dtk")

    def page(self, name: str, done: int, total: int) -> None:
        pass

    def document(self, name: str, pages: int, error: str | None, again: bool = True) -> None:
        self._counts.finish(name, pages if again else 0)
        result = error or f"{pages} halaman{'' if again else ', sudah dibaca'}"
        self._print(f"[{self._counts.finished}/{self._counts.documents}] {name}: {result}")

    def submission(self, name: str) -> None:
        self._print(f"selesai: {name}")

    def unchanged(self, name: str, documents: int) -> None:
        self._counts.finished += documents
        self._print(f"tidak berubah: {name}")

    def _print(self, line: str) -> None:
        # Not by the console: it would lay out and style each of thousands of lines.
        print(line, file=self._console.file, flush=True)


def reporter(console: Console, documents: int, submissions: int) -> Reporter:
    """Bars when ``console`` is a terminal, else lines."""
    return (Bars if console.is_terminal else Lines)(console, documents, submissions)
