"""Whatever files are called and wherever links lead, folders of the results and the terminal are safe."""

import json
import os
import subprocess
import sys
from pathlib import Path

from pipeline.discover import discover
from tests.pipeline import pdfs

LKJ = Path(sys.executable).with_name("lkj")

NAMES = [
    b"\x1b]0;judul\x07\x1b[2Jhapus.pdf",
    b"baris\nbaru\r.pdf",
    "balik\u202efdp.exe.pdf".encode(),
    "c1\u009b31m.pdf".encode(),
    b"bukan-utf8-\xff\xfe.pdf",
    b"-rf.pdf",
    b"$(reboot);`reboot`.pdf",
    b"'\"><script>alert(1)</script>.pdf".replace(b"/", b"\\"),
    b"=HYPERLINK(1).pdf",
    "LKj Perangkat Daerah 2024 – “akhir” 😀.pdf".encode(),
    b"n" * 250 + b".pdf",
    b"SAMA.pdf",
    b"sama.PDF",
    b"NUL.pdf",
    b"com1.pdf",
    b"....pdf",
]


def make(root: Path) -> Path:
    root.mkdir(parents=True)
    content = pdfs.pdf(root.parent / "content.pdf").read_bytes()
    for name in NAMES:
        Path(os.fsdecode(os.path.join(os.fsencode(root), name))).write_bytes(content)  # noqa: PTH118
    return root


def test_ids_are_safe_on_any_system_and_names_can_be_shown(tmp_path: Path) -> None:
    sources = discover([make(tmp_path / "in")])
    assert len(sources) == len(NAMES) - 1  # the last one is hidden
    ids = [one.id for one in sources]
    assert len({id.casefold() for id in ids}) == len(ids)
    assert not {"nul", "com1"} & set(ids)
    for source in sources:
        assert source.id.replace("-", "a").isalnum()
        assert source.id.isascii()
        assert len(source.id) < 100
        for name in (source.name, *(document.name for document in source.documents)):
            assert name.isprintable()
            name.encode()
        assert all(document.path.exists() for document in source.documents)


def test_nothing_that_a_file_is_called_reaches_the_terminal_or_breaks_a_result(tmp_path: Path) -> None:
    root = make(tmp_path / "in")
    command = [str(LKJ), "audit", str(root), "--out", str(tmp_path / "out"), "--ocr", "never"]
    result = subprocess.run(command, capture_output=True, timeout=300, check=False)
    told = result.stdout + result.stderr
    assert result.returncode == 0, told
    assert not set(told) & (set(range(32)) - set(b"\n"))
    assert not set(told.decode()) & set("\u202e\u009b")
    batch = json.loads((tmp_path / "out/findings.json").read_text(encoding="utf-8"))
    assert len(batch["submissions"]) == len(NAMES) - 1
    log = (tmp_path / "out/lkj.log").read_text(encoding="utf-8")
    assert all(json.loads(line) for line in log.splitlines())
    index = (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in index


def test_links_are_followed_to_files_inside_only_and_never_in_circles(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "luar/rahasia.pdf")
    pdfs.pdf(tmp_path / "in/opd/lkj.pdf")
    pdfs.pdf(tmp_path / "in/opd/dalam/pk.pdf")
    (tmp_path / "in/opd/putar").symlink_to(tmp_path / "in")
    (tmp_path / "in/putar").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in/opd/diri.pdf").symlink_to("diri.pdf")
    (tmp_path / "in/opd/hilang.pdf").symlink_to("tidak-ada.pdf")
    (tmp_path / "in/opd/luar.pdf").symlink_to(tmp_path / "luar/rahasia.pdf")
    (tmp_path / "in/opd/luar.zip").symlink_to(tmp_path / "luar")
    (tmp_path / "in/zz.pdf").symlink_to(tmp_path / "in/opd/lkj.pdf")
    os.mkfifo(tmp_path / "in/opd/pipa.pdf")
    (source,) = discover([tmp_path / "in"])
    assert [one.name for one in source.documents] == ["dalam/pk.pdf", "lkj.pdf"]


def test_folders_without_end_are_searched_to_the_end(tmp_path: Path) -> None:
    deepest = tmp_path / "in" / "/".join("d" * 1200)  # more levels than a search by recursion can take
    subprocess.run(["mkdir", "-p", deepest], check=True)
    (deepest / "lkj.pdf").touch()
    try:
        (source,) = discover([tmp_path / "in"])
    finally:
        subprocess.run(["rm", "-r", tmp_path / "in"], check=True)  # nor can what tidies up after tests
    (document,) = source.documents
    assert document.name.endswith("d/lkj.pdf")


def test_a_path_that_is_no_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.pdf")
    (source,) = discover([tmp_path / "pipa.pdf"])
    assert source.documents[0].problem == "bukan berkas biasa"
