"""Which parts of a page are shown."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from audit.models import Evidence, Finding
from extract.models import Box, Cell, Line, Region, Table, Word
from reports import pages
from reports.crops import MAX_PAGES, crops, shown
from reports.labels import clean, page_list
from reports.layout import Layout, layout
from reports.pages import PageImage, Pictures, render
from tests.reports.conftest import REPORTED, black_boxes_pdf

NOWHERE = Layout({}, {})


def image(number: int = 1, width: float = 595.0) -> PageImage:
    return PageImage(f"halaman-{number}", "a.pdf", number, width, 842.0, "data:,")


def over_two_pages() -> Layout:
    """A table with a header of one row that begins on page 1 and goes on, a bit to the right, on page 2.

    The cell of its first column is merged over the break, so that page 2 has the second column only.
    """
    cells = (
        Cell(0, 0, 1, 1, "No", 1, (40.0, 100.0, 80.0, 180.0)),
        Cell(0, 1, 1, 1, "Indikator", 1, (80.0, 100.0, 500.0, 180.0)),
        Cell(1, 0, 2, 1, "1", 1, (40.0, 180.0, 80.0, 800.0)),
        Cell(1, 1, 1, 1, "A", 1, (80.0, 180.0, 500.0, 800.0)),
        Cell(2, 1, 1, 1, "B", 2, (90.0, 120.0, 510.0, 700.0)),
    )
    regions = (Region(1, (40.0, 100.0, 500.0, 800.0)), Region(2, (90.0, 120.0, 510.0, 700.0)))
    return layout({"a.pdf": (Table("t1", regions, cells, header_rows=1),)}, ())


def found(*boxes: tuple[int, Box]) -> Finding:
    evidence = tuple(
        Evidence("a.pdf", page, box, "1", "input" if index else "reported") for index, (page, box) in enumerate(boxes)
    )
    return Finding(
        "x", "H202", "hitungan", "tinggi", "pasti", "", "", "", "1", None, None, "", 1.0, evidence
    )  # fmt: skip


def test_near_boxes_share_a_strip_and_far_ones_do_not() -> None:
    near, far = (50.0, 120.0, 90.0, 130.0), (50.0, 600.0, 90.0, 610.0)
    [crop] = crops(found((1, (50.0, 100.0, 90.0, 110.0)), (1, near), (1, far)), {("a.pdf", 1): image()}, NOWHERE)
    assert [len(strip.evidence) for strip in crop.strips] == [2, 1]
    assert crop.strips[0].view == (0.0, 74.0, 595.0, 156.0)


def test_reported_page_comes_first() -> None:
    images = {("a.pdf", number): image(number) for number in (1, 2)}
    cropped = crops(found((2, (1.0, 10.0, 2.0, 20.0)), (1, (1.0, 10.0, 2.0, 20.0))), images, NOWHERE)
    assert [crop.image.number for crop in cropped] == [2, 1]


def test_crops_end_with_a_whole_row() -> None:
    rows = [(180.0, 200.0), (200.0, 222.0), (222.0, 260.0)]
    cells = tuple(Cell(r, 0, 1, 1, "1", 1, (40.0, top, 500.0, bottom)) for r, (top, bottom) in enumerate(rows))
    places = layout({"a.pdf": (Table("t1", (Region(1, (40.0, 180.0, 500.0, 260.0)),), cells),)}, ())
    [crop] = crops(found((1, (50.0, 185.0, 90.0, 195.0))), {("a.pdf", 1): image()}, places)
    assert crop.strips[0].view[3] == 203.0
    [crop] = crops(found((1, (50.0, 230.0, 90.0, 260.0))), {("a.pdf", 1): image()}, places)
    assert crop.strips[0].view[3] == 263.0


def test_evidence_on_many_pages_is_not_all_shown() -> None:
    everywhere = found(*((page, (1.0, 10.0, 2.0, 20.0)) for page in range(20, 1, -1)))
    assert list(shown(everywhere)) == [("a.pdf", page) for page in range(20, 20 - MAX_PAGES, -1)]


@pytest.mark.parametrize(("row", "strips", "top"), [(250.0, 1, 98.5), (600.0, 2, 98.5)])
def test_header_of_the_table_is_shown(row: float, strips: int, top: float) -> None:
    [crop] = crops(found((1, (50.0, row, 90.0, row + 10))), {("a.pdf", 1): image()}, over_two_pages())
    assert len(crop.strips) == strips
    assert crop.strips[0].view[1] == top


def test_header_of_a_continued_table_comes_from_its_first_page() -> None:
    places = over_two_pages()
    finding = found((2, (100.0, 125.0, 130.0, 135.0)))
    assert places.pages(finding.evidence) == {("a.pdf", 1), ("a.pdf", 2)}
    images = {("a.pdf", number): image(number) for number in (1, 2)}
    [crop] = crops(finding, images, places)
    assert [(strip.image.number, strip.view) for strip in crop.strips] == [
        (1, (-10.0, 98.5, 585.0, 181.5)),  # its columns over those of page 2
        (2, (0.0, 118.5, 595.0, 164.0)),  # nothing of the header that page 2 may repeat
    ]
    assert crop.header_pages == [1]
    [without] = crops(finding, {("a.pdf", 2): image(2)}, places)
    assert [strip.image.number for strip in without.strips] == [2]


def test_crops_begin_with_a_whole_row_below_a_header_that_is_repeated_within_a_page() -> None:
    tops = (100.0, 300.0, 480.0, 500.0)  # the header stands again between 320 and 480, and is not among the cells
    cells = tuple(Cell(r, 0, 1, 1, "x", 1, (40.0, top, 500.0, top + 20.0)) for r, top in enumerate(tops))
    places = layout({"a.pdf": (Table("t1", (Region(1, (40.0, 100.0, 500.0, 520.0)),), cells, header_rows=1),)}, ())
    for top in (480.0, 500.0):
        [crop] = crops(found((1, (50.0, top, 90.0, top + 10.0))), {("a.pdf", 1): image()}, places)
        assert [strip.view[1] for strip in crop.strips] == [98.5, 478.5]


def test_tables_that_are_compared_have_their_own_headers() -> None:
    def grid(id: str, top: float) -> Table:
        boxes = (40.0, top, 500.0, top + 40), (40.0, top + 40, 500.0, top + 80)
        cells = tuple(Cell(r, 0, 1, 1, "x", 1, box) for r, box in enumerate(boxes))
        return Table(id, (Region(1, (40.0, top, 500.0, top + 80)),), cells, header_rows=1)

    places = layout({"a.pdf": (grid("t1", 100.0), grid("t2", 185.0))}, ())
    reported, reference = (1, (50.0, 150.0, 90.0, 160.0)), (1, (50.0, 235.0, 90.0, 245.0))
    [crop] = crops(found(reported, reference), {("a.pdf", 1): image()}, places)
    assert [strip.view[1] for strip in crop.strips] == [98.5, 183.5]


@pytest.mark.parametrize(
    ("direction", "words"),
    [
        (90, ((10.0, 700.0, 22.0, 760.0), (10.0, 600.0, 22.0, 690.0))),
        (180, ((300.0, 10.0, 380.0, 22.0), (200.0, 10.0, 290.0, 22.0))),
        (270, ((10.0, 100.0, 22.0, 160.0), (10.0, 170.0, 22.0, 240.0))),
        (0, ((200.0, 10.0, 290.0, 22.0), (300.0, 10.0, 380.0, 22.0))),
    ],
)
def test_direction_of_text(direction: int, words: tuple[Box, Box]) -> None:
    line = Line(1, tuple(Word("kata", box) for box in words))
    cell = Cell(0, 0, 1, 1, "kata kata", 1, words[0], lines=(line,))
    places = layout({"a.pdf": (Table("t1", (Region(1, words[0]),), (cell,)),)}, ())
    assert places.turns.get(("a.pdf", 1), 0) == direction


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pictures_keep_their_boxes(turn: int, pdfs: dict[str, Path]) -> None:
    [(name, path)] = pdfs.items()
    picture = render(Pictures({name: path}, ((name, 1),), {(name, 1): turn}))[name, 1]
    assert (picture.width, picture.height) == ((842.0, 595.0) if turn in (90, 270) else (595.0, 842.0))
    pixels = Image.open(io.BytesIO(base64.b64decode(picture.uri.partition(",")[2]))).convert("L")
    x0, top, x1, bottom = (edge * pixels.width / picture.width for edge in picture.upright(REPORTED))
    assert pixels.crop((round(x0) + 2, round(top) + 2, round(x1) - 2, round(bottom) - 2)).getextrema()[1] < 80
    assert pixels.getpixel((round(x0) - 6, round((top + bottom) / 2))) > 200


def test_pages_that_look_the_same_share_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "jilid.pdf"
    black_boxes_pdf(path, [(0, REPORTED), (0, (10.0, 10.0, 60.0, 60.0)), (0, REPORTED)])
    wanted = tuple(("a.pdf", number) for number in (1, 2, 3))
    first, other, again = render(Pictures({"a.pdf": path}, wanted, {})).values()
    assert first.id == again.id != other.id
    assert (first.number, again.number) == (1, 3)


def test_pictures_are_coarser_when_they_would_take_too_much(
    pdfs: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    [(name, path)] = pdfs.items()
    wanted = Pictures({name: path}, ((name, 1), (name, 2)), {})
    fine = render(wanted)
    monkeypatch.setattr(pages, "BUDGET", max(len(image.uri) for image in fine.values()))
    coarse = render(wanted)
    assert fine.keys() == coarse.keys()
    assert sum(len(image.uri) for image in coarse.values()) < sum(len(image.uri) for image in fine.values())
    assert coarse[name, 1].upright(REPORTED) == fine[name, 1].upright(REPORTED)


def test_wide_pages_are_cropped_at_the_sides() -> None:
    [crop] = crops(found((1, (1000.0, 100.0, 1050.0, 110.0))), {("a.pdf", 1): image(width=1191.0)}, NOWHERE)
    [strip] = crop.strips
    assert strip.width == pytest.approx(660.0, abs=60)
    assert strip.view[2] <= 1191.0


def test_broken_files_have_no_pictures(tmp_path: Path) -> None:
    path = tmp_path / "rusak.pdf"
    path.write_bytes(b"bukan PDF")
    pdfs = {"a.pdf": path, "b.pdf": tmp_path / "hilang.pdf"}
    assert render(Pictures(pdfs, (("a.pdf", 1), ("b.pdf", 1), ("c.pdf", 1)), {})) == {}


def test_page_lists_and_forbidden_characters() -> None:
    assert page_list([9, 3, 4, 5, 3]) == "3-5, 9"
    assert clean("ka\ufffeta\x00 – √ 𝟙\n") == "kata – √ 𝟙\n"
