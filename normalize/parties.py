"""The persons that the opening clause of a PK names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from normalize.rows import PrintedRow
from normalize.titles import PageSigns

_NAME = re.compile(r"^\s*N\s?a\s?m\s?a\b(?!\s+(?:jabatan|unit|OPD))\s*[:;.]?\s*(?P<value>.*)$", re.IGNORECASE)
_POSITION = re.compile(r"^\s*J\s?a\s?b\s?a\s?t\s?a\s?n\s*[:;.]?\s*(?P<value>.*)$", re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?:N\s?I\s?P|Pangkat|Golongan|Unit\s+Kerja|Alamat)\b", re.IGNORECASE)
_CALLED = re.compile(
    r"disebut\s+(?:sebagai\s+)?pihak\s+(?P<party>pertama|kesatu|ke-?\s?1|kedua|ke-?\s?2)", re.IGNORECASE
)
_FIRST = frozenset({"pertama", "kesatu", "ke1"})


class Party(msgspec.Struct, frozen=True):
    """One person of a clause: ``name_row`` is where the name stands, ``position_row`` where the post begins."""

    party: Literal["pertama", "kedua"]
    name: str
    position: str | None
    name_row: PrintedRow
    position_row: PrintedRow | None


def clause_parties(pages: Sequence[PageSigns]) -> list[Party]:
    """The parties named in the clauses of ``pages``: "Nama : ..., Jabatan : ..., selanjutnya disebut pihak pertama"."""
    return [party for signs in pages if signs.clause for party in _parties(signs.rows)]


def _parties(rows: Sequence[PrintedRow]) -> list[Party]:
    found: list[Party] = []
    name: PrintedRow | None = None
    position: PrintedRow | None = None
    words: list[str] = []  # the post, which may go on over several rows
    for row in rows:
        called = _CALLED.search(row.text)
        if called and name is not None:
            which: Literal["pertama", "kedua"] = "pertama" if _key(called["party"]) in _FIRST else "kedua"
            post = " ".join(words).strip(" ,.;") or None
            found.append(Party(which, _value(_NAME, name), post, name, position))
            name, position, words = None, None, []
        elif _NAME.match(row.text) and _value(_NAME, row):
            name, position, words = row, None, []
        elif name is not None and position is None and _POSITION.match(row.text):
            position, words = row, [_value(_POSITION, row)]
        elif position is not None and words and _goes_on(row, position):
            words.append(row.text.strip(" :"))
    return found


def _key(text: str) -> str:
    return re.sub(r"[\s-]", "", text.casefold())


def _value(pattern: re.Pattern[str], row: PrintedRow) -> str:
    match = pattern.match(row.text)
    return match["value"].strip(" :,;") if match else ""


def _goes_on(row: PrintedRow, position: PrintedRow) -> bool:
    """Whether a row is the rest of a post that did not fit on its row: it stands right below, set in from the label."""
    height = position.box[3] - position.box[1]
    indented = row.box[0] > position.box[0] + 2 * height
    return indented and row.box[1] - position.box[3] < 4 * height and not _LABEL.match(row.text)
