"""What an evaluator noted in the workpaper of an earlier run, and what became of its findings since."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal
from zipfile import BadZipFile, ZipFile

import msgspec
from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

from audit.models import Evidence, Finding
from normalize.models import SegmentKind, SourceFile, Submission
from reports import labels
from reports.berita_acara.results import Result, ResultsError, load
from reports.models import reading

LISTED, GONE = "Temuan", "Temuan selesai"
"""The sheets of the workpaper that hold notes."""
ID, STATUS, NOTE, ACTION, STATE, REMARK = "ID", "Status", "Catatan", "Tindak lanjut", "Keadaan", "Keterangan"
CHANGE = "Perubahan"
"""The headers by which cells are found again, whatever an evaluator did to the sheet."""
SETTLED, OPEN = "Selesai", "Belum pasti"

MOST_CELLS = 20_000_000
"""Cells of a sheet up to its last row and column that hold anything: the library takes memory for all of them, and ends
the process when there is none."""

_FILLED = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*\s)?r=[\"']([A-Z]+)(\d+)[\"'][^<>]*(?<!/)>")
"""A cell in the XML of a sheet that holds anything: its column and row."""
_FAR = re.compile(rb"r=[\"'](?:[A-Z]{3}|[A-Z]+\d{5})")
"""A cell of a column from AAA on or a row from 10000 on; without any, no sheet has too many cells."""

Change = Literal["Baru", "Tetap", "Muncul lagi"]
CHANGES: tuple[Change, ...] = ("Baru", "Tetap", "Muncul lagi")
Line = dict[str, str]
"""A row of a sheet: header -> text, empty cells left out."""


class UnreadableWorkpaper(Exception):
    """A workpaper is there but its notes cannot be read; the message says why."""


class Workpaper(msgspec.Struct, frozen=True):
    """The rows of an earlier workpaper by the id of the finding, and the findings.json beside it."""

    listed: dict[str, Line] = {}
    gone: dict[str, Line] = {}
    result: Result | None = None

    @property
    def first(self) -> bool:
        """Whether there was no run before, so that nothing can have changed."""
        return not self.listed and not self.gone and self.result is None

    def notes(self, finding: Finding) -> Line:
        """What was noted about a finding: texts under STATUS, NOTE and ACTION."""
        return self.listed.get(finding.id) or self.gone.get(finding.id) or {}

    def change(self, finding: Finding) -> Change:
        """Whether a finding is new, was there before, or is back after it was settled."""
        if finding.id in self.listed or self.gone.get(finding.id, {}).get(STATE) == OPEN:
            return "Tetap"
        return "Muncul lagi" if finding.id in self.gone else "Baru"


def read(workbook: Path, results: Path) -> Workpaper:
    """The workpaper at ``workbook`` with the findings in the folder ``results``; empty when there is none.

    Raises UnreadableWorkpaper when the file is no workpaper of this program any more.
    """
    if not workbook.exists():
        return Workpaper()
    return msgspec.structs.replace(noted(workbook), result=_result(results))


def noted(workbook: Path) -> Workpaper:
    """The rows of the workpaper at ``workbook`` alone; raises UnreadableWorkpaper."""
    try:
        _check_extent(workbook)
        with CalamineWorkbook.from_path(workbook) as book:
            listed = _lines(book.get_sheet_by_name(LISTED).iter_rows())
            settled = _lines(book.get_sheet_by_name(GONE).iter_rows()) if GONE in book.sheet_names else {}
    except (OSError, BadZipFile, zlib.error, RuntimeError, CalamineError, WorksheetNotFound, ValueError) as error:
        raise UnreadableWorkpaper(f"{workbook}: {error}") from error
    return Workpaper(listed, settled)


def gone(
    earlier: Workpaper, findings: Sequence[Finding], submission: Submission, active: frozenset[str]
) -> list[tuple[str, Line]]:
    """The rows of earlier findings that are not there any more, by id, with STATE and REMARK.

    A finding is only settled when its rule was run (``active``) and what it stands in was wholly read again.
    """
    present = {finding.id for finding in findings}
    known = {one.id: one for one in earlier.result.findings} if earlier.result else {}
    rows = []
    for id, line in (earlier.listed | earlier.gone).items():
        if id in present:
            continue
        if id not in earlier.listed and line.get(STATE) == SETTLED:
            rows.append((id, line))
            continue
        reason = _unsettled(line, known.get(id), earlier.result, submission, active)
        remark = reason or "Tidak ditemukan lagi dalam dokumen yang diperiksa sekarang."
        rows.append((id, line | {STATE: OPEN if reason else SETTLED, REMARK: remark}))
    return rows


def _unsettled(
    line: Line, finding: Finding | None, result: Result | None, submission: Submission, active: frozenset[str]
) -> str | None:
    """Why a finding that is not there any more may not be called settled; None when it may."""
    if line.get("Kode") not in active:
        return "Tidak diperiksa lagi: aturannya tidak dijalankan."
    if reading(submission.files) != "whole":
        return "Tidak ditemukan lagi, tetapi tidak semua halaman terbaca pada pemeriksaan sekarang."
    if finding is None or result is None:
        return None
    missing = {labels.SEGMENT[kind] for kind in _kinds(finding, result) - {one.kind for one in submission.segments}}
    if missing:
        return f"Dokumen yang memuatnya tidak diserahkan lagi: {', '.join(sorted(missing))}."
    if any(_is_scanned(shown, submission.files) or _is_scanned(shown, result.files) for shown in finding.evidence):
        return "Tidak ditemukan lagi pada pembacaan halaman hasil pindai; perlu dipastikan."
    return None


def _kinds(finding: Finding, result: Result) -> set[SegmentKind]:
    return {part.kind for shown in finding.evidence if (part := result.part_at(shown))}


def _is_scanned(shown: Evidence, files: Iterable[SourceFile]) -> bool:
    return any(file.path == shown.document and shown.page in file.scanned_pages for file in files)


def _result(results: Path) -> Result | None:
    try:
        return next(load(results), None)
    except ResultsError:
        return None


def _check_extent(workbook: Path) -> None:
    """Raise ValueError when a sheet reaches too far, as it does with one stray entry in its last cell."""
    with ZipFile(workbook) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                content = archive.read(name)
                width = height = 0
                for cell in _FILLED.finditer(content) if _FAR.search(content) else ():
                    width, height = max(width, _column(cell[1])), max(height, int(cell[2]))
                if width * height > MOST_CELLS:
                    raise ValueError(f"{name} has a cell too far away, in column {width} or row {height}")


def _column(letters: bytes) -> int:
    """The number of a column, that of A being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _lines(rows: Iterable[Sequence[object]]) -> dict[str, Line]:
    """The rows of a sheet by id; raises ValueError when it has no header with ID and STATUS."""
    texts = ([_text(value) for value in row] for row in rows)
    header = next((row for row in texts if {ID, STATUS} <= set(row)), None)
    if header is None:
        raise ValueError(f"a sheet has no header with {ID} and {STATUS}")
    lines = [{label: text for label, text in zip(header, row, strict=False) if label and text} for row in texts]
    return {line[ID]: line for line in lines if ID in line}


def _text(value: object) -> str:
    """What a cell shows; every number in a spreadsheet is a fraction to the library that reads it."""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()
