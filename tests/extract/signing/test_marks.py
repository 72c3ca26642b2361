"""Photographed paper: what is drawn in the room to sign, at the qualities in which submissions come."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.signing.paper import BLACK, LEFT, RIGHT, Paper, Style, printed, scanned

QUALITIES: list[tuple[int, Style]] = [(120, "bw"), (150, "grey"), (200, "colour")]


@pytest.fixture
def digital(tmp_path: Path) -> Path:
    return printed(tmp_path / "pk.pdf")


@pytest.mark.parametrize(("dpi", "style"), QUALITIES)
def test_only_one_party_has_signed(digital: Path, tmp_path: Path, dpi: int, style: Style) -> None:
    paper = Paper(digital, dpi)
    paper.ink(*RIGHT)
    left, right = scanned(paper.photograph(tmp_path / "scan.pdf", style), digital)
    assert (left.kind, right.kind) == ("nothing", "ink")
    assert not left.signed and right.signed
    assert left.box is None and right.box is not None
    assert right.box[0] < RIGHT[0] < right.box[2] and right.box[1] < RIGHT[1] < right.box[3]
    assert left.confidence >= 0.8 and right.confidence >= 0.8


@pytest.mark.parametrize(("dpi", "style"), QUALITIES)
def test_a_stamp_alone_is_no_signature(digital: Path, tmp_path: Path, dpi: int, style: Style) -> None:
    paper = Paper(digital, dpi)
    paper.stamp(LEFT[0] - 20, LEFT[1])
    paper.stamp(RIGHT[0] - 20, RIGHT[1])
    paper.ink(RIGHT[0] + 15, RIGHT[1])
    left, right = scanned(paper.photograph(tmp_path / "scan.pdf", style), digital)
    assert (left.kind, left.signed) == ("stamp", False)
    assert (right.kind, right.detail) == ("ink", "dengan stempel")


def test_black_ink_inside_a_coloured_stamp_is_seen(digital: Path, tmp_path: Path) -> None:
    paper = Paper(digital, 200)
    paper.stamp(*LEFT, radius=50)
    paper.ink(*LEFT, colour=BLACK, size=(60, 30))
    left, _ = scanned(paper.photograph(tmp_path / "scan.pdf", "colour"), digital)
    assert left.kind == "ink"


def test_a_small_mark_beside_the_name_is_a_paraf(digital: Path, tmp_path: Path) -> None:
    paper = Paper(digital, 200)
    paper.ink(LEFT[0] - 68, 472, size=(16, 14), turns=9)
    left, _ = scanned(paper.photograph(tmp_path / "scan.pdf", "colour"), digital)
    assert left.kind == "paraf"


def test_a_signature_that_runs_over_role_and_name_belongs_to_its_own_block(digital: Path, tmp_path: Path) -> None:
    paper = Paper(digital, 150)
    paper.ink(LEFT[0] + 10, LEFT[1] + 8, size=(150, 110))
    left, right = scanned(paper.photograph(tmp_path / "scan.pdf", "grey"), digital)
    assert (left.kind, right.kind) == ("ink", "nothing")
