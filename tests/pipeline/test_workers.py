import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline import journal
from pipeline.executor import Task, TaskFailed, call_of
from pipeline.limits import MIB, Limits
from pipeline.workers import GROWN, Workers
from tests.pipeline import tasks

LIMITS = Limits(seconds=30, stall=20)


class Pool:
    """Workers that are given calls, and the pages these have told of."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self.pages: list[tuple[int, int]] = []

    def start(self, function: Callable[..., Any], *arguments: object, limits: Limits = LIMITS) -> Future[Any]:
        label = "100% report.pdf"
        task = Task(label, call_of(function, *arguments), limits, {"document": label})
        return self._workers.submit(task, lambda done, total: self.pages.append((done, total)))


@contextmanager
def pool(slots: int = 2) -> Iterator[Pool]:
    with Workers(slots, later=[tasks.__name__]) as workers:
        yield Pool(workers)


def failure(future: Future[Any]) -> tuple[str, bool]:
    error = future.exception(timeout=60)
    assert isinstance(error, TaskFailed)
    return error.reason, error.lasting


def test_a_task_reports_its_pages_and_returns_its_value() -> None:
    with pool() as workers:
        assert workers.start(tasks.add, 20, 22).result(timeout=60) == 42
    assert workers.pages == [(1, 2), (2, 2)]


def test_whatever_happens_to_a_task_happens_to_it_alone(caplog: pytest.LogCaptureFixture) -> None:
    with pool() as workers:
        killed = workers.start(tasks.die)
        left = workers.start(tasks.leave)
        greedy = workers.start(tasks.devour)
        mapping = workers.start(tasks.take_from_the_system)
        wrong = workers.start(tasks.stumble)
        stuck = workers.start(tasks.hang, limits=Limits(seconds=30, stall=0.5))
        late = workers.start(tasks.hang, limits=Limits(seconds=0.5, stall=20))
        broken = workers.start(tasks.crash)
        busy = workers.start(tasks.burn, limits=Limits(cpu=1))
        good = [workers.start(tasks.add, number, 1) for number in range(4)]
        reason, lasting = failure(killed)
        assert "SIGKILL" in reason
        assert not lasting
        assert "kode 7" in failure(left)[0]
        assert failure(greedy) == ("memerlukan memori lebih dari batas 4096 MiB", True)
        assert failure(mapping) == failure(greedy)
        assert failure(wrong) == ("kesalahan tak terduga: ValueError: this is not right", False)
        assert failure(stuck) == ("pembacaan tidak maju selama 0.5 detik", True)
        assert failure(late) == ("pembacaan melewati batas waktu 0.5 detik", True)
        reason, lasting = failure(broken)
        assert "SIGSEGV" in reason
        assert lasting
        assert failure(busy) == ("melewati batas waktu prosesor 1 detik", True)
        assert [one.result(timeout=60) for one in good] == [1, 2, 3, 4]
    (failed,) = (record for record in caplog.records if "ValueError: this is" in getattr(record, "traceback", ""))
    assert vars(failed)["document"] == "100% report.pdf"


def test_a_process_does_one_task_after_another_until_it_has_failed_or_grown() -> None:
    with pool(1) as workers:
        first, second = (workers.start(tasks.process).result(timeout=60) for _ in range(2))
        failure(workers.start(tasks.stumble))
        third = workers.start(tasks.process).result(timeout=60)
        large = workers.start(tasks.be_large, GROWN).result(timeout=60)
        fourth = workers.start(tasks.process).result(timeout=60)
    assert first == second
    assert third == large
    assert len({first, third, fourth}) == 3


def test_the_last_tasks_go_to_the_process_that_had_time_to_load_what_they_need() -> None:
    with pool() as workers:
        slow = workers.start(tasks.dawdle)
        idle = workers.start(tasks.process).result(timeout=60)
        assert slow.result(timeout=60) == "arrived"
        assert workers.start(tasks.process).result(timeout=60) == idle


@pytest.mark.parametrize("task", [tasks.fail_after_others, tasks.swallow_after_others])
def test_what_fails_or_warns_after_other_tasks_is_done_again_in_a_new_process(
    task: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    with pool(1) as workers:
        first, second = (workers.start(task).result(timeout=60) for _ in range(2))
    assert first != second
    (again,) = (vars(one) for one in caplog.records if "done again in a new process" in one.getMessage())
    assert again["document"] == "100% report.pdf"


@pytest.mark.parametrize(("task", "tries"), [(tasks.note_and_die, 2), (tasks.note_and_hang, 1)])
def test_what_fails_is_tried_once_more_however_many_processes_there_are_unless_its_time_is_over(
    tmp_path: Path, task: Callable[..., Any], tries: int
) -> None:
    with pool(3) as workers:
        warm = [workers.start(tasks.dawdle) for _ in range(3)]
        assert [one.result(timeout=60) for one in warm] == ["arrived"] * 3
        failure(workers.start(task, tmp_path / "tries", limits=Limits(seconds=30, stall=0.5)))
    assert (tmp_path / "tries").read_text() == "tried\n" * tries


def test_each_task_has_limits_of_its_own() -> None:
    with pool(1) as workers:
        processes = {workers.start(tasks.work_for, 0.8, limits=Limits(cpu=1)).result(timeout=60) for _ in range(4)}
        assert len(processes) == 1
        assert failure(workers.start(tasks.take, 1024 * MIB, limits=Limits(memory=512 * MIB)))[1]
        assert workers.start(tasks.take, MIB, limits=Limits(memory=1024 * MIB)).result(timeout=60) == MIB
        assert workers.start(tasks.take, 256 * MIB).result(timeout=60) == 256 * MIB


def test_what_one_task_prints_is_not_taken_for_what_the_next_one_does(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pool(1) as workers:
        for text in ("first", "second"):
            workers.start(tasks.print_unfinished, text).result(timeout=60)
    assert [vars(one)["output"] for one in caplog.records if hasattr(one, "output")] == ["firstfirst", "secondsecond"]


def test_a_process_that_has_died_meanwhile_costs_nothing() -> None:
    with pool(1) as workers:
        first = workers.start(tasks.process).result(timeout=60)
        os.kill(first, signal.SIGKILL)
        assert workers.start(tasks.process).result(timeout=60) != first


def test_a_slow_document_that_goes_on_is_not_stuck() -> None:
    with pool() as workers:
        assert workers.start(tasks.dawdle, limits=Limits(seconds=30, stall=1.0)).result(timeout=60) == "arrived"


def test_what_a_process_says_goes_into_the_log_with_its_document(caplog: pytest.LogCaptureFixture) -> None:
    with pool() as workers:
        workers.start(tasks.chatter).result(timeout=60)
    said = {record.name: vars(record) for record in caplog.records}
    assert said["room"]["message"] == "from the log"
    assert said["pipeline.journal"]["output"] == "from standard output\nfrom standard error\n"
    assert {record["document"] for record in said.values()} == {"100% report.pdf"}


def test_a_flood_of_words_is_cut_and_does_not_stop_a_task(caplog: pytest.LogCaptureFixture) -> None:
    with pool() as workers:
        assert workers.start(tasks.flood).result(timeout=60) == "arrived"
    printed = next(vars(record) for record in caplog.records if hasattr(record, "output"))
    assert printed["output"].startswith("printed 0\n")
    assert printed["output"].endswith("printed 99999\n")
    assert len(printed["output"]) < 20_000 < printed["omitted_bytes"]
    logged = [record.getMessage() for record in caplog.records if record.name == "room"]
    assert logged == [f"logged {number}" for number in range(journal.MOST_RECORDS)]
    assert f"{10_000 - journal.MOST_RECORDS} records left out" in [one.getMessage() for one in caplog.records]


def test_where_a_process_crashes_is_told(caplog: pytest.LogCaptureFixture) -> None:
    with pool() as workers:
        assert "SIGSEGV" in failure(workers.start(tasks.crash))[0]
    (printed,) = (vars(record)["output"] for record in caplog.records if hasattr(record, "output"))
    assert "Segmentation fault" in printed
    assert "tasks.py" in printed


def test_leaving_early_ends_what_still_runs(tmp_path: Path) -> None:
    with pool() as workers:
        stuck = workers.start(tasks.note_process, tmp_path / "process")
        waiting = [workers.start(tasks.hang) for _ in range(3)]
        while not (tmp_path / "process").exists():
            time.sleep(0.01)
    assert isinstance(stuck.exception(timeout=60), TaskFailed)
    assert waiting[-1].cancelled()
    assert not os.path.exists(f"/proc/{(tmp_path / 'process').read_text()}")  # noqa: PTH110
