"""A quarterly report with its Perjanjian Kinerja of which only photographs came, right in every figure."""

from __future__ import annotations

from datetime import date

from samples import individual
from samples.builder import Look, Report
from samples.figures import count, percent, score
from samples.individual import Post, Quarter
from samples.parts import Document
from samples.people import BUPATI, CAMAT_PAGARWULUNG, PAGARWULUNG
from samples.photo import Shot
from samples.plan import Planted, Spot
from samples.programs import kecamatan_programs
from samples.records import Indikator, Sasaran

FOLDER = "kecamatan-pagarwulung-tw2-2025"
PERIOD = Quarter(PAGARWULUNG, 2025, "Triwulan II", "TW II", date(2025, 7, 9))
ERRORS: tuple[Planted, ...] = ()

PROGRAMS = kecamatan_programs(
    {
        "pelayanan": ((26_340_000, 13_875_000), (12_760_000, 6_124_500)),
        "pemberdayaan": ((44_815_000, 21_963_000), (17_290_000, 8_470_000)),
        "desa": ((15_620_000, 7_905_000), (18_475_000, 9_360_000)),
    }
)
POST = Post(
    "camat",
    CAMAT_PAGARWULUNG,
    BUPATI,
    date(2025, 1, 15),
    (
        (
            Sasaran(
                "Meningkatnya mutu pelayanan",
                (
                    Indikator("ikm", "Nilai Indeks Kepuasan Masyarakat (IKM)", score("84.50"), score("83.76")),
                    Indikator(
                        "izin",
                        "Persentase permohonan rekomendasi yang selesai tepat waktu",
                        percent("90", 0),
                        percent("92.31"),
                    ),
                ),
            ),
            PROGRAMS[:1],
        ),
        (
            Sasaran(
                "Meningkatnya pemberdayaan dan tertib administrasi desa",
                (
                    Indikator(
                        "musyawarah",
                        "Jumlah musyawarah desa yang difasilitasi",
                        count(8, "Kali"),
                        count(7, "Kali"),
                        annual=count(16, "Kali"),
                    ),
                    Indikator(
                        "tertib",
                        "Persentase desa tertib administrasi",
                        percent("62.50"),
                        percent("62.50"),
                        annual=percent("87.50"),
                    ),
                ),
            ),
            PROGRAMS[1:],
        ),
    ),
    "memimpin penyelenggaraan pemerintahan, pelayanan, dan pemberdayaan masyarakat di wilayah kecamatan",
)
SHOTS = (
    Shot(201, skew=-1.0, shadow=0.3),
    Shot(202, skew=0.8, shadow=0.35, curl=3),
    Shot(204, "clean", skew=1.1),
    Shot(205, "clean", skew=-0.6),
    Shot(206, "black-white", skew=0.5),
)


def bundle(spot: Spot) -> Report:
    report = Report(Look("Carlito", 11.5))
    individual.write(report, POST, PERIOD, spot.at(POST.key))
    return report


DOCUMENTS = (Document("pindaian.pdf", f"Laporan Kinerja Camat Pagarwulung {PERIOD.name} Tahun 2025", bundle, SHOTS),)
