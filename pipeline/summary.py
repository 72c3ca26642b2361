"""The last word of a run on the terminal: what there is per submission, what was not read, and what to do about it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from audit.models import SEVERITIES, CrossFinding, Severity
from extract.work import Stage
from normalize.models import SourceFile
from pipeline.costs import Costs
from pipeline.outcome import Finished, Outcome
from reports import labels
from reports.models import SubmissionSummary

WIDEST_NAME = 72
"""Characters; beyond it the figures stand too far from the name they belong to."""

MOST_LINES = 50
"""Submissions that have a line each; what the terminal cannot show at once is read in the index."""

LEAST, SLOW = 0.5, 10.0
"""Seconds from which a stage, and a document, is worth mentioning."""

SHOWN = 3
"""Slow documents; the log has more of them."""

SEVERITY_STYLE: dict[Severity, str] = {"tinggi": "bold red", "sedang": "yellow", "rendah": "cyan", "info": "dim"}

_STAGES: dict[Stage, str] = {
    "read": "membaca teks",
    "ocr": "OCR",
    "structure": "menyusun tabel",
    "signatures": "tanda tangan",
    "normalize": "mengenali isi",
    "audit": "memeriksa",
    "reports": "menulis hasil",
    "failed": "gagal",
}


class Submission(Protocol):
    """What both commands know of a submission: its path, whose it is, and its files."""

    @property
    def source(self) -> str: ...

    @property
    def unit(self) -> str | None: ...

    @property
    def files(self) -> tuple[SourceFile, ...]: ...


class Extracted(Submission, Protocol):
    """What ``lkj extract`` knows of it besides: the number of its tables."""

    @property
    def tables(self) -> int: ...


def print_findings(console: Console, summaries: Sequence[SubmissionSummary]) -> None:
    """A line per submission with its findings by severity, in the order given, one for the many after, and totals."""
    headings = {labels.SEVERITY[severity]: SEVERITY_STYLE[severity] for severity in SEVERITIES}
    counts = [[one.severity(severity) for severity in SEVERITIES] for one in summaries]
    _print(console, summaries, headings, counts)


def print_tables(console: Console, extracted: Sequence[Extracted]) -> None:
    """A line per submission with the number of its tables, in the order given, one for the many after, and totals."""
    _print(console, extracted, {"Tabel": "bold"}, [[one.tables] for one in extracted])


def print_scans(console: Console, summaries: Sequence[Submission]) -> None:
    """What was read by OCR and by how many readers, and what was not: nobody must take that for clean."""
    files = [file for one in summaries for file in one.files]
    if scanned := sum(len(file.scanned_pages) for file in files):
        console.print(Text(f"\n{labels.count(scanned)} halaman pindaian {labels.read_by(files)}."), soft_wrap=True)
    if glanced := sum(len(file.glanced_pages) for file in files):
        line = f"{labels.count(glanced)} di antaranya tampak sebagai sampul atau foto; hanya judulnya yang dibaca."
        console.print(Text(line), soft_wrap=True)
    unread = [len(pictures) for file in files if (pictures := set(file.unread_pages) - set(file.broken_pages))]
    if unread:
        line = f"{labels.count(sum(unread))} halaman pindaian pada {len(unread)} dokumen tidak dibaca."
        console.print(Text(f"\n{line}", "yellow"))
        if any(map(_unread, summaries)):
            console.print("Tanda - : tidak ada satu halaman pun yang terbaca.", style="yellow")


def print_costs(console: Console, costs: Costs) -> None:
    """What the stages cost, summed over all processes, and the slowest documents; nothing when nothing was done."""
    if not costs.timings:
        return
    stages = (f"{_STAGES[one.stage]} {_duration(one.wall)}" for one in costs.timings if one.wall >= LEAST)
    console.print(Text(f"\nLama proses: {', '.join(stages) or 'kurang dari satu detik'}.", "dim"), soft_wrap=True)
    slowest = [f"{one.name} ({_duration(one.seconds)})" for one in costs.slowest[:SHOWN] if one.seconds >= SLOW]
    if slowest:
        console.print(Text(f"Paling lama dibaca: {', '.join(slowest)}.", "dim"), soft_wrap=True)


def print_failures(console: Console, outcome: Outcome[Any]) -> None:
    """The documents that were not read, or not wholly, each with the reason; then the submissions without results."""
    lines = [line for one in outcome.finished for line in _failures(one)]
    lines += [f"{source.name}: hasil tidak dapat ditulis, lihat log" for source in outcome.lost]
    if lines:
        console.print(f"\n[bold]Tidak terbaca seluruhnya ({len(lines)}):[/]", highlight=False)
        for line in lines:
            console.print(Padding(Text(line), (0, 0, 0, 2)))


def print_hint(console: Console, paths: Iterable[Path], finished: Iterable[Finished[SubmissionSummary]]) -> None:
    """How to have loose PDFs of one folder checked together, if all of them seem to be of one perangkat daerah."""
    for path in paths:
        within = [one for one in finished if any(file.path.is_relative_to(path) for file in one.source.documents)]
        loose = all(file.path.parent == path for one in within for file in one.source.documents)
        units = [one.result.unit for one in within if one.result.unit]
        if path.is_dir() and loose and len(units) > 1 and len({unit.casefold() for unit in units}) == 1:
            together = f"agar {len(within)} PDF milik {labels.clean(units[0])} saling dibandingkan"
            line = f"Petunjuk: {together}, berikan folder di atasnya: {os.path.normpath(path / os.pardir)}"
            console.print(Text(f"\n{line}"), soft_wrap=True)


def _duration(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{whole} dtk"
    minutes = f"{whole % 3600 // 60} mnt"
    return f"{whole // 60} mnt {whole % 60} dtk" if whole < 3600 else f"{whole // 3600} jam {minutes}"


def _failures(one: Finished[Any]) -> list[str]:
    pairs = zip(one.source.documents, one.read, strict=True)
    return [f"{one.source.label(document)}: {read.error}" for document, read in pairs if read.status != "ok"]


def _print(
    console: Console, summaries: Sequence[Submission], headings: Mapping[str, str], counts: Sequence[Sequence[int]]
) -> None:
    """The table of submissions: who and what they are, how much was read, and ``counts`` under their ``headings``."""
    figures = [[len(one.files), _pages(one), *counted] for one, counted in zip(summaries, counts, strict=True)]
    totals = [sum(column) for column in zip(*figures, strict=True)]
    styles = {"Dok.": "", "Hal.": ""} | dict(headings)
    columns = [max(len(heading), len(labels.count(total))) for heading, total in zip(styles, totals, strict=True)]
    width = max(min(console.width - sum(columns) - 2 * len(columns), WIDEST_NAME), 12)
    table = Table(title="Ringkasan", title_justify="left", box=None, pad_edge=False, show_footer=len(summaries) > 1)
    table.add_column("Berkas", footer="Jumlah", no_wrap=True)
    for heading, total in zip(styles, totals, strict=True):
        table.add_column(heading, footer=labels.count(total), justify="right", no_wrap=True)
    for one, row in zip(summaries[:MOST_LINES], figures, strict=False):
        table.add_row(_name(one, width), *_cells(row, styles.values(), "-" if _unread(one) else "0"))
    if others := figures[MOST_LINES:]:
        rest = [sum(column) for column in zip(*others, strict=True)]
        table.add_row(Text(f"{labels.count(len(others))} lainnya", "dim"), *_cells(rest, styles.values(), "0"))
    console.print(table)


def _cells(figures: Iterable[int], styles: Iterable[str], zero: str) -> list[Text]:
    marked = zip(figures, styles, strict=True)
    return [Text(labels.count(figure), style) if figure else Text(zero, "dim") for figure, style in marked]


def _name(one: Submission, width: int) -> Text:
    """The unit, and indented below it the path; the path alone when the unit is not known."""
    if not one.unit:
        return Text("\n".join(wrapped(labels.clean(one.source), width)))
    unit = wrapped(labels.clean(one.unit), width)
    path = [f"  {line}" for line in wrapped(labels.clean(one.source), width - 2)]
    return Text.assemble("\n".join(unit), "\n", ("\n".join(path), "dim"))


def wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` characters, broken after a space or a joint of a file's name."""
    lines = [""]
    for piece in re.findall(r"[^\s/_-]*[\s/_-]?", text):
        if lines[-1] and len(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
        while len(lines[-1].rstrip()) > width:
            lines[-1:] = [lines[-1][:width], lines[-1][width:]]
    return [line.rstrip() for line in lines if line.strip()]


def _pages(one: Submission) -> int:
    return sum(file.pages for file in one.files)


def _unread(one: Submission) -> bool:
    """Whether not a single page of it was read: every one is a scan, or broken."""
    return all(len(file.unread_pages) == file.pages for file in one.files)


def print_crossing(console: Console, crossing: Sequence[CrossFinding]) -> None:
    """How many findings there are between the submissions, which no submission's line counts."""
    if crossing:
        line = f"Keselarasan antarberkas: {labels.count(len(crossing))} angka kutipan berbeda dari laporan asalnya."
        console.print(Text(f"\n{line}"), soft_wrap=True)


def reaches(summaries: Sequence[SubmissionSummary], threshold: Severity, crossing: Sequence[CrossFinding] = ()) -> bool:
    """Whether any finding is as grave as ``threshold`` or graver."""
    grave = SEVERITIES[: SEVERITIES.index(threshold) + 1]
    within = any(summary.severity(severity) for summary in summaries for severity in grave)
    return within or any(one.finding.severity in grave for one in crossing)
