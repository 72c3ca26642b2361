"""What the extract room hands to the next: a :class:`Document` of pages, prose and tables.

Every coordinate is in PDF points with the origin at the top left of the page *as displayed*
(``/Rotate`` applied), so a box can be drawn straight onto a picture of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

import msgspec

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points, origin top left."""

PageKind = Literal["digital", "scan", "blank", "unread"]
"""digital: has a text layer to trust; scan: a picture of a page; blank: neither text nor picture; unread: could not be
read."""


Ocr = Literal["auto", "never", "always"]
"""Which pages are read by OCR: those that are pictures, none, or all."""

MAX_PAGES, MAX_BYTES = 2000, 500_000_000
"""What a PDF may have; one that is larger is not read."""


class Reading(msgspec.Struct, frozen=True, array_like=True):
    """What another reader (``engine``) saw in the place of a word; ``confidence`` 0..1 as that reader gives it."""

    engine: str
    text: str
    confidence: float = 1.0


class Word(msgspec.Struct, frozen=True, array_like=True):
    """A run of characters without a space in it; ``others`` is what other readers of a picture saw in its place."""

    text: str
    box: Box
    size: float = 0.0
    bold: bool = False
    source: str = "text-layer"
    confidence: float = 1.0
    others: tuple[Reading, ...] = ()


class Line(msgspec.Struct, frozen=True, dict=True):
    """Words on one baseline, left to right, of one page (1-based)."""

    page: int
    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def box(self) -> Box:
        return union(word.box for word in self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)


class Paragraph(msgspec.Struct, frozen=True):
    """Lines outside tables that belong together.

    ``level`` is 1 for chapter headings ("BAB II"), 2 and 3 for the ones below, 0 for running text.
    """

    kind: Literal["heading", "text", "caption"]
    lines: tuple[Line, ...]
    level: int = 0

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def box(self) -> Box:
        return union(line.box for line in self.lines if line.page == self.page)


class Mark(msgspec.Struct, frozen=True):
    """Something drawn on a page that is not text: a picture, a group of curves, a signature field."""

    kind: Literal["image", "drawing", "field"]
    box: Box


SigningKind = Literal["ink", "stamp", "image", "paraf", "electronic", "claim", "nothing"]
"""ink: strokes of a pen, on paper or drawn; stamp: a stamp alone; image: a picture of a signature set onto a digital
page; paraf: a mark too small for a signature; electronic: a signature in the file; claim: words or a code that say it
is signed electronically, while no signature in the file goes with them; nothing: no mark at all."""

SIGNED: frozenset[SigningKind] = frozenset({"ink", "image", "electronic"})


class Signing(msgspec.Struct, frozen=True):
    """What signs one signature region; ``confidence`` is 0..1, ``box`` shows the mark (None for ``nothing``).

    ``detail`` is what else was seen, in Indonesian: beside what the mark stands, what a code says, who signed. ``date``
    shows strokes of a pen in the room that a printed date leaves open, whatever they say; None when there are none.
    """

    kind: SigningKind
    confidence: float
    box: Box | None = None
    detail: str = ""
    date: Box | None = None

    @property
    def signed(self) -> bool:
        return self.kind in SIGNED


class ElectronicSignature(msgspec.Struct, frozen=True):
    """One signature in a PDF as it checks out offline; whether its issuer is to be trusted is not checked.

    ``time`` is the signing time (ISO 8601) that a time stamp vouches for or else the signer states. ``intact``: the
    signed bytes are those that were signed. ``covers_file``: nothing was added behind them; later signatures do add.
    ``changed_after``: more than signatures and form entries was added or changed. ``expired``: the certificate was
    not valid at ``time``. ``problem`` says in Indonesian what is wrong, None when nothing is. ``page`` (1-based) and
    ``box`` are where it shows, None when it is invisible.
    """

    field: str
    signer: str = ""
    issuer: str = ""
    time: str | None = None
    intact: bool = False
    covers_file: bool = False
    changed_after: bool = False
    expired: bool = False
    problem: str | None = None
    page: int | None = None
    box: Box | None = None


class SignatureRegion(msgspec.Struct, frozen=True):
    """One signatory's part of a page: the lines from the place or role down to the NIP, and the marks over them.

    ``signing`` is what was seen to sign it; None where the page could not be looked at.
    """

    page: int
    box: Box
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()
    signing: Signing | None = None


class Region(msgspec.Struct, frozen=True):
    """The part of a table that lies on one page."""

    page: int
    box: Box


class Cell(msgspec.Struct, frozen=True):
    """One cell of a grid; ``rs`` and ``cs`` are the rows and columns it spans.

    ``text`` has one printed line per line. ``page`` and ``box`` are those of the part where the cell begins.
    """

    r: int
    c: int
    rs: int
    cs: int
    text: str
    page: int
    box: Box
    lines: tuple[Line, ...] = ()
    source: str = "text-layer"
    confidence: float = 1.0

    @property
    def bold(self) -> bool:
        return bool(self.lines) and all(line.bold for line in self.lines)

    @property
    def others(self) -> tuple[Reading, ...]:
        """The text of the cell as each other reader saw it, for readers that looked at all of its figures."""
        words = [word for line in self.lines for word in line.words]
        engines = dict.fromkeys(reading.engine for word in words for reading in word.others)
        return tuple(reading for engine in engines if (reading := self._as_read_by(engine)))

    def _as_read_by(self, engine: str) -> Reading | None:
        rows: list[str] = []
        sure = 1.0
        for line in self.lines:
            texts = []
            for word in line.words:
                seen = next((reading for reading in word.others if reading.engine == engine), None)
                if seen is None and any(letter.isdigit() for letter in word.text):
                    return None
                texts.append(seen.text if seen else word.text)
                sure = min(sure, seen.confidence if seen else word.confidence)
            rows.append(" ".join(filter(None, texts)))
        return Reading(engine, "\n".join(rows), sure)


class Table(msgspec.Struct, frozen=True):
    """A grid; a table that goes on over pages is one table with a region per page."""

    id: str
    regions: tuple[Region, ...]
    cells: tuple[Cell, ...]
    header_rows: int = 0
    caption: Paragraph | None = None
    engine: str = ""

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(region.page for region in self.regions))

    @property
    def height(self) -> int:
        return max((cell.r + cell.rs for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        return max((cell.c + cell.cs for cell in self.cells), default=0)


class Page(msgspec.Struct, frozen=True):
    """One page as displayed; ``width`` and ``height`` in points.

    ``readers`` are the engines that read its picture, the one to be believed first; none where no picture was read.
    ``glanced``: it looks like a cover or photographs, and only headings and captions were read.
    """

    number: int
    width: float
    height: float
    kind: PageKind
    paragraphs: tuple[Paragraph, ...] = ()
    marks: tuple[Mark, ...] = ()
    readers: tuple[str, ...] = ()
    glanced: bool = False


class Document(msgspec.Struct, frozen=True):
    """Everything that was read of one PDF.

    ``status`` is ``partial`` when some pages could not be read (``error`` says which and why) and
    ``failed`` when none could.
    """

    path: str
    sha256: str
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    signature_regions: tuple[SignatureRegion, ...] = ()
    producer: str = ""
    status: Literal["ok", "partial", "failed"] = "ok"
    error: str | None = None
    electronic_signatures: tuple[ElectronicSignature, ...] = ()


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of ``boxes``; raises ValueError when there are none."""
    known = list(boxes)
    if len(known) == 1:
        return known[0]
    x0, top, x1, bottom = zip(*known, strict=True)
    return min(x0), min(top), max(x1), max(bottom)
