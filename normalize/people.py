"""People: names with titles, NIP, ranks and positions."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz

# --- NIP -----------------------------------------------------------------------------------------------------------

_GAP = r"[ \u00a0.\-]{0,2}"
_EIGHTEEN = rf"(?:19|20)\d{{6}}{_GAP}\d{{6}}{_GAP}[12]{_GAP}\d{{3}}(?!\d)"
_NIP = re.compile(
    rf"\b(?:NIP|NI\s?PPPK|NIPPPK)\b[ \u00a0.:]*(?P<labelled>{_EIGHTEEN}|\d(?:{_GAP}\d){{7,23}})"
    rf"|(?<!\d)(?P<bare>{_EIGHTEEN})",
    re.IGNORECASE,
)
_FIRST_PPPK = 2019


class FoundNip(msgspec.Struct, frozen=True):
    """A NIP in a text between two offsets (without its label), as printed and as digits alone."""

    start: int
    end: int
    raw: str
    digits: str


def find_nips(text: str) -> list[FoundNip]:
    """The NIP in ``text``: what follows "NIP" with at least eight digits, and bare numbers with the build of a NIP."""
    found = []
    for match in _NIP.finditer(text):
        group = "labelled" if match["labelled"] else "bare"
        found.append(FoundNip(*match.span(group), match[group], re.sub(r"\D", "", match[group])))
    return found


def check_nip(digits: str) -> str | None:
    """Why ``digits`` cannot be a NIP, in Indonesian; None when nothing speaks against it.

    Peraturan Kepala BKN 22/2007: eight digits date of birth, six digits year and month of appointment, one digit sex
    (1, 2), three digits serial number. In the number of a PPPK the month is replaced by 2 and the count of contracts
    (1 to 9). Numbers of nine digits are those in use until 2009 and are not judged.
    """
    if len(digits) == 9:
        return None
    if len(digits) != 18:
        return f"NIP harus terdiri atas 18 angka, tercetak {len(digits)} angka"
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return f"tanggal lahir {digits[6:8]}-{digits[4:6]}-{digits[:4]} dalam NIP tidak ada dalam kalender"
    year, month, sex = int(digits[8:12]), int(digits[12:14]), digits[14]
    pppk = 21 <= month <= 29 and year >= _FIRST_PPPK
    if not pppk and not 1 <= month <= 12:
        return f"bulan pengangkatan {digits[12:14]} dalam NIP tidak ada"
    age = year - born.year
    if age < 15:
        return (
            f"menurut NIP diangkat pada tahun {year} dalam usia {age} tahun"
            if age >= 0
            else (f"tahun pengangkatan {year} dalam NIP mendahului tahun lahir {born.year}")
        )
    if age > 60:
        return f"menurut NIP diangkat pada tahun {year} dalam usia {age} tahun"
    if sex not in "12":
        return f"kode jenis kelamin {sex} dalam NIP bukan 1 atau 2"
    if digits[15:] == "000":
        return "nomor urut 000 dalam NIP tidak ada"
    return None


# --- ranks and positions -------------------------------------------------------------------------------------------

_GRADE = r"\(?(?:gol(?:ongan|\.)?\s*\.?\s*(?:ruang)?\s*)?(?:I|II|III|IV|1|2|3|4)\s*[/.]?\s*[a-e]\)?"
_FIRST_CLASS = r"(?:\s*(?:tk|tkt|tingkat)\.?\s*\.?\s*(?:I|1|l)\b\.?)?"
_RANK = re.compile(
    r"(?:pangkat\s*(?:/\s*gol(?:ongan|\.)?(?:\s*ruang)?)?\s*:?\s*)?"
    rf"(?:(?:pembina(?:\s+utama)?(?:\s+(?:muda|madya))?|(?:penata|pengatur|juru)(?:\s+muda)?){_FIRST_CLASS}"
    rf"(?:\s*[,/-]?\s*{_GRADE})?|{_GRADE})",
    re.IGNORECASE,
)
_ACTING = r"(?:(?:plt|plh|pj|pjs|pgs|a\.?\s?n|u\.?\s?b)\b\.?\s*)*"
_OFFICE = (
    r"camat|lurah|bupati|wali\s?kota|gubernur|wakil\s+(?:bupati|wali\s?kota|gubernur|ketua|direktur)|sekretaris|sekcam|seklur|"
    r"kepala|inspektur|irban|asisten|staf|direktur|ketua|kasi|kasie|kasub\s?b?ag|kasub\s?bid|kabid|kabag|kadis|"
    r"bendahara|pengelola|pengadministrasi|pengolah|analis|auditor|pengawas|arsiparis|pranata|penelaah|penyuluh|penyusun|"
    r"pengemudi|operator|pelaksana|koordinator|sub\s?koordinator|jabatan|kuasa\s+pengguna|pengguna\s+anggaran|pejabat|"
    r"perencana|verifikator|teknisi|petugas|penata\s+(?:layanan|kelola|laksana|laporan|usaha)|danramil|kapolsek|menteri|"
    r"presiden|rektor|tim\s+evaluasi|tim\s+monitoring"
)
_POSITION = re.compile(rf"(?:selaku\s+|jabatan\s*:\s*)?{_ACTING}(?:{_OFFICE})\b[^\d:;]*", re.IGNORECASE)


_SENTENCE = re.compile(
    r"\b(?:sebagai|adalah|yang|telah|akan|dapat|melaksanakan|mempunyai|bertugas|dalam|untuk|kepada|tentang)\b",
    re.IGNORECASE,
)


def is_rank(text: str) -> bool:
    """Whether ``text`` is a rank or grade line: "Pembina Tk. I", "Penata Muda (III/a)", "IV/b"."""
    return _RANK.fullmatch(text.strip(" .,")) is not None


def is_position(text: str) -> bool:
    """Whether ``text`` is the line (or lines) naming an office: "CAMAT ...", "Plt. Kepala Dinas ...", "BUPATI ...".

    Meant for the short lines of a signature block or a form: a line that starts small or runs over 16 words is prose.
    """
    text = " ".join(text.split()).rstrip(" ,.")
    if not text or len(text.split()) > 16 or (text[0].islower() and not re.match(r"[au]\.", text)):
        return False
    return _POSITION.fullmatch(text) is not None and not _SENTENCE.search(text) and not is_rank(text)


# --- names ---------------------------------------------------------------------------------------------------------

_PREFIX = re.compile(
    r"(?:prof|dr|drs|dra|drg|drh|ir|h|hj|k\.?h|tgh|r|ra|raden|rr|rd|apt|ns|ust|kol|letkol|mayor|kapten|akp|akbp|kompol|iptu)"
    r"(?:\.\s*|\s+)",
    re.IGNORECASE,
)
_NEEDS_DOT = {"r", "rr", "rd", "ra", "dr", "h", "ir", "ns"}
_SUFFIX = re.compile(
    r"(?:S|M|A|D|SE|Sp|Ph|Dipl|Grad|Cert)\.?(?:\s?[A-Z][A-Za-z]{0,6}\.?){1,3}|"
    r"S(?:E|H|P|T|Pd|Sos|IP|Si|Kom|STP|KM|PT|Hut|Ag|AP)|M(?:M|H|T|Si|Pd|AP|Kes|Kom|A|SE|PA|Sc|BA)|AMd|Amd|B(?:A|Sc)|"
    r"SSTP|S\.STP|Ph\.?D|CA|CPA|Ak|CGCAE|QIA|CRMP|CFrA|Ak\.|apt|Ners|Ns",
)
_WORD = re.compile(r"[A-Z][A-Za-z]*(?:['’`-][A-Za-z]+)*\.?|bin|binti|al|van|de")
_NOT_A_NAME = re.compile(
    r"(?:"
    r"nama|nip|jabatan|pangkat|golongan|pihak|pertama|kedua|mengetahui|menyetujui|laporan|kinerja|"
    r"perjanjian|tahun|bab|tabel|gambar|lampiran|jumlah|total|program|kegiatan|sasaran|indikator|"
    r"target|realisasi|capaian|anggaran|satuan|keterangan|kecamatan|kelurahan|kabupaten|kota|provinsi|"
    r"pemerintah|dinas|badan|bagian|bidang|seksi|subbagian|kantor|desa|republik|indonesia|daerah|"
    r"pelayanan|umum|kata|pengantar|daftar|isi|triwulan|semester|yang|dan|materai|meterai|ttd|"
    r"tanda|tangan|hormat|kami|atasan|langsung|pegawai|dokumen|persentase|nilai|tanggal|unit|kerja|"
    r"penutup|pendahuluan|rencana|aksi|evaluasi|ditandatangani|elektronik|secara|balai|sertifikasi|"
    r"bulan|menilai|pejabat|penilai"
    r")"
)
_MUHAMMAD = re.compile(
    r"^(?:m|moh|muh|mhd|moch|much|mohammad|mohamad|muhamad|muhammad|mochamad|mochammad|muchamad|mohd)$"
)


class PersonName(msgspec.Struct, frozen=True):
    """A person's name as printed, and apart: the name alone, the titles before it and after it."""

    raw: str
    name: str
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name for comparison: lower case, letters only, one spelling for the forms of Muhammad in front."""
        words = re.sub(r"[^a-z ]", "", re.sub(r"[.\s]+", " ", self.name.lower())).split()
        if len(words) > 1 and _MUHAMMAD.match(words[0]):
            words[0] = "muhammad"
        return " ".join(words)


@lru_cache(maxsize=4096)
def person_name(text: str) -> PersonName | None:
    """The name that ``text``, a whole line, prints, with its titles split off; None when the line is not a name.

    Only the form is judged ("Belanja Modal" could be a name), so ask where a name is expected. Offices, ranks, labels
    and lines with digits are no names. One word is enough for a name.
    """
    raw = " ".join(text.split()).strip(" ()_:;")
    if not raw or re.search(r"\d", raw) or is_rank(raw) or is_position(raw):
        return None
    head, *tail = (part.strip() for part in raw.split(","))
    suffixes = [part.strip(" .") for part in tail if part.strip(" .")]
    if not all(_is_title(part) for part in suffixes):
        return None
    prefixes = []
    while match := _prefix(head):
        prefixes.append(match[0].strip())
        head = head[match.end() :]
    words = head.split()
    while len(words) > 1 and "." in words[-1].rstrip(".") and _SUFFIX.fullmatch(words[-1].rstrip(".")):
        suffixes.insert(0, words.pop())
    words = [word for word in words if word != "."]
    if not 1 <= len(words) <= 6 or not all(_WORD.fullmatch(word) for word in words):
        return None
    letters = [word.strip(".").lower() for word in words]
    if any(_NOT_A_NAME.fullmatch(word) for word in letters) or max(map(len, letters)) < 3:
        return None
    return PersonName(raw, " ".join(words).rstrip("."), tuple(prefixes), tuple(suffixes))


def same_person(a: str, b: str) -> float:
    """How likely two printed names are one person's, 0 to 1: titles, case and punctuation do not count.

    An initial stands for the word it begins ("A. Rahman", "Ahmad Rahman" gives 0.9).
    """
    first, second = (_key(text) for text in (a, b))
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    pairs = list(zip(first.split(), second.split(), strict=False))
    same_length = len(first.split()) == len(second.split()) == len(pairs)
    if same_length and len(pairs) > 1 and all(x == y or (x[0] == y[0] and 1 in {len(x), len(y)}) for x, y in pairs):
        return 0.9
    return min(fuzz.ratio(first, second) / 100, 0.99)


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    name = person_name(text)
    return name.key if name else PersonName(text, text).key


def _prefix(head: str) -> re.Match[str] | None:
    """A title at the start of ``head``; letters that also begin names count only with their dot."""
    match = _PREFIX.match(head)
    if match is None or not head[match.end() :]:
        return None
    title = match[0].strip()
    return match if title.endswith(".") or title.lower() not in _NEEDS_DOT else None


def _is_title(part: str) -> bool:
    return all(_SUFFIX.fullmatch(word.rstrip(".")) for word in part.split()) or _SUFFIX.fullmatch(part) is not None
