"""Disks that are full or cannot be written: what the user is told, and what is left."""

import resource
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.crash import results
from pipeline.cli import ExitCode
from pipeline.disk import OutputFailed
from tests.pipeline import pdfs, tasks
from tests.pipeline.runs import Run
from tests.pipeline.test_cli import LKJ, REPORTS, lkj

Mount = Callable[..., None]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Mount]]:
    """A folder on a disk of its own, and how to mount it with other options."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(*options: str) -> None:
        subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", folder], check=True)

    try:
        mount("size=64k")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file systems may be mounted here")
    yield folder, mount
    subprocess.run(["umount", folder], check=True)


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    pdfs.pdf(tmp_path / "in/opd/lkj.pdf", pages=3)
    pdfs.pdf(tmp_path / "in/lepas.pdf", pages=2)
    return tmp_path / "in"


def audit(batch: Path, out: Path) -> subprocess.CompletedProcess[str]:
    return lkj("audit", batch, "--out", out, "--ocr", "never", "--jobs", 1)


def messages(run: subprocess.CompletedProcess[str]) -> list[str]:
    """What was said about the disk; nothing may look like a program that has crashed."""
    said = run.stdout + run.stderr
    assert "Traceback" not in said
    assert "Error" not in said
    return [line for line in run.stderr.splitlines() if line.startswith("Tidak dapat menulis")]


def assert_whole(out: Path) -> None:
    """No file is half, and no submission has only some of its results."""
    shown = [path for path in out.rglob("*") if not path.is_relative_to(out / ".lkj")]
    assert not [path for path in shown if path.name.endswith(".tmp")]
    for folder in (path for path in shown if path.is_dir()):
        assert {path.name for path in folder.iterdir()} == REPORTS


def test_a_disk_that_fills_up_costs_nothing_that_is_finished(
    batch: Path, disk: tuple[Path, Mount], tmp_path: Path
) -> None:
    """It is full at the start, then when results are written, then at the index; in the end there is room."""
    folder, mount = disk
    out = folder / "out"
    ends = []
    for size in (64, 200, 280):
        mount("remount", f"size={size}k")
        run = audit(batch, out)
        ends.append(run.returncode)
        if out.exists():
            assert_whole(out)
        told = messages(run)
        assert len(told) == (0 if run.returncode == ExitCode.done else 1), run.stderr
        assert all(f"{out}: disk atau kuota penuh. Kosongkan ruang" in line for line in told)
    assert ends[0] == ExitCode.usage
    assert set(ends[1:]) & {ExitCode.incomplete, ExitCode.nothing}
    mount("remount", "size=4m")
    assert audit(batch, out).returncode == ExitCode.done
    assert audit(batch, tmp_path / "alone").returncode == ExitCode.done
    assert results(out) == results(tmp_path / "alone")


def test_a_folder_that_may_only_be_read(batch: Path, disk: tuple[Path, Mount]) -> None:
    folder, mount = disk
    mount("remount", "size=4m")
    assert audit(batch, folder / "out").returncode == ExitCode.done
    before = results(folder / "out")
    mount("remount", "ro")
    for out in (folder / "out", folder / "other"):
        run = audit(batch, out)
        assert run.returncode == ExitCode.usage
        (line,) = messages(run)
        assert line.startswith(f"Tidak dapat menulis ke {out}: tidak ada izin menulis.")
        assert "pilih folder lain dengan --out" in line
    mount("remount", "rw")
    half = folder / "out/.index.html.123.tmp"
    half.write_text("of a run that was killed")
    assert audit(batch, folder / "out").returncode == ExitCode.done
    assert results(folder / "out") == before
    assert not half.exists()


def test_files_may_not_grow(batch: Path, tmp_path: Path) -> None:
    """A limit on the size of files looks like a full disk to whoever writes one."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    command = [str(LKJ), "audit", str(batch), "--out", str(tmp_path / "out")]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, preexec_fn=limited, check=False)
    assert run.returncode == ExitCode.usage
    assert len(messages(run)) == 1


def test_a_file_in_the_place_of_the_folder(batch: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    run = audit(batch, tmp_path / "file/out")
    assert run.returncode == ExitCode.usage
    assert len(messages(run)) == 1


def test_an_archive_that_cannot_be_unpacked_is_not_called_broken(batch: Path, tmp_path: Path) -> None:
    out, place = tmp_path / "out", tmp_path / "out/.lkj/archives"
    with zipfile.ZipFile(batch / "kiriman.zip", "w") as archive:
        archive.write(batch / "lepas.pdf", "lkj.pdf")
    place.parent.mkdir(parents=True)
    place.touch()
    run = audit(batch, out)
    assert run.returncode == ExitCode.nothing
    assert len(messages(run)) == 1
    assert not list(out.glob("*/findings.json"))
    place.unlink()
    assert audit(batch, out).returncode == ExitCode.done
    assert len(list(out.glob("*/findings.json"))) == 3


def test_a_full_disk_ends_the_run_and_is_nobodys_fault(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/a/lkj.pdf")
    pdfs.pdf(tmp_path / "in/b/lkj.pdf")
    Run(tmp_path, tasks.fill_disk, "c")
    pdfs.pdf(tmp_path / "in/c/lkj.pdf")
    with pytest.raises(OutputFailed, match="disk atau kuota penuh"):
        Run(tmp_path, tasks.fill_disk, "c")
    shutil.rmtree(tmp_path / "in/c")
    again = Run(tmp_path, tasks.fill_disk, "c")
    assert again.done == set()
    assert all(read.status == "ok" for one in again.conductor.finished for read in one.read)
