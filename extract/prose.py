"""Lines outside tables to headings, captions and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from extract.models import Box, Line, Paragraph

MARGIN = (0.13, 105.0)
"""Share of the page height, and at least so many points, in which running headers, footers and page numbers stand."""

MOST_PAGES = 0.6
"""Share of a document's pages on which even a line that looks like a title is a running header."""

ALIKE = 85.0
"""Of 100; a line read from a picture that is as like a running header as this is one, misread."""

APART = 0.6
"""Of a line's height: what stands in the margin is further than this from the text."""

CAPITALS = 0.85
"""Share of capitals among the letters of what is set in capitals; of a picture some are misread."""

SHIFTED = 45.0
"""Points; paper is laid on a scanner or under a camera shifted by as much as this."""

_CHAPTER = re.compile(r"^BAB\s+([IVX]+|\d+)\b")
_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+\S")
_LETTERED = re.compile(r"^[A-Z]\.\s+\S")
_ITEM = re.compile(r"^(?:[-•▪●*o✓✔]|\(?(?:\d{1,2}|[a-z]{1,2}|[ivx]+)[.)])\s+\S", re.IGNORECASE)
_CAPTION = re.compile(r"^(?:Tabel|Tebel|Tabe|Table|Gambar|Grafik|Diagram|Bagan)\b[\s.,:]*", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"^(?:(?:hal(?:aman)?|page)\W*)?[-–—|\s]*(?:\d{1,3}|[ivxl]{1,6})[-–—|\s]*$", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{3,}")
_DIGITS = re.compile(r"\d+")


def running_lines(pages: Sequence[tuple[float, float, Sequence[Line]]]) -> set[str]:
    """Texts (digits masked) that stand in the margin of many pages: headers and footers.

    ``pages`` holds each page's width, height and lines. What is printed as a title must stand on most pages: in a
    bundle of agreements every other page bears the same title.
    """
    seen: Counter[str] = Counter()
    titles: set[str] = set()
    for width, height, lines in pages:
        margin = _in_margin(lines, height)
        seen.update({_masked(line) for line in margin})
        titles |= {_masked(line) for line in margin if line.text.isupper() and is_centered(line.box, width)}
    most = max(often(len(pages)), MOST_PAGES * len(pages))
    if any(is_misreadable(line) for _, _, lines in pages for line in lines):
        seen = _with_alike(seen)
    return {text for text, count in seen.items() if count >= (most if text in titles else often(len(pages)))}


def _in_margin(lines: Sequence[Line], height: float) -> list[Line]:
    """The lines in the margins, but for those that run on into the text: nothing parts them from it."""
    blocks: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.box[1]):
        _, top, _, bottom = line.box
        if blocks and top - max(member.box[3] for member in blocks[-1]) <= APART * (bottom - top):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [line for block in blocks if all(in_margin(one.box, height) for one in block) for line in block]


def often(pages: int) -> int:
    """On how many of ``pages`` pages something must stand to be part of the page, not of the text."""
    return max(3, pages // 4)


def is_misreadable(line: Line) -> bool:
    """Whether a line was read from a picture."""
    return line.words[0].source != "text-layer"


def _with_alike(seen: Counter[str]) -> Counter[str]:
    """Each text with the count of all that are its misreadings or it is a misreading of."""
    texts = list(seen)
    alike = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=ALIKE) > 0
    return Counter(dict(zip(texts, (alike @ np.array([seen[text] for text in texts])).tolist(), strict=True)))


def is_running(line: Line, height: float, running: set[str]) -> bool:
    """Whether a line is a running header, a footer or a page number."""
    text = _masked(line)
    near = is_misreadable(line) and in_margin(line.box, height, SHIFTED)
    if near and any(fuzz.ratio(text, known) >= ALIKE for known in running):
        return True
    return in_margin(line.box, height) and (text in running or bool(_PAGE_NUMBER.match(line.text)))


def paragraphs_of(lines: Sequence[Line], width: float, obstacles: Sequence[Box] = ()) -> list[Paragraph]:
    """Lines of one page, in reading order, as paragraphs; the boxes of tables in ``obstacles`` end a paragraph."""
    size = body_size(lines)
    paragraphs: list[Paragraph] = []
    block: list[Line] = []
    for line in lines:
        if block and not _belongs(block, line, width, obstacles):
            paragraphs.append(_paragraph(block, width, size))
            block = []
        block.append(line)
    if block:
        paragraphs.append(_paragraph(block, width, size))
    return paragraphs


def body_size(lines: Sequence[Line]) -> float:
    """The font size most characters of these lines have, in points; 0 without lines."""
    sizes: Counter[float] = Counter()
    for line in lines:
        for word in line.words:
            sizes[word.size] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def is_caption(text: str) -> bool:
    """Whether a text begins as the caption of a table or figure does."""
    return bool(_CAPTION.match(text)) and len(text) < 300


def is_centered(box: Box, width: float) -> bool:
    """Whether a box is set in the middle of a page ``width`` points wide, and clearly narrower than its text area."""
    left, right = box[0], width - box[2]
    return abs(left - right) < 0.08 * width and left > 0.16 * width


def in_margin(box: Box, height: float, shift: float = 0.0) -> bool:
    """Whether a box lies wholly in the top or bottom margin of a page ``height`` points high, or ``shift`` from it."""
    margin = max(MARGIN[0] * height, MARGIN[1]) + shift
    return box[3] < margin or box[1] > height - margin


def _masked(line: Line) -> str:
    """The text that is the same on every page: digits masked; of a picture, where "II - 3" reads "l-3", words only."""
    text = line.text.strip().lower()
    words = _WORD.findall(text) if is_misreadable(line) else ()
    return " ".join(words) or _DIGITS.sub("#", text)


def _belongs(block: Sequence[Line], line: Line, width: float, obstacles: Sequence[Box]) -> bool:
    """Whether ``line`` goes on with the paragraph ``block``."""
    last = block[-1]
    (_, _, _, bottom), (x0, top, _, line_bottom) = last.box, line.box
    gap, height = top - bottom, line_bottom - top
    if gap > 1.1 * height or any(bottom <= box[1] + 1 and box[3] - 1 <= top for box in obstacles):
        return False
    if _ITEM.match(line.text) or _NUMBERED.match(line.text) or _CHAPTER.match(line.text) or is_caption(line.text):
        return False
    title, was_title = _is_title(line, width), _is_title(last, width)
    if title != was_title and (title or _is_title(block[0], width)):
        return False
    if is_caption(block[0].text) or _CHAPTER.match(block[0].text):
        return line.bold or is_centered(line.box, width)
    short_end = last.box[2] < 0.72 * max(member.box[2] for member in (*block, line))
    return not (short_end and last.text.rstrip()[-1:] in ".:;" and x0 >= last.box[0] - 2)


def _is_title(line: Line, width: float) -> bool:
    """Whether a line is bold; of a picture, which does not tell, whether it is set in capitals in the middle."""
    return line.bold or (is_misreadable(line) and _is_capital(line.text) and is_centered(line.box, width))


def _is_capital(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(map(str.isupper, letters)) >= CAPITALS * max(1, len(letters))


def _paragraph(block: Sequence[Line], width: float, size: float) -> Paragraph:
    text = " ".join(line.text for line in block)
    if is_caption(text):
        return Paragraph("caption", tuple(block))
    level = _heading_level(block, text, width, size)
    return Paragraph("heading" if level else "text", tuple(block), level)


def _heading_level(block: Sequence[Line], text: str, width: float, size: float) -> int:
    if len(text) > 200 or len(block) > 6:
        return 0
    bold = all(_is_title(line, width) for line in block)
    large = block[0].words[0].size > 1.12 * size and not is_misreadable(block[0])
    if _CHAPTER.match(text):
        return 1
    numbered = _NUMBERED.match(text)
    if numbered and (bold or (len(block) == 1 and text.rstrip()[-1:] not in ".,;:")):
        return min(3, 1 + numbered[1].count("."))
    capitals = text.upper() == text or (is_misreadable(block[0]) and _is_capital(text))
    centered = all(is_centered(line.box, width) for line in block)
    if centered and capitals and any(map(str.isalpha, text)) and (bold or large) and len(text) > 5:
        return 1
    if bold and _LETTERED.match(text):
        return 2
    if (bold or large) and len(block) <= 2 and text.rstrip()[-1:] not in ".,;":
        return 3
    return 0
