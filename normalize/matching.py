"""Are two printed names of an indikator, sasaran, program or kegiatan the same one?

Names are compared word by word. A word that only one name has is a variation ("jalur kereta api [aktif]"); a word in
place of another makes a different thing ("RKPDes" and "APBDes", "pengadaan" and "pemeliharaan"), however long the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec
import numpy as np
from rapidfuzz import fuzz

FLOOR = 0.82
"""The lowest similarity of two names that may be the same.

Measured on the names of indikator, sasaran, program and kegiatan in the tables of 21 reports (kecamatan, dinas, badan,
inspektorat; 34,000 pairs within one report): of the 35 differently spelt pairs of one kind from 0.82 on, 34 are the
same thing; of the 19 from above 0.70 to 0.82 none surely is, nor any of those at 0.70 and below that were looked at but
one, with two misspelt words.
"""
_SUBSTITUTED = 0.7
"""The highest similarity of names of which each has a word in place of the other's."""
_SAME_WORD = 85
_LONG = 5
"""Letters that a word must have to be told when it is misspelt."""
_SHAPED = 3
"""Letters a word must have to be told by its shape."""
_SHAPES = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "i"), ("l", "i"), ("c", "e"), ("5", "s"), ("8", "b"))
"""What readers of pictures take for what: both get one shape."""
_LONGEST_ABBREVIATION = 6
_OTHER_MEASURE = 0.2
_UNSTATED_MEASURE = 0.05

_WRAPPED = re.compile(r"(?<=\w)-\s*\n\s*(?=[a-z])")
_GLUED = re.compile(r"[A-Z](?<=[a-z]{3}.)(?=[a-z]{2})")
"""Where the space between two words is lost ("JumlahTaman"); abbreviations (RKPDes, APBDes) have none."""

_TWICE = re.compile(r"\b(\w{3,})\s*-\s*\1\b")
_CUT_LETTER = re.compile(r"(?<=[a-z]{4})\s*\n\s*([a-z]{1,2})\b(?=\s|$)(?<!\bdi)(?<!\bke)")
_NUMBERING = re.compile(
    r"^\s*(?:[-–•▪●*]+|\(?\d{1,2}(?:\.\d{1,2})*\s?[.)]|\d{1,2}(?:\.\d{1,2})*(?=\s)|\(?[a-z][.)]|\(?[ivx]{1,5}[.)])\s*"
)
_LEVEL = re.compile(
    r"^\s*(?:(?:sub\s*kegiatan|kegiatan|program)\b(?:\s*\d{1,2}\b)?\s*[.:)-]*|"
    r"(?:sasaran|tujuan|indikator)(?:\s+(?:strategis|program|kegiatan|kinerja))?(?:\s*(?:ke)?\s*-?\s*\d{1,2})?\s*:)\s*"
)
_SPELLINGS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"pro?sentas[ei]|persentasi|presentas[ei]|prosen|persen", "persentase"),
        (r"(rkp|rpjm|apb|lpp|lkpp?|lkp?j|bum|musrenbang|musdes|sil|pe?rapb)\s?des(?:a)?", r"\1 desa"),
        (r"pem?des", "pemerintah desa"),
        (r"musyawarah\sperencanaan\spembangunan", "musrenbang"),
        (r"musrenbangkel", "musrenbang kelurahan"),
        (r"musrenbangcam", "musrenbang kecamatan"),
        (r"ranperda|rancangan\s(?:peraturan\sdaerah|perda)", "raperda"),
        (r"peraturan\sdaerah", "perda"),
        (r"opd|skpd|(?:organisasi|satuan\skerja)\sperangkat\sdaerah", "perangkat daerah"),
        (r"(di|ter|meng)?akomodir", r"\1akomodasi"),
        (r"wira\susaha", "wirausaha"),
        (r"kh", "kelahiran hidup"),
        (r"ketent(?:e?rama?n|raman)", "ketenteraman"),
        (r"(ak|efek|produk|krea)tifitas", r"\1tivitas"),
        (r"perijinan", "perizinan"),
        (r"ijin", "izin"),
        (r"resiko", "risiko"),
        (r"kwalitas", "kualitas"),
        (r"kwantitas", "kuantitas"),
        (r"sistim", "sistem"),
        (r"analisa", "analisis"),
        (r"jadual", "jadwal"),
        (r"tehnis", "teknis"),
        (r"tehnologi", "teknologi"),
        (r"propinsi|prov", "provinsi"),
        (r"hutang", "utang"),
        (r"sarpras", "sarana prasarana"),
        (r"kab", "kabupaten"),
        (r"kec", "kecamatan"),
        (r"kel", "kelurahan"),
        (r"yg", "yang"),
        (r"dgn|dg", "dengan"),
        (r"thd", "terhadap"),
        (r"utk", "untuk"),
        (r"jml", "jumlah"),
        (r"tk", "tingkat"),
        (r"thn?", "tahun"),
        (r"meningkat(?:nya|kan)|peningkatk?an", "peningkatan"),
        (r"trantibum?", "ketenteraman ketertiban umum"),
    )
)
_NO_WORD = re.compile(r"[^\w]+")
_RESPELT = re.compile(rf"\b(?:{'|'.join(pattern.pattern for pattern, _ in _SPELLINGS)})\b")
_MEASURES = {
    **dict.fromkeys(("jumlah", "angka", "banyaknya"), "count"),
    **dict.fromkeys(("persentase", "tingkat", "level", "rasio", "cakupan", "laju", "rata"), "share"),
    **dict.fromkeys(("nilai", "indeks", "skor", "predikat"), "score"),
}
"""Words that say how a thing is measured, by the kind of measure."""
_EMPTY = frozenset(
    (
        "yang",
        "dan",
        "atau",
        "di",
        "ke",
        "dari",
        "dalam",
        "pada",
        "untuk",
        "dengan",
        "oleh",
        "terhadap",
        "para",
        "tahun",
        "serta",
    )
)
_DECISIVE = frozenset(("tidak", "tanpa", "belum", "non", "bukan", "tak", "kurang", "perubahan"))
"""Words that make another thing of a name even when they are only added to it."""
_ROMAN = re.compile(r"[ivx]+")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LOOK_ALIKES = (
    frozenset(("pengadaan", "penggandaan", "pengaduan", "pengadilan")),
    frozenset(("pengelolaan", "pengolahan")),
    frozenset(("kependudukan", "kedudukan", "penduduk")),
    frozenset(("perumahan", "perubahan")),
    frozenset(("pendidikan", "penyidikan")),
    frozenset(("perda", "raperda")),
    frozenset(("usaha", "wirausaha")),
    frozenset(("desa", "perdesaan", "pedesaan")),
)
"""Words that differ in a few letters or an affix and yet mean different things."""
_DECEPTIVE = frozenset().union(*_LOOK_ALIKES)


class Match(msgspec.Struct, frozen=True):
    """The name at ``left_index`` of one list is the one at ``right_index`` of the other, as ``score`` (0..1) tells."""

    left_index: int
    right_index: int
    score: float


@lru_cache(maxsize=32768)
def canonical(text: str) -> str:
    """``text`` for comparison: lower case, without numbering, level word and punctuation, in one spelling.

    "2) % Desa yg menetapkan RKPDes" becomes "persentase desa yang menetapkan rkp desa".
    """
    name = _GLUED.sub(r" \g<0>", unicodedata.normalize("NFKC", text)).lower().replace("\u00ad", "")
    if "-" in name:
        name = _TWICE.sub(r"\1 \1", name)
    if "\n" in name:
        name = _CUT_LETTER.sub(r"\1", _WRAPPED.sub("", name))
    name = " ".join(name.split())
    for _ in range(3):
        name = _LEVEL.sub("", _NUMBERING.sub("", name)) or name
    if "%" in name:
        name = re.sub(r"^%|\(%\)$", lambda match: "persentase " if match.start() == 0 else "", name.strip())
    name = _NO_WORD.sub(" ", name).strip()
    return " ".join(_RESPELT.sub(_spelling, name).split())


def _spelling(match: re.Match[str]) -> str:
    fitting = ((pattern.fullmatch(match[0]), spelling) for pattern, spelling in _SPELLINGS)
    return next(found.expand(spelling) for found, spelling in fitting if found)


def similarity(a: str, b: str, scanned: bool = False) -> float:
    """How alike two names are, 0 to 1, where names from :data:`FLOOR` on may be the same.

    0 when they differ in a number (years aside), a Roman numeral or a negation, or in words that only look alike. Names
    of few words need near equality, as one more word weighs more there. Where one of them was read from a ``scanned``
    page, letters of one shape (rn and m, c and e, l and I) make no other word.
    """
    return _likeness(canonical(a), canonical(b), scanned)


@lru_cache(maxsize=65536)
def _likeness(first: str, second: str, scanned: bool) -> float:
    """:func:`similarity` of two canonical names."""
    if scanned and first != second:
        first = _with_words_of(first, second)
        second = _with_words_of(second, first)
    if first != second:
        first, second = _written_out(first, second), _written_out(second, first)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    left, right = _told(first), _told(second)
    if left.marks != right.marks or _look_alike(left.deceptive, right.deceptive):
        return 0.0
    return max(0.0, _wording(left, right) - _measure_penalty(left.measures, right.measures))


def assign(left: Sequence[str], right: Sequence[str], floor: float = FLOOR, scanned: bool = False) -> list[Match]:
    """The one-to-one pairing of names with the greatest sum of similarities, without pairs below ``floor``.

    Sorted by ``left_index``. Names that have no partner are simply not in it. ``scanned`` as in :func:`similarity`.
    """
    ours, theirs = list(map(canonical, left)), list(map(canonical, right))
    likely = [
        Match(row, column, score)
        for row, one in enumerate(ours)
        for column, other in enumerate(theirs)
        if (score := _likeness(one, other, scanned)) >= floor
    ]
    rivals = Counter(one.left_index for one in likely), Counter(one.right_index for one in likely)
    if all(rivals[0][one.left_index] == 1 or rivals[1][one.right_index] == 1 for one in likely):
        return _likeliest(likely)  # whoever has a choice is the only choice of the others
    from scipy.optimize import linear_sum_assignment  # takes a second to load

    # a pair below the floor must not win against a good one by helping the sum
    scores = np.zeros((len(ours), len(theirs)))
    for one in likely:
        scores[one.left_index, one.right_index] = one.score
    chosen = set(zip(*linear_sum_assignment(scores, maximize=True), strict=True))
    return [one for one in likely if (one.left_index, one.right_index) in chosen]


def _likeliest(pairs: Sequence[Match]) -> list[Match]:
    """The pairs without those that share a name with a likelier one."""
    chosen: list[Match] = []
    ours, theirs = set[int](), set[int]()
    for one in sorted(pairs, key=lambda pair: -pair.score):
        if one.left_index not in ours and one.right_index not in theirs:
            ours.add(one.left_index)
            theirs.add(one.right_index)
            chosen.append(one)
    return sorted(chosen, key=lambda pair: pair.left_index)


def words_apart(a: str, b: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that only ``a`` and only ``b`` has, as :func:`canonical` writes them.

    Without empty words and those that say how a thing is measured, words that are only misspelt or have another affix,
    and abbreviations of words that the other name writes out.
    """
    first, second = canonical(a), canonical(b)
    left, right = _told(_written_out(first, second)), _told(_written_out(second, first))
    ours = [word for word in left.content if word not in right.content]
    theirs = [word for word in right.content if word not in left.content]
    if _printed_alike("".join(ours), "".join(theirs)):
        return (), ()
    for word in list(ours):
        if same := next((one for one in theirs if _same_word(word, one)), None):
            ours.remove(word)
            theirs.remove(same)
    return tuple(ours), tuple(theirs)


def _written_out(name: str, other: str) -> str:
    """``name`` without abbreviations of its own words, and with what its others stand for in ``other``.

    An abbreviation is made of the first letters of words that follow each other ("ikm", "lppd").
    """
    short = _short(name)
    if not any(any(map(_initials(one).__contains__, short)) for one in (name, other)):
        return name
    words, known = name.split(), other.split()
    found: list[str] = []
    for word in words:
        own = _may_abbreviate(word) and _abbreviated(word, words)
        found += [] if own else (_may_abbreviate(word) and _abbreviated(word, known)) or [word]
    return " ".join(found)


@lru_cache(maxsize=32768)
def _short(name: str) -> frozenset[str]:
    """The words of a name that may be abbreviations."""
    return frozenset(filter(_may_abbreviate, name.split()))


@lru_cache(maxsize=32768)
def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word not in _EMPTY)


def _may_abbreviate(word: str) -> bool:
    return _SHAPED <= len(word) <= _LONGEST_ABBREVIATION and word.isalpha()


def _abbreviated(abbreviation: str, words: Sequence[str]) -> list[str]:
    """The words whose first letters make an abbreviation; empty when there are none."""
    telling = [word for word in words if word not in _EMPTY]
    initials = "".join(word[0] for word in telling)
    at = initials.find(abbreviation)
    return [] if at < 0 else telling[at : at + len(abbreviation)]


def _with_words_of(name: str, other: str) -> str:
    """``name`` with the words of ``other`` in place of those that a reader of pictures may have taken them for."""
    known = other.split()
    shapes = {_shape(word): word for word in known if len(word) >= _SHAPED or _ROMAN.fullmatch(word)}
    return " ".join(
        word if word in known or _is_number(word) else shapes.get(_shape(word), word) for word in name.split()
    )


def _is_number(word: str) -> bool:
    return word.isdigit() or _ROMAN.fullmatch(word) is not None


def _shape(word: str) -> str:
    for one, other in _SHAPES:
        word = word.replace(one, other)
    return word


class _Told(NamedTuple):
    """What the words of a canonical name tell: those that look like others, those that count and their letters.

    ``measures`` are how it is measured. ``marks`` set it apart: its numbers (years aside), Roman numerals, negations.
    """

    deceptive: frozenset[str]
    content: tuple[str, ...]
    letters: int
    measures: frozenset[str]
    marks: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=32768)
def _told(name: str) -> _Told:
    words = name.split()
    years = {word for word in words if _YEAR.fullmatch(word)}
    content = [word for word in words if word not in _EMPTY and word not in _MEASURES and word not in years]
    numbers = sorted(word for word in words if word.isdigit() and word not in years)
    romans = sorted(word for word in words if _ROMAN.fullmatch(word))
    marks = (tuple(numbers), tuple(romans), tuple(sorted(_DECISIVE.intersection(words))))
    measures = frozenset(_MEASURES[word] for word in words if word in _MEASURES)
    return _Told(_DECEPTIVE.intersection(words), tuple(content), len("".join(content)), measures, marks)


def _wording(left: _Told, right: _Told) -> float:
    """Share of words the names have in common, the smaller of by letters and by count."""
    words, letters = len(left.content) + len(right.content), left.letters + right.letters
    if not words:
        return 0.0
    ours, theirs = list[str](), list(right.content)
    for word in left.content:
        if word in theirs:
            theirs.remove(word)
        else:
            ours.append(word)
    shared_words, shared_letters = 2.0 * (len(left.content) - len(ours)), 2.0 * (left.letters - len("".join(ours)))
    long = [(j, b) for j, b in enumerate(theirs) if len(b) >= _LONG]
    alike = [(r, i, j) for i, a in enumerate(ours) if len(a) >= _LONG for j, b in long if (r := _same_word(a, b))]
    for ratio, i, j in sorted(alike, key=lambda pair: (-pair[0], sorted((ours[pair[1]], theirs[pair[2]])))):
        if ours[i] and theirs[j]:
            shared_words += 2
            shared_letters += ratio * len(ours[i] + theirs[j])
            ours[i] = theirs[j] = ""
    only_ours, only_theirs = "".join(ours), "".join(theirs)
    if only_ours and only_theirs:
        if not _printed_alike(only_ours, only_theirs):
            return min(shared_words / words, shared_letters / letters, _SUBSTITUTED)
        shared_words += sum(map(bool, ours + theirs))
        shared_letters += len(only_ours + only_theirs)
    return min(shared_words / words, shared_letters / letters)


def _printed_alike(ours: str, theirs: str) -> bool:
    """Whether the letters left over in two names may be the same words, one printed as two ("di pakai") or misspelt.

    Abbreviations that differ in one letter ("RTH" and "RTLH") are of different things.
    """
    return max(len(ours), len(theirs)) >= _LONG and fuzz.ratio(ours, theirs) >= _SAME_WORD


@lru_cache(maxsize=65536)
def _same_word(a: str, b: str) -> float:
    """Likeness 0..1 of two different words that may be the same: misspelt, or with other affixes; else 0."""
    if len(a) < _LONG or len(b) < _LONG:
        return 0.0
    ratio = fuzz.ratio(a, b, score_cutoff=_SAME_WORD)
    if (a in b or b in a) and abs(len(a) - len(b)) <= 5:
        return max(ratio, 90) / 100
    return ratio / 100


def _look_alike(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether each of two names has a word in place of the other's that only looks like it."""
    return any((left - right) & group and (right - left) & group for group in _LOOK_ALIKES)


def _measure_penalty(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """What counts against "Jumlah desa ..." beside "Persentase desa ...", and a little where only one states it."""
    if ours & theirs or ours == theirs:
        return 0.0
    return _OTHER_MEASURE if ours and theirs else _UNSTATED_MEASURE
