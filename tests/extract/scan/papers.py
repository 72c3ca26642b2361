"""Pictures of paper as scanners and telephones make them, drawn here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

from extract.scan.picture import Grey, Picture

DPI = 150.0
POINT = DPI / 72
A4 = (round(595 * POINT), round(842 * POINT))

Rows = Sequence[Sequence[str]]


def sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """White A4 paper and something to draw with, in pixels of 150 dpi."""
    paper = Image.new("L", A4, 255)
    return paper, ImageDraw.Draw(paper)


def write(draw: ImageDraw.ImageDraw, x: float, y: float, text: str, size: float = 11, ink: int = 20) -> None:
    """Text with its top left corner at points ``x``, ``y``."""
    draw.text((x * POINT, y * POINT), text, fill=ink, font=ImageFont.load_default(size * POINT))


def table(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], widths: Sequence[float], height: float, rows: Rows
) -> None:
    """A ruled table, a line of text per cell, all in points."""
    x0, top = at
    xs = [x0, *(x0 + sum(widths[: i + 1]) for i in range(len(widths)))]
    ys = [top + i * height for i in range(len(rows) + 1)]
    for y in ys:
        draw.line([(xs[0] * POINT, y * POINT), (xs[-1] * POINT, y * POINT)], fill=30, width=2)
    for x in xs:
        draw.line([(x * POINT, ys[0] * POINT), (x * POINT, ys[-1] * POINT)], fill=30, width=2)
    for y, row in zip(ys, rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            write(draw, x + 5, y + (height - 14) / 2, text, 10)


def photographed(paper: Image.Image, degrees: float = 0.0, keystone: float = 0.0, shadow: float = 0.0) -> Grey:
    """The paper turned, narrowed towards its top by a share of its width, and dark towards its right edge."""
    grey = np.array(paper)
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    grey = cv2.warpAffine(grey, turn, (width, height), borderValue=255, flags=cv2.INTER_CUBIC)
    narrow = keystone * width / 2
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = np.array([[narrow, 0], [width - narrow, 0], [width, height], [0, height]], np.float32)
    grey = cv2.warpPerspective(
        grey, cv2.getPerspectiveTransform(corners, seen), (width, height), borderValue=255, flags=cv2.INTER_CUBIC
    )
    light = 1 - shadow * np.linspace(0, 1, width)
    return np.clip(grey * light, 0, 255).astype(np.uint8)


def photo(width: float, height: float) -> Image.Image:
    """A scene of blurred shapes in all shades, ``width`` by ``height`` points, as photographs of meetings are."""
    size = (round(height * POINT), round(width * POINT))
    random = np.random.default_rng(7)
    shades = [random.random(cells, dtype=np.float32) for cells in ((7, 10), (42, 60))]
    scene = sum(cv2.resize(one, size[::-1], interpolation=cv2.INTER_CUBIC) for one in shades) * 85 + 20
    grain = random.normal(0, 12, size)
    return Image.fromarray(np.clip(scene + grain, 0, 255).astype(np.uint8))


def dotted(grey: Grey) -> Grey:
    """Grey as black dots on white, as copiers print it."""
    return np.array(Image.fromarray(grey).convert("1").convert("L"))


def picture(grey: Grey) -> Picture:
    """The picture filling its page."""
    return Picture(grey, DPI, np.diag([1 / POINT, 1 / POINT, 1.0]))


def pdf_of(grey: Grey, path: Path) -> pdfium.PdfDocument:
    """A PDF whose only page is this picture, as a scanner makes it."""
    Image.fromarray(grey).save(path, "PDF", resolution=DPI, quality=85)
    return pdfium.PdfDocument(path)
