"""Rules W505 and W508: other units' names, and names of units misspelt."""

from __future__ import annotations

import pytest

from tests.audit.submissions import Bundle


def report_with(*sentences: str) -> tuple[Bundle, str]:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    for sentence in ("LAPORAN KINERJA KECAMATAN WANASARI TAHUN 2024", *sentences):
        bundle.say(report, sentence, "heading" if sentence.isupper() else "text")
    return bundle, report


def test_w505_reports_a_preface_of_another_kecamatan() -> None:
    text = "Puji syukur, Laporan Kinerja Kecamatan Sukamekar Tahun 2024 telah selesai disusun."
    [found] = report_with(text)[0].check("W505")
    assert (found.reported, found.expected, found.verdict) == ("Kecamatan Sukamekar", "Kecamatan Wanasari", "perlu_cek")


def test_w505_does_not_take_a_joint_for_a_part_of_the_name() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan", unit="Dinas Perikanan dan Pangan")
    bundle.say(report, "LAPORAN KINERJA DINAS PERIKANAN DAN PANGAN TAHUN 2024", "heading")
    bundle.say(
        report, "Puji syukur, Laporan Kinerja Dinas Perpustakaan dan Kearsipan Tahun 2024 telah selesai disusun."
    )
    assert [one.reported for one in bundle.check("W505")] == ["Dinas Perpustakaan dan Kearsipan"]


def test_w505_reports_an_indikator_named_after_another_kecamatan() -> None:
    bundle, report = report_with()
    rows = [("IKM Pelayanan Kecamatan Sukamekar", "83", "84"), ("Persentase pengaduan", "90%", "91%")]
    bundle.indikator(report, "capaian", rows, caption="Tabel 3.1 Capaian")
    assert [one.reported for one in bundle.check("W505")] == ["Kecamatan Sukamekar"]


@pytest.mark.parametrize(
    "text",
    [
        "Perbandingan realisasi IKM Kecamatan Wanasari dengan Kecamatan Sukamekar Tahun 2024.",
        "Laporan Kinerja Kecamatan Wanasari Tahun 2024 telah selesai disusun.",
        "Laporan Kinerja Dinas Kesehatan Tahun 2024 menjadi bahan penyusunan.",
    ],
)
def test_w505_leaves_comparisons_and_other_documents_alone(text: str) -> None:
    assert report_with(text)[0].check("W505") == []


def test_w505_leaves_tables_that_compare_units_alone() -> None:
    bundle, report = report_with()
    rows = [("IKM Kecamatan Sukamekar", "83", "84")]
    bundle.indikator(report, "perbandingan_unit", rows)
    bundle.indikator(report, "capaian", rows, caption="Realisasi kinerja Kecamatan Sukamekar")
    assert bundle.check("W505") == []


SENTENCE = "Pegawai Kecamatan Wanasari melaksanakan pelayanan."


@pytest.mark.parametrize("slip", ["KECAMATAN WANASA", "Camat Wanasri", "Kecamatan Wanasarj"])
def test_w508_reports_a_name_misspelt_or_cut(slip: str) -> None:
    [found] = report_with(*[SENTENCE] * 5, slip)[0].check("W508")
    assert found.reported == slip and found.severity == "rendah"


def test_w508_reports_a_slip_in_the_name_of_another_unit() -> None:
    others = ("Kecamatan Sukamekar unggul.", "Data Kecamatan Sukamekar dipakai.", "Kecamatan Sukameker lebih tinggi.")
    assert [one.reported for one in report_with(*others)[0].check("W508")] == ["Kecamatan Sukameker"]


def test_w508_leaves_other_names_and_hyphenated_line_ends_alone() -> None:
    others = ("Kecamatan Wanakarya berbatasan.", "Kecamatan Wana-\nsari", "kecamatan sendiri", "Kecamatan Wanasari")
    assert report_with(*[SENTENCE] * 5, *others)[0].check("W508") == []
