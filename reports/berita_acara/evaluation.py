"""The four sections of an evaluation of SAKIP, drafted from the findings of an audit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from string import ascii_lowercase
from typing import Literal

import msgspec

from audit.models import Finding
from normalize.models import SegmentKind, TableKind
from reports import labels
from reports.berita_acara import wording
from reports.berita_acara.recommendations import recommendations
from reports.berita_acara.results import Result
from reports.berita_acara.wording import BLANK

Section = Literal["perencanaan", "pengukuran", "pelaporan", "evaluasi"]
SECTIONS: dict[Section, str] = {
    "perencanaan": "Perencanaan Kinerja",
    "pengukuran": "Pengukuran Kinerja",
    "pelaporan": "Pelaporan Kinerja",
    "evaluasi": "Evaluasi Akuntabilitas Kinerja Internal",
}
_AT_MOST = 3
"""So many findings of a rule are told one by one in a section; the others are counted."""

_PLANS: frozenset[SegmentKind] = frozenset({"pk", "pk_perubahan", "iku", "renaksi"})
_MEASURES: frozenset[SegmentKind] = frozenset({"e81", "lra"})
_MEASURE_RULES = frozenset({"H201", "H205", "H206", "H208", "H209", "H213", "K108", "K112", "K118", "L403"})
_REPORT_RULES = frozenset({"K101", "K102", "K103", "K104", "K105", "K109"})
_INTERNAL_RULES = frozenset({"L404"})
_COMPARISONS: dict[TableKind, str] = {
    "capaian": "capaian kinerja",
    "perbandingan_tahun": "perbandingan antartahun",
    "perbandingan_renstra": "perbandingan dengan target renstra",
    "perbandingan_unit": "perbandingan dengan daerah atau unit lain",
    "efisiensi": "efisiensi penggunaan sumber daya",
    "realisasi_anggaran": "realisasi anggaran",
}


class Item(msgspec.Struct, frozen=True):
    """A lettered item."""

    huruf: str
    teks: str


class Chapter(msgspec.Struct, frozen=True):
    """A section of the form: its number, title and lettered items."""

    nomor: int
    judul: str
    butir: tuple[Item, ...]


def chapters(result: Result) -> list[Chapter]:
    """The sections with what was found, each ending with a place for what the documents do not show."""
    sorted_in: dict[Section, list[Finding]] = {section: [] for section in SECTIONS}
    for found in result.findings:
        if found.severity != "info":
            sorted_in[_section(result, found)].append(found)
    return [
        Chapter(number, title, _lettered([*_stock(result, section), *_items(result, sorted_in[section]), BLANK]))
        for number, (section, title) in enumerate(SECTIONS.items(), start=1)
    ]


def proposals(result: Result) -> list[str]:
    """The recommendations that follow from the findings."""
    grave = [one for one in labels.in_reading_order(result.findings) if one.severity != "info"]
    return [f"{one}." for one in recommendations(grave)]


def _lettered(texts: Sequence[str]) -> tuple[Item, ...]:
    """a to z, then aa, bb, as word processors go on."""
    letters = [ascii_lowercase[at % 26] * (at // 26 + 1) for at in range(len(texts))]
    return tuple(map(Item, letters, texts))


def _section(result: Result, found: Finding) -> Section:
    """Where a finding belongs: by its rule, else by the document that it is about."""
    if found.rule in _INTERNAL_RULES:
        return "evaluasi"
    if found.rule in _REPORT_RULES:
        return "pelaporan"
    part = result.part_at(found.evidence[0]) if found.evidence else None
    if part and part.kind in _PLANS:
        return "perencanaan"
    if found.rule in _MEASURE_RULES or (part and part.kind in _MEASURES):
        return "pengukuran"
    return "pelaporan"


# --- what there is ---------------------------------------------------------------------------------------------------


def _stock(result: Result, section: Section) -> list[str]:
    """What the documents show to exist for a section."""
    match section:
        case "perencanaan":
            return _existing(result, "pk", "pk_perubahan", "iku", "renaksi")
        case "pengukuran":
            return _existing(result, "e81", "lra")
        case "pelaporan":
            return _reports(result)
        case "evaluasi":
            return []


def _existing(result: Result, *kinds: SegmentKind) -> list[str]:
    told = []
    for kind in kinds:
        found = result.parts(kind)
        if not found:
            continue
        positions = list(dict.fromkeys(part.position for _, part in found if part.position))
        whose = f" untuk {wording.listed(positions)}" if positions else ""
        told.append(f"{labels.SEGMENT[kind]}{whose} tersedia ({wording.places(result, found)}).")
    return told


def _reports(result: Result) -> list[str]:
    told = []
    for file, part in result.parts("lkj", "lkj_individu"):
        name = " ".join(filter(None, ("Laporan kinerja", part.position, wording.time_of(part))))
        signed = f", bertanggal {wording.iso_date(part.date)}" if part.date else ""
        told.append(f"{name} tersedia ({wording.places(result, [(file, part)])}){signed}.")
        pages = {
            what: {page for table in part.tables if table.kind == kind for page in table.pages}
            for kind, what in _COMPARISONS.items()
        }
        kinds = [f"{what} ({wording.on_pages(shown)})" for what, shown in pages.items() if shown]
        if kinds and part.kind == "lkj":
            told.append(f"{name} menyajikan tabel {wording.listed(kinds)}.")
    return told


# --- findings --------------------------------------------------------------------------------------------------------


def _items(result: Result, findings: Sequence[Finding]) -> list[str]:
    """Findings as items: the graver ones with their messages, slight ones and many of a kind counted."""
    ordered = labels.in_reading_order(findings)
    rank = {rule: at for at, rule in enumerate(dict.fromkeys(one.rule for one in ordered))}
    told = []
    for _, group in groupby(sorted(ordered, key=lambda one: rank[one.rule]), key=lambda one: one.rule):
        some = list(group)
        slight = some[0].severity == "rendah" and len(some) > 1
        shown = [] if slight else some[:_AT_MOST]
        rest = some[len(shown) :]
        told += [wording.told(result, one) for one in shown]
        if rest:
            more = "temuan sejenis lainnya" if shown else "temuan"
            told.append(f"{rest[0].title}: {wording.counted(len(rest))} {more} ({wording.evidence(result, rest)}).")
    return told
