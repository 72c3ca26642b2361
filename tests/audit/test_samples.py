"""The whole way from the committed PDFs to findings: every planted error by its rule, and nothing else."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from audit.models import Finding
from audit.profile import load
from audit.run import run
from extract.reader import read
from normalize.build import build

SAMPLES = Path(__file__).parents[2] / "samples"
FOLDERS = sorted(path.name for path in (SAMPLES / "submissions").iterdir())
CLEAN = "kecamatan-kalimerang-tw3-2025"

Planted = dict[str, str | int | None]


@cache
def findings(folder: str) -> list[Finding]:
    documents = [read(path, path.name) for path in sorted((SAMPLES / "submissions" / folder).glob("*.pdf"))]
    return run(build(folder, folder, documents), load())


def planted(folder: str) -> list[Planted]:
    text = (SAMPLES / "expected" / f"{folder}.json").read_text(encoding="utf-8")
    return list(json.loads(text)["findings"])


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def tells(finding: Finding, error: Planted) -> bool:
    """Whether a finding is of the error's rule, marks its page, and quotes what is printed there."""
    marked = any((at.document, at.page) == (error["document"], error["page"]) for at in finding.evidence)
    said = " ".join([finding.reported, finding.message, *(at.text for at in finding.evidence)])
    return finding.rule == error["rule"] and marked and squeezed(str(error["reported"])) in squeezed(said)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_planted_error_is_found_by_its_rule(folder: str) -> None:
    missed = [error for error in planted(folder) if not any(tells(one, error) for one in findings(folder))]
    assert missed == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_else_is_found(folder: str) -> None:
    errors = planted(folder)
    others = [
        (one.rule, one.severity, one.message)
        for one in findings(folder)
        if one.severity != "info" and not any(tells(one, error) for error in errors)
    ]
    assert others == []


def test_the_clean_submission_has_no_finding_at_all() -> None:
    assert CLEAN in FOLDERS
    assert findings(CLEAN) == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_finding_shows_where_it_stands(folder: str) -> None:
    for finding in findings(folder):
        assert any(at.role == "reported" for at in finding.evidence), finding
        assert all(at.bbox[0] < at.bbox[2] and at.bbox[1] < at.bbox[3] for at in finding.evidence), finding
