"""K118: a table of the report that tells all indikator of the PK but one or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit import agreements, coverage, facts, scope
from audit.agreements import Pk, RecordKey
from audit.findings import TRUSTED_READERS, quoted, table_name
from audit.models import Finding
from audit.phrases import listed
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from normalize.models import IndikatorRecord, Submission, Table

_KINDS = frozenset({"capaian", "perbandingan_tahun", "perbandingan_renstra"})
_LEAST = 5
_PART = 5
"""At most one indikator of this many may be missing."""


@rule(
    code="K118",
    category="kelengkapan",
    severity="sedang",
    title="Indikator perjanjian kinerja tidak dimuat dalam salah satu tabel pengukuran",
    why="Tabel pengukuran dan perbandingan harus memuat setiap indikator yang diperjanjikan; baris yang hilang membuat "
    "perbandingan dan rata-rata tidak lengkap.",
    method="Tabel capaian serta tabel perbandingan dengan tahun lalu dan dengan renstra yang memuat sedikitnya "
    f"{_LEAST} indikator perjanjian kinerja (PK) yang berlaku dan hanya kehilangan satu dari {_PART} indikator "
    "setingkatnya atau kurang diperiksa. Tabel hasil pindai tidak diperiksa. Indikator yang tidak dimuat di tabel "
    "mana pun dilaporkan oleh K102.",
    basis=f"{PANRB_53}, Lampiran II: capaian dan perbandingan disajikan untuk setiap indikator perjanjian kinerja",
    violation="PK memuat delapan indikator program; tabel perbandingan dengan renstra hanya tujuh di antaranya.",
    clean="Tiap sasaran mempunyai tabel capaiannya sendiri dengan dua indikator.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per indikator, with all tables that lack it."""
    submission = ctx.submission
    for report, segments in facts.voices(submission):
        pks = agreements.in_order(agreements.pks_of(submission, report), report)
        pk = next((one for one in pks if one.indikator), None)
        if pk is None:
            continue
        reported = coverage.reported(submission, report)
        elsewhere = {agreements.key_of(one) for one in coverage.missing(pk.indikator, reported)}
        lacking: dict[RecordKey, list[tuple[Table, Sequence[IndikatorRecord]]]] = defaultdict(list)
        for table, group in _tables(submission, report, segments):
            for record in _missing(pk, group):
                if agreements.key_of(record) not in elsewhere:
                    lacking[agreements.key_of(record)].append((table, group))
        promised = {agreements.key_of(one): one for one in pk.indikator}
        for key, tables in lacking.items():
            yield _finding(ctx, report, pk, promised[key], tables)


def _tables(
    submission: Submission, report: Report, segments: frozenset[str]
) -> Iterator[tuple[Table, list[IndikatorRecord]]]:
    """The tables of a report with what they tell of its year; of several years' groups the one with most indikator."""
    found: dict[str, list[IndikatorRecord]] = {}
    for group in agreements.by_table(
        one
        for one in submission.indikator
        if one.segment in segments and one.table_kind in _KINDS and one.year in (None, report.year)
    ):
        table = scope.table_of(submission, group[0])
        typed = all(one.indikator_at.reader in TRUSTED_READERS for one in group)
        if table is not None and typed and len(group) > len(found.get(table.id, [])):
            found[table.id] = group
    for group in found.values():
        table = scope.table_of(submission, group[0])
        if table is not None:
            yield table, group


def _missing(pk: Pk, group: Sequence[IndikatorRecord]) -> list[IndikatorRecord]:
    """The indikator that a table lacks though it has nearly all of their levels; none where it is a table of some."""
    absent = coverage.missing(pk.indikator, group)
    told = [one for one in pk.indikator if one not in absent]
    levels = {one.level for one in told}
    wanted = [one for one in absent if one.level in levels]
    if coverage.missing(group, pk.indikator):
        return []  # a row of an unknown name may be the missing indikator
    enough = len(told) >= _LEAST and len(wanted) * _PART <= len(told) + len(wanted)
    return wanted if enough else []


def _finding(
    ctx: Context,
    report: Report,
    pk: Pk,
    record: IndikatorRecord,
    tables: Sequence[tuple[Table, Sequence[IndikatorRecord]]],
) -> Finding:
    names = listed(f"{table_name(table)} (halaman {group[0].indikator_at.page})" for table, group in tables)
    return ctx.finding(
        message=f"Indikator {quoted(record.indikator)} dalam {pk.name} Tahun {report.year} "
        f"(halaman {record.indikator_at.page}) tidak dimuat pada {names}, sedangkan indikator lainnya dimuat.",
        subject=record.indikator,
        at=[group[-1].indikator_at for _, group in tables],
        reported="tidak dimuat",
        expected=record.indikator,
        references=[record.indikator_at],
        segment=report.lead,
        verdict="perlu_cek",
    )
