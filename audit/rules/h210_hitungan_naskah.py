"""H210: percentages, differences and formulas written in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audit.breakdowns import breakdowns
from audit.changes import Change, changes, claims_of
from audit.claims import Claim, claims
from audit.columns import show
from audit.expressions import expressions
from audit.findings import quoted
from audit.gravity import METHOD, at_most, gravity
from audit.models import Finding
from audit.prose import Figure, Paragraph
from audit.registry import Context, rule
from normalize.numbers import format_id

_AROUND = 60
_LONGEST = 360
"""Letters of the longest quotation."""
_CLOSED = re.compile(r"(?:\s?%)?(?:\s?\))?(?:\s(?:orang|poin|persen|unit|ton|dokumen|kali|desa|kegiatan|buah)\b)?")
"""What belongs to the last figure of a quotation."""


@rule(
    code="H210",
    category="hitungan",
    severity="sedang",
    title="Hitungan dalam naskah tidak sesuai",
    why="Kalimat naskah sering memuat hitungan sendiri: serapan anggaran, pecahan “k dari n”, capaian terhadap target, "
    "selisih, dan rumus. Kalimat inilah yang dibaca pimpinan dan dikutip ke dokumen lain.",
    method="Kalimat yang menyebut anggaran, realisasi, dan persentasenya; k dari n beserta persentasenya; target, "
    "realisasi, dan capaian; nilai dua pihak beserta selisihnya; “naik (turun) dari a menjadi b sebesar c”; jumlah "
    "beserta seluruh bagiannya (“5 orang terdiri dari 2 laki-laki dan 3 perempuan”, angka maupun huruf); serta rumus "
    "yang ditulis dengan angka dihitung ulang dengan aritmetika interval. Kata naik atau turun dibandingkan dengan "
    "angkanya. Perubahan boleh dinyatakan sebagai selisih atau sebagai persentase nilai awal; peringkat, lama waktu, "
    "dan mutu atau penanganan suatu hal tidak dinilai arahnya. Pembulatan dan pemotongan diterima, demikian pula "
    "kebalikannya (target / realisasi, sisa terhadap anggaran, batas 100%). Angka yang disertai “sekitar”, “hampir”, "
    "“lebih dari” dan sejenisnya dilewati, begitu juga kalimat yang susunannya tidak pasti. " + METHOD,
    basis="Aritmetika: angka dalam kalimat harus mengikuti angka lain yang disebut kalimat itu",
    violation="“alokasi anggaran sebesar Rp 400.000.000 dengan realisasi Rp 300.000.000 atau 85%”; 300 / 400 = 75%.",
    clean="“dari 63 rekomendasi telah ditindaklanjuti 31 rekomendasi atau 49%”; 31 / 63 = 49,2%.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per wrong result in running text."""
    for paragraph, claimed in claims(ctx.submission):
        told = changes(paragraph)
        for claim in (*claimed, *expressions(paragraph), *claims_of(told), *breakdowns(paragraph)):
            if not claim.right:
                yield _finding(ctx, paragraph, claim)
        for change in told:
            if change.contradicted:
                yield _other_way(ctx, paragraph, change)


def _finding(ctx: Context, paragraph: Paragraph, claim: Claim) -> Finding:
    number = claim.printed.number
    finest = max(one.number.decimals for one in claim.inputs)
    decimals = max(number.decimals, 2 if number.unit == "%" else finest)
    unit = "%" if number.unit == "%" else ""
    expected = format_id(claim.expected, decimals) + unit
    formula = claim.candidates[0].formula
    around = _around(paragraph, (claim.printed, *claim.inputs))
    under = f", bagian {quoted(paragraph.topic, 90)}," if paragraph.topic else ""
    return ctx.finding(
        message=f"Pada halaman {claim.printed.at.page}{under} tertulis {quoted(around, len(around))}, sedangkan "
        f"{formula} = {expected}, bukan {show(number)}.",
        subject=paragraph.subject(claim.printed),
        at=[claim.printed.at],
        inputs=[one.at for one in claim.inputs],
        expected=expected,
        formula=f"{formula} = {expected}",
        segment=ctx.submission.segment(paragraph.segment),
        key=paragraph.text,
        severity=at_most("sedang", gravity(number, claim.expected)),
        verdict="pasti" if claim.sure else "perlu_cek",
    )


def _other_way(ctx: Context, paragraph: Paragraph, change: Change) -> Finding:
    before, after = show(change.before.number), show(change.after.number)
    around = _around(paragraph, (change.before, change.after))
    return ctx.finding(
        message=f"Pada halaman {change.after.at.page} tertulis {quoted(around, len(around))}, sedangkan "
        f"{after} {'lebih kecil' if change.rises else 'lebih besar'} daripada {before}; kata {quoted(change.word)} "
        "tidak sesuai dengan angkanya.",
        subject=paragraph.subject(change.after),
        at=[change.after.at],
        inputs=[change.before.at],
        reported=change.word,
        segment=ctx.submission.segment(paragraph.segment),
        key=f"arah {paragraph.text}",
        verdict="perlu_cek",
    )


def _around(paragraph: Paragraph, figures: Sequence[Figure]) -> str:
    """The words from some before the first of some figures to the last, without some in the middle of many."""
    first, last = min(one.start for one in figures), max(one.end for one in figures)
    start = paragraph.text.rfind(" ", 0, max(0, first - _AROUND)) + 1
    begun = any(start == begin for begin, _ in paragraph.sentences())
    closed = _CLOSED.match(paragraph.text, last)
    text = paragraph.text[start : closed.end() if closed else last]
    if len(text) > _LONGEST:
        half = _LONGEST // 2
        text = f"{text[:half].rsplit(' ', 1)[0]} … {text[-half:].split(' ', 1)[-1]}"
    return text if begun else f"… {text}"
