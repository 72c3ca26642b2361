"""L408: numbers and dates of a reference that were left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.findings import quoted
from audit.models import Finding
from audit.registry import Context, rule
from normalize.dates import MONTH
from normalize.models import Passage

_BLANK = r"(?:\.{3,}|…+|_{3,}|-{3,})"
_PAPER = r"\b(?:Peraturan|Keputusan|Surat|Undang-Undang|Instruksi|Lembaran\s+Daerah|Berita\s+Daerah|SK)\b"
_FOLLOWED = re.compile(
    rf"{_PAPER}[^.;:“”\"]{{0,120}}?\b(?P<blank>(?:Nomor|No\.?)\s*:?\s*{_BLANK}?\s*(?:Tahun|tahun|Tanggal|tanggal)\b)"
)
_AT_START = re.compile(rf"(?P<blank>(?:Nomor|No\.)\s*:?\s*{_BLANK}?\s*(?:Tahun|tahun)\s+\d{{4}})")
_ENDING = re.compile(
    r"\b(?:Lembaran|Berita)\s+(?:Daerah|Negara)\b[^.;()]{0,100}?(?P<blank>\bTahun\s+\d{4}\s+Nomor\s*"
    rf"(?:{_BLANK})?\s*(?:Seri\s*)?(?=\)|;|$))"
)
_NO_DAY = re.compile(rf"(?P<blank>\b[Tt]anggal\s*(?:{_BLANK})?\s*(?:{MONTH})\s+\d{{4}})", re.IGNORECASE)
_DOTTED = re.compile(
    rf"(?P<blank>\b(?:Nomor|No\.?|tanggal|sebesar|sejumlah|Rp\.?)\s*:?\s*{_BLANK}(?=\s*[,;)]|\s+[A-Za-z]))",
    re.IGNORECASE,
)
_DOTS = ("...", "…", "___", "---")
_SIGNS = ((_FOLLOWED, ("no",)), (_ENDING, ("daerah", "negara")), (_NO_DAY, ("tanggal",)), (_DOTTED, _DOTS))
"""Patterns, each with what a text must hold for it to be tried."""
_BETWEEN = re.compile(r"\b(?:s\.?\s?d\.?|sampai(?:\s+dengan)?|hingga|dan)\s*$", re.IGNORECASE)
_CONTENTS = re.compile(rf"{_BLANK}\s*(?:[IVX]+-)?\d{{1,3}}\s*$")
_LEAD = 100
"""Letters of the paragraph above that are quoted before a line that begins with its blank."""
_KINDS = frozenset({"lkj", "lkj_individu", "pk", "pk_perubahan", "renaksi", "iku", "lra"})


@rule(
    code="L408",
    category="kelengkapan",
    severity="rendah",
    title="Nomor atau tanggal belum diisi",
    why="Peraturan atau keputusan tanpa nomor atau tanggal tidak dapat ditelusuri, dan isian yang kosong menunjukkan "
    "dokumen yang belum selesai.",
    method="Dalam naskah dicari rujukan yang tempat isiannya kosong: “Nomor” yang langsung diikuti “Tahun” atau "
    "“tanggal”, lembaran daerah tanpa nomor, “tanggal” yang langsung diikuti nama bulan, dan titik-titik setelah "
    "“Nomor”, “tanggal”, atau “sebesar”. Daftar isi dan kepala tabel dilewati. Temuan berstatus perlu dicek.",
    basis="Kelengkapan rujukan dalam naskah dinas",
    violation="“Keputusan Kepala Dinas Nomor Tahun 2024 tanggal Desember 2024”; “(Lembaran Daerah Tahun 2023 Nomor )”.",
    clean="“Keputusan Kepala Dinas Nomor 188/12 Tahun 2024 tanggal 2 Januari 2024”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per paragraph with blanks."""
    before = ""
    for passage in ctx.submission.passages:
        if passage.kind == "text" and ctx.submission.segment(passage.segment).kind in _KINDS:
            yield from _blanks(ctx, passage, before)
            before = passage.text


def _blanks(ctx: Context, passage: Passage, before: str) -> Iterator[Finding]:
    """``before`` is the paragraph above, which a line that begins with the blank goes on."""
    text = " ".join(passage.text.split())
    if any(dots in text for dots in _DOTS) and _CONTENTS.search(text):
        return
    found: dict[int, re.Match[str]] = {}
    small = text.lower()
    for pattern, signs in _SIGNS:
        for match in pattern.finditer(text) if any(sign in small for sign in signs) else ():
            if not _BETWEEN.search(text[: match.start("blank")]):
                found.setdefault(match.end("blank"), match)
    if start := _AT_START.match(text):
        found.setdefault(start.end(), start)
    if not found:
        return
    shown = [match["blank"].strip() for _, match in sorted(found.items())]
    first = min(match.start() for match in found.values())
    where = text[first : max(found)]
    if first == 0 and before:
        lead = re.split(r"[;.]\s", " ".join(before.split()))[-1]
        where = f"{lead if len(lead) <= _LEAD else lead[-_LEAD:].partition(' ')[2]} {where}"
    yield ctx.finding(
        message=f"Pada halaman {passage.at.page} tertulis {quoted(where, 220)}: isian pada "
        f"{' dan '.join(quoted(one, 60) for one in dict.fromkeys(shown))} masih kosong.",
        subject=where,
        at=[passage.at],
        reported="; ".join(dict.fromkeys(shown)),
        expected="nomor dan tanggal yang lengkap",
        segment=ctx.submission.segment(passage.segment),
        verdict="perlu_cek",
    )
