"""W510: years in running text that cannot be those of what the sentence speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from audit import scope
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed
from audit.registry import Context, rule
from audit.scope import Report
from normalize.models import Passage

_OWN_WORK = re.compile(
    r"\b(?:pertanggung\s?jawaban\s+(?:atas\s+)?kinerja|akuntabilitas\s+kinerja|pengukuran\s+kinerja|"
    r"pencapaian\s+(?:indikator(?:\s+kinerja)?\s+)?sasaran|kinerja\s+yang\s+diperjanjikan|diperjanjikan)"
    r"(?:\s+(?:pada|selama|untuk|di|dalam|kurun\s+waktu))?\s+tahun(?:\s+anggaran)?\s+(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:capaian|pencapaian|realisasi|serapan|penyerapan)(?:\s+[a-z]+){0,3}\s+(?:pada\s+)?tahun\s+(?P<year>20\d\d)"
    r"\s+(?:sebesar|mencapai|adalah|yaitu|sejumlah)\s+(?:Rp\.?\s*)?\d",
    re.IGNORECASE,
)
_BEFORE_ITS_PLAN = re.compile(
    r"\b(?:capaian|pencapaian|realisasi)\s+kinerja\s+tahun\s+(?P<year>20\d\d)\s[^.;\d]{0,60}"
    r"\b(?:mengacu|sesuai|berpedoman|berdasarkan)\b[^.;\d]{0,60}\btahun\s+(?P<plan>20\d\d)",
    re.IGNORECASE,
)
_WITH_ITSELF = re.compile(
    r"\b(?:realisasi|capaian|kinerja)(?:\s+[a-z]+){0,3}\s+tahun\s+(?P<year>20\d\d)\s+"
    r"(?:(?:di)?banding(?:kan)?\s+(?:dengan\s+)?|dengan\s+|terhadap\s+)"
    r"(?:realisasi|capaian|kinerja)(?:\s+[a-z]+){0,3}\s+tahun\s+(?P=year)\b(?!\s*[-–])",
    re.IGNORECASE,
)
_PLAN_PERIOD = re.compile(
    r"\b(?P<plan>RPJM\w*|Renstra|Rencana\s+Strategis|Rencana\s+Pembangunan\s+Jangka\s+Menengah(?:\s*\(RPJMD?\))?)"
    r"(?P<whose>(?:\s+[A-Z][\w()]*){0,9})\s+(?:[Tt]ahun\s+|[Pp]eriode\s+)?(?P<first>20\d\d)\s*[-–]\s*(?P<last>20\d\d)\b"
)
_OTHER_TIME = re.compile(
    r"sebelum|\blalu\b|banding|meningkat|menurun|\bnaik\b|\bturun\b|tindak\s?lanjut|rekomendasi|hasil\s+evaluasi|reviu"
    r"|\bnilai\b[^.;]{0,40}evaluasi|peraturan|renstra|rpjm|mendatang",
    re.IGNORECASE,
)
_EXPECTED = re.compile(r"\b(?:target\w*|rencana|direncanakan|proyeksi|diharapkan|akan|pagu)\b", re.IGNORECASE)
_PLAN_HEADING = re.compile(r"(?:\d+(?:\.\d+)*\.?\s+)?(?:rencana|perjanjian|penetapan)\s+kinerja\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_WORDS_AROUND = 60
"""Letters of a sentence that a message quotes before and behind the year in question."""
_FEWEST = 3
"""Times a plan's period must be named before a different one is held against it."""


@rule(
    code="W510",
    category="identitas",
    severity="sedang",
    title="Tahun dalam naskah tidak sesuai",
    why="Tahun yang keliru dalam uraian membuat kinerja dibaca sebagai kinerja tahun lain dan biasanya menunjukkan "
    "kalimat yang disalin dari laporan tahun sebelumnya.",
    method="Empat hal dibaca dari naskah laporan: (1) kalimat tentang pertanggungjawaban, pengukuran, atau pencapaian "
    "sasaran laporan itu sendiri yang hanya menyebut tahun sebelumnya; (2) hasil (realisasi atau capaian dengan "
    "angkanya) dari tahun sesudah tahun laporan, capaian yang disebut mengacu pada rencana tahun sesudahnya, dan "
    "perbandingan suatu tahun dengan tahun itu sendiri; (3) judul subbab rencana atau perjanjian kinerja yang "
    "menyebut tahun sebelumnya; (4) periode RPJMD atau Renstra yang berbeda dari periode yang "
    "disebut di tempat lain. Kalimat perbandingan, tindak lanjut, rencana, dan peraturan dilewati; temuan berstatus "
    "perlu dicek.",
    basis="Konsistensi identitas dokumen",
    violation="Laporan Tahun 2024: “pertanggungjawaban kinerja selama Tahun 2023”; “capaian anggaran tahun 2025 "
    "sebesar 95%”.",
    clean="“Realisasi kinerja tahun 2024 dibandingkan dengan realisasi tahun 2023 meningkat.”",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per sentence, heading or period."""
    for report in scope.reports(ctx.submission):
        own = [one for one in ctx.submission.passages if one.segment in report.ids]
        if report.year is None:
            continue
        topic = ""
        for passage in own:
            if passage.kind == "text" and _YEAR.search(passage.text):
                yield from _sentences(ctx, report, report.year, passage, topic)
            elif passage.kind == "heading":
                topic = passage.text
        yield from _plans(ctx, report, report.year, own)
        yield from _periods(ctx, report, own)


def _sentences(ctx: Context, report: Report, year: int, passage: Passage, topic: str) -> Iterator[Finding]:
    """``topic`` is the heading above; below one about the year before, that year is meant."""
    for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z])", " ".join(passage.text.split())):
        if (match := _BEFORE_ITS_PLAN.search(sentence)) and int(match["year"]) == year - 1 < int(match["plan"]):
            told = f"sedangkan kinerja tahun {match['year']} tidak dapat mengacu pada rencana tahun {match['plan']}"
            yield _finding(ctx, report, passage, match[0], match["year"], str(year), told)
        elif (match := _WITH_ITSELF.search(sentence)) and int(match["year"]) <= year:
            told = f"sehingga tahun {match['year']} dibandingkan dengan tahun itu sendiri"
            yield _finding(ctx, report, passage, match[0], f"tahun {match['year']} dengan tahun yang sama", None, told)
        elif (match := _RESULT.search(sentence)) and int(match["year"]) == year + 1:
            if not _OTHER_TIME.search(sentence[: match.end()]) and not _EXPECTED.search(sentence):
                told = f"sedangkan laporan ini untuk Tahun {year} dan hasil tahun {year + 1} belum ada"
                yield _finding(ctx, report, passage, _around(sentence, match), match["year"], str(year), told)
        elif (
            (match := _OWN_WORK.search(sentence))
            and int(match["year"]) == year - 1
            and not _OTHER_TIME.search(f"{topic} {sentence}")
            and str(year - 1) not in topic
            and str(year) not in sentence
        ):
            told = f"sedangkan laporan ini untuk Tahun {year}"
            yield _finding(ctx, report, passage, _around(sentence, match), match["year"], str(year), told)


def _plans(ctx: Context, report: Report, year: int, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Headings of the plan or agreement of the year before."""
    for one in passages:
        text = " ".join(one.text.split())
        if one.kind == "heading" and _PLAN_HEADING.match(text) and _YEAR.findall(text) == [str(year - 1)]:
            yield _finding(
                ctx, report, one, text, str(year - 1), str(year), f"sedangkan laporan ini untuk Tahun {year}"
            )


def _periods(ctx: Context, report: Report, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Periods of the RPJMD or Renstra that begin like the usual one but end otherwise."""
    told = [(match, one) for one in passages for match in _PLAN_PERIOD.finditer(" ".join(one.text.split()))]
    tally = Counter((match["first"], match["last"]) for match, _ in told)
    for (first, last), times in tally.items():
        usual = next(
            (one for one, count in tally.items() if one[0] == first and count >= max(_FEWEST, 3 * times)), None
        )
        if usual is None or usual[1] == last:
            continue
        match, passage = next((m, one) for m, one in told if (m["first"], m["last"]) == (first, last))
        right = next(one for m, one in told if (m["first"], m["last"]) == usual)
        why = f"sedangkan di tempat lain (misalnya halaman {right.at.page}) periodenya {usual[0]}–{usual[1]}"
        yield _finding(ctx, report, passage, match[0], f"{first}–{last}", f"{usual[0]}–{usual[1]}", why)


def _around(sentence: str, match: re.Match[str]) -> str:
    """The words of a match with some before and behind, cut at words."""
    start = sentence.rfind(" ", 0, max(0, match.start() - _WORDS_AROUND)) + 1
    end = sentence.find(" ", match.end() + _WORDS_AROUND)
    return sentence[start : None if end < 0 else end]


def _finding(
    ctx: Context, report: Report, passage: Passage, text: str, printed: str, expected: str | None, told: str
) -> Finding:
    return ctx.finding(
        message=f"Pada halaman {passage.at.page} tertulis {quoted(text, 220)}, {told}.",
        subject=text,
        at=[passage.at],
        reported=listed([printed]),
        expected=expected,
        segment=report.lead,
        verdict="perlu_cek",
    )
