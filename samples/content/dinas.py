"""The annual report of a dinas on F4 paper: landscape hierarchy of program and kegiatan, US notation there."""

from __future__ import annotations

from decimal import Decimal

from samples import parts, tables
from samples.builder import F4, Look, Report
from samples.content.dinas_data import (
    ERRORS,
    FISH_LINES,
    FOLDER,
    FOOD_LINES,
    HARVEST,
    PK,
    PRODUKSI,
    PROGRAMS,
    RAWAN,
    SASARAN,
    SIGNED,
    SKOR_PPH,
    YEAR,
)
from samples.figures import EN, average, rounded, share
from samples.parts import Document
from samples.people import DINAS, KEPALA_DINAS, REGENCY
from samples.plan import Spot
from samples.records import total_pagu, total_realisasi
from samples.tables import fit, head, mid, numbers
from samples.wml import Cell, Grid, Row

__all__ = ["DOCUMENTS", "ERRORS", "FOLDER"]


def lkj(spot: Spot) -> Report:
    report = Report(Look("Liberation Serif", 12, F4))
    parts.cover(report, ("LAPORAN KINERJA INSTANSI PEMERINTAH", "(LKjIP)", f"TAHUN {YEAR}"), DINAS)
    _preface(report, spot)
    _plan(report, spot)
    _results(report, spot)
    _hierarchy_pages(report, spot)
    _closing(report, spot)
    return report


def _preface(report: Report, spot: Spot) -> None:
    report.title("KATA PENGANTAR")
    report.para(
        f"Laporan Kinerja Instansi Pemerintah {DINAS.name} Tahun {YEAR} disusun sebagai pertanggungjawaban atas mandat "
        "di bidang pangan dan perikanan. Laporan memuat capaian sasaran, program, kegiatan, dan sub kegiatan beserta "
        "anggaran yang digunakan."
    )
    report.signatures(None, parts.block(KEPALA_DINAS, spot.at("pengantar"), SIGNED, stamped=True))
    report.chapter("I", "PENDAHULUAN")
    report.heading("1.1 Tugas dan Fungsi")
    report.para(
        f"{DINAS.name} {REGENCY} membantu Bupati melaksanakan urusan pangan dan urusan kelautan dan perikanan. Dalam "
        "melaksanakan tugas tersebut dinas menyelenggarakan fungsi:"
    )
    report.items(
        (
            "perumusan kebijakan teknis ketersediaan, distribusi, dan konsumsi pangan;",
            "pembinaan kelompok pembudi daya ikan dan pengawasan perairan umum; dan",
            "evaluasi dan pelaporan pelaksanaan program.",
        ),
        "a.",
    )
    report.para(
        "Tugas dan fungsi tersebut dilaksanakan oleh ",
        spot.text("pegawai/jumlah", "46 orang pegawai"),
        " yang terdiri atas 27 orang PNS, 12 orang PPPK, dan 7 orang tenaga kontrak.",
    )
    report.heading("1.2 Isu Strategis")
    report.para(
        "Perubahan musim tanam, panjangnya rantai distribusi, dan mutu benih ikan menjadi isu yang menentukan capaian "
        "kinerja dinas."
    )


def _plan(report: Report, spot: Spot) -> None:
    report.chapter("II", "PERENCANAAN KINERJA")
    report.heading("2.1 Perjanjian Kinerja")
    report.para(f"Perjanjian Kinerja Tahun {YEAR} memuat dua sasaran strategis dengan tiga indikator kinerja.")
    report.caption("Tabel 2.1", f"Perjanjian Kinerja {DINAS.name} Tahun {YEAR}")
    report.table(tables.pk_indikator(SASARAN, report.text_width, spot.at("ringkasan")))
    report.caption("Tabel 2.2", f"Anggaran Program Tahun {YEAR}")
    report.table(tables.pk_anggaran(PROGRAMS, report.text_width, spot.at("ringkasan-anggaran")))


def _results(report: Report, spot: Spot) -> None:
    width = report.text_width
    report.chapter("III", "AKUNTABILITAS KINERJA")
    report.heading("3.1 Capaian Sasaran Strategis")
    report.caption("Tabel 3.1", f"Capaian Indikator Kinerja Sasaran Tahun {YEAR}")
    report.table(tables.capaian(SASARAN, width, spot.at("capaian"), f"Tahun {YEAR}"))
    report.para(
        "Skor Pola Pangan Harapan melampaui target berkat gerakan pekarangan pangan di tingkat desa. Produksi "
        "perikanan budi daya belum memenuhi target karena kemarau menurunkan debit air kolam pada semester kedua."
    )
    report.para(
        f"Realisasi produksi perikanan budi daya Tahun {YEAR} sebesar ",
        spot.text("naskah/produksi", "4.136,75"),
        " ton, sedangkan patroli perairan umum terlaksana ",
        spot.text("naskah/patroli", "33 (tiga puluh tiga)"),
        " kali. Hasil evaluasi AKIP dinas pada tahun sebelumnya memperoleh nilai ",
        spot.text("naskah/akip", "72,40 (BB)"),
        ".",
    )
    report.heading("3.2 Perbandingan dengan Tahun Sebelumnya")
    report.caption("Tabel 3.2", f"Realisasi Kinerja Tahun {YEAR - 2} s.d. {YEAR}")
    compared = (SKOR_PPH, RAWAN, PRODUKSI)
    report.table(tables.by_year(compared, width, spot.at("tahun"), tuple(str(YEAR - back) for back in (2, 1, 0))))
    report.para(
        f"Persentase desa rawan pangan yang tertangani naik dari 73,68% pada tahun {YEAR - 1} menjadi 78,95% pada "
        f"tahun {YEAR} atau naik ",
        spot.text("naskah/kenaikan", "5,27"),
        " poin.",
    )
    report.heading("3.3 Perbandingan dengan Target Akhir Renstra")
    report.caption("Tabel 3.3", "Tingkat Kemajuan terhadap Target Akhir Renstra")
    report.table(tables.against_horizon(compared, width, spot.at("renstra"), str(YEAR), 2026))
    report.heading("3.4 Produksi Menurut Wadah Budi Daya")
    report.caption("Tabel 3.4", f"Produksi Ikan Konsumsi Tahun {YEAR} (Ton)")
    labels = ("Wadah Budi Daya", "TW I", "TW II", "TW III", "TW IV")
    report.table(tables.count_table(labels, HARVEST, width, spot.at("panen")))
    report.heading("3.5 Efisiensi Penggunaan Sumber Daya")
    report.caption("Tabel 3.5", "Efisiensi per Sasaran")
    report.table(tables.efisiensi(_efficiency(), width, spot.at("efisiensi")))


def _efficiency() -> list[tuple[str, Decimal, Decimal]]:
    rows = []
    for goal, prefix in zip(SASARAN, ("2.09", "3.25"), strict=True):
        reached = [ind.capaian() or Decimal(0) for ind in goal.indikator]
        programs = tuple(program for program in PROGRAMS if program.code.startswith(prefix))
        spent = rounded(share(total_realisasi(programs), total_pagu(programs)))
        rows.append((goal.name, rounded(average(reached)), spent))
    return rows


def _hierarchy_pages(report: Report, spot: Spot) -> None:
    report.section(landscape=True)
    report.heading("3.6 Capaian Program, Kegiatan, dan Sub Kegiatan")
    report.caption("Tabel 3.6", f"Capaian Kinerja Program, Kegiatan, dan Sub Kegiatan Tahun {YEAR}")
    report.table(_hierarchy(report.text_width, spot.at("hierarki")))
    report.heading("3.7 Realisasi Anggaran")
    report.caption("Tabel 3.7", f"Realisasi Anggaran Program, Kegiatan, dan Sub Kegiatan Tahun {YEAR}")
    report.table(tables.budget_tree(PROGRAMS, report.text_width, spot.at("anggaran"), EN, split=True))


def _hierarchy(width: float, spot: Spot) -> Grid:
    """One merged sasaran cell over all its rows, header only on the first page, rows that a page break may cut."""
    body: list[Row] = []
    for number, (goal, lines) in enumerate(zip(SASARAN, (FOOD_LINES, FISH_LINES), strict=True), 1):
        for place, line in enumerate(lines):
            tall = len(lines)
            first = [mid(f"{number}", rs=tall), Cell(goal.name, rs=tall)] if place == 0 else []
            reached = EN.number(rounded(share(Decimal(line.realisasi), Decimal(line.target))), 2)
            bold = line.level == "Program"
            cells = [
                Cell(line.code, bold=bold),
                Cell(f"{line.level} {line.name}", bold=bold),
                Cell(line.indikator),
                mid(EN.number(Decimal(line.target))),
                mid(line.unit),
                mid(EN.number(Decimal(line.realisasi))),
                mid(line.unit),
                mid(spot.text(f"{line.code}/capaian", reached)),
            ]
            body.append([*first, *cells])
    tops = (
        [
            head("No", rs=3),
            head("Sasaran Strategis", rs=3),
            head("Kode", rs=3),
            head("Program / Kegiatan / Sub Kegiatan", rs=3),
            head("Indikator Kinerja", rs=3),
            head(f"Kinerja Tahun {YEAR}", cs=5),
        ],
        [head("Target", cs=2), head("Realisasi", cs=2), head("Capaian (%)", rs=2)],
        [head("Angka"), head("Satuan"), head("Angka"), head("Satuan")],
        numbers("1", "2", "3", "4", "5", "6", "7", "8", "9", "10=8/6 x 100%"),
    )
    weights = (0.8, 3, 2.9, 6, 4.6, 1.6, 2.1, 1.6, 2.1, 2.1)
    return Grid(fit(width, *weights), tops, tuple(body), 10.5, repeat=False, split=True)


def _closing(report: Report, spot: Spot) -> None:
    report.section(landscape=False)
    report.title("BAB IV", "PENUTUP")
    report.para(
        f"Demikian Laporan Kinerja Instansi Pemerintah {DINAS.name} Tahun {YEAR} ini disusun. Perbaikan yang akan "
        "dilakukan adalah memperkuat balai benih, memperluas pekarangan pangan, dan menata jadwal patroli perairan."
    )
    report.signatures(None, parts.block(KEPALA_DINAS, spot.at("penutup"), SIGNED, stamped=True))


def pk(spot: Spot) -> Report:
    report = Report(Look())
    parts.agreement(report, PK, spot, DINAS.name)
    return report


DOCUMENTS = (
    Document("lkjip.pdf", f"Laporan Kinerja Instansi Pemerintah {DINAS.name} Tahun {YEAR}", lkj),
    Document("pk.pdf", f"Perjanjian Kinerja {DINAS.name} Tahun {YEAR}", pk),
)
