"""Whatever an office computes exactly and prints rounded or cut off is right, to however many decimals."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.profile import load
from audit.run import run
from extract.models import Document
from normalize.build import build
from tests.normalize import sheets
from tests.proof.plan import number

PROFILE = load()
YEAR = 2024
NAMES = ("pengelolaan arsip", "pembinaan pasar", "penataan taman", "pengujian kadar air", "pencatatan aset")

always = settings(
    deadline=None, derandomize=True, database=None, max_examples=60, suppress_health_check=list(HealthCheck)
)
Way = tuple[str, int]
ways = st.tuples(st.sampled_from((ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)), st.integers(0, 3))
"""How a column is printed: rounded or cut off, and to how many decimals."""


def printed(value: Fraction, way: Way) -> str:
    """An exact value as the column prints it."""
    mode, decimals = way
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return number(exact.quantize(Decimal(1).scaleb(-decimals), mode))


def report(caption: str, rows: list[list[str]], *sentences: str) -> Document:
    """A report with nothing but one table and the sentences above it."""
    cover = sheets.Sheet(1).title("LAPORAN KINERJA INSTANSI PEMERINTAH", "DINAS PERTAMANAN", f"TAHUN {YEAR}")
    page = sheets.Sheet(2).title("BAB III", "AKUNTABILITAS KINERJA").text(*sentences)
    table = sheets.table(rows, 2, page.top + 40, f"Tabel 3.1 {caption} Tahun {YEAR}")
    return sheets.document([cover, page], tables=[table], path="lkj.pdf")


def computations(made: Document) -> list[str]:
    """What the rules find wrong with computations."""
    found = run(build("opd", "opd", [made]), PROFILE)
    return [f"{one.rule}: {one.message}" for one in found if one.category == "hitungan"]


@st.composite
def exact(draw: st.DrawFn, low: int, high: int, decimals: int = 2) -> Fraction:
    """A figure of up to so many decimals."""
    return Fraction(draw(st.integers(low * 10**decimals, high * 10**decimals)), 10**decimals)


def pairs(low: int, high: int) -> st.SearchStrategy[list[tuple[Fraction, Fraction]]]:
    """Two figures for each of three to five rows."""
    return st.lists(st.tuples(exact(low, high), exact(low, high)), min_size=3, max_size=len(NAMES))


def numbered(
    found: list[tuple[Fraction, Fraction]], row: Callable[[str, Fraction, Fraction], list[str]]
) -> list[list[str]]:
    """A table's rows, each with its number in front."""
    return [[str(n), *row(name, *pair)] for n, (name, pair) in enumerate(zip(NAMES, found, strict=False), 1)]


@always
@given(pairs(5, 100), ways, ways)
def test_capaian_and_their_mean(found: list[tuple[Fraction, Fraction]], way: Way, of_mean: Way) -> None:
    header = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
    rows = numbered(
        found,
        lambda name, aim, made: [
            f"Cakupan {name}",
            printed(aim, (ROUND_HALF_UP, 2)),
            printed(made, (ROUND_HALF_UP, 2)),
            printed(made / aim * 100, way),
        ],
    )
    mean = sum((made / aim * 100 for aim, made in found), Fraction(0)) / len(found)
    decimals = min(way[1], of_mean[1])  # a mean of rounded figures is no finer than they are
    mean_row = ["", "Rata-rata", "", "", printed(mean, (of_mean[0] if way[0] != ROUND_DOWN else ROUND_DOWN, decimals))]
    assert computations(report("Capaian Kinerja", [header, *rows, mean_row])) == []


@always
@given(pairs(20, 100), ways)
def test_growth(found: list[tuple[Fraction, Fraction]], way: Way) -> None:
    header = ["No", "Indikator Kinerja", f"Realisasi {YEAR - 1}", f"Realisasi {YEAR}", "Pertumbuhan (%)"]
    rows = numbered(
        found,
        lambda name, old, new: [
            f"Cakupan {name}",
            printed(old, (ROUND_HALF_UP, 2)),
            printed(new, (ROUND_HALF_UP, 2)),
            printed((new - old) / old * 100, way),
        ],
    )
    assert computations(report("Perbandingan Realisasi Kinerja", [header, *rows])) == []


@always
@given(pairs(1, 100), ways, ways, ways)
def test_efficiency(found: list[tuple[Fraction, Fraction]], way: Way, of_capaian: Way, of_spent: Way) -> None:
    """The efficiency is made of the exact percentages, whose rounded ones stand beside it."""
    header = ["No", "Sasaran", "Capaian Kinerja (%)", "Penyerapan Anggaran (%)", "Tingkat Efisiensi (%)"]
    shown = [(ROUND_HALF_UP, one[1]) for one in (of_capaian, of_spent)]
    rows = numbered(
        found,
        lambda name, capaian, spent: [
            f"Meningkatnya {name}",
            printed(capaian, shown[0]),
            printed(spent, shown[1]),
            printed(capaian - spent, way),
        ],
    )
    assert computations(report("Efisiensi Penggunaan Sumber Daya", [header, *rows])) == []


@always
@given(st.lists(st.tuples(st.integers(10**6, 10**9), st.integers(0, 1000)), min_size=3, max_size=5), ways)
def test_share_of_the_budget_in_tables_and_prose(found: list[tuple[int, int]], way: Way) -> None:
    spent = [(pagu, pagu * share // 1000) for pagu, share in found]
    header = ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "%"]
    rows = [
        [str(n), f"Program {name}", number(pagu), number(made), printed(Fraction(made, pagu) * 100, way)]
        for n, (name, (pagu, made)) in enumerate(zip(NAMES, spent, strict=False), 1)
    ]
    pagu, made = (sum(one) for one in zip(*spent, strict=True))
    share = printed(Fraction(made, pagu) * 100, way)
    total = ["", "Jumlah", number(pagu), number(made), share]
    said = f"Realisasi anggaran sebesar Rp{number(made)} atau {share}% dari pagu sebesar Rp{number(pagu)}."
    assert computations(report("Realisasi Anggaran", [header, *rows, total], said)) == []


def test_what_is_not_rounded_correctly_is_found() -> None:
    """So that the others do not pass because nothing is checked."""
    aims, made = ("80,00", "90,00", "75,00"), ("60,00", "81,00", "72,00")
    header = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
    for shares, code in ((("75,00", "90,00", "97,00"), "H201"), (("75,00", "90,00", "96,00"), "H206")):
        cells = zip(NAMES, aims, made, shares, strict=False)
        rows = [[str(n), f"Cakupan {name}", *figures] for n, (name, *figures) in enumerate(cells, 1)]
        mean = ["", "Rata-rata", "", "", "87,00" if code == "H201" else "88,20"]
        assert [one[:4] for one in computations(report("Capaian Kinerja", [header, *rows, mean]))] == [code]
    header = ["No", "Indikator Kinerja", f"Realisasi {YEAR - 1}", f"Realisasi {YEAR}", "Pertumbuhan (%)"]
    cells = zip(NAMES, aims, made, ("-25,00", "-10,00", "-4,10"), strict=False)
    rows = [[str(n), f"Cakupan {name}", *figures] for n, (name, *figures) in enumerate(cells, 1)]
    assert [one[:4] for one in computations(report("Perbandingan Realisasi Kinerja", [header, *rows]))] == ["H208"]
    header = ["No", "Sasaran", "Capaian Kinerja (%)", "Penyerapan Anggaran (%)", "Tingkat Efisiensi (%)"]
    cells = zip(NAMES, aims, made, ("20,00", "9,00", "3,10"), strict=False)
    rows = [[str(n), f"Meningkatnya {name}", *figures] for n, (name, *figures) in enumerate(cells, 1)]
    assert [one[:4] for one in computations(report("Efisiensi Penggunaan Sumber Daya", [header, *rows]))] == ["H205"]
