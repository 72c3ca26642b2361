"""Indikator that a report words otherwise than the PK it answers for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from audit import agreements, coverage
from audit.agreements import Pk, by_table, filled, is_scanned
from audit.printed import same_value
from audit.scope import Report
from normalize.matching import FLOOR, canonical, similarity, words_apart
from normalize.models import IndikatorRecord, Submission

_KINDS = frozenset({"capaian", "cost_per_outcome", "efisiensi", "perbandingan_tahun", "perbandingan_renstra"})
_NAMING = _KINDS | {"realisasi_anggaran"}
"""Kinds of tables that name indikator, be it without anything told about them."""
_ALIKE = 0.5
"""Similarity from which on two indikator that are left over in one place may be one, worded otherwise."""
_ALIKE_BELOW_SASARAN = 0.4
"""The same where both stand under the same sasaran."""
_ABBREVIATION = 4
"""Letters up to which a word is taken for an abbreviation: another one names another thing."""
_WHOSE = frozenset(
    ("kecamatan", "kelurahan", "kabupaten", "kota", "provinsi", "dinas", "badan", "daerah", "perangkat", "kantor")
) | frozenset(
    ("unit", "kerja", "instansi", "pemerintah", "wilayah", "lingkungan", "lingkup", "bidang", "rsud", "puskesmas")
)
"""Words that only say whose indikator it is."""
_LINKS = frozenset(("atas", "bagi", "secara", "melalui", "maupun", "antara", "sesuai", "hasil", "telah", "sudah"))
_PREFIX = re.compile(r"(?:(?:ke|di|ter|ber|per|(?:me|pe)(?:nge|ng|ny|m|n|r|l)?)(?=\w{4}))+")
_SUFFIX = re.compile(r"(?<=\w{4})(?:(?:kan|an|i)?nya|kan|an|i)$")
_ROOT = 4
"""Letters of the shortest root that is told by its end."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """An indikator of a report and the one of the PK in force that it is, in other words.

    ``named`` when the names are nearly equal, or the one of the PK stands in another table; without it the report may
    as well not tell the indikator of the PK at all.
    """

    record: IndikatorRecord
    reference: IndikatorRecord
    pk: Pk
    named: bool


def reworded(submission: Submission, report: Report, segments: frozenset[str]) -> list[Reworded]:
    """The indikator of the tables in ``segments`` whose words differ from those of the PK of ``report``.

    Those of nearly equal names, and those of :func:`left_over`.
    """
    records = _told(submission, report, segments)
    records += _only_named(submission, segments, {(one.document, one.table) for one in submission.indikator})
    found = []
    for pair in agreements.pair_indikator(submission, report, records):
        others = (pair.reference, *pair.same, *pair.replaced)
        if all(_differ(submission, report, pair.record, other) for other in others):
            found.append(Reworded(pair.record, pair.reference, pair.pk, named=True))
    rest = left_over(submission, report, segments)
    return found + [one for one in rest if _differ(submission, report, one.record, one.reference)]


def left_over(submission: Submission, report: Report, segments: frozenset[str]) -> list[Reworded]:
    """Indikator that have no name in common but the same place.

    In a table with other indikator of the PK each of them is the only one without a partner that is like the other,
    and both have the same target.
    """
    pks = agreements.in_order(agreements.pks_of(submission, report), report)
    in_force = next((pk for pk in pks if pk.indikator), None)
    if in_force is None:
        return []
    known = [one for pk in pks for one in pk.indikator]
    known += [one for one in submission.indikator if one.table_kind in coverage.PLANS]
    reported = coverage.reported(submission, report)
    found = []
    for group in by_table(_told(submission, report, segments)):
        for promised in by_table(in_force.indikator):
            for ours, theirs in _left_over(group, promised):
                unknown = all(similarity(ours.indikator, one.indikator) < FLOOR for one in known)
                other = any(
                    len(word) <= _ABBREVIATION for word in chain(*words_apart(ours.indikator, theirs.indikator))
                )
                read = not is_scanned(ours) and not is_scanned(theirs)
                if read and unknown and not other:
                    found.append(Reworded(ours, theirs, in_force, named=not coverage.missing([theirs], reported)))
    return found


def _told(submission: Submission, report: Report, segments: frozenset[str]) -> list[IndikatorRecord]:
    return [
        one
        for one in submission.indikator
        if one.segment in segments and one.table_kind in _KINDS and one.year in (None, report.year)
    ]


def _only_named(
    submission: Submission, segments: frozenset[str], told: set[tuple[str, str]]
) -> Iterator[IndikatorRecord]:
    """The indikator in the tables that no record was made of, since they stand beside neither target nor realisasi."""
    for table in submission.tables:
        column = next((one for one in table.columns if one.role == "indikator"), None)
        if column is None or table.segment not in segments or table.kind not in _NAMING:
            continue
        if (table.document, table.id) in told:
            continue
        for row in table.rows:
            if (value := row.values.get(column.index)) is not None and row.kind == "data" and not value.blank:
                yield IndikatorRecord(
                    table=table.id,
                    document=table.document,
                    segment=table.segment,
                    row=row.index,
                    table_kind=table.kind,
                    level=None,
                    sasaran="",
                    indikator=value.text,
                    indikator_at=value.at,
                )


def _left_over(
    group: Sequence[IndikatorRecord], promised: Sequence[IndikatorRecord]
) -> Iterator[tuple[IndikatorRecord, IndikatorRecord]]:
    for level in dict.fromkeys(one.level for one in promised if one.level is not None):
        ours = [one for one in group if one.level == level]
        theirs = [one for one in promised if one.level == level]
        pairs = agreements.matches(ours, theirs)
        if not pairs:
            continue
        paired = {id(one) for pair in pairs for one in pair[:2]}
        lone, unreported = ([one for one in side if id(one) not in paired] for side in (ours, theirs))
        for record in lone:
            like = _like(record, unreported)
            if len(like) == 1 and len(_like(like[0], lone)) == 1:
                yield record, like[0]


def _like(record: IndikatorRecord, among: Iterable[IndikatorRecord]) -> list[IndikatorRecord]:
    """Those of ``among`` that may be ``record``, worded otherwise."""
    return [other for other in among if _same_target(record, other) and _alike(record, other)]


def _same_target(one: IndikatorRecord, other: IndikatorRecord) -> bool:
    target, theirs = filled(one.target), filled(other.target)
    return target is not None and theirs is not None and same_value(target, theirs) is True


def _alike(one: IndikatorRecord, other: IndikatorRecord) -> bool:
    together = bool(one.sasaran.strip()) and canonical(one.sasaran) == canonical(other.sasaran)
    return similarity(one.indikator, other.indikator) >= (_ALIKE_BELOW_SASARAN if together else _ALIKE)


def _differ(submission: Submission, report: Report, record: IndikatorRecord, other: IndikatorRecord) -> bool:
    """Whether two names differ in more than spelling, abbreviations, whose they are, or a part left out at an end."""
    if is_scanned(record) or is_scanned(other):
        return False
    ours, theirs = canonical(record.indikator), canonical(other.indikator)
    if ours in theirs or theirs in ours:
        return False
    whose = _WHOSE | _LINKS | set(canonical(report.lead.unit or submission.unit or "").split())
    own, agreed = (
        [word for word in words if word not in whose] for words in words_apart(record.indikator, other.indikator)
    )
    if _abbreviates(own, agreed) or _abbreviates(agreed, own):
        return False
    if not (own and agreed) and _at_an_end(own or agreed, (ours if own else theirs).split()):
        return False
    roots = {_root(word) for word in own}, {_root(word) for word in agreed}
    return not all(any(_one_root(a, b) for b in theirs) for ours, theirs in (roots, roots[::-1]) for a in ours)


def _at_an_end(added: Sequence[str], words: Sequence[str]) -> bool:
    return list(added) in (words[: len(added)], words[-len(added) :])


def _root(word: str) -> str:
    """A word without its affixes, and without its first letter where a prefix has swallowed that ("(p)enuh")."""
    bare = _SUFFIX.sub("", word)
    prefix = _PREFIX.match(bare)
    return bare[prefix.end() :] if prefix else bare


def _one_root(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _ROOT and len(long) == len(short) + 1 and long.endswith(short))


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a word is made of parts of several others ("diklat": pendidikan pelatihan)."""
    if len(short) != 1 or len(long) < 2:
        return False
    letters = iter("".join(long))
    return all(letter in letters for letter in short[0])
