"""The caption that belongs to a table: what is printed directly above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.models import Box, Paragraph
from extract.prose import is_caption, is_centered, is_misreadable

NEAR = 42.0
"""Points between a caption and its table, or between two lines of a caption that are apart."""

_NUMBERED = re.compile(r"^(?:\d{1,2}|[A-Za-z])[.) ]\s*[A-Z]")


def caption_of(table: Box, above: Sequence[Paragraph], width: float) -> Paragraph | None:
    """The caption of a table on a page ``width`` points wide, out of the paragraphs that end above it.

    A paragraph that begins with "Tabel" is one; else a bold or centred block that no sentence parts from the table. A
    picture does not tell what is bold; there a numbered line counts that stands alone over the table.
    """
    edge = table[1]
    block: list[Paragraph] = []
    for paragraph in reversed(above):
        if edge - paragraph.box[3] > NEAR:
            break
        text = paragraph.text.strip()
        if is_caption(text):
            block.insert(0, paragraph)
            return _joined(block)
        centered = all(is_centered(line.box, width) for line in paragraph.lines)
        bold = all(line.bold for line in paragraph.lines) or (not block and _is_numbered(paragraph))
        if not (centered or bold) or len(paragraph.lines) > 3 or text.endswith((":", ".", ";")):
            break
        if paragraph.kind == "heading" and block:
            break
        block.insert(0, paragraph)
        edge = paragraph.box[1]
    return _joined(block) if block else None


def _is_numbered(paragraph: Paragraph) -> bool:
    """Whether a paragraph read from a picture is a single numbered line."""
    line, *more = paragraph.lines
    return is_misreadable(line) and not more and bool(_NUMBERED.match(line.text))


def _joined(block: Sequence[Paragraph]) -> Paragraph:
    return Paragraph("caption", tuple(line for paragraph in block for line in paragraph.lines))
