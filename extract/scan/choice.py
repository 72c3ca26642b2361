"""Which readers of pictures this machine has."""

from __future__ import annotations

from functools import cache

from extract.scan.ocr import Reader
from extract.scan.rapid import RapidReader
from extract.scan.read import Readers
from extract.scan.tesseract import TesseractReader


@cache
def installed_readers() -> Readers | None:
    """RapidOCR for tables and Tesseract for prose; either for both where the other is missing, None without both."""
    rapid: Reader | None = RapidReader() if RapidReader.available() else None
    tesseract: Reader | None = TesseractReader() if TesseractReader.available() else None
    tables, prose = rapid or tesseract, tesseract or rapid
    return Readers(tables, prose) if tables and prose else None
