"""QR codes on the picture of a page. What they say is kept and never opened."""

from __future__ import annotations

import zxingcpp

from extract.models import Box
from extract.signing.picture import Picture

LONGEST = 300
"""Characters kept of what a code says."""


def qr_codes(picture: Picture) -> list[tuple[str, Box]]:
    """Content and box (points) of every QR code; one that is seen but cannot be read has the content ``""``."""
    found = []
    for code in zxingcpp.read_barcodes(
        picture.pixels, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode), return_errors=True
    ):
        at = code.position
        corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        xs = [picture.left + corner.x / picture.scale for corner in corners]
        ys = [picture.top + corner.y / picture.scale for corner in corners]
        found.append((code.text[:LONGEST] if code.valid else "", (min(xs), min(ys), max(xs), max(ys))))
    return found
