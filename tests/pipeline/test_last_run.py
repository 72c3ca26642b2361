"""What the next run is told by the last one, and when it is told nothing."""

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from pipeline import last_run
from pipeline.cli import app
from pipeline.discover import discover
from pipeline.documents import ReadResult
from pipeline.last_run import COARSEST, LastRun
from pipeline.outcome import Finish, Finished
from tests.pipeline import pdfs

FINISH = Finish("module:function", int, settings=("profile",))


class Runs:
    """Runs that finish the submissions of a folder without reading anything; ``late`` after their files were saved."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.out = root / "out"
        (self.out / ".lkj").mkdir(parents=True)
        self.late = 10 * COARSEST
        monkeypatch.setattr(last_run.time, "time_ns", lambda now=time.time_ns: now() + self.late)
        for name, content in (("a/lkj.pdf", b"1234"), ("a/pk.pdf", b"5678"), ("b.pdf", b"9")):
            self.save(name, content)

    def save(self, name: str, content: bytes) -> Path:
        path = self.root / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def begin(self, finish: Finish[int] = FINISH, reading: str = "auto") -> LastRun[int]:
        return LastRun(self.out, discover([self.root / "in"]), finish, reading)

    def finished(self) -> list[Finished[int]]:
        ends = []
        for number, source in enumerate(discover([self.root / "in"])):
            (self.out / source.id).mkdir(exist_ok=True)
            (self.out / source.id / "findings.json").write_text("{}")
            sums = [hashlib.sha256(one.path.read_bytes()).hexdigest() for one in source.documents]
            ends.append(Finished(source, tuple(ReadResult("ok", 3, None, sum) for sum in sums), number))
        return ends

    def leave(self) -> list[Finished[int]]:
        """A whole run."""
        run, finished = self.begin(), self.finished()
        run.remember(finished)
        return finished


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    return Runs(tmp_path, monkeypatch)


def test_the_next_run_has_what_the_last_one_came_to(runs: Runs) -> None:
    assert runs.begin().finished() is None
    assert runs.begin().finished() != runs.leave() == runs.begin().finished()
    runs.begin().forget()
    assert runs.begin().finished() is None


def saved_again(runs: Runs) -> None:
    """With the same size, and the time set back, as programs do that copy files."""
    path = runs.root / "in/a/pk.pdf"
    before = path.stat()
    path.write_bytes(b"8765")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(runs: Runs) -> None:
    other = runs.save("neu", b"8765")
    other.replace(runs.root / "in/a/pk.pdf")


def renamed(runs: Runs) -> None:
    (runs.root / "in/a/pk.pdf").rename(runs.root / "in/a/pk-2.pdf")


def deleted(runs: Runs) -> None:
    (runs.root / "in/b.pdf").unlink()


def added(runs: Runs) -> None:
    runs.save("c.pdf", b"c")


def result_deleted(runs: Runs) -> None:
    (runs.out / "a/findings.json").unlink()


def left_by_another_version(runs: Runs) -> None:
    (runs.out / ".lkj/last.msgpack").write_bytes(msgspec.msgpack.encode(["another"]))


@pytest.mark.parametrize(
    "change", [saved_again, replaced, renamed, deleted, added, result_deleted, left_by_another_version]
)
def test_any_change_lets_the_next_run_look_for_itself(runs: Runs, change: Callable[[Runs], None]) -> None:
    runs.leave()
    assert runs.begin().finished() is not None
    change(runs)
    assert runs.begin().finished() is None


def test_other_settings_and_another_version_are_changes(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    runs.leave()
    assert runs.begin(reading="never").finished() is None
    assert runs.begin(Finish("module:function", int, settings=("other profile",))).finished() is None
    assert runs.begin(Finish("module:other", int, settings=("profile",))).finished() is None
    assert runs.begin(Finish("module:function", int, ("argument",), ("profile",))).finished() is not None
    monkeypatch.setattr("pipeline.last_run.READING", ("samples",))
    assert runs.begin().finished() is None


def test_what_changes_during_a_run_is_not_taken_for_read(runs: Runs) -> None:
    run, finished = runs.begin(), runs.finished()
    saved_again(runs)
    run.remember(finished)
    assert runs.begin().finished() is None


@pytest.mark.parametrize(("content", "remembered"), [(b"5678", True), (b"8765", False)])
def test_what_was_saved_just_before_a_run_is_compared_once_more(runs: Runs, content: bytes, remembered: bool) -> None:
    finished = runs.finished()
    runs.save("a/pk.pdf", content)  # read as it was before, and then saved within the same tick of the clock
    runs.late = 0
    run = runs.begin()
    runs.late = 2 * COARSEST
    run.remember(finished)
    assert (runs.begin().finished() is not None) is remembered


def test_what_has_just_been_saved_may_be_saved_again_unseen(runs: Runs) -> None:
    runs.late = 0
    runs.leave()
    assert runs.begin().finished() is None


def test_a_run_with_nothing_to_do_opens_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdfs.pdf(tmp_path / "in/a.pdf")
    monkeypatch.setattr(last_run.time, "time_ns", lambda now=time.time_ns: now() + 10 * COARSEST)
    audit = ["audit", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--jobs", "1"]
    first = CliRunner().invoke(app, audit)
    assert first.exit_code == 0, first.output
    database = tmp_path / "out/.lkj/run.sqlite"
    database.write_bytes(b"not a database")
    second = CliRunner().invoke(app, audit)
    assert "tidak berubah: a.pdf" in second.stderr
    assert table(second.stdout) == table(first.stdout)
    assert database.read_bytes() == b"not a database"


def table(output: str) -> list[str]:
    """What a run says of the submissions."""
    lines = [line.rstrip() for line in output.splitlines()]
    return lines[lines.index("Ringkasan") :][:3]
