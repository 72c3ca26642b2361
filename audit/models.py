"""What the audit room hands to the next: findings with their evidence, as they stand in findings.json."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from extract.models import Box
from normalize.models import Segment, Value

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

    ``id`` is made from what the finding is about, not from where it stands, so that it survives a new run. ``blocked``
    are computed figures that are not judged, since they follow from one of the values that the finding says differ.
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
    blocked: tuple[Evidence, ...] = ()


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


Measure = Literal["realisasi", "capaian"]


class Print(msgspec.Struct, frozen=True):
    """A printed figure, and ``place``, what messages call the table and page that it stands on."""

    value: Value
    place: str


class Fact(msgspec.Struct, frozen=True):
    """A figure of its own year that a report tells of an indikator; all its ``prints`` say the same."""

    indikator: str
    measure: Measure
    prints: tuple[Print, ...]


class Quotation(msgspec.Struct, frozen=True):
    """A figure that a report tells of ``year`` and of ``unit``, for which another report speaks.

    ``unit`` is None in what an author tells of the own years before. ``table`` is the id of the only table it is in.
    ``open`` where the column does not say which measure it prints ("Capaian Kecamatan Sukamekar" may be either).
    """

    unit: str | None
    year: int
    indikator: str
    measure: Measure
    prints: tuple[Print, ...]
    table: str | None = None
    open: bool = False


class Digest(msgspec.Struct, frozen=True):
    """What it takes to hold a report against others: whose and of which year it is, what it tells, what it quotes.

    ``submission`` and ``source`` are the id and path of what it was handed in with, ``lead`` is the segment that it
    begins with, ``region`` the kabupaten, kota or provinsi of its unit.
    """

    submission: str
    source: str
    lead: Segment
    unit: str | None
    region: str | None
    year: int | None
    facts: tuple[Fact, ...] = ()
    quotations: tuple[Quotation, ...] = ()


def pack(digests: Sequence[Digest]) -> bytes:
    """Digests as small as a batch can keep them: a few kilobytes for the report of a kecamatan."""
    return zlib.compress(msgspec.msgpack.encode(digests))


def unpack(packed: bytes) -> list[Digest]:
    """The digests that were packed; none of nothing."""
    return msgspec.msgpack.decode(zlib.decompress(packed), type=list[Digest]) if packed else []


class CrossFinding(msgspec.Struct, frozen=True):
    """A finding between two submissions of a batch, by their ids.

    Evidence with the role ``reported`` stands in the documents of ``submission``, all other in those of ``other``.
    """

    submission: str
    other: str
    finding: Finding


class Views(msgspec.Struct, frozen=True):
    """What the reports show around the findings of a submission; ``digests`` are for the comparison with others."""

    recomputed: tuple[Recomputed, ...] = ()
    aligned: tuple[Aligned, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    components: tuple[ComponentView, ...] = ()
    digests: tuple[Digest, ...] = ()
