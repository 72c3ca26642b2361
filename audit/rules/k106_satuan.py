"""K106: the unit of a target in the report against the PK."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from audit import agreements, columns, scope
from audit.agreements import Pairing, RecordKey
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import places
from audit.printed import same_value, unit_class
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from normalize.models import IndikatorRecord, Submission

_Pair = Pairing[IndikatorRecord]

_KINDS = frozenset({"capaian", "cost_per_outcome"})
_SPELLING = 60.0


@rule(
    code="K106",
    category="keselarasan",
    severity="rendah",
    title="Satuan target dalam laporan berbeda dari perjanjian kinerja",
    why="Angka yang sama dengan satuan lain menyatakan target yang lain (85% bukan 85 dokumen).",
    method="Satuan dibaca dari kolom satuan atau dari sel target. Satuan yang sama dengan ejaan lain (Dok, "
    "Dokumen; persen, %) dan angka indeks tanpa satuan (nilai, angka, poin) dianggap sama. Tanda persen yang "
    "hilang hanya dilaporkan bila baris lain pada kolom yang sama memuatnya dan angkanya sama dengan target "
    "perjanjian kinerja.",
    basis=f"{PANRB_53}, Lampiran I: indikator kinerja memuat satuan yang jelas",
    violation="Perjanjian kinerja: 12 Dokumen; tabel capaian: 12%.",
    clean="Perjanjian kinerja: 85%; tabel capaian: 85 dengan kolom satuan “Persen”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per indikator and report."""
    submission = ctx.submission
    for report in scope.reports(submission):
        records = [
            one
            for one in submission.indikator
            if one.segment in report.ids and one.table_kind in _KINDS and one.year in (None, report.year)
        ]
        wrong: dict[RecordKey, list[_Pair]] = defaultdict(list)
        for pair in agreements.pair_indikator(submission, report, records):
            if _differs(submission, pair):
                wrong[agreements.key_of(pair.reference)].append(pair)
        for pairs in wrong.values():
            yield _finding(ctx, report, pairs)


def _differs(submission: Submission, pair: _Pair) -> bool:
    ours, theirs = unit_of(pair.record), unit_of(pair.reference)
    if pair.record.target is None or pair.reference.target is None:
        return False
    if ours is None and theirs == "%":
        return same_value(pair.record.target, pair.reference.target) is True and _column_has_percent(submission, pair)
    if ours is None or theirs is None or ours == theirs:
        return False
    if "%" in (ours, theirs):
        return True
    return bool(ours and theirs) and not _same_word(ours, theirs)


def unit_of(record: IndikatorRecord) -> str | None:
    """The class of the unit that a record's target is printed in."""
    number = record.target.number if record.target else None
    return unit_class(record.satuan) or unit_class(number.unit if number else None)


def _same_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or fuzz.ratio(one, other) >= _SPELLING


def _column_has_percent(submission: Submission, pair: _Pair) -> bool:
    """Whether the column prints the percent sign in its cells, and neither its header nor a satuan column does."""
    table = scope.table_of(submission, pair.record)
    if table is None or table.column("satuan") is not None:
        return False
    if "%" in scope.header_over(submission, pair.record, pair.record.target):
        return False
    others = [one for one in submission.indikator if (one.document, one.table) == (table.document, table.id)]
    return sum("%" in one.target.text for one in others if one.target is not None) * 2 > len(others)


def _finding(ctx: Context, report: Report, pairs: list[_Pair]) -> Finding:
    first = pairs[0]
    target = first.reference.target
    printed = [(pair.record, pair.record.target) for pair in pairs if pair.record.target is not None]
    assert target is not None
    ours, theirs = _shown(first.record), _shown(first.reference)
    return ctx.finding(
        message=f"Target indikator {quoted(first.reference.indikator)} pada "
        f"{places(ctx.submission, [(record, value.at) for record, value in printed])} tercetak {ours}, sedangkan "
        f"{first.pk.name} Tahun {report.year} (halaman {target.at.page}) memakai {theirs}; "
        "satuannya berbeda.",
        subject=first.reference.indikator,
        at=[value.at for _, value in printed],
        reported=ours,
        expected=theirs,
        references=[first.reference.indikator_at, target.at],
        segment=report.lead,
        verdict="perlu_cek",
    )


def _shown(record: IndikatorRecord) -> str:
    """Target and unit as printed."""
    text = columns.printed(record.target) if record.target is not None else ""
    return text if record.satuan is None or record.satuan.casefold() in text.casefold() else f"{text} {record.satuan}"
