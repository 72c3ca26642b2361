"""A ZIP is a submission by its contents, which lead nowhere else; what is not taken out is named."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline import archives
from pipeline.archives import unpacked
from pipeline.discover import Source, discover
from tests.pipeline import pdfs

LKJ = Path(sys.executable).with_name("lkj")
MIB = 1 << 20


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    return pdfs.pdf(tmp_path / "content.pdf").read_bytes()


def packed(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


def found(root: Path, folder: Path) -> list[Source]:
    return unpacked(discover([root]), folder)


def told(root: Path, folder: Path) -> dict[str, str | None]:
    """The documents by what a user calls them, with what is wrong with them."""
    return {one.label(document): document.problem for one in found(root, folder) for document in one.documents}


def test_a_zip_is_a_submission_and_joins_the_one_it_lies_in(tmp_path: Path, content: bytes) -> None:
    packed(tmp_path / "in/Dinas A.zip", ("LKj.pdf", content), ("Lampiran/LRA.PDF", content), ("foto.jpg", b"x"))
    pdfs.pdf(tmp_path / "in/Dinas B/lkj.pdf")
    packed(tmp_path / "in/Dinas B/pk.zip", ("pk.pdf", content))
    first, second = found(tmp_path / "in", tmp_path / "archives")
    assert (first.id, first.name) == ("dinas-a", "Dinas A.zip")
    assert [one.name for one in first.documents] == ["LKj.pdf", "Lampiran/LRA.PDF"]
    assert [one.path.read_bytes() for one in first.documents] == [content, content]
    assert [one.name for one in second.documents] == ["lkj.pdf", "pk.zip/pk.pdf"]


HOSTILE_NAMES = [
    "../../naik.pdf",
    "/etc/mutlak.pdf",
    "C:\\Windows\\aktif.pdf",
    "..\\..\\balik.pdf",
    "a/\x1b[31mmerah.pdf",
    "a/\u202efdp.exe.pdf",
    "a/baris\nbaru.pdf",
    "con.pdf",
    "-rf.pdf",
    "x" * 3000 + ".pdf",
    "sama.pdf",
    "sama.pdf",
    "SAMA.pdf",
]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_in_an_archive_lead_nowhere(tmp_path: Path, content: bytes) -> None:
    packed(tmp_path / "in/a.zip", *((zipfile.ZipInfo(name), content) for name in HOSTILE_NAMES))
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    (source,) = found(tmp_path / "in", tmp_path / "archives")
    names = [one.name for one in source.documents]
    assert len(set(names)) == len(names) == len(HOSTILE_NAMES)
    assert names[:4] == ["naik.pdf", "etc/mutlak.pdf", "Windows/aktif.pdf", "balik.pdf"]
    assert names[-3:] == ["sama.pdf", "sama.pdf (2)", "SAMA.pdf"]
    assert all(name.isprintable() for name in names)
    (place,) = (tmp_path / "archives").iterdir()
    assert {one.path.parent for one in source.documents} == {place}
    written = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert all(path.parent == place for path in written)


def test_what_is_not_taken_out_is_named(tmp_path: Path, content: bytes) -> None:
    link = zipfile.ZipInfo("tautan.pdf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    inner = packed(
        tmp_path / "dalam.zip", ("dalam.pdf", content), ("lagi.zip", packed(tmp_path / "x.zip").read_bytes())
    )
    packed(
        tmp_path / "in/a.zip",
        ("baik.pdf", content),
        (link, b"/etc/passwd"),
        ("bom.pdf", bytes(64 * MIB)),
        ("dalam.zip", inner.read_bytes()),
        ("pk.rar", b"Rar!"),
    )
    packed(tmp_path / "in/b.zip", ("lzma.pdf", content), how=zipfile.ZIP_LZMA)
    packed(tmp_path / "in/kosong.zip")
    packed(tmp_path / "in/tanpa.zip", ("surat.docx", b"x"))
    (tmp_path / "in/palsu.zip").write_bytes(b"PK\x03\x04 bukan")
    (tmp_path / "in/rar.rar").write_bytes(b"Rar!")
    (tmp_path / "in/tujuh.7Z").write_bytes(b"7z")
    problems = told(tmp_path / "in", tmp_path / "archives")
    bomb = problems.pop("a.zip/bom.pdf")
    assert bomb
    assert re.fullmatch(r"isi terkompresi melewati batas: \d{5} byte menjadi 64 MiB", bomb)
    assert problems == {
        "a.zip/baik.pdf": None,
        "a.zip/tautan.pdf": "tautan di dalam arsip tidak diikuti",
        "a.zip/dalam.zip/dalam.pdf": None,
        "a.zip/dalam.zip/lagi.zip": "arsip di dalam arsip tidak dibuka lebih dalam",
        "a.zip/pk.rar": "arsip RAR tidak didukung; kirim sebagai ZIP",
        "b.zip/lzma.pdf": "cara kompresi di dalam arsip tidak didukung",
        "kosong.zip": "arsip tidak berisi PDF",
        "tanpa.zip": "arsip tidak berisi PDF",
        "palsu.zip": "bukan arsip ZIP yang dapat dibaca",
        "rar.rar": "arsip RAR tidak didukung; kirim sebagai ZIP",
        "tujuh.7Z": "arsip 7Z tidak didukung; kirim sebagai ZIP",
    }


def test_a_locked_and_a_broken_file_cost_only_themselves(tmp_path: Path, content: bytes) -> None:
    path = packed(tmp_path / "in/a.zip", ("terkunci.pdf", content), ("rusak.pdf", content), ("baik.pdf", content))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        locked, broken, _ = archive.infolist()
    listed = data.index(b"PK\x01\x02")
    data[listed + 8] |= 1
    data[locked.header_offset + 6] |= 1
    middle = broken.header_offset + 30 + len(broken.filename) + broken.compress_size // 2
    data[middle : middle + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    assert told(tmp_path / "in", tmp_path / "archives") == {
        "a.zip/terkunci.pdf": "terkunci kata sandi di dalam arsip; kirim tanpa kata sandi",
        "a.zip/rusak.pdf": "rusak di dalam arsip",
        "a.zip/baik.pdf": None,
    }


def test_an_archive_is_held_to_limits(tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    packed(tmp_path / "in/banyak.zip", *((f"{number}.pdf", content) for number in range(4)))
    packed(tmp_path / "in/besar.zip", ("acak.pdf", os.urandom(MIB)))
    monkeypatch.setattr(archives, "MOST_DOCUMENTS", 3)
    monkeypatch.setattr(archives, "MOST_UNPACKED", MIB - 1)
    assert told(tmp_path / "in", tmp_path / "archives") == {
        "banyak.zip": "arsip berisi lebih dari 3 dokumen",
        "besar.zip": "isi arsip melewati batas 0 MiB",
    }
    monkeypatch.setattr(archives, "MOST_LISTED", 100)
    assert told(tmp_path / "in", tmp_path / "again")["banyak.zip"] == "daftar isi arsip melewati batas"
    assert not any(path.suffix == ".pdf" for path in tmp_path.joinpath("again").rglob("*"))


def test_files_that_share_their_bytes_are_not_taken_out_again_and_again(tmp_path: Path) -> None:
    path = packed(tmp_path / "in/a.zip", ("a.pdf", os.urandom(4096)), ("b.pdf", b"x"))
    data = bytearray(path.read_bytes())
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 10 : second + 28] = data[first + 10 : first + 28]
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    path.write_bytes(data)
    problems = told(tmp_path / "in", tmp_path / "archives")
    assert problems["a.zip/b.pdf"] == "rusak di dalam arsip"


def audit(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [str(LKJ), "audit", *map(str, arguments), "--ocr", "never"]
    environment = os.environ | {"COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=environment)


def test_a_zip_is_audited_once_and_what_fails_is_listed(tmp_path: Path, content: bytes) -> None:
    packed(tmp_path / "in/Dinas A.zip", ("lkj.pdf", content), ("kosong.pdf", b""))
    (tmp_path / "in/Dinas B.rar").write_bytes(b"Rar!")
    out = tmp_path / "out"
    first = audit(tmp_path / "in", "--out", out)
    assert first.returncode == 3, first.stdout + first.stderr
    assert "Dinas A.zip/kosong.pdf: berkas kosong" in first.stdout
    assert "Dinas B.rar: arsip RAR tidak didukung; kirim sebagai ZIP" in first.stdout
    batch = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    states = {document["path"]: document["status"] for one in batch["submissions"] for document in one["documents"]}
    assert states == {"lkj.pdf": "ok", "kosong.pdf": "failed", "Dinas B.rar": "failed"}
    again = audit(tmp_path / "in", "--out", out)
    assert {"tidak berubah: Dinas A.zip", "tidak berubah: Dinas B.rar"} <= set(again.stderr.splitlines())
    assert "Dinas B.rar: arsip RAR" in again.stdout
    (place,) = (out / ".lkj/archives").iterdir()
    shutil.rmtree(place)
    (tmp_path / "in/Dinas A.zip").unlink()
    audit(tmp_path / "in", "--out", out)
    assert not list((out / ".lkj/archives").iterdir())
