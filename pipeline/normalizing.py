"""The second stage: what was read is typed, a long document while others look at what signs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extract.models import Document
from extract.work import stage
from normalize.build import Typed, build, typed
from normalize.models import Submission
from pipeline.discover import Source
from pipeline.documents import Stored, leave, left, load, typed_file
from pipeline.executor import Fan, Report


def type_apart(unsigned: Path, target: Path, report: Report) -> None:
    """Type the document in the file ``unsigned``, which is going to be in the file ``target``."""
    with stage("normalize"):
        leave(typed(left(unsigned, Document)), typed_file(target))


def type_later(unsigned: Path, target: Path, reason: str, report: Report) -> Fan:
    """Leave a document untyped, because typing it apart has failed: nothing is lost, as :func:`normalized` does it."""
    return Fan(())


def normalized(source: Source, stored: Sequence[Stored]) -> tuple[list[Document], Submission]:
    """The documents of a submission as read, and all of it typed."""
    documents = load(stored)
    with stage("normalize"):
        return documents, build(source.id, source.name, documents, list(_typed_apart(stored, documents)))


def _typed_apart(stored: Sequence[Stored], documents: Sequence[Document]) -> Iterator[Typed]:
    for one, document in zip(stored, documents, strict=True):
        file = typed_file(one.file)
        if document.status == "failed" or not file.exists():  # what failed after it was typed says nothing, either
            continue
        found = left(file, Typed)
        if found.document == one.name:  # not the same file under its other name
            yield found
