"""Running the rules over a submission."""

from __future__ import annotations

import logging

from audit.findings import by_gravity, distinct, stable_id
from audit.models import Finding
from audit.profile import Profile
from audit.registry import Context, Rule, rules
from normalize.models import Submission

log = logging.getLogger(__name__)


def run(submission: Submission, profile: Profile) -> list[Finding]:
    """All findings of the enabled rules, gravest first, then in the order of documents and pages.

    A rule that crashes yields one finding of severity ``info`` that says so; the others go on.
    """
    found: list[Finding] = []
    for rule in rules():
        if rule.code in profile.rules.disabled:
            continue
        try:
            found.extend(rule.check(Context(submission, profile, rule)))
        except Exception as error:
            log.warning("rule %s failed on %s: %s", rule.code, submission.source, error)
            log.debug("traceback of rule %s", rule.code, exc_info=True)
            found.append(_crashed(rule, submission, error))
    return by_gravity(distinct(found))


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
