"""Lines parted into pieces by wide gaps, and what is a figure: shared by all that read tables without rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from extract.models import Line, Word

WIDE_GAP = 1.0
"""In font sizes: words further apart than this may stand in different columns."""

_FIGURE = re.compile(
    r"^[(\-–−+<>≥≤~]*\s*(?:Rp\.?|[$€£])?\s*\d[\d.,\s]*[%)*]*(?:,-)?$|^[-–−.*]{1,5}$|^\(?n\.?/?a\.?\)?$", re.IGNORECASE
)


def font_size(line: Line) -> float:
    """The size of most words of a line, in points."""
    return median(word.size for word in line.words) or 1.0


def pieces(line: Line, gap: float = WIDE_GAP) -> list[list[Word]]:
    """The words of a line in groups parted by gaps wider than ``gap`` font sizes."""
    limit = gap * font_size(line)
    groups = [[line.words[0]]]
    for word in line.words[1:]:
        if word.box[0] - groups[-1][-1].box[2] > limit:
            groups.append([])
        groups[-1].append(word)
    return groups


def is_figure(words: Sequence[Word]) -> bool:
    """Whether these words are one printed number, or a sign that stands for none."""
    return bool(_FIGURE.match("".join(word.text for word in words)))
