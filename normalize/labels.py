"""What one header label says: which quantity or kind of name, whether of money, whether in percent.

A label is understood only when every word of it is known. "Target Kinerja Tahun 2023" is a target; "Kendala dalam
pencapaian target" is not, because nothing is known of "kendala". A label that is not understood gets no term.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

NameTerm = Literal[
    "no",
    "kode",
    "tujuan",
    "sasaran",
    "program",
    "kegiatan",
    "sub_kegiatan",
    "uraian",
    "indikator",
    "satuan",
    "rumus",
    "keterangan",
]
QuantityTerm = Literal[
    "target",
    "realisasi",
    "capaian",
    "anggaran",
    "serapan",
    "sisa",
    "selisih",
    "efisiensi",
    "pertumbuhan",
    "jumlah",
]
Term = NameTerm | QuantityTerm | Literal["fisik", "percent", "context"]
"""``percent`` and ``context`` labels ("%", "2023", "Rp", "Kinerja", "s/d TW III") only qualify the label above them."""


class Reading(NamedTuple):
    """``money`` is True for Rupiah, False for kinerja, None when the label does not say.

    ``leading_percent`` is set for "% Realisasi" and "Persentase Realisasi", not for "Realisasi (%)".
    """

    term: Term | None
    money: bool | None = None
    percent: bool = False
    leading_percent: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NAMES: tuple[tuple[NameTerm, str], ...] = (
    ("no", r"(no|nomor)( urut)?|urut"),
    ("kode", r"kode( .*)?|(no|nomor) rekening"),
    ("satuan", r"(unit )?(satuan|sat)( (indikator|target|kinerja|ukuran|pengukuran|volume|output))*"),
    ("rumus", r"(.* )?(formula|formulasi|rumus|rumusan)( .*)?|(cara|metode) (peng|per)hitungan( .*)?"),
    ("keterangan", r"ket|keterangan|catatan"),
    (
        "uraian",
        r"uraian( .*)?|(jenis |nama )?belanja|(nama |jenis )?(rekening|akun)( belanja)?|nomenklatur( .*)?"
        r"|sasaran( strategis| program)? / (indikator|program|kegiatan)( .*)?"
        r"|((urusan|bidang|pemerintahan|daerah|unsur|nama|sub|dan|/|program) )*"
        r"(program|kegiatan)( (/|dan|sub|kegiatan|subkegiatan|program))+",
    ),
    ("indikator", r"((uraian|nama) )?(indikator|iku|ikk|iki|iks|tolok ukur|tolak ukur)( .*)?"),
    (
        "sasaran",
        r"(tujuan / |tujuan dan )?sasaran( (strategis|strategi|program|kegiatan|sub|kinerja|utama|renstra|pd|opd"
        r"|perangkat|/))*|kinerja utama",
    ),
    ("tujuan", r"tujuan( (strategis|renstra|pd|opd|perangkat))*"),
    ("sub_kegiatan", r"(nama )?(sub kegiatan|subkegiatan)"),
    ("program", r"(nama )?program( (utama|prioritas|pendukung|pd|opd|perangkat))*"),
    ("kegiatan", r"(nama )?kegiatan( utama)?"),
)
_NAME_PATTERNS = tuple((term, re.compile(pattern)) for term, pattern in _NAMES)
_TWO_THINGS = re.compile(r"(indikator|iku)\b.*\b(target|realisasi|anggaran|pagu|satuan)\b")

_QUANTITIES: dict[str, QuantityTerm] = {
    "target": "target",
    "rencana": "target",
    "realisasi": "realisasi",
    "terealisasi": "realisasi",
    "capaian": "capaian",
    "pencapaian": "capaian",
    "ketercapaian": "capaian",
    "kemajuan": "capaian",
    "anggaran": "anggaran",
    "pagu": "anggaran",
    "alokasi": "anggaran",
    "dpa": "anggaran",
    "dppa": "anggaran",
    "dana": "anggaran",
    "biaya": "anggaran",
    "penyerapan": "serapan",
    "serapan": "serapan",
    "serap": "serapan",
    "sisa": "sisa",
    "selisih": "selisih",
    "lebih": "selisih",
    "kurang": "selisih",
    "efisiensi": "efisiensi",
    "te": "efisiensi",
    "pertumbuhan": "pertumbuhan",
    "peningkatan": "pertumbuhan",
    "penurunan": "pertumbuhan",
    "kenaikan": "pertumbuhan",
    "naik": "pertumbuhan",
    "turun": "pertumbuhan",
}
_LETTERS: dict[str, QuantityTerm] = {"t": "target", "r": "realisasi", "c": "capaian"}
_MONEY = _words(
    "anggaran keuangan pagu alokasi dpa dppa dana biaya belanja pendapatan penyerapan serapan serap rp rupiah"
)
_KINERJA = _words("kinerja indikator output outcome k")
_PERCENT = _words("% persen persentase")
_QUALIFIERS = _words(
    # time
    "tahun ta thn n tahunan tw trw triwulan tribulan semester bulan bulanan januari februari maret april mei juni juli "
    "agustus september oktober november nopember desember s d sd sampai dengan hingga pada per periode saat ini "
    "berjalan i ii iii iv kumulatif akhir "
    # version of a plan or budget
    "murni induk awal sebelum sesudah setelah perubahan p apbd papbd renstra rpjmd rpjmn rkpd renja pk skpd opd pd "
    "perangkat "
    # what is measured
    "kinerja keuangan belanja pendapatan indikator output outcome sasaran strategis tujuan program kegiatan sub utama "
    "nilai angka volume kuantitas tingkat besar besaran jumlah total k rp rupiah dalam ribu ribuan juta jutaan "
    "penggunaan sumber daya hasil dievaluasi "
    # small words
    "dan atau di ke dari yang telah terhadap atas / % persen persentase"
)
_VOCABULARY = _QUALIFIERS | _QUANTITIES.keys() | _LETTERS.keys() | {"fisik"}
_OTHER_YEAR = re.compile(r"\b(lalu|sebelumnya)\b|\bn\s*[-–+]\s*\d")
_PLANS = _words("aksi kerja kegiatan program sasaran strategis")
_TYPO_TARGETS = sorted(
    _words("target realisasi capaian anggaran program kegiatan indikator sasaran satuan keterangan persentase")
)
_ARITHMETIC = re.compile(r"\([\s\d()=:/*x×%+\-–.,]*\d[\s\d()=:/*x×%+\-–.,]*\)|=\s*[\d\s()/:*x×%+\-–.]+$")
_FISCAL_YEAR = re.compile(r"\bt\.\s?a\b\.?")
_OF_REGION = re.compile(r"\b(perangkat|belanja|pendapatan) daerah\b")
_AMOUNT = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_WORD = re.compile(r"[a-z]+|[%/]")


def arithmetic(label: str) -> str | None:
    """The column formula in a header label ("Capaian (5/4 x 100%)"), without its parentheses; None when there is none.

    A range such as "Skala (1-5)" is not taken for one: a formula says "=" or divides.
    """
    match = _ARITHMETIC.search(label.lower())
    printed = match[0].strip(" ()") if match else ""
    return printed if re.search(r"\d\s*[=/:]\s*\(?\d", printed) else None


@lru_cache(maxsize=4096)
def read(label: str) -> Reading:
    """What a header label says; ``Reading(None)`` when it holds words that no header of a known column has."""
    text = _OF_REGION.sub(r"\1", _FISCAL_YEAR.sub("ta ", _ARITHMETIC.sub(" ", " ".join(label.lower().split()))))
    words = tuple(_spelled(word) for word in _WORD.findall(text))
    if not words:
        return Reading("context")
    spoken = " ".join(word for word in words if word != "%").strip(" /")
    money = _money(words)
    percent = not _PERCENT.isdisjoint(words)
    if _AMOUNT.search(text) or _TWO_THINGS.match(spoken):
        return Reading(None)
    for name, pattern in _NAME_PATTERNS:
        if pattern.fullmatch(spoken):
            return Reading(name, money)
    if _OTHER_YEAR.search(text) or not _VOCABULARY.issuperset(words):
        return Reading(None, money)
    return Reading(_quantity(words), money, percent, words[0] in _PERCENT or words[:2] == ("tingkat", "realisasi"))


def _spelled(word: str) -> str:
    """The word meant: one wrong, missing or swapped letter in a header's main words is a slip of the keyboard."""
    if word in {"prosentase", "presentase", "prosen"}:
        return "persentase"
    if len(word) < 5 or word in _VOCABULARY:
        return word
    return next((meant for meant in _TYPO_TARGETS if OSA.distance(word, meant, score_cutoff=1) <= 1), word)


def _money(words: tuple[str, ...]) -> bool | None:
    """Rupiah, kinerja or unsaid; a label that names both ("Kinerja dan Anggaran") leaves it open."""
    rupiah, kinerja = not _MONEY.isdisjoint(words), not _KINERJA.isdisjoint(words)
    if rupiah and kinerja and not {"dan", "/"}.isdisjoint(words):
        return None
    return True if rupiah else False if kinerja else None


def _quantity(words: tuple[str, ...]) -> Term | None:
    if "fisik" in words:
        return "fisik" if _MONEY.isdisjoint(words) else "context"
    letters = [word for word in words if word in _LETTERS]
    if letters:
        return _LETTERS[letters[0]] if set(words) - _QUALIFIERS == {letters[0]} else None
    named = [word for word in words if word in _QUANTITIES]
    terms = dict.fromkeys(_QUANTITIES[word] for word in named)
    if not terms:
        return _without_quantity(words)
    if named[0] == "rencana" and not _PLANS.isdisjoint(words):
        return None
    if len(terms) > 1 and _joined(words, named):
        return "context"
    return next((term for term in terms if term != "anggaran"), "anggaran")


def _without_quantity(words: tuple[str, ...]) -> Term | None:
    if set(words) <= _PERCENT:
        return "percent"
    if set(words) <= {"jumlah", "total", "rp", "rupiah", "/"}:
        return "jumlah" if not {"jumlah", "total"}.isdisjoint(words) else "context"
    if words == ("hasil",):
        return "realisasi"
    if {"sasaran", "tujuan", "program", "kegiatan", "indikator"}.isdisjoint(words):
        return "context"
    return None


def _joined(words: tuple[str, ...], named: list[str]) -> bool:
    """Whether two quantities stand side by side ("Target dan Realisasi"), so that the label heads both."""
    pairs = zip(words, words[1:], words[2:], strict=False)
    return any(a in named and joint in {"dan", "/"} and b in named for a, joint, b in pairs)
