"""Rules K101 to K108: a report against the PK, and against itself."""

from __future__ import annotations

import pytest

from audit.printed import same_value
from normalize.models import Source, Value
from normalize.numbers import parse
from tests.audit.submissions import Bundle

FIRST = [("Indeks kepuasan masyarakat", "83,50"), ("Persentase pengaduan yang diselesaikan", "88%")]
CHANGED = [("Indeks kepuasan masyarakat", "83,50"), ("Persentase pengaduan yang diselesaikan", "92%")]
PROGRAMS = [
    ("Program Pelayanan Publik", "Rp150.000.000"),
    ("Program Pemberdayaan Masyarakat Desa", "Rp80.000.000"),
    ("Program Ketenteraman dan Ketertiban Umum", "Rp20.000.000"),
]


def bundle_with_pk(
    *, changed: bool = True, changed_on: str | None = "2024-10-02", period: str = "tahunan"
) -> tuple[Bundle, str]:
    """A report of the unit with its first PK and, if wanted, a perubahan; the bundle and the report's id."""
    bundle = Bundle()
    report = bundle.segment("lkj", period=period)
    first = bundle.segment("pk", position="Camat Wanasari", date="2024-01-10")
    bundle.indikator(first, "pk_indikator", FIRST, pk="awal")
    if changed:
        second = bundle.segment("pk_perubahan", position="Camat", date=changed_on)
        bundle.indikator(second, "pk_indikator", CHANGED, pk="perubahan")
    return bundle, report


# --- K101 ------------------------------------------------------------------------------------------------------------


def test_k101_reports_the_target_of_the_replaced_pk_once_with_all_places() -> None:
    bundle, report = bundle_with_pk()
    rows = [("Indeks kepuasan masyarakat", "83,5", "84,1"), ("Persentase pengaduan yang diselesaikan", "88%", "95%")]
    bundle.indikator(report, "capaian", rows, caption="Tabel 3.1 Capaian Sasaran")
    bundle.indikator(report, "cost_per_outcome", rows, caption="Tabel 3.5 Efisiensi")
    [found] = bundle.check("K101")
    assert (found.reported, found.expected, found.verdict, found.severity) == ("88%", "92%", "pasti", "tinggi")
    assert "Tabel 3.1" in found.message and "Tabel 3.5" in found.message
    assert "target PK awal (88%" in found.message
    assert [one.role for one in found.evidence].count("reported") == 2
    assert {"92%", "88%"} <= {one.text for one in found.evidence if one.role == "reference"}


def test_k101_takes_other_printing_for_the_same_target() -> None:
    bundle, report = bundle_with_pk()
    rows = [("Indeks Kepuasan Masyarakat", "83,5", "84"), ("Prosentase pengaduan yang diselesaikan", "92,00", "95")]
    bundle.indikator(report, "capaian", rows)
    assert bundle.check("K101") == []


def test_k101_measures_a_quarter_against_the_pk_that_was_in_force() -> None:
    bundle, report = bundle_with_pk(period="TW II")
    bundle.indikator(report, "capaian", FIRST, headers=["Target Tahunan"])
    assert bundle.check("K101") == []


def test_k101_leaves_quarterly_targets_alone() -> None:
    bundle, report = bundle_with_pk(changed=False, period="TW II")
    rows = [("Indeks kepuasan masyarakat", "83,50"), ("Persentase pengaduan yang diselesaikan", "40%")]
    bundle.indikator(report, "capaian", rows)
    assert bundle.check("K101") == []


def test_k101_compares_an_annual_target_column_of_a_quarterly_report() -> None:
    bundle, report = bundle_with_pk(changed=False, period="TW II")
    rows = [("Indeks kepuasan masyarakat", "83,50"), ("Persentase pengaduan yang diselesaikan", "80%")]
    bundle.indikator(report, "capaian", rows, headers=["Target Tahun 2024"])
    [found] = bundle.check("K101")
    assert found.expected == "88%"


def test_k101_does_not_choose_between_two_pk_where_the_perubahan_has_no_date() -> None:
    bundle, report = bundle_with_pk(changed_on=None, period="TW III")
    bundle.indikator(report, "capaian", FIRST, headers=["Target Tahunan"])
    assert bundle.check("K101") == []


def test_k101_with_an_undated_perubahan_needs_a_look() -> None:
    bundle, report = bundle_with_pk(changed_on=None)
    bundle.indikator(report, "capaian", FIRST)
    [found] = bundle.check("K101")
    assert found.verdict == "perlu_cek"


def test_k101_does_not_measure_an_official_by_the_pk_of_another() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj_individu", position="Kasi Pelayanan Umum", period="tahunan")
    pk = bundle.segment("pk", position="Camat", date="2024-01-10")
    bundle.indikator(pk, "pk_indikator", FIRST, pk="awal")
    bundle.indikator(report, "capaian", CHANGED)
    assert bundle.check("K101") == []


def test_k101_finds_the_pk_of_an_abbreviated_position() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj_individu", position="Kasi Pelayanan Umum", period="tahunan")
    pk = bundle.segment("pk", position="KEPALA SEKSI PELAYANAN UMUM KECAMATAN WANASARI", date="2024-01-10")
    bundle.indikator(pk, "pk_indikator", FIRST, pk="awal")
    bundle.indikator(report, "capaian", CHANGED)
    [found] = bundle.check("K101")
    assert (found.reported, found.expected) == ("92%", "88%")


def test_k101_leaves_the_target_of_the_renstra_alone() -> None:
    bundle, report = bundle_with_pk(changed=False)
    bundle.indikator(report, "capaian", CHANGED, headers=["Target Akhir Renstra"])
    bundle.indikator(report, "perbandingan_renstra", CHANGED)
    assert bundle.check("K101") == []


def test_k101_leaves_a_table_with_the_targets_of_later_years_alone() -> None:
    bundle, report = bundle_with_pk(changed=False)
    bundle.indikator(report, "perbandingan_tahun", CHANGED, year=2024, target_years=(2024, 2025))
    assert bundle.check("K101") == []


def test_k101_accepts_the_target_of_any_table_that_quotes_the_pk() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.indikator(report, "pk_indikator", FIRST, caption="Tabel 2.1 Rencana Kinerja Tahun 2024", pk="awal")
    bundle.indikator(report, "pk_indikator", CHANGED, caption="Tabel 2.2 Perjanjian Kinerja Tahun 2024", pk="awal")
    bundle.indikator(report, "capaian", CHANGED)
    assert bundle.check("K101") == []


def test_k101_uses_the_pk_quoted_in_the_report_where_none_is_attached() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.indikator(report, "pk_indikator", FIRST, caption="Tabel 2.1 Perjanjian Kinerja Tahun 2024")
    bundle.indikator(report, "capaian", CHANGED)
    [found] = bundle.check("K101")
    assert found.verdict == "perlu_cek"
    assert "dikutip dalam laporan" in found.message


# --- K102 and K103 ---------------------------------------------------------------------------------------------------

THREE = [*FIRST, ("Persentase desa dengan RKPDes lengkap", "90%")]


def three_in_pk() -> tuple[Bundle, str]:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    pk = bundle.segment("pk", position="Camat", date="2024-01-10")
    bundle.indikator(pk, "pk_indikator", THREE, pk="awal")
    return bundle, report


def test_k102_reports_an_indikator_without_report() -> None:
    bundle, report = three_in_pk()
    bundle.indikator(report, "capaian", THREE[:2])
    [found] = bundle.check("K102")
    assert found.subject == "Persentase desa dengan RKPDes lengkap"
    assert found.verdict == "perlu_cek"


def test_k102_is_not_misled_by_a_near_twin() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    pk = bundle.segment("pk", position="Camat", date="2024-01-10")
    twin = ("Persentase desa dengan LPPDes lengkap", "90%")
    bundle.indikator(pk, "pk_indikator", [*THREE, twin], pk="awal")
    bundle.indikator(report, "capaian", [*FIRST, twin])
    assert [one.subject for one in bundle.check("K102")] == [THREE[2][0]]


def test_k102_accepts_an_indikator_told_in_any_table_or_in_prose() -> None:
    bundle, report = three_in_pk()
    bundle.indikator(report, "capaian", THREE[:2])
    bundle.say(report, f"Realisasi {THREE[2][0]} adalah 91% dari target 90%.")
    assert bundle.check("K102") == []
    bundle, report = three_in_pk()
    bundle.indikator(report, "capaian", THREE[:2])
    bundle.indikator(report, "efisiensi", [THREE[2]])
    assert bundle.check("K102") == []


def test_k102_leaves_a_level_alone_that_the_report_does_not_tell() -> None:
    bundle, report = three_in_pk()
    bundle.indikator(report, "capaian", [("Cakupan pelayanan lain", "90%")])
    assert bundle.check("K102") == []


def test_k103_reports_an_indikator_outside_the_pk() -> None:
    bundle, report = bundle_with_pk(changed=False)
    bundle.indikator(
        report, "capaian", [*FIRST, ("Cakupan pelatihan pengurus pasar", "75%")], caption="Tabel 3.1 Capaian"
    )
    [found] = bundle.check("K103")
    assert found.subject == "Cakupan pelatihan pengurus pasar"
    assert "Tabel 3.1" in found.message


def test_k103_takes_a_shortened_name_for_the_indikator_of_the_pk() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    pk = bundle.segment("pk", position="Camat", date="2024-01-10")
    agreed = [*FIRST, ("Jumlah kerja sama antardesa bidang ekonomi", "5")]
    bundle.indikator(pk, "pk_indikator", agreed, pk="awal")
    bundle.indikator(report, "capaian", [*FIRST, ("Jumlah kerja sama", "5")])
    assert bundle.check("K103") == []


def test_k103_does_not_take_a_shortened_name_for_one_that_is_told_already() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    pk = bundle.segment("pk", position="Camat", date="2024-01-10")
    agreed = [*FIRST, ("Jumlah kerja sama antardesa bidang ekonomi", "5")]
    bundle.indikator(pk, "pk_indikator", agreed, pk="awal")
    bundle.indikator(report, "capaian", [*agreed, ("Jumlah kerja sama", "5")])
    [found] = bundle.check("K103")
    assert found.subject == "Jumlah kerja sama"


def test_k103_leaves_levels_and_tables_alone_that_the_pk_does_not_cover() -> None:
    bundle, report = bundle_with_pk(changed=False)
    bundle.indikator(report, "capaian", [("Indeks pembangunan wilayah", "70")], level="tujuan")
    bundle.indikator(report, "capaian", [FIRST[0], ("Cakupan a", "1%"), ("Jumlah kunjungan b", "2%")])
    assert bundle.check("K103") == []


def test_k103_leaves_indikator_of_the_iku_alone() -> None:
    bundle, report = bundle_with_pk(changed=False)
    extra = ("Cakupan pelatihan pengurus pasar", "75%")
    bundle.indikator(report, "iku", [extra])
    bundle.indikator(report, "capaian", [*FIRST, extra])
    assert bundle.check("K103") == []


# --- K105 ------------------------------------------------------------------------------------------------------------


def budget_bundle(*, changed: bool) -> tuple[Bundle, str]:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    first = bundle.segment("pk", position="Camat", date="2024-01-10")
    bundle.anggaran(first, "pk_anggaran", PROGRAMS, pk="awal")
    if changed:
        second = bundle.segment("pk_perubahan", position="Camat", date="2024-10-02")
        bundle.anggaran(
            second, "pk_anggaran", [("Program Pelayanan Publik", "Rp125.000.000"), *PROGRAMS[1:]], pk="perubahan"
        )
    return bundle, report


def test_k105_reports_the_budget_of_the_replaced_pk() -> None:
    bundle, report = budget_bundle(changed=True)
    rows = [(name, pagu, "Rp1.000.000") for name, pagu in PROGRAMS]
    bundle.anggaran(report, "realisasi_anggaran", rows, caption="Tabel 3.9 Realisasi Anggaran")
    [found] = bundle.check("K105")
    assert (found.reported, found.expected, found.verdict) == ("Rp150.000.000", "Rp125.000.000", "pasti")
    assert "anggaran PK awal" in found.message


def test_k105_compares_to_the_rupiah_whatever_the_printing() -> None:
    bundle, report = budget_bundle(changed=True)
    rows = [("PROGRAM PELAYANAN PUBLIK", "125.000.000,00"), *PROGRAMS[1:]]
    bundle.anggaran(report, "realisasi_anggaran", rows)
    assert bundle.check("K105") == []


def test_k105_leaves_other_levels_and_thousands_alone() -> None:
    bundle, report = budget_bundle(changed=False)
    bundle.anggaran(report, "realisasi_anggaran", [("Pelayanan Publik", "Rp1.000.000")], level="kegiatan")
    bundle.anggaran(report, "realisasi_anggaran", [(name, pagu[:-4]) for name, pagu in PROGRAMS])
    assert bundle.check("K105") == []


def test_k105_tells_a_changed_budget_without_perubahan_once() -> None:
    bundle, report = budget_bundle(changed=False)
    rows = [(name, pagu.replace("0.000.000", "5.500.000")) for name, pagu in PROGRAMS]
    bundle.anggaran(report, "realisasi_anggaran", rows)
    [found] = bundle.check("K105")
    assert found.verdict == "perlu_cek"
    assert "3 dari 3" in found.message


# --- K106 ------------------------------------------------------------------------------------------------------------


def test_k106_reports_percent_against_a_count() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    pk = bundle.segment("pk", position="Camat", date="2024-01-10")
    bundle.indikator(pk, "pk_indikator", [("Jumlah dokumen perencanaan", "12 Dokumen")], pk="awal")
    bundle.indikator(report, "capaian", [("Jumlah dokumen perencanaan", "12%")])
    [found] = bundle.check("K106")
    assert (found.reported, found.expected) == ("12%", "12 Dokumen")


@pytest.mark.parametrize(
    ("ours", "theirs", "satuan"),
    [
        ("Nilai BB (72)", "BB (72)", None),
        ("12 Dok", "12 Dokumen", None),
        ("72 Angka", "72", None),
        ("85", "85%", "Persen"),
        ("85", "85%", None),
    ],
)
def test_k106_takes_spellings_and_a_bare_column_for_the_same_unit(ours: str, theirs: str, satuan: str | None) -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    pk = bundle.segment("pk", position="Camat", date="2024-01-10")
    bundle.indikator(pk, "pk_indikator", [("Layanan yang memenuhi standar", theirs)], pk="awal")
    bundle.indikator(report, "capaian", [("Layanan yang memenuhi standar", ours)], satuan=satuan)
    assert bundle.check("K106") == []


def test_k106_reports_a_lost_percent_sign_only_among_percentages() -> None:
    bundle, report = three_in_pk()
    bundle.indikator(report, "capaian", [("Persentase pengaduan yang diselesaikan", "88"), THREE[2]])
    assert bundle.check("K106") == []
    bundle, report = three_in_pk()
    more = ("Persentase layanan tepat waktu", "80%")
    bundle.indikator(report, "capaian", [("Persentase pengaduan yang diselesaikan", "88"), THREE[2], more])
    [found] = bundle.check("K106")
    assert (found.reported, found.expected) == ("88", "88%")


# --- K107 ------------------------------------------------------------------------------------------------------------


def test_k107_compares_each_quotation_with_its_own_pk() -> None:
    bundle, report = bundle_with_pk()
    bundle.indikator(report, "pk_indikator", FIRST, pk="awal", caption="Tabel 2.1 Perjanjian Kinerja")
    bundle.indikator(report, "pk_indikator", FIRST, pk="perubahan", caption="Tabel 2.2 Perubahan Perjanjian Kinerja")
    [found] = bundle.check("K107")
    assert (found.reported, found.expected, found.verdict) == ("88%", "92%", "pasti")
    assert "Tabel 2.2" in found.message


def test_k107_accepts_a_quotation_that_may_be_of_either_pk() -> None:
    bundle, report = bundle_with_pk()
    bundle.indikator(report, "pk_indikator", FIRST)
    assert bundle.check("K107") == []


def test_k107_compares_budget_lines_and_totals() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    pk = bundle.segment("pk", position="Camat", date="2024-01-10")
    bundle.anggaran(pk, "pk_anggaran", [*PROGRAMS, ("Jumlah", "Rp250.000.000")], pk="awal")
    quoted = [("Program Pelayanan Publik", "Rp105.000.000"), *PROGRAMS[1:], ("Jumlah", "Rp205.000.000")]
    bundle.anggaran(report, "pk_anggaran", quoted, pk="awal")
    found = bundle.check("K107")
    assert [(one.reported, one.expected) for one in found] == [
        ("Rp105.000.000", "Rp150.000.000"),
        ("Rp205.000.000", "Rp250.000.000"),
    ]


# --- K108 ------------------------------------------------------------------------------------------------------------

TOLD = [
    ("Indeks kepuasan masyarakat", "83,50", "84,10", "100,72%"),
    ("Persentase pengaduan yang diselesaikan", "88%", "95%", "107,95%"),
    ("Persentase layanan tepat waktu", "90%", "90%", "100%"),
]


def odd(realisasi: str, capaian: str) -> list[tuple[str, ...]]:
    return [TOLD[0], (TOLD[1][0], "88%", realisasi, capaian), TOLD[2]]


def test_k108_reports_the_odd_one_out_with_all_its_figures() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.indikator(report, "capaian", TOLD, caption="Tabel 3.1 Capaian")
    bundle.indikator(report, "cost_per_outcome", TOLD, caption="Tabel 3.4 Efisiensi")
    bundle.indikator(report, "capaian", odd("59%", "67,05%"), caption="Tabel 3.7 Pengukuran")
    [found] = bundle.check("K108")
    assert (found.reported, found.expected, found.verdict) == (
        "Realisasi 59%; Capaian 67,05%",
        "Realisasi 95%; Capaian 107,95%",
        "pasti",
    )
    assert all(name in found.message for name in ("Tabel 3.1", "Tabel 3.4", "Tabel 3.7", "67,05%"))


def test_k108_names_a_value_of_two_measures_once() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    told = [*TOLD, ("Nilai SAKIP", "Nilai A (81,59)", "A (81,59)", "100%")]
    wrong = [*TOLD, ("Nilai SAKIP", "A (80,10)", "A (80,10)", "100%")]
    for caption, rows in (("Tabel 3.1", told), ("Tabel 3.4", told), ("Tabel 3.7", wrong)):
        bundle.indikator(report, "capaian", rows, caption=caption)
    [found] = bundle.check("K108")
    assert found.reported == "Realisasi dan Target A (80,10)"
    assert found.expected == "Realisasi dan Target A (81,59)"


def test_k108_does_not_say_which_of_two_is_right() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.indikator(report, "capaian", TOLD)
    bundle.indikator(report, "capaian", odd("59%", "107,95%"))
    [found] = bundle.check("K108")
    assert found.expected is None
    assert "perlu dipastikan" in found.message


def test_k108_accepts_rounding_other_years_parts_of_a_year_and_other_units() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.indikator(report, "capaian", TOLD)
    bundle.indikator(
        report, "capaian", [(name, target, "84" if "Indeks" in name else r, c) for name, target, r, c in TOLD]
    )
    bundle.indikator(report, "perbandingan_tahun", odd("70%", ""), year=2023)
    bundle.indikator(report, "capaian", odd("20%", ""), headers=["Target", "Realisasi Triwulan I", "Capaian"])
    bundle.indikator(report, "capaian", odd("20%", ""), period="TW I")
    bundle.indikator(report, "capaian", odd("99%", ""), caption="Tabel 3.6 Realisasi Kecamatan Sukamaju Tahun 2024")
    bundle.indikator(report, "perbandingan_unit", odd("99%", ""))
    assert bundle.check("K108") == []


def test_k108_does_not_compare_tables_that_measure_something_else() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.indikator(report, "capaian", TOLD)
    bundle.indikator(report, "capaian", [(name, target, f"{n}%", "") for n, (name, target, *_) in enumerate(TOLD, 31)])
    assert bundle.check("K108") == []


def test_k108_takes_a_fourth_quarter_that_repeats_the_year_for_the_year() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    more = [*TOLD, ("Nilai akuntabilitas kinerja", "70", "72,10", "103%")]
    bundle.indikator(report, "capaian", more)
    appendix = bundle.segment("lampiran")
    bundle.indikator(appendix, "capaian", [*odd("59%", "67,05%"), more[3]], period="TW IV")
    [found] = bundle.check("K108")
    assert "59%" in found.reported
    assert found.subject == "Persentase pengaduan yang diselesaikan"


def test_k108_leaves_repeated_names_alone() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.indikator(report, "capaian", [*TOLD, ("Jumlah laporan", "1", "1", ""), ("Jumlah laporan", "4", "4", "")])
    bundle.indikator(report, "capaian", [*TOLD, ("Jumlah laporan", "4", "4", ""), ("Jumlah laporan", "1", "1", "")])
    assert bundle.check("K108") == []


def test_k108_compares_realisasi_anggaran_and_leaves_the_pagu_of_the_pk_to_k105() -> None:
    bundle, report = budget_bundle(changed=False)
    bundle.anggaran(report, "realisasi_anggaran", [(name, pagu, pagu) for name, pagu in PROGRAMS])
    spent = [("Program Pelayanan Publik", "Rp149.000.000", "Rp149.999.991")]
    bundle.anggaran(report, "realisasi_anggaran", spent + [(name, pagu, pagu) for name, pagu in PROGRAMS[1:]])
    [found] = bundle.check("K108")
    assert found.reported == "Rp149.999.991"


def test_k108_compares_totals_over_the_same_programs() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    rows = [(name, pagu, pagu) for name, pagu in PROGRAMS]
    bundle.anggaran(report, "realisasi_anggaran", [*rows, ("Jumlah", "Rp250.000.000", "Rp250.000.000")])
    bundle.anggaran(report, "realisasi_anggaran", [*rows, ("Jumlah", "Rp250.000.000", "Rp205.000.000")])
    bundle.anggaran(report, "realisasi_anggaran", [*rows[:2], ("Jumlah", "Rp230.000.000", "Rp230.000.000")])
    [found] = bundle.check("K108")
    assert found.reported == "Rp205.000.000"


def test_k108_reads_the_parts_of_a_report_around_a_bound_in_pk_as_one() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.segment("pk", position="Camat", date="2024-01-10")
    rest = bundle.segment("lkj", period="tahunan")
    bundle.indikator(report, "capaian", TOLD)
    bundle.indikator(rest, "capaian", odd("59%", "107,95%"))
    assert len(bundle.check("K108")) == 1


# --- printed values --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("85%", "85,00", True),
        ("71%", "71,43%", True),
        ("91,27%", "84%", False),
        ("≥ 91", "91", True),
        ("5-6%", "6%", True),
        ("1,234", "1.234", True),
        ("Rp1.000.000", "Rp1.000.001", False),
        ("BB", "A", False),
        ("BB", "bb", True),
        ("-", "85", None),
        ("100 dari 110 organisasi", "100", None),
    ],
)
def test_same_value(one: str, other: str, same: bool | None) -> None:
    at = Source("berkas.pdf", 1, (0, 0, 1, 1), "")
    assert same_value(Value(one, parse(one, "id"), at), Value(other, parse(other, "id"), at)) is same


# --- explanations ----------------------------------------------------------------------------------------------------


def changed_target(sentence: str) -> Bundle:
    bundle, report = bundle_with_pk(changed=False)
    rows = [("Indeks kepuasan masyarakat", "83,5", "84,1"), ("Persentase pengaduan yang diselesaikan", "92%", "95%")]
    bundle.indikator(report, "capaian", rows)
    bundle.say(report, sentence)
    return bundle


def test_k101_is_lighter_where_the_report_explains_the_new_target() -> None:
    reason = (
        "Target Persentase pengaduan yang diselesaikan diubah menjadi 92% karena adanya penyesuaian standar pelayanan."
    )
    [found] = changed_target(reason).check("K101")
    assert found.severity == "sedang" and "penjelasan" in found.message
    assert reason in {one.text for one in found.evidence}


@pytest.mark.parametrize(
    "sentence",
    [
        "Target Persentase pengaduan yang diselesaikan diubah menjadi 90% karena adanya penyesuaian.",
        "Target Persentase pengaduan yang diselesaikan adalah 92%.",
        "Target indikator lain diubah menjadi 92% karena adanya penyesuaian.",
    ],
)
def test_k101_stays_grave_without_a_reason_for_this_target(sentence: str) -> None:
    [found] = changed_target(sentence).check("K101")
    assert found.severity == "tinggi"


def test_k101_takes_an_undated_perubahan_for_sure_where_the_report_says_that_it_uses_it() -> None:
    for sentence, verdict in (
        ("Pengukuran capaian dilakukan berdasarkan Perubahan Perjanjian Kinerja Tahun 2024.", "pasti"),
        ("Perjanjian Kinerja Tahun 2024 ditandatangani oleh Camat.", "perlu_cek"),
    ):
        bundle, report = bundle_with_pk(changed_on=None)
        rows = [("Indeks kepuasan masyarakat", "83,5"), ("Persentase pengaduan yang diselesaikan", "88%")]
        bundle.indikator(report, "capaian", rows)
        bundle.say(report, sentence)
        assert [one.verdict for one in bundle.check("K101")] == [verdict]
