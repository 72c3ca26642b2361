"""H223: sentences that call a target missed or met against the very figures they give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit import columns
from audit.claims import ROUGH, role
from audit.direction import direction
from audit.findings import quoted
from audit.models import Finding
from audit.prose import Figure, Paragraph, paragraphs
from audit.registry import Context, rule

_MISSED = re.compile(
    r"\b(?:belum|tidak|kurang)\s+(?:dapat\s+|bisa\s+)?(?:sesuai|mencapai|memenuhi|tercapai)(?:\s+(?:dengan\s+)?target)?\b",
    re.I,
)
_EXCEEDED = re.compile(
    r"\b(?:telah\s+|sudah\s+|berhasil\s+)?(?:melebihi|melampaui)\s+(?:dari\s+)?target\b", re.IGNORECASE
)
_OTHER = re.compile(
    r"renstra|rpjm|tahun\s+(?:lalu|sebelum)|triwulan|tribulan|penurunan|menurun|berkurang|anggaran|maksimal|paling|jika|apabila",
    re.IGNORECASE,
)


@rule(
    code="H223",
    category="keselarasan",
    severity="sedang",
    title="Pernyataan tercapai atau tidak bertentangan dengan angkanya",
    why="Kalimat yang menyatakan target belum tercapai padahal angkanya melampaui target (atau sebaliknya) membuat "
    "analisis dan tindak lanjutnya keliru.",
    method="Kalimat yang menyebut satu target dan satu realisasi beserta pernyataan “belum sesuai/mencapai target” "
    "atau “melebihi target” dibandingkan dengan "
    "kedua angkanya. Indikator yang makin rendah makin baik, kalimat tentang "
    "penurunan, tahun atau periode lain, dan angka perkiraan dilewati. Temuan berstatus perlu dicek.",
    basis="Konsistensi pernyataan dengan angka dalam kalimat yang sama",
    violation="“dari target 400 wirausaha dengan realisasi 425 wirausaha, belum sesuai dengan target”.",
    clean="“dari target 400 wirausaha dengan realisasi 380 wirausaha, belum sesuai dengan target”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per sentence."""
    for paragraph in paragraphs(ctx.submission):
        for start, end in paragraph.sentences() if len(paragraph.figures) > 1 else ():
            sentence = paragraph.text[start:end]
            missed, exceeded = _MISSED.search(sentence), _EXCEEDED.search(sentence)
            said = missed or exceeded
            if said is None or (missed and exceeded) or _OTHER.search(sentence):
                continue
            if direction(sentence[: said.start()]) != "lower":
                figures = paragraph.within(start, start + said.start())
                words = sentence[: said.end()].lstrip("\uf0b7•-– ")
                yield from _judged(ctx, paragraph, words, figures, missed is not None)


def _judged(
    ctx: Context, paragraph: Paragraph, sentence: str, figures: list[Figure], missed: bool
) -> Iterator[Finding]:
    told = [(role(paragraph, one), one) for one in figures if not one.money]
    roles = dict(told)
    if [kind for kind, _ in told if kind] not in (["target", "realisasi"], ["realisasi", "target"]):
        return
    target, reached = roles["target"], roles["realisasi"]
    rough = any(one.number.comparison or ROUGH.search(paragraph.text[: one.start]) for one in (target, reached))
    if rough or target.percent != reached.percent:
        return
    goal, value = target.number.value, reached.number.value
    if value >= goal if missed else value < goal:
        relation = "sudah mencapai" if value >= goal else "belum mencapai"
        yield ctx.finding(
            message=f"Pada halaman {reached.at.page} tertulis {quoted(sentence, 220)}, sedangkan realisasi "
            f"{columns.show(reached.number)} {relation} target {columns.show(target.number)}.",
            subject=sentence,
            at=[reached.at],
            inputs=[target.at],
            expected=relation,
            segment=ctx.submission.segment(paragraph.segment),
            verdict="perlu_cek",
        )
