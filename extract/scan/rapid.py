"""RapidOCR: the PP-OCR models that come inside its wheel, run by OpenVINO without any download.

The models are driven directly. The package's own pipeline pads every line to the longest of its batch, reads Chinese
look-alikes for Latin letters and gives no position of single characters; all three matter for tables of figures.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from typing import TYPE_CHECKING

import cv2
import numpy as np

from extract.scan.ink import blobs, ink_of, letter_height
from extract.scan.ocr import Glyph, Glyphs, PixelBox, Strip, crop
from extract.scan.picture import Grey

if TYPE_CHECKING:
    from extract.scan.networks import Floats

LETTER = 7.2
"""Pixels; lines are found in a picture scaled so that most letters are this high: finer finds no more."""

FINDING = (80.0, 140.0)
"""The least and greatest resolution, in dots per inch, at which lines are looked for."""

LIKELY, SURE = 0.3, 0.5
"""A pixel is text from the first probability on, a group of pixels from the second, on average."""

GROWTH = 1.6
"""The network marks the core of a line; the line is larger by this times its area over its outline."""

HEIGHT, STEP = 48, 8
"""Pixels: the height the network reads lines at, and the width of what it calls one step."""

FEW = 128
"""Pixels: lines up to this width, of some five characters, are read exactly: nothing around a figure tells what it is.
They are half of the lines, but a fifth of the time."""

SNUG = 0.25
"""Of the height of a line's letters, its margin: in a high box they get so narrow that of three zeros two are left."""

LEAST = 0.6
"""Of the height of its box, a line is read no lower than this: what is lower is part of its letters only."""


class RapidReader:
    """Finds and reads lines with the two networks of RapidOCR, one thread."""

    name = "rapidocr"

    def __init__(self) -> None:
        from extract.scan.networks import finder, readers

        self._find = finder()
        self._exact, self._fast, self._letters = readers()

    @staticmethod
    def available() -> bool:
        """Whether the packages it needs are installed."""
        return all(importlib.util.find_spec(name) for name in ("rapidocr", "openvino", "onnx"))

    def lines(self, grey: Grey, dpi: float) -> list[PixelBox]:
        """Where lines of text are; words far apart on a line are boxes of their own."""
        least, most = FINDING
        share = min(1.0, min(max(LETTER * 72 / letter_height(ink_of(grey), dpi), least), most) / dpi)
        size = tuple(max(32, round(side * share / 32) * 32) for side in grey.shape[::-1])
        small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
        boxes = _boxes(self._find.run(_normal(small))[0])
        across, down = grey.shape[1] / size[0], grey.shape[0] / size[1]
        return [
            (int(x0 * across), int(top * down), int(x1 * across) + 1, int(bottom * down) + 1)
            for x0, top, x1, bottom in boxes
        ]

    def read(self, strips: Sequence[Strip]) -> list[Glyphs]:
        """The text in each strip, with the place of every character."""
        read = []
        for grey, box in strips:
            line = _snug(grey, box)
            width = _width(line)
            picture = np.zeros((HEIGHT, _filled(width)), dtype=np.float32)
            picture[:, :width] = _normal(cv2.resize(crop(grey, line), (width, HEIGHT), interpolation=cv2.INTER_LINEAR))
            network = self._exact if width <= FEW else self._fast
            read.append(self._decoded(network.run(picture), line, width))
        return read

    def _decoded(self, chances: Floats, box: PixelBox, width: int) -> Glyphs:
        """Characters of a line: neighbouring steps of one class are one character, class 0 is none."""
        best = chances.argmax(axis=1)
        scale = (box[2] - box[0]) / width
        glyphs: list[Glyph] = []
        start = 0
        for step in range(1, len(best) + 1):
            if step < len(best) and best[step] == best[start]:
                continue
            if best[start] and start * STEP < width:
                sure = float(chances[start:step, best[start]].max())
                x0, x1 = box[0] + start * STEP * scale, box[0] + step * STEP * scale
                glyphs.append(Glyph(self._letters[best[start]], x0, x1, sure))
            start = step
        return tuple(glyphs)


def _snug(grey: Grey, box: PixelBox) -> PixelBox:
    """A box as high as its letters and a margin above and below.

    What juts into the box from the lines above and below it is left out.
    """
    x0, top, x1, bottom = box
    inked = np.flatnonzero(ink_of(crop(grey, box)).any(axis=1))
    if not len(inked):
        return box
    height = bottom - max(0, top)
    runs = np.split(inked, np.flatnonzero(np.diff(inked) > 1) + 1)
    inner = [run for run in runs if run[0] > 0 and run[-1] < height - 1] or runs
    first, last = int(inner[0][0]), int(inner[-1][-1]) + 1
    around = max(SNUG * (last - first), (LEAST * height - (last - first)) / 2)
    return x0, max(top, round(max(0, top) + first - around)), x1, min(bottom, round(max(0, top) + last + around))


def _normal(grey: Grey) -> Floats:
    """Grey pixels as the networks expect them: from -1 to 1."""
    return np.asarray(grey, dtype=np.float32) / 127.5 - 1


def _boxes(chance: Floats) -> list[tuple[float, float, float, float]]:
    """The boxes of text in a map of probabilities, top to bottom."""
    mask = cv2.dilate((chance > LIKELY).astype(np.uint8), np.ones((2, 2), np.uint8))
    boxes = []
    for x, y, width, height, part in blobs(mask, (2, 2)):
        if chance[y : y + height, x : x + width][part > 0].mean() < SURE:
            continue
        grow = width * height * GROWTH / (2 * (width + height))
        boxes.append((x - grow, y - grow, x + width + grow, y + height + grow))
    return sorted(
        (max(0.0, x0), max(0.0, top), min(float(chance.shape[1]), x1), min(float(chance.shape[0]), bottom))
        for x0, top, x1, bottom in boxes
    )


def _width(box: PixelBox) -> int:
    """The width in pixels at which a line is read."""
    return max(STEP, round((box[2] - box[0]) * HEIGHT / max(1, box[3] - box[1])))


def _filled(width: int) -> int:
    """The width to which the picture of a line is filled up: one of some forty."""
    step = max(16, 1 << max(0, width.bit_length() - 4))
    return max(32, -(-width // step) * step)
