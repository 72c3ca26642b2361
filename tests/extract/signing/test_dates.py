"""Dates that the print leaves open and a pen has filled in, or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.models import Signing
from tests.extract.drawing import Sheet, save
from tests.extract.signing.paper import BLUE, Paper, scanned


def open_date(path: Path, text: str = "Wanasari,") -> Path:
    sheet = Sheet()
    sheet.text(60, 200, "Pihak Kedua akan melakukan supervisi yang diperlukan serta evaluasi terhadap capaian kinerja.")
    sheet.text(340, 366, text)
    sheet.text(460, 366, "2023")
    sheet.text(340, 380, "Camat Wanasari,")
    sheet.text(340, 480, "RATNA WIDURI, S.Sos., M.M.", bold=True)
    sheet.text(340, 494, "NIP. 19840623 200902 2 005")
    return save(path, sheet)


def judged(tmp_path: Path, digital: Path, by_hand: bool) -> Signing:
    paper = Paper(digital, 150)
    paper.ink(400, 430)
    if by_hand:
        paper.ink(424, 361, BLUE, size=(34, 12), turns=20)
    [signing] = scanned(paper.photograph(tmp_path / "scan.pdf", "grey"), digital)
    return signing


@pytest.mark.parametrize("text", ["Wanasari,", "Wanasari, ........."])
def test_an_open_date_is_seen_to_be_open(tmp_path: Path, text: str) -> None:
    signing = judged(tmp_path, open_date(tmp_path / "pk.pdf", text), by_hand=False)
    assert (signing.kind, signing.date) == ("ink", None)


def test_a_date_filled_in_by_hand_is_seen(tmp_path: Path) -> None:
    signing = judged(tmp_path, open_date(tmp_path / "pk.pdf"), by_hand=True)
    assert signing.kind == "ink"
    assert signing.date is not None
    assert 385 < signing.date[0] < signing.date[2] < 460
    assert 340 < signing.date[1] < signing.date[3] < 375
