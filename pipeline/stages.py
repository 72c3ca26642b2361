"""The stages as tasks of the worker processes. What passes between them are files, so that no process holds it all."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from extract import reader
from extract.errors import UnreadableDocument
from extract.models import Document
from extract.reader import Ocr
from pipeline.discover import SourceDocument
from pipeline.workers import Report


class ReadResult(msgspec.Struct, frozen=True):
    """How well a document was read; ``error`` is in Indonesian."""

    status: Literal["ok", "partial", "failed"]
    pages: int
    error: str | None


def read(document: SourceDocument, target: Path, ocr: Ocr, report: Report) -> ReadResult:
    """Read one PDF into the file ``target``, its pictures as ``ocr`` says.

    One that cannot be read gives a failed document that says why.
    """
    try:
        content = reader.read(document.path, document.name, on_page=report, ocr=ocr)
    except UnreadableDocument as error:
        content = failed(document, error.reason_id)
    except OSError as error:
        content = failed(document, f"berkas tidak dapat dibuka ({error.strerror or error})")
    store(content, target)
    return ReadResult(content.status, len(content.pages), content.error)


def failed(document: SourceDocument, reason: str) -> Document:
    """A document of which nothing was read; its checksum is empty when not even its bytes can be."""
    try:
        with document.path.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        checksum = ""
    return Document(path=document.name, sha256=checksum, status="failed", error=reason)


def store(document: Document, target: Path) -> None:
    """Leave a document for the next stage."""
    target.write_bytes(msgspec.msgpack.encode(document))


def load(stored: Sequence[Path]) -> list[Document]:
    """The documents that were left in the files ``stored``."""
    return [msgspec.msgpack.decode(path.read_bytes(), type=Document) for path in stored]
