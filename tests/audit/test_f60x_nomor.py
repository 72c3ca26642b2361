"""Rules F603, F604 and F605: codes and numbering."""

from __future__ import annotations

import msgspec
import pytest

from audit.models import Finding
from normalize.models import Table
from tests.audit.builders import check, col, line, table
from tests.audit.submissions import Bundle

CODES = ("5.1.01.01", "5.1.01.02", "5.1.02.01", "5.1.02.02", "5.1.02.04")
NAMES = ("Belanja Gaji", "Belanja Tambahan Penghasilan", "Belanja Barang", "Belanja Jasa", "Belanja Perjalanan")


def coded(*extra: tuple[str, str]) -> list[Finding]:
    rows = [*zip(CODES, NAMES, strict=True), *extra]
    lines = [(code, name, "1.000") for code, name in rows]
    return check("F603", table((col("kode"), col("uraian"), col("pagu")), lines, kind="lra"))


# --- F603 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        ("5.1.02.01", "Belanja Modal Peralatan", "dipakai untuk “Belanja Barang”"),
        ("5.1.02..05", "Belanja Sewa", "cacat"),
        ("5.1.O2.05", "Belanja Sewa", "cacat"),
        ("5.1.2.05", "Belanja Sewa", "tidak sebentuk"),
    ],
)
def test_f603_reports_double_and_malformed_codes(code: str, name: str, said: str) -> None:
    [found] = coded((code, name))
    assert (found.reported, found.verdict) == (code, "perlu_cek")
    assert said in found.message


def test_f603_accepts_a_code_that_comes_back_with_its_name() -> None:
    assert coded() == []
    assert coded(("5.1.02.01", "Belanja Barang"), ("5.1.02", "Belanja Barang dan Jasa")) == []


# --- F604 ------------------------------------------------------------------------------------------------------------


def numbered(*numbers: str) -> list[Finding]:
    rows = [line(number, f"{chr(65 + n)} indikator nomor {n}", "90") for n, number in enumerate(numbers)]
    return check("F604", table((col("no"), col("indikator"), col("target")), rows))


@pytest.mark.parametrize(
    ("numbers", "printed", "expected"),
    [(("1", "2", "3", "3", "4"), "3", "4"), (("1.", "2.", "4.", "5."), "4", "3")],
)
def test_f604_reports_one_slip_in_a_series(numbers: tuple[str, ...], printed: str, expected: str) -> None:
    [found] = numbered(*numbers)
    assert (found.reported, found.expected, found.severity) == (printed, expected, "rendah")


@pytest.mark.parametrize(
    "numbers",
    [
        ("1", "2", "3", "4", "5"),
        ("1", "a", "b", "2", "a", "3"),
        ("1", "1", "2", "3", "2", "1", "2", "3"),
        ("1", "4", "7", "9", "12"),
        ("3", "4", "6", "7", "8"),
        ("1", "2", "2"),
        ("1", "3", "4", "5"),
    ],
)
def test_f604_accepts_groups_selections_and_short_lists(numbers: tuple[str, ...]) -> None:
    assert numbered(*numbers) == []


def with_column_numbers(*numbers: str | None) -> Table:
    columns = [col("indikator", f"Kolom {n}") for n in range(len(numbers))]
    made = table(columns, [tuple(f"isi {n}" for n in range(len(numbers)))])
    told = tuple(msgspec.structs.replace(c, number=n) for c, n in zip(made.columns, numbers, strict=True))
    return msgspec.structs.replace(made, columns=told)


@pytest.mark.parametrize("numbers", [("1", "2", "4", "5"), ("1", "2", "3", "3")])
def test_f604_reports_column_numbers(numbers: tuple[str, ...]) -> None:
    [found] = check("F604", with_column_numbers(*numbers))
    assert "nomor kolom" in found.message


@pytest.mark.parametrize(
    "numbers", [("1", "2", "3", "4"), ("2", "3", "7", "8"), ("1", None, "3", "4"), ("1", "3", "4", "6")]
)
def test_f604_accepts_other_column_numbers(numbers: tuple[str | None, ...]) -> None:
    assert check("F604", with_column_numbers(*numbers)) == []


# --- F605 ------------------------------------------------------------------------------------------------------------

BODY = (
    ("heading", "BAB I PENDAHULUAN"), ("heading", "1.1 Latar Belakang"), ("heading", "1.2 Isu Strategis"),
    ("heading", "BAB II PERENCANAAN KINERJA"), ("heading", "2.1 Rencana Strategis"), ("caption", "Tabel 2.1 Sasaran"),
    ("heading", "BAB III AKUNTABILITAS KINERJA"), ("heading", "3.1 Capaian Kinerja"), ("caption", "Tabel 3.1 Capaian"),
    ("caption", "Tabel 3.2 Realisasi Anggaran"),
)  # fmt: skip


def said(*extra: tuple[str, str]) -> list[Finding]:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    for kind, text in (*BODY, *extra):
        bundle.say(report, text, kind)  # type: ignore[arg-type]
        bundle.turn(1)
    return bundle.check("F605")


def test_f605_reports_numbers_of_another_chapter_together() -> None:
    [found] = said(("heading", "1.3 Efisiensi Penggunaan Sumber Daya"), ("caption", "Gambar 2.7 Grafik Capaian"))
    assert found.reported == "1.3 dan 2.7"
    assert found.expected == "3.3 dan 3.7"


def test_f605_reports_a_number_used_twice() -> None:
    [found] = said(("caption", "Tabel 3.2 Jumlah Pegawai menurut Golongan"))
    assert "Tabel 3.2 dipakai dua kali" in found.message


@pytest.mark.parametrize(
    "extra",
    [
        ("caption", "Tabel 3.2 Realisasi Anggaran (lanjutan)"),
        ("caption", "Tabel 3.2 memperlihatkan penyerapan seluruh program"),
        ("text", "Tabel 2.1 kembali dirujuk di sini."),
        ("heading", "BAB IV PENUTUP"),
    ],
)
def test_f605_accepts_continuations_and_references(extra: tuple[str, str]) -> None:
    assert said(extra) == []


def test_f605_finds_the_chapter_from_the_order_of_sections() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    sections = ("2.1 Renstra", "2.2 Perjanjian Kinerja", "3.1 Capaian", "3.1.1 Pengukuran", "4.1.2 Evaluasi")
    for text in (*sections, "3.2 Anggaran", "3.3 Efisiensi"):
        bundle.say(report, text, "heading")
    [found] = bundle.check("F605")
    assert (found.reported, found.expected) == ("4.1.2", "3.1.2")
