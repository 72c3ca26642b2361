"""Rules W504, W506, W507 and W509: deadlines, the order of dates, and regulations cited."""

from __future__ import annotations

from datetime import date

import pytest

from audit.days import months_after_year, working_days_after, written
from audit.regulations import citations, same_title
from tests.audit.submissions import Bundle

# --- days ------------------------------------------------------------------------------------------------------------


def test_working_days_skip_weekends_and_holidays() -> None:
    end = date(2025, 9, 30)
    assert working_days_after(end, 5, ()) == date(2025, 10, 7)
    assert working_days_after(end, 5, (date(2025, 10, 1),)) == date(2025, 10, 8)


def test_months_after_a_year() -> None:
    assert months_after_year(2023, 2) == date(2024, 2, 29)
    assert months_after_year(2023, 0) == date(2023, 12, 31)
    assert months_after_year(2023, 14) == date(2025, 2, 28)
    assert written(date(2025, 9, 24)) == "24 September 2025"


# --- W504 ------------------------------------------------------------------------------------------------------------


def report(
    bundle: Bundle, period: str, signed: str, *, kind: str = "lkj", position: str = "Camat", year: int = 2024
) -> str:
    segment = bundle.segment(kind, position=position, period=period, year=year)  # type: ignore[arg-type]
    bundle.sign(segment, name="Rahma Wulandari", place="Wanasari", date_text=signed, date=signed)
    return segment


@pytest.mark.parametrize(
    ("period", "signed", "kind", "late"),
    [
        ("tahunan", "2025-02-28", "lkj", False),
        ("tahunan", "2025-03-03", "lkj", True),
        ("TW III", "2024-10-15", "lkj", False),
        ("TW III", "2024-10-16", "lkj", True),
        ("TW III", "2024-10-07", "lkj_individu", False),
        ("TW III", "2024-10-08", "lkj_individu", True),
        ("tahunan", "2025-06-30", "lkj_individu", False),
    ],
)
def test_w504_knows_the_deadline_of_each_kind_of_report(period: str, signed: str, kind: str, late: bool) -> None:
    bundle = Bundle()
    report(bundle, period, signed, kind=kind, position="Camat" if kind == "lkj" else "Kasi Pelayanan Umum")
    assert [one.verdict for one in bundle.check("W504")] == ["perlu_cek"] * late


def test_w504_tells_how_late_and_gathers_officials() -> None:
    bundle = Bundle()
    for position in ("Kasi Pelayanan Umum", "Kasi Pemerintahan"):
        report(bundle, "TW III", "2024-10-09", kind="lkj_individu", position=position)
    [found] = bundle.check("W504")
    assert "paling lama 2 hari setelah batas waktu 7 Oktober 2024" in found.message
    assert len(found.evidence) == 2


def test_w504_is_graver_after_a_month() -> None:
    bundle = Bundle()
    report(bundle, "tahunan", "2025-05-02")
    [found] = bundle.check("W504")
    assert (found.severity, found.expected) == ("sedang", "paling lambat 28 Februari 2025")


# --- W506 ------------------------------------------------------------------------------------------------------------

TITLE = "tentang Kedudukan, Susunan Organisasi, Tugas dan Fungsi serta Tata Kerja Kecamatan"
APBD = "tentang Anggaran Pendapatan dan Belanja Daerah Tahun Anggaran"


def cited(*texts: str, year: int = 2024) -> Bundle:
    bundle = Bundle(year=year)
    segment = bundle.segment("lkj", position="Camat", period="tahunan", year=year)
    for text in texts:
        bundle.say(segment, text)
    return bundle


def test_w506_reports_one_regulation_under_two_years() -> None:
    [found] = cited(
        f"Berdasarkan Peraturan Bupati Kencana Nomor 41 Tahun 2017 {TITLE}, Camat mempunyai tugas",
        f"Sebagaimana diatur dalam Perbup Kencana No. 41 Tahun 2019 {TITLE}.",
    ).check("W506")
    assert found.reported == "Peraturan Bupati Kencana Nomor 41 Tahun 2017"
    assert "Nomor 41" in found.message or "No. 41 Tahun 2019" in found.message


def test_w506_knows_the_national_regulations() -> None:
    [found] = cited(
        "Peraturan Presiden Nomor 29 Tahun 2015 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah;"
    ).check("W506")
    assert (found.expected, found.verdict) == ("Nomor 29 Tahun 2014", "pasti")


@pytest.mark.parametrize(
    "texts",
    [
        (f"Perda Nomor 8 Tahun 2022 {APBD} 2023", f"Perda Nomor 8 Tahun 2023 {APBD} 2024"),
        (f"Peraturan Bupati Nomor 5 Tahun 2012 {TITLE}", f"Peraturan Bupati Nomor 41 Tahun 2019 {TITLE}"),
        (f"Peraturan Presiden Nomor 29 Tahun 2020 {TITLE}", f"Peraturan Pemerintah Nomor 29 Tahun 2021 {TITLE}"),
        ("UU Nomor 23 Tahun 2014 tentang Pemerintahan Daerah", "UU Nomor 9 Tahun 2015 tentang Perubahan Kedua atas UU"),
        ("Peraturan Daerah Nomor 3 Tahun 2020 tentang Retribusi", "Peraturan Daerah Nomor 3 Tahun 2021 tentang Pajak"),
    ],
)
def test_w506_accepts_different_regulations(texts: tuple[str, str]) -> None:
    assert cited(*texts).check("W506") == []


def test_citations_are_read_with_kind_and_ministry() -> None:
    text = (
        "Mengingat Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014 tentang "
        "Petunjuk Teknis Perjanjian Kinerja; Permendagri No. 86 Tahun 2017 tentang Tata Cara Perencanaan."
    )
    assert [(one.kind, one.number, one.year) for one in citations(text)] == [
        ("permen pan", 53, 2014),
        ("permen dagri", 86, 2017),
    ]
    assert same_title("Petunjuk Teknis Perjanjian Kinerja", "Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja")
    assert not same_title("Keuangan Negara", "Keuangan Negara dan Daerah")


# --- W507 ------------------------------------------------------------------------------------------------------------


def test_w507_reports_a_report_signed_before_its_period_ended() -> None:
    bundle = Bundle()
    report(bundle, "TW III", "2024-07-12")
    [found] = bundle.check("W507")
    assert found.verdict == "pasti"
    assert "sebelum periode laporan berakhir (30 September 2024)" in found.message


def test_w507_doubts_where_the_period_was_nearly_over() -> None:
    bundle = Bundle()
    report(bundle, "tahunan", "2024-12-29")
    [found] = bundle.check("W507")
    assert found.verdict == "perlu_cek"


def test_w507_reports_agreements_out_of_their_time() -> None:
    bundle = Bundle()
    for kind, signed in (("pk", "2024-03-04"), ("pk_perubahan", "2024-02-01")):
        segment = bundle.segment(kind, position="Camat Wanasari")  # type: ignore[arg-type]
        bundle.sign(segment, name="Rahma Wulandari", date=signed, date_text=signed)
    late = bundle.segment("pk", position="Kasi Pelayanan Umum")
    bundle.sign(late, name="Bagas Prakoso", date="2025-01-04", date_text="4 Januari 2025")
    changed, after = bundle.check("W507")
    assert "sebelum perjanjian kinerja awal (4 Maret 2024" in changed.message
    assert "setelah Tahun 2024 berakhir" in after.message


def test_w507_accepts_the_usual_order() -> None:
    bundle = Bundle()
    for kind, signed in (("pk", "2024-01-10"), ("pk_perubahan", "2024-10-02")):
        segment = bundle.segment(kind, position="Camat Wanasari")  # type: ignore[arg-type]
        bundle.sign(segment, name="Rahma Wulandari", date=signed, date_text=signed)
    whole = report(bundle, "tahunan", "2025-01-20")
    bundle.sign(whole, name="Bagas Prakoso", date="2024-06-03", date_text="3 Juni 2024")
    report(bundle, "TW III", "2024-09-30")
    assert bundle.check("W507") == []


# --- W509 ------------------------------------------------------------------------------------------------------------

OLD = "Berdasarkan Peraturan Pemerintah Nomor 19 Tahun 2008 tentang Kecamatan"


def test_w509_reports_a_replaced_regulation_once() -> None:
    [found] = cited(f"{OLD}, Camat mempunyai tugas", OLD).check("W509")
    assert (found.expected, found.verdict) == ("Nomor 17 Tahun 2018", "perlu_cek")


def test_w509_accepts_history_and_reports_of_its_time() -> None:
    assert cited(f"{OLD} yang telah dicabut").check("W509") == []
    assert cited(OLD, year=2018).check("W509") == []
