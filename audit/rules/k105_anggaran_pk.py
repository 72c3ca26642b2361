"""K105: the budget of a program in the PK in force against the pagu in the report and the LRA."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from audit import agreements, columns, explanations, scope
from audit.agreements import Pairing, RecordKey, filled
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed, places
from audit.printed import same_value
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from audit.scope import Report
from normalize.models import AnggaranRecord, Submission, Value

_Pair = Pairing[AnggaranRecord]

_KINDS = frozenset({"realisasi_anggaran", "capaian", "lra"})
_OTHER_PAGU = ("awal", "sebelum", "murni", "semula", "pergeseran")
_SCALES = (1000, 1_000_000, 1_000_000_000)


@rule(
    code="K105",
    category="keselarasan",
    severity="sedang",
    title="Anggaran program dalam laporan berbeda dari perjanjian kinerja yang berlaku",
    why="Perjanjian kinerja memuat anggaran yang disepakati untuk mencapai target; pagu yang lain menunjukkan "
    "perjanjian belum disesuaikan atau laporan memakai angka yang keliru.",
    method="Program (atau kegiatan, sub kegiatan) pada tabel realisasi anggaran dan LRA dipasangkan berdasarkan "
    "nama dengan baris setingkat dalam perjanjian kinerja (PK) yang berlaku: perubahan PK bila ada, selebihnya PK "
    "awal. Rupiah dibandingkan tanpa toleransi. Bila tidak ada perubahan PK dan sebagian besar pagu berbeda, "
    "anggaran tampaknya berubah tanpa perubahan PK dan dilaporkan sebagai satu temuan. Bila laporan menjelaskan "
    "alasan perubahan anggarannya, tingkat temuan turun satu.",
    basis=f"{PANRB_53}, Lampiran I: perjanjian kinerja memuat anggaran dan diubah bila terjadi "
    "perubahan anggaran yang berarti",
    violation="Perubahan PK: Program A Rp125.000.000; tabel realisasi anggaran: pagu Program A Rp152.000.000.",
    clean="PK awal Rp150.000.000, perubahan PK Rp125.000.000, pagu dalam laporan Rp125.000.000.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per budget line and report."""
    submission = ctx.submission
    for report in scope.reports(submission):
        pairs = agreements.pair_anggaran(submission, report, _lines(submission, report))
        wrong: dict[RecordKey, list[_Pair]] = defaultdict(list)
        for pair in pairs:
            if _differs(pair):
                wrong[agreements.key_of(pair.reference)].append(pair)
        compared = {agreements.key_of(pair.reference) for pair in pairs}
        unchanged = all(pair.pk.kind != "perubahan" for pair in pairs)
        if unchanged and len(wrong) > 1 and len(wrong) * 2 > len(compared):
            yield _budget_changed(ctx, report, list(wrong.values()), len(compared))
        else:
            for found in wrong.values():
                yield _finding(ctx, report, found)


def _lines(submission: Submission, report: Report) -> list[AnggaranRecord]:
    segments = report.ids | scope.lra_of(submission, report)
    return [
        one
        for one in submission.anggaran
        if one.segment in segments
        and one.table_kind in _KINDS
        and one.year in (None, report.year)
        and filled(one.pagu) is not None
        and not _is_other_pagu(scope.header_over(submission, one, one.pagu))
    ]


def _is_other_pagu(header: str) -> bool:
    return any(word in header for word in _OTHER_PAGU)


def _differs(pair: _Pair) -> bool:
    printed, reference = pair.record.pagu, filled(pair.reference.pagu)
    if printed is None or reference is None or same_value(printed, reference) is not False:
        return False
    if any(row.pagu is not None and same_value(printed, row.pagu) for row in pair.same):
        return False
    return not _scaled(printed, reference)


def _scaled(one: Value, other: Value) -> bool:
    """Whether one of two amounts is the other in thousands, millions or milliards of Rupiah."""
    if one.number is None or other.number is None:
        return False
    small, large = sorted((one.number.value, other.number.value))
    return any(round(large / scale) == round(small) for scale in _SCALES)


def _finding(ctx: Context, report: Report, pairs: list[_Pair]) -> Finding:
    first = pairs[0]
    name = first.reference.name
    printed = [(pair.record, pair.record.pagu) for pair in pairs if pair.record.pagu is not None]
    expected = first.reference.pagu
    assert expected is not None
    message = (
        f"Pagu {quoted(name)} tercetak {listed(columns.printed(value) for _, value in printed)} pada "
        f"{places(ctx.submission, [(record, value.at) for record, value in printed])}, sedangkan {first.pk.name} "
        f"Tahun {report.year} (halaman {expected.at.page}) memuat {columns.printed(expected)}."
    )
    references = [first.reference.name_at, expected.at]
    old = next((row.pagu for row in first.replaced if row.pagu and same_value(printed[0][1], row.pagu)), None)
    if old is not None:
        message += f" Laporan masih memakai anggaran PK awal ({columns.printed(old)}, halaman {old.at.page})."
        references.append(old.at)
    elif first.pk.kind != "perubahan":
        message += " Perubahan PK tidak ditemukan dalam berkas; bila pagu berubah, perubahan PK perlu dilampirkan."
    reason = (
        explanations.reason_for(ctx.submission, report, (name,), "anggaran", printed[0][1]) if old is None else None
    )
    if reason is not None:
        message += f" Laporan memuat penjelasan atas perubahan anggaran (halaman {reason.page})."
        references.append(reason)
    sure = first.pk.kind == "perubahan" and all(pair.sure for pair in pairs)
    return ctx.finding(
        message=message,
        subject=name,
        at=[value.at for _, value in printed],
        expected=columns.printed(expected),
        references=references,
        segment=report.lead,
        severity=explanations.lighter(ctx.rule.severity) if reason is not None else None,
        verdict="pasti" if sure else "perlu_cek",
    )


def _budget_changed(ctx: Context, report: Report, wrong: list[list[_Pair]], compared: int) -> Finding:
    printed = [value for pairs in wrong for pair in pairs if (value := pair.record.pagu) is not None]
    agreed = [value for pairs in wrong if (value := pairs[0].reference.pagu) is not None]
    examples = "; ".join(
        f"{quoted(pairs[0].reference.name, 60)} {columns.printed(new)}, dalam PK {columns.printed(old)}"
        for pairs in wrong
        if (new := pairs[0].record.pagu) is not None and (old := pairs[0].reference.pagu) is not None
    )
    return ctx.finding(
        message=f"Pagu {len(wrong)} dari {compared} program atau kegiatan dalam laporan berbeda dari "
        f"{wrong[0][0].pk.name} Tahun {report.year}, sedangkan perubahan PK tidak ditemukan "
        f"dalam berkas: {examples}.",
        subject="Anggaran perjanjian kinerja",
        at=[value.at for value in printed],
        reported=listed(columns.printed(value) for value in printed),
        expected=listed(columns.printed(value) for value in agreed),
        references=[value.at for value in agreed],
        segment=report.lead,
        verdict="perlu_cek",
    )
