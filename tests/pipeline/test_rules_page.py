"""docs/rules.md: what the rules say of themselves."""

from __future__ import annotations

from audit.measured import Measured, measured
from audit.registry import find_rule, rules
from pipeline import rules_page


def test_the_committed_page_is_that_of_the_rules() -> None:
    written = rules_page.PATH.read_text(encoding="utf-8")
    assert written == rules_page.page(rules(), measured()), "run 'make rules'"


def test_the_page_tells_settings_and_precision_of_a_rule() -> None:
    page = rules_page.page([find_rule("W504")], {"W504": Measured(known=3, unlisted=1)})
    assert "tenggat, rules.disabled, rules.severity.W504" in page
    assert "3 dari 4 temuan sudah tercatat oleh pemeriksa." in page


def test_only_rules_are_measured() -> None:
    assert set(measured()) <= {rule.code for rule in rules()}
