"""The tables of a report as Word grids, their figures computed unless the plan says otherwise.

``width`` is the room between the margins in cm; ``spot`` is where planted errors of the table are looked up, with keys
``<row>/<column>``.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from samples.figures import DASH, ID, Notation, Quantity, average, growth, rounded, share
from samples.plan import Spot
from samples.records import Account, Indikator, Program, Sasaran
from samples.wml import Cell, Grid, Row

HEAD_SHADE = "D9E2F3"


def fit(width: float, *weights: float) -> tuple[float, ...]:
    """Column widths in the given proportion that fill ``width``."""
    return tuple(width * weight / sum(weights) for weight in weights)


def head(text: str, cs: int = 1, rs: int = 1, shade: str = HEAD_SHADE) -> Cell:
    return Cell(text, cs, rs, "center", True, shade)


def mid(text: str, cs: int = 1, rs: int = 1, bold: bool = False) -> Cell:
    return Cell(text, cs, rs, "center", bold)


def num(text: str, bold: bool = False) -> Cell:
    return Cell(text, align="right", bold=bold)


def numbers(*texts: str) -> Row:
    """The row of column numbers, some of which declare a formula."""
    return [Cell(text, align="center") for text in texts]


def shown(quantity: Quantity | str | None) -> str:
    """A target or realisasi as printed; a dash where there is none."""
    if quantity is None:
        return DASH
    return quantity if isinstance(quantity, str) else quantity.text()


def two(value: Decimal) -> str:
    """A percentage with two decimals, without its sign."""
    return ID.number(rounded(value), 2)


def printed_capaian(indikator: Indikator, spot: Spot) -> Decimal | None:
    """The capaian that follows from the target as printed at ``spot``."""
    if not isinstance(indikator.target, Quantity):
        return None
    return indikator.capaian(spot.value(f"{indikator.key}/target", indikator.target.value))


def pk_indikator(sasaran: Sequence[Sasaran], width: float, spot: Spot, label: str = "Sasaran Strategis") -> Grid:
    body: list[Row] = []
    for number, goal in enumerate(sasaran, 1):
        for place, ind in enumerate(goal.indikator):
            tall = len(goal.indikator)
            first = [mid(f"{number}", rs=tall), Cell(goal.name, rs=tall)] if place == 0 else []
            name = Cell(spot.text(f"{ind.key}/indikator", ind.name))
            body.append([*first, name, mid(spot.text(f"{ind.key}/target", shown(ind.promised)))])
    top = [head("No"), head(label), head("Indikator Kinerja"), head("Target")]
    return Grid(fit(width, 0.9, 5.2, 7, 2.8), (top, numbers("1", "2", "3", "4")), tuple(body), size=10)


def pk_anggaran(programs: Sequence[Program], width: float, spot: Spot) -> Grid:
    body: list[Row] = [
        [
            mid(f"{number}."),
            Cell(program.name),
            num(spot.text(f"{program.key}/pagu", ID.rupiah(program.pagu))),
            mid(program.source),
        ]
        for number, program in enumerate(programs, 1)
    ]
    total = sum(program.pagu for program in programs)
    body.append([mid("Jumlah", cs=2, bold=True), num(spot.text("jumlah/pagu", ID.rupiah(total)), True), Cell()])
    top = [head("No"), head("Program"), head("Anggaran (Rp)"), head("Keterangan")]
    return Grid(fit(width, 0.9, 8, 4, 3), (top,), tuple(body), size=10)


def capaian(
    sasaran: Sequence[Sasaran],
    width: float,
    spot: Spot,
    period: str,
    label: str = "Sasaran Strategis",
    formula: str = "6=5/4 x 100%",
    mean: bool = True,
) -> Grid:
    """Target, realisasi and capaian of a period under a two-level header."""
    body: list[Row] = []
    reached: list[Decimal] = []
    for number, goal in enumerate(sasaran, 1):
        for place, ind in enumerate(goal.indikator):
            tall = len(goal.indikator)
            first = [mid(f"{number}", rs=tall), Cell(goal.name, rs=tall)] if place == 0 else []
            result = printed_capaian(ind, spot)
            cells = [
                Cell(spot.text(f"{ind.key}/indikator", ind.name)),
                mid(spot.text(f"{ind.key}/target", shown(ind.target))),
                mid(spot.text(f"{ind.key}/realisasi", shown(ind.realisasi))),
                mid(spot.text(f"{ind.key}/capaian", DASH if result is None else two(result))),
            ]
            body.append([*first, *cells])
            if result is not None:
                reached.append(result)
    if mean:
        figure = spot.text("rata-rata/capaian", two(average(reached)))
        body.append([mid("Rata-rata Capaian", cs=5, bold=True), mid(figure, bold=True)])
    tops = (
        [head("No", rs=2), head(label, rs=2), head("Indikator Kinerja", rs=2), head(f"Kinerja {period}", cs=3)],
        [head("Target"), head("Realisasi"), head("Capaian (%)")],
        numbers("1", "2", "3", "4", "5", formula),
    )
    return Grid(fit(width, 0.8, 4, 5.2, 2.1, 2.1, 2.1), tops, tuple(body))


def capaian_quarter(
    sasaran: Sequence[Sasaran], width: float, spot: Spot, year: int, quarter: str, mean: bool = True
) -> Grid:
    """The three-level header of the quarterly reports: Kinerja > Target > year and quarter."""
    body: list[Row] = []
    reached: list[Decimal] = []
    for number, goal in enumerate(sasaran, 1):
        for place, ind in enumerate(goal.indikator):
            tall = len(goal.indikator)
            first = [mid(f"{number}", rs=tall), Cell(goal.name, rs=tall)] if place == 0 else []
            result = printed_capaian(ind, spot)
            cells = [
                Cell(spot.text(f"{ind.key}/indikator", ind.name)),
                mid(spot.text(f"{ind.key}/tahunan", shown(ind.promised))),
                mid(spot.text(f"{ind.key}/target", shown(ind.target))),
                mid(spot.text(f"{ind.key}/realisasi", shown(ind.realisasi))),
                mid(spot.text(f"{ind.key}/capaian", DASH if result is None else two(result))),
            ]
            body.append([*first, *cells])
            if result is not None:
                reached.append(result)
    if mean:
        body.append([mid("Rata-rata Capaian", cs=6, bold=True), mid(two(average(reached)), bold=True)])
    tops = (
        [head("No", rs=3), head("Sasaran", rs=3), head("Indikator Kinerja", rs=3), head("Kinerja", cs=4)],
        [head("Target", cs=2), head(f"Realisasi s.d. {quarter}", rs=2), head("Capaian (%)", rs=2)],
        [head(f"Tahun {year}"), head(quarter)],
        numbers("1", "2", "3", "4", "5", "6", "7"),
    )
    return Grid(fit(width, 0.8, 3.5, 4.6, 2.1, 2.1, 2.1, 1.9), tops, tuple(body))


def by_year(indikator: Sequence[Indikator], width: float, spot: Spot, years: Sequence[str]) -> Grid:
    """Realisasi of several years and the change from the last but one to the last."""
    body: list[Row] = []
    for number, ind in enumerate(indikator, 1):
        if not isinstance(ind.realisasi, Quantity):
            raise ValueError(f"{ind.key} has no realisasi to compare")
        now = spot.value(f"{ind.key}/realisasi", ind.realisasi.value)
        change = growth(now, ind.history[-1].value)
        before = [mid(quantity.text()) for quantity in ind.history]
        present = mid(spot.text(f"{ind.key}/realisasi", ind.realisasi.text()))
        body.append([mid(f"{number}"), Cell(ind.name), *before, present, mid(f"{two(change)}%")])
    last = 2 + len(years)
    tops = (
        [head("No", rs=2), head("Indikator Kinerja", rs=2), head("Realisasi", cs=len(years)), head("Kenaikan", rs=2)],
        [head(year) for year in years],
        numbers(*(str(n + 1) for n in range(last)), f"{last + 1}=({last}-{last - 1})/{last - 1} x 100%"),
    )
    return Grid(fit(width, 0.8, 5.6, *[2.2] * len(years), 3), tops, tuple(body))


def against_horizon(indikator: Sequence[Indikator], width: float, spot: Spot, year: str, end: int) -> Grid:
    """Realisasi against the target of the last year of the Renstra, with what is still missing."""
    body: list[Row] = []
    for number, ind in enumerate(indikator, 1):
        if not isinstance(ind.realisasi, Quantity) or ind.horizon is None:
            raise ValueError(f"{ind.key} has no realisasi or no target at the end of the Renstra")
        gap = Quantity(
            ind.horizon.value - ind.realisasi.value, ind.horizon.places, ind.horizon.unit, ind.horizon.spaced
        )
        cells = [
            mid(ind.horizon.text()),
            mid(ind.realisasi.text()),
            mid(spot.text(f"{ind.key}/selisih", gap.text())),
            mid(two(share(ind.realisasi.value, ind.horizon.value))),
        ]
        body.append([mid(f"{number}"), Cell(ind.name), *cells])
    top = [
        head("No"),
        head("Indikator Kinerja"),
        head(f"Target Akhir Renstra ({end})"),
        head(f"Realisasi {year}"),
        head("Selisih"),
        head("Tingkat Kemajuan (%)"),
    ]
    return Grid(
        fit(width, 0.8, 5.4, 2.6, 2.4, 2, 2.8),
        (top, numbers("1", "2", "3", "4", "5=3-4", "6=4/3 x 100%")),
        tuple(body),
    )


def beside(own: Indikator, other: Indikator, unit: str, width: float, spot: Spot) -> Grid:
    """Realisasi of an indikator beside that of another unit, which has its own name for it."""
    if not isinstance(own.realisasi, Quantity) or not isinstance(other.realisasi, Quantity):
        raise ValueError(f"{own.key} has no realisasi to compare")
    theirs = spot.text(f"{other.key}/realisasi", other.realisasi.text())
    row = [mid("1"), Cell(other.name), mid(own.realisasi.text()), mid(theirs)]
    return Grid(
        fit(width, 0.8, 6, 3, 4), ([head("No"), head("Indikator Kinerja"), head("Realisasi"), head(unit)],), (row,)
    )


def efisiensi(rows: Sequence[tuple[str, Decimal, Decimal]], width: float, spot: Spot) -> Grid:
    """Per name the capaian kinerja and the share of the budget spent, both percent, and their difference."""
    body: list[Row] = []
    for number, (name, reached, spent) in enumerate(rows, 1):
        cells = [mid(two(reached)), mid(two(spent)), mid(spot.text(f"{number}/efisiensi", two(reached - spent)))]
        body.append([mid(f"{number}"), Cell(name), *cells])
    top = [
        head("No"),
        head("Sasaran"),
        head("Rata-rata Capaian Kinerja (%)"),
        head("Penyerapan Anggaran (%)"),
        head("Tingkat Efisiensi (%)"),
    ]
    return Grid(fit(width, 0.8, 6, 3, 3, 3), (top, numbers("1", "2", "3", "4", "5=3-4")), tuple(body))


def count_table(
    labels: Sequence[str],
    rows: Sequence[tuple[str, Sequence[int]]],
    width: float,
    spot: Spot,
    formula: str | None = None,
    total: bool = True,
) -> Grid:
    """Counts in groups, their sum at the right of each row, and below them the sum of the columns.

    ``labels`` are the heading of the first column and of the groups; ``formula`` declares the sum over the row.
    """
    body: list[Row] = []
    for number, (name, counts) in enumerate(rows, 1):
        cells = [mid(ID.number(value)) for value in counts]
        summed = spot.text(f"{number}/jumlah", ID.number(sum(counts)))
        body.append([mid(f"{number}"), Cell(name), *cells, mid(summed)])
    if total:
        sums = [sum(counts[place] for _, counts in rows) for place in range(len(labels) - 1)]
        cells = [
            mid(spot.text(f"jumlah/{place}", ID.number(value)), bold=True)
            for place, value in enumerate([*sums, sum(sums)], 1)
        ]
        body.append([mid("Jumlah", cs=2, bold=True), *cells])
    tops: list[Row] = [[head("No"), *(head(label) for label in labels), head("Jumlah")]]
    if formula:
        tops.append(numbers(*(str(n + 1) for n in range(len(labels) + 1)), formula))
    return Grid(fit(width, 1, 5, *[2.5] * len(labels)), tuple(tops), tuple(body), size=10)


def budget_line(
    key: str, mark: str, name: str, amounts: tuple[int, int], spot: Spot, notation: Notation, bold: bool = False
) -> Row:
    """Mark, name, pagu, realisasi, percent and sisa of one line."""
    pagu, spent = amounts
    return [
        Cell(mark, bold=bold),
        Cell(name, bold=bold),
        num(spot.text(f"{key}/pagu", notation.rupiah(pagu)), bold),
        num(spot.text(f"{key}/realisasi", notation.rupiah(spent)), bold),
        num(spot.text(f"{key}/persen", notation.number(rounded(share(spent, pagu)), 2)), bold),
        num(spot.text(f"{key}/sisa", notation.rupiah(pagu - spent)), bold),
    ]


BUDGET_HEAD: Row = [
    head("No"),
    head("Program / Kegiatan / Sub Kegiatan"),
    head("Pagu (Rp)"),
    head("Realisasi (Rp)"),
    head("%"),
    head("Sisa (Rp)"),
]
BUDGET_NUMBERS = numbers("1", "2", "3", "4", "5=4/3 x 100%", "6=3-4")


def cost_per_outcome(rows: Sequence[tuple[Sasaran, Sequence[Program]]], width: float, spot: Spot) -> Grid:
    """Kinerja of each indikator beside pagu and realisasi of the programs that serve its sasaran."""
    body: list[Row] = []
    for number, (goal, programs) in enumerate(rows, 1):
        pagu, spent = (sum(amounts) for amounts in zip(*((p.pagu, p.realisasi) for p in programs), strict=True))
        for place, ind in enumerate(goal.indikator):
            tall, result = len(goal.indikator), ind.capaian()
            first = [mid(f"{number}", rs=tall), Cell(goal.name, rs=tall)] if place == 0 else []
            texts = (shown(ind.target), shown(ind.realisasi), DASH if result is None else two(result))
            money = [
                Cell(text, rs=tall, align="right")
                for text in (ID.rupiah(pagu), ID.rupiah(spent), spot.text(f"{number}/persen", two(share(spent, pagu))))
            ]
            body.append([*first, Cell(ind.name), *map(mid, texts), *(money if place == 0 else [])])
    tops = (
        [
            head("No", rs=2),
            head("Sasaran", rs=2),
            head("Indikator", rs=2),
            head("Kinerja", cs=3),
            head("Anggaran (Rp)", rs=2),
            head("Realisasi (Rp)", rs=2),
            head("(%)", rs=2),
        ],
        [head("T"), head("R"), head("%")],
        numbers("1", "2", "3", "4", "5", "6", "7", "8", "9=8/7"),
    )
    return Grid(fit(width, 0.8, 3.1, 3.6, 1.6, 1.6, 1.5, 2.4, 2.4, 1.3), tops, tuple(body), size=8)


def lra(accounts: Sequence[Account], width: float, spot: Spot) -> Grid:
    """Anggaran and realisasi per account code; groups in bold above their parts."""
    codes = [account.code for account in accounts]
    body: list[Row] = []
    for account in accounts:
        group = any(code.startswith(f"{account.code}.") for code in codes)
        amounts = (account.pagu, account.realisasi)
        body.append(budget_line(account.code, account.code, account.name, amounts, spot, ID, group))
    top = [
        head("Kode Rekening"),
        head("Uraian"),
        head("Anggaran (Rp)"),
        head("Realisasi (Rp)"),
        head("%"),
        head("Sisa Anggaran (Rp)"),
    ]
    return Grid(fit(width, 2.6, 7, 3.6, 3.6, 1.8, 3.6), (top,), tuple(body), size=10)


def budget_tree(
    programs: Sequence[Program],
    width: float,
    spot: Spot,
    notation: Notation = ID,
    repeat: bool = True,
    split: bool = False,
) -> Grid:
    """Pagu and realisasi of program, kegiatan and sub kegiatan with a total; marks are codes or running numbers."""
    body: list[Row] = []
    for p, program in enumerate(programs, 1):
        key, mark = program.key, program.code or f"{p}"
        amounts = (program.pagu, program.realisasi)
        body.append(budget_line(key, mark, program.name, amounts, spot, notation, bold=True))
        for k, kegiatan in enumerate(program.parts, 1):
            key, mark = f"{program.key}.{k}", kegiatan.code or f"{p}.{k}"
            line = budget_line(key, mark, kegiatan.name, (kegiatan.pagu, kegiatan.realisasi), spot, notation)
            body.append(line)
            for s, sub in enumerate(kegiatan.parts, 1):
                key, mark = f"{program.key}.{k}.{s}", sub.code or f"{p}.{k}.{s}"
                body.append(budget_line(key, mark, sub.name, (sub.pagu, sub.realisasi), spot, notation))
    pagu = sum(program.pagu for program in programs)
    spent = sum(program.realisasi for program in programs)
    total = budget_line("jumlah", "", "", (pagu, spent), spot, notation, bold=True)
    body.append([mid("Jumlah", cs=2, bold=True), *total[2:]])
    weights = (2.6 if programs[0].code else 1.3, 5.6, 2.8, 2.8, 1.7, 2.6)
    return Grid(fit(width, *weights), (BUDGET_HEAD, BUDGET_NUMBERS), tuple(body), 8.5, repeat, split)
