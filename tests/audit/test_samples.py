"""The whole way from the committed PDFs to findings: every planted error by its rule, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from audit.across import compare
from audit.digests import digests
from audit.models import Finding, pack
from audit.profile import load
from audit.run import run
from extract.models import Document
from normalize.build import build

SAMPLES = Path(__file__).parents[2] / "samples"
FOLDERS = sorted(path.name for path in (SAMPLES / "submissions").iterdir())
CLEAN = ("kecamatan-kalimerang-tw3-2025", "kecamatan-pagarwulung-tw2-2025")

ALIKE = 75
"""Likeness of 100 of a text as printed and as read on a photograph."""

Planted = dict[str, str | int | None]
Findings = Callable[[str], list[Finding]]


@pytest.fixture(scope="session")
def findings(read_sample: Callable[[str], tuple[Document, ...]]) -> Findings:
    """The findings on a sample submission."""

    @cache
    def audited(folder: str) -> list[Finding]:
        return run(build(folder, folder, read_sample(folder)), load())

    return audited


def planted(folder: str, across: bool = False) -> list[Planted]:
    """The errors planted in a submission that its own documents show, or those that another submission shows."""
    text = (SAMPLES / "expected" / f"{folder}.json").read_text(encoding="utf-8")
    return [one for one in json.loads(text)["findings"] if ("compared_with" in one) == across]


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def tells(finding: Finding, error: Planted) -> bool:
    """Whether a finding is of the error's rule, marks its page, and quotes what is printed there.

    Letters misread on photographs are forgiven, figures are not.
    """
    marked = any((at.document, at.page) == (error["document"], error["page"]) for at in finding.evidence)
    said = squeezed(" ".join([finding.reported, finding.message, *(at.text for at in finding.evidence)]))
    printed = squeezed(str(error["reported"]))
    misread = error["photographed"] and any(letter.isalpha() for letter in printed)
    quoted = fuzz.partial_ratio(printed, said) >= ALIKE if misread else printed in said
    return finding.rule == error["rule"] and marked and quoted


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_planted_error_is_found_by_its_rule(folder: str, findings: Findings) -> None:
    missed = [error for error in planted(folder) if not any(tells(one, error) for one in findings(folder))]
    assert missed == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_else_is_found(folder: str, findings: Findings) -> None:
    errors = planted(folder)
    others = [
        (one.rule, one.severity, one.message)
        for one in findings(folder)
        if one.severity != "info" and not any(tells(one, error) for error in errors)
    ]
    assert others == []


def test_what_only_another_submission_shows_is_found_and_nothing_else(
    read_sample: Callable[[str], tuple[Document, ...]],
) -> None:
    packed = [pack(digests(build(folder, folder, read_sample(folder)))) for folder in FOLDERS]
    found = compare(packed, load())
    errors = [(folder, error) for folder in FOLDERS for error in planted(folder, across=True)]
    assert [(one.submission, one.other) for one in found] == [
        (folder, error["compared_with"]) for folder, error in errors
    ]
    assert all(tells(one.finding, error) for one, (_, error) in zip(found, errors, strict=True))


@pytest.mark.parametrize("folder", CLEAN)
def test_clean_submissions_have_no_finding_at_all(folder: str, findings: Findings) -> None:
    assert folder in FOLDERS
    assert findings(folder) == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_finding_shows_where_it_stands(folder: str, findings: Findings) -> None:
    for finding in findings(folder):
        assert any(at.role == "reported" for at in finding.evidence), finding
        assert all(at.bbox[0] < at.bbox[2] and at.bbox[1] < at.bbox[3] for at in finding.evidence), finding
