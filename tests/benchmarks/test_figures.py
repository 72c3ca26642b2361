from benchmarks.figures import found, numbers, numeric_cells


def test_numbers_are_compared_as_printed_without_a_closing_stop() -> None:
    assert numbers(["Rp 1.250.000,- dan 85,50%.", "tahun 2024."]) == {"1.250.000": 1, "85,50": 1, "2024": 1}


def test_cells_of_words_and_parts_of_merged_cells_do_not_count() -> None:
    rows = [["Pembinaan 12 desa dan kelurahan", "16 Kali", "16 Kali"], ["", "16 Kali", "90%"]]
    assert list(numeric_cells(rows)) == ["16 Kali", "90%"]


def test_every_number_has_to_be_read_as_often_as_it_stands_there() -> None:
    gold = [{"rows": [["85,50", "90"], ["Nilai", "85,50"]]}]
    assert found(["85,50 90", "85,50"], gold) == 1.0
    assert found(["85,50", "90 85.50"], gold) == 2 / 3
    assert found([], gold) == 0.0
