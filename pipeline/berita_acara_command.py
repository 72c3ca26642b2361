"""``lkj berita-acara``: drafts of berita acara from the results of an audit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec
from rich.console import Console
from rich.text import Text

from audit.profile import BeritaAcara, Profile
from audit.registry import rules
from normalize.dates import find_dates
from reports.berita_acara.fields import fields
from reports.berita_acara.follow_up import matching
from reports.berita_acara.models import Occasion, Office, Officer
from reports.berita_acara.render import NoPdf, built_in, render, to_pdf
from reports.berita_acara.results import Result, ResultsError, load
from reports.files import FINDINGS

FOLLOW_UP = "tindak-lanjut"
"""The template that compares with an earlier audit."""


class Draft(msgspec.Struct, frozen=True):
    """What became of one submission: the files written, and the Indonesian reason why one or all are missing.

    ``missing`` are the fields that the template asks for but that do not exist.
    """

    source: str
    files: tuple[Path, ...] = ()
    missing: tuple[str, ...] = ()
    problem: str | None = None


def find_template(name: str) -> Path:
    """The template of this name, or the user's own file; raises ValueError."""
    if name in built_in():
        return built_in()[name]
    if name.lower().endswith(".docx") and Path(name).is_file():
        return Path(name)
    raise ValueError(f"{name} is neither a DOCX file nor one of {', '.join(built_in())}")


def read_date(text: str) -> date:
    """A date as typed (2025-09-24, 24-09-2025, 24 September 2025); raises ValueError."""
    found = find_dates(text)
    if len(found) != 1 or found[0].iso is None or found[0].raw != text.strip():
        raise ValueError(f"{text} is not a date such as 2025-09-24 or 24 September 2025")
    if found[0].weekday_ok is False:
        raise ValueError(f"{text}: that date is not a {found[0].weekday}")
    return date.fromisoformat(found[0].iso)


def officers(named: Sequence[str], known: BeritaAcara) -> tuple[Officer, ...]:
    """Officers as typed, "Nama", "Nama; NIP" or "Nama; NIP; Jabatan"; a name that the profile has brings the rest."""
    return tuple(_officer(text, known) for text in named)


def _officer(text: str, known: BeritaAcara) -> Officer:
    name, nip, jabatan = [*(part.strip() or None for part in text.split(";", 2)), None, None][:3]
    of_profile = [one for one in known.petugas if name and name.casefold() in one.nama.casefold()]
    if len(of_profile) == 1 and nip is None:
        return _of_profile(known)[known.petugas.index(of_profile[0])]
    return Officer(name, nip, jabatan=jabatan)


def _of_profile(known: BeritaAcara) -> tuple[Officer, ...]:
    return tuple(Officer(one.nama, one.nip, one.pangkat, one.jabatan) for one in known.petugas)


def occasion(
    tanggal: date | None, tempat: str | None, petugas: Sequence[str], petugas_opd: Sequence[str], profile: Profile
) -> Occasion:
    """When, where and with whom; the officers are those of the profile unless named."""
    known = profile.berita_acara
    return Occasion(
        tanggal,
        tempat,
        officers(petugas, known) or _of_profile(known),
        officers(petugas_opd, BeritaAcara()),
    )


def write_drafts(
    out: Path, template: Path, when: Occasion, profile: Profile, before: Path | None, pdf: bool
) -> list[Draft]:
    """Write a draft for each submission of the audit in ``out`` into its folder.

    ``before`` is the folder of the earlier audit to compare with. Raises ResultsError, UnusableTemplate and
    OSError.
    """
    known = profile.berita_acara
    office = Office(known.kop, known.bagian, known.tempat, known.nomor)
    active = frozenset(rule.code for rule in rules()) - set(profile.rules.disabled)
    drafts = []
    for result in load(out):
        earlier = _earlier(before, result) if before else None
        if before and earlier is None:
            drafts.append(Draft(result.source, problem="tidak terdapat pada hasil pemeriksaan sebelumnya"))
            continue
        folder = out if out.resolve().name == result.id else out / result.id
        folder.mkdir(exist_ok=True)
        target = folder / f"berita-acara-{template.stem}.docx"
        missing = render(template, fields(result, office, when, active, earlier), target)
        files, problem = _with_pdf(target) if pdf else ((target,), None)
        drafts.append(Draft(result.source, files, tuple(missing), problem))
    return drafts


def _with_pdf(target: Path) -> tuple[tuple[Path, ...], str | None]:
    try:
        return (target, to_pdf(target)), None
    except NoPdf as error:
        return (target,), f"PDF tidak dibuat: {error}"


def print_drafts(console: Console, drafts: Sequence[Draft]) -> None:
    """A line per file written, then the submissions without one and the fields that no draft has."""
    for draft in drafts:
        for file in draft.files:
            console.print(Text(str(file)), soft_wrap=True)
    for draft in drafts:
        if draft.problem:
            console.print(Text(f"{draft.source}: {draft.problem}"), soft_wrap=True)
    missing = dict.fromkeys(name for draft in drafts for name in draft.missing)
    if missing:
        console.print(Text(f"Isian templat yang tidak dikenal: {', '.join(missing)}"), soft_wrap=True)
    if any(draft.files for draft in drafts):
        console.print("Isian yang tidak terlihat dari dokumen ditandai [diisi petugas].", markup=False)


def _earlier(before: Path, present: Result) -> Result | None:
    """The submission in the earlier audit; its own file is looked up before all submissions are read."""
    try:
        if (before / present.id / FINDINGS).exists():
            return next(load(before / present.id), None)
        return matching(load(before), present)
    except ResultsError as error:
        raise ResultsError(f"--sebelumnya: {error}") from error
