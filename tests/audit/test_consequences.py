"""One wrong figure is one finding, which names what follows from it."""

from __future__ import annotations

import msgspec

from audit import consequences
from audit.models import Finding
from audit.profile import load
from audit.registry import Context, find_rule
from audit.run import run
from normalize.models import Column, Role, Submission, Table
from tests.audit.builders import Line, line, submission, table
from tests.audit.submissions import Bundle

Columns = tuple[Column | Role | None, ...]
Rows = list[Line | tuple[str, ...]]
CAPAIAN: Columns = ("indikator", "target", "realisasi", "capaian")
BUDGET: Columns = ("uraian", "pagu", "realisasi_anggaran", "persen_anggaran", "sisa")


def arithmetic(*tables: Table) -> list[Finding]:
    found = run(submission(*tables), load())
    return [one for one in found if one.rule in consequences.RULES]


def achieved(capaian: str, average: str) -> Rows:
    return [
        ("Persentase arsip yang tertata", "80,00", "60,00", "75,00%"),
        ("Persentase taman yang terawat", "50,00", "45,00", capaian),
        ("Jumlah pasar yang dibina", "4", "3", "75,00%"),
        line("Rata-rata", "", "", average, kind="average"),
    ]


def test_an_average_of_the_right_values_follows_from_the_wrong_cell() -> None:
    (finding,) = arithmetic(table(CAPAIAN, achieved("95,00%", "80,00%")))
    assert (finding.rule, finding.reported, finding.expected) == ("H201", "95,00%", "90,00%")
    assert finding.message.endswith("Dengan demikian sesuai pula: kolom “Capaian” baris “Rata-rata” (80,00%).")
    assert [one.text for one in finding.evidence if one.role == "reference"] == ["80,00%"]


def test_an_average_of_the_wrong_value_is_listed_with_its_right_one() -> None:
    (finding,) = arithmetic(table(CAPAIAN, achieved("96,00%", "82,00%")))
    assert finding.rule == "H201"
    assert finding.message.endswith("ikut berubah: kolom “Capaian” baris “Rata-rata” dari 82,00% menjadi 80,00%.")


def test_a_wrong_average_of_right_cells_stays_a_finding_of_its_own() -> None:
    found = arithmetic(table(CAPAIAN, achieved("95,00%", "70,00%")))
    assert sorted(one.rule for one in found) == ["H201", "H206"]


def spent(realisasi: str) -> Rows:
    return [
        ("Penataan arsip", "100.000.000", realisasi, "90,00%", "10.000.000"),
        ("Perawatan taman", "200.000.000", "150.000.000", "75,00%", "50.000.000"),
        ("Pembinaan pasar", "300.000.000", "210.000.000", "70,00%", "90.000.000"),
        line("Jumlah", "600.000.000", "450.000.000", "75,00%", "150.000.000", kind="total"),
    ]


def test_several_findings_with_one_wrong_input_are_one_that_names_it() -> None:
    (finding,) = arithmetic(table(BUDGET, spent("96.000.000"), kind="realisasi_anggaran"))
    assert (
        "Kekeliruan diduga terletak pada kolom “Realisasi anggaran” baris “Penataan arsip” yang tertulis 96.000.000: "
        "bila tertulis 90.000.000, angka tersebut sesuai."
    ) in finding.message
    assert "(90,00%)" in finding.message


def test_nothing_is_found_where_everything_agrees() -> None:
    assert arithmetic(table(BUDGET, spent("90.000.000"), kind="realisasi_anggaran")) == []


def test_two_causes_in_one_row_are_put_right_together() -> None:
    rows: Rows = [
        line("Program Arsip", "500.000.000", "250.000.000", "50,00%", "250.000.000", level="program"),
        line("Penataan arsip", "300.000.000", "200.000.000", "66,67%", "100.000.000", level="kegiatan", depth=1),
        line("Alih media arsip", "100.000.000", "100.000.000", "100,00%", "0", level="kegiatan", depth=1),
        line("Program Taman", "300.000.000", "100.000.000", "33,33%", "200.000.000", level="program"),
        line("Perawatan taman", "100.000.000", "50.000.000", "50,00%", "50.000.000", level="kegiatan", depth=1),
        line("Penanaman pohon", "200.000.000", "50.000.000", "25,00%", "150.000.000", level="kegiatan", depth=1),
    ]
    pagu, realisasi = sorted(
        arithmetic(table(BUDGET, rows, kind="realisasi_anggaran")), key=lambda one: one.expected or "", reverse=True
    )
    assert (pagu.expected, realisasi.expected) == ("400.000.000", "300.000.000")
    for finding in (pagu, realisasi):
        assert "baris “Program Arsip” dari 50,00% menjadi 75,00%" in finding.message


def test_findings_of_other_rules_are_left_alone() -> None:
    (finding,) = arithmetic(table(CAPAIAN, achieved("95,00%", "80,00%")))
    other = msgspec.structs.replace(finding, rule="P301")

    def ask(codes: object, part: Submission) -> list[Finding]:
        return list(find_rule("H201").check(Context(part, load(), find_rule("H201"))))

    part = submission(table(CAPAIAN, achieved("95,00%", "80,00%")))
    alone = ask((), part)
    assert consequences.gathered([*alone, other], part, ask)[0].rule == "H201"


def test_a_figure_that_is_wrong_is_not_said_to_agree_once_it_is_put_right() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    for capaian in ("90,00%", "90,00%", "95,00%"):
        bundle.indikator(report, "capaian", [("Persentase taman yang terawat", "50,00", "45,00", capaian)])
    (finding,) = [one for one in run(bundle.submission, load()) if one.reported == "95,00%"]
    assert finding.rule == "H201"
    assert finding.message.endswith("menghasilkan 90,00%.")
