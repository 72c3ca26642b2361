"""Feeds what chance makes to the readers of texts, tables and PDFs, and to the audit, and prints what failed.

usage: python -m benchmarks.fuzz [--seconds N] [--seed N] [--only NAME] [--keep DIR]

The texts, documents and damaged PDFs are those of ``tests/fuzz``, here with other seeds each time. ``--keep`` says
where PDFs go that were not read as they should. Exit code 1 when anything failed.
"""

from __future__ import annotations

import argparse
import itertools
import logging
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from pipeline.executor import Task, TaskFailed, call_of
from pipeline.limits import MIB, Limits
from pipeline.workers import Workers
from tests.fuzz import mutants
from tests.fuzz.targets import TARGETS, Target

BATCH = 50
PDFS = "pdfs"
LIMITS = Limits(memory=2048 * MIB, seconds=600, stall=20)
"""A file that takes longer than ``stall`` hangs: all of them are small."""

PHASES = (Phase.generate, Phase.shrink)


def read_mutants(folder: Path, count: int, chance: random.Random) -> dict[str, str]:
    """Damage so many PDFs in ``folder`` and read them; gives what went wrong with which, by their names."""
    sound = mutants.seeds(folder)
    files = [folder / f"{number:04}.pdf" for number in range(count)]
    for file in files:
        file.write_bytes(mutants.mutant(sound, chance))
    problems: dict[str, str] = {}
    with Workers(1, [mutants.__name__]) as workers:
        while files:
            read = 0

            def note(done: int, total: int) -> None:
                nonlocal read
                read = done

            try:
                return (
                    problems | workers.submit(Task("mutants", call_of(mutants.read_all, files), LIMITS), note).result()
                )
            except TaskFailed as error:  # the process is gone, and with it what it knew of the files before
                problems[files[read].name] = error.reason
                files = files[read + 1 :]
    return problems


def failure(target: Target, number: int) -> str:
    """What the first example of a batch that fails does, cut down to its simplest form; empty when all hold."""

    @seed(number)
    @settings(max_examples=BATCH, deadline=None, database=None, phases=PHASES, suppress_health_check=list(HealthCheck))
    @given(target.examples)
    def walk(example: object) -> None:
        target.holds(example)

    try:
        walk()
    except Exception as error:
        return "".join([*traceback.format_exception(error, limit=-3), *getattr(error, "__notes__", ())])
    return ""


def main() -> None:
    """Go on until the time is over."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--seconds", type=float, default=60)
    arguments.add_argument("--seed", type=int, default=time.time_ns() % 10**9)
    arguments.add_argument("--only", choices=[*TARGETS, PDFS])
    arguments.add_argument("--keep", type=Path)
    options = arguments.parse_args()
    logging.getLogger().addHandler(logging.NullHandler())  # warnings over broken files are no news
    ways: dict[str, Callable[[int], str]] = {
        name: lambda number, target=target: failure(target, number)  # type: ignore[misc]
        for name, target in TARGETS.items()
    }
    ways[PDFS] = lambda number: _pdfs(number, options.keep)
    names = [options.only] if options.only else list(ways)
    done: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    end = time.monotonic() + options.seconds
    for number in itertools.count(options.seed):
        for name in names:
            if time.monotonic() > end:
                _sum_up(options.seed, done, failed)
                sys.exit(1 if failed else 0)
            done[name] += BATCH
            if told := ways[name](number):
                failed[name] += 1
                print(f"--- {name}, seed {number}\n{told}", flush=True)


def _pdfs(number: int, keep: Path | None) -> str:
    with tempfile.TemporaryDirectory() as folder:
        problems = read_mutants(Path(folder), BATCH, random.Random(number))
        for name in problems if keep else ():
            assert keep
            keep.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(folder) / name, keep / f"{number}-{name}")
    return "\n".join(f"{name}: {problem}" for name, problem in problems.items())


def _sum_up(first: int, done: Counter[str], failed: Counter[str]) -> None:
    print(f"from seed {first}")
    for name, count in done.items():
        print(f"{name:<16} {count:>7} examples, {failed[name]} of {count // BATCH} batches failed")


if __name__ == "__main__":
    main()
