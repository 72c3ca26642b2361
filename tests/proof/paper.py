"""What a submission is printed with: texts with keys, and documents in the making as the extract room hands them over.

Whatever is printed goes through :class:`Print`, which knows it by a key ("capaian/2/realisasi"), so that a mutation can
put another text in its place, or take a row away, and nothing else changes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from extract.models import Document, ElectronicSignature, Page, Paragraph, SignatureRegion, Signing, Table
from tests.normalize import sheets
from tests.proof.plan import Official, Plan

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_LINE = 82
"""Characters in a line of running text."""

Rows = Sequence[Sequence[str]]
Changes = Mapping[str, str | None]


def day(when: date) -> str:
    """25 Januari 2024"""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


class Print:
    """The texts of a submission by key: those of the plan, but for ``changes``; None takes away what has the key."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self.texts: dict[str, str] = {}

    def __call__(self, key: str, text: str) -> str:
        self.texts[key] = text
        changed = self._changes.get(key, text)
        assert changed is not None
        return changed

    def has(self, key: str) -> bool:
        """Whether the row, table or document with this key is printed."""
        return self._changes.get(key, "") is not None

    def adds(self, key: str) -> bool:
        """Whether something is printed that the plan does not have."""
        return key in self._changes


class Sheet(sheets.Sheet):
    """A page that is written from top to bottom, and on which running text goes over several lines."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.paragraphs: list[Paragraph] = []

    def _put(self, new: sheets.Line) -> None:
        super()._put(new)
        self.paragraphs.append(Paragraph("heading" if new.bold else "text", (new,)))

    def prose(self, text: str = "Pemerintah daerah menyelenggarakan urusan yang menjadi kewenangannya.") -> Sheet:
        """Running text in one paragraph, of several lines."""
        self.paragraph(f"{text} Uraian berikutnya menjelaskan hal itu. " * 3)
        return self

    def paragraph(self, text: str) -> None:
        """Running text; nothing when there is none."""
        begin = len(self.paragraphs)
        self.text(*textwrap.wrap(text, _LINE))
        lines = tuple(line for one in self.paragraphs[begin:] for line in one.lines)
        self.paragraphs[begin:] = [Paragraph("text", lines)] if lines else []

    def caption(self, text: str) -> Paragraph:
        """A caption over what comes next."""
        self.paragraphs.append(Paragraph("caption", (sheets.line(text, self.top, page=self.number, bold=True),)))
        self.top += 20
        return self.paragraphs[-1]

    def page(self) -> Page:
        kind = "digital" if self.paragraphs else "blank"
        return Page(self.number, sheets.WIDTH, sheets.HEIGHT, kind, tuple(self.paragraphs))


class File:
    """One PDF in the making; ``chapter`` is the one in which tables and sections are numbered."""

    def __init__(self, path: str, plan: Plan, say: Print) -> None:
        self.path, self.plan, self.say = path, plan, say
        self.pages: list[Sheet] = []
        self.tables: list[Table] = []
        self.regions: list[SignatureRegion] = []
        self.chapter = 0
        self._sections = self._captions = 0
        self._electronic = False

    @property
    def key(self) -> str:
        """What the keys of this file begin with: its name."""
        return self.path.removesuffix(".pdf")

    def page(self, *titles: str) -> Sheet:
        """A new page with a title."""
        self.pages.append(Sheet(len(self.pages) + 1))
        self.pages[-1].title(*titles)
        return self.pages[-1]

    def begin(self, roman: str, title: str) -> Sheet:
        """A new page on which a chapter begins."""
        self.chapter, self._sections, self._captions = self.chapter + 1, 0, 0
        return self.page(f"BAB {roman}", title)

    def section(self, title: str) -> Sheet:
        """A new page with a numbered heading."""
        self._sections += 1
        page = self.page()
        page.title(f"{self.say(f'{self.key}/subbab/{title}', f'{self.chapter}.{self._sections}')} {title}")
        return page

    def table(self, key: str, caption: str, rows: Rows, header: int = 1) -> None:
        """A grid below what the page holds so far, with its caption; the key is that of its rows."""
        if not self.say.has(key):
            return
        page = self.pages[-1]
        above = None
        if caption:
            self._captions += 1
            number = self.say(f"{key}/nomor", f"{self.chapter}.{self._captions}")
            above = page.caption(f"Tabel {number} {self.say(f'{key}/judul', caption)}")
        top = page.top + 10
        grid = sheets.table(rows, page.number, top, None, f"t{len(self.tables) + 1:03}")
        self.tables.append(msgspec.structs.replace(grid, caption=above, header_rows=header))
        page.top = top + 20 * len(rows) + 20

    def sign(self, x0: float, official: Official, when: date | None, *above: str, key: str = "") -> None:
        """A block at the foot of the page, with place and date if there is ``when``; blocks may stand side by side."""
        page, say = self.pages[-1], self.say
        key = f"{self.key}/{key or 'ttd'}"
        if not say.has(f"{key}/blok"):
            return
        place = f"{self.plan.place}, {say(f'{key}/tanggal', day(when))}" if when else ""
        texts = [text for text in (place, *above, say(f"{key}/jabatan", official.position.upper())) if text]
        rows = [(page.top + 14 * n, text) for n, text in enumerate(texts)]
        name = rows[-1][0] + 70
        rows.append((name, say(f"{key}/nama", official.name)))
        if official.nip:
            nip = official.nip if self.plan.style.spaced else official.nip.replace(" ", "")
            rows.append((name + 14, f"NIP. {say(f'{key}/nip', nip)}"))
        region = sheets.region(page.number, x0, *rows)
        self.regions.append(msgspec.structs.replace(region, signing=self._signing(region, official, key)))

    def _signing(self, region: SignatureRegion, official: Official, key: str) -> Signing:
        if not self.say.has(key):
            return Signing("nothing", 0.95)
        if self.plan.has("tte") and official == self.plan.head:
            self._electronic = True
            return Signing("electronic", 1.0, region.box)
        return Signing("ink", 0.95, region.box)

    def document(self) -> Document:
        made = sheets.document(self.pages, self.regions, self.tables, self.path)
        return msgspec.structs.replace(made, electronic_signatures=tuple(self._certificates()))

    def _certificates(self) -> list[ElectronicSignature]:
        if not self._electronic:
            return []
        changed = self.say.adds(f"{self.key}/diubah")
        return [
            ElectronicSignature(
                "Signature1",
                self.plan.head.name,
                "Balai Sertifikasi",
                intact=True,
                covers_file=not changed,
                changed_after=changed,
                problem="isi berkas diubah setelah ditandatangani" if changed else None,
                page=self.regions[-1].page,
                box=self.regions[-1].box,
            )
        ]
