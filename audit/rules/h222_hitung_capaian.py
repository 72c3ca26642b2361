"""H222: how many targets running text says were exceeded or just met, against the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit import columns, scope
from audit.counts import REACHED
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed
from audit.prose import Paragraph, paragraphs
from audit.registry import Context, rule
from audit.scope import Report
from normalize.dates import find_years
from normalize.matching import canonical
from normalize.models import IndikatorRecord, Source, Submission

_COUNT = re.compile(
    r"\bcapaian\b[^.;]{0,40}?(?P<how>di\s?atas|lebih\s+dari|melebihi|tepat|sebesar|di\s?bawah|kurang\s+dari)\s*100\s*%"
    r"\s*(?:sebanyak|berjumlah|sejumlah)\s*(?P<count>\d{1,3})\s*(?:\([a-z ]+\)\s*)?(?P<noun>target|indikator)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:belum|tidak|kurang)\b", re.IGNORECASE)
_CHANGE = re.compile(r"peningkatan|penurunan|meningkat|menurun|bertambah|berkurang", re.IGNORECASE)
_KINDS = frozenset({"capaian", "cost_per_outcome", "efisiensi"})
_FULL = 100


@rule(
    code="H222",
    category="hitungan",
    severity="sedang",
    title="Banyaknya target yang tercapai berbeda dari tabel",
    why="Simpulan laporan menyebut berapa target yang terlampaui atau tepat tercapai; bila berbeda dari tabelnya, "
    "keberhasilan yang disimpulkan tidak didukung data.",
    method="Kalimat “capaian di atas (tepat, di bawah) 100% sebanyak n target” dibandingkan dengan banyaknya indikator "
    "bercapaian demikian pada tabel capaian laporan untuk tahun yang disebut kalimat itu atau butir di atasnya. Temuan "
    "bila tidak satu tabel pun, dan tidak pula seluruh tabel bersama-sama, memuat n indikator. Demikian pula “k dari n "
    "indikator telah mencapai target” terhadap tabel dengan n indikator. Temuan berstatus perlu dicek karena kalimat "
    "dapat merujuk tingkat kinerja tertentu.",
    basis="Aritmetika: banyaknya baris pada tabel yang dirujuk",
    violation="“capaian di atas 100% sebanyak 3 target”; tabel memuat 5 indikator dengan capaian di atas 100%.",
    clean="“capaian di atas 100% sebanyak 2 target”; tabel sasaran memuat 2 indikator demikian, tabel program 4.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per sentence."""
    texts = paragraphs(ctx.submission)
    for report in scope.reports(ctx.submission):
        year: int | None = None
        for paragraph in (one for one in texts if one.segment in report.ids):
            match = _COUNT.search(paragraph.text)
            named = find_years(paragraph.text)
            yield from _reached(ctx, report, paragraph)
            if match is None or _CHANGE.search(paragraph.text):
                year = named[-1] if named else None
            elif (named[-1] if named else year) in (None, report.year):
                yield from _compared(ctx, report, paragraph, match)


def _compared(ctx: Context, report: Report, paragraph: Paragraph, match: re.Match[str]) -> Iterator[Finding]:
    tables = _tables(ctx.submission, report)
    counted = {table: [one for one in records if _is(match["how"], one)] for table, records in tables.items()}
    whole: dict[str, IndikatorRecord] = {}
    for records in counted.values():
        for one in records:
            whole.setdefault(canonical(one.indikator), one)
    said = int(match["count"])
    told = {canonical(one.indikator): one for records in tables.values() for one in records}
    elsewhere = not whole and said > len(told)  # so many are not in the tables, it is about another one
    if elsewhere or said in {
        len(whole),
        *(len({canonical(one.indikator) for one in found}) for found in counted.values()),
    }:
        return
    at = _place(paragraph, match)
    shown = listed(f"{quoted(one.indikator, 60)} {_printed(one)}" for one in (whole or told).values())
    many = f"memuat {len(whole)}" if whole else "tidak memuat satu pun"
    yield ctx.finding(
        message=f"Pada halaman {at.page} tertulis {quoted(match[0])}, sedangkan "
        f"tabel capaian {many} indikator dengan capaian {' '.join(match['how'].split())} 100%"
        f"{': ' if whole else '; capaiannya '}{shown}.",
        subject=match[0],
        at=[at],
        reported=match[0],
        expected=f"{len(whole)} {match['noun']}",
        references=[one.capaian.at for one in (whole or told).values() if one.capaian is not None],
        segment=report.lead,
        verdict="perlu_cek",
    )


def _reached(ctx: Context, report: Report, paragraph: Paragraph) -> Iterator[Finding]:
    """ "1 dari 3 indikator telah mencapai target" against the tables of just so many indikator."""
    match = REACHED.search(paragraph.text)
    years = set(find_years(paragraph.text))
    if match is None or _NOT.search(match["between"]) or (years and report.year not in years):
        return
    same = [one for one in _tables(ctx.submission, report).values() if len(one) == int(match["of"])]
    counts = [[one for one in records if not _is("di bawah", one)] for records in same]
    said = int(match["count"])
    if not counts or any(len(one) == said for one in counts):
        return
    at = _place(paragraph, match)
    shown = listed(f"{quoted(one.indikator, 60)} {_printed(one)}" for one in same[0])
    yield ctx.finding(
        message=f"Pada halaman {at.page} tertulis {quoted(match[0])}, sedangkan "
        f"menurut tabel capaian {len(counts[0])} dari {match['of']} indikator mencapai target: {shown}.",
        subject=match[0],
        at=[at],
        reported=match[0],
        expected=f"{len(counts[0])} dari {match['of']} indikator",
        references=[one.capaian.at for one in same[0] if one.capaian is not None],
        segment=report.lead,
        verdict="perlu_cek",
    )


def _place(paragraph: Paragraph, match: re.Match[str]) -> Source:
    """Where the count of a match is printed."""
    figures = (one.at for one in paragraph.figures if one.start == match.start("count"))
    return next(figures, paragraph.at)


def _tables(submission: Submission, report: Report) -> dict[str, list[IndikatorRecord]]:
    """The indikator with a capaian of the report's year, by table."""
    found: dict[str, list[IndikatorRecord]] = {}
    for one in submission.indikator:
        own = one.segment in report.ids and one.table_kind in _KINDS and one.year in (None, report.year)
        if own and one.capaian is not None and one.capaian.number is not None:
            found.setdefault(one.table, []).append(one)
    return found


def _is(how: str, record: IndikatorRecord) -> bool:
    number = record.capaian.number if record.capaian else None
    if number is None:
        return False
    words = " ".join(how.casefold().split())
    if words in ("tepat", "sebesar"):
        return number.value == _FULL
    return number.value < _FULL if words in ("dibawah", "di bawah", "kurang dari") else number.value > _FULL


def _printed(record: IndikatorRecord) -> str:
    return columns.printed(record.capaian) if record.capaian else ""
