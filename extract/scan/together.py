"""Scanned pages read side by side: what the reader of prose is to read on all of them it is asked at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from extract.scan.ocr import Glyphs, Reader, Reading, Strip, T
from extract.work import at_page


def read_together(readings: Mapping[int, Reading[T]], prose: Reader) -> dict[int, T | Exception]:
    """The outcome of the work on each page, by its number: its result, or what was raised over it."""
    done: dict[int, T | Exception] = {}
    said: dict[int, Sequence[Glyphs] | None] = dict.fromkeys(readings)
    while said:
        asked: dict[int, Sequence[Strip]] = {}
        for number, answer in said.items():
            with at_page(number):
                try:
                    asked[number] = next(readings[number]) if answer is None else readings[number].send(answer)
                except StopIteration as end:
                    done[number] = end.value
                except Exception as error:  # a library may raise anything; the other pages are worth reading
                    done[number] = error
        said = {}
        for number, strips in _answers(asked, prose).items():
            if isinstance(strips, Exception):
                done[number] = strips
            else:
                said[number] = strips
    return done


def _answers(asked: Mapping[int, Sequence[Strip]], prose: Reader) -> dict[int, Sequence[Glyphs] | Exception]:
    """What the reader says of the strips of each page; what fails over all of them is asked page by page."""
    if not any(asked.values()):
        return {number: [] for number in asked}
    try:
        said = iter(prose.read([strip for strips in asked.values() for strip in strips]))
    except Exception as error:
        if len(asked) == 1:
            return dict.fromkeys(asked, error)
        return {number: _answers({number: strips}, prose)[number] for number, strips in asked.items()}
    return {number: list(islice(said, len(strips))) for number, strips in asked.items()}
