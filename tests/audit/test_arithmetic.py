from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.arithmetic import Agreement, Interval, agrees, interval, total
from normalize.models import Number

MODES = st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN])
PLACES = st.integers(0, 3)
QUANTITIES = st.decimals(Decimal("-9999"), Decimal("9999"), places=6, allow_nan=False)
POSITIVE = st.decimals(Decimal("1"), Decimal("9999"), places=4, allow_nan=False)

fast = settings(derandomize=True, max_examples=150, deadline=None)


def number(text: str, unit: str | None = None) -> Number:
    value = Decimal(text)
    return Number(text, value, max(0, -int(value.as_tuple().exponent)), unit)


def printed(value: Decimal, places: int, mode: str, unit: str | None = None) -> Number:
    return Number("", value.quantize(Decimal(1).scaleb(-places), mode), places, unit)


@fast
@given(QUANTITIES, PLACES, MODES)
def test_what_is_rounded_or_truncated_agrees_with_what_it_was_made_from(value: Decimal, places: int, mode: str) -> None:
    assert agrees(printed(value, places, mode), Interval.exactly(value))


@fast
@given(POSITIVE, POSITIVE, PLACES, PLACES, MODES)
def test_a_capaian_made_from_unrounded_figures_agrees_with_the_rounded_ones(
    target: Decimal, realisasi: Decimal, inputs: int, places: int, mode: str
) -> None:
    above = printed(realisasi, inputs, ROUND_HALF_UP, "%")
    below = printed(target, inputs, ROUND_HALF_UP, "%")
    capaian = printed(realisasi / target * 100, places, mode, "%")
    assert agrees(capaian, interval(above) / interval(below) * Interval.exactly(100))


@fast
@given(st.lists(QUANTITIES, min_size=1, max_size=8), PLACES, MODES)
def test_a_sum_of_unrounded_figures_agrees_with_the_rounded_ones(values: list[Decimal], places: int, mode: str) -> None:
    parts = [interval(printed(value, places, ROUND_HALF_UP, "%")) for value in values]
    assert agrees(printed(sum(values, Decimal(0)), places, mode), total(parts))


@fast
@given(QUANTITIES, PLACES)
def test_two_units_of_the_last_place_off_never_agrees(value: Decimal, places: int) -> None:
    unit = Decimal(1).scaleb(-places)
    right = value.quantize(unit, ROUND_HALF_UP)
    for wrong in (right + 2 * unit, right - 2 * unit):
        assert agrees(Number("", wrong, places), Interval.exactly(value)) is Agreement.NO


@pytest.mark.parametrize(
    ("text", "computed", "expected"),
    [
        ("94.30", "94.30", Agreement.EXACT),
        ("94.3", "94.30", Agreement.EXACT),
        ("66.67", "66.6667", Agreement.ROUNDED),
        ("66.66", "66.6667", Agreement.TRUNCATED),
        ("66.68", "66.6667", Agreement.NO),
        ("66.65", "66.6667", Agreement.NO),
        ("0.5", "0.45", Agreement.ROUNDED),  # half up
        ("0.4", "0.45", Agreement.ROUNDED),  # half even
        ("0.5", "0.55", Agreement.TRUNCATED),
        ("-29.17", "-29.1667", Agreement.ROUNDED),
        ("-29.16", "-29.1667", Agreement.TRUNCATED),
        ("-29.18", "-29.1667", Agreement.NO),
        ("0", "0.9", Agreement.TRUNCATED),
        ("0", "-0.9", Agreement.TRUNCATED),
    ],
)
def test_agreement_with_one_value(text: str, computed: str, expected: Agreement) -> None:
    assert agrees(number(text), Interval.exactly(Decimal(computed))) is expected


def test_an_alternative_reading_may_agree() -> None:
    ambiguous = Number("1.200", Decimal("1.2"), 0, alternatives=(Decimal(1200),))
    assert agrees(ambiguous, Interval.exactly(1200)) is Agreement.EXACT


@pytest.mark.parametrize(
    ("printed_number", "low", "high"),
    [
        (number("93.65", "%"), "93.645", "93.655"),
        (number("89", "%"), "88.5", "89.5"),
        (number("89", "Dokumen"), "89", "89"),
        (number("325866000.00", "Rp"), "325866000", "325866000"),
        (Number("5-6%", Decimal(5), 0, "%", upper=Decimal(6)), "4.5", "6.5"),
    ],
)
def test_what_a_printed_number_stands_for(printed_number: Number, low: str, high: str) -> None:
    assert interval(printed_number) == Interval(Decimal(low), Decimal(high))


def test_interval_operations() -> None:
    one, two = Interval(Decimal(1), Decimal(2)), Interval(Decimal(-3), Decimal(4))
    assert one + two == Interval(Decimal(-2), Decimal(6))
    assert one - two == Interval(Decimal(-3), Decimal(5))
    assert one * two == Interval(Decimal(-6), Decimal(8))
    assert two / one == Interval(Decimal(-3), Decimal(4))
    with pytest.raises(ZeroDivisionError):
        _ = one / two
    with pytest.raises(ValueError, match="out of order"):
        Interval(Decimal(2), Decimal(1))
