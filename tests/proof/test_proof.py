"""The proof that the audit is right: no finding on what agrees, and on each broken thing just the rule it breaks."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Finding
from audit.profile import load
from audit.run import run
from normalize.build import build
from tests.proof.mutations import MUTATIONS, Mutation
from tests.proof.paper import documents
from tests.proof.plan import Plan, plans

PROFILE = load()

always = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


def audited(plan: Plan, changes: Mapping[str, str | None] | None = None) -> list[Finding]:
    return run(build("opd", "opd", documents(plan, changes)), PROFILE)


@settings(always, max_examples=100)
@given(plans())
def test_a_consistent_submission_has_no_finding(plan: Plan) -> None:
    assert [(one.rule, one.message) for one in audited(plan)] == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: f"{one.code}-{one.name}")
def test_what_is_broken_is_found_by_its_rule_and_no_other(mutation: Mutation) -> None:
    @settings(always, max_examples=6)
    @given(plans(), st.data())
    def broken(plan: Plan, data: st.DataObject) -> None:
        found = audited(plan, mutation.apply(plan, data))
        assert {one.rule for one in found} == {mutation.code}, [one.message for one in found]

    broken()
