"""Documents as read, in files between the stages, and how well they were read.

This module loads nothing that reads PDFs: a run that has nothing to read does without all of that.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from extract.models import Document
from pipeline.discover import SourceDocument
from reports.files import atomic_write, write_bytes

Left = TypeVar("Left")


class ReadResult(msgspec.Struct, frozen=True):
    """How well a document was read; ``error`` is in Indonesian, ``sha256`` of the content that was read."""

    status: Literal["ok", "partial", "failed"]
    pages: int
    error: str | None
    sha256: str = ""


class Stored(msgspec.Struct, frozen=True):
    """A document as read: the file it is in, and its name within its submission."""

    file: Path
    name: str


def parts_folder(target: Path) -> Path:
    """Where the parts of the document that is going to be in the file ``target`` are kept meanwhile."""
    return target.with_suffix(".parts")


def typed_file(target: Path) -> Path:
    """Where a document in the file ``target`` is left typed, when there was time for that before all else was known."""
    return target.with_suffix(".typed")


def failed(document: SourceDocument, reason: str) -> Document:
    """A document of which nothing was read; its checksum is empty when not even its bytes can be."""
    try:
        checksum = checksum_of(document.path)
    except OSError:
        checksum = ""
    return Document(path=document.name, sha256=checksum, status="failed", error=reason)


def checksum_of(path: Path) -> str:
    """The SHA-256 of a file's content in hexadecimal; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def store(document: Document, target: Path) -> None:
    """Leave a document for the next stage."""
    save(msgspec.msgpack.encode(document), target)


def load(stored: Sequence[Stored]) -> list[Document]:
    """The documents of a submission, each under its name there: the same file may be in several."""
    return [msgspec.structs.replace(document_in(one.file), path=one.name) for one in stored]


def document_in(file: Path) -> Document:
    """The document that :func:`store` left."""
    return msgspec.msgpack.decode(loaded(file), type=Document)


def loaded(file: Path) -> bytes:
    """What :func:`save` wrote."""
    return zlib.decompress(file.read_bytes())


def save(content: bytes, target: Path) -> None:
    """Write a file that is there whole or not at all, even if power is cut right after it appears."""
    with atomic_write(target) as temporary, temporary.open("wb") as file:
        file.write(zlib.compress(content, 1))
        file.flush()
        os.fsync(file.fileno())


def leave(what: object, file: Path) -> None:
    """Leave something for the next calls of this run: a file that is there whole or not at all."""
    write_bytes(file, msgspec.msgpack.encode(what))


def left(file: Path, kind: type[Left]) -> Left:
    """What :func:`leave` left."""
    return msgspec.msgpack.decode(file.read_bytes(), type=kind)
