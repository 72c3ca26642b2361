"""Ids of findings come from what they are about: a report that was moved, renamed or corrected keeps them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from audit import identity
from audit.identity import distinct
from audit.models import Evidence, Finding
from audit.profile import load
from audit.registry import Context, find_rule
from audit.run import run
from extract.models import Box, Document
from normalize.build import build
from normalize.models import Row, Submission, Value
from normalize.numbers import parse
from tests.audit.builders import line, submission, table

_PAGES = 3
_POINTS = 11.5
_FOLDERS = ("kecamatan-watupandan-2024", "kecamatan-randusekar-tw3-2025", "dinas-ketahanan-pangan-2024")


def moved(submission: Submission) -> Submission:
    """The submission with further pages in front of it, everything lower on its page, and other ids of tables."""
    return msgspec.convert(_moved(msgspec.to_builtins(submission)), Submission)


def _moved(one: Any) -> Any:  # noqa: ANN401
    if isinstance(one, list | tuple):
        return [_moved(item) for item in one]
    if not isinstance(one, dict):
        return one
    made = {key: _moved(value) for key, value in one.items()}
    for key in ("page", "first", "last"):
        if isinstance(made.get(key), int):
            made[key] += _PAGES
    for key in ("pages", "scanned_pages", "unread_pages"):
        if isinstance(made.get(key), list):
            made[key] = [page + _PAGES for page in made[key]]
    if made.get("box"):
        x0, top, x1, bottom = made["box"]
        made["box"] = [x0, top + _POINTS, x1, bottom + _POINTS]
    if "columns" in made and "id" in made:
        made["id"] = f"x{made['id']}"
    if isinstance(made.get("table"), str):
        made["table"] = f"x{made['table']}"
    return made


def renamed(one: Any) -> Any:  # noqa: ANN401
    """What :func:`msgspec.to_builtins` makes of a submission, with other names of files and numbers of tables."""
    if isinstance(one, dict):
        return {key: renamed(value) for key, value in one.items()}
    if isinstance(one, list | tuple):
        return [renamed(item) for item in one]
    if not isinstance(one, str):
        return one
    if one.endswith(".pdf"):
        return f"revisi {one}"
    return re.sub(r"(?i)(\btabel )(\d+)\.(\d+)", lambda found: f"{found[1]}{found[2]}.{int(found[3]) + 20}", one)


Place = tuple[str, int, Box, str]


def put_right(submission: Submission, right: dict[Place, str]) -> Submission:
    """The submission with other figures in some cells of its tables."""

    def corrected(value: Value) -> Value:
        text = right.get((value.at.document, value.at.page, value.at.box, value.at.text))
        number = parse(text, "id") if text else None
        if text is None or number is None or value.number is None:
            return value
        number = msgspec.structs.replace(number, unit=value.number.unit)
        return Value(text, number, msgspec.structs.replace(value.at, text=text))

    def in_row(row: Row) -> Row:
        return msgspec.structs.replace(row, values={c: corrected(value) for c, value in row.values.items()})

    tables = tuple(msgspec.structs.replace(one, rows=tuple(map(in_row, one.rows))) for one in submission.tables)
    return msgspec.structs.replace(submission, tables=tables)


def place(shown: Evidence) -> Place:
    return shown.document, shown.page, shown.bbox, shown.text


def where(found: Finding) -> tuple[str, str, int, Box]:
    first = found.evidence[0]
    return found.rule, first.document, first.page, first.bbox


@pytest.fixture(params=_FOLDERS)
def audited(
    request: pytest.FixtureRequest, read_sample: Callable[[str], tuple[Document, ...]]
) -> tuple[Submission, list[Finding]]:
    """A sample submission with its findings."""
    made = build(request.param, request.param, read_sample(request.param))
    found = run(made, load())
    assert found
    return made, found


def test_ids_do_not_depend_on_places(audited: tuple[Submission, list[Finding]]) -> None:
    made, before = audited
    after = {one.id: (one.rule, one.subject) for one in run(moved(made), load())}
    assert after == {one.id: (one.rule, one.subject) for one in before}


def test_ids_do_not_depend_on_names_of_files_and_numbers_of_tables(audited: tuple[Submission, list[Finding]]) -> None:
    made, before = audited
    again = msgspec.convert(renamed(msgspec.to_builtins(made)), Submission)
    assert {one.id: one.rule for one in run(again, load())} == {one.id: one.rule for one in before}


@pytest.mark.parametrize("first", [0, 1])
def test_what_remains_after_corrections_keeps_its_id(audited: tuple[Submission, list[Finding]], first: int) -> None:
    made, before = audited
    computed = [one for one in before if one.rule.startswith("H2") and one.table and parse(one.expected or "", "id")]
    chosen = computed[first::2]
    right = {place(one.evidence[0]): one.expected or "" for one in chosen}
    after = {
        (one.rule, one.evidence[0].page, one.evidence[0].bbox): one.id for one in run(put_right(made, right), load())
    }
    remaining = [one for one in before if (one.rule, one.evidence[0].page, one.evidence[0].bbox) in after]
    assert len(remaining) >= len(before) - 2 * len(chosen)
    for one in remaining:
        assert after[one.rule, one.evidence[0].page, one.evidence[0].bbox] == one.id


def test_another_wrong_figure_in_the_same_place_is_the_same_finding(
    audited: tuple[Submission, list[Finding]],
) -> None:
    made, before = audited
    sums = [one for one in before if one.rule in ("H202", "H204") and parse(one.reported)]
    wrong = {place(one.evidence[0]): one.reported.replace("1", "2").replace("5", "6") for one in sums}
    after = {one.id for one in run(put_right(made, wrong), load())}
    assert {one.id for one in sums} <= after


ROWS = (
    line("Belanja Rapat", "1.000.000", "500.000", "400.000"),
    line("Belanja Cetak", "1.000.000", "250.000", "750.000"),
    line("Belanja Rapat", "2.000.000", "500.000", "1.400.000"),
    line("Belanja Pos", "2.000.000", "1.500.000", "500.000"),
    line("Belanja Sewa", "3.000.000", "1.800.000", "1.200.000"),
    line("Belanja Jasa", "4.000.000", "1.500.000", "2.500.000"),
)


@pytest.mark.parametrize("correct", [(), ("400.000",), ("1.400.000",)])
def test_rows_of_one_name_are_told_apart_whichever_of_them_is_wrong(correct: tuple[str, ...]) -> None:
    columns = ("uraian", "pagu", "realisasi_anggaran", "sisa")
    made = submission(table(columns, ROWS, kind="anggaran", caption="Tabel 3.2 Realisasi Anggaran"))
    right = {"400.000": "500.000", "1.400.000": "1.500.000"}
    cells = {
        (cell.document, cell.page, cell.box, cell.text): right[cell.text]
        for row in made.tables[0].rows
        for cell in (value.at for value in row.values.values())
        if cell.text in correct
    }
    rule = find_rule("H204")
    part = put_right(made, cells)
    ids = {one.reported: one.id for one in distinct(rule.check(Context(part, load(), rule)), part)}
    first = next(iter(distinct(rule.check(Context(made, load(), rule)), made))).id
    expected = {"400.000": first, "1.400.000": f"{first}-2"}
    assert ids == {text: id for text, id in expected.items() if text not in correct}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tabel 3.1 Capaian Kinerja", "Tabel 4.12. Capaian Kinerja"),
        ("1.2. Program Pelayanan", "3. Program Pelayanan"),
        ("Jumlah: TABEL III.2 Realisasi", "Jumlah: Tabel 2 Realisasi"),
    ],
)
def test_numbering_is_no_part_of_a_name(one: str, other: str) -> None:
    assert identity.stable_id(identity.label(one)) == identity.stable_id(identity.label(other))


def test_figures_are_no_part_of_a_sentence_but_years_are() -> None:
    def id_of(text: str) -> str:
        return identity.stable_id(identity.sentence(text))

    said = id_of("Pada tahun 2024 tercapai 31 dari 63 (enam puluh tiga) desa atau 49,21%.")
    assert said == id_of("Pada tahun 2024 tercapai 41 dari 60 (enam puluh) desa atau 68%.")
    assert said != id_of("Pada tahun 2023 tercapai 31 dari 63 (enam puluh tiga) desa atau 49,21%.")


def test_of_wrong_dates_only_what_is_dated_remains() -> None:
    dates = ("Selasa, 24 September 2025", "Rabu, 2 Oktober 2025")
    ids = {identity.stable_id(identity.undated(f"Ditetapkan pada {one} di Wanasari")) for one in dates}
    assert len(ids) == 1
