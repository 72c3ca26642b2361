"""W502: a year that is not the document's own, or not the one of its columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from audit import columns, scope, statements
from audit.findings import place, quoted
from audit.models import Finding, Verdict
from audit.phrases import listed
from audit.registry import Context, rule
from audit.statements import Statement
from normalize.models import Column, Passage, Segment, Source, Submission, Table

_KINDS = frozenset({"capaian", "cost_per_outcome", "efisiensi", "realisasi_anggaran", "perbandingan_tahun"})
_OTHER_TIME = ("renstra", "rpjm", "sebelum", "lalu", "akhir", "rencana", "proyeksi")
_YEAR_LABEL = re.compile(r"(?:realisasi|target|capaian|kinerja|tahun|pada|%|\(|\)|\s)*20\d\d\W*", re.IGNORECASE)
_SPAN = re.compile(
    r"(?<!\d)(20\d\d)\s*(?:[-–]|s\.?\s?/?\s?d\.?|sampai(?:\s+dengan)?)\s*(?:tahun\s+)?(20\d\d)(?!\d)", re.I
)
_ENOUGH = 2


@rule(
    code="W502",
    category="identitas",
    severity="sedang",
    title="Tahun tidak konsisten",
    why="Tahun yang keliru pada judul atau kolom membuat angka dibaca sebagai kinerja tahun lain dan menunjukkan "
    "bagian yang disalin dari dokumen lama.",
    method="Tahun pada judul, kata pengantar, dan penutup dibandingkan dengan tahun dokumen; tahun pada judul "
    "tabel capaian dan realisasi dengan tahun kolom dan tahun dokumen; kolom tabel perbandingan diperiksa terhadap "
    "tahun ganda. Tabel perbandingan dengan tahun sebelumnya, rentang Renstra, dan tahun peraturan tidak "
    "dilaporkan.",
    basis="Konsistensi identitas dokumen",
    violation="Judul tabel “… realisasi tahun 2024 dengan tahun 2021”, sedangkan kolomnya 2022 dan 2024.",
    clean="Judul “Realisasi Tahun 2021 s.d. 2024” dengan kolom 2021, 2022, 2023, dan 2024.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per statement, and one per table."""
    for segment in ctx.submission.segments:
        if segment.year is not None:
            yield from _own_statements(ctx, segment, segment.year)
    for table in ctx.submission.tables:
        if table.kind in _KINDS:
            yield from _table(ctx, table)


def _own_statements(ctx: Context, segment: Segment, year: int) -> Iterator[Finding]:
    own = [one for one in statements.of_itself(ctx.submission, segment) if one.year is not None]
    right = [one for one in own if one.year == year]
    for statement in own:
        if right and statement.year != year and sum(one.year == statement.year for one in own) <= len(right):
            yield _statement(ctx, segment, year, statement, right[0])


def _statement(ctx: Context, segment: Segment, year: int, wrong: Statement, right: Statement) -> Finding:
    return ctx.finding(
        message=f"Tercetak {quoted(wrong.text)} (halaman {wrong.at.page}), sedangkan dokumen ini untuk Tahun {year} "
        f"({quoted(right.text, 80)}, halaman {right.at.page}).",
        subject=wrong.text,
        at=[wrong.at],
        reported=str(wrong.year),
        expected=str(year),
        references=[right.at],
        segment=segment,
    )


def _table(ctx: Context, table: Table) -> Iterator[Finding]:
    if not any(row.values for row in table.rows):  # a header without a table has no place to show
        return
    doubled = _doubled(table)
    named = [] if statements.has_range(table.caption) else statements.caption_years(table.caption)
    printed = {column.year for column in table.columns if column.year is not None}
    span = _span(table.caption)
    if doubled:
        yield _doubled_years(ctx, table, doubled)
    elif len(printed) >= _ENOUGH and span and printed - span and span - printed and len(printed) == len(span):
        yield _caption(ctx, table, _caption_source(table), sorted(span), sorted(printed), "pasti")
    elif len(named) >= _ENOUGH and len(printed) >= _ENOUGH and set(named) - printed and printed - set(named):
        yield _caption(
            ctx, table, _caption_source(table), sorted(set(named) - printed), sorted(printed - set(named)), "pasti"
        )
    elif not table.caption:
        yield from _heading(ctx, table, printed)
    elif len(named) == 1 and (year := _year(ctx.submission, table)) and named[0] != year:
        if any(word in table.caption.casefold() for word in _OTHER_TIME):
            return
        if year in printed and named[0] not in printed:
            yield _caption(ctx, table, _caption_source(table), named, [year], "pasti")
        elif not printed and _others_say(ctx.submission, table, year) and not statements.twins(ctx.submission, table):
            yield _caption(ctx, table, _caption_source(table), named, [year], "perlu_cek")


def _span(caption: str) -> set[int]:
    """The years from the first to the last of the only span that a caption names; empty when there is none."""
    spans = _SPAN.findall(caption)
    other = any(word in caption.casefold() for word in _OTHER_TIME)
    return set(range(int(spans[0][0]), int(spans[0][1]) + 1)) if len(spans) == 1 and not other else set()


def _heading(ctx: Context, table: Table, printed: set[int]) -> Iterator[Finding]:
    """The heading over a table without caption, where it names a single year that none of the columns has."""
    year = _year(ctx.submission, table)
    heading = _heading_over(ctx.submission, table)
    if heading is None or year not in printed or statements.has_range(heading.text):
        return
    named = statements.caption_years(heading.text)
    other_time = any(word in heading.text.casefold() for word in _OTHER_TIME)
    if len(named) == 1 and named[0] not in printed and not other_time:
        yield _caption(ctx, table, heading.at, named, [year], "perlu_cek")


def _heading_over(submission: Submission, table: Table) -> Passage | None:
    """The lowest heading above the table on the page where it begins, unless another table stands between."""
    top = _top(table)
    above = [
        one.box[1]
        for other in submission.tables
        if other is not table and other.document == table.document and other.pages[-1] == table.pages[0]
        for one in (value.at for row in other.rows for value in row.values.values())
        if one.page == table.pages[0] and one.box[1] < top
    ]
    headings = [
        one
        for one in submission.passages
        if one.kind == "heading" and (one.at.document, one.at.page) == (table.document, table.pages[0])
        if max(above, default=0.0) < one.at.box[1] < top
    ]
    return max(headings, key=lambda one: one.at.box[1], default=None)


def _top(table: Table) -> float:
    places = [value.at for row in table.rows for value in row.values.values()]
    return min((at.box[1] for at in places if at.page == table.pages[0]), default=0.0)


def _year(submission: Submission, table: Table) -> int | None:
    segment = submission.segment(table.segment)
    if segment.kind == "lampiran":  # its own year may come from the very heading in question
        return submission.year or segment.year
    return scope.year_of(submission, segment) if segment.kind in ("lkj", "lkj_individu") else None


def _others_say(submission: Submission, table: Table, year: int) -> bool:
    """Whether the captions of the segment's other tables name the document's year throughout."""
    others = [
        statements.caption_years(one.caption)
        for one in submission.tables
        if one.segment == table.segment and one is not table and one.kind in _KINDS
    ]
    naming = [years for years in others if years]
    return len(naming) >= _ENOUGH and all(year in years for years in naming)


def _doubled(table: Table) -> list[Column]:
    """Columns of a comparison that carry the same year under the same header."""
    if table.kind not in ("perbandingan_tahun", "capaian"):
        return []
    plain = [one for one in table.columns if one.year is not None and _YEAR_LABEL.fullmatch(one.label.strip())]
    times = Counter((one.path, one.label, one.role, one.year, one.period) for one in plain)
    return [one for one in plain if times[one.path, one.label, one.role, one.year, one.period] > 1]


def _caption_source(table: Table) -> Source:
    if table.caption_at is not None:
        return table.caption_at
    return next(value.at for row in table.rows for value in row.values.values())


def _doubled_years(ctx: Context, table: Table, doubled: list[Column]) -> Finding:
    at = _caption_source(table)
    label = columns.named(doubled[0])
    return ctx.finding(
        message=f"Pada {place(table, at)} dua kolom yang dibandingkan bertahun sama ({label}); salah satunya "
        f"seharusnya tahun lain{_caption_hint(table, doubled[0].year)}.",
        subject=table.caption or label,
        at=[at],
        reported=str(doubled[0].year),
        expected=None,
        table=table,
        key="kolom",
    )


def _caption_hint(table: Table, year: int | None) -> str:
    others = [one for one in statements.caption_years(table.caption) if one != year]
    return f" (judul tabel menyebut {listed(map(str, others))})" if others else ""


def _caption(ctx: Context, table: Table, at: Source, named: list[int], right: list[int], verdict: Verdict) -> Finding:
    return ctx.finding(
        message=f"Judul tabel {quoted(at.text)} (halaman {at.page}) menyebut tahun {listed(map(str, named))}, "
        f"sedangkan {_reference(table, right)} tahun {listed(map(str, right))}.",
        subject=at.text,
        at=[at],
        reported=listed(map(str, named)),
        expected=listed(map(str, right)),
        table=table,
        key="judul",
        verdict=verdict,
    )


def _reference(table: Table, right: list[int]) -> str:
    return "kolomnya" if any(column.year in right for column in table.columns) else "laporan ini untuk"
