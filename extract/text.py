"""Characters to words, words to lines.

The order of the content stream says nothing in the PDFs of office programs, so words are found by position alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from extract.engines.base import Char
from extract.models import Box, Line, Reading, Word

WORD_GAP = 0.2
"""A gap wider than this times the font size parts two words, even where the file has no space there."""

SPACE_GAP = 0.05
"""The same where the file has a space; some files have spaces of no width on top of the letters."""


def lines_of(chars: Iterable[Char], page: int, source: str = "text-layer") -> list[Line]:
    """All text of ``chars`` as lines from top to bottom; text that runs upwards or downwards follows the level text."""
    by_direction: dict[int, list[Char]] = {}
    for char in chars:
        by_direction.setdefault(char.direction, []).append(char)
    lines: list[Line] = []
    for direction in sorted(by_direction):
        turned = [_turn(char, direction) for char in by_direction[direction]]
        for row in _baselines(turned):
            words = [_word(run, direction, source) for run in _runs(row)]
            if words:
                lines.append(Line(page, tuple(words)))
    return lines


def _turn(char: Char, direction: int) -> Char:
    """The character as if its text ran to the right (an involution apart from the sign, see ``_turn_back``)."""
    if direction == 90:
        return char._replace(x0=-char.bottom, x1=-char.top, top=char.x0, bottom=char.x1)
    if direction == 270:
        return char._replace(x0=char.top, x1=char.bottom, top=-char.x1, bottom=-char.x0)
    if direction == 180:
        return char._replace(x0=-char.x1, x1=-char.x0, top=-char.bottom, bottom=-char.top)
    return char


def _turn_back(box: Box, direction: int) -> Box:
    x0, top, x1, bottom = box
    if direction == 90:
        return top, -x1, bottom, -x0
    if direction == 270:
        return -bottom, x0, -top, x1
    if direction == 180:
        return -x1, -bottom, -x0, -top
    return box


def _baselines(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters grouped into lines: each joins the line whose middle lies within its own height.

    A line is closed for characters whose middle lies more than 0.45 of their height away, so that a superscript
    stays in its line and the next line does not.
    """
    rows: list[tuple[float, float, list[Char]]] = []  # middle, height, characters
    for char in sorted(chars, key=lambda c: c.top + c.bottom):
        middle, height = (char.top + char.bottom) / 2, char.bottom - char.top
        if rows and abs(middle - rows[-1][0]) <= 0.45 * max(height, rows[-1][1]):
            _, row_height, members = rows[-1]
            members.append(char)
            if height > row_height:
                rows[-1] = (middle, height, members)
        else:
            rows.append((middle, height, [char]))
    return [sorted(members, key=lambda c: c.x0) for _, _, members in rows]


def _runs(row: Sequence[Char]) -> list[list[Char]]:
    """A line's characters parted into words; of two equal ones printed onto each other (fake bold) one is dropped."""
    runs: list[list[Char]] = []
    after_space = False
    for char in row:
        if char.text.isspace():
            after_space = True
            continue
        last = runs[-1][-1] if runs else None
        if last and char.text == last.text and abs(char.x0 - last.x0) < 0.15 * char.size + 0.1:
            continue
        gap = SPACE_GAP if after_space else WORD_GAP
        if last and char.x0 - last.x1 <= gap * max(char.size, last.size, 1.0):
            runs[-1].append(char)
        else:
            runs.append([char])
        after_space = False
    return runs


def _word(run: Sequence[Char], direction: int, source: str) -> Word:
    box = (
        min(c.x0 for c in run),
        min(c.top for c in run),
        max(c.x1 for c in run),
        max(c.bottom for c in run),
    )
    text = "".join(c.text for c in run).replace("\ufffe", "-").replace("\u00ad", "-")
    return Word(
        text=text,
        box=_turn_back(box, direction),
        size=round(median(c.size for c in run), 1),
        bold=all(c.bold for c in run),
        source=run[0].source or source,
        confidence=min(c.confidence for c in run),
        others=_others(run),
    )


def _others(run: Sequence[Char]) -> tuple[Reading, ...]:
    """The word as each other reader saw it, for readers that looked at all of it."""
    readings = []
    for engine in dict.fromkeys(reading.engine for char in run for reading in char.others):
        seen = [reading for char in run for reading in char.others if reading.engine == engine]
        if len(seen) == len(run):
            readings.append(Reading(engine, "".join(r.text for r in seen), min(r.confidence for r in seen)))
    return tuple(readings)
