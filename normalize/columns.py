"""The roles of a table's columns, from their labels, their neighbours, the caption and what stands in them.

A role that is not sure is left out: a column without a role is merely not checked, a wrong role raises false alarms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, get_args

import msgspec

from normalize import labels, numbers
from normalize.labels import NameTerm, QuantityTerm, Reading
from normalize.models import Column, Number, Role

NAME_ROLES: frozenset[Role] = frozenset(get_args(NameTerm))
"""Roles of columns that hold names and words, not figures."""
TEXT_ROLES: frozenset[Role] = NAME_ROLES - {"no", "kode", "satuan"}
BUDGET_NAMES: tuple[Role, ...] = ("sub_kegiatan", "kegiatan", "program", "uraian")
"""Roles of columns that name a budget line, the most particular first."""
MONEY_ROLES: frozenset[Role] = frozenset({"pagu", "realisasi_anggaran", "persen_anggaran", "sisa"})
KINERJA_ROLES: frozenset[Role] = frozenset({"target", "realisasi", "capaian"})

_RUPIAH_SIZE = Decimal(100_000)
_MARK = re.compile(r"[vVxX√✓✔☑✗✘×]")
_BEFORE = re.compile(r"\b(sebelum|murni|induk|awal|semula)\b", re.IGNORECASE)
_AFTER = re.compile(r"\b(sesudah|setelah|perubahan|menjadi)\b", re.IGNORECASE)
_BUDGET = re.compile(r"\b(anggaran|keuangan|belanja|apbd|pendapatan)\b", re.IGNORECASE)
_OF_KINERJA = re.compile(r"\b(kinerja|indikator|outcome|sasaran|tujuan)\b", re.IGNORECASE)


class _Body(NamedTuple):
    """What stands in a column below its header: how many cells have text, and what sort of text."""

    filled: int
    numbers: tuple[Number, ...]
    percents: int
    rupiah: bool
    marks: int

    @property
    def numeric(self) -> bool:
        return 2 * len(self.numbers) >= self.filled > 0

    @property
    def percent(self) -> bool:
        return 2 * self.percents > self.filled

    @property
    def amounts(self) -> bool:
        """Whether the figures are of the size that only Rupiah have, or say "Rp"."""
        values = [abs(number.value) for number in self.numbers if number.value]
        large = sum(value >= _RUPIAH_SIZE for value in values)
        return self.rupiah or (bool(values) and self.percents == 0 and 5 * large >= 3 * len(values))


class _Claim(NamedTuple):
    """What a column's labels say of it, the labels of its group included."""

    term: NameTerm | QuantityTerm | None = None
    money: bool | None = None
    percent: bool = False
    leading_percent: bool = False


def with_roles(
    columns: Sequence[Column], texts: Mapping[int, Sequence[str]], starts: Sequence[int], caption: str
) -> tuple[Column, ...]:
    """``columns`` with their roles.

    ``texts`` maps a column's index to the texts of its cells below the header, ``starts`` says for each column in which
    one its lowest label begins.

    A column that no cell begins in is only a seam of the grid and gets no role.
    """
    bodies = [_body(texts[column.index]) for column in columns]
    covered = [any(texts.values()) and not texts[column.index] for column in columns]
    claims = [_Claim() if hidden else _claim(column.path) for column, hidden in zip(columns, covered, strict=True)]
    roles = _Resolver(columns, bodies, claims, starts, caption).roles()
    return tuple(msgspec.structs.replace(column, role=role) for column, role in zip(columns, roles, strict=True))


def _body(texts: Sequence[str]) -> _Body:
    filled = [text for text in texts if text.strip(" -–—.")]
    style = numbers.column_style(filled)
    parsed = [number for number in (numbers.parse(text, style) for text in filled) if number]
    return _Body(
        filled=len(filled),
        numbers=tuple(parsed),
        percents=sum("%" in text for text in filled),
        rupiah=2 * sum(bool(re.match(r"\s*Rp", text, re.IGNORECASE)) for text in filled) > len(filled),
        marks=sum(bool(_MARK.fullmatch(text.strip())) for text in filled),
    )


def _claim(path: Sequence[str]) -> _Claim:
    """Read the labels from the lowest up: the first that names something is the claim, those below it qualify it."""
    money: bool | None = None
    percent = leading = False
    fallback: NameTerm | QuantityTerm | None = None
    for label in reversed(path):
        reading = labels.read(label)
        money = reading.money if money is None else money
        if reading.term is None or reading.term == "fisik":
            if fallback is None:
                return _Claim()
            continue
        if fallback is None:
            percent = percent or reading.percent
            leading = leading or (reading.leading_percent and reading.term != "percent")
        match reading.term:
            case "percent" | "context":
                continue
            case "anggaran" | "jumlah":
                fallback = fallback or reading.term
            case "uraian" if fallback is None:
                fallback = "uraian"
            case term:
                return _combined(term, fallback, _Claim(None, _above(path, label, money), percent, leading))
    if fallback or percent:
        return _Claim(fallback, money, percent, leading)
    return _Claim()


def _above(path: Sequence[str], label: str, money: bool | None) -> bool | None:
    """Whether the group is of money, if the labels up to ``label`` left it open; "fisik" above decides against it."""
    for upper in reversed(path[: path.index(label)]):
        reading: Reading = labels.read(upper)
        if money is None:
            money = False if reading.term == "fisik" else reading.money
    return money


def _combined(term: NameTerm | QuantityTerm, below: NameTerm | QuantityTerm | None, claim: _Claim) -> _Claim:
    """``term`` of a group over the label ``below``: "Realisasi" over "Anggaran" is money spent.

    "Uraian" is of whatever name stands above it.
    """
    if below is None or (below == "uraian" and term in NAME_ROLES):
        return claim._replace(term=term)
    if below == "uraian":
        return claim._replace(term=below)
    if term in ("target", "realisasi", "capaian"):
        return claim._replace(term=term, money=True if below == "anggaran" else claim.money)
    return claim._replace(term=below)


class _Resolver:
    """Settles from left to right what the labels leave open: money or kinerja, and of what a percentage is."""

    def __init__(
        self,
        columns: Sequence[Column],
        bodies: Sequence[_Body],
        claims: Sequence[_Claim],
        starts: Sequence[int],
        caption: str,
    ) -> None:
        self._columns = columns
        self._bodies = bodies
        self._claims = claims
        self._starts = starts
        self._caption = caption
        self._roles: list[Role | None] = []
        self._block: bool | None = None  # whether the last quantity was of money
        terms = {claim.term for claim in claims}
        self._has_indikator = not terms.isdisjoint({"indikator", "satuan"})

    def roles(self) -> list[Role | None]:
        for i, claim in enumerate(self._claims):
            role = self._role(i, claim)
            self._roles.append(role if role is None or self._fits(i, role) else None)
            if role in MONEY_ROLES:
                self._block = True
            elif role in KINERJA_ROLES:
                self._block = False
        self._settle_shared()
        self._settle_capaian()
        self._settle_amended()
        self._settle_differences()
        return self._roles

    def _role(self, i: int, claim: _Claim) -> Role | None:
        money = claim.money
        match claim.term:
            case None:
                return self._percentage(i, money) if claim.percent else None
            case "target":
                if self._is_money(i, money):
                    return None if claim.percent or self._bodies[i].percent else "pagu"
                return "target"
            case "realisasi":
                return self._realisasi(i, claim)
            case "capaian":
                if money is None and self._block and not self._is_share_spent_if_disputed(i):
                    return "capaian" if self._is_share(i, "target", "realisasi") else None
                follows = self._block if money is None else money
                return "persen_anggaran" if follows or self._is_money(i, money) else "capaian"
            case "anggaran":
                if claim.percent:
                    return self._percentage(i, True)
                return None if self._bodies[i].percent else "pagu"
            case "serapan":
                return "persen_anggaran" if claim.percent or not self._bodies[i].amounts else "realisasi_anggaran"
            case "sisa" | "selisih":
                return self._left_over(i, claim)
            case "pertumbuhan":
                return "pertumbuhan" if claim.percent or self._bodies[i].percent else None
            case "jumlah":
                return "pagu" if money and self._sole_amount(i) else "jumlah"
            case term:
                return term

    def _realisasi(self, i: int, claim: _Claim) -> Role | None:
        if self._is_money(i, claim.money):
            if claim.percent or self._bodies[i].percent:
                return "persen_anggaran"
            return "realisasi_anggaran"
        if self._bodies[i].amounts and self._block is True and claim.money is None:
            return None
        if claim.percent and (claim.leading_percent or self._beside_same(i, "realisasi")):
            return "capaian" if "realisasi" in self._roles else None
        return "realisasi"

    def _percentage(self, i: int, money: bool | None) -> Role | None:
        """The role of a column that only says "%": of the budget after amounts spent, of the target after realisasi."""
        if money if money is not None else self._block:
            if "realisasi_anggaran" not in self._roles:
                return None
            disputed = self._claims[i - 1].term in ("sisa", "selisih")
            return None if disputed and not self._is_share(i, "pagu", "realisasi_anggaran") else "persen_anggaran"
        return "capaian" if {"target", "realisasi"}.issubset(self._roles) else None

    def _left_over(self, i: int, claim: _Claim) -> Role | None:
        if claim.percent or self._bodies[i].percent or claim.money is False:
            return None
        return "sisa" if claim.money or self._block else None

    def _is_money(self, i: int, said: bool | None) -> bool:
        """Whether a target, realisasi or capaian is of money; what its labels say comes before what its cells show."""
        if said is not None:
            return said
        body = self._bodies[i]
        if body.rupiah:
            return True
        if self._block is not None and body.filled == 0:
            return self._block and self._claims[i].term != "target"
        if self._block is True and self._claims[i].percent and "realisasi_anggaran" in self._roles:
            return True
        if self._block is True and self._claims[i].term in ("realisasi", "capaian"):
            return body.amounts or not body.numeric or body.percent
        if self._has_indikator:
            return False
        if body.filled == 0:
            return bool(_BUDGET.search(self._caption)) and not _OF_KINERJA.search(self._caption)
        return body.amounts

    def _sole_amount(self, i: int) -> bool:
        return self._bodies[i].amounts and not MONEY_ROLES.intersection(filter(None, self._roles))

    def _beside_same(self, i: int, term: QuantityTerm) -> bool:
        """Whether a column of the same group has the same term without a percent sign."""
        group = self._columns[i].path[:-1]
        return any(
            claim.term == term and not claim.percent and column.path[: len(group)] == group
            for column, claim in zip(self._columns[:i], self._claims[:i], strict=True)
        )

    def _is_share_spent_if_disputed(self, i: int) -> bool:
        """Whether a capaian behind amounts is of these, where a target and realisasi before them have none yet."""
        disputed = {"target", "realisasi"}.issubset(self._roles) and "capaian" not in self._roles
        return not disputed or self._is_share(i, "pagu", "realisasi_anggaran")

    def _is_share(self, i: int, whole: Role, part: Role) -> bool:
        """Whether most figures of a column are ``part`` in percent of ``whole``, give or take one; True without any."""
        at = {role: self._bodies[c].numbers for c, role in enumerate(self._roles) if role}
        wholes, parts, shares = at.get(whole, ()), at.get(part, ()), self._bodies[i].numbers
        if not len(wholes) == len(parts) == len(shares):
            return not shares
        near = [
            abs(p.value / w.value * 100 - x.value) < 1 for w, p, x in zip(wholes, parts, shares, strict=True) if w.value
        ]
        return 2 * sum(near) > len(near)

    def _fits(self, i: int, role: Role) -> bool:
        """Whether what stands in the column can be of this role; a column without any text can."""
        body = self._bodies[i]
        if body.filled == 0:
            return True
        if role in TEXT_ROLES:
            return not body.numeric
        if role in ("no", "kode", "satuan"):
            return True
        if role in ("target", "realisasi"):
            return 2 * body.marks <= body.filled
        if role in ("persen_anggaran", "capaian"):
            return body.numeric and not body.amounts
        return body.numeric

    def _settle_shared(self) -> None:
        """Of several columns under one label ("Target" over "100" and "Persen") only the one with figures is it."""
        for start in set(self._starts):
            shared = [c for c, other in enumerate(self._starts) if other == start and self._roles[c] not in NAME_ROLES]
            numeric = [c for c in shared if self._bodies[c].numeric]
            for c in shared:
                if len(shared) > 1 and [c] != numeric:
                    self._roles[c] = None

    def _settle_capaian(self) -> None:
        """ "Capaian" beside a target and without a realisasi is what was reached, not a percentage of the target.

        Where neither reading is borne out by the figures, the role is dropped.
        """
        if "realisasi" in self._roles:
            return
        for i, role in enumerate(self._roles):
            if role != "capaian" or self._claims[i].percent or self._claims[i].term != "capaian":
                continue
            targets = [c for c, other in enumerate(self._roles) if other == "target"]
            fitting = [c for c in targets if self._columns[c].year == self._columns[i].year] or targets
            self._roles[i] = self._reached(i, fitting[-1]) if fitting else self._bare_capaian(i)

    def _reached(self, i: int, target: int) -> Role | None:
        pairs = list(zip(self._bodies[target].numbers, self._bodies[i].numbers, strict=False))
        if self._bodies[i].percent and not self._bodies[target].percent:
            return "capaian"
        ratios = [reached.value / aim.value for aim, reached in pairs if aim.value]
        if ratios and all(Decimal("0.3") <= ratio <= 3 for ratio in ratios):
            return "realisasi"
        return None

    def _bare_capaian(self, i: int) -> Role | None:
        """Percentages of targets that are not shown: around 100, and some above it."""
        values = [number.value for number in self._bodies[i].numbers]
        around = bool(values) and all(40 <= value <= 250 for value in values)
        return "capaian" if around and any(value > 100 for value in values) else None

    def _settle_amended(self) -> None:
        """Where a plan is shown before and after its amendment and reported on, only the amended one keeps its role."""
        for role, reported in (("pagu", "realisasi_anggaran"), ("target", "realisasi")):
            shown = [i for i, other in enumerate(self._roles) if other == role]
            if reported not in self._roles or len(shown) < 2:
                continue
            amended = [i for i in shown if self._is_amended(i)]
            if not amended:
                continue
            for i in shown:
                if i not in amended and any(_BEFORE.search(label) for label in self._columns[i].path):
                    self._roles[i] = None

    def _settle_differences(self) -> None:
        """ "Selisih" or "Lebih/Kurang" is the balance only where there is one pagu and one amount spent to differ."""
        if (self._roles.count("pagu"), self._roles.count("realisasi_anggaran")) != (1, 1):
            for i, claim in enumerate(self._claims):
                if claim.term == "selisih":
                    self._roles[i] = None

    def _is_amended(self, i: int) -> bool:
        path = self._columns[i].path
        return any(_AFTER.search(label) and not _BEFORE.search(label) for label in path)
