"""One PDF in which a kecamatan has bound the quarterly reports of four officials, their agreements and the LRA."""

from __future__ import annotations

from datetime import date

from samples import individual, parts
from samples.builder import Look, Report
from samples.content.bundel_data import ERRORS, FOLDER, LRA, PERIOD, POSTS, YEAR
from samples.parts import Document
from samples.people import CAMAT_RANDUSEKAR, RANDUSEKAR
from samples.plan import Spot

__all__ = ["DOCUMENTS", "ERRORS", "FOLDER"]


def bundle(spot: Spot) -> Report:
    report = Report(Look("Carlito", 11.5))
    for number, post in enumerate(POSTS):
        if number:
            report.page_break()
        individual.write(report, post, PERIOD, spot.at(post.key))
    signed = parts.block(CAMAT_RANDUSEKAR, spot.at("lra"), date(2025, 10, 3), "Pengguna Anggaran,", True)
    parts.realisation(report, RANDUSEKAR, f"30 SEPTEMBER {YEAR}", LRA, (None, signed), spot.at("lra"))
    return report


DOCUMENTS = (Document("bundel.pdf", f"Laporan Kinerja {RANDUSEKAR.name} {PERIOD.name} Tahun {YEAR}", bundle),)
