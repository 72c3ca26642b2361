"""What the last run came to, for the next one: when nothing has changed since, it need not look into anything.

To see that, no document is read and no database opened. Files count as unchanged as they do with git: their size,
times and place on the disk are the same, and they were not saved so shortly before they were looked at that the clock
of the file system might not have moved on until they were saved again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Generic, NamedTuple

import msgspec

from pipeline.discover import Source, SourceDocument
from pipeline.documents import ReadResult, checksum_of
from pipeline.folder import MEMORY
from pipeline.outcome import Finish, Finished, Known, Result
from pipeline.versions import FINISHING, READING, fingerprint, key_of
from reports.files import write_bytes

COARSEST = 2 * 10**9
"""Nanoseconds between two ticks of the slowest clock of a file system, that of FAT."""


class _State(NamedTuple):
    """What is another once a file has been written to, replaced or moved; times in nanoseconds."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int

    @property
    def saved(self) -> int:
        return max(self.modified, self.changed)


class _Left(msgspec.Struct, frozen=True):
    """What a run leaves: ``known`` by the id of the submission, and where its results are, relative to the folder."""

    key: str
    known: dict[str, Known]
    results: list[str]


class LastRun(Generic[Result]):
    """The run before into the folder ``out``, as one over ``sources`` sees it that reads them with ``reading``.

    Make it before any document is read.
    """

    def __init__(self, out: Path, sources: Sequence[Source], finish: Finish[Result], *reading: object) -> None:
        self._out = out
        self._file = out / MEMORY / "last.msgpack"
        self._sources = sources
        self._finish = finish
        self._with = (fingerprint(READING), fingerprint(FINISHING), reading, finish.function, finish.settings)
        self._began = time.time_ns()
        self._key = self._key_now()

    def finished(self) -> list[Finished[Result]] | None:
        """The submissions as it finished them; None when anything has changed since, or results are gone."""
        try:
            left = msgspec.msgpack.decode(self._file.read_bytes(), type=_Left)
        except (FileNotFoundError, msgspec.DecodeError):  # also one that another version has left
            return None
        if left.key != self._key or not all((self._out / name).exists() for name in left.results):
            return None
        return [self._finish.known(source, left.known[source.id]) for source in self._sources]

    def forget(self) -> None:
        """Have the next run look at everything; raises OSError."""
        self._file.unlink(missing_ok=True)

    def remember(self, finished: Sequence[Finished[Result]]) -> None:
        """Leave to the next run that this one has finished all ``sources``, unless a file may have changed meanwhile.

        Raises OSError.
        """
        read = [pair for one in finished for pair in zip(one.source.documents, one.read, strict=True)]
        if not self._key or self._key_now() != self._key or not all(self._is_as_read(*pair) for pair in read):
            return
        known = {one.source.id: Known(one.read, msgspec.msgpack.encode(one.result)) for one in finished}
        results = [f"{id}/{file.name}" for id in known for file in (self._out / id).iterdir()]
        write_bytes(self._file, msgspec.msgpack.encode(_Left(self._key, known, sorted(results))))

    def _key_now(self) -> str:
        """What the run depends on; empty when a file cannot be seen."""
        try:
            return key_of(self._with, list(self._seen()))
        except OSError:
            return ""

    def _seen(self) -> Iterator[tuple[object, ...]]:
        for source in self._sources:
            yield source.id, source.name
            for one in source.documents:
                yield one.name, one.problem, os.fsencode(one.path), None if one.problem else _state(one.path)

    def _is_as_read(self, document: SourceDocument, read: ReadResult) -> bool:
        """Whether a document, which looks as it did when the run began, surely is what was read."""
        if document.problem:
            return True
        saved = _state(document.path).saved
        if self._began - saved > COARSEST:
            return True
        return time.time_ns() - saved > COARSEST and checksum_of(document.path) == read.sha256


def _state(path: Path) -> _State:
    """Raises OSError."""
    found = path.stat()
    return _State(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
