"""The filters that PDFs pack streams with, undone bit by bit, so that what is too much can be seen before it is there.

Every function takes packed chunks and gives unpacked ones, each of at most a few MiB. What is broken ends early, as it
does in the libraries that read PDFs.
"""

from __future__ import annotations

import binascii
import zlib
from collections.abc import Callable, Iterable, Iterator

CHUNK = 1 << 20
"""Bytes unpacked at a time."""

MOST_SLOW = 4 << 20
"""Packed bytes of a stream that are unpacked by the filters written in Python."""

MOST_TIMES = 4
"""Times that data are inflated of which nobody says that they are packed."""

_WHITE = b" \t\r\n\f\0"
_CLEAR, _END = 256, 257
_LONGEST_CODE = 12

Filter = Callable[[Iterable[bytes]], Iterator[bytes]]


def flate(packed: Iterable[bytes]) -> Iterator[bytes]:
    """FlateDecode."""
    inflater = zlib.decompressobj()
    for chunk in packed:
        rest = chunk
        while rest and not inflater.eof:
            try:
                yield inflater.decompress(rest, CHUNK)
            except zlib.error:
                return
            rest = inflater.unconsumed_tail
        if inflater.eof:
            return


def hexadecimal(packed: Iterable[bytes]) -> Iterator[bytes]:
    """ASCIIHexDecode."""
    left = b""
    for chunk in packed:
        digits, end, _ = (left + chunk.translate(None, _WHITE)).partition(b">")
        even = len(digits) // 2 * 2
        try:
            yield binascii.unhexlify(digits[:even])
        except binascii.Error:
            return
        left = digits[even:]
        if end:
            return


def ascii85(packed: Iterable[bytes]) -> Iterator[bytes]:
    """ASCII85Decode, as long as it is whole."""
    left = b""
    for chunk in _some(packed):
        digits, end, _ = (left + chunk.translate(None, _WHITE)).removeprefix(b"<~").partition(b"~")
        out = bytearray()
        at = 0
        while at < len(digits):
            if digits[at] == ord("z"):
                out += b"\0\0\0\0"
                at += 1
                continue
            group = digits[at : at + 5]
            if len(group) < 5 and not end:
                break
            value = 0
            for digit in group.ljust(5, b"u"):
                value = value * 85 + digit - 33
            if not 0 <= value < 1 << 32:
                yield bytes(out)
                return
            out += value.to_bytes(4, "big")[: len(group) - 1]
            at += 5
        yield bytes(out)
        left = digits[at:]
        if end:
            return


def run_length(packed: Iterable[bytes]) -> Iterator[bytes]:
    """RunLengthDecode."""
    left = b""
    for chunk in _some(packed):
        data = left + chunk
        out = bytearray()
        at = 0
        while at < len(data):
            length = data[at]
            if length == 128:
                yield bytes(out)
                return
            needed = length + 2 if length < 128 else 2
            if at + needed > len(data):
                break
            out += data[at + 1 : at + needed] if length < 128 else data[at + 1 : at + 2] * (257 - length)
            at += needed
        yield bytes(out)
        left = data[at:]


def lzw(packed: Iterable[bytes]) -> Iterator[bytes]:
    """LZWDecode, with code lengths that grow one code early, as nearly all files have them."""
    table: list[bytes] = []
    before = b""
    bits = held = 0
    out = bytearray()
    for byte in (byte for chunk in _some(packed) for byte in chunk):
        held, bits = held << 8 | byte, bits + 8
        width = min(_LONGEST_CODE, max(9, (_END + 2 + len(table)).bit_length()))
        if bits < width:
            continue
        bits -= width
        code, held = held >> bits, held & ((1 << bits) - 1)
        if code == _END:
            break
        if code == _CLEAR:
            table, before = [], b""
            continue
        place = code - _END - 1
        if code < _CLEAR:
            piece = bytes((code,))
        elif place < len(table):
            piece = table[place]
        elif before:
            piece = before + before[:1]
        else:
            break
        if before and len(table) < (1 << _LONGEST_CODE) - _END:
            table.append(before + piece[:1])
        before = piece
        out += piece
        if len(out) >= CHUNK:
            yield bytes(out)
            out.clear()
    yield bytes(out)


def unknown(packed: Iterable[bytes], times: int = MOST_TIMES) -> Iterator[bytes]:
    """What looks like FlateDecode inflated, as many times as it does within reason; all else as it is."""
    chunks = iter(packed)
    first = b""
    while len(first) < 2 and (chunk := next(chunks, None)) is not None:
        first += chunk
    whole = _before(first, chunks)
    if times and len(first) > 1 and first[0] & 0x0F == 8 and int.from_bytes(first[:2], "big") % 31 == 0:
        yield from unknown(flate(whole), times - 1)
    else:
        yield from whole


SLOW: frozenset[Filter] = frozenset({lzw, ascii85, run_length})
"""Filters that take up to a second for a MiB."""

FILTERS: dict[str, Filter] = {
    "FlateDecode": flate,
    "Fl": flate,
    "LZWDecode": lzw,
    "LZW": lzw,
    "ASCIIHexDecode": hexadecimal,
    "AHx": hexadecimal,
    "ASCII85Decode": ascii85,
    "A85": ascii85,
    "RunLengthDecode": run_length,
    "RL": run_length,
}
"""By the names that PDFs have for them, the short ones too. Those for pictures are not among them."""


def _some(packed: Iterable[bytes]) -> Iterator[bytes]:
    """The beginning, as much of it as is worth the time."""
    taken = 0
    for chunk in packed:
        yield chunk
        taken += len(chunk)
        if taken >= MOST_SLOW:
            return


def _before(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
