"""Holding what a report quotes against the report that it quotes, in one submission or over a batch (K112, K113).

A report is known by its office, its year, and whose it is: that of the unit or of one of its officials. Offices of one
name in different regions are different ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit import columns, facts, scope
from audit.digests import digests, region_of
from audit.findings import quoted
from audit.models import Digest, Fact, Finding, Measure, Print, Quotation
from audit.offices import Key, by_key, office
from audit.phrases import listed
from audit.printed import same_value
from audit.regional import quoting
from audit.registry import Context
from normalize.matching import assign, similarity
from normalize.models import Table
from normalize.units import find_units

_MEASURES: dict[Measure, str] = {"realisasi": "Realisasi", "capaian": "Capaian"}
_FEW = 2
"""Figures that may all differ; where more do, the reports measure different things."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A quotation of ``digest`` that the report ``other`` does not bear out.

    ``wrong`` are its prints that differ from ``fact``, which is what the other report tells instead.
    """

    digest: Digest
    quotation: Quotation
    wrong: tuple[Print, ...]
    other: Digest
    fact: Fact


def within(ctx: Context) -> Iterator[Difference]:
    """The differences between the reports of the submission that a rule is run on."""
    told = [quoting(one, ctx.profile) for one in digests(ctx.submission)]
    reports = by_key(told)
    for one in told:
        yield from differences(one, reports)


def differences(digest: Digest, reports: Mapping[Key, Sequence[Digest]], outside: bool = False) -> Iterator[Difference]:
    """What a report quotes otherwise than ``reports`` tell, those of its own submission or those ``outside`` it.

    What its own submission holds is not looked for outside. Reports with which most quotations disagree measure
    something else, and facts that several reports tell differently are in doubt: both are left alone.
    """
    groups: dict[tuple[str | None, int], list[Quotation]] = {}
    for one in digest.quotations:
        groups.setdefault((one.unit, one.year), []).append(one)
    for (unit, year), quotations in groups.items():
        others = [one for one in reports.get((office(unit or digest.unit), year), ()) if _meant(digest, unit, one)]
        if outside and any(one.submission == digest.submission for one in others):
            continue
        compared = [
            (one, other, fact, _wrong(one, (fact, *(_of_other_measure(one, other) if one.open else ()))))
            for measure in _MEASURES
            for one, other, fact in _paired([one for one in quotations if one.measure == measure], others)
        ]
        differing = [one for one in compared if one[3]]
        if len(compared) <= _FEW or 2 * len(differing) <= len(compared):
            for quotation, other, fact, wrong in differing:
                yield Difference(digest, quotation, wrong, other, fact)


def finding(
    ctx: Context, found: Difference, table: Table | None = None, sources: tuple[str, str] | None = None
) -> Finding:
    """The finding about a difference, in the words of K112 and K113.

    ``table`` is the one that the quotation is in. Where the reports are of two submissions, ``sources`` are their
    paths, the quoting one first, and the message names the documents.
    """
    quotation, right = found.quotation, found.fact.prints[0]
    ours, theirs = sources or (None, None)
    indikator, unit, year = quotation.indikator, quotation.unit, quotation.year
    printed = listed(f"{columns.printed(one.value)} pada {one.place}" for one in found.wrong)
    whose = f" untuk {unit}" if unit else ""
    return ctx.finding(
        message=f"{_MEASURES[quotation.measure]} {quoted(indikator)}{whose} Tahun {year} dalam "
        f"{_called(found.digest, found.wrong, ours)} tercetak {printed}, sedangkan "
        f"{_called(found.other, found.fact.prints[:1], theirs)} memuat {columns.printed(right.value)} pada "
        f"{right.place}.{_mistaken(found)}",
        subject=f"{unit}: {indikator}" if unit else indikator,
        at=[one.value.at for one in found.wrong],
        expected=columns.printed(right.value),
        references=[one.value.at for one in found.fact.prints],
        table=table,
        segment=found.digest.lead,
        key=f"{quotation.measure} {year}",
        verdict="perlu_cek",
    )


def _mistaken(found: Difference) -> str:
    """A sentence that says of which other year the quoted figure is, when the other report tells that."""
    years = [
        one.year
        for one in found.other.quotations
        if one.unit is None
        and one.measure == found.quotation.measure
        and similarity(_bare(one.indikator), _bare(found.quotation.indikator)) >= facts.SAME_NAME
        and any(same_value(told.value, wrong.value) for told in one.prints for wrong in found.wrong)
    ]
    if len(years) != 1:
        return ""
    measure = _MEASURES[found.quotation.measure].lower()
    return f" Angka tersebut sama dengan {measure} Tahun {years[0]} yang dimuat dalam laporan itu."


def _called(digest: Digest, prints: Sequence[Print], source: str | None) -> str:
    """ "laporan kinerja Kecamatan Wanasari Tahun 2024 (dokumen wanasari/lkj.pdf)"."""
    unit = digest.unit or ""
    position = "" if digest.lead.kind == "lkj" else digest.lead.position or ""
    names = [position, "" if unit in position else unit, f"Tahun {digest.year}"]
    called = " ".join(["laporan kinerja", *filter(None, names)])
    if source is None:
        return called
    documents = dict.fromkeys(one.value.at.document for one in prints)
    return f"{called} (dokumen {listed(one if one == source else f'{source}/{one}' for one in documents)})"


def _meant(digest: Digest, unit: str | None, other: Digest) -> bool:
    """Whether ``other``, of the right office and year, is the report that ``digest`` quotes."""
    if unit is not None:
        return other.lead.kind == "lkj" and _same_region(region_of(unit) or digest.region, other.region)
    if other is digest or other.lead.kind != digest.lead.kind or not _same_region(digest.region, other.region):
        return False
    positions = digest.lead.position or "", other.lead.position or ""
    return digest.lead.kind == "lkj" or scope.same_position(*positions, digest.unit)


def _same_region(one: str | None, other: str | None) -> bool:
    """Whether two names may be of one region: equal, one a longer form of the other, or not told."""
    return one is None or other is None or f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")


def _paired(quotations: Sequence[Quotation], others: Sequence[Digest]) -> Iterator[tuple[Quotation, Digest, Fact]]:
    """Each quotation with the fact that it is about, unless several reports tell that fact differently."""
    found: dict[int, list[tuple[Digest, Fact]]] = {}
    names = [_bare(one.indikator) for one in quotations]
    for other in others:
        told = [one for one in other.facts if quotations and one.measure == quotations[0].measure]
        for match in assign(names, [_bare(one.indikator) for one in told], facts.SAME_NAME):
            found.setdefault(match.left_index, []).append((other, told[match.right_index]))
    for index, told_of in sorted(found.items()):
        other, fact = told_of[0]
        if all(same_value(fact.prints[0].value, one.prints[0].value) is not False for _, one in told_of):
            yield quotations[index], other, fact


def _of_other_measure(quotation: Quotation, other: Digest) -> Iterator[Fact]:
    """The facts of a report about the indikator of a quotation that are not of its measure."""
    name = _bare(quotation.indikator)
    others = (one for one in other.facts if one.measure != quotation.measure)
    return (one for one in others if similarity(_bare(one.indikator), name) >= facts.SAME_NAME)


def _wrong(quotation: Quotation, told: Sequence[Fact]) -> tuple[Print, ...]:
    """The prints of a quotation that no print of the facts bears out; a share of one for a percentage does."""
    right = [one.value for fact in told for one in fact.prints]
    return tuple(
        one
        for one in quotation.prints
        if all(same_value(one.value, two) is False and not facts.hundredfold(one.value, two) for two in right)
    )


def _bare(name: str) -> str:
    """An indikator without the names of units ("IKM Kecamatan Wanasari")."""
    for unit in find_units(name):
        name = re.sub(re.escape(unit), " ", name, flags=re.IGNORECASE)
    return name
