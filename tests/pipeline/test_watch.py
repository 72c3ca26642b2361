"""Submissions that arrive while they are waited for."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.cli import ExitCode
from pipeline.discover import discover
from pipeline.watch import Arrivals, arrivals
from tests.pipeline import pdfs
from tests.pipeline.test_cli import LKJ, _heeding_ctrl_c, lkj


class Folder:
    """A folder at moments that the test decides."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        self._arrivals = Arrivals(settled=5)

    def at(self, now: float) -> tuple[set[str], set[str]]:
        """The names of submissions that are ready then, and the ids of those that are gone."""
        arrived = self._arrivals.of(discover([self.root]), now)
        return {one.name for one in arrived.ready}, set(arrived.gone)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "kiriman")


def test_a_submission_is_told_of_once_and_only_when_it_is_at_rest(folder: Folder) -> None:
    file = folder.root / "a.pdf"
    file.write_bytes(b"1")
    assert folder.at(0) == (set(), set())
    file.write_bytes(b"12")
    assert folder.at(3) == (set(), set())
    assert folder.at(7) == (set(), set())
    assert folder.at(8) == ({"a.pdf"}, set())
    assert folder.at(20) == (set(), set())


def test_a_folder_that_is_being_filled_is_waited_for_and_others_are_not(folder: Folder) -> None:
    pdfs.pdf(folder.root / "opd/lkj.pdf")
    (folder.root / "lain.pdf").write_bytes(b"1")
    folder.at(0)
    pdfs.pdf(folder.root / "opd/pk.pdf")
    folder.at(4)
    assert folder.at(5) == ({"lain.pdf"}, set())
    assert folder.at(9) == ({"opd"}, set())


def test_what_has_changed_comes_again_and_what_is_gone_is_told(folder: Folder) -> None:
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        (folder.root / name).write_bytes(b"1")
    folder.at(0)
    folder.at(5)
    os.utime(folder.root / "a.pdf", (1, 1))
    (folder.root / "b.pdf").unlink()
    (folder.root / "c.pdf").rename(folder.root / "d.pdf")
    assert folder.at(6) == (set(), set())
    assert folder.at(11) == ({"a.pdf", "d.pdf"}, {"b", "c"})
    assert folder.at(20) == (set(), set())


def test_a_file_that_is_away_for_a_moment_is_not_gone(folder: Folder) -> None:
    file = folder.root / "a.pdf"
    file.write_bytes(b"1")
    folder.at(0)
    folder.at(5)
    file.rename(folder.root / "away")
    folder.at(6)
    (folder.root / "away").rename(file)
    assert folder.at(7) == (set(), set())
    assert folder.at(30) == (set(), set())


@pytest.mark.parametrize("suffix", [".part", ".crdownload"])
def test_a_download_is_waited_for(folder: Folder, suffix: str) -> None:
    (folder.root / "a.pdf").touch()
    download = folder.root / f"a.pdf{suffix}"
    for now in range(0, 20, 4):
        with download.open("ab") as file:
            file.write(b"1")
        assert folder.at(now) == (set(), set())
    download.replace(folder.root / "a.pdf")
    folder.at(20)
    assert folder.at(25) == ({"a.pdf"}, set())


def test_a_share_that_is_away_is_waited_for(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "a.pdf")
    answers: Iterator[bool] = iter([False, True, False, True])

    def look() -> list:  # type: ignore[type-arg]
        if not next(answers, True):
            raise OSError(112, "Host is down")
        return discover([tmp_path])

    coming = arrivals(look, settled=0.01, every=0.01)
    assert [one.name for one in next(coming).ready] == ["a.pdf"]


@contextmanager
def watching(root: Path, out: Path) -> Iterator[subprocess.Popen[str]]:
    """A command that watches a folder."""
    command = [str(LKJ), "audit", "--watch", str(root), "--out", str(out), "--ocr", "never", "--jobs", "1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=_heeding_ctrl_c
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 300
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def submissions(out: Path) -> dict[str, list[str]]:
    """The ids in the index, each with the states of its documents."""
    try:
        batch = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {one["id"]: [document["status"] for document in one["documents"]] for one in batch["submissions"]}


def test_a_watch_in_which_nothing_comes_ends_well_when_it_is_told_to(tmp_path: Path) -> None:
    with watching(tmp_path, tmp_path / "out") as process:
        assert process.stdout
        assert process.stdout.readline().startswith(f"Menunggu berkas di {tmp_path}")
        process.terminate()
        assert process.wait(60) == ExitCode.done


def test_what_arrives_is_audited_until_told_to_stop(tmp_path: Path) -> None:
    root, out = tmp_path / "kiriman", tmp_path / "out"
    root.mkdir()
    said: list[str] = []
    with watching(root, out) as process:
        assert process.stdout
        reading = threading.Thread(target=lambda: said.extend(process.stdout or ()))
        reading.start()
        pdfs.pdf(root / "opd/lkj.pdf", pages=2)
        pdfs.empty(root / "rusak.pdf")
        until(lambda: submissions(out) == {"opd": ["ok"], "rusak": ["failed"]})
        pdfs.pdf(root / "rusak.pdf")
        (root / "opd").rename(tmp_path / "away")
        until(lambda: submissions(out) == {"rusak": ["ok"]})
        until(lambda: sum(line.startswith("Menunggu") for line in said) == 3)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == ExitCode.done
        reading.join()
    assert "Traceback" not in "".join(said)
    assert (out / "opd/laporan.html").exists()
    assert "opd" not in (out / "index.html").read_text(encoding="utf-8")


def test_fail_on_has_no_meaning_for_a_watch(tmp_path: Path) -> None:
    run = lkj("audit", "--watch", tmp_path, "--out", tmp_path / "out", "--fail-on", "tinggi")
    assert run.returncode == ExitCode.usage
    assert "--watch" in run.stderr
