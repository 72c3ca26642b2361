"""Audits thousands of consistent submissions and of broken ones, and prints per rule what was found.

usage: python -m benchmarks.proof [--consistent N] [--mutations N] [--processes N] [--only CODE] [--seed N]

The submissions are those of ``tests/proof``: typed pages and tables of invented offices, in which every figure agrees
with every other, and mutations of them that break one rule each. A mutation counts as found when its rule fires;
"exactly" when no other rule does. The exit code is 1 when a consistent submission has a finding, or when less than
99.5 % of the mutations are found.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from audit.models import Finding
from audit.profile import load
from audit.run import run
from extract.models import Document
from normalize.build import build
from tests.proof.mutations import MUTATIONS, broken
from tests.proof.plan import Plan, plans
from tests.proof.submitted import documents

BATCH = 50
ENOUGH = 0.995
_SHOWN = 20
_SETTINGS = settings(
    deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), max_examples=BATCH
)


class Task(NamedTuple):
    """A batch: ``mutation`` is an index into MUTATIONS, None for consistent submissions."""

    mutation: int | None
    seed: int
    count: int


class Outcome(NamedTuple):
    """How often which rules fired, and messages of what should not have been found, or of what was missed."""

    task: Task
    fired: Counter[tuple[str, ...]]
    notes: list[str]


def audited(made: list[Document]) -> list[Finding]:
    """The findings of the documents by the default profile."""
    return run(build("opd", "opd", made), load())


def done(task: Task) -> Outcome:
    """Make and audit the submissions of a batch."""
    mutation = None if task.mutation is None else MUTATIONS[task.mutation]
    fired: Counter[tuple[str, ...]] = Counter()
    notes: list[str] = []

    def each(plan: Plan, data: st.DataObject) -> None:
        found = audited(documents(plan) if mutation is None else broken(mutation, plan, data))
        codes = tuple(sorted({one.rule for one in found}))
        fired[codes] += 1
        if codes != (() if mutation is None else (mutation.code,)):
            told = " | ".join(f"{one.rule}: {one.message}" for one in found[:3]) or "missed"
            notes.append(f"{mutation.name if mutation else 'consistent'} {sorted(plan.parts)}: {told}")

    wanted = plans() if mutation is None else plans(mutation.needs, mutation.without)
    seed(task.seed)(settings(_SETTINGS, max_examples=task.count)(given(wanted, st.data())(each)))()
    return Outcome(task, fired, notes)


def tasks(consistent: int, mutations: int, only: str, first: int) -> Iterator[Task]:
    """The batches, those of one kind with different seeds from ``first`` on."""
    for start in range(0, consistent, BATCH):
        yield Task(None, first + start, min(BATCH, consistent - start))
    for index, mutation in enumerate(MUTATIONS):
        if only in mutation.code:
            for start in range(0, mutations, BATCH):
                yield Task(index, first + start, min(BATCH, mutations - start))


def outcomes(batches: Iterable[Task], processes: int) -> Iterator[Outcome]:
    """What became of the batches, as they get done; how many is shown on stderr."""
    with ProcessPoolExecutor(processes) as pool:
        waiting = [pool.submit(done, batch) for batch in batches]
        for n, ready in enumerate(as_completed(waiting), 1):
            print(f"\r{n}/{len(waiting)}", end="", file=sys.stderr, flush=True)
            yield ready.result()
    print(file=sys.stderr)


def main() -> int:
    """Run all batches and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--consistent", type=int, default=10_000)
    parser.add_argument("--mutations", type=int, default=100, help="of each operator")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", default="", help="mutations of rules whose code holds this")
    parser.add_argument("--seed", type=int, default=0, help="another one makes other submissions")
    options = parser.parse_args()
    fired: dict[str, Counter[tuple[str, ...]]] = {"": Counter()}
    notes: list[str] = []
    for outcome in outcomes(
        tasks(options.consistent, options.mutations, options.only, options.seed), options.processes
    ):
        code = "" if outcome.task.mutation is None else MUTATIONS[outcome.task.mutation].code
        fired.setdefault(code, Counter()).update(outcome.fired)
        notes += outcome.notes
    clean, total = fired[""][()], fired[""].total()
    print(f"consistent submissions: {total}, without a finding: {clean}\n")
    print("rule | mutations | exactly | with others | missed")
    every = found = 0
    for code, counted in sorted(fired.items())[1:]:
        exactly, seen = counted[code,], sum(times for codes, times in counted.items() if code in codes)
        every, found = every + counted.total(), found + seen
        print(f"{code} | {counted.total()} | {exactly} | {seen - exactly} | {counted.total() - seen}")
    print(f"\nmutations: {every}, found: {found}" + (f" ({found / every:.2%})" if every else ""))
    print("\n".join(["", *notes[:_SHOWN]]))
    return int(clean < total or found < ENOUGH * every)


if __name__ == "__main__":
    raise SystemExit(main())
