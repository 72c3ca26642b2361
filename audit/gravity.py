"""The severity of a difference between two figures: one scale for all rules that compute."""

from __future__ import annotations

from decimal import Decimal

from audit.arithmetic import HUNDRED
from audit.models import SEVERITIES, Severity
from normalize.models import Number

SMALL_POINTS, LARGE_POINTS = Decimal(1), Decimal(10)
"""Percentage points from which on a difference is ``sedang`` and ``tinggi``."""
SMALL_PART, LARGE_PART = Decimal("0.001"), Decimal("0.01")
"""The same for amounts and counts, as parts of the right value."""

METHOD = (
    "Tingkat temuan mengikuti besarnya selisih: persentase berselisih kurang dari 1 poin rendah, kurang dari 10 poin "
    "sedang, selebihnya tinggi; nilai uang dan jumlah berselisih kurang dari 0,1% rendah, kurang dari 1% sedang, "
    "selebihnya tinggi. Tingkat persentase naik satu bila angka tertulis dan hasil hitung berada pada sisi yang "
    "berbeda dari 100%."
)
"""How :func:`gravity` decides, for the texts of the rules."""


def gravity(printed: Number, right: Decimal) -> Severity:
    """Severity from the size of the difference between a printed figure and what it should be.

    A percentage on the wrong side of 100 is one step graver: it says that a target was met which was not, or the
    other way round.
    """
    difference = abs(printed.value - right)
    if printed.unit != "%":
        return _level(difference, abs(right) * SMALL_PART, abs(right) * LARGE_PART)
    level = _level(difference, SMALL_POINTS, LARGE_POINTS)
    crosses = (printed.value >= HUNDRED) != (right >= HUNDRED)
    return SEVERITIES[max(SEVERITIES.index(level) - 1, 0)] if crosses else level


def at_most(limit: Severity, severity: Severity) -> Severity:
    """``severity``, or ``limit`` where that is lighter."""
    return max(limit, severity, key=SEVERITIES.index)


def _level(difference: Decimal, small: Decimal, large: Decimal) -> Severity:
    if difference < small:
        return "rendah"
    return "sedang" if difference < large else "tinggi"
