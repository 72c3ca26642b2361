"""An annual report written on a computer, bound with photographs of what had been signed on paper.

The attachments are two agreements of the heads of section and the secretary besides that of the Camat, one of them
without its superior's signature, and an LRA that lies on its side.
"""

from __future__ import annotations

from decimal import Decimal

from samples import parts, tables
from samples.builder import Look, Report
from samples.content.foto_lampiran_data import (
    ADUAN,
    ERRORS,
    FOLDER,
    IKM,
    KEUANGAN,
    LRA,
    PK_CAMAT,
    PK_KETERTIBAN,
    PK_SEKRETARIS,
    PROGRAMS,
    SASARAN,
    SIGNED,
    SUPPORT,
    YEAR,
)
from samples.figures import average, long_date, rounded, share
from samples.parts import Document
from samples.people import BANYUSELANG, BENDAHARA_BANYUSELANG, CAMAT_BANYUSELANG, REGENCY
from samples.photo import Shot
from samples.plan import Spot
from samples.records import Sasaran, total_pagu, total_realisasi
from samples.tables import printed_capaian

__all__ = ["DOCUMENTS", "ERRORS", "FOLDER"]

SHOTS = (
    Shot(101, "clean", skew=0.7),
    Shot(102, "clean", skew=-0.9),
    Shot(103, skew=1.2, shadow=0.35, curl=3),
    Shot(104, skew=-0.6, shadow=0.4),
    Shot(105, "black-white", skew=0.8),
    Shot(106, "black-white", skew=-0.5),
    Shot(107, skew=0.9, shadow=0.3, turned=True),
)


def lkj(spot: Spot) -> Report:
    report = Report(Look("Liberation Sans", 11))
    parts.cover(report, ("LAPORAN KINERJA", f"TAHUN {YEAR}"), BANYUSELANG)
    _preface(report, spot)
    _chapters_one_and_two(report, spot)
    _chapter_three(report, spot)
    _closing(report, spot)
    for name, pk in (("pk-camat", PK_CAMAT), ("pk-sekretaris", PK_SEKRETARIS), ("pk-ketertiban", PK_KETERTIBAN)):
        report.page_break()
        parts.agreement(report, pk, spot.at(name), BANYUSELANG.name)
    accounts = spot.at("lra")
    signed = (
        parts.block(CAMAT_BANYUSELANG, accounts.at("camat"), role="Pengguna Anggaran,", stamped=True),
        parts.block(BENDAHARA_BANYUSELANG, accounts.at("bendahara"), SIGNED),
    )
    parts.realisation(report, BANYUSELANG, f"31 DESEMBER {YEAR}", LRA, signed, accounts)
    return report


def _preface(report: Report, spot: Spot) -> None:
    report.title("KATA PENGANTAR")
    report.para(
        f"Atas rahmat Tuhan Yang Maha Esa, Laporan Kinerja {BANYUSELANG.name} Tahun {YEAR} dapat kami sampaikan "
        "sebagai pertanggungjawaban atas kinerja yang telah diperjanjikan pada awal tahun."
    )
    report.para(
        "Naskah perjanjian yang telah ditandatangani dan laporan realisasi anggaran kami sertakan sebagai lampiran "
        "agar angka yang disajikan dapat ditelusuri."
    )
    report.signatures(None, parts.block(CAMAT_BANYUSELANG, spot.at("pengantar"), SIGNED, stamped=True))


def _chapters_one_and_two(report: Report, spot: Spot) -> None:
    width = report.text_width
    report.chapter("I", "PENDAHULUAN")
    report.heading("A. Gambaran Umum")
    report.para(
        f"{BANYUSELANG.name} terletak di bagian barat {REGENCY} dan membina sembilan desa. Sebagian besar penduduk "
        "bekerja di perkebunan rakyat dan usaha kecil di sepanjang jalan lingkar."
    )
    report.heading("B. Isu Strategis")
    report.para(
        "Isu yang menjadi perhatian adalah kepastian waktu penyelesaian pengaduan dan kemampuan desa dalam menyusun "
        "laporan keuangan."
    )
    report.chapter("II", "PERENCANAAN KINERJA")
    report.para(
        f"Perjanjian Kinerja Camat Banyuselang Tahun {YEAR} ditandatangani pada tanggal {long_date(PK_CAMAT.day)} dan "
        "memuat sasaran, indikator, dan target sebagai berikut."
    )
    report.caption("Tabel 2.1", f"Perjanjian Kinerja Camat Banyuselang Tahun {YEAR}")
    report.table(tables.pk_indikator(SASARAN, width, spot.at("ringkasan")))
    report.caption("Tabel 2.2", f"Program dan Anggaran Tahun {YEAR}")
    report.table(tables.pk_anggaran(PROGRAMS, width, spot.at("ringkasan-anggaran")))


def _chapter_three(report: Report, spot: Spot) -> None:
    width = report.text_width
    report.chapter("III", "AKUNTABILITAS KINERJA")
    report.heading("A. Capaian Kinerja")
    report.caption("Tabel 3.1", f"Capaian Kinerja Sasaran Strategis Tahun {YEAR}")
    report.table(tables.capaian(SASARAN, width, spot.at("capaian"), f"Tahun {YEAR}"))
    report.heading("B. Perbandingan dengan Tahun Sebelumnya")
    report.caption("Tabel 3.2", f"Perbandingan Realisasi Kinerja Tahun {YEAR - 2} s.d. {YEAR}")
    years = tuple(str(YEAR - back) for back in (2, 1, 0))
    report.table(tables.by_year((IKM, ADUAN, KEUANGAN), width, spot.at("tahun"), years))
    report.heading("C. Perbandingan dengan Target Akhir Renstra")
    report.caption("Tabel 3.3", "Realisasi Kinerja Dibandingkan dengan Target Akhir Renstra")
    report.table(tables.against_horizon((IKM, ADUAN, KEUANGAN), width, spot.at("renstra"), str(YEAR), 2026))
    report.heading("D. Analisis Keberhasilan dan Kegagalan")
    report.para(
        "Dari 34 pengaduan yang diterima telah ditindaklanjuti 30 pengaduan atau 30/34 x 100% = 88,24%. Empat "
        "pengaduan menunggu keterangan dari instansi lain. Dari 9 desa terdapat 7 desa yang menyampaikan laporan "
        "keuangan tepat waktu atau 7/9 x 100% = 77,78% karena dua desa mengganti operator pada akhir tahun."
    )
    report.heading("E. Analisis Efisiensi Penggunaan Sumber Daya")
    report.para("Tingkat efisiensi adalah selisih rata-rata capaian kinerja sasaran dengan penyerapan anggarannya.")
    report.caption("Tabel 3.4", f"Efisiensi Penggunaan Sumber Daya Tahun {YEAR}")
    rows = [(goal.name, _mean(goal, spot), _spent(number)) for number, goal in enumerate(SASARAN)]
    report.table(tables.efisiensi(rows, width, spot.at("efisiensi")))
    report.heading("F. Realisasi Anggaran")
    report.caption("Tabel 3.5", f"Realisasi Anggaran Tahun {YEAR}")
    report.table(tables.budget_tree(PROGRAMS, width, spot.at("anggaran")))


def _mean(goal: Sasaran, spot: Spot) -> Decimal:
    results = [printed_capaian(ind, spot.at("capaian")) for ind in goal.indikator]
    return rounded(average([result for result in results if result is not None]))


def _spent(number: int) -> Decimal:
    programs = tuple(program for program in PROGRAMS if program.key in SUPPORT[number])
    return rounded(share(total_realisasi(programs), total_pagu(programs)))


def _closing(report: Report, spot: Spot) -> None:
    report.chapter("IV", "PENUTUP")
    report.para(
        f"Demikian Laporan Kinerja {BANYUSELANG.name} Tahun {YEAR} disusun. Perbaikan pada tahun berikutnya diarahkan "
        "pada percepatan tindak lanjut pengaduan dan pendampingan operator desa."
    )
    report.signatures(None, parts.block(CAMAT_BANYUSELANG, spot.at("penutup"), SIGNED, stamped=True))


DOCUMENTS = (Document("lkj.pdf", f"Laporan Kinerja {BANYUSELANG.name} Tahun {YEAR}", lkj, SHOTS),)
