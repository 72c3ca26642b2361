"""Signatures and stamps, drawn: the same picture for the same seed."""

from __future__ import annotations

import io
import math
import random
from functools import cache

from PIL import Image, ImageDraw

_BLUE = (28, 40, 128)
_PURPLE = (96, 60, 150)
_SCALE = 4


def _png(mask: Image.Image, colour: tuple[int, int, int], size: tuple[int, int]) -> bytes:
    picture = Image.new("RGBA", size, (*colour, 0))
    picture.putalpha(mask.resize(size, Image.Resampling.LANCZOS))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _bezier(points: list[tuple[float, float]], steps: int = 40) -> list[tuple[float, float]]:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    curve = []
    for step in range(steps + 1):
        t = step / steps
        u = 1 - t
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        curve.append(
            (
                weights[0] * ax + weights[1] * bx + weights[2] * cx + weights[3] * dx,
                weights[0] * ay + weights[1] * by + weights[2] * cy + weights[3] * dy,
            )
        )
    return curve


@cache
def signature(seed: int) -> bytes:
    """A pen stroke of loops as PNG, 320 x 130 pixels, transparent around the ink."""
    rng = random.Random(seed)
    width, height = 320 * _SCALE, 130 * _SCALE
    mask = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(mask)
    x, y = width * 0.08, height * rng.uniform(0.4, 0.6)
    loops = rng.randint(3, 7)
    for _ in range(loops):
        step = width * 0.8 / loops
        reach = height * rng.uniform(0.2, 0.85) * rng.choice((1, -1))
        target = (x + step * rng.uniform(0.7, 1.2), height * rng.uniform(0.3, 0.7))
        points = [(x, y), (x + step * rng.uniform(0.6, 1.6), y + reach), (x - step * rng.uniform(0, 0.7), y - reach)]
        for a, b in zip(_bezier([*points, target])[:-1], _bezier([*points, target])[1:], strict=True):
            draw.line((a, b), fill=230, width=rng.randint(7, 10))
        x, y = target
    flourish = [(x, y), (x + width * 0.1, height * 0.9), (width * 0.3, height * 0.85), (width * 0.15, height * 0.72)]
    draw.line(_bezier(flourish), fill=220, width=7, joint="curve")
    return _png(mask, _BLUE, (320, 130))


@cache
def stamp(seed: int) -> bytes:
    """A round office stamp as PNG, 180 x 180 pixels, unevenly inked."""
    rng = random.Random(seed)
    side = 180 * _SCALE
    mask = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(mask)
    for inset, pen in ((12, 14), (40, 6), (170, 6)):
        draw.ellipse((inset, inset, side - inset, side - inset), outline=170, width=pen)
    middle = side / 2
    for mark in range(44):
        angle = 2 * math.pi * mark / 44
        inner, outer = middle * 0.62, middle * rng.uniform(0.74, 0.82)
        ends = [(middle + r * math.cos(angle), middle + r * math.sin(angle)) for r in (inner, outer)]
        draw.line(ends, fill=rng.randint(90, 170), width=10)
    star = [
        (middle + r * math.sin(math.pi * k / 5), middle - r * math.cos(math.pi * k / 5))
        for k, r in enumerate([side * 0.18, side * 0.075] * 5)
    ]
    draw.polygon(star, fill=150)
    return _png(mask, _PURPLE, (180, 180))
