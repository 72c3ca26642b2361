"""H205: efficiency of the use of resources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from audit import capaian, columns, ratios
from audit.arithmetic import HUNDRED, Interval, interval, total
from audit.findings import place, quoted, shortened
from audit.gravity import METHOD as GRAVITY
from audit.gravity import gravity
from audit.models import Finding, Verdict
from audit.ratios import Candidate, Cell
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.models import Column, Row, Source, Submission, Table, Value

_ONE, _WHOLE = Interval.exactly(1), Interval.exactly(HUNDRED)
_ENOUGH = 2
_AMOUNT = 10_000
_DECLARED = (
    ("hemat", re.compile(r"100\s*%?\s*[-–]", re.IGNORECASE)),
    ("TE", re.compile(r"[/:÷][^=]*[-–]\s*1\b", re.IGNORECASE)),
    (
        "selisih",
        re.compile(
            r"(?:capaian|kinerja|output)[^=/:]{0,60}[-–]\s*[^=/:]{0,30}(?:erapan|anggaran|keuangan|input)", re.I
        ),
    ),
    ("rasio", re.compile(r"(?:capaian|kinerja|output)[^=]{0,60}[/÷]\s*[^=]{0,30}(?:erapan|anggaran|input)", re.I)),
)
_NAMES = {
    "hemat": "100% dikurangi persentase penyerapan anggaran",
    "selisih": "capaian kinerja dikurangi persentase penyerapan anggaran",
    "TE": "capaian kinerja dibagi persentase penyerapan anggaran dikurangi satu",
    "rasio": "capaian kinerja dibagi persentase penyerapan anggaran",
    "PMK": "satu dikurangi persentase penyerapan anggaran dibagi capaian kinerja",
    "rupiah": "pagu dikurangi realisasi anggaran",
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell stands, and what each convention makes of its row."""

    table: Table
    column: Column
    cell: Cell
    by_name: dict[str, tuple[Candidate, ...]]


@rule(
    code="H205",
    category="hitungan",
    severity="sedang",
    title="Efisiensi tidak sesuai dengan capaian kinerja dan penyerapan anggaran",
    why="Efisiensi adalah simpulan tentang penggunaan sumber daya; angka yang tidak dapat dihitung ulang dari capaian "
    "dan penyerapannya menyesatkan penilaian.",
    method="Cara menghitung efisiensi berbeda antarinstansi. Diterima: 100% - % penyerapan; capaian - % penyerapan; "
    "capaian / % penyerapan; capaian / % penyerapan - 1 (tingkat efisiensi); 1 - % penyerapan / capaian (evaluasi "
    "kinerja anggaran); pagu - realisasi untuk nilai Rupiah. Yang berlaku ialah cara yang diikuti sebagian besar baris "
    "kolom sejenis dalam berkas; bila beberapa cara sama banyak, rumus pada judul kolom atau kalimat di atas tabel. "
    "Baris yang tidak mengikuti cara mana pun dilaporkan; baris yang hanya sesuai dengan cara lain berstatus perlu "
    "dicek. Nilai gabungan beberapa baris dibandingkan dengan rata-ratanya. Tabel tanpa capaian kinerja, dan kolom "
    "yang sebagian besar barisnya mengikuti rumus lain, tidak diperiksa; rumus pada baris nomor kolom diperiksa H209. "
    f"{GRAVITY}",
    basis=f"Rumus efisiensi yang dipakai laporan itu sendiri ({PANRB_53}, Lampiran II: analisis "
    "atas efisiensi penggunaan sumber daya)",
    violation="Kolom efisiensi memuat 100% - penyerapan; penyerapan 98,93%, tertulis 1,70% (seharusnya 1,07%).",
    clean="Capaian 104,00%, penyerapan 95,00%, efisiensi tertulis 9,00% pada semua baris.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """Compare every efficiency with what its column's convention gives; columns of one name are judged together."""
    for places in _groups(ctx.submission):
        yield from _check_group(ctx, places)


def cells(submission: Submission) -> Iterator[list[Cell]]:
    """The cells that are judged together, with the ways they may have been computed."""
    for places in _groups(submission):
        yield _in_convention(places, _main(submission, places))


def _groups(submission: Submission) -> list[list[_Place]]:
    groups: dict[tuple[str, str], list[_Place]] = defaultdict(list)
    for table in submission.tables:
        for column in table.columns:
            if column.role == "efisiensi" and column.formula is None:
                for row in table.rows:
                    if found := _place(table, row, column):
                        groups[table.document, columns.header(column).casefold()].append(found)
    return [places for places in groups.values() if any(one.cell.number.value for one in places)]


def _check_group(ctx: Context, places: Sequence[_Place]) -> Iterator[Finding]:
    main = _main(ctx.submission, places)
    following = sum(_follows(one, main) for one in places)
    by_source = {one.cell.value.at: one for one in places}
    ordered = _in_convention(places, main)
    for miss in ratios.misses(ordered, ratios.percent_scales(ordered)):
        yield _finding(ctx, by_source[miss.cell.value.at], miss.expected, main, miss.verdict, None)
    if following >= _ENOUGH and 2 * following > len(places):
        names = _kinds(places)
        for one in places:
            other = next((name for name in names if _follows(one, name)), None)
            if one.by_name.get(main) and not _follows(one, main) and other is not None:
                scale = _scale(one, other)
                yield _finding(ctx, one, one.by_name[main][0].in_scale(scale), main, "perlu_cek", other)


def _kinds(places: Sequence[_Place]) -> list[str]:
    return list(dict.fromkeys(name for one in places for name in one.by_name))


def _main(submission: Submission, places: Sequence[_Place]) -> str:
    """The convention that most places follow, of equals the one that is stated."""
    stated = _declared(submission, places[0])
    return max(_kinds(places), key=lambda name: (sum(_follows(one, name) for one in places), name == stated))


def _in_convention(places: Sequence[_Place], main: str) -> list[Cell]:
    return [replace(one.cell, candidates=_ordered(one, main)) for one in places if one.by_name.get(main)]


def _ordered(one: _Place, main: str) -> tuple[Candidate, ...]:
    others = (candidate for name, found in one.by_name.items() if name != main for candidate in found)
    return (*one.by_name[main], *others)


def _follows(one: _Place, name: str) -> bool:
    return _scale(one, name) != 0


def _scale(one: _Place, name: str) -> Decimal:
    """The scale in which a convention gives the printed number; 0 when it does not."""
    cell = replace(one.cell, candidates=one.by_name.get(name, ()))
    return next((scale for scale in ratios.percent_scales([cell]) if ratios.fits(cell, scale)), Decimal(0))


def _place(table: Table, row: Row, column: Column) -> _Place | None:
    number = columns.number_at(table, row, column)
    if number is None or row.kind in {"total", "average"}:
        return None
    by_name: dict[str, tuple[Candidate, ...]] = {}
    if not _holds_amounts(table, column):
        by_name.update(_conventions(_inputs(table, row, column)))
    elif money := _money(table, row, column):
        by_name["rupiah"] = (money,)
    if not by_name:
        return None
    everything = tuple(candidate for found in by_name.values() for candidate in found)
    return _Place(table, column, Cell(row, columns.value_at(row, column), number, everything), by_name)


@dataclass(frozen=True, slots=True)
class _Input:
    """A percentage as printed or as computed, with the cells it comes from."""

    value: Decimal
    result: Interval
    text: str
    cells: tuple[Value, ...]


def _inputs(table: Table, row: Row, column: Column) -> list[tuple[_Input, _Input]]:
    """Capaian and share of the budget spent: of the row, and the means of the rows that a merged cell stands for."""
    rows = [row]
    following = [one for one in table.rows if (one.index, one.sub) > (row.index, row.sub)]
    for one in following:
        value = one.values.get(column.index)
        if one.kind != "data" or (value is not None and value.text.strip()):
            break
        rows.append(one)
    pairs = [(_capaian(table, one, column), _spent(table, one, column)) for one in rows]
    own, spent = pairs[0]
    found = [(own, spent)] if own and spent else []
    every = [one for one, _ in pairs if one]
    if len(rows) > 1 and len(every) == len(rows) and spent:
        found.append((_mean(every), spent))
    return found


def _mean(inputs: Sequence[_Input]) -> _Input:
    count = len(inputs)
    value = sum((one.value for one in inputs), Decimal(0)) / count
    result = total(one.result for one in inputs) / Interval.exactly(count)
    text = f"({' + '.join(one.text for one in inputs)}) / {count}"
    return _Input(value, result, text, tuple(cell for one in inputs for cell in one.cells))


def _capaian(table: Table, row: Row, column: Column) -> _Input | None:
    return _printed(table, row, ratios.partners(table, column, "capaian")) or _computed(
        table, row, ratios.partners(table, column, "realisasi"), ratios.partners(table, column, "target")
    )


def _spent(table: Table, row: Row, column: Column) -> _Input | None:
    return _printed(table, row, ratios.partners(table, column, "persen_anggaran")) or _computed(
        table, row, ratios.partners(table, column, "realisasi_anggaran"), ratios.partners(table, column, "pagu")
    )


def _printed(table: Table, row: Row, sources: Sequence[Column]) -> _Input | None:
    for source in sources:
        number = columns.number_at(table, row, source)
        if number is not None:
            return _Input(number.value, interval(number), columns.show(number), (columns.value_at(row, source),))
    return None


def _computed(table: Table, row: Row, upper: Sequence[Column], lower: Sequence[Column]) -> _Input | None:
    for above in upper:
        for below in lower:
            for ratio in ratios.quotients(table, row, above, below)[:1]:
                percent = ratio.in_scale(HUNDRED)
                return _Input(percent.value, percent.result, f"({ratio.formula} x 100%)", ratio.inputs)
    return None


def _conventions(pairs: Sequence[tuple[_Input, _Input]]) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
    """What each convention makes of the pairs of capaian and share spent."""
    if not pairs:
        return
    yield "hemat", tuple(_made("100% - {1}", HUNDRED - a.value, _WHOLE - a.result, k, a) for k, a in pairs)
    yield "selisih", tuple(_made("{0} - {1}", k.value - a.value, k.result - a.result, k, a) for k, a in pairs)
    safe = [(k, a) for k, a in pairs if a.result.low > 0 and k.result.low > 0]
    if not safe:
        return
    yield (
        "TE",
        tuple(_made("({0} / {1} - 1)", k.value / a.value - 1, k.result / a.result - _ONE, k, a, True) for k, a in safe),
    )
    yield "rasio", tuple(_made("{0} / {1}", k.value / a.value, k.result / a.result, k, a, True) for k, a in safe)
    yield (
        "PMK",
        tuple(_made("(1 - {1} / {0})", 1 - a.value / k.value, _ONE - a.result / k.result, k, a, True) for k, a in safe),
    )


def _made(formula: str, value: Decimal, result: Interval, k: _Input, a: _Input, ratio: bool = False) -> Candidate:
    """A candidate; percentages of percentages may be printed as fractions of one, too."""
    scaled = value if ratio else value / HUNDRED
    spread = result if ratio else result / _WHOLE
    return Candidate(scaled, spread, formula.format(k.text, a.text), (*k.cells, *a.cells), ratio=True)


def _holds_amounts(table: Table, column: Column) -> bool:
    """Whether the column holds Rupiah rather than percentages, as its header and most of its figures tell."""
    found = [value.number for row in table.rows if (value := row.values.get(column.index)) and value.number]
    figures = [one for one in found if one.value]
    large = sum(abs(one.value) >= _AMOUNT for one in figures)
    return not columns.is_percent(column) and 2 * large > len(figures) and not any("%" in one.raw for one in found)


def _money(table: Table, row: Row, column: Column) -> Candidate | None:
    for pagu in ratios.partners(table, column, "pagu"):
        for realisasi in ratios.partners(table, column, "realisasi_anggaran"):
            return ratios.difference(table, row, pagu, realisasi)
    return None


def _declared(submission: Submission, one: _Place) -> str | None:
    """The convention that the column's header, or a formula in the prose on the page above the table, states."""
    texts = [columns.header(one.column)]
    texts += [
        passage.text
        for passage in submission.passages
        if passage.at.document == one.table.document
        and passage.at.page in (one.table.pages[0] - 1, one.table.pages[0])
        and "efisiensi" in passage.text.casefold()
        and "=" in passage.text
    ]
    return next((name for text in texts for name, pattern in _DECLARED if pattern.search(text)), None)


def _finding(ctx: Context, one: _Place, expected: Candidate, main: str, verdict: Verdict, other: str | None) -> Finding:
    cell = one.cell
    shown = columns.show_value(expected.value, cell.number)
    subject = capaian.indikator(one.table, cell.row)
    holder = columns.budget_subject(one.table, cell.row)
    of = "" if holder in {subject, columns.subject(cell.row)} else f" ({shortened(holder)})"
    remark = f" Angka tersebut diperoleh dengan cara lain, yaitu {_NAMES[other]}." if other else ""
    return ctx.finding(
        message=f"Pada {place(one.table, cell.value.at)}, kolom {quoted(columns.named(one.column))} untuk "
        f"{quoted(subject)}{of} tertulis {columns.printed(cell.value)}, sedangkan cara yang dipakai dalam kolom itu "
        f"({_NAMES[main]}) menghasilkan {shown}.{remark}",
        subject=subject,
        at=[cell.value.at],
        inputs=_distinct(expected.inputs),
        expected=shown,
        formula=f"{_plain(expected.formula, main)} = {shown}",
        table=one.table,
        key=columns.key(one.column),
        severity=gravity(cell.number, expected.value),
        verdict=verdict,
    )


def _distinct(values: Sequence[Value]) -> list[Source]:
    return list(dict.fromkeys(value.at for value in values))


def _plain(formula: str, main: str) -> str:
    """The formula without the factor that makes a ratio a percentage where it is none."""
    return formula.removesuffix(" x 100%") if main in ("hemat", "selisih") else formula
