"""Figures of the annual kecamatan report, and the errors planted in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samples.content import foto_lampiran_data
from samples.figures import ID, count, percent, score
from samples.parts import Agreement
from samples.people import BUPATI, CAMAT_WATUPANDAN, INSPEKTUR, SEKRETARIS_WATUPANDAN
from samples.plan import Planted
from samples.programs import kecamatan_programs
from samples.records import Indikator, Sasaran

FOLDER = "kecamatan-watupandan-2024"
YEAR = 2024
SIGNED = date(2025, 1, 27)
MEETING = date(2024, 11, 12)

IKM = Indikator(
    "ikm",
    "Nilai Indeks Kepuasan Masyarakat",
    score("83.50"),
    score("84.10"),
    history=(score("80.15"), score("81.92")),
    horizon=score("86.00"),
)
ADUAN = Indikator(
    "aduan",
    "Jumlah pengaduan masyarakat yang terlambat diselesaikan",
    count(8, "Pengaduan"),
    count(6, "Pengaduan"),
    lower_better=True,
)
FASILITASI = Indikator(
    "fasilitasi",
    "Persentase kesepakatan rapat koordinasi yang dilaksanakan",
    percent("90", 0),
    percent("91.25"),
    history=(percent("84.50"), percent("88.75")),
    horizon=percent("95.00"),
)
USULAN = Indikator(
    "usulan", "Persentase usulan musyawarah perencanaan yang terakomodasi", percent("85", 0), score("80.75")
)
DESA = Indikator(
    "desa",
    "Persentase desa yang menetapkan APBDesa tepat waktu",
    percent("80", 0),
    percent("90.00"),
    history=(percent("60.00"), percent("70.00")),
    horizon=percent("100.00"),
)
ASET = Indikator("aset", "Persentase desa yang menatausahakan aset desa sesuai ketentuan", percent("70", 0))
KELOMPOK = Indikator(
    "kelompok",
    "Jumlah kelompok swadaya perempuan yang memperoleh pelatihan usaha",
    count(12, "Kelompok"),
    count(11, "Kelompok"),
)

SASARAN_NAMES = (
    "Meningkatnya kepuasan masyarakat atas pelayanan kecamatan",
    "Meningkatnya hasil koordinasi di wilayah kecamatan",
    "Meningkatnya tata kelola pemerintahan desa",
)
PK_SASARAN = (
    Sasaran(SASARAN_NAMES[0], (IKM, ADUAN)),
    Sasaran(SASARAN_NAMES[1], (FASILITASI, USULAN)),
    Sasaran(SASARAN_NAMES[2], (DESA, ASET)),
)
FIRST_SASARAN = (
    Sasaran(SASARAN_NAMES[0], (replace(IKM, target=score("82.00")), ADUAN)),
    Sasaran(SASARAN_NAMES[1], (replace(FASILITASI, target=percent("88", 0)), USULAN)),
    PK_SASARAN[2],
)
REPORT_SASARAN = (PK_SASARAN[0], PK_SASARAN[1], Sasaran(SASARAN_NAMES[2], (DESA, KELOMPOK)))

OPERASIONAL = Indikator(
    "operasional", "Persentase pemenuhan kebutuhan operasional kantor", percent("100", 0), percent("98", 0)
)
PROGRAM_SASARAN = (
    Sasaran("Terpenuhinya kebutuhan perkantoran", (OPERASIONAL,)),
    Sasaran(
        "Meningkatnya mutu pelayanan dan ketertiban",
        (
            Indikator(
                "standar",
                "Persentase layanan administrasi yang selesai sesuai standar waktu",
                percent("96", 0),
                percent("93.12"),
            ),
            Indikator(
                "lahan",
                "Jumlah perselisihan batas lahan yang masuk ke kecamatan",
                count(5, "Kasus"),
                count(6, "Kasus"),
                lower_better=True,
            ),
        ),
    ),
    Sasaran(
        "Meningkatnya keberdayaan masyarakat desa",
        (Indikator("forum", "Jumlah forum warga yang didampingi", count(20, "Forum"), count(21, "Forum")),),
    ),
)

_AMOUNTS = {
    "penunjang": (
        (9_800_000, 9_640_000),
        (7_500_000, 7_312_500),
        (1_512_640_000, 1_486_925_400),
        (38_400_000, 37_950_000),
        (24_650_000, 23_980_000),
        (17_300_000, 16_875_500),
        (41_200_000, 40_110_000),
    ),
    "pelayanan": ((31_500_000, 30_870_000), (18_900_000, 18_240_000)),
    "pemberdayaan": ((58_400_000, 56_925_000), (26_750_000, 25_980_000)),
    "ketertiban": ((22_600_000, 21_950_000),),
    "desa": ((19_850_000, 19_325_000), (23_700_000, 22_640_000)),
}
LKJ_PROGRAMS = kecamatan_programs(_AMOUNTS, stated={"penunjang.3": 80_695_500})
PK_PROGRAMS = kecamatan_programs(
    _AMOUNTS | {"pelayanan": ((36_500_000, 0), (18_900_000, 0)), "pemberdayaan": ((53_400_000, 0), (26_750_000, 0))}
)
FIRST_PROGRAMS = kecamatan_programs(_AMOUNTS | {"ketertiban": ((25_000_000, 0),)})
SUPPORT = (("pelayanan",), ("pemberdayaan", "ketertiban"), ("desa",))

PK_FIRST = Agreement(YEAR, CAMAT_WATUPANDAN, BUPATI, date(2024, 1, 15), FIRST_SASARAN, FIRST_PROGRAMS, PROGRAM_SASARAN)
PK_CHANGED = Agreement(
    YEAR, CAMAT_WATUPANDAN, BUPATI, date(2024, 10, 7), PK_SASARAN, PK_PROGRAMS, PROGRAM_SASARAN, changed=True
)
PK_SECRETARY = Agreement(
    YEAR,
    SEKRETARIS_WATUPANDAN,
    CAMAT_WATUPANDAN,
    date(2024, 1, 22),
    PROGRAM_SASARAN[:1],
    PK_PROGRAMS[:1],
    annex_signed=False,
)

STAFF = (("Golongan IV", 3), ("Golongan III", 11), ("Golongan II", 6), ("Tenaga kontrak", 5))
SERVICES = (
    ("Legalisasi surat keterangan", (412, 438)),
    ("Rekomendasi izin keramaian", (57, 64)),
    ("Perekaman data kependudukan", (689, 702)),
)
LAND = (
    ("Tanah kantor kecamatan", 412_800_000),
    ("Bangunan kantor kecamatan", 1_264_500_000),
    ("Bangunan pendapa", 386_250_000),
    ("Bangunan rumah dinas", 298_400_000),
)
VEHICLES = (
    ("Kendaraan roda empat", 214_600_000),
    ("Kendaraan roda dua pelayanan", 46_350_000),
    ("Kendaraan roda tiga kebersihan", 32_900_000),
)
UPKEEP = (
    ("Gedung kantor", 12_450_000),
    ("Kendaraan dinas", 9_875_000),
    ("Peralatan komputer", 4_320_000),
    ("Mebel", 2_160_000),
)

_PROGRAM = {program.key: program.name for program in LKJ_PROGRAMS}
_KEGIATAN = LKJ_PROGRAMS[0].parts[2]


def _pagu(key: str, changed: bool) -> str:
    programs = PK_PROGRAMS if changed else LKJ_PROGRAMS
    return ID.rupiah(next(program.pagu for program in programs if program.key == key))


ERRORS = (
    # Arithmetic: the figure does not follow from its neighbours.
    Planted("H201", "lkj/program/standar/capaian", "79,00", PROGRAM_SASARAN[1].indikator[0].name),
    Planted("H201", "lkj/program/lahan/capaian", "60,00", PROGRAM_SASARAN[1].indikator[1].name),
    Planted("H202", "lkj/pegawai/jumlah", "27", "Jumlah pegawai menurut golongan"),
    Planted("H202", "pk/lampiran/jumlah/pagu", "1.859.530.000", "Jumlah anggaran Perjanjian Kinerja"),
    Planted("H203", "lkj/anggaran/desa.1.2/persen", "99,53", "Fasilitasi Pengelolaan Keuangan Desa"),
    Planted("H204", "lkj/pendukung/3/sisa", "2.585.000", SASARAN_NAMES[2]),
    Planted("H206", "lkj/capaian/rata-rata/capaian", "110,47", "Rata-rata Capaian"),
    Planted(
        "H207",
        "lkj/anggaran/penunjang.3/realisasi",
        ID.rupiah(_KEGIATAN.realisasi),
        _KEGIATAN.name,
        ID.rupiah(sum(sub.realisasi for sub in _KEGIATAN.parts)),
    ),
    Planted("H209", "lkj/pelayanan/3/jumlah", "1.319", SERVICES[2][0]),
    Planted("H209", "lkj/renstra/ikm/selisih", "2,90", IKM.name),
    # The report against the Perjanjian Kinerja, and against itself.
    Planted("K101", "lkj/capaian/fasilitasi/target", "88%", FASILITASI.name),
    Planted("K102", "pk-perubahan/lampiran/aset/indikator", ASET.name, ASET.name, None),
    Planted("K103", "lkj/capaian/kelompok/indikator", KELOMPOK.name, KELOMPOK.name, None),
    Planted(
        "K105",
        "lkj/anggaran/pelayanan/pagu",
        _pagu("pelayanan", False),
        _PROGRAM["pelayanan"],
        _pagu("pelayanan", True),
    ),
    Planted(
        "K105",
        "lkj/anggaran/pemberdayaan/pagu",
        _pagu("pemberdayaan", False),
        _PROGRAM["pemberdayaan"],
        _pagu("pemberdayaan", True),
    ),
    Planted("K106", "lkj/capaian/usulan/target", "85 Angka", USULAN.name),
    Planted("K107", "lkj/ringkasan/aduan/target", "10 Pengaduan", ADUAN.name),
    Planted("K108", "lkj/tahun/desa/realisasi", "95,00%", DESA.name),
    Planted("K113", "lkj/unit/ikm/realisasi", "85,16", foto_lampiran_data.IKM.name, other=foto_lampiran_data.FOLDER),
    # Signing.
    Planted("P301", "lkj/penutup/ttd", CAMAT_WATUPANDAN.name, CAMAT_WATUPANDAN.name, None),
    Planted("P302", "lkj/pengantar/tanggal", "Arunggala,      Januari 2025", CAMAT_WATUPANDAN.name, None),
    Planted(
        "P303",
        "pk-sekretaris/pernyataan/pertama/nama",
        CAMAT_WATUPANDAN.name,
        SEKRETARIS_WATUPANDAN.position,
        SEKRETARIS_WATUPANDAN.name,
    ),
    Planted("P304", "lkj/reviu/nip", "19690817 199513 2 003", INSPEKTUR.name, None),
    # Period, year and weekday.
    Planted("W501", "lkj/pengantar/periode", "Triwulan III Tahun 2024", "Kata Pengantar"),
    Planted("W502", "lkj/penutup/tahun", "Tahun 2023", "Penutup"),
    Planted("W503", "lkj/rapat/hari", "Senin, 12 November 2024", "Rapat evaluasi akhir tahun"),
    # Notation.
    Planted("F601", "lkj/tanah/3/nilai", "386,250,000", LAND[2][0]),
    Planted("F602", "lkj/pemeliharaan/3/nilai", "4.32.000", UPKEEP[2][0]),
)
