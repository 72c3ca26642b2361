"""What counts as another version of the code."""

from pathlib import Path

import pytest

from pipeline.versions import fingerprint


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with a module and a file of settings."""
    folder = tmp_path / "room_of_a_test"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "settings.toml").write_text("limit = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    return folder


def test_all_files_of_a_room_count(room: Path) -> None:
    before = fingerprint.__wrapped__((room.name,))
    (room / "settings.toml").write_text("limit = 2\n")
    changed = fingerprint.__wrapped__((room.name,))
    assert changed != before
    (room / "rules").mkdir()
    (room / "rules/one.py").write_text("")
    assert fingerprint.__wrapped__((room.name,)) not in {before, changed}


def test_what_python_writes_beside_them_does_not_count(room: Path) -> None:
    before = fingerprint.__wrapped__((room.name,))
    (room / "__pycache__").mkdir()
    for name in ("__init__.cpython-311.pyc", "__init__.cpython-311.pyc.140234"):  # the latter for a moment
        (room / "__pycache__" / name).write_bytes(b"\0")
    assert fingerprint.__wrapped__((room.name,)) == before
