"""Tiny PDFs that are real, and files that only call themselves PDF."""

import random
import zlib
from collections.abc import Container
from pathlib import Path

import pikepdf
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


def bomb(path: Path, size: int = 64 * 2**20) -> Path:
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


def heavy(path: Path, pages: int, on: Container[int], size: int) -> Path:
    """White pages, the content of those ``on`` the given pages ``size`` bytes of blanks and comments.

    It is packed no better than an honest drawing is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    chance = random.Random(1)
    block = b"".join(b" " * 700 + b"%%%d\n" % chance.randrange(10**9) for _ in range(2**20 // 700))
    packer = zlib.compressobj(1)
    content = b"".join([*(packer.compress(block) for _ in range(size // len(block))), packer.flush()])
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=(200, 280))
        if number in on:
            page.Contents = pikepdf.Stream(pdf, content, Filter=pikepdf.Name.FlateDecode)
    pdf.save(path, compress_streams=False)
    return path
