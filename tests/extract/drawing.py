"""A pencil for tests: draws text, rules and fills into a real PDF, with nothing between us and the bytes.

Coordinates are points from the top left, as everywhere in the project.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

A4 = (595.0, 842.0)


class Sheet:
    """One page; with ``sideways`` it is drawn level on the page turned by 90 degrees, its text then runs upwards.

    With ``picture`` a white picture of a pixel covers all that is drawn, as that of a scanner does.
    """

    def __init__(
        self, size: tuple[float, float] = A4, rotate: int = 0, sideways: bool = False, picture: bool = False
    ) -> None:
        self.picture = picture
        self.page_width, self.page_height = size
        self.width, self.height = reversed(size) if sideways else size
        self.rotate = rotate
        self._ops: list[str] = [f"0 1 -1 0 {self.page_width} 0 cm"] if sideways else []

    def text(self, x: float, y: float, text: str, size: float = 10, bold: bool = False) -> None:
        """Text whose baseline is at ``y``."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font = "F2" if bold else "F1"
        self._ops.append(f"BT /{font} {size} Tf {x} {self.height - y} Td ({escaped}) Tj ET")

    def slanted(self, x: float, y: float, text: str) -> None:
        """Text that runs upwards at 45 degrees."""
        self._ops.append(f"BT /F1 20 Tf 0.7 0.7 -0.7 0.7 {x} {self.height - y} Tm ({text}) Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> None:
        self._ops.append(f"{width} w {x0} {self.height - y0} m {x1} {self.height - y1} l S")

    def fill(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0.0) -> None:
        self._ops.append(f"{grey} g {x0} {self.height - y1} {x1 - x0} {y1 - y0} re f 0 g")

    def squiggle(self, x: float, y: float) -> None:
        """A pen stroke, 60 points wide, its middle at (x + 30, y)."""
        y = self.height - y
        self._ops.append(f"1 w {x} {y} m {x + 20} {y + 30} {x + 40} {y - 30} {x + 60} {y + 5} c S")

    def table(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        rows: Sequence[Sequence[str]],
        bold_rows: int = 1,
    ) -> None:
        """A fully ruled grid; a cell of ``rows`` is printed at its top left, a line per line."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                for n, part in enumerate(cell.split("\n")):
                    self.text(xs[c] + 3, ys[r] + 11 + 12 * n, part, 9, bold=r < bold_rows)

    @property
    def content(self) -> bytes:
        ops = list(self._ops)
        if self.picture:
            ops.append(f"q {self.width} 0 0 {self.height} 0 0 cm\nBI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID FF> EI Q")
        return "\n".join(ops).encode("cp1252")


def save(path: Path, *sheets: Sheet) -> Path:
    """Write the sheets as one PDF to ``path``."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for sheet in sheets:
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.page_width} {sheet.page_height}] "
                f"/Rotate {sheet.rotate} "
                f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {number + 1} 0 R >>"
            ).encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(sheet.content), sheet.content))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    body, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, obj in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, obj)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    body += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(bytes(body))
    return path
