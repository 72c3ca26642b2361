"""The Indonesian words and notations of the reports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from audit.models import SEVERITIES, Category, Finding, Severity, Verdict
from normalize.models import Segment, SegmentKind, SourceFile, TableKind
from reports.models import Reading, pages_read, reading

SEVERITY: dict[Severity, str] = {"tinggi": "Tinggi", "sedang": "Sedang", "rendah": "Rendah", "info": "Info"}
VERDICT: dict[Verdict, str] = {"pasti": "Pasti", "perlu_cek": "Perlu dicek"}
CATEGORY: dict[Category, str] = {
    "hitungan": "Hitungan",
    "keselarasan": "Keselarasan",
    "pengesahan": "Pengesahan",
    "kelengkapan": "Kelengkapan",
    "identitas": "Identitas",
    "format": "Format",
}
READING: dict[Reading, str] = {"whole": "Terbaca", "part": "Terbaca sebagian", "none": "Tidak terbaca"}
READERS = {"rapidocr": "RapidOCR", "tesseract": "Tesseract"}
SEGMENT: dict[SegmentKind, str] = {
    "lkj": "Laporan Kinerja",
    "lkj_individu": "Laporan Kinerja individu",
    "pk": "Perjanjian Kinerja",
    "pk_perubahan": "Perubahan Perjanjian Kinerja",
    "lra": "Laporan Realisasi Anggaran",
    "renaksi": "Rencana Aksi",
    "e81": "Formulir E.81",
    "berita_acara": "Berita Acara",
    "iku": "Indikator Kinerja Utama",
    "lampiran": "Lampiran",
    "lainnya": "Bagian lain",
}
TABLE: dict[TableKind, str] = {
    "pk_indikator": "PK - Indikator",
    "pk_anggaran": "PK - Anggaran",
    "capaian": "Capaian Kinerja",
    "perbandingan_tahun": "Perbandingan Antartahun",
    "perbandingan_renstra": "Perbandingan Renstra",
    "perbandingan_unit": "Perbandingan Antarunit",
    "cost_per_outcome": "Kinerja dan Anggaran",
    "efisiensi": "Efisiensi",
    "realisasi_anggaran": "Realisasi Anggaran",
    "lra": "LRA",
    "e81": "Formulir E.81",
    "renaksi": "Rencana Aksi",
    "iku": "IKU",
    "pegawai": "Kepegawaian",
    "aset": "Aset",
    "checklist": "Daftar Periksa",
    "lainnya": "Tabel Lain",
}
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
# Fonts may map glyphs to characters that XML and HTML forbid (U+FFFE for a hyphen at a line's end).
_UNPRINTABLE = re.compile(
    r"[^\t\n\x20-\x7e\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd]"
)


def clean(text: str) -> str:
    """``text`` without the characters that XML and HTML cannot hold, and those that turn what follows around."""
    return _UNPRINTABLE.sub("", text)


def count(number: int) -> str:
    """A count in Indonesian notation: 12.345."""
    return f"{number:,}".replace(",", ".")


def moment(at: datetime) -> str:
    """A date and time as officials write it: 5 Maret 2025 pukul 09.30."""
    return f"{at.day} {MONTHS[at.month - 1]} {at.year} pukul {at:%H.%M}"


def page_list(pages: Iterable[int]) -> str:
    """Pages in ascending order with runs joined: 3, 5-7."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def segment_pages(segment: Segment) -> str:
    """The pages of a segment: 4 or 4-9."""
    return str(segment.first) if segment.first == segment.last else f"{segment.first}-{segment.last}"


def how_read(file: SourceFile) -> str:
    """How a file was read, for officials: how much of it, the pages that were not, and the reason of a failure."""
    parts = [READING[reading([file])]]
    if file.scanned_pages:
        parts.append(f"halaman {page_list(file.scanned_pages)} berupa gambar hasil pindai, {read_by([file])}")
    if file.glanced_pages:
        parts.append(
            f"halaman {page_list(file.glanced_pages)} tampak sebagai sampul atau foto, hanya judul dan keterangannya "
            "yang dibaca"
        )
    if pictures := set(file.unread_pages) - set(file.broken_pages):
        parts.append(f"halaman {page_list(pictures)} berupa gambar hasil pindai dan tidak dibaca")
    if file.error:
        parts.append(file.error)
    return "; ".join(parts)


def read_by(files: Iterable[SourceFile]) -> str:
    """Which OCR read the pictures in ``files``; a single reader is said, as nothing confirms its figures."""
    readers = sorted({READERS.get(name, name) for file in files for name in file.readers})
    if len(readers) == 1:
        return f"dibaca oleh {readers[0]} saja, tanpa pembaca kedua yang membandingkan angkanya"
    return f"dibaca oleh {' dan '.join(readers)}"


def pages_of(files: Iterable[SourceFile]) -> str:
    """How many pages files have, and how many of them were read if that is not all: "12 halaman, 8 terbaca"."""
    files = list(files)
    pages, read = sum(file.pages for file in files), sum(pages_read(file) for file in files)
    told = f"{count(pages)} halaman"
    return told if read == pages else f"{told}, {count(read) if read else 'tidak satu pun'} terbaca"


def no_findings(files: Iterable[SourceFile]) -> str:
    """What the lack of findings means, given how much of the files was read."""
    files = list(files)
    match reading(files):
        case "none":
            return (
                "Tidak satu halaman pun terbaca, sehingga berkas ini belum diperiksa. "
                "Tidak adanya temuan tidak berarti bahwa dokumennya benar."
            )
        case "part":
            read = sum(pages_read(file) for file in files)
            return f"Tidak ada temuan pada {count(read)} halaman yang terbaca; halaman lain belum diperiksa."
        case "whole":
            return "Tidak ada temuan."


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as a reader wants them: the gravest first, certain ones before doubtful ones, then by place."""

    def key(found: Finding) -> tuple[int, bool, str, int, float, str]:
        place = found.evidence[0] if found.evidence else None
        return (
            SEVERITIES.index(found.severity),
            found.verdict != "pasti",
            place.document if place else "",
            place.page if place else 0,
            place.bbox[1] if place else 0.0,
            found.rule,
        )

    return sorted(findings, key=key)
