"""When the index over a batch is written anew."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.profile import Profile, load
from pipeline.index import write_index
from reports.files import FINDINGS, INDEX, RECAP, WORKPAPER
from reports.models import SubmissionSummary

FILES = (INDEX, RECAP, FINDINGS)
SUMMARY = SubmissionSummary("contoh", "contoh.pdf", "Dinas Contoh", 2024)


class Index:
    """The index of one submission, and which of its files each call has written."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.workpaper = out / "contoh" / WORKPAPER
        self.workpaper.parent.mkdir()
        (out / ".lkj").mkdir()

    def written(
        self,
        summary: SubmissionSummary = SUMMARY,
        profile: Profile | None = None,
        version: str = "1",
        code: str = "before",
    ) -> bool:
        before = self._states()
        created = datetime(2025, 9, 24, tzinfo=UTC)
        write_index(self.out, [summary], profile or load(), created, version, code, lambda done, total: None)
        after = self._states()
        assert after.keys() == set(FILES)
        changed = {name for name in FILES if before.get(name) != after[name]}
        assert changed in (set(), set(FILES))
        return bool(changed)

    def _states(self) -> dict[str, int]:
        return {name: path.stat().st_ino for name in FILES if (path := self.out / name).exists()}


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = Index(tmp_path)
    assert made.written()
    return made


def test_what_is_there_is_not_written_again(index: Index) -> None:
    assert not index.written()


def test_what_it_tells_of_has_changed(index: Index) -> None:
    assert index.written(SubmissionSummary("contoh", "contoh.pdf", "Dinas Contoh", 2025))
    assert index.written()


def test_it_was_made_otherwise(index: Index, tmp_path: Path) -> None:
    other = tmp_path / "profile.toml"
    other.write_text('[rules]\ndisabled = ["H201"]\n')
    assert index.written(profile=load(other))
    assert index.written(profile=load(other), version="2")
    assert index.written(profile=load(other), version="2", code="after")


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_gone(index: Index, name: str) -> None:
    (index.out / name).unlink()
    assert index.written()


def test_an_evaluator_has_saved_a_workpaper(index: Index) -> None:
    index.workpaper.write_bytes(b"")
    assert index.written()
    assert not index.written()


def test_a_note_that_cannot_be_read_is_no_reason_to_trust_the_files(index: Index) -> None:
    (index.out / ".lkj/index.msgpack").write_bytes(b"\x91")
    assert index.written()
