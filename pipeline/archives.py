"""Submissions that come packed: the PDFs in a ZIP are taken out, within limits, into files under names of our own.

What is in an archive decides nothing but what is shown: its names are no paths here. What cannot be taken out stands
among the documents with the reason, so that nothing vanishes.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from extract.errors import UNWRITABLE
from extract.models import MAX_BYTES
from pipeline.discover import Source, SourceDocument, distinct, is_archive
from pipeline.documents import checksum_of
from reports.files import write_bytes

FOLDER = "archives"
MIB = 1 << 20

MOST_LISTED = 8 * MIB
"""Bytes of the list of contents; some 80 000 files."""

MOST_DOCUMENTS = 1000
MOST_UNPACKED = 4096 * MIB
"""Bytes of all that is taken out of an archive."""

HARMLESS, MOST_TIMES = 16 * MIB, 200
"""What is larger may be at most so many times its packed size: PDFs are packed already."""

DEEPEST = 2
"""An archive in an archive is opened, one in that is not."""

_CONTENTS = "isi.msgpack"
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_LARGE = 0xFFFFFFFF


class _Refused(Exception):
    """An archive of which nothing is taken; the message is the reason in Indonesian."""


class _Found(msgspec.Struct, frozen=True):
    """A document of an archive: its name there, and the name of its file with us, or why there is none."""

    name: str
    file: str = ""
    problem: str | None = None


class _Contents(msgspec.Struct, frozen=True):
    """What was taken out of the archive at ``path``, whose state was ``(size, time)``."""

    path: bytes
    state: tuple[int, int]
    found: tuple[_Found, ...]


def unpacked(sources: Iterable[Source], folder: Path) -> list[Source]:
    """``sources`` with the contents of their archives in the place of these, taken out into ``folder``.

    An archive is known by its checksum and taken out once. Raises OSError when ``folder`` cannot be written to.
    """
    return [
        msgspec.structs.replace(source, documents=distinct(_documents(source, folder)))
        if any(is_archive(one.path) for one in source.documents)
        else source
        for source in sources
    ]


def prune(folder: Path) -> None:
    """Delete what was taken out of archives that are not there any more, and what was begun only."""
    for one in folder.iterdir() if folder.exists() else ():
        try:
            contents = _contents(one)
            kept = contents.state == _state(Path(os.fsdecode(contents.path)))
        except (OSError, msgspec.DecodeError):
            kept = False
        if not kept:
            shutil.rmtree(one)


def _documents(source: Source, folder: Path) -> Iterator[SourceDocument]:
    for document in source.documents:
        if document.problem or not is_archive(document.path):
            yield document
            continue
        whole = document.name == source.name  # the archive is the submission
        try:
            place, found = _taken(document.path, folder)
        except _Refused as refused:
            yield msgspec.structs.replace(document, problem=str(refused))
            continue
        for one in found:
            name = one.name if whole else f"{document.name}/{one.name}"
            yield SourceDocument(place / one.file if one.file else document.path, name, one.problem)


def _taken(path: Path, folder: Path) -> tuple[Path, Sequence[_Found]]:
    """The folder that the documents of an archive are in, and these; raises _Refused and OSError."""
    if path.suffix.lower() != ".zip":
        raise _Refused(f"arsip {path.suffix[1:].upper()} tidak didukung; kirim sebagai ZIP")
    try:
        place = folder / checksum_of(path)
    except OSError as error:
        raise _Refused(f"berkas tidak dapat dibuka ({error.strerror or error})") from error
    if not (place / _CONTENTS).exists():
        partial = place.with_suffix(".partial")
        for leftover in (partial, place):
            shutil.rmtree(leftover, ignore_errors=True)
        partial.mkdir(parents=True)
        contents = _Contents(os.fsencode(path), _state(path), _Unpacking(partial).take(path))
        write_bytes(partial / _CONTENTS, msgspec.msgpack.encode(contents))
        partial.rename(place)
    return place, _contents(place).found


def _state(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_size, state.st_mtime_ns


def _contents(place: Path) -> _Contents:
    return msgspec.msgpack.decode((place / _CONTENTS).read_bytes(), type=_Contents)


class _Unpacking:
    """Takes the documents out of one archive, and of those within it, into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found: list[_Found] = []
        self._left = MOST_UNPACKED

    def take(self, path: Path) -> tuple[_Found, ...]:
        """The documents of the archive at ``path``; raises _Refused and, when they cannot be written, OSError."""
        self._archive(path, "", 1)
        if not self._found:
            raise _Refused("arsip tidak berisi PDF")
        return tuple(self._found)

    def _archive(self, path: Path, prefix: str, depth: int) -> None:
        try:
            _check_list(path)
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    self._entry(archive, entry, prefix, depth)
        except _Refused:
            raise
        except Exception as error:  # over a broken list the library raises whatever it likes
            _pass_unwritable(error)
            raise _Refused("bukan arsip ZIP yang dapat dibaca") from error

    def _entry(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, prefix: str, depth: int) -> None:
        name = _safe(entry.filename)
        path = PurePosixPath(name)
        packed = is_archive(Path(name))
        hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
        if entry.is_dir() or hidden or not (packed or path.suffix.lower() == ".pdf"):
            return
        problem = _problem(entry)
        if packed and path.suffix.lower() != ".zip":
            problem = f"arsip {path.suffix[1:].upper()} tidak didukung; kirim sebagai ZIP"
        elif packed and depth >= DEEPEST:
            problem = "arsip di dalam arsip tidak dibuka lebih dalam"
        file = f"{len(self._found) + 1:04}{path.suffix.lower()}"
        if not problem:
            problem = self._extract(archive, entry, self._folder / file)
        if problem:
            self._add(_Found(prefix + name, problem=problem))
        elif packed:
            try:
                self._archive(self._folder / file, f"{prefix}{name}/", depth + 1)
            except _Refused as refused:
                self._add(_Found(prefix + name, problem=str(refused)))
            finally:
                (self._folder / file).unlink()
        else:
            self._add(_Found(prefix + name, file))

    def _extract(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> str | None:
        """Write a file; returns why it could not be had. It never gives more bytes than the archive says it has."""
        self._left -= entry.file_size
        if self._left < 0:
            raise _Refused(f"isi arsip melewati batas {MOST_UNPACKED // MIB} MiB")
        try:
            with archive.open(entry) as packed, target.open("xb") as file:
                shutil.copyfileobj(packed, file, MIB)
        except Exception as error:  # as above
            target.unlink(missing_ok=True)
            _pass_unwritable(error)
            return "rusak di dalam arsip"
        return None

    def _add(self, found: _Found) -> None:
        if len(self._found) >= MOST_DOCUMENTS:
            raise _Refused(f"arsip berisi lebih dari {MOST_DOCUMENTS} dokumen")
        self._found.append(found)


def _check_list(path: Path) -> None:
    """Refuse an archive whose list of contents alone would take too much memory."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - (1 << 16) - 128))
        tail = file.read()
    at = tail.rfind(_END)
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    if length == _LARGE and (large := tail.rfind(_END_64)) >= 0:
        length = int.from_bytes(tail[large + 40 : large + 48], "little")
    if at < 0 or length > MOST_LISTED:
        raise _Refused("daftar isi arsip melewati batas" if at >= 0 else "bukan arsip ZIP yang dapat dibaca")


def _problem(entry: zipfile.ZipInfo) -> str | None:
    """Why a file of an archive is not taken out, by what the archive says of it."""
    if entry.flag_bits & 1:
        return "terkunci kata sandi di dalam arsip; kirim tanpa kata sandi"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "tautan di dalam arsip tidak diikuti"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "cara kompresi di dalam arsip tidak didukung"
    if entry.file_size > MAX_BYTES:
        return f"lebih besar dari {MAX_BYTES // 10**6} MB"
    if entry.file_size > max(HARMLESS, MOST_TIMES * entry.compress_size):
        return f"isi terkompresi melewati batas: {entry.compress_size} byte menjadi {entry.file_size // MIB} MiB"
    return None


def _pass_unwritable(error: Exception) -> None:
    """What cannot be written is not the fault of the archive."""
    if isinstance(error, OSError) and error.errno in UNWRITABLE:
        raise error


def _safe(name: str) -> str:
    """A name in an archive as a relative path without steps upwards, drives and empty parts."""
    parts = re.split(r"[\\/]+", name)
    kept = [part for part in parts if part not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", part)]
    return "/".join(kept) or "tanpa nama"
