"""What the profile of a region changes around the rules: names of units before them, severities after them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import msgspec

from audit.models import COMPUTED, Digest, Finding
from audit.profile import Profile
from normalize.models import Submission
from normalize.numbers import parse

_AMOUNT = Decimal(1000)
"""What is smaller is no amount of money that a tolerance in rupiah could be meant for."""


def named(submission: Submission, profile: Profile) -> Submission:
    """The submission with its units called by the names of the profile where documents print an alias."""
    called = _names(profile)
    if not called:
        return submission
    segments = tuple(msgspec.structs.replace(one, unit=_called(one.unit, called)) for one in submission.segments)
    return msgspec.structs.replace(submission, unit=_called(submission.unit, called), segments=segments)


def quoting(digest: Digest, profile: Profile) -> Digest:
    """The digest with the units that it quotes called by the names of the profile."""
    called = _names(profile)
    if not called:
        return digest
    quoted = (msgspec.structs.replace(one, unit=_called(one.unit, called)) for one in digest.quotations)
    return msgspec.structs.replace(digest, quotations=tuple(quoted))


def weighed(finding: Finding, profile: Profile) -> Finding:
    """The finding with the severity that the profile gives to its rule, or ``info`` within its tolerance."""
    severity = profile.rules.severity.get(finding.rule, finding.severity)
    if _tolerated(finding, profile.toleransi.rupiah):
        severity = "info"
    return msgspec.structs.replace(finding, severity=severity)


def _tolerated(finding: Finding, rupiah: int) -> bool:
    if not rupiah or finding.category not in COMPUTED or finding.expected is None:
        return False
    printed, right = parse(finding.reported), parse(finding.expected)
    if printed is None or right is None or "%" in (printed.unit, right.unit):
        return False
    amounts = min(abs(printed.value), abs(right.value)) >= _AMOUNT
    return amounts and abs(printed.value - right.value) <= rupiah


def _names(profile: Profile) -> dict[str, str]:
    return {_key(alias): unit.nama for unit in profile.unit for alias in unit.alias}


def _called(unit: str | None, called: Mapping[str, str]) -> str | None:
    return called.get(_key(unit), unit) if unit else unit


def _key(unit: str) -> str:
    return re.sub(r"\W+", " ", unit).strip().casefold()
