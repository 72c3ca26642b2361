"""The workpaper of a second run: what an evaluator noted stays, and what changed is said."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser

from normalize.models import SourceFile, Submission
from reports.models import RuleText, SubmissionResult, summarize
from reports.standing import Standing, standing
from reports.write import KEPT, write_batch, write_submission
from tests.reports.conftest import DOCUMENT

RULES = {code: RuleText("", "", "") for code in ("H201", "F601", "W505")}
NAME = "kertas-kerja.xlsx"


def whole(result: SubmissionResult, *ids: str) -> SubmissionResult:
    """The submission read to its last page, with only the findings ``ids``."""
    files = (SourceFile(DOCUMENT, "ab" * 32, 2, "ok"),)
    submission: Submission = msgspec.structs.replace(result.submission, files=files)
    found = tuple(one for one in result.findings if one.id in ids)
    return msgspec.structs.replace(result, submission=submission, findings=found)


def run(
    folder: Path, result: SubmissionResult, created: datetime, rules: Mapping[str, RuleText] = RULES
) -> Mapping[str, list[dict[str, Any]]]:
    """Write the results over those in ``folder``; the rows of the workpaper by sheet."""
    write_submission(folder, result, {}, rules, created, "1", replaces=folder)
    return {sheet.title: rows(sheet) for sheet in openpyxl.load_workbook(folder / NAME)}


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    header, *lines = list(sheet.iter_rows(values_only=True))
    return [dict(zip(header, line, strict=True)) for line in lines]


def note(folder: Path, notes: Mapping[str, tuple[str, str, str]]) -> None:
    """Fill in status, catatan and tindak lanjut as an evaluator does, in a sheet that he sorted the other way round."""
    book = openpyxl.load_workbook(folder / NAME)
    sheet = book["Temuan"]
    header = [cell.value for cell in sheet[1]]
    lines = [list(line) for line in sheet.iter_rows(min_row=2, values_only=True)]
    for line in lines:
        for column, text in zip(("Status", "Catatan", "Tindak lanjut"), notes.get(line[-1], ()), strict=False):
            line[header.index(column)] = text
    for r, line in enumerate(reversed(lines), start=2):
        for c, value in enumerate(line, start=1):
            sheet.cell(r, c).value = value
    book.save(folder / NAME)


def test_notes_are_kept_and_findings_are_new_the_same_or_settled(
    tmp_path: Path, result: SubmissionResult, created: datetime
) -> None:
    first = run(tmp_path, whole(result, "a1", "b1"), created)
    assert [row["Perubahan"] for row in first["Temuan"]] == ["Baru", "Baru"]
    assert "Temuan selesai" not in first
    note(tmp_path, {"a1": ("Diterima", "sudah dikonfirmasi", "perbaiki"), "b1": ("Ditolak", "lazim", "")})

    second = run(tmp_path, whole(result, "a1", "c1"), created)
    changes = {row["ID"]: (row["Perubahan"], row["Status"], row["Catatan"]) for row in second["Temuan"]}
    assert changes == {"a1": ("Tetap", "Diterima", "sudah dikonfirmasi"), "c1": ("Baru", None, None)}
    (settled,) = second["Temuan selesai"]
    assert (settled["ID"], settled["Keadaan"], settled["Status"], settled["Catatan"]) == (
        "b1", "Selesai", "Ditolak", "lazim",
    )  # fmt: skip

    third = run(tmp_path, whole(result, "b1"), created)
    (back,) = third["Temuan"]
    assert (back["Perubahan"], back["Status"], back["Catatan"]) == ("Muncul lagi", "Ditolak", "lazim")
    assert {row["ID"]: row["Keadaan"] for row in third["Temuan selesai"]} == {"a1": "Selesai", "c1": "Selesai"}


def test_report_and_index_say_what_changed(
    tmp_path: Path, browser: Browser, result: SubmissionResult, created: datetime
) -> None:
    folder = tmp_path / result.submission.id
    run(folder, whole(result, "a1", "b1"), created)
    page = browser.new_page()
    page.goto((folder / "laporan.html").as_uri())
    assert page.get_by_text("Sejak pemeriksaan sebelumnya").count() == 0
    assert page.locator("select[name=change]").count() == 0

    note(folder, {"a1": ("Diterima", "", ""), "b1": ("Ditolak", "", "")})
    again = whole(result, "a1", "c1")
    run(folder, again, created)
    page.reload()
    assert page.locator("header .changes").inner_text() == "Sejak pemeriksaan sebelumnya: 1 baru, 1 tetap, 1 selesai."
    assert page.locator("article:not(.other) .change").inner_text() == "Tetap"
    page.get_by_label("Perubahan").select_option("Baru")
    assert page.locator("article:not(.other)").get_attribute("data-id") == "c1"
    (gone,) = page.locator("#temuan-terdahulu tbody tr").all()
    assert gone.locator("td").all_inner_texts()[:2] == ["Selesai", "F601"]
    assert gone.locator("td").nth(4).inner_text() == "Ditolak"

    write_batch(tmp_path, [summarize(again)], created, "1")
    page.goto((tmp_path / "index.html").as_uri())
    assert [one.inner_text() for one in page.locator("header .changes").all()] == [
        "Sejak pemeriksaan sebelumnya: 1 baru, 1 tetap, 1 selesai.",
        "Status evaluator: 1 diterima, 1 belum diisi.",
    ]
    assert "1 dari 2 temuan sudah dinilai" in page.locator("tr.submission").inner_text()
    page.close()


def test_status_counts_whatever_was_typed(tmp_path: Path, result: SubmissionResult, created: datetime) -> None:
    run(tmp_path, whole(result, "a1", "b1", "c1"), created)
    note(tmp_path, {"a1": ("diterima", "", ""), "b1": ("menunggu", "", "")})
    told = standing(tmp_path / NAME)
    assert (told.statuses, told.changes, told.judged) == (
        {"Diterima": 1, "Isian lain": 1, "Belum diisi": 1}, {}, 2,
    )  # fmt: skip
    (tmp_path / NAME).write_bytes(b"bukan buku kerja")
    assert standing(tmp_path / NAME) == standing(tmp_path / "tidak-ada.xlsx") == Standing()


def test_settled_is_only_what_was_looked_at_again(tmp_path: Path, result: SubmissionResult, created: datetime) -> None:
    run(tmp_path, whole(result, "a1", "c1"), created)
    part = msgspec.structs.replace(whole(result), submission=result.submission)
    assert {row["Keadaan"] for row in run(tmp_path, part, created)["Temuan selesai"]} == {"Belum pasti"}
    without = {code: text for code, text in RULES.items() if code != "H201"}
    states = {
        row["Kode"]: row["Keterangan"] for row in run(tmp_path, whole(result), created, without)["Temuan selesai"]
    }
    assert states["H201"] == "Tidak diperiksa lagi: aturannya tidak dijalankan."
    assert states["W505"] == "Tidak ditemukan lagi dalam dokumen yang diperiksa sekarang."


def test_a_document_that_is_not_handed_in_again_settles_nothing(
    tmp_path: Path, result: SubmissionResult, created: datetime
) -> None:
    run(tmp_path, whole(result, "a1"), created)
    only_pk = tuple(msgspec.structs.replace(one, kind="pk") for one in result.submission.segments)
    other = whole(result)
    other = msgspec.structs.replace(other, submission=msgspec.structs.replace(other.submission, segments=only_pk))
    (row,) = run(tmp_path, other, created)["Temuan selesai"]
    assert row["Keterangan"] == "Dokumen yang memuatnya tidak diserahkan lagi: Laporan Kinerja."


def test_what_was_on_a_scanned_page_is_not_settled_by_another_name_of_the_file(
    tmp_path: Path, result: SubmissionResult, created: datetime
) -> None:
    def named(path: str, *ids: str) -> SubmissionResult:
        one = whole(result, *ids)
        files = (SourceFile(path, "ab" * 32, 2, "ok", scanned_pages=(1,)),)
        return msgspec.structs.replace(one, submission=msgspec.structs.replace(one.submission, files=files))

    run(tmp_path, named(DOCUMENT, "a1"), created)
    (row,) = run(tmp_path, named("perbaikan.pdf"), created)["Temuan selesai"]
    assert row["Keadaan"] == "Belum pasti"


def test_a_workpaper_that_cannot_be_read_is_kept(
    tmp_path: Path, result: SubmissionResult, created: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / NAME).write_bytes(b"bukan buku kerja")
    with caplog.at_level(logging.WARNING):
        sheets = run(tmp_path, whole(result, "a1"), created)
    assert (tmp_path / KEPT).read_bytes() == b"bukan buku kerja"
    assert KEPT in caplog.text
    assert [row["Perubahan"] for row in sheets["Temuan"]] == ["Baru"]


def test_a_stray_entry_in_the_last_cell_of_a_sheet_costs_the_notes_only(
    tmp_path: Path, result: SubmissionResult, created: datetime
) -> None:
    run(tmp_path, whole(result, "a1"), created)
    book = openpyxl.load_workbook(tmp_path / NAME)
    book["Temuan"]["XFD1048576"] = "x"
    book.save(tmp_path / NAME)
    assert standing(tmp_path / NAME) == Standing()
    sheets = run(tmp_path, whole(result, "a1"), created)
    assert openpyxl.load_workbook(tmp_path / KEPT, read_only=True)["Temuan"].max_row == 1048576
    assert [row["Status"] for row in sheets["Temuan"]] == [None]


def test_notes_that_look_like_formulas_stay_text(tmp_path: Path, result: SubmissionResult, created: datetime) -> None:
    run(tmp_path, whole(result, "a1"), created)
    note(tmp_path, {"a1": ("Diterima", "'=1+1", "lihat 3")})
    assert run(tmp_path, whole(result, "a1"), created)["Temuan"][0]["Catatan"] == "'=1+1"


def test_links_lead_to_the_findings_of_the_report(tmp_path: Path, result: SubmissionResult, created: datetime) -> None:
    run(tmp_path, result, created)
    sheet = openpyxl.load_workbook(tmp_path / NAME)["Temuan"]
    header = [cell.value for cell in sheet[1]]
    report = (tmp_path / "laporan.html").read_text(encoding="utf-8")
    for row in sheet.iter_rows(min_row=2):
        link = row[header.index("Halaman")].hyperlink
        assert (tmp_path / link.target).exists()
        assert f'id="{link.location}"' in report
