"""Trees that nothing but the amounts show."""

from __future__ import annotations

from decimal import Decimal

from normalize.trees import Amounts, by_sums


def amounts(*rows: tuple[int, ...] | None) -> list[Amounts | None]:
    return [None if row is None else tuple(map(Decimal, row)) for row in rows]


PLAIN = amounts(
    (701_345_120, 512_220_450),  # a program
    (301_123_000, 212_100_450),
    (100_100_000, 100_100_450),
    (201_023_000, 112_000_000),
    (400_222_120, 300_120_000),
    (150_200_120, 100_020_000),
    (250_022_000, 200_100_000),
)


def test_sums_nest_rows_below_the_row_that_they_add_up_to() -> None:
    tree = by_sums([0] * 7, PLAIN)
    assert tree.depths == [0, 1, 2, 2, 1, 2, 2]
    assert tree.proven == {1, 2, 3, 4, 5, 6}


def test_a_kegiatan_that_does_not_add_up_is_still_found_below_its_program() -> None:
    wrong = [*PLAIN[:2], tuple(map(Decimal, (90_100_000, 90_100_450))), *PLAIN[3:]]
    tree = by_sums([0, 1, 1, 1, 1, 1, 1], wrong)
    assert tree.depths == [0, 1, 2, 2, 1, 2, 2]
    assert {1, 4} <= tree.proven


def test_round_amounts_prove_nothing() -> None:
    rounded = amounts((20_000_000,), (10_000_000,), (10_000_000,), (5_000_000,))
    assert by_sums([0] * 4, rounded).depths == [0, 0, 0, 0]


def test_a_flat_list_under_its_total_stays_flat() -> None:
    listed = amounts((301_123_000,), (100_100_000,), (201_023_000,), None)
    total = (Decimal(602_246_000),)
    assert by_sums([0] * 4, listed, total).depths == [0, 0, 0, 0]


def test_the_total_tells_the_outermost_rows() -> None:
    listed = amounts((301_123_411,), (90_100_007,), (201_023_091,), (77_190_913,), None)
    tree = by_sums([0] * 5, listed, (Decimal(301_123_411 + 77_190_913),))
    assert tree.depths[:4] == [0, 1, 1, 0] or tree.depths[:4] == [0, 0, 0, 0]


def test_blanks_are_nested_with_the_row_above_them() -> None:
    rows = amounts(
        (701_345_121, 512_220_453),
        (301_123_001, 212_100_453),
        (0, 0),
        (90_100_000, 0),
        (400_222_120, 300_120_000),
        (0, 0),
    )
    assert by_sums([0, 1, 1, 1, 1, 1], rows).depths == [0, 1, 2, 2, 1, 2]


def test_text_among_the_amounts_is_left_where_it_is() -> None:
    assert by_sums([0, 0, 0], amounts((5_000_000,), None, (5_000_000,))).depths == [0, 0, 0]
