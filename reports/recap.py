"""rekap.xlsx: a batch at a glance, for the one who plans the week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd

from audit.models import SEVERITIES, CrossFinding
from reports import labels
from reports.crosswise import Crossing, Side, crossings
from reports.earlier import CHANGES
from reports.finding_sheet import STATUSES
from reports.models import SubmissionSummary, pages_read, ranking, reading
from reports.sheets import Book, Content, new_book, put_table, put_totals
from reports.standing import BLANK, LEFT, OTHER, Standing

_GRAVE = labels.SEVERITY[SEVERITIES[0]]


def write_recap(
    path: Path,
    summaries: Sequence[SubmissionSummary],
    created: datetime,
    standings: Mapping[str, Standing] | None = None,
    crossing: Iterable[CrossFinding] = (),
) -> None:
    """Write the sheets Peringkat, Komponen AKIP, Status evaluator, Aturan per OPD, Rekap aturan, Keselarasan
    antarberkas and Tidak terbaca, or those of them that there is anything to say on.

    ``standings`` are what the workpapers of the submissions say, by the id of the submission; ``crossing`` are the
    findings between submissions.
    """
    ranked = ranking(summaries)
    counts = _counts(ranked)
    with new_book(path, "Rekap pemeriksaan dokumen kinerja", created) as book:
        _write_ranking(book, ranked)
        _write_components(book, ranked)
        _write_standings(book, ranked, standings or {})
        _write_rules_by_unit(book, ranked, counts)
        _write_rules(book, counts)
        _write_crossings(book, crossings(crossing, ranked))
        _write_unread(book, ranked)


def _counts(ranked: Sequence[SubmissionSummary]) -> pd.DataFrame:
    """One line per submission and kind of finding; ``rank`` is the submission's place."""
    lines = [
        (rank, tally.rule, labels.CATEGORY[tally.category], tally.verdict, tally.title, tally.count)
        for rank, summary in enumerate(ranked, 1)
        for tally in summary.tallies
    ]
    return pd.DataFrame(lines, columns=["rank", "rule", "category", "verdict", "title", "count"])


def _write_ranking(book: Book, ranked: Sequence[SubmissionSummary]) -> None:
    header = {"Peringkat": 10, "Perangkat daerah": 40, "Tahun": 8, "Sumber": 32, "Dokumen": 10}
    header |= {"Tidak terbaca utuh": 12, "Halaman": 10, "Halaman terbaca": 10} | dict.fromkeys(
        labels.SEVERITY.values(), 9
    )
    header |= {"Jumlah temuan": 10} | dict.fromkeys(labels.VERDICT.values(), 12)
    rows: list[list[Content]] = [
        [
            _rank(rank, summary),
            summary.name,
            str(summary.year or "-"),
            summary.source,
            len(summary.files),
            sum(reading([file]) != "whole" for file in summary.files),
            sum(file.pages for file in summary.files),
            sum(pages_read(file) for file in summary.files),
            *_counted(summary),
        ]
        for rank, summary in enumerate(ranked, 1)
    ]
    _list_sheet(book, "Peringkat", header, rows, total_from=4)


def _write_components(book: Book, ranked: Sequence[SubmissionSummary]) -> None:
    """Findings by the components of the evaluation, of each the grave ones beside all; none of it is a score."""
    weights = dict.fromkeys((one.name, one.weight) for summary in ranked for one in summary.components)
    if not weights:
        return
    header: dict[str, float] = {"Peringkat": 10, "Perangkat daerah": 40}
    for name, weight in weights:
        header |= {f"{name} (bobot {weight})": 18, f"{_GRAVE} – {name}": 13}
    header |= {"Jumlah temuan": 10}
    rows: list[list[Content]] = []
    for rank, summary in enumerate(ranked, 1):
        tallies = {one.name: one for one in summary.components}
        counts: list[Content] = []
        for name, _ in weights:
            one = tallies.get(name)
            counts += [one.total, one.counts.get(SEVERITIES[0], 0)] if one else ["-", "-"]
        rows.append([_rank(rank, summary), summary.name, *counts, _counted(summary)[len(SEVERITIES)]])
    _list_sheet(book, "Komponen AKIP", header, rows, total_from=2)


def _write_standings(book: Book, ranked: Sequence[SubmissionSummary], standings: Mapping[str, Standing]) -> None:
    """How far the evaluators are, and after a second run what became of the findings of the first."""
    changed = any(one.changes for one in standings.values())
    changes = (*CHANGES, *LEFT.values()) if changed else ()
    statuses = [*STATUSES, *([OTHER] if any(OTHER in one.statuses for one in standings.values()) else []), BLANK]
    header = {"Peringkat": 10, "Perangkat daerah": 40, "Jumlah temuan": 10} | dict.fromkeys(statuses, 12)
    header |= dict.fromkeys(changes, 11)
    rows: list[list[Content]] = []
    for rank, summary in enumerate(ranked, 1):
        one = standings.get(summary.id, Standing())
        found = [one.statuses.get(name, 0) for name in statuses] if one.statuses else ["-"] * len(statuses)
        became = [one.changes.get(name, 0) for name in changes] if one.changes else ["-"] * len(changes)
        rows.append([_rank(rank, summary), summary.name, _counted(summary)[len(SEVERITIES)], *found, *became])
    _list_sheet(book, "Status evaluator", header, rows, total_from=2)


def _rank(rank: int, summary: SubmissionSummary) -> Content:
    return rank if summary.reading != "none" else "-"


def _counted(summary: SubmissionSummary) -> list[Content]:
    """The findings of a submission by severity, all of them, and by verdict; dashes where nothing was checked."""
    verdicts = [summary.verdict(verdict) for verdict in labels.VERDICT]
    counts: list[Content] = [*map(summary.severity, SEVERITIES), summary.total, *verdicts]
    return counts if summary.total or summary.reading != "none" else ["-"] * len(counts)


def _write_rules_by_unit(book: Book, ranked: Sequence[SubmissionSummary], counts: pd.DataFrame) -> None:
    table = counts.pivot_table(index="rank", columns="rule", values="count", aggfunc="sum", fill_value=0)
    table = table.reindex(range(1, len(ranked) + 1), fill_value=0)
    codes = [str(code) for code in table.columns]
    rows: list[list[Content]] = []
    for rank, line in zip(table.index, table.to_numpy(), strict=True):
        summary = ranked[rank - 1]
        counts_by_rule = [int(count) or None for count in line]
        rows.append([_rank(rank, summary), summary.name, *counts_by_rule, _counted(summary)[len(SEVERITIES)]])
    header = {"Peringkat": 10, "Perangkat daerah": 40} | dict.fromkeys(codes, 7) | {"Jumlah": 9}
    _list_sheet(book, "Aturan per OPD", header, rows, total_from=2)


def _write_rules(book: Book, counts: pd.DataFrame) -> None:
    rows: list[list[Content]] = []
    for (rule, category), lines in counts.groupby(["rule", "category"]):
        certain = int(lines.loc[lines["verdict"] == "pasti", "count"].sum())
        total = int(lines["count"].sum())
        title = str(lines["title"].iloc[0])
        rows.append([str(rule), str(category), title, lines["rank"].nunique(), total, certain, total - certain])
    header = {"Kode": 8, "Kategori": 14, "Aturan": 60, "Berkas": 9, "Jumlah temuan": 11}
    header |= dict.fromkeys(labels.VERDICT.values(), 12)
    _list_sheet(book, "Rekap aturan", header, rows, total_from=4)


def _write_crossings(book: Book, lines: Sequence[Crossing]) -> None:
    rows: list[list[Content]] = [
        [
            str(number),
            one.found.rule,
            labels.SEVERITY[one.found.severity],
            labels.VERDICT[one.found.verdict],
            one.found.message,
            *_side(one.quoting),
            *_side(one.quoted),
            one.found.id,
        ]
        for number, one in enumerate(lines, 1)
    ]
    if not rows:
        return
    header: dict[str, float] = {"No": 5, "Kode": 8, "Tingkat": 9, "Kepastian": 12, "Uraian": 70}
    header |= {"Laporan yang mengutip": 30, "Tertulis": 14, "Dokumen dan halaman": 30}
    header |= {"Laporan yang dikutip": 30, "Dimuat": 14, "Dokumen dan halaman pembanding": 30, "ID": 16}
    _list_sheet(book, "Keselarasan antarberkas", header, rows)


def _side(side: Side) -> list[Content]:
    places = "\n".join(f"{document}, hal. {pages}" for document, pages in side.places)
    return [side.name, side.printed, places]


def _write_unread(book: Book, ranked: Sequence[SubmissionSummary]) -> None:
    rows: list[list[Content]] = [
        [summary.name, file.path, labels.how_read(file)]
        for summary in ranked
        for file in summary.files
        if reading([file]) != "whole"
    ]
    if rows:
        _list_sheet(book, "Tidak terbaca", {"Perangkat daerah": 40, "Dokumen": 46, "Keterangan": 88}, rows)


def _list_sheet(
    book: Book,
    name: str,
    header: Mapping[str, float],
    rows: Sequence[Sequence[Content]],
    total_from: int | None = None,
) -> None:
    """A sheet that is one filterable list; ``total_from`` is the first column that is summed below it."""
    sheet = book.sheet(name)
    for column, width in enumerate(header.values()):
        sheet.set_column(column, column, width)
    end = put_table(book, sheet, 0, header, rows)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(end - 1, 1), len(header) - 1)
    if total_from is None or not rows:
        return
    sums = [sum(value for row in rows if isinstance(value := row[column], int)) for column in range(len(header))]
    put_totals(book, sheet, end, [None, "Jumlah", *[None] * (total_from - 2), *sums[total_from:]])
