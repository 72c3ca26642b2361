from __future__ import annotations

from extract.engines.base import Rule
from extract.grid import grids_of, snap


def ruled(xs: list[float], ys: list[float]) -> tuple[list[Rule], list[Rule]]:
    return [Rule(y, xs[0], xs[-1]) for y in ys], [Rule(x, ys[0], ys[-1]) for x in xs]


def spans(h: list[Rule], v: list[Rule]) -> list[tuple[int, int, int, int]]:
    (grid,) = grids_of(h, v)
    return [(f.r, f.c, f.rs, f.cs) for f in grid.fields]


def test_a_full_grid_has_a_field_per_cell() -> None:
    assert spans(*ruled([0, 100, 200], [0, 20, 40])) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_fields_without_a_rule_between_them_are_one_cell() -> None:
    h = [Rule(0, 0, 300), Rule(20, 100, 300), Rule(40, 0, 300), Rule(60, 0, 300)]
    v = [Rule(0, 0, 60), Rule(100, 0, 60), Rule(200, 20, 60), Rule(300, 0, 60)]
    assert spans(h, v) == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 0, 1, 1),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
    ]


def test_double_borders_make_no_phantom_rows_or_columns() -> None:
    h, v = ruled([0, 100, 200], [0, 20, 40])
    h += [Rule(y + 2.2, 0, 200) for y in (0, 20, 40)]
    v += [Rule(x + 4.5, 0, 40) for x in (0, 100, 200)]
    (grid,) = grids_of(h, v)
    assert (len(grid.ys) - 1, len(grid.xs) - 1) == (2, 2)


def test_rules_drawn_in_pieces_are_one_rule() -> None:
    assert snap([Rule(10, 0, 50), Rule(10.4, 50.5, 100), Rule(10.2, 98, 140)]) == [
        Rule(snap([Rule(10, 0, 50), Rule(10.4, 50.5, 100), Rule(10.2, 98, 140)])[0].at, 0, 140)
    ]


def test_a_table_without_bottom_rule_keeps_its_last_row() -> None:
    h = [Rule(0, 0, 200), Rule(20, 0, 200)]
    v = [Rule(x, 0, 45) for x in (0, 100, 200)]
    (grid,) = grids_of(h, v)
    assert len(grid.ys) - 1 == 2


def test_tables_that_do_not_touch_are_two() -> None:
    h1, v1 = ruled([0, 100, 200], [0, 20, 40])
    h2, v2 = ruled([0, 100, 200], [60, 80])
    assert len(grids_of(h1 + h2, v1 + v2)) == 2


def test_a_frame_around_text_is_no_table() -> None:
    assert grids_of(*ruled([0, 500], [0, 700])) == []


def test_a_stray_bit_of_rule_parts_no_column() -> None:
    h, v = ruled([0, 100, 200], [0, 20, 40, 60])
    v.append(Rule(50, 0, 4))
    (grid,) = grids_of(h, v)
    assert len(grid.xs) - 1 == 2
