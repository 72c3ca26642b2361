"""H214: numbers of sasaran, indikator, programs and listed things that running text states wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audit import counts
from audit.counts import Sentence, Stated
from audit.findings import quoted
from audit.headings import numbered
from audit.models import Finding
from audit.phrases import listed, where
from audit.prose import paragraphs
from audit.registry import Context, rule
from audit.scope import Record, reports
from normalize.models import IndikatorRecord, Passage, Segment, Source

_ENDING = 100
_LEVELS = 2
_PARTS = re.compile(
    r"\((?P<count>\d{1,2})\s+(?P<noun>analisis|analisa|sub\s?bab|bagian|aspek|komponen)\)", re.IGNORECASE
)
_NAMES = {"sasaran": "sasaran", "indikator": "indikator sasaran", "program": "program"}


@rule(
    code="H214",
    category="keselarasan",
    severity="sedang",
    title="Jumlah yang disebut naskah tidak sesuai",
    why="Naskah yang menyebut jumlah sasaran, indikator, atau program yang berbeda dari tabelnya biasanya disalin dari "
    "tahun lain, dan pengukurannya tidak mencakup semua yang diperjanjikan.",
    method="Pernyataan tentang seluruh sasaran, indikator sasaran, atau program (“terdapat 2 sasaran strategis”) "
    "dibandingkan dengan banyaknya baris berbeda pada tabel laporan itu. Temuan hanya bila tidak satu tabel pun memuat "
    "jumlah tersebut, sedangkan sedikitnya dua tabel atau pernyataan lain sepakat pada jumlah yang berbeda; temuan "
    "berstatus perlu dicek. Pernyataan tentang sebagian (“2 indikator mengalami percepatan”) atau tentang satu misi, "
    "tujuan, atau sasaran dilewati. Dua kalimat yang sama kata demi kata tetapi berbeda bilangannya juga "
    "ditemukan, demikian pula “5 (lima) misi sebagai berikut:” dengan daftar bernomor yang lebih pendek atau panjang, "
    "dan judul “(5 analisis)” dengan subbab yang lain banyaknya.",
    basis="PermenPANRB 53/2014 Lampiran II: laporan memuat capaian seluruh sasaran yang diperjanjikan",
    violation="“terdapat 3 (tiga) sasaran strategis”, sedangkan perjanjian dan tabel capaian memuat 4 sasaran.",
    clean="“4 (empat) sasaran yang diukur melalui 9 indikator”; tabel memuat 4 sasaran dan 9 indikator.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per noun and wrong count, and one per sentence told with two counts."""
    texts = paragraphs(ctx.submission)
    for report in reports(ctx.submission):
        own = [one for one in texts if one.segment in report.ids]
        tables = counts.listed(ctx.submission, report)
        said = list(counts.stated(own))
        for noun, told in tables.items():
            of_noun = [one for one in said if one.noun == noun]
            right = counts.usual(told, (one.count for one in of_noun))
            known = {count for count, _ in told}
            for count in dict.fromkeys(one.count for one in of_noun):
                too_few = noun != "program" or count < min(known)
                if right is not None and count not in known and too_few:
                    yield _against_tables(ctx, [one for one in of_noun if one.count == count], right, told)
        for same in counts.contradictions(own):
            yield _contradiction(ctx, same)
    for segment in ctx.submission.segments:
        if segment.kind in ("lkj", "lkj_individu"):
            yield from _against_parts(ctx, segment)
    for passage, announced, length in counts.announced(ctx.submission.passages):
        if int(announced["count"]) != length:
            yield _against_list(ctx, passage, announced, length)


def _against_parts(ctx: Context, segment: Segment) -> Iterator[Finding]:
    """Headings that say how many parts they have ("3.1 Capaian (5 analisis)") against the headings below them."""
    found = [one for one in numbered(ctx.submission, segment) if one.kind == "bagian"]
    for one in found:
        match = _PARTS.search(" ".join(one.title.split()))
        below = {other.number for other in found if other.number[:-1] == one.number and len(one.number) >= _LEVELS}
        if match is None or len(below) < _LEVELS or len(below) == int(match["count"]):
            continue
        if below == {(*one.number, n + 1) for n in range(len(below))}:
            yield ctx.finding(
                message=f"Judul subbab {one.printed} {quoted(one.title)} (halaman {one.at.page}) menyebut "
                f"{match[0].strip('()')}, sedangkan di bawahnya terdapat {len(below)} subbab ({one.printed}.1 sampai "
                f"dengan {one.printed}.{len(below)}).",
                subject=one.title,
                at=[one.at],
                reported=match[0].strip("()"),
                expected=f"{len(below)} {match['noun']}",
                references=[other.at for other in found if other.number in below],
                segment=segment,
                key="subbab",
                verdict="perlu_cek",
            )


def _against_tables(ctx: Context, said: Sequence[Stated], right: int, told: Sequence[tuple[int, Record]]) -> Finding:
    first = said[0]
    tables = [record for count, record in told if count == right]
    at = [_place_of(record) for record in tables]
    places = listed(where(ctx.submission, record, place) for record, place in zip(tables[:3], at[:3], strict=True))
    return ctx.finding(
        message=f"Naskah pada {listed(f'halaman {one.figure.at.page}' for one in said)} menyebut {quoted(first.text)}, "
        f"sedangkan {places} memuat {right} {_NAMES[first.noun]}.",
        subject=f"jumlah {_NAMES[first.noun]}: {first.text}",
        at=[one.figure.at for one in said],
        references=at,
        reported=first.text,
        expected=f"{right} {_NAMES[first.noun]}",
        segment=ctx.submission.segment(first.paragraph.segment),
        key=first.noun,
        verdict="perlu_cek",
    )


def _against_list(ctx: Context, passage: Passage, announced: re.Match[str], length: int) -> Finding:
    text, noun = " ".join(announced[0].split()), announced["noun"].strip()
    return ctx.finding(
        message=f"Pada halaman {passage.at.page} tertulis {quoted(text)}, sedangkan daftar bernomor di bawahnya memuat "
        f"{length} butir.",
        subject=passage.text,
        at=[passage.at],
        reported=f"{announced['count']} {noun}",
        expected=f"{length} {noun}",
        segment=ctx.submission.segment(passage.segment),
        verdict="perlu_cek",
    )


def _place_of(record: Record) -> Source:
    return record.indikator_at if isinstance(record, IndikatorRecord) else record.name_at


def _contradiction(ctx: Context, same: Sequence[Sentence]) -> Finding:
    texts = listed(f"{quoted(_ending(one.text))} (halaman {one.figure.at.page})" for one in same)
    return ctx.finding(
        message=f"Kalimat yang sama memuat bilangan yang berbeda: {texts}.",
        subject=same[0].text,
        at=[one.figure.at for one in same],
        reported=_ending(same[-1].text),
        expected=" atau ".join(one.figure.number.raw for one in same),
        segment=ctx.submission.segment(same[0].paragraph.segment),
        verdict="perlu_cek",
    )


def _ending(text: str) -> str:
    """The last words of a text."""
    return text if len(text) <= _ENDING else "… " + text[-_ENDING:].partition(" ")[2]
