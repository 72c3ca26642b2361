"""Which parts of a page are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.models import Evidence, Finding
from extract.models import Box
from reports.crops import crops
from reports.labels import clean, page_list
from reports.pages import PageImage, render


def image(number: int = 1, width: float = 595.0) -> PageImage:
    return PageImage(f"halaman-{number}", "a.pdf", number, width, 842.0, "data:,")


def found(*boxes: tuple[int, Box], table: str | None = None) -> Finding:
    evidence = tuple(
        Evidence("a.pdf", page, box, "1", "input" if index else "reported") for index, (page, box) in enumerate(boxes)
    )
    return Finding(
        "x", "H202", "hitungan", "tinggi", "pasti", "", "", "", "1", None, None, "", 1.0, evidence, table
    )  # fmt: skip


def test_near_boxes_share_a_strip_and_far_ones_do_not() -> None:
    near, far = (50.0, 120.0, 90.0, 130.0), (50.0, 600.0, 90.0, 610.0)
    [crop] = crops(found((1, (50.0, 100.0, 90.0, 110.0)), (1, near), (1, far)), {("a.pdf", 1): image()}, {})
    assert [len(strip.evidence) for strip in crop.strips] == [2, 1]
    assert crop.strips[0].view == (0.0, 74.0, 595.0, 156.0)


def test_reported_page_comes_first() -> None:
    images = {("a.pdf", number): image(number) for number in (1, 2)}
    shown = crops(found((2, (1.0, 10.0, 2.0, 20.0)), (1, (1.0, 10.0, 2.0, 20.0))), images, {})
    assert [crop.image.number for crop in shown] == [2, 1]


@pytest.mark.parametrize(("row", "strips", "top"), [(250.0, 1, 96.0), (600.0, 2, 96.0)])
def test_header_of_the_table_is_shown(row: float, strips: int, top: float) -> None:
    headers = {("a.pdf", "t1"): {1: (40.0, 100.0, 500.0, 180.0)}}
    finding = found((1, (50.0, row, 90.0, row + 10)), table="t1")
    [crop] = crops(finding, {("a.pdf", 1): image()}, headers)
    assert len(crop.strips) == strips
    assert crop.strips[0].view[1] == top


def test_wide_pages_are_cropped_at_the_sides() -> None:
    [crop] = crops(found((1, (1000.0, 100.0, 1050.0, 110.0))), {("a.pdf", 1): image(width=1191.0)}, {})
    [strip] = crop.strips
    assert strip.width == pytest.approx(660.0, abs=60)
    assert strip.view[2] <= 1191.0


def test_broken_files_have_no_pictures(tmp_path: Path) -> None:
    path = tmp_path / "rusak.pdf"
    path.write_bytes(b"bukan PDF")
    assert render({"a.pdf": path, "b.pdf": tmp_path / "hilang.pdf"}, [("a.pdf", 1), ("b.pdf", 1), ("c.pdf", 1)]) == {}


def test_page_lists_and_forbidden_characters() -> None:
    assert page_list([9, 3, 4, 5, 3]) == "3-5, 9"
    assert clean("ka\ufffeta\x00 – √ 𝟙\n") == "kata – √ 𝟙\n"
