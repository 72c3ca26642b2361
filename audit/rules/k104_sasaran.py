"""K104: the sasaran of an indikator in the report against the PK in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from audit import agreements, facts, scope
from audit.agreements import Pairing
from audit.findings import TRUSTED_READERS, quoted
from audit.models import Finding, Severity
from audit.phrases import listed, places
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from normalize.matching import FLOOR, canonical, similarity
from normalize.models import IndikatorRecord, Source, Submission

_Pair = Pairing[IndikatorRecord]

_KINDS = frozenset({"capaian", "cost_per_outcome", "efisiensi", "perbandingan_tahun", "perbandingan_renstra", "iku"})
_MISPRINT = 95.0
"""Likeness (0 to 100) of the letters of two names from which on they differ by a slip of the pen or of the reading."""


@rule(
    code="K104",
    category="keselarasan",
    severity="sedang",
    title="Sasaran dalam laporan kinerja berbeda dari perjanjian kinerja",
    why="Indikator mengukur sasaran tempatnya diperjanjikan; sasaran yang diganti atau ditulis lain memutus hubungan "
    "laporan dengan perjanjian kinerja dan renstra.",
    method="Indikator laporan dipasangkan satu-satu dengan indikator perjanjian kinerja (PK) yang berlaku, lalu nama "
    "sasaran pada kedua tabel dibandingkan. Perbedaan huruf besar, ejaan umum, penomoran, dan salah ketik satu dua "
    "huruf diabaikan. Susunan kata yang lain dilaporkan dengan tingkat rendah, sasaran yang sama sekali lain dengan "
    "tingkat sedang. Susunan kata pada halaman hasil pindai tidak dibandingkan. Bila tidak satu pun sasaran laporan "
    "sama atau mirip dengan PK, laporan memakai susunan lain dan tidak dilaporkan.",
    basis=f"{PANRB_53}, Lampiran I dan II: laporan kinerja menyajikan capaian setiap sasaran perjanjian kinerja",
    violation="PK: “Meningkatnya kualitas tata kelola desa”; tabel capaian: “Meningkatnya tertib administrasi desa”.",
    clean="PK: “Meningkatnya kualitas pelayanan publik”; tabel capaian: “1. Meningkatnya Kualitas Pelayanan Publik”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per sasaran of the PK, with all other names that the report has for it."""
    submission = ctx.submission
    for report, segments in facts.voices(submission):
        records = [
            one
            for one in submission.indikator
            if one.segment in segments and one.table_kind in _KINDS and one.year in (None, report.year)
        ]
        pairs = [
            pair
            for pair in agreements.pair_indikator(submission, report, records)
            if _names_sasaran(submission, pair.record) and _names_sasaran(submission, pair.reference)
        ]
        if not any(_likeness(pair) >= FLOOR for pair in pairs):
            continue
        other: dict[str, list[_Pair]] = defaultdict(list)
        for pair in pairs:
            if _differs(pair):
                other[canonical(pair.reference.sasaran)].append(pair)
        for found in other.values():
            yield _finding(ctx, report, found)


def _names_sasaran(submission: Submission, record: IndikatorRecord) -> bool:
    """Whether what a record has as its sasaran stands in a column or heading of sasaran, not of programs."""
    table, at = scope.table_of(submission, record), record.sasaran_at
    if table is None or at is None:
        return False
    roles = {column.index: column.role for column in table.columns}
    return any(
        value.at == at and (roles.get(index) == "sasaran" or (row.kind == "group" and row.level == "sasaran"))
        for row in table.rows
        for index, value in row.values.items()
    )


def _likeness(pair: _Pair) -> float:
    return similarity(pair.record.sasaran, pair.reference.sasaran)


def _differs(pair: _Pair) -> bool:
    """Whether the sasaran is in force nowhere under the printed name; a name cut short is not another name."""
    printed = pair.record.sasaran
    if any(_same(printed, one.sasaran) for one in (pair.reference, *pair.same, *pair.replaced)):
        return False
    if _likeness(pair) >= FLOOR:
        return all(at is not None and at.reader in TRUSTED_READERS for at in _places(pair))
    ours, theirs = (set(canonical(name).split()) for name in (printed, pair.reference.sasaran))
    return not ours <= theirs


def _places(pair: _Pair) -> tuple[Source | None, Source | None]:
    return pair.record.sasaran_at, pair.reference.sasaran_at


def _same(one: str, other: str) -> bool:
    letters = [canonical(name).replace(" ", "") for name in (one, other)]
    return fuzz.ratio(*letters) >= _MISPRINT


def _finding(ctx: Context, report: Report, pairs: Sequence[_Pair]) -> Finding:
    first = pairs[0]
    right, right_at = first.reference.sasaran, first.reference.sasaran_at
    assert right_at is not None
    places_of: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        places_of[canonical(pair.record.sasaran)].append(pair)
    told = listed(
        f"{quoted(of_name[0].record.sasaran)} pada {places(ctx.submission, _printed(of_name))}"
        for of_name in places_of.values()
    )
    indikator = listed(quoted(name, 80) for name in dict.fromkeys(pair.reference.indikator for pair in pairs))
    worded = all(_likeness(pair) >= FLOOR for pair in pairs)
    severity: Severity = "rendah" if worded else "sedang"
    return ctx.finding(
        message=f"Sasaran untuk indikator {indikator} dalam {first.pk.name} Tahun {report.year} "
        f"(halaman {right_at.page}) adalah {quoted(right)}, sedangkan dalam laporan tertulis {told}.",
        subject=right,
        at=[at for _, at in _printed(pairs)],
        reported=" | ".join(dict.fromkeys(pair.record.sasaran for pair in pairs)),
        expected=right,
        references=[right_at],
        segment=report.lead,
        severity=severity,
        verdict="pasti" if first.sure and not worded else "perlu_cek",
    )


def _printed(pairs: Sequence[_Pair]) -> list[tuple[scope.Record, Source]]:
    return [(pair.record, pair.record.sasaran_at) for pair in pairs if pair.record.sasaran_at is not None]
