"""One PDF in which a kecamatan has bound the quarterly reports of four officials, their agreements and the LRA."""

from __future__ import annotations

from datetime import date

from samples import parts, tables
from samples.builder import Look, Report
from samples.content.bundel_data import ERRORS, FOLDER, LRA, POSTS, QUARTER, SIGNED, YEAR, Post
from samples.parts import Document
from samples.people import CAMAT_RANDUSEKAR, RANDUSEKAR, REGENCY
from samples.plan import Spot
from samples.tables import fit, head
from samples.wml import Cell, Grid

__all__ = ["DOCUMENTS", "ERRORS", "FOLDER"]

_REMARKS = (
    "Laporan sudah baik",
    "Laporan perlu diperbaiki",
    "Target dan realisasi diteliti ulang",
    "Lain-lain",
)


def bundle(spot: Spot) -> Report:
    report = Report(Look("Carlito", 11.5))
    for number, post in enumerate(POSTS):
        if number:
            report.page_break()
        _individual(report, post, spot.at(post.key))
        report.page_break()
        parts.agreement(report, post.agreement, spot.at(f"{post.key}/pk"), RANDUSEKAR.name)
    _realisation(report, spot)
    return report


def _individual(report: Report, post: Post, spot: Spot) -> None:
    width = report.text_width
    position = post.person.position
    title = ("LAPORAN KINERJA INDIVIDU", position.upper(), QUARTER.upper(), f"TAHUN {YEAR}")
    parts.cover(report, title, RANDUSEKAR)
    report.heading("BAB I PENDAHULUAN", 1)
    report.para(
        f"Laporan kinerja individu {position} {QUARTER} Tahun {YEAR} memuat hasil pelaksanaan tugas sebagaimana "
        f"diperjanjikan. {position} mempunyai tugas {post.task}."
    )
    report.heading("BAB II AKUNTABILITAS KINERJA", 1)
    report.heading("2.1 Capaian Kinerja")
    report.caption(f"Tabel 1 Capaian Kinerja s.d. {QUARTER} Tahun {YEAR}")
    report.table(tables.capaian_quarter(post.sasaran, width, spot.at("capaian"), YEAR, "TW III", mean=False))
    if post.outcome:
        report.caption("Tabel 2 Kinerja dan Anggaran (Cost per Outcome)")
        report.table(tables.cost_per_outcome(post.goals, width, spot.at("biaya")))
    report.heading("2.2 Realisasi Anggaran")
    report.caption(f"Tabel {3 if post.outcome else 2} Realisasi Anggaran s.d. {QUARTER} Tahun {YEAR}")
    report.table(tables.budget_tree(post.programs, width, spot.at("anggaran")))
    report.heading("2.3 Evaluasi dan Rencana Tindak Lanjut")
    report.para(
        "Kegiatan berjalan sesuai jadwal yang disusun pada awal tahun. Hal yang masih perlu dibenahi adalah "
        "kelengkapan bukti dukung dan pencatatan hasil kegiatan, yang akan diselesaikan pada triwulan berikutnya."
    )
    report.heading("2.4 Tanggapan Atasan Langsung")
    body = [[Cell("V" if number == 0 else "", align="center"), Cell(text)] for number, text in enumerate(_REMARKS)]
    report.table(Grid(fit(12, 1.5, 10), ([head("Ruang Tanggapan Atasan Langsung", cs=2)],), tuple(body), 10))
    report.heading("BAB III PENUTUP", 1)
    report.para(
        f"Demikian laporan kinerja {position} ",
        spot.text("penutup/periode", f"{QUARTER} Tahun {YEAR}"),
        " ini disusun untuk dapat digunakan sebagai bahan evaluasi pimpinan.",
    )
    closing = spot.at("penutup")
    report.signatures(
        parts.block(post.superior, closing.at("atasan"), role="Mengetahui,", stamped=post.superior.nip != ""),
        parts.block(post.person, closing.at("pemilik"), SIGNED),
    )


def _realisation(report: Report, spot: Spot) -> None:
    report.section(landscape=True)
    report.title(
        "LAPORAN REALISASI ANGGARAN",
        f"{RANDUSEKAR.name.upper()} {REGENCY.upper()}",
        f"PER 30 SEPTEMBER {YEAR}",
    )
    report.table(tables.lra(LRA, report.text_width, spot.at("lra")))
    signed = parts.block(CAMAT_RANDUSEKAR, spot.at("lra"), date(2025, 10, 3), "Pengguna Anggaran,", True)
    report.signatures(None, signed)


DOCUMENTS = (Document("bundel.pdf", f"Laporan Kinerja {RANDUSEKAR.name} {QUARTER} Tahun {YEAR}", bundle),)
