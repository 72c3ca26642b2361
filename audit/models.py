"""What the audit room hands to the next: findings with their evidence, as they stand in findings.json."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from extract.models import Box
from normalize.models import Value

Category = Literal["hitungan", "keselarasan", "pengesahan", "kelengkapan", "identitas", "format"]
COMPUTED: tuple[Category, ...] = ("hitungan", "keselarasan")
"""Findings that compare figures."""
Severity = Literal["tinggi", "sedang", "rendah", "info"]
Verdict = Literal["pasti", "perlu_cek"]

SEVERITIES: tuple[Severity, ...] = ("tinggi", "sedang", "rendah", "info")
"""From the gravest to the lightest."""


class Evidence(msgspec.Struct, frozen=True):
    """A box on a page (PDF points, origin top left) that shows a finding.

    ``reported`` is the value in question, ``input`` what it was computed from, ``reference`` what it was compared with.
    """

    document: str
    page: int
    bbox: Box
    text: str
    role: Literal["reported", "input", "reference"]


class Finding(msgspec.Struct, frozen=True):
    """One thing that does not add up, told in formal Indonesian.

    ``id`` is made from what the finding is about, not from where it stands, so that it survives a new run.
    """

    id: str
    rule: str
    category: Category
    severity: Severity
    verdict: Verdict
    title: str
    message: str
    subject: str
    reported: str
    expected: str | None
    formula: str | None
    basis: str
    confidence: float
    evidence: tuple[Evidence, ...]
    table: str | None = None


class Place(msgspec.Struct, frozen=True):
    """A figure of a typed table: row and column are those of the grid, ``sub`` tells the values of one cell apart."""

    document: str
    table: str
    row: int
    column: int
    sub: int = 0


class Operand(msgspec.Struct, frozen=True):
    """A printed figure that goes into a computation."""

    place: Place
    value: Decimal


class Recomputed(msgspec.Struct, frozen=True):
    """How a printed figure follows from others, as a spreadsheet computes it.

    ``template`` is the formula in the notation of spreadsheets with ``{0}``, ``{1}``, ... for the operands, or just
    ``SUM`` or ``AVERAGE`` of all of them; ``value`` is what it gives, unrounded and in the scale of the print.
    """

    place: Place
    template: str
    operands: tuple[Operand, ...]
    value: Decimal


class Unchecked(msgspec.Struct, frozen=True):
    """A table, or a column of it, that holds figures which no rule could tie to anything; ``reason`` is Indonesian.

    ``page`` is where the table begins, ``table`` its caption or what it is called, ``column`` empty for all of it.
    """

    document: str
    page: int
    table: str
    column: str
    reason: str


AlignedSource = Literal["pk_awal", "pk_perubahan", "iku", "lkj", "keuangan"]
"""The documents that say the same thing side by side; ``keuangan`` are Formulir E.81 and LRA."""


class Told(msgspec.Struct, frozen=True):
    """What one kind of document says of a row; ``differs`` when it is not what the PK in force, or the LKj, says.

    ``figure`` is target or realisasi, the pagu of a program counting as its target. ``values`` are all prints of it.
    """

    source: AlignedSource
    figure: Literal["target", "realisasi"]
    values: tuple[Value, ...]
    differs: bool = False


class Aligned(msgspec.Struct, frozen=True):
    """An indikator, program or kegiatan of one report with what every document says of it.

    ``report`` says whose and which period's report it is, ``group`` the sasaran of an indikator or the level of a
    budget line.
    """

    kind: Literal["indikator", "anggaran"]
    report: str
    group: str
    name: str
    told: tuple[Told, ...]


class ComponentView(msgspec.Struct, frozen=True):
    """A component of the evaluation of SAKIP with its weight (points of 100) and the ids of the findings about it."""

    name: str
    weight: int
    findings: tuple[str, ...] = ()


class Views(msgspec.Struct, frozen=True):
    """What the reports show around the findings of a submission."""

    recomputed: tuple[Recomputed, ...] = ()
    aligned: tuple[Aligned, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    components: tuple[ComponentView, ...] = ()
