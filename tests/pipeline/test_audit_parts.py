"""Reports whose pages are drawn in parts are the ones drawn at once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.profile import load
from extract import reader
from pipeline import audit_command
from pipeline.audit_command import audit_submission
from pipeline.discover import Source, SourceDocument
from pipeline.documents import Stored, store
from pipeline.executor import Call, Fan
from reports.models import SubmissionSummary

NAME = "lkjip.pdf"
SAMPLE = Path(__file__).parents[2] / "samples" / "submissions" / "dinas-ketahanan-pangan-2024" / NAME


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    target = tmp_path_factory.mktemp("read") / "document.msgpack"
    store(reader.read(SAMPLE, NAME, ocr="never"), target)
    return Stored(target, NAME)


def told(done: int, total: int) -> None:
    pass


def audited(stored: Stored, folder: Path) -> SubmissionSummary | Fan:
    folder.mkdir()
    source = Source("contoh", "contoh", (SourceDocument(SAMPLE, NAME),))
    created = datetime(2025, 9, 24, tzinfo=UTC)
    return audit_submission(source, (stored,), folder, load(), created, "1", folder / "before", told)


def made(call: Call | None) -> object:
    """What a call returns; what it leads to is done, too, the last first."""
    assert call
    value = call.made(told)
    if not isinstance(value, Fan):
        return value
    assert value.then is None
    assert value.calls
    assert all(made(one) is None for one in reversed(value.calls))
    return None


def failed(call: Call) -> object:
    """What is done in the place of a call that has failed."""
    return made(call.rescued("proses berhenti mendadak"))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def fan(stored: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fan:
    """What an audit into the folder "parts" still has to do when every page is drawn by itself."""
    monkeypatch.setattr(audit_command, "FEW", 1)
    monkeypatch.setattr(audit_command, "PART", 1)
    monkeypatch.setattr("reports.pages.SAMPLE", 1)
    fan = audited(stored, tmp_path / "parts")
    assert isinstance(fan, Fan)
    return fan


def test_the_files_are_the_same(stored: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fan: Fan) -> None:
    assert all(made(call) is None for call in reversed(fan.calls))
    summary = made(fan.then)
    monkeypatch.setattr(audit_command, "FEW", 100)
    assert summary == audited(stored, tmp_path / "whole")
    assert files(tmp_path / "parts") == files(tmp_path / "whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["parts", "whole"]


def test_pages_that_cannot_be_drawn_are_left_out(tmp_path: Path, fan: Fan) -> None:
    drawing, sheets = fan.calls
    made(sheets)
    parts = drawing.made(told)
    assert parts.calls
    assert all(failed(call) is None for call in parts.calls)
    made(fan.then)
    report = files(tmp_path / "parts")["laporan.html"]
    assert report.count(b"data:image/webp") == 1  # that of the sample


def test_without_a_sample_there_are_no_pictures(tmp_path: Path, fan: Fan) -> None:
    drawing, sheets = fan.calls
    made(sheets)
    assert failed(drawing) is None
    made(fan.then)
    assert files(tmp_path / "parts").keys() == {"laporan.html", "kertas-kerja.xlsx", "findings.json", "tables.json"}
    assert b"data:image/webp" not in files(tmp_path / "parts")["laporan.html"]
