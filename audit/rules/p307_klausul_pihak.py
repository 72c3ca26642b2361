"""P307: agreements whose opening does not say who the parties are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit import texts
from audit.models import Finding
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.models import Segment, Source

_PERTAMA, _KEDUA = r"(?:pertama|kesatu|ke-?\s?(?:1|satu))", r"(?:kedua|ke-?\s?(?:2|dua))"
_SIDES = (("pihak pertama", _PERTAMA), ("pihak kedua", _KEDUA))
_OPENING = re.compile(r"bertanda\s?tangan\s+di\s?bawah\s+ini", re.IGNORECASE)


@rule(
    code="P307",
    category="pengesahan",
    severity="sedang",
    title="Klausul para pihak dalam perjanjian kinerja tidak lengkap",
    why="Pernyataan perjanjian kinerja harus menyebut siapa yang berjanji dan siapa atasannya; tanpa klausul itu "
    "kesepakatannya tidak jelas.",
    method="Pernyataan perjanjian kinerja yang memakai sebutan pihak pertama dan pihak kedua diperiksa apakah "
    "pembukaannya memuat klausul “selanjutnya disebut pihak pertama” dan “… pihak kedua”. Pernyataan tanpa sebutan "
    "pihak (tingkat pemerintah daerah) dan dokumen yang halamannya hasil pindai tidak diperiksa.",
    basis=f"{PANRB_53}, Lampiran I huruf D angka 1 dan Anak Lampiran I/2-6 (format pernyataan perjanjian kinerja)",
    violation="Pembukaan hanya menyebut pihak pertama, sedangkan naskah menyatakan “Pihak kedua akan melakukan "
    "supervisi …”.",
    clean="“… selanjutnya disebut pihak pertama” dan “selaku atasan pihak pertama, selanjutnya disebut pihak kedua”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per missing clause of an agreement's statement."""
    for segment in ctx.submission.segments:
        if segment.kind not in ("pk", "pk_perubahan") or texts.scanned(ctx.submission, [segment]):
            continue
        said = list(texts.of_segments(ctx.submission, [segment]))
        whole = " ".join(" ".join(at.text for at in said).split())
        opening = next((at for at in said if _OPENING.search(" ".join(at.text.split()))), None)
        if opening is None or not _OPENING.search(whole):
            continue
        named = {one.party for one in ctx.submission.parties if one.segment == segment.id}
        for name, ordinal in _SIDES:
            called = re.search(rf"disebut\s+(?:juga\s+)?(?:sebagai\s+)?[“\"']?pihak\s+{ordinal}", whole, re.IGNORECASE)
            used = re.search(rf"pihak\s+{ordinal}", whole, re.IGNORECASE)
            if used and not called and name.removeprefix("pihak ") not in named:
                yield _finding(ctx, segment, name, opening)


def _finding(ctx: Context, segment: Segment, name: str, opening: Source) -> Finding:
    return ctx.finding(
        message=f"Pembukaan {segment.title or 'perjanjian kinerja'} (halaman {opening.page}) tidak memuat klausul "
        f"“selanjutnya disebut {name}”, sedangkan naskahnya menggunakan sebutan {name}.",
        subject=segment.position or segment.title or "perjanjian kinerja",
        at=[opening],
        reported=f"tanpa klausul {name}",
        expected=f"nama, jabatan, dan “selanjutnya disebut {name}”",
        segment=segment,
        key=name,
    )
