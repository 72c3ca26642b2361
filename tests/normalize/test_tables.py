from normalize.grids import Grid, one_line
from normalize.tables import typed_table
from tests.normalize.matrices import drawn


def test_a_typed_table_knows_where_everything_is_printed() -> None:
    table = typed_table(
        drawn(
            "| Indikator | Target |\n| Indeks A | 80 |", caption="Tabel 2 Pengukuran Kinerja Triwulan III Tahun 2024"
        ),
        "a.pdf",
        "s1",
    )
    assert (table.id, table.document, table.segment, table.header_rows, table.pages) == ("t001", "a.pdf", "s1", 1, (1,))
    assert (table.year, table.period) == (2024, "TW III")
    assert table.caption_at is not None
    value = table.rows[0].values[1]
    assert (value.at.document, value.at.page, value.at.box, value.at.text) == (
        "a.pdf",
        1,
        (100.0, 20.0, 200.0, 40.0),
        "80",
    )


def test_a_caption_with_two_years_sets_none() -> None:
    assert (
        typed_table(
            drawn("| Indikator | Target |\n| A | 8 |", caption="Perbandingan 2023 dan 2024"), "a.pdf", "s1"
        ).year
        is None
    )


def test_a_grid_of_which_nothing_is_understood() -> None:
    table = typed_table(drawn("| x | y |\n| p | q |", header_rows=0), "a.pdf", "s1")
    assert table.kind == "lainnya"
    assert [column.role for column in table.columns] == [None, None]


def test_grid_access() -> None:
    grid = Grid(drawn("| A | B | < |\n| C | D | E |\n| ^ | F | G |"))
    assert (grid.height, grid.width) == (3, 3)
    assert grid.text(0, 2) == "B"
    assert grid.text(2, 0) == "C"
    assert [cell.text for cell in grid.row(2)] == ["F", "G"]
    assert grid.column(0, 1) == ["C"]


def test_a_word_hyphenated_at_the_end_of_a_line_is_whole_again() -> None:
    assert one_line("Persen-\ntase  desa\nmaju") == "Persentase desa maju"
