import pytest

from normalize.tables import typed_table
from tests.normalize.matrices import drawn

KINERJA = ["no", "indikator", "target", "realisasi", "capaian"]


def roles(drawing: str, header_rows: int = 1, caption: str = "") -> list[str | None]:
    return [column.role for column in typed_table(drawn(drawing, header_rows, caption), "a.pdf", "s1").columns]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("| No | Indikator Kinerja | Target | Realisasi | Tingkat Capaian (%) |", KINERJA),
        ("| No | Indikator | Target % | Realisasi % | Capaian % |", KINERJA),
        ("| No | Indikator | T | R | % |", KINERJA),
        ("| No | Indikator | Rencana | Hasil | Persentase Capaian |", KINERJA),
        ("| No | Indikator | Target | Realisasi | % Realisasi |", KINERJA),
        ("| No | Indikator | Target | Bobot | Nilai |", ["no", "indikator", "target", None, None]),
        (
            "| No | Indikator | Realisasi | Realisasi Provinsi | Nasional |",
            ["no", "indikator", "realisasi", None, None],
        ),
    ],
)
def test_kinerja_in_one_header_row(header: str, expected: list[str | None]) -> None:
    assert roles(f"{header}\n| 1 | Indeks mutu | 80 | 76 | 95 |") == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "| Program | Anggaran (Rp) | Realisasi | Sisa | % |",
            ["program", "pagu", "realisasi_anggaran", "sisa", "persen_anggaran"],
        ),
        (
            "| Program | Target | Realisasi | Lebih/Kurang | Capaian |",
            ["program", "pagu", "realisasi_anggaran", "sisa", "persen_anggaran"],
        ),
        (
            "| Belanja | DPA | Penyerapan | Sisa Anggaran | % Serapan |",
            ["uraian", "pagu", "realisasi_anggaran", "sisa", "persen_anggaran"],
        ),
        ("| Program | Pagu | Keuangan | Fisik | % |", ["program", "pagu", None, None, None]),
    ],
)
def test_money_in_one_header_row(header: str, expected: list[str | None]) -> None:
    assert roles(f"{header}\n| Program Alpha | 10.000.000 | 9.000.000 | 1.000.000 | 90 |") == expected


def test_a_percentage_behind_the_balance_may_be_of_the_balance() -> None:
    header = "| Program | Pagu | Realisasi | Sisa | % |"
    assert roles(f"{header}\n| Program Alpha | 10.000.000 | 9.000.000 | 1.000.000 | 10 |")[4] is None


def test_groups_say_whether_a_column_is_of_money() -> None:
    table = """
        | No | Indikator | Kinerja | <         | <  | Anggaran | <         | <       | Efisiensi |
        | ^  | ^         | Target  | Realisasi | %  | Pagu     | Realisasi | Capaian | ^         |
        | 1  | Indeks A  | 80      | 76        | 95 | 5.000    | 4.000     | 80      | 15        |
    """
    expected = [*KINERJA, "pagu", "realisasi_anggaran", "persen_anggaran", "efisiensi"]
    assert roles(table, 2) == expected


def test_flat_columns_after_a_budget_are_of_money() -> None:
    header = "| No | Indikator | Target | Realisasi | Capaian | Anggaran | Realisasi | (%) |"
    expected = [*KINERJA, "pagu", "realisasi_anggaran", "persen_anggaran"]
    assert roles(f"{header}\n| 1 | Indeks A | 80 | 76 | 95 | 1.000.000 | 900.000 | 90 |") == expected
    assert roles(f"{header}\n| 1 | Indeks A | 80 | 76 | 95 | | | |") == expected


def test_kinerja_and_rupiah_pairs() -> None:
    table = """
        | Program/Kegiatan | Target | <         | Realisasi Triwulan I | <       |
        | ^                | K      | Rp        | K                    | Rp      |
        | PROGRAM ALPHA    | 12 dok | 1.000.000 | 3 dok                | 250.000 |
    """
    assert roles(table, 2) == ["uraian", "target", "pagu", "realisasi", "realisasi_anggaran"]


def test_fisik_is_not_money() -> None:
    table = """
        | Program       | Pagu      | Realisasi | <         | <  |
        | ^             | ^         | Fisik (%) | Keuangan  | %  |
        | Program Alpha | 1.000.000 | 100       | 900.000   | 90 |
    """
    assert roles(table, 2) == ["program", "pagu", None, "realisasi_anggaran", "persen_anggaran"]


def test_an_indikator_may_be_counted_in_rupiah() -> None:
    assert (
        roles("| No | Indikator | Target | Realisasi | % |\n| 1 | Retribusi | 5.000.000 | 4.000.000 | 80 |") == KINERJA
    )


def test_capaian_beside_a_target_alone_is_what_was_reached() -> None:
    assert roles("| Indikator | Target | Capaian |\n| Indeks A | 82,40 | 75,31 |\n| Indeks B | 60 | 61 |") == [
        "indikator",
        "target",
        "realisasi",
    ]
    assert roles("| Indikator | Target | Capaian |\n| Rapat | 4 | 100% |\n| Laporan | 12 | 100% |") == [
        "indikator",
        "target",
        "capaian",
    ]
    assert roles("| Indikator | Target | Capaian |\n| Rapat | 4 | 100 |\n| Laporan | 12 | 100 |") == [
        "indikator",
        "target",
        None,
    ]


def test_the_amended_budget_counts_where_both_are_shown_and_reported_on() -> None:
    table = """
        | Uraian          | Anggaran          | <                 | Realisasi     | Lebih/(Kurang) |
        | ^               | Sebelum Perubahan | Setelah Perubahan | ^             | ^              |
        | Belanja Operasi | 1.000.000.000     | 1.200.000.000     | 1.100.000.000 | 100.000.000    |
    """
    assert roles(table, 2) == ["uraian", None, "pagu", "realisasi_anggaran", "sisa"]


def test_under_one_label_the_column_with_figures_has_the_role() -> None:
    assert roles("| Indikator | Target | < | Realisasi |\n| Rapat | 4 | Kali | 3 |") == [
        "indikator",
        "target",
        None,
        "realisasi",
    ]
    assert roles("| Indikator | Target | < | Realisasi |\n| Rapat | 4 | < | 3 |") == [
        "indikator",
        "target",
        None,
        "realisasi",
    ]


def test_roles_that_the_cells_contradict_are_dropped() -> None:
    assert roles("| Program | Jumlah | Capaian |\n| 3 | 4 | Tercapai |\n| 2 | 5 | Belum |") == [None, "jumlah", None]


def test_uraian_is_of_the_name_above_it() -> None:
    table = """
        | Sasaran    | Indikator Sasaran | <      | <      |
        | ^          | Uraian            | Satuan | Target |
        | Mutu layanan | Indeks kepuasan | Angka  | 80     |
    """
    assert roles(table, 2) == ["sasaran", "indikator", "satuan", "target"]


def test_growth_is_a_percentage() -> None:
    header = "| Indikator | Realisasi 2023 | Realisasi 2024 | Kenaikan/Penurunan |"
    assert roles(f"{header}\n| Indeks A | 80 | 84 | 5% |")[3] == "pertumbuhan"
    assert roles(f"{header}\n| Indeks A | 80 | 84 | 4 |")[3] is None
