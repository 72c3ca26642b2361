"""What became of the findings of an earlier audit: settled, in progress, not begun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from audit.models import Finding
from reports import labels
from reports.berita_acara import wording
from reports.berita_acara.recommendations import recommendation
from reports.berita_acara.results import Part, Result
from reports.berita_acara.wording import BLANK

Status = Literal["TS", "TB", "BT", ""]
"""TS: settled; TB: in progress; BT: not begun; "" where the present documents do not show it."""


class Outcome(msgspec.Struct, frozen=True):
    """One earlier finding and its state now, as a row of the form."""

    nomor: int
    temuan: str
    rekomendasi: str
    status: str
    keterangan: str


class Totals(msgspec.Struct, frozen=True):
    """How many there were and what became of them; ``belum_jelas`` is what the documents do not show."""

    jumlah: str
    ts: str
    tb: str
    bt: str
    belum_jelas: str


def matching(results: Iterable[Result], present: Result) -> Result | None:
    """The same submission in an earlier run: by its id, else the only one of the same unit and year."""
    alike = []
    for result in results:
        if result.id == present.id:
            return result
        if present.unit and (result.unit, result.year) == (present.unit, present.year):
            alike.append(result)
    return alike[0] if len(alike) == 1 else None


def context(earlier: Result, present: Result, active: frozenset[str]) -> dict[str, object]:
    """The fields of the template: totals of findings and recommendations, the list, and the new findings.

    ``active`` are the codes of the rules that were run now: a rule that was not run settles nothing.
    """
    before = [one for one in labels.in_reading_order(earlier.findings) if one.severity != "info"]
    now = {one.id: one for one in present.findings}
    states = [(one, _status(one, now.get(one.id), earlier, present, active)) for one in before]
    known = {one.id for one in earlier.findings}
    new = [one for one in labels.in_reading_order(present.findings) if one.severity != "info" and one.id not in known]
    return {
        "dokumen_sebelumnya": wording.documents(earlier) or [BLANK],
        "temuan": _totals([status for _, status in states]),
        "rekomendasi": _totals(_of_recommendations(states)),
        "daftar": [
            Outcome(
                number,
                wording.told(earlier, one),
                f"{recommendation(one)}.",
                status or BLANK,
                _remark(one, now.get(one.id), _unsettled(one, earlier, present, active), present),
            )
            for number, (one, status) in enumerate(states, start=1)
        ],
        "temuan_baru": [wording.told(present, one) for one in new],
        "jumlah_temuan_baru": wording.counted(len(new)),
    }


def _status(before: Finding, now: Finding | None, earlier: Result, present: Result, active: frozenset[str]) -> Status:
    if now is not None:
        return "BT" if (now.reported, now.expected) == (before.reported, before.expected) else "TB"
    return "" if _unsettled(before, earlier, present, active) else "TS"


def _unsettled(before: Finding, earlier: Result, present: Result, active: frozenset[str]) -> str | None:
    """Why a finding that is not there any more may not be called settled; None when it may."""
    if before.rule not in active:
        return "Tidak diperiksa lagi: aturannya tidak dijalankan."
    part = earlier.part_at(before.evidence[0]) if before.evidence else None
    same = [(file, one) for file, one in present.parts(part.kind) if _same(one, part)] if part else []
    if not same:
        return "Dokumen yang memuatnya tidak terdapat pada pemeriksaan sekarang."
    if not present.wholly_read:
        return "Tidak ditemukan lagi, tetapi tidak semua halaman terbaca pada pemeriksaan sekarang."
    if any(first <= page <= last for file, one in same for first, last in [one.pages] for page in file.scanned_pages):
        return "Tidak ditemukan lagi pada pembacaan halaman hasil pindai; perlu dipastikan."
    return None


def _same(one: Part, other: Part) -> bool:
    """Whether two parts are the same document of two runs; a position that was not read may be any."""
    positions = {one.position, other.position} - {None}
    return (one.period, one.year) == (other.period, other.year) and len(positions) < 2


def _remark(before: Finding, now: Finding | None, unsettled: str | None, present: Result) -> str:
    if now is None:
        return unsettled or "Tidak ditemukan lagi dalam dokumen yang diperiksa sekarang."
    where = wording.evidence(present, [now])
    if (now.reported, now.expected) == (before.reported, before.expected):
        return f"Masih sama ({where})."
    was, is_ = wording.quote(before.reported), wording.quote(now.reported)
    changed = f" dari {was} menjadi {is_}" if was != is_ else ""
    return f"Telah diubah{changed}, tetapi belum sesuai ({where})."


def _of_recommendations(states: Sequence[tuple[Finding, Status]]) -> list[Status]:
    """The state of each different recommendation: that of its findings, in progress when they differ."""
    by_text: dict[str, set[Status]] = {}
    for found, status in states:
        by_text.setdefault(recommendation(found), set()).add(status)
    return [_mixed(states) for states in by_text.values()]


def _mixed(states: set[Status]) -> Status:
    if len(states) == 1:
        return next(iter(states))
    return "" if states <= {"TS", ""} else "TB" if states & {"TS", "TB"} else "BT"


def _totals(states: Sequence[Status]) -> Totals:
    return Totals(
        wording.counted(len(states)),
        *(labels.count(states.count(status)) for status in ("TS", "TB", "BT", "")),
    )
