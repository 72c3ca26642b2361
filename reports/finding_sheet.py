"""The sheets Temuan and Temuan selesai of a workpaper: what an evaluator works through, and what is behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from urllib.parse import quote

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from audit.models import Evidence, Finding
from extract.models import Box
from normalize.models import Number
from reports import earlier, labels
from reports.earlier import ACTION, CHANGE, ID, NOTE, REMARK, STATE, STATUS, Line, Workpaper
from reports.live import Placed
from reports.models import SubmissionResult
from reports.sheets import FILL, INDONESIAN, Book, Content, put, put_table

COLUMNS: dict[str, float] = {
    "No": 4,
    "Kode": 6,
    "Kategori": 11,
    "Tingkat": 8,
    "Kepastian": 10,
    CHANGE: 10,
    "Uraian": 44,
    "Dokumen": 16,
    "Halaman": 8,
    "Tabel": 11,
    "Baris": 19,
    "Tertulis": 17,
    "Seharusnya": 17,
    "Selisih": 16,
    "Dasar": 23,
    STATUS: 12,
    NOTE: 16,
    ACTION: 16,
    "Perhitungan": 30,
    ID: 14,
}
"""Header -> width in characters. What is behind the tindak lanjut is not printed."""
STATUSES = ("Diterima", "Ditolak", "Perlu konfirmasi")
ANCHOR = "temuan-{number}"
"""Where laporan.html shows a finding; it numbers them in the same order."""
_GONE = [STATE, REMARK, *(name for name in COLUMNS if name not in {"No", CHANGE})]
_AT = {name: index for index, name in enumerate(COLUMNS)}
_PRINTED = _AT[ACTION]
_SEE = "Lihat tabel"
_TABLE_NAME = re.compile(r"tabel\s+[\divxlc]+(?:[.\-–][\da-z]+)*(?!\w)", re.IGNORECASE)
_COUNTED = re.compile(r"-?\d[\d.]*(?:,\d+)?")

Key = tuple[str, int, Box]


def write_findings(
    book: Book,
    sheet: Worksheet,
    findings: Sequence[Finding],
    result: SubmissionResult,
    places: Mapping[str, Placed],
    before: Workpaper,
    report: str,
) -> None:
    """Write the sheet Temuan: a row per finding, with the notes of the earlier workpaper.

    ``places`` are the cells on other sheets that show a finding, ``report`` the name of the HTML report beside the
    workpaper, whose findings stand in the same order.
    """
    captions = {(table.document, table.id): table.caption for table in result.submission.tables}
    numbers = _numbers(result)
    rows = [_row(number, found, captions, before) for number, found in enumerate(findings, 1)]
    put_table(book, sheet, 0, COLUMNS, rows)
    for index, found in enumerate(findings):
        row = index + 1
        put(
            sheet,
            row,
            _AT["Tingkat"],
            labels.SEVERITY[found.severity],
            book.style("cell", bg_color=FILL[found.severity]),
        )
        target = f"external:{quote(report)}#{ANCHOR.format(number=row)}"
        sheet.write_url(row, _AT["Halaman"], target, book.style("link"), str(rows[index][_AT["Halaman"]]))
        if difference := _difference(found, numbers):
            style = book.style("count", num_format=_format(difference))
            sheet.write_number(row, _AT["Selisih"], float(difference), style)
        if found.id in places:
            text = str(rows[index][_AT["Tabel"]] or _SEE)
            sheet.write_url(row, _AT["Tabel"], _internal(places[found.id]), book.style("link"), text)
    _set_up(sheet, COLUMNS, len(findings), freeze=2, printed=_PRINTED)
    if findings:
        rule = {"validate": "list", "source": list(STATUSES), "ignore_blank": True, "error_type": "warning"}
        sheet.data_validation(1, _AT[STATUS], len(findings), _AT[STATUS], rule)


def write_gone(book: Book, rows: Sequence[tuple[str, Line]]) -> None:
    """Write the sheet Temuan selesai: findings of earlier runs that are not there any more, with their notes."""
    header = {name: {STATE: 11.0, REMARK: 30.0}.get(name) or COLUMNS[name] for name in _GONE}
    sheet = book.sheet(earlier.GONE)
    contents: list[list[Content]] = [[line.get(name) for name in header] for _, line in rows]
    put_table(book, sheet, 0, header, contents)
    _set_up(sheet, header, len(rows), freeze=2, printed=_GONE.index(ACTION))


def _set_up(sheet: Worksheet, header: Mapping[str, float], count: int, freeze: int, printed: int) -> None:
    for column, width in enumerate(header.values()):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, freeze)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(count, 1), len(header) - 1)
    sheet.print_area(0, 0, max(count, 1), printed)


def _row(
    number: int,
    found: Finding,
    captions: Mapping[tuple[str, str], str],
    before: Workpaper,
) -> list[Content]:
    documents = list(dict.fromkeys(evidence.document for evidence in found.evidence))
    table = ""
    if found.table and documents:
        caption = captions.get((documents[0], found.table), "")
        # the text of a link is not wrapped
        table = match.group() if (match := _TABLE_NAME.match(caption)) else _SEE
    notes = before.notes(found)
    return [
        number,
        found.rule,
        labels.CATEGORY[found.category],
        labels.SEVERITY[found.severity],
        labels.VERDICT[found.verdict],
        before.change(found),
        found.message,
        "\n".join(documents),
        labels.page_list(evidence.page for evidence in _reported(found)),
        table,
        found.subject,
        found.reported,
        found.expected,
        None,
        found.basis,
        notes.get(STATUS),
        notes.get(NOTE),
        notes.get(ACTION),
        found.formula,
        found.id,
    ]


def _reported(found: Finding) -> list[Evidence]:
    return [evidence for evidence in found.evidence if evidence.role == "reported"] or list(found.evidence)


def _numbers(result: SubmissionResult) -> dict[Key, Number]:
    """Every printed figure of the typed tables by its place."""
    return {
        (value.at.document, value.at.page, value.at.box): value.number
        for table in result.submission.tables
        for row in table.rows
        for value in row.values.values()
        if value.number is not None
    }


def _difference(found: Finding, numbers: Mapping[Key, Number]) -> Decimal | None:
    """What is written minus what it should be; None where one of them is not a single figure.

    What it should be is written by the rules themselves, in Indonesian notation, or printed in another document.
    """
    if found.expected is None or found.category not in {"hitungan", "keselarasan"}:
        return None
    printed = [number for one in _reported(found) if (number := numbers.get(_key(one))) and one.text == found.reported]
    if not printed:
        return None
    references = (one for one in found.evidence if one.role == "reference" and one.text == found.expected)
    known = next((number.value for one in references if (number := numbers.get(_key(one)))), None)
    text = found.expected.removeprefix("Rp").strip().removesuffix("%").strip()
    if known is None and found.category == "hitungan" and _COUNTED.fullmatch(text):
        known = Decimal(text.replace(".", "").replace(",", "."))
    return printed[0].value - known if known is not None else None


def _key(evidence: Evidence) -> Key:
    return evidence.document, evidence.page, evidence.bbox


def _format(number: Decimal) -> str:
    decimals = max(0, -int(number.as_tuple().exponent))
    return f"{INDONESIAN}#,##0" + ("." + "0" * decimals if decimals else "")


def _internal(place: Placed) -> str:
    return f"internal:'{place.sheet}'!{xl_rowcol_to_cell(place.row, place.column)}"
