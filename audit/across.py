"""Comparing the submissions of a batch with each other, from what is left of each when it has been audited.

A report is compared only with those that it quotes, found by office and year, so that the work grows with the batch
and not with its square; reports that nobody quotes are not kept in memory.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from audit.findings import by_gravity
from audit.identity import distinct
from audit.models import CrossFinding, Digest, unpack
from audit.offices import Key, by_key, key_of, wanted
from audit.profile import Profile
from audit.regional import quoting, weighed
from audit.registry import Context, find_rule
from normalize.models import Submission

log = logging.getLogger(__name__)


def compare(packed: Sequence[bytes], profile: Profile) -> list[CrossFinding]:
    """The findings of K112 and K113 between the submissions whose packed digests are given.

    They are in the order of the quoting submissions' ids, each with the submission that is quoted. A comparison that
    fails costs the findings of its report, not those of others; the log says why.
    """
    reports = _quoted(packed, profile)
    if not reports:
        return []
    found = [one for digest in _digests(packed, profile) for one in _of(digest, reports, profile)]
    found.sort(key=lambda one: one.submission)
    return [one for _, group in groupby(found, lambda one: one.submission) for one in _told_apart(tuple(group))]


def _digests(packed: Sequence[bytes], profile: Profile) -> Iterator[Digest]:
    return (quoting(digest, profile) for one in packed for digest in unpack(one))


def _quoted(packed: Sequence[bytes], profile: Profile) -> dict[Key, list[Digest]]:
    """The reports of a batch that any report in it quotes."""
    keys = {key for digest in _digests(packed, profile) for key in wanted(digest)}
    reports = by_key(one for one in _digests(packed, profile) if one.unit and key_of(one) in keys)
    for group in reports.values():
        group.sort(key=lambda one: one.submission)
    return reports


def _of(digest: Digest, reports: Mapping[Key, Sequence[Digest]], profile: Profile) -> list[CrossFinding]:
    try:
        return list(_found(digest, reports, profile)) if digest.unit else []
    except Exception as error:
        log.warning("a report of %s could not be compared with those of others: %s", digest.source, error)
        log.debug("traceback of the comparison", exc_info=True)
        return []


def _found(digest: Digest, reports: Mapping[Key, Sequence[Digest]], profile: Profile) -> Iterator[CrossFinding]:
    # What compares names takes half a second to load, which most runs that find nothing changed can do without.
    from audit import quoted

    for difference in quoted.differences(digest, reports, outside=True):
        rule = find_rule("K112" if difference.quotation.unit is None else "K113")
        if rule.code in profile.rules.disabled:
            continue
        other = difference.other
        ctx = Context(Submission(digest.submission, digest.source, digest.unit, digest.year), profile, rule)
        found = quoted.finding(ctx, difference, sources=(digest.source, other.source))
        yield CrossFinding(digest.submission, other.submission, weighed(found, profile))


def _told_apart(found: Sequence[CrossFinding]) -> Iterator[CrossFinding]:
    """The findings of one submission, gravest first, each with an id of its own."""
    named = distinct((one.finding for one in found), Submission("", ""))
    others = {one.id: cross.other for one, cross in zip(named, found, strict=True)}
    for one in by_gravity(named):
        yield CrossFinding(found[0].submission, others[one.id], one)
