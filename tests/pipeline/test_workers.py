import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.executor import Call, Task, TaskFailed
from pipeline.limits import Limits
from pipeline.workers import Workers
from tests.pipeline import tasks

LIMITS = Limits(seconds=30, stall=20)


class Pool:
    """Workers that are given calls, and the pages these have told of."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self.pages: list[tuple[int, int]] = []

    def start(self, function: Callable[..., Any], *arguments: object, limits: Limits = LIMITS) -> Future[Any]:
        label = "100% report.pdf"
        task = Task(label, Call(function, arguments), limits)
        return self._workers.submit(task, lambda done, total: self.pages.append((done, total)))


@contextmanager
def pool(tmp_path: Path, slots: int = 2) -> Iterator[Pool]:
    with Workers(slots, tmp_path / "log", preload=[tasks.__name__]) as workers:
        yield Pool(workers)


def failure(future: Future[Any]) -> tuple[str, bool]:
    error = future.exception(timeout=60)
    assert isinstance(error, TaskFailed)
    return error.reason, error.lasting


def test_a_task_reports_its_pages_and_returns_its_value(tmp_path: Path) -> None:
    with pool(tmp_path) as workers:
        assert workers.start(tasks.add, 20, 22).result(timeout=60) == 42
    assert workers.pages == [(1, 2), (2, 2)]


def test_whatever_happens_to_a_task_happens_to_it_alone(tmp_path: Path) -> None:
    with pool(tmp_path) as workers:
        killed = workers.start(tasks.die)
        left = workers.start(tasks.leave)
        greedy = workers.start(tasks.devour)
        wrong = workers.start(tasks.stumble)
        stuck = workers.start(tasks.hang, limits=Limits(seconds=30, stall=0.5))
        late = workers.start(tasks.hang, limits=Limits(seconds=0.5, stall=20))
        good = [workers.start(tasks.add, number, 1) for number in range(4)]
        reason, lasting = failure(killed)
        assert "SIGKILL" in reason
        assert not lasting
        assert "kode 7" in failure(left)[0]
        assert failure(greedy) == ("memerlukan memori lebih dari batas 4096 MiB", True)
        assert failure(wrong) == ("kesalahan tak terduga: ValueError: this is not right", False)
        assert failure(stuck) == ("pembacaan tidak maju selama 0.5 detik", True)
        assert failure(late) == ("pembacaan melewati batas waktu 0.5 detik", True)
        assert [one.result(timeout=60) for one in good] == [1, 2, 3, 4]
    assert "ValueError: this is" in (tmp_path / "log").read_text()


def test_a_slow_document_that_goes_on_is_not_stuck(tmp_path: Path) -> None:
    with pool(tmp_path) as workers:
        assert workers.start(tasks.dawdle, limits=Limits(seconds=30, stall=1.0)).result(timeout=60) == "arrived"


def test_what_a_process_says_goes_into_the_log_with_its_label(tmp_path: Path) -> None:
    with pool(tmp_path) as workers:
        workers.start(tasks.chatter).result(timeout=60)
    log = (tmp_path / "log").read_text()
    assert "from standard output" in log
    assert "from standard error" in log
    assert "WARNING 100% report.pdf room: from the log" in log


def test_leaving_early_ends_what_still_runs(tmp_path: Path) -> None:
    with pool(tmp_path) as workers:
        stuck = workers.start(tasks.note_process, tmp_path / "process")
        waiting = [workers.start(tasks.hang) for _ in range(3)]
        while not (tmp_path / "process").exists():
            time.sleep(0.01)
    assert isinstance(stuck.exception(timeout=60), TaskFailed)
    assert waiting[-1].cancelled()
    assert not os.path.exists(f"/proc/{(tmp_path / 'process').read_text()}")  # noqa: PTH110
