"""H218: calculations shown below a table that are not those of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit import columns
from audit.findings import place, quoted
from audit.memo import remembered
from audit.models import Finding
from audit.printed import same_number
from audit.registry import Context, rule
from normalize.models import IndikatorRecord, Number, Passage, Row, Submission, Table, Value
from normalize.numbers import parse

_SHOWS = re.compile(r"(?:tabel|data)\b[^.;]{0,40}\bdi\s?atas\b[^.;]{0,60}\b(?:perhitungan|dihitung)", re.IGNORECASE)
_CAPAIAN = re.compile(
    r"^(?:\d{1,2}[.)]\s*)?(?:(?P<upper>\d[\d.,]*)\s+)?(?:persentase\s+)?capaian\b[^=]{0,60}=\s*[x×*]?\s*100\s*%\s*=\s*"
    r"(?P<result>-?\d[\d.,]*)\s*%",
    re.IGNORECASE,
)
_EFFICIENCY = re.compile(
    r"^(?:(?P<n>\d{1,2})[.)]\s*)?(?P<what>efisiensi)\b[^=]{0,40}=\s*(?P<one>\d[\d.,]*)\s*%\s*[-–−]\s*(?P<other>\d[\d.,]*)\s*%"
    r"\s*=\s*(?P<result>[-–−]?\s*\d[\d.,]*)\s*%",
    re.IGNORECASE,
)
_DECLARED = re.compile(r"efisiensi\b[^=]{0,120}=\s*(?:persentase\s+)?capaian\s+kinerja\s*[-–−]", re.IGNORECASE)
_NUMERATOR = re.compile(r"\d{1,3}")
_REACH = 30
"""Passages below a table in which its calculations stand."""


@dataclass(frozen=True, slots=True)
class _Calculation:
    """A result shown in running text, the value it was made from when that is told, and the whole line."""

    passage: Passage
    line: str
    result: Number
    upper: Number | None


@rule(
    code="H218",
    category="hitungan",
    severity="sedang",
    title="Hitungan yang ditunjukkan naskah bukan hitungan tabelnya",
    why="Hitungan di bawah tabel menjelaskan asal angkanya; bila hasilnya lain, salah satu dari keduanya keliru.",
    method="(1) Hitungan capaian di bawah kalimat “data pada tabel di atas diperoleh dari perhitungan …” dibandingkan "
    "berurutan dengan kolom capaian tabel itu, bila banyaknya sama dengan banyaknya baris. (2) Bila laporan menyatakan "
    "efisiensi = capaian kinerja - penyerapan anggaran, hitungan “1. Efisiensi = a% - b%” diperiksa: temuan bila a "
    "adalah realisasi indikator sasaran ke-1, bukan capaiannya. Pembulatan diterima.",
    basis="Konsistensi antara tabel dan perhitungannya",
    violation="Tabel: realisasi 84,40 dan capaian 101,69%; di bawahnya: 79,70 / 83 x 100% = 96,02%.",
    clean="Tabel: capaian 101,69%; di bawahnya: 84,40 / 83 x 100% = 101,69%.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per calculation."""
    prose = ctx.submission.passages
    for n, passage in enumerate(prose):
        if passage.kind == "text" and _SHOWS.search(passage.text):
            yield from _capaian(ctx, passage, prose[n + 1 : n + 1 + _REACH])
    if any(_DECLARED.search(" ".join(one.text.split())) for one in prose):
        for passage in prose:
            yield from _efficiency(ctx, passage)


def _capaian(ctx: Context, announced: Passage, below: Sequence[Passage]) -> Iterator[Finding]:
    table = _table_above(ctx.submission, announced)
    column = table.column("capaian") if table else None
    if table is None or column is None:
        return
    rows = [(row, row.values[column.index]) for row in table.rows if _told(row, column.index)]
    shown = _calculations(announced, below)
    if len(shown) != len(rows):
        return
    for one, (row, value) in zip(shown, rows, strict=True):
        if value.number is not None and not same_number(value.number, one.result):
            yield _finding(ctx, table, row, value, one)


def _told(row: Row, index: int) -> bool:
    return row.kind == "data" and index in row.values and row.values[index].number is not None


def _calculations(announced: Passage, below: Sequence[Passage]) -> list[_Calculation]:
    """The capaian calculated right below, up to the first passage that is none; lone numerators are passed over."""
    found: list[_Calculation] = []
    for one in below:
        text = " ".join(one.text.split())
        match = _CAPAIAN.match(text)
        if match is None and not _NUMERATOR.fullmatch(text):
            break
        if match is not None and (result := parse(match["result"])) is not None:
            found.append(_Calculation(one, text, result, parse(match["upper"]) if match["upper"] else None))
    return found if all(one.passage.segment == announced.segment for one in found) else []


def _table_above(submission: Submission, passage: Passage) -> Table | None:
    """The last table that ends above a passage, on its page or the one before."""
    at = passage.at
    above = [
        (end, table)
        for end, table in _ends(submission.tables)
        if table.document == at.document and end[0] >= at.page - 1 and end <= (at.page, at.box[3])
    ]
    return max(above, key=lambda one: one[0])[1] if above else None


@remembered
def _ends(tables: Sequence[Table]) -> list[tuple[tuple[int, float], Table]]:
    """The tables with anything in them, each with the page where it ends and how far down."""
    ends: list[tuple[tuple[int, float], Table]] = []
    for table in tables:
        printed = [value.at for row in table.rows for value in row.values.values() if value.text.strip()]
        if printed:
            ends.append((max((at.page, at.box[3]) for at in printed), table))
    return ends


def _finding(ctx: Context, table: Table, row: Row, value: Value, one: _Calculation) -> Finding:
    subject = columns.subject(row)
    reached = next((column for column in table.columns if column.role == "realisasi"), None)
    printed = row.values.get(reached.index) if reached else None
    used = one.upper
    why = ""
    if (
        printed is not None
        and printed.number is not None
        and used is not None
        and not same_number(printed.number, used)
    ):
        why = f" Hitungan itu memakai realisasi {columns.show(used)}, tabelnya {columns.printed(printed)}."
    return ctx.finding(
        message=f"Capaian {quoted(subject)} pada {place(table, value.at)} tercetak {columns.printed(value)}, sedangkan "
        f"hitungan yang ditunjukkan di bawahnya (halaman {one.passage.at.page}) menghasilkan "
        f"{columns.show(one.result)}%.{why} Realisasi dan capaian yang benar perlu dipastikan.",
        subject=subject,
        at=[value.at],
        expected=None,
        formula=one.line,
        inputs=[printed.at] if printed is not None else [],
        references=[one.passage.at],
        table=table,
        verdict="perlu_cek",
    )


def _efficiency(ctx: Context, passage: Passage) -> Iterator[Finding]:
    text = " ".join(passage.text.split())
    match = _EFFICIENCY.match(text)
    if match is None or match["n"] is None:
        return
    used, spent = parse(match["one"]), parse(match["other"])
    records = _of_sasaran(ctx.submission, passage)
    at = int(match["n"]) - 1
    if used is None or spent is None or not 0 <= at < len(records):
        return
    record = records[at]
    reached, capaian = record.realisasi, record.capaian
    if reached is None or capaian is None or reached.number is None or capaian.number is None:
        return
    if not same_number(reached.number, used) or same_number(capaian.number, used) or reached.number.unit != "%":
        return
    result = capaian.number.value - spent.value
    decimals = max(capaian.number.decimals, spent.decimals)
    shown = columns.show_value(result, parse(f"0,{'0' * decimals}%") or spent)
    formula = f"{columns.show(capaian.number)} - {columns.show(spent)}% = {shown}"
    yield ctx.finding(
        message=f"Pada halaman {passage.at.page} tertulis {quoted(text, 100)}: angka {match['one']}% adalah realisasi "
        f"{quoted(record.indikator)}, sedangkan rumus yang dinyatakan memakai capaian kinerja, yaitu "
        f"{columns.printed(capaian)} (halaman {capaian.at.page}); seharusnya {formula}.",
        subject=record.indikator,
        at=[passage.at],
        reported=text,
        expected=shown,
        formula=formula,
        inputs=[capaian.at],
        references=[reached.at],
        segment=ctx.submission.segment(passage.segment),
        key="efisiensi",
        verdict="perlu_cek",
    )


def _of_sasaran(submission: Submission, passage: Passage) -> list[IndikatorRecord]:
    """The indikator of sasaran of the last capaian table above that has both realisasi and capaian of them."""
    tables: dict[str, list[IndikatorRecord]] = {}
    for one in submission.indikator:
        near = one.segment == passage.segment and one.indikator_at.page <= passage.at.page
        if near and one.table_kind == "capaian" and one.level == "sasaran" and one.capaian is not None:
            tables.setdefault(one.table, []).append(one)
    return list(tables.values())[-1] if tables else []
