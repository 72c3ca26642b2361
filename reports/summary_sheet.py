"""The sheet Ringkasan of a workpaper: what was read, how well, and how many findings of which kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from xlsxwriter.worksheet import Worksheet

from audit.models import SEVERITIES, Finding
from normalize.models import Submission
from reports import labels
from reports.models import reading
from reports.sheets import FILL, Book, Content, line_count, put, put_table, row_height

WIDTHS = (34, 14, 26, 12, 12, 30, 34)
"""The columns' widths in characters, shared by the lists on the sheet."""


def write_summary(
    book: Book, submission: Submission, findings: Sequence[Finding], created: datetime, version: str
) -> None:
    """Write the sheet."""
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
    for column, content in enumerate(totals):
        put(sheet, end, column, content, book.style("total"))
    return end + 1


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
            put(sheet, row, column, content, book.style(name))
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
