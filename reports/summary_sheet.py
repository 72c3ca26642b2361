"""The sheet Ringkasan of a workpaper: what was read, how well, and how many findings of which kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from audit.models import SEVERITIES, ComponentView, Finding
from normalize.models import Submission
from reports import earlier, labels
from reports.earlier import STATE, Line, Workpaper
from reports.finding_sheet import COLUMNS, STATUSES
from reports.models import SubmissionResult, reading
from reports.sheets import FILL, Book, Content, line_count, put, put_table, put_totals, row_height

WIDTHS = (36, 12, 20, 11, 11, 28, 36)
"""The columns' widths in characters, shared by the lists on the sheet."""


def write_summary(
    book: Book,
    result: SubmissionResult,
    findings: Sequence[Finding],
    before: Workpaper,
    gone: Sequence[tuple[str, Line]],
    created: datetime,
    version: str,
) -> None:
    """Write the sheet; ``before`` and ``gone`` are what an earlier workpaper holds."""
    submission = result.submission
    sheet = book.sheet("Ringkasan")
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    put(sheet, 0, 0, "Kertas kerja pemeriksaan dokumen kinerja", book.style("title"))
    facts = {
        "Perangkat daerah": submission.unit or "tidak dikenali",
        "Tahun": str(submission.year or "tidak dikenali"),
        "Sumber": submission.source,
        "Keterbacaan": labels.pages_of(submission.files),
        "Disusun": f"{labels.moment(created)} oleh lkj-audit {version}",
    }
    for row, (label, text) in enumerate(facts.items(), 2):
        put(sheet, row, 0, label, book.style("plain", bold=True))
        put(sheet, row, 1, text, book.style("plain"))
    if findings or reading(submission.files) != "none":
        end = _counts(book, sheet, len(facts) + 3, findings)
        end = _components(book, sheet, end + 1, result.views.components, findings)
        end = _progress(book, sheet, end + 1, findings, before, gone)
    else:
        put(sheet, len(facts) + 3, 0, labels.no_findings(submission.files), book.style("plain", bold=True))
        end = len(facts) + 4
    end = _files(book, sheet, end + 1, submission)
    end = _segments(book, sheet, end + 1, submission)
    _colours(book, sheet, end + 1)


def _counts(book: Book, sheet: Worksheet, top: int, findings: Sequence[Finding]) -> int:
    put(sheet, top, 0, "Temuan menurut kategori dan tingkat", book.style("heading"))
    counts = Counter((found.category, found.severity) for found in findings)
    verdicts = Counter((found.category, found.verdict) for found in findings)
    rows: list[list[Content]] = []
    for category, label in labels.CATEGORY.items():
        by_severity = [counts[category, severity] for severity in SEVERITIES]
        certainty = _certainty(verdicts[category, "pasti"], verdicts[category, "perlu_cek"])
        rows.append([label, *by_severity, sum(by_severity), certainty])
    end = put_table(book, sheet, top + 1, _header("Kategori", *labels.SEVERITY.values(), "Jumlah", "Kepastian"), rows)
    by_severity = [sum(counts[category, severity] for category in labels.CATEGORY) for severity in SEVERITIES]
    certain = sum(found.verdict == "pasti" for found in findings)
    totals: list[Content] = ["Jumlah", *by_severity, len(findings), _certainty(certain, len(findings) - certain)]
    put_totals(book, sheet, end, totals)
    return end + 1


def _components(
    book: Book, sheet: Worksheet, top: int, components: Sequence[ComponentView], findings: Sequence[Finding]
) -> int:
    """The findings by the components of the evaluation of SAKIP; what they mean for its scores is not said."""
    if not components:
        return top - 1
    put(sheet, top, 0, "Temuan menurut komponen evaluasi AKIP (PermenPANRB 88/2021)", book.style("heading"))
    severity = {found.id: found.severity for found in findings}
    rows: list[list[Content]] = []
    for one in components:
        counts = Counter(severity[id] for id in one.findings)
        by_severity = [counts[severity] for severity in SEVERITIES]
        rows.append([f"{one.name} (bobot {one.weight})", *by_severity, sum(by_severity), None])
    header = _header("Komponen", *labels.SEVERITY.values(), "Jumlah", "Catatan evaluator")
    return put_table(book, sheet, top + 1, header, rows)


def _progress(
    book: Book,
    sheet: Worksheet,
    top: int,
    findings: Sequence[Finding],
    before: Workpaper,
    gone: Sequence[tuple[str, Line]],
) -> int:
    """How far the evaluator is, counted by formulas, and what changed since the earlier run."""
    put(sheet, top, 0, "Kemajuan pemeriksaan", book.style("heading"))
    column = xl_col_to_name(list(COLUMNS).index(earlier.STATUS))
    cells = f"'{earlier.LISTED}'!{column}2:{column}{len(findings) + 1}"
    statuses = Counter(before.notes(found).get(earlier.STATUS) for found in findings)
    for row, status in enumerate(STATUSES, top + 1):
        put(sheet, row, 0, status, book.style("cell"))
        sheet.write_formula(row, 1, f'=COUNTIF({cells},"{status}")', book.style("count"), statuses[status])
    end = top + 1 + len(STATUSES)
    put(sheet, end, 0, "Belum diisi", book.style("cell"))
    if findings:
        sheet.write_formula(end, 1, f"=COUNTBLANK({cells})", book.style("count"), statuses[None])
    else:
        put(sheet, end, 1, 0, book.style("count"))
    changes = Counter(before.change(found) for found in findings if not before.first)
    states = Counter(line.get(STATE) for _, line in gone)
    lines: list[tuple[str, int]] = [(f"Temuan {name.lower()}", count) for name, count in sorted(changes.items())]
    lines += [("Temuan terdahulu yang selesai", states[earlier.SETTLED])] if states[earlier.SETTLED] else []
    lines += [("Temuan terdahulu yang belum pasti selesai", states[earlier.OPEN])] if states[earlier.OPEN] else []
    for row, (label, count) in enumerate(lines, end + 1):
        put(sheet, row, 0, label, book.style("cell"))
        put(sheet, row, 1, count, book.style("count"))
    return end + 1 + len(lines)


def _certainty(certain: int, doubtful: int) -> str:
    return f"{labels.count(certain)} pasti, {labels.count(doubtful)} perlu dicek"


def _files(book: Book, sheet: Worksheet, top: int, submission: Submission) -> int:
    put(sheet, top, 0, "Dokumen dan cara terbacanya", book.style("heading"))
    lines: list[tuple[str, Content, str]] = [("Dokumen", "Halaman", "Cara terbaca")]
    lines += [(file.path, file.pages, labels.how_read(file)) for file in submission.files]
    for row, (path, pages, how) in enumerate(lines, top + 1):
        name = "header" if row == top + 1 else "cell"
        sheet.merge_range(row, 2, row, len(WIDTHS) - 1, "", book.style(name))
        for column, content in enumerate([path, pages, how]):
            put(sheet, row, column, content, book.style("count" if isinstance(content, int) else name))
        sheet.set_row(row, row_height(max(line_count(path, WIDTHS[0]), line_count(how, sum(WIDTHS[2:])))))
    return top + 1 + len(lines)


def _segments(book: Book, sheet: Worksheet, top: int, submission: Submission) -> int:
    put(sheet, top, 0, "Bagian dokumen yang dikenali", book.style("heading"))
    rows: list[list[Content]] = [
        [
            segment.document,
            labels.segment_pages(segment),
            labels.SEGMENT[segment.kind],
            str(segment.year or "-"),
            segment.period or "-",
            segment.position or "-",
            segment.unit or "-",
        ]
        for segment in submission.segments
    ]
    header = _header("Dokumen", "Halaman", "Jenis", "Tahun", "Periode", "Jabatan", "Unit")
    return put_table(book, sheet, top + 1, header, rows)


def _colours(book: Book, sheet: Worksheet, top: int) -> None:
    put(sheet, top, 0, "Warna sel menurut tingkat temuan", book.style("heading"))
    for column, severity in enumerate(SEVERITIES):
        put(sheet, top + 1, column, labels.SEVERITY[severity], book.style("cell", bg_color=FILL[severity]))
    note = "Sel berwarna pada lembar tabel memuat temuan; komentarnya memuat kode dan uraian."
    put(sheet, top + 2, 0, note, book.style("note"))


def _header(*labels: str) -> dict[str, float]:
    return dict(zip(labels, WIDTHS, strict=True))
