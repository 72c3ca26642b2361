"""What a PDF weighs once it is unpacked, found out before any library unpacks it.

Libraries inflate streams without a cap, and a few hundred bytes can hold gigabytes. So the file is searched for its
streams, whatever its cross-reference table says of them, and each is unpacked piece by piece without being kept. What
is more than any honest document has is refused. Streams of encrypted files cannot be looked into; for these, and for
what hides from the search, the limits of the process remain.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from extract.errors import UnreadableDocument
from extract.filters import FILTERS, SLOW, flate, unknown

MIB = 1 << 20

MOST_UNPACKED = 256 * MIB
"""Bytes of one stream: drawings and fonts have some 30 MB at most."""

MOST_IN_ALL = 2048 * MIB
"""Bytes of all streams but pictures."""

HARMLESS, MOST_TIMES = 16 * MIB, 200
"""A stream may be larger than this only if it is at most so many times its packed size. Text and drawings are packed
to a tenth, fonts to a half."""

MOST_PIXELS = 250_000_000
"""Of one picture; a sheet of A0 at 300 dots per inch has 140 million."""

MOST_PICTURES = 1024 * MIB
"""Bytes of pictures that are unpacked to see whether they are what they say; beyond it they are believed."""

MOST_STREAMS = 1_000_000
MOST_SLOW = 4 * MIB
"""Packed bytes of all streams whose filters are undone slowly; beyond it they are believed. They are rare in PDFs of
this century, and so many of them are no small bomb."""

MOST_FILTERS = 8
"""One upon the other; two are rare."""

MOST_REFERENCES = 64
"""Filters named elsewhere in the file that are looked up; each look-up goes through all of it."""

_BLOCK = 1 << 16
_HEADER = 4096
"""Bytes before a stream that are searched for its dictionary."""

_NAME = rb"/[^\s/<>\[\]()%]+"
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|" + _NAME + rb"|\d+\s+\d+\s+R)")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
_NUMBER = {
    key: re.compile(rb"/" + key.encode() + rb"\s+(\d{1,12})")
    for key in ("Width", "Height", "BitsPerComponent", "Columns", "Colors", "Rows")
}
_PART = re.compile(_NAME + rb"|\d+\s+\d+\s+R")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_JPEG_SIZE = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})


class TooHeavy(UnreadableDocument):
    """A file that unpacks to more than any honest document does."""


def check(path: Path) -> None:
    """Refuse a PDF that unpacks to too much; raises TooHeavy and OSError. The file must not be empty."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        _Scales(data).weigh()


class _Stream:
    """A stream and what stands in its dictionary; ``end`` is where its data end, as far as that can be told."""

    def __init__(self, data: mmap.mmap, at: int, start: int) -> None:
        before = data[max(0, at - _HEADER) : at]
        begin = before.rfind(b"obj")
        self.known = begin >= 0
        self.dictionary = _ESCAPE.sub(lambda match: bytes((int(match[1], 16),)), before[max(begin, 0) :])
        self.start = start
        length = _LENGTH.search(self.dictionary)
        end = start + int(length[1][:12]) if length else -1
        # A length that is wrong is one that libraries do not believe either.
        believed = length is not None and data[end : end + 20].lstrip().startswith(b"endstream")
        found = end if believed else data.find(b"endstream", start)
        self.end = found if found >= 0 else len(data)
        self.whole = believed

    def number(self, key: str, default: int = 0) -> int:
        """The integer that stands under ``key`` in the dictionary."""
        match = _NUMBER[key].search(self.dictionary)
        return int(match[1]) if match else default

    @cached_property
    def is_picture(self) -> bool:
        return re.search(rb"/Subtype\s*/Image", self.dictionary) is not None


class _Scales:
    """Weighs the streams of one file."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self._named: dict[bytes, list[str] | None] = {}
        self._all = 0
        self._pictures = 0
        self._slow = 0

    def weigh(self) -> None:
        """Look at every stream; raises TooHeavy."""
        for count, stream in enumerate(self._streams()):
            if count >= MOST_STREAMS:
                raise _too_heavy(f"lebih dari {MOST_STREAMS} aliran data")
            _check_sizes(stream)
            filters = self._filters(stream)
            picture = [name for name in filters if name not in FILTERS]
            if picture and stream.is_picture:
                _check_pixels(*_own_size(self._data[stream.start : stream.start + _BLOCK], picture[0]))
                filters = filters[: filters.index(picture[0])]
            if len(filters) > MOST_FILTERS:
                raise _too_heavy(f"{len(filters)} kali dikompresi")
            if filters:
                self._unpack(stream, filters)

    def _streams(self) -> Iterator[_Stream]:
        at = self._data.find(b"stream")
        while at >= 0:
            start = at + len(b"stream")
            if self._data[at - 3 : at] != b"end" and self._data[start : start + 1] in (b"\r", b"\n"):
                start += 2 if self._data[start : start + 2] == b"\r\n" else 1
                stream = _Stream(self._data, at, start)
                yield stream
                start = stream.end
            at = self._data.find(b"stream", start)

    def _filters(self, stream: _Stream) -> list[str]:
        """The filters to undo, in order; "?" where they cannot be told."""
        found = _FILTER.search(stream.dictionary)
        if not found:
            return [] if stream.known and b"/Filter" not in stream.dictionary else ["?"]
        names: list[str] = []
        for part in _PART.findall(found[1]):
            named = [part[1:].decode("latin-1")] if part.startswith(b"/") else self._named_elsewhere(part)
            if named is None:
                return ["?"]
            names += named
        return [name for name in names if name != "Crypt"]

    def _named_elsewhere(self, reference: bytes) -> list[str] | None:
        """The filters in the object that a reference ("5 0 R") leads to; None when it cannot be found."""
        if reference not in self._named and len(self._named) < MOST_REFERENCES:
            number, generation, _ = reference.split()
            found = re.search(rb"(?<!\d)%s\s+%s\s+obj\s*(\[[^\]]*\]|%s)" % (number, generation, _NAME), self._data)
            names = re.findall(_NAME, found[1]) if found else None
            self._named[reference] = [name[1:].decode("latin-1") for name in names] if names else None
        return self._named.get(reference)

    def _unpack(self, stream: _Stream, filters: list[str]) -> None:
        """Undo ``filters`` one after the other; raises TooHeavy as soon as any gives too much."""
        size = stream.end - stream.start
        honest = 0
        if stream.is_picture:
            if self._pictures > MOST_PICTURES:
                return
            bits = min(stream.number("BitsPerComponent", 8), 16) * 4  # of four colours, the most there are
            honest = stream.number("Width") * (stream.number("Height") + 1) * bits // 8
        if filters == ["FlateDecode"] and stream.whole and size * 1032 <= HARMLESS:
            return  # no more can be in it
        functions = [FILTERS.get(name, unknown) for name in filters]
        if not SLOW.isdisjoint(functions):
            self._slow += size
            if self._slow > MOST_SLOW:
                return
        meter = _Meter(honest)
        chunks = meter.packed(self._blocks(stream, functions[0] in (flate, unknown)))
        for function in functions:
            chunks = meter.unpacked(function(chunks))
        last = 0
        for chunk in chunks:
            last += len(chunk)
            if stream.is_picture:
                self._pictures += len(chunk)
                if self._pictures > MOST_PICTURES:
                    return
        if not stream.is_picture:
            self._all += last
            if self._all > MOST_IN_ALL:
                raise _too_heavy(f"lebih dari {MOST_IN_ALL // MIB} MiB seluruhnya")

    def _blocks(self, stream: _Stream, ends_itself: bool) -> Iterator[bytes]:
        """The packed data; what has no believable length but an end of its own may go on behind what looks like it."""
        end = stream.end if stream.whole or not ends_itself else len(self._data)
        for at in range(stream.start, end, _BLOCK):
            yield self._data[at : min(at + _BLOCK, end)]


class _Meter:
    """Counts what goes through it, and stops what becomes too much; ``honest`` bytes are no reason for doubt."""

    def __init__(self, honest: int) -> None:
        self._taken = 0
        self._honest = max(HARMLESS, honest)

    def packed(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The packed data as they are."""
        for chunk in chunks:
            self._taken += len(chunk)
            yield chunk

    def unpacked(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """What a filter gives, as long as it is not too much; raises TooHeavy."""
        given = 0
        for chunk in chunks:
            given += len(chunk)
            if given > max(MOST_UNPACKED, self._honest) or given > max(self._honest, MOST_TIMES * self._taken):
                raise _too_heavy(f"{self._taken} byte menjadi lebih dari {given // MIB} MiB")
            yield chunk


def _too_heavy(what: str) -> TooHeavy:
    return TooHeavy(f"unpacks to too much: {what}", f"isi terkompresi melewati batas: {what}")


def _check_sizes(stream: _Stream) -> None:
    """Refuse what a dictionary says of pictures, and of rows that filters make: memory is taken for these at once."""
    if stream.is_picture:
        _check_pixels(stream.number("Width"), stream.number("Height"))
    columns = stream.number("Columns")
    _check_pixels(columns, stream.number("Rows", 1))
    row = columns * stream.number("Colors", 1) * stream.number("BitsPerComponent", 8) // 8
    if row > HARMLESS:
        raise _too_heavy(f"baris data {row} byte")


def _check_pixels(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        told = f"{width} × {height} piksel, lebih dari {MOST_PIXELS // 10**6} juta"
        raise TooHeavy(f"picture too large: {width} x {height}", f"ukuran gambar melewati batas: {told}")


def _own_size(data: bytes, form: str) -> tuple[int, int]:
    """Width and height that a packed picture itself tells, whatever the dictionary says; (0, 0) when it does not."""
    if form in ("DCTDecode", "DCT"):
        return _jpeg_size(data)
    if form == "JPXDecode":
        at = data.find(b"\xff\x4f\xff\x51")
        if at >= 0 and len(data) >= at + 24:
            x, y, left, top = (int.from_bytes(data[at + 8 + 4 * n : at + 12 + 4 * n], "big") for n in range(4))
            return max(0, x - left), max(0, y - top)
    return 0, 0


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _JPEG_SIZE:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0, 0
