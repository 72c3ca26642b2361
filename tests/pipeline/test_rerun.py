"""What a second run does again, and what it leaves as it is."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from pipeline.documents import typed_file
from pipeline.folder import MEMORY, Busy, occupied
from pipeline.outcome import Known
from pipeline.store import opened
from tests.pipeline import pdfs, tasks
from tests.pipeline.runs import Run


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    pdfs.pdf(tmp_path / "in/a/lkj.pdf", pages=3)
    pdfs.pdf(tmp_path / "in/a/pk.pdf", pages=2)
    pdfs.pdf(tmp_path / "in/b.pdf", pages=4)
    return tmp_path


def test_what_has_not_changed_is_not_done_again(batch: Path) -> None:
    first = Run(batch, tasks.note_pages)
    assert first.done == {"a", "b.pdf"}
    note = first.out / "a/note.txt"
    note.write_text("the evaluator's")
    second = Run(batch, tasks.note_pages)
    assert (second.done, second.read) == (set(), set())
    assert {"tidak berubah: a", "tidak berubah: b.pdf"} <= set(second.lines)
    assert note.read_text() == "the evaluator's"
    assert {one.source.id: (one.read, one.result) for one in second.conductor.finished} == {
        one.source.id: (one.read, one.result) for one in first.conductor.finished
    }


def test_fresh_does_all_of_it(batch: Path) -> None:
    Run(batch, tasks.note_pages)
    again = Run(batch, tasks.note_pages, fresh=True)
    assert again.done == {"a", "b.pdf"}
    assert again.read == {"a/lkj.pdf", "a/pk.pdf", "b.pdf"}


def test_a_changed_document_costs_its_submission_and_no_other_document(batch: Path) -> None:
    Run(batch, tasks.note_pages)
    pdfs.pdf(batch / "in/a/pk.pdf", pages=5)
    second = Run(batch, tasks.note_pages)
    assert (second.done, second.read) == ({"a"}, {"a/pk.pdf"})
    pages = {one.source.id: [read.pages for read in one.read] for one in second.conductor.finished}
    assert pages == {"a": [3, 5], "b": [4]}


def test_other_settings_leave_the_reading_and_other_arguments_leave_all(batch: Path) -> None:
    Run(batch, tasks.write_text, "one", result=str, settings=("profile",))
    assert Run(batch, tasks.write_text, "two", result=str, settings=("profile",)).done == set()
    changed = Run(batch, tasks.write_text, "three", result=str, settings=("other profile",))
    assert (changed.done, changed.read) == ({"a", "b.pdf"}, set())
    assert (changed.out / "a/note.txt").read_text() == "three"


def test_another_version_does_again_what_it_changes(batch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Run(batch, tasks.note_pages)
    monkeypatch.setattr("pipeline.conduct.FINISHING", ("samples",))
    rules = Run(batch, tasks.note_pages)
    assert (rules.done, rules.read) == ({"a", "b.pdf"}, set())
    monkeypatch.setattr("pipeline.conduct.READING", ("samples",))
    readers = Run(batch, tasks.note_pages)
    assert (readers.done, readers.read) == ({"a", "b.pdf"}, {"a/lkj.pdf", "a/pk.pdf", "b.pdf"})


def test_results_that_were_deleted_are_made_again(batch: Path) -> None:
    first = Run(batch, tasks.note_pages)
    (first.out / "a/note.txt").unlink()
    second = Run(batch, tasks.note_pages)
    assert (second.done, second.read) == ({"a"}, set())
    shutil.rmtree(first.out / MEMORY / "documents")
    (first.out / "a/note.txt").unlink()
    assert Run(batch, tasks.note_pages).read == {"a/lkj.pdf", "a/pk.pdf"}


def test_a_file_that_is_in_several_submissions_is_read_once(tmp_path: Path) -> None:
    original = pdfs.pdf(tmp_path / "in/a/lkj.pdf", pages=3)
    for copy in ("in/a/salinan.pdf", "in/b/lkj.pdf"):
        (tmp_path / copy).parent.mkdir(exist_ok=True)
        shutil.copy(original, tmp_path / copy)
    run = Run(tmp_path, tasks.list_documents, result=list)
    assert len(run.read) == 1
    assert {one.source.id: one.result for one in run.conductor.finished} == {
        "a": ["lkj.pdf", "salinan.pdf"],
        "b": ["lkj.pdf"],
    }


def test_a_failure_that_may_pass_is_tried_again_and_one_that_stays_is_not(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/dies/a.pdf")
    pdfs.not_a_pdf(tmp_path / "in/dies/b.pdf")
    first = Run(tmp_path, tasks.die_auditing, tmp_path / "mark", result=list)
    assert {read.status for one in first.conductor.finished for read in one.read} == {"failed"}
    (tmp_path / "mark").touch()
    second = Run(tmp_path, tasks.die_auditing, tmp_path / "mark", result=list)
    assert (second.done, second.read) == ({"dies"}, set())
    assert [read.status for one in second.conductor.finished for read in one.read] == ["ok", "failed"]
    assert Run(tmp_path, tasks.die_auditing, tmp_path / "mark", result=list).done == set()


def test_documents_that_no_submission_has_any_more_are_deleted(batch: Path) -> None:
    stored = Run(batch, tasks.note_pages).out / MEMORY / "documents"
    assert len(list(stored.iterdir())) == 3
    pdfs.pdf(batch / "in/b.pdf", pages=6)
    Run(batch, tasks.note_pages)
    assert len(list(stored.iterdir())) == 3


def test_what_an_earlier_run_has_typed_is_deleted(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        file = typed_file(store.document_file("key"))
        file.touch()
    with opened(tmp_path) as store:
        assert not file.exists()
        file.touch()
        store.prune()
        assert not file.exists()


def test_what_a_killed_run_could_not_publish_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as store:
        staged = store.scratch()
        (staged / "findings.json").write_text('{"submissions": []}')
        monkeypatch.setattr(store, "_move", lambda id, staged: None)
        store.publish("opd", "key", "OPD", [("lkj.pdf", "document")], Known((), b"result"), staged, 1.0)
        assert not (tmp_path / "opd").exists()
    with opened(tmp_path) as store:
        assert (tmp_path / "opd/findings.json").exists()
        assert store.submission("opd", "key") == Known((), b"result")
        assert store.submission("opd", "other key") is None


def test_the_database_says_what_was_found(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/opd/lkj.pdf", pages=2)
    pdfs.empty(tmp_path / "in/opd/kosong.pdf")
    out = Run(tmp_path, tasks.write_findings).out
    with sqlite3.connect(out / MEMORY / "run.sqlite") as database:
        assert database.execute("SELECT status, pages FROM documents ORDER BY status").fetchall() == [
            ("failed", 0),
            ("ok", 2),
        ]
        assert database.execute("SELECT submission, rule, subject, document, page FROM findings").fetchall() == [
            ("opd", "H201", "Indikator", "lkj.pdf", 2)
        ]
        assert database.execute("SELECT count(*) FROM submissions WHERE seconds > 0").fetchone() == (1,)


def test_a_damaged_database_is_begun_anew(batch: Path) -> None:
    database = Run(batch, tasks.note_pages).out / MEMORY / "run.sqlite"
    database.write_bytes(b"not a database" * 1000)
    assert Run(batch, tasks.note_pages).done == {"a", "b.pdf"}
    assert Run(batch, tasks.note_pages).done == set()


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    with occupied(tmp_path), pytest.raises(Busy), occupied(tmp_path):
        pass
