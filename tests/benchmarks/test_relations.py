from collections import Counter

import pytest

from benchmarks.relations import Cell, agreement, content, on_pages, relations


def grid(*rows: tuple[str, ...], page: int = 1) -> list[Cell]:
    return [Cell(r, c, 1, 1, text, page) for r, row in enumerate(rows) for c, text in enumerate(row)]


def test_texts_are_compared_without_white_space_and_with_one_kind_of_dash() -> None:
    assert content("Sisa \n Pa\u00adgu – A") == "sisapagu-a"


def test_neighbours_to_the_right_and_below() -> None:
    assert relations(grid(("no", "uraian"), ("1", "meja"))) == Counter(
        {
            ("no", "uraian", "right"): 1,
            ("1", "meja", "right"): 1,
            ("no", "1", "below"): 1,
            ("uraian", "meja", "below"): 1,
        }
    )


def test_blank_cells_are_passed_over() -> None:
    assert relations(grid(("a", " ", "b"), ("", "", ""), ("c", "", ""))) == Counter(
        {("a", "b", "right"): 1, ("a", "c", "below"): 1}
    )


def test_a_spanning_cell_is_next_to_each_row_it_reaches_and_never_to_itself() -> None:
    table = [Cell(0, 0, 2, 1, "sasaran", 1), Cell(0, 1, 1, 1, "x", 1), Cell(1, 1, 1, 1, "y", 1)]
    assert relations(table) == Counter(
        {("sasaran", "x", "right"): 1, ("sasaran", "y", "right"): 1, ("x", "y", "below"): 1}
    )


def test_equal_texts_count_as_often_as_they_stand_there() -> None:
    assert relations(grid(("0", "0"), ("0", "0"))) == Counter({("0", "0", "right"): 2, ("0", "0", "below"): 2})


def test_a_table_without_text_has_no_relations() -> None:
    assert relations([]) == relations(grid(("", ""))) == Counter()


def test_agreement_counts_all_relations_of_a_document() -> None:
    gold = [grid(("a", "b"), ("c", "d"))]
    assert agreement(gold, gold) == (1.0, 0)
    assert agreement([], gold) == (0.0, 0)
    f1, spurious = agreement([*gold, grid(("x", "y"))], gold)
    assert (f1, spurious) == (pytest.approx(8 / 9), 1)


def test_a_table_in_two_parts_loses_only_what_joins_them() -> None:
    f1, spurious = agreement([grid(("a", "b")), grid(("c", "d"))], [grid(("a", "b"), ("c", "d"))])
    assert (f1, spurious) == (pytest.approx(4 / 6), 0)


def test_rows_of_other_pages_are_cut_away_and_the_rest_is_numbered_anew() -> None:
    table = [*grid(("no", "uraian"), ("1", "meja")), Cell(2, 0, 1, 1, "2", 2), Cell(2, 1, 1, 1, "kursi", 2)]
    assert on_pages(table, {2}) == [Cell(0, 0, 1, 1, "2", 2), Cell(0, 1, 1, 1, "kursi", 2)]
    assert on_pages(table, {1}) == grid(("no", "uraian"), ("1", "meja"))
    assert on_pages(table, {1, 2}) == table
    assert on_pages(table, {3}) == []


def test_a_cell_over_the_page_break_stays_with_the_rows_it_covers() -> None:
    label = Cell(0, 0, 3, 1, "program", 1)
    table = [label, Cell(0, 1, 1, 1, "a", 1), Cell(1, 1, 1, 1, "b", 2), Cell(2, 1, 1, 1, "c", 2)]
    assert on_pages(table, {2}) == [
        Cell(0, 0, 2, 1, "program", 1),
        Cell(0, 1, 1, 1, "b", 2),
        Cell(1, 1, 1, 1, "c", 2),
    ]


def test_a_row_in_which_no_cell_begins_belongs_to_the_page_of_the_row_above() -> None:
    table = [Cell(0, 0, 2, 1, "a", 1), Cell(0, 1, 2, 1, "b", 1), Cell(2, 0, 1, 1, "c", 2)]
    assert on_pages(table, {1}) == table[:2]
