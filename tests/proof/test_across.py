"""The proof over a batch: every document handed in by itself, what agrees is left alone, what is misquoted is found."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.across import compare
from audit.digests import digests
from audit.models import CrossFinding, pack
from extract.models import Document
from normalize.build import build
from tests.proof.mutations import MUTATIONS, Mutation, broken
from tests.proof.plan import Plan, plans
from tests.proof.submitted import documents
from tests.proof.test_proof import PROFILE, always

QUOTING = [one for one in MUTATIONS if one.code in ("K112", "K113")]


def compared(made: Sequence[Document]) -> list[CrossFinding]:
    return compare([pack(digests(build(one.path, one.path, [one]))) for one in made], PROFILE)


@settings(always, max_examples=30)
@given(plans(("tahun_lalu", "unit_lain")))
def test_reports_that_agree_have_no_finding_between_them(plan: Plan) -> None:
    assert [one.finding.message for one in compared(documents(plan))] == []


@pytest.mark.parametrize("mutation", QUOTING, ids=lambda one: one.name)
def test_what_is_quoted_wrongly_is_found_by_its_rule(mutation: Mutation) -> None:
    @settings(always, max_examples=15)
    @given(plans(mutation.needs, mutation.without), st.data())
    def each(plan: Plan, data: st.DataObject) -> None:
        found = compared(broken(mutation, plan, data))
        assert {one.finding.rule for one in found} == {mutation.code}, [one.finding.message for one in found]

    each()
