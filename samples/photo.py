"""Pages as a telephone's scanning app delivers them: photographed paper, flattened by the app, its line at the foot.

Everything random comes from the seed of the shot, so a page always gives the same picture.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

Pixels = npt.NDArray[np.uint8]

Filter = Literal["none", "clean", "black-white"]
"""What the app does with the light: nothing, paper made white, or one bit per pixel."""

DPI = 150
JPEG_QUALITY = 50
DESK = (84, 98, 112)
"""The colour around the paper, blue first."""

APP = "Dipindai dengan CamScanner"
APP_COLOUR = (20, 160, 140)


@dataclass(frozen=True)
class Shot:
    """How one page was photographed; ``turned`` lays a landscape page on its side in a portrait picture.

    ``skew`` in degrees, ``shadow`` the share of light lost in the darkest corner, ``curl`` how far in pixels the
    lines of a bent sheet leave the straight.
    """

    seed: int
    filter: Filter = "none"
    skew: float = 0.0
    shadow: float = 0.25
    curl: float = 2.0
    turned: bool = False


def photograph(pdf: Path, shots: Sequence[Shot]) -> None:
    """Replace the last pages of ``pdf``, one per shot, by photographs of them; raises ValueError when it has fewer."""
    with pypdfium2.PdfDocument(pdf) as source:
        first = len(source) - len(shots)
        if first < 0:
            raise ValueError(f"{pdf.name} has {len(source)} pages for {len(shots)} shots")
        bitmaps = [source[first + n].render(scale=DPI / 72) for n in range(len(shots))]
        papers = [np.array(bitmap.to_numpy()[:, :, :3]) for bitmap in bitmaps]
    with pikepdf.open(pdf, allow_overwriting_input=True) as made:
        for n, (paper, shot) in enumerate(zip(papers, shots, strict=True)):
            _show(made, made.pages[first + n], _app(_camera(paper, shot), shot), shot.filter)
        made.remove_unreferenced_resources()
        made.save(pdf, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _camera(paper: Pixels, shot: Shot) -> Pixels:
    """The sheet as the telephone sees it and the app crops it: bent, askew, unevenly lit, a little blurred."""
    rng = np.random.default_rng(shot.seed)
    if shot.turned:
        paper = np.ascontiguousarray(np.rot90(paper, 1))
    seen = _bent(paper, shot.curl, rng)
    seen = _askew(seen, shot.skew, rng)
    seen = cv2.GaussianBlur(seen, (0, 0), 0.6)
    light = _light(seen.shape[0], seen.shape[1], shot.shadow, rng)
    noise = rng.normal(0, 2.0, seen.shape[:2])
    lit = seen * light[:, :, None] * np.array([0.93, 0.97, 0.99]) + noise[:, :, None]
    return np.clip(lit, 0, 255).astype(np.uint8)


def _bent(paper: Pixels, curl: float, rng: np.random.Generator) -> npt.NDArray[Any]:
    """Lines rise and fall over the width, most at the top, where the sheet lies less flat."""
    height, width = paper.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    wave = np.sin(2 * np.pi * (x / width * rng.uniform(0.5, 0.9) + rng.uniform(0, 1)))
    lift = curl * wave * (1 - 0.7 * y / height)
    return cv2.remap(paper, x, (y + lift).astype(np.float32), cv2.INTER_LINEAR, borderValue=(255, 255, 255))


def _askew(paper: npt.NDArray[Any], degrees: float, rng: np.random.Generator) -> npt.NDArray[Any]:
    """The sheet turned and in slight perspective, slivers of the desk at its edges."""
    height, width = paper.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.transform(corners[None], turn)[0]
    placed = turned + rng.uniform(-0.007, 0.007, (4, 2)) * (width, height)
    transform = cv2.getPerspectiveTransform(corners, placed.astype(np.float32))
    return cv2.warpPerspective(paper, transform, (width, height), flags=cv2.INTER_CUBIC, borderValue=DESK)


def _light(height: int, width: int, shadow: float, rng: np.random.Generator) -> npt.NDArray[np.floating[Any]]:
    """The share of light at each pixel: it falls off to one side, and a hand's soft shadow lies over one corner."""
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    angle = rng.uniform(0, 2 * np.pi)
    slope = 0.5 + 0.5 * ((x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle))
    corner_x, corner_y = rng.choice((0.0, 1.0)), rng.choice((0.0, 1.0))
    distance = np.hypot((x - corner_x) * width / height, y - corner_y)
    hand = 1 / (1 + np.exp((distance - rng.uniform(0.3, 0.45)) / 0.05))
    return np.asarray(1 - shadow * (0.5 * slope + 0.5 * hand))


def _app(seen: Pixels, shot: Shot) -> Pixels:
    """The picture after the app's filter, with its line at the foot; one channel when it is black and white."""
    if shot.filter == "none":
        return _signed_by_app(seen)
    paper = cv2.GaussianBlur(cv2.dilate(seen, np.ones((15, 15), np.uint8)), (0, 0), 12)
    white = np.clip(seen.astype(np.float32) / np.maximum(paper, 40) * 268 - 8, 0, 255).astype(np.uint8)
    if shot.filter == "clean":
        return _signed_by_app(white)
    grey = cv2.cvtColor(_signed_by_app(white), cv2.COLOR_BGR2GRAY)
    return np.asarray(np.where(grey > 170, 255, 0), dtype=np.uint8)


def _signed_by_app(pixels: Pixels) -> Pixels:
    """The app's mark at the lower right."""
    picture = Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1]))
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(22)
    width = draw.textlength(APP, font=font)
    x, y = picture.width - width - 40, picture.height - 44
    draw.rounded_rectangle((x - 38, y - 2, x - 8, y + 28), 6, fill=APP_COLOUR)
    draw.text((x - 34, y + 2), "CS", fill="white", font=ImageFont.load_default(18))
    draw.text((x, y), APP, fill=(70, 70, 70), font=font)
    return np.ascontiguousarray(np.array(picture)[:, :, ::-1])


def _show(pdf: pikepdf.Pdf, page: pikepdf.Page, pixels: Pixels, kind: Filter) -> None:
    """Make ``pixels`` all there is on a page, which turns to portrait or landscape as they do."""
    height, width = pixels.shape[:2]
    across, down = width / DPI * 72, height / DPI * 72
    data, settings = _one_bit(pixels) if kind == "black-white" else _jpeg(pixels)
    image = pikepdf.Stream(
        pdf, data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height, **settings
    )
    page.obj.MediaBox = pikepdf.Array([0, 0, round(across, 2), round(down, 2)])
    for key in ("/CropBox", "/Rotate", "/Annots", "/Group"):
        if key in page.obj:
            del page.obj[key]
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    page.obj.Contents = pdf.make_stream(f"q {across:.2f} 0 0 {down:.2f} 0 0 cm /Im0 Do Q".encode())


def _jpeg(pixels: Pixels) -> tuple[bytes, dict[str, Any]]:
    """The picture compressed, and what a PDF says of it."""
    out = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1])).save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    names = pikepdf.Name
    return out.getvalue(), {"Filter": names.DCTDecode, "ColorSpace": names.DeviceRGB, "BitsPerComponent": 8}


def _one_bit(pixels: Pixels) -> tuple[bytes, dict[str, Any]]:
    """As a fax machine compresses (CCITT group 4); the TIFF that Pillow writes holds it as one strip."""
    out = io.BytesIO()
    height, width = pixels.shape
    Image.fromarray(pixels).convert("1").save(out, "TIFF", compression="group4", strip_size=height * width)
    with Image.open(out) as tiff:
        (start,), (length,), white_is_zero = tiff.tag_v2[273], tiff.tag_v2[279], tiff.tag_v2[262] == 0
    coding = pikepdf.Dictionary(K=-1, Columns=width, Rows=height, BlackIs1=not white_is_zero)
    names = pikepdf.Name
    settings = {"Filter": names.CCITTFaxDecode, "DecodeParms": coding, "ColorSpace": names.DeviceGray}
    return out.getvalue()[start : start + length], {**settings, "BitsPerComponent": 1}
