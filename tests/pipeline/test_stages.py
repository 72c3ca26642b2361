"""Documents read in parts are the ones read at once."""

import errno
from pathlib import Path

import msgspec
import pypdfium2 as pdfium
import pytest

from extract import pages, reader
from extract.models import Document
from pipeline import stages
from pipeline.discover import SourceDocument
from pipeline.documents import ReadResult, Stored, load, parts_folder
from pipeline.executor import Call, Fan, call_of

SUBMISSIONS = Path(__file__).parents[2] / "samples" / "submissions"
BUNDLE = SUBMISSIONS / "kecamatan-randusekar-tw3-2025" / "bundel.pdf"


@pytest.fixture(scope="module")
def whole() -> Document:
    return reader.read(BUNDLE, "bundel.pdf", ocr="never")


def told(done: int, total: int) -> None:
    pass


def made(call: Call) -> object:
    """What comes of a call, the calls it leads to included, the last ones first."""
    value = call.made(told)
    if not isinstance(value, Fan):
        return value
    for one in reversed(value.calls):
        assert one.made(told) is None
    return made(value.then)


@pytest.mark.parametrize("judged", [1, 100])
def test_a_long_document_in_parts_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: Document, judged: int
) -> None:
    monkeypatch.setattr(stages, "JUDGED", judged)
    target = tmp_path / "document.msgpack"
    document = SourceDocument(BUNDLE, "bundel.pdf")
    fan = stages.read(document, target, "never", told)
    assert isinstance(fan, Fan)
    assert len(fan.calls) == 22 / stages.PART
    result = made(call_of(stages.read, document, target, "never"))
    assert whole.signature_regions
    assert result == ReadResult("ok", 22, None, whole.sha256)
    (parts,) = load([Stored(target, "bundel.pdf")])
    assert msgspec.msgpack.encode(parts) == msgspec.msgpack.encode(whole)


def test_parts_that_are_there_are_not_read_again(tmp_path: Path) -> None:
    document = SourceDocument(BUNDLE, "bundel.pdf")
    read = call_of(stages.read, document, tmp_path / "document.msgpack", "never")
    first = read.made(told)
    part = first.calls[1]
    part.made(told)
    second = read.made(told)
    assert second.calls == (first.calls[0], *first.calls[2:])
    assert second.then == first.then


def test_parts_of_another_size_are_read_again(tmp_path: Path) -> None:
    document = SourceDocument(BUNDLE, "bundel.pdf")
    target = tmp_path / "document.msgpack"
    fan = stages.read(document, target, "never", told)
    assert isinstance(fan, Fan)
    old = parts_folder(target) / "1-3.pages"
    old.write_bytes(b"")
    assert stages.read(document, target, "never", told) == fan
    assert not old.exists()


def test_a_scanned_page_survives_being_stored(tmp_path: Path) -> None:
    source = pdfium.PdfDocument(SUBMISSIONS / "kecamatan-pagarwulung-tw2-2025" / "pindaian.pdf")
    single = pdfium.PdfDocument.new()
    single.import_pages(source, [0])
    single.save(tmp_path / "scan.pdf")
    read = reader.read_pages(tmp_path / "scan.pdf")
    assert read.sheets[0].kind == "scan"
    assert read.sheets[0].turn
    again = pages.decode(pages.encode(read))
    assert again == read
    assert type(again.sheets[0].turn) is type(read.sheets[0].turn)


def test_pages_that_cannot_be_read_are_named_whichever_part_they_are_in(tmp_path: Path) -> None:
    good = reader.read_pages(BUNDLE, 1, 3)
    broken = msgspec.structs.replace(reader.read_pages(BUNDLE, 4, 5), broken=(5,))
    document = reader.finish(BUNDLE, "bundel.pdf", pages.joined([good, broken]))
    assert (document.status, document.error) == ("partial", "halaman 5 tidak dapat dibaca")
    assert len(document.pages) == 5


def test_want_of_memory_is_no_fault_of_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> int:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr(reader, "page_count", refuse)
    with pytest.raises(OSError, match="memory"):
        stages.read(SourceDocument(BUNDLE, "bundel.pdf"), tmp_path / "document.msgpack", "never", told)
    assert not (tmp_path / "document.msgpack").exists()
