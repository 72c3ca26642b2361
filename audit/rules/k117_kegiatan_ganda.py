"""K117: one kegiatan listed twice in a plan with the same budget."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from audit import agreements, columns, scope
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.matching import FLOOR, similarity
from normalize.models import AnggaranRecord

_KINDS = frozenset({"renaksi", "pk_anggaran"})
_LEVELS = frozenset({None, "kegiatan", "sub_kegiatan"})
_DIGITS = 5
"""Digits before the trailing zeros from which on two kegiatan do not have one budget by chance."""


@rule(
    code="K117",
    category="keselarasan",
    severity="rendah",
    title="Kegiatan yang sama tercantum lebih dari sekali dengan anggaran yang sama",
    why="Kegiatan yang tercantum dua kali membuat anggarannya terhitung dua kali, atau penanggung jawab dan indikator "
    "yang didukungnya tidak jelas.",
    method="Baris kegiatan dan sub kegiatan pada rencana aksi dan perjanjian kinerja yang namanya sama atau hampir "
    f"sama dan anggarannya sama sampai rupiah terakhir (sedikitnya {_DIGITS} angka bukan nol di belakang) dilaporkan "
    "bila tidak berurutan. Baris berurutan dengan beberapa indikator untuk satu kegiatan tidak dilaporkan.",
    basis=f"{PANRB_53}, Lampiran I: anggaran per program dan kegiatan",
    violation="Kegiatan A dengan anggaran Rp412.365.000 tercantum di bawah sasaran 1 dan sekali lagi di sasaran 4.",
    clean="Kegiatan A menempati tiga baris berurutan karena mempunyai tiga indikator.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per table, kegiatan and amount, with all lines that print it."""
    records = (one for one in ctx.submission.anggaran if one.table_kind in _KINDS and one.level in _LEVELS)
    for group in agreements.by_table(one for one in records if not one.total):
        alike: dict[Decimal, list[AnggaranRecord]] = defaultdict(list)
        for record in group:
            number = record.pagu.number if record.pagu is not None else None
            if number and not columns.is_doubtful(number) and _telling(number.value):
                alike[number.value].append(record)
        for records_of_amount in alike.values():
            twice = _apart(records_of_amount, [one.row for one in group])
            if len(twice) > 1:
                yield _finding(ctx, twice)


def _telling(amount: Decimal) -> bool:
    return len(str(abs(int(amount))).rstrip("0")) >= _DIGITS


def _apart(records: list[AnggaranRecord], rows: list[int]) -> list[AnggaranRecord]:
    """The records named like the first that do not directly follow each other in the table's budget lines."""
    found = [records[0]]
    for record in records[1:]:
        between = sum(found[-1].row < row < record.row for row in rows)
        if between and similarity(record.name, records[0].name) >= FLOOR:
            found.append(record)
    return found


def _finding(ctx: Context, records: list[AnggaranRecord]) -> Finding:
    pagu = [one.pagu for one in records if one.pagu is not None]
    above = list(dict.fromkeys(f"halaman {one.at.page}" for one in pagu))
    return ctx.finding(
        message=f"Kegiatan {quoted(records[0].name)} dengan anggaran {columns.printed(pagu[0])} tercantum "
        f"{len(records)} kali dalam satu tabel ({listed(above)}), sehingga anggarannya dapat terhitung lebih dari "
        "sekali. Perlu dipastikan di bawah sasaran atau penanggung jawab mana kegiatan tersebut seharusnya dimuat.",
        subject=records[0].name,
        at=[one.at for one in pagu],
        reported=columns.printed(pagu[0]),
        references=[one.name_at for one in records],
        table=scope.table_of(ctx.submission, records[0]),
        verdict="perlu_cek",
    )
