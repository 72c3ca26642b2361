import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.limits import Limits
from pipeline.workers import Event, Failed, Progressed, Succeeded, Task, Workers
from tests.pipeline import tasks

LIMITS = Limits(seconds=30, stall=20)


def task(name: str, function: Callable[..., Any], *arguments: object, limits: Limits = LIMITS) -> Task:
    return Task((name, None), name, function, arguments, limits)


def run(tmp_path: Path, *tasks_: Task, count: int = 2) -> dict[str, list[Event]]:
    told: dict[str, list[Event]] = {one.key[0]: [] for one in tasks_}
    with Workers(count, tmp_path / "log", preload=[tasks.__name__]) as workers:
        for one in tasks_:
            workers.submit(one)
        for event in workers.events():
            told[event.key[0]].append(event)
    return told


def reason(events: list[Event]) -> str:
    last = events[-1]
    assert isinstance(last, Failed)
    return last.reason


def test_a_task_reports_its_pages_and_returns_its_value(tmp_path: Path) -> None:
    told = run(tmp_path, task("a", tasks.add, 20, 22))
    assert told["a"] == [Progressed(("a", None), 1, 2), Progressed(("a", None), 2, 2), Succeeded(("a", None), 42)]


def test_whatever_happens_to_a_task_happens_to_it_alone(tmp_path: Path) -> None:
    told = run(
        tmp_path,
        task("killed", tasks.die),
        task("left", tasks.leave),
        task("greedy", tasks.devour),
        task("wrong", tasks.stumble),
        task("stuck", tasks.hang, limits=Limits(seconds=30, stall=0.5)),
        task("late", tasks.hang, limits=Limits(seconds=0.5, stall=20)),
        *(task(f"good {number}", tasks.add, number, 1) for number in range(4)),
    )
    assert "SIGKILL" in reason(told["killed"])
    assert "kode 7" in reason(told["left"])
    assert reason(told["greedy"]) == "memerlukan memori lebih dari batas 4096 MiB"
    assert reason(told["wrong"]) == "kesalahan tak terduga: ValueError: this is not right"
    assert reason(told["stuck"]) == "pembacaan tidak maju selama 0.5 detik"
    assert reason(told["late"]) == "pembacaan melewati batas waktu 0.5 detik"
    for number in range(4):
        assert told[f"good {number}"][-1] == Succeeded((f"good {number}", None), number + 1)
    assert "ValueError: this is" in (tmp_path / "log").read_text()


def test_a_slow_document_that_goes_on_is_not_stuck(tmp_path: Path) -> None:
    told = run(tmp_path, task("slow", tasks.dawdle, limits=Limits(seconds=30, stall=1.0)))
    assert told["slow"][-1] == Succeeded(("slow", None), "arrived")


def test_what_a_process_says_goes_into_the_log_with_its_label(tmp_path: Path) -> None:
    run(tmp_path, task("100% report.pdf", tasks.chatter))
    log = (tmp_path / "log").read_text()
    assert "from standard output" in log
    assert "from standard error" in log
    assert "WARNING 100% report.pdf room: from the log" in log


def test_a_task_submitted_first_goes_before_those_that_wait(tmp_path: Path) -> None:
    order = []
    with Workers(1, tmp_path / "log", preload=[tasks.__name__]) as workers:
        workers.submit(task("one", tasks.add, 1, 1))
        workers.submit(task("two", tasks.add, 1, 1))
        for event in workers.events():
            if isinstance(event, Succeeded):
                order.append(event.key[0])
                if event.key[0] == "one":
                    workers.submit(task("urgent", tasks.add, 1, 1), first=True)
    assert order == ["one", "urgent", "two"]


def test_leaving_early_ends_what_still_runs(tmp_path: Path) -> None:
    with Workers(2, tmp_path / "log", preload=[tasks.__name__]) as workers:
        workers.submit(task("stuck", tasks.hang))
        workers.submit(task("quick", tasks.add, 1, 1))
        next(workers.events())
        children = [one.process.pid for one in workers._running.values()]
    assert children
    for pid in children:
        assert pid is not None
        assert not os.path.exists(f"/proc/{pid}")  # noqa: PTH110
