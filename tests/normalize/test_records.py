from normalize.models import AnggaranRecord, IndikatorRecord
from normalize.records import records
from normalize.tables import typed_table
from tests.normalize.matrices import drawn


def made(drawing: str, header_rows: int = 1, caption: str = "") -> tuple[list[IndikatorRecord], list[AnggaranRecord]]:
    return records(typed_table(drawn(drawing, header_rows, caption), "a.pdf", "s1"))


def test_indikator_of_a_pk() -> None:
    found, budget = made(
        """
        | No | Sasaran Program | Indikator Kinerja | Satuan | Target |
        | 1  | Mutu layanan    | 1. Indeks A       | Angka  | 80     |
        | ^  | ^               | 2. Indeks B       | %      | 90     |
        | 2  | Tertib arsip    | Indeks C          | %      | 70     |
        """,
        caption="Perjanjian Kinerja Tahun 2024",
    )
    assert budget == []
    assert [(r.sasaran, r.indikator, r.satuan, r.level, r.year) for r in found] == [
        ("Mutu layanan", "Indeks A", "Angka", "program", 2024),
        ("Mutu layanan", "Indeks B", "%", "program", 2024),
        ("Tertib arsip", "Indeks C", "%", "program", 2024),
    ]
    assert found[0].target is not None
    assert found[0].target.text == "80"
    assert found[0].realisasi is None
    assert found[0].sasaran_at is not None


def test_one_record_per_year() -> None:
    found, _ = made(
        """
        | Tujuan | Indikator | 2023   | <         | 2024   | <         | Target Renstra 2026 |
        | ^      | ^         | Target | Realisasi | Target | Realisasi | ^                   |
        | Mutu   | Indeks A  | 80     | 81        | 82     | 83        | 90                  |
        """,
        2,
    )
    shown = [(r.year, r.target and r.target.text, r.realisasi and r.realisasi.text, r.level) for r in found]
    assert shown == [(2023, "80", "81", "tujuan"), (2024, "82", "83", "tujuan"), (2026, "90", None, "tujuan")]


def test_blank_names_are_filled_from_above_unless_a_higher_name_begins() -> None:
    found, _ = made("""
        | Tujuan  | Sasaran | Indikator Tujuan/Sasaran | Target |
        | Satu    |         | Indeks A                 | 80     |
        |         | Pertama | Indeks B                 | 70     |
        |         |         | Indeks C                 | 60     |
        | Dua     |         | Indeks D                 | 50     |
    """)
    assert [(r.sasaran, r.level) for r in found] == [
        ("Satu", "tujuan"),
        ("Pertama", "sasaran"),
        ("Pertama", "sasaran"),
        ("Dua", "tujuan"),
    ]


def test_a_heading_row_is_the_sasaran_of_those_below_it() -> None:
    found, _ = made("""
        | No | Indikator | Target | Realisasi |
        | Sasaran ke-1 : Meningkatnya mutu | < | < | < |
        | 1 | Indeks A | 80 | 81 |
    """)
    assert [(r.sasaran, r.level) for r in found] == [("Meningkatnya mutu", "sasaran")]


def test_a_figure_shown_twice_for_a_year_is_not_taken_but_the_plain_one_is() -> None:
    found, _ = made("| Indikator | Target 2024 | Target Akhir Renstra | Realisasi 2024 |\n| Indeks A | 80 | 90 | 81 |")
    assert found[0].target is not None
    assert found[0].target.text == "80"
    found, _ = made("| Indikator | Target | Target | Realisasi |\n| Indeks A | 80 | 90 | 81 |")
    assert found[0].target is None


def test_each_target_belongs_to_the_indikator_on_its_left() -> None:
    found, budget = made("""
        | Sasaran | Indikator Sasaran | Target | Kegiatan     | Indikator Kegiatan | Target  | Anggaran  |
        | Mutu    | Indeks A          | 80     | Rapat rutin  | Jumlah rapat       | 12 kali | 5.000.000 |
    """)
    assert [(r.indikator, r.target and r.target.text, r.sasaran, r.level) for r in found] == [
        ("Indeks A", "80", "Mutu", "sasaran"),
        ("Jumlah rapat", "12 kali", "Mutu", "kegiatan"),
    ]
    assert [(r.name, r.level) for r in budget] == [("Rapat rutin", "kegiatan")]


def test_an_indikator_that_only_goes_on_makes_no_second_record() -> None:
    found, _ = made("| Indikator | Target | Kendala |\n| Indeks A | 80 | Kurang orang |\n| ^ | ^ | Kurang dana |")
    assert len(found) == 1


def test_budget_lines_and_total() -> None:
    _, found = made(
        """
        | Kode         | Program/Kegiatan      | Pagu       | Realisasi | %  |
        | 7.01.01      | PROGRAM ALPHA         | 10.000.000 | 9.000.000 | 90 |
        | 7.01.01.2.01 | Kegiatan Tata Usaha   | 10.000.000 | 9.000.000 | 90 |
        | Jumlah       | <                     | 10.000.000 | 9.000.000 | 90 |
        """,
        caption="Realisasi anggaran triwulan II tahun 2024",
    )
    assert [(r.name, r.level, r.code, r.total) for r in found] == [
        ("PROGRAM ALPHA", "program", "7.01.01", False),
        ("Tata Usaha", "kegiatan", "7.01.01.2.01", False),
        ("Jumlah", None, None, True),
    ]
    assert found[0].persen is not None
    assert (found[0].year, found[0].period) == (2024, "TW II")


def test_a_spanned_budget_is_one_record() -> None:
    _, found = made("""
        | Program       | Indikator | Target | Anggaran  |
        | Program Alpha | Indeks A  | 80     | 5.000.000 |
        | ^             | Indeks B  | 90     | ^         |
    """)
    assert [r.name for r in found] == ["Program Alpha"]
