from __future__ import annotations

import pytest

from tests.audit.builders import Line, check, col, line, table

PLAIN = ("indikator", "satuan", "target", "realisasi", "capaian")
GOOD = (
    ("Persentase dokumen perencanaan tersusun tepat waktu", "%", "80,00", "60,00", "75,00%"),
    ("Indeks kepuasan masyarakat", "Indeks", "82,50", "84,15", "102,00%"),
    ("Jumlah desa yang dibina", "Desa", "12", "9", "75,00%"),
)


def found(*lines: tuple[str, ...] | Line, columns: tuple = PLAIN) -> list[tuple[str, str | None, str]]:
    findings = check("H201", table(columns, lines))
    return [(one.reported, one.expected, one.verdict) for one in findings]


def row(target: str, realisasi: str, capaian: str, indikator: str = "Nilai evaluasi SAKIP") -> tuple[str, ...]:
    return (indikator, "Nilai", target, realisasi, capaian)


def test_a_wrong_capaian_is_reported_with_its_formula() -> None:
    (finding,) = check("H201", table(PLAIN, [*GOOD, row("90,00", "84,87", "98,34%")]))
    assert finding.expected == "94,30%"
    assert finding.formula == "84,87 / 90,00 x 100% = 94,30%"
    assert finding.message == (
        "Pada Tabel 3.1 (halaman 7), capaian indikator “Nilai evaluasi SAKIP” tertulis 98,34%, sedangkan realisasi "
        "84,87 dibanding target 90,00 menghasilkan 94,30%."
    )
    assert (finding.verdict, finding.severity, finding.category) == ("pasti", "sedang", "hitungan")
    assert [(one.role, one.text) for one in finding.evidence] == [
        ("reported", "98,34%"),
        ("input", "84,87"),
        ("input", "90,00"),
    ]


@pytest.mark.parametrize(
    "clean",
    [
        row("90,00", "84,87", "94,30%"),
        row("90,00", "84,87", "94,3%"),
        row("90", "84,87", "94%"),
        row("3", "2", "66,67%"),
        row("3", "2", "66,66%"),  # truncated
        row("100%", "83%", "83,33%"),  # 83% is a rounded 83,33%
        row("10,00", "8,00", "120,00%", "Tingkat kemiskinan"),
        row("10,00", "8,00", "125,00%", "Tingkat kemiskinan"),
        row("10,00", "12,00", "80,00%", "Tingkat kemiskinan"),
        row("10,00", "25,00", "0,00%", "Tingkat kemiskinan"),  # (2T-R)/T below zero
        row("2", "0", "200%", "Tingkat keterlambatan pelaporan"),
        row("2", "0", "100%", "Tingkat keterlambatan pelaporan"),
        row("12", "0", "0,00%"),
        row("0", "0", "100%"),
        row("5-6%", "5,50%", "100%"),  # within a range
        row("≥ 91", "95,00", "100%"),
        row("≤ 5", "3,00", "100%", "Jumlah kasus"),
        row("A (81,50)", "BB (78,24)", "96,00%"),  # grades with scores
        row("A", "BB", "90,00%"),  # grades without
        row("", "84,87", "94,30%"),
        row("90,00", "", "94,30%"),
        row("90,00", "-", "0,00%"),
        row("0", "0", "100%"),
        row("90,00", "84,87", "-"),
        row("90,00", "84,87", "Tercapai"),
        row("12 Dokumen", "100%", "100%"),  # units that cannot be divided
        row("12 Dokumen", "9 Dok", "75,00%"),
        line(*row("200,00", "100,00", "88,34%", "Rata-rata capaian"), kind="average"),
    ],
)
def test_clean(clean: tuple[str, ...] | Line) -> None:
    assert found(*GOOD, clean) == []


def test_dividing_the_wrong_way_is_reported_where_more_is_better() -> None:
    (finding,) = check("H201", table(PLAIN, [*GOOD, row("90,00", "84,87", "106,04%")]))
    assert finding.expected == "94,30%"
    assert "makin rendah makin baik" in finding.message


def test_where_less_is_better_the_nearest_of_its_formulas_is_expected() -> None:
    lower = row("5", "6", "60,00%", "Jumlah kasus kekerasan")
    (finding,) = check("H201", table(PLAIN, [*GOOD, lower]))
    assert finding.formula == "(2 x 5 - 6) / 5 x 100% = 80,00%"
    assert "menghasilkan 80,00% (makin rendah makin baik)." in finding.message


def test_a_ratio_column_is_read_as_ratio() -> None:
    lines = [row("80", "84", "1,05"), row("50", "40", "0,80"), row("90", "90", "1,00")]
    assert found(*lines) == []
    assert found(*lines, row("50", "40", "0,85")) == [("0,85", "0,80", "pasti")]


def test_a_ratio_with_a_percent_sign_is_wrong() -> None:
    assert found(*GOOD, row("100%", "100%", "1,00%")) == [("1,00%", "100,00%", "pasti")]


def test_a_limit_is_accepted_when_it_is_consistent() -> None:
    limited = [row("80", "90", "100%", "Indeks pelayanan"), row("50", "60", "100%", "Cakupan layanan")]
    lower = row("50", "40", "80,00%", "Persentase ketersediaan data")
    assert found(*limited, lower) == []
    assert found(*limited, lower, *GOOD) == [("100%", "113%", "perlu_cek"), ("100%", "120%", "perlu_cek")]


def test_a_single_limited_capaian_needs_a_look() -> None:
    (finding,) = check("H201", table(PLAIN, [GOOD[0], GOOD[2], row("91,56", "100,00", "100%")]))
    assert (finding.expected, finding.verdict) == ("109%", "perlu_cek")
    assert "dibatasi 100%" in finding.message


def test_a_column_with_a_rule_of_its_own_is_left_alone() -> None:
    physical = [
        row("80", "60", "98,00%"),
        row("50", "40", "97,50%"),
        row("90", "90", "99,10%"),
        row("10", "5", "50,00%"),
    ]
    assert found(*physical) == []
    columns = ("indikator", "satuan", "target", "realisasi", col("capaian", "Fisik (%)"))
    assert found(row("80", "60", "98,00%"), columns=columns) == []


def test_nothing_confirms_the_formula_in_a_table_of_one_row() -> None:
    assert found(row("80,00", "60,00", "90,00%")) == [("90,00%", "75,00%", "perlu_cek")]


def quarterly() -> tuple:
    return (
        "indikator",
        "satuan",
        col("target", "Target", path=("Tahunan", "Target")),
        col("target", "Target", path=("TW II", "Target"), period="TW II"),
        col("realisasi", "Realisasi", path=("TW II", "Realisasi"), period="TW II"),
        col("capaian", "Capaian", path=("TW II", "Capaian"), period="TW II"),
    )


@pytest.mark.parametrize("capaian", ["100,00%", "50,00%"])
def test_a_quarter_may_be_compared_with_its_own_target_or_the_years(capaian: str) -> None:
    lines = [
        ("Jumlah laporan", "Laporan", "12", "6", "6", capaian),
        ("Jumlah rapat", "Kali", "8", "4", "4", capaian),
    ]
    assert found(*lines, columns=quarterly()) == []


def test_a_quarter_is_explained_by_the_target_of_its_own_group() -> None:
    lines = [
        ("Jumlah laporan", "Laporan", "12", "6", "6", "100,00%"),
        ("Jumlah rapat", "Kali", "8", "4", "4", "100,00%"),
        ("Jumlah monitoring", "Kali", "8", "5", "4", "90,00%"),
    ]
    assert found(*lines, columns=quarterly()) == [("90,00%", "80,00%", "pasti")]


def test_realisasi_may_be_added_up_over_the_periods() -> None:
    columns = (
        "indikator",
        "satuan",
        "target",
        col("realisasi", "TW I", period="TW I"),
        col("realisasi", "TW II", period="TW II"),
        col("capaian", "Capaian s.d. TW II"),
    )
    lines = [("Jumlah laporan", "Laporan", "12", "3", "4", "58,33%"), ("Jumlah rapat", "Kali", "8", "2", "2", "50,00%")]
    assert found(*lines, columns=columns) == []


def test_years_are_not_mixed() -> None:
    columns = (
        "indikator",
        "satuan",
        col("target", year=2023),
        col("realisasi", year=2023),
        col("capaian", year=2023),
        col("target", year=2024),
        col("realisasi", year=2024),
        col("capaian", year=2024),
    )
    good = ("Jumlah rapat", "Kali", "8", "6", "75,00%", "10", "9", "90,00%")
    # 75,00% is the capaian of the other year
    bad = ("Jumlah laporan", "Laporan", "8", "6", "75,00%", "10", "9", "75,00%")
    assert found(good, bad, columns=columns) == [("75,00%", "90,00%", "pasti")]


def test_the_target_of_a_later_year_is_used_when_there_is_no_other() -> None:
    columns = (
        "indikator",
        "satuan",
        col("realisasi", "Realisasi 2023", year=2023),
        col("realisasi", "Realisasi 2024", year=2024),
        col("target", "Target Renstra 2026", year=2026),
        col("capaian", "Capaian terhadap Renstra 2026", year=2026),
    )
    good = [("Jumlah rapat", "Kali", "5", "6", "8", "75,00%"), ("Jumlah kajian", "Kali", "8", "9", "10", "90,00%")]
    assert found(*good, columns=columns) == []
    bad = ("Jumlah laporan", "Laporan", "10", "12", "16", "100,00%")
    assert found(*good, bad, columns=columns) == [("100,00%", "75,00%", "pasti")]


def test_a_program_may_hold_the_mean_of_its_kegiatan() -> None:
    assert (
        found(
            line("Program A", "%", "100", "80", "70,00%", depth=0),
            line("Kegiatan 1", "%", "100", "80", "80,00%", depth=1),
            line("Kegiatan 2", "%", "100", "60", "60,00%", depth=1),
        )
        == []
    )


def test_a_declared_formula_is_accepted_and_not_reported_twice() -> None:
    columns = ("indikator", "satuan", "target", "realisasi", col("capaian", formula="5=4/3"))
    bad = table(columns, [*GOOD, row("90,00", "84,87", "98,34%")])
    assert len(check("H201", bad)) == 1
    assert check("H209", bad) == []


def test_a_scanned_figure_is_never_certain() -> None:
    (finding,) = check("H201", table(PLAIN, [*GOOD, row("90,00", "84,87", "98,34%")], reader="ocr"))
    assert finding.verdict == "perlu_cek"


def test_a_capaian_of_nothing() -> None:
    assert found(*GOOD, row("2", "0", "1000%", "Tingkat keterlambatan pelaporan")) == [("1000%", "200%", "perlu_cek")]
    assert found(*GOOD, row("12", "0", "100%", "Jumlah desa yang dibina")) == [("100%", "0%", "perlu_cek")]


DIRECTED = ("indikator", col(None, "Sifat"), "target", "realisasi", "capaian")
STEADY = (("Nilai A", "", "80,00", "60,00", "75,00%"), ("Nilai B", "", "50,00", "45,00", "90,00%"))


@pytest.mark.parametrize("stated", ["Semakin rendah realisasi semakin baik", "Minimize", "negatif"])
def test_the_direction_is_the_one_that_the_document_states(stated: str) -> None:
    assert found(*STEADY, ("Indeks kualitas", stated, "10,00", "8,00", "125,00%"), columns=DIRECTED) == []


@pytest.mark.parametrize("stated", ["Semakin tinggi semakin baik", "Maksimal", "positif"])
def test_a_stated_direction_outweighs_the_name(stated: str) -> None:
    row = ("Persentase penanganan kasus", stated, "80,00", "60,00", "133,33%")
    assert found(*STEADY, row, columns=DIRECTED) == [("133,33%", "75,00%", "perlu_cek")]


def test_the_inverse_formula_for_what_should_be_high_needs_a_look() -> None:
    assert found(*GOOD, row("80,00", "84,00", "95,24%", "Indeks kepuasan masyarakat")) == [
        ("95,24%", "105,00%", "perlu_cek")
    ]


def test_time_is_open_where_nothing_is_stated() -> None:
    assert found(*GOOD, ("Waktu pelayanan perizinan", "Hari", "5", "4", "125,00%")) == []
    assert found(*GOOD, ("Waktu pelayanan perizinan", "Hari", "5", "4", "80,00%")) == []
