"""From signed PDF files to findings: what was drawn over a block, and signatures in the file itself."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from audit.models import Finding
from audit.profile import load
from audit.registry import Context, find_rule
from extract.reader import read
from normalize.build import build
from tests.extract.drawing import save
from tests.extract.signing.certificates import sign, signer
from tests.extract.signing.paper import LEFT, RIGHT, agreement, pasted, printed
from tests.extract.signing.test_digital import code_picture, signature_picture

SECOND, FIRST = "SUKIRMAN HADINATA", "RATNA WIDURI, S.Sos., M.M."


def findings(path: Path, code: str) -> list[Finding]:
    submission = build("wanasari", "wanasari", [read(path, path.name)])
    rule = find_rule(code)
    return list(rule.check(Context(submission, load(), rule)))


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return printed(tmp_path / "pk.pdf")


# --- P301 ------------------------------------------------------------------------------------------------------------


def signed_right(path: Path) -> Path:
    return pasted(path, signature_picture(stamp=True), RIGHT, 140)


def test_p301_accepts_an_agreement_that_both_have_signed(pdf: Path) -> None:
    assert findings(pasted(signed_right(pdf), signature_picture(), LEFT, 140), "P301") == []


def test_p301_names_who_has_signed_half_an_agreement(pdf: Path) -> None:
    [found] = findings(signed_right(pdf), "P301")
    assert found.subject.startswith("SUKIRMAN HADINATA")
    assert (found.severity, found.verdict, found.reported) == ("tinggi", "pasti", "tanpa tanda tangan")


def test_p301_tells_a_stamp_from_a_signature(pdf: Path) -> None:
    pasted(signed_right(pdf), signature_picture(stamp=True, ink=False), LEFT, 140)
    [found] = findings(pdf, "P301")
    assert found.title == "Blok tanda tangan hanya dibubuhi stempel"
    assert (found.severity, found.verdict) == ("tinggi", "perlu_cek")
    assert len(found.evidence) == 2
    assert found.confidence < 1


def test_p301_tells_a_paraf_from_a_signature(pdf: Path) -> None:
    small = np.full((40, 40, 3), 250, np.uint8)
    cv2.ellipse(small, (20, 20), (14, 14), 0, 0, 300, (25, 45, 150), 2, cv2.LINE_AA)
    pasted(signed_right(pdf), small, LEFT, 24)
    [found] = findings(pdf, "P301")
    assert (found.title, found.severity) == ("Blok tanda tangan hanya dibubuhi paraf", "sedang")


def test_p301_does_not_call_a_claim_unsigned(pdf: Path) -> None:
    pasted(signed_right(pdf), code_picture(), LEFT, 55)
    [found] = findings(pdf, "P301")
    assert found.title == "Klaim tanda tangan elektronik tidak terbukti dalam berkas"
    assert (found.severity, found.verdict) == ("sedang", "perlu_cek")
    assert "https://tte.contoh.test" in found.message
    assert "tidak dibubuhi" not in found.message


def test_p301_tells_the_claims_of_a_file_once(tmp_path: Path) -> None:
    path = printed(tmp_path / "pk.pdf", "Ditandatangani secara elektronik")
    [found] = findings(pasted(path, code_picture(), LEFT, 55), "P301")
    assert "2 blok tanda tangan (halaman 1)" in found.message
    assert len(found.evidence) == 4


def test_p301_reports_a_printed_ttd_as_a_copy(tmp_path: Path) -> None:
    sheet = agreement("ttd.")
    sheet.squiggle(LEFT[0] - 30, LEFT[1])
    [found] = findings(save(tmp_path / "pk.pdf", sheet), "P301")
    assert (found.reported, found.severity, found.verdict) == ("ttd", "sedang", "perlu_cek")
    assert "salinan" in found.message


def test_p301_reports_a_file_that_nobody_signed_once(pdf: Path) -> None:
    [found] = findings(pdf, "P301")
    assert "2 blok tanda tangan" in found.message
    assert found.verdict == "perlu_cek"


def test_p301_accepts_electronic_signatures(pdf: Path) -> None:
    sign(sign(pdf, signer(FIRST), "Pertama", box=(370, 370, 510, 430)), signer(SECOND), "Kedua")
    assert findings(pdf, "P301") == []


# --- P306 ------------------------------------------------------------------------------------------------------------


def test_p306_accepts_files_without_and_with_valid_signatures(pdf: Path) -> None:
    assert findings(pdf, "P306") == []
    sign(sign(pdf, signer(FIRST), "Pertama", box=(370, 370, 510, 430)), signer(SECOND), "Kedua")
    assert findings(pdf, "P306") == []


def test_p306_reports_what_was_added_after_signing(pdf: Path) -> None:
    sign(pdf, signer(FIRST), "Pertama", box=(370, 370, 510, 430))
    with pdf.open("rb+") as stream:
        writer = IncrementalPdfFileWriter(stream)
        added = generic.StreamObject(stream_data=b"BT /F1 12 Tf 60 700 Td (Target 100%) Tj ET")
        writer.add_stream_to_page(0, writer.add_object(added))
        writer.write_in_place()
    [found] = findings(pdf, "P306")
    assert (found.title, found.severity, found.verdict) == (
        "Dokumen diubah setelah ditandatangani",
        "tinggi",
        "perlu_cek",
    )
    assert found.subject == FIRST
    assert found.evidence[0].bbox == pytest.approx((370, 842 - 430, 510, 842 - 370), abs=0.1)


def test_p306_is_sure_of_altered_bytes_and_shows_the_block_of_an_invisible_signature(pdf: Path) -> None:
    sign(pdf, signer(FIRST), "Pertama")
    pdf.write_bytes(pdf.read_bytes().replace(b"10 Januari 2023", b"19 Januari 2023"))
    [found] = findings(pdf, "P306")
    assert (found.severity, found.verdict) == ("tinggi", "pasti")
    assert "tidak utuh" in found.message
    x0, top, x1, bottom = found.evidence[0].bbox
    assert x0 < RIGHT[0] < x1 and top < RIGHT[1] < bottom


def test_p306_reports_a_certificate_that_had_expired(pdf: Path) -> None:
    [found] = findings(sign(pdf, signer(FIRST, until=2020), "Pertama"), "P306")
    assert (found.title, found.severity) == ("Sertifikat elektronik tidak berlaku", "sedang")
    assert "tertanggal" in found.message


def test_p306_doubts_a_certificate_of_ones_own_and_an_unreadable_signature(pdf: Path, tmp_path: Path) -> None:
    [own] = findings(sign(pdf, signer(FIRST, issuer=FIRST), "Pertama"), "P306")
    assert (own.severity, own.verdict) == ("rendah", "perlu_cek")
    broken = printed(tmp_path / "broken.pdf")
    sign(broken, signer(FIRST), "Pertama")
    data = bytearray(broken.read_bytes())
    start = data.index(b"/Contents <") + 11
    data[start : start + 40] = b"0" * 40
    broken.write_bytes(bytes(data))
    [found] = findings(broken, "P306")
    assert found.verdict == "perlu_cek"
    assert "tidak dapat diperiksa" in found.message
