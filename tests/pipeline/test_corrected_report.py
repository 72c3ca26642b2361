"""A corrected report put in the place of the old one: the evaluator's notes stay, and what changed is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

from pipeline.cli import ExitCode
from tests.extract.drawing import Sheet, save
from tests.pipeline.test_cli import lkj

HEADER = ("No", "Program", "Pagu (Rp)", "Realisasi (Rp)", "%", "Sisa (Rp)")
XS = (40, 65, 230, 320, 410, 460, 550)
RIGHT = (
    ("1", "Program Pelayanan", "200.000.000", "190.000.000", "95,00", "10.000.000"),
    ("2", "Program Pembinaan", "80.000.000", "78.000.000", "97,50", "2.000.000"),
    ("3", "Program Penataan", "40.000.000", "36.000.000", "90,00", "4.000.000"),
    ("4", "Program Sarana", "50.000.000", "49.000.000", "98,00", "1.000.000"),
)


def report(path: Path, rows: Sequence[Sequence[str]], table: str = "3.1") -> None:
    """A report of one page with one budget table, whose number is ``table``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page = Sheet()
    page.text(180, 60, "LAPORAN KINERJA", 14, bold=True)
    page.text(180, 80, "KECAMATAN WANASARI", 12, bold=True)
    page.text(180, 100, "TAHUN 2024", 12, bold=True)
    page.text(40, 140, f"Tabel {table} Realisasi Anggaran Tahun 2024")
    page.table(XS, [150 + 20 * n for n in range(len(rows) + 2)], [HEADER, *rows])
    save(path, page)


def changed(row: int, column: int, text: str, rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    return [
        tuple(text if (r, c) == (row, column) else cell for c, cell in enumerate(cells)) for r, cells in enumerate(rows)
    ]


def lines(path: Path, sheet: str, codes: str = "H") -> list[dict[str, object]]:
    """The rows of a sheet about rules of the families ``codes``."""
    header, *rows = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    found = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return [row for row in found if str(row["Kode"])[0] in codes]


def test_statuses_survive_a_corrected_report(tmp_path: Path) -> None:
    source, out = tmp_path / "in/Kecamatan Wanasari/lkj.pdf", tmp_path / "out"
    book = out / "kecamatan-wanasari/kertas-kerja.xlsx"
    wrong = changed(1, 5, "3.000.000", changed(0, 4, "99,00", RIGHT))
    report(source, wrong)
    assert lkj("audit", tmp_path / "in", "--out", out, "--jobs", 1).returncode == ExitCode.done
    first = {str(row["Tertulis"]): row for row in lines(book, "Temuan")}
    assert {text: row["Perubahan"] for text, row in first.items()} == {"99,00": "Baru", "3.000.000": "Baru"}

    filled = openpyxl.load_workbook(book)
    sheet = filled["Temuan"]
    header = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        row[header.index("Status")].value = "Diterima"
        row[header.index("Catatan")].value = f"dibahas: {row[header.index('Tertulis')].value}"
    filled.save(book)

    # one error is corrected, one stays, and another comes up
    report(source, changed(2, 4, "91,00", changed(1, 5, "3.000.000", RIGHT)))
    assert lkj("audit", tmp_path / "in", "--out", out, "--jobs", 1).returncode == ExitCode.done
    second = {str(row["Tertulis"]): (row["Perubahan"], row["Status"], row["Catatan"]) for row in lines(book, "Temuan")}
    assert second == {"3.000.000": ("Tetap", "Diterima", "dibahas: 3.000.000"), "91,00": ("Baru", None, None)}
    (settled,) = lines(book, "Temuan selesai")
    assert (settled["Tertulis"], settled["Keadaan"], settled["Status"], settled["Catatan"]) == (
        "99,00", "Selesai", "Diterima", "dibahas: 99,00",
    )  # fmt: skip

    # what the batch says of it
    told = openpyxl.load_workbook(out / "rekap.xlsx")["Status evaluator"]
    names, counts, *_ = list(told.iter_rows(values_only=True))
    of_unit = dict(zip(names, counts, strict=True))
    assert (of_unit["Baru"], of_unit["Tetap"], of_unit["Selesai"]) == (1, of_unit["Diterima"], 1)
    assert "Sejak pemeriksaan sebelumnya: 1 baru" in (out / "index.html").read_text()
    assert "Sejak pemeriksaan sebelumnya: 1 baru" in (out / "kecamatan-wanasari/laporan.html").read_text()


def test_a_report_handed_in_under_another_name_is_the_same_report(tmp_path: Path) -> None:
    given, out = tmp_path / "in/Kecamatan Wanasari", tmp_path / "out"
    book = out / "kecamatan-wanasari/kertas-kerja.xlsx"
    wrong = changed(1, 5, "3.000.000", changed(0, 4, "99,00", changed(2, 3, "36.0000.000", RIGHT)))
    report(given / "lkj.pdf", changed(3, 5, "1,000,000", wrong))
    assert lkj("audit", tmp_path / "in", "--out", out, "--jobs", 1).returncode == ExitCode.done
    first = {str(row["ID"]): str(row["Kode"]) for row in lines(book, "Temuan", "HF")}
    assert {"F601", "F602", "H203"} <= set(first.values())

    # only the percentage is corrected; the difference is wrong in another way, and the table has another number
    (given / "lkj.pdf").unlink()
    corrected = changed(1, 5, "3.500.000", changed(2, 3, "36.0000.000", RIGHT))
    report(given / "LKj hasil perbaikan.pdf", changed(3, 5, "1,000,000", corrected), table="4.2")
    assert lkj("audit", tmp_path / "in", "--out", out, "--jobs", 1).returncode == ExitCode.done
    second = {str(row["ID"]): (str(row["Kode"]), row["Perubahan"]) for row in lines(book, "Temuan", "HF")}
    gone = {str(row["ID"]): row["Keadaan"] for row in lines(book, "Temuan selesai", "HF")}
    assert {state for _, state in second.values()} == {"Tetap"}
    assert first.keys() == second.keys() | gone.keys()
    assert [(first[id], state) for id, state in gone.items()] == [("H203", "Selesai")]
