"""How messages put several values or places into one Indonesian sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from audit.columns import UNNAMED
from audit.findings import place, quoted
from audit.scope import Record, table_of
from normalize.models import Source, Submission


def listed(parts: Iterable[str]) -> str:
    """ "a", "a dan b", "a, b, dan c"; what occurs twice is named once."""
    once = list(dict.fromkeys(parts))
    if len(once) < 3:
        return " dan ".join(once)
    return f"{', '.join(once[:-1])}, dan {once[-1]}"


def of_row(text: str, label: str) -> str:
    """A printed value with what its row is about: "1,200,000 (“Program A”)"."""
    return text if label == UNNAMED else f"{text} ({quoted(label, 60)})"


def where(submission: Submission, record: Record, at: Source) -> str:
    """Where a record's value stands: "Tabel 3.1 (halaman 7)"."""
    table = table_of(submission, record)
    return place(table, at) if table is not None else f"halaman {at.page}"


def places(submission: Submission, found: Sequence[tuple[Record, Source]]) -> str:
    """Where several values stand."""
    return listed(where(submission, record, at) for record, at in found)
