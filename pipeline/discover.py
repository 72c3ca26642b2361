"""Finding the submissions among the paths that were given."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

import msgspec

from pipeline.names import folder_id, shown, unique

ARCHIVES = frozenset({".zip", ".rar", ".7z", ".tar", ".tgz", ".gz", ".bz2", ".xz"})
"""What submissions come packed in; :mod:`pipeline.archives` says which of it is opened."""


class SourceDocument(msgspec.Struct, frozen=True):
    """A PDF to read: where it is, and its name within the submission (a relative path with forward slashes).

    ``problem`` says in Indonesian why it cannot be read, when that is known beforehand. An archive counts as a document
    until it is unpacked.
    """

    path: Path
    name: str
    problem: str | None = None


class Source(msgspec.Struct, frozen=True):
    """A submission to read: ``id`` is safe and unique as a folder's name, ``name`` is its path below what was given.

    Names are fit to be shown, whatever characters the files have.
    """

    id: str
    name: str
    documents: tuple[SourceDocument, ...]

    @property
    def size(self) -> int:
        """Bytes of all its documents together."""
        return sum(_size(one.path) for one in self.documents)

    def label(self, document: SourceDocument) -> str:
        """What a user calls one of the documents: its path relative to what was given."""
        return document.name if document.name == self.name else f"{self.name}/{document.name}"


def discover(paths: Iterable[Path]) -> list[Source]:
    """The submissions in ``paths``, always in the same order.

    A PDF is a submission, and so is an archive. In a folder every sub-folder with any, at any depth, is one submission,
    and so is every loose one. Hidden files and those that office programs keep beside open ones are left out, and so
    are symbolic links to folders and those that lead out of the folder. A file that is reached twice belongs to the
    submission that reached it first. Raises OSError when one of ``paths`` cannot be looked at.
    """
    seen: set[Path] = set()
    taken: set[str] = set()
    sources: list[Source] = []
    for path in paths:
        for name, documents in _folder(path) if path.is_dir() else _file(path):
            fresh = [one for one in documents if one.path.resolve() not in seen]
            seen.update(one.path.resolve() for one in fresh)
            if fresh:
                sources.append(Source(unique(folder_id(name), taken), shown(name), distinct(fresh)))
    return sources


def distinct(documents: Iterable[SourceDocument]) -> tuple[SourceDocument, ...]:
    """Documents of one submission with names that can be shown, each of them once."""
    taken: set[str] = set()
    return tuple(msgspec.structs.replace(one, name=unique(shown(one.name), taken, "{} ({})")) for one in documents)


def is_archive(path: PurePath) -> bool:
    """Whether a file is packed, by its name."""
    return path.suffix.lower() in ARCHIVES


def _file(path: Path) -> Iterator[tuple[str, list[SourceDocument]]]:
    problem = None if stat.S_ISREG(path.stat().st_mode) else "bukan berkas biasa"
    yield path.name, [SourceDocument(path, path.name, problem)]


def _folder(root: Path) -> Iterator[tuple[str, list[SourceDocument]]]:
    for entry in sorted(_entries(root), key=_order):
        if _is_folder(entry):
            yield entry.name, _documents(entry, root)
        elif _is_wanted(entry, root):
            yield entry.name, [SourceDocument(entry, entry.name)]


def _documents(folder: Path, root: Path) -> list[SourceDocument]:
    """All documents below a folder. Links to folders are not followed, so that there is an end to it."""
    found: list[SourceDocument] = []
    waiting = [folder]
    while waiting:
        parent = waiting.pop()
        try:
            entries = [(entry, _is_folder(entry)) for entry in _entries(parent)]
        except OSError as error:
            reason = f"folder tidak dapat dibuka ({error.strerror or error})"
            entries, found = [], [*found, SourceDocument(parent, parent.relative_to(folder).as_posix(), reason)]
        for entry, is_folder in entries:
            if is_folder:
                waiting.append(entry)
            elif _is_wanted(entry, root):
                found.append(SourceDocument(entry, entry.relative_to(folder).as_posix()))
    return sorted(found, key=lambda one: _order(one.path.relative_to(folder)))


def _entries(folder: Path) -> list[Path]:
    return [entry for entry in folder.iterdir() if not entry.name.startswith((".", "~$"))]


def _is_folder(path: Path) -> bool:
    """Whether it is a folder; links, which may lead where nobody may look, are none."""
    return not path.is_symlink() and path.is_dir()


def is_wanted_name(path: PurePath) -> bool:
    """Whether a file may be or hold a document, by its name."""
    return path.suffix.lower() == ".pdf" or is_archive(path)


def _is_wanted(path: Path, root: Path) -> bool:
    if not is_wanted_name(path):
        return False
    # Path.resolve() does not take links that lead in a circle.
    inside = not path.is_symlink() or Path(os.path.realpath(path)).is_relative_to(root.resolve())
    return inside and path.is_file()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # reading it will say why


def state(path: Path) -> tuple[int, int] | None:
    """What is another once somebody has saved a file: its size and time; None when it cannot be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _order(path: Path) -> tuple[str, str]:
    return path.as_posix().casefold(), path.as_posix()
