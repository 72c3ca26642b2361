"""The log as whoever looks into a run reads it: one JSON object a line."""

import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from extract import reader
from extract.engines.base import RawPage
from extract.sheets import Sheet
from pipeline import journal
from tests.pipeline import pdfs
from tests.pipeline.test_cli import lkj

ALWAYS = {"time", "level", "logger", "event", "submission", "document", "page"}


@pytest.fixture
def own_log() -> Iterator[None]:
    """What a test has the log do is undone after it."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    for handler in [one for one in root.handlers if one not in before]:
        with suppress(OSError):
            handler.close()
    root.handlers[:] = before
    root.setLevel(level)
    logging.captureWarnings(False)


def records(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / journal.LOG_NAME).read_bytes().splitlines()]


def told(records: list[dict[str, Any]], event: str) -> list[dict[str, Any]]:
    return [one for one in records if one["event"] == event]


def test_a_run_tells_of_every_submission_and_document_and_what_it_cost(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/opd/lkj.pdf", pages=2)
    pdfs.not_a_pdf(tmp_path / "in/opd/rusak.pdf")
    out = tmp_path / "out"
    lkj("audit", tmp_path / "in", "--out", out, "--ocr", "never")
    log = records(out)
    assert all(one.keys() >= ALWAYS for one in log)
    read = {one["document"]: one for one in told(log, "document read")}
    assert (read["lkj.pdf"]["submission"], read["lkj.pdf"]["pages"], read["lkj.pdf"]["level"]) == ("opd", 2, "INFO")
    assert read["rusak.pdf"]["level"] == "WARNING"
    assert "bukan berkas PDF" in read["rusak.pdf"]["error"]
    (end,) = told(log, "run ends")
    assert end["timings"]["read"]["count"] == 2
    assert end["timings"].keys() >= {"normalize", "audit", "reports"}
    assert set(end["slowest"]) == {"opd/lkj.pdf", "opd/rusak.pdf"}
    with closing(sqlite3.connect(out / ".lkj/run.sqlite")) as store:
        kept = store.execute("select stage, sum(count), min(wall) > 0 from timings group by stage").fetchall()
    assert {stage: count for stage, count, _ in kept} == {
        stage: timing["count"] for stage, timing in end["timings"].items()
    }
    assert all(measured for _, _, measured in kept)
    lkj("audit", tmp_path / "in", "--out", out, "--ocr", "never")
    assert told(records(out), "submission unchanged")[0]["submission"] == "opd"
    assert told(records(out), "run ends")[0]["timings"] == {}


def test_a_page_that_cannot_be_read_is_told_with_its_number_and_reason(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet_of = reader.sheet_of

    def stumble(raw: RawPage) -> Sheet:
        if raw.number == 2:
            raise ValueError("a library's own")
        return sheet_of(raw)

    monkeypatch.setattr(reader, "sheet_of", stumble)
    caplog.handler.setFormatter(journal.JsonLines())
    with journal.about(document="a.pdf"):
        assert reader.read_pages(pdfs.pdf(tmp_path / "a.pdf", pages=3), ocr="never").broken == (2,)
    (line,) = (json.loads(one) for one in caplog.text.splitlines())
    assert (line["document"], line["page"], line["level"]) == ("a.pdf", 2, "WARNING")
    assert "a library's own" in line["reason"]


@pytest.mark.usefixtures("own_log")
def test_records_say_what_they_are_about_and_stay_on_one_line(tmp_path: Path) -> None:
    journal.start(tmp_path)
    log = logging.getLogger("room")
    with journal.about(submission="Dinas\nA", document="l\udc80k\u2028j.pdf"):
        log.warning("two\nlines %s", "x" * 5000, extra={"page": 7, "odd": {1: object()}, "seconds": 0.12345})
        log.warning("too few %s %s", "arguments")
        try:
            raise ValueError("this is\nnot right")
        except ValueError:
            log.exception("failed")
    log.info("after")
    first, second, failed, third = records(tmp_path)
    assert (first["submission"], first["document"], first["page"]) == ("Dinas\nA", "l?k\u2028j.pdf", 7)
    assert len(first["event"]) < 1100
    assert first["odd"]["1"].startswith("<object")
    assert first["seconds"] == 0.123
    assert second["event"] == "too few %s %s"
    assert failed["traceback"].endswith("ValueError: this is\nnot right")
    assert third["document"] is None


@pytest.mark.usefixtures("own_log")
def test_the_log_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "LARGEST", 10_000)
    journal.start(tmp_path)
    for number in range(300):
        logging.getLogger("room").info("record %d", number)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["lkj.log", "lkj.log.1"]
    assert all((tmp_path / name).stat().st_size <= 10_000 for name in files)
    assert records(tmp_path)[-1]["event"] == "record 299"
    journal.start(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["lkj.log"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.usefixtures("own_log")
def test_a_log_that_cannot_be_written_stops_nothing_and_says_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lkj.log").symlink_to("/dev/full")
    journal.start(tmp_path)
    logging.getLogger("room").error("lost")
    logging.shutdown()
    assert capfd.readouterr().err == ""
