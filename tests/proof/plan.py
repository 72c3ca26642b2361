"""Consistent submissions in numbers and names: what an imaginary office planned, did, spent and signed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple, get_args

from hypothesis import assume
from hypothesis import strategies as st

from tests.proof import names

HUNDRED = Decimal(100)
CENT = Decimal("0.01")
HARDLY = Decimal("1.01")

Part = Literal[
    "batas",  # capaian above 100 are told as 100
    "banyak",  # so many indikator and sub kegiatan that runs of rows can be judged
    "bawahan",  # officials below the head, each with PK and report
    "biaya",  # kinerja and anggaran of each indikator side by side (cost per outcome)
    "centang",  # a table of ticks with their sums
    "desa",  # an indikator that counts desa, and how many there are
    "diumumkan",  # a sentence at the foot of a page that announces the next page's table
    "e81",
    "efisiensi",  # its table, without a formula in the header
    "hitungan",  # the capaian of the table computed once more below it
    "iku",
    "kode_rekening",  # the LRA by accounts
    "makin_rendah",  # an indikator of which less is better
    "multi_tahun",
    "naskah",  # sentences with figures, counts, amounts in words
    "pegawai",
    "per_sasaran",  # a table for each sasaran
    "peraturan",
    "pertumbuhan",  # the growth between two years
    "perubahan",  # PK perubahan and the table of what it changes
    "predikat",  # and the scale of them
    "renaksi",
    "rumus",  # column numbers with formulas
    "tahun_lalu",  # the report of the year before
    "tte",  # signed electronically
    "triwulan",  # a quarter's report
    "unit_lain",  # another unit's figures, and its report
]
PARTS: tuple[Part, ...] = get_args(Part)

Efficiency = Literal["hemat", "selisih", "rasio", "tingkat"]


class Style(NamedTuple):
    """How an office prints: rupiah, dashes for nought, the percent sign, NIP with spaces, 60,00 for 60; cuts off."""

    rupiah: Literal["plain", "rp", "rp_dash", "cents"]
    dashes: bool
    percent: bool
    spaced: bool
    pads: bool
    truncates: bool

    def cents(self, value: Decimal) -> Decimal:
        """A figure with two decimals."""
        return value.quantize(CENT, ROUND_DOWN if self.truncates else ROUND_HALF_UP)

    def money(self, value: int) -> str:
        if value == 0 and self.dashes:
            return "-"
        plain = number(value)
        return {"plain": plain, "rp": f"Rp{plain}", "rp_dash": f"Rp. {plain},-", "cents": f"{plain},00"}[self.rupiah]

    def figure(self, one: Indikator, value: Decimal) -> str:
        """A target or realisasi in a table of the report."""
        return number(value.quantize(CENT)) if self.pads and one.satuan == "%" else number(value)

    def share(self, value: Decimal) -> str:
        """A percentage with or without its sign."""
        return f"{number(value)}%" if self.percent else number(value)


class Official(NamedTuple):
    """A civil servant; the NIP goes with birth and appointment, and is empty for a politician."""

    name: str
    position: str
    nip: str


class Indikator(NamedTuple):
    """One indikator; ``first`` is the target before it was changed, ``horizon`` that of the renstra's last year.

    ``before`` are the realisasi of the two years before, the latest first; ``other`` is that of another unit.
    """

    name: str
    satuan: str
    target: Decimal
    realisasi: Decimal
    before: tuple[Decimal, Decimal]
    horizon: Decimal
    first: Decimal
    other: Decimal
    lower: bool = False


class Sasaran(NamedTuple):
    name: str
    indikator: tuple[Indikator, ...]


class Item(NamedTuple):
    """A program, kegiatan or sub kegiatan; ``pagu`` and ``realisasi`` of a parent are the sums of its children."""

    code: str
    name: str
    level: str
    pagu: int
    realisasi: int
    children: tuple[Item, ...] = ()

    def walk(self) -> list[Item]:
        """This item and all below it, in the order of print."""
        return [self, *(below for child in self.children for below in child.walk())]


class Officer(NamedTuple):
    """An official below the head: what he agreed to, and of which program he holds how much."""

    who: Official
    indikator: tuple[Indikator, ...]
    program: int
    pagu: int


class Plan(NamedTuple):
    """Everything the documents of one submission tell; ``first_pagu`` are the programs' before the change.

    ``mirrored``: of an indikator of which less is better, the capaian is (2T - R) / T, else T / R. ``quarter`` is that
    of the quarterly report, ``villages`` how many desa there are, ``staff`` civil servants and others by sex.
    """

    parts: frozenset[str]
    style: Style
    unit: str
    other_unit: str
    region: str
    year: int
    head: Official
    superior: Official
    officers: tuple[Officer, ...]
    sasaran: tuple[Sasaran, ...]
    programs: tuple[Item, ...]
    first_pagu: tuple[int, ...]
    signed: date
    changed: date
    reported: date
    mirrored: bool
    efficiency: Efficiency
    differences: bool
    quarter: int
    villages: int
    staff: tuple[int, int, int, int]
    place: str

    @property
    def indikator(self) -> list[Indikator]:
        return [one for sasaran in self.sasaran for one in sasaran.indikator]

    @property
    def items(self) -> list[Item]:
        return [below for program in self.programs for below in program.walk()]

    @property
    def pagu(self) -> int:
        return sum(program.pagu for program in self.programs)

    @property
    def realisasi(self) -> int:
        return sum(program.realisasi for program in self.programs)

    def has(self, part: Part) -> bool:
        return part in self.parts

    @property
    def limited(self) -> bool:
        """Whether capaian above 100 are told as 100: of a single one nobody could tell that it is no mistake.

        One that is hardly above 100 does not count, as it may be 100 by the rounding of its figures.
        """
        above = sum(one.realisasi > one.target * HARDLY for one in self.indikator)
        return self.has("batas") and not self.has("makin_rendah") and above > 1

    def capaian(self, one: Indikator, realisasi: Decimal | None = None, target: Decimal | None = None) -> Decimal:
        """Percent, as printed."""
        reached, aim = realisasi or one.realisasi, target or one.target
        ratio = reached / aim
        if one.lower:
            ratio = 2 - reached / aim if self.mirrored else aim / reached
        made = self.style.cents(ratio * HUNDRED)
        return min(made, HUNDRED.quantize(CENT)) if self.limited else made

    def share(self, part: int, whole: int) -> Decimal:
        """Percent, as printed."""
        return self.style.cents(Decimal(part) / Decimal(whole) * HUNDRED)

    def efficient(self, capaian: Decimal, spent: Decimal) -> Decimal:
        """The efficiency that this office makes of two printed percentages."""
        made = {
            "hemat": HUNDRED - spent,
            "selisih": capaian - spent,
            "rasio": capaian / spent * HUNDRED,
            "tingkat": capaian / spent * HUNDRED - HUNDRED,
        }
        return self.style.cents(made[self.efficiency])

    def grown(self, old: Decimal, new: Decimal) -> Decimal:
        """The growth, or the difference, of two printed figures."""
        return self.style.cents(new - old if self.differences else (new - old) / old * HUNDRED)


def number(value: Decimal | int) -> str:
    """As officials print it: 1.234.567,89."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


@st.composite
def plans(draw: st.DrawFn, needed: Collection[Part] = (), without: Collection[Part] = ()) -> Plan:
    """A submission in which every figure agrees with every other; it has the ``needed`` parts and a few others."""
    others = [one for one in PARTS if one not in without]
    parts = frozenset(needed) | draw(st.frozensets(st.sampled_from(others), max_size=6))
    style = Style(draw(st.sampled_from(("plain", "rp", "rp_dash", "cents"))), *(draw(st.booleans()) for _ in range(5)))
    office = draw(st.sampled_from(names.OFFICES))
    regions = [one for one in names.REGIONS if not (office.startswith(("Kecamatan", "Kelurahan")) and "Prov" in one)]
    region, year = draw(st.sampled_from(regions)), draw(st.integers(2021, 2025))
    people = [f"{first} {last}" for first, last in zip(*map(draw, names.PEOPLE), strict=False)]
    topics = draw(st.permutations(names.TOPICS))
    programs = _programs(draw, topics[6:9], "banyak" in parts)
    villages = draw(st.integers(6, 14))
    return Plan(
        parts=parts,
        style=style,
        unit=office,
        other_unit=names.another(office),
        region=region,
        year=year,
        head=Official(people[0], names.head_of(office), draw(_nips(year, 1))),
        superior=Official(people[1], names.superior(office, region), _superior_nip(draw, office, year)),
        officers=_officers(draw, office, people[2:5], topics[9:12], year, programs) if "bawahan" in parts else (),
        sasaran=_sasaran(draw, topics[:6], parts, style, villages),
        programs=programs,
        first_pagu=tuple(
            program.pagu + (draw(st.integers(1, 900)) * 100_000 if "perubahan" in parts else 0) for program in programs
        ),
        signed=date(year, 1, draw(st.integers(4, 29))),
        changed=date(year, 10, draw(st.integers(2, 28))),
        reported=date(year + 1, 2, draw(st.integers(3, 26))),
        mirrored=draw(st.booleans()),
        efficiency=draw(st.sampled_from(get_args(Efficiency))),
        differences=draw(st.booleans()),
        quarter=draw(st.integers(1, 4)),
        villages=villages,
        staff=draw(st.tuples(*[st.integers(2, 30)] * 4)),
        place=region.split(maxsplit=1)[1],
    )


def _sasaran(
    draw: st.DrawFn, topics: Sequence[str], parts: frozenset[str], style: Style, villages: int
) -> tuple[Sasaran, ...]:
    least = 3 if "banyak" in parts else 2 if "per_sasaran" in parts else 1
    changes = "perubahan" in parts
    found = []
    for n, topic in enumerate(topics[: draw(st.integers(least, 4))]):
        made = [_percentage(draw, topic, changes)]
        if draw(st.booleans()) or "banyak" in parts:
            made.append(_count(draw, topic, changes))
        if n == 0 and "makin_rendah" in parts:
            made.append(_complaints(draw))
        if n == 0 and "desa" in parts:
            made.append(_of_villages(draw, topic, style, villages))
        found.append(Sasaran(f"Meningkatnya mutu {topic}", tuple(made)))
    return tuple(found)


def _percentage(draw: st.DrawFn, topic: str, changes: bool) -> Indikator:
    target, reached, last, before, other = (Decimal(draw(st.integers(6000, 10000))) / HUNDRED for _ in range(5))
    first = target - draw(st.integers(1, 5)) if changes else target
    name = f"Persentase {topic} {draw(st.sampled_from(names.DONE))}"
    return Indikator(name, "%", target, reached, (last, before), HUNDRED, first, other)


def _count(draw: st.DrawFn, topic: str, changes: bool) -> Indikator:
    target = draw(st.integers(8, 60))
    reached, last, before, other = (draw(st.integers(target // 2, target * 2)) for _ in range(4))
    first = target - draw(st.integers(1, 5)) if changes else target
    values = [Decimal(one) for one in (target, reached, last, before, target + 5, first, other)]
    return Indikator(f"Jumlah kegiatan {topic}", "Kegiatan", values[0], values[1], (values[2], values[3]), *values[4:])


def _of_villages(draw: st.DrawFn, topic: str, style: Style, villages: int) -> Indikator:
    """The share of desa; only whole numbers of them can have been reached."""
    reached, last, before, other = (
        style.cents(Decimal(draw(st.integers(villages // 2, villages))) / villages * HUNDRED) for _ in range(4)
    )
    target = Decimal(draw(st.integers(60, 100)))
    return Indikator(
        f"Persentase desa dengan {topic} yang memadai", "%", target, reached, (last, before), HUNDRED, target, other
    )


def _complaints(draw: st.DrawFn) -> Indikator:
    target, reached, last, before, other = (Decimal(draw(st.integers(400, 1200))) / HUNDRED for _ in range(5))
    return Indikator("Tingkat keluhan warga", "%", target, reached, (last, before), Decimal(3), target, other, True)


def _programs(draw: st.DrawFn, topics: Sequence[str], many: bool) -> tuple[Item, ...]:
    """One to three, of which no two lines of a level have the same pagu: such a line would seem to be a copy."""
    programs = []
    for p, topic in enumerate(topics[: draw(st.integers(2 if many else 1, 3))], 1):
        code = f"7.01.{p:02}"
        kegiatan = []
        for k in range(1, draw(st.integers(1, 2)) + 1):
            at = f"tingkat {names.LEVELS[k - 1]}"
            leaves = [
                _leaf(draw, f"{code}.2.{k:02}.{s:02}", f"{names.VERBS[s - 1]} {topic} {at}")
                for s in range(1, draw(st.integers(2 if many else 1, 3)) + 1)
            ]
            kegiatan.append(_parent(f"{code}.2.{k:02}", f"Penyelenggaraan {topic} {at}", "kegiatan", leaves))
        programs.append(_parent(code, f"Program {topic}", "program", kegiatan))
    lines = [(item.level, item.pagu) for program in programs for item in program.walk()]
    assume(len(set(lines)) == len(lines))
    return tuple(programs)


def _leaf(draw: st.DrawFn, code: str, name: str) -> Item:
    pagu = draw(st.integers(1_000_000, 2_000_000_000)) // 100 * 100
    spent = draw(st.sampled_from((0, 1000)) | st.integers(700, 999))
    first = code.endswith("01")  # every parent has spent something
    return Item(code, name, "sub_kegiatan", pagu, pagu * (spent or (700 if first else 0)) // 1000)


def _parent(code: str, name: str, level: str, children: Sequence[Item]) -> Item:
    pagu, realisasi = sum(child.pagu for child in children), sum(child.realisasi for child in children)
    return Item(code, name, level, pagu, realisasi, tuple(children))


def _officers(
    draw: st.DrawFn,
    office: str,
    people: Sequence[str],
    topics: Sequence[str],
    year: int,
    programs: Sequence[Item],
) -> tuple[Officer, ...]:
    """Two or three, of whom those with one program share its pagu."""
    positions = names.below(office)[: draw(st.integers(2, 3))]
    found = []
    for n, (position, name, topic) in enumerate(zip(positions, people, topics, strict=False)):
        program = n % len(programs)
        indikator = (_percentage(draw, topic, False), _count(draw, topic, False))
        pagu = programs[program].pagu // len(positions) // 1000 * 1000
        found.append(Officer(Official(name, position, draw(_nips(year, 112 + 111 * n))), indikator, program, pagu))
    return tuple(found)


def _superior_nip(draw: st.DrawFn, office: str, year: int) -> str:
    """The camat above a lurah is a civil servant, a bupati is not."""
    return draw(_nips(year, 445)) if office.startswith("Kelurahan") else ""


@st.composite
def _nips(draw: st.DrawFn, year: int, serial: int) -> str:
    """Eighteen digits: birth, first month of service, sex, serial."""
    born = date(year - draw(st.integers(30, 57)), 1, 1) + timedelta(draw(st.integers(0, 364)))
    service = min(born.year + draw(st.integers(20, 28)), year - 1)
    return f"{born:%Y%m%d} {service}{draw(st.integers(1, 12)):02} {draw(st.integers(1, 2))} {serial:03}"
