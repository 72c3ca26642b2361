"""Audits on a Dask cluster come to what audits of one machine come to, whatever happens to its workers."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from distributed import Client

from benchmarks.crash import audit, results
from pipeline.cluster import Cluster
from pipeline.executor import ExecutorLost, Task, TaskFailed, call_of
from pipeline.limits import Limits
from tests.pipeline import tasks

SUBMISSIONS = Path(__file__).parents[2] / "samples" / "submissions"
BUNDLE = "kecamatan-randusekar-tw3-2025"
"""Long enough to be read in parts."""
LIMITS = Limits(seconds=60, stall=60)


class Servers:
    """A scheduler and its workers, each started as an administrator would."""

    def __init__(self, folder: Path) -> None:
        self.running: list[subprocess.Popen[bytes]] = []
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._start("scheduler", "--port", "0", "--no-dashboard")
        while not self._file.exists():
            time.sleep(0.05)
        self.client = Client(scheduler_file=str(self._file), timeout=60, set_as_default=False)
        self.address = self.client.scheduler.address

    def worker(self) -> None:
        self._start("worker", "--nthreads", "1", "--no-dashboard", "--local-directory", str(self._folder))

    def lose(self, server: subprocess.Popen[bytes]) -> None:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        self.running.remove(server)

    def _start(self, role: str, *options: str) -> None:
        command = [sys.executable, "-m", "dask", role, "--scheduler-file", str(self._file), *options]
        root = Path(__file__).parents[2]
        with (self._folder / f"{role}.log").open("ab") as log:
            self.running.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=root, start_new_session=True))


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    servers = Servers(tmp_path_factory.mktemp("dask"))
    try:
        for _ in range(2):
            servers.worker()
        servers.client.wait_for_workers(2, timeout=60)
        yield servers
    finally:
        servers.client.close()
        for server in [*servers.running]:
            servers.lose(server)


@contextmanager
def cluster(servers: Servers) -> Iterator[Cluster]:
    with Cluster(servers.address, None, later=[tasks.__name__]) as executor:
        yield executor


def start(executor: Cluster, function: Callable[..., Any], *arguments: object, limits: Limits = LIMITS) -> Future[Any]:
    return executor.submit(Task("report.pdf", call_of(function, *arguments), limits), lambda done, total: None)


def failure(future: Future[Any]) -> tuple[str, bool]:
    error = future.exception(timeout=60)
    assert isinstance(error, TaskFailed)
    return error.reason, error.lasting


def test_a_task_reports_its_pages_and_returns_its_value(servers: Servers) -> None:
    pages: list[tuple[int, int]] = []
    with cluster(servers) as executor:
        assert executor.slots == 2
        task = Task("report.pdf", call_of(tasks.dawdle), LIMITS)
        future = executor.submit(task, lambda done, total: pages.append((done, total)))
        assert future.result(timeout=60) == "arrived"
    assert pages[:3] == [(1, 7), (2, 7), (3, 7)]


def test_limits_hold_on_workers(servers: Servers) -> None:
    with cluster(servers) as executor:
        greedy = start(executor, tasks.devour)
        stuck = start(executor, tasks.hang, limits=Limits(seconds=60, stall=0.5))
        killed = start(executor, tasks.die)
        good = start(executor, tasks.add, 20, 22)
        assert failure(greedy) == ("memerlukan memori lebih dari batas 4096 MiB", True)
        assert failure(stuck) == ("pembacaan tidak maju selama 0.5 detik", True)
        reason, lasting = failure(killed)
        assert "SIGKILL" in reason
        assert not lasting
        assert good.result(timeout=60) == 42
    assert len(servers.client.nthreads()) == 2


def test_what_failed_by_chance_is_tried_again(servers: Servers, tmp_path: Path) -> None:
    with cluster(servers) as executor:
        assert start(executor, tasks.die_first, tmp_path / "mark").result(timeout=60) == "arrived"


def test_leaving_early_ends_what_still_runs(servers: Servers, tmp_path: Path) -> None:
    with cluster(servers) as executor:
        start(executor, tasks.note_process, tmp_path / "process")
        while not (tmp_path / "process").exists():
            time.sleep(0.01)
    assert not Path("/proc", (tmp_path / "process").read_text()).exists()


def test_no_scheduler_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.cluster.PATIENCE", 0.5)
    with pytest.raises(ExecutorLost, match=r"tcp://127\.0\.0\.1:1"):
        Cluster("tcp://127.0.0.1:1", None, later=[])


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    shutil.copytree(SUBMISSIONS / BUNDLE, folder / BUNDLE)
    return folder


@pytest.fixture(scope="module")
def alone(batch: Path) -> dict[str, Any]:
    """What an audit without any cluster comes to."""
    out = batch.with_name("alone")
    subprocess.run(audit([batch], out, 2, ["--ocr", "never"]), capture_output=True, timeout=300, check=True)
    found = results(out)
    assert [submission["id"] for submission in found["findings.json"]["submissions"]] == [BUNDLE]
    return found


def test_a_batch_survives_the_loss_of_a_worker(
    servers: Servers, batch: Path, alone: dict[str, Any], tmp_path: Path
) -> None:
    command = audit([batch], tmp_path / "out", 2, ["--ocr", "never", "--scheduler", servers.address])
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run:
        while run.poll() is None and not all(servers.client.processing().values()):
            time.sleep(0.02)
        servers.lose(servers.running[-1])
        _, told = run.communicate(timeout=300)
    assert run.returncode == 0, told
    assert len(servers.client.nthreads()) == 1
    assert results(tmp_path / "out") == alone


def test_a_cluster_of_this_machine_alone(batch: Path, alone: dict[str, Any], tmp_path: Path) -> None:
    command = audit([batch], tmp_path / "out", 2, ["--ocr", "never", "--scheduler", "local"])
    subprocess.run(command, capture_output=True, timeout=300, check=True)
    assert results(tmp_path / "out") == alone
