"""Parts that every submission has: cover, preface, Perjanjian Kinerja, closing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samples import tables
from samples.builder import Block, Report
from samples.figures import long_date
from samples.people import CAPITAL, REGENCY, Person, Unit
from samples.photo import Shot
from samples.plan import Spot
from samples.records import Account, Program, Sasaran


@dataclass(frozen=True)
class Document:
    """One PDF of a submission and the function that writes it; its last pages, one per shot, become photographs."""

    file: str
    title: str
    write: Callable[[Spot], Report]
    shots: tuple[Shot, ...] = ()


def block(
    person: Person, spot: Spot, day: date | None = None, role: str = "", stamped: bool = False, position: str = ""
) -> Block:
    """A signature block; planted errors may take its date, name, NIP or signature (key ``ttd``)."""
    above = [spot.text("tanggal", f"{CAPITAL}, {long_date(day)}")] if day else []
    above += [line for line in (role, (position or person.position) + ",") if line]
    unsigned = spot.has("ttd")
    name = spot.text("ttd" if unsigned else "nama", person.name)
    nip = spot.text("nip", person.nip) if person.nip else ""
    return Block(tuple(above), person, name, nip, not unsigned, stamped and not unsigned)


def cover(report: Report, title: Sequence[str], unit: Unit) -> None:
    report.cover(title, (unit.name.upper(), REGENCY.upper(), unit.address))


@dataclass(frozen=True)
class Agreement:
    """A Perjanjian Kinerja: who promises what to whom, and when it was signed."""

    year: int
    first: Person
    second: Person
    day: date
    sasaran: tuple[Sasaran, ...]
    programs: tuple[Program, ...]
    program_sasaran: tuple[Sasaran, ...] = ()
    changed: bool = False
    annex_signed: bool = True

    @property
    def name(self) -> str:
        return "PERUBAHAN PERJANJIAN KINERJA" if self.changed else "PERJANJIAN KINERJA"


def agreement(report: Report, pk: Agreement, spot: Spot, office: str) -> None:
    """The statement and its lampiran, each signed by both parties."""
    statement = spot.at("pernyataan")
    report.title(pk.name, f"TAHUN {pk.year}")
    report.para(
        "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan akuntabel serta berorientasi "
        "pada hasil, kami yang bertanda tangan di bawah ini:",
        indent=False,
    )
    for person, clause in (
        (pk.first, "Selanjutnya disebut Pihak Pertama."),
        (pk.second, "Selaku atasan Pihak Pertama, selanjutnya disebut Pihak Kedua."),
    ):
        name = _renamed(pk, person, statement).name
        report.field("Nama", name)
        report.field("Jabatan", person.position)
        report.para(clause, indent=False)
    adapted = " sesuai perubahan anggaran" if pk.changed else ""
    report.para(
        f"Pihak Pertama berjanji akan mewujudkan target kinerja Tahun {pk.year} sebagaimana lampiran perjanjian "
        f"ini{adapted}. Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab Pihak "
        "Pertama.",
        indent=False,
    )
    report.para(
        "Pihak Kedua akan melakukan supervisi yang diperlukan serta akan melakukan evaluasi terhadap capaian kinerja "
        "dari perjanjian ini dan mengambil tindakan yang diperlukan dalam rangka pemberian penghargaan dan sanksi.",
        indent=False,
    )
    _parties(report, pk, statement)
    annex = spot.at("lampiran")
    if pk.annex_signed:
        report.page_break()
        heading = spot.text("lampiran/judul", f"LAMPIRAN {pk.name} TAHUN {pk.year}")
        report.title(heading, f"{office.upper()} {REGENCY.upper()}")
    report.table(tables.pk_indikator(pk.sasaran, report.text_width, annex), space=not pk.program_sasaran)
    if pk.program_sasaran:
        grid = tables.pk_indikator(pk.program_sasaran, report.text_width, annex, "Sasaran Program")
        report.table(grid)
    report.table(tables.pk_anggaran(pk.programs, report.text_width, annex))
    if pk.annex_signed:
        _parties(report, pk, annex)


def realisation(
    report: Report,
    unit: Unit,
    day: str,
    accounts: Sequence[Account],
    signed: tuple[Block | None, Block | None],
    spot: Spot,
) -> None:
    """The laporan realisasi anggaran per ``day`` on landscape paper."""
    report.section(landscape=True)
    report.title("LAPORAN REALISASI ANGGARAN", f"{unit.name.upper()} {REGENCY.upper()}", f"PER {day}")
    report.table(tables.lra(accounts, report.text_width, spot))
    report.signatures(*signed)


def _renamed(pk: Agreement, person: Person, spot: Spot) -> Person:
    """The person as the statement names them: a party named wrongly in the block is named so in the text as well."""
    side = "pertama" if person is pk.first else "kedua"
    if not spot.has(f"{side}/nama"):
        return person
    other = pk.second if side == "pertama" else pk.first
    return replace(person, name=other.name, rank=other.rank, nip=other.nip, ink=other.ink)


def _parties(report: Report, pk: Agreement, spot: Spot) -> None:
    first, second = (_renamed(pk, person, spot) for person in (pk.first, pk.second))
    report.signatures(
        block(second, spot.at("kedua"), role="Pihak Kedua,", position=pk.second.position),
        block(first, spot.at("pertama"), pk.day, "Pihak Pertama,", True, pk.first.position),
    )
