"""One scale of severity for everything that is computed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from audit.gravity import at_most, gravity
from audit.models import Severity
from normalize.models import Number


@pytest.mark.parametrize(
    ("printed", "right", "expected"),
    [
        ("132.5", "132.0", "rendah"),
        ("98.34", "94.30", "sedang"),
        ("75.0", "85.0", "tinggi"),
        ("100.0", "99.5", "sedang"),  # a target that was met, or not
        ("95.0", "100.0", "tinggi"),
        ("120.0", "80.0", "tinggi"),
    ],
)
def test_percentages(printed: str, right: str, expected: Severity) -> None:
    assert gravity(Number(printed, Decimal(printed), 1, "%"), Decimal(right)) == expected


@pytest.mark.parametrize(("printed", "expected"), [("1000500", "rendah"), ("1005000", "sedang"), ("1050000", "tinggi")])
def test_amounts(printed: str, expected: Severity) -> None:
    assert gravity(Number(printed, Decimal(printed), 0, "Rp"), Decimal(1_000_000)) == expected


def test_the_lighter_of_two() -> None:
    assert (at_most("sedang", "tinggi"), at_most("sedang", "rendah")) == ("sedang", "rendah")
