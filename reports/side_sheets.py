"""The sheets Keselarasan and Tidak diperiksa of a workpaper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from xlsxwriter.worksheet import Worksheet

from audit.models import Aligned, AlignedSource, Finding, Told, Unchecked
from extract.models import Box
from reports import labels
from reports.sheets import FILL, Book, Content, line_count, put, put_table, row_height

ALIGNED, UNCHECKED = "Keselarasan", "Tidak diperiksa"
SOURCES: dict[AlignedSource, str] = {
    "pk_awal": "PK awal",
    "pk_perubahan": "PK perubahan",
    "iku": "IKU",
    "lkj": "LKj",
    "keuangan": "E.81/LRA",
}
DIFFERS, CHANGED = FILL["tinggi"], "#D9E8F5"
_LEVELS = {"program": "Program", "kegiatan": "Kegiatan", "sub_kegiatan": "Sub kegiatan"}
_WIDTHS = (5, 26, 34, 21, 21, 16, 21, 21, 21, 21, 30)
_FIRST, _NOTE = 3, 10
_TITLES = {"indikator": ("Sasaran", "Indikator", "Target"), "anggaran": ("Tingkat", "Program/kegiatan", "Pagu")}
_LEGEND = (
    "Merah: berbeda dari PK yang berlaku (realisasi dan angka E.81/LRA: berbeda dari LKj). Biru: diubah oleh PK "
    "perubahan. Angka dikutip sebagaimana tercetak; angka dalam kurung adalah halamannya."
)


def write_aligned(book: Book, rows: Sequence[Aligned], findings: Sequence[Finding]) -> None:
    """Write the sheet Keselarasan: what every document says of an indikator or program, side by side.

    ``findings`` are in the order of the sheet Temuan, whose numbers the notes refer to.
    """
    sheet = book.sheet(ALIGNED)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    put(sheet, 0, 0, "Keselarasan antardokumen", book.style("title"))
    put(sheet, 1, 0, _LEGEND, book.style("note"))
    mentioned = _mentioned(findings)
    top = 3
    for report, of_report in groupby(rows, lambda row: row.report):
        for kind, of_kind in groupby(of_report, lambda row: row.kind):
            name, items = _TITLES[kind], list(of_kind)
            put(sheet, top, 0, f"{report}: {'indikator' if kind == 'indikator' else 'anggaran'}", book.style("heading"))
            header = ["No", name[0], name[1], *(f"{name[2]} {SOURCES[source]}" for source in SOURCES)]
            header += [f"Realisasi {SOURCES[source]}" for source in ("lkj", "keuangan")]
            _line(book, sheet, top + 1, [*header, "Keterangan"], "header")
            for number, row in enumerate(items, 1):
                _row(book, sheet, top + 1 + number, number, row, mentioned)
            top += len(items) + 3
    sheet.freeze_panes(3, 3)


def write_unchecked(book: Book, rows: Sequence[Unchecked]) -> None:
    """Write the sheet Tidak diperiksa: tables and columns with figures that no rule could tie to anything."""
    sheet = book.sheet(UNCHECKED)
    header = {"No": 5, "Dokumen": 28, "Halaman": 9, "Tabel": 44, "Kolom": 30, "Alasan": 60}
    for column, width in enumerate(header.values()):
        sheet.set_column(column, column, width)
    contents: list[list[Content]] = [
        [number, one.document, str(one.page), one.table, one.column or "(seluruh tabel)", one.reason]
        for number, one in enumerate(rows, 1)
    ]
    put_table(book, sheet, 0, header, contents)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(header) - 1)


def _row(
    book: Book,
    sheet: Worksheet,
    top: int,
    number: int,
    row: Aligned,
    mentioned: Mapping[tuple[str, int, Box], Sequence[str]],
) -> None:
    told = {(one.figure, one.source): one for one in row.told}
    cells = [told.get(("target", source)) for source in SOURCES]
    cells += [told.get(("realisasi", source)) for source in ("lkj", "keuangan")]
    texts = [_printed(one) for one in cells]
    group = _LEVELS.get(row.group, row.group)
    note = _note(row, mentioned)
    _line(book, sheet, top, [number, group, row.name, *texts, note], "cell")
    for column, one in enumerate(cells, _FIRST):
        if one is not None and one.differs:
            fill = CHANGED if one.source == "pk_perubahan" else DIFFERS
            put(sheet, top, column, texts[column - _FIRST], book.style("cell", bg_color=fill))


def _line(book: Book, sheet: Worksheet, row: int, contents: Sequence[Content], style: str) -> None:
    for column, content in enumerate(contents):
        put(sheet, row, column, content, book.style("count" if isinstance(content, int) else style))
    lines = [line_count(str(content or ""), width) for content, width in zip(contents, _WIDTHS, strict=True)]
    sheet.set_row(row, row_height(max(lines)))


def _printed(told: Told | None) -> str:
    """The prints of a figure with the pages they stand on: "85% (3, 7)"."""
    pages: dict[str, list[int]] = {}
    for value in told.values if told else ():
        pages.setdefault(" ".join(value.text.split()), []).append(value.at.page)
    return "\n".join(f"{text} ({labels.page_list(on)})" for text, on in pages.items())


def _note(row: Aligned, mentioned: Mapping[tuple[str, int, Box], Sequence[str]]) -> str:
    found = dict.fromkeys(
        text
        for told in row.told
        for value in told.values
        for text in mentioned.get((value.at.document, value.at.page, value.at.box), ())
    )
    parts = [f"Temuan {', '.join(found)}."] if found else []
    sources = {one.source for one in row.told}
    if row.kind == "indikator" and "lkj" not in sources and sources & {"pk_awal", "pk_perubahan"}:
        parts.append("Tidak ditemukan dalam tabel capaian LKj.")
    if row.kind == "indikator" and sources == {"lkj"}:
        parts.append("Tidak ditemukan dalam PK.")
    return " ".join(parts)


def _mentioned(findings: Sequence[Finding]) -> dict[tuple[str, int, Box], list[str]]:
    """Place of a reported figure -> the findings about it, as "3 (K101)"."""
    found: dict[tuple[str, int, Box], list[str]] = {}
    for number, finding in enumerate(findings, 1):
        for one in finding.evidence:
            if finding.category == "keselarasan" and one.role == "reported":
                found.setdefault((one.document, one.page, one.bbox), []).append(f"{number} ({finding.rule})")
    return found
