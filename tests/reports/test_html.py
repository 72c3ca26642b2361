"""The reports in a real browser: pictures, boxes, filters, and text that tries to be markup."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from normalize.models import SourceFile, Submission
from reports import labels
from reports.html import write_index, write_report
from reports.models import RuleText, SubmissionResult, summarize


@pytest.fixture(scope="module")
def report(
    tmp_path_factory: pytest.TempPathFactory,
    result: SubmissionResult,
    pdfs: dict[str, Path],
    rules: Mapping[str, RuleText],
    created: datetime,
) -> Path:
    path = tmp_path_factory.mktemp("laporan") / "laporan.html"
    write_report(path, result, pdfs, rules, created, "1")
    return path


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(report.as_uri())
    yield page
    page.close()


def brightness_around(crop: Locator, box: Locator) -> tuple[int, int]:
    """Brightness (0 black, 255 white) in the middle of a drawn box, and the darkest of the four sides outside it."""
    picture = Image.open(io.BytesIO(crop.screenshot())).convert("L")
    frame, drawn = crop.bounding_box(), box.bounding_box()
    assert frame and drawn
    x, y = drawn["x"] - frame["x"], drawn["y"] - frame["y"]
    middle_x, middle_y, reach = x + drawn["width"] / 2, y + drawn["height"] / 2, 4
    outside = [
        (x - reach, middle_y),
        (x + drawn["width"] + reach, middle_y),
        (middle_x, y - reach),
        (middle_x, y + drawn["height"] + reach),
    ]

    def at(point: tuple[float, float]) -> int:
        return int(picture.getpixel((round(point[0]), round(point[1]))))  # type: ignore[arg-type]

    return at((middle_x, middle_y)), min(map(at, outside))


@pytest.mark.parametrize(("article", "role"), [("#temuan-1", "reported"), ("#temuan-2", "reference")])
def test_boxes_lie_on_what_they_mark(page: Page, article: str, role: str) -> None:
    crop = page.locator(f"{article} svg.crop").last
    inside, outside = brightness_around(crop, crop.locator(f"rect.{role}"))
    assert inside < 80
    assert outside > 230


def test_findings_are_sorted_and_told(page: Page) -> None:
    severities = [article.get_attribute("data-severity") for article in page.locator("article.finding").all()]
    assert severities == ["tinggi", "sedang", "rendah", "info"]
    text = page.locator("#temuan-1").inner_text()
    for part in (
        "Tinggi",
        "Pasti",
        "Hitungan",
        "H201",
        "95,00%",
        "90,00%",
        "72,00 / 80,00 x 100% = 90,00%",
        "halaman 1",
    ):
        assert part in text
    assert "Realisasi dibagi target." in (page.locator("#temuan-1 details.rule").text_content() or "")
    assert "berkas terkunci kata sandi" in page.locator("section.warning").inner_text()
    assert "Kepala Dinas" in page.locator("#bagian").inner_text()


def test_each_page_is_embedded_once(page: Page, report: Path) -> None:
    assert page.locator("svg.pages image").count() == 2
    assert report.read_text(encoding="utf-8").count("data:image/webp") == 2


def test_a_page_that_does_not_exist_is_no_obstacle(page: Page) -> None:
    assert page.locator("#temuan-4 svg.crop").count() == 0
    assert "hal. 99" in page.locator("#temuan-4 details.evidence").inner_text()


def shown(page: Page) -> list[str | None]:
    return [one.get_attribute("data-severity") for one in page.locator("article.finding").all() if one.is_visible()]


def test_filters(page: Page) -> None:
    assert shown(page) == ["tinggi", "sedang", "rendah", "info"]
    page.get_by_label("Rendah").uncheck()
    assert shown(page) == ["tinggi", "sedang", "info"]
    page.get_by_label("Kepastian").select_option("perlu_cek")
    assert shown(page) == ["sedang"]
    assert page.locator("#filter output").inner_text() == "1 dari 4 temuan ditampilkan"
    page.get_by_label("Kepastian").select_option("")
    page.get_by_label("Kategori").select_option("hitungan")
    assert shown(page) == ["tinggi", "info"]
    page.get_by_label("Kategori").select_option("")
    page.get_by_label("Cari").fill("UNIT lain")
    assert shown(page) == ["sedang"]


def test_whole_page_opens_with_its_boxes(page: Page) -> None:
    page.locator("#temuan-2 button.whole").click()
    dialog = page.locator("dialog#page")
    assert dialog.is_visible()
    assert dialog.locator("svg").get_attribute("viewBox") == "0 0 842.00 595.00"
    assert dialog.locator("rect.reference").count() == 1
    page.keyboard.press("Escape")
    assert not dialog.is_visible()


def test_hostile_text_stays_text(page: Page) -> None:
    assert page.evaluate("window.hacked") is None
    assert "<script>window.hacked = true</script>" in page.locator("#temuan-2").inner_text()
    assert page.locator("article img").count() == 0


def test_nothing_is_requested(browser: Browser, report: Path) -> None:
    page = browser.new_page()
    requests: list[str] = []
    problems: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(report.as_uri())
    page.locator("#temuan-1 svg.crop").first.screenshot()
    page.close()
    assert [url for url in requests if not url.startswith("data:")] == [report.as_uri()]
    assert problems == []


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
    page.get_by_label("Cari").fill("tidak ada")
    assert not row.is_visible()
    page.get_by_label("Cari").fill("dinas rekaan")
    assert row.get_by_role("link").all_inner_texts() == ["Laporan"]
    row.get_by_role("link").click()
    assert page.locator("h1").inner_text() == "laporan"
    page.close()


SCANS = (SourceFile("pindaian.pdf", "", 10, "ok", unread_pages=tuple(range(1, 11))),)


def test_a_submission_of_pictures_does_not_look_clean(tmp_path: Path, browser: Browser, created: datetime) -> None:
    scans = SubmissionResult(Submission("kelurahan-rekaan", "Kelurahan Rekaan", files=SCANS))
    read = (SourceFile("lkj.pdf", "", 10, "ok"),)
    clean = SubmissionResult(Submission("badan-rekaan", "Zona Rekaan", files=read))
    write_report(tmp_path / "laporan.html", scans, {}, {}, created, "1")
    write_index(tmp_path / "index.html", [summarize(scans), summarize(clean)], created, "1")
    page = browser.new_page()
    page.goto((tmp_path / "laporan.html").as_uri())
    assert "Tidak satu halaman pun terbaca" in page.locator("#temuan").inner_text()
    assert "halaman 1-10 berupa gambar hasil pindai dan tidak dibaca" in page.locator("#dokumen").inner_text()
    assert "0" not in page.locator("ul.counts").inner_text()
    page.goto((tmp_path / "index.html").as_uri())
    first, last = (row.locator("td").all_inner_texts() for row in page.locator("tr.submission").all())
    assert first[3:8] == ["0", "0", "0", "0", "0"]
    assert last[0] == "–" and last[3:8] == ["–"] * 5 and "belum diperiksa" in last[8]
    assert "1 berkas sama sekali tidak terbaca" in page.locator("p.facts").inner_text()
    assert "pindaian.pdf" in page.locator("#gagal").inner_text()
    page.close()


def test_what_was_read_follows_from_the_pages_that_were_not() -> None:
    part = SourceFile("a.pdf", "", 10, "ok", unread_pages=(1, 9, 10))
    assert labels.how_read(part) == ("Terbaca sebagian; halaman 1, 9-10 berupa gambar hasil pindai dan tidak dibaca")
    assert labels.pages_of([part, *SCANS]) == "20 halaman, 7 terbaca"
    assert labels.no_findings([part]).startswith("Tidak ada temuan pada 7 halaman yang terbaca;")
    whole = SourceFile("b.pdf", "", 3, "ok")
    assert (labels.how_read(whole), labels.no_findings([whole])) == ("Terbaca", "Tidak ada temuan.")
    assert labels.how_read(SourceFile("c.pdf", "", 0, "failed", "rusak")) == "Tidak terbaca; rusak"
