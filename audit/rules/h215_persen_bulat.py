"""H215: percentages that no whole number of things can give."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit import columns
from audit.arithmetic import HUNDRED, Interval, agrees
from audit.claims import ROUGH
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import where
from audit.prose import Figure, Paragraph, paragraphs
from audit.registry import Context, rule
from audit.scope import reports
from normalize.models import IndikatorRecord, Number
from normalize.numbers import format_id

_THINGS = r"desa|kelurahan|kecamatan|puskesmas|sekolah|rekomendasi|perangkat\s+daerah|opd|skpd"
_SHARE = re.compile(rf"^\W*(?:%|pro?sentase|persentase|presentase)\s+(?P<thing>{_THINGS})\b", re.IGNORECASE)
_HAS = re.compile(r"(?:terdiri|meliputi|membawahi|mencakup|terbagi)\W+(?:\w+\W+){0,3}$", re.IGNORECASE)
_THING = re.compile(rf"\s*(?:\([^)]*\)\s*)?(?P<thing>{_THINGS})\b", re.IGNORECASE)
_OF = re.compile(r"\s*dari\s+(?:total\s+|seluruh\s+|jumlah\s+|sebanyak\s+)*", re.IGNORECASE)
_AVERAGED = re.compile(r"rata|kumulatif|indeks", re.IGNORECASE)
_TARGET = re.compile(r"target\W+(?:\w+\W+){0,4}$", re.IGNORECASE)
_MOST = 200
"""From so many things on, every percentage in whole numbers is possible."""


@rule(
    code="H215",
    category="hitungan",
    severity="rendah",
    title="Persentase tidak mungkin dari jumlah yang disebut",
    why="Persentase desa, sekolah, atau rekomendasi hanya dapat bernilai kelipatan tertentu; nilai lain menunjukkan "
    "salah hitung atau angka yang diperkirakan.",
    method="Bila laporan menyebut satu jumlah yang pasti (“terdiri dari 6 desa”), realisasi indikator “Persentase "
    "desa …” harus sama dengan k / 6 untuk suatu bilangan bulat k, dibulatkan atau dipotong menurut desimal yang "
    "tercetak; demikian pula “p% dari n desa” dalam kalimat. Indikator rata-rata, target, dan laporan yang menyebut "
    "beberapa "
    "jumlah dilewati. Temuan berstatus perlu dicek, karena penyebutnya dapat saja lain.",
    basis="Aritmetika: bagian dari n benda adalah k / n dengan k bilangan bulat",
    violation="Kecamatan terdiri dari 6 desa; realisasi “Persentase desa yang tepat waktu” 80%; yang mungkin "
    "66,67% atau 83,33%.",
    clean="Kecamatan terdiri dari 6 desa; realisasi 83%; 5 / 6 = 83,33%.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per realisasi of a share and per "p% of n" in a sentence."""
    texts = paragraphs(ctx.submission)
    for report in reports(ctx.submission):
        own = [one for one in texts if one.segment in report.ids]
        stated = _stated(own)
        seen: set[tuple[str, str]] = set()
        for record in ctx.submission.indikator:
            match = _SHARE.match(record.indikator)
            applies = record.segment in report.ids and record.table_kind == "capaian" and record.realisasi is not None
            if not applies or match is None or _AVERAGED.search(record.indikator):
                continue
            told = stated.get(_thing(match["thing"]))
            number = record.realisasi.number if record.realisasi else None
            if told is None or number is None or not _impossible(number, int(told.number.value)):
                continue
            if (record.indikator, number.raw) not in seen:
                seen.add((record.indikator, number.raw))
                yield _of_record(ctx, record, number, told, _thing(match["thing"]))
        for paragraph in own:
            yield from _in_text(ctx, paragraph)


def _thing(text: str) -> str:
    return " ".join(text.casefold().split())


def _stated(texts: Sequence[Paragraph]) -> dict[str, Figure]:
    """Per thing the one number that the report says there is of it; things told in several numbers left out."""
    found: dict[str, dict[Decimal, Figure]] = defaultdict(dict)
    largest: dict[str, Decimal] = defaultdict(Decimal)
    for paragraph in texts:
        for figure in paragraph.figures:
            match = _THING.match(paragraph.text[figure.end :])
            if match and figure.counted:
                largest[_thing(match["thing"])] = max(largest[_thing(match["thing"])], figure.number.value)
            if match and figure.counted and _HAS.search(paragraph.before(figure)):
                found[_thing(match["thing"])].setdefault(figure.number.value, figure)
    mixed = {"desa", "kelurahan"} <= set(found)
    return {
        thing: next(iter(figures.values()))
        for thing, figures in found.items()
        if len(figures) == 1 and largest[thing] in figures and not (mixed and thing in {"desa", "kelurahan"})
    }


def _impossible(number: Number, count: int) -> bool:
    """Whether no k of ``count`` gives a printed percentage; numbers that may be no percentage are possible."""
    if not 1 < count <= _MOST or not 1 < number.value <= HUNDRED or number.comparison or number.upper is not None:
        return False
    return not any(agrees(number, _share(k, count)) for k in range(count + 1))


def _share(k: int, count: int) -> Interval:
    return Interval.exactly(Decimal(k) * HUNDRED / count)


def _nearest(number: Number, count: int) -> str:
    """The shares next below and next above a percentage."""
    below = int(number.value * count / HUNDRED)
    shares = (f"{format_id(Decimal(k) * HUNDRED / count, 2)}% ({k} dari {count})" for k in (below, below + 1))
    return " atau ".join(shares)


def _of_record(ctx: Context, record: IndikatorRecord, number: Number, told: Figure, thing: str) -> Finding:
    assert record.realisasi is not None
    count, place = int(told.number.value), where(ctx.submission, record, record.realisasi.at)
    return ctx.finding(
        message=f"Realisasi {quoted(record.indikator)} pada {place} tertulis "
        f"{columns.printed(record.realisasi)}, sedangkan nilai terdekat yang mungkin dari {count} {thing} (halaman "
        f"{told.at.page}) adalah {_nearest(number, count)}.",
        subject=record.indikator,
        at=[record.realisasi.at],
        references=[told.at],
        expected=_nearest(number, count),
        segment=ctx.submission.segment(record.segment),
        key=f"{record.year} {record.period}",
        verdict="perlu_cek",
    )


def _in_text(ctx: Context, paragraph: Paragraph) -> Iterator[Finding]:
    """ "80% dari 6 desa"."""
    for share, whole in zip(paragraph.figures, paragraph.figures[1:], strict=False):
        before = paragraph.text[: share.start]
        match = _THING.match(paragraph.text[whole.end :])
        if (
            not share.percent
            or not whole.counted
            or match is None
            or not _OF.fullmatch(paragraph.between(share, whole))
        ):
            continue
        if ROUGH.search(before) or _TARGET.search(before) or not _impossible(share.number, int(whole.number.value)):
            continue
        near = _nearest(share.number, int(whole.number.value))
        text = paragraph.text[share.start : whole.end + match.end()]
        yield ctx.finding(
            message=f"Pada halaman {share.at.page} tertulis {quoted(text)}, sedangkan nilai terdekat yang "
            f"mungkin adalah {near}.",
            subject=paragraph.subject(share),
            at=[share.at, whole.at],
            expected=near,
            segment=ctx.submission.segment(paragraph.segment),
            key=text,
            verdict="perlu_cek",
        )
