"""The fields of the templates. Every template, also a user's own, is given all of them; docs/panduan.md lists them."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from reports.berita_acara import evaluation, follow_up, monitoring, wording
from reports.berita_acara.models import Occasion, Office, Officer
from reports.berita_acara.results import Result
from reports.berita_acara.wording import BLANK, blank


def fields(
    result: Result, office: Office, occasion: Occasion, active: frozenset[str], earlier: Result | None = None
) -> dict[str, Any]:
    """What a berita acara about ``result`` says.

    ``active`` are the codes of the rules that were run; ``earlier`` are the results of the same submission that the
    template tindak-lanjut compares with, without which its fields are missing.
    """
    content: dict[str, Any] = {
        "unit": result.unit or blank("nama perangkat daerah"),
        "tahun": str(result.year) if result.year else blank("tahun"),
        "dokumen": wording.documents(result) or [BLANK],
        "aspek": monitoring.aspects(result, active),
        "bab": evaluation.chapters(result),
        "saran": evaluation.proposals(result) or [BLANK],
    }
    content |= _letterhead(office, occasion) | _day(occasion) | _people(occasion)
    content["tempat"] = occasion.tempat or content["unit"]
    if earlier is not None:
        content |= follow_up.context(earlier, result, active)
    return content


def _letterhead(office: Office, occasion: Occasion) -> dict[str, Any]:
    year = str(occasion.tanggal.year) if occasion.tanggal else BLANK
    number = office.nomor.replace("{nomor}", BLANK).replace("{tahun}", year) if office.nomor else BLANK
    head, name, address = office.kop[:1], office.kop[1:2], office.kop[2:]
    return {
        "kop_pemerintah": head[0] if head else blank("pemerintah daerah"),
        "kop_instansi": name[0] if name else blank("nama instansi"),
        "kop_alamat": list(address) if office.kop else [blank("alamat")],
        "bagian": office.bagian or blank("unit kerja pelaksana"),
        "nomor": number,
        "tempat_ttd": office.tempat or BLANK,
        "surat_tugas_nomor": blank("nomor surat tugas"),
        "surat_tugas_tanggal": blank("tanggal surat tugas"),
    }


def _day(occasion: Occasion) -> dict[str, str]:
    day = occasion.tanggal
    if day is None:
        named = ("hari", "tanggal", "bulan", "tahun")
        told = dict(zip(("hari", "tanggal_terbilang", "bulan", "tahun_ba"), map(blank, named), strict=True))
        return told | {"tahun_terbilang": blank("tahun"), "tanggal": blank("tanggal")}
    return {
        "hari": wording.weekday(day),
        "tanggal_terbilang": wording.title_words(day.day),
        "bulan": wording.month(day),
        "tahun_ba": str(day.year),
        "tahun_terbilang": wording.title_words(day.year),
        "tanggal": wording.long_date(day),
    }


def _people(occasion: Occasion) -> dict[str, Any]:
    """Both sides' signatories, and the same in pairs, the unit's own at the left."""
    own, others = occasion.petugas or (Officer(),), occasion.petugas_opd or (Officer(),)
    pairs = zip_longest(map(_person, others), map(_person, own))
    return {
        "petugas": list(map(_person, own)),
        "petugas_opd": list(map(_person, others)),
        "penanda_tangan": [{"kiri": left, "kanan": right} for left, right in pairs],
    }


def _person(officer: Officer) -> dict[str, str | None]:
    return {
        "nama": officer.nama or blank("nama"),
        "nip": officer.nip or BLANK,
        "pangkat": officer.pangkat,
        "jabatan": officer.jabatan,
    }
