"""Runs that are killed at any moment, and the ones that go on after them."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from benchmarks.crash import audit, killed, results

SUBMISSIONS = Path(__file__).parents[2] / "samples" / "submissions"
DIGITAL = ("dinas-ketahanan-pangan-2024", "kecamatan-randusekar-tw3-2025")
KILLS = 8
LONGEST = 2.5
"""Seconds until a kill: early enough that several hit a run before it ends."""


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Submissions that are read whole and one that is read in parts."""
    folder = tmp_path_factory.mktemp("batch")
    for name in DIGITAL:
        shutil.copytree(SUBMISSIONS / name, folder / name)
    return folder


def test_a_run_killed_again_and_again_ends_like_one_left_alone(batch: Path, tmp_path: Path) -> None:
    command = audit([batch], tmp_path / "alone", 2, ["--ocr", "never"])
    subprocess.run(command, capture_output=True, timeout=300, check=True)
    expected = results(tmp_path / "alone")
    assert {submission["id"] for submission in expected["findings.json"]["submissions"]} == set(DIGITAL)

    command = audit([batch], tmp_path / "killed", 2, ["--ocr", "never"])
    chance = random.Random(7)
    for _ in range(KILLS):
        killed(command, chance.uniform(0.3, LONGEST))
    subprocess.run(command, capture_output=True, timeout=300, check=True)
    assert results(tmp_path / "killed") == expected
    hidden = tmp_path / "killed" / ".lkj"
    assert list((hidden / "scratch").iterdir()) == []
    assert len(list((hidden / "documents").iterdir())) == 3
