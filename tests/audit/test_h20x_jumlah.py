"""H202, H206, H207: totals, averages and trees."""

from __future__ import annotations

import pytest

from tests.audit.builders import Line, check, col, line, table

MONEY = ("uraian", "pagu", "realisasi_anggaran")
SCORES = ("indikator", "target", "realisasi", "capaian")


Found = list[tuple[str, str | None, str]]


def found(code: str, columns: tuple, *lines: tuple[str, ...] | Line, **more: object) -> Found:
    findings = check(code, table(columns, lines, **more))  # type: ignore[arg-type]
    return [(one.reported, one.expected, one.verdict) for one in findings]


def total(*cells: str, **more: object) -> Line:
    return line(*cells, kind="total", **more)  # type: ignore[arg-type]


def average(*cells: str) -> Line:
    return line(*cells, kind="average")


FLAT = (("Program A", "1.000.000", "900.000"), ("Program B", "2.000.000", "1.500.000"), ("Program C", "3.000.000", "-"))


def test_a_wrong_total() -> None:
    (finding,) = check("H202", table(MONEY, [*FLAT, total("JUMLAH", "6.100.000", "2.400.000")], caption="Tabel 2.1 PK"))
    assert (finding.expected, finding.verdict, finding.severity) == ("6.000.000", "pasti", "tinggi")
    assert finding.formula == "1.000.000 + 2.000.000 + 3.000.000 = 6.000.000"
    assert finding.message == (
        "Pada Tabel 2.1 (halaman 7), baris “JUMLAH” kolom “Pagu” tertulis 6.100.000, sedangkan penjumlahan 3 barisnya "
        "menghasilkan 6.000.000 (selisih 100.000)."
    )
    assert len(finding.evidence) == 4


def test_the_row_that_was_left_out_is_named() -> None:
    (finding,) = check("H202", table(MONEY, [*FLAT, total("Total", "4.000.000", "2.400.000")]))
    assert "Selisih itu sama dengan nilai “Program B”, yang tampaknya belum terjumlah." in finding.message


HIERARCHY = (
    line("Program A", "6.000.000", "5.000.000", depth=0, level="program"),
    line("Kegiatan A1", "4.000.000", "3.500.000", depth=1, level="kegiatan"),
    line("Sub A1a", "1.500.000", "1.500.000", depth=2, level="sub_kegiatan"),
    line("Sub A1b", "2.500.000", "2.000.000", depth=2, level="sub_kegiatan"),
    line("Kegiatan A2", "2.000.000", "1.500.000", depth=1, level="kegiatan"),
    line("Program B", "1.000.000", "1.000.000", depth=0, level="program"),
)


@pytest.mark.parametrize(
    "lines",
    [
        (*FLAT, total("Jumlah", "6.000.000", "2.400.000")),
        (*FLAT, total("Jumlah", "6.000.000", "")),
        (*HIERARCHY, total("Jumlah", "7.000.000", "6.000.000")),
        # the total above its rows
        (total("Jumlah Belanja", "7.000.000", "6.000.000"), *HIERARCHY),
        # subtotals and a grand total
        (
            FLAT[0],
            FLAT[1],
            total("Jumlah I", "3.000.000", "2.400.000"),
            FLAT[2],
            total("Jumlah II", "3.000.000", ""),
            total("Jumlah", "6.000.000", "2.400.000"),
        ),
        # one row that no subtotal covers
        (
            FLAT[0],
            FLAT[1],
            total("Subjumlah", "3.000.000", "2.400.000"),
            FLAT[2],
            total("Jumlah", "6.000.000", "2.400.000"),
        ),
        # cells that are text
        (FLAT[0], ("Program B", "lihat lampiran", "1"), total("Jumlah", "9.000.000", "900.001")),
    ],
)
def test_clean_totals(lines: tuple[Line, ...]) -> None:
    assert found("H202", MONEY, *lines) == []


def test_a_wrong_total_of_a_hierarchy_needs_a_look() -> None:
    wrong = total("Jumlah", "7.100.000", "6.000.000")
    assert found("H202", MONEY, *HIERARCHY, wrong) == [("7.100.000", "7.000.000", "perlu_cek")]


def test_programs_among_their_kegiatan_without_a_sign_of_levels_are_left_alone() -> None:
    lines = [
        ("Peningkatan pelayanan", "6.000.000", "5.000.000"),
        ("Loket", "4.000.000", "3.500.000"),
        ("Survei", "2.000.000", "1.500.000"),
        ("Lainnya", "1.000.000", "900.000"),
    ]
    assert found("H202", MONEY, *lines, total("Jumlah", "9.000.000", "8.000.000")) == []


def test_a_total_over_rows_that_are_not_there_is_left_alone() -> None:
    assert found("H202", MONEY, *FLAT, total("Jumlah", "60.000.000", "41.000.000")) == []


def test_percentages_years_and_scores_are_not_summed() -> None:
    columns = ("no", "uraian", col(None, "Tahun"), "capaian", col(None, "Indeks"), "persen_anggaran")
    lines = [("1", "A", "2023", "90,00%", "80", "95,00%"), ("2", "B", "2024", "95,00%", "85", "96,00%")]
    total_row = total("", "Jumlah", "2024", "92,50%", "82", "95,60%")
    assert found("H202", columns, *lines, total_row, kind="lainnya") == []


def test_counts_are_summed() -> None:
    columns = ("uraian", col(None, "L"), col(None, "P"), col("jumlah", "Jumlah"))
    lines = [("S2", "2", "1", "3"), ("S1", "5", "6", "11"), ("SMA", "3", "2", "5")]
    clean = total("Jumlah", "10", "9", "19")
    assert found("H202", columns, *lines, clean, kind="pegawai") == []
    wrong = total("Jumlah", "10", "9", "20")
    assert found("H202", columns, *lines, wrong, kind="pegawai") == [("20", "19", "pasti")]


def test_a_wrong_average() -> None:
    rows = [("A", "80", "80", "100,00%"), ("B", "80", "72", "90,00%"), ("C", "80", "64", "80,00%")]
    (finding,) = check("H206", table(SCORES, [*rows, average("Rata-rata", "", "", "95,00%")]))
    assert (finding.expected, finding.verdict) == ("90,00%", "pasti")
    assert finding.formula == "(100,00% + 90,00% + 80,00%) / 3 = 90,00%"


@pytest.mark.parametrize("mean", ["83,33%", "83,34%", "55,56%", "55,55%", "83%", ""])
def test_clean_averages(mean: str) -> None:
    rows = [("A", "80", "80", "100,00%"), ("B", "80", "72", "66,67%"), ("C", "80", "", "-")]
    assert found("H206", SCORES, *rows, average("Rata-rata", "", "", mean)) == []


def test_an_average_of_one_level() -> None:
    rows = [
        line("Program A", "", "", "90,00%", depth=0),
        line("Kegiatan 1", "", "", "100,00%", depth=1),
        line("Kegiatan 2", "", "", "80,00%", depth=1),
        line("Program B", "", "", "60,00%", depth=0),
        line("Kegiatan 3", "", "", "60,00%", depth=1),
    ]
    for mean in ("75,00%", "80,00%", "78,00%"):
        assert found("H206", SCORES, *rows, average("Rata-rata", "", "", mean)) == []
    assert found("H206", SCORES, *rows, average("Rata-rata", "", "", "85,00%"))[0][2] == "perlu_cek"


def test_an_average_of_the_averages_of_groups() -> None:
    columns = ("sasaran", "indikator", "capaian")
    rows = [("Sasaran 1", "A", "100,00%"), ("Sasaran 1", "B", "80,00%"), ("Sasaran 2", "C", "60,00%")]
    assert found("H206", columns, *rows, average("", "Rata-rata", "75,00%")) == []
    headed = [line("Sasaran 1", "", "", kind="group"), *rows[:2], line("Sasaran 2", "", "", kind="group"), rows[2]]
    assert found("H206", ("uraian", "indikator", "capaian"), *headed, average("", "Rata-rata", "75,00%")) == []


def test_a_table_cut_by_a_page_break_is_averaged_and_summed_as_a_whole() -> None:
    columns = ("uraian", "pagu", "capaian")
    first = table(columns, [("A", "1.000.000", "100,00%"), ("B", "2.000.000", "80,00%")], page=3, identity="t1")
    closing = [average("Rata-rata", "", "80,00%"), total("Jumlah", "6.000.000", "")]
    rest = [("C", "3.000.000", "60,00%"), *closing]
    second = table(columns, rest, caption="", page=4, identity="t2")
    assert check("H206", first, second) == check("H202", first, second) == []
    apart = table(columns, rest, caption="Tabel 3.2 Lain", page=4, identity="t2")
    assert len(check("H202", first, apart)) == 1


def test_figures_taken_for_a_header_are_not_forgotten() -> None:
    columns = ("indikator", col("capaian", "149,64"), col("pagu", "1.500.000"))
    rows = [("B", "100,00%", "1.000.000"), ("C", "95,00%", "500.000")]
    assert found("H206", columns, *rows, average("Rata-rata", "114,88%", "")) == []
    assert found("H202", columns, *rows, total("Jumlah", "", "3.000.000")) == []


def test_amounts_and_percentages_of_an_average_row_may_be_those_of_the_sums() -> None:
    columns = ("uraian", "pagu", "realisasi_anggaran", "persen_anggaran")
    rows = [("A", "1.000.000", "900.000", "90,00%"), ("B", "3.000.000", "1.500.000", "50,00%")]
    assert found("H206", columns, *rows, average("Rata-rata", "4.000.000", "2.400.000", "60,00%")) == []


def test_weighted_tables_are_left_alone() -> None:
    columns = ("indikator", col(None, "Bobot"), "capaian")
    rows = [("A", "70", "100,00%"), ("B", "30", "50,00%")]
    assert found("H206", columns, *rows, average("Rata-rata", "", "85,00%")) == []


def test_a_clean_tree() -> None:
    assert found("H207", MONEY, *HIERARCHY) == []


def test_the_lowest_wrong_node_is_reported_once() -> None:
    # Kegiatan A1 lacks one of its sub kegiatan; Program A is right
    lines = list(HIERARCHY)
    lines[1] = line("Kegiatan A1", "1.500.000", "3.500.000", depth=1, level="kegiatan")
    (finding,) = check("H207", table(MONEY, lines))
    assert (finding.subject, finding.expected, finding.verdict) == ("Kegiatan A1", "4.000.000", "pasti")
    assert "Selisih itu sama dengan nilai “Sub A1b”, yang tampaknya belum terjumlah." in finding.message


def test_an_error_carried_up_is_reported_where_it_begins() -> None:
    lines = list(HIERARCHY)
    lines[0] = line("Program A", "3.500.000", "5.000.000", depth=0, level="program")
    lines[1] = line("Kegiatan A1", "1.500.000", "3.500.000", depth=1, level="kegiatan")
    assert found("H207", MONEY, *lines) == [("1.500.000", "4.000.000", "pasti")]


def test_dashes_below_an_amount_are_zero_but_blanks_are_unknown() -> None:
    parent = line("Kegiatan", "3.000.000", "1.000.000", depth=0)
    for mark, expected in (("-", [("1.000.000", "0", "pasti")]), ("", [])):
        lines = [parent, line("Sub 1", "1.000.000", mark, depth=1), line("Sub 2", "2.000.000", mark, depth=1)]
        assert found("H207", MONEY, *lines) == expected


def test_nesting_that_is_only_guessed_from_the_layout_must_add_up_elsewhere() -> None:
    lines = [
        line("Satuan Polisi", "5.000.000", "", depth=0),
        line("Perencanaan", "2.000.000", "", depth=1),
        line("Administrasi", "3.500.000", "", depth=1),
    ]
    assert found("H207", MONEY, *lines) == []


def test_a_number_whose_digits_are_in_doubt_is_not_reckoned_with() -> None:
    lines = [
        line("Program A", "3.8000.000.000,00", "", depth=0, level="program"),
        line("Kegiatan 1", "3.800.000.000,00", "", depth=1, level="kegiatan"),
    ]
    assert found("H207", MONEY, *lines) == []
    assert len(check("F602", table(MONEY, lines))) == 1


def test_a_tree_that_never_adds_up_is_not_a_tree() -> None:
    lines = [
        row
        for name in "ABC"
        for row in (
            line(f"Program {name}", "9.000.000", "", depth=0),
            line(f"Kegiatan {name}1", "4.000.000", "", depth=1),
            line(f"Kegiatan {name}2", "1.000.000", "", depth=1),
        )
    ]
    assert found("H207", MONEY, *lines) == []


def test_several_indikator_of_one_program_do_not_cut_it_from_its_kegiatan() -> None:
    lines = [
        line("Program A", "3.000.000", "", depth=0, level="program"),
        line("Program A", "", "", depth=0, level="program"),
        line("Kegiatan 1", "1.000.000", "", depth=1, level="kegiatan"),
        line("Kegiatan 2", "1.500.000", "", depth=1, level="kegiatan"),
        line("Program B", "2.000.000", "", depth=0, level="program"),
        line("Kegiatan 3", "2.000.000", "", depth=1, level="kegiatan"),
    ]
    assert found("H207", MONEY, *lines) == [("3.000.000", "2.500.000", "pasti")]


def test_accounts_nest_by_code() -> None:
    accounts = [
        ("5", "Belanja Daerah", "9.000.000"),
        ("5.1", "Belanja Operasi", "6.000.000"),
        ("5.1.01", "Belanja Pegawai", "4.000.000"),
        ("5.1.02", "Belanja Barang dan Jasa", "2.500.000"),
        ("5.2", "Belanja Modal", "3.000.000"),
    ]
    lines = [line(code, name, amount, number=code) for code, name, amount in accounts]
    findings = found("H207", ("kode", "uraian", "realisasi_anggaran"), *lines, kind="lra")
    assert findings == [("6.000.000", "6.500.000", "pasti")]


def test_a_row_that_was_counted_twice_is_named() -> None:
    rows = (("Program A", "1.000.000"), ("Program B", "2.500.000"), ("Program C", "4.000.000"))
    (finding,) = check("H202", table(("uraian", "pagu"), [*rows, line("Jumlah", "10.000.000", kind="total")]))
    assert finding.message.endswith("Selisih itu sama dengan nilai “Program B”, yang tampaknya terjumlah dua kali.")


def test_a_parent_whose_figure_is_illegible_counts_as_its_children() -> None:
    rows = [
        line("Program A", "3.8000.000.000,00", level="program"),
        line("Kegiatan A1", "3.800.000.000,00", level="kegiatan", depth=1),
        line("Program B", "900.000.000,00", level="program"),
        line("Kegiatan B1", "500.000.000,00", level="kegiatan", depth=1),
        line("Kegiatan B2", "300.000.000,00", level="kegiatan", depth=1),
        line("Jumlah", "4.700.000.000,00", kind="total"),
    ]
    assert check("H202", table(("uraian", "pagu"), rows, kind="realisasi_anggaran")) == []


def test_kegiatan_under_one_indikator_are_all_part_of_their_program() -> None:
    columns = ("indikator", None, "pagu", "realisasi_anggaran")
    lines = [
        line("Cakupan layanan", "Program A", "3.500.000", "3.000.000", depth=0),
        line("Cakupan layanan", "Kegiatan 1", "1.000.000", "1.000.000", depth=1),
        line("Cakupan layanan", "Kegiatan 2", "2.500.000", "2.000.000", depth=1),
    ]
    assert found("H207", columns, *lines) == []


def test_rows_whose_amounts_stand_among_their_words_are_not_summed() -> None:
    lines = [
        line("Program A", "3.000.000", "2.000.000", depth=0),
        line("1 Kegiatan A1 1.000.000 500.000 50%", "", "", depth=1, kind="group"),
        line("Kegiatan A2", "2.000.000", "1.500.000", depth=1),
        line("2 Program B 4.000.000 3.000.000 75%", "", "", depth=0, kind="group"),
        total("Jumlah", "7.000.000", "5.000.000"),
    ]
    assert found("H202", MONEY, *lines) == []
    assert found("H207", MONEY, *lines) == []


def test_a_parent_without_any_amount_below_it_is_not_explained_by_itself() -> None:
    lines = [
        line("Program A", "5.000.000", "4.000.000", depth=0, level="program"),
        line("Kegiatan A1", "-", "4.000.000", depth=1, level="kegiatan"),
        line("Program B", "2.000.000", "1.000.000", depth=0, level="program"),
        line("Kegiatan B1", "2.000.000", "1.000.000", depth=1, level="kegiatan"),
    ]
    (finding,) = check("H207", table(MONEY, lines))
    assert finding.message.endswith("(selisih 5.000.000).")
