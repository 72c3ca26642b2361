"""L404: the superior's response in a report left empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit import texts
from audit.models import Finding
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.models import Passage, Segment, Source

_HEADING = re.compile(
    r"(?:(?:ruang|kolom|lembar)\s*)?(?:disposisi|tanggapan|catatan)\s*(?:/\s*(?:disposisi|tanggapan|catatan)\s*)?"
    r"(?:dari\s*)?(?:atasan|pimpinan|pejabat penilai)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?:[\divxa-z]{1,4}[.)]?)*\s*", re.IGNORECASE)
_TICK = re.compile(r"[√✓✔☑☒✗✘×■●⬛]|(?<![A-Za-z])[vVxX](?![A-Za-z])|\[\s*[vx]\s*\]")
_BOX = re.compile(r"[□☐▢◻○⬜❏❑]|\[\s*\]|\(\s*\)")
_OPTION = re.compile(
    r"^\W*(?:laporan\b|lanjutkan|perbaiki|tingkatkan|pertahankan|diterima|ditolak|disetujui)", re.IGNORECASE
)
_SIGNED = re.compile(
    r"mengetahui|atasan langsung|nip\b|^\W*(?:bupati|camat|kepala|sekretaris|wali ?kota)\b", re.IGNORECASE
)
_SHORT = 8
"""Words up to which a line may be an option to tick."""


@rule(
    code="L404",
    category="kelengkapan",
    severity="rendah",
    title="Tanggapan atasan langsung belum diisi",
    why="Tanggapan atasan menunjukkan bahwa laporan telah diperiksa dan ditindaklanjuti dalam evaluasi berjenjang.",
    method="Ruang disposisi atau tanggapan atasan pada halaman digital diperiksa: kosong sama sekali, atau hanya "
    "memuat pilihan (sekurang-kurangnya dua) tanpa tanda pilihan dan tanpa catatan. Tanda yang dibubuhkan dengan "
    "tangan tidak selalu terbaca, sehingga temuan perlu dicek pada citranya. Halaman hasil pindai tidak diperiksa.",
    basis=f"{PANRB_53}, Anak Lampiran I/2-6: pihak kedua melakukan supervisi dan evaluasi atas capaian kinerja",
    violation="“Ruang disposisi/tanggapan atasan langsung” dengan tiga pilihan, tidak satu pun ditandai.",
    clean="Salah satu pilihan bertanda √, atau catatan atasan tertulis.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """At most one finding per document."""
    for segment in ctx.submission.segments:
        if segment.kind not in ("lkj", "lkj_individu") or texts.scanned(ctx.submission, [segment]):
            continue
        found = _room(ctx, segment)
        if found is not None:
            heading, lines = found
            if not _filled(lines):
                yield _finding(ctx, segment, heading, lines)


def _room(ctx: Context, segment: Segment) -> tuple[Source, list[Source]] | None:
    """The heading of the superior's response and the lines below it; None when the document has no such room."""
    passages = [one for one in ctx.submission.passages if one.segment == segment.id]
    for at, passage in enumerate(passages):
        if passage.kind != "text" and _HEADING.match(_NUMBER.sub("", passage.text, count=1)):
            below = _below(passages, at)
            cells = [
                value.at
                for table in ctx.submission.tables
                if table.segment == segment.id
                for row in table.rows
                for value in row.values.values()
                if value.at.page == passage.at.page and value.at.box[1] >= passage.at.box[1]
                if not below[1] or below[1].page != value.at.page or value.at.box[3] <= below[1].box[3]
            ]
            return passage.at, [*below[0], *cells]
    return None


def _below(passages: list[Passage], heading: int) -> tuple[list[Source], Source | None]:
    """The prose up to the next heading, and where that stands."""
    lines: list[Source] = []
    for passage in passages[heading + 1 :]:
        if passage.kind == "heading":
            return lines, passage.at
        lines += passage.lines or (passage.at,)
    return lines, None


def _filled(lines: list[Source]) -> bool:
    """Whether something was ticked or written."""
    said = [line.strip() for at in lines for line in at.text.splitlines() if line.strip()]
    said = [line for line in said if not _SIGNED.search(line) and not _HEADING.search(line)]
    if any(_TICK.search(line) for line in said):
        return True
    notes = [line for line in said if not (_OPTION.match(line) or _BOX.search(line))]
    notes = [line for line in notes if re.search(r"[^\W\d_]{3}", line)]
    options = len(said) - len(notes)
    return bool(notes) if options < 2 else any(len(line.split()) > _SHORT for line in notes)


def _finding(ctx: Context, segment: Segment, heading: Source, lines: list[Source]) -> Finding:
    how = "tidak satu pun pilihannya ditandai dan tidak ada catatan" if lines else "ruangnya kosong"
    return ctx.finding(
        message=f"Ruang disposisi/tanggapan atasan langsung (halaman {heading.page}) belum diisi: {how}.",
        subject=" ".join(heading.text.split()),
        at=[heading, *lines],
        reported="belum diisi",
        expected="tanggapan atau disposisi atasan langsung",
        segment=segment,
        verdict="perlu_cek",
    )
