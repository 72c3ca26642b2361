"""What the reports show around the findings: recomputed figures, documents side by side, what was left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from audit.alignment import align
from audit.findings import by_gravity
from audit.models import Aligned, Recomputed
from audit.profile import load
from audit.recomputed import recompute
from audit.run import run
from audit.unchecked import unchecked
from audit.views import views
from audit.written import template
from normalize.models import Table
from tests.audit import submissions
from tests.audit.builders import col, line, submission, table

BUDGET = ("uraian", "pagu", "realisasi_anggaran", "persen_anggaran", "sisa")
ROWS = (
    ("Program A", "100.000.000", "95.000.000", "95,00%", "5.000.000"),
    ("Program B", "3.000.000", "2.000.000", "66,67%", "1.000.000"),
    ("Program C", "8.000.000", "7.700.000", "69,25%", "300.000"),
)
TOTAL = line("Jumlah", "111.000.000", "104.700.000", "94,32%", "6.300.000", kind="total")


def recomputed(*tables: Table) -> dict[tuple[int, int], Recomputed]:
    """What is computed anew in these tables, by row and column."""
    whole = submission(*tables)
    return {(one.place.row, one.place.column): one for one in recompute(whole, run(whole, load()))}


def test_right_and_wrong_figures_come_with_their_formula() -> None:
    found = recomputed(table(BUDGET, [*ROWS, TOTAL], kind="realisasi_anggaran"))
    assert (found[0, 3].template, found[0, 3].value) == ("{0}/{1}*100", Decimal(95))
    assert [one.place.column for one in found[0, 3].operands] == [2, 1]
    wrong = found[2, 3]
    assert (wrong.template, wrong.value) == ("{0}/{1}*100", Decimal("96.25"))
    assert found[1, 4].template == "{0}-{1}"
    assert (found[3, 1].template, len(found[3, 1].operands), found[3, 1].value) == ("SUM", 3, Decimal(111_000_000))


def test_a_column_that_follows_another_rule_is_left_alone() -> None:
    odd = [(name, pagu, spent, "11,00%", rest) for name, pagu, spent, _, rest in ROWS]
    found = recomputed(table(BUDGET, odd, kind="realisasi_anggaran"))
    assert not any(column == 3 for _, column in found)


def test_lower_is_better_and_averages() -> None:
    columns = ("indikator", "target", "realisasi", "capaian")
    rows = [
        ("Jumlah pengaduan yang terlambat", "8", "6", "125,00"),
        ("Persentase layanan tepat waktu", "80%", "72%", "90,00"),
        line("Rata-rata capaian", "", "", "107,50", kind="average"),
    ]
    found = recomputed(table(columns, rows))
    assert found[0, 3].template == "(2*{1}-{0})/{1}*100"
    assert (found[2, 3].template, found[2, 3].value) == ("AVERAGE", Decimal("107.5"))


@pytest.mark.parametrize(
    ("formula", "operands", "result", "expected"),
    [
        ("72,00 / 80,00 x 100%", (72, 80), "90", "{0}/{1}*100"),
        ("72,00 / 100,00 x 100%", (72, 100), "72", "{0}/{1}*100"),
        ("(88,00% - 80,00%) / 80,00% x 100%", (88, 80), "10", "({0}-{1})/{1}*100"),
        ("100% - 97,50%", ("97.5",), "2.5", "100-{0}"),
        ("1.250.000 - -250.000", (1_250_000, -250_000), "1500000", "{0}-{1}"),
        ("80,00 + 90,00 x 2", (80, 90), "260", "{0}+{1}*2"),
        ("72,00 / 80,00 x 100%", (72, 80), "95", None),  # not what it gives
        ("rata-rata barisnya", (72,), "72", None),
        ("5 + … + 7", (5, 7), "12", None),
        ("(5 + 7", (5, 7), "12", None),
        ("5 / 0", (5, 0), "0", None),
    ],
)
def test_written_formulas(formula: str, operands: tuple[int | str, ...], result: str, expected: str | None) -> None:
    assert template(formula, [Decimal(one) for one in operands], Decimal(result)) == expected


def test_tables_and_columns_that_nothing_was_held_against() -> None:
    strange = table(("uraian", None), [("Gedung", "12.450"), ("Tanah", "9.875"), ("Mebel", "2.160")], kind="lainnya")
    columns = (*BUDGET, col(None, "Angka lain"))
    known = table(columns, [(*row, str(n)) for n, row in enumerate(ROWS, 7)], kind="realisasi_anggaran", identity="t2")
    whole = submission(strange, known)
    left = unchecked(whole, (), recompute(whole, run(whole, load())), align(whole))
    assert [(one.column, one.reason[:26]) for one in left] == [
        ("", "Jenis tabel tidak dikenali"),
        ("Angka lain", "Arti kolom tidak dikenali "),
    ]


def test_years_and_codes_are_no_figures() -> None:
    rows = [("Gedung", "2021", "1.01"), ("Tanah", "2022", "1.02"), ("Mebel", "2023", "1.03")]
    whole = submission(table(("uraian", None, "kode"), rows, kind="lainnya"))
    assert unchecked(whole, (), (), ()) == ()


def told(rows: tuple[Aligned, ...], name: str) -> dict[tuple[str, str], tuple[list[str], bool]]:
    (row,) = (one for one in rows if one.name == name)
    return {(one.source, one.figure): ([value.text for value in one.values], one.differs) for one in row.told}


def kecamatan() -> submissions.Bundle:
    """A report with its two PK and the LRA; names differ in spelling, one target and one budget are outdated."""
    bundle = submissions.Bundle()
    head = {"position": "Camat"}
    first = bundle.segment("pk", date="2024-01-15", **head)
    bundle.indikator(
        first, "pk_indikator", [("Indeks kepuasan masyarakat", "82,00"), ("Persentase desa tertib", "80%")]
    )
    bundle.anggaran(first, "pk_anggaran", [("Program Pelayanan", "50.400.000")])
    changed = bundle.segment("pk_perubahan", date="2024-10-01", **head)
    bundle.indikator(
        changed, "pk_indikator", [("Indeks Kepuasan Masyarakat", "83,50"), ("Persentase desa tertib", "80%")]
    )
    bundle.anggaran(changed, "pk_anggaran", [("Program Pelayanan", "55.400.000")])
    report = bundle.segment("lkj", period="tahunan", **head)
    bundle.indikator(
        report,
        "capaian",
        [("1. Indeks kepuasan masyarakat", "82,00", "84,10"), ("Prosentase desa tertib", "80,00", "90%")],
    )
    bundle.anggaran(report, "realisasi_anggaran", [("Program Pelayanan", "55.400.000", "49.110.000")])
    lra = bundle.segment("lra", **head)
    bundle.anggaran(lra, "lra", [("Program Pelayanan", "55.400.000", "49.101.000")])
    return bundle


def test_the_same_indikator_in_all_documents() -> None:
    rows = align(kecamatan().submission)
    assert {row.report for row in rows} == {"Camat, 2024"}
    assert told(rows, "Indeks kepuasan masyarakat") == {
        ("pk_awal", "target"): (["82,00"], False),
        ("pk_perubahan", "target"): (["83,50"], True),
        ("lkj", "target"): (["82,00"], True),
        ("lkj", "realisasi"): (["84,10"], False),
    }
    assert told(rows, "Persentase desa tertib")["lkj", "target"] == (["80,00"], False)


def test_the_same_program_in_all_documents() -> None:
    assert told(align(kecamatan().submission), "Program Pelayanan") == {
        ("pk_awal", "target"): (["50.400.000"], False),
        ("pk_perubahan", "target"): (["55.400.000"], True),
        ("lkj", "target"): (["55.400.000"], False),
        ("keuangan", "target"): (["55.400.000"], False),
        ("lkj", "realisasi"): (["49.110.000"], False),
        ("keuangan", "realisasi"): (["49.101.000"], True),
    }


def test_a_view_that_crashes_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> tuple[Aligned, ...]:
        raise RuntimeError("rusak")

    monkeypatch.setattr("audit.views.align", broken)
    whole = submission(table(BUDGET, [*ROWS, TOTAL], kind="realisasi_anggaran"))
    findings = by_gravity(run(whole, load()))
    made = views(whole, load(), findings)
    assert made.aligned == ()
    assert made.recomputed
    assert sum(len(one.findings) for one in made.components) == len(findings)
