"""What stands on a page of a made PDF."""

from __future__ import annotations

from pathlib import Path

import pypdfium2


def page_count(pdf: Path) -> int:
    """How many pages a PDF has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def shows(pdf: Path, page: int, text: str) -> bool:
    """Whether ``text`` stands on page ``page`` (from 1), however it is broken into lines."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = document[page - 1].get_textpage().get_text_bounded()
    return "".join(text.split()) in "".join(found.split()).replace("\ufffe", "").replace("\x02", "")
