"""The caption that belongs to a table: what is printed directly above it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.models import Box, Paragraph
from extract.prose import is_caption, is_centered

NEAR = 42.0
"""Points between a caption and its table, or between two lines of a caption that are apart."""


def caption_of(table: Box, above: Sequence[Paragraph], width: float) -> Paragraph | None:
    """The caption of a table on a page ``width`` points wide, out of the paragraphs that end above it.

    A paragraph that begins with "Tabel" is one; else a bold or centred block that no sentence parts from the table.
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
        bold = all(line.bold for line in paragraph.lines)
        if not (centered or bold) or len(paragraph.lines) > 3 or text.endswith((":", ".", ";")):
            break
        if paragraph.kind == "heading" and block:
            break
        block.insert(0, paragraph)
        edge = paragraph.box[1]
    return _joined(block) if block else None


def _joined(block: Sequence[Paragraph]) -> Paragraph:
    return Paragraph("caption", tuple(line for paragraph in block for line in paragraph.lines))
