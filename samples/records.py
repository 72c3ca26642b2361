"""What the tables are made of: indikator and the tree of program, kegiatan and sub kegiatan. Amounts are Rupiah."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from samples.figures import Quantity, rounded, share, truncated


@dataclass(frozen=True)
class Indikator:
    """An indikator with the target of its year.

    ``target`` is None where nothing was due in the period, a string where it is no number. ``annual`` is the target
    in the PK when the report measures against a part of it. ``lower_better`` turns the capaian around:
    (2 x target - realisasi) / target. ``cut`` prints the capaian truncated instead of rounded.
    """

    key: str
    name: str
    target: Quantity | str | None
    realisasi: Quantity | str | None = None
    annual: Quantity | str | None = None
    history: tuple[Quantity, ...] = ()
    horizon: Quantity | None = None
    lower_better: bool = False
    cut: bool = False

    @property
    def promised(self) -> Quantity | str | None:
        """The target for the whole year."""
        return self.annual or self.target

    def capaian(self, target: Decimal | None = None) -> Decimal | None:
        """Percent with two decimals; None where target or realisasi is no number. ``target`` replaces the own one."""
        if not isinstance(self.target, Quantity) or not isinstance(self.realisasi, Quantity):
            return None
        goal = self.target.value if target is None else target
        reached = 2 * goal - self.realisasi.value if self.lower_better else self.realisasi.value
        return (truncated if self.cut else rounded)(share(reached, goal))


@dataclass(frozen=True)
class Sasaran:
    name: str
    indikator: tuple[Indikator, ...]


@dataclass(frozen=True)
class Sub:
    name: str
    pagu: int
    realisasi: int
    code: str = ""


@dataclass(frozen=True)
class Kegiatan:
    name: str
    parts: tuple[Sub, ...]
    code: str = ""
    stated: int | None = None

    @property
    def pagu(self) -> int:
        return sum(part.pagu for part in self.parts)

    @property
    def realisasi(self) -> int:
        return sum(part.realisasi for part in self.parts) if self.stated is None else self.stated


@dataclass(frozen=True)
class Program:
    key: str
    name: str
    parts: tuple[Kegiatan, ...]
    code: str = ""
    source: str = "APBD"

    @property
    def pagu(self) -> int:
        return sum(part.pagu for part in self.parts)

    @property
    def realisasi(self) -> int:
        return sum(part.realisasi for part in self.parts)


@dataclass(frozen=True)
class Account:
    """A line of an LRA; ``code`` shows its place in the tree ("5.1.02" is part of "5.1")."""

    code: str
    name: str
    pagu: int
    realisasi: int


def total_pagu(programs: tuple[Program, ...]) -> int:
    return sum(program.pagu for program in programs)


def total_realisasi(programs: tuple[Program, ...]) -> int:
    return sum(program.realisasi for program in programs)
