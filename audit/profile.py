"""The profile: what differs between regions, read from TOML.

``default.toml`` beside this module holds every key; a region's file overrides it key by key. docs/profil.md explains
the keys.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from audit.models import Severity

DEFAULT_PATH = Path(__file__).with_name("default.toml")

LkjPart = Literal[
    "pendahuluan",
    "perencanaan_kinerja",
    "capaian",
    "perbandingan_tahun",
    "perbandingan_renstra",
    "perbandingan_standar",
    "analisis",
    "efisiensi",
    "program_kegiatan",
    "realisasi_anggaran",
    "penutup",
    "perjanjian_kinerja",
    "pengesahan",
]
"""The parts of a report as PermenPANRB 53/2014, Lampiran II names them; audit/parts.py says how each is recognised."""
PkPart = Literal["pernyataan", "lampiran", "anggaran"]
"""The parts of an agreement as PermenPANRB 53/2014, Lampiran I names them."""

Days = Annotated[int, msgspec.Meta(ge=0, le=366)]
Months = Annotated[int, msgspec.Meta(ge=0, le=24)]
RuleCode = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]\d{3}$")]
Amount = Annotated[int, msgspec.Meta(ge=0)]
Text = Annotated[str, msgspec.Meta(min_length=1)]


class ProfileError(Exception):
    """A profile that cannot be used; the message names the file and the line."""


class RuleSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which rules are run and how grave their findings are.

    ``disabled`` holds the codes of those that are not run; ``severity`` the severity that replaces that of a rule.
    """

    disabled: tuple[RuleCode, ...] = ()
    severity: dict[RuleCode, Severity] = {}


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The name of a unit and the other names that documents print for it."""

    nama: Text
    alias: tuple[Text, ...]


class Tenggat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Deadlines of reports.

    Quarterly reports of a unit: days after the quarter; of officials below its head: working days after the quarter;
    annual reports: months after the year. ``hari_libur`` are public holidays.
    """

    triwulan_hari: Days
    individu_hari_kerja: Days
    tahunan_bulan: Months
    hari_libur: tuple[date, ...] = ()


class Kelengkapan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The parts that an annual report, a quarterly report and an agreement must have."""

    lkj_tahunan: tuple[LkjPart, ...]
    lkj_triwulan: tuple[LkjPart, ...]
    pk: tuple[PkPart, ...]


class Toleransi(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Differences that are only mentioned: up to this many rupiah between two printed amounts."""

    rupiah: Amount


class Skala(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scale of predicates for documents that state none.

    ``dasar`` is the regulation with its year, ``kata`` are words of which one must stand beside the figure, ``pita``
    maps predicates to ranges as documents print them ("> 80 - 90", ">= 91"). Documents of years before ``sejak``
    followed another scale.
    """

    nama: Text
    dasar: Text
    kata: tuple[Text, ...]
    pita: dict[Text, Text]
    sejak: int = 0


class Petugas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An officer who signs a berita acara."""

    nama: Text
    jabatan: str | None = None
    pangkat: str | None = None
    nip: str | None = None


class BeritaAcara(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What drafts of a berita acara begin and end with; what is not set is left to the officer.

    ``kop`` are the lines of the letterhead, ``bagian`` the office that writes, ``nomor`` the pattern of the number
    ("000.8/{nomor}/{tahun}").
    """

    kop: tuple[Text, ...] = ()
    bagian: str | None = None
    tempat: str | None = None
    nomor: str | None = None
    petugas: tuple[Petugas, ...] = ()


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that differs between regions."""

    rules: RuleSettings
    tenggat: Tenggat
    kelengkapan: Kelengkapan
    toleransi: Toleransi
    unit: tuple[Unit, ...] = ()
    predikat: tuple[Skala, ...] = ()
    berita_acara: BeritaAcara = BeritaAcara()


def load(path: Path | None = None) -> Profile:
    """The default profile, overridden by the file at ``path``.

    Tables are merged key by key; a list replaces the default's. Raises ProfileError, naming file and line, when the
    file cannot be read, is not TOML, or has a wrong key or value.
    """
    default = tomllib.loads(DEFAULT_PATH.read_text(encoding="utf-8"))
    if path is None:
        return msgspec.convert(default, Profile)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path}: cannot be read: {error}") from error
    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{path}: not valid TOML: {error}") from error
    try:
        return msgspec.convert(_merged(default, own), Profile)
    except msgspec.ValidationError as error:
        raise ProfileError(f"{path}:{_explained(text, str(error))}") from error


def _merged(default: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    result = dict(default)
    for key, value in own.items():
        both = isinstance(value, dict) and isinstance(default.get(key), dict)
        result[key] = _merged(default[key], value) if both else value
    return result


def _explained(text: str, error: str) -> str:
    """Line and cause of a wrong profile, from msgspec's words ("Expected `array`, got `str` - at `$.rules`")."""
    what, _, path = error.partition(" - at ")
    steps = re.findall(r"\.(\w+)|\[(\d+)\]", path)
    if unknown := re.search(r"unknown field `(.+)`", what):
        steps.append((unknown[1], ""))
        names = ".".join(name for name, _ in steps if name)
        return f"{_line(text, steps)}: unknown key {names}"
    start = _line(text, steps)
    printed = re.search(r"value '(.+)'", what)
    below = enumerate(text.splitlines()[start - 1 :], start)
    line = next((n for n, one in below if printed and printed[1] in one), start)
    return f"{line}: wrong value: {error}"


def _line(text: str, steps: list[tuple[str, str]]) -> int:
    """The line (1-based) of a place in the file, told as steps of a key or the index in a list of tables.

    It is the first mention of the last key below the header of its table; the table itself when the key is written
    nowhere.
    """
    lines = text.splitlines()
    keys = [name for name, _ in steps if name]
    if not keys:
        return 1
    header = re.compile(rf"\s*\[+\s*{re.escape('.'.join(keys[:-1]))}\s*\]+")
    headers = [n for n, line in enumerate(lines) if len(keys) > 1 and header.match(line)]
    which = next((int(index) for _, index in steps if index), 0)
    start = headers[min(which, len(headers) - 1)] if headers else 0
    name = re.compile(rf"\s*(?:\[+\s*)?(?:[\w.]+\.)?[\"']?{re.escape(keys[-1])}[\"']?\s*[=.\]]")
    inline = re.compile(rf"(?<![\w-])[\"']?{re.escape(keys[-1])}[\"']?\s*=")
    for pattern in (name, inline):
        for n, line in enumerate(lines[start:], start):
            if pattern.match(line) or (pattern is inline and pattern.search(line)):
                return n + 1
    return start + 1
