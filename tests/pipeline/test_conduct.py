from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.executor import call_of
from pipeline.limits import MIB, Limits
from tests.pipeline import pdfs, tasks
from tests.pipeline.runs import Run


def test_every_submission_gets_its_folder_and_nothing_else_is_left(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/Kecamatan Contoh/lkj.pdf", pages=3)
    pdfs.pdf(tmp_path / "in/Kecamatan Contoh/pk.pdf")
    pdfs.pdf(tmp_path / "in/lepas.pdf")
    run = Run(tmp_path, tasks.note_pages)
    assert run.files == ["kecamatan-contoh", "kecamatan-contoh/note.txt", "lepas", "lepas/note.txt"]
    pages = {one.source.id: [read.pages for read in one.read] for one in run.conductor.finished}
    assert pages == {"kecamatan-contoh": [3, 1], "lepas": [1]}
    assert "selesai: Kecamatan Contoh" in run.lines
    assert any("Kecamatan Contoh/lkj.pdf: 3 halaman" in line for line in run.lines)


def test_what_is_done_with_all_of_them_comes_after_them(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/a.pdf")
    pdfs.pdf(tmp_path / "in/b.pdf")
    assert Run(tmp_path, tasks.note_pages, together=call_of(tasks.names, tmp_path / "out")).together == ["a", "b"]
    failed = Run(tmp_path, tasks.note_pages, together=call_of(tasks.die))
    assert failed.together is None
    assert len(failed.conductor.finished) == 2


def test_results_of_an_earlier_run_are_replaced_and_other_files_kept(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/opd/lkj.pdf")
    folder = tmp_path / "out/opd"
    folder.mkdir(parents=True)
    (folder / "note.txt").write_text("old")
    (folder / "own.txt").write_text("the evaluator's")
    Run(tmp_path, tasks.note_pages)
    assert (folder / "note.txt").read_text() == "opd: 1"
    assert (folder / "own.txt").read_text() == "the evaluator's"


@pytest.mark.parametrize(
    ("make", "reason"),
    [(pdfs.empty, "kosong"), (pdfs.not_a_pdf, "bukan berkas PDF"), (pdfs.truncated, ""), (pdfs.bomb, "melewati batas")],
)
def test_a_broken_document_costs_only_itself(tmp_path: Path, make: Callable[[Path], Path], reason: str) -> None:
    pdfs.pdf(tmp_path / "in/opd/b.pdf")
    make(tmp_path / "in/opd/a.pdf")
    run = Run(tmp_path, tasks.note_pages)
    (one,) = run.conductor.finished
    assert [read.status for read in one.read] == ["failed", "ok"]
    error = one.read[0].error
    assert error
    assert reason in error
    assert "\n" not in error


def test_a_document_that_takes_too_much_memory_costs_only_itself(tmp_path: Path) -> None:
    pdfs.heavy(tmp_path / "in/opd/a.pdf", 1, on={1}, size=256 * MIB)
    pdfs.pdf(tmp_path / "in/opd/b.pdf")
    run = Run(tmp_path, tasks.note_pages, limits=Limits(memory=512 * MIB))
    (one,) = run.conductor.finished
    assert [read.status for read in one.read] == ["failed", "ok"]
    assert "memori" in (one.read[0].error or "")


def test_a_submission_whose_audit_dies_is_reported_as_failed(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/opd/a.pdf")
    run = Run(tmp_path, tasks.die_auditing, tmp_path / "mark", result=list)
    (one,) = run.conductor.finished
    assert [read.status for read in one.read] == ["failed"]
    assert one.read[0].error == one.result[0]
    assert one.result[0].startswith("pemeriksaan gagal: proses berhenti mendadak (SIGKILL)")


def test_no_half_file_is_among_the_results(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/opd/a.pdf")
    run = Run(tmp_path, tasks.die_writing, tmp_path / "mark")
    assert [path.name for path in (run.out / "opd").iterdir()] == ["note.txt"]


def test_pages_that_cannot_be_drawn_cost_their_pictures_only(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/opd/a.pdf")
    run = Run(tmp_path, tasks.die_drawing, result=list)
    (one,) = run.conductor.finished
    assert ([read.status for read in one.read], one.result) == (["ok"], [None])


def test_a_submission_without_any_report_is_lost_and_the_others_are_not(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/a.pdf")
    pdfs.pdf(tmp_path / "in/b.pdf")
    run = Run(tmp_path, tasks.fail_always)
    assert {one.id for one in run.conductor.lost} == {"a", "b"}
    assert run.files == []
