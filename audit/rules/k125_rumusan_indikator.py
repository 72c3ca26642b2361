"""K125: an indikator that the report words otherwise than the PK in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit import agreements, facts, wording
from audit.agreements import RecordKey
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed, places
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from audit.wording import Reworded
from normalize.matching import canonical

_UNLESS = "; bila bukan, indikator perjanjian kinerja tersebut belum dilaporkan"


@rule(
    code="K125",
    category="keselarasan",
    severity="rendah",
    title="Rumusan indikator dalam laporan kinerja berbeda dari perjanjian kinerja",
    why="Indikator yang dirumuskan lain dapat mengukur hal yang lain; capaiannya tidak lagi menjawab apa yang "
    "diperjanjikan.",
    method="Indikator dalam tabel laporan dipasangkan satu-satu dengan indikator perjanjian kinerja (PK) yang berlaku "
    "menurut namanya. Indikator yang tersisa dianggap sama bila setingkat, targetnya sama, namanya mirip, dan hanya "
    "satu yang tersisa di kedua pihak; indikator itu tidak dilaporkan lagi oleh K102 dan K103. Dilaporkan bila "
    "kata-katanya berbeda. Huruf besar, tanda baca, ejaan, imbuhan, singkatan dan kepanjangannya, kata ukur "
    "(persentase, tingkat), nama perangkat daerah, dan bagian yang hanya ditambahkan atau dihilangkan di ujung nama "
    "tidak diperhitungkan. Temuan bertingkat sedang bila hanya tempat dan target yang menunjukkan bahwa indikatornya "
    "sama. Halaman hasil pindai tidak dibandingkan.",
    basis=f"{PANRB_53}, Lampiran I dan II: laporan kinerja menyajikan capaian indikator perjanjian kinerja",
    violation="PK: “Persentase pengaduan yang terverifikasi”; tabel capaian, dengan target yang sama: “Persentase "
    "pengaduan yang terlaporkan”.",
    clean="PK: “Indeks Kepuasan Masyarakat”; tabel capaian: “IKM Kecamatan Wanasari”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per indikator of the PK, with all other wordings that the report has for it."""
    for report, segments in facts.voices(ctx.submission):
        other: dict[RecordKey, list[Reworded]] = defaultdict(list)
        for one in wording.reworded(ctx.submission, report, segments):
            other[agreements.key_of(one.reference)].append(one)
        for found in other.values():
            yield _finding(ctx, report, found)


def _finding(ctx: Context, report: Report, found: Sequence[Reworded]) -> Finding:
    pk, right = found[0].pk, found[0].reference
    named = any(one.named for one in found)
    wordings: dict[str, list[Reworded]] = defaultdict(list)
    for one in found:
        wordings[canonical(one.record.indikator)].append(one)
    told = listed(
        f"{quoted(same[0].record.indikator)} pada "
        f"{places(ctx.submission, [(one.record, one.record.indikator_at) for one in same])}"
        for same in wordings.values()
    )
    return ctx.finding(
        message=f"Indikator dalam {pk.name} Tahun {report.year} (halaman {right.indikator_at.page}) berbunyi "
        f"{quoted(right.indikator)}, sedangkan dalam laporan kinerja tertulis {told}. Bila yang dimaksud indikator "
        f"yang sama, rumusannya perlu diseragamkan{'' if named else _UNLESS}.",
        subject=right.indikator,
        at=[one.record.indikator_at for one in found],
        reported=" | ".join(same[0].record.indikator for same in wordings.values()),
        expected=right.indikator,
        references=[right.indikator_at],
        segment=report.lead,
        severity=None if named else "sedang",
        verdict="perlu_cek",
    )
