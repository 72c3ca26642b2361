"""The list of sample submissions."""

from __future__ import annotations

from dataclasses import dataclass

from samples.content import bundel, dinas, foto, foto_lampiran, kecamatan_tahunan, kecamatan_triwulan
from samples.parts import Document
from samples.plan import Planted


@dataclass(frozen=True)
class Sample:
    """A submission: its folder, its PDFs and the errors planted in them."""

    folder: str
    documents: tuple[Document, ...]
    errors: tuple[Planted, ...]


SAMPLES = tuple(
    Sample(content.FOLDER, content.DOCUMENTS, content.ERRORS)
    for content in (kecamatan_triwulan, kecamatan_tahunan, bundel, dinas, foto_lampiran, foto)
)
