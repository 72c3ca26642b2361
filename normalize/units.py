"""Names of perangkat daerah: found in running text and titles, and written the way they are shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

SAME_OFFICE = 90.0
"""Similarity (0 to 100) from which two spellings are of one name."""

# How the name of an office begins, and whether it says what it is without a further word.
_KINDS = {
    "kecamatan": False,
    "kelurahan": False,
    "dinas": False,
    "badan": False,
    "kantor": False,
    "inspektorat": True,
    "satuan polisi pamong praja": True,
    "sekretariat daerah": True,
    "sekretariat dprd": True,
    "sekretariat dewan perwakilan rakyat daerah": True,
    "rumah sakit umum daerah": False,
    "rsud": False,
    "puskesmas": False,
}
_FIRST_WORDS = frozenset(kind.split()[0] for kind in _KINDS)
_AREAS = frozenset({"kecamatan", "kelurahan"})
_REGIONS = frozenset({"kabupaten", "kota", "provinsi", "propinsi", "kab", "prov"})
_JOINTS = frozenset({"dan", "serta", "&"})
# Words that are no part of an office's name and so end it: what documents speak of, posts, words of the sentence.
_DOCUMENT_WORDS = """
    anggaran apbd bulan capaian dokumen evaluasi formulir gambar hasil indikator kegiatan keputusan kinerja kode
    lampiran laporan penetapan pengukuran periode perjanjian perubahan program realisasi rencana sasaran
    semester tabel tahun target tribulan triwulan tujuan tw
"""
_POST_WORDS = """
    bagian camat dinas jabatan kepala nama nip operasional pemerintah sekretaris seksi selaku sub tim
"""
_SENTENCE_WORDS = """
    adalah atas biasa dalam dari dengan di ini itu jalan jl ke lain lainnya luar masing melalui mempunyai
    mengacu merupakan no nomor oleh pada rangka s.d s/d sampai se sebagai sejak sekitar semua sesuai setempat
    setiap tanggal telah telp tentang terhadap terkait tersebut tingkat tipe untuk yaitu yakni yang
"""
_ENDS = frozenset((_DOCUMENT_WORDS + _POST_WORDS + _SENTENCE_WORDS).split())
_NOT_BEFORE = frozenset({"perjalanan", "kendaraan", "rumah", "pakaian", "mobil", "se", "tingkat", "antar"})
_ACRONYMS = frozenset({"rsud", "dprd", "ptsp", "kb", "upt", "uptd", "ii", "iii", "iv"})
_LONGEST = {"kecamatan": 3, "kelurahan": 3, "puskesmas": 3, "rsud": 5, "rumah sakit umum daerah": 5}
_WORD = re.compile(r"(?:\bdr|\bkab|\bprov)\.|[^\s(),;:.]+(?:\.[^\s(),;:.]+)*|[(),;:.]|\n", re.IGNORECASE)


def find_units(text: str) -> list[str]:
    """The names of offices in ``text``, in the case they are shown in, in reading order and as often as they occur.

    The region ("Kabupaten ...") is part of the name of a dinas, badan or the like where it follows, not of a
    kecamatan. A name ends at a line break unless the line before or after it asks to be joined ("DINAS ... / DAN ...").
    """
    return list(_units(text))


@lru_cache(maxsize=8192)
def _units(text: str) -> tuple[str, ...]:
    tokens: list[str] = _WORD.findall(text)
    found = []
    at = 0
    while at < len(tokens):
        kind = _kind_at(tokens, at)
        if kind is None:
            at += 1
            continue
        name, at = _name(tokens, at, kind)
        if name is not None:
            found.append(name)
    return tuple(found)


def find_regions(text: str) -> list[str]:
    """The names of kabupaten, kota and provinsi in ``text``, in the case they are shown in and in reading order."""
    tokens: list[str] = _WORD.findall(text)
    starts = [at for at, token in enumerate(tokens) if token.casefold().strip(".") in _REGIONS]
    found = [_region(tokens, at, tokens[at].isupper()) for at in starts]
    return [" ".join(map(_show, words)) for words in found if words]


def display_name(text: str) -> str:
    """``text`` in title case when it is printed in capitals; otherwise as it is, with single spaces."""
    words = text.split()
    if not text.isupper():
        return " ".join(words)
    return " ".join(_show(word) for word in words)


def unit_key(name: str) -> str:
    """What two spellings of one office have in common: lower case, without the region."""
    words = name.casefold().split()
    for index, word in enumerate(words[1:], start=1):
        if word in _REGIONS and words[0] not in _AREAS:
            return " ".join(words[:index])
    return " ".join(words)


def same_office(one: str, other: str) -> bool:
    """Whether two names may be of one office: alike but for a slip, or one a shorter form of the other."""
    left, right = unit_key(one), unit_key(other)
    return fuzz.ratio(left, right) >= SAME_OFFICE or left.startswith(f"{right} ") or right.startswith(f"{left} ")


def main_unit(names: Iterable[str]) -> str | None:
    """The office that ``names`` speak of most, in its most frequent fullest spelling; None without names."""
    counted = Counter(names)
    if not counted:
        return None
    weight: Counter[str] = Counter()
    for name, times in counted.items():
        weight[unit_key(name)] += times
    key = weight.most_common(1)[0][0]
    spellings = [name for name in counted if unit_key(name) == key]
    return max(spellings, key=lambda name: (len(name) > len(key), counted[name]))


def _kind_at(tokens: list[str], at: int) -> str | None:
    if tokens[at].casefold() not in _FIRST_WORDS or not tokens[at][0].isupper():
        return None
    if at and tokens[at - 1].casefold() in _NOT_BEFORE:
        return None
    for kind in _KINDS:
        words = kind.split()
        if [token.casefold() for token in tokens[at : at + len(words)]] == words:
            return kind
    return None


def _name(tokens: list[str], at: int, kind: str) -> tuple[str | None, int]:
    """The name that begins at ``at``, or None when the words are not one; and where to go on."""
    start = at + len(kind.split())
    capitals = tokens[at].isupper() and kind != "rsud"
    end = _run(tokens, start, capitals, kind, _LONGEST.get(kind, 12))
    words = [token for token in tokens[start:end] if token != "\n"]
    if not words and not _KINDS[kind]:
        return None, start
    if words and (words[0].casefold() in _JOINTS or (kind == "kantor" and words[0].casefold() in _KINDS)):
        return None, start
    region = [] if kind in _AREAS else _region(tokens, end, capitals)
    shown = [_show(word) for word in (*tokens[at:start], *words, *region)]
    return " ".join(shown).replace(" ,", ","), max(end, start)


def _run(tokens: list[str], start: int, capitals: bool, kind: str, longest: int) -> int:
    """Where the run of name words that begins at ``start`` ends."""
    end = at = start
    while at < len(tokens) and at - start < longest:
        token = tokens[at]
        low = token.casefold().strip(".")
        if token == "(":  # an abbreviation in brackets, which the region may follow
            break
        if token == "\n":
            if not _asks_to_join(tokens, at, kind):
                break
        elif token == ",":
            if kind in _AREAS or not _list_goes_on(tokens, at, capitals):
                break
        elif low in _JOINTS:
            if kind in _AREAS:
                break
        elif low in _REGIONS:
            if at != start or low != "kota" or kind not in _AREAS or not _is_name(tokens, at + 1, capitals):
                break
            end = at + 1
        elif _is_name(tokens, at, capitals):
            end = at + 1
        else:
            break
        at += 1
    return end


def _is_name(tokens: list[str], at: int, capitals: bool) -> bool:
    if at >= len(tokens):
        return False
    token = tokens[at]
    low = token.casefold().strip(".")
    if low in _ENDS or low in _REGIONS or low in _JOINTS or _kind_at(tokens, at) is not None:
        return False
    if any(char.isdigit() for char in low):
        return False
    if low == "dr":
        return True
    letters = token.strip(".")
    return token[0].isalpha() and (letters.isupper() if capitals else token[0].isupper())


def _asks_to_join(tokens: list[str], at: int, kind: str) -> bool:
    after = tokens[at + 1].casefold() if at + 1 < len(tokens) else ""
    before = tokens[at - 1].casefold()
    if kind in _AREAS:
        return before == kind
    return after in _JOINTS or before in _JOINTS or before == "," or before in _KINDS


def _list_goes_on(tokens: list[str], at: int, capitals: bool) -> bool:
    """Whether the comma at ``at`` stands within a name ("Perumahan, Kawasan Permukiman dan Pertanahan")."""
    following = tokens[at + 1 : at + 8]
    if "," in following:
        following = following[: following.index(",")]
    joint = next((i for i, token in enumerate(following) if token.casefold() in _JOINTS), 0)
    names = all(_is_name(tokens, at + 1 + i, capitals) for i in range(joint) if following[i] != "\n")
    return joint > 0 and names and _is_name(tokens, at + joint + 2, capitals)


def _region(tokens: list[str], at: int, capitals: bool) -> list[str]:
    if tokens[at : at + 1] == ["("] and tokens[at + 2 : at + 3] == [")"]:
        at += 3
    if tokens[at : at + 1] == ["\n"]:
        at += 1
    if at >= len(tokens) or tokens[at].casefold().strip(".") not in _REGIONS or not tokens[at][0].isupper():
        return []
    end = at + 1
    while end < at + 4 and _is_name(tokens, end, capitals):
        end += 1
    return tokens[at:end] if end > at + 1 else []


def _show(word: str) -> str:
    low = word.casefold()
    if low in _JOINTS:
        return low
    if low == "dr.":
        return "dr."
    if low in _ACRONYMS:
        return word.upper()
    return "-".join(part.capitalize() for part in word.split("-")) if word.isupper() else word
