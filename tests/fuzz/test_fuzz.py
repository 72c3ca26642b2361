"""A short walk through what chance can make of texts, tables and PDFs; ``benchmarks/fuzz.py`` walks on."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.fuzz import read_mutants
from pipeline.executor import Task, call_of
from pipeline.limits import Limits
from pipeline.workers import Workers
from tests.fuzz import mutants, targets

EXAMPLES = {
    "numbers": 400,
    "printed numbers": 400,
    "texts": 250,
    "pairs": 250,
    "tables": 50,
    "audits": 40,
    "damaged submissions": 25,
}
MUTANTS = 150


@pytest.mark.parametrize("name", targets.TARGETS)
def test_whatever_chance_makes_is_taken(name: str) -> None:
    target = targets.TARGETS[name]

    @settings(derandomize=True, max_examples=EXAMPLES[name], deadline=None, suppress_health_check=list(HealthCheck))
    @given(target.examples)
    def walk(example: object) -> None:
        target.holds(example)

    walk()


def test_long_texts_take_no_time_that_grows_beyond_all_bounds() -> None:
    """A pattern that goes back and forth over a long text would need longer than there are years."""
    limits = Limits(seconds=100, stall=20)
    with Workers(1, [targets.__name__]) as workers:
        task = Task("long texts", call_of(targets.read_long_texts), limits)
        assert workers.submit(task, lambda done, total: None).result(timeout=120) > 0


def test_damaged_pdfs_give_a_document_or_a_reason(tmp_path: Path) -> None:
    assert read_mutants(tmp_path, MUTANTS, random.Random(7)) == {}


def test_accidents_change_files_and_spare_some_of_them(tmp_path: Path) -> None:
    sound = mutants.seeds(tmp_path)
    chance = random.Random(1)
    made = {mutants.mutant(sound, chance) for _ in range(100)}
    assert len(made - set(sound)) > 90
