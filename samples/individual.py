"""The quarterly report of one official of a kecamatan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samples import parts, tables
from samples.builder import Report
from samples.parts import Agreement
from samples.people import Person, Unit
from samples.plan import Spot
from samples.records import Program, Sasaran
from samples.tables import fit, head
from samples.wml import Cell, Grid

_REMARKS = (
    "Laporan sudah baik",
    "Laporan perlu diperbaiki",
    "Target dan realisasi diteliti ulang",
    "Lain-lain",
)


@dataclass(frozen=True)
class Quarter:
    """The office and the time of a report: ``name`` in words, ``short`` as in the heads of tables."""

    unit: Unit
    year: int
    name: str
    short: str
    signed: date


@dataclass(frozen=True)
class Post:
    """One official with sasaran and the programs of each; ``key`` begins the keys of errors planted there.

    ``outcome`` adds the table of kinerja beside anggaran, which repeats the capaian.
    """

    key: str
    person: Person
    superior: Person
    agreed: date
    goals: tuple[tuple[Sasaran, tuple[Program, ...]], ...]
    task: str
    outcome: bool = True

    @property
    def sasaran(self) -> tuple[Sasaran, ...]:
        return tuple(goal for goal, _ in self.goals)

    @property
    def programs(self) -> tuple[Program, ...]:
        return tuple(program for _, programs in self.goals for program in programs)

    def agreement(self, year: int) -> Agreement:
        return Agreement(year, self.person, self.superior, self.agreed, self.sasaran, self.programs)


def write(report: Report, post: Post, quarter: Quarter, spot: Spot) -> None:
    """Cover, kinerja, anggaran, the superior's remarks, closing; then the Perjanjian Kinerja on new pages."""
    width = report.text_width
    position, year, name = post.person.position, quarter.year, quarter.name
    title = ("LAPORAN KINERJA INDIVIDU", position.upper(), name.upper(), f"TAHUN {year}")
    parts.cover(report, title, quarter.unit)
    report.heading("BAB I PENDAHULUAN", 1)
    report.para(
        f"Laporan kinerja individu {position} {name} Tahun {year} memuat hasil pelaksanaan tugas sebagaimana "
        f"diperjanjikan. {position} mempunyai tugas {post.task}."
    )
    report.heading("BAB II AKUNTABILITAS KINERJA", 1)
    report.heading("2.1 Capaian Kinerja")
    report.caption(f"Tabel 1 Capaian Kinerja s.d. {name} Tahun {year}")
    report.table(tables.capaian_quarter(post.sasaran, width, spot.at("capaian"), year, quarter.short, mean=False))
    if post.outcome:
        report.caption("Tabel 2 Kinerja dan Anggaran (Cost per Outcome)")
        report.table(tables.cost_per_outcome(post.goals, width, spot.at("biaya")))
    report.heading("2.2 Realisasi Anggaran")
    report.caption(f"Tabel {3 if post.outcome else 2} Realisasi Anggaran s.d. {name} Tahun {year}")
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
        spot.text("penutup/periode", f"{name} Tahun {year}"),
        " ini disusun untuk dapat digunakan sebagai bahan evaluasi pimpinan.",
    )
    closing = spot.at("penutup")
    report.signatures(
        parts.block(post.superior, closing.at("atasan"), role="Mengetahui,", stamped=post.superior.nip != ""),
        parts.block(post.person, closing.at("pemilik"), quarter.signed),
    )
    report.page_break()
    parts.agreement(report, post.agreement(year), spot.at("pk"), quarter.unit.name)
