"""The run store: what has been read and audited already, in a database and in files beside it.

A document is known by the checksum of its content, a submission by those of its documents; both also by the version
of the code, the libraries and the settings that their results come from. What is not known under exactly this key is
done again. Rows are written when the files they speak of are safe on disk, so that a run that was cut off at any
moment leaves nothing that is half done: the next one goes on.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sql
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from extract.work import Timing
from pipeline import disk, schema
from pipeline.documents import ReadResult, parts_folder, typed_file
from pipeline.folder import MEMORY
from pipeline.outcome import Known
from pipeline.schema import DOCUMENTS, FINDINGS, MEMBERS, SUBMISSIONS, TABLES, TIMINGS
from reports import files


def _query(table: sql.Table, columns: Sequence[str], of: Sequence[str]) -> sql.Select[Any]:
    """A query for ``columns`` of the row whose columns ``of`` are as its parameters of the same names say."""
    where = (table.c[name] == sql.bindparam(name) for name in of)
    return sql.select(*(table.c[name] for name in columns)).where(*where)


@cache
def _deletion(table: sql.Table, of: tuple[str, ...]) -> sql.Delete:
    """A statement that deletes the rows whose columns ``of`` are as its parameters of the same names say."""
    return sql.delete(table).where(*(table.c[name] == sql.bindparam(name) for name in of))


# Made once: to put a query together takes longer than to answer it.
_READ = _query(DOCUMENTS, ("status", "pages", "error", "sha256"), ("batch", "key"))
_FINISHED = _query(SUBMISSIONS, ("files", "read", "result"), ("batch", "id", "key"))
_PUBLISHED = (
    sql.update(SUBMISSIONS)
    .where(SUBMISSIONS.c.batch == sql.bindparam("of_batch"), SUBMISSIONS.c.id == sql.bindparam("of_id"))
    .values(staged="")
)


class _Finding(msgspec.Struct):
    id: str
    rule: str
    category: str
    severity: str
    verdict: str
    title: str
    subject: str
    message: str
    evidence: list[dict[str, Any]]


class _Submission(msgspec.Struct):
    findings: list[_Finding]


class _Findings(msgspec.Struct):
    submissions: list[_Submission]


class Store:
    """The store of the folder ``out``, made when it is missing.

    ``url`` is the database, an SQLite file in the store's own folder unless given. Use :func:`opened`.
    """

    def __init__(self, out: Path, url: str | None) -> None:
        self.out = out
        self._folder = out / MEMORY
        self._folder.mkdir(parents=True, exist_ok=True)
        self._documents = self._folder / "documents"
        self._scratch = self._folder / "scratch"
        self._batch = str(out.resolve()) if url else ""
        self._engine = sql.create_engine(url or f"sqlite:///{self._folder / 'run.sqlite'}", poolclass=NullPool)
        if self._engine.dialect.name == "sqlite":
            sql.event.listen(self._engine, "connect", _prepare_sqlite)
        TABLES.create_all(self._engine)
        self._connection = self._engine.connect()
        self._publish_staged()
        shutil.rmtree(self._scratch, ignore_errors=True)
        for folder in (self._documents, self._scratch):
            folder.mkdir(exist_ok=True)
        self._drop_typed()

    def close(self) -> None:
        """Close the database."""
        self._connection.close()
        self._engine.dispose()

    def clear(self) -> None:
        """Forget everything."""
        with self._connection.begin():
            for table in TABLES.sorted_tables:
                self._connection.execute(self._delete(table))
        shutil.rmtree(self._documents)
        self._documents.mkdir()

    def scratch(self) -> Path:
        """A new empty folder for what is only needed during the run, or until it is published."""
        return Path(tempfile.mkdtemp(dir=self._scratch))

    def document_file(self, key: str) -> Path:
        """Where the document with this key is stored as read."""
        return self._documents / f"{key}.msgpack"

    def document(self, key: str) -> ReadResult | None:
        """How well the document with this key was read, None when it has not been."""
        row = self._one(_READ, key=key)
        return ReadResult(**row._mapping) if row and self.document_file(key).exists() else None

    def keep_document(self, key: str, read: ReadResult, seconds: float, timings: Iterable[Timing] = ()) -> None:
        """Remember a document whose file is written, and what it cost; its parts are no longer needed."""
        values = msgspec.structs.asdict(read) | {"seconds": seconds, "ended": _now()}
        with self._connection.begin():
            self._replace(DOCUMENTS, {"key": key}, [_plain(values)])
            self._replace(TIMINGS, {"of": key}, map(msgspec.structs.asdict, timings))
        shutil.rmtree(parts_folder(self.document_file(key)), ignore_errors=True)

    def submission(self, id: str, key: str) -> Known | None:
        """The submission as it was finished under this key; None when it was not, or its results are gone."""
        row = self._one(_FINISHED, id=id, key=key)
        if not row or not all((self.out / id / name).exists() for name in row.files.split("/")):
            return None
        return Known(msgspec.msgpack.decode(row.read, type=tuple[ReadResult, ...]), row.result)

    def publish(
        self,
        id: str,
        key: str,
        source: str,
        documents: Sequence[tuple[str, str]],
        known: Known,
        staged: Path,
        seconds: float,
        timings: Iterable[Timing] = (),
    ) -> None:
        """Move the results of a submission from the folder ``staged`` to ``out/<id>/``, and remember it.

        ``documents`` are their names and keys. From the moment the row is written the results will be moved, if need
        be by the next run. With an empty ``key`` the submission is done again by the next run.
        """
        for left in staged.glob(files.TEMPORARY):  # of a process that was killed while it wrote
            left.unlink()
        names = sorted(path.name for path in staged.iterdir())
        for name in names:
            _sync(staged / name)
        row = {
            "key": key,
            "source": source,
            "staged": str(staged.relative_to(self._folder)),
            "files": "/".join(names),
            "result": known.result,
            "read": msgspec.msgpack.encode(known.read),
            "seconds": seconds,
            "ended": _now(),
        }
        members = [{"position": n, "name": name, "document": one} for n, (name, one) in enumerate(documents)]
        with self._connection.begin():
            self._replace(SUBMISSIONS, {"id": id}, [_plain(row)])
            self._replace(MEMBERS, {"submission": id}, [_plain(one) for one in members])
            self._replace(FINDINGS, {"submission": id}, [_plain(one) for one in _findings(staged)])
            self._replace(TIMINGS, {"of": id}, map(msgspec.structs.asdict, timings))
        self._move(id, staged)

    def prune(self) -> None:
        """Delete the documents as read that no submission has any more."""
        used = sql.select(MEMBERS.c.document).where(MEMBERS.c.batch == self._batch)
        with self._connection.begin():
            gone = sql.select(DOCUMENTS.c.key).where(DOCUMENTS.c.batch == self._batch, DOCUMENTS.c.key.not_in(used))
            self._connection.execute(self._delete(TIMINGS).where(TIMINGS.c.of.in_(gone)))
            self._connection.execute(self._delete(DOCUMENTS).where(DOCUMENTS.c.key.not_in(used)))
        keys = sql.select(DOCUMENTS.c.key).where(DOCUMENTS.c.batch == self._batch)
        with self._connection.begin():
            kept = set(self._connection.execute(keys).scalars())
        self._drop_typed()
        for path in self._documents.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.stem not in kept:
                path.unlink()

    def _drop_typed(self) -> None:
        """Delete the documents as typed: another version of the program types them otherwise."""
        for path in self._documents.glob(typed_file(Path("*")).name):
            path.unlink()

    def _publish_staged(self) -> None:
        """Finish what a run that was cut off had begun to publish."""
        columns = (SUBMISSIONS.c.id, SUBMISSIONS.c.staged)
        query = sql.select(*columns).where(SUBMISSIONS.c.batch == self._batch, SUBMISSIONS.c.staged != "")
        with self._connection.begin():
            rows = list(self._connection.execute(query))
        for id, staged in rows:
            self._move(id, self._folder / staged)

    def _move(self, id: str, staged: Path) -> None:
        folder = self.out / id
        folder.mkdir(exist_ok=True)
        for path in staged.iterdir() if staged.exists() else ():
            path.replace(folder / path.name)
        shutil.rmtree(staged, ignore_errors=True)
        with self._connection.begin():
            self._connection.execute(_PUBLISHED, {"of_batch": self._batch, "of_id": id})

    def _one(self, query: sql.Select[Any], **of: str) -> sql.Row[Any] | None:
        with self._connection.begin():
            return self._connection.execute(query, {"batch": self._batch, **of}).first()

    def _delete(self, table: sql.Table) -> sql.Delete:
        return sql.delete(table).where(table.c.batch == self._batch)

    def _replace(self, table: sql.Table, of: dict[str, str], rows: Iterable[dict[str, Any]]) -> None:
        """Put ``rows`` in the place of those whose columns are as ``of`` says."""
        of = {"batch": self._batch} | of
        self._connection.execute(_deletion(table, tuple(of)), of)
        if rows := [of | row for row in rows]:
            self._connection.execute(sql.insert(table), rows)


@contextmanager
def opened(out: Path, url: str | None = None) -> Iterator[Store]:
    """The store of the folder ``out``, which no other run has; raises OSError and SQLAlchemyError.

    An SQLite file that cannot be used, damaged by a disk or left by another version, is begun anew.
    """
    try:
        store = Store(out, url)
    except DatabaseError as error:
        if url or disk.of_the_disk(error):
            raise
        for path in (out / MEMORY).iterdir():
            if path.name.startswith("run.sqlite"):
                path.unlink()
        store = Store(out, url)
    try:
        yield store
    finally:
        store.close()


def _prepare_sqlite(connection: Any, record: object) -> None:  # noqa: ANN401
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version not in {0, schema.VERSION}:
        raise DatabaseError("the schema is another one", None, ValueError())
    if version == 0:
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")


def _findings(folder: Path) -> Iterator[dict[str, Any]]:
    path = folder / files.FINDINGS
    if not path.exists():
        return
    for submission in msgspec.json.decode(path.read_bytes(), type=_Findings).submissions:
        for position, found in enumerate(submission.findings):
            row = msgspec.structs.asdict(found)
            place: dict[str, Any] = next(iter(row.pop("evidence")), {})
            yield row | {"position": position, "document": place.get("document"), "page": place.get("page")}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """The row as any database takes it: no zero bytes and no halves of characters, which PDFs and file names have."""
    return {
        name: value.encode(errors="replace").decode().replace("\0", "") if isinstance(value, str) else value
        for name, value in row.items()
    }


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _now() -> datetime:
    return datetime.now(UTC)
