"""The results of an earlier audit as a berita acara needs them, read back from findings.json."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from audit.models import Evidence, Finding
from extract.models import SIGNED, SigningKind
from normalize.models import SegmentKind, SourceFile, TableKind
from reports.files import FINDINGS
from reports.findings_json import SCHEMA


class ResultsError(Exception):
    """A folder without results that can be used; the message names the file and says why."""


class Signature(msgspec.Struct, frozen=True):
    """A signature block; ``signing`` is what was seen to sign it, ``marked`` whether any mark belongs to it."""

    name: str | None = None
    position: str | None = None
    nip: str | None = None
    page: int = 0
    signing: SigningKind | None = None
    marked: bool = False

    @property
    def signed(self) -> bool | None:
        """Whether it is signed; None where a look at the paper has to decide."""
        if self.signing is None:
            return True if self.marked else None
        if self.signing in SIGNED:
            return True
        return False if self.signing == "nothing" else None


class SegmentTable(msgspec.Struct, frozen=True):
    """A table of a segment and the pages it stands on."""

    kind: TableKind
    pages: tuple[int, ...]


class Part(msgspec.Struct, frozen=True):
    """One of the documents bound in a file: a segment with its tables and signatures."""

    kind: SegmentKind
    pages: tuple[int, int]
    position: str | None = None
    period: str | None = None
    year: int | None = None
    date: str | None = None
    tables: tuple[SegmentTable, ...] = ()
    signatures: tuple[Signature, ...] | None = None


class File(msgspec.Struct, frozen=True):
    """A file of the submission, how well it was read, and what is bound in it."""

    path: str
    sha256: str
    pages: int
    status: Literal["ok", "partial", "failed"]
    error: str | None = None
    scanned_pages: tuple[int, ...] = ()
    unread_pages: tuple[int, ...] = ()
    glanced_pages: tuple[int, ...] = ()
    segments: tuple[Part, ...] = ()

    @property
    def source(self) -> SourceFile:
        """The file as the other reports know it."""
        return SourceFile(
            self.path,
            self.sha256,
            self.pages,
            self.status,
            self.error,
            self.scanned_pages,
            self.unread_pages,
            glanced_pages=self.glanced_pages,
        )


class Count(msgspec.Struct, frozen=True):
    """How many names the PK has, and how many of them the LKj has too."""

    pk: int = 0
    lkj: int = 0


class Coverage(msgspec.Struct, frozen=True):
    """What of the PK is found in the LKj under the same name."""

    sasaran: Count = Count()
    indikator: Count = Count()


class Result(msgspec.Struct, frozen=True):
    """One submission of an audit. ``coverage`` is None when nothing was typed."""

    id: str
    source: str
    unit: str | None
    year: int | None
    documents: tuple[File, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage | None = None

    @property
    def files(self) -> list[SourceFile]:
        """The files as the other reports know them."""
        return [one.source for one in self.documents]

    @property
    def wholly_read(self) -> bool:
        """Whether every page was read, so that what was not found is not there."""
        return bool(self.documents) and all(one.status == "ok" and not one.unread_pages for one in self.documents)

    def parts(self, *kinds: SegmentKind) -> list[tuple[File, Part]]:
        """The segments of these kinds with the files they are in, in reading order."""
        return [(file, part) for file in self.documents for part in file.segments if part.kind in kinds]

    def part_at(self, place: Evidence) -> Part | None:
        """The segment that a piece of evidence lies in."""
        return next(
            (
                part
                for file in self.documents
                if file.path == place.document
                for part in file.segments
                if part.pages[0] <= place.page <= part.pages[1]
            ),
            None,
        )

    def findings_on(self, parts: Iterable[Part]) -> list[Finding]:
        """The findings whose first evidence lies in one of these segments."""
        wanted = [id(part) for part in parts]
        return [one for one in self.findings if one.evidence and id(self.part_at(one.evidence[0])) in wanted]


class _Batch(msgspec.Struct):
    schema: int
    submissions: list[msgspec.Raw]


def load(out: Path) -> Iterator[Result]:
    """The submissions of the audit whose results lie in the folder ``out``, one at a time.

    Raises ResultsError when there is no findings.json or it cannot be used.
    """
    path = out / FINDINGS
    try:
        batch = msgspec.json.decode(path.read_bytes(), type=_Batch)
        if batch.schema != SCHEMA:
            raise ResultsError(f"{path}: schema {batch.schema} is not supported, only {SCHEMA}")
        for raw in batch.submissions:
            yield msgspec.json.decode(raw, type=Result)
    except OSError as error:
        raise ResultsError(f"{path}: cannot be read: {error.strerror}; run 'lkj audit' first") from error
    except msgspec.DecodeError as error:
        raise ResultsError(f"{path}: not the results of an audit: {error}") from error
