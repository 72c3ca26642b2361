"""Tesseract, the second reader: all lines of several pages in one call."""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import cv2

from extract.scan.ocr import Glyph, Glyphs, PixelBox, Strip, crop
from extract.scan.picture import Grey

LANGUAGE = "eng"
"""Not ``ind``: its alphabet has neither ``%`` nor ``=``."""

HEIGHT = 36
"""Pixels; lines are brought near this height, that of its network: more only costs."""

PROSE, NARROWED = 15.0, 0.85
"""Lines wider than the first times their height are read at the second share of their width.

The network's time goes with it, and no more words are misread; of figures there would be. Narrower still, spaces
between words get lost.
"""

SETTINGS = "--psm 7 -c tessedit_do_invert=0"
"""Each picture is one line; white text has been turned dark already."""

MARGIN = 9
_STROKES = " |[]_~"
"""What Tesseract makes of the remains of rules at the edge of a picture."""

TIMEOUT = 120
"""Seconds for one call."""


class TesseractReader:
    """Tesseract through pytesseract, one thread."""

    name = "tesseract"

    def __init__(self) -> None:
        import pytesseract

        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        self._data = partial(
            pytesseract.image_to_data, lang=LANGUAGE, timeout=TIMEOUT, output_type=pytesseract.Output.DICT
        )

    @staticmethod
    def available() -> bool:
        """Whether the program and its wrapper are installed."""
        return importlib.util.find_spec("pytesseract") is not None and shutil.which("tesseract") is not None

    def lines(self, grey: Grey, dpi: float) -> list[PixelBox]:
        """Where Tesseract's own analysis of the page finds lines."""
        rows = self._data(grey, config=f"--psm 11 --dpi {dpi:.0f}")
        found = zip(rows["level"], rows["left"], rows["top"], rows["width"], rows["height"], strict=True)
        return sorted((x, y, x + w, y + h) for level, x, y, w, h in found if level == 4)

    def read(self, strips: Sequence[Strip]) -> list[Glyphs]:
        """The text in each strip; characters are spread evenly over the words that Tesseract places."""
        read: list[list[Glyph]] = [[] for _ in strips]
        if not strips:
            return []
        with tempfile.TemporaryDirectory() as folder:
            names = []
            for i, strip in enumerate(strips):
                names.append(f"{folder}/{i}.pgm")
                cv2.imwrite(names[-1], _line(*strip))
            listed = Path(folder) / "lines.txt"
            listed.write_text("\n".join(names))
            rows = self._data(str(listed), config=SETTINGS)
        words = zip(rows["page_num"], rows["left"], rows["width"], rows["conf"], rows["text"], strict=True)
        for page, left, width, sure, text in words:
            if not text.strip(_STROKES):
                continue
            box = strips[page - 1].box
            scale = _scale(box)
            x0, step = box[0] + (left - MARGIN) * scale, width * scale / len(text)
            line = read[page - 1]
            if line:
                line.append(Glyph(" ", line[-1].x1, x0, 1.0))
            line += [
                Glyph(letter, x0 + n * step, x0 + (n + 1) * step, float(sure) / 100) for n, letter in enumerate(text)
            ]
        return [tuple(line) for line in read]


def _line(grey: Grey, box: PixelBox) -> Grey:
    """The picture of a line at the size Tesseract reads best, in a white margin."""
    size = max(1, round((box[2] - box[0]) / _scale(box))), HEIGHT
    line = cv2.resize(crop(grey, box), size, interpolation=cv2.INTER_CUBIC)
    return cv2.copyMakeBorder(line, *(MARGIN,) * 4, cv2.BORDER_CONSTANT, value=255.0)


def _scale(box: PixelBox) -> float:
    """How many pixels of the page's width make one of a line's picture."""
    width, height = box[2] - box[0], max(1, box[3] - box[1])
    return height / HEIGHT / (NARROWED if width > PROSE * height else 1.0)
