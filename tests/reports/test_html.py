"""The reports in a real browser: pictures, boxes, filters, and text that tries to be markup."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from audit.models import Evidence, Unchecked, Views
from normalize.models import IndikatorRecord, Number, Segment, Source, SourceFile, Submission, Value
from reports import labels
from reports.html import pictures, write_index, write_report
from reports.material import material
from reports.models import RuleText, SubmissionResult, summarize
from reports.pages import render
from tests.reports.conftest import REPORTED, finding


@pytest.fixture(scope="module")
def report(
    tmp_path_factory: pytest.TempPathFactory,
    result: SubmissionResult,
    pdfs: dict[str, Path],
    rules: Mapping[str, RuleText],
    created: datetime,
) -> Path:
    path = tmp_path_factory.mktemp("laporan") / "laporan.html"
    of = material(result, rules, created, "1")
    write_report(path, of, render(pictures(of, pdfs)))
    return path


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(report.as_uri())
    yield page
    page.close()


def brightness_around(crop: Locator, box: Locator) -> tuple[int, int]:
    """Brightness (0 black, 255 white) in the middle of a drawn box, and the darkest side outside it within the crop."""
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

    within = [(x, y) for x, y in outside if 0 <= x < picture.width - 1 and 0 <= y < picture.height - 1]
    return at((middle_x, middle_y)), min(map(at, within))


def select(page: Page, number: int) -> Locator:
    """The article of a finding, after it was chosen in the list and is shown."""
    page.locator(".list a").nth(number - 1).click()
    article = page.locator(f"#temuan-{number}")
    article.wait_for()  # the browser tells of the new address a moment after the click
    return article


@pytest.mark.parametrize(("number", "role"), [(1, "reported"), (2, "reference")])
def test_boxes_lie_on_what_they_mark(page: Page, number: int, role: str) -> None:
    crop = select(page, number).locator("svg.crop").last
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


def shown(page: Page) -> list[str]:
    return [one.inner_text().split(" · ")[0].lower() for one in page.locator(".list li:visible small").all()]


def test_filters(page: Page) -> None:
    assert shown(page) == ["tinggi", "sedang", "rendah", "info"]
    page.get_by_role("checkbox", name="Rendah").uncheck()
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
    assert page.locator("article:visible").get_attribute("id") == "temuan-2"
    page.get_by_label("Cari").fill("tidak tertulis di mana pun")
    assert page.locator("article:visible").count() == 0
    assert page.get_by_text("Tidak ada temuan yang sesuai dengan saringan.").is_visible()


def test_findings_of_one_document(
    browser: Browser, tmp_path: Path, result: SubmissionResult, created: datetime
) -> None:
    elsewhere = finding("e1", evidence=(Evidence("rusak.pdf", 1, REPORTED, "1", "reported"),))
    both = msgspec.structs.replace(result, findings=(*result.findings, elsewhere))
    write_report(tmp_path / "laporan.html", material(both, {}, created, "1"), {})
    page = browser.new_page()
    page.goto((tmp_path / "laporan.html").as_uri())
    page.locator("select[name=document]").select_option(label="rusak.pdf (1)")
    assert page.locator(".list li:visible").count() == 1
    assert "rusak.pdf, hal. 1" in page.locator(".list li:visible").inner_text()
    page.close()


def test_next_and_previous_by_keyboard(page: Page) -> None:
    current = page.locator("article.finding:visible")
    assert current.get_attribute("id") == "temuan-1"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert current.get_attribute("id") == "temuan-3"
    assert page.url.endswith("#temuan-3")
    assert page.locator(".tools output").inner_text() == "3 dari 4"
    page.keyboard.press("ArrowLeft")
    assert current.get_attribute("id") == "temuan-2"
    assert page.locator(".list a[aria-current=true]").get_attribute("href") == "#temuan-2"
    page.get_by_label("Cari").press("ArrowRight")
    assert current.get_attribute("id") == "temuan-2"


@pytest.mark.parametrize("width", [1280, 500])
def test_what_is_chosen_comes_into_view(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    article = select(page, 3)
    frame = article.bounding_box()
    assert frame and 0 < frame["y"] < 200


def test_a_finding_is_found_by_its_address(browser: Browser, report: Path) -> None:
    page = browser.new_page()
    for address, article in (("temuan-3", "temuan-3"), ("temuan-c1", "temuan-2"), ("aturan-F601", "temuan-3")):
        page.goto(f"{report.as_uri()}?{address}#{address}")
        assert page.locator("article.finding:visible").get_attribute("id") == article
    assert shown(page) == ["rendah"]
    page.close()


def test_whole_page_opens_with_its_boxes(page: Page) -> None:
    article = select(page, 2)
    page.get_by_role("button", name="Halaman utuh").click()
    whole = article.locator("svg.page")
    assert whole.is_visible() and not article.locator("svg.crop").is_visible()
    assert whole.get_attribute("viewBox") == "0 0 842.00 595.00"
    inside, outside = brightness_around(whole, whole.locator("rect.reference"))
    assert inside < 80 and outside > 230
    page.get_by_role("button", name="Halaman utuh").click()
    assert article.locator("svg.crop").is_visible() and not whole.is_visible()


def test_pictures_are_enlarged_around_the_box(page: Page) -> None:
    view = page.locator("#temuan-1 .view").first
    page.get_by_role("button", name="Halaman utuh").click()
    before = view.locator("svg.page").bounding_box()
    view.focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    after, frame = view.locator("svg.page").bounding_box(), view.bounding_box()
    box = view.locator("svg.page rect.reported").bounding_box()
    assert before and after and frame and box
    assert after["width"] == pytest.approx(2 * before["width"], rel=0.05)
    assert frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"]
    assert frame["y"] <= box["y"] and box["y"] + box["height"] <= frame["y"] + frame["height"]
    page.keyboard.press("0")
    assert page.locator(".zoom").inner_text() == "100%"


def test_the_description_is_copied(browser: Browser, report: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(report.as_uri())
    page.locator("#temuan-1").get_by_role("button", name="Salin uraian").click()
    page.get_by_role("button", name="Tersalin").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").splitlines() == [
        "Capaian tertulis 95,00%, seharusnya 90,00%.",
        "Perhitungan: 72,00 / 80,00 x 100% = 90,00%",
        "Dasar: Aturan hitung",
        "Letak: LKj Dinas Rekaan 2024.pdf, hal. 1",
    ]
    context.close()


def test_the_print_has_every_finding_that_the_filter_leaves(page: Page) -> None:
    page.get_by_role("checkbox", name="Info").uncheck()
    select(page, 2)
    page.get_by_role("button", name="Halaman utuh").click()
    page.emulate_media(media="print")
    articles = page.locator("article.finding:visible")
    assert [one.get_attribute("id") for one in articles.all()] == ["temuan-1", "temuan-2", "temuan-3"]
    assert page.locator("svg.crop:visible").count() > 2 and page.locator("svg.page:visible").count() == 0
    assert not page.locator("#filter").is_visible() and not page.locator(".tools").is_visible()
    assert page.locator("button:visible").count() == 0


def test_without_script_everything_is_there(browser: Browser, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    assert page.locator("article.finding:visible").count() == 4
    assert page.locator("button:visible, form:visible").count() == 0
    context.close()


def test_everything_has_a_name(page: Page) -> None:
    page.get_by_role("button", name="Halaman utuh").click()
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, nav, [role=img], [role=group], [role=toolbar]")]
            .filter(one => !(one.ariaLabel || one.labels?.length || one.textContent.trim()))
            .map(one => one.outerHTML)"""
    )
    assert nameless == []


def test_what_was_not_checked_is_said(
    browser: Browser, tmp_path: Path, result: SubmissionResult, created: datetime
) -> None:
    unchecked = Unchecked(
        "LKj Dinas Rekaan 2024.pdf", 2, "Tabel 4 <b>Rincian</b>", "", "Tidak ada kolom yang dikenali."
    )
    path = tmp_path / "laporan.html"
    seen = msgspec.structs.replace(result, views=Views(unchecked=(unchecked,)))
    write_report(path, material(seen, {}, created, "1"), {})
    page = browser.new_page()
    page.goto(path.as_uri())
    assert "Tabel 4 <b>Rincian</b>\tseluruhnya\tTidak ada kolom" in page.locator("#tidak-diperiksa").inner_text()
    page.close()


def test_hostile_text_stays_text(page: Page) -> None:
    assert page.evaluate("window.hacked") is None
    assert "<script>window.hacked = true</script>" in select(page, 2).inner_text()
    assert page.locator("article img").count() == 0


HOSTILE_TEXTS = (
    "</script><script>window.hacked = true</script>",
    "</style></svg><img src=x onerror='window.hacked = true'>",
    '" onload="window.hacked = true" x=\'',
    "javascript:window.hacked=true",
    "{{ 7 * 7 }} &lt;b&gt; <!-- \u2028 ]]>",
)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_names_and_cells(browser: Browser, tmp_path: Path, created: datetime, text: str) -> None:
    evidence = Evidence(text, 1, REPORTED, text, "reported")
    found = finding("a1", message=text, subject=text, title=text, basis=text, reported=text, evidence=(evidence,))
    at = Source(text, 1, REPORTED, text)
    record = IndikatorRecord(
        "t1", text, "s1", 0, "capaian", None, text, text, at, target=Value(text, None, at),
        realisasi=Value(text, None, at), capaian=Value(text, Number("98", Decimal(98)), at), year=2024,
    )  # fmt: skip
    trend = [
        msgspec.structs.replace(record, table_kind="perbandingan_tahun", year=year, realisasi=record.capaian)
        for year in (2023, 2024)
    ]
    submission = Submission(
        "javascript:window.hacked=true", text, text, 2024, files=(SourceFile(text, "", 1, "ok", text),),
        segments=(Segment("s1", text, "lkj", 1, 1, unit=text, position=text),), indikator=(record, *trend),
    )  # fmt: skip
    result = SubmissionResult(submission, (found,))
    rules = {"H201": RuleText(text, text, text)}
    write_report(tmp_path / "laporan.html", material(result, rules, created, "1"), {})
    folder = tmp_path / submission.id
    folder.mkdir()
    (folder / "laporan.html").write_text("laporan")
    write_index(tmp_path / "index.html", [summarize(result)], created, "1")
    page = browser.new_page()
    for name in ("laporan.html", "index.html"):
        page.goto((tmp_path / name).as_uri())
        assert text.replace("\u2028", "") in page.locator("main").inner_text().replace("\u2028", "")
        assert page.locator("main img, main script, [onload], [onerror]").count() == 0
        assert page.locator("a[href^='javascript:' i]").count() == 0
        assert page.evaluate("window.hacked") is None
    page.close()


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


SCANS = (SourceFile("pindaian.pdf", "", 10, "ok", unread_pages=tuple(range(1, 11))),)


def test_a_submission_of_pictures_does_not_look_clean(tmp_path: Path, browser: Browser, created: datetime) -> None:
    scans = SubmissionResult(Submission("kelurahan-rekaan", "Kelurahan Rekaan", files=SCANS))
    read = (SourceFile("lkj.pdf", "", 10, "ok"),)
    clean = SubmissionResult(Submission("badan-rekaan", "Zona Rekaan", files=read))
    write_report(tmp_path / "laporan.html", material(scans, {}, created, "1"), {})
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
