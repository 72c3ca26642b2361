"""The parts that regulations ask of reports and agreements, and how each is recognised.

Offices word and number their headings as they like, so a part is there as soon as anything speaks for it: a heading, a
table of its kind, or a sentence. Only what leaves no trace at all is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from audit import columns, texts
from audit.profile import LkjPart, PkPart
from normalize.models import Segment, Source, Submission, Table, TableKind

_CONTENTS = re.compile(r"\.{4,}|…{2,}|_{4,}\s*\d+\s*$")
"""A line of a table of contents, which announces a part but is not it."""

_REPORTED: frozenset[TableKind] = frozenset(
    {"capaian", "perbandingan_tahun", "perbandingan_renstra", "perbandingan_unit", "cost_per_outcome", "efisiensi"}
)
_OF_PK: frozenset[TableKind] = frozenset({"pk_indikator", "pk_anggaran"})
_OF_MONEY: frozenset[TableKind] = frozenset({"realisasi_anggaran", "lra", "cost_per_outcome", "e81"})
_MEASURED = re.compile(r"realisasi|capaian|pengukuran")
_ONLY_MONEY = re.compile(r"belanja|anggaran|keuangan")


@dataclass(frozen=True, slots=True)
class Content:
    """What a document holds: its texts squeezed (small letters, no spaces), its tables, and whether anyone signs."""

    text: str
    tables: tuple[Table, ...]
    signed: bool
    has_pk: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A required part: its Indonesian name, what asks for it, how it is recognised, and the heading over it."""

    name: str
    article: str
    there: Callable[[Content], bool]
    heading: str = ""


def content(submission: Submission, segments: Sequence[Segment]) -> Content:
    """What ``segments`` hold together."""
    ids = {segment.id for segment in segments}
    said = [at for at in texts.of_segments(submission, segments) if not _CONTENTS.search(at.text)]
    return Content(
        text="\n".join(squeezed(at) for at in said),
        tables=tuple(table for table in submission.tables if table.segment in ids),
        signed=any(block.segment in ids and (block.name or block.position) for block in submission.signatures),
        has_pk=any(segment.kind in ("pk", "pk_perubahan") for segment in submission.segments),
    )


def under(part: Part, said: Sequence[Source]) -> Source | None:
    """The shortest text that begins like the heading under which a part should stand; None when there is none."""
    if not part.heading:
        return None
    begins = re.compile(rf"[\da-z]{{0,3}}[.)]?[\d.]*\W*(?:{part.heading})")
    found = [at for at in said if begins.match(squeezed(at)) and not _CONTENTS.search(at.text)]
    return min(found, key=lambda at: len(at.text), default=None)


def squeezed(at: Source) -> str:
    """A text in small letters without white space, since headings come letter-spaced and glued."""
    return "".join(at.text.split()).casefold()


def _says(pattern: str) -> Callable[[Content], bool]:
    compiled = re.compile(pattern)
    return lambda content: compiled.search(content.text) is not None


def _shows(kinds: Iterable[TableKind], pattern: str) -> Callable[[Content], bool]:
    wanted, said = frozenset(kinds), _says(pattern)
    return lambda content: any(table.kind in wanted for table in content.tables) or said(content)


def _capaian(content: Content) -> bool:
    """A table of what was reached, of whatever kind, that is not about money alone."""
    for table in content.tables:
        heads = " ".join((table.caption, *(columns.header(column) for column in table.columns))).casefold()
        roles = {column.role for column in table.columns}
        if table.kind in _REPORTED and roles & {"realisasi", "capaian"}:
            return True
        if _MEASURED.search(heads) and not _ONLY_MONEY.search(heads):
            return True
    return False


def _agreed(content: Content) -> bool:
    return content.has_pk or any(table.kind in _OF_PK for table in content.tables)


def _signed(content: Content) -> bool:
    return content.signed or _says(r"nip\.?:?\d{8}|ttd\b|ditandatanganisecaraelektronik")(content)


_C = "Lampiran II huruf C"
_BAB_1, _BAB_2, _BAB_4 = (f"Anak Lampiran II/1, Bab {number}" for number in ("I", "II", "IV"))
_CAPAIAN = "Anak Lampiran II/1, Bab III huruf A angka"

LKJ: dict[LkjPart, Part] = {
    "pendahuluan": Part(
        "uraian singkat organisasi (pendahuluan)",
        f"{_C} angka 1 dan {_BAB_1}",
        _says(
            r"pendahuluan|latarbelakang|gambaranumum|tugas(?:pokok)?(?:dan|,)?fungsi|strukturorganisasi|isustrategis"
        ),
    ),
    "perencanaan_kinerja": Part(
        "perencanaan kinerja (ringkasan perjanjian kinerja)",
        f"{_C} angka 2 dan {_BAB_2}",
        _says(r"perencanaan|rencanakinerja|perjanjiankinerja|penetapankinerja|rencanastrategis|renstra"),
    ),
    "capaian": Part(
        "tabel capaian kinerja (target dan realisasi indikator)",
        f"{_C} angka 3, {_CAPAIAN} 1, dan Anak Lampiran III/2-2 butir I.3",
        _capaian,
        r"(?:capaian|pengukuran)kinerja|kinerjasasaran",
    ),
    "perbandingan_tahun": Part(
        "perbandingan realisasi kinerja dengan tahun lalu atau beberapa tahun terakhir",
        f"{_CAPAIAN} 2 dan Anak Lampiran III/2-2 butir III.7",
        _shows(
            ["perbandingan_tahun"],
            r"(?:banding|meningkat|menurun|naik|turun|kenaikan|penurunan|sama)[^\n]{0,90}tahun(?:lalu|sebelum|20\d\d|-tahun)"
            r"|tahun(?:lalu|sebelum\w*)[^\n]{0,90}(?:banding|meningkat|menurun|naik|turun)|tahunke\s*tahun|tahunn-1",
        ),
    ),
    "perbandingan_renstra": Part(
        "perbandingan realisasi kinerja dengan target jangka menengah (Renstra)",
        f"{_CAPAIAN} 3",
        _shows(
            ["perbandingan_renstra"],
            r"(?:target|akhir|capaian|realisasi|banding|terhadap)[^\n]{0,90}(?:renstra|rpjmd|jangkamenengah|rencanastrategis)"
            r"|(?:renstra|rpjmd|jangkamenengah|rencanastrategis)[^\n]{0,60}(?:target|capaian|realisasi|banding)",
        ),
    ),
    "perbandingan_standar": Part(
        "perbandingan realisasi kinerja dengan standar nasional",
        f"{_CAPAIAN} 4 dan Anak Lampiran III/2-2 butir III.7",
        _shows(["perbandingan_unit"], r"standarnasional|rata-?ratanasional|tingkatnasional|levelnasional|spm"),
    ),
    "analisis": Part(
        "analisis penyebab keberhasilan atau kegagalan serta solusi",
        f"{_C} angka 4 dan {_CAPAIAN} 5",
        _says(
            r"anali[sz]|evaluasi|penyebab|keberhasilan|kegagalan|hambatan|kendala|permasalahan|faktorpen(?:dukung|dorong|ghambat)"
            r"|solusi|tindaklanjut"
        ),
    ),
    "efisiensi": Part(
        "analisis atas efisiensi penggunaan sumber daya",
        f"{_C} angka 4 dan {_CAPAIAN} 6",
        _shows(["efisiensi", "cost_per_outcome"], r"efisien|costperoutcome|penghematan"),
    ),
    "program_kegiatan": Part(
        "analisis program/kegiatan yang menunjang pencapaian kinerja",
        f"{_CAPAIAN} 7",
        _says(r"(?:program|kegiatan)"),
    ),
    "realisasi_anggaran": Part(
        "realisasi anggaran",
        "Anak Lampiran II/1, Bab III huruf B dan Anak Lampiran III/2-2 butir I.6",
        _shows(_OF_MONEY, r"realisasi(?:anggaran|keuangan|belanja)|penyerapan|serapan|akuntabilitaskeuangan"),
    ),
    "penutup": Part(
        "penutup (simpulan dan langkah perbaikan)",
        f"{_BAB_4} dan Anak Lampiran III/2-2 butir I.5",
        _says(r"penutup|[ks]e?simpulan|demikian"),
    ),
    "perjanjian_kinerja": Part(
        "perjanjian kinerja (tabel sasaran, indikator, dan target yang diperjanjikan, atau lampirannya)",
        f"{_BAB_2} dan Lampiran angka 1)",
        _agreed,
        r"(?:perjanjian|penetapan)kinerja",
    ),
    "pengesahan": Part(
        "pengesahan (nama dan tanda tangan pejabat yang melaporkan)",
        "Lampiran II huruf D dan Lampiran III huruf C angka 2",
        _signed,
    ),
}
"""The parts of a report by PermenPANRB 53/2014, Lampiran II, and the review checklist of its Lampiran III."""

PK: dict[PkPart, Part] = {
    "pernyataan": Part(
        "pernyataan perjanjian kinerja",
        "Lampiran I huruf D angka 1 dan Anak Lampiran I/2-6",
        _says(r"dalamrangkamewujudkan|bertandatangandibawahini|berjanjiakan|disebutpihak|tanggungjawabkami"),
    ),
    "lampiran": Part(
        "lampiran perjanjian kinerja (sasaran, indikator kinerja, dan target)",
        "Lampiran I huruf D angka 2 dan Anak Lampiran I/5-6",
        lambda content: any({"target", "indikator"} & {one.role for one in table.columns} for table in content.tables),
    ),
    "anggaran": Part(
        "anggaran program atau kegiatan",
        "Anak Lampiran I/4-6 sampai dengan I/6-6",
        _shows(["pk_anggaran"], r"anggaran|rp\.?\s?\d|pagu"),
    ),
}
"""The parts of an agreement by PermenPANRB 53/2014, Lampiran I."""
