"""The stages as tasks of the executor. What passes between them are files, so that no process holds it all.

A long document is read in parts: :func:`read` then returns a :class:`Fan` of calls that can be made anywhere at the
same time, and the call that puts together what they left. Parts that are there from a run that was cut off are not
read again.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from extract import pages, reader
from extract.errors import UnreadableDocument
from extract.models import Document, Signing
from extract.reader import Ocr
from extract.signing import document as signing
from pipeline.discover import SourceDocument
from pipeline.executor import Call, Report
from reports.files import atomic_write

PART = 8
"""Pages read by one task: scanned ones take seconds each, and each task has to load the models to read them."""

JUDGED = 12
"""Pages with signature regions judged by one task, each of which has to load the whole document."""


class ReadResult(msgspec.Struct, frozen=True):
    """How well a document was read; ``error`` is in Indonesian, ``sha256`` of the content that was read."""

    status: Literal["ok", "partial", "failed"]
    pages: int
    error: str | None
    sha256: str = ""


class Fan(msgspec.Struct, frozen=True):
    """What is still to do: all of ``calls``, in any order and at the same time, and after them ``then``.

    ``then`` may return another fan, or the value of it all.
    """

    calls: tuple[Call, ...]
    then: Call


class Stored(msgspec.Struct, frozen=True):
    """A document as read: the file it is in, and its name within its submission."""

    file: Path
    name: str


def read(document: SourceDocument, target: Path, ocr: Ocr, report: Report) -> ReadResult | Fan:
    """Read one PDF into the file ``target``, its pictures as ``ocr`` says; a long one in parts.

    One that cannot be read gives a failed document that says why.
    """
    try:
        count = reader.page_count(document.path)
    except (UnreadableDocument, OSError):
        count = 0  # reading it will say why
    if count <= PART:
        whole = _content(document, lambda: reader.read(document.path, document.name, on_page=report, ocr=ocr))
        return _kept(whole, target)
    folder = parts_folder(target)
    folder.mkdir(exist_ok=True)
    ranges = [(first, min(first + PART - 1, count)) for first in range(1, count + 1, PART)]
    files = [folder / f"{first}-{last}.pages" for first, last in ranges]
    calls = tuple(
        Call(read_part, (document, file, first, last, count, ocr))
        for file, (first, last) in zip(files, ranges, strict=True)
        if not file.exists()
    )
    return Fan(calls, Call(assemble, (document, tuple(files), target)))


def read_part(
    document: SourceDocument, target: Path, first: int, last: int, count: int, ocr: Ocr, report: Report
) -> None:
    """Read the pages ``first`` to ``last`` of the ``count`` pages of a PDF into the file ``target``."""
    read = reader.read_pages(document.path, first, last, lambda done, _: report(done, count), ocr)
    _store(pages.encode(read), target)


def assemble(document: SourceDocument, parts: Sequence[Path], target: Path, report: Report) -> ReadResult | Fan:
    """Put the pages in the files ``parts`` together, and have their signature regions looked at."""

    def assembled() -> Document:
        read = pages.joined([pages.decode(_load(part)) for part in parts])
        whole = reader.finish(document.path, document.name, read)
        return signing.with_electronic(document.path, whole)

    content = _content(document, assembled)
    signed = signing.signature_pages(content)
    if len(signed) <= JUDGED:
        return _kept(signing.with_verdicts(content, signing.verdicts(document.path, content, signed)), target)
    folder = parts_folder(target)
    unsigned = folder / "unsigned.msgpack"
    store(content, unsigned)
    groups = [signed[start : start + JUDGED] for start in range(0, len(signed), JUDGED)]
    files = [folder / f"{group[0]}-{group[-1]}.signings" for group in groups]
    calls = [
        Call(judge, (document.path, unsigned, tuple(group), file)) for group, file in zip(groups, files, strict=True)
    ]
    return Fan(tuple(calls), Call(conclude, (unsigned, tuple(files), target)))


def judge(path: Path, unsigned: Path, on: tuple[int, ...], target: Path, report: Report) -> None:
    """Judge what signs the regions on the pages ``on`` of the document in the file ``unsigned``, read from ``path``."""
    _store(msgspec.msgpack.encode(signing.verdicts(path, _document(unsigned), on)), target)


def conclude(unsigned: Path, signings: Sequence[Path], target: Path, report: Report) -> ReadResult:
    """Add what the files ``signings`` say to the document in the file ``unsigned``."""
    seen: dict[int, Signing] = {}
    for file in signings:
        seen |= msgspec.msgpack.decode(_load(file), type=dict[int, Signing])
    return _kept(signing.with_verdicts(_document(unsigned), seen), target)


def named(function: str, *arguments: object) -> object:
    """Call a function that is named as "module:function"."""
    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)(*arguments)


def parts_folder(target: Path) -> Path:
    """Where the parts of the document that is going to be in the file ``target`` are kept meanwhile."""
    return target.with_suffix(".parts")


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
    _store(msgspec.msgpack.encode(document), target)


def load(stored: Sequence[Stored]) -> list[Document]:
    """The documents of a submission, each under its name there: the same file may be in several."""
    return [msgspec.structs.replace(_document(one.file), path=one.name) for one in stored]


def _content(document: SourceDocument, read: Callable[[], Document]) -> Document:
    try:
        return read()
    except UnreadableDocument as error:
        return failed(document, error.reason_id)
    except OSError as error:
        return failed(document, f"berkas tidak dapat dibuka ({error.strerror or error})")


def _kept(content: Document, target: Path) -> ReadResult:
    store(content, target)
    return ReadResult(content.status, len(content.pages), content.error, content.sha256)


def _document(file: Path) -> Document:
    return msgspec.msgpack.decode(_load(file), type=Document)


def _load(file: Path) -> bytes:
    return zlib.decompress(file.read_bytes())


def _store(content: bytes, target: Path) -> None:
    """Write a file that is there whole or not at all, even if power is cut right after it appears."""
    with atomic_write(target) as temporary, temporary.open("wb") as file:
        file.write(zlib.compress(content, 1))
        file.flush()
        os.fsync(file.fileno())
