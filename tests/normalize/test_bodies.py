from decimal import Decimal

from normalize.models import Row, Table
from normalize.tables import typed_table
from tests.normalize.matrices import drawn


def typed(drawing: str, header_rows: int = 1) -> Table:
    return typed_table(drawn(drawing, header_rows), "a.pdf", "s1")


def number(row: Row, column: int) -> Decimal | None:
    value = row.values.get(column)
    return value.number.value if value and value.number else None


def test_a_spanned_name_is_repeated_a_spanned_figure_is_not() -> None:
    rows = typed("""
        | No | Sasaran      | Indikator | Target | Anggaran  |
        | 1  | Mutu layanan | Indeks A  | 80     | 5.000.000 |
        | ^  | ^            | Indeks B  | 90     | ^         |
    """).rows
    assert rows[1].values[1].text == "Mutu layanan"
    assert number(rows[0], 4) == 5_000_000
    assert 4 not in rows[1].values
    assert [row.number for row in rows] == ["1", None]


def test_kinds_of_rows() -> None:
    rows = typed("""
        | No | Uraian                         | Anggaran   | Realisasi  |
        | Bagian Umum | <                     | <          | <          |
        | 1  | Program Alpha                  | 10.000.000 | 9.000.000  |
        | a  | Jumlah dokumen yang disusun    | 4.000.000  | 4.000.000  |
        | b  | Total Quality Management       | 6.000.000  | 5.000.000  |
        | JUMLAH | <                          | 10.000.000 | 9.000.000  |
        | Rata - Rata Capaian | <             | 95         | 90         |
    """).rows
    assert [row.kind for row in rows] == ["group", "data", "data", "data", "total", "average"]
    assert rows[4].label == "JUMLAH"


def test_totals_in_many_words() -> None:
    for name in (
        "J U M L A H",
        "Grand Total",
        "TOTAL :",
        "Jumlah Belanja",
        "Jumlah Belanja Operasi",
        "Jumlah (I + II)",
        "Sub Total",
    ):
        assert (
            typed(f"""
        | Uraian | Anggaran |
        | Belanja A | 1.000.000 |
        | {name} | 1.000.000 |
    """)
            .rows[1]
            .kind
            == "total"
        ), name


def test_an_indikator_is_no_total_and_no_average() -> None:
    rows = typed("""
        | Indikator                              | Target | Realisasi | Capaian |
        | Jumlah program                         | 4      | 4         | 100     |
        | Rata-rata capaian kinerja program      | 90     | 91        | 101     |
        | Rata-rata capaian kinerja program      |        |           | 100,5   |
    """).rows
    assert [row.kind for row in rows] == ["data", "data", "average"]


def test_an_average_may_say_of_which_sasaran_it_is() -> None:
    rows = typed("""
        | Indikator                       | Target | Realisasi | Capaian |
        | Persentase arsip yang tertata   | 90     | 91        | 101     |
        | RATA-RATA CAPAIAN SASARAN KE-2  |        |           | 100,5   |
        | Rata-rata Misi II               |        |           | 100,5   |
    """).rows
    assert [row.kind for row in rows] == ["data", "average", "average"]


def test_sums_show_the_levels_of_a_list_without_numbers_or_print() -> None:
    rows = typed("""
        | Program/Kegiatan      | Anggaran    | Realisasi   |
        | Program Arsip         | 701.345.120 | 512.220.450 |
        | Penataan arsip        | 301.123.000 | 212.100.450 |
        | Pendataan             | 90.100.000  | 90.100.450  |
        | Penyimpanan           | 201.023.000 | 112.000.000 |
        | Alih media            | 400.222.120 | 300.120.000 |
        | Pemindaian            | 150.200.120 | 100.020.000 |
        | Pengindeksan          | 250.022.000 | 200.100.000 |
    """).rows
    assert [row.depth for row in rows] == [0, 1, 2, 2, 1, 2, 2]


def test_numbered_indikator_beside_stacked_figures_are_several_rows() -> None:
    rows = typed("""
        | No | Sasaran | Indikator                                                | Target           | Anggaran  |
        | 1  | Mutu    | 1. Indeks A / yang baik / 2. Indeks B / 3. Indeks C      | 100% / 90% / 83% | 9.000.000 |
    """).rows
    assert [(row.sub, row.number, row.label) for row in rows] == [
        (0, "1", "Indeks A yang baik"),
        (1, "2", "Indeks B"),
        (2, "3", "Indeks C"),
    ]
    assert [number(row, 3) for row in rows] == [100, 90, 83]
    assert [number(row, 4) for row in rows] == [9_000_000, None, None]
    assert rows[1].values[1].text == "Mutu"
    assert rows[1].values[3].at.text == "90%"
    assert rows[1].values[3].at.box == (300.0, 21.0, 400.0, 22.0)


def test_cells_are_not_split_when_the_counts_differ() -> None:
    rows = typed("""
        | Indikator | Target | Realisasi |
        | 1. Persentase A / 2. Persentase B | 100% / 90% | 95% |
    """).rows
    assert len(rows) == 1


def test_depth_from_print_needs_figures_that_add_up() -> None:
    table = """
        | No | Program/Kegiatan | Anggaran   |
        | 1  | Program Alpha    | 10.000.000 |
        | a  | Administrasi     | 4.000.000  |
        | b  | Pemeliharaan     | {}         |
    """
    rows = typed(table.format("6.000.000")).rows
    assert [(row.depth, row.level) for row in rows] == [(0, "program"), (1, "kegiatan"), (1, "kegiatan")]
    assert [row.depth for row in typed(table.format("7.000.000")).rows] == [0, 0, 0]


def test_depth_from_levels_stands_whatever_the_figures_say() -> None:
    rows = typed("""
        | Kegiatan                 | Anggaran   |
        | Kegiatan Administrasi    | 10.000.000 |
        | Sub Kegiatan Rapat       | 4.000.000  |
        | Jumlah                   | 10.000.000 |
    """).rows
    assert [(row.depth, row.level) for row in rows] == [(0, "kegiatan"), (1, "sub_kegiatan"), (0, None)]


def test_codes_are_numbers_of_rows() -> None:
    rows = typed("""
        | Kode    | <  | Uraian        | Anggaran   |
        | 7.01    | 02 | Program Alpha | 10.000.000 |
        | 7.01.02 | 2.01 | Kegiatan Beta | 10.000.000 |
    """).rows
    assert [row.number for row in rows] == ["7.01.02", "7.01.02.2.01"]


def test_a_last_row_without_a_name_is_the_total_if_it_is_the_sum() -> None:
    table = "| Uraian | Nilai (Rp) |\n| Tanah | 3.000.000 |\n| Mesin | 4.000.000 |\n| | {} |"
    assert typed(table.format("7.000.000")).rows[-1].kind == "total"
    assert typed(table.format("8.000.000")).rows[-1].kind == "data"


def test_the_header_is_not_repeated_as_a_row() -> None:
    rows = typed(
        """
        | No | Program | Anggaran |
        | 1 | Program Alpha | 1.000 |
        | No | Program | Anggaran |
        | 2 | Program Beta | 2.000 |
    """
    ).rows
    assert [row.label for row in rows] == ["Program Alpha", "Program Beta"]


def test_the_column_settles_the_notation() -> None:
    rows = typed("| Uraian | Jumlah |\n| Sapi | 1,200 |\n| Domba | 1,234,567 |").rows
    assert number(rows[0], 1) == 1200
