"""Signed and unsigned paper for tests: a page with one or two signature blocks, drawn on, pasted on, photographed."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

import cv2
import msgspec
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image

from extract.models import Document, Signing
from extract.reader import read
from extract.signing.document import signature_pages
from extract.signing.verdict import judge
from tests.extract.drawing import Sheet, save

Pixels = NDArray[np.uint8]
Style = Literal["colour", "grey", "bw"]

LEFT, RIGHT = (150.0, 430.0), (420.0, 430.0)
"""Middles of the room to sign of both blocks, in points."""

BLUE, BLACK, PURPLE = (25, 45, 150), (20, 20, 20), (130, 80, 170)


def agreement(*extra: str) -> Sheet:
    """The last part of a PK: who is on top signs on the left; ``extra`` lines stand in the room on the right."""
    sheet = Sheet()
    sheet.text(60, 200, "Pihak Kedua akan melakukan supervisi yang diperlukan serta evaluasi terhadap capaian kinerja.")
    for x, role, name, nip in (
        (100, "Pihak Kedua,", "SUKIRMAN HADINATA, S.H.", "NIP. 19810214 200604 1 007"),
        (370, "Pihak Pertama,", "RATNA WIDURI, S.Sos., M.M.", "NIP. 19840623 200902 2 005"),
    ):
        sheet.text(x, 380, role)
        sheet.text(x, 480, name, bold=True)
        sheet.line(x, 482, x + 145, 482)
        sheet.text(x, 494, nip)
    sheet.text(370, 366, "Wanasari, 10 Januari 2023")
    for n, line in enumerate(extra):
        sheet.text(370, 410 + 12 * n, line, 8)
    return sheet


def pen(width: float = 90, height: float = 36, turns: float = 26) -> NDArray[np.float64]:
    """The line of a signature around (0, 0), in points: loops that grow narrower, then a tail."""
    t = np.linspace(0, 1, 240)
    x = (t - 0.5) * width + 0.12 * width * np.sin(turns * t)
    y = 0.5 * height * np.cos(turns * t) * (1 - 0.6 * t)
    return np.stack([x, y], axis=1)


class Paper:
    """A picture of a page to draw on, at ``dpi``."""

    def __init__(self, path: Path, dpi: int) -> None:
        self.dpi = dpi
        pdf = pdfium.PdfDocument(path)
        rendered = pdf[0].render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False).to_numpy()
        self.pixels: Pixels = np.ascontiguousarray(rendered[:, :, :3])
        pdf.close()

    def _at(self, x: float, y: float) -> tuple[int, int]:
        return round(x * self.dpi / 72), round(y * self.dpi / 72)

    def _line(self, points: float) -> int:
        return max(1, round(points * self.dpi / 72))

    def ink(
        self,
        x: float,
        y: float,
        colour: tuple[int, int, int] = BLUE,
        size: tuple[float, float] = (90, 36),
        turns: float = 26,
    ) -> None:
        """A signature with its middle at (x, y)."""
        points = np.rint((pen(*size, turns) + np.array([x, y])) * self.dpi / 72).astype(np.int32)
        cv2.polylines(self.pixels, [points], False, colour, self._line(1.0), cv2.LINE_AA)

    def stamp(self, x: float, y: float, radius: float = 45) -> None:
        """A round stamp of two circles with letters in it."""
        for share in (1.0, 0.7):
            centre, r = self._at(x, y), round(share * radius * self.dpi / 72)
            cv2.circle(self.pixels, centre, r, PURPLE, self._line(1.3), cv2.LINE_AA)
        at = self._at(x - 0.6 * radius, y)
        cv2.putText(self.pixels, "WANASARI", at, cv2.FONT_HERSHEY_SIMPLEX, self.dpi / 320, PURPLE, 1, cv2.LINE_AA)

    def photograph(self, path: Path, style: Style) -> Path:
        """Save as a PDF of one picture: turned a little, in a shadow, with noise; ``bw`` has only black and white."""
        height, width = self.pixels.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), 0.4, 1)
        turned = cv2.warpAffine(self.pixels, turn, (width, height), borderValue=(255, 255, 255))
        shadow = np.linspace(0.8, 1.0, width)[None, :, None]
        noise = np.random.default_rng(7).normal(0, 4, turned.shape)
        pixels = np.clip(turned * shadow + noise, 0, 255).astype(np.uint8)
        grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
        if style == "bw":
            edges = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 41, 18)
            Image.fromarray(edges).convert("1").save(path, "PDF", resolution=self.dpi)
        else:
            buffer = io.BytesIO()
            Image.fromarray(grey if style == "grey" else pixels).save(buffer, "JPEG", quality=50)
            Image.open(buffer).save(path, "PDF", resolution=self.dpi)
        return path


def verdicts(path: Path) -> list[Signing]:
    """What is judged of the regions of a born-digital PDF."""
    return [one.signing for one in read(path, path.name).signature_regions if one.signing]


def scanned(scan: Path, digital: Path) -> list[Signing]:
    """What is judged of a photograph of ``digital``, whose words and regions are known from it."""
    document = read(digital, digital.name)
    pages = tuple(msgspec.structs.replace(page, kind="scan", marks=()) for page in document.pages)
    scan_of: Document = msgspec.structs.replace(document, pages=pages)
    signings = judge(scan, scan_of, signature_pages(scan_of))
    return [signings[index] for index in range(len(document.signature_regions))]


def printed(path: Path, *extra: str) -> Path:
    """The agreement as a born-digital PDF at ``path``."""
    return save(path, agreement(*extra))


def pasted(path: Path, picture: Pixels, middle: tuple[float, float], width: float) -> Path:
    """Set an RGB picture onto the first page of the PDF at ``path``, in place."""
    pdf = pdfium.PdfDocument(path.read_bytes())
    page = pdf[0]
    image = pdfium.PdfImage.new(pdf)
    image.set_bitmap(pdfium.PdfBitmap.from_pil(Image.fromarray(picture)))
    height = width * picture.shape[0] / picture.shape[1]
    left, bottom = middle[0] - width / 2, page.get_height() - middle[1] - height / 2
    image.set_matrix(pdfium.PdfMatrix(width, 0, 0, height, left, bottom))
    page.insert_obj(image)
    page.gen_content()
    pdf.save(path)
    pdf.close()
    return path
