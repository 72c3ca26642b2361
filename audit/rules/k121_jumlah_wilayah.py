"""K121: the number of desa, kelurahan or kecamatan told differently in several places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from audit import scope
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed
from audit.prose import Figure, Paragraph, paragraphs
from audit.registry import Context, rule
from audit.scope import Report

_UNIT = re.compile(
    r"\s*(?:\([a-z ]+\)\s*)?(?:buah\s+)?(?P<unit>desa|kelurahan|kecamatan)\b(?!\s*(?:yang|dan\s+kelurahan|/))", re.I
)
_WHOLE = re.compile(
    r"(?:\bjumlah\s+(?P<named>desa|kelurahan|kecamatan)\s+(?:sekarang\s+|saat\s+ini\s+|sebanyak\s+|adalah\s+|berjumlah\s+)+"
    r"|\b(?:terdiri|terbagi|membawahi|meliputi)\s+(?:\w+\s+){0,2}?(?:atas|dari|dalam|menjadi|ke\s+dalam)?\s*)$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:yang\s+(?:telah|sudah|belum|menyusun|mendapat)|sebagian|di\s?antaranya|dusun|tahap|lomba|sampel|bantuan|wilayah\s+"
    r"(?:utara|selatan|timur|barat|tengah|kerja))\b",
    re.IGNORECASE,
)
_REGION = re.compile(r"\b(Kecamatan|Kelurahan|Desa|Kabupaten|Kota|Provinsi|Propinsi)\s+[A-Z]")
_AROUND = 70


@rule(
    code="K121",
    category="keselarasan",
    severity="rendah",
    title="Jumlah desa, kelurahan, atau kecamatan berbeda dalam satu laporan",
    why="Jumlah wilayah menjadi pembagi banyak indikator; bila berbeda, persentasenya tidak dapat "
    "dipertanggungjawabkan.",
    method="Kalimat yang menyebut seluruh jumlah wilayah (“terbagi dalam 12 desa”, “jumlah desa sekarang 11 desa”) "
    "dikumpulkan per laporan. Temuan bila jumlah desa, kelurahan, atau kecamatan yang disebut berbeda. Kalimat tentang "
    "sebagian wilayah atau penerima kegiatan dilewati. Temuan berstatus perlu dicek karena kalimat dapat merujuk "
    "wilayah atau tahun lain.",
    basis="Konsistensi data umum dalam satu laporan",
    violation="“terdiri dari 12 desa” pada gambaran umum, “jumlah desa sekarang berjumlah 11 desa” pada bab "
    "berikutnya.",
    clean="“terbagi dalam 12 desa” dan “10 desa telah menetapkan APBDesa tepat waktu”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per report and kind of region."""
    texts = paragraphs(ctx.submission)
    for report in scope.reports(ctx.submission):
        told: dict[tuple[str, str], list[tuple[Figure, Paragraph]]] = defaultdict(list)
        for paragraph in (one for one in texts if one.segment in report.ids):
            for figure in paragraph.figures:
                if figure.counted and (unit := _unit(paragraph, figure)):
                    told[unit, _region(paragraph, figure)].append((figure, paragraph))
        for (unit, _), found in told.items():
            if len({figure.number.value for figure, _ in found}) > 1:
                yield _finding(ctx, report, unit, found)


def _unit(paragraph: Paragraph, figure: Figure) -> str | None:
    """The kind of region whose whole number a figure tells; None when it tells something else."""
    behind = _UNIT.match(paragraph.text[figure.end :])
    before = _WHOLE.search(paragraph.text[: figure.start])
    start, end = paragraph.sentence_of(figure)
    near = paragraph.text[max(start, figure.start - _AROUND) : min(end, figure.end + _AROUND // 2)]
    if behind is None or before is None or _PART.search(near):
        return None
    unit = behind["unit"].casefold()
    return unit if (before["named"] or unit).casefold() == unit else None


def _region(paragraph: Paragraph, figure: Figure) -> str:
    """The kind of region that the sentence names as a whole before a figure ("kabupaten"); "" when it names none."""
    start, _ = paragraph.sentence_of(figure)
    named = _REGION.findall(paragraph.text[start : figure.start])
    return named[-1].casefold() if named else ""


def _finding(ctx: Context, report: Report, unit: str, found: list[tuple[Figure, Paragraph]]) -> Finding:
    shown = listed(
        f"{quoted(_around(paragraph, figure), 100)} (halaman {figure.at.page})" for figure, paragraph in found
    )
    counts = listed(figure.number.raw.strip() for figure, _ in found)
    return ctx.finding(
        message=f"Jumlah {unit} disebut berbeda dalam laporan ini: {shown}.",
        subject=f"jumlah {unit}",
        at=[figure.at for figure, _ in found],
        reported=counts,
        expected=None,
        segment=report.lead,
        verdict="perlu_cek",
    )


def _around(paragraph: Paragraph, figure: Figure) -> str:
    start = paragraph.text.rfind(" ", 0, max(0, figure.start - _AROUND)) + 1
    behind = _UNIT.match(paragraph.text[figure.end :])
    return paragraph.text[start : figure.end + (behind.end() if behind else 0)]
