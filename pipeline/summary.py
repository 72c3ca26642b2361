"""The last word of a run on the terminal: findings per submission, what could not be read, where the results are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from audit.models import SEVERITIES
from pipeline.conduct import Conductor, Finished
from pipeline.rules_command import SEVERITY_STYLE
from reports.models import SubmissionSummary


def print_findings(console: Console, summaries: Sequence[SubmissionSummary]) -> None:
    """A line per submission with its findings by severity, in the order given."""
    table = Table(title="Ringkasan", title_justify="left", box=None, pad_edge=False)
    table.add_column("Perangkat daerah", overflow="fold")
    for heading in ("Dokumen", "Halaman", "Pindaian", *(severity.capitalize() for severity in SEVERITIES)):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in summaries:
        counts = [
            Text(str(one.severity(severity)), style=SEVERITY_STYLE[severity] if one.severity(severity) else "dim")
            for severity in SEVERITIES
        ]
        pages = sum(file.pages for file in one.files)
        scanned = sum(len(file.scanned_pages) for file in one.files)
        table.add_row(Text(one.name), str(len(one.files)), str(pages), str(scanned), *counts)
    console.print(table)


def print_failures(console: Console, conductor: Conductor[Any]) -> None:
    """The documents that were not read, or not wholly, each with the reason; then the submissions without results."""
    lines = [line for one in conductor.finished for line in _failures(one)]
    lines += [f"{source.name}: hasil tidak dapat ditulis, lihat log" for source in conductor.lost]
    if lines:
        console.print(f"\n[bold]Tidak terbaca seluruhnya ({len(lines)}):[/]")
        for line in lines:
            console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)


def _failures(one: Finished[Any]) -> list[str]:
    pairs = zip(one.source.documents, one.read, strict=True)
    return [f"{one.source.label(document)}: {read.error}" for document, read in pairs if read.status != "ok"]
