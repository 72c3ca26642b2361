"""Tiny PDFs that are real, and files that only call themselves PDF."""

import zlib
from pathlib import Path

from PIL import Image


def pdf(path: Path, pages: int = 1) -> Path:
    """A readable PDF of white pages."""
    path.parent.mkdir(parents=True, exist_ok=True)
    first, *others = [Image.new("L", (200, 280), 255) for _ in range(pages)]
    first.save(path, "PDF", save_all=True, append_images=others)
    return path


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def not_a_pdf(path: Path) -> Path:
    path.write_text("Ini bukan PDF.\n" * 100)
    return path


def truncated(path: Path) -> Path:
    """The first bytes of a PDF, without any page."""
    content = pdf(path).read_bytes()
    path.write_bytes(content[:60])
    return path


def bomb(path: Path, size: int) -> Path:
    """One page whose content is ``size`` bytes of blanks, a few hundred kilobytes when compressed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    packer = zlib.compressobj(1)
    blanks = b" " * 2**20
    content = b"".join([*(packer.compress(blanks) for _ in range(size // len(blanks))), packer.flush()])
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 280] /Contents 4 0 R >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    path.write_bytes(body + b"xref\n0 5\n0000000000 65535 f \n" + table + trailer)
    return path
