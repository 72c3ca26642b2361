"""What the normalize room hands to the next: a :class:`Submission` of typed rows, numbers and people.

Every value keeps where it was printed (:class:`Source`). Numbers are :class:`decimal.Decimal`, never float.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from extract.models import Box, ElectronicSignature, Signing

SegmentKind = Literal[
    "lkj", "lkj_individu", "pk", "pk_perubahan", "lra", "renaksi", "e81", "berita_acara", "iku", "lampiran", "lainnya"
]
TableKind = Literal[
    "pk_indikator",  # sasaran or program, indikator, target: no realisasi
    "pk_anggaran",  # program or kegiatan with pagu: no realisasi
    "capaian",  # indikator, target, realisasi, capaian of one period
    "perbandingan_tahun",  # the same indikator over several years
    "perbandingan_renstra",  # realisasi against the target of the renstra's end
    "perbandingan_unit",  # against another unit, the province or the nation
    "cost_per_outcome",  # kinerja and anggaran of an indikator side by side
    "efisiensi",
    "realisasi_anggaran",  # program, kegiatan, sub kegiatan with pagu and realisasi
    "lra",  # account codes with anggaran and realisasi
    "e81",
    "renaksi",
    "iku",
    "pegawai",
    "aset",
    "checklist",
    "lainnya",
]
Role = Literal[
    "no",
    "kode",
    "tujuan",
    "sasaran",
    "program",
    "kegiatan",
    "sub_kegiatan",
    "uraian",  # a label column of mixed or unstated level
    "indikator",
    "satuan",
    "rumus",
    "target",
    "realisasi",
    "capaian",  # percent: realisasi against target
    "pagu",  # Rupiah: budget
    "realisasi_anggaran",  # Rupiah: spent
    "persen_anggaran",  # percent: spent of budget
    "sisa",  # Rupiah: left, or over
    "efisiensi",
    "pertumbuhan",  # percent: change between two years
    "jumlah",  # a count or a sum over the row
    "keterangan",
]
RowKind = Literal["data", "group", "total", "average"]
Level = Literal["tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan"]
PkKind = Literal["awal", "perubahan"]
"""Which agreement a record belongs to or quotes: the PK as first signed, or its perubahan."""


Doubt = Literal["letters", "digits", "separators", "unconfirmed"]
"""Why a figure read from a picture is uncertain: letters stand in it, other readers saw other digits or only other
separators, or no second reader was sure of it."""


class Source(msgspec.Struct, frozen=True):
    """Where a value is printed: document (path), page (1-based), box (PDF points), the text as read, and by whom.

    Of a figure or name read from a picture, ``others`` says what may be printed instead, the likeliest first, and
    ``confirmed`` whether two independent readers saw every digit and separator, or every letter, of it alike.
    """

    document: str
    page: int
    box: Box
    text: str
    reader: str = "text-layer"
    confidence: float = 1.0
    others: tuple[str, ...] = ()
    confirmed: bool = False


class Number(msgspec.Struct, frozen=True):
    """A printed number.

    ``value`` in units as printed (a percentage 98,5% is 98.5, not 0.985); ``decimals`` is how many decimals were
    printed, which is its precision. ``upper`` is the other end of a printed range ("5-6%"). ``alternatives`` are
    other values the same characters may stand for ("1.200" in an unknown notation) or that a picture may show; then
    ``doubt`` says why. ``style`` is the notation that the separators show: id (1.234,5), en (1,234.5), plain (no
    separators) or malformed.
    """

    raw: str
    value: Decimal
    decimals: int = 0
    unit: str | None = None
    style: Literal["id", "en", "plain", "malformed"] = "plain"
    comparison: Literal[">=", "<=", ">", "<"] | None = None
    upper: Decimal | None = None
    alternatives: tuple[Decimal, ...] = ()
    doubt: Doubt | None = None


class Value(msgspec.Struct, frozen=True):
    """A cell's content: its text, the number in it if it is one, and where it stands.

    ``blank`` is true for empty cells and for dashes, which some offices print for "none".
    """

    text: str
    number: Number | None
    at: Source

    @property
    def blank(self) -> bool:
        return self.text.strip() in {"", "-", "--", "–", "—", "−"}


class Formula(msgspec.Struct, frozen=True):
    """A column formula as declared in the column-number row ("6 = 5/4 x 100%").

    ``rpn`` is the right side in postfix notation: column indexes as ``"c3"``, constants as digits, operators
    ``+ - * /``.
    """

    raw: str
    rpn: tuple[str, ...]


class Column(msgspec.Struct, frozen=True):
    """A column of a typed table.

    ``path`` holds the header labels from the top level down; ``label`` is the lowest of them. ``number`` is the
    column's number as printed in the column-number row, which need not be its index.
    """

    index: int
    label: str
    path: tuple[str, ...] = ()
    role: Role | None = None
    number: str | None = None
    formula: Formula | None = None
    year: int | None = None
    period: str | None = None


class Row(msgspec.Struct, frozen=True):
    """A typed row; ``index`` is its row in the grid, ``sub`` tells apart the several rows of one grid row.

    ``number`` is the printed number or code ("1.2", "7.01.01.2.01"), ``level`` what the row is about when that is
    known, ``depth`` how deep it is nested (0 outermost). ``values`` maps column index to value; the cells of label
    columns that span several rows appear in each of them, the cells of number columns only in the first.
    """

    index: int
    kind: RowKind
    label: str
    values: dict[int, Value]
    sub: int = 0
    number: str | None = None
    level: Level | None = None
    depth: int = 0


class Table(msgspec.Struct, frozen=True):
    """A typed table. ``id`` is that of the grid it was made from, unique within its document."""

    id: str
    document: str
    pages: tuple[int, ...]
    kind: TableKind
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    segment: str
    caption: str = ""
    caption_at: Source | None = None
    year: int | None = None
    period: str | None = None
    header_rows: int = 0

    def column(self, role: Role) -> Column | None:
        """The only column with ``role``; None when there is none or more than one."""
        found = [column for column in self.columns if column.role == role]
        return found[0] if len(found) == 1 else None


class Segment(msgspec.Struct, frozen=True):
    """One of the documents bound together in a file: pages ``first`` to ``last`` (1-based, inclusive).

    ``period`` is "tahunan" or "TW I" to "TW IV"; ``date`` is the ISO date of signing when it is complete.
    ``evidence`` are the places it was recognised by.
    """

    id: str
    document: str
    kind: SegmentKind
    first: int
    last: int
    title: str = ""
    unit: str | None = None
    position: str | None = None
    year: int | None = None
    period: str | None = None
    date: str | None = None
    evidence: tuple[Source, ...] = ()


class IndikatorRecord(msgspec.Struct, frozen=True):
    """One indikator of one table: from a PK (``realisasi`` and ``capaian`` None) or from a report.

    ``persen`` is how much of the budget printed beside it was spent.
    """

    table: str
    document: str
    segment: str
    row: int
    table_kind: TableKind
    level: Level | None
    sasaran: str
    indikator: str
    indikator_at: Source
    satuan: str | None = None
    target: Value | None = None
    realisasi: Value | None = None
    capaian: Value | None = None
    sasaran_at: Source | None = None
    year: int | None = None
    period: str | None = None
    pk: PkKind | None = None
    persen: Value | None = None


class AnggaranRecord(msgspec.Struct, frozen=True):
    """One budget line: program, kegiatan, sub kegiatan, account, or a table's total (no ``level``, ``total`` true)."""

    table: str
    document: str
    segment: str
    row: int
    table_kind: TableKind
    level: Level | None
    name: str
    name_at: Source
    total: bool = False
    code: str | None = None
    pagu: Value | None = None
    realisasi: Value | None = None
    persen: Value | None = None
    year: int | None = None
    period: str | None = None
    pk: PkKind | None = None


class Nip(msgspec.Struct, frozen=True):
    """A civil servant's number as printed; ``digits`` without spaces.

    ``problem`` says in Indonesian why it cannot be right, None when nothing speaks against it.
    """

    raw: str
    digits: str
    at: Source
    problem: str | None = None


class SignatureBlock(msgspec.Struct, frozen=True):
    """One signatory: who, as what, where and when, and what was found of a signature.

    ``party`` is which side of a PK. ``place`` and ``date_text`` are as printed; ``date`` is ISO when complete.
    ``signing`` is what was seen to sign it, None where nobody looked; ``marked`` tells whether any mark of signing
    (ink, stamp, picture, certificate, or a claim of one) belongs to the block.
    """

    segment: str
    at: Source
    position: str | None = None
    name: str | None = None
    name_at: Source | None = None
    nip: Nip | None = None
    party: Literal["pertama", "kedua"] | None = None
    place: str | None = None
    date_text: str | None = None
    date: str | None = None
    marked: bool = False
    on_scan: bool = False
    signing: Signing | None = None


class PkParty(msgspec.Struct, frozen=True):
    """A person as a PK's opening clause names them ("Nama : ..., Jabatan : ..., selanjutnya disebut pihak pertama").

    ``at`` is where the name stands; ``position`` is as printed.
    """

    segment: str
    party: Literal["pertama", "kedua"]
    name: str
    position: str | None
    at: Source
    position_at: Source | None = None


class Passage(msgspec.Struct, frozen=True):
    """A heading, caption or paragraph of prose in reading order."""

    segment: str
    kind: Literal["heading", "text", "caption"]
    text: str
    at: Source
    lines: tuple[Source, ...] = ()
    level: int = 0


class SourceFile(msgspec.Struct, frozen=True):
    """A file of the submission and how well it was read.

    ``scanned_pages`` are the pictures that ``readers`` read, ``unread_pages`` those that nothing read
    and the ``broken_pages``. Of the ``glanced_pages`` among the scanned ones only headings and captions were read.
    """

    path: str
    sha256: str
    pages: int
    status: Literal["ok", "partial", "failed"]
    error: str | None = None
    scanned_pages: tuple[int, ...] = ()
    unread_pages: tuple[int, ...] = ()
    readers: tuple[str, ...] = ()
    electronic_signatures: tuple[ElectronicSignature, ...] = ()
    broken_pages: tuple[int, ...] = ()
    glanced_pages: tuple[int, ...] = ()


class Submission(msgspec.Struct, frozen=True):
    """What one perangkat daerah handed in, typed. ``id`` is safe as a folder name; ``source`` is the path as given."""

    id: str
    source: str
    unit: str | None = None
    year: int | None = None
    files: tuple[SourceFile, ...] = ()
    segments: tuple[Segment, ...] = ()
    tables: tuple[Table, ...] = ()
    indikator: tuple[IndikatorRecord, ...] = ()
    anggaran: tuple[AnggaranRecord, ...] = ()
    signatures: tuple[SignatureBlock, ...] = ()
    passages: tuple[Passage, ...] = ()
    parties: tuple[PkParty, ...] = ()

    def segment(self, segment_id: str) -> Segment:
        """The segment with this id; raises KeyError when there is none."""
        for segment in self.segments:
            if segment.id == segment_id:
                return segment
        raise KeyError(segment_id)
