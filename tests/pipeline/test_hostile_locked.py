"""PDFs that are locked are read with the passwords of the user, which are found nowhere afterwards."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

LKJ = Path(sys.executable).with_name("lkj")
SAMPLE = Path(__file__).parents[2] / "samples/submissions/dinas-ketahanan-pangan-2024/lkjip.pdf"
PASSWORD = "Rahasia dinas 1945"
FORMS = [
    pikepdf.Encryption(owner="pemilik", user=PASSWORD, R=revision, metadata=revision > 3, aes=revision > 3)
    for revision in (3, 4, 6)
]


def locked(path: Path, form: pikepdf.Encryption) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with pikepdf.open(SAMPLE) as pdf:
        pdf.save(path, encryption=form)
    return path


def audit(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [str(LKJ), "audit", *map(str, arguments), "--ocr", "never"]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def documents(out: Path) -> dict[str, Any]:
    batch = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    return {one["path"]: one for submission in batch["submissions"] for one in submission["documents"]}


def findings(out: Path) -> list[tuple[str, str]]:
    batch = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    return [(one["rule"], one["message"]) for submission in batch["submissions"] for one in submission["findings"]]


def test_a_locked_document_is_read_once_its_password_is_there_and_no_password_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    document = locked(tmp_path / "lkj.pdf", FORMS[2])
    first = audit(document, "--out", out)
    assert first.returncode == 4
    assert "lkj.pdf: terkunci kata sandi" in first.stdout
    passwords = tmp_path / "sandi.txt"
    passwords.write_text(f"salah\n{PASSWORD}\r\n", encoding="utf-8-sig")
    second = audit(document, "--out", out, "--password-file", passwords)
    assert second.returncode == 0, second.stdout + second.stderr
    assert documents(out)["lkj.pdf"]["status"] == "ok"
    assert findings(out)
    report = (out / "lkj/laporan.html").read_text(encoding="utf-8")
    assert "data:image/webp" in report
    audit(SAMPLE, "--out", tmp_path / "plain")
    assert findings(out) == findings(tmp_path / "plain")
    third = audit(document, "--out", out, "--password-file", passwords)
    assert "tidak berubah: lkj.pdf" in third.stderr
    for told in (first, second, third):
        assert PASSWORD not in told.stdout + told.stderr
    kept = [path for path in out.rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        assert PASSWORD.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("form", FORMS)
def test_every_kind_of_lock_is_opened(tmp_path: Path, form: pikepdf.Encryption) -> None:
    from extract import reader
    from extract.passwords import use_passwords

    document = locked(tmp_path / "lkj.pdf", form)
    (tmp_path / "sandi.txt").write_text(f"salah\n\n{PASSWORD}\n")
    use_passwords(tmp_path / "sandi.txt")
    try:
        read = reader.read(document, "lkj.pdf", ocr="never")
    finally:
        use_passwords(None)
    assert read.status == "ok"
    assert read.tables
    assert any(region.signing for region in read.signature_regions)


def test_without_the_file_a_locked_document_is_locked_and_not_broken(tmp_path: Path) -> None:
    from extract import reader
    from extract.errors import EncryptedDocument
    from extract.passwords import use_passwords

    document = locked(tmp_path / "lkj.pdf", FORMS[0])
    use_passwords(tmp_path / "tidak-ada.txt")
    try:
        with pytest.raises(EncryptedDocument):
            reader.read(document, "lkj.pdf", ocr="never")
    finally:
        use_passwords(None)


def test_what_only_forbids_changes_needs_no_password(tmp_path: Path) -> None:
    locked(tmp_path / "in/opd/lkj.pdf", pikepdf.Encryption(owner="pemilik", user=""))
    result = audit(tmp_path / "in", "--out", tmp_path / "out")
    assert result.returncode == 0, result.stdout + result.stderr
    assert documents(tmp_path / "out")["lkj.pdf"]["status"] == "ok"


def test_the_password_that_is_wanted_may_be_wrong(tmp_path: Path) -> None:
    document = locked(tmp_path / "lkj.pdf", FORMS[0])
    (tmp_path / "sandi.txt").write_text("bukan ini\n")
    result = audit(document, "--out", tmp_path / "out", "--password-file", tmp_path / "sandi.txt")
    assert result.returncode == 4
    assert "terkunci kata sandi" in result.stdout
    assert "Traceback" not in result.stderr + result.stdout
