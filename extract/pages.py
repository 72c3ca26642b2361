"""The pages of a document, each read by itself: what can be read in parts, elsewhere, and be stored meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from extract.sheets import Sheet, unread_sheet
from extract.sideways import Turn


class ReadPages(msgspec.Struct, frozen=True):
    """Pages of one document by their numbers, those in ``broken`` left empty, and the engine that read them.

    ``reasons`` say in Indonesian why a broken page could not be read, where that is known.
    """

    engine: str
    producer: str
    sheets: tuple[Sheet, ...]
    broken: tuple[int, ...] = ()
    reasons: dict[int, str] = {}


class _Stored(msgspec.Struct, frozen=True):
    """Pages whose turns stand beside them: page number -> turn, and the way back of those that were levelled."""

    pages: ReadPages
    turns: dict[int, Turn]
    levelled: dict[int, tuple[float, ...]]


def joined(parts: Sequence[ReadPages]) -> ReadPages:
    """All pages of a document out of its ``parts``, in order."""
    by = next((part for part in parts if part.engine), parts[0])
    sheets = tuple(sheet for part in parts for sheet in part.sheets)
    broken = tuple(page for part in parts for page in part.broken)
    reasons = {page: reason for part in parts for page, reason in part.reasons.items()}
    return ReadPages(by.engine, by.producer, sheets, broken, reasons)


def lost(numbers: Sequence[int], reason: str) -> ReadPages:
    """Pages that could not be read for a ``reason`` in Indonesian."""
    sheets = tuple(unread_sheet(number) for number in numbers)
    return ReadPages("", "", sheets, tuple(numbers), dict.fromkeys(numbers, reason))


def encode(pages: ReadPages) -> bytes:
    """Pages as MessagePack."""
    turned = {sheet.number: sheet.turn for sheet in pages.sheets if sheet.turn}
    plain = msgspec.structs.replace(pages, sheets=tuple(replace(sheet, turn=None) for sheet in pages.sheets))
    turns = {number: Turn(turn.direction, turn.width, turn.height) for number, turn in turned.items()}
    levelled = {number: way for number, turn in turned.items() if (way := getattr(turn, "to_page", None))}
    return msgspec.msgpack.encode(_Stored(plain, turns, levelled))


def decode(content: bytes) -> ReadPages:
    """The pages that :func:`encode` was given; raises msgspec.DecodeError."""
    stored = msgspec.msgpack.decode(content, type=_Stored)
    for sheet in stored.pages.sheets:
        turn = stored.turns.get(sheet.number)
        sheet.turn = (
            _levelled(turn, stored.levelled[sheet.number]) if turn and sheet.number in stored.levelled else turn
        )
    return stored.pages


def _levelled(turn: Turn, to_page: tuple[float, ...]) -> Turn:
    # Only scanned pages need the libraries for pictures.
    from extract.scan.page import Warp

    return Warp(turn.direction, turn.width, turn.height, to_page)
