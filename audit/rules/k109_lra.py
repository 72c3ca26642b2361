"""K109: the budget and spending in the report against the laporan realisasi anggaran (LRA)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audit import agreements, columns, facts, scope
from audit.agreements import RecordKey, filled
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed, where
from audit.printed import same_value
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from normalize.matching import assign
from normalize.models import AnggaranRecord, Submission, Value

_KINDS = frozenset({"realisasi_anggaran", "cost_per_outcome", "efisiensi", "capaian"})
_MEASURES = ("pagu", "realisasi")
_NAMES = {"pagu": "Pagu", "realisasi": "Realisasi"}
_WHOLE = re.compile(r"(?:(?:jumlah|total)\s+)*(?:belanja(?:\s+(?:daerah|seluruhnya))?)?", re.IGNORECASE)
_OTHER_FIGURE = ("awal", "sebelum", "murni", "semula", "fisik", "triwulan", "tribulan", "sampai", "s.d", "s/d")
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class _Difference:
    """A line of the report with the line of the LRA about the same thing, and the measures that differ."""

    record: AnggaranRecord
    reference: AnggaranRecord
    measures: tuple[str, ...]


@rule(
    code="K109",
    category="keselarasan",
    severity="tinggi",
    title="Anggaran atau realisasi dalam laporan kinerja berbeda dari laporan realisasi anggaran",
    why="Realisasi anggaran dalam laporan kinerja harus sama dengan laporan keuangan; selisih berarti salah satu "
    "laporan tidak didukung pembukuan.",
    method="Program, kegiatan, sub kegiatan, jenis belanja, dan jumlah belanja dalam tabel anggaran laporan "
    "dipasangkan berdasarkan tingkat dan nama dengan laporan realisasi anggaran (LRA) unit, tahun, dan periode yang "
    "sama. Rupiah dibandingkan tanpa toleransi. Bila sebagian besar baris berbeda, LRA tampaknya menurut tanggal "
    "lain dan seluruhnya menjadi satu temuan.",
    basis=f"{PANRB_53}, Lampiran II: realisasi anggaran; Peraturan Pemerintah Nomor 12 Tahun 2019",
    violation="LRA: realisasi Program A Rp118.250.000; tabel realisasi anggaran dalam laporan: Rp118.520.000.",
    clean="Laporan triwulan III dengan LRA per 31 Desember (periode lain).",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per budget line that differs, or one for all when most do."""
    submission = ctx.submission
    for report, segments in facts.voices(submission):
        lra = _lra(submission, report)
        told = [
            one
            for one in submission.anggaran
            if one.segment in segments and one.table_kind in _KINDS and one.year in (None, report.year)
        ]
        wrong: dict[RecordKey, list[_Difference]] = {}
        compared: set[RecordKey] = set()
        for group in agreements.by_table(told):
            for record, reference in _pairs(group, lra):
                key = agreements.key_of(reference)
                compared.add(key)
                measures = tuple(one for one in _MEASURES if _differs(submission, record, reference, one))
                if measures:
                    wrong.setdefault(key, []).append(_Difference(record, reference, measures))
        if len(wrong) > _SEVERAL and len(wrong) * 2 > len(compared):
            yield _all(ctx, report, wrong, len(compared))
        else:
            for found in wrong.values():
                yield _finding(ctx, report, found)


def _lra(submission: Submission, report: Report) -> list[AnggaranRecord]:
    """The lines of the LRA of the report's unit, year and period, from its own segments or bound into the report."""
    if not report.of_unit:
        return []
    own = scope.lra_of(submission, report)
    return [
        one
        for one in submission.anggaran
        if one.segment in own or (one.segment in report.ids and one.table_kind == "lra")
        if one.year in (None, report.year)
    ]


def _pairs(group: list[AnggaranRecord], lra: list[AnggaranRecord]) -> Iterator[tuple[AnggaranRecord, AnggaranRecord]]:
    """Lines of one table with those of the LRA: of one level and name, each name standing once on either side."""
    levels = dict.fromkeys(one.level for one in group if not one.total)
    for level in levels:
        ours = _once([one for one in group if one.level == level and not one.total])
        theirs = _once([one for one in lra if one.level == level and not one.total])
        for match in assign([one.name for one in ours], [one.name for one in theirs], facts.SAME_NAME):
            yield ours[match.left_index], theirs[match.right_index]
    whole = [one for one in group if one.total and _WHOLE.fullmatch(one.name.strip())]
    total = [one for one in lra if _WHOLE.fullmatch(one.name.strip()) and "belanja" in one.name.casefold()]
    if len(whole) == 1 and total and "program" in levels:
        yield whole[0], total[-1]


def _once(records: list[AnggaranRecord]) -> list[AnggaranRecord]:
    names = [one.name.casefold() for one in records]
    return [one for one in records if names.count(one.name.casefold()) == 1]


def _differs(submission: Submission, record: AnggaranRecord, reference: AnggaranRecord, measure: str) -> bool:
    ours, theirs = _value(record, measure), _value(reference, measure)
    if ours is None or theirs is None or same_value(ours, theirs) is not False:
        return False
    headers = scope.header_over(submission, record, ours), scope.header_over(submission, reference, theirs)
    return not any(word in header for header in headers for word in _OTHER_FIGURE)


def _value(record: AnggaranRecord, measure: str) -> Value | None:
    return filled(record.pagu if measure == "pagu" else record.realisasi)


def _told(ctx: Context, found: _Difference) -> str:
    parts = []
    for measure in found.measures:
        ours, theirs = _value(found.record, measure), _value(found.reference, measure)
        if ours is not None and theirs is not None:
            parts.append(
                f"{_NAMES[measure]} {quoted(found.reference.name, 80)} tercetak {columns.printed(ours)} pada "
                f"{where(ctx.submission, found.record, ours.at)}, dalam LRA (halaman {theirs.at.page}) "
                f"{columns.printed(theirs)}"
            )
    return "; ".join(parts)


def _values(found: list[_Difference], *, of_report: bool) -> list[Value]:
    told = [_value(one.record if of_report else one.reference, measure) for one in found for measure in one.measures]
    return list(dict.fromkeys(one for one in told if one is not None))


def _finding(ctx: Context, report: Report, found: list[_Difference]) -> Finding:
    ours, theirs = _values(found, of_report=True), _values(found, of_report=False)
    return ctx.finding(
        message=f"{'. '.join(_told(ctx, one) for one in found)}.",
        subject=found[0].reference.name,
        at=[one.at for one in ours],
        reported=listed(columns.printed(one) for one in ours),
        expected=listed(columns.printed(one) for one in theirs),
        references=[one.at for one in theirs],
        segment=report.lead,
        verdict="pasti" if not found[0].record.total else "perlu_cek",
    )


def _all(ctx: Context, report: Report, wrong: dict[RecordKey, list[_Difference]], compared: int) -> Finding:
    found = [one for differences in wrong.values() for one in differences]
    ours, theirs = _values(found, of_report=True), _values(found, of_report=False)
    told = _told(ctx, found[0])
    return ctx.finding(
        message=f"Sebanyak {len(wrong)} dari {compared} baris anggaran dalam laporan kinerja berbeda dari laporan "
        f"realisasi anggaran (LRA), misalnya {told[:1].lower()}{told[1:]}. LRA tampaknya menurut tanggal atau "
        "perubahan anggaran yang lain; perlu dipastikan dasar penyusunannya.",
        subject="Realisasi anggaran",
        at=[one.at for one in ours],
        reported=listed(columns.printed(one) for one in ours),
        expected=listed(columns.printed(one) for one in theirs),
        references=[one.at for one in theirs],
        segment=report.lead,
        verdict="perlu_cek",
    )
