"""H221: sentences that say something rose every year where the table of years shows that it fell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from audit import columns
from audit.direction import direction
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed
from audit.registry import Context, rule
from normalize.matching import canonical
from normalize.models import IndikatorRecord, Passage, Submission

_EVERY_YEAR = (
    r"(?:di)?\s?setiap\s+tahun\w*|tiap\s+tahun\w*|dari\s+tahun\s+ke\s+tahun|terus[-\s]menerus|secara\s+konsisten"
)
_RISES = re.compile(
    rf"\b(?:mengalami\s+)?(?P<way>peningkatan|kenaikan|meningkat|naik)\b(?:\s+\w+){{0,2}}?\s+(?P<every>{_EVERY_YEAR})"
    r"|\b(?P<always>selalu|terus)\s+(?:mengalami\s+)?(?P<rising>peningkatan|kenaikan|meningkat|naik)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:belum|tidak|agar|supaya|diharapkan|target\w*|penduduk|kebutuhan|anggaran|akan|upaya|untuk|guna)\b", re.I
)
_OF_RESULTS = re.compile(r"\b(?:realisasi|capaian|kinerja|indikator|nilai|indeks)\b", re.IGNORECASE)
_FEWEST = 3
"""Years that must be told before a trend is read from it."""
_PAGES = 3
"""Pages before the sentence on which its table may stand."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Fall:
    """An indikator and two of its years, one right after the other, between which it fell."""

    name: str
    before: IndikatorRecord
    after: IndikatorRecord


@rule(
    code="H221",
    category="keselarasan",
    severity="sedang",
    title="Pernyataan meningkat setiap tahun tidak didukung tabel",
    why="Simpulan bahwa kinerja selalu meningkat menutupi tahun-tahun penurunannya beserta penyebabnya.",
    method="Kalimat yang menyatakan realisasi atau capaian “meningkat setiap tahun” dibandingkan dengan tabel "
    "perbandingan tahun di atasnya (sedikitnya tiga tahun per indikator). Temuan bila suatu indikator yang makin "
    "tinggi makin baik turun antara dua tahun berturut-turut. Kalimat harapan dan kalimat tentang target atau anggaran "
    "dilewati. Temuan berstatus perlu dicek karena kalimat dapat merujuk sebagian indikator.",
    basis="PermenPANRB 53/2014 Lampiran II: simpulan didasarkan pada hasil pengukuran kinerja",
    violation="“realisasi kinerja mengalami peningkatan di setiap tahunnya”; tabel: 2021 90%, 2022 83%, 2023 92%.",
    clean="“realisasi kinerja meningkat setiap tahun”; tabel: 2021 83%, 2022 90%, 2023 92%.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per sentence."""
    for passage in ctx.submission.passages:
        if passage.kind != "text":
            continue
        for sentence in re.split(r"(?<=[.;])\s+", " ".join(passage.text.split())):
            match = _RISES.search(sentence)
            if match is None or _NOT.search(sentence[: match.end()]) or not _OF_RESULTS.search(sentence[: match.end()]):
                continue
            falls = _falls(ctx.submission, passage, sentence)
            if falls:
                yield _finding(ctx, passage, sentence, match[0], falls)


def _falls(submission: Submission, passage: Passage, sentence: str) -> list[_Fall]:
    """What fell in the tables of years near above the sentence; of one indikator where the sentence names it."""
    series: dict[str, dict[int, IndikatorRecord]] = defaultdict(dict)
    for one in submission.indikator:
        near = one.document == passage.at.document and passage.at.page - _PAGES <= one.indikator_at.page
        above = (one.indikator_at.page, one.indikator_at.box[1]) < (passage.at.page, passage.at.box[1])
        of_years = one.table_kind == "perbandingan_tahun" and one.year is not None
        if near and above and of_years and one.year is not None and _value(one) is not None:
            series[canonical(one.indikator)].setdefault(one.year, one)
    found = [fall for years in series.values() for fall in _of_indikator(years)]
    named = [one for one in found if one.name.casefold() in sentence.casefold()]
    return named or found


def _of_indikator(years: dict[int, IndikatorRecord]) -> Iterator[_Fall]:
    told = [years[year] for year in sorted(years)]
    if len(told) < _FEWEST or direction(told[0].indikator) == "lower":
        return
    for one, other in pairwise(told):
        before, after = _value(one), _value(other)
        if before is not None and after is not None and after < before and other.year == (one.year or 0) + 1:
            yield _Fall(" ".join(one.indikator.split()), one, other)


def _value(record: IndikatorRecord) -> Decimal | None:
    """The realisasi as a number with one meaning."""
    number = record.realisasi.number if record.realisasi else None
    return number.value if number is not None and number.upper is None and not number.alternatives else None


def _finding(ctx: Context, passage: Passage, sentence: str, said: str, falls: Sequence[_Fall]) -> Finding:
    shown = listed(
        f"{quoted(one.name, 80)} turun dari {_told(one.before)} menjadi {_told(one.after)}" for one in falls[:_SHOWN]
    )
    at = [one.realisasi.at for fall in falls for one in (fall.before, fall.after) if one.realisasi is not None]
    pages = listed(str(page) for page in sorted({one.page for one in at}))
    return ctx.finding(
        message=f"Pada halaman {passage.at.page} tertulis {quoted(sentence, 200)}, sedangkan menurut tabel pada "
        f"halaman {pages} realisasi {shown}.",
        subject=sentence,
        at=[passage.at],
        reported=said,
        expected=None,
        references=at,
        segment=ctx.submission.segment(passage.segment),
        verdict="perlu_cek",
    )


def _told(record: IndikatorRecord) -> str:
    return f"{columns.printed(record.realisasi) if record.realisasi else ''} (Tahun {record.year})"
