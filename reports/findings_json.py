"""findings.json: the stable, versioned form of the results that other programs read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from audit.models import CrossFinding, Finding
from normalize.models import Segment, SignatureBlock, SourceFile, Submission, Table
from reports.files import FINDINGS, atomic_write, write_bytes
from reports.models import SubmissionResult, SubmissionSummary

SCHEMA = 1


class _Stored(msgspec.Struct):
    """As much of a written findings.json as a batch has to look into."""

    submissions: list[msgspec.Raw]


def batch(results: Iterable[SubmissionResult], created: datetime, version: str) -> dict[str, Any]:
    """The content of findings.json for ``results``; the form is the same for one submission and for many."""
    return _head(created, version) | {"submissions": [_submission(result) for result in results]}


def write(path: Path, result: SubmissionResult, created: datetime, version: str) -> None:
    """Write the findings.json of one submission."""
    write_bytes(path, msgspec.json.format(msgspec.json.encode(batch([result], created, version)), indent=1) + b"\n")


def write_batch(
    out: Path,
    summaries: Iterable[SubmissionSummary],
    created: datetime,
    version: str,
    crossing: Iterable[CrossFinding] = (),
) -> None:
    """Write the batch's findings.json from the files its submissions left in ``out/<id>/``.

    One submission at a time is in memory. A submission without such a file is listed with its documents alone. Below
    the submissions stand the findings between them, each with the ids of both and of each place.
    """
    with atomic_write(out / FINDINGS) as temporary, temporary.open("wb") as file:
        head = msgspec.json.encode(_head(created, version))
        file.write(head[:-1] + b',"submissions":[')
        separator = b"\n"
        for summary in summaries:
            for submission in _stored(out, summary):
                file.write(separator + submission)
                separator = b",\n"
        file.write(b'\n],"cross_findings":' + msgspec.json.encode([_cross_finding(one) for one in crossing]) + b"}\n")


def _stored(out: Path, summary: SubmissionSummary) -> Iterable[bytes]:
    path = out / summary.id / FINDINGS
    if path.exists():
        stored = msgspec.json.decode(path.read_bytes(), type=_Stored)
        return [msgspec.json.format(bytes(raw), indent=0) for raw in stored.submissions]
    identity = _identity(summary.id, summary.unit, summary.year, summary.source)
    documents = [_document(file, []) for file in summary.files]
    return [msgspec.json.encode(identity | {"documents": documents, "findings": []})]


def _head(created: datetime, version: str) -> dict[str, Any]:
    return {"schema": SCHEMA, "tool": {"name": "lkj-audit", "version": version}, "created": created.isoformat()}


def _identity(id: str, unit: str | None, year: int | None, source: str) -> dict[str, Any]:
    return {"id": id, "unit": unit, "year": year, "source": source}


def _submission(result: SubmissionResult) -> dict[str, Any]:
    submission = result.submission
    return _identity(submission.id, submission.unit, submission.year, submission.source) | {
        "documents": [
            _document(file, [_segment(one, submission) for one in submission.segments if one.document == file.path])
            for file in submission.files
        ],
        "coverage": _coverage(submission),
        "findings": [_finding(found) for found in result.findings],
        "unchecked": msgspec.to_builtins(result.views.unchecked),
    }


def _document(file: SourceFile, segments: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "path": file.path,
        "sha256": file.sha256,
        "pages": file.pages,
        "status": file.status,
        "error": file.error,
        "scanned_pages": file.scanned_pages,
        "glanced_pages": file.glanced_pages,
        "unread_pages": file.unread_pages,
        "segments": segments,
    }


def _segment(segment: Segment, submission: Submission) -> dict[str, Any]:
    return {
        "kind": segment.kind,
        "position": segment.position,
        "period": segment.period,
        "year": segment.year,
        "date": segment.date,
        "pages": [segment.first, segment.last],
        "tables": [_table(table) for table in submission.tables if table.segment == segment.id],
        "signatures": [_signature(block) for block in submission.signatures if block.segment == segment.id],
    }


def _table(table: Table) -> dict[str, Any]:
    return {"kind": table.kind, "pages": table.pages}


def _signature(block: SignatureBlock) -> dict[str, Any]:
    return {
        "name": block.name,
        "position": block.position,
        "nip": block.nip.raw if block.nip else None,
        "party": block.party,
        "place": block.place,
        "date": block.date,
        "page": block.at.page,
        "signing": block.signing.kind if block.signing else None,
        "marked": block.marked,
        "on_scan": block.on_scan,
    }


def _coverage(submission: Submission) -> dict[str, Any]:
    """How many sasaran and indikator the PK of the year promise, and how many of them the LKj names alike."""
    records = [one for one in submission.indikator if one.year in {submission.year, None}]
    kinds = {segment.id: segment.kind for segment in submission.segments}
    promised = [one for one in records if kinds.get(one.segment) in {"pk", "pk_perubahan"}]
    reported = [one for one in records if one.table_kind == "capaian"]
    found = {}
    for what in ("sasaran", "indikator"):
        in_pk, in_lkj = ({_letters(getattr(one, what)) for one in some} - {""} for some in (promised, reported))
        found[what] = {"pk": len(in_pk), "lkj": len(in_pk & in_lkj)}
    return found


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _cross_finding(cross: CrossFinding) -> dict[str, Any]:
    fields = _finding(cross.finding)
    for evidence in fields["evidence"]:
        evidence["submission"] = cross.submission if evidence["role"] == "reported" else cross.other
    return {"submission": cross.submission, "compared_with": cross.other} | fields


def _finding(found: Finding) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(found)
    # The table's id depends on the reader; what a finding is about must not.
    del fields["table"]
    del fields["blocked"]  # told by the message and by "unchecked"
    for evidence in fields["evidence"]:
        evidence["bbox"] = [round(edge, 2) for edge in evidence["bbox"]]
    return fields
