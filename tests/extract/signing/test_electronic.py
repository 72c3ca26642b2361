"""Signatures in the file: files signed here, changed here, checked without a network."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from extract.models import ElectronicSignature
from extract.passwords import use_passwords
from extract.signing.electronic import electronic_signatures
from extract.signing.pades import UNREADABLE
from tests.extract.signing.certificates import ISSUER, sign, signer
from tests.extract.signing.paper import printed, verdicts

SECOND, FIRST = "SUKIRMAN HADINATA", "RATNA WIDURI, S.Sos., M.M."
"""The persons whom the agreement names, one as printed with titles and one without."""


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return printed(tmp_path / "pk.pdf")


def test_no_signature(pdf: Path) -> None:
    assert electronic_signatures(pdf) == ()


def test_a_valid_signature(pdf: Path) -> None:
    (one,) = electronic_signatures(sign(pdf, signer(FIRST), "Pertama", box=(370, 370, 510, 430)))
    assert (one.field, one.signer, one.issuer) == ("Pertama", FIRST, ISSUER)
    assert one.intact and one.covers_file and not one.changed_after and not one.expired
    assert one.problem is None
    assert one.time is not None and datetime.fromisoformat(one.time).tzinfo is not None
    assert one.page == 1
    assert one.box == pytest.approx((370, 842 - 430, 510, 842 - 370), abs=0.1)


def test_what_is_found_can_be_stored(pdf: Path) -> None:
    found = electronic_signatures(sign(pdf, signer(FIRST), "Pertama"))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=tuple[ElectronicSignature, ...]) == found


def test_a_signature_in_a_locked_file(pdf: Path, tmp_path: Path) -> None:
    with pikepdf.open(pdf, allow_overwriting_input=True) as plain:
        plain.save(pdf, encryption=pikepdf.Encryption(owner="pemilik", user="rahasia"))
    sign(pdf, signer(FIRST), "Pertama", box=(370, 370, 510, 430), password="rahasia")
    assert electronic_signatures(pdf)[0].problem == UNREADABLE
    (tmp_path / "sandi.txt").write_text("salah\nrahasia\n")
    use_passwords(tmp_path / "sandi.txt")
    try:
        (one,) = electronic_signatures(pdf)
    finally:
        use_passwords(None)
    assert (one.signer, one.intact, one.problem, one.page) == (FIRST, True, None, 1)


def test_two_signers_one_after_the_other(pdf: Path) -> None:
    sign(pdf, signer(FIRST), "Pertama")
    first, second = electronic_signatures(sign(pdf, signer(SECOND), "Kedua"))
    assert (first.signer, second.signer) == (FIRST, SECOND)
    assert not first.covers_file and second.covers_file
    assert first.intact and not first.changed_after
    assert (first.problem, second.problem) == (None, None)


def test_a_page_changed_after_signing(pdf: Path) -> None:
    sign(pdf, signer(FIRST), "Pertama")
    with pdf.open("rb+") as stream:
        writer = IncrementalPdfFileWriter(stream)
        added = generic.StreamObject(stream_data=b"BT /F1 12 Tf 60 700 Td (Target 100%) Tj ET")
        writer.add_stream_to_page(0, writer.add_object(added))
        writer.write_in_place()
    (one,) = electronic_signatures(pdf)
    assert one.intact and one.changed_after and not one.covers_file
    assert one.problem == "dokumen diubah setelah ditandatangani"


def test_signed_bytes_that_were_altered(pdf: Path) -> None:
    sign(pdf, signer(FIRST), "Pertama")
    pdf.write_bytes(pdf.read_bytes().replace(b"10 Januari 2023", b"19 Januari 2023"))
    (one,) = electronic_signatures(pdf)
    assert not one.intact
    assert one.problem is not None and "tidak utuh" in one.problem


def test_a_certificate_that_had_expired(pdf: Path) -> None:
    (one,) = electronic_signatures(sign(pdf, signer(FIRST, until=2020), "Pertama"))
    assert one.intact and one.expired
    assert one.problem == "sertifikat tidak berlaku pada waktu penandatanganan"


def test_a_certificate_that_vouches_for_itself(pdf: Path) -> None:
    (one,) = electronic_signatures(sign(pdf, signer(FIRST, issuer=FIRST), "Pertama"))
    assert one.problem is not None and "dibuat sendiri" in one.problem


def test_a_broken_signature_is_reported_and_stops_nothing(pdf: Path) -> None:
    sign(pdf, signer(FIRST), "Pertama")
    start = pdf.read_bytes().index(b"/Contents <") + 11
    data = bytearray(pdf.read_bytes())
    data[start : start + 40] = b"0" * 40
    pdf.write_bytes(bytes(data))
    (one,) = electronic_signatures(pdf)
    assert not one.intact and one.problem


def test_a_file_that_is_no_pdf_has_no_readable_signature(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"/ByteRange [0 1 2 3]")
    (one,) = electronic_signatures(path)
    assert one.problem


def test_each_party_has_its_own_signature(pdf: Path) -> None:
    sign(pdf, signer(FIRST), "Pertama", box=(370, 370, 510, 430))
    left, right = verdicts(pdf)
    assert left.kind == "nothing"
    assert right.kind == "electronic" and right.signed
    sign(pdf, signer(SECOND), "Kedua")
    left, right = verdicts(pdf)
    assert left.kind == right.kind == "electronic"
    assert SECOND in left.detail and FIRST in right.detail


def test_an_invisible_signature_proves_the_claim_of_the_only_block_that_makes_one(tmp_path: Path) -> None:
    path = printed(tmp_path / "a.pdf", "Ditandatangani secara elektronik")
    sign(path, signer("Dinas Contoh"), "Segel")
    left, right = verdicts(path)
    assert (left.kind, right.kind) == ("nothing", "electronic")
    assert right.confidence < 0.8
