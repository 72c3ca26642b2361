"""Figures of the annual report of a dinas, and the errors planted in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samples.figures import EN, Quantity, percent, score
from samples.parts import Agreement
from samples.people import BUPATI, KEPALA_DINAS
from samples.plan import Planted
from samples.records import Indikator, Kegiatan, Program, Sasaran, Sub

FOLDER = "dinas-ketahanan-pangan-2024"
YEAR = 2024
SIGNED = date(2025, 2, 17)

SKOR_PPH = Indikator(
    "pph",
    "Skor Pola Pangan Harapan (PPH)",
    score("88.50"),
    score("89.24"),
    history=(score("86.10"), score("87.35")),
    horizon=score("91.00"),
)
RAWAN = Indikator(
    "rawan",
    "Persentase desa rawan pangan yang tertangani",
    percent("76", 0),
    percent("78.95"),
    history=(percent("68.42"), percent("73.68")),
    horizon=percent("90.00"),
)
PRODUKSI = Indikator(
    "produksi",
    "Produksi perikanan budi daya",
    Quantity(Decimal("4250.00"), 2, "Ton"),
    Quantity(Decimal("4136.75"), 2, "Ton"),
    history=(Quantity(Decimal("3874.20"), 2, "Ton"), Quantity(Decimal("4012.60"), 2, "Ton")),
    horizon=Quantity(Decimal("4600.00"), 2, "Ton"),
)
SASARAN = (
    Sasaran("Meningkatnya ketersediaan dan keragaman pangan masyarakat", (SKOR_PPH, RAWAN)),
    Sasaran("Meningkatnya produksi perikanan daerah", (PRODUKSI,)),
)


@dataclass(frozen=True)
class Line:
    """One row of the hierarchy table: a program, kegiatan or sub kegiatan with its indikator."""

    level: str
    code: str
    name: str
    indikator: str
    unit: str
    target: str
    realisasi: str


def _line(level: str, code: str, name: str, measure: str, unit: str, target: str, realisasi: str) -> Line:
    return Line(level, code, name, measure, unit, target, realisasi)


P, K, S = "Program", "Kegiatan", "Sub Kegiatan"
FOOD_LINES = (
    _line(P, "2.09.03", "Peningkatan Diversifikasi dan Ketahanan Pangan", "Skor konsumsi pangan", "Skor", "84", "85"),
    _line(K, "2.09.03.2.01", "Penyediaan dan Penyaluran Pangan Pokok", "Cadangan pangan tersedia", "Ton", "120", "118"),
    _line(S, "2.09.03.2.01.01", "Penyediaan Informasi Harga Pangan", "Jumlah laporan harga", "Laporan", "48", "48"),
    _line(S, "2.09.03.2.01.02", "Penyediaan Pangan Berbasis Lokal", "Kelompok yang dibina", "Kelompok", "25", "27"),
    _line(S, "2.09.03.2.01.03", "Pemantauan Stok dan Pasokan", "Jumlah titik pantau", "Titik", "30", "30"),
    _line(K, "2.09.03.2.02", "Pengelolaan Cadangan Pangan", "Persentase cadangan tersalur", "%", "90", "87"),
    _line(S, "2.09.03.2.02.01", "Penyusunan Rencana Cadangan", "Jumlah dokumen rencana", "Dokumen", "4", "4"),
    _line(S, "2.09.03.2.02.02", "Pengadaan Cadangan Pangan", "Jumlah cadangan yang diadakan", "Ton", "60", "57"),
    _line(P, "2.09.04", "Penanganan Kerawanan Pangan", "Persentase keluarga rawan pangan tertangani", "%", "75", "78"),
    _line(K, "2.09.04.2.01", "Penyusunan Peta Kerentanan Pangan", "Jumlah peta yang dimutakhirkan", "Peta", "2", "2"),
    _line(S, "2.09.04.2.01.01", "Pemutakhiran Peta Kerentanan", "Jumlah kecamatan terpetakan", "Kecamatan", "14", "14"),
    _line(K, "2.09.04.2.02", "Penanganan Kerawanan Kewenangan Kabupaten", "Jumlah desa ditangani", "Desa", "38", "36"),
    _line(S, "2.09.04.2.02.01", "Koordinasi Penanganan Kerawanan", "Jumlah rapat koordinasi", "Kali", "12", "11"),
    _line(S, "2.09.04.2.02.02", "Intervensi Pangan Rumah Tangga", "Jumlah rumah tangga", "KK", "640", "655"),
)
FISH_LINES = (
    _line(P, "3.25.04", "Pengelolaan Perikanan Budi Daya", "Pertumbuhan produksi budi daya", "%", "5", "4"),
    _line(K, "3.25.04.2.01", "Pemberdayaan Pembudi Daya Ikan Kecil", "Kelompok diberdayakan", "Kelompok", "32", "34"),
    _line(S, "3.25.04.2.01.01", "Pengembangan Kapasitas Pembudi Daya", "Jumlah peserta", "Orang", "320", "298"),
    _line(S, "3.25.04.2.01.02", "Fasilitasi Kemitraan Usaha", "Jumlah kemitraan", "Kemitraan", "8", "7"),
    _line(
        K, "3.25.04.2.02", "Pengelolaan Pembudidayaan Ikan", "Jumlah benih yang disalurkan", "Ribu ekor", "950", "912"
    ),
    _line(S, "3.25.04.2.02.01", "Penyediaan Sarana Budi Daya", "Jumlah paket sarana", "Paket", "45", "45"),
    _line(S, "3.25.04.2.02.02", "Pengelolaan Balai Benih", "Jumlah induk unggul", "Ekor", "1200", "1260"),
    _line(P, "3.25.05", "Pengawasan Sumber Daya Perikanan", "Persentase pelaku usaha yang patuh", "%", "80", "84"),
    _line(K, "3.25.05.2.01", "Pengawasan Perairan Umum", "Jumlah lokasi diawasi", "Lokasi", "16", "15"),
    _line(S, "3.25.05.2.01.01", "Pembinaan Kelompok Pengawas", "Jumlah kelompok dibina", "Kelompok", "9", "9"),
    _line(S, "3.25.05.2.01.02", "Patroli Perairan Umum", "Jumlah patroli", "Kali", "36", "33"),
)

_AMOUNTS = {
    "2.09.03.2.01.01": (42_350_000, 41_275_000),
    "2.09.03.2.01.02": (318_400_000, 312_865_500),
    "2.09.03.2.01.03": (27_600_000, 26_940_000),
    "2.09.03.2.02.01": (18_250_000, 18_105_000),
    "2.09.03.2.02.02": (684_900_000, 651_230_400),
    "2.09.04.2.01.01": (96_700_000, 94_310_000),
    "2.09.04.2.02.01": (34_800_000, 31_960_000),
    "2.09.04.2.02.02": (412_500_000, 409_884_250),
    "3.25.04.2.01.01": (187_300_000, 174_560_000),
    "3.25.04.2.01.02": (22_900_000, 20_175_000),
    "3.25.04.2.02.01": (536_250_000, 533_918_000),
    "3.25.04.2.02.02": (298_640_000, 291_472_600),
    "3.25.05.2.01.01": (38_450_000, 37_890_000),
    "3.25.05.2.01.02": (64_800_000, 59_265_000),
}
_STATED = {"2.09.03.2.02": 696_335_400}
"""Kegiatan whose printed realisasi is not the sum of its sub kegiatan."""


def _programs() -> tuple[Program, ...]:
    lines = FOOD_LINES + FISH_LINES
    programs = []
    for top in (line for line in lines if line.level == P):
        parts = []
        for line in lines:
            if line.level == K and line.code.startswith(top.code):
                subs = tuple(
                    Sub(sub.name, *_AMOUNTS[sub.code], code=sub.code)
                    for sub in lines
                    if sub.level == S and sub.code.startswith(line.code)
                )
                parts.append(Kegiatan(line.name, subs, line.code, _STATED.get(line.code)))
        programs.append(Program(top.code, f"Program {top.name}", tuple(parts), top.code))
    return tuple(programs)


PROGRAMS = _programs()
PK = Agreement(YEAR, KEPALA_DINAS, BUPATI, date(2024, 1, 10), SASARAN, PROGRAMS)

HARVEST = (
    ("Kolam air tenang", (612, 634, 655, 648)),
    ("Kolam air deras", (148, 151, 160, 157)),
    ("Keramba", (96, 102, 99, 108)),
    ("Mina padi", (133, 141, 146, 150)),
)
"""Tons per quarter."""

_WRONG = PROGRAMS[0].parts[1]
ERRORS = (
    Planted("H201", "lkjip/hierarki/2.09.03.2.02.02/capaian", "98.00", "Pengadaan Cadangan Pangan"),
    Planted("H202", "lkjip/panen/jumlah/5", "4.410", "Jumlah produksi menurut wadah budi daya"),
    Planted("H203", "lkjip/anggaran/3.25.05.1.2/persen", "94.16", "Patroli Perairan Umum"),
    Planted(
        "H207",
        "lkjip/anggaran/2.09.03.2/realisasi",
        EN.rupiah(_WRONG.realisasi),
        _WRONG.name,
        EN.rupiah(sum(sub.realisasi for sub in _WRONG.parts)),
    ),
    Planted("H210", "lkjip/pegawai/jumlah", "48 orang pegawai", "Jumlah pegawai menurut status"),
    Planted("H210", "lkjip/naskah/kenaikan", "6,27", RAWAN.name),
    Planted("H211", "lkjip/naskah/produksi", "4.163,75", PRODUKSI.name),
    Planted("H212", "lkjip/naskah/patroli", "33 (tiga puluh dua)", "Patroli perairan umum"),
    Planted("H213", "lkjip/naskah/akip", "72,40 (B)", "Nilai evaluasi AKIP"),
    Planted("K125", "lkjip/capaian/rawan/indikator", "Persentase desa rawan pangan yang terpetakan", RAWAN.name),
    Planted("K108", "lkjip/tahun/pph/realisasi", "89,42", SKOR_PPH.name),
    Planted("P302", "lkjip/penutup/tanggal", "Arunggala, Februari 2025", KEPALA_DINAS.name, None),
)
