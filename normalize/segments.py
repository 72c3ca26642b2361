"""A PDF to the documents bound together in it.

Pages are walked in order. A page opens a segment when its title, its preface or first chapter, or a PK's opening
clause says that a document begins; every other page belongs to the open one. Within the body of a report (before its
closing chapter) only what cannot be a heading of the report opens one. A report ends with the signature of its closing
chapter, an appendix with its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

import msgspec

from extract.models import Document
from normalize import identity
from normalize.models import Segment, SegmentKind, Source
from normalize.titles import PageSigns

_PK_KINDS: frozenset[SegmentKind] = frozenset({"pk", "pk_perubahan"})
_REPORTS: frozenset[SegmentKind] = frozenset({"lkj", "lkj_individu"})
_SHORT: frozenset[SegmentKind] = frozenset({"renaksi", "lra", "e81", "berita_acara"})
_OF_REPORT: frozenset[SegmentKind] = frozenset({"lampiran", "lra", "e81"})
"""Appendices: they are about the time of the report they are bound to, unless they say otherwise."""

_SURE: frozenset[SegmentKind] = frozenset({"berita_acara", "e81"})
"""What opens a segment even within the body of a report: no report has a heading like that."""

# Words that speak for a kind of document whose title cannot be read; how often decides, or the file's name.
_HINTS: tuple[tuple[SegmentKind, tuple[str, ...]], ...] = (
    ("lkj", (r"laporan (?:akuntabilitas?i? )?kinerja", r"\b(?:lkj|lkjip|lkip|lakip)\b")),
    ("pk_perubahan", (r"perubahan (?:perjanjian kinerja|pk\b)", r"\bppk\b")),
    ("pk", (r"perjanjian kinerja", r"\bpk\b")),
    ("renaksi", (r"rencana aksi", r"\brenaksi\b")),
    ("lra", (r"laporan realisasi anggaran", r"\blra\b")),
    ("iku", (r"indikator kinerja utama", r"\biku\b")),
    ("berita_acara", (r"berita acara",)),
    ("e81", (r"\be\.? ?81\b", r"realisasi kinerja pada tri[wb]ulan")),
)
_HINT_PATTERNS = {kind: re.compile("|".join(words), re.IGNORECASE) for kind, words in _HINTS}
_PLAN = re.compile(r"\b(?:renja|rencana kerja|renstra|rkpd|rkt)\b", re.IGNORECASE)
_WORK_PLAN = re.compile(r"\b(?:renja|rencana kerja)\b", re.IGNORECASE)
_PHOTOS = re.compile(r"\b(?:dokumentasi|foto)", re.IGNORECASE)
_FULL_COVER = 3
"""Up to so many pages without any sign before a report are its covers."""

_SIGNING_ROWS = 14
"""Up to so many rows and a NIP, and the page holds nothing but signatures."""


class _Open(msgspec.Struct):
    """The segment that is being filled.

    ``closed`` is true from a report's closing chapter on, ``sealed`` from the signature after which nothing of the
    document can follow. ``lead`` are the pages of the report that this one goes on with.
    """

    kind: SegmentKind | None
    pages: list[PageSigns]
    title: str = ""
    evidence: tuple[PageSigns, ...] = ()
    lead: tuple[PageSigns, ...] = ()
    chapter: int = 0
    closed: bool = False
    sealed: bool = False
    clause: bool = False

    @property
    def body(self) -> bool:
        """Whether this is a report that has not come to its end yet."""
        return self.kind == "lkj" and not self.closed


def segment(document: Document, pages: Sequence[PageSigns]) -> list[Segment]:
    """The documents bound in ``document``, in order; ``pages`` are its signs. Empty without pages.

    Every page belongs to exactly one segment. What an appendix does not say of itself (unit, year, period) is that of
    the report before it.
    """
    found: list[_Open] = []
    report: _Open | None = None  # the last report, which may go on after a PK that is bound into its body
    for signs in pages:
        opened = _opened(found[-1] if found else None, report, signs)
        if opened is None:
            found[-1].pages.append(signs)
        elif found and found[-1].kind is None and opened.kind == "lkj" and len(found[-1].pages) <= _FULL_COVER:
            opened.pages = [*found[-1].pages, signs]
            found[-1] = opened
        else:
            found.append(opened)
        _advance(found[-1], signs)
        if found[-1].kind == "lkj":
            report = found[-1]
    return _completed([_segment(document, number, part) for number, part in enumerate(found, start=1)])


# --- where a document begins -----------------------------------------------------------------------------------------


def _opened(current: _Open | None, report: _Open | None, signs: PageSigns) -> _Open | None:
    """The segment that this page opens; None when it goes on with the current one."""
    kind = _kind(current, report, signs)
    if kind is None:
        return None if current else _Open(None, [signs])
    resumed = kind == "lkj" and report is not None and current is not report and _goes_on(report, signs)
    new = _Open(kind, [signs], title=" ".join(row.text for row in signs.title), evidence=(signs,))
    if resumed and report is not None:
        new.title, new.evidence, new.chapter = report.title, report.evidence, report.chapter
        new.lead = (*report.lead, *report.pages)
    return new


def _kind(current: _Open | None, report: _Open | None, signs: PageSigns) -> SegmentKind | None:
    """Which kind of document this page opens, if it opens one."""
    if signs.clause:
        return _clause_kind(current, signs)
    if signs.attached_pk:
        return _attached_kind(current, signs)
    if signs.kind in _PK_KINDS:
        return _untitled_pk(current, signs)
    if signs.kind == "lkj":
        return _report_kind(current, signs)
    if signs.front or 1 in signs.chapters:
        begins = current is None or current.kind != "lkj" or current.closed or current.chapter >= 2
        return "lkj" if begins else None
    if signs.chapters and (current is None or current.kind is None):
        return "lkj"
    if report is not None and current is not report and _goes_on(report, signs):
        return "lkj"
    return _other_kind(current, report, signs)


def _clause_kind(current: _Open | None, signs: PageSigns) -> SegmentKind | None:
    kind: SegmentKind = "pk"
    if signs.kind == "pk_perubahan" or (
        current is not None and current.kind == "pk_perubahan" and not current.clause and signs.kind is None
    ):
        kind = "pk_perubahan"
    announced = current is not None and current.kind == kind and not current.clause and len(current.pages) <= 2
    return None if announced else kind


def _attached_kind(current: _Open | None, signs: PageSigns) -> SegmentKind | None:
    if current is not None and (current.kind == signs.kind or (current.body and not signs.nip)):
        return None
    return signs.kind


def _untitled_pk(current: _Open | None, signs: PageSigns) -> SegmentKind | None:
    """A page titled as a PK without its clause: a cover, the table that follows the clause, or a report's heading."""
    if current is not None and (current.kind == signs.kind or current.body):
        return None
    return signs.kind


def _report_kind(current: _Open | None, signs: PageSigns) -> SegmentKind | None:
    if current is not None and current.kind == "lkj":
        if current.chapter == 0 and not current.closed:
            return None
        if current.body and not signs.cover and 1 not in signs.chapters:
            return None
    return "lkj"


def _other_kind(current: _Open | None, report: _Open | None, signs: PageSigns) -> SegmentKind | None:
    if current is not None and current.body:
        surely = signs.kind in _SURE or (signs.divider and signs.cover and current.chapter >= 2)
        return (signs.kind or "lampiran") if surely else None
    if signs.kind is not None:
        same = current is not None and current.kind == signs.kind
        return None if same else signs.kind
    if current is None or signs.continues or signs.blank:
        return None
    if signs.divider:
        return "lampiran" if signs.numbered or current.kind not in {"lampiran", None} else None
    if current.kind == "lampiran":
        return "lampiran" if _next_appendix(current, signs) else None
    if current.kind == "lkj" and current.sealed and not _only_signatures(signs):
        return "lampiran"
    if signs.other and _complete(current):
        return "lampiran" if report is not None else "lainnya"
    return None


def _next_appendix(current: _Open, signs: PageSigns) -> bool:
    """Whether another appendix begins here: after a signature, or with another title than the open one has.

    The pictures of a photo appendix have titles of their own, so only a page with a table ends it.
    """
    if current.sealed:
        return not _only_signatures(signs)
    if not signs.other or not signs.title[0].capital or (len(current.pages) == 1 and current.pages[0].divider):
        return False
    if _PHOTOS.search(current.title) and not signs.tables:
        return False
    return _capitals(signs) != _capitals(current.pages[0])


def _capitals(signs: PageSigns) -> str:
    return " ".join(row.text for row in signs.title if row.capital)


def _only_signatures(signs: PageSigns) -> bool:
    return signs.nip and not signs.other and not signs.tables and len(signs.rows) <= _SIGNING_ROWS


def _complete(current: _Open) -> bool:
    """Whether a document has all its parts, so that an unknown title after it begins something else."""
    if current.kind in _PK_KINDS:
        return current.clause and len(current.pages) >= 2
    return current.kind in _SHORT


def _goes_on(report: _Open, signs: PageSigns) -> bool:
    """Whether the page has the chapter that follows what the report has so far."""
    return report.body and report.chapter > 0 and report.chapter + 1 in signs.chapters


def _advance(part: _Open, signs: PageSigns) -> None:
    part.clause = part.clause or signs.clause
    if part.kind == "lampiran":
        part.sealed = part.sealed or signs.nip
    if part.kind != "lkj":
        return
    part.chapter = max((part.chapter, *signs.chapters))
    if signs.closing and part.chapter != 1:
        part.closed = True
    part.sealed = part.sealed or (part.closed and signs.nip)


# --- what a document is ----------------------------------------------------------------------------------------------


def _segment(document: Document, number: int, part: _Open) -> Segment:
    kind = part.kind or _hinted(document, part.pages)
    if kind == "lkj" and not part.title and _is_plan(part.pages):
        kind = "lainnya"
    facts = identity.identify(document, kind, [*part.lead, *part.pages])
    if kind == "lkj" and facts.individual:
        kind = "lkj_individu"
    return Segment(
        id=f"{document.path}#{number}",
        document=document.path,
        kind=kind,
        first=part.pages[0].page,
        last=part.pages[-1].page,
        title=part.title,
        unit=facts.unit,
        position=facts.position,
        year=facts.year,
        period=facts.period,
        date=facts.date,
        evidence=_evidence(document.path, part, facts),
    )


def _completed(segments: Sequence[Segment]) -> list[Segment]:
    """Segments with what they leave unsaid.

    The unit is that of the report before, else the first that is named; an appendix has year and period of the report
    before it.
    """
    first = next((part.unit for part in segments if part.unit), None)
    report: Segment | None = None
    completed = []
    for part in segments:
        part = msgspec.structs.replace(part, unit=part.unit or (report.unit if report else None) or first)
        if part.kind in _OF_REPORT and report is not None:
            period = part.period or (report.period if part.year in (None, report.year) else None)
            part = msgspec.structs.replace(part, year=part.year or report.year, period=period)
        if part.kind in _REPORTS:
            report = part
        completed.append(part)
    return completed


def _is_plan(pages: Sequence[PageSigns]) -> bool:
    """Whether chapters without a title are those of a work plan, which has chapters as a report has."""
    text = " ".join(row.text for signs in pages for row in signs.rows)
    return len(_WORK_PLAN.findall(text)) > len(_HINT_PATTERNS["lkj"].findall(text))


def _evidence(path: str, part: _Open, facts: identity.Identity) -> tuple[Source, ...]:
    """The rows that opened the segment, then those that say whose and about which time it is."""
    opening = [row for signs in part.evidence for row in (signs.title or signs.rows[:3])]
    rows = opening + [row for row in facts.said if row not in opening]
    return tuple(row.source(path) for row in rows)


def _hinted(document: Document, pages: Sequence[PageSigns]) -> SegmentKind:
    """The kind of pages that do not say what they are: from how often they name it, then from the file's name."""
    text = " ".join(row.text for signs in pages for row in signs.rows)
    if len(_HINT_PATTERNS["lkj"].findall(text)) >= 3:
        return "lkj"
    name = re.sub(r"[\W_]+", " ", PurePath(document.path).stem)
    if not _PLAN.search(name):
        for kind, pattern in _HINT_PATTERNS.items():
            if pattern.search(name):
                return kind
    headers = " ".join(identity.table_heads(document, pages))
    return "e81" if _HINT_PATTERNS["e81"].search(headers) else "lainnya"
