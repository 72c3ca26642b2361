import pytest

from normalize.labels import read


@pytest.mark.parametrize(
    ("label", "term"),
    [
        ("No.", "no"),
        ("Kode Rekening", "kode"),
        ("Sasaran Strategis", "sasaran"),
        ("Sasaran Program", "sasaran"),
        ("Kinerja Utama", "sasaran"),
        ("Tujuan", "tujuan"),
        ("Sasaran/ Program", "uraian"),
        ("Program/Kegiatan/ Sub Kegiatan", "uraian"),
        ("Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "uraian"),
        ("Sub Kegiatan", "sub_kegiatan"),
        ("Indikator Kinerja Utama (IKU)", "indikator"),
        ("Formulasi", "rumus"),
        ("Ket.", "keterangan"),
        ("Target Kinerja Tahun 2024", "target"),
        ("Terget", "target"),
        ("Rencana Tingkat Capaian (Target)", "target"),
        ("Target Akhir Renstra PD", "target"),
        ("Realisasi s/d TW III", "realisasi"),
        ("R", "realisasi"),
        ("% Capaian", "capaian"),
        ("Tingkat Capaian (%)", "capaian"),
        ("Persentase Pencapaian Rencana Tingkat Capaian", "capaian"),
        ("Prosentase Capaian (6=5/4)", "capaian"),
        ("Alokasi Anggaran", "anggaran"),
        ("DPA T.A 2024 (Rp)", "anggaran"),
        ("Realisasi Anggaran", "realisasi"),
        ("Anggaran Terealisasi", "realisasi"),
        ("Penyerapan Anggaran", "serapan"),
        ("Sisa Anggaran", "sisa"),
        ("Lebih/(Kurang)", "selisih"),
        ("Tingkat Efisiensi", "efisiensi"),
        ("Peningkatan / Penurunan", "pertumbuhan"),
        ("Target dan Realisasi", "context"),
        ("Kinerja", "context"),
        ("Triwulan II", "context"),
        ("2024", "context"),
        ("(%)", "percent"),
        ("Fisik (%)", "fisik"),
    ],
)
def test_terms(label: str, term: str) -> None:
    assert read(label).term == term


@pytest.mark.parametrize(
    "label",
    [
        "Rencana Aksi",
        "Bobot",
        "Kendala dalam pencapaian target",
        "Realisasi Nasional",
        "Realisasi Kabupaten",
        "Realisasi Tahun Lalu",
        "Target n-1",
        "Penanggung Jawab",
        "Indikator Kinerja Target Realisasi",
        "TOTAL ANGGARAN 12.345.678.900,00",
        "Percepatan / Perlambatan",
    ],
)
def test_labels_with_an_unknown_word_have_no_term(label: str) -> None:
    assert read(label).term is None


@pytest.mark.parametrize(
    ("label", "money"),
    [
        ("Keuangan", True),
        ("Kinerja Keuangan", True),
        ("Realisasi (Rp)", True),
        ("Nilai Kinerja", False),
        ("K", False),
        ("Kinerja dan Anggaran", None),
        ("Realisasi", None),
    ],
)
def test_money(label: str, money: bool | None) -> None:
    assert read(label).money is money


def test_a_percent_sign_in_front_is_of_something_behind_it_is_a_unit() -> None:
    assert read("% Realisasi").leading_percent
    assert read("Realisasi (%)").percent
    assert not read("Realisasi (%)").leading_percent
