"""A file appears whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from reports.files import atomic_write
from reports.models import RuleText, SubmissionResult, summarize
from reports.write import write_batch, write_submission


def test_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "hasil.txt"
    path.write_text("lama")
    with pytest.raises(KeyboardInterrupt), atomic_write(path) as temporary:
        temporary.write_text("separuh")
        raise KeyboardInterrupt
    assert path.read_text() == "lama"
    assert list(tmp_path.iterdir()) == [path]


def test_failure_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError), atomic_write(tmp_path / "hasil.txt"):
        raise ValueError
    assert list(tmp_path.iterdir()) == []


def test_all_files_of_a_batch(
    tmp_path: Path,
    result: SubmissionResult,
    pdfs: dict[str, Path],
    rules: Mapping[str, RuleText],
    created: datetime,
) -> None:
    folder = tmp_path / result.submission.id
    write_submission(folder, result, pdfs, rules, created, "1")
    write_batch(tmp_path, [summarize(result)], created, "1")
    assert {path.name for path in folder.iterdir()} == {
        "findings.json", "tables.json", "kertas-kerja.xlsx", "laporan.html",
    }  # fmt: skip
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {
        "findings.json", "index.html", "rekap.xlsx",
    }  # fmt: skip
