"""The proof that the audit is right: no finding on what agrees, and on each broken thing just the rule it breaks.

``benchmarks/proof.py`` does the same with thousands of submissions.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from audit.models import Finding
from audit.profile import load
from audit.registry import rules
from audit.run import run
from extract.models import Document
from normalize.build import build
from tests.proof.mutations import MUTATIONS, UNBREAKABLE, Mutation, broken
from tests.proof.plan import PARTS, Plan, plans
from tests.proof.submitted import documents

PROFILE = load()

always = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # what fails is large by nature; to make it smaller takes minutes
    suppress_health_check=list(HealthCheck),
)


def audited(made: list[Document]) -> list[Finding]:
    return run(build("opd", "opd", made), PROFILE)


@settings(always, max_examples=150)
@given(plans())
def test_a_consistent_submission_has_no_finding(plan: Plan) -> None:
    assert [(one.rule, one.message) for one in audited(documents(plan))] == []


@settings(always, max_examples=5)
@given(plans(PARTS))
def test_a_consistent_submission_with_every_part_has_no_finding(plan: Plan) -> None:
    assert [(one.rule, one.message) for one in audited(documents(plan))] == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: f"{one.code}-{one.name}")
def test_what_is_broken_is_found_by_its_rule_and_no_other(mutation: Mutation) -> None:
    @settings(always, max_examples=4)
    @given(plans(mutation.needs, mutation.without), st.data())
    def each(plan: Plan, data: st.DataObject) -> None:
        found = audited(broken(mutation, plan, data))
        assert {one.rule for one in found} == {mutation.code}, [one.message for one in found]

    each()


def test_every_rule_is_broken() -> None:
    tried = {mutation.code for mutation in MUTATIONS}
    assert {one.code for one in rules()} == tried | UNBREAKABLE.keys()
    assert not tried & UNBREAKABLE.keys()
