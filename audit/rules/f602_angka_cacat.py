"""F602: numbers whose separators follow no notation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from audit import columns
from audit.findings import TRUSTED_READERS, place, quoted
from audit.models import Finding
from audit.phrases import listed, of_row
from audit.registry import Context, rule
from normalize.models import Column, Source, Table, Value
from normalize.numbers import format_id

_SHOWN = 3
"""Examples per column."""
_MARKED = 12
"""Places per column that the evidence marks."""
_LISTED = 8
"""Columns named in a message."""
_LIMITS = re.compile(r"(?P<left>\d{1,3}(?:,\d+)?)\s*%?\s*(?P<sign>[<>≤≥])\s*=?\s*(?P<right>\d{1,3}(?:,\d+)?)\s*%?")
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}[.,] +\d{3}(?:[.,]\d{3})+")
_MIXED = re.compile(
    r"Rp\.?\s*(?P<amount>\d{1,3}(?:[.,]\d{3})*[.,]{2,}\d{3}(?:[.,]\d{3})*(?:,-)?"
    r"|\d{1,3}(?:\.\d{3})+(?:,\d{3})+(?![\d.,]*\d)|\d{1,3}(?:,\d{3})+(?:\.\d{3})+(?![\d.,]*\d))"
)


@dataclass(frozen=True, slots=True)
class _Malformed:
    """The malformed numbers of one column, with what their rows are about."""

    table: Table
    column: Column
    values: dict[Value, str]


@rule(
    code="F602",
    category="format",
    severity="rendah",
    title="Angka ditulis dengan pemisah yang keliru",
    why="Angka yang pemisahnya tidak mengikuti cara penulisan mana pun tidak dapat dibaca dengan pasti; satu titik "
    "yang salah tempat dapat mengubah nilainya seribu kali.",
    method="Angka yang titik dan komanya tidak membentuk kelompok tiga angka, atau yang memakai tanda yang sama "
    "sebagai pemisah ribuan dan desimal, dikumpulkan menjadi satu temuan per berkas. Angka yang digitnya sendiri "
    "meragukan (kelompok dua atau empat angka) menjadi temuan tersendiri, demikian pula nilai "
    "Rupiah dalam naskah yang titik dan komanya bercampur dan nilai dengan spasi di dalamnya. "
    "Angka hasil pindai hanya dinilai bila dua "
    "pembaca sepakat atas setiap tandanya.",
    basis="Ejaan Bahasa Indonesia yang Disempurnakan (EYD): titik memisahkan ribuan, koma memisahkan desimal",
    violation="Anggaran tertulis 1,725,576,486,00 (seharusnya 1.725.576.486,00).",
    clean="Anggaran tertulis 1.725.576.486,00; Rp. 216.744.000,-; atau 1,725,576,486.00.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per document for misplaced separators, and one for numbers whose very digits are in doubt."""
    found: dict[tuple[str, bool], list[_Malformed]] = defaultdict(list)
    for table in ctx.submission.tables:
        for column in table.columns:
            for doubtful in (False, True):
                if column.role not in columns.LABEL_ROLES and (values := _malformed(table, column, doubtful)):
                    found[table.document, doubtful].append(_Malformed(table, column, values))
    for (document, doubtful), malformed in found.items():
        yield _finding(ctx, document, doubtful, malformed)
    yield from _elsewhere(ctx)
    yield from _limits(ctx)


def _limits(ctx: Context) -> Iterator[Finding]:
    """Limits of a scale that hold for no number ("80 > 100")."""
    for table in ctx.submission.tables:
        for row in table.rows:
            for value in row.values.values():
                match = _LIMITS.fullmatch(" ".join(value.text.split()))
                if match is None or value.at.reader not in TRUSTED_READERS:
                    continue
                left, right = (Decimal(match[group].replace(",", ".")) for group in ("left", "right"))
                if left < right if match["sign"] in (">", "≥") else left > right:
                    others = [one.text for one in row.values.values() if one is not value and one.text.strip()]
                    yield ctx.finding(
                        message=f"Pada {place(table, value.at)} batas {quoted(' '.join(others) or row.label)} tertulis "
                        f"{quoted(value.text)}, yang tidak dapat dipenuhi oleh nilai mana pun; yang dimaksud tampaknya "
                        f"{match['left']} – {match['right']}.",
                        subject=" ".join(others) or row.label,
                        at=[value.at],
                        expected=f"{match['left']} – {match['right']}",
                        table=table,
                        key="batas",
                    )


def _elsewhere(ctx: Context) -> Iterator[Finding]:
    """One finding per document for amounts in running text, and for amounts with a space inside."""
    found: dict[str, dict[str, Source]] = defaultdict(dict)
    for passage in ctx.submission.passages:
        for line in (one for one in passage.lines or (passage.at,) if one.reader in TRUSTED_READERS):
            for match in _MIXED.finditer(" ".join(line.text.split())):
                found[line.document].setdefault(match["amount"], line)
    for table in ctx.submission.tables:
        for value in (one for row in table.rows for one in row.values.values() if one.number is not None):
            spaced = _SPACED.search(value.text)
            if spaced is not None and value.at.reader in TRUSTED_READERS:
                found[value.at.document].setdefault(spaced[0], value.at)
    for document, places in found.items():
        shown = list(places.items())[:_LISTED]
        where = listed(f"{text} (halaman {at.page})" for text, at in shown)
        rest = f", serta {len(places) - _LISTED} angka lain" if len(places) > _LISTED else ""
        yield ctx.finding(
            message=f"Terdapat nilai Rupiah dengan pemisah yang keliru: {where}{rest}. Pemisah ribuan ditulis dengan "
            "titik tanpa spasi, tanda desimal dengan koma.",
            subject=f"Penulisan nilai Rupiah dalam {document}",
            at=list(places.values())[:_MARKED],
            reported=", ".join(text for text, _ in shown),
            expected=None,
            segment=ctx.lead(document),
            about="penulisan nilai rupiah",
            key="naskah",
        )


def _malformed(table: Table, column: Column, doubtful: bool) -> dict[Value, str]:
    return {
        value: columns.budget_subject(table, row)
        for row in table.rows
        if (value := row.values.get(column.index)) is not None
        if value.number and value.number.style == "malformed" and columns.is_doubtful(value.number) == doubtful
        # a reader of pictures misplaces separators more often than an office does
        if value.at.confirmed or value.at.reader in TRUSTED_READERS
    }


def _finding(ctx: Context, document: str, doubtful: bool, found: Sequence[_Malformed]) -> Finding:
    shown = [value for one in found for value in list(one.values)[:_SHOWN]]
    likely = ", ".join(dict.fromkeys(format_id(one.number.value, one.number.decimals) for one in shown if one.number))
    rest = len(found) - _LISTED
    where = "; ".join([*(_described(one) for one in found[:_LISTED]), *([f"serta {rest} kolom lain"] * (rest > 0))])
    if doubtful:
        meant = "Digitnya kurang atau berlebih, sehingga nilainya perlu dipastikan dari data dukung."
    else:
        meant = f"Yang dimaksud tampaknya {likely}."
    return ctx.finding(
        message=f"Terdapat angka dengan pemisah yang keliru pada {where}. {meant}",
        subject=f"Pemisah angka dalam {document}",
        at=[value.at for one in found for value in list(one.values)[:_MARKED]],
        reported=", ".join(dict.fromkeys(columns.printed(value) for value in shown)),
        expected=None if doubtful else likely,
        segment=ctx.lead(document),
        about="pemisah angka",
        key="digit" if doubtful else "pemisah",
    )


def _described(one: _Malformed) -> str:
    """ "Tabel 3.1 (halaman 7), kolom “Pagu”: 1,200,000,00 (“Program A”) dan 3 angka lain"."""
    shown = list(one.values.items())[:_SHOWN]
    examples = ", ".join(of_row(columns.printed(value), label) for value, label in shown)
    more = f", dan {len(one.values) - _SHOWN} angka lain" if len(one.values) > _SHOWN else ""
    return f"{place(one.table, shown[0][0].at)}, kolom {quoted(columns.named(one.column), 60)}: {examples}{more}"
