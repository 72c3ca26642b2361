from normalize.grids import Grid
from normalize.headers import Header, columns, label_starts, read_header
from tests.normalize.matrices import drawn


def test_the_column_number_row_below_the_header_belongs_to_it() -> None:
    grid = Grid(
        drawn(
            """
        | No | Indikator | Target | Realisasi | Capaian |
        | (1) | (2) | (3) | (4) | (5=4/3) |
        | 1 | A | 4 | 3 | 75 |
    """
        )
    )
    header = read_header(grid, 1)
    assert header == Header(2, (1,))
    found = columns(grid, header)
    assert [column.number for column in found] == ["1", "2", "3", "4", "5"]
    assert found[4].formula is not None
    assert found[4].formula.rpn == ("c3", "c2", "/")
    assert found[4].path == ("Capaian",)


def test_a_formula_may_stand_in_the_label() -> None:
    grid = Grid(drawn("| Target | Realisasi | % (3=2/1) |\n| 1 | 2 | 3 |\n| 4 | 3 | 75 |"))
    formula = columns(grid, read_header(grid, 2))[2].formula
    assert formula is not None
    assert formula.rpn == ("c1", "c0", "/")


def test_months_under_one_label_are_no_column_numbers() -> None:
    grid = Grid(drawn("| Kegiatan | Bulan | < | < |\n| ^ | 1 | 2 | 3 |\n| Rapat kerja | V | - | V |", 2))
    header = read_header(grid, 2)
    assert header.number_rows == ()
    assert columns(grid, header)[1].path == ("Bulan", "1")


def test_numbers_may_start_after_one_and_stand_above_the_last_labels() -> None:
    grid = Grid(
        drawn(
            """
        | Program | Indikator | TW I | < | TW II | < |
        | 2 | 3 | 7 | < | 8 | < |
        | ^ | ^ | K | Rp | K | Rp |
        | A | B | 1 | 2 | 3 | 4 |
    """,
            1,
        )
    )
    header = read_header(grid, 1)
    assert header == Header(3, (1,))
    assert columns(grid, header)[3].path == ("TW I", "Rp")
    assert columns(grid, header)[3].period == "TW I"


def test_a_first_row_of_labels_is_a_header_even_if_the_extractor_saw_none() -> None:
    grid = Grid(drawn("| No | Program | Anggaran |\n| 1 | Program Alpha | 1.000.000 |", 0))
    assert read_header(grid, 0).rows == 1
    assert (
        read_header(
            Grid(
                drawn(
                    """
        | 1 | Program Alpha | 1.000.000 |
        | 2 | Program Beta | 2.000.000 |
    """,
                    0,
                )
            ),
            0,
        ).rows
        == 0
    )


def test_a_header_ends_before_figures_and_headings() -> None:
    grid = Grid(
        drawn(
            """
        | No | Indikator | Target | Realisasi |
        | Sasaran 1 : Meningkatnya mutu | < | < | < |
        | 1 | A | 40,5 | 30,5 |
    """,
            3,
        )
    )
    assert read_header(grid, 3).rows == 1


def test_years_and_quarters_come_from_the_lowest_label_that_names_one() -> None:
    grid = Grid(
        drawn(
            """
        | Realisasi Triwulan Tahun 2024 | < | Target 2020-2024 |
        | I | II | ^ |
        | 1 | 2 | 3 |
    """,
            2,
        )
    )
    found = columns(grid, read_header(grid, 2))
    assert [(column.year, column.period) for column in found] == [(2024, "TW I"), (2024, "TW II"), (None, None)]


def test_a_title_over_the_whole_table_is_no_label() -> None:
    grid = Grid(drawn("| PENGUKURAN KINERJA | < | < |\n| Program | Anggaran | Realisasi |\n| A | 1 | 2 |", 2))
    header = read_header(grid, 2)
    assert columns(grid, header)[2].path == ("Realisasi",)
    assert label_starts(grid, header) == [0, 1, 2]
