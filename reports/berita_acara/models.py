"""What is known of a berita acara besides the audit's results: who writes it, when, where, and who signs."""

from __future__ import annotations

from datetime import date

import msgspec


class Officer(msgspec.Struct, frozen=True):
    """Someone who signs; what is None is left to be filled in."""

    nama: str | None = None
    nip: str | None = None
    pangkat: str | None = None
    jabatan: str | None = None


class Office(msgspec.Struct, frozen=True):
    """Who writes: lines of the letterhead, the office's name, its town, and the pattern of its numbers.

    In ``nomor`` the officer fills in "{nomor}", "{tahun}" is the year of the berita acara.
    """

    kop: tuple[str, ...] = ()
    bagian: str | None = None
    tempat: str | None = None
    nomor: str | None = None


class Occasion(msgspec.Struct, frozen=True):
    """The day and the place of the meeting, and who signs for either side."""

    tanggal: date | None = None
    tempat: str | None = None
    petugas: tuple[Officer, ...] = ()
    petugas_opd: tuple[Officer, ...] = ()
