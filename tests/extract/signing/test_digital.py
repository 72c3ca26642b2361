"""Born-digital pages: strokes, pictures, codes and words over the room to sign."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import zxingcpp

from tests.extract.drawing import Sheet, save
from tests.extract.signing.paper import BLUE, LEFT, PURPLE, RIGHT, Pixels, agreement, pasted, pen, printed, verdicts

LINK = "https://tte.contoh.test/verifikasi/8f31"


def signature_picture(stamp: bool = False, ink: bool = True) -> Pixels:
    picture = np.full((160, 320, 3), 250, np.uint8)
    if stamp:
        for radius in (70, 50):
            cv2.circle(picture, (90, 80), radius, PURPLE, 2, cv2.LINE_AA)
    if ink:
        points = np.rint(pen(200, 80) + np.array([180, 80])).astype(np.int32)
        cv2.polylines(picture, [points], False, BLUE, 3, cv2.LINE_AA)
    return picture


def code_picture() -> Pixels:
    code = zxingcpp.create_barcode(LINK, zxingcpp.BarcodeFormat.QRCode)
    return cv2.cvtColor(np.asarray(code.to_image(scale=6)), cv2.COLOR_GRAY2RGB)


def test_nothing_on_either_side(tmp_path: Path) -> None:
    assert [one.kind for one in verdicts(printed(tmp_path / "pk.pdf"))] == ["nothing", "nothing"]


def test_drawn_strokes_are_ink(tmp_path: Path) -> None:
    sheet = agreement()
    sheet.squiggle(LEFT[0] - 30, LEFT[1])
    assert [one.kind for one in verdicts(save(tmp_path / "pk.pdf", sheet))] == ["ink", "nothing"]


def test_a_pasted_signature_and_a_pasted_stamp(tmp_path: Path) -> None:
    path = printed(tmp_path / "pk.pdf")
    pasted(path, signature_picture(stamp=True), LEFT, 140)
    pasted(path, signature_picture(stamp=True, ink=False), RIGHT, 140)
    left, right = verdicts(path)
    assert (left.kind, left.detail, left.signed) == ("image", "dengan stempel", True)
    assert (right.kind, right.signed) == ("stamp", False)


def test_a_picture_behind_the_whole_page_is_no_mark(tmp_path: Path) -> None:
    path = printed(tmp_path / "pk.pdf")
    pasted(path, signature_picture(), (297, 421), 590)
    assert {one.kind for one in verdicts(path)} == {"nothing"}


def test_a_code_is_a_claim_and_its_content_is_kept(tmp_path: Path) -> None:
    path = pasted(printed(tmp_path / "pk.pdf"), code_picture(), RIGHT, 55)
    left, right = verdicts(path)
    assert left.kind == "nothing"
    assert (right.kind, right.signed) == ("claim", False)
    assert LINK in right.detail


def test_words_that_claim_an_electronic_signature(tmp_path: Path) -> None:
    left, right = verdicts(printed(tmp_path / "pk.pdf", "Ditandatangani secara elektronik", "menggunakan sertifikat"))
    assert left.kind == "nothing"
    assert right.kind == "claim"
    assert "Ditandatangani secara elektronik" in right.detail


def test_printed_ttd_is_no_signature(tmp_path: Path) -> None:
    _, right = verdicts(printed(tmp_path / "pk.pdf", "ttd."))
    assert right.kind == "nothing"
    assert "ttd" in right.detail


def test_a_page_without_blocks_has_no_verdicts(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(60, 100, "Uraian capaian kinerja tahun berjalan.")
    assert verdicts(save(tmp_path / "a.pdf", sheet)) == []


def test_a_page_that_stands_sideways(tmp_path: Path) -> None:
    sheet = Sheet(sideways=True)
    for n in range(3):
        sheet.text(60, 100 + 14 * n, "Pihak Kedua akan melakukan supervisi serta evaluasi terhadap capaian kinerja.")
    for x, role, name in ((100, "Pihak Kedua,", "SUKIRMAN HADINATA, S.H."), (500, "Pihak Pertama,", "RATNA WIDURI")):
        sheet.text(x, 380, role)
        sheet.text(x, 480, name)
        sheet.text(x, 494, "NIP. 19840623 200902 2 005")
    sheet.squiggle(520, 430)
    left, right = verdicts(save(tmp_path / "pk.pdf", sheet))
    assert (left.kind, right.kind) == ("nothing", "ink")
    # Text runs upwards: 520 points to the right on the turned page is 520 up from the bottom of the one displayed.
    assert right.box is not None
    assert 400 < right.box[0] < 430 < right.box[2] < 460
    assert 842 - 590 < right.box[1] < right.box[3] < 842 - 510
