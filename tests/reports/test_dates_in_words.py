"""Dates in words, as a berita acara opens with them, against the reader of dates."""

from __future__ import annotations

from datetime import date, timedelta

from normalize.dates import find_dates
from reports.berita_acara.wording import iso_date, long_date, month, title_words, weekday

DAYS = [date(2016, 1, 1) + timedelta(days) for days in range(366 + 20 * 366)]


def test_every_day_in_words_is_read_back() -> None:
    for day in DAYS:
        words = f"{title_words(day.day)} {month(day)} Tahun {title_words(day.year)}"
        (found,) = find_dates(f"Pada hari ini, {weekday(day)} tanggal {words} bertempat di Kecamatan Wanasari")
        assert (found.iso, found.weekday_ok) == (day.isoformat(), True), words


def test_every_day_in_digits_is_read_back() -> None:
    for day in DAYS[::7]:
        (found,) = find_dates(long_date(day))
        assert found.iso == day.isoformat()


def test_dates_as_officials_write_them() -> None:
    assert iso_date("2025-09-24") == "24 September 2025"
    assert title_words(24) == "Dua Puluh Empat"
    assert title_words(2025) == "Dua Ribu Dua Puluh Lima"
