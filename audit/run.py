"""Running the rules over a submission."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from functools import partial

from audit import consequences, disputes, gaps
from audit.findings import by_gravity
from audit.identity import distinct, stable_id
from audit.models import Finding
from audit.profile import Profile
from audit.regional import named, weighed
from audit.registry import Context, Rule, rules
from audit.rereading import Rereader
from normalize.models import Submission

log = logging.getLogger(__name__)


def run(submission: Submission, profile: Profile) -> list[Finding]:
    """All findings of the enabled rules, gravest first, then in the order of documents and pages.

    Units are called by the names of the profile, and findings have the severity it gives them.

    A rule that crashes yields one finding of severity ``info`` that says so; the others go on.
    """
    submission = named(submission, profile)
    found: list[Finding] = []
    sound: list[Rule] = []
    for rule in rules():
        if rule.code in profile.rules.disabled:
            continue
        own: list[Finding] = []
        try:
            own.extend(rule.check(Context(submission, profile, rule)))
            own = Rereader(submission, partial(_ask, rule, profile)).settle(own)
        except Exception as error:
            log.warning("rule %s failed", rule.code, exc_info=True)
            found.append(_crashed(rule, submission, error))
        else:
            sound.append(rule)
        found.extend(own)
    ask = partial(_ask_some, sound, profile)
    found = disputes.settled(consequences.gathered(found, submission, ask), submission, ask)
    found = gaps.heeded(found, submission)
    return by_gravity(distinct((weighed(finding, profile) for finding in found), submission))


def _ask(rule: Rule, profile: Profile, submission: Submission) -> list[Finding]:
    return list(rule.check(Context(submission, profile, rule)))


def _ask_some(among: Sequence[Rule], profile: Profile, codes: Collection[str], part: Submission) -> list[Finding]:
    return [finding for rule in among if rule.code in codes for finding in _ask(rule, profile, part)]


def _crashed(rule: Rule, submission: Submission, error: Exception) -> Finding:
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    return Finding(
        id=stable_id(rule.code, submission.unit, submission.year, "crash"),
        rule=rule.code,
        category="format",
        severity="info",
        verdict="perlu_cek",
        title="Aturan tidak dapat dijalankan",
        message=f"Aturan {rule.code} ({rule.title}) tidak dapat dijalankan sampai selesai atas berkas ini ({reason}); "
        "hal yang diperiksa aturan tersebut perlu diperiksa secara manual.",
        subject=rule.code,
        reported="",
        expected=None,
        formula=None,
        basis="Catatan teknis pemeriksaan",
        confidence=1.0,
        evidence=(),
    )
