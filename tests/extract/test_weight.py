"""What unpacks to too much is refused before it is parsed, and what is merely large is not."""

import base64
import io
import random
import zlib
from pathlib import Path

import pytest
from PIL import Image

from extract import filters, weight
from extract.errors import UnreadableDocument
from extract.reader import page_count

MIB = 1 << 20
SUBMISSIONS = Path(__file__).parents[2] / "samples" / "submissions"


def pdf(path: Path, entries: bytes, content: bytes, *others: bytes) -> Path:
    """One page whose content is a stream with these dictionary entries; ``others`` are further objects from 5 on."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 280] /Contents 4 0 R >>",
        b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content),
        *others,
    ]
    body = b"%PDF-1.4\n"
    for number, one in enumerate(objects, start=1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    path.write_bytes(body + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n")
    return path


def deflated(content: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content


def refused(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        page_count(path)
    return caught.value.reason_id


BLANKS = b" " * (40 * MIB)
ZEROS = bytes((129, 0)) * (MIB // 2)  # 64 MiB in run lengths


@pytest.mark.parametrize(
    ("entries", "content"),
    [
        (b"/Filter /FlateDecode", deflated(BLANKS)),
        (b"/Filter [/FlateDecode /FlateDecode]", deflated(BLANKS, 2)),
        (b"/Filter [ /Fl#61teDecode/FlateDecode ]", deflated(BLANKS, 2)),
        (b"/Filter [/ASCIIHexDecode /FlateDecode]", deflated(BLANKS).hex().encode() + b">"),
        (b"/Filter [/FlateDecode /RunLengthDecode]", deflated(ZEROS)),
        (b"/Filter 5 0 R", deflated(BLANKS)),
        (b"/Filter [5 0 R 5 0 R]", deflated(BLANKS, 2)),
        (b"/Filter 99 0 R", deflated(BLANKS, 2)),
        (b"/Subtype /Image /Width 9 /Height 9 /Filter /FlateDecode", deflated(BLANKS)),
        (b"/Filter /FlateDecode /Pad (%s)" % (b"x" * 5000), deflated(BLANKS)),
    ],
)
def test_a_bomb_is_refused_with_a_reason(tmp_path: Path, entries: bytes, content: bytes) -> None:
    path = pdf(tmp_path / "a.pdf", entries, content, b"/FlateDecode")
    assert refused(path).startswith("isi terkompresi melewati batas: ")


def test_a_bomb_without_the_truth_about_its_length_is_found(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", b"/Filter /FlateDecode", deflated(BLANKS))
    content = path.read_bytes()
    length = b"/Length %d" % len(deflated(BLANKS))
    assert length in content
    path.write_bytes(content.replace(length, b"/Length 3"))
    assert "melewati batas" in refused(path)
    path.write_bytes(content.replace(length, b"/Length 6 0 R").replace(b"\nendstream", b""))
    assert "melewati batas" in refused(path)


def test_filters_without_end_are_refused(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", b"/Filter [" + b"/FlateDecode" * 100 + b"]", deflated(b"q Q", 3))
    assert "100 kali" in refused(path)


@pytest.mark.parametrize(
    ("entries", "content"),
    [
        (b"/Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 1 /Filter /JBIG2Decode", b""),
        (
            b"/Subtype /Image /Width 9 /Height 9 /Filter /CCITTFaxDecode /DecodeParms << /Columns 90000 /Rows 90000>>",
            b"",
        ),
        (
            b"/Subtype /Image /Width 9 /Height 9 /Filter /JPXDecode",
            b"\xff\x4f\xff\x51\x00\x2f\x00\x00" + (90000).to_bytes(4, "big") * 2 + bytes(8),
        ),
    ],
)
def test_a_picture_of_too_many_pixels_is_refused(tmp_path: Path, entries: bytes, content: bytes) -> None:
    assert refused(pdf(tmp_path / "a.pdf", entries, content)).startswith("ukuran gambar melewati batas: ")


def test_a_photograph_that_is_larger_than_it_is_said_to_be_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("L", (8, 8)).save(buffer, "JPEG")
    content = bytearray(buffer.getvalue())
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = b"\xff\xff\xff\xff"
    path = pdf(tmp_path / "a.pdf", b"/Subtype /Image /Width 8 /Height 8 /Filter /DCTDecode", bytes(content))
    assert "65535 × 65535 piksel" in refused(path)


def test_rows_that_take_all_memory_are_refused(tmp_path: Path) -> None:
    entries = b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2000000 /Colors 32 >>"
    assert "baris data" in refused(pdf(tmp_path / "a.pdf", entries, deflated(b"q Q")))


def test_what_is_large_but_honest_is_read(tmp_path: Path) -> None:
    chance = random.Random(1)
    drawing = b"".join(b"%d %d m %d %d l S\n" % tuple(chance.randrange(1000) for _ in range(4)) for _ in range(20_000))
    drawn = pdf(tmp_path / "drawing.pdf", b"/Filter /FlateDecode", zlib.compress(drawing * 56))
    assert len(drawing) * 60 > weight.HARMLESS
    assert page_count(drawn) == 1
    blank = b"/Subtype /Image /Width 5000 /Height 5000 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /FlateDecode"
    scan = pdf(tmp_path / "scan.pdf", blank, deflated(bytes([255]) * (5000 * 5000 * 3)))
    assert page_count(scan) == 1


def test_the_samples_are_not_refused() -> None:
    paths = sorted(SUBMISSIONS.rglob("*.pdf"))
    assert paths
    for path in paths:
        weight.check(path)


def chunks(content: bytes, size: int = 7) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


def test_filters_give_what_was_packed() -> None:
    chance = random.Random(2)
    content = bytes(chance.choice(b"abcdefgh \n") for _ in range(20_000)) + bytes(5000)
    buffer = io.BytesIO()
    Image.frombytes("L", (250, 100), content).save(buffer, "TIFF", compression="tiff_lzw", tiffinfo={278: 100})
    with Image.open(buffer) as picture:
        (start,), (length,) = picture.tag_v2[273], picture.tag_v2[279]
    packed = buffer.getvalue()[start : start + length]
    assert b"".join(filters.lzw(chunks(packed))) == content
    assert b"".join(filters.flate(chunks(deflated(content)))) == content
    assert b"".join(filters.unknown(chunks(deflated(content, 3), 2))) == content
    assert b"".join(filters.hexadecimal(chunks(content.hex().encode() + b">"))) == content
    runs = b"".join(bytes((len(one) - 1,)) + one for one in chunks(content, 128)) + bytes((200, 65, 128))
    assert b"".join(filters.run_length(chunks(runs))) == content + b"A" * 57


def test_ascii85_gives_what_was_packed() -> None:
    content = bytes(range(256)) * 9 + bytes(8) + b"end"
    packed = base64.a85encode(content, adobe=True)
    assert b"".join(filters.ascii85(chunks(packed, 11))) == content
