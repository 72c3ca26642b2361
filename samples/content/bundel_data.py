"""Figures of the bundle of a kecamatan's quarterly reports, and the errors planted in it."""

from __future__ import annotations

from datetime import date

from samples.figures import ID, count, percent, score
from samples.individual import Post, Quarter
from samples.people import (
    BUPATI,
    CAMAT_RANDUSEKAR,
    KASI_PELAYANAN,
    KASI_PEMERINTAHAN,
    RANDUSEKAR,
    SEKRETARIS_RANDUSEKAR,
)
from samples.plan import Planted
from samples.programs import kecamatan_programs
from samples.records import Account, Indikator, Program, Sasaran, total_pagu, total_realisasi

FOLDER = "kecamatan-randusekar-tw3-2025"
YEAR = 2025
PERIOD = Quarter(RANDUSEKAR, YEAR, "Triwulan III", "TW III", date(2025, 10, 7))

PROGRAMS = kecamatan_programs(
    {
        "penunjang": (
            (10_200_000, 7_815_000),
            (6_900_000, 5_240_000),
            (1_438_750_000, 1_066_412_750),
            (36_200_000, 27_450_000),
            (22_480_000, 18_115_000),
            (15_640_000, 11_730_000),
            (34_300_000, 26_045_000),
        ),
        "pelayanan": ((21_750_000, 16_420_000), (13_900_000, 10_280_000)),
        "pemberdayaan": ((47_600_000, 35_175_000), (18_450_000, 13_960_000)),
        "ketertiban": ((17_250_000, 12_840_000),),
        "desa": ((14_980_000, 11_360_000), (19_120_000, 14_275_000)),
    }
)


def _programs(*keys: str) -> tuple[Program, ...]:
    return tuple(program for program in PROGRAMS if program.key in keys)


_IKM = Indikator("ikm", "Nilai Indeks Kepuasan Masyarakat (IKM)", score("83.00"), score("84.26"))
_KOORDINASI = Indikator(
    "koordinasi",
    "Persentase hasil koordinasi lintas sektor yang ditindaklanjuti",
    percent("66", 0),
    percent("63.64"),
    annual=percent("88", 0),
)
_TERTIB = Indikator(
    "tertib", "Persentase desa tertib administrasi", percent("75", 0), percent("83.33"), annual=percent("83.33")
)
_OPERASIONAL = Indikator(
    "operasional",
    "Persentase pemenuhan layanan operasional kantor",
    percent("75", 0),
    percent("74.20"),
    annual=percent("100", 0),
)
_LAPORAN = Indikator(
    "laporan",
    "Jumlah laporan kinerja dan keuangan yang disampaikan tepat waktu",
    count(9, "Laporan"),
    count(9, "Laporan"),
    annual=count(12, "Laporan"),
)
_RKP = Indikator(
    "rkp",
    "Persentase desa yang menetapkan RKPDesa tepat waktu",
    percent("83.33"),
    percent("83.33"),
)
_MONITORING = Indikator(
    "monitoring",
    "Jumlah kunjungan pembinaan ke desa",
    count(18, "Kali"),
    count(17, "Kali"),
    annual=count(24, "Kali"),
)
_LAYANAN = Indikator(
    "layanan",
    "Persentase permohonan layanan yang selesai tepat waktu",
    percent("95", 0),
    percent("96.80"),
)
_KELILING = Indikator(
    "keliling",
    "Jumlah pelayanan keliling yang dilaksanakan",
    count(15, "Kali"),
    count(12, "Kali"),
    annual=count(20, "Kali"),
)


POSTS = (
    Post(
        "camat",
        CAMAT_RANDUSEKAR,
        BUPATI,
        date(2025, 1, 14),
        (
            (Sasaran("Meningkatnya kepuasan masyarakat", (_IKM,)), _programs("penunjang", "pelayanan")),
            (Sasaran("Meningkatnya hasil koordinasi", (_KOORDINASI,)), _programs("pemberdayaan", "ketertiban")),
            (Sasaran("Meningkatnya tertib administrasi desa", (_TERTIB,)), _programs("desa")),
        ),
        "mengoordinasikan penyelenggaraan pemerintahan, pelayanan publik, dan pemberdayaan masyarakat di kecamatan",
    ),
    Post(
        "sekretaris",
        SEKRETARIS_RANDUSEKAR,
        CAMAT_RANDUSEKAR,
        date(2025, 1, 16),
        ((Sasaran("Terpenuhinya layanan perkantoran", (_OPERASIONAL, _LAPORAN)), _programs("penunjang")),),
        "melaksanakan urusan umum, kepegawaian, perencanaan, dan keuangan di lingkungan kecamatan",
    ),
    Post(
        "pemerintahan",
        KASI_PEMERINTAHAN,
        CAMAT_RANDUSEKAR,
        date(2025, 1, 16),
        ((Sasaran("Meningkatnya tata kelola desa", (_RKP, _MONITORING)), _programs("desa")),),
        "menyiapkan pembinaan dan pengawasan penyelenggaraan pemerintahan desa",
    ),
    Post(
        "pelayanan",
        KASI_PELAYANAN,
        CAMAT_RANDUSEKAR,
        date(2025, 1, 16),
        ((Sasaran("Meningkatnya mutu layanan umum", (_LAYANAN, _KELILING)), _programs("pelayanan")),),
        "menyelenggarakan pelayanan administrasi dan pelayanan keliling kepada masyarakat",
        outcome=False,
    ),
)

_NAMES = {
    "5": "BELANJA DAERAH",
    "5.1": "BELANJA OPERASI",
    "5.1.01": "Belanja Pegawai",
    "5.1.01.01": "Belanja Gaji dan Tunjangan ASN",
    "5.1.01.02": "Belanja Tambahan Penghasilan ASN",
    "5.1.02": "Belanja Barang dan Jasa",
    "5.1.02.01": "Belanja Barang",
    "5.1.02.02": "Belanja Jasa",
    "5.1.02.04": "Belanja Perjalanan Dinas",
    "5.2": "BELANJA MODAL",
    "5.2.02": "Belanja Modal Peralatan dan Mesin",
}
_GROUP_PAGU = 252_670_000
"""Printed pagu of Belanja Barang dan Jasa; its parts below sum to 900.000 less."""
_LEAVES = {
    "5.1.01.01": (1_104_350_000, 821_742_750),
    "5.1.01.02": (334_400_000, 244_670_000),
    "5.1.02.01": (118_245_000, 88_970_000),
    "5.1.02.02": (78_925_000, 60_310_000),
    "5.1.02.04": (54_600_000, 41_225_000),
}


def _lra() -> tuple[Account, ...]:
    """The accounts from the leaves up; Belanja Modal takes what the programs have beyond Belanja Operasi."""
    operating = _sum("5.1.01")[0] + _GROUP_PAGU, sum(spent for _, spent in _LEAVES.values())
    total = total_pagu(PROGRAMS), total_realisasi(PROGRAMS)
    capital = total[0] - operating[0], total[1] - operating[1]
    amounts = _LEAVES | {
        "5": total,
        "5.1": operating,
        "5.1.01": _sum("5.1.01"),
        "5.1.02": (_GROUP_PAGU, _sum("5.1.02")[1]),
        "5.2": capital,
        "5.2.02": capital,
    }
    return tuple(Account(code, name, *amounts[code]) for code, name in _NAMES.items())


def _sum(code: str) -> tuple[int, int]:
    parts = [amounts for leaf, amounts in _LEAVES.items() if leaf.startswith(f"{code}.")]
    return sum(pagu for pagu, _ in parts), sum(spent for _, spent in parts)


LRA = _lra()

ERRORS = (
    Planted("H203", "bundel/sekretaris/anggaran/penunjang.3.1/persen", "85,08", PROGRAMS[0].parts[2].parts[0].name),
    Planted("W501", "bundel/sekretaris/penutup/periode", "Triwulan II Tahun 2025", "Sekretaris Kecamatan Randusekar"),
    Planted("K101", "bundel/pemerintahan/capaian/monitoring/tahunan", "20 Kali", _MONITORING.name),
    Planted(
        "W502",
        "bundel/pemerintahan/pk/lampiran/judul",
        "LAMPIRAN PERJANJIAN KINERJA TAHUN 2024",
        KASI_PEMERINTAHAN.position,
    ),
    Planted("H201", "bundel/pelayanan/capaian/keliling/capaian", "86,67", _KELILING.name),
    Planted("P301", "bundel/pelayanan/penutup/pemilik/ttd", KASI_PELAYANAN.name, KASI_PELAYANAN.name, None),
    Planted("H207", "bundel/lra/5.1.02/pagu", ID.rupiah(_GROUP_PAGU), _NAMES["5.1.02"], ID.rupiah(_sum("5.1.02")[0])),
)
