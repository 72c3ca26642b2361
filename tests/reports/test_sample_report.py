"""The report of a sample submission in a real browser: its boxes against the text of the PDF, and its charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

import audit.run
from audit.profile import load
from extract.models import Document
from normalize.build import build
from reports.html import pictures, write_report
from reports.material import material
from reports.models import SubmissionResult
from reports.pages import render
from tests.conftest import SUBMISSIONS

FOLDER = "dinas-ketahanan-pangan-2024"


@pytest.fixture(scope="module")
def result(read_sample: Callable[[str], tuple[Document, ...]]) -> SubmissionResult:
    documents = read_sample(FOLDER)
    submission = build("dinas", FOLDER, list(documents))
    findings = audit.run.run(submission, load())
    return SubmissionResult(submission, tuple(findings), {one.path: one.tables for one in documents})


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, result: SubmissionResult, created: datetime) -> Path:
    path = tmp_path_factory.mktemp("contoh") / "laporan.html"
    pdfs = {file.path: SUBMISSIONS / FOLDER / file.path for file in result.submission.files}
    of = material(result, {}, created, "1")
    write_report(path, of, render(pictures(of, pdfs)))
    return path


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(report.as_uri())
    yield page
    page.close()


DRAWN = """box => {
    const figure = box.closest("figure"), [x, y, width, height] = ["x", "y", "width", "height"].map(
        name => Number(box.getAttribute(name)));
    return [figure.querySelector("figcaption").firstChild.textContent.trim(), x, y, x + width, y + height,
        box.textContent];
}"""
# Where a crop and its boxes are on the screen, measured at once: the page may still be scrolling.
PLACED = """crop => [crop, ...crop.querySelectorAll("rect")].map(one => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return { x, y, width, height };
})"""


def test_boxes_lie_over_the_words_that_they_name(page: Page, result: SubmissionResult) -> None:
    """All sample pages stand upright, so that the boxes' own coordinates are points of the page."""
    checked = 0
    for box in page.locator(".crop rect").all():
        caption, x0, top, x1, bottom, told = box.evaluate(DRAWN)
        document, _, number = caption.partition(", halaman ")
        with pypdfium2.PdfDocument(SUBMISSIONS / FOLDER / document) as pdf:
            sheet = pdf[int(number) - 1]
            height = sheet.get_height()
            under = sheet.get_textpage().get_text_bounded(x0, height - bottom, x1, height - top)
        said = told.partition(": ")[2]
        assert "".join(said.split()) in "".join(under.split())
        checked += 1
    assert checked >= len(result.findings)


def test_boxes_are_drawn_where_the_picture_shows_them(page: Page) -> None:
    """Crops are neither stretched nor moved against their boxes."""
    for number in range(page.locator("article.finding").count()):
        entry = page.locator(".list a").nth(number)
        entry.click()
        shown = page.locator(str(entry.get_attribute("href")))
        shown.wait_for()
        for crop in shown.locator("svg.crop").all():
            x, y, width, height = map(float, str(crop.get_attribute("viewBox")).split())
            frame, *boxes = crop.evaluate(PLACED)
            assert frame["height"] == pytest.approx(height * frame["width"] / width, abs=4)
            for drawn, box in zip(boxes, crop.locator("rect").all(), strict=True):
                scale = width / frame["width"]
                at = x + (drawn["x"] - frame["x"]) * scale, y + (drawn["y"] - frame["y"]) * scale
                assert at == pytest.approx([float(str(box.get_attribute(name))) for name in "xy"], abs=4)


def test_charts_show_what_the_document_prints(page: Page) -> None:
    rows = [row.locator("th, td").all_inner_texts() for row in page.locator("#grafik table").first.locator("tr").all()]
    assert rows[0][:4] == ["Indikator", "Target", "Realisasi", "Capaian (%)"]
    assert ["Skor Pola Pangan Harapan (PPH)", "88,50", "89,24", "100,84"] in [row[:4] for row in rows]
    disputed = page.locator("#grafik a.disputed").first
    number = disputed.inner_text().removeprefix("temuan ")
    disputed.click()
    page.locator(f"#temuan-{number}").wait_for()  # the browser tells of the new address a moment after the click
    assert page.locator("article.finding:visible").get_attribute("id") == f"temuan-{number}"
    trend = page.locator("figure.trend").first
    assert trend.locator("text").all_text_contents() == ["86,10", "2022", "87,35", "2023", "89,42", "2024"]


def test_bars_are_as_long_as_their_figures(page: Page) -> None:
    for row in page.locator("#grafik table").first.locator("tbody tr").all():
        printed = row.locator(".figure").inner_text().replace(",", ".").rstrip("%")
        assert float(str(row.locator("rect.fill").get_attribute("width"))) == pytest.approx(float(printed))
