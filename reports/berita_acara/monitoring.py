"""The aspects of a monitoring of PK, LKj and e-Monev, as far as the documents show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from audit.models import Finding
from reports import labels
from reports.berita_acara import wording
from reports.berita_acara.recommendations import recommendations
from reports.berita_acara.results import File, Part, Result, Signature
from reports.berita_acara.wording import BLANK

_SHOWN = 3
"""So many findings are told in a row of the form; the others are counted."""

_CONSISTENCY: dict[Literal["sasaran", "indikator", "target"], tuple[str, ...]] = {
    "sasaran": ("K104",),
    "indikator": ("K102", "K103", "K110"),
    "target": ("K101", "K106", "K107", "K114"),
}
"""The rules that compare each of them between IKU, PK and LKj."""

_NEEDED = {"sasaran": {"K104"}, "indikator": {"K102", "K103"}, "target": {"K101"}}
"""Those without which the comparison says nothing."""


class Aspect(msgspec.Struct, frozen=True):
    """One row of the form: ``tanda`` is V, X or left blank, likewise the other texts."""

    tanda: str = BLANK
    hasil: str = BLANK
    tindak_lanjut: str = BLANK


def aspects(result: Result, active: frozenset[str]) -> dict[str, Aspect]:
    """The rows of the form by their names in the template; ``active`` are the codes of the rules that were run."""
    return {
        "sk_tim": Aspect(),
        "pk_tersedia": _agreement(result),
        "pk_diturunkan": _cascade(result),
        "lkj_direvisi": _revision(result),
        "lkj_tersedia": _reports(result),
        "emonev_tepat_waktu": Aspect(),
        "emonev_bukti_dukung": Aspect(),
        "konsistensi_sasaran": _consistency(result, "sasaran", active),
        "konsistensi_indikator": _consistency(result, "indikator", active),
        "konsistensi_target": _consistency(result, "target", active),
    }


# --- perjanjian kinerja ----------------------------------------------------------------------------------------------


def _agreements(result: Result) -> list[tuple[File, Part]]:
    return [(file, part) for file, part in result.parts("pk", "pk_perubahan") if part.year in {result.year, None}]


def _agreement(result: Result) -> Aspect:
    """Whether the year's PK is there and signed."""
    found = _agreements(result)
    name = f"PK Tahun {result.year}" if result.year else "PK"
    if not found:
        return _absent(result, name, f"Menyampaikan {name} yang telah ditandatangani")
    parts = [part for _, part in found]
    amended = " beserta perubahannya" if {part.kind for part in parts} == {"pk", "pk_perubahan"} else ""
    told = [f"{name}{amended} tersedia ({wording.places(result, found)})."]
    blocks = [block for part in parts for block in part.signatures or ()]
    unsigned = [block for block in blocks if block.signed is False]
    unsure = [block for block in blocks if block.signed is None]
    found_on = result.findings_on(parts)
    doubts = [one for one in found_on if one.rule == "P301"]
    notes = [one for one in found_on if (one.category == "pengesahan" or one.rule == "L401") and one not in doubts]
    certain = any(one.verdict == "pasti" for one in doubts)
    told.append(_signing(blocks, unsigned, unsure, certain))
    told += _told(result, notes)
    actions = recommendations([*(doubts if certain else ()), *notes])
    if certain:
        mark = "X"
    elif blocks and not unsigned and not unsure:
        mark = "V"
    else:
        mark = BLANK
    return Aspect(mark, wording.lines(told), _actions(actions, mark))


def _signing(
    blocks: Sequence[Signature], unsigned: Sequence[Signature], unsure: Sequence[Signature], certain: bool
) -> str:
    if not blocks:
        return f"Tanda tangan tidak dapat dipastikan dari dokumen: {BLANK}"
    if not unsigned and not unsure:
        return f"Seluruh blok tanda tangan yang terbaca ({len(blocks)}) telah dibubuhi tanda tangan."
    told = []
    if unsigned:
        names = wording.listed(list(dict.fromkeys(_signatory(block) for block in unsigned)))
        told.append(f"{len(unsigned)} dari {len(blocks)} blok tanda tangan tidak dibubuhi tanda tangan ({names}).")
        if not certain:
            told.append(f"Ketersediaan naskah yang telah ditandatangani: {BLANK}")
    if unsure:
        names = wording.listed(list(dict.fromkeys(_signatory(block) for block in unsure)))
        told.append(f"Tanda tangan pada {len(unsure)} blok perlu dilihat langsung ({names}): {BLANK}")
    return " ".join(told)


def _signatory(block: Signature) -> str:
    return f"{block.name or block.position or 'tanpa nama'}, hlm.\u00a0{block.page}"


def _cascade(result: Result) -> Aspect:
    """For which positions there is a PK; which there should be is known to the office only."""
    found = _agreements(result)
    if not found:
        return Aspect()
    told = [f"PK ditemukan untuk: {_positions(result, found)}."]
    gaps = [one for one in result.findings if one.rule == "K111" or _lacks(one, "perjanjian kinerja")]
    told += [*_told(result, gaps), f"Kelengkapan untuk seluruh jabatan, pelaksana, dan TKB: {BLANK}"]
    return Aspect(BLANK, wording.lines(told), _actions(recommendations(gaps), BLANK))


def _lacks(found: Finding, document: str) -> bool:
    """Whether a finding says that someone's document of this kind is missing."""
    return found.rule == "L402" and document in found.reported


def _positions(result: Result, found: Sequence[tuple[File, Part]]) -> str:
    """Camat (hlm. 5–6), Sekretaris (hlm. 10–11), and so on."""
    by_position: dict[str, list[tuple[File, Part]]] = {}
    for file, part in found:
        by_position.setdefault(part.position or "jabatan tidak terbaca", []).append((file, part))
    return "; ".join(f"{position} ({wording.places(result, some)})" for position, some in by_position.items())


# --- laporan kinerja -------------------------------------------------------------------------------------------------


def _revision(result: Result) -> Aspect:
    """What is left to revise in the reports; whether they were revised after a desk, no document tells."""
    parts = [part for _, part in result.parts("lkj", "lkj_individu")]
    found = [one for one in result.findings_on(parts) if one.severity != "info"]
    if not found:
        return Aspect()
    kinds = [
        f"{sum(one.category == category for one in found)} temuan {name.lower()}"
        for category, name in labels.CATEGORY.items()
        if any(one.category == category for one in found)
    ]
    told = (
        f"Dalam laporan kinerja yang diperiksa masih terdapat {wording.listed(kinds)} "
        f"({wording.evidence(result, found)}); rinciannya pada kertas kerja."
    )
    return Aspect(
        BLANK, wording.lines([told, f"Revisi setelah desk: {BLANK}"]), "Merevisi laporan kinerja sesuai dengan temuan."
    )


def _reports(result: Result) -> Aspect:
    """Which reports there are for which positions; which there should be is known to the office only."""
    found = result.parts("lkj", "lkj_individu")
    if not found:
        return _absent(result, "Laporan kinerja", "Menyampaikan laporan kinerja")
    told = []
    for time in dict.fromkeys(wording.time_of(part) for _, part in found):
        some = [(file, part) for file, part in found if wording.time_of(part) == time]
        told.append(f"{f'LKj {time}'.strip()}: {_reporters(result, some)}.")
    on_reports = result.findings_on(part for _, part in found)
    gaps = [one for one in on_reports if one.rule == "L401"]
    gaps += [one for one in result.findings if _lacks(one, "laporan kinerja")]
    told += [*_told(result, gaps), f"Kelengkapan untuk seluruh periode, jabatan, JF, pelaksana, dan TKB: {BLANK}"]
    return Aspect(BLANK, wording.lines(told), _actions(recommendations(gaps), BLANK))


def _reporters(result: Result, found: Sequence[tuple[File, Part]]) -> str:
    named = [
        (file, part if part.position else msgspec.structs.replace(part, position=_whole_unit(result, part)))
        for file, part in found
    ]
    return _positions(result, named)


def _whole_unit(result: Result, part: Part) -> str | None:
    return result.unit if part.kind == "lkj" else None


# --- consistency -----------------------------------------------------------------------------------------------------


def _consistency(result: Result, what: Literal["sasaran", "indikator", "target"], active: frozenset[str]) -> Aspect:
    """Whether sasaran, indikator or target agree between IKU, PK and LKj."""
    found = [one for one in result.findings if one.rule in _CONSISTENCY[what]]
    if found:
        mark = "X" if any(one.verdict == "pasti" for one in found) else BLANK
        told = _told(result, found)
        if mark == BLANK:
            told.append(f"Hasil pengecekan: {BLANK}")
        return Aspect(mark, wording.lines(told), _actions(recommendations(found), mark))
    if not (_agreements(result) and result.parts("lkj", "lkj_individu")) or not active >= _NEEDED[what]:
        return Aspect()
    count = None
    if result.coverage:
        count = result.coverage.sasaran if what == "sasaran" else result.coverage.indikator
    if count is None or not count.lkj:
        return Aspect()
    noun = "sasaran" if what == "sasaran" else "indikator"
    matched = f"{count.lkj} dari {count.pk} {noun} PK dimuat dalam tabel capaian LKj dengan nama yang sama"
    none = "; tidak ditemukan perbedaan target" if what == "target" else ""
    iku = bool(result.parts("iku")) and "K110" in active
    mark = "V" if iku and count.lkj == count.pk and result.wholly_read else BLANK
    told = [f"{matched}{none}."]
    if not iku:
        told.append(f"Dokumen IKU tidak terdapat dalam berkas yang diperiksa; kesesuaian dengan IKU: {BLANK}")
    elif mark == BLANK:
        told.append(f"Hasil pengecekan: {BLANK}")
    return Aspect(mark, wording.lines(told), _actions([], mark))


# --- what the rows have in common ------------------------------------------------------------------------------------


def _absent(result: Result, name: str, action: str) -> Aspect:
    """The row of a document that was not found: absent only if every page was read."""
    if result.wholly_read:
        return Aspect("X", f"{name} tidak ditemukan dalam berkas yang diperiksa.", f"{action}.")
    return Aspect(
        BLANK,
        f"{name} tidak ditemukan pada halaman yang terbaca, tetapi tidak semua halaman berkas terbaca; "
        f"ketersediaannya: {BLANK}",
        BLANK,
    )


def _told(result: Result, findings: Sequence[Finding]) -> list[str]:
    """The gravest findings, one line each, and how many there are besides."""
    ordered = labels.in_reading_order(findings)
    told = [_short(result, one) for one in ordered[:_SHOWN]]
    rest = ordered[_SHOWN:]
    if rest:
        told.append(f"Temuan sejenis lainnya: {len(rest)} ({wording.evidence(result, rest)}), lihat kertas kerja.")
    return told


def _short(result: Result, found: Finding) -> str:
    doubt = " Perlu dipastikan." if found.verdict == "perlu_cek" else ""
    told = f"{found.title}: {wording.quote(found.subject)}"
    if found.expected and len(found.reported) + len(found.expected) < 60:
        told += f", tertulis {' '.join(found.reported.split())}, seharusnya {' '.join(found.expected.split())}"
    return f"{told} ({wording.evidence(result, [found])}).{doubt}"


def _actions(actions: Sequence[str], mark: str) -> str:
    """Proposed tindak lanjut; none is needed where all is well."""
    if actions:
        return wording.lines([f"{action}." for action in actions])
    return "-" if mark == "V" else BLANK
