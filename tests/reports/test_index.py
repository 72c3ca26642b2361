"""The page over a batch, in a real browser: ranking, heat map and search."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser

from normalize.models import SourceFile, Submission
from reports.html import pictures, write_index, write_report
from reports.material import material
from reports.models import SubmissionResult, summarize
from reports.pages import render
from tests.reports.conftest import DOCUMENT, finding


def test_index_leads_to_the_reports(
    tmp_path: Path, browser: Browser, result: SubmissionResult, created: datetime
) -> None:
    folder = tmp_path / result.submission.id
    folder.mkdir()
    (folder / "laporan.html").write_text("<h1>laporan</h1>")
    write_index(tmp_path / "index.html", [summarize(result)], created, "1")
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    row = page.locator("tr.submission")
    assert row.locator("td.n").all_inner_texts()[2:6] == ["1", "1", "1", "1"]
    assert "berkas terkunci kata sandi" in page.locator("#gagal").inner_text()
    for text, found in (("tidak ada", False), ("dinas rekaan", True), ("H201 2024", True), ("rusak.pdf", True)):
        page.get_by_label("Cari").fill(text)
        assert row.is_visible() == found
    assert row.get_by_role("link").all_inner_texts() == ["Laporan"]
    row.get_by_role("link").click()
    page.wait_for_url("**/laporan.html")
    assert page.locator("h1").inner_text() == "laporan"
    page.close()


def test_heat_map_of_rules_and_submissions(
    tmp_path: Path, browser: Browser, result: SubmissionResult, pdfs: dict[str, Path], created: datetime
) -> None:
    other = Submission("badan-rekaan", "Badan Rekaan", "Badan Rekaan", 2024, files=(SourceFile("a.pdf", "", 1, "ok"),))
    batch = [result, SubmissionResult(other, tuple(finding(f"x{number}") for number in range(9)))]
    for one in batch:
        folder = tmp_path / one.submission.id
        folder.mkdir()
        of = material(one, {}, created, "1")
        write_report(folder / "laporan.html", of, render(pictures(of, pdfs)))
    write_index(tmp_path / "index.html", [summarize(one) for one in batch], created, "1")
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    heat = page.locator("table.heat")
    assert heat.locator("thead tr").last.locator("th").all_inner_texts() == ["Perangkat daerah", "H201", "W505", "F601"]
    rows = [row.locator("th, td").all_inner_texts() for row in heat.locator("tbody tr, tfoot tr").all()]
    assert rows == [
        ["Badan Rekaan 2024", "9", "", ""],
        ["Dinas Rekaan 2024", "2", "1", "1"],
        ["Jumlah", "11", "1", "1"],
    ]
    shades = [heat.get_by_text(number, exact=True).locator("..").get_attribute("class") for number in ("9", "2")]
    assert shades == ["heat-4", "heat-2"]
    page.get_by_label("Cari").fill("badan")
    assert heat.locator("tbody tr:visible").count() == 1
    page.get_by_label("Cari").fill("")
    heat.get_by_label("1 temuan W505, Dinas Rekaan").click()
    page.wait_for_url("**/laporan.html#*")
    assert page.locator(".list li:visible small").all_inner_texts() == [
        f"Sedang · Perlu dicek · W505 · {DOCUMENT}, hal. 2"
    ]
    page.close()
