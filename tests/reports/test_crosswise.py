"""Findings between the submissions of a batch in all that is written over a batch."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser

from audit.models import CrossFinding, Evidence
from normalize.models import SourceFile
from reports.models import SubmissionSummary
from reports.write import write_batch
from tests.reports.conftest import HOSTILE, finding

HERE = Evidence("lkj.pdf", 21, (100.0, 200.0, 140.0, 212.0), "91,33%", "reported")
THERE = tuple(Evidence("laporan.pdf", page, (90.0, 300.0, 130.0, 312.0), "85,71", "reference") for page in (20, 21, 54))


@pytest.fixture
def batch() -> list[SubmissionSummary]:
    """Two submissions without a finding of their own."""
    return [
        SubmissionSummary(id, id.title(), name, 2023, (SourceFile("lkj.pdf", "", 60, "ok"),))
        for id, name in (("taman", "Kecamatan Taman"), ("ladang", "Kecamatan Ladang"))
    ]


@pytest.fixture
def crossing() -> list[CrossFinding]:
    texts = {
        "title": "Angka unit pembanding berbeda",
        "subject": "Kecamatan Ladang: IKM",
        "message": f"Realisasi {HOSTILE}",
    }
    told = {"rule": "K113", "severity": "sedang", "verdict": "perlu_cek", "reported": "91,33%", "expected": "85,71"}
    one = finding("c1", evidence=(HERE, *THERE), table=None, **told, **texts)
    return [CrossFinding("taman", "ladang", one)]


@pytest.fixture
def out(tmp_path: Path, batch: list[SubmissionSummary], crossing: list[CrossFinding], created: datetime) -> Path:
    (tmp_path / "ladang").mkdir()
    (tmp_path / "ladang" / "laporan.html").write_text("<h1>laporan Ladang</h1>")
    write_batch(tmp_path, batch, created, "1", crossing)
    return tmp_path


def test_the_index_lists_both_sides(out: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((out / "index.html").as_uri())
    page.get_by_role("link", name="Keselarasan antarberkas").click()
    cells = page.locator("#antarberkas tbody tr td").all_inner_texts()
    assert cells[1:3] == ["K113", "Sedang\nPerlu dicek"]
    assert cells[3].startswith(f"Realisasi {HOSTILE}")
    assert cells[4].split("\n") == ["91,33%", "Kecamatan Taman 2023", "lkj.pdf, hal. 21"]
    assert cells[5].split("\n") == ["85,71", "Kecamatan Ladang 2023", "laporan.pdf, hal. 20-21, 54"]
    assert page.evaluate("window.hacked") is None
    for text, found in (("ladang k113", True), ("ladang k112", False)):
        page.get_by_label("Cari").fill(text)
        assert page.locator("#antarberkas tbody tr").is_visible() == found
    page.get_by_label("Cari").fill("")
    page.locator("#antarberkas").get_by_role("link", name="Kecamatan Ladang 2023").click()
    page.wait_for_url("**/laporan.html")
    assert page.locator("h1").inner_text() == "laporan Ladang"
    page.close()


def test_the_recap_has_a_sheet_of_them(out: Path) -> None:
    book = openpyxl.load_workbook(out / "rekap.xlsx")
    header, line = book["Keselarasan antarberkas"].iter_rows(values_only=True)
    told = dict(zip(header, line, strict=True))
    assert (told["Kode"], told["Tingkat"], told["Kepastian"], told["ID"]) == ("K113", "Sedang", "Perlu dicek", "c1")
    assert (told["Laporan yang mengutip"], told["Tertulis"]) == ("Kecamatan Taman 2023", "91,33%")
    assert (told["Laporan yang dikutip"], told["Dimuat"]) == ("Kecamatan Ladang 2023", "85,71")
    assert told["Dokumen dan halaman"] == "lkj.pdf, hal. 21"
    assert told["Dokumen dan halaman pembanding"] == "laporan.pdf, hal. 20-21, 54"


def test_programs_read_them_below_the_submissions(out: Path) -> None:
    read = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in read["submissions"]] == ["taman", "ladang"]
    [one] = read["cross_findings"]
    assert (one["submission"], one["compared_with"], one["id"], one["rule"]) == ("taman", "ladang", "c1", "K113")
    places = [(at["submission"], at["document"], at["page"], at["role"]) for at in one["evidence"]]
    assert places[:2] == [("taman", "lkj.pdf", 21, "reported"), ("ladang", "laporan.pdf", 20, "reference")]


def test_a_batch_without_any_has_neither_section_nor_sheet(
    tmp_path: Path, batch: list[SubmissionSummary], created: datetime
) -> None:
    write_batch(tmp_path, batch, created, "1")
    assert "antarberkas" not in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "Keselarasan antarberkas" not in openpyxl.load_workbook(tmp_path / "rekap.xlsx").sheetnames
    assert json.loads((tmp_path / "findings.json").read_bytes())["cross_findings"] == []
