"""Which agreement a PK table belongs to or quotes: the PK as first signed, or its perubahan."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from normalize.dates import find_years
from normalize.models import Passage, PkKind, Segment, Table, TableKind

_PK_TABLES: frozenset[TableKind] = frozenset({"pk_indikator", "pk_anggaran"})
_PK_NAMES = r"(?:perjanjian|penetapan)\s+kinerja"
_AGREEMENT = re.compile(rf"{_PK_NAMES}|\bPK\b", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:perubahan|revisi)\s+(?:atas\s+)?(?:dokumen\s+)?(?:perjanjian|penetapan|pk\b|apbd|anggaran)"
    rf"|(?:{_PK_NAMES}|\bpk)\s+.{{0,25}}\b(?:perubahan(?!\s+iklim)|revisi)\b"
    r"|\b(?:setelah|sesudah)\s+(?:perubahan|revisi)\b|\bp\s?-?\s?apbd\b|\bapbd\s?-?\s?p\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"(?:{_PK_NAMES}|\bpk)\s+.{{0,25}}\b(?:awal|semula|murni|induk)\b|\bsebelum\s+(?:dan\s+se\w+\s+)?(?:perubahan|revisi)\b",
    re.IGNORECASE,
)
_NEAR = 3
"""Passages above a table that are asked for the agreement it quotes."""


class Quoted(msgspec.Struct, frozen=True):
    """The agreement of one table, and its year where the words around the table name just one.

    ``kind`` is None when the table shows both PK, or one of which the words do not tell which (``plain``).
    """

    kind: PkKind | None
    year: int | None = None
    plain: bool = False


def quoted_agreements(
    tables: Sequence[Table], segments: Sequence[Segment], passages: Sequence[Passage], changed: bool
) -> dict[str, Quoted]:
    """The agreement of every PK table of one document, by table id; tables that do not show theirs are left out.

    Inside a PK it is that PK's. In a report it is the one that the caption names, else the words just above, else that
    of the PK table before it, as the tables of one agreement follow each other. ``changed`` tells whether the
    submission holds a perubahan PK: a report that names no perubahan may then mean either.
    """
    kinds = {part.id: part.kind for part in segments}
    found: dict[str, Quoted] = {}
    own: set[str] = set()
    before: Quoted | None = None
    for table in tables:
        if table.kind not in _PK_TABLES:
            before = before if table.kind == "lainnya" else None
            continue
        kind = kinds[table.segment]
        if kind in ("pk", "pk_perubahan"):
            before = Quoted("perubahan" if kind == "pk_perubahan" else "awal")
            own.add(table.id)
        else:
            before = _named(table.caption) or _above(table, passages) or before
        if before:
            found[table.id] = before
    quotes_change = any(quoted.kind == "perubahan" for key, quoted in found.items() if key not in own)
    if changed and not quotes_change:
        return found
    return {key: Quoted("awal", quoted.year) if quoted.plain else quoted for key, quoted in found.items()}


def _named(text: str) -> Quoted | None:
    """The agreement that a caption or sentence speaks of; None when it speaks of none."""
    years = set(find_years(text))
    year = years.pop() if len(years) == 1 else None
    changed, first = _CHANGED.search(text), _FIRST.search(text)
    if changed and not first:
        return Quoted("perubahan", year)
    if first:
        return Quoted(None if changed else "awal", year)
    return Quoted(None, year, plain=True) if _AGREEMENT.search(text) else None


def _above(table: Table, passages: Sequence[Passage]) -> Quoted | None:
    """What the nearest words above a table say."""
    top = _top(table)
    here = [
        passage
        for passage in passages
        if passage.segment == table.segment
        and passage.at.page >= table.pages[0] - 1
        and (passage.at.page, passage.at.box[1]) < (table.pages[0], top)
    ]
    return next((quoted for passage in reversed(here[-_NEAR:]) if (quoted := _named(passage.text))), None)


def _top(table: Table) -> float:
    tops = [value.at.box[1] for row in table.rows[:1] for value in row.values.values()]
    return min(tops, default=0.0)
