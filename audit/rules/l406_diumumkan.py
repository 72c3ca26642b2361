"""L406: what a sentence announces "as follows" and blank pages follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.models import Finding
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.models import Passage, Segment

_ANNOUNCES = re.compile(
    r"(?:sebagai\s?berikut|(?:tabel|daftar|matriks?|uraian)\s+(?:di\s?bawah\s+ini|berikut(?:\s+ini)?))\s*[:.;]?\s*$",
    re.IGNORECASE,
)
_FOOT = 14
"""Words up to which a lonely line is a running foot."""
_SHOWN = 15


@rule(
    code="L406",
    category="kelengkapan",
    severity="sedang",
    title="Tabel atau uraian yang diumumkan tidak ada",
    why="Kalimat “sebagai berikut” yang diikuti halaman kosong menunjukkan tabel atau uraian yang tertinggal saat "
    "laporan disusun atau dicetak.",
    method="Kalimat laporan yang berakhir dengan “sebagai berikut”, “tabel berikut”, atau “di bawah ini” dan menutup "
    "halamannya dilaporkan bila halaman sesudahnya kosong (tanpa naskah, tabel, maupun gambar satu halaman) dan "
    "naskah sesudahnya adalah judul baru atau tidak ada lagi. Halaman hasil pindai tidak dianggap kosong.",
    basis=f"{PANRB_53}, Lampiran II huruf C dan Anak Lampiran III/2-2 butir I.1 (menampilkan data penting)",
    violation="“… capaian kinerja tahun ini sebagai berikut:” di akhir halaman 19, halaman 20 sampai dengan 25 kosong.",
    clean="“… sebagai berikut:” di akhir halaman, tabelnya di awal halaman berikutnya.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per announcement."""
    for segment in ctx.submission.segments:
        if segment.kind in ("lkj", "lkj_individu"):
            blank = _blank(ctx, segment)
            passages = [one for one in ctx.submission.passages if one.segment == segment.id]
            for at, passage in enumerate(passages):
                page = (passage.lines or (passage.at,))[-1].page
                if page + 1 in blank and _ANNOUNCES.search(passage.text) and not _goes_on(passages, at, page):
                    yield _finding(ctx, segment, passage, page, blank)


def _blank(ctx: Context, segment: Segment) -> set[int]:
    """The pages of a segment that hold nothing: no text but a running foot, no table, no signature, no picture."""
    filled = {at.page for one in ctx.submission.signatures if one.segment == segment.id for at in [one.at]}
    for passage in ctx.submission.passages:
        if passage.segment == segment.id and len(passage.text.split()) > _FOOT:
            filled |= {line.page for line in (passage.lines or (passage.at,))}
    headed = {
        one.at.page
        for one in ctx.submission.passages
        if one.segment == segment.id and one.kind in ("heading", "caption")
    }
    tables = {page for one in ctx.submission.tables if one.document == segment.document for page in one.pages}
    files = [one for one in ctx.submission.files if one.path == segment.document]
    pictures = {page for one in files for page in (*one.scanned_pages, *one.unread_pages)}
    return set(range(segment.first, segment.last + 1)) - filled - headed - tables - pictures


def _goes_on(passages: list[Passage], at: int, page: int) -> bool:
    """Whether something still follows on the page, or the prose goes on after the blank pages."""
    rest = [one for one in passages[at + 1 :] if len(one.text.split()) > _FOOT or one.kind != "text"]
    if not rest:
        return False
    return rest[0].at.page == page or rest[0].kind == "text"


def _finding(ctx: Context, segment: Segment, passage: Passage, page: int, blank: set[int]) -> Finding:
    last = page + 1
    while last + 1 in blank:
        last += 1
    pages = f"halaman {page + 1}" if last == page + 1 else f"halaman {page + 1} sampai dengan {last}"
    end = " ".join(passage.text.split()[-_SHOWN:])
    return ctx.finding(
        message=f"Kalimat “… {end}” (halaman {page}) mengumumkan tabel atau uraian, sedangkan {pages} kosong.",
        subject=passage.text,
        at=[(passage.lines or (passage.at,))[-1]],
        reported=end,
        expected="tabel atau uraian yang diumumkan",
        segment=segment,
        verdict="perlu_cek",
    )
