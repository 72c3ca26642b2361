"""The workpaper and the recapitulation, opened by another library."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
import openpyxl
from openpyxl import Workbook

from audit.models import ComponentView, Views
from normalize.models import SourceFile, Submission
from reports import recap, workbook
from reports.models import SubmissionResult, SubmissionSummary, summarize
from reports.sheets import FILL
from reports.standing import Standing


def opened(tmp_path: Path, result: SubmissionResult, created: datetime) -> Workbook:
    path = tmp_path / "kertas-kerja.xlsx"
    workbook.write_workbook(path, result, created, "1")
    return openpyxl.load_workbook(path)


def test_workpaper(tmp_path: Path, result: SubmissionResult, created: datetime) -> None:
    book = opened(tmp_path, result, created)
    assert book.sheetnames == ["Ringkasan", "Temuan", "Capaian Kinerja"]
    assert book["Ringkasan"]["B3"].value == "Dinas Rekaan"
    assert any("berkas terkunci kata sandi" in str(cell.value) for cell in book["Ringkasan"]["C"])

    listed = book["Temuan"]
    header = [cell.value for cell in listed[1]]
    first = dict(zip(header, [cell.value for cell in listed[2]], strict=True))
    assert first["Kode"] == "H201"
    assert (first["Tingkat"], first["Kepastian"], first["Kategori"]) == ("Tinggi", "Pasti", "Hitungan")
    assert (first["Tertulis"], first["Seharusnya"], first["Halaman"]) == ("95,00%", "90,00%", "1")
    assert [row[3].value for row in listed.iter_rows(min_row=2)] == ["Tinggi", "Sedang", "Rendah", "Info"]
    assert listed.freeze_panes == "C2"
    assert (first["Perubahan"], first["Status"], first["Selisih"], first["ID"]) == ("Baru", None, 5, "a1")
    assert listed.auto_filter.ref == "A1:T5"
    assert listed.print_title_rows == "$1:$1"
    assert listed.print_area == "'Temuan'!$A$1:$R$5"
    assert (listed.page_setup.orientation, int(listed.page_setup.paperSize)) == ("landscape", 9)
    link = listed.cell(2, header.index("Tabel") + 1).hyperlink
    assert link is not None and link.location == "'Capaian Kinerja'!D5"
    page = listed.cell(2, header.index("Halaman") + 1).hyperlink
    assert page is not None and (page.target, page.location) == ("laporan.html", "temuan-1")
    (choices,) = listed.data_validations.dataValidation
    assert (choices.formula1, str(choices.sqref)) == ('"Diterima,Ditolak,Perlu konfirmasi"', "P2:P5")


def test_table_as_printed_with_the_wrong_cell_marked(
    tmp_path: Path, result: SubmissionResult, created: datetime
) -> None:
    sheet = opened(tmp_path, result, created)["Capaian Kinerja"]
    assert sheet["A1"].value == "Capaian kinerja"
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A3:A4", "B3:D3"}
    wrong = sheet["D5"]
    assert wrong.fill.start_color.rgb == "FF" + FILL["tinggi"][1:]
    assert wrong.comment is not None
    assert "H201" in wrong.comment.text and "F601" in wrong.comment.text
    assert "seharusnya 90,00%" in wrong.comment.text
    assert (wrong.value, wrong.number_format) == (95, '[$-421]0.00"%"')
    assert (sheet["B5"].value, sheet["B5"].number_format) == (1080, "[$-421]#,##0.00")
    assert (sheet["C5"].value, sheet["C5"].number_format) == (12, '[$-421]0" Dokumen"')
    assert sheet["B5"].comment is None


def test_text_never_becomes_a_formula(tmp_path: Path, result: SubmissionResult, created: datetime) -> None:
    book = opened(tmp_path, result, created)
    assert (book["Capaian Kinerja"]["A5"].value, book["Capaian Kinerja"]["A5"].data_type) == ("=HYPERLINK(1)", "s")
    hostile = msgspec.structs.replace(result.findings[0], message="=1+1", reported="@SUM(A1)", subject="\x0b\ufffe+1")
    attacked = msgspec.structs.replace(result, findings=(hostile,))
    cells = list(opened(tmp_path, attacked, created)["Temuan"][2])
    assert {"=1+1", "@SUM(A1)", "+1"} <= {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_workpaper_without_findings_or_tables(tmp_path: Path, result: SubmissionResult, created: datetime) -> None:
    bare = SubmissionResult(msgspec.structs.replace(result.submission, tables=(), segments=()))
    assert opened(tmp_path, bare, created).sheetnames == ["Ringkasan", "Temuan"]


def test_recap(tmp_path: Path, result: SubmissionResult, created: datetime) -> None:
    path = tmp_path / "rekap.xlsx"
    light = msgspec.structs.replace(summarize(result), id="kecil", unit="Badan Rekaan", tallies=())
    failed = SubmissionSummary("x", "x.pdf", files=(SourceFile("x.pdf", "", 0, "failed", "bukan PDF"),))
    recap.write_recap(path, [failed, light, summarize(result)], created)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Peringkat", "Status evaluator", "Aturan per OPD", "Rekap aturan", "Tidak terbaca"]
    assert [row[1].value for row in book["Peringkat"].iter_rows(min_row=2)] == [
        "Dinas Rekaan", "Badan Rekaan", "x.pdf", "Jumlah",
    ]  # fmt: skip
    by_unit = [[cell.value for cell in row] for row in book["Aturan per OPD"].iter_rows()]
    assert by_unit[0] == ["Peringkat", "Perangkat daerah", "F601", "H201", "W505", "Jumlah"]
    assert by_unit[1] == [1, "Dinas Rekaan", 1, 2, 1, 4]
    assert by_unit[3] == ["-", "x.pdf", None, None, None, "-"]
    assert [cell.value for cell in book["Rekap aturan"][3]][:1] == ["H201"]
    assert [cell.value for cell in book["Tidak terbaca"]["C"]].count("Tidak terbaca; bukan PDF") == 1


def test_recap_by_component_and_by_the_status_of_the_evaluators(
    tmp_path: Path, result: SubmissionResult, created: datetime
) -> None:
    path = tmp_path / "rekap.xlsx"
    parts = (
        ComponentView("Pengukuran Kinerja", 30, ("a1", "d1")),
        ComponentView("Pelaporan Kinerja", 15, ("b1", "c1")),
    )
    summary = summarize(msgspec.structs.replace(result, views=Views(components=parts)))
    other = msgspec.structs.replace(summary, id="lain", unit="Badan Rekaan", tallies=(), components=())
    standings = {
        summary.id: Standing({"Diterima": 1, "Isian lain": 1, "Belum diisi": 2}, {"Baru": 1, "Tetap": 3, "Selesai": 2})
    }
    recap.write_recap(path, [summary, other], created, standings)
    book = openpyxl.load_workbook(path)
    components = [[cell.value for cell in row] for row in book["Komponen AKIP"].iter_rows()]
    assert components == [
        ["Peringkat", "Perangkat daerah", "Pengukuran Kinerja (bobot 30)", "Tinggi – Pengukuran Kinerja",
         "Pelaporan Kinerja (bobot 15)", "Tinggi – Pelaporan Kinerja", "Jumlah temuan"],
        [1, "Dinas Rekaan", 2, 1, 2, 0, 4],
        [2, "Badan Rekaan", "-", "-", "-", "-", 0],
        [None, "Jumlah", 2, 1, 2, 0, 4],
    ]  # fmt: skip
    header, *rows = [[cell.value for cell in row] for row in book["Status evaluator"].iter_rows()]
    assert header[3:] == [
        "Diterima", "Ditolak", "Perlu konfirmasi", "Isian lain", "Belum diisi",
        "Baru", "Tetap", "Muncul lagi", "Selesai", "Belum pasti selesai",
    ]  # fmt: skip
    assert rows[0][1:] == ["Dinas Rekaan", 4, 1, 0, 0, 1, 2, 1, 3, 0, 2, 0]
    assert rows[2][2:] == [4, 1, 0, 0, 1, 2, 1, 3, 0, 2, 0]


def test_recap_of_an_empty_batch(tmp_path: Path, created: datetime) -> None:
    path = tmp_path / "rekap.xlsx"
    recap.write_recap(path, [], created)
    assert openpyxl.load_workbook(path)["Peringkat"].max_row == 1


def test_summary_of_pictures_says_that_nothing_was_checked(tmp_path: Path, created: datetime) -> None:
    path = tmp_path / "kertas-kerja.xlsx"
    files = (SourceFile("pindaian.pdf", "", 3, "ok", unread_pages=(1, 2, 3)),)
    workbook.write_workbook(path, SubmissionResult(Submission("x", "x", files=files)), created, "1")
    sheet = openpyxl.load_workbook(path)["Ringkasan"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "3 halaman, tidak satu pun terbaca" in texts
    assert any(text.startswith("Tidak satu halaman pun terbaca") for text in texts)
    assert "Temuan menurut kategori dan tingkat" not in texts
