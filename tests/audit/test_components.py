"""Findings by the components of PermenPANRB 88/2021."""

from __future__ import annotations

import msgspec
import pytest

from audit.components import COMPONENTS, component_of
from audit.models import Category, Finding
from audit.registry import rules
from tests.audit.builders import check, table

[ANY] = check("L403", table(["indikator", "target", "realisasi"], [("A", "85", ""), ("B", "80", "81")]))


def found(rule: str, category: Category) -> Finding:
    return msgspec.structs.replace(ANY, rule=rule, category=category)


def test_the_weights_are_those_of_the_regulation() -> None:
    assert [one.weight for one in COMPONENTS] == [30, 30, 15, 25]


@pytest.mark.parametrize(
    ("rule", "category", "key"),
    [
        ("H201", "hitungan", "pengukuran"),
        ("K101", "keselarasan", "perencanaan"),
        ("K108", "keselarasan", "pengukuran"),
        ("P303", "pengesahan", "perencanaan"),
        ("L401", "kelengkapan", "pelaporan"),
        ("L404", "kelengkapan", "evaluasi"),
        ("W501", "identitas", "pelaporan"),
    ],
)
def test_a_finding_belongs_to_a_component(rule: str, category: Category, key: str) -> None:
    assert component_of(found(rule, category)).key == key


def test_every_rule_belongs_to_a_component() -> None:
    assert {component_of(found(rule.code, rule.category)).key for rule in rules()} == {one.key for one in COMPONENTS}
