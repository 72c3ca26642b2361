"""The proof through real PDFs: what agrees has no finding when it is printed and read, what is broken just its own."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from audit.models import Finding
from audit.profile import load
from audit.run import run
from tests.proof.mutations import MUTATIONS, Mutation, broken
from tests.proof.plan import Plan, plans
from tests.proof.printed import UNPRINTABLE, read_again
from tests.proof.submitted import documents

PRINTABLE = [one for one in MUTATIONS if one.code not in UNPRINTABLE]

few = settings(
    deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), print_blob=True
)


def told(found: list[Finding]) -> list[tuple[str, str]]:
    return [(one.rule, one.message) for one in found]


def test_a_consistent_submission_has_no_finding(tmp_path: Path) -> None:
    @seed(1)
    @settings(few, max_examples=5)
    @given(plans(without=("tte",)))
    def printed(plan: Plan) -> None:
        assert told(run(read_again(documents(plan), tmp_path), load())) == []

    printed()


def test_what_is_broken_is_found_by_its_rule_and_no_other(tmp_path: Path) -> None:
    @seed(2)
    @settings(few, max_examples=8)
    @given(st.sampled_from(PRINTABLE), st.data())
    def printed(mutation: Mutation, data: st.DataObject) -> None:
        plan = data.draw(plans(mutation.needs, (*mutation.without, "tte")))
        found = run(read_again(broken(mutation, plan, data), tmp_path), load())
        assert {one.rule for one in found} == {mutation.code}, (mutation.name, told(found))

    printed()
