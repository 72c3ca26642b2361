"""Rules on running text (H210-H216): violating and clean sentences, alone and beside tables."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from audit.models import Finding
from audit.profile import load
from audit.registry import Context, find_rule
from normalize.models import AnggaranRecord, IndikatorRecord, Level, Passage, Submission, Table, Value
from normalize.numbers import parse
from tests.audit.builders import DOCUMENT, col, source, submission, table

NAME = "Persentase desa yang menyusun dokumen tepat waktu"


def document(*texts: str, heading: str = "", tables: Sequence[Table] = ()) -> Submission:
    """A report whose running text are ``texts``, one passage each."""
    passages = [Passage("s1", "text", text, source(text, n)) for n, text in enumerate(texts)]
    if heading:
        passages.insert(0, Passage("s1", "heading", heading, source(heading, -1)))
    return msgspec.structs.replace(submission(*tables), passages=tuple(passages))


def findings(code: str, told: Submission) -> list[Finding]:
    rule = find_rule(code)
    return list(rule.check(Context(told, load(), rule)))


def in_prose(code: str, *texts: str) -> list[Finding]:
    return findings(code, document(*texts))


def value(text: str, r: int = 0, c: int = 0) -> Value:
    return Value(text, parse(text), source(text, r, c))


def indikator(
    name: str, target: str, realisasi: str, capaian: str, *, row: int = 0, sasaran: str = "Sasaran A", where: str = "t1"
) -> IndikatorRecord:
    return IndikatorRecord(
        table=where, document=DOCUMENT, segment="s1", row=row, table_kind="capaian", level="sasaran", sasaran=sasaran,
        indikator=name, indikator_at=source(name, row), target=value(target, row, 1),
        realisasi=value(realisasi, row, 2), capaian=value(capaian, row, 3), year=2024, period="tahunan",
    )  # fmt: skip


def line(name: str, pagu: str, realisasi: str, level: Level = "kegiatan", where: str = "t2") -> AnggaranRecord:
    return AnggaranRecord(
        table=where, document=DOCUMENT, segment="s1", row=0, table_kind="realisasi_anggaran", level=level, name=name,
        name_at=source(name), pagu=value(pagu), realisasi=value(realisasi), year=2024, period="tahunan",
    )  # fmt: skip


# --- H210 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kegiatan itu beranggaran Rp 400.000.000 dengan realisasi Rp 300.000.000 atau 85%.", "75,00%"),
        ("Alokasi anggaran sebesar Rp. 1,250,000.00 dan terealisasi Rp. 1,000,000.00 (82.50%).", "80,00%"),
        ("Realisasi belanja sebesar Rp 90.000.000 (92%) dari pagu anggaran Rp 100.000.000.", "90,00%"),
        ("Dari 63 rekomendasi telah ditindaklanjuti 31 rekomendasi atau 59%.", "49,21%"),
        ("Peserta yang lulus 12 dari 15 desa atau 75%.", "80,00%"),
        ("Dibutuhkan 200 unit, tersedia sebanyak 150 unit, sehingga persentase ketersediaan sebesar 80,00%.", "75,00%"),
        ("Realisasi indikator ini 78,80% dari target 80,00% dengan capaian 97,50%.", "98,50%"),
        ("Nilai IKM (81,20 + 82,40 + 80,00) dan 81,20 + 82,40 = 164,60.", "163,60"),
        ("(84,00 - 90,00) / 90,00 x 100% = -9%", "-6,67%"),
        ("(84,00 - 90,00) Kenaikan = x 100 % = -9% 90,00", "-6,67%"),
        (
            "Nilai Kecamatan Wanasari tercapai 81,59, sedangkan nilai rata-rata kabupaten sebesar 72,14. "
            "Artinya lebih unggul 7,45 poin.",
            "9,45",
        ),
    ],
)
def test_wrong_computations_in_prose(text: str, expected: str) -> None:
    (found,) = in_prose("H210", text)
    assert found.expected == expected
    assert found.verdict == "pasti"


@pytest.mark.parametrize(
    "text",
    [
        "Kegiatan itu beranggaran Rp 400.000.000 dengan realisasi Rp 300.000.000 atau 75%.",
        "Kegiatan itu beranggaran Rp 400.000.000 dengan realisasi Rp 300.000.000 atau sekitar 80%.",
        "Kegiatan itu beranggaran Rp 400.000.000 dengan realisasi Rp 300.000.000, sisa 25%.",
        "Anggaran Rp 400.000.000 dengan realisasi Rp 300.000.000 atau 30% dari total belanja daerah.",
        "Anggaran Rp 400.000.000 dengan realisasi Rp 300.000.000 dan realisasi fisik 100%.",
        "Pagu Rp 2,5 miliar dengan realisasi Rp 950 juta atau 38%.",
        "Dari 63 rekomendasi telah ditindaklanjuti 31 rekomendasi atau 49%.",
        "Sebanyak 12 dari 15 desa telah menyusun dokumen sehingga capaian kinerja sebesar 105%.",
        "Pagu anggaran semula Rp 500.000.000 berubah menjadi Rp 400.000.000 atau turun 20%.",
        "Realisasi 110 dari target 100 dengan capaian kinerja 100%.",
        "Realisasi 20% dari target 25% dengan capaian kinerja 120%.",
        "Predikat: 76 - 90 = 4; 91 - 100 = 5.",
        "Hasilnya 2 x 5 + 3 = 13.",
        "1. Capaian = x 100 % = 101% 88 100",
    ],
)
def test_right_or_open_computations_in_prose(text: str) -> None:
    assert in_prose("H210", text) == []


def test_a_sentence_over_a_page_break_is_one() -> None:
    first = "1. Kegiatan A dengan alokasi anggaran sebesar Rp 400.000.000 realisasi anggaran sebesar Rp."
    assert len(in_prose("H210", first, "300.000.000,- atau 85%. Keluaran kegiatan adalah laporan.")) == 1
    assert in_prose("H210", first, "2. Kegiatan B tidak dilaksanakan.") == []


# --- H211 ----------------------------------------------------------------------------------------------------------


def with_records(*texts: str, heading: str = "") -> Submission:
    rows = (
        indikator(NAME, "90,00%", "85,50%", "95,00%"),
        indikator("Indeks Kepuasan Masyarakat", "83", "84,44", "101,73%"),
    )
    lines = (line("Pembinaan Teknis Perkantoran", "450.000.000", "400.125.300"),)
    return msgspec.structs.replace(document(*texts, heading=heading), indikator=rows, anggaran=lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kegiatan Pembinaan Teknis Perkantoran dengan alokasi anggaran sebesar Rp 400.000.000.", "450.000.000"),
        (
            "Kegiatan Pembinaan Teknis Perkantoran, anggaran sebesar Rp 450.000.000 dan realisasi Rp 400.125.000.",
            "400.125.300",
        ),
        (f"{NAME} dengan target 90% mencapai realisasi 88,50%.", "85,50%"),
        (f"{NAME} dengan capaian 105%, Indeks Kepuasan Masyarakat dengan capaian 101,73%.", "95,00%"),
    ],
)
def test_figures_that_no_table_has(text: str, expected: str) -> None:
    (found,) = findings("H211", with_records(text))
    assert (found.expected, found.verdict) == (expected, "pasti")
    assert found.evidence[0].role == "reported" and found.evidence[1].role == "reference"


@pytest.mark.parametrize(
    "text",
    [
        "Kegiatan Pembinaan Teknis Perkantoran dengan alokasi anggaran sebesar Rp 450.000.000,-.",
        "Kegiatan Pembinaan Teknis Perkantoran dengan anggaran semula Rp 500.000.000.",
        "Kegiatan Pembinaan Teknis Perkantoran pada tahun 2023 dengan anggaran sebesar Rp 500.000.000.",
        "Kegiatan Pembinaan Teknis Gedung dengan alokasi anggaran sebesar Rp 400.000.000.",
        f"{NAME} dengan realisasi 85,5%.",
        f"{NAME} dengan capaian 85,50%.",
        f"{NAME} tahun 2023 dengan realisasi 70%.",
        f"{NAME} di Kecamatan Sukamaju dengan realisasi 70%.",
        f"{NAME} dengan realisasi sekitar 80%.",
        f"{NAME} diharapkan sesuai target 100%.",
    ],
)
def test_figures_of_the_tables_and_other_figures(text: str) -> None:
    assert findings("H211", with_records(text)) == []


def test_an_indikator_named_by_the_heading_needs_another_figure_of_its_own() -> None:
    (found,) = findings("H211", with_records("Realisasi 75% dari target 90%.", heading=f"1) {NAME}"))
    assert (found.reported, found.verdict) == ("75%", "perlu_cek")
    assert findings("H211", with_records("Realisasi di desa lain 75%.", heading=f"1) {NAME}")) == []
    (swapped,) = findings("H211", with_records("Indikator ini terealisasi sebesar 58,50%.", heading=f"1) {NAME}"))
    assert swapped.expected == "85,50%"


# --- H212 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("terdiri dari 3 (dua) sasaran", "2"),
        ("sebesar Rp. 1.500.000,- (satu juta lima ribu rupiah)", "1.005.000"),
        ("sebanyak empat (5) kegiatan", "4"),
        ("sebesar 12,5% (dua belas koma enam persen)", "12,6"),
    ],
)
def test_words_and_digits_that_differ(text: str, expected: str) -> None:
    (found,) = in_prose("H212", text)
    assert found.expected == expected


@pytest.mark.parametrize(
    "text",
    [
        "terdiri dari 2 (dua) sasaran",
        "sebesar Rp. 1.500.000,00 (Satu Juta Lima Ratus Ribu Rupiah)",
        "sebesar Rp 1,500,000 (satu juta lima ratus ribu rupiah)",
        "sebanyak dua puluh lima (25) kegiatan",
        "sebesar 12,5% (dua belas koma lima persen)",
        "terdapat 9 (embilan) indikator dan 5 (lima hari) kerja",
        "indikator (1) dan tiga (lihat 2)",
    ],
)
def test_words_and_digits_that_agree_or_are_not_read(text: str) -> None:
    assert in_prose("H212", text) == []


# --- H213 ----------------------------------------------------------------------------------------------------------

SCALE = table(
    [col(None, "Rentang"), col(None, "Kategori")],
    [["≥ 91", "Sangat Tinggi"], ["76 - 90", "Tinggi"], ["66 - 75", "Sedang"], ["≤ 65", "Rendah"]],
    kind="lainnya",
    identity="t9",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Capaian kinerja sebesar 88,89% dengan kategori Sangat Tinggi.", "Tinggi"),
        ("Sasaran ini mendapat predikat nilai “Tinggi” dengan rata-rata capaian sebesar 70,25%.", "Sedang"),
        ("Capaiannya 95,25% (tinggi).", "Sangat Tinggi"),
    ],
)
def test_predicates_against_the_scale_of_the_document(text: str, expected: str) -> None:
    (found,) = findings("H213", document(text, tables=[SCALE]))
    assert (found.expected, found.verdict) == (expected, "pasti")


@pytest.mark.parametrize(
    "text",
    [
        "Capaian kinerja sebesar 95,25% dengan kategori sangat tinggi.",
        "Capaian kinerja sebesar 90,50% dengan kategori sangat tinggi.",  # in the gap of the scale
        "Capaian kinerja sebesar 88,89% dengan kategori baik.",  # a word of another scale
        "Nilai IKM 88,89% dengan kategori sangat tinggi.",
        "Efisiensi sebesar 5,25% dengan kategori sangat tinggi.",
        "Skala 80% sampai dengan 90% dikategorikan rentang sangat tinggi.",
    ],
)
def test_predicates_that_fit_or_cannot_be_judged(text: str) -> None:
    assert findings("H213", document(text, tables=[SCALE])) == []


def test_a_scale_told_in_lines_and_overlapping_edges() -> None:
    lines = (
        "a. Persentase capaian > 100 %, maka kinerja dinyatakan sangat baik.",
        "b. Persentase capaian 80-100 %, maka kinerja dinyatakan baik.",
        "c. Persentase capaian 60-80 %, maka kinerja dinyatakan cukup baik.",
    )
    (found,) = in_prose("H213", *lines, "Realisasinya sesuai, dengan capaian 80,5% dinyatakan cukup baik.")
    assert found.expected == "Baik"
    assert in_prose("H213", *lines, "Capaian 80% dinyatakan cukup baik.", "Capaian 80% dinyatakan baik.") == []


def test_the_category_column_of_a_table() -> None:
    results = table(
        ["indikator", "target", "realisasi", "capaian", col(None, "Kategori")],
        [["Indeks A", "80", "79", "98,75%", "Sangat Tinggi"], ["Indeks B", "80", "57,6", "72%", "Tinggi"]],
    )
    (found,) = findings("H213", document(tables=[SCALE, results]))
    assert (found.subject, found.expected) == ("Indeks B", "Sedang")


def test_without_a_scale_of_its_own_the_profile_decides() -> None:
    (found,) = in_prose("H213", "Hasil evaluasi AKIP memperoleh nilai 72,40 (A).")
    assert (found.expected, found.verdict, found.basis) == (
        "BB",
        "perlu_cek",
        "PermenPANRB 12/2015 dan PermenPANRB 88/2021",
    )
    assert in_prose("H213", "Hasil evaluasi AKIP memperoleh nilai 72,40 (BB).") == []
    (found,) = in_prose("H213", "Capaian kinerja sebesar 80,25% dengan kategori sangat tinggi.")
    assert (found.expected, found.verdict) == ("Tinggi", "perlu_cek")


# --- H214 ----------------------------------------------------------------------------------------------------------


def with_sasaran(*texts: str) -> Submission:
    rows = [
        indikator(f"Indeks {name}", "80", "80", "100%", row=n, sasaran=f"Meningkatnya mutu {name}", where=where)
        for where in ("t1", "t2")
        for n, name in enumerate(("jalan", "irigasi", "pasar"))
    ]
    return msgspec.structs.replace(document(*texts), indikator=tuple(rows))


@pytest.mark.parametrize(
    "text",
    [
        "Tahun ini terdapat 2 (dua) sasaran strategis yang diukur.",
        "Pengukuran dilakukan dari 4 (empat) indikator kinerja sasaran yang ditetapkan.",
    ],
)
def test_counts_that_no_table_has(text: str) -> None:
    (found,) = findings("H214", with_sasaran(text))
    assert found.verdict == "perlu_cek"
    assert (found.expected or "").startswith("3 ")


@pytest.mark.parametrize(
    "text",
    [
        "Tahun ini terdapat 3 (tiga) sasaran strategis yang diukur.",
        "Pada misi 1 terdapat 2 sasaran yang ingin dicapai.",
        "Hanya 1 indikator sasaran yaitu indeks jalan yang tercapai.",
        "Sebanyak 2 (dua) indikator mengalami percepatan.",
        "Terdapat 2 indikator sasaran lainnya.",
    ],
)
def test_counts_that_agree_or_are_of_a_part(text: str) -> None:
    assert findings("H214", with_sasaran(text)) == []


def test_the_same_sentence_with_two_counts() -> None:
    first = "Pada Misi 1, yaitu meningkatkan pengendalian pencemaran dan kerusakan lingkungan, terdapat {} sasaran."
    assert len(in_prose("H214", first.format(2), first.format(4))) == 1
    assert in_prose("H214", first.format(2), first.format(2), first.replace("1", "2").format(2)) == []


def test_an_announced_number_of_items() -> None:
    items = ("1. Mewujudkan tata kelola", "2. Meningkatkan layanan", "3. Membina desa")
    (found,) = in_prose("H214", "Ditetapkan 4 (empat) misi sebagai berikut :", *items, "Misi itu dijabarkan lagi.")
    assert found.expected == "3 misi"
    assert in_prose("H214", "Ditetapkan 3 (tiga) misi sebagai berikut :", *items) == []


# --- H215 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("realisasi", "count"), [("80%", 1), ("83%", 0), ("83,33%", 0), ("66,67%", 0), ("100%", 0)])
def test_a_share_of_six_desa(realisasi: str, count: int) -> None:
    told = document("Kecamatan Wanasari terdiri dari 6 (enam) desa.")
    told = msgspec.structs.replace(told, indikator=(indikator(NAME, "90%", realisasi, "95%"),))
    assert len(findings("H215", told)) == count


def test_several_numbers_of_desa_or_an_average_say_nothing() -> None:
    told = document("Kecamatan terdiri dari 6 desa.", "Wilayah ini terdiri dari 7 desa.")
    told = msgspec.structs.replace(told, indikator=(indikator(NAME, "90%", "80%", "95%"),))
    assert findings("H215", told) == []
    told = document("Kecamatan terdiri dari 6 desa.")
    told = msgspec.structs.replace(told, indikator=(indikator(f"Rata-rata {NAME}", "90%", "80%", "95%"),))
    assert findings("H215", told) == []


def test_a_share_told_in_a_sentence() -> None:
    assert len(in_prose("H215", "Dokumen telah disusun oleh 80% dari 6 desa.")) == 1
    assert in_prose("H215", "Dokumen telah disusun oleh 83,3% dari 6 desa.") == []
    assert in_prose("H215", "Dengan target 80% dari 6 desa.") == []


# --- H216 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Semua indikator telah mencapai target yang ditetapkan.", 1),
        ("Seluruh target indikator kinerja sudah tercapai.", 1),
        ("Diharapkan semua indikator mencapai target pada akhir periode.", 0),
        ("Semua indikator belum mencapai target yang ditetapkan.", 0),
        ("Sebagian indikator telah mencapai target.", 0),
    ],
)
def test_all_targets_met(text: str, count: int) -> None:
    missed = msgspec.structs.replace(document(text), indikator=(indikator(NAME, "90%", "85%", "94,44%"),))
    assert len(findings("H216", missed)) == count
    met = msgspec.structs.replace(document(text), indikator=(indikator(NAME, "90%", "95%", "105,56%"),))
    assert findings("H216", met) == []
