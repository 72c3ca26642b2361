"""K116: several budget lines of one table with the very same amounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from audit import agreements, columns, scope
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed, where
from audit.registry import Context, rule
from normalize.matching import canonical, similarity
from normalize.models import AnggaranRecord, Value

_LEVELS = frozenset({"program", "kegiatan", "sub_kegiatan"})
_SAME_NAME = 0.93
_LENGTH = 160
_DIGITS = 5
"""Digits before the trailing zeros from which on an amount is not met twice by chance."""


@rule(
    code="K116",
    category="keselarasan",
    severity="sedang",
    title="Baris anggaran yang berbeda memuat angka yang persis sama",
    why="Pagu dan realisasi yang sama sampai rupiah terakhir pada kegiatan yang berbeda hampir selalu tersalin dari "
    "baris lain, sehingga realisasi kegiatan yang sebenarnya tidak dilaporkan.",
    method="Baris setingkat (program, kegiatan, atau sub kegiatan) dalam satu tabel dibandingkan. Yang dilaporkan "
    "ialah baris dengan nama berbeda yang pagu dan realisasinya sama, bila realisasinya tidak sama dengan pagu dan "
    f"mempunyai sedikitnya {_DIGITS} angka bukan nol di belakang. Nilai bulat, baris yang terserap seluruhnya, dan "
    "baris induk dengan anaknya tidak dilaporkan.",
    basis="Konsistensi penyajian data keuangan: tiap baris memuat angka kegiatannya sendiri",
    violation="Kegiatan A dan Kegiatan B: pagu Rp350.000.000, realisasi Rp311.452.300, pada keduanya.",
    clean="Dua kegiatan dengan pagu Rp150.000.000 yang terserap Rp150.000.000.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per table and pair of amounts, with all lines that print them."""
    for group in agreements.by_table(one for one in ctx.submission.anggaran if one.level in _LEVELS):
        alike: dict[tuple[str | None, Decimal, Decimal], list[AnggaranRecord]] = defaultdict(list)
        for record in group:
            pagu, spent = _amount(record.pagu), _amount(record.realisasi)
            if pagu and spent and pagu != spent and _telling(spent):
                alike[record.level, pagu, spent].append(record)
        for records in alike.values():
            different = _different(records)
            if len(different) > 1:
                yield _finding(ctx, different)


def _amount(value: Value | None) -> Decimal | None:
    number = value.number if value is not None and not value.blank else None
    return None if number is None or columns.is_doubtful(number) else number.value


def _telling(amount: Decimal) -> bool:
    """Whether an amount has so many digits that two kegiatan do not have it by chance."""
    return len(str(abs(int(amount))).rstrip("0")) >= _DIGITS


def _different(records: list[AnggaranRecord]) -> list[AnggaranRecord]:
    """The records with different names: one kegiatan may be listed under each indikator that it serves."""
    kept: list[AnggaranRecord] = []
    for record in records:
        name = canonical(record.name)
        if name and not any(similarity(record.name, one.name) >= _SAME_NAME for one in kept):
            kept.append(record)
    return kept


def _finding(ctx: Context, records: list[AnggaranRecord]) -> Finding:
    pagu = [one.pagu for one in records if one.pagu is not None]
    spent = [one.realisasi for one in records if one.realisasi is not None]
    names = listed(quoted(one.name, _LENGTH) for one in records)
    return ctx.finding(
        message=f"Sebanyak {len(records)} baris yang berbeda pada {where(ctx.submission, records[0], spent[0].at)} "
        f"memuat angka yang persis sama, yaitu anggaran {columns.printed(pagu[0])} dan realisasi "
        f"{columns.printed(spent[0])}: {names}. Angka salah satu baris diduga tersalin dari baris "
        "lainnya dan perlu dicocokkan dengan DPA dan laporan realisasi.",
        subject=records[0].name,
        at=[one.at for one in spent],
        reported=f"{columns.printed(pagu[0])}; {columns.printed(spent[0])}",
        inputs=[one.at for one in pagu],
        references=[one.name_at for one in records],
        table=scope.table_of(ctx.submission, records[0]),
        verdict="perlu_cek",
    )
