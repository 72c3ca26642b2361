import pytest

from normalize.tables import typed_table
from tests.normalize.matrices import drawn


def kind(drawing: str, caption: str = "", header_rows: int = 1) -> str:
    return typed_table(drawn(drawing, header_rows, caption), "a.pdf", "s1").kind


@pytest.mark.parametrize(
    ("header", "row", "caption", "expected"),
    [
        ("Sasaran|Indikator|Target", "Mutu|Indeks A|80", "Perjanjian Kinerja Tahun 2024", "pk_indikator"),
        ("Program|Anggaran|Keterangan", "Program Alpha|Rp 1.000.000|APBD", "", "pk_anggaran"),
        ("Indikator|Target|Realisasi|Capaian", "Indeks A|80|76|95", "Pengukuran Kinerja Tahun 2024", "capaian"),
        ("Tujuan|Indikator|Realisasi", "Mutu|Indeks A|76", "", "capaian"),
        (
            "Indikator|Target|Realisasi",
            "Indeks A|80|76",
            "Perbandingan Target dan Realisasi Indikator Kinerja",
            "capaian",
        ),
        ("Indikator|Realisasi 2023|Realisasi 2024", "Indeks A|75|76", "", "perbandingan_tahun"),
        ("Indikator|Target Akhir Renstra|Realisasi", "Indeks A|80|76", "", "perbandingan_renstra"),
        (
            "Indikator|Target|Realisasi",
            "Indeks A|80|76",
            "Perbandingan realisasi dengan target akhir RPJMD",
            "perbandingan_renstra",
        ),
        ("Indikator|Realisasi|Kecamatan Lain", "Indeks A|80|76", "", "perbandingan_unit"),
        ("Indikator|Realisasi Nasional|Realisasi Provinsi", "Indeks A|80|76", "", "perbandingan_unit"),
        ("Indikator|Target|Realisasi|Anggaran|Realisasi", "Indeks A|80|76|5.000.000|4.000.000", "", "cost_per_outcome"),
        ("Sasaran|% Capaian Kinerja|% Penyerapan Anggaran|Efisiensi", "Mutu|95|90|5", "", "efisiensi"),
        ("Program|Pagu|Realisasi|%", "Program Alpha|1.000.000|900.000|90", "", "realisasi_anggaran"),
        ("Kode|Uraian|Anggaran|Realisasi", "5.1.01|Belanja Pegawai|1.000.000|900.000", "", "lra"),
        ("Uraian|Anggaran|Realisasi", "Belanja|1.000.000|900.000", "Laporan Realisasi Anggaran", "lra"),
        ("Indikator|Target|Rencana Aksi", "Indeks A|80|Rapat rutin", "", "renaksi"),
        ("Indikator Kinerja Utama|Formulasi|Sumber Data", "Indeks A|A dibagi B|Bagian Umum", "", "iku"),
        ("No|Pangkat/Golongan|Jumlah", "1|Penata|4", "", "pegawai"),
        ("Nama Barang|Jumlah", "Meja|4", "Daftar inventaris", "aset"),
        ("Aktivitas|Desa A|Desa B", "Rapat desa|√|√", "", "checklist"),
        ("Masalah|Akar Masalah", "Mutu rendah|Kurang latihan", "", "lainnya"),
    ],
)
def test_kinds(header: str, row: str, caption: str, expected: str) -> None:
    assert kind(f"|{header}|\n|{row}|", caption) == expected


def test_kinerja_and_rupiah_per_quarter_is_an_e81() -> None:
    table = """
        | Program | Indikator | Realisasi Triwulan | < | < | < | < | < |
        | ^ | ^ | I | < | II | < | III | < |
        | ^ | ^ | K | Rp | K | Rp | K | Rp |
        | PROGRAM ALPHA | Indeks A | 1 | 100.000 | 2 | 200.000 | 3 | 300.000 |
    """
    assert kind(table, header_rows=3) == "e81"
