"""A quarterly report with its Perjanjian Kinerja, right in every figure.

It holds what careless checkers take for errors: capaian above 100 %, a lower-is-better indikator, a target in
words, one that is not due yet, targets of the quarter beside those of the year, a truncated percentage, "92%" beside
"92 %".
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from samples import parts, tables
from samples.builder import Look, Report
from samples.figures import ID, Quantity, average, count, percent, rounded, score, share, weekday, words
from samples.parts import Agreement, Document
from samples.people import BUPATI, CAMAT_KALIMERANG, KALIMERANG, REGENCY
from samples.plan import Planted, Spot
from samples.programs import kecamatan_programs
from samples.records import Indikator, Program, Sasaran, total_pagu, total_realisasi
from samples.tables import fit, head, mid, num, numbers, two
from samples.wml import Cell, Grid

FOLDER = "kecamatan-kalimerang-tw3-2025"
YEAR, QUARTER = 2025, "Triwulan III"
SIGNED = date(2025, 10, 10)
PK_SIGNED = date(2025, 1, 13)
MEETING = date(2025, 8, 20)
ERRORS: tuple[Planted, ...] = ()

IKM = Indikator(
    "ikm",
    "Nilai Indeks Kepuasan Masyarakat (IKM) Kecamatan",
    score("84.00"),
    score("85.40"),
    history=(score("82.91"),),
    horizon=score("88.00"),
    cut=True,
)
GANGGUAN = Indikator(
    "gangguan",
    "Jumlah gangguan ketenteraman dan ketertiban umum",
    count(9, "Kasus"),
    count(7, "Kasus"),
    annual=count(12, "Kasus"),
    lower_better=True,
)
FASILITASI = Indikator(
    "fasilitasi",
    "Persentase hasil fasilitasi dan koordinasi yang ditindaklanjuti",
    percent("69", 0, spaced=True),
    percent("70.83", 2, spaced=True),
    annual=percent("92", 0, spaced=True),
    history=(percent("66.67", 2, spaced=True),),
    horizon=percent("95", 2, spaced=True),
)
DESA = Indikator(
    "desa",
    "Persentase desa yang menyusun dokumen administrasi pemerintahan desa tepat waktu",
    percent("85.71", 2, spaced=True),
    percent("85.71", 2, spaced=True),
    history=(percent("71.43", 2, spaced=True),),
    horizon=percent("100", 2, spaced=True),
)
AKIP = Indikator("akip", "Predikat hasil evaluasi akuntabilitas kinerja kecamatan", None, None, annual="BB")

SASARAN = (
    Sasaran("Meningkatnya kualitas pelayanan dan ketertiban di wilayah kecamatan", (IKM, GANGGUAN)),
    Sasaran("Meningkatnya koordinasi dan fasilitasi kecamatan", (FASILITASI,)),
    Sasaran("Meningkatnya akuntabilitas pemerintahan desa dan kecamatan", (DESA, AKIP)),
)
PROGRAM_SASARAN = (
    Sasaran(
        "Terpenuhinya kebutuhan operasional perkantoran",
        (
            Indikator(
                "operasional",
                "Persentase pemenuhan kebutuhan operasional perkantoran",
                percent("75", 0),
                percent("75", 0),
                annual=percent("100", 0),
            ),
        ),
    ),
    Sasaran(
        "Meningkatnya mutu pelayanan administrasi",
        (
            Indikator(
                "standar",
                "Persentase pelayanan administrasi yang selesai sesuai standar pelayanan",
                percent("96", 0),
                percent("97.25"),
            ),
            Indikator(
                "forum",
                "Jumlah forum musyawarah yang difasilitasi",
                count(6, "Kali"),
                count(7, "Kali"),
                annual=count(8, "Kali"),
            ),
        ),
    ),
)
PROGRAMS = kecamatan_programs(
    {
        "penunjang": (
            (12_450_000, 9_860_000),
            (8_200_000, 6_150_000),
            (1_684_320_000, 1_251_874_300),
            (41_760_000, 31_320_000),
            (27_915_000, 21_402_500),
            (18_640_000, 13_975_000),
            (36_500_000, 27_380_000),
        ),
        "pelayanan": ((24_800_000, 18_600_000), (15_350_000, 11_487_500)),
        "pemberdayaan": ((63_275_000, 47_930_000), (22_180_000, 16_635_000)),
        "ketertiban": ((19_900_000, 14_925_000),),
        "desa": ((17_425_000, 13_068_750), (21_050_000, 15_787_500)),
    }
)
VILLAGES = (
    ("Wanakirana", (1_284, 1_317)),
    ("Tegalmundu", (968, 1_002)),
    ("Karangwilasa", (1_541, 1_498)),
    ("Sendangratri", (873, 891)),
    ("Bukitlarasan", (1_106, 1_143)),
    ("Lebakrancang", (1_392, 1_420)),
    ("Kalimerang", (2_017, 2_064)),
)
SUPPORT = (("pelayanan", "ketertiban"), ("pemberdayaan",), ("desa",))
"""The programs that support each sasaran."""


def pk(spot: Spot) -> Report:
    report = Report(Look())

    sasaran = tuple(replace(goal, indikator=tuple(map(_close, goal.indikator))) for goal in SASARAN)
    made = Agreement(YEAR, CAMAT_KALIMERANG, BUPATI, PK_SIGNED, sasaran, PROGRAMS, PROGRAM_SASARAN)
    parts.agreement(report, made, spot, KALIMERANG.name)
    return report


def _close(ind: Indikator) -> Indikator:
    """The indikator with its target printed "92%", as the PK has it, instead of "92 %"."""
    target = ind.promised
    if isinstance(target, Quantity) and target.unit == "%":
        return replace(ind, annual=replace(target, spaced=False))
    return ind


def lkj(spot: Spot) -> Report:
    report = Report(Look())
    parts.cover(report, ("LAPORAN KINERJA", QUARTER.upper(), f"TAHUN {YEAR}"), KALIMERANG)
    _preface(report, spot)
    _chapter_one(report, spot)
    _chapter_two(report, spot)
    _chapter_three(report, spot)
    _budget(report, spot)
    _closing(report, spot)
    return report


def _preface(report: Report, spot: Spot) -> None:
    report.title("KATA PENGANTAR")
    report.para(
        f"Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa karena Laporan Kinerja {KALIMERANG.name} {QUARTER} "
        f"Tahun {YEAR} dapat diselesaikan tepat pada waktunya."
    )
    report.para(
        "Laporan ini menyajikan capaian atas Perjanjian Kinerja sampai dengan akhir triwulan, kendala yang dihadapi, "
        "dan langkah perbaikan yang disepakati bersama seluruh seksi. Kami berharap laporan ini menjadi bahan "
        "evaluasi bagi pimpinan dan umpan balik bagi perencanaan triwulan berikutnya."
    )
    report.signatures(None, parts.block(CAMAT_KALIMERANG, spot.at("pengantar"), SIGNED, stamped=True))


def _chapter_one(report: Report, spot: Spot) -> None:
    report.chapter("I", "PENDAHULUAN")
    report.heading("1.1 Gambaran Umum")
    report.para(
        f"{KALIMERANG.name} merupakan salah satu kecamatan di {REGENCY} yang terdiri dari {len(VILLAGES)} desa. "
        "Wilayahnya berupa dataran rendah di tepi sungai dan perbukitan di sisi utara, dengan mata pencaharian utama "
        "penduduk di bidang pertanian dan perdagangan kecil. Jumlah penduduk menurut desa disajikan pada Tabel 1.1."
    )
    report.caption("Tabel 1.1", f"Jumlah Penduduk Menurut Desa Tahun {YEAR}")
    grid = tables.count_table(
        ("Desa", "Laki-laki", "Perempuan"), VILLAGES, report.text_width, spot.at("penduduk"), "5=3+4"
    )
    report.table(grid)
    report.heading("1.2 Dasar Pelaporan")
    report.para(
        "Laporan ini disusun berdasarkan Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor "
        "53 Tahun 2014 tentang Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas Laporan "
        "Kinerja Instansi Pemerintah."
    )
    report.heading("1.3 Isu Strategis")
    report.items(
        (
            "Waktu penyelesaian dokumen kependudukan masih bergantung pada jaringan komunikasi antarwilayah.",
            "Kemampuan perangkat desa dalam menyusun dokumen perencanaan belum merata.",
            "Koordinasi penanganan kerawanan sosial memerlukan jadwal bersama yang tetap.",
        )
    )


def _chapter_two(report: Report, spot: Spot) -> None:
    report.chapter("II", "PERENCANAAN KINERJA")
    report.heading("2.1 Rencana Strategis")
    report.para(
        "Tujuan kecamatan adalah terwujudnya pelayanan yang mudah, pasti, dan dekat dengan masyarakat. Tujuan tersebut "
        f"dijabarkan ke dalam {len(SASARAN)} (tiga) sasaran strategis yang diukur melalui indikator kinerja."
    )
    report.heading(f"2.2 Ringkasan Perjanjian Kinerja Tahun {YEAR}")
    report.caption("Tabel 2.1", f"Perjanjian Kinerja Camat Kalimerang Tahun {YEAR}")
    report.table(tables.pk_indikator(SASARAN, report.text_width, spot.at("ringkasan")))
    report.caption("Tabel 2.2", f"Program dan Anggaran Tahun {YEAR}")
    report.table(tables.pk_anggaran(PROGRAMS, report.text_width, spot.at("ringkasan-anggaran")))


def _chapter_three(report: Report, spot: Spot) -> None:
    width = report.text_width
    report.chapter("III", "AKUNTABILITAS KINERJA")
    report.heading("3.1 Capaian Kinerja Organisasi")
    report.para(
        "Capaian indikator yang makin tinggi makin baik dihitung dengan membagi realisasi dengan target, dikalikan "
        "100%. Capaian indikator yang makin rendah makin baik, yaitu jumlah gangguan ketenteraman dan ketertiban umum, "
        "dihitung dengan rumus (2 x target - realisasi) / target x 100%."
    )
    report.caption("Tabel 3.1", f"Target dan Realisasi Kinerja s.d. {QUARTER} Tahun {YEAR}")
    report.table(tables.capaian_quarter(SASARAN, width, spot.at("capaian"), YEAR, "TW III"))
    report.para(
        "Tanda (-) pada predikat hasil evaluasi akuntabilitas kinerja berarti penilaian baru dilaksanakan pada "
        "Triwulan IV sehingga target dan realisasi triwulan ini belum ada."
    )
    report.caption("Tabel 3.2", f"Capaian Kinerja Program s.d. {QUARTER} Tahun {YEAR}")
    grid = tables.capaian(PROGRAM_SASARAN, width, spot.at("program"), f"s.d. {QUARTER} Tahun {YEAR}", "Sasaran Program")
    report.table(grid)
    report.heading("3.2 Perbandingan dengan Periode yang Sama Tahun Sebelumnya")
    report.caption("Tabel 3.3", f"Perbandingan Realisasi s.d. {QUARTER} Tahun {YEAR - 1} dan {YEAR}")
    years = (f"TW III {YEAR - 1}", f"TW III {YEAR}")
    report.table(tables.by_year((IKM, FASILITASI, DESA), width, spot.at("tahun"), years))
    report.heading("3.3 Perbandingan dengan Target Akhir Renstra")
    report.caption("Tabel 3.4", "Realisasi Dibandingkan dengan Target Akhir Renstra")
    report.table(tables.against_horizon((IKM, FASILITASI, DESA), width, spot.at("renstra"), f"TW III {YEAR}", 2029))
    report.heading("3.4 Perbandingan dengan Standar Kabupaten")
    report.caption("Tabel 3.5", f"Nilai IKM Dibandingkan dengan Rata-rata Kecamatan se-{REGENCY}")
    report.table(_standard(width))
    report.heading("3.5 Analisis Keberhasilan dan Kegagalan")
    meeting = f"{weekday(MEETING)}, {MEETING.day} Agustus {MEETING.year}"
    report.para(
        "Sampai dengan akhir triwulan, dari 48 hasil fasilitasi dan koordinasi yang direncanakan setahun telah "
        "ditindaklanjuti 34 hasil, sehingga realisasi mencapai 34/48 x 100% = 70,83%. Pada urusan desa, dari "
        f"{len(VILLAGES)} desa terdapat 6 desa yang menyusun dokumen tepat waktu atau 6/7 x 100% = 85,71%. Rapat "
        f"evaluasi bersama kepala desa dilaksanakan pada hari {meeting}."
    )
    report.para(
        "Faktor pendukung antara lain jadwal pelayanan keliling yang tetap dan pendampingan oleh seksi pemerintahan. "
        "Satu desa terlambat karena pergantian perangkat; langkah perbaikannya adalah pendampingan mingguan sampai "
        "dokumen selesai."
    )
    report.heading("3.6 Analisis Efisiensi Penggunaan Sumber Daya")
    report.para(
        "Tingkat efisiensi adalah selisih antara rata-rata capaian kinerja sasaran dan penyerapan anggaran program "
        "yang mendukungnya."
    )
    report.caption("Tabel 3.6", "Efisiensi Penggunaan Sumber Daya per Sasaran")
    report.table(tables.efisiensi(_efficiency(), width, spot.at("efisiensi")))


def _standard(width: float) -> Grid:
    mean = score("83.12")
    assert isinstance(IKM.realisasi, Quantity)
    gap = score(str(IKM.realisasi.value - mean.value))
    row = [mid("1"), Cell(IKM.name), mid(IKM.realisasi.text()), mid(mean.text()), mid(gap.text())]
    top = [head("No"), head("Indikator Kinerja"), head("Realisasi"), head("Rata-rata Kabupaten"), head("Selisih")]
    return Grid(fit(width, 0.8, 6, 2.4, 2.6, 2.2), (top, numbers("1", "2", "3", "4", "5=3-4")), (row,))


def supporting(number: int) -> tuple[Program, ...]:
    """The programs that support sasaran ``number`` (from 0)."""
    return tuple(program for program in PROGRAMS if program.key in SUPPORT[number])


def _efficiency() -> list[tuple[str, Decimal, Decimal]]:
    rows = []
    for number, goal in enumerate(SASARAN):
        reached = [result for result in (ind.capaian() for ind in goal.indikator) if result is not None]
        programs = supporting(number)
        spent = rounded(share(total_realisasi(programs), total_pagu(programs)))
        rows.append((goal.name, rounded(average(reached)), spent))
    return rows


def _budget(report: Report, spot: Spot) -> None:
    report.heading("3.7 Realisasi Anggaran")
    pagu, spent = total_pagu(PROGRAMS), total_realisasi(PROGRAMS)
    report.para(
        f"Pagu anggaran Tahun {YEAR} sebesar Rp{ID.rupiah(pagu)},00 ({words(pagu)} rupiah) telah direalisasikan sampai "
        f"dengan {QUARTER} sebesar Rp{ID.rupiah(spent)},00 ({words(spent)} rupiah) atau {two(share(spent, pagu))}%."
    )
    report.caption("Tabel 3.7", f"Realisasi Anggaran s.d. {QUARTER} Tahun {YEAR}")
    report.table(tables.budget_tree(PROGRAMS, report.text_width, spot.at("anggaran")))
    report.caption("Tabel 3.8", "Anggaran Program Pendukung Sasaran")
    body = []
    for number, goal in enumerate(SASARAN, 1):
        programs = supporting(number - 1)
        pagu, spent = total_pagu(programs), total_realisasi(programs)
        cells = [num(ID.rupiah(pagu)), num(ID.rupiah(spent)), mid(f"{two(share(spent, pagu))}%")]
        body.append([mid(f"{number}"), Cell(goal.name), *cells])
    top = [head("No"), head("Sasaran"), head("Pagu (Rp)"), head("Realisasi (Rp)"), head("Persentase")]
    report.table(Grid(fit(report.text_width, 0.8, 6, 3, 3, 2.2), (top,), tuple(body)))


def _closing(report: Report, spot: Spot) -> None:
    report.chapter("IV", "PENUTUP")
    report.para(
        f"Demikian Laporan Kinerja {KALIMERANG.name} {QUARTER} Tahun {YEAR} ini disusun sebagai bentuk "
        "pertanggungjawaban atas pelaksanaan Perjanjian Kinerja. Upaya yang akan dilakukan pada triwulan berikutnya "
        "adalah sebagai berikut:"
    )
    report.items(
        (
            "menjaga jadwal pelayanan keliling di seluruh desa;",
            "mendampingi desa dalam menyusun rancangan anggaran tahun berikutnya; dan",
            "menyelesaikan tindak lanjut hasil koordinasi yang tersisa.",
        ),
        "a.",
    )
    report.signatures(None, parts.block(CAMAT_KALIMERANG, spot.at("penutup"), SIGNED, stamped=True))


DOCUMENTS = (
    Document("lkj.pdf", f"Laporan Kinerja {KALIMERANG.name} {QUARTER} Tahun {YEAR}", lkj),
    Document("pk.pdf", f"Perjanjian Kinerja Camat Kalimerang Tahun {YEAR}", pk),
)
