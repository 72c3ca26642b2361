"""F601, F602: how numbers are written."""

from __future__ import annotations

import pytest

from tests.audit.builders import check, table

COLUMNS = ("uraian", "pagu", "realisasi_anggaran", "persen_anggaran")
MIXED = [
    ("1.743.965.488", "1.687.600.000", "96,77"),
    ("2,029,230,488", "1.969.588.718", "97,06"),
    ("1.500.000", "1.200.000", "80,00"),
]


def lines(*rows: tuple[str, str, str]) -> list[tuple[str, ...]]:
    return [(f"Program {n}", *row) for n, row in enumerate(rows)]


def test_only_the_numbers_of_the_rarer_notation_are_reported() -> None:
    (finding,) = check("F601", table(COLUMNS, lines(*MIXED)))
    assert (finding.reported, finding.expected) == ("2,029,230,488", "2.029.230.488")
    assert (finding.category, finding.severity, finding.verdict) == ("format", "rendah", "pasti")
    assert [(one.role, one.text) for one in finding.evidence] == [
        ("reported", "2,029,230,488"),
        ("reference", "1.743.965.488"),
    ]
    assert "“Program 1”" in finding.message and "koma sebagai pemisah ribuan" in finding.message


def test_an_indonesian_number_in_an_english_column_is_the_odd_one() -> None:
    rows = lines(("1,743,965,488", "1", "0"), ("2,029,230,488", "1", "0"), ("1.500.000.000", "1", "0"))
    (finding,) = check("F601", table(COLUMNS, rows))
    assert "titik sebagai pemisah ribuan" in finding.message and "1.500.000.000" in finding.message
    # ... but it is the others that are not written the Indonesian way
    assert [(one.role, one.text) for one in finding.evidence] == [
        ("reported", "1,743,965,488"),
        ("reference", "1.500.000.000"),
    ]
    assert (finding.reported, finding.expected) == ("1,743,965,488", "1.743.965.488")


def test_english_notation_throughout_is_one_remark() -> None:
    rows = lines(*[(f"{n},743,965,488", f"{n},687,600,000", "96.77") for n in range(1, 4)])
    tables = [table(COLUMNS, rows, identity=f"t{n}", page=n) for n in range(1, 4)]
    (finding,) = check("F601", *tables)
    assert finding.severity == "info"
    assert (finding.reported, finding.expected) == ("1,743,965,488", "1.743.965.488")
    assert {one.page for one in finding.evidence} == {1, 2, 3}


def test_whole_columns_in_another_notation_are_named() -> None:
    rows = lines(
        ("1.743.965.488", "1.687.600.000", "96.77"),
        ("2.029.230.488", "1.969.588.718", "97.06"),
        ("1.500.000", "1.200.000", "80.00"),
    )
    (finding,) = check("F601", table(COLUMNS, rows))
    assert finding.reported == "96.77, 97.06, 80.00"
    assert "seluruh kolom “Persen anggaran”" in finding.message
    assert finding.verdict == "perlu_cek"


def test_decimal_signs_alone_need_a_look() -> None:
    rows = lines(("1.000", "900", "96,77"), ("1.000", "900", "97.06"), ("1.000", "900", "80,00"))
    (finding,) = check("F601", table(COLUMNS, rows))
    assert (finding.reported, finding.verdict) == ("97.06", "perlu_cek")


def test_the_same_mixture_in_several_tables_is_one_finding() -> None:
    tables = [
        table(COLUMNS, lines(*MIXED), identity=f"t{n}", caption=f"Tabel 3.{n} Anggaran", page=n) for n in range(1, 12)
    ]
    (finding,) = check("F601", *tables)
    assert "Tabel 3.1 (halaman 1)" in finding.message and "serta 3 tabel lain" in finding.message
    assert {one.page for one in finding.evidence} == set(range(1, 12))


@pytest.mark.parametrize(
    "rows",
    [
        lines(("1.743.965.488", "1.687.600.000", "96,77"), ("500", "0", "-")),
        lines(("1,743,965,488", "1,687,600,000", "96.77")),
        # "1.200" may be either; three decimals of a percentage too
        lines(("1,743,965,488", "1,687,600,000", "96.77"), ("1.200", "1.100", "91.667")),
        lines(("1.500.000,00", "1.200.000,00", "80,00"), ("2.500.000,00", "1.250.000,00", "50,00")),
        lines(("1.500.000,50", "1.200.000", "80,00"), ("2.500.000", "1.250.000", "50,00")),
        # with decimals or ",-" throughout, or half of them
        lines(("1.500.000,-", "1.200.000,00", "80,00"), ("2.500.000,00", "1.250.000", "50,00")),
    ],
)
def test_one_notation(rows: list[tuple[str, ...]]) -> None:
    assert check("F601", table(COLUMNS, rows)) == []


def test_a_single_decimal_of_rupiah_is_a_slip_however_many_have_it() -> None:
    rows = lines(("1.896.000,0", "1.200.000", "63,29"), ("2.500.000,0", "1.250.000", "50,00"), ("1.000.000", "1", "0"))
    (finding,) = check("F601", table(COLUMNS, rows))
    assert (finding.reported, finding.expected) == ("1.896.000,0, 2.500.000,0", "1.896.000, 2.500.000")
    assert "kolom “Pagu”" in finding.message


def test_two_decimals_of_rupiah_are_a_slip_where_they_are_few() -> None:
    rows = lines(*[(f"{n}.500.000", "1.200.000", "63,29") for n in range(1, 5)], ("9.500.000,00", "1.250.000", "50,00"))
    (finding,) = check("F601", table(COLUMNS, rows))
    assert finding.reported == "9.500.000,00"


def test_malformed_numbers_are_one_finding_per_document() -> None:
    rows = lines(("1,725,576,486,00", "1", "0"), ("156,595,000,00", "1", "0"), ("2.062.291.486,00", "1", "0"))
    (finding,) = check("F602", table(COLUMNS, rows), table(COLUMNS, rows, identity="t2", page=8))
    assert finding.reported == "1,725,576,486,00, 156,595,000,00"
    assert finding.expected == "1.725.576.486,00, 156.595.000,00"
    assert "(halaman 7), kolom “Pagu”: 1,725,576,486,00 (“Program 0”)" in finding.message
    assert {one.page for one in finding.evidence} == {7, 8}


def test_nothing_is_guessed_where_a_digit_may_be_missing() -> None:
    rows = lines(("3.8000.000.000,00", "1", "0"), ("1,725,576,486,00", "1", "0"))
    found = {one.reported: one.expected for one in check("F602", table(COLUMNS, rows))}
    assert found == {"3.8000.000.000,00": None, "1,725,576,486,00": "1.725.576.486,00"}


def test_well_formed_numbers() -> None:
    rows = lines(("Rp. 216.744.000,-", "1,725,576,486.00", "96,77%"), ("5.113.215.", "0", "-"))
    assert check("F602", table(COLUMNS, rows)) == []
