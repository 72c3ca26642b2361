"""K108: one figure of one year printed differently in several places of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit import agreements, columns, facts, scope
from audit.facts import Conflict, Subject, Telling
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed, where
from audit.printed import same_value
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from normalize.matching import similarity
from normalize.models import Value

_NAMES = {
    "target": "Target",
    "realisasi": "Realisasi",
    "capaian": "Capaian",
    "pagu": "Pagu",
    "persen": "Persentase realisasi anggaran",
}
_SURE = 0.98
_MANY = 3
_PLACES = 3
"""Places named in a message; the evidence has all of them."""


@rule(
    code="K108",
    category="keselarasan",
    severity="sedang",
    title="Angka yang sama berbeda antara tabel dalam laporan kinerja",
    why="Satu indikator atau program hanya mempunyai satu realisasi untuk satu tahun; bila laporan memuat dua, "
    "salah satunya keliru.",
    method="Target, realisasi, dan capaian indikator serta pagu, realisasi, dan persentasenya dikumpulkan dari semua "
    "tabel laporan dan lampirannya untuk unit, jabatan, tahun, dan periode yang sama, lalu dibandingkan; pembulatan "
    "diterima. Angka tahun lain, unit lain, target Renstra, kumulatif, dan sebagian tahun bukan angka yang sama. "
    "Dua tabel hanya dibandingkan bila sedikitnya setengah angka bersamanya cocok. Target dan pagu yang ada dalam "
    "perjanjian kinerja diperiksa oleh K101 dan K105. Jumlah dan hitungan lain yang sesuai dengan salah satu nilai "
    "disebut dalam temuan ini dan tidak dinilai tersendiri.",
    basis=f"Konsistensi penyajian data kinerja ({PANRB_53}, Lampiran III: keandalan informasi)",
    violation="Realisasi indikator A tahun 2024: 92% pada tabel capaian, 95% pada tabel pengukuran dalam lampiran.",
    clean="Realisasi 92,35% pada satu tabel dan 92% pada tabel lain; realisasi tahun lalu yang berbeda.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per indikator or budget line, year and period, with every place where it is printed."""
    submission = ctx.submission
    for report, segments in facts.voices(submission):
        subjects = facts.indikator_subjects(submission, report, segments)
        lines = facts.anggaran_subjects(submission, report, segments)
        promised = _promised(ctx, report)
        for subject, conflicts in (*facts.conflicts(subjects), *facts.conflicts(lines)):
            covered = any(similarity(subject.name, name) >= facts.SAME_NAME for name in promised)
            open_ones = [one for one in conflicts if not (covered and _of_pk(one, report))]
            if open_ones:
                yield _finding(ctx, report, subject, open_ones)


def _of_pk(conflict: Conflict, report: Report) -> bool:
    """Whether it is about what a PK of the report's year holds."""
    return conflict.measure in ("target", "pagu") and conflict.year == report.year


def _plan_of(conflict: Conflict, report: Report) -> bool:
    """Whether it is about the target of another year, which a PK may have set apart from the plan of several years."""
    return conflict.measure == "target" and conflict.year != report.year


def _promised(ctx: Context, report: Report) -> list[str]:
    """What the PK holds and other rules therefore check: its indikator and budget lines."""
    pks = agreements.pks_of(ctx.submission, report)
    rows = [one.indikator for pk in pks for one in pk.indikator]
    return rows + [one.name for pk in pks for one in pk.anggaran]


def _finding(ctx: Context, report: Report, subject: Subject, conflicts: list[Conflict]) -> Finding:
    main = next((one for one in conflicts if one.measure in ("realisasi", "pagu")), conflicts[0])
    time = "" if main.period == "tahunan" else f" {main.period.replace('TW', 'triwulan')}"
    conflicts = [main, *(one for one in conflicts if one is not main)]
    parts = []
    for conflict in conflicts:
        parts.append(
            f"{_NAMES[conflict.measure]} {quoted(subject.name)}{time} Tahun {main.year} tercetak "
            f"{_told(ctx, conflict.majority)}, tetapi {_told(ctx, conflict.odd)}."
        )
    if main.tie:
        parts.append("Nilai yang benar perlu dipastikan dari data dukung.")
    odd = [one for conflict in conflicts for one in conflict.odd]
    others = [one for conflict in conflicts for one in conflict.majority]
    return ctx.finding(
        message=" ".join(parts),
        subject=subject.name,
        at=[one.value.at for one in odd],
        reported=_values([(one.measure, one.odd) for one in conflicts]),
        expected=None if main.tie else _values([(one.measure, one.majority[:1]) for one in conflicts]),
        references=[one.value.at for one in others],
        table=scope.table_of(ctx.submission, main.odd[0].record),
        segment=report.lead,
        key=f"{main.measure} {main.year} {main.period}",
        verdict="pasti" if _certain(subject, main) and not _plan_of(main, report) else "perlu_cek",
    )


def _values(told: list[tuple[str, tuple[Telling, ...]]]) -> str:
    """What is printed of each measure ("Realisasi 92%; Capaian 98%"), the measures of one value together."""
    groups: list[tuple[list[str], list[Value]]] = []
    for measure, tellings in told:
        values = _distinct(tellings)
        for names, known in groups:
            if len(known) == len(values) and all(map(same_value, known, values)):
                names.append(_NAMES[measure])
                break
        else:
            groups.append(([_NAMES[measure]], values))
    texts = [(listed(names), listed(columns.printed(value) for value in values)) for names, values in groups]
    return texts[0][1] if len(told) == 1 else "; ".join(f"{names} {printed}" for names, printed in texts)


def _distinct(tellings: Iterable[Telling]) -> list[Value]:
    """The values as printed, each once however it is printed."""
    values: list[Value] = []
    for one in tellings:
        if not any(same_value(value, one.value) for value in values):
            values.append(one.value)
    return values


def _told(ctx: Context, tellings: tuple[Telling, ...]) -> str:
    """ "92% pada Tabel 3.1 (halaman 12) dan Tabel 3.4 (halaman 15)"."""
    by_value: dict[str, list[Telling]] = {}
    for one in tellings:
        by_value.setdefault(columns.printed(one.value), []).append(one)
    return listed(
        f"{text} pada {_several([where(ctx.submission, one.record, one.value.at) for one in found])}"
        for text, found in by_value.items()
    )


def _several(places: list[str]) -> str:
    once = list(dict.fromkeys(places))
    rest = len(once) - _PLACES
    return listed([*once[:_PLACES], f"{rest} tabel lain"] if rest > 1 else once)


def _certain(subject: Subject, conflict: Conflict) -> bool:
    """Whether the names are equal and the tables agree on nearly everything else."""
    told = (*conflict.majority, *conflict.odd)
    same_name = all(similarity(subject.name, agreements.name_of(one.record)) >= _SURE for one in told)
    return same_name and conflict.shared >= _MANY and conflict.agreeing * 3 >= conflict.shared * 2
