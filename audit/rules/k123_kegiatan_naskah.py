"""K123: kegiatan that running text reports with a budget but no table of the report lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audit import told
from audit.findings import quoted
from audit.models import Finding
from audit.prose import Figure, Paragraph, paragraphs
from audit.registry import Context, rule
from audit.told import Tables
from normalize.matching import similarity

_ITEM = re.compile(
    r"^\d{1,2}\s*[.)]\s*(?:sub\s?)?kegiatan\s+(?P<name>.{15,200}?)\s*,?\s*(?:(?:yang\s+)?di\s?lak\w*\s+oleh|oleh\s+[A-Z]|dengan\s+"
    r"(?:alokasi\s+|pagu\s+)?anggaran|dengan\s+alokasi)",
    re.IGNORECASE,
)
_BUDGET = re.compile(r"\b(?:anggaran|alokasi|pagu)\b[^.;\d]{0,40}$", re.IGNORECASE)
_NEAR = 0.72
"""Likeness up to which a name is that of no line of the tables."""
_MOST = 0.75
_FEWEST = 5
"""Narrated kegiatan, and the share of them that stand in the tables, before one that does not is odd."""


@dataclass(frozen=True, slots=True)
class _Narrated:
    paragraph: Paragraph
    name: str
    budget: Figure
    listed: bool


@rule(
    code="K123",
    category="keselarasan",
    severity="sedang",
    title="Kegiatan dalam naskah tidak ada dalam tabel anggaran",
    why="Kegiatan yang diuraikan dengan anggarannya tetapi tidak ada dalam tabel realisasi mungkin disalin dari tahun "
    "lain, atau tabelnya tidak lengkap.",
    method="Butir “n. Kegiatan … dengan alokasi anggaran sebesar Rp …” dalam naskah laporan dicocokkan dengan baris "
    f"anggaran laporan itu menurut nama dan pagunya. Bila sedikitnya {_FEWEST} butir diuraikan dan sebagian besarnya "
    "ditemukan dalam tabel, butir yang nama maupun pagunya tidak ada dalam tabel mana pun dilaporkan. Temuan berstatus "
    "perlu dicek.",
    basis="PermenPANRB 53/2014 Lampiran II: uraian program dan kegiatan sesuai dengan realisasi anggarannya",
    violation="Naskah: “7. Kegiatan Pembinaan Karang Taruna dengan alokasi anggaran Rp 125.000.000”; tabel realisasi "
    "memuat sembilan kegiatan lain.",
    clean="Kegiatan yang namanya disingkat dalam naskah tetapi pagunya ada dalam tabel.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per kegiatan."""
    texts = paragraphs(ctx.submission)
    for tables in told.tables(ctx.submission):
        found = [
            one
            for paragraph in texts
            if paragraph.segment in tables.report.ids and (one := _narrated(paragraph, tables)) is not None
        ]
        known = sum(one.listed for one in found)
        if len(found) >= _FEWEST and known >= _MOST * len(found):
            for one in found:
                if not one.listed:
                    yield _finding(ctx, one)


def _narrated(paragraph: Paragraph, tables: Tables) -> _Narrated | None:
    match = _ITEM.match(paragraph.text)
    if match is None:
        return None
    money = [one for one in paragraph.figures if one.money and one.start >= match.end("name")]
    if not money or not _BUDGET.search(paragraph.text[: money[0].start]):
        return None
    name = match["name"]
    listed = any(one.agrees("pagu", money[0].number) for one in tables.budget) or any(
        one.values and similarity(one.name, name) > _NEAR for one in tables.budget
    )
    return _Narrated(paragraph, " ".join(name.split()), money[0], listed)


def _finding(ctx: Context, one: _Narrated) -> Finding:
    amount = " ".join(one.budget.number.raw.split())
    return ctx.finding(
        message=f"Naskah halaman {one.budget.at.page} menguraikan kegiatan {quoted(one.name)} dengan anggaran "
        f"{amount}, sedangkan tabel anggaran laporan ini tidak memuat kegiatan maupun pagu itu.",
        subject=one.name,
        at=[one.budget.at],
        expected=None,
        references=[one.paragraph.at],
        segment=ctx.submission.segment(one.paragraph.segment),
        verdict="perlu_cek",
    )
