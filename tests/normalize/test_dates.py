from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.dates import find_dates, find_period, find_periods, find_years, place_and_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("24 September 2025", "2025-09-24"),
        ("5 MEI 2023.", "2023-05-05"),
        ("31-12-2023", "2023-12-31"),
        ("31/12/2023", "2023-12-31"),
        ("01.12.2023", "2023-12-01"),
        ("2025-12-13", "2025-12-13"),
        ("17 Nov 2023", "2023-11-17"),
        ("3 Nopember 2022", "2022-11-03"),
        ("4 Pebruari 2022", "2022-02-04"),
        ("4 Febuari 2022", "2022-02-04"),
        ("tanggal 1 bulan Januari tahun 2024", "2024-01-01"),
        ("tanggal Dua Puluh Empat bulan September tahun Dua Ribu Dua Puluh Lima", "2025-09-24"),
        ("14 s/d 16 Mei 2023", "2023-05-16"),
    ],
)
def test_complete_dates(text: str, iso: str) -> None:
    (found,) = find_dates(text)
    assert found.iso == iso
    assert text[found.start : found.end] == found.raw


@pytest.mark.parametrize(
    ("text", "weekday", "right"),
    [
        ("Rabu, 24 September 2025", "Rabu", True),
        ("pada hari Rabu tanggal 24 September 2025", "Rabu", True),
        ("Pada hari ini, Kamis tanggal Dua Puluh Empat September Tahun 2025", "Kamis", False),
        ("SELASA,2 JANUARI 2024", "SELASA", True),
        ("Jum'at, 5 Mei 2023", "Jum'at", True),
        ("Jumat 5 Mei 2023", "Jumat", True),
        ("Jum’at, 6 Mei 2023", "Jum’at", False),
        ("Senin - Rabu, 14 - 16 Mei 2023", None, None),
        ("Senin, 31 September 2025", "Senin", None),
    ],
)
def test_weekdays(text: str, weekday: str | None, right: bool | None) -> None:
    (found,) = find_dates(text)
    assert (found.weekday, found.weekday_ok) == (weekday, right)


@pytest.mark.parametrize(
    ("text", "day", "month", "year"),
    [
        ("    Oktober 2023", None, 10, 2023),
        ("tanggal 24 September", 24, 9, None),
        ("31 September 2023", 31, 9, 2023),
        ("Juli s.d. September 2023", None, 9, 2023),
    ],
)
def test_incomplete_and_impossible_dates(text: str, day: int | None, month: int, year: int | None) -> None:
    (found,) = find_dates(text)
    assert (found.day, found.month, found.year, found.iso) == (day, month, year, None)


@pytest.mark.parametrize("text", ["5.1.02.2023", "NIP 19900101 201503 1 002", "Rp 31.122.023", "6 desa", "12/2015"])
def test_no_dates(text: str) -> None:
    assert find_dates(text) == []


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_date_reads_back(day: date) -> None:
    weekdays = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
    (found,) = find_dates(f"{weekdays[day.weekday()]}, {day.day:02}/{day.month:02}/{day.year}")
    assert (found.iso, found.weekday_ok) == (day.isoformat(), True)


@pytest.mark.parametrize(
    ("line", "place", "text", "iso"),
    [
        ("Kotabaru, 15 Januari 2024", "Kotabaru", "15 Januari 2024", "2024-01-15"),
        ("KOTABARU , 2 JANUARI  2024", "KOTABARU", "2 JANUARI 2024", "2024-01-02"),
        ("Sungai Raya, tanggal 3 Mei 2023", "Sungai Raya", "3 Mei 2023", "2023-05-03"),
        ("Kotabaru,      Januari 2024", "Kotabaru", "Januari 2024", None),
        ("Kotabaru, ................ 2023", "Kotabaru", "................ 2023", None),
        ("Kotabaru, ..................", "Kotabaru", "..................", None),
        ("Ditetapkan di Kotabaru pada tanggal 15 Januari 2024", "Kotabaru", "15 Januari 2024", "2024-01-15"),
        ("Ditetapkan di : Kotabaru", "Kotabaru", "", None),
        ("pada tanggal 15 Januari 2024", "", "15 Januari 2024", "2024-01-15"),
    ],
)
def test_signing_lines(line: str, place: str, text: str, iso: str | None) -> None:
    signing = place_and_date(line)
    assert signing is not None
    assert signing[:2] == (place, text)
    assert (signing[2].iso if signing[2] else None) == iso


@pytest.mark.parametrize(
    "line",
    [
        "Rabu, 24 September 2025",
        "Per 31 Desember 2023",
        "Kepala Dinas, Camat",
        "SITI AMINAH, SE",
        "Kotabaru, Kabupaten Contoh",
        "Pada tanggal 15 Januari 2024 telah dilaksanakan rapat",
        "Demikian perjanjian ini dibuat, 15 Januari 2024",
    ],
)
def test_other_lines_are_not_signing_lines(line: str) -> None:
    assert place_and_date(line) is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("LAPORAN KINERJA TRIWULAN IV TAHUN 2023", "TW IV"),
        ("TW 3", "TW III"),
        ("TW.II", "TW II"),
        ("Triwulan ketiga", "TW III"),
        ("triwulan ke-2", "TW II"),
        ("Tribulan I", "TW I"),
        ("TRIWULAN lV", "TW IV"),
        ("Semester I", "Semester I"),
        ("semester kedua", "Semester II"),
        ("Laporan Kinerja Tahunan", "tahunan"),
        ("s/d Triwulan III", "TW III"),
        ("Triwulan I s/d IV", None),
        ("TRIWULAN I, II, III DAN IV", None),
        ("Triwulan I dan Triwulan II", None),
        ("laporan triwulanan", None),
        ("Laporan Kinerja 2023", None),
    ],
)
def test_periods(text: str, period: str | None) -> None:
    assert find_period(text) == period


def test_periods_know_where_they_stand() -> None:
    text = "dari Triwulan I ke TW II"
    assert [(period, text[start:end]) for period, start, end in find_periods(text)] == [
        ("TW I", "Triwulan I"),
        ("TW II", "TW II"),
    ]


def test_years_are_not_parts_of_amounts() -> None:
    assert find_years("Tahun 2021-2026, 31/12/2023, Rp 2.023.000, Rp 2024, 2.025 jiwa, 2026,5") == [2021, 2026, 2023]
