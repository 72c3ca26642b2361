"""Invented regency, offices and officials."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """An office; ``short`` is the name after the office kind ("Kalimerang" of "Kecamatan Kalimerang")."""

    name: str
    short: str
    address: str


@dataclass(frozen=True)
class Person:
    """An official; ``rank`` and ``nip`` are empty for elected heads, who have neither."""

    name: str
    position: str
    rank: str = ""
    nip: str = ""
    ink: int = 1


REGENCY = "Kabupaten Arunggala"
CAPITAL = "Arunggala"

KALIMERANG = Unit("Kecamatan Kalimerang", "Kalimerang", "Jalan Poros Kalimerang Nomor 7, Kode Pos 99117")
WATUPANDAN = Unit("Kecamatan Watupandan", "Watupandan", "Jalan Lintas Watupandan Nomor 21, Kode Pos 99124")
RANDUSEKAR = Unit("Kecamatan Randusekar", "Randusekar", "Jalan Balai Randusekar Nomor 3, Kode Pos 99131")
BANYUSELANG = Unit("Kecamatan Banyuselang", "Banyuselang", "Jalan Lingkar Banyuselang Nomor 12, Kode Pos 99142")
PAGARWULUNG = Unit("Kecamatan Pagarwulung", "Pagarwulung", "Jalan Simpang Pagarwulung Nomor 5, Kode Pos 99156")
DINAS = Unit("Dinas Ketahanan Pangan dan Perikanan", "Ketahanan Pangan dan Perikanan", "Jalan Telaga Jenar Nomor 15")

BUPATI = Person("H. SUTAWIRYA PRANADIPA", "Bupati Arunggala", ink=11)
INSPEKTUR = Person("Dra. WIDANINGRUM LESTARI", "Inspektur", "Pembina Utama Muda", "19690817 199503 2 003", 12)

CAMAT_KALIMERANG = Person(
    "BASKARA WIRATMOKO, S.STP", "Camat Kalimerang", "Pembina Tingkat I", "19780412 199810 1 002", 21
)
CAMAT_WATUPANDAN = Person(
    "RATIHSARI KUSUMA, S.IP", "Camat Watupandan", "Pembina Tingkat I", "19760925 200012 2 001", 31
)
SEKRETARIS_WATUPANDAN = Person(
    "GUNARTOMO SETIABRATA, S.Sos", "Sekretaris Kecamatan Watupandan", "Pembina", "19800303 200501 1 009", 32
)
CAMAT_RANDUSEKAR = Person(
    "ANGGARAKSA DIPAYANA, S.Sos", "Camat Randusekar", "Pembina Tingkat I", "19750611 199703 1 004", 41
)
SEKRETARIS_RANDUSEKAR = Person(
    "NASTITI WULANINGTYAS, S.E.", "Sekretaris Kecamatan Randusekar", "Pembina", "19821128 200604 2 011", 42
)
KASI_PEMERINTAHAN = Person(
    "TIRTABUANA SAPARI, S.AP", "Kepala Seksi Pemerintahan", "Penata Tingkat I", "19841005 200901 1 006", 43
)
KASI_PELAYANAN = Person(
    "LARASWANGI PUJANING, S.Kom", "Kepala Seksi Pelayanan Umum", "Penata", "19880220 201101 2 008", 44
)
KEPALA_DINAS = Person(
    "Ir. HARDANA WIBISENA, M.P.",
    "Kepala Dinas Ketahanan Pangan dan Perikanan",
    "Pembina Utama Muda",
    "19681230 199403 1 005",
    51,
)
CAMAT_BANYUSELANG = Person(
    "MANGGALAYUDA PRASTAWA, S.H.", "Camat Banyuselang", "Pembina Tingkat I", "19770719 200003 1 005", 61
)
SEKRETARIS_BANYUSELANG = Person(
    "ROSTIKA DEWANTARI, S.Sos", "Sekretaris Kecamatan Banyuselang", "Pembina", "19810224 200604 2 007", 62
)
KASI_KETERTIBAN = Person(
    "WIRYASAPUTRA LESMANA, S.AP", "Kepala Seksi Ketenteraman dan Ketertiban", "Penata", "19860911 201001 1 012", 63
)
BENDAHARA_BANYUSELANG = Person(
    "SEKARWANGI TRENGGANI, S.E.", "Bendahara Pengeluaran", "Penata Muda", "19900614 201503 2 004", 64
)
CAMAT_PAGARWULUNG = Person(
    "KINASIHRUM PADMAWATI, S.STP", "Camat Pagarwulung", "Pembina Tingkat I", "19790505 199912 2 003", 71
)
