"""Finding the submissions among the paths that were given."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

LONGEST_ID = 80


class SourceDocument(msgspec.Struct, frozen=True):
    """A PDF to read: where it is, and its name within the submission (a relative path with forward slashes)."""

    path: Path
    name: str


class Source(msgspec.Struct, frozen=True):
    """A submission to read: ``id`` is safe and unique as a folder's name, ``name`` is its path below what was given."""

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

    A PDF is a submission. In a folder every sub-folder with PDFs, at any depth, is one submission, and so is every
    loose PDF. Hidden files are left out, and so are symbolic links that lead out of the folder. A PDF that is reached
    twice belongs to the submission that reached it first.
    """
    seen: set[Path] = set()
    taken: set[str] = set()
    sources: list[Source] = []
    for path in paths:
        for name, documents in _file(path) if path.is_file() else _folder(path):
            fresh = tuple(one for one in documents if one.path.resolve() not in seen)
            seen.update(one.path.resolve() for one in fresh)
            if fresh:
                sources.append(Source(_unique(_slug(name), taken), name, fresh))
    return sources


def _file(path: Path) -> Iterator[tuple[str, list[SourceDocument]]]:
    yield path.name, [SourceDocument(path, path.name)]


def _folder(root: Path) -> Iterator[tuple[str, list[SourceDocument]]]:
    for entry in sorted(root.iterdir(), key=_order):
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield entry.name, [SourceDocument(pdf, pdf.relative_to(entry).as_posix()) for pdf in _pdfs(entry, root)]
        elif _is_pdf(entry, root):
            yield entry.name, [SourceDocument(entry, entry.name)]


def _pdfs(folder: Path, root: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in files if _is_pdf(Path(parent, name), root)]
    return sorted(found, key=lambda path: _order(path.relative_to(folder)))


def _is_pdf(path: Path, root: Path) -> bool:
    if path.name.startswith(".") or path.suffix.lower() != ".pdf" or not path.is_file():
        return False
    return not path.is_symlink() or path.resolve().is_relative_to(root.resolve())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # reading it will say why


def _order(path: Path) -> tuple[str, str]:
    return path.as_posix().casefold(), path.as_posix()


def _slug(name: str) -> str:
    stem = name[:-4] if name.lower().endswith(".pdf") else name
    ascii_only = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")
    return slug[:LONGEST_ID].strip("-") or "pengajuan"


def _unique(slug: str, taken: set[str]) -> str:
    name, number = slug, 1
    while name in taken:
        number += 1
        name = f"{slug}-{number}"
    taken.add(name)
    return name
