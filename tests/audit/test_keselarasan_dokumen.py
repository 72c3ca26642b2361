"""Rules K104 and K109 to K118: sasaran, LRA, plans, cascades, other years and units, copied lines."""

from __future__ import annotations

import pytest

from normalize.models import Role
from tests.audit.submissions import Bundle

SERVICE, ORDER = "Meningkatnya kualitas pelayanan publik", "Meningkatnya ketenteraman dan ketertiban"
AGREED = [
    (SERVICE, "Indeks kepuasan masyarakat", "83,50"),
    (SERVICE, "Persentase pengaduan yang diselesaikan", "88%"),
    (ORDER, "Persentase konflik yang ditangani", "100%"),
]
PROGRAMS = [
    ("Program Pelayanan Publik", "150.000.000", "141.235.700"),
    ("Program Pemberdayaan Masyarakat Desa", "80.000.000", "78.412.500"),
    ("Program Ketenteraman dan Ketertiban Umum", "20.000.000", "19.875.000"),
]


def with_pk() -> tuple[Bundle, str]:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    pk = bundle.segment("pk", position="Camat Wanasari", date="2024-01-10")
    bundle.sasaran(pk, "pk_indikator", AGREED, pk="awal")
    return bundle, report


# --- K104 ------------------------------------------------------------------------------------------------------------


def test_k104_reports_an_indikator_under_another_sasaran_with_all_places() -> None:
    bundle, report = with_pk()
    rows = [*AGREED[:2], (SERVICE, AGREED[2][1], "100%")]
    bundle.sasaran(report, "capaian", rows, caption="Tabel 3.1 Capaian")
    bundle.sasaran(report, "efisiensi", rows, caption="Tabel 3.4 Efisiensi")
    [found] = bundle.check("K104")
    assert (found.expected, found.severity, found.verdict) == (ORDER, "sedang", "pasti")
    assert "Tabel 3.1" in found.message and "Tabel 3.4" in found.message


def test_k104_reports_another_wording_as_light() -> None:
    bundle, report = with_pk()
    rows = [*AGREED[:2], ("Meningkatnya ketenteraman dan ketertiban umum wilayah", AGREED[2][1], "100%")]
    bundle.sasaran(report, "capaian", rows)
    assert [(one.severity, one.verdict) for one in bundle.check("K104")] in (
        [("rendah", "perlu_cek")],
        [("sedang", "pasti")],
    )


@pytest.mark.parametrize(
    "printed", ["2. MENINGKATNYA KETENTRAMAN DAN KETERTIBAN", "Meningkatnya ketenteraman dan ketertibann"]
)
def test_k104_takes_numbering_spelling_and_slips_for_the_same_sasaran(printed: str) -> None:
    bundle, report = with_pk()
    bundle.sasaran(report, "capaian", [*AGREED[:2], (printed, AGREED[2][1], "100%")])
    assert bundle.check("K104") == []


def test_k104_leaves_reports_with_another_set_of_sasaran_alone() -> None:
    bundle, report = with_pk()
    bundle.sasaran(
        report, "capaian", [("Terwujudnya tata kelola yang baik", name, target) for _, name, target in AGREED]
    )
    assert bundle.check("K104") == []


# --- K109 ------------------------------------------------------------------------------------------------------------


def with_lra(rows: list[tuple[str, str, str]], *, period: str = "tahunan") -> Bundle:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.anggaran(report, "realisasi_anggaran", PROGRAMS, caption="Tabel 3.6 Realisasi Anggaran")
    lra = bundle.segment("lra", period=period)
    bundle.anggaran(lra, "lra", rows)
    return bundle


def test_k109_reports_a_realisasi_that_the_lra_has_otherwise() -> None:
    bundle = with_lra([PROGRAMS[0], ("PROGRAM PEMBERDAYAAN MASYARAKAT DESA", "80.000.000", "78.421.500"), PROGRAMS[2]])
    [found] = bundle.check("K109")
    assert (found.reported, found.expected, found.severity) == ("78.412.500", "78.421.500", "tinggi")
    assert "Tabel 3.6" in found.message and "LRA" in found.message


def test_k109_is_silent_about_equal_figures_and_other_periods() -> None:
    assert with_lra(PROGRAMS).check("K109") == []
    assert with_lra([(name, pagu, "1.000") for name, pagu, _ in PROGRAMS], period="TW II").check("K109") == []


def test_k105_and_k109_hold_no_quarterly_report_against_the_lra_of_the_year() -> None:
    """The LRA leaves its period open, but was signed after the year."""
    bundle = Bundle()
    quarter = bundle.segment("lkj", period="TW II")
    agreed = bundle.segment("pk", position="Camat Wanasari", period="tahunan")
    bundle.anggaran(agreed, "pk_anggaran", [(name, pagu, "") for name, pagu, _ in PROGRAMS])
    bundle.anggaran(quarter, "realisasi_anggaran", PROGRAMS)
    lra = bundle.segment("lra", period=None, date="2025-02-03")
    bundle.anggaran(lra, "lra", [(name, "999.000.000", "1.000") for name, _, _ in PROGRAMS])
    assert bundle.check("K105") == [] and bundle.check("K109") == []


def test_k109_reports_an_lra_of_another_date_once() -> None:
    [found] = with_lra([(name, pagu, "1.000") for name, pagu, _ in PROGRAMS]).check("K109")
    assert found.verdict == "perlu_cek" and "3 dari 3" in found.message


# --- K110 ------------------------------------------------------------------------------------------------------------


def test_k110_reports_a_target_of_the_yearly_plan_that_differs_from_the_pk() -> None:
    bundle, report = with_pk()
    bundle.sasaran(
        report,
        "pk_indikator",
        [AGREED[0], (SERVICE, AGREED[1][1], "80%"), AGREED[2]],
        caption="Rencana Kinerja Tahun 2024",
    )
    [found] = bundle.check("K110")
    assert (found.reported, found.expected, found.verdict) == ("80%", "88%", "perlu_cek")


def test_k110_reports_an_iku_that_the_pk_lacks() -> None:
    bundle, report = with_pk()
    rows = [*AGREED, (ORDER, "Jumlah linmas aktif per rukun tetangga", "4")]
    bundle.sasaran(report, "iku", rows, caption="Indikator Kinerja Utama Tahun 2024")
    [found] = bundle.check("K110")
    assert "linmas" in found.subject


def test_k110_leaves_equal_plans_and_iku_of_other_years_alone() -> None:
    bundle, report = with_pk()
    bundle.sasaran(report, "pk_indikator", AGREED, caption="Rencana Kinerja Tahunan 2024")
    bundle.sasaran(report, "iku", [(SERVICE, AGREED[0][1], "90")], caption="Indikator Kinerja Utama Tahun 2026")
    assert bundle.check("K110") == []


# --- K111 ------------------------------------------------------------------------------------------------------------


def cascade(*parts: str) -> Bundle:
    bundle = Bundle()
    head = bundle.segment("pk", position="Camat Wanasari")
    bundle.anggaran(head, "pk_anggaran", [("Program Pelayanan Publik", "80.000.000")])
    bundle.indikator(head, "pk_indikator", [("Indeks kepuasan masyarakat", "84")])
    for number, part in enumerate(parts):
        below = bundle.segment("pk", position=("Kasi Pelayanan", "Kasi Pemerintahan")[number])
        bundle.anggaran(below, "pk_anggaran", [("Program Pelayanan Publik", part)])
    return bundle


def test_k111_reports_budgets_below_that_exceed_the_heads() -> None:
    [found] = cascade("50.000.000", "45.000.000").check("K111")
    assert "95.000.000" in found.message and found.expected == "80.000.000"
    assert [one.subject for one in cascade("90.000.000").check("K111")] == ["Program Pelayanan Publik"]


@pytest.mark.parametrize("parts", [("50.000.000", "30.000.000"), ("80.000.000", "80.000.000"), ("20.000.000",)])
def test_k111_leaves_shares_and_full_budgets_alone(parts: tuple[str, ...]) -> None:
    assert cascade(*parts).check("K111") == []


def test_k111_reports_another_target_for_the_same_indikator() -> None:
    bundle = cascade()
    below = bundle.segment("pk", position="Sekretaris Kecamatan")
    bundle.indikator(below, "pk_indikator", [("Indeks kepuasan masyarakat", "82"), ("Jumlah dokumen renja", "2")])
    [found] = bundle.check("K111")
    assert (found.reported, found.expected, found.severity) == ("82", "84", "rendah")


# --- K112 and K113 ---------------------------------------------------------------------------------------------------


def two_years(last: str) -> Bundle:
    bundle = Bundle()
    before = bundle.segment("lkj", period="tahunan", year=2023)
    bundle.indikator(before, "capaian", [("Indeks kepuasan masyarakat", "83", "85,15")], year=2023)
    now = bundle.segment("lkj", period="tahunan", year=2024)
    bundle.indikator(
        now, "perbandingan_tahun", [("Indeks kepuasan masyarakat", "83", last)], year=2023, caption="Tabel 3.2"
    )
    return bundle


def test_k112_reports_last_years_figure_that_last_years_report_has_otherwise() -> None:
    [found] = two_years("88").check("K112")
    assert (found.reported, found.expected) == ("88", "85,15")
    assert two_years("85,2").check("K112") == []


def compared(value: str, unit: str = "Kecamatan Sukamekar") -> Bundle:
    bundle = Bundle()
    own = bundle.segment("lkj", period="tahunan")
    bundle.grid(
        own,
        "perbandingan_unit",
        [("Indikator", "indikator"), ("Realisasi", "realisasi"), (unit, None)],
        [("IKM Kecamatan Wanasari", "84", value)],
        caption="Tabel 3.5",
    )
    other = bundle.segment("lkj", period="tahunan", unit="Kecamatan Sukamekar")
    bundle.indikator(other, "capaian", [("IKM Kecamatan Sukamekar", "80", "84,60")])
    return bundle


def test_k113_reports_a_figure_that_the_other_units_report_has_otherwise() -> None:
    [found] = compared("86,10").check("K113")
    assert (found.reported, found.expected) == ("86,10", "84,60")
    assert "Kecamatan Sukamekar" in found.message


def test_k113_leaves_equal_figures_and_absent_reports_alone() -> None:
    assert compared("84,6").check("K113") == []
    assert compared("86,10", "Kecamatan Bojongkidul").check("K113") == []


# --- K114 ------------------------------------------------------------------------------------------------------------


def change_table(before: str, after: str) -> Bundle:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    for kind, version, amount in (("pk", "awal", "150.000.000"), ("pk_perubahan", "perubahan", "125.000.000")):
        pk = bundle.segment(kind, position="Camat", date="2024-10-02")  # type: ignore[arg-type]
        bundle.anggaran(pk, "pk_anggaran", [("Program Pelayanan Publik", amount)], pk=version)  # type: ignore[arg-type]
    bundle.grid(
        report,
        "lainnya",
        [("Substansi Perubahan", None), ("Sebelum Perubahan", None), ("Sesudah Perubahan", None)],
        [("Anggaran Program Pelayanan Publik", before, after), ("Mutasi Camat", "A", "B")],
        caption="Substansi Perubahan Perjanjian Kinerja",
    )
    return bundle


def test_k114_reports_the_side_that_no_pk_holds() -> None:
    [found] = change_table("150.000.000", "152.000.000").check("K114")
    assert (found.reported, found.expected) == ("152.000.000", "125.000.000")
    assert "sesudah perubahan" in found.message
    assert change_table("150.000.000", "125.000.000").check("K114") == []


# --- K116 and K117 ---------------------------------------------------------------------------------------------------


def spent(*rows: tuple[str, str, str]) -> Bundle:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.anggaran(report, "realisasi_anggaran", rows, level="kegiatan", caption="Tabel 3.7")
    return bundle


def test_k116_reports_lines_that_repeat_the_amounts_of_another() -> None:
    bundle = spent(
        ("Pembinaan kelompok tani", "350.000.000", "311.452.300"),
        ("Pelatihan kader posyandu", "350.000.000", "311.452.300"),
        ("Sosialisasi perizinan", "350.000.000", "298.771.000"),
    )
    [found] = bundle.check("K116")
    assert "Pembinaan kelompok tani" in found.message and "Pelatihan kader posyandu" in found.message
    assert "Sosialisasi" not in found.message and found.verdict == "perlu_cek"


def test_k116_leaves_round_and_fully_spent_amounts_and_repeated_names_alone() -> None:
    bundle = spent(
        ("Pembinaan kelompok tani", "150.000.000", "150.000.000"),
        ("Pelatihan kader posyandu", "150.000.000", "150.000.000"),
        ("Sosialisasi perizinan", "10.000.000", "9.500.000"),
        ("Forum perangkat daerah", "10.000.000", "9.500.000"),
        ("Penyusunan profil", "20.417.000", "19.311.450"),
        ("Penyusunan Profil", "20.417.000", "19.311.450"),
    )
    assert bundle.check("K116") == []


def planned(*names: str) -> Bundle:
    bundle = Bundle()
    plan = bundle.segment("renaksi")
    bundle.anggaran(plan, "renaksi", [(name, "412.365.000") for name in names], level="kegiatan")
    return bundle


def test_k117_reports_a_kegiatan_listed_twice() -> None:
    [found] = planned("Kajian tata ruang", "Pelatihan kader", "Kajian tata ruang").check("K117")
    assert found.reported == "412.365.000" and "2 kali" in found.message


def test_k117_leaves_consecutive_rows_of_one_kegiatan_and_other_kegiatan_alone() -> None:
    assert planned("Kajian tata ruang", "Kajian tata ruang", "Pelatihan kader").check("K117") == []


# --- K118 ------------------------------------------------------------------------------------------------------------

NAMES = ("pengaduan", "perizinan", "kependudukan", "pertanahan", "ketertiban", "pemberdayaan")
PROMISED = [(SERVICE, f"Persentase layanan {name} yang diselesaikan", "90%") for name in NAMES]


def test_k118_reports_the_row_that_one_table_lacks() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    pk = bundle.segment("pk", position="Camat Wanasari")
    bundle.sasaran(pk, "pk_indikator", PROMISED, pk="awal")
    bundle.sasaran(report, "capaian", PROMISED, caption="Tabel 3.1 Capaian")
    assert bundle.check("K118") == []
    bundle.sasaran(report, "perbandingan_renstra", PROMISED[:4] + PROMISED[5:], caption="Tabel 3.3 Renstra")
    [found] = bundle.check("K118")
    assert "ketertiban" in found.subject and "Tabel 3.3" in found.message and "Tabel 3.1" not in found.message


def test_k118_leaves_a_table_of_one_sasaran_alone() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    pk = bundle.segment("pk", position="Camat Wanasari")
    bundle.sasaran(pk, "pk_indikator", PROMISED, pk="awal")
    bundle.sasaran(report, "capaian", PROMISED)
    bundle.sasaran(report, "capaian", PROMISED[:3])
    assert bundle.check("K118") == []


# --- K119 and K120 ---------------------------------------------------------------------------------------------------


def staff(total: tuple[str, str, str], *, second: str = "PPPK", year: int = 2024) -> Bundle:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    for label, rows, status, of in (
        ("Pendidikan", [("S1", "7", "2", "9"), ("Jumlah", "7", "2", "9")], "PPPK", 2024),
        ("Jenis Kelamin", [("Perempuan", "7", "2", "9"), ("Jumlah", *total)], second, year),
    ):
        columns: list[tuple[str, Role | None]] = [(label, None), ("PNS", None), (status, None), ("Jumlah", "jumlah")]
        bundle.grid(report, "pegawai", columns, rows, caption=f"Tabel Pegawai menurut {label} Tahun {of}")
    return bundle


def test_k119_reports_totals_of_employees_that_differ() -> None:
    [found] = staff(("7", "3", "10")).check("K119")
    assert (found.reported, found.expected, found.severity) == ("2 dan 9", "3 dan 10", "rendah")


def test_k119_leaves_equal_totals_other_years_and_other_staff_alone() -> None:
    assert staff(("7", "2", "9")).check("K119") == []
    assert staff(("7", "3", "10"), year=2023).check("K119") == []
    assert staff(("7", "3", "10"), second="Golongan IV").check("K119") == []


def numbered(second: str, sasaran: str, *names: str) -> Bundle:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    one, other = names or ("Tabel", "Tabel")
    bundle.sasaran(report, "efisiensi", AGREED[:2], caption=f"{one} Efisiensi sasaran 1")
    bundle.sasaran(report, "efisiensi", [(sasaran, *AGREED[2][1:])], caption=f"{other} Efisiensi sasaran {second}")
    return bundle


def test_k120_reports_a_caption_copied_from_another_sasaran() -> None:
    [found] = numbered("1", ORDER).check("K120")
    assert found.reported == "sasaran 1" and found.subject == ORDER
    assert numbered("2", ORDER).check("K120") == []
    assert numbered("1", SERVICE).check("K120") == []


def test_k120_compares_captions_without_the_numbers_of_their_tables() -> None:
    assert len(numbered("1", ORDER, "Tabel 3.4", "Tabel 3.5").check("K120")) == 1
    assert numbered("2", ORDER, "Tabel 3.4", "Tabel 3.5").check("K120") == []
