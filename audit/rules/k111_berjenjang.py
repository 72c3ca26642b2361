"""K111: the PK of the head of a unit against those of the officials below."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit import agreements, columns, scope
from audit.agreements import filled
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed
from audit.printed import same_value
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.models import AnggaranRecord, IndikatorRecord, Segment, SegmentKind, Submission, Value
from normalize.numbers import format_id

_KINDS: tuple[SegmentKind, ...] = ("pk", "pk_perubahan")
_SAME_NAME = 0.97


@rule(
    code="K111",
    category="keselarasan",
    severity="sedang",
    title="Perjanjian kinerja bawahan tidak selaras dengan perjanjian kinerja pimpinan",
    why="Kinerja dan anggaran pimpinan dijabarkan kepada bawahan; anggaran bawahan yang melebihi anggaran program "
    "pimpinan atau target yang lain menunjukkan penjabaran yang keliru.",
    method="Dalam satu berkas, perjanjian kinerja (PK) kepala perangkat daerah dibandingkan dengan PK pejabat di "
    "bawahnya untuk unit, tahun, dan jenis (awal atau perubahan) yang sama. Program yang sama: anggaran satu "
    "bawahan, atau jumlah anggaran para bawahan, tidak boleh melebihi anggaran pimpinan; bawahan yang memuat "
    "anggaran penuh pimpinan tidak dijumlahkan, dan jumlah yang lebih kecil tidak dilaporkan. Indikator dengan nama "
    "yang sama: targetnya harus sama.",
    basis=f"{PANRB_53}, Lampiran I: perjanjian kinerja disusun berjenjang",
    violation="PK Camat: Program A Rp80.000.000; PK dua kepala seksi: Program A Rp50.000.000 dan Rp45.000.000.",
    clean="PK Camat: Program A Rp80.000.000; PK dua kepala seksi: Rp50.000.000 dan Rp30.000.000.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per program whose budget is exceeded, and one per indikator with another target."""
    submission = ctx.submission
    for head in submission.segments:
        unit = head.unit or submission.unit
        if head.kind not in _KINDS or head.position is None or not scope.is_head(head.position, unit):
            continue
        below = [one for one in submission.segments if _is_below(submission, one, head, unit)]
        ids = frozenset(one.id for one in below)
        yield from _budgets(ctx, head, ids)
        yield from _targets(ctx, head, ids)


def _is_below(submission: Submission, one: Segment, head: Segment, unit: str | None) -> bool:
    return (
        one.kind == head.kind
        and one.position is not None
        and not scope.is_head(one.position, unit)
        and scope.year_of(submission, one) == scope.year_of(submission, head)
        and scope.same_unit(one.unit, head.unit)
    )


def _budgets(ctx: Context, head: Segment, below: frozenset[str]) -> Iterator[Finding]:
    lines = [one for one in ctx.submission.anggaran if one.level == "program" and filled(one.pagu)]
    ours = [one for one in lines if one.segment == head.id and one.table_kind == "pk_anggaran"]
    theirs = [one for one in lines if one.segment in below and one.table_kind == "pk_anggaran"]
    held: dict[int, dict[str | None, AnggaranRecord]] = {}
    for group in agreements.by_table(theirs):
        for line, part, score in agreements.matches(ours, group):
            if score >= _SAME_NAME:
                # a PK bound twice is one
                held.setdefault(ours.index(line), {})[ctx.submission.segment(part.segment).position] = part
    for index, of_position in held.items():
        whole, parts = ours[index].pagu, list(of_position.values())
        if whole is not None and whole.number is not None:
            total = _too_much(whole, parts)
            if total is not None:
                yield _budget_finding(ctx, head, ours[index], parts, total)


def _too_much(whole: Value, parts: list[AnggaranRecord]) -> Decimal | None:
    """The sum of the parts, or the largest part, where it is more than the whole; None when nothing is too much."""
    assert whole.number is not None
    numbers = [one.pagu.number.value for one in parts if one.pagu is not None and one.pagu.number is not None]
    largest = max(numbers, default=Decimal(0))
    if largest > whole.number.value:
        return largest
    full = any(one.pagu is not None and same_value(one.pagu, whole) is True for one in parts)
    total = sum(numbers, Decimal(0))
    return total if not full and total > whole.number.value else None


def _budget_finding(
    ctx: Context, head: Segment, line: AnggaranRecord, parts: list[AnggaranRecord], total: Decimal
) -> Finding:
    whole = line.pagu
    assert whole is not None
    printed = [(one, one.pagu) for one in parts if one.pagu is not None]
    told = listed(f"{columns.printed(value)} pada {_of(ctx, one)}" for one, value in printed)
    together = f", seluruhnya Rp{format_id(total, 0)}" if len(printed) > 1 else ""
    return ctx.finding(
        message=f"Anggaran {quoted(line.name)} dalam perjanjian kinerja {head.position} (halaman {whole.at.page}) "
        f"adalah {columns.printed(whole)}, sedangkan perjanjian kinerja pejabat di bawahnya memuat {told}{together}, "
        "melebihi anggaran tersebut.",
        subject=line.name,
        at=[value.at for _, value in printed],
        reported=listed(columns.printed(value) for _, value in printed),
        expected=columns.printed(whole),
        references=[whole.at],
        segment=head,
        verdict="perlu_cek",
    )


def _targets(ctx: Context, head: Segment, below: frozenset[str]) -> Iterator[Finding]:
    records = [one for one in ctx.submission.indikator if one.table_kind == "pk_indikator" and filled(one.target)]
    ours = [one for one in records if one.segment == head.id]
    theirs = [one for one in records if one.segment in below]
    other: dict[int, list[IndikatorRecord]] = {}
    for group in agreements.by_table(theirs):
        for record, part, score in agreements.matches(ours, group):
            targets = record.target, part.target
            if score >= _SAME_NAME and targets[0] and targets[1] and same_value(targets[0], targets[1]) is False:
                other.setdefault(ours.index(record), []).append(part)
    for index, parts in other.items():
        yield _target_finding(ctx, head, ours[index], parts)


def _target_finding(ctx: Context, head: Segment, record: IndikatorRecord, parts: list[IndikatorRecord]) -> Finding:
    target = record.target
    assert target is not None
    printed = [(one, one.target) for one in parts if one.target is not None]
    told = listed(f"{columns.printed(value)} pada {_of(ctx, one)}" for one, value in printed)
    return ctx.finding(
        message=f"Target indikator {quoted(record.indikator)} dalam perjanjian kinerja {head.position} "
        f"(halaman {target.at.page}) adalah {columns.printed(target)}, sedangkan dalam perjanjian kinerja pejabat di "
        f"bawahnya {told}.",
        subject=record.indikator,
        at=[value.at for _, value in printed],
        expected=columns.printed(target),
        references=[target.at],
        segment=head,
        severity="rendah",
        verdict="perlu_cek",
    )


def _of(ctx: Context, record: AnggaranRecord | IndikatorRecord) -> str:
    value = record.pagu if isinstance(record, AnggaranRecord) else record.target
    page = value.at.page if value is not None else 0
    return f"perjanjian kinerja {ctx.submission.segment(record.segment).position} (halaman {page})"
