"""The catalogue of rules: what a rule is, how one is declared, and what it is given to work with.

A rule is a generator function in a module of :mod:`audit.rules`::

    @rule(code="H204", category="hitungan", severity="sedang", title=..., why=..., method=..., basis=...,
          violation=..., clean=...)
    def check(ctx: Context) -> Iterator[Finding]:
        for table in ctx.submission.tables:
            ...
            yield ctx.finding(message=..., subject=..., at=[value.at], table=table)

The texts are what ``lkj rules CODE`` prints, in Indonesian, so that an evaluator can judge the rule.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from audit import findings, identity
from audit.models import COMPUTED, Category, Finding, Severity, Verdict
from audit.profile import Profile
from normalize.models import Segment, Source, Submission, Table

Check = Callable[["Context"], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with everything there is to say about it.

    ``why`` it matters, ``method`` how it decides (formula, tolerance, what is left alone), ``basis`` the regulation
    or rule of arithmetic, ``violation`` and ``clean`` one example each. ``settings`` are the keys of the profile that
    it reads; :attr:`keys` adds those that bear on every rule of its kind.
    """

    code: str
    category: Category
    severity: Severity
    title: str
    why: str
    method: str
    basis: str
    violation: str
    clean: str
    check: Check
    settings: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys of the profile that change what the rule reports."""
        tolerated = ("toleransi.rupiah",) if self.category in COMPUTED else ()
        return (*self.settings, *tolerated, "rules.disabled", f"rules.severity.{self.code}")


@dataclass(frozen=True, slots=True)
class Context:
    """What a running rule is given: the submission, the profile of the region, and how to make its findings."""

    submission: Submission
    profile: Profile
    rule: Rule

    def finding(
        self,
        *,
        message: str,
        subject: str,
        at: Sequence[Source],
        reported: str | None = None,
        expected: str | None = None,
        formula: str | None = None,
        inputs: Sequence[Source] = (),
        references: Sequence[Source] = (),
        table: Table | None = None,
        segment: Segment | None = None,
        key: str = "",
        about: str | None = None,
        severity: Severity | None = None,
        verdict: Verdict = "pasti",
        title: str | None = None,
        basis: str | None = None,
    ) -> Finding:
        """A finding of the running rule.

        ``message`` is a formal Indonesian sentence to paste into a report. ``subject`` is the row, indikator or
        person it is about. ``at`` is where the reported value is printed (at least one place; ValueError otherwise),
        ``inputs`` what it was computed from and ``references`` what it was compared with. ``reported`` is the text at
        the first place unless given. ``table`` or ``segment`` tell unit, year and period for the stable id; ``key``
        tells apart several findings of one rule about one subject (a column's label, say), never a position.
        ``about`` stands for ``subject`` in the id where that holds what is to be corrected or the name of a file.
        ``severity``, ``title`` and ``basis`` are the rule's unless given. Confidence is the lowest among all
        readings, and the verdict is ``perlu_cek`` when any of them is uncertain; the message then says so.
        """
        if not at:
            raise ValueError(f"{self.rule.code}: a finding needs the place of the reported value")
        readings = [*at, *inputs, *references]
        if segment is None and table is not None:
            segment = next((one for one in self.submission.segments if one.id == table.segment), None)
        unit = (segment.unit if segment else None) or self.submission.unit
        year = (table.year if table else None) or (segment.year if segment else None) or self.submission.year
        period = (table.period if table else None) or (segment.period if segment else None)
        kind = table.kind if table else segment.kind if segment else ""
        lasting = self._lasting(table)
        what = lasting(subject if about is None else about)
        position = segment.position if segment else None
        return Finding(
            id=identity.stable_id(self.rule.code, unit, position, year, period, kind, what, lasting(key)),
            rule=self.rule.code,
            category=self.rule.category,
            severity=severity or self.rule.severity,
            verdict=findings.verdict(verdict, readings, self.rule.category == "hitungan"),
            title=title or self.rule.title,
            message=message + findings.doubts(readings),
            subject=findings.shortened(subject),
            reported=at[0].text if reported is None else reported,
            expected=expected,
            formula=formula,
            basis=basis or self.rule.basis,
            confidence=findings.confidence(readings),
            evidence=findings.evidence(at, inputs, references),
            table=table.id if table else None,
        )

    def lead(self, document: str) -> Segment | None:
        """The segment that a file begins with, which says what the file is; None when it has none."""
        return next((one for one in self.submission.segments if one.document == document), None)

    def _lasting(self, table: Table | None) -> Callable[[str], str]:
        """What of a text stays when its figures are corrected and its tables numbered anew."""
        if self.rule.category == "identitas":
            return identity.undated
        return identity.label if table else identity.sentence


_registered: dict[str, Rule] = {}


def rule(
    *,
    code: str,
    category: Category,
    severity: Severity,
    title: str,
    why: str,
    method: str,
    basis: str,
    violation: str,
    clean: str,
    settings: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Declare a function as the check of a rule; raises ValueError when the code is taken."""

    def register(check: Check) -> Check:
        if code in _registered:
            raise ValueError(f"two rules with code {code}")
        texts = (title, why, method, basis, violation, clean)
        _registered[code] = Rule(code, category, severity, *texts, check, settings)
        return check

    return register


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of :mod:`audit.rules`, sorted by code."""
    package = importlib.import_module("audit.rules")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"audit.rules.{module.name}")
    return tuple(_registered[code] for code in sorted(_registered))


def find_rule(code: str) -> Rule:
    """The rule with this code, in either letter case; raises KeyError when there is none."""
    for one in rules():
        if one.code == code.upper():
            return one
    raise KeyError(code)
