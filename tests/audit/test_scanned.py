"""Findings that rest on figures read from pictures."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from audit.findings import is_trusted
from audit.models import Finding
from audit.profile import load
from audit.run import run
from normalize.models import Doubt, Source, Table, Value
from tests.audit.builders import check, line, source, submission, table

CAPAIAN = ("indikator", "target", "realisasi", "capaian")
PAGU = ("uraian", "pagu")
GOOD = [("Indeks B", "50,00", "40,00", "80,00"), ("Indeks C", "40,00", "30,00", "75,00")]


def scanned(made: Table, doubts: dict[str, tuple[str, ...]], confirmed: bool = True) -> Table:
    """``made`` as if read from a picture; ``doubts`` are figures no second reader confirms, with what they may be."""

    def reread(value: Value) -> Value:
        others = doubts.get(value.text)
        at = msgspec.structs.replace(
            value.at,
            reader="rapidocr",
            confidence=0.5 if others else 0.95,
            others=others or (),
            confirmed=confirmed and others is None and value.number is not None,
        )
        if value.number is None or (others is None and confirmed):
            return msgspec.structs.replace(value, at=at)
        doubt: Doubt = "digits" if others else "unconfirmed"
        values = tuple(Decimal(other.replace(".", "").replace(",", ".")) for other in others or ())
        return Value(value.text, msgspec.structs.replace(value.number, alternatives=values, doubt=doubt), at)

    rows = tuple(
        msgspec.structs.replace(row, values={c: reread(value) for c, value in row.values.items()}) for row in made.rows
    )
    return msgspec.structs.replace(made, rows=rows)


def found(code: str, *tables: Table) -> list[Finding]:
    return [one for one in run(submission(*tables), load()) if one.rule == code]


def total(printed: str, *parts: str) -> Table:
    rows = [line(f"Program {n}", part) for n, part in enumerate(parts)]
    return table(PAGU, [*rows, line("Jumlah", printed, kind="total")], kind="realisasi_anggaran")


def test_a_row_two_readers_agree_on_can_be_certain() -> None:
    printed = table(CAPAIAN, [*GOOD, ("Indeks A", "80,00", "60,00", "85,00")])
    (finding,) = found("H201", scanned(printed, {}))
    assert finding.verdict == "pasti" and "hasil pindai" not in finding.message


def test_a_figure_that_one_reader_saw_has_to_be_looked_at() -> None:
    printed = table(CAPAIAN, [("Indeks A", "80,00", "60,00", "95,00")])
    (finding,) = found("H201", scanned(printed, {}, confirmed=False))
    assert finding.verdict == "perlu_cek" and "terbaca dari hasil pindai" in finding.message


def test_the_message_says_what_may_be_printed_instead() -> None:
    printed = table(CAPAIAN, [("Indeks A", "80,00", "60,00", "95,00")])
    (finding,) = found("H201", scanned(printed, {"95,00": ("96,00",)}))
    assert finding.verdict == "perlu_cek"
    assert "Angka 95,00 terbaca dari hasil pindai; mungkin tertulis 96,00." in finding.message


def test_nothing_is_wrong_when_another_reader_saw_the_right_figure() -> None:
    printed = table(CAPAIAN, [*GOOD, ("Indeks A", "80,00", "60,00", "15,00")])
    assert len(found("H201", printed)) == 1
    assert found("H201", scanned(printed, {"15,00": ("75,00",)})) == []


def test_a_sum_over_rows_of_a_scan_is_never_certain() -> None:
    (printed,) = found("H202", total("9.500.000", "3.000.000", "5.000.000"))
    (read,) = found("H202", scanned(total("9.500.000", "3.000.000", "5.000.000"), {}))
    assert (printed.verdict, read.verdict) == ("pasti", "perlu_cek")
    assert (printed.severity, printed.id) == (read.severity, read.id)


def test_a_sum_that_another_reading_of_a_part_makes_right_is_a_hint() -> None:
    misread = total("11.500.000", "3.000.000", "3.500.000")
    (finding,) = found("H202", scanned(misread, {"3.500.000": ("8.500.000",)}))
    assert (finding.severity, finding.verdict) == ("info", "perlu_cek")
    assert "Bila 3.500.000 ternyata tertulis 8.500.000 (pembacaan lain atas gambar yang sama)" in finding.message
    assert finding.reported == "11.500.000"


def test_a_sum_that_one_confusable_digit_makes_right_is_slight() -> None:
    misread = total("11.500.000", "3.000.000", "3.500.000")
    (finding,) = found("H202", scanned(misread, {"3.500.000": ()}))
    assert (finding.severity, finding.verdict) == ("rendah", "perlu_cek")
    assert "ternyata tertulis 8.500.000 (angka yang mudah tertukar)" in finding.message


def test_confirmed_digits_are_not_explained_away() -> None:
    wrong = total("11.500.000", "3.000.000", "3.500.000")
    (printed,) = found("H202", wrong)
    (read,) = found("H202", scanned(wrong, {}))
    assert printed.severity == read.severity and "ternyata" not in read.message


def test_what_no_reading_explains_keeps_its_severity() -> None:
    wrong = total("99.500.000", "3.000.000", "3.500.000")
    (finding,) = found("H202", scanned(wrong, {"3.500.000": ("8.500.000",)}))
    assert finding.severity == "tinggi" and "mungkin tertulis 8.500.000" in finding.message


def test_born_digital_findings_are_left_alone() -> None:
    wrong = total("11.500.000", "3.000.000", "3.500.000")
    assert [one.message for one in found("H202", wrong)] == [one.message for one in check("H202", wrong)]


@pytest.mark.parametrize(("confirmed", "count"), [(True, 1), (False, 0)])
def test_separators_that_one_reader_misplaced_are_not_the_office_s(confirmed: bool, count: int) -> None:
    printed = table(PAGU, [("Program A", "1,200,000,00"), ("Program B", "2.500.000")])
    assert len(check("F602", scanned(printed, {}, confirmed=confirmed))) == count
    assert len(check("F602", printed)) == 1


@pytest.mark.parametrize(
    ("at", "trusted"),
    [
        (source("12"), True),
        (source("12", sure=0.5), False),
        (source("12", reader="rapidocr", sure=0.99), False),
        (msgspec.structs.replace(source("12", reader="rapidocr", sure=0.9), confirmed=True), True),
    ],
)
def test_whom_to_trust(at: Source, trusted: bool) -> None:
    assert is_trusted(at) is trusted
