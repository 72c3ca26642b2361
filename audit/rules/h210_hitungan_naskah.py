"""H210: percentages, differences and formulas written in running text."""

from __future__ import annotations

from collections.abc import Iterator

from audit.claims import Claim, claims
from audit.columns import show
from audit.expressions import expressions
from audit.findings import quoted
from audit.gravity import METHOD, at_most, gravity
from audit.models import Finding
from audit.prose import Paragraph, paragraphs
from audit.registry import Context, rule
from normalize.numbers import format_id

_AROUND = 60


@rule(
    code="H210",
    category="hitungan",
    severity="sedang",
    title="Hitungan dalam naskah tidak sesuai",
    why="Kalimat naskah sering memuat hitungan sendiri: serapan anggaran, pecahan “k dari n”, capaian terhadap target, "
    "selisih, dan rumus. Kalimat inilah yang dibaca pimpinan dan dikutip ke dokumen lain.",
    method="Kalimat yang menyebut anggaran, realisasi, dan persentasenya; k dari n beserta persentasenya; target, "
    "realisasi, dan capaian; nilai dua pihak beserta selisihnya; serta rumus yang ditulis dengan angka dihitung ulang "
    "dengan aritmetika interval. Pembulatan dan pemotongan diterima, demikian pula kebalikannya (target / realisasi, "
    "sisa terhadap anggaran, batas 100%). Angka yang disertai “sekitar”, “hampir”, “lebih dari” dan sejenisnya "
    "dilewati, begitu juga kalimat yang susunannya tidak pasti. " + METHOD,
    basis="Aritmetika: angka dalam kalimat harus mengikuti angka lain yang disebut kalimat itu",
    violation="“alokasi anggaran sebesar Rp 400.000.000 dengan realisasi Rp 300.000.000 atau 85%”; 300 / 400 = 75%.",
    clean="“dari 63 rekomendasi telah ditindaklanjuti 31 rekomendasi atau 49%”; 31 / 63 = 49,2%.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per wrong result in running text."""
    for paragraph in paragraphs(ctx.submission):
        for claim in (*claims(paragraph), *expressions(paragraph)):
            if not claim.right:
                yield _finding(ctx, paragraph, claim)


def _finding(ctx: Context, paragraph: Paragraph, claim: Claim) -> Finding:
    number = claim.printed.number
    finest = max(one.number.decimals for one in claim.inputs)
    decimals = max(number.decimals, 2 if number.unit == "%" else finest)
    unit = "%" if number.unit == "%" else ""
    expected = format_id(claim.expected, decimals) + unit
    formula = claim.candidates[0].formula
    around = _around(paragraph, claim)
    under = f", bagian {quoted(paragraph.topic, 90)}," if paragraph.topic else ""
    return ctx.finding(
        message=f"Pada halaman {claim.printed.at.page}{under} tertulis {quoted(around, 260)}, sedangkan {formula} = "
        f"{expected}, bukan {show(number)}.",
        subject=paragraph.subject(claim.printed),
        at=[claim.printed.at],
        inputs=[one.at for one in claim.inputs],
        expected=expected,
        formula=f"{formula} = {expected}",
        segment=ctx.submission.segment(paragraph.segment),
        key=paragraph.text,
        severity=at_most("sedang", gravity(number, claim.expected)),
    )


def _around(paragraph: Paragraph, claim: Claim) -> str:
    """The words from some before the first figure of a claim to its last."""
    figures = (claim.printed, *claim.inputs)
    first, last = min(one.start for one in figures), max(one.end for one in figures)
    start = paragraph.text.rfind(" ", 0, max(0, first - _AROUND)) + 1
    return paragraph.text[start:last]
