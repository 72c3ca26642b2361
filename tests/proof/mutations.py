"""Every way in which a consistent submission is broken, at least one for each rule."""

from __future__ import annotations

from hypothesis import strategies as st

from extract.models import Document
from tests.proof import broken_agreement, broken_figures, broken_form
from tests.proof.breaking import MUTATIONS, Mutation
from tests.proof.plan import Plan
from tests.proof.submitted import documents

__all__ = ["FAMILIES", "MUTATIONS", "UNBREAKABLE", "Mutation", "broken"]

FAMILIES = (broken_figures, broken_agreement, broken_form)
"""The modules that declare them."""

UNBREAKABLE: dict[str, str] = {}
"""Rules that cannot be broken in documents as extract hands them over, and why; there are none."""


def broken(mutation: Mutation, plan: Plan, data: st.DataObject) -> list[Document]:
    """The documents of ``plan`` with one thing wrong."""
    changed = mutation.apply(plan, data)
    return documents(changed) if isinstance(changed, Plan) else documents(plan, changed)
