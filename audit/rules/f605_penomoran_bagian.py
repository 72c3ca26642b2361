"""F605: section, table and figure numbers that do not fit their chapter, or occur twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit import headings, texts
from audit.findings import quoted
from audit.headings import Numbered
from audit.models import Finding
from audit.phrases import listed
from audit.registry import Context, rule
from normalize.matching import similarity
from normalize.models import Segment

_ENOUGH = 5
_MOST = 0.7
"""Share of the numbers that has to follow the chapters before the others are wrong."""
_OTHER_TITLE = 0.6
_SHOWN = 8
_SERIES = 4
"""Captions that a series must have to be judged."""


@rule(
    code="F605",
    category="format",
    severity="rendah",
    title="Penomoran subbab, tabel, atau gambar tidak sesuai",
    why="Nomor yang tidak sesuai bab atau dipakai dua kali membuat rujukan dalam naskah tidak jelas.",
    method="Dalam laporan yang menomori subbab, tabel, dan gambar menurut bab (sekurang-kurangnya 70% nomornya), "
    "nomor yang angka pertamanya bukan nomor bab dilaporkan. Nomor subbab, tabel, atau gambar yang dipakai dua kali "
    "dengan judul berbeda juga dilaporkan, demikian pula satu-satunya lompatan dalam rangkaian judul tabel "
    "atau gambar bila nomor yang terlewat tidak disebut di mana pun. Daftar isi, sistematika, kalimat yang merujuk "
    "tabel, dan tabel lanjutan tidak diperiksa.",
    basis="Kerapian dan ketelitian penyusunan laporan",
    violation="Subbab “1.1 Capaian Kinerja” di dalam BAB III; dua tabel berbeda bernomor Tabel 3.8.",
    clean="Tabel 3.1 sampai dengan 3.9 di dalam BAB III, “Tabel 3.8 (lanjutan)” pada halaman berikutnya.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per report for numbers outside their chapter, one per number used twice."""
    for segment in ctx.submission.segments:
        if segment.kind not in ("lkj", "lkj_individu"):
            continue
        found = headings.numbered(ctx.submission, segment)
        strange = _outside(found)
        if strange is None:
            strange = _outside(headings.inferred(found))
        if strange:
            yield _chapters(ctx, segment, strange)
        yield from _gaps(ctx, segment, found)
        told: set[tuple[str, tuple[int, ...]]] = set()
        for at, one in enumerate(found):
            twin = next((other for other in found[:at] if _twice(other, one)), None)
            if twin is not None and (one.kind, one.number) not in told:
                told.add((one.kind, one.number))
                yield _double(ctx, segment, twin, one)


def _gaps(ctx: Context, segment: Segment, found: Sequence[Numbered]) -> Iterator[Finding]:
    """The only gap in a rising series of captions, where nothing in the report bears a missing number."""
    series: dict[tuple[str, tuple[int, ...]], list[Numbered]] = defaultdict(list)
    for one in found:
        if one.kind != "bagian":
            series[one.kind, one.number[:-1]].append(one)
    for (kind, chapter), captions in series.items():
        numbers = [one.number[-1] for one in captions]
        breaks = [at for at, (one, other) in enumerate(pairwise(numbers), 1) if other != one + 1]
        if len(numbers) < _SERIES or numbers[0] != 1 or len(breaks) != 1 or numbers != sorted(set(numbers)):
            continue
        at = breaks[0]
        missing = [(*chapter, number) for number in range(numbers[at - 1] + 1, numbers[at])]
        names = [f"{kind.capitalize()} {'.'.join(map(str, number))}" for number in missing]
        if not any(_mentioned(ctx, segment, name) for name in names):
            yield ctx.finding(
                message=f"Penomoran {kind} melompat: setelah {_name(captions[at - 1])} (halaman "
                f"{captions[at - 1].at.page}) langsung {_name(captions[at])} (halaman {captions[at].at.page}); "
                f"{listed(names)} tidak ada dalam laporan.",
                subject=f"nomor {kind} {listed(names)}",
                at=[captions[at].at],
                reported=captions[at].printed,
                expected=".".join(map(str, missing[0])),
                references=[captions[at - 1].at],
                segment=segment,
                verdict="perlu_cek",
            )


def _mentioned(ctx: Context, segment: Segment, name: str) -> bool:
    """Whether a text of the report bears or names a caption's number, read as a caption or not."""
    kind, number = name.split()
    pattern = re.compile(rf"{kind}\s*{re.escape(number)}(?!\.?\d)", re.IGNORECASE)
    return any(pattern.search(" ".join(at.text.split())) for at in texts.of_segments(ctx.submission, [segment]))


def _outside(found: Sequence[Numbered]) -> list[Numbered] | None:
    """The numbers that do not begin with their chapter's; None when numbers do not follow the chapters here."""
    placed = [one for one in found if one.chapter is not None and len(one.number) > 1]
    fitting = [one for one in placed if one.number[0] == one.chapter]
    if len(fitting) < _ENOUGH or len(fitting) < _MOST * len(placed):
        return None
    return [one for one in placed if one.number[0] != one.chapter]


def _twice(one: Numbered, other: Numbered) -> bool:
    same = (one.kind, one.number, one.chapter) == (other.kind, other.number, other.chapter)
    if not same or len(one.number) < 2 or "lanjutan" in other.title.casefold():
        return False
    titled = bool(one.title.strip()) and bool(other.title.strip())
    return titled and similarity(one.title, other.title) < _OTHER_TITLE


def _chapters(ctx: Context, segment: Segment, strange: Sequence[Numbered]) -> Finding:
    shown = listed(
        f"{_name(one)} {quoted(one.title, 50)} di dalam BAB {one.chapter} (halaman {one.at.page})"
        for one in strange[:_SHOWN]
    )
    rest = f", serta {len(strange) - _SHOWN} nomor lain" if len(strange) > _SHOWN else ""
    return ctx.finding(
        message=f"Penomoran tidak sesuai dengan babnya: {shown}{rest}.",
        subject=listed(f"{one.printed} {one.title}" for one in strange),
        at=[one.at for one in strange],
        reported=listed(one.printed for one in strange),
        expected=listed(".".join(map(str, (one.chapter, *one.number[1:]))) for one in strange),
        segment=segment,
        key="bab",
        verdict="perlu_cek",
    )


def _double(ctx: Context, segment: Segment, first: Numbered, second: Numbered) -> Finding:
    return ctx.finding(
        message=f"{_name(second)} dipakai dua kali: {quoted(first.title, 60)} (halaman {first.at.page}) dan "
        f"{quoted(second.title, 60)} (halaman {second.at.page}).",
        subject=f"{_name(second)} {second.title}",
        at=[second.at],
        reported=second.at.text,
        expected=None,
        references=[first.at],
        segment=segment,
        key=second.printed,
        verdict="perlu_cek",
    )


def _name(one: Numbered) -> str:
    return f"{'Subbab' if one.kind == 'bagian' else one.kind.capitalize()} {one.printed}"
