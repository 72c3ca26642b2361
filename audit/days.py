"""Days on which reports are due, and dates as messages write them."""

from __future__ import annotations

import calendar
from collections.abc import Collection
from datetime import date, timedelta

_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November"),
    "Desember",
)
_SATURDAY = 5


def written(day: date) -> str:
    """A date as Indonesian documents write it: "24 September 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def working_days_after(day: date, count: int, holidays: Collection[date]) -> date:
    """The ``count``-th working day after ``day``: Saturdays, Sundays and ``holidays`` do not count."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY and day not in holidays
    return day


def months_after_year(year: int, months: int) -> date:
    """The last day of the ``months``-th month after the end of ``year``; 31 December of it for none."""
    year, month = year + (months + 11) // 12, (months + 11) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])
