"""Rules on what a report's sentences claim, count, date and leave open: violating sentences and the clean like."""

from __future__ import annotations

import pytest

from audit.models import Finding
from normalize.models import Role
from tests.audit.builders import check, col, table
from tests.audit.submissions import Bundle

INDEKS = "Indeks Kepuasan Masyarakat"
DESA = "Persentase desa tertib administrasi"


def report(*texts: str, period: str = "tahunan") -> tuple[Bundle, str]:
    """A report of 2024 whose running text are ``texts``."""
    bundle = Bundle()
    lkj = bundle.segment("lkj", period=period)
    for text in texts:
        bundle.say(lkj, text)
    return bundle, lkj


def said(code: str, *texts: str) -> list[Finding]:
    bundle, _ = report(*texts)
    return bundle.check(code)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bab ini merupakan pertanggungjawaban kinerja selama Tahun 2023 yang memuat realisasi kinerja.", "2024"),
        ("Rata-rata capaian anggaran tahun 2025 sebesar 95,10%.", "2024"),
        ("Pencapaian kinerja Tahun 2023 sudah mengacu dan sesuai dengan rencana kerja Tahun 2024.", "2024"),
        ("Realisasi kinerja tahun 2024 dengan realisasi tahun 2024 mengalami peningkatan.", None),
    ],
)
def test_years_that_cannot_be(text: str, expected: str | None) -> None:
    (found,) = said("W510", text)
    assert (found.expected, found.verdict) == (expected, "perlu_cek")


@pytest.mark.parametrize(
    "text",
    [
        "Bab ini merupakan pertanggungjawaban kinerja selama Tahun 2024.",
        "Realisasi kinerja tahun 2024 dibandingkan dengan realisasi tahun 2023 meningkat.",
        "Hasil evaluasi akuntabilitas kinerja tahun 2023 memperoleh predikat BB.",
        "Rencana capaian kinerja tahun 2025 sebesar 96%.",
        "Capaian kinerja tahun 2023 sebesar 92% menjadi dasar perbaikan.",
    ],
)
def test_years_of_comparisons_and_plans(text: str) -> None:
    assert said("W510", text) == []


def test_the_year_before_below_its_heading() -> None:
    bundle, lkj = report()
    bundle.say(lkj, "3.2 Perbandingan dengan Tahun 2023", "heading")
    bundle.say(lkj, "Hasil pengukuran kinerja tahun 2023 disajikan pada tabel berikut.")
    assert bundle.check("W510") == []


def test_period_of_a_plan_that_differs_from_the_usual_one() -> None:
    usual = "Renstra Kecamatan Wanasari Tahun 2021-2026"
    (found,) = said("W510", *[f"Sesuai {usual}." for _ in range(3)], "Renstra Kecamatan Wanasari Tahun 2021-2023.")
    assert (found.reported, found.expected) == ("2021–2023", "2021–2026")
    assert said("W510", *[f"Sesuai {usual}." for _ in range(4)]) == []


def test_photographs_of_another_quarter() -> None:
    captions = ["Monitoring, 3 Oktober 2024", "Rapat koordinasi, 17 November 2024", "Musyawarah desa, 6 Juli 2024"]
    bundle = Bundle()
    attached = bundle.segment("lampiran")
    bundle.say(attached, "DOKUMENTASI KEGIATAN TRIWULAN IV", "heading")
    for text in captions:
        bundle.say(attached, text)
    (found,) = bundle.check("W511")
    assert found.reported == "6 Juli 2024" and "Triwulan IV" in found.message
    bundle.say(attached, "DOKUMENTASI KEGIATAN TRIWULAN III", "heading")
    bundle.say(attached, "Musyawarah desa, 6 Juli 2024")
    assert len(bundle.check("W511")) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Capaian = Realisasi - (Realisasi - Rencana) / Rencana x 100%", 1),
        ("Capaian = Rencana - (Realisasi - Rencana) / Rencana x 100%", 0),
        ("= 20,10 + 8,90 + 17,00 + 47,60 (periode TW 1 + TW 2 + TW 3)", 1),
        ("= 20,10 + 8,90 + 17,00 (periode TW 1 + TW 2 + TW 3)", 0),
    ],
)
def test_formulas_wrong_whatever_the_figures(text: str, count: int) -> None:
    assert len(said("H217", text)) == count


def test_steps_of_a_calculation_that_do_not_follow() -> None:
    (found,) = said("H217", "= (6 x 6 dokumen APBDes) + (1 x 5 dokumen RKPDes)", "= 6 + 6 x 100%")
    assert found.formula is not None and "= 36, bukan 6" in found.formula and "= 5, bukan 6" in found.formula
    assert said("H217", "= (1 x 6 dokumen APBDes) + (1 x 5 dokumen RKPDes)", "= 6 + 5 x 100%") == []


@pytest.mark.parametrize(
    ("shown", "count"), [("79,70 Capaian = x 100 % = 96,02% 83", 1), ("Capaian = x 100% = 101,7%", 0)]
)
def test_calculation_below_a_table(shown: str, count: int) -> None:
    bundle, lkj = report()
    bundle.indikator(lkj, "capaian", [(INDEKS, "83,00", "84,40", "101,69")])
    bundle.turn(1)
    bundle.say(lkj, "Data pada tabel di atas diperoleh dari perhitungan sebagai berikut:")
    bundle.say(lkj, shown)
    assert len(bundle.check("H218")) == count


@pytest.mark.parametrize(("used", "count"), [("90% - 95% = -5%", 1), ("112,5% - 95% = 17,5%", 0)])
def test_efficiency_from_realisasi_instead_of_capaian(used: str, count: int) -> None:
    bundle, lkj = report()
    bundle.indikator(lkj, "capaian", [(DESA, "80%", "90%", "112,5%")])
    bundle.turn(1)
    bundle.say(lkj, "Efisiensi sumber daya = capaian kinerja - persentase realisasi anggaran")
    bundle.say(lkj, f"1. Efisiensi = {used}")
    found = bundle.check("H218")
    assert [one.expected for one in found] == ["17,5%"] * count


@pytest.mark.parametrize(("middle", "count"), [("83,00", 1), ("91,00", 0)])
def test_a_rise_every_year(middle: str, count: int) -> None:
    bundle, lkj = report()
    for year, value in ((2022, "90,00"), (2023, middle), (2024, "92,00")):
        bundle.indikator(lkj, "perbandingan_tahun", [(INDEKS, "80,00", value)], year=year)
    bundle.turn(1)
    bundle.say(lkj, "Realisasi kinerja mengalami peningkatan di setiap tahunnya.")
    bundle.say(lkj, "Diharapkan realisasi kinerja meningkat setiap tahun.")
    assert len(bundle.check("H221")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Target dengan capaian realisasi di atas 100% sebanyak 3 target;", 1),
        ("Target dengan capaian realisasi di atas 100% sebanyak 1 target;", 0),
        ("Target dengan capaian realisasi tepat 100% sebanyak 1 target pada tahun 2023;", 0),
        ("Dari pengukuran, 2 (dua) dari 2 (dua) indikator tersebut telah mencapai target.", 1),
        ("Dari pengukuran, 1 (satu) dari 2 (dua) indikator tersebut telah mencapai target.", 0),
        ("Dari pengukuran, 1 (satu) dari 2 (dua) indikator tersebut belum mencapai target.", 0),
    ],
)
def test_how_many_targets_were_met(text: str, count: int) -> None:
    bundle, lkj = report(text)
    bundle.indikator(lkj, "capaian", [(INDEKS, "83,00", "84,40", "101,69"), (DESA, "80%", "72%", "90,00")])
    assert len(bundle.check("H222")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Wirausaha baru dari target 400 orang dengan realisasi 425 orang, belum sesuai dengan target.", 1),
        ("Wirausaha baru dari target 400 orang dengan realisasi 380 orang, belum sesuai dengan target.", 0),
        ("Wirausaha baru dari target 400 orang dengan realisasi 380 orang telah melampaui target.", 1),
        ("Angka kemiskinan dari target 8% dengan realisasi 9%, belum mencapai target.", 0),
        ("Wirausaha baru dari target 400 orang dengan realisasi lebih dari 400 orang, belum sesuai target.", 0),
    ],
)
def test_met_or_missed_against_the_figures(text: str, count: int) -> None:
    assert len(said("H223", text)) == count


@pytest.mark.parametrize(("title", "count"), [("Capaian Kinerja (3 analisis)", 1), ("Capaian Kinerja (2 analisis)", 0)])
def test_parts_that_a_heading_announces(title: str, count: int) -> None:
    bundle, lkj = report()
    for text in (f"3.1 {title}", "3.1.1 Target dan Realisasi", "3.1.2 Tahun Sebelumnya"):
        bundle.say(lkj, text, "heading")
    assert len(bundle.check("H214")) == count


def test_a_general_conclusion_needs_most_targets_missed() -> None:
    text = "Secara umum capaian kinerja menunjukkan keberhasilan sebagaimana yang telah ditargetkan."
    for rows, count in (([("Indikator A", "90%", "85%"), (INDEKS, "83,00", "80,00")], 1), ([(DESA, "80%", "90%")], 0)):
        bundle, lkj = report(text)
        bundle.indikator(lkj, "capaian", rows)
        assert len(bundle.check("H216")) == count


def test_a_program_told_in_parts_is_told_by_their_sum() -> None:
    text = "Program Pelayanan Umum Kecamatan yang terdiri dari 6 kegiatan dengan anggaran Rp {} dan realisasi Rp {}."
    rows = [("Program Pelayanan Umum Kecamatan", "100.000.000", "90.000.000"),
            ("Program Pelayanan Umum Kecamatan", "50.000.000", "40.000.000")]  # fmt: skip
    for figures, count in ((("150.000.000", "130.000.000"), 0), (("155.000.000", "131.000.000"), 2)):
        bundle, lkj = report(text.format(*figures))
        bundle.anggaran(lkj, "realisasi_anggaran", rows)
        assert len(bundle.check("H211")) == count


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("Wilayahnya terbagi dalam 12 desa.", "Jumlah desa sekarang berjumlah 11 desa."), 1),
        (("Kecamatan Wanasari terdiri dari 12 desa.", "Kecamatan Wanasari membawahi 11 desa."), 1),
        (("Kabupaten Sumberwangi terdiri dari 198 desa.", "Kecamatan Wanasari terdiri dari 12 desa."), 0),
        (("Kecamatan Wanasari terbagi dalam 12 desa.", "Sebanyak 11 desa telah menetapkan APBDes."), 0),
        (("Kecamatan Wanasari terdiri dari 12 desa.", "Wilayah utara terdiri dari 5 desa."), 0),
    ],
)
def test_number_of_desa(texts: tuple[str, ...], count: int) -> None:
    assert len(said("K121", *texts)) == count


def test_a_kegiatan_that_no_table_lists() -> None:
    names = ["Pembinaan Kelompok Tani", "Pelatihan Perangkat Desa", "Penataan Arsip Kecamatan", "Lomba Desa Terpadu"]
    told = [(name, f"{(n + 1) * 10}.500.000", "9.000.000") for n, name in enumerate(names)]
    text = "{}. Kegiatan {} dengan alokasi anggaran sebesar Rp {}."
    texts = [text.format(n + 1, name, pagu) for n, (name, pagu, _) in enumerate(told)]
    bundle, lkj = report(*texts, text.format(5, "Festival Layang-layang Nusantara", "77.700.000"))
    bundle.anggaran(lkj, "realisasi_anggaran", told, level="kegiatan")
    (found,) = bundle.check("K123")
    assert found.subject == "Festival Layang-layang Nusantara"
    bundle.anggaran(lkj, "realisasi_anggaran", [("Festival Budaya", "77.700.000", "70.000.000")], level="kegiatan")
    assert bundle.check("K123") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Keputusan Camat Wanasari Nomor Tahun 2024 tentang Standar Pelayanan.", 1),
        ("Peraturan Daerah Nomor 3 Tahun 2023 (Lembaran Daerah Tahun 2023 Nomor ).", 1),
        ("Ditetapkan dengan keputusan tanggal ........ tentang pembentukan tim.", 1),
        ("Keputusan Camat Wanasari Nomor 188/12 Tahun 2024 tanggal 2 Januari 2024.", 0),
        ("Peraturan Daerah Nomor 3 Tahun 2023 (Lembaran Daerah Tahun 2023 Nomor 14).", 0),
        ("Nomor ........................................................ 12", 0),
    ],
)
def test_blanks_left_to_be_filled_in(text: str, count: int) -> None:
    assert len(said("L408", text)) == count


@pytest.mark.parametrize(
    ("note", "count"), [("Nilai triwulan IV belum keluar", 1), ("Nilai rata-rata empat triwulan", 0)]
)
def test_realisasi_that_is_not_there_yet(note: str, count: int) -> None:
    bundle, lkj = report("Nilai IKM belum keluar karena masih dihitung.")
    bundle.indikator(lkj, "capaian", [("Nilai IKM Kecamatan", "83,00", "84,40", note)])
    found = bundle.check("L409")
    assert len(found) == count and all(len(one.evidence) == 3 for one in found)


def test_a_plan_that_nobody_signed() -> None:
    bundle = Bundle()
    plan = bundle.segment("renaksi", title="Rencana Aksi Tahun 2024")
    bundle.grid(plan, "renaksi", [("Kegiatan", "kegiatan"), ("Target", "target")], [("Pelatihan perangkat desa", "12")])
    (found,) = bundle.check("L407")
    assert "Pelatihan perangkat desa … 12" in found.message
    bundle.sign(plan, name="Rahmat Hidayatulah", position="Camat Wanasari")
    assert bundle.check("L407") == []


def test_amounts_malformed_in_running_text_and_with_a_space() -> None:
    (found,) = said("F602", "Bantuan sebesar Rp 2.400.,000,000,- dan Rp 1.000,000,000 untuk dua desa.")
    assert found.reported == "2.400.,000,000,-, 1.000,000,000"
    assert said("F602", "Bantuan sebesar Rp 2.400.000.000,- dan Rp. 1.000.000,00 serta Rp 1,000,000.00.") == []
    money = [col("uraian"), col("pagu")]
    (spaced,) = check("F602", table(money, [["Belanja", "48. 592.221.203"]], kind="realisasi_anggaran"))
    assert "48. 592.221.203" in spaced.message
    assert check("F602", table(money, [["Belanja", "48.592.221.203"]], kind="realisasi_anggaran")) == []


def test_limits_that_no_number_keeps() -> None:
    scale: list[Role | None] = [None, None]
    (found,) = check("F602", table(scale, [["80 > 100", "Baik"], ["> 100", "Sangat Baik"]], kind="lainnya"))
    assert found.expected == "80 – 100"
    assert check("F602", table(scale, [["100 > 80", "Baik"], ["55 - 80", "Cukup"]], kind="lainnya")) == []


@pytest.mark.parametrize(("odd", "count"), [("74,5", 1), ("74,5%", 0), ("74 Dokumen", 0)])
def test_a_percentage_without_its_sign(odd: str, count: int) -> None:
    rows = [[f"Persentase kegiatan {n}", "80%", text] for n, text in enumerate(("90%", "85%", odd))]
    found = check("F606", table(["indikator", "target", "realisasi"], rows))
    assert [one.expected for one in found] == ["74,5%"] * count


def test_references_to_a_figure_that_is_not_there() -> None:
    bundle, lkj = report("Pohon kinerja ditunjukkan pada Gambar 1.", "Struktur organisasi tampak pada Gambar 2.")
    bundle.say(lkj, "Gambar 2. Struktur Organisasi", "caption")
    (found,) = bundle.check("F607")
    assert found.subject == "Gambar 1"
    bundle.say(lkj, "Gambar 1. Pohon Kinerja", "caption")
    assert bundle.check("F607") == []


def test_money_spent_while_performance_is_zero() -> None:
    columns: list[tuple[str, Role | None]] = [
        ("Kegiatan", "kegiatan"), ("Kinerja", "realisasi"), ("Keuangan", "realisasi_anggaran")
    ]  # fmt: skip
    for rows, count in (([("Rapat", "0", "27.310.000")], 1), ([("Rapat", "0", "0"), ("Arsip", "-", "5.000")], 0)):
        bundle = Bundle()
        form = bundle.segment("e81")
        bundle.grid(form, "e81", columns, rows)
        found = bundle.check("K124")
        assert [one.severity for one in found] == ["info"] * count


def test_realisasi_labelled_with_an_earlier_quarter() -> None:
    text = "Demikian Laporan Kinerja Triwulan IV Tahun 2024 telah selesai disusun."
    for quarter, count in (("III", 1), ("IV", 0)):
        bundle, lkj = report(text, f"Capaian realisasi s.d triwulan {quarter} untuk nilai IKM 84,87.", period="TW IV")
        bundle.indikator(lkj, "capaian", [("Nilai IKM", "83,00", "84,87", "102,25")])
        assert len(bundle.check("W501")) == count


@pytest.mark.parametrize(
    ("caption", "count"), [("Tahun 2022 - 2023", 1), ("Tahun 2023 - 2024", 0), ("Tahun 2021 - 2026", 0)]
)
def test_a_span_of_years_over_other_columns(caption: str, count: int) -> None:
    columns = [col("indikator"), *(col("realisasi", str(year), year=year) for year in (2023, 2024))]
    made = table(columns, [[INDEKS, "80", "82"]], kind="perbandingan_tahun", caption=f"Tabel 3.2 Realisasi {caption}")
    assert len(check("W502", made)) == count


def test_a_misspelt_kabupaten() -> None:
    right = ["Peraturan Daerah Kabupaten Sumberwangi."] * 5
    (found,) = said("W508", *right, "Lembaran Daerah Kabupaten Sumberwngi.")
    assert found.expected == "Sumberwangi"
    assert said("W508", *right, "Kabupaten Karangasri sebagai pembanding.") == []


@pytest.mark.parametrize(
    ("numbers", "also", "count"), [((1, 2, 5, 6), "", 1), ((1, 2, 3, 4), "", 0), ((1, 2, 4, 5), "Tabel 3", 0)]
)
def test_a_gap_in_the_numbers_of_captions(numbers: tuple[int, ...], also: str, count: int) -> None:
    bundle, lkj = report(f"Uraian {also} di bawah ini.")
    for number in numbers:
        bundle.say(lkj, f"Tabel {number}. Realisasi Bagian {chr(64 + number)}", "caption")
    found = bundle.check("F605")
    assert len(found) == count and all("Tabel 3 dan Tabel 4" in one.message for one in found)
