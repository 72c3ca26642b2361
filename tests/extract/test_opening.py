"""Opening PDFs that PDFium refuses."""

from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from extract.opening import is_locked, opened

MISNUMBERED = (
    b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n3 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
    b"trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n100\n%%EOF\n"
)
"""Its pages stand under another number than it says: PDFium refuses it without naming an error."""


def test_a_broken_file_is_not_called_locked_because_the_one_before_it_was(tmp_path: Path) -> None:
    locked, broken = tmp_path / "locked.pdf", tmp_path / "broken.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="rahasia", user="rahasia"))
    broken.write_bytes(MISNUMBERED)
    with pytest.raises(pdfium.PdfiumError) as refused:
        opened(locked)
    assert is_locked(refused.value)
    with pytest.raises(pdfium.PdfiumError) as refused:
        opened(broken)
    assert not is_locked(refused.value)
