"""findings.json and tables.json have exactly the documented form."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from audit.models import Category, Severity, Verdict
from extract.models import SigningKind
from normalize.models import SegmentKind, SourceFile, TableKind
from reports import findings_json, tables_json
from reports.models import SubmissionResult, SubmissionSummary, summarize


class Strict(msgspec.Struct, forbid_unknown_fields=True):
    pass


class Evidence(Strict):
    document: str
    page: int
    bbox: tuple[float, float, float, float]
    text: str
    role: Literal["reported", "input", "reference"]


class Finding(Strict):
    id: str
    rule: str
    category: Category
    severity: Severity
    verdict: Verdict
    title: str
    message: str
    subject: str
    reported: str
    expected: str | None
    formula: str | None
    basis: str
    confidence: float
    evidence: list[Evidence]


class CrossEvidence(Evidence):
    submission: str


class CrossFinding(Finding):
    submission: str
    compared_with: str
    evidence: list[CrossEvidence]


class SegmentTable(Strict):
    kind: TableKind
    pages: list[int]


class Signature(Strict):
    name: str | None
    position: str | None
    nip: str | None
    party: Literal["pertama", "kedua"] | None
    place: str | None
    date: str | None
    page: int
    signing: SigningKind | None
    marked: bool
    on_scan: bool


class Segment(Strict):
    kind: SegmentKind
    position: str | None
    period: str | None
    year: int | None
    date: str | None
    pages: tuple[int, int]
    tables: list[SegmentTable]
    signatures: list[Signature]


class Document(Strict):
    path: str
    sha256: str
    pages: int
    status: Literal["ok", "partial", "failed"]
    error: str | None
    scanned_pages: list[int]
    glanced_pages: list[int]
    unread_pages: list[int]
    segments: list[Segment]


class Count(Strict):
    pk: int
    lkj: int


class Coverage(Strict):
    sasaran: Count
    indikator: Count


class Unchecked(Strict):
    document: str
    page: int
    table: str
    column: str
    reason: str


class Submission(Strict):
    id: str
    unit: str | None
    year: int | None
    source: str
    documents: list[Document]
    findings: list[Finding]
    coverage: Coverage | None = None
    unchecked: list[Unchecked] | None = None


class Tool(Strict):
    name: str
    version: str


class Batch(Strict):
    schema: Literal[1]
    tool: Tool
    created: datetime
    submissions: list[Submission]
    cross_findings: list[CrossFinding] = []


class Column(Strict):
    index: int
    label: str
    role: str | None
    formula: str | None


class Cell(Strict):
    r: int
    c: int
    rs: int
    cs: int
    text: str
    page: int
    bbox: tuple[float, float, float, float]
    source: str
    confidence: float


class Table(Strict):
    id: str
    document: str
    pages: list[int]
    caption: str
    engine: str
    header_rows: int
    columns: list[Column]
    cells: list[Cell]


class Tables(Strict):
    schema: Literal[1]
    document: str | None
    tables: list[Table]


def test_findings_of_one_submission(tmp_path: Path, result: SubmissionResult, created: datetime) -> None:
    path = tmp_path / "findings.json"
    findings_json.write(path, result, created, "1.2.3")
    read = msgspec.json.decode(path.read_bytes(), type=Batch)
    assert read.created == created
    assert read.tool == Tool("lkj-audit", "1.2.3")
    [submission] = read.submissions
    assert [document.status for document in submission.documents] == ["ok", "failed"]
    assert submission.documents[0].segments[0].pages == (1, 2)
    assert submission.documents[0].segments[0].tables == [SegmentTable("capaian", [1])]
    assert [found.id for found in submission.findings] == [found.id for found in result.findings]
    assert submission.findings[1].evidence[0].bbox == (400.0, 300.0, 460.0, 320.0)


def test_batch_copies_what_its_submissions_left(tmp_path: Path, result: SubmissionResult, created: datetime) -> None:
    folder = tmp_path / result.submission.id
    folder.mkdir()
    findings_json.write(folder / "findings.json", result, created, "1")
    lost = SubmissionSummary("hilang", "hilang.pdf", files=(SourceFile("hilang.pdf", "", 0, "failed", "kosong"),))
    findings_json.write_batch(tmp_path, [summarize(result), lost], created, "1")
    read = msgspec.json.decode((tmp_path / "findings.json").read_bytes(), type=Batch)
    assert [submission.id for submission in read.submissions] == ["dinas-rekaan", "hilang"]
    assert len(read.submissions[0].findings) == 4
    assert read.submissions[1].documents[0].error == "kosong"
    whole = findings_json.batch([result], created, "1")
    assert (
        json.loads(msgspec.json.encode(whole))["submissions"][0]
        == json.loads((tmp_path / "findings.json").read_bytes())["submissions"][0]
    )


def test_empty_batch(tmp_path: Path, created: datetime) -> None:
    findings_json.write_batch(tmp_path, [], created, "1")
    assert msgspec.json.decode((tmp_path / "findings.json").read_bytes(), type=Batch).submissions == []


def test_tables(tmp_path: Path, result: SubmissionResult) -> None:
    path = tmp_path / "tables.json"
    tables_json.write(path, result.tables, result.submission.tables)
    read = msgspec.json.decode(path.read_bytes(), type=Tables)
    assert read.document is None
    [table] = read.tables
    assert (table.id, table.pages, table.caption, table.header_rows) == ("t001", [1], "Capaian kinerja", 2)
    assert table.columns[3] == Column(3, "Capaian", "capaian", "4=3/2")
    assert table.cells[1].cs == 3


def test_tables_without_types_have_labels_from_the_header(result: SubmissionResult) -> None:
    [document] = [path for path, grids in result.tables.items() if grids]
    made = tables_json.tables({document: result.tables[document]})
    assert made["document"] == document
    assert [column["label"] for column in made["tables"][0]["columns"]] == [
        "Indikator",
        "Kinerja",
        "Kinerja",
        "Kinerja",
    ]
    assert {column["role"] for column in made["tables"][0]["columns"]} == {None}
