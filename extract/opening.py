"""Opening PDFs with PDFium, the locked ones with the passwords of the user. Whoever opens a PDF does so here."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.passwords import passwords


def opened(path: Path) -> pdfium.PdfDocument:
    """The PDF at ``path``, to be closed; raises PdfiumError when it is none, or when no password fits, and OSError."""
    raw.FPDF_LoadMemDocument(b"", 0, None)  # fails: PDFium else blames what it cannot name on the error before
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if not is_locked(error):
            raise
        for password in passwords():
            try:
                return pdfium.PdfDocument(path, password=password)
            except pdfium.PdfiumError as again:
                if not is_locked(again):
                    raise
        raise


def is_locked(error: pdfium.PdfiumError) -> bool:
    """Whether a file could not be opened because it needs a password that is not known."""
    return "password" in str(error).lower()
