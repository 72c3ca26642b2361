"""Figures of an annual report with photographed attachments, and the errors planted in it."""

from __future__ import annotations

from datetime import date

from samples.figures import count, percent, score
from samples.parts import Agreement
from samples.people import (
    BENDAHARA_BANYUSELANG,
    BUPATI,
    CAMAT_BANYUSELANG,
    KASI_KETERTIBAN,
    SEKRETARIS_BANYUSELANG,
)
from samples.plan import Planted
from samples.programs import kecamatan_programs
from samples.records import Account, Indikator, Sasaran, total_pagu, total_realisasi

FOLDER = "kecamatan-banyuselang-2024"
YEAR = 2024
SIGNED = date(2025, 1, 28)

IKM = Indikator(
    "ikm",
    "Nilai Indeks Kepuasan Masyarakat (IKM) Kecamatan",
    score("85.00"),
    score("86.15"),
    history=(score("83.40"), score("84.72")),
    horizon=score("88.50"),
)
ADUAN = Indikator(
    "aduan",
    "Persentase pengaduan masyarakat yang ditindaklanjuti",
    percent("90"),
    percent("88.24"),
    history=(percent("82.14"), percent("86.67")),
    horizon=percent("95"),
)
KEUANGAN = Indikator(
    "keuangan",
    "Persentase desa yang menyampaikan laporan keuangan tepat waktu",
    percent("88.89"),
    percent("77.78"),
    history=(percent("55.56"), percent("66.67")),
    horizon=percent("100"),
)
PERATURAN = Indikator(
    "peraturan",
    "Jumlah desa yang menetapkan peraturan tentang ketertiban lingkungan",
    count(6, "Desa"),
    count(6, "Desa"),
)
SASARAN = (
    Sasaran("Meningkatnya mutu pelayanan kecamatan", (IKM, ADUAN)),
    Sasaran("Meningkatnya pembinaan pemerintahan desa", (KEUANGAN, PERATURAN)),
)
SUPPORT = (("pelayanan", "pemberdayaan"), ("ketertiban", "desa"))
"""The programs that support each sasaran."""

PROGRAMS = kecamatan_programs(
    {
        "penunjang": (
            (11_350_000, 11_120_000),
            (7_640_000, 7_432_500),
            (1_512_860_000, 1_489_317_600),
            (38_420_000, 37_980_000),
            (24_735_000, 24_156_000),
            (17_280_000, 16_944_000),
            (33_900_000, 32_871_500),
        ),
        "pelayanan": ((23_460_000, 22_915_000), (14_820_000, 14_376_000)),
        "pemberdayaan": ((52_190_000, 51_043_000), (19_730_000, 18_988_500)),
        "ketertiban": ((18_640_000, 18_257_500),),
        "desa": ((16_275_000, 15_942_000), (20_385_000, 19_767_000)),
    }
)
_PENUNJANG = Indikator(
    "operasional", "Persentase pemenuhan kebutuhan operasional kantor", percent("100", 0), percent("98.50")
)
_TERTIB = Indikator(
    "patroli", "Jumlah patroli wilayah yang dilaksanakan bersama unsur desa", count(24, "Kali"), count(23, "Kali")
)
PK_CAMAT = Agreement(YEAR, CAMAT_BANYUSELANG, BUPATI, date(2024, 1, 15), SASARAN, PROGRAMS)
PK_SEKRETARIS = Agreement(
    YEAR,
    SEKRETARIS_BANYUSELANG,
    CAMAT_BANYUSELANG,
    date(2024, 1, 17),
    (Sasaran("Terpenuhinya kebutuhan perkantoran", (_PENUNJANG,)),),
    PROGRAMS[:1],
)
PK_KETERTIBAN = Agreement(
    YEAR,
    KASI_KETERTIBAN,
    CAMAT_BANYUSELANG,
    date(2024, 1, 17),
    (Sasaran("Meningkatnya ketertiban wilayah", (_TERTIB,)),),
    PROGRAMS[3:],
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
}
_LEAVES = {
    "5.1.01.01": (1_168_215_000, 1_149_860_400),
    "5.1.01.02": (344_645_000, 339_457_200),
    "5.1.02.01": (126_480_000, 123_915_500),
    "5.1.02.02": (95_760_000, 92_384_000),
}
"""Belanja Perjalanan Dinas takes what the programs have beyond these."""


def _lra() -> tuple[Account, ...]:
    total = total_pagu(PROGRAMS), total_realisasi(PROGRAMS)
    pagu, spent = (sum(column) for column in zip(*_LEAVES.values(), strict=True))
    leaves = _LEAVES | {"5.1.02.04": (total[0] - pagu, total[1] - spent)}
    lines = []
    for code, name in _NAMES.items():
        parts = [amounts for leaf, amounts in leaves.items() if leaf == code or leaf.startswith(f"{code}.")]
        lines.append(Account(code, name, sum(pagu for pagu, _ in parts), sum(spent for _, spent in parts)))
    return tuple(lines)


LRA = _lra()

ERRORS = (
    # The report against the photographed Perjanjian Kinerja.
    Planted("K101", "lkj/capaian/aduan/target", "80,00%", ADUAN.name),
    Planted("K107", "lkj/ringkasan/keuangan/target", "98,88%", KEUANGAN.name),
    # On the photographs themselves.
    Planted("H202", "lkj/pk-ketertiban/lampiran/jumlah/pagu", "53.500.000", "Jumlah anggaran Perjanjian Kinerja"),
    Planted(
        "P302",
        "lkj/pk-sekretaris/lampiran/pertama/tanggal",
        "Arunggala,      Januari 2024",
        SEKRETARIS_BANYUSELANG.name,
        None,
    ),
    Planted(
        "W502",
        "lkj/pk-ketertiban/lampiran/judul",
        "LAMPIRAN PERJANJIAN KINERJA TAHUN 2023",
        KASI_KETERTIBAN.position,
    ),
    Planted("P301", "lkj/pk-ketertiban/pernyataan/kedua/ttd", CAMAT_BANYUSELANG.name, CAMAT_BANYUSELANG.name, None),
    Planted("P304", "lkj/lra/bendahara/nip", "19900614 201513 2 004", BENDAHARA_BANYUSELANG.name, None),
    Planted("H203", "lkj/lra/5.1.02.02/persen", "94,67", _NAMES["5.1.02.02"]),
)
