"""findings.json: the stable, versioned form of the results that other programs read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from audit.models import Finding
from normalize.models import Segment, SourceFile
from reports.files import atomic_write, write_bytes
from reports.models import SubmissionResult, SubmissionSummary

SCHEMA = 1
FILE_NAME = "findings.json"


class _Stored(msgspec.Struct):
    """As much of a written findings.json as a batch has to look into."""

    submissions: list[msgspec.Raw]


def batch(results: Iterable[SubmissionResult], created: datetime, version: str) -> dict[str, Any]:
    """The content of findings.json for ``results``; the form is the same for one submission and for many."""
    return _head(created, version) | {"submissions": [_submission(result) for result in results]}


def write(path: Path, result: SubmissionResult, created: datetime, version: str) -> None:
    """Write the findings.json of one submission."""
    write_bytes(path, msgspec.json.format(msgspec.json.encode(batch([result], created, version)), indent=1) + b"\n")


def write_batch(out: Path, summaries: Iterable[SubmissionSummary], created: datetime, version: str) -> None:
    """Write the batch's findings.json from the files its submissions left in ``out/<id>/``.

    One submission at a time is in memory. A submission without such a file is listed with its documents alone.
    """
    with atomic_write(out / FILE_NAME) as temporary, temporary.open("wb") as file:
        head = msgspec.json.encode(_head(created, version))
        file.write(head[:-1] + b',"submissions":[')
        separator = b"\n"
        for summary in summaries:
            for submission in _stored(out, summary):
                file.write(separator + submission)
                separator = b",\n"
        file.write(b"\n]}\n")


def _stored(out: Path, summary: SubmissionSummary) -> Iterable[bytes]:
    path = out / summary.id / FILE_NAME
    if path.exists():
        stored = msgspec.json.decode(path.read_bytes(), type=_Stored)
        return [msgspec.json.format(bytes(raw), indent=0) for raw in stored.submissions]
    identity = _identity(summary.id, summary.unit, summary.year, summary.source)
    documents = [_document(file, ()) for file in summary.files]
    return [msgspec.json.encode(identity | {"documents": documents, "findings": []})]


def _head(created: datetime, version: str) -> dict[str, Any]:
    return {"schema": SCHEMA, "tool": {"name": "lkj-audit", "version": version}, "created": created.isoformat()}


def _identity(id: str, unit: str | None, year: int | None, source: str) -> dict[str, Any]:
    return {"id": id, "unit": unit, "year": year, "source": source}


def _submission(result: SubmissionResult) -> dict[str, Any]:
    submission = result.submission
    return _identity(submission.id, submission.unit, submission.year, submission.source) | {
        "documents": [
            _document(file, [segment for segment in submission.segments if segment.document == file.path])
            for file in submission.files
        ],
        "findings": [_finding(found) for found in result.findings],
    }


def _document(file: SourceFile, segments: Iterable[Segment]) -> dict[str, Any]:
    return {
        "path": file.path,
        "sha256": file.sha256,
        "pages": file.pages,
        "status": file.status,
        "error": file.error,
        "segments": [
            {
                "kind": segment.kind,
                "position": segment.position,
                "period": segment.period,
                "year": segment.year,
                "pages": [segment.first, segment.last],
            }
            for segment in segments
        ],
    }


def _finding(found: Finding) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(found)
    # The table's id depends on the reader; what a finding is about must not.
    del fields["table"]
    for evidence in fields["evidence"]:
        evidence["bbox"] = [round(edge, 2) for edge in evidence["bbox"]]
    return fields
