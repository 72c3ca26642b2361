"""Building blocks of findings: evidence, confidence, verdict, and how places are named in messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from audit.models import SEVERITIES, Evidence, Finding, Verdict
from normalize.models import Source, Table

TRUSTED_READERS = frozenset({"text-layer"})
"""Readers whose digits are certain; what any other reader read has to be looked at."""

_NOTED = 3
"""Doubtful figures that one message names."""

_TABLE_NAME = re.compile(r"tabel(?:\s+[0-9ivxlc]+|[0-9]+)(?:[.\-–][0-9a-z]+)*(?![a-z])", re.IGNORECASE)
_TABLE_WORD = re.compile(r"tabel\b[\s.,:;–-]*(?=\S)", re.IGNORECASE)
_LIST_SIGNS = re.compile(r"[\ue000-\uf8ff]|;\s*$")
"""Bullets of symbol fonts, and what closes an item of a list."""
_SUBJECT_LENGTH = 120


def by_gravity(findings: Iterable[Finding]) -> list[Finding]:
    """Sorted by severity, then by document, page and height on the page of the first evidence, then by rule."""

    def key(finding: Finding) -> tuple[int, str, int, float, str, str]:
        first = finding.evidence[0] if finding.evidence else None
        place = (first.document, first.page, first.bbox[1]) if first else ("", 0, 0.0)
        return (SEVERITIES.index(finding.severity), *place, finding.rule, finding.id)

    return sorted(findings, key=key)


def evidence(
    reported: Iterable[Source], inputs: Iterable[Source] = (), references: Iterable[Source] = ()
) -> tuple[Evidence, ...]:
    """Evidence in the order reported, inputs, references; a place shown twice in one role is listed once."""
    shown = [Evidence(at.document, at.page, at.box, at.text, "reported") for at in reported]
    shown += [Evidence(at.document, at.page, at.box, at.text, "input") for at in inputs]
    shown += [Evidence(at.document, at.page, at.box, at.text, "reference") for at in references]
    return tuple(dict.fromkeys(shown))


def confidence(sources: Iterable[Source]) -> float:
    """A finding is as sure as the least sure reading it rests on (0..1)."""
    return min((source.confidence for source in sources), default=1.0)


def is_trusted(source: Source) -> bool:
    """Whether a reading is certain: from a text layer and not cut, or figures that two readers of a scan agree on."""
    return source.confirmed or (source.reader in TRUSTED_READERS and source.confidence == 1.0)


def verdict(wanted: Verdict, sources: Sequence[Source], computed: bool) -> Verdict:
    """``perlu_cek`` as soon as one reading is not certain (:func:`is_trusted`), else ``wanted``.

    Of a scan only what is ``computed`` within one row can be certain: which rows belong together, and what their words
    are, is as uncertain as any reading.
    """
    scanned = [source for source in sources if source.reader not in TRUSTED_READERS]
    certain = all(map(is_trusted, sources)) and (not scanned or (computed and _in_one_row(sources)))
    return wanted if certain else "perlu_cek"


def _in_one_row(sources: Sequence[Source]) -> bool:
    boxes = [source.box for source in sources]
    shared = min(box[3] for box in boxes) - max(box[1] for box in boxes)
    same_page = len({(source.document, source.page) for source in sources}) == 1
    return same_page and 2 * shared > min(box[3] - box[1] for box in boxes)


def doubts(sources: Iterable[Source]) -> str:
    """Sentences, each with a space before it, that say which figures may be misread; "" when none may be."""
    scanned = [one for one in sources if one.reader not in TRUSTED_READERS and not one.confirmed]
    if not scanned:
        return ""
    unsure = {" ".join(one.text.split()): one.others for one in scanned if one.others}
    notes = [
        f" {_what(text)} {shortened(text, 40)} terbaca dari hasil pindai; mungkin tertulis {' atau '.join(others)}."
        for text, others in list(unsure.items())[:_NOTED]
    ]
    return "".join(notes) or " Bagian ini terbaca dari hasil pindai dan perlu dicocokkan dengan dokumen aslinya."


def _what(text: str) -> str:
    return "Angka" if any(map(str.isdigit, text)) else "Tulisan"


def table_name(table: Table) -> str:
    """How a message calls a table: "Tabel 3.1", "tabel “Realisasi Anggaran”" or just "tabel"."""
    caption = " ".join(table.caption.split())
    if match := _TABLE_NAME.match(caption):
        return re.sub(r"tabel\s*", "Tabel ", match.group(), flags=re.IGNORECASE)
    title = _TABLE_WORD.sub("", caption, count=1) if _TABLE_WORD.match(caption) else caption
    return f"tabel {quoted(title, 60)}" if title else "tabel"


def place(table: Table, at: Source) -> str:
    """Where a value of a table stands: "Tabel 3.1 (halaman 7)"."""
    return f"{table_name(table)} (halaman {at.page})"


def quoted(text: str, length: int = _SUBJECT_LENGTH) -> str:
    """Text of the document between Indonesian quotation marks, on one line, cut at a word when it is too long."""
    return f"“{shortened(text, length)}”"


def shortened(text: str, length: int = _SUBJECT_LENGTH) -> str:
    """Text on one line without the signs of lists around it, cut at a word after at most ``length`` characters."""
    line = " ".join(_LIST_SIGNS.sub("", text).split())
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0] + " …"
