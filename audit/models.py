"""What the audit room hands to the next: findings with their evidence, as they stand in findings.json."""

from __future__ import annotations

from typing import Literal

import msgspec

from extract.models import Box

Category = Literal["hitungan", "keselarasan", "pengesahan", "kelengkapan", "identitas", "format"]
Severity = Literal["tinggi", "sedang", "rendah", "info"]
Verdict = Literal["pasti", "perlu_cek"]

SEVERITIES: tuple[Severity, ...] = ("tinggi", "sedang", "rendah", "info")
"""From the gravest to the lightest."""


class Evidence(msgspec.Struct, frozen=True):
    """A box on a page (PDF points, origin top left) that shows a finding.

    ``reported`` is the value in question, ``input`` what it was computed from, ``reference`` what it was compared with.
    """

    document: str
    page: int
    bbox: Box
    text: str
    role: Literal["reported", "input", "reference"]


class Finding(msgspec.Struct, frozen=True):
    """One thing that does not add up, told in formal Indonesian.

    ``id`` is made from what the finding is about, not from where it stands, so that it survives a new run.
    """

    id: str
    rule: str
    category: Category
    severity: Severity
    verdict: Verdict
    title: str
    message: str
    subject: str
    reported: str
    expected: str | None
    formula: str | None
    basis: str
    confidence: float
    evidence: tuple[Evidence, ...]
    table: str | None = None
