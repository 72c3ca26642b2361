"""F607: references in running text to a table or figure that the report does not have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit import texts
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed
from audit.registry import Context, rule
from normalize.models import Passage, Segment, Source

_REFERENCE = re.compile(
    r"\b(?:pada|dalam|lihat|melalui|di)\s+(?P<kind>gambar|grafik|tabel)\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)(?![\d%])",
    re.I,
)
_CAPTION = re.compile(r"^\W*(?P<kind>gambar|grafik|tabel)\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)(?![\d%])", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:pada|dalam|lihat|melalui|di)\s*$", re.IGNORECASE)
_OTHER_DOCUMENT = re.compile(r"renstra|rpjm|renja|peraturan|permen|lampiran|laporan\s+hasil|dokumen", re.IGNORECASE)
_AROUND = 60


@rule(
    code="F607",
    category="format",
    severity="rendah",
    title="Rujukan ke tabel atau gambar yang tidak ada",
    why="Rujukan yang salah nomor membuat pembaca tidak menemukan data yang dimaksud.",
    method="Nomor gambar, grafik, dan tabel yang dirujuk naskah (“pada Gambar 1”) dicari di antara judul gambar, "
    "grafik, dan tabel laporan. Temuan bila nomor itu tidak ada, sedangkan laporan memuat judul bernomor sejenis. "
    "Rujukan ke dokumen lain dan laporan dengan halaman hasil pindai dilewati. Temuan berstatus perlu dicek.",
    basis="Kerapian dan ketelitian penyusunan laporan",
    violation="“ditunjukkan pada Gambar 1”, sedangkan satu-satunya gambar berjudul “Gambar 2. Pohon Kinerja”.",
    clean="“ditunjukkan pada Gambar 2” dengan judul “Gambar 2. Pohon Kinerja”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per number that is referred to in vain."""
    for segment in ctx.submission.segments:
        if segment.kind in ("lkj", "lkj_individu") and not texts.scanned(ctx.submission, [segment]):
            passages = [one for one in ctx.submission.passages if one.segment == segment.id]
            yield from _in_vain(ctx, segment, passages)


def _in_vain(ctx: Context, segment: Segment, passages: Sequence[Passage]) -> Iterator[Finding]:
    captions: dict[str, dict[str, Source]] = defaultdict(dict)
    references: dict[tuple[str, str], tuple[str, Source]] = {}
    before = ""
    for one in passages:
        text = " ".join(one.text.split())
        goes_on = _OPEN.search(before)
        if (match := _CAPTION.match(text)) and not goes_on:
            captions[match["kind"].casefold()].setdefault(match["number"], one.at)
        joined = f"{before[-_AROUND:].partition(' ')[2]} {text}" if goes_on else text
        for found in _REFERENCE.finditer(joined) if one.kind == "text" or goes_on else ():
            around = joined[max(0, found.start() - _AROUND) : found.end() + _AROUND]
            if not _OTHER_DOCUMENT.search(around):
                shown = around if found.start() < _AROUND else around.partition(" ")[2]
                references.setdefault((found["kind"].casefold(), found["number"]), (shown, one.at))
        before = text
    for table in ctx.submission.tables:
        match = _CAPTION.match(" ".join(table.caption.split())) if table.segment == segment.id else None
        if match is not None and table.caption_at is not None:
            captions[match["kind"].casefold()].setdefault(match["number"], table.caption_at)
    for (kind, number), (around, at) in references.items():
        alike = {other: place for other, place in captions[kind].items() if other.count(".") == number.count(".")}
        if alike and number not in captions[kind]:
            yield _finding(ctx, segment, f"{kind.capitalize()} {number}", around, at, alike)


def _finding(
    ctx: Context, segment: Segment, name: str, around: str, at: Source, captions: dict[str, Source]
) -> Finding:
    near = list(captions.items())[:3]
    told = listed(f"{quoted(place.text, 60)} (halaman {place.page})" for _, place in near)
    return ctx.finding(
        message=f"Naskah halaman {at.page} merujuk {name} ({quoted(around, 130)}), sedangkan laporan tidak memuat "
        f"{name}; judul yang ada antara lain {told}.",
        subject=name,
        at=[at],
        reported=name,
        expected=None,
        references=[place for _, place in near],
        segment=segment,
        verdict="perlu_cek",
    )
