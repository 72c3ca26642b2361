"""Rules W501 to W503: periods, years and weekdays."""

from __future__ import annotations

import pytest

from audit.statements import caption_years
from normalize.models import Column
from tests.audit import builders
from tests.audit.submissions import Bundle

ROWS = [("Indeks kepuasan masyarakat", "83", "84"), ("Persentase pengaduan yang diselesaikan", "88%", "95%")]
COVER = "LAPORAN KINERJA KECAMATAN WANASARI TRIWULAN III TAHUN 2024"


def quarterly() -> tuple[Bundle, str]:
    bundle = Bundle()
    report = bundle.segment("lkj", period="TW III")
    bundle.say(report, COVER, "heading")
    return bundle, report


def annual() -> tuple[Bundle, str]:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.say(report, "LAPORAN KINERJA KECAMATAN WANASARI TAHUN 2024", "heading")
    return bundle, report


# --- W501 ------------------------------------------------------------------------------------------------------------


def test_w501_reports_a_preface_of_another_quarter() -> None:
    bundle, report = quarterly()
    bundle.say(
        report, "Puji syukur, penyusunan Laporan Kinerja Kecamatan Wanasari Triwulan II Tahun 2024 dapat selesai."
    )
    [found] = bundle.check("W501")
    assert (found.reported, found.expected, found.verdict) == ("Triwulan II", "Triwulan III", "pasti")


def test_w501_reports_a_caption_of_another_quarter() -> None:
    bundle, report = quarterly()
    bundle.indikator(report, "capaian", ROWS, caption="Tabel 3.1 Capaian Kinerja Triwulan II", period="TW II")
    [found] = bundle.check("W501")
    assert found.reported == "Triwulan II"


@pytest.mark.parametrize(
    "text",
    [
        "Dibandingkan dengan Laporan Kinerja Triwulan II Tahun 2024, capaian meningkat.",
        "Rekomendasi atas Laporan Kinerja Triwulan II Tahun 2024 telah ditindaklanjuti.",
        "Sumber: Laporan Kinerja TW I Kecamatan Sukamaju",
        "Demikian laporan kinerja ini disusun; realisasi Triwulan II adalah 50%.",
        "Realisasi s.d. Triwulan II sebesar 50%.",
    ],
)
def test_w501_leaves_statements_about_other_things_alone(text: str) -> None:
    bundle, report = quarterly()
    bundle.say(report, text)
    assert bundle.check("W501") == []


def test_w501_leaves_tables_of_each_quarter_and_annual_reports_alone() -> None:
    bundle, report = quarterly()
    for quarter in ("II", "III"):
        bundle.indikator(report, "capaian", ROWS, caption=f"Capaian Triwulan {quarter}", period=f"TW {quarter}")
    assert bundle.check("W501") == []
    bundle, report = annual()
    bundle.indikator(report, "capaian", ROWS, caption="Capaian Triwulan IV", period="TW IV")
    assert bundle.check("W501") == []


@pytest.mark.parametrize(
    "preface",
    [
        "Puji syukur, Laporan Kinerja Kecamatan Wanasari Triwulan III Tahun 2024 dapat diselesaikan.",
        "Dengan mengucap syukur, Laporan Kinerja Kecamatan Wanasari Triwulan III Tahun 2024 telah selesai disusun.",
        "Laporan Kinerja Kecamatan Wanasari Triwulan III Tahun 2024 telah disusun dengan baik.",
    ],
)
def test_w501_reports_an_annual_report_whose_preface_names_a_quarter(preface: str) -> None:
    bundle, report = annual()
    bundle.say(report, preface)
    bundle.say(report, "LAPORAN KINERJA TRIWULAN IV", "heading")
    [found] = bundle.check("W501")
    assert (found.reported, found.expected) == ("Triwulan III", "Tahun 2024")


# --- W502 ------------------------------------------------------------------------------------------------------------


def test_w502_reports_a_closing_of_another_year() -> None:
    bundle, report = annual()
    bundle.say(report, "Demikian Laporan Kinerja Kecamatan Wanasari Tahun 2023 ini disusun.")
    [found] = bundle.check("W502")
    assert (found.reported, found.expected) == ("2023", "2024")


@pytest.mark.parametrize(
    "text",
    [
        "Laporan Kinerja ini disusun berdasarkan Peraturan Menteri Nomor 53 Tahun 2014.",
        "Laporan ini menjadi bahan penyusunan Laporan Kinerja Tahun 2025.",
        "Demikian laporan kinerja ini disusun sebagai pelaksanaan Renstra Tahun 2019-2024.",
        "Laporan Kinerja Tahun 2024 disusun sesuai rencana.",
        "Capaian tahun 2023 lebih rendah daripada Laporan Kinerja sebelumnya.",
    ],
)
def test_w502_leaves_other_years_alone(text: str) -> None:
    bundle, report = annual()
    bundle.say(report, text)
    assert bundle.check("W502") == []


def year_column(index: int, year: int, label: str | None = None) -> Column:
    return Column(index, label or str(year), ("Realisasi", label or str(year)), "realisasi", year=year)


def test_w502_reports_two_columns_of_one_year() -> None:
    bundle, report = annual()
    caption = "Tabel 3.2 Perbandingan realisasi tahun 2024 dengan tahun 2022"
    bundle.columns(report, "perbandingan_tahun", [year_column(0, 2024), year_column(1, 2024)], caption=caption)
    [found] = bundle.check("W502")
    assert "2022" in found.message and found.reported == "2024"


def test_w502_leaves_a_header_without_rows_alone() -> None:
    years = [builders.col("realisasi", "2023", year=2023) for _ in range(2)]
    assert builders.check("W502", builders.table(["indikator", *years], [], kind="perbandingan_tahun")) == []


def test_w502_reports_a_caption_that_names_another_year_than_the_columns() -> None:
    bundle, report = annual()
    caption = "Tabel 3.2 Perbandingan realisasi tahun 2024 dengan tahun 2021"
    bundle.columns(report, "perbandingan_tahun", [year_column(0, 2022), year_column(1, 2024)], caption=caption)
    [found] = bundle.check("W502")
    assert (found.reported, found.expected, found.verdict) == ("2021", "2022", "pasti")


def test_w502_reports_a_single_wrong_year_over_right_columns() -> None:
    bundle, report = annual()
    columns = [year_column(0, 2023), year_column(1, 2024)]
    bundle.columns(report, "capaian", columns, caption="Pengukuran kinerja keadaan Desember 2025")
    [found] = bundle.check("W502")
    assert (found.reported, found.expected, found.verdict) == ("2025", "2024", "pasti")


def test_w502_reads_the_heading_over_a_table_without_caption() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.columns(report, "perbandingan_tahun", [year_column(0, 2023), year_column(1, 2024)], caption="")
    bundle.say(report, "PENGUKURAN KINERJA KEADAAN DESEMBER 2025", "heading")
    [found] = bundle.check("W502")
    assert (found.reported, found.verdict) == ("2025", "perlu_cek")


def test_w502_does_not_take_the_year_of_an_appendix_from_the_heading_in_question() -> None:
    bundle = Bundle()
    appendix = bundle.segment("lampiran", year=2025)
    bundle.columns(appendix, "perbandingan_tahun", [year_column(0, 2023), year_column(1, 2024)], caption="")
    bundle.say(appendix, "DATA REALISASI INDIKATOR SAMPAI DENGAN DESEMBER 2025", "heading")
    [found] = bundle.check("W502")
    assert (found.reported, found.expected) == ("2025", "2024")


@pytest.mark.parametrize(
    "caption",
    [
        "Realisasi tahun 2020 s.d. 2024",
        "Realisasi 2020-2024",
        "Perbandingan realisasi tahun 2024 dengan tahun 2023 dan 2022",
        "Capaian kinerja menurut Peraturan Nomor 12 Tahun 2015",
        "Perbandingan dengan tahun lalu",
    ],
)
def test_w502_accepts_captions_that_fit_their_columns(caption: str) -> None:
    bundle, report = annual()
    columns = [year_column(0, 2022), year_column(1, 2023), year_column(2, 2024)]
    bundle.columns(report, "perbandingan_tahun", columns, caption=caption)
    assert bundle.check("W502") == []


def test_w502_accepts_target_and_realisasi_of_one_year_and_a_table_of_last_year_beside_this_one() -> None:
    bundle, report = annual()
    columns = [
        Column(0, "Target", ("2024", "Target"), "target", year=2024),
        Column(1, "Realisasi", ("2024", "Realisasi"), "realisasi", year=2024),
    ]
    bundle.columns(report, "perbandingan_tahun", columns, caption="Target dan realisasi tahun 2024")
    for year in (2022, 2023, 2024):
        bundle.indikator(report, "capaian", ROWS, caption=f"Capaian Kinerja Tahun {year}")
    assert bundle.check("W502") == []


def test_w502_asks_about_the_only_caption_of_another_year() -> None:
    bundle, report = annual()
    bundle.indikator(report, "capaian", ROWS, caption="Tabel 3.1 Capaian Sasaran Tahun 2023")
    bundle.indikator(report, "cost_per_outcome", ROWS, caption="Tabel 3.2 Efisiensi Tahun 2024")
    bundle.anggaran(report, "realisasi_anggaran", [("Program A", "10", "9")], caption="Tabel 3.3 Realisasi Tahun 2024")
    [found] = bundle.check("W502")
    assert (found.reported, found.verdict) == ("2023", "perlu_cek")


def test_caption_years_leaves_out_ranges_and_regulations() -> None:
    text = "Realisasi 2019-2023 menurut Peraturan Nomor 53 Tahun 2014 dibanding tahun 2022 dan Rp2.023.000"
    assert caption_years(text) == [2022]


# --- W503 ------------------------------------------------------------------------------------------------------------


def test_w503_reports_a_weekday_of_another_date_once() -> None:
    bundle, report = annual()
    for _ in range(2):
        bundle.say(report, "Pada hari ini, Senin tanggal 17 Januari 2024 telah dilaksanakan rapat.")
    [found] = bundle.check("W503")
    assert found.expected == "Rabu"


def test_w503_accepts_right_weekdays_and_dates_without() -> None:
    bundle, report = annual()
    bundle.say(report, "Rabu, 17 Januari 2024; 18 Januari 2024; Jumat 31 Februari 2024")
    assert bundle.check("W503") == []
