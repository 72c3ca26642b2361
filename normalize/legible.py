"""Words read from pictures put right where only one reading makes sense.

Only slips that are sure to be the reader's: a small letter or sign among capitals (PERJANJlAN, PROVINS!), words of
headings and labels in which a letter was taken for one of its shape or the space between them was lost, letters among
the figures of running text. Figures in tables are left as they were read: what they may be is for their number to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import msgspec

from extract.models import Document, Line, Paragraph, Word
from normalize.dates import MONTH
from normalize.doubt import TEXT_LAYER

_HEADINGS = """
    perjanjian kinerja perubahan tahun anggaran laporan individu triwulan lampiran rencana aksi berita acara indikator
    utama realisasi target capaian program kegiatan sasaran strategis tujuan pengantar pendahuluan penutup daftar gambar
    tabel kecamatan kelurahan kabupaten provinsi dinas badan pemerintah daerah satuan kerja perangkat
"""
_LABELS = """
    nama jabatan pangkat golongan pihak pertama kedua kesatu menyatakan selanjutnya disebut bertanda tangan bawah
    mengetahui menyetujui tanggal senin selasa rabu kamis jumat sabtu minggu camat bupati kepala sekretaris inspektur
    gubernur walikota instansi akuntabilitas
"""
_WORDS = frozenset((*_HEADINGS.split(), *_LABELS.split(), *MONTH.split("|")))
_SHAPES = (("rn", "m"), ("vv", "w"), ("0", "o"), *((one, "i") for one in "1l!|"), ("c", "e"), ("5", "s"), ("8", "b"))
"""What is taken for what: both get one shape."""

_JOINED = 10
"""Letters from which on a word may be several that lost their spaces."""

_TOKEN = re.compile(r"\S+")
_EDGES = re.compile(r"^(?P<before>\W*)(?P<word>.*?)(?P<after>[^\w!|]*)$", re.DOTALL)
_AMONG_CAPITALS = re.compile(r"[A-Zl!|]*[A-Z][A-Zl!|]*(?:20\d\d)?")
_FIGURES = re.compile(r"[\dOolI]+(?:[.,/-][\dOolI]+)*")


def legible(text: str, figures: bool = False) -> str:
    """``text`` with its slips put right; in ``figures`` too, where it is no cell of a table."""
    return _TOKEN.sub(lambda match: _token(match[0], figures), text)


def legible_document(document: Document) -> Document:
    """``document`` with what was read from pictures put right; what comes from a text layer is left alone."""
    return msgspec.structs.replace(
        document,
        pages=tuple(
            msgspec.structs.replace(page, paragraphs=tuple(_paragraph(one) for one in page.paragraphs))
            for page in document.pages
        ),
        tables=tuple(
            msgspec.structs.replace(
                table,
                caption=table.caption and _paragraph(table.caption),
                cells=tuple(
                    msgspec.structs.replace(cell, text=legible(cell.text), lines=_lines(cell.lines, False))
                    if cell.source != TEXT_LAYER
                    else cell
                    for cell in table.cells
                ),
            )
            for table in document.tables
        ),
        signature_regions=tuple(
            msgspec.structs.replace(region, lines=_lines(region.lines, True)) for region in document.signature_regions
        ),
    )


def _paragraph(paragraph: Paragraph) -> Paragraph:
    return msgspec.structs.replace(paragraph, lines=_lines(paragraph.lines, True))


def _lines(lines: tuple[Line, ...], figures: bool) -> tuple[Line, ...]:
    return tuple(
        msgspec.structs.replace(line, words=tuple(_word(word, figures) for word in line.words)) for line in lines
    )


def _word(word: Word, figures: bool) -> Word:
    text = word.text if word.source == TEXT_LAYER else legible(word.text, figures)
    return word if text == word.text else msgspec.structs.replace(word, text=text)


@lru_cache(maxsize=65536)
def _token(token: str, figures: bool) -> str:
    match = _EDGES.match(token)
    if match is None:
        return token
    word = match["word"]
    if figures and _FIGURES.fullmatch(word) and sum(map(str.isdigit, word)) >= 2 > sum(map(str.isalpha, word)):
        right = re.sub("[Oo]", "0", re.sub("[lI]", "1", word))
    else:
        right = _known(_capitals(word))
    return match["before"] + right + match["after"]


def _capitals(word: str) -> str:
    """A word in capitals without small l and signs that stand for I; one behind an I is a speck."""
    if sum(map(str.isupper, word)) < 2 or not _AMONG_CAPITALS.fullmatch(word):
        return word
    return re.sub(r"(?<=I)[!|]$", "", word).translate(str.maketrans("l!|", "III"))


def _known(word: str) -> str:
    """The word of a heading or label that has the shapes of ``word``, or the several that were joined in it."""
    low = word.casefold()
    if len(word) < 4 or low in _WORDS:
        return word
    spoken = _BY_SHAPE.get(_shape(low))
    if spoken is not None:
        return _in_case_of(word, spoken)
    parts = _parted(low) if len(word) >= _JOINED and word.isupper() else None
    return _in_case_of(word, " ".join(parts)) if parts else word


def _parted(word: str) -> list[str] | None:
    """The known words and years that ``word`` is made of, the longest first; None when it is not."""
    if not word:
        return []
    for end in range(len(word), 2, -1):
        head = word[:end]
        if head in _WORDS or re.fullmatch(r"20\d\d", head):
            rest = _parted(word[end:])
            if rest is not None:
                return [head, *rest]
    return None


def _in_case_of(word: str, spoken: str) -> str:
    letters = [char for char in word if char.isalpha()]
    small = sum(char.islower() for char in letters)
    convert: Callable[[str], str] = str.lower if small == len(letters) else str.upper if small <= 1 else str.capitalize
    return convert(spoken)


def _shape(word: str) -> str:
    for one, other in _SHAPES:
        word = word.replace(one, other)
    return word


_BY_SHAPE = {_shape(word): word for word in _WORDS}
