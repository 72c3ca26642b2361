"""H217: formulas written in words or steps that cannot be right whatever the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from audit.findings import quoted
from audit.models import Finding
from audit.registry import Context, rule
from normalize.models import Passage

_REACHED, _GOAL = r"realisasi(?:\s+kinerja)?", r"(?:rencana|target)(?:\s+kinerja)?"
_CANCELS = re.compile(rf"{_REACHED}\s*[-–−]\s*\(\s*{_REACHED}\s*[-–−]\s*(?P<goal>{_GOAL})\s*\)", re.IGNORECASE)
_QUARTERS = re.compile(
    r"(?P<terms>\d[\d.,]*(?:\s*\+\s*\d[\d.,]*){1,3})\s*\(\s*(?:per?iode\s*)?:?\s*(?P<quarters>(?:TW|Triwulan|Tribulan)\s*"
    r"(?:[1-4]|I{1,3}V?|IV)(?:\s*(?:\+|,|dan|&)\s*(?:TW|Triwulan|Tribulan)?\s*(?:[1-4]|I{1,3}V?|IV))+)\s*\)",
    re.IGNORECASE,
)
_PRODUCT = re.compile(r"\(\s*(?P<one>\d{1,4})\s*[x×*]\s*(?P<other>\d{1,4})\b[^()]*\)", re.IGNORECASE)
_STEP = re.compile(r"^\W*=?\s*(?P<terms>\d{1,6}(?:\s*\+\s*\d{1,6})+)(?!\s*[+.,]\s*\d)")


@rule(
    code="H217",
    category="hitungan",
    severity="sedang",
    title="Rumus atau langkah hitungan dalam naskah keliru",
    why="Rumus yang keliru menghasilkan capaian yang tidak bermakna, berapa pun angkanya, dan langkah hitungan yang "
    "tidak bersambung membuat hasilnya tidak dapat ditelusuri.",
    method="Tiga hal diperiksa: (1) rumus “realisasi - (realisasi - rencana)”, yang selalu sama dengan rencana "
    "sehingga capaiannya "
    "selalu 100% (rumus yang benar: rencana - (realisasi - rencana)); (2) penjumlahan nilai triwulan yang "
    "banyak sukunya berbeda dari banyaknya triwulan yang disebut; (3) dua langkah hitungan berturut-turut yang "
    "suku-sukunya tidak sama, misalnya “(6 x 6 …) + (1 x 5 …)” yang dilanjutkan dengan “6 + 6”.",
    basis="Aritmetika: setiap langkah hitungan harus sama nilainya dengan langkah sebelumnya",
    violation="“Capaian = realisasi - (realisasi - rencana) / rencana x 100%”.",
    clean="“Capaian = rencana - (realisasi - rencana) / rencana x 100%”; “20 + 9 + 17 (TW 1 + TW 2 + TW 3)”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per formula."""
    prose = [one for one in ctx.submission.passages if one.kind == "text"]
    about = ""
    for passage in prose:
        yield from _cancelling(ctx, passage)
        yield from _quarters(ctx, passage, about)
        about = about if passage.text.lstrip().startswith("=") else passage.text
    for n, (one, other) in enumerate(pairwise(prose)):
        below = prose[n + 1 : n + 3]
        if (one.segment, one.at.document) == (other.segment, other.at.document):
            yield from _steps(ctx, one, other, below)


def _cancelling(ctx: Context, passage: Passage) -> Iterator[Finding]:
    for match in _CANCELS.finditer(" ".join(passage.text.split())):
        goal = match["goal"]
        right = f"({goal} - (Realisasi - {goal})) / {goal} x 100%"
        yield ctx.finding(
            message=f"Rumus {quoted(match[0])} pada halaman {passage.at.page} selalu sama dengan {goal.lower()} "
            f"sehingga capaiannya selalu 100% berapa pun realisasinya; rumus bagi indikator yang makin rendah makin "
            f"baik ialah {right}.",
            subject=f"rumus capaian: {passage.text}",
            at=[passage.at],
            reported=match[0],
            expected=right,
            segment=ctx.submission.segment(passage.segment),
        )


def _quarters(ctx: Context, passage: Passage, about: str) -> Iterator[Finding]:
    """``about`` is the last paragraph above that is no line of a formula."""
    for match in _QUARTERS.finditer(" ".join(passage.text.split())):
        terms = len(re.findall(r"\d[\d.,]*", match["terms"]))
        named = len(re.findall(r"\b(?:[1-4]|I{1,3}|IV)\b|(?<=TW)[1-4]", match["quarters"], re.IGNORECASE))
        if terms != named:
            under = f" di bawah {quoted(about)}" if about else ""
            yield ctx.finding(
                message=f"Pada halaman {passage.at.page}{under} penjumlahan {quoted(match[0])} memuat {terms} nilai, "
                f"sedangkan yang disebut {named} triwulan.",
                subject=about or passage.text,
                at=[passage.at],
                reported=match["quarters"],
                expected=None,
                segment=ctx.submission.segment(passage.segment),
                verdict="perlu_cek",
            )


def _steps(ctx: Context, one: Passage, other: Passage, below: list[Passage]) -> Iterator[Finding]:
    """A step with products in brackets, and the sum right below it with as many terms."""
    text = " ".join(one.text.split())
    products = list(_PRODUCT.finditer(text))
    step = _STEP.match(" ".join(other.text.split()))
    if len(products) < 2 or step is None:
        return
    terms = [int(term) for term in re.findall(r"\d+", step["terms"])]
    wrong = [
        (match, int(match["one"]) * int(match["other"]), term)
        for match, term in zip(products, terms, strict=False)
        if int(match["one"]) * int(match["other"]) != term
    ]
    if len(terms) != len(products) or not wrong:
        return
    told = "; ".join(f"{match[0]} = {result}, bukan {term}" for match, result, term in wrong)
    yield ctx.finding(
        message=f"Langkah hitungan pada halaman {one.at.page} tidak bersambung: {quoted(text, 200)} dilanjutkan dengan "
        f"{quoted(other.text, 100)}, padahal {told}.",
        subject=text,
        at=[one.at],
        reported="; ".join(match[0] for match, _, _ in wrong),
        expected=None,
        formula=told,
        references=[passage.at for passage in below],
        segment=ctx.submission.segment(one.segment),
        verdict="perlu_cek",
    )
