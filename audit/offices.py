"""What a report is found by among others: whose it is and of which year, and which reports it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audit.models import Digest
from normalize.units import unit_key

Key = tuple[str, int]
"""An office and a year."""


def office(unit: str | None) -> str:
    """A unit's name without its region, spaces and punctuation; "" for none."""
    return re.sub(r"[\W_]+", "", unit_key(unit or ""))


def key_of(digest: Digest) -> Key | None:
    """What a report is found by; None when it does not say of which year it is."""
    return (office(digest.unit), digest.year) if digest.year is not None else None


def wanted(digest: Digest) -> set[Key]:
    """The reports that a report quotes."""
    return {(office(one.unit or digest.unit), one.year) for one in digest.quotations}


def by_key(digests: Iterable[Digest]) -> dict[Key, list[Digest]]:
    """The reports by what they are found by."""
    found: dict[Key, list[Digest]] = {}
    for one in digests:
        if (key := key_of(one)) is not None:
            found.setdefault(key, []).append(one)
    return found
