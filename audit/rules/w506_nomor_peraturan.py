"""W506: one regulation cited with different numbers or years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit import regulations
from audit.findings import TRUSTED_READERS, quoted
from audit.models import Finding
from audit.registry import Context, rule
from audit.regulations import KNOWN, Citation
from normalize.models import Segment, Source

_WORD_TITLE = 3
"""Words a title needs to tell regulations of a region apart."""


@dataclass(frozen=True, slots=True)
class _Cited:
    citation: Citation
    at: Source
    segment: Segment

    @property
    def key(self) -> tuple[int, int]:
        return self.citation.number, self.citation.year


@rule(
    code="W506",
    category="identitas",
    severity="rendah",
    title="Nomor atau tahun peraturan yang dikutip tidak konsisten",
    why="Dasar hukum yang nomor atau tahunnya keliru tidak dapat dirujuk dan menunjukkan penyalinan tanpa pemeriksaan.",
    method="Kutipan peraturan (jenis, nomor, tahun, judul) dikumpulkan dari naskah. Dilaporkan bila peraturan dengan "
    "jenis dan judul yang sama dikutip dengan nomor sama tetapi tahun berbeda, atau tahun sama tetapi nomor berbeda; "
    "demikian pula bila salah satunya menyimpang dari peraturan nasional yang dikenal. Judul yang memuat tahun harus "
    "sama tahunnya; peraturan tentang perubahan dan penjabaran, serta peraturan pengganti yang nomor dan tahunnya "
    "sama-sama berbeda, tidak dilaporkan.",
    basis="Undang-Undang Nomor 12 Tahun 2011 tentang Pembentukan Peraturan Perundang-undangan: peraturan dikenali dari "
    "nomor dan tahunnya",
    violation="Kata pengantar “Peraturan Bupati Nomor 96 Tahun 2016 tentang Kedudukan …”, BAB I “… Nomor 96 Tahun 2019 "
    "tentang Kedudukan …”.",
    clean="Peraturan Daerah tentang APBD Tahun Anggaran 2023 dan tentang APBD Tahun Anggaran 2024.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per deviating number and year of a regulation in a submission."""
    segments = {segment.id: segment for segment in ctx.submission.segments}
    cited = [
        _Cited(citation, passage.at, segments[passage.segment])
        for passage in ctx.submission.passages
        if passage.at.reader in TRUSTED_READERS
        for citation in regulations.citations(passage.at.text)
        if citation.title
    ]
    told: set[tuple[str, tuple[int, int]]] = set()
    for one in cited:
        key = (one.citation.kind, one.key)
        if key in told or any((known.kind, known.number, known.year) == (key[0], *key[1]) for known in KNOWN):
            continue
        known = next((f"Nomor {k.number} Tahun {k.year}" for k in KNOWN if _misprint_of_known(one.citation, k)), None)
        other = None if known else _contradiction(one, cited)
        if known or other:
            told.add(key)
            yield _finding(ctx, one, other, known)
            if other is not None:
                told.add((other.citation.kind, other.key))


def _misprint_of_known(one: Citation, known: regulations.Regulation) -> bool:
    same = one.kind == known.kind and regulations.same_title(one.title, known.title)
    return same and (one.number == known.number) != (one.year == known.year)


def _contradiction(one: _Cited, cited: list[_Cited]) -> _Cited | None:
    """Another citation of the same regulation that agrees with this one in either number or year."""
    for other in cited:
        if other.citation.kind != one.citation.kind or len(one.citation.title.split()) < _WORD_TITLE:
            continue
        half = (one.citation.number == other.citation.number) != (one.citation.year == other.citation.year)
        if half and regulations.same_title(one.citation.title, other.citation.title):
            return other
    return None


def _finding(ctx: Context, one: _Cited, other: _Cited | None, known: str | None) -> Finding:
    title = quoted(f"tentang {one.citation.title}", 80)
    against = (
        f"sedangkan pada halaman {other.at.page} dikutip {quoted(other.citation.text)}; yang benar perlu dipastikan"
        if other
        else f"sedangkan peraturan dengan judul itu adalah {known}"
    )
    return ctx.finding(
        message=f"Peraturan {title} dikutip sebagai {quoted(one.citation.text)} (halaman {one.at.page}), {against}.",
        subject=f"{one.citation.text} {one.citation.title}",
        at=[one.at],
        reported=one.citation.text,
        expected=known or None,
        references=[other.at] if other else [],
        segment=one.segment,
    )
