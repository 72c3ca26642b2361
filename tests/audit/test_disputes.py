"""A figure printed with two values is one finding, with the sums that one of the values makes right."""

from __future__ import annotations

from audit.profile import load
from audit.run import run
from audit.views import views
from tests.audit.submissions import Bundle

FIRST = [
    ("Program Penataan Arsip", "100.000.000", "90.000.000"),
    ("Program Perawatan Taman", "200.000.000", "150.000.000"),
    ("Program Pembinaan Pasar", "300.000.000", "210.000.000"),
]


def reported(arsip: str, total: str) -> Bundle:
    """A report that tells what was spent in two tables, for the first program ``arsip`` in the second of them."""
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.anggaran(report, "realisasi_anggaran", FIRST, caption="Tabel 3.1 Realisasi Anggaran")
    second = [(FIRST[0][0], FIRST[0][1], arsip), *FIRST[1:], ("Jumlah", "600.000.000", total)]
    bundle.anggaran(report, "realisasi_anggaran", second, caption="Tabel 3.2 Penyerapan Anggaran")
    return bundle


def test_a_sum_that_another_print_of_a_figure_makes_right_is_told_with_it_and_not_judged() -> None:
    submission = reported("93.500.000", "450.000.000").submission
    found = run(submission, load())
    (finding,) = [one for one in found if one.rule in {"K108", "H202"}]
    assert finding.rule == "K108"
    assert finding.message.endswith(
        "Hitungan pada kolom “Realisasi” baris “Jumlah” (450.000.000) sesuai bila dipakai 90.000.000, sehingga tidak "
        "dinilai tersendiri."
    )
    (left,) = [
        one for one in views(submission, load(), found).unchecked if one.table == "Tabel 3.2 Penyerapan Anggaran"
    ]
    assert (left.page, left.column) == (2, "Realisasi")
    assert left.reason.startswith("Hitungan pada baris “Jumlah” memakai angka yang di tempat lain tercetak berbeda")


def test_a_sum_that_neither_print_makes_right_is_a_finding_of_its_own() -> None:
    found = run(reported("93.500.000", "470.000.000").submission, load())
    assert sorted(one.rule for one in found if one.rule in {"K108", "H202"}) == ["H202", "K108"]


def test_a_sum_of_the_value_that_its_table_prints_is_right() -> None:
    found = run(reported("93.500.000", "453.500.000").submission, load())
    assert [one.rule for one in found if one.rule in {"K108", "H202"}] == ["K108"]
    assert not any(one.blocked for one in found)
