"""Which agreement a PK table belongs to or quotes: the PK as first signed, or its perubahan."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from normalize.dates import find_years
from normalize.models import Passage, PkKind, Segment, Table, TableKind

_PK_TABLES: frozenset[TableKind] = frozenset({"pk_indikator", "pk_anggaran"})
_AGREEMENT = re.compile(r"perjanjian\s+kinerja|penetapan\s+kinerja|\bPK\b", re.IGNORECASE)
_CHANGED = re.compile(r"\bperubahan\b|\brevisi\b", re.IGNORECASE)
_FIRST = re.compile(r"\bawal\b|\bsemula\b|\bmurni\b|\bsebelum\s+perubahan\b", re.IGNORECASE)
_NEAR = 3
"""Passages above a table that are asked for the agreement it quotes."""


class Quoted(msgspec.Struct, frozen=True):
    """The agreement of one table, and its year where the words around the table name just one."""

    kind: PkKind
    year: int | None = None


def quoted_agreements(
    tables: Sequence[Table], segments: Sequence[Segment], passages: Sequence[Passage]
) -> dict[str, Quoted]:
    """The agreement of every PK table of one document, by table id; tables that do not show theirs are left out.

    Inside a PK it is that PK's. In a report it is the one that the caption names, else the words just above, else that
    of the PK table before it, as the tables of one agreement follow each other.
    """
    found: dict[str, Quoted] = {}
    before: Quoted | None = None
    kinds = {part.id: part.kind for part in segments}
    for table in tables:
        if table.kind not in _PK_TABLES:
            before = None if table.kind != "lainnya" else before
            continue
        kind = kinds[table.segment]
        if kind in ("pk", "pk_perubahan"):
            quoted: Quoted | None = Quoted("perubahan" if kind == "pk_perubahan" else "awal")
        else:
            quoted = _named(table.caption) or _above(table, passages) or before
        if quoted:
            found[table.id] = quoted
        before = quoted
    return found


def _named(text: str) -> Quoted | None:
    """The agreement that a caption or sentence speaks of; one that speaks of both says nothing."""
    years = set(find_years(text))
    year = years.pop() if len(years) == 1 else None
    if _CHANGED.search(text) and not _FIRST.search(text):
        return Quoted("perubahan", year)
    if _AGREEMENT.search(text) or _FIRST.search(text):
        return None if _CHANGED.search(text) and not _FIRST.search(text) else Quoted("awal", year)
    return None


def _above(table: Table, passages: Sequence[Passage]) -> Quoted | None:
    """What the nearest words above a table say, unless another table or chapter stands between."""
    here = [
        passage
        for passage in passages
        if passage.segment == table.segment
        and (passage.at.page, passage.at.box[1]) < (table.pages[0], _top(table))
        and passage.at.page >= table.pages[0] - 1
    ]
    for passage in reversed(here[-_NEAR:]):
        quoted = _named(passage.text)
        if quoted:
            return quoted
    return None


def _top(table: Table) -> float:
    tops = [value.at.box[1] for row in table.rows[:1] for value in row.values.values()]
    return min(tops, default=0.0)
