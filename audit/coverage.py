"""Which indikator of one list are told in another: by name, tolerant of spelling, strict where names are near twins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from audit.agreements import by_table, is_scanned, key_of, matches
from audit.rules.k114_tabel_perubahan import sides
from audit.scope import Report
from normalize.matching import canonical, similarity
from normalize.models import IndikatorRecord, Submission

PLANS = frozenset({"pk_indikator", "pk_anggaran", "iku", "renaksi"})
"""Kinds of tables that say what was meant to be done, not what was."""

_APPENDICES = frozenset({"lampiran", "e81", "lainnya"})
_MAYBE = 0.75
_WORDS = 2
_TOLD = re.compile(r"realisasi|capaian|tercapai|terealisasi", re.IGNORECASE)


def reported(submission: Submission, report: Report) -> list[IndikatorRecord]:
    """The records of a report and of the appendices bound with it; plans (PK, IKU, rencana aksi) left out."""
    segments = {one.id for one in submission.segments if one.kind in _APPENDICES} | report.ids
    return [one for one in submission.indikator if one.segment in segments and one.table_kind not in PLANS]


def missing(wanted: Sequence[IndikatorRecord], among: Iterable[IndikatorRecord]) -> list[IndikatorRecord]:
    """The records of ``wanted`` whose indikator nothing in ``among`` may be.

    Names are paired one to one with each table, so that "... RKPDes" does not pass for "... LPPDes" where both are
    printed. A name that is merely similar to one that has no partner, or a shortened or longer form of it, is given
    the benefit of the doubt.
    """
    tables = by_table(among)
    scanned = any(map(is_scanned, chain(wanted, *tables)))
    lone, free = list(wanted), dict[str, str]()
    for table in tables:
        if not scanned and not any(_may_be(ours.indikator, theirs.indikator) for ours in lone for theirs in table):
            continue  # nothing in it is like what is still looked for
        pairs = matches(wanted, table)
        told = {key_of(ours) for ours, _, _ in pairs}
        lone = [one for one in lone if key_of(one) not in told]
        taken = {key_of(theirs) for _, theirs, _ in pairs}
        free |= {canonical(one.indikator): one.indikator for one in table if key_of(one) not in taken}
    return [one for one in lone if not any(_may_be(one.indikator, other) for other in free.values())]


def _may_be(name: str, other: str) -> bool:
    """Whether two names are similar, or all words of the one stand in the other ("Jumlah kerja sama [antardaerah]")."""
    if similarity(name, other) >= _MAYBE:
        return True
    short, long = sorted((set(canonical(name).split()), set(canonical(other).split())), key=len)
    return len(short) >= _WORDS and short <= long


def in_capaian(records: Sequence[IndikatorRecord], among: Iterable[IndikatorRecord]) -> bool:
    """Whether a capaian table tells any of ``records``."""
    capaian = [one for one in among if one.table_kind == "capaian"]
    return len(missing(records, capaian)) < len(records) if capaian else False


def mentioned(submission: Submission, report: Report, name: str) -> bool:
    """Whether a table of the report, or prose about capaian, holds the name letter by letter.

    Plans, and tables of what was changed in the PK, do not count.
    """
    wanted = canonical(name)
    cells = (
        value.text
        for table in submission.tables
        if table.segment in report.ids and table.kind not in PLANS and sides(table) is None
        for row in table.rows
        for value in row.values.values()
    )
    prose = (one.text for one in submission.passages if one.segment in report.ids and _TOLD.search(one.text))
    return any(wanted in canonical(text) for text in (*cells, *prose))
