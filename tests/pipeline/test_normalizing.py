"""A long document is typed while others look at what signs it."""

from pathlib import Path

import msgspec
import pytest

from normalize.build import Typed, build
from pipeline import stages
from pipeline.discover import Source, SourceDocument
from pipeline.documents import Stored, failed, leave, left, load, store, typed_file
from pipeline.executor import Call, Fan, TaskFailed, call_of
from pipeline.normalizing import normalized
from pipeline.underway import Gathering
from tests.pipeline.test_stages import BUNDLE, made, told

SOURCE = Source("contoh", "contoh", (SourceDocument(BUNDLE, BUNDLE.name),))


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """The sample with the signatures of each page judged by a task of its own."""
    target = tmp_path_factory.mktemp("read") / "document.msgpack"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stages, "JUDGED", 1)
        made(call_of(stages.read, SOURCE.documents[0], target, "never"))
    return Stored(target, BUNDLE.name)


def test_the_submission_is_the_one_typed_at_once(stored: Stored) -> None:
    assert left(typed_file(stored.file), Typed).tables
    documents, submission = normalized(SOURCE, (stored,))
    assert documents == load((stored,))
    assert any(block.signing for block in submission.signatures)
    assert submission == build(SOURCE.id, SOURCE.name, documents)


def test_what_was_typed_is_not_typed_again_but_for_a_file_of_another_name(stored: Stored, tmp_path: Path) -> None:
    file = tmp_path / "document.msgpack"
    file.write_bytes(stored.file.read_bytes())
    typed = left(typed_file(stored.file), Typed)
    leave(msgspec.structs.replace(typed, passages=()), typed_file(file))
    assert not normalized(SOURCE, (Stored(file, BUNDLE.name),))[1].passages
    _, other = normalized(SOURCE, (Stored(file, "other.pdf"),))
    assert {passage.at.document for passage in other.passages} == {"other.pdf"}


def test_without_it_all_is_typed_in_the_end(stored: Stored, tmp_path: Path) -> None:
    file = tmp_path / "document.msgpack"
    file.write_bytes(stored.file.read_bytes())
    assert normalized(SOURCE, (Stored(file, BUNDLE.name),)) == normalized(SOURCE, (stored,))


def test_what_failed_after_it_was_typed_says_nothing(stored: Stored, tmp_path: Path) -> None:
    file = tmp_path / "document.msgpack"
    store(failed(SOURCE.documents[0], "proses berhenti mendadak"), file)
    typed_file(file).write_bytes(typed_file(stored.file).read_bytes())
    _, submission = normalized(SOURCE, (Stored(file, BUNDLE.name),))
    assert [one.status for one in submission.files] == ["failed"]
    assert not (submission.segments or submission.tables or submission.passages or submission.parties)


def test_nothing_is_lost_when_it_cannot_be_typed_apart(tmp_path: Path) -> None:
    work, first = Gathering(), Call("first")
    work.begin(first)
    call = Call(stages.TYPE_APART, (tmp_path / "missing", tmp_path / "document.msgpack"), stages.TYPE_LATER)
    work.ended(first, 1.0, Fan((call,), Call("then")))
    (rescue,) = work.ended(call, 1.0, TaskFailed("proses berhenti mendadak"))
    assert work.ended(rescue, 1.0, rescue.made(told)) == [Call("then")]
    assert not (work.over or work.passing)
