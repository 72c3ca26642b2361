"""Documents in an object store or on a server: copied beside the results, and from there read like any others.

The copies lie in the run store's folder, which the workers of a cluster share, and only what has changed is copied
again. Which places can be named is up to fsspec (s3://, gs://, abfs://, sftp://, https://, ...) and the packages that
it needs for them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import msgspec

from extract.models import MAX_BYTES
from pipeline.discover import is_wanted_name
from reports.files import atomic_write, write_bytes

FOLDER = "remote"
AT_A_TIME = 8
"""Files copied at the same time."""

CHUNK = 2**20
STATES = "states.json"


class RemoteFailed(Exception):
    """A place cannot be read; the message says which and why."""


class _File(NamedTuple):
    there: str
    here: PurePosixPath
    size: int | None
    state: str


def is_url(path: str) -> bool:
    """Whether a path is one that :func:`fetched` takes."""
    return "://" in path


def fetched(url: str, store: Path) -> Path:
    """Copy the PDFs and archives at ``url`` into a folder of ``store``, where this returns the path of the copy.

    What is no longer there is removed from the copies. Raises RemoteFailed.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise RemoteFailed(f"{url}: needs the extra 'cluster' of lkj-audit") from error
    folder = store / FOLDER / hashlib.sha256(url.encode()).hexdigest()[:16]
    try:
        there, root = url_to_fs(url)
        name = PurePosixPath(root).name or "berkas"
        files = list(_files(there, root, name))
        _update(there, files, folder)
    except Exception as error:  # every kind of store has errors of its own
        raise RemoteFailed(f"{url}: {' '.join(str(error).split()) or type(error).__name__}") from error
    if not files:
        raise RemoteFailed(f"{url}: no PDF there")
    return folder / name


def _files(there: Any, root: str, name: str) -> Iterator[_File]:  # noqa: ANN401
    """What is worth copying at ``root``, a file or a folder; names that would lead elsewhere are left out."""
    for path, listed in there.find(root, detail=True).items():
        below = PurePosixPath(path).relative_to(root)
        hidden = any(part.startswith(".") for part in below.parts)
        if not hidden and is_wanted_name(PurePosixPath(path)):
            # A listing may give names alone, from which no change could be told.
            about = listed if listed.get("size") is not None else there.info(path)
            state = repr(sorted((key, str(value)) for key, value in about.items()))
            yield _File(path, PurePosixPath(name) / below, about.get("size"), state)


def _update(there: Any, files: list[_File], folder: Path) -> None:  # noqa: ANN401
    """Have copies of exactly these files in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    states = folder / STATES
    known: dict[str, str] = msgspec.json.decode(states.read_bytes()) if states.exists() else {}
    wanted = {str(file.here): file for file in files}
    changed = [file for name, file in wanted.items() if known.get(name) != file.state or not (folder / name).exists()]
    write_bytes(states, msgspec.json.encode({name: known[name] for name in known.keys() & wanted.keys()}))
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path != states and path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
    with ThreadPoolExecutor(AT_A_TIME) as threads:
        list(threads.map(lambda file: _copy(there, file, folder / file.here), changed))
    write_bytes(states, msgspec.json.encode({name: file.state for name, file in wanted.items()}))


def _copy(there: Any, file: _File, target: Path) -> None:  # noqa: ANN401
    """Copy a file, but of one that is too large to be read only the size: reading it will say so."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with atomic_write(target) as temporary, temporary.open("wb") as copy:
        if file.size is not None and file.size > MAX_BYTES:
            copy.truncate(file.size)
            return
        with there.open(file.there, "rb") as content:
            while copy.tell() <= MAX_BYTES and (chunk := content.read(CHUNK)):
                copy.write(chunk)
