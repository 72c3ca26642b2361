"""The command as a user runs it: real processes, real files, real exit codes."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.cli import ExitCode
from tests.pipeline import pdfs

LKJ = Path(sys.executable).with_name("lkj")
SAMPLES = Path(__file__).parents[2] / "samples"
REPORTS = {"findings.json", "tables.json", "kertas-kerja.xlsx", "laporan.html"}


def lkj(*arguments: object) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "200", "NO_COLOR": "1"}
    command = [str(LKJ), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=False)


@pytest.fixture(scope="module")
def expected() -> dict[str, int]:
    """How many errors are planted in each sample submission."""
    listings = (SAMPLES / "expected").glob("*.json")
    return {path.stem: len(json.loads(path.read_text(encoding="utf-8"))["findings"]) for path in listings}


def test_version() -> None:
    result = lkj("--version")
    assert result.returncode == ExitCode.done
    assert result.stdout.startswith("lkj-audit 0.")


def test_help_names_the_exit_codes() -> None:
    result = lkj("--help")
    assert result.returncode == ExitCode.done
    assert "130 interrupted" in " ".join(result.stdout.split())


def test_the_catalogue_lists_rules_and_explains_one() -> None:
    listed = lkj("rules")
    assert listed.returncode == ExitCode.done
    assert "H201" in listed.stdout
    explained = lkj("rules", "h201")
    assert explained.returncode == ExitCode.done
    for heading in ("Mengapa penting", "Cara memeriksa", "Dasar", "Contoh pelanggaran", "Contoh yang benar"):
        assert heading in explained.stdout
    assert lkj("rules", "H999").returncode == ExitCode.usage


def test_an_audit_writes_everything_it_promises(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/Kecamatan Contoh/lkj.pdf", pages=2)
    pdfs.pdf(tmp_path / "in/lepas.pdf")
    out = tmp_path / "out"
    result = lkj("audit", tmp_path / "in", "--out", out, "--jobs", 2)
    assert result.returncode == ExitCode.done, result.stderr
    assert {path.name for path in out.iterdir()} == {
        "index.html",
        "rekap.xlsx",
        "findings.json",
        "lkj.log",
        ".lkj",
        "kecamatan-contoh",
        "lepas",
    }
    assert {path.name for path in (out / "kecamatan-contoh").iterdir()} == REPORTS
    batch = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    documents = {one["id"]: [document["path"] for document in one["documents"]] for one in batch["submissions"]}
    assert documents == {"kecamatan-contoh": ["lkj.pdf"], "lepas": ["lepas.pdf"]}
    assert "index.html" in result.stdout
    assert "[2/2]" in result.stderr


def test_a_second_audit_does_what_has_changed_and_a_fresh_one_all(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/a.pdf", pages=2)
    pdfs.pdf(tmp_path / "in/b.pdf")
    out = tmp_path / "out"
    audit = ("audit", tmp_path / "in", "--out", out)
    assert "selesai: a.pdf" in lkj(*audit).stderr
    before = (out / "a/findings.json").read_bytes()
    again = lkj(*audit)
    assert again.returncode == ExitCode.done
    assert "tidak berubah: a.pdf" in again.stderr
    assert (out / "a/findings.json").read_bytes() == before
    batch = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in batch["submissions"]] == ["a", "b"]
    profile = tmp_path / "profile.toml"
    profile.write_text('[rules]\ndisabled = ["H201"]\n')
    other = lkj(*audit, "--profile", profile)
    assert "a.pdf: 2 halaman, sudah dibaca" in other.stderr
    assert "selesai: a.pdf" in other.stderr
    assert "b.pdf: 1 halaman\n" in lkj(*audit, "--profile", profile, "--fresh").stderr


def test_a_database_that_cannot_be_used_is_wrong_usage(tmp_path: Path) -> None:
    document = pdfs.pdf(tmp_path / "a.pdf")
    result = lkj("audit", document, "--out", tmp_path / "out", "--store", "sqlite:////nowhere/at/all.sqlite")
    assert result.returncode == ExitCode.usage
    assert "--store" in result.stderr
    assert "Traceback" not in result.stderr


def test_broken_documents_are_listed_everywhere_and_the_rest_goes_on(tmp_path: Path) -> None:
    pdfs.pdf(tmp_path / "in/opd/baik.pdf")
    pdfs.not_a_pdf(tmp_path / "in/opd/rusak.pdf")
    pdfs.empty(tmp_path / "in/kosong.pdf")
    out = tmp_path / "out"
    result = lkj("audit", tmp_path / "in", "--out", out)
    assert result.returncode == ExitCode.incomplete, result.stderr
    assert "opd/rusak.pdf: " in result.stdout
    assert "Traceback" not in result.stderr + result.stdout
    batch = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    states = {document["path"]: document for one in batch["submissions"] for document in one["documents"]}
    assert {path: document["status"] for path, document in states.items()} == {
        "baik.pdf": "ok",
        "rusak.pdf": "failed",
        "kosong.pdf": "failed",
    }
    reason = states["kosong.pdf"]["error"]
    assert reason
    assert reason in (out / "index.html").read_text(encoding="utf-8")
    assert reason in (out / "kosong/laporan.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(out / "rekap.xlsx") as book:
        assert reason in book.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("make", [pdfs.empty, pdfs.not_a_pdf, pdfs.truncated])
def test_nothing_readable(tmp_path: Path, make: object) -> None:
    assert callable(make)
    result = lkj("audit", make(tmp_path / "a.pdf"), "--out", tmp_path / "out")
    assert result.returncode == ExitCode.nothing
    assert (tmp_path / "out/index.html").exists()


def test_a_folder_without_pdfs(tmp_path: Path) -> None:
    result = lkj("audit", tmp_path, "--out", tmp_path / "out")
    assert result.returncode == ExitCode.nothing
    assert "No PDF" in result.stderr
    assert not (tmp_path / "out").exists()


def test_wrong_usage(tmp_path: Path) -> None:
    document = pdfs.pdf(tmp_path / "a.pdf")
    profile = tmp_path / "profile.toml"
    profile.write_text("[rules]\ndisabeld = []\n")
    (tmp_path / "file").touch()
    wrong = lkj("audit", document, "--out", tmp_path / "out", "--profile", profile)
    assert wrong.returncode == ExitCode.usage
    assert f"{profile}:2" in wrong.stderr
    assert lkj("audit", tmp_path / "nowhere.pdf", "--out", tmp_path / "out").returncode == ExitCode.usage
    assert lkj("audit", document).returncode == ExitCode.usage
    assert lkj("audit", document, "--out", tmp_path / "file").returncode == ExitCode.usage
    assert lkj("audit", document, "--out", tmp_path / "file/out").returncode == ExitCode.usage
    assert lkj("audit", document, "--out", tmp_path / "out", "--fail-on", "parah").returncode == ExitCode.usage
    assert not (tmp_path / "out").exists()


def test_findings_decide_the_exit_code_only_when_asked(tmp_path: Path, expected: dict[str, int]) -> None:
    clean = next(name for name, count in expected.items() if count == 0)
    wrong = max(expected, key=lambda name: expected[name])
    shutil.copytree(SAMPLES / "submissions" / clean, tmp_path / "clean/opd")
    shutil.copytree(SAMPLES / "submissions" / wrong, tmp_path / "wrong/opd")
    assert lkj("audit", tmp_path / "clean", "--out", tmp_path / "a", "--fail-on", "rendah").returncode == ExitCode.done
    assert (
        lkj("audit", tmp_path / "wrong", "--out", tmp_path / "b", "--fail-on", "tinggi").returncode == ExitCode.findings
    )


def _heeding_ctrl_c() -> None:
    """A shell has its background jobs ignore Ctrl-C, and what they start; the tests may be such a job."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_ctrl_c_keeps_what_is_finished(tmp_path: Path) -> None:
    for number in range(40):
        pdfs.pdf(tmp_path / f"in/opd-{number:02}.pdf", pages=3)
    out = tmp_path / "out"
    command = [str(LKJ), "audit", str(tmp_path / "in"), "--out", str(out), "--jobs", "1"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=_heeding_ctrl_c
    ) as process:
        assert process.stderr
        for line in process.stderr:
            if line.startswith("selesai: "):
                os.killpg(process.pid, signal.SIGINT)
                break
        told = line.removeprefix("selesai: ").strip().removesuffix(".pdf")
        rest = process.stderr.read()
    assert process.returncode == ExitCode.interrupted
    assert "Traceback" not in rest
    finished = {path.name for path in out.iterdir() if path.is_dir()} - {".lkj"}
    assert told in finished
    assert len(finished) < 40
    for name in finished:
        assert {path.name for path in (out / name).iterdir()} == REPORTS
    batch = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    assert {one["id"] for one in batch["submissions"]} == finished
    assert (out / "index.html").exists()


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_extract_writes_the_tables_of_a_sample(tmp_path: Path, form: str) -> None:
    document = SAMPLES / "submissions/kecamatan-kalimerang-tw3-2025/lkj.pdf"
    result = lkj("extract", document, "--out", tmp_path, "--format", form)
    assert result.returncode == ExitCode.done, result.stderr
    written = sorted(path.name for path in (tmp_path / "lkj").iterdir())
    match form:
        case "json":
            assert written == ["tables.json"]
            content = json.loads((tmp_path / "lkj/tables.json").read_text(encoding="utf-8"))
            assert content["document"] == "lkj.pdf"
            assert len(content["tables"]) > 1
        case "csv":
            assert "daftar.csv" in written
            for name in written:
                with (tmp_path / "lkj" / name).open(encoding="utf-8-sig", newline="") as file:
                    rows = list(csv.reader(file))
                assert len(rows) > 1
                assert len({len(row) for row in rows}) == 1
        case "xlsx":
            assert written == ["tables.xlsx"]


def test_tables_json_keeps_the_contract_for_several_documents(tmp_path: Path) -> None:
    folder = SAMPLES / "submissions/dinas-ketahanan-pangan-2024"
    shutil.copytree(folder, tmp_path / "in/dinas")
    result = lkj("extract", tmp_path / "in", folder / "pk.pdf", "--out", tmp_path / "out")
    assert result.returncode == ExitCode.done, result.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"dinas", "pk", "lkj.log", ".lkj"}
    together = json.loads((tmp_path / "out/dinas/tables.json").read_text(encoding="utf-8"))
    alone = json.loads((tmp_path / "out/pk/tables.json").read_text(encoding="utf-8"))
    assert (together["document"], alone["document"]) == (None, "pk.pdf")
    assert {table["document"] for table in together["tables"]} == {"lkjip.pdf", "pk.pdf"}
    for table in together["tables"] + alone["tables"]:
        assert set(table) == {"id", "document", "pages", "caption", "engine", "header_rows", "columns", "cells"}
        assert table["engine"].startswith("pdfium:")
        width = len(table["columns"])
        assert [column["index"] for column in table["columns"]] == list(range(width))
        assert all(set(column) == {"index", "label", "role", "formula"} for column in table["columns"])
        places: set[tuple[int, int]] = set()
        for cell in table["cells"]:
            assert set(cell) == {"r", "c", "rs", "cs", "text", "page", "bbox", "source", "confidence"}
            assert cell["page"] in table["pages"]
            assert cell["bbox"][0] < cell["bbox"][2] and cell["bbox"][1] < cell["bbox"][3]
            covered = {(cell["r"] + i, cell["c"] + j) for i in range(cell["rs"]) for j in range(cell["cs"])}
            assert not places & covered
            places |= covered
        assert max(c for _, c in places) < width
    named = {(table["document"], table["id"]) for table in together["tables"]}
    assert len(named) == len(together["tables"])


def test_debug_pictures_come_with_the_tables(tmp_path: Path) -> None:
    document = SAMPLES / "submissions/kecamatan-kalimerang-tw3-2025/pk.pdf"
    assert lkj("extract", document, "--out", tmp_path, "--debug").returncode == ExitCode.done
    tables = json.loads((tmp_path / "pk/tables.json").read_text(encoding="utf-8"))["tables"]
    pages = {page for table in tables for page in table["pages"]}
    assert {path.name for path in (tmp_path / "pk").glob("*.png")} == {f"halaman-{page:03}.png" for page in pages}


def test_a_name_that_looks_like_markup_is_shown_as_it_is(tmp_path: Path) -> None:
    pdfs.empty(tmp_path / "LKj [final] [red].pdf")
    result = lkj("audit", tmp_path / "LKj [final] [red].pdf", "--out", tmp_path / "out [x]")
    assert result.returncode == ExitCode.nothing
    assert "LKj [final] [red].pdf: berkas kosong" in result.stdout
    assert "out [x]/index.html" in result.stdout
    assert "Traceback" not in result.stderr
