"""F601: one table, one notation of numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from audit import columns
from audit.findings import is_trusted, place, quoted
from audit.models import Finding
from audit.phrases import listed, of_row
from audit.registry import Context, rule
from normalize.models import Column, Row, Table, Value
from normalize.numbers import format_id

Notation = Literal["id", "en"]
Sign = Literal["ribuan", "desimal"]

_SHOWN = 3
"""Examples per table; a message with more is not read."""
_MARKED = 12
"""Places per table that the evidence marks."""
_LISTED = 8
"""Tables named in a message."""
_COLUMN = 3
"""From this many numbers on, a column is said to keep to a notation."""
_DOCUMENT = 10
"""From this many numbers on, a document is."""

_MARKS: dict[tuple[Notation, Sign], str] = {
    ("id", "ribuan"): "titik sebagai pemisah ribuan",
    ("id", "desimal"): "koma sebagai tanda desimal",
    ("en", "ribuan"): "koma sebagai pemisah ribuan",
    ("en", "desimal"): "titik sebagai tanda desimal",
}
_SWAPPED = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True)
class _Cell:
    """An unambiguous number: its notation, and which separator shows it (thousands where both do)."""

    table: Table
    row: Row
    column: Column
    notation: Notation
    sign: Sign

    @property
    def value(self) -> Value:
        return columns.value_at(self.row, self.column)

    @property
    def label(self) -> str:
        if columns.is_money(self.column):
            return columns.budget_subject(self.table, self.row)
        return columns.subject(self.row)


@dataclass(frozen=True, slots=True)
class _Mixture:
    """The numbers of one table that are not printed as the others are.

    ``usual`` is one of the others. ``whole`` are the columns that keep to the odd notation throughout.
    """

    table: Table
    odd: tuple[_Cell, ...]
    usual: _Cell
    whole: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class _Stray:
    """The amounts of one column with decimals that say nothing."""

    table: Table
    column: Column
    values: tuple[Value, ...]


@rule(
    code="F601",
    category="format",
    severity="rendah",
    title="Penulisan angka dalam satu tabel tidak seragam",
    why="Titik dan koma yang bertukar arti dalam satu tabel membuat angka mudah salah baca dan salah salin.",
    method="Hanya angka yang pemisahnya tidak bermakna ganda yang dihitung: “1.234.567” atau “93,33” (cara Indonesia) "
    "dan “1,234,567” atau “93.33” (cara Inggris). Bila keduanya ada dalam satu tabel, yang dilaporkan ialah angka "
    "dengan cara yang lebih jarang dalam kolomnya, atau kolom dengan cara yang lebih jarang dalam tabelnya; bila sama "
    "banyak, yang bercara Inggris. Penulisan yang disarankan selalu cara Indonesia. Berkas yang seluruh angkanya "
    "bercara Inggris dicatat satu kali dengan tingkat info. Tabel dalam satu berkas dengan percampuran yang sama "
    "menjadi satu temuan. Kolom "
    "yang seluruhnya memakai cara lain dan perbedaan tanda desimal saja berstatus perlu dicek, karena mungkin disalin "
    "dari aplikasi dan tidak mengubah nilai. Dicatat pula nilai Rupiah dengan satu desimal nol (1.896.000,0), atau "
    "dengan dua desimal nol di antara nilai yang sebagian besar bulat.",
    basis="Ejaan Bahasa Indonesia yang Disempurnakan (EYD): titik memisahkan ribuan, koma memisahkan desimal",
    violation="Dalam satu kolom tertulis 1,743,965,488 dan 2.029.230.488.",
    clean="Seluruh tabel memakai 1.743.965.488 dan 96,77.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per document, notation and kind of separator, one for stray decimals, one for English throughout."""
    notations: dict[str, list[_Cell]] = defaultdict(list)
    mixed: dict[tuple[str, Notation, Sign], list[_Mixture]] = defaultdict(list)
    stray: dict[str, list[_Stray]] = defaultdict(list)
    for table in ctx.submission.tables:
        by_column = [cells for column in table.columns if (cells := _unambiguous(table, column))]
        notations[table.document] += [cell for cells in by_column for cell in cells]
        for mixture in _mixtures(table, by_column):
            mixed[table.document, mixture.odd[0].notation, mixture.odd[0].sign].append(mixture)
        stray[table.document] += _strays(table)
    for mixtures in mixed.values():
        yield _mixed(ctx, mixtures)
    for document, found in stray.items():
        if found:
            yield _stray(ctx, document, found)
    for document, printed in notations.items():
        if len(printed) >= _DOCUMENT and all(cell.notation == "en" for cell in printed):
            yield _english(ctx, document, printed)


def _mixtures(table: Table, by_column: Sequence[Sequence[_Cell]]) -> Iterator[_Mixture]:
    """The cells that leave the notation of their column, and the columns that leave that of the table."""
    everything = [cell for cells in by_column for cell in cells]
    usual = _usual(everything)
    if usual is None:
        return
    odd: dict[tuple[Notation, Sign], list[_Cell]] = defaultdict(list)
    whole: list[Column] = []
    for cells in by_column:
        single = cells[0].notation if len(cells) >= _COLUMN else usual
        main = _usual(cells) or single
        strange = [cell for cell in cells if cell.notation != main] or (cells if main != usual else [])
        if strange and len(strange) == len(cells) >= _COLUMN:
            whole.append(cells[0].column)
        for cell in strange:
            odd[cell.notation, cell.sign].append(cell)
    for (notation, sign), strange in odd.items():
        others = [cell for cell in everything if cell.notation != notation]
        example = next((cell for cell in others if cell.sign == sign), others[0])
        kept = {cell.column.index for cell in strange}
        yield _Mixture(table, tuple(strange), example, tuple(one for one in whole if one.index in kept))


def _usual(cells: Iterable[_Cell]) -> Notation | None:
    """The notation of most numbers, the Indonesian one when there are as many of both; None when all are in one."""
    times = Counter(cell.notation for cell in cells)
    if len(times) < 2:
        return None
    return "en" if times["en"] > times["id"] else "id"


def _unambiguous(table: Table, column: Column) -> list[_Cell]:
    if column.role in columns.LABEL_ROLES:
        return []
    cells = []
    for row in table.rows:
        value = row.values.get(column.index)
        number = value.number if value is not None else None
        if value is None or number is None or number.alternatives or number.style not in ("id", "en"):
            continue
        if not is_trusted(value.at):
            continue
        notation: Notation = "en" if number.style == "en" else "id"
        thousands = abs(number.value) >= 1000
        cells.append(_Cell(table, row, column, notation, "ribuan" if thousands else "desimal"))
    return cells


def _mixed(ctx: Context, mixtures: Sequence[_Mixture]) -> Finding:
    """The finding about tables with the same mixture; what is in question are always the English figures."""
    odd = [cell for mixture in mixtures for cell in mixture.odd[:_SHOWN]]
    first = odd[0]
    usual = [mixture.usual for mixture in mixtures]
    strange = [cell.value.at for mixture in mixtures for cell in mixture.odd[:_MARKED]]
    others = [cell.value.at for cell in usual]
    in_columns = all(len(mixture.whole) == len({cell.column.index for cell in mixture.odd}) for mixture in mixtures)
    where = _several([_described(mixture) for mixture in mixtures])
    example = columns.printed(usual[0].value)
    english = first.notation == "en"
    wrong = odd if english else usual
    return ctx.finding(
        message=f"Sebagian angka memakai {_MARKS[first.notation, first.sign]}, berbeda dari angka lain dalam tabel "
        f"yang sama (misalnya {example}), yaitu pada {where}. Penulisan perlu diseragamkan menurut kaidah bahasa "
        f"Indonesia, misalnya {columns.printed(wrong[0].value)} menjadi {_indonesian(wrong[:1])}.",
        subject=f"Penulisan angka dalam {mixtures[0].table.document}",
        at=strange if english else others,
        references=others if english else strange,
        reported=_examples([cell.value for cell in wrong]),
        expected=_indonesian(wrong),
        segment=ctx.lead(mixtures[0].table.document),
        about="penulisan angka",
        key=f"pemisah {first.notation} {first.sign}",
        verdict="pasti" if first.sign == "ribuan" and not in_columns else "perlu_cek",
    )


def _english(ctx: Context, document: str, printed: Sequence[_Cell]) -> Finding:
    """The finding about a document that keeps to the English notation throughout."""
    by_table: dict[str, _Cell] = {}
    for cell in printed:
        by_table.setdefault(cell.table.id, cell)
    examples = list(by_table.values())
    shown = examples[:_SHOWN]
    return ctx.finding(
        message=f"Seluruh angka dalam {len(examples)} tabel berkas ini ditulis dengan cara Inggris (koma sebagai "
        f"pemisah ribuan, titik sebagai tanda desimal), misalnya {_examples([cell.value for cell in shown])} pada "
        f"{place(examples[0].table, examples[0].value.at)}. Penulisannya seragam, tetapi tidak menurut kaidah "
        "bahasa Indonesia.",
        subject=f"Penulisan angka dalam {document}",
        at=[cell.value.at for cell in examples[:_MARKED]],
        reported=_examples([cell.value for cell in shown]),
        expected=_indonesian(shown),
        segment=ctx.lead(document),
        about="penulisan angka",
        key="seluruhnya en",
        severity="info",
        title="Angka dalam berkas ditulis dengan cara Inggris",
    )


def _indonesian(cells: Iterable[_Cell]) -> str:
    """Figures printed in the English notation, in the Indonesian one."""
    return ", ".join(dict.fromkeys(columns.printed(cell.value).translate(_SWAPPED) for cell in cells))


def _several(tables: Sequence[str]) -> str:
    """The tables with a semicolon between them, as they hold commas."""
    rest = len(tables) - _LISTED
    return "; ".join([*tables[:_LISTED], *([f"serta {rest} tabel lain"] if rest > 0 else [])])


def _described(mixture: _Mixture) -> str:
    """ "Tabel 3.1 (halaman 7): 1,200,000 (“Program A”) dan 3 angka lain"."""
    cells = mixture.odd[:_SHOWN]
    rest = f", dan {len(mixture.odd) - _SHOWN} angka lain" if len(mixture.odd) > _SHOWN else ""
    shown = ", ".join(of_row(columns.printed(cell.value), cell.label) for cell in cells)
    labels = listed(quoted(columns.named(column), 60) for column in mixture.whole)
    within = f" pada seluruh kolom {labels}" if labels else ""
    return f"{place(mixture.table, cells[0].value.at)}{within}: {shown}{rest}"


def _strays(table: Table) -> list[_Stray]:
    """The Rupiah amounts whose decimals say nothing and are not those of the table's other amounts.

    Rupiah are printed with two decimals or with none, so a single one is a slip wherever whole amounts stand in the
    table; two are one where they are few among whole amounts of a column ("5.000,-" counts as printed with decimals).
    """
    amounts = [(column, _amounts(table, column)) for column in table.columns if columns.is_money(column)]
    everywhere = [value for _, values in amounts for value in values]
    if not any(_decimals(value) == 0 for value in everywhere) or any(_fraction(value) for value in everywhere):
        return []
    found = []
    for column, values in amounts:
        few = 3 * sum(_decimals(value) > 1 for value in values) < len(values)
        strays = [value for value in values if _decimals(value) == 1 or (few and _decimals(value) > 1)]
        if strays:
            found.append(_Stray(table, column, tuple(strays)))
    return found


def _amounts(table: Table, column: Column) -> list[Value]:
    found = [row.values[column.index] for row in table.rows if column.index in row.values]
    return [value for value in dict.fromkeys(found) if value.number and value.number.style != "malformed"]


def _decimals(value: Value) -> int:
    """How many decimals an amount is printed with; two for "5.000,-"."""
    if value.number is None:
        return 0
    return 2 if value.number.raw.rstrip().endswith(("-", "=")) else value.number.decimals


def _fraction(value: Value) -> bool:
    return value.number is not None and value.number.value != int(value.number.value)


def _stray(ctx: Context, document: str, found: Sequence[_Stray]) -> Finding:
    shown = [value for one in found for value in one.values[:_SHOWN]]
    where = _several(
        [
            f"{place(one.table, one.values[0].at)}, kolom {quoted(columns.named(one.column), 60)}: "
            f"{_examples(one.values[:_SHOWN])}"
            for one in found
        ]
    )
    return ctx.finding(
        message=f"Nilai Rupiah ditulis dengan desimal yang tidak bermakna pada {where}, sedangkan nilai lain dalam "
        "tabel yang sama ditulis bulat.",
        subject=f"Penulisan nilai Rupiah dalam {document}",
        at=[value.at for one in found for value in one.values[:_MARKED]],
        reported=_examples(shown),
        expected=", ".join(dict.fromkeys(_rounded(value) for value in shown)),
        segment=ctx.lead(document),
        about="penulisan nilai rupiah",
        key="desimal",
    )


def _rounded(value: Value) -> str:
    return format_id(value.number.value, 0) if value.number else ""


def _examples(values: Sequence[Value]) -> str:
    return ", ".join(dict.fromkeys(columns.printed(value) for value in values))
