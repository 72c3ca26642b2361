"""Everything that the reports show around the findings of a submission."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from audit.alignment import align
from audit.components import COMPONENTS, component_of
from audit.digests import digests
from audit.models import ComponentView, Finding, Views
from audit.profile import Profile
from audit.recomputed import recompute
from audit.regional import named
from audit.unchecked import unchecked
from normalize.models import Submission

log = logging.getLogger(__name__)

_Made = TypeVar("_Made")


def views(submission: Submission, profile: Profile, findings: Sequence[Finding]) -> Views:
    """The views of a submission and its findings; one that cannot be made is empty and the log says why."""
    submission = named(submission, profile)
    recomputed = _made(submission, lambda: recompute(submission, findings))
    aligned = _made(submission, lambda: align(submission))
    left = _made(submission, lambda: unchecked(submission, findings, recomputed, aligned))
    told = _made(submission, lambda: digests(submission))
    return Views(recomputed, aligned, left, _components(findings), told)


def _made(submission: Submission, make: Callable[[], tuple[_Made, ...]]) -> tuple[_Made, ...]:
    """What ``make`` gives; the findings of a submission must not be lost with a sheet beside them."""
    try:
        return make()
    except Exception:
        log.warning("a view of %s could not be made", submission.source, exc_info=True)
        return ()


def _components(findings: Sequence[Finding]) -> tuple[ComponentView, ...]:
    return tuple(
        ComponentView(
            component.name, component.weight, tuple(one.id for one in findings if component_of(one) == component)
        )
        for component in COMPONENTS
    )
