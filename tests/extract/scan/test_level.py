from __future__ import annotations

import numpy as np
import pytest

from extract.engines.base import Rule
from extract.grid import grids_of
from extract.scan.level import box_through, levelled, sideways
from extract.scan.rules import Found, is_more, ruled
from tests.extract.scan.papers import photographed, picture, sheet, table, write

WIDTHS = (40, 200, 90, 90)
ROWS = [
    ["No", "Indikator", "Target", "Realisasi"],
    *([str(n), "Persentase layanan", "90", "87,5"] for n in range(1, 6)),
]


@pytest.mark.parametrize(("degrees", "keystone"), [(0.0, 0.0), (-3.0, 0.0), (2.0, 0.06), (0.0, -0.08)])
def test_a_table_is_level_again_whatever_way_it_was_photographed(degrees: float, keystone: float) -> None:
    paper, draw = sheet()
    table(draw, (80, 120), WIDTHS, 24, ROWS)
    level = levelled(picture(photographed(paper, degrees, keystone, shadow=0.4)))
    rules = ruled(level)
    (grid,) = grids_of(rules.horizontal, rules.vertical)
    assert (len(grid.ys) - 1, len(grid.xs) - 1, len(grid.fields)) == (6, 4, 24)
    widths = np.diff(grid.xs) / (grid.xs[-1] - grid.xs[0]) * sum(WIDTHS)
    assert widths == pytest.approx(WIDTHS, abs=6)


def test_boxes_lead_back_to_the_page() -> None:
    paper, draw = sheet()
    table(draw, (80, 120), WIDTHS, 24, ROWS)
    level = levelled(picture(photographed(paper, 3.0)))
    (grid,) = grids_of(*ruled(level)[:2])
    x0, top, x1, bottom = box_through(level.to_page, grid.box)
    middle = (80 + sum(WIDTHS) / 2, 120 + 6 * 24 / 2)
    turned = np.deg2rad(3.0)
    from_centre = np.array(middle) - (297.5, 421)
    expected = (297.5, 421) + np.array(
        [[np.cos(turned), -np.sin(turned)], [np.sin(turned), np.cos(turned)]]
    ) @ from_centre
    assert ((x0 + x1) / 2, (top + bottom) / 2) == pytest.approx(tuple(expected), abs=1.5)


@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
def test_quarter_turns_lead_back_to_the_page(quarter: int) -> None:
    paper, draw = sheet()
    for n in range(20):
        write(draw, 90, 100 + 24 * n, "Kegiatan pelayanan masyarakat pada triwulan pertama tahun berjalan")
    turned = picture(np.rot90(np.array(paper), -quarter))
    assert sideways(turned) is (quarter % 2 == 1)
    level = levelled(turned, quarter)
    height, width = turned.grey.shape
    corner = box_through(level.to_page, (0, 0, level.width, level.height))
    assert corner == pytest.approx((0, 0, width * 72 / 150, height * 72 / 150), abs=6)


def test_the_edge_of_the_paper_and_text_are_no_rules() -> None:
    paper, draw = sheet()
    draw.rectangle((0, 0, paper.width - 1, paper.height - 1), outline=60, width=3)
    for n in range(25):
        write(draw, 80, 90 + 18 * n, "Pemerintahan Umum dan Penyelenggaraan Urusan Kewilayahan Kecamatan", 10)
    rules = ruled(levelled(picture(np.array(paper))))
    assert grids_of(rules.horizontal, rules.vertical) == []


def test_faint_broken_and_dotted_rules_are_found() -> None:
    paper, draw = sheet()
    table(draw, (80, 120), (100, 100, 100), 30, [["a", "b", "c"]] * 4)
    grey = np.array(paper)
    grey[:, 300:306] = 255  # a fold without ink
    row = round(150 * 150 / 72)
    grey[row - 3 : row + 4, 170:780] = 255
    grey[row, 168:790] = 205  # one rule pale
    (grid,) = grids_of(*ruled(levelled(picture(grey)))[:2])
    assert (len(grid.ys) - 1, len(grid.xs) - 1, len(grid.fields)) == (4, 3, 12)


def test_a_letter_in_line_with_the_end_of_a_rule_does_not_make_it_longer() -> None:
    solid = Rule(50.0, 100.0, 200.0)
    page = np.zeros((200, 450), dtype=np.uint8)
    inked = np.zeros((3, 2 * 120), dtype=np.bool_)
    inked[1, 40:] = True
    inked[1, 8:30] = True  # a letter on half of the twenty points before the rule begins
    longer = Found(Rule(50.0, 80.0, 200.0), (slice(98, 101), slice(160, 400)), inked)
    assert not is_more(longer, [solid], page, 2.0, 13.0)
    inked[1, :40] = True
    assert is_more(longer, [solid], page, 2.0, 13.0)
    assert not is_more(longer, [Rule(50.0, 90.0, 200.0)], page, 2.0, 13.0)


def test_a_word_in_line_with_the_end_of_a_rule_does_not_make_it_longer() -> None:
    solid = Rule(50.0, 100.0, 200.0)
    inked = np.ones((3, 2 * 120), dtype=np.bool_)  # the bars of letters, joined over the gaps between them
    longer = Found(Rule(50.0, 80.0, 200.0), (slice(98, 101), slice(160, 400)), inked)
    page = np.zeros((200, 450), dtype=np.uint8)
    for stem in range(162, 200, 8):  # on some of the rule, but on half of what is new of it
        page[94:106, stem : stem + 4] = 255
    assert not is_more(longer, [solid], page, 2.0, 13.0)
    page[94:106] = 0
    assert is_more(longer, [solid], page, 2.0, 13.0)
