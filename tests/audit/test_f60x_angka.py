from __future__ import annotations

import pytest

from tests.audit.builders import check, table

COLUMNS = ("uraian", "pagu", "realisasi_anggaran", "persen_anggaran")


def lines(*rows: tuple[str, str, str]) -> list[tuple[str, ...]]:
    return [(f"Program {n}", *row) for n, row in enumerate(rows)]


def test_two_notations_in_one_table_are_one_finding() -> None:
    rows = lines(
        ("1,743,965,488", "1,687,600,000", "96.77"),
        ("2.029.230.488", "1.969.588.718", "97,06"),
        ("1.500.000", "1.200.000", "80,00"),
    )
    (finding,) = check("F601", table(COLUMNS, rows))
    assert finding.reported == "1,743,965,488, 1,687,600,000, 96.77"
    assert (finding.category, finding.severity) == ("format", "rendah")
    assert (finding.expected or "").startswith("1.743.965.488")
    assert {one.role for one in finding.evidence} == {"reported", "reference"}


@pytest.mark.parametrize(
    "rows",
    [
        lines(("1.743.965.488", "1.687.600.000", "96,77"), ("500", "0", "-")),
        lines(("1,743,965,488", "1,687,600,000", "96.77")),
        # "1.200" may be either; three decimals of a percentage too
        lines(("1,743,965,488", "1,687,600,000", "96.77"), ("1.200", "1.100", "91.667")),
        lines(("1.500.000,00", "1.200.000,00", "80,00"), ("2.500.000,00", "1.250.000,00", "50,00")),
        lines(("1.500.000,50", "1.200.000", "80,00"), ("2.500.000", "1.250.000", "50,00")),
    ],
)
def test_one_notation(rows: list[tuple[str, ...]]) -> None:
    assert check("F601", table(COLUMNS, rows)) == []


def test_stray_decimals_of_rupiah() -> None:
    rows = lines(("1.896.000,0", "1.200.000", "63,29"), ("2.500.000", "1.250.000", "50,00"), ("1.000.000", "1", "0,00"))
    (finding,) = check("F601", table(COLUMNS, rows))
    assert (finding.reported, finding.expected) == ("1.896.000,0", "1.896.000")


def test_malformed_numbers_are_one_finding_per_column() -> None:
    rows = lines(("1,725,576,486,00", "1", "0"), ("156,595,000,00", "1", "0"), ("2.062.291.486,00", "1", "0"))
    (finding,) = check("F602", table(COLUMNS, rows))
    assert finding.reported == "1,725,576,486,00, 156,595,000,00"
    assert finding.expected == "1.725.576.486,00, 156.595.000,00"


def test_nothing_is_guessed_where_a_digit_may_be_missing() -> None:
    (finding,) = check("F602", table(COLUMNS, lines(("3.8000.000.000,00", "1", "0"), ("1.500.000,00", "1", "0"))))
    assert (finding.reported, finding.expected) == ("3.8000.000.000,00", None)


def test_well_formed_numbers() -> None:
    rows = lines(("Rp. 216.744.000,-", "1,725,576,486.00", "96,77%"), ("5.113.215.", "0", "-"))
    assert check("F602", table(COLUMNS, rows)) == []
