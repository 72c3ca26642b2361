"""DOCX to PDF through LibreOffice, and the pass that makes two runs give the same bytes."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pikepdf

from samples.wml import bookmark

_FILTER = {
    "ExportBookmarksToPDFDestination": True,
    "UseTaggedPDF": False,
    "ExportBookmarks": False,
    "UseLosslessCompression": True,
}
_TIMEOUT_SECONDS = 300
_PLANTED = re.compile(bookmark(0).replace("0", r"(\d+)"))


def to_pdf(sources: Sequence[Path], folder: Path) -> None:
    """Render ``sources`` into ``folder``; raises RuntimeError when LibreOffice is missing or leaves one out."""
    options = json.dumps(
        {
            name: {"type": "boolean" if isinstance(value, bool) else "long", "value": str(value).lower()}
            for name, value in _FILTER.items()
        }
    )
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to"]
        command += [f"pdf:writer_pdf_Export:{options}", "--outdir", str(folder), *map(str, sources)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT_SECONDS)
        except FileNotFoundError:
            raise RuntimeError("soffice not found; to re-make the samples install libreoffice-writer") from None
    missing = [source.name for source in sources if not (folder / source.name).with_suffix(".pdf").exists()]
    if missing:
        raise RuntimeError(f"LibreOffice did not render {', '.join(missing)}")


def normalise(source: Path, target: Path, title: str) -> dict[int, int]:
    """Write ``source`` without dates, ids and bookmarks; returns the page (from 1) of every planted error in it."""
    with pikepdf.open(source) as pdf:
        pages = _planted_pages(pdf)
        for name in ("/Dests", "/Names", "/Metadata", "/OpenAction"):
            if name in pdf.Root:
                del pdf.Root[name]
        for name in ("/Info", "/ID", "/DocChecksum"):
            if name in pdf.trailer:
                del pdf.trailer[name]
        pdf.docinfo["/Title"] = title
        pdf.docinfo["/Producer"] = "LibreOffice"
        pdf.remove_unreferenced_resources()
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return pages


def _planted_pages(pdf: pikepdf.Pdf) -> dict[int, int]:
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    found: dict[int, int] = {}
    for name, destination in pdf.Root.get("/Dests", pikepdf.Dictionary()).items():
        match = _PLANTED.fullmatch(name.lstrip("/"))
        if match:
            found[int(match[1])] = numbers[destination[0].objgen]
    return found
