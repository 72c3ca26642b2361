"""A PDF to the documents bound together in it.

Pages are walked in order. A page opens a segment when its title, its preface or first chapter, or a PK's opening
clause says that a document begins; every other page belongs to the open one. Within the body of a report (before its
closing chapter) only what cannot be a heading of the report opens one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

import msgspec

from extract.models import Document
from normalize import identity
from normalize.models import Segment, SegmentKind, Source
from normalize.titles import PageSigns, read_signs

_PK_KINDS: frozenset[SegmentKind] = frozenset({"pk", "pk_perubahan"})
_HINTS: tuple[tuple[SegmentKind, re.Pattern[str]], ...] = (
    ("lkj", re.compile(r"laporan\s+(?:akuntabilitas?i?\s+)?kinerja|\b(?:lkj|lkjip|lkip|lakip)\b", re.IGNORECASE)),
    ("pk_perubahan", re.compile(r"perubahan\s+(?:perjanjian\s+kinerja|pk\b)|\bppk\b", re.IGNORECASE)),
    ("pk", re.compile(r"perjanjian\s+kinerja|\bpk\b", re.IGNORECASE)),
    ("renaksi", re.compile(r"rencana\s+aksi|\brenaksi\b", re.IGNORECASE)),
    ("lra", re.compile(r"laporan\s+realisasi\s+anggaran|\blra\b", re.IGNORECASE)),
    ("iku", re.compile(r"indikator\s+kinerja\s+utama|\biku\b", re.IGNORECASE)),
    ("berita_acara", re.compile(r"berita\s+acara", re.IGNORECASE)),
)
_PLAN = re.compile(r"\b(?:renja|rencana\s+kerja|renstra|rkpd|rkt)\b", re.IGNORECASE)
_WORK_PLAN = re.compile(r"\b(?:renja|rencana\s+kerja)\b", re.IGNORECASE)
_FULL_COVER = 3
"""Up to so many pages without any sign before a report are its covers."""


class _Open(msgspec.Struct):
    """The segment that is being filled."""

    kind: SegmentKind | None
    pages: list[PageSigns]
    title: str = ""
    evidence: tuple[PageSigns, ...] = ()
    chapter: int = 0
    closed: bool = False
    sealed: bool = False
    clause: bool = False

    @property
    def body(self) -> bool:
        """Whether this is a report that has not come to its end yet."""
        return self.kind == "lkj" and not self.closed


def segment(document: Document) -> list[Segment]:
    """The documents bound in ``document``, in order; every page belongs to exactly one. Empty without pages."""
    found: list[_Open] = []
    report: _Open | None = None  # the last report, which may go on after a PK that is bound into its body
    for signs in read_signs(document):
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
    return _with_units([_segment(document, number, part) for number, part in enumerate(found, start=1)])


def _opened(current: _Open | None, report: _Open | None, signs: PageSigns) -> _Open | None:
    """The segment that this page opens; None when it goes on with the current one."""
    kind = _kind(current, report, signs)
    if kind is None:
        return None if current else _Open(None, [signs])
    resumed = kind == "lkj" and report is not None and current is not report and _goes_on(report, signs)
    new = _Open(kind, [signs], title=" ".join(row.text for row in signs.title), evidence=(signs,))
    if resumed and report is not None:
        new.title, new.evidence, new.chapter = report.title, report.evidence, report.chapter
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
        surely = signs.kind in {"berita_acara", "e81"} or (signs.divider and signs.cover and current.chapter >= 2)
        return (signs.kind or "lampiran") if surely else None
    if signs.kind is not None:
        same = current is not None and current.kind == signs.kind
        return None if same else signs.kind
    if current is None:
        return None
    if signs.divider:
        return None if current.kind in {"lampiran", None} else "lampiran"
    if signs.other and _complete(current):
        return "lampiran" if report is not None else "lainnya"
    return None


def _complete(current: _Open) -> bool:
    """Whether a document has all its parts, so that an unknown title after it begins something else."""
    if current.kind == "lkj":
        return current.sealed
    if current.kind in _PK_KINDS:
        return current.clause and len(current.pages) >= 2
    return current.kind in {"renaksi", "lra", "e81", "berita_acara"}


def _goes_on(report: _Open, signs: PageSigns) -> bool:
    """Whether the page has the chapter that follows what the report has so far."""
    return report.body and report.chapter > 0 and report.chapter + 1 in signs.chapters


def _advance(part: _Open, signs: PageSigns) -> None:
    part.clause = part.clause or signs.clause
    if part.kind != "lkj":
        return
    part.sealed = part.sealed or (part.closed and signs.nip)
    part.chapter = max((part.chapter, *signs.chapters))
    if signs.closing and part.chapter != 1:
        part.closed = True
        part.sealed = part.sealed or signs.nip


def _segment(document: Document, number: int, part: _Open) -> Segment:
    kind = part.kind or _hinted(document, part.pages)
    if kind == "lkj" and not part.title and _is_plan(part.pages):
        kind = "lainnya"
    facts = identity.identify(document, kind, part.pages)
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
        evidence=_evidence(document.path, part.evidence),
    )


def _with_units(segments: Sequence[Segment]) -> list[Segment]:
    """Segments that name no office belong to that of the report before them, else to the first that is named."""
    named = [segment for segment in segments if segment.unit]
    filled = []
    for segment in segments:
        if segment.unit is None and named:
            before = [other for other in named if other.first < segment.first and other.kind == "lkj"]
            segment = msgspec.structs.replace(segment, unit=(before[-1] if before else named[0]).unit)
        filled.append(segment)
    return filled


def _is_plan(pages: Sequence[PageSigns]) -> bool:
    """Whether chapters without a title are those of a work plan, which has chapters as a report has."""
    text = " ".join(row.text for signs in pages for row in signs.rows)
    return len(_WORK_PLAN.findall(text)) > len(_HINTS[0][1].findall(text))


def _evidence(path: str, pages: Sequence[PageSigns]) -> tuple[Source, ...]:
    rows = [row for signs in pages for row in (signs.title or signs.rows[:3])]
    return tuple(row.source(path) for row in rows)


def _hinted(document: Document, pages: Sequence[PageSigns]) -> SegmentKind:
    """The kind of pages that do not say what they are: from how often they name it, then from the file's name."""
    text = " ".join(row.text for signs in pages for row in signs.rows)
    named = {kind: len(pattern.findall(text)) for kind, pattern in _HINTS}
    if named["lkj"] >= 3:
        return "lkj"
    name = re.sub(r"[\W_]+", " ", PurePath(document.path).stem)
    if not _PLAN.search(name):
        for kind, pattern in _HINTS:
            if pattern.search(name):
                return kind
    return "lainnya"
