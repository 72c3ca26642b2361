"""A page that kills its process costs itself, not the document."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.discover import Source, SourceDocument
from pipeline.documents import ReadResult, Stored, load
from pipeline.executor import Call, Fan, TaskFailed, call_of
from pipeline.limits import MIB, Limits
from pipeline.reading import MOST_FAILURES, Reading
from pipeline.underway import Pending
from tests.pipeline import pdfs, tasks
from tests.pipeline.runs import Run
from tests.pipeline.test_stages import BUNDLE, told

SMALL = Limits(memory=512 * MIB)
"""Less than a heavy page needs to be read."""

HEAVY = 256 * MIB


@pytest.mark.parametrize("pages", [20, 3])
def test_only_the_page_that_is_to_blame_is_lost(tmp_path: Path, pages: int) -> None:
    pdfs.heavy(tmp_path / "in/opd/lkj.pdf", pages, on={2}, size=HEAVY)
    run = Run(tmp_path, tasks.list_pages, result=list, limits=SMALL)
    (one,) = run.conductor.finished
    assert (one.read[0].status, one.read[0].pages) == ("partial", pages)
    error = one.read[0].error
    assert error
    assert error.startswith("halaman 2 tidak terbaca: ")
    assert "memori" in error
    assert one.result == [["blank", "unread", *["blank"] * (pages - 2)]]
    assert any(line.endswith(f"lkj.pdf: {error}") for line in run.lines)
    again = Run(tmp_path, tasks.list_pages, result=list, limits=SMALL)
    assert again.lines[-1].startswith("0 halaman")


def test_a_document_that_takes_too_long_as_a_whole_is_cut_short(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/opd/lkj.pdf", pages=30)
    run = Run(tmp_path, tasks.note_pages, limits=Limits(document=0.0))
    (one,) = run.conductor.finished
    assert (one.read[0].status, one.read[0].error) == ("failed", "dokumen melewati batas waktu 0 detik")


def reading(tmp_path: Path) -> Reading:
    document = SourceDocument(BUNDLE, "bundel.pdf")
    pending = Pending(Source("opd", "opd", (document,)), ["key"], "key")
    return Reading("key", tmp_path / "document.msgpack", pending, 0)


def fail(one: Reading, call: Call, lasting: bool) -> list[Call]:
    return list(one.ended(call, 1.0, TaskFailed("proses berhenti mendadak", lasting)))


@pytest.mark.parametrize("lasting", [True, False])
def test_a_loss_that_may_not_come_again_is_remembered_as_such(tmp_path: Path, lasting: bool) -> None:
    one = reading(tmp_path)
    (read,) = one.begin("never")
    parts = one.ended(
        read, 1.0, Fan((call_of(stages.read_part, 1, rescue=stages.reread_part),), call_of(stages.assemble))
    )
    (rescue,) = fail(one, parts[0], lasting)
    assert rescue == call_of(stages.reread_part, 1, "proses berhenti mendadak")
    (then,) = one.ended(rescue, 1.0, None)
    assert then == call_of(stages.assemble)
    assert one.passing is not lasting
    assert one.failure is None


def test_what_fails_too_often_is_given_up(tmp_path: Path) -> None:
    one = reading(tmp_path)
    (read,) = one.begin("never")
    calls = tuple(call_of(stages.read_part, number, rescue=stages.reread_part) for number in range(MOST_FAILURES + 5))
    one.ended(read, 1.0, Fan(calls, call_of(stages.assemble)))
    for call in calls[:MOST_FAILURES]:
        fail(one, call, True)
    assert one.hopeless(1e9) is None
    fail(one, calls[MOST_FAILURES], True)
    reason = one.hopeless(1e9)
    assert reason == "terlalu banyak bagian dokumen yang gagal dibaca"
    assert one.shortened(calls[-1], reason) == call_of(stages.leave_unread, *calls[-1].arguments, reason)
    assert one.shortened(call_of(stages.assemble), reason) == call_of(stages.assemble)


def test_a_rescue_that_fails_is_the_end(tmp_path: Path) -> None:
    one = reading(tmp_path)
    (read,) = one.begin("never")
    (rescue,) = fail(one, read, True)
    assert fail(one, rescue, False) == []
    assert one.failure is not None and one.failure.lasting


def made(call: Call, doomed: Callable[..., object]) -> object:
    """What comes of a call when the processes that call ``doomed`` die."""
    rescued = call.rescued("proses berhenti mendadak")
    if call.function == call_of(doomed).function and rescued:
        return made(rescued, doomed)
    value = call.made(told)
    if not isinstance(value, Fan):
        return value
    for one in value.calls:
        made(one, doomed)
    return made(value.then, doomed) if value.then else None


@pytest.mark.parametrize(
    ("doomed", "judged", "error"),
    [
        (stages.judge, 1, "tanda tangan pada halaman "),
        (stages.assemble, 100, "tanda tangan tidak dapat diperiksa: proses berhenti mendadak"),
    ],
)
def test_signatures_that_kill_their_process_leave_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, doomed: Callable[..., object], judged: int, error: str
) -> None:
    monkeypatch.setattr(stages, "JUDGED", judged)
    target = tmp_path / "document.msgpack"
    result = made(call_of(stages.read, SourceDocument(BUNDLE, "bundel.pdf"), target, "never"), doomed)
    assert isinstance(result, ReadResult)
    assert (result.status, result.pages) == ("partial", 22)
    assert (result.error or "").startswith(error)
    (document,) = load([Stored(target, "bundel.pdf")])
    assert document.tables
    assert document.signature_regions
    assert not any(region.signing for region in document.signature_regions)
