"""Findings by the components of the evaluation of performance accountability (PermenPANRB 88/2021).

The components and weights are those of the evaluation sheet (lembar kerja evaluasi). A finding says nothing about the
score of its component: the grouping shows an evaluator where to look while scoring.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from audit.models import Category, Finding

ComponentKey = Literal["perencanaan", "pengukuran", "pelaporan", "evaluasi"]


class Component(msgspec.Struct, frozen=True):
    """A component of the evaluation; ``weight`` in points of 100."""

    key: ComponentKey
    name: str
    weight: int


COMPONENTS: tuple[Component, ...] = (
    Component("perencanaan", "Perencanaan Kinerja", 30),
    Component("pengukuran", "Pengukuran Kinerja", 30),
    Component("pelaporan", "Pelaporan Kinerja", 15),
    Component("evaluasi", "Evaluasi Akuntabilitas Kinerja Internal", 25),
)
"""In the order of the regulation."""

_OF_CATEGORY: dict[Category, ComponentKey] = {
    "hitungan": "pengukuran",
    "keselarasan": "perencanaan",
    "pengesahan": "pelaporan",
    "kelengkapan": "pelaporan",
    "identitas": "pelaporan",
    "format": "pelaporan",
}
_OF_RULE: dict[str, ComponentKey] = {
    # figures of the running text and of signed documents belong to the report, not to the measuring
    **dict.fromkeys(("H210", "H211", "H212", "H214", "H216", "H217", "H218", "H221", "H222", "H223"), "pelaporan"),
    # one fact told twice, this year against last year, this unit against another
    **dict.fromkeys(("K102", "K103", "K107", "K113", "K116", "K117", "K118", "K121", "K123"), "pelaporan"),
    **dict.fromkeys(("K108", "K109", "K112", "K124", "L403", "L409"), "pengukuran"),
    # agreements: who made them, in which office, and whether everyone has one
    **dict.fromkeys(("P303", "P307", "P308", "L402"), "perencanaan"),
    "L404": "evaluasi",
}
"""Rules whose findings belong elsewhere than the others of their category."""


def component_of(finding: Finding) -> Component:
    """The component that a finding belongs to."""
    key = _OF_RULE.get(finding.rule, _OF_CATEGORY[finding.category])
    return next(one for one in COMPONENTS if one.key == key)
