"""W509: regulations cited as the basis of a report that had been replaced before its year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit import regulations, scope
from audit.findings import quoted
from audit.models import Finding
from audit.registry import Context, rule
from audit.regulations import KNOWN, Citation, Regulation
from normalize.models import Segment, Source

_TOLD = re.compile(r"dicabut|mencabut|diganti|menggantikan|pengganti|tidak berlaku|semula|dahulu", re.IGNORECASE)


@rule(
    code="W509",
    category="identitas",
    severity="rendah",
    title="Peraturan yang dikutip telah diganti",
    why="Laporan yang mendasarkan diri pada peraturan yang sudah dicabut menunjukkan bagian yang disalin dari laporan "
    "lama.",
    method="Kutipan peraturan nasional tentang pemerintahan daerah, keuangan daerah, dan akuntabilitas kinerja "
    "dibandingkan dengan daftar peraturan penggantinya. Dilaporkan bila penggantinya terbit sebelum tahun dokumen dan "
    "kalimatnya tidak menyebut pencabutan atau penggantian.",
    basis="Peraturan pengganti masing-masing (ketentuan penutup yang mencabut peraturan lama)",
    violation="Laporan Tahun 2023: “Berdasarkan Peraturan Pemerintah Nomor 19 Tahun 2008 tentang Kecamatan …”.",
    clean="“… sebagaimana telah diganti dengan Peraturan Pemerintah Nomor 17 Tahun 2018”; atau laporan Tahun 2016.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per replaced regulation of a submission, at its first citation."""
    told: set[Regulation] = set()
    segments = {segment.id: segment for segment in ctx.submission.segments}
    for passage in ctx.submission.passages:
        segment = segments[passage.segment]
        year = scope.year_of(ctx.submission, segment)
        if year is None:
            continue
        for cited in regulations.citations(passage.text):
            known = _successor(cited, year)
            if known is not None and known not in told and not _TOLD.search(passage.text):
                told.add(known)
                yield _finding(ctx, segment, passage.at, cited, known, year)


def _successor(cited: Citation, year: int) -> Regulation | None:
    """What had taken the place of a regulation before ``year``."""
    here = (one for one in KNOWN if one.kind == cited.kind and one.replaced == (cited.number, cited.year))
    return next((one for one in here if one.year < year), None)


def _finding(ctx: Context, segment: Segment, at: Source, cited: Citation, known: Regulation, year: int) -> Finding:
    return ctx.finding(
        message=f"Dikutip {quoted(cited.text)} (halaman {at.page}), sedangkan sebelum Tahun {year} peraturan itu telah "
        f"diganti dengan Nomor {known.number} Tahun {known.year} tentang {known.title}.",
        subject=cited.text,
        at=[at],
        reported=cited.text,
        expected=f"Nomor {known.number} Tahun {known.year}",
        segment=segment,
        verdict="perlu_cek",
    )
