"""The agreements of a submission on paper: the head's PK, its perubahan, and those of the officials below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from extract.models import Document
from tests.normalize.sheets import CLAUSE
from tests.proof.paper import File, Print
from tests.proof.plan import Indikator, Official, Plan, number

HEADER = ["No", "Sasaran", "Indikator Kinerja", "Target"]


def agreements(plan: Plan, say: Print) -> Iterator[Document]:
    """Each PK as a document of its own."""
    changes = plan.has("perubahan")
    firsts = [(one.name, pagu) for one, pagu in zip(plan.programs, plan.first_pagu, strict=True)]
    lasts = [(one.name, one.pagu) for one in plan.programs]
    yield _of_head(plan, say, "pk", plan.signed, firsts, changed=False)
    if changes:
        yield _of_head(plan, say, "pk-perubahan", plan.changed, lasts, changed=True)
    for n, officer in enumerate(plan.officers, 1):
        if say.has(f"pk-{n}"):
            file = File(f"pk-{n}.pdf", plan, say)
            _statement(file, plan, officer.who, plan.head, plan.signed, "PERJANJIAN KINERJA")
            file.page("LAMPIRAN PERJANJIAN KINERJA", officer.who.position.upper(), f"TAHUN {plan.year}")
            file.table(f"pk-{n}", "", [HEADER, *_officer_rows(file, officer.indikator)])
            money = plan.style.money(officer.pagu)
            rows = [["1", plan.programs[officer.program].name, say(f"pk-{n}/anggaran/1/pagu", money)]]
            file.table(f"pk-{n}/anggaran", "", [["No", "Program", "Anggaran"], *rows])
            yield file.document()


def targets(plan: Plan, say: Print, key: str, first: bool = False) -> Iterator[list[str]]:
    """The rows of a table of sasaran, indikator and target; ``first`` before the change."""
    row = printed = 0
    for sasaran in plan.sasaran:
        for one in sasaran.indikator:
            row += 1
            if say.has(f"{key}/{row}"):
                printed += 1
                yield [
                    say(f"{key}/{row}/no", str(printed)),
                    say(f"{key}/{row}/sasaran", sasaran.name),
                    say(f"{key}/{row}/indikator", one.name),
                    say(f"{key}/{row}/target", target(one, first)),
                ]


def target(one: Indikator, first: bool = False) -> str:
    """A target with its unit."""
    value = number(one.first if first else one.target)
    return f"{value}%" if one.satuan == "%" else f"{value} {one.satuan}"


def _of_head(
    plan: Plan, say: Print, key: str, when: date, budget: Sequence[tuple[str, int]], changed: bool
) -> Document:
    file = File(f"{key}.pdf", plan, say)
    title = "PERUBAHAN PERJANJIAN KINERJA" if changed else "PERJANJIAN KINERJA"
    _statement(file, plan, plan.head, plan.superior, when, title)
    file.page(f"LAMPIRAN {title}", f"{plan.unit.upper()} TAHUN {plan.year}")
    first = plan.has("perubahan") and not changed
    if say.has(f"{key}/lampiran"):
        file.table(key, "", [HEADER, *targets(plan, say, key, first)])
        rows = [["No", "Program", "Anggaran"]]
        for n, (name, pagu) in enumerate(budget, 1):
            rows.append([str(n), name, say(f"{key}/anggaran/{n}/pagu", plan.style.money(pagu))])
        total = plan.style.money(sum(pagu for _, pagu in budget))
        rows.append(["", "Jumlah", say(f"{key}/anggaran/jumlah/pagu", total)])
        file.table(f"{key}/anggaran", "", rows)
    return file.document()


def _statement(file: File, plan: Plan, who: Official, superior: Official, when: date, title: str) -> None:
    """The page on which one promises and the other accepts."""
    say, key = file.say, file.key
    page = file.page(say(f"{key}/tahun", f"{title} TAHUN {plan.year}"), plan.unit.upper())
    names = {"name": say(f"{key}/pertama/nama", who.name), "position": say(f"{key}/pertama/jabatan", who.position)}
    chief = {
        "chief": say(f"{key}/kedua/nama", superior.name),
        "chief_position": say(f"{key}/kedua/jabatan", superior.position),
    }
    clause = (line for line in CLAUSE if "pihak kedua" not in line or say.has(f"{key}/klausul"))
    page.text(*(line.format(**names, **chief) for line in clause))
    page.text("Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini.")
    page.text("Pihak kedua akan melakukan supervisi yang diperlukan serta evaluasi terhadap capaian kinerja.")
    file.sign(80, superior, None, "Pihak Kedua,", key="ttd-kedua")
    file.sign(340, who, when, "Pihak Pertama,", key="ttd-pertama")


def _officer_rows(file: File, indikator: Sequence[Indikator]) -> Iterator[list[str]]:
    for row, one in enumerate(indikator, 1):
        where = f"{file.key}/{row}"
        yield [str(row), f"Terlaksananya tugas {row}", one.name, file.say(f"{where}/target", target(one))]
