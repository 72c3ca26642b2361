"""A whole submission on paper."""

from __future__ import annotations

from functools import lru_cache

from extract.models import Document
from tests.proof.agreed import agreements
from tests.proof.attached import attachments
from tests.proof.paper import Changes, Print
from tests.proof.plan import Plan
from tests.proof.reported import report


def documents(plan: Plan, changes: Changes | None = None) -> list[Document]:
    """All documents of the plan; raises ValueError when ``changes`` has a key that nothing printed goes by."""
    say = Print(changes or {})
    return _printed(plan, say)


@lru_cache(maxsize=4)
def texts(plan: Plan) -> dict[str, str]:
    """Everything that is printed, by key."""
    say = Print({})
    _printed(plan, say)
    return say.texts


def _printed(plan: Plan, say: Print) -> list[Document]:
    return [*agreements(plan, say), report(plan, say), *attachments(plan, say)]
