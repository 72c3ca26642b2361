"""Documents of an object store are those that would be read from a folder."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import fsspec
import pytest

from pipeline.discover import discover
from pipeline.remote import RemoteFailed, fetched, is_url
from tests.pipeline import pdfs

URL = "memory://arsip/2024"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[fsspec.AbstractFileSystem]:
    """An object store with the PDFs of two perangkat daerah."""
    store = fsspec.filesystem("memory")
    for name in ("Kecamatan Contoh/lkj.pdf", "Kecamatan Contoh/pk.pdf", "lepas.PDF"):
        content = pdfs.pdf(tmp_path / "made" / name).read_bytes()
        store.pipe(f"/arsip/2024/{name}", content)
    store.pipe("/arsip/2024/catatan.txt", b"not a document")
    store.pipe("/arsip/2024/.cache/hidden.pdf", b"hidden")
    yield store
    store.rm("/arsip", recursive=True)


def test_only_addresses_are_urls() -> None:
    assert is_url("s3://bucket/folder")
    assert not is_url("folder/report.pdf")


def test_submissions_are_those_of_a_folder(store: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    sources = discover([fetched(URL, tmp_path / "store")])
    assert [(one.name, [document.name for document in one.documents]) for one in sources] == [
        ("Kecamatan Contoh", ["lkj.pdf", "pk.pdf"]),
        ("lepas.PDF", ["lepas.PDF"]),
    ]
    (loose,) = sources[1].documents
    assert loose.path.read_bytes() == store.cat("/arsip/2024/lepas.PDF")


def test_a_single_file(store: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    copy = fetched(f"{URL}/lepas.PDF", tmp_path / "store")
    assert copy.name == "lepas.PDF"
    assert [one.name for one in discover([copy])] == ["lepas.PDF"]


def test_only_what_has_changed_is_copied_again(store: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    folder = fetched(URL, tmp_path / "store")
    kept, changed, gone = (
        folder / name for name in ("lepas.PDF", "Kecamatan Contoh/lkj.pdf", "Kecamatan Contoh/pk.pdf")
    )
    before = kept.stat().st_ino
    store.pipe("/arsip/2024/Kecamatan Contoh/lkj.pdf", b"another")
    store.rm("/arsip/2024/Kecamatan Contoh/pk.pdf")
    assert fetched(URL, tmp_path / "store") == folder
    assert kept.stat().st_ino == before
    assert changed.read_bytes() == b"another"
    assert not gone.exists()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a server of files, whose listings tell names only, in the folder "served"."""
    folder = tmp_path / "served"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder))) as serving:
        thread = Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


@pytest.mark.parametrize("place", ["", "/lkj.pdf"])
def test_what_changes_behind_a_listing_of_names_is_copied_again(server: str, place: str, tmp_path: Path) -> None:
    served = tmp_path / "served" / "lkj.pdf"
    copies = []
    for content in (b"one", b"another"):
        served.write_bytes(content)
        copy = fetched(server + place, tmp_path / "store")
        copies.append((copy if place else copy / "lkj.pdf").read_bytes())
    assert copies == [b"one", b"another"]


def test_a_file_that_is_too_large_is_not_copied(
    store: fsspec.AbstractFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.remote.MAX_BYTES", 100)
    copy = fetched(f"{URL}/lepas.PDF", tmp_path / "store")
    assert copy.stat().st_size == store.info("/arsip/2024/lepas.PDF")["size"]
    assert not any(copy.read_bytes())


@pytest.mark.parametrize(
    ("url", "reason"),
    [("memory://tidak/ada", "no PDF there"), ("tidakada://x/y", "tidakada"), ("file:///tidak/ada", "no PDF")],
)
def test_what_cannot_be_reached_is_a_clear_error(url: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(RemoteFailed, match=reason) as caught:
        fetched(url, tmp_path / "store")
    assert url in str(caught.value)
    assert "\n" not in str(caught.value)
