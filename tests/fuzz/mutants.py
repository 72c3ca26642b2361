"""PDFs that were damaged by chance, and what reading each has come to."""

from __future__ import annotations

import io
import random
import re
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pikepdf
from PIL import Image

from extract import reader
from extract.errors import UnreadableDocument
from extract.models import Document
from pipeline.executor import Report
from tests.extract.drawing import Sheet, save

EXTREMES = (
    b"0",
    b"-1",
    b"65536",
    b"2147483648",
    b"99999999999999999999",
    b"1e308",
    b"-0.0001",
    b"null",
    b"[]",
    b"<<>>",
)
WORDS = (b"endobj", b"endstream", b"stream\n", b"obj", b" 0 R", b">>", b"<<", b"(", b")", b"xref", b"trailer", b"%%EOF")
NAMES = (b"/FlateDecode", b"/LZWDecode", b"/DCTDecode", b"/ASCIIHexDecode", b"/Crypt", b"/Page", b"/Pages", b"/Kids")


def seeds(folder: Path) -> list[bytes]:
    """Sound PDFs of a few kilobytes: as plain text, compressed with streams of objects, and a picture."""
    sheets = [Sheet(), Sheet(rotate=90)]
    sheets[0].text(60, 60, "LAPORAN KINERJA KECAMATAN REKAAN", bold=True)
    sheets[0].table(
        [60, 250, 350, 450], [100, 130, 160], [["Indikator", "Target", "Realisasi"], ["Nilai", "90,00", "84,87"]]
    )
    sheets[0].squiggle(350, 600)
    sheets[0].text(350, 640, "NIP. 19850203 201001 2 005")
    sheets[1].text(60, 60, "Rekaan, 31 Januari 2025")
    plain = save(folder / "plain.pdf", *sheets)
    packed = io.BytesIO()
    with pikepdf.open(plain) as pdf:
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    picture = io.BytesIO()
    Image.radial_gradient("L").resize((60, 80)).save(picture, "PDF")
    return [plain.read_bytes(), packed.getvalue(), picture.getvalue()]


def mutant(among: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the sound files after one to eight accidents."""
    content = chance.choice(among)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        content = chance.choice(ACCIDENTS)(content, among, chance)
    return content


def _flip(content: bytes, among: Sequence[bytes], chance: random.Random) -> bytes:
    at = chance.randrange(len(content) or 1)
    return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]


def _cut(content: bytes, among: Sequence[bytes], chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) or 1)]


def _lose(content: bytes, among: Sequence[bytes], chance: random.Random) -> bytes:
    at = chance.randrange(len(content) or 1)
    return content[:at] + content[at + chance.randrange(400) :]


def _splice(content: bytes, among: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(among)
    start = chance.randrange(len(other))
    at = chance.randrange(len(content) or 1)
    return content[:at] + other[start : start + chance.randrange(1000)] + content[at:]


def _renumber(content: bytes, among: Sequence[bytes], chance: random.Random) -> bytes:
    """Another number, which may be a length, an offset, a size, or a reference that closes a circle."""
    return _replace(content, rb"\d+", (*EXTREMES, *(b"%d" % n for n in range(9))), chance)


def _rename(content: bytes, among: Sequence[bytes], chance: random.Random) -> bytes:
    return _replace(content, rb"/[A-Za-z]+", NAMES, chance)


def _reword(content: bytes, among: Sequence[bytes], chance: random.Random) -> bytes:
    return _replace(content, rb"endobj|endstream|stream\r?\n|obj|>>|<<|xref", WORDS, chance)


def _swap(content: bytes, among: Sequence[bytes], chance: random.Random) -> bytes:
    """Two objects in each other's place."""
    objects = list(re.finditer(rb"\d+ 0 obj.*?endobj", content, re.DOTALL))
    if len(objects) < 2:
        return content
    first, second = sorted(chance.sample(objects, 2), key=lambda one: one.start())
    between = content[first.end() : second.start()]
    return content[: first.start()] + second[0] + between + first[0] + content[second.end() :]


def _replace(content: bytes, pattern: bytes, by: Sequence[bytes], chance: random.Random) -> bytes:
    places = list(re.finditer(pattern, content))
    if not places:
        return content
    place = chance.choice(places)
    return content[: place.start()] + chance.choice(by) + content[place.end() :]


ACCIDENTS: tuple[Callable[[bytes, Sequence[bytes], random.Random], bytes], ...] = (
    *(_flip, _cut, _lose, _splice, _renumber, _renumber, _rename, _reword, _swap),
)


def read_all(files: Sequence[Path], report: Report) -> dict[str, str]:
    """Read the files; a task of the worker processes. Gives the traceback of each that ends in neither a document nor a
    reason why there is none."""
    problems: dict[str, str] = {}
    for done, file in enumerate(files, start=1):
        try:
            document = reader.read(file, file.name, ocr="never")
            assert msgspec.msgpack.decode(msgspec.msgpack.encode(document), type=Document) == document
            assert document.pages
            assert bool(document.error) == (document.status != "ok")
        except UnreadableDocument as error:
            assert error.reason_id
        except Exception:
            problems[file.name] = traceback.format_exc()
        report(done, len(files))
    return problems
