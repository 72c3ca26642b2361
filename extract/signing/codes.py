"""QR codes on the picture of a page. What they say is kept and never opened."""

from __future__ import annotations

import zxingcpp
from numpy.typing import NDArray
from numpy import uint8

from extract.models import Box

LONGEST = 300
"""Characters kept of what a code says."""


def qr_codes(grey: NDArray[uint8], scale: float) -> list[tuple[str, Box]]:
    """Content and box (points) of every QR code on ``grey`` (height, width), which has ``scale`` pixels per point.

    A code that is seen but cannot be read has the content ``""``.
    """
    found = []
    for code in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode, return_errors=True):
        at = code.position
        corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        xs, ys = [corner.x / scale for corner in corners], [corner.y / scale for corner in corners]
        found.append((code.text[:LONGEST] if code.valid else "", (min(xs), min(ys), max(xs), max(ys))))
    return found
