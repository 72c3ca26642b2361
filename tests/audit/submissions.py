"""Whole submissions made by hand: bundles of reports, PK, LRA, signatures and prose, for tests of rules across them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from audit.models import Finding
from audit.profile import load
from audit.registry import Context, find_rule
from extract.models import ElectronicSignature, Signing
from normalize.models import (
    AnggaranRecord,
    Column,
    IndikatorRecord,
    Level,
    Nip,
    Number,
    Passage,
    PkKind,
    PkParty,
    Role,
    Row,
    Segment,
    SegmentKind,
    SignatureBlock,
    Source,
    SourceFile,
    Submission,
    Table,
    TableKind,
    Value,
)
from normalize.numbers import parse
from normalize.people import check_nip

DOCUMENT = "berkas.pdf"
UNIT = "Kecamatan Wanasari"

Indikator = tuple[str, ...]
"""Name, then target, realisasi and capaian as far as given."""
Anggaran = tuple[str, ...]
"""Name, then pagu and realisasi as far as given."""


class Bundle:
    """A submission in the making; everything stands in one document, each table on its own page unless told."""

    def __init__(self, unit: str | None = UNIT, year: int | None = 2024) -> None:
        self._result = Submission("wanasari", "wanasari", unit, year)
        self._page = 0

    def segment(
        self,
        kind: SegmentKind,
        *,
        position: str | None = None,
        period: str | None = None,
        date: str | None = None,
        year: int | None = 2024,
        unit: str | None = UNIT,
        title: str = "",
    ) -> str:
        """A document of the bundle; its id."""
        identity = f"s{len(self._result.segments) + 1}"
        first = self._page + 1
        made = Segment(identity, DOCUMENT, kind, first, first + 20, title, unit, position, year, period, date)
        self._add(segments=made)
        return identity

    def indikator(
        self,
        segment: str,
        kind: TableKind,
        rows: Sequence[Indikator],
        *,
        caption: str = "",
        level: Level = "sasaran",
        pk: PkKind | None = None,
        year: int | None = None,
        period: str | None = None,
        headers: Sequence[str] = ("Target", "Realisasi", "Capaian"),
        satuan: str | None = None,
        target_years: Sequence[int] = (),
    ) -> Table:
        """A table of indikator with their records; ``target_years`` are those of further columns of targets."""
        roles: tuple[Role, ...] = ("target", "realisasi", "capaian")
        further = tuple(Column(9 + n, str(n), (str(n),), "target", year=n) for n in target_years)
        table = self._table(segment, kind, rows, ("indikator", *roles), headers, caption, year, period, further=further)
        for row in table.rows:
            filled = [row.values.get(index) for index in (1, 2, 3)]
            record = IndikatorRecord(
                table.id,
                DOCUMENT,
                segment,
                row.index,
                kind,
                level,
                "Meningkatnya pelayanan",
                row.label,
                row.values[0].at,
                satuan,
                *filled,
                year=year,
                period=period,
                pk=pk,
            )
            self._add(indikator=record)
        return table

    def anggaran(
        self,
        segment: str,
        kind: TableKind,
        rows: Sequence[Anggaran],
        *,
        caption: str = "",
        level: Level = "program",
        pk: PkKind | None = None,
        year: int | None = None,
        headers: Sequence[str] = ("Anggaran", "Realisasi"),
    ) -> Table:
        """A table of budget lines with their records; a row named "Jumlah" is its total."""
        table = self._table(
            segment, kind, rows, ("program", "pagu", "realisasi_anggaran"), headers, caption, year, None, money=True
        )
        for row in table.rows:
            total = row.label == "Jumlah"
            record = AnggaranRecord(
                table.id,
                DOCUMENT,
                segment,
                row.index,
                kind,
                None if total else level,
                row.label,
                row.values[0].at,
                total,
                None,
                row.values.get(1),
                row.values.get(2),
                year=year,
                pk=pk,
            )
            self._add(anggaran=record)
        return table

    def columns(self, segment: str, kind: TableKind, columns: Sequence[Column], *, caption: str) -> None:
        """A table of one row that only its caption and columns matter of."""
        self._page += 1
        values = {c.index: Value(f"{c.index}", None, self._source(f"{c.index}", 1, c.index)) for c in columns}
        row = Row(0, "data", "Indeks pelayanan", values)
        made = Table(
            self._next_table(),
            DOCUMENT,
            (self._page,),
            kind,
            tuple(columns),
            (row,),
            segment,
            caption,
            self._source(caption, 0, 0),
        )
        self._add(tables=made)

    def grid(
        self,
        segment: str,
        kind: TableKind,
        columns: Sequence[tuple[str, Role | None]],
        rows: Sequence[tuple[str, ...]],
        *,
        caption: str = "",
    ) -> Table:
        """A table of labelled columns without records; the first cell of a row is its label, "Jumlah" that of a "
        "total."""
        self._page += 1
        typed = tuple(Column(i, label, (label,), role) for i, (label, role) in enumerate(columns))
        made = []
        for r, cells in enumerate(rows):
            values = {
                c: Value(text, self._number(text, c, False), self._source(text, r, c)) for c, text in enumerate(cells)
            }
            made.append(Row(r, "total" if cells[0] == "Jumlah" else "data", cells[0], values))
        at = self._source(caption, -1, 0) if caption else None
        table = Table(self._next_table(), DOCUMENT, (self._page,), kind, typed, tuple(made), segment, caption, at)
        self._add(tables=table)
        return table

    def sasaran(
        self,
        segment: str,
        kind: TableKind,
        rows: Sequence[tuple[str, str, str]],
        *,
        caption: str = "",
        pk: PkKind | None = None,
    ) -> None:
        """A table of sasaran, indikator and target, with its records."""
        columns: list[tuple[str, Role | None]] = [
            ("Sasaran Strategis", "sasaran"),
            ("Indikator Kinerja", "indikator"),
            ("Target", "target"),
        ]
        table = self.grid(segment, kind, columns, rows, caption=caption)
        for row, (sasaran, indikator, _) in zip(table.rows, rows, strict=True):
            record = IndikatorRecord(
                table.id,
                DOCUMENT,
                segment,
                row.index,
                kind,
                "sasaran",
                sasaran,
                indikator,
                row.values[1].at,
                target=row.values[2],
                sasaran_at=row.values[0].at,
                pk=pk,
            )
            self._add(indikator=record)

    def sign(
        self,
        segment: str,
        *,
        name: str | None = None,
        position: str | None = None,
        nip: str | None = None,
        party: Literal["pertama", "kedua"] | None = None,
        place: str | None = None,
        date_text: str | None = None,
        date: str | None = None,
        marked: bool = True,
        on_scan: bool = False,
        same_page: bool = False,
        signing: Signing | None = None,
        reader: str = "text-layer",
        others: tuple[str, ...] = (),
        confirmed: bool = False,
    ) -> None:
        """A signature block, on a page of its own unless ``same_page``; ``others`` are other readings of the name."""
        if not same_page:
            self._page += 1
        at = msgspec.structs.replace(
            self._source(f"{position} {name}", len(self._result.signatures), 0),
            reader=reader,
            others=others,
            confirmed=confirmed,
        )
        digits = "".join(char for char in nip or "" if char.isdigit())
        number = Nip(nip, digits, at, check_nip(digits)) if nip is not None else None
        self._add(
            signatures=SignatureBlock(
                segment, at, position, name, at, number, party, place, date_text, date, marked, on_scan, signing
            )
        )

    def party(self, segment: str, party: Literal["pertama", "kedua"], name: str, position: str) -> None:
        self._add(parties=PkParty(segment, party, name, position, self._source(name, len(self._result.parties), 0)))

    def certificate(
        self, segment: str, *, signer: str, changed_after: bool = False, problem: str | None = None
    ) -> None:
        """An electronic signature in the file of a document, which is untouched unless it has a ``problem``."""
        document = self._result.segment(segment).document
        signature = ElectronicSignature("Signature1", signer, intact=True, changed_after=changed_after, problem=problem)
        self._add(files=SourceFile(document, "0" * 64, 20, "ok", electronic_signatures=(signature,)))

    def turn(self, pages: int) -> None:
        """Go on some pages further."""
        self._page = max(self._page, 1) + pages

    def say(self, segment: str, text: str, kind: Literal["heading", "text", "caption"] = "text") -> None:
        at = self._source(text, len(self._result.passages), 0)
        self._add(passages=Passage(segment, kind, text, at, (at,), 1 if kind == "heading" else 0))

    @property
    def submission(self) -> Submission:
        """The submission as made so far."""
        return self._result

    def check(self, code: str) -> list[Finding]:
        """What one rule finds."""
        rule = find_rule(code)
        return list(rule.check(Context(self._result, load(), rule)))

    def _table(
        self,
        segment: str,
        kind: TableKind,
        rows: Sequence[tuple[str, ...]],
        roles: Sequence[Role],
        headers: Sequence[str],
        caption: str,
        year: int | None,
        period: str | None,
        money: bool = False,
        further: tuple[Column, ...] = (),
    ) -> Table:
        self._page += 1
        width = max(len(row) for row in rows)
        labels = ("Uraian", *headers)[:width]
        columns = tuple(Column(i, label, (label,), roles[i]) for i, label in enumerate(labels))
        made = []
        for r, cells in enumerate(rows):
            values = {
                c: Value(text, self._number(text, c, money), self._source(text, r, c)) for c, text in enumerate(cells)
            }
            made.append(Row(r, "total" if cells[0] == "Jumlah" else "data", cells[0], values))
        table = Table(
            self._next_table(),
            DOCUMENT,
            (self._page,),
            kind,
            columns + further,
            tuple(made),
            segment,
            caption,
            self._source(caption, -1, 0) if caption else None,
            year,
            period,
        )
        self._add(tables=table)
        return table

    def _number(self, text: str, column: int, money: bool) -> Number | None:
        number = parse(text, "id") if column else None
        return msgspec.structs.replace(number, unit="Rp") if number is not None and money else number

    def _source(self, text: str, r: int, c: int) -> Source:
        x, y = 60.0 + 80 * c, 100.0 + 18 * r
        return Source(DOCUMENT, max(self._page, 1), (x, y, x + 80, y + 18), text)

    def _next_table(self) -> str:
        return f"t{len(self._result.tables) + 1}"

    def _add(self, **items: msgspec.Struct) -> None:
        grown = {name: (*getattr(self._result, name), item) for name, item in items.items()}
        self._result = msgspec.structs.replace(self._result, **grown)
