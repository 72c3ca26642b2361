from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.people import check_nip, find_nips, is_position, is_rank, person_name, same_person


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("NIP. 19900101 201503 1 002", ["199001012015031002"]),
        ("NIP 199001012015031002", ["199001012015031002"]),
        ("Nip: 19900101.201503.1.002", ["199001012015031002"]),
        ("19900101 201503 1 002", ["199001012015031002"]),
        ("NIP. 19900101 201503 1 002      NIP. 19850202 201001 2 001", ["199001012015031002", "198502022010012001"]),
        ("NI PPPK 19900101 202121 2 002", ["199001012021212002"]),
        ("NIP. 1990010120150310", ["1990010120150310"]),
        ("NIP. -", []),
        ("NIP.", []),
        ("Rp 19.900.101.201.503", []),
    ],
)
def test_find_nips(text: str, digits: list[str]) -> None:
    found = find_nips(text)
    assert [nip.digits for nip in found] == digits
    assert all(text[nip.start : nip.end] == nip.raw for nip in found)


@pytest.mark.parametrize(
    "digits",
    ["199001012015031002", "199001012021212002", "196501012023291001", "131263190"],
)
def test_numbers_that_can_be_right(digits: str) -> None:
    assert check_nip(digits) is None


@pytest.mark.parametrize(
    ("digits", "reason"),
    [
        ("19900101201503100", "18 angka, tercetak 17"),
        ("199013012015031002", "tidak ada dalam kalender"),
        ("199002302015031002", "tidak ada dalam kalender"),
        ("199001012015131002", "bulan pengangkatan 13"),
        ("199001012015211002", "bulan pengangkatan 21"),
        ("199001012015033002", "jenis kelamin 3"),
        ("199001012015031000", "nomor urut 000"),
        ("199001012001031002", "usia 11 tahun"),
        ("196001012023031002", "usia 63 tahun"),
        ("199001011985031002", "mendahului tahun lahir"),
    ],
)
def test_numbers_that_cannot_be_right(digits: str, reason: str) -> None:
    problem = check_nip(digits)
    assert problem is not None
    assert reason in problem


@settings(derandomize=True, max_examples=100, deadline=None)
@given(
    st.dates(min_value=date(1960, 1, 1), max_value=date(2003, 12, 31)),
    st.integers(18, 35),
    st.integers(1, 12),
    st.sampled_from("12"),
    st.integers(1, 999),
)
def test_every_well_built_number_passes(born: date, age: int, month: int, sex: str, serial: int) -> None:
    assert check_nip(f"{born:%Y%m%d}{born.year + age}{month:02}{sex}{serial:03}") is None


@pytest.mark.parametrize(
    ("text", "prefixes", "name", "suffixes"),
    [
        ("Drs. H. BUDI SANTOSO, M.Si", ("Drs.", "H."), "BUDI SANTOSO", ("M.Si",)),
        ("Hj. SITI AMINAH, S.Sos, MM", ("Hj.",), "SITI AMINAH", ("S.Sos", "MM")),
        ("Ir. H. A. RAHMAN, S.T., M.T.", ("Ir.", "H."), "A. RAHMAN", ("S.T", "M.T")),
        ("DRS. YUSUF. M.Si", ("DRS.",), "YUSUF", ("M.Si",)),
        ("BUDI SANTOSO S.Sos", (), "BUDI SANTOSO", ("S.Sos",)),
        ("Andi, S.Pd.,M.Pd", (), "Andi", ("S.Pd", "M.Pd")),
        ("I Wayan Sudira, S.E., M.Si., Ak., CA", (), "I Wayan Sudira", ("S.E", "M.Si", "Ak", "CA")),
        ("H. Abdul Karim, S.STP, M.AP", ("H.",), "Abdul Karim", ("S.STP", "M.AP")),
        ("dr. RINA WATI, Sp.PD", ("dr.",), "RINA WATI", ("Sp.PD",)),
        ("( SLAMET )", (), "SLAMET", ()),
        ("Nur Asiah, A.Md", (), "Nur Asiah", ("A.Md",)),
        ("Nur Asiah, S AP", (), "Nur Asiah", ("S AP",)),
        ("Siti Aminah, S.Kep. Ners", (), "Siti Aminah", ("S.Kep. Ners",)),
    ],
)
def test_names(text: str, prefixes: tuple[str, ...], name: str, suffixes: tuple[str, ...]) -> None:
    person = person_name(text)
    assert person is not None
    assert (person.prefixes, person.name, person.suffixes) == (prefixes, name, suffixes)


@pytest.mark.parametrize(
    "text",
    [
        "CAMAT KOTABARU", "Plt. Kepala Dinas Kesehatan", "Pembina Tk. I", "PIHAK PERTAMA,", "Kotabaru, 15 Januari 2024",
        "Mengetahui", "NIP. 19900101 201503 1 002", "", "Kepala Dinas, Camat", "Nama Jabatan", "IV/b",
        "dengan ini menyatakan",
    ],
)  # fmt: skip
def test_lines_that_are_no_names(text: str) -> None:
    assert person_name(text) is None


@pytest.mark.parametrize(
    ("a", "b", "low", "high"),
    [
        ("Drs. H. BUDI SANTOSO, M.Si", "Budi Santoso", 1.0, 1.0),
        ("Moh. Yusuf, SH", "MUHAMMAD YUSUF", 1.0, 1.0),
        ("A. Rahman, SE", "Ahmad Rahman", 0.9, 0.9),
        ("BUDI SANTOSO", "Budi Santosa", 0.85, 0.99),
        ("Budi Santoso", "Siti Aminah", 0.0, 0.5),
        ("", "Siti Aminah", 0.0, 0.0),
    ],
)
def test_same_person(a: str, b: str, low: float, high: float) -> None:
    assert low <= same_person(a, b) <= high
    assert same_person(a, b) == same_person(b, a)


@pytest.mark.parametrize(
    "text",
    [
        "Pembina", "Pembina Tk. I", "Pembina Utama Muda", "Penata Tk I (III/d)", "Penata Muda, III/a", "IV/b",
        "Pengatur Muda Tingkat I", "Penata Muda Tk I. (III/b)", "Pangkat : Pembina Tk. I", "Juru",
        "Pembina Tingkat I / IVb",
    ],
)  # fmt: skip
def test_ranks(text: str) -> None:
    assert is_rank(text)
    assert not is_position(text)


@pytest.mark.parametrize(
    "text",
    [
        "CAMAT KOTABARU", "Plt. Kepala Dinas Kesehatan\nKabupaten Contoh", "BUPATI CONTOH,", "a.n. BUPATI",
        "Kasubag Umum dan Kepegawaian", "Pj. Sekretaris Daerah", "Wakil Bupati", "INSPEKTUR",
        "Penata Layanan Operasional",
        "Kepala Bidang Bina Marga", "WALI KOTA CONTOH", "Lurah Melati",
    ],
)  # fmt: skip
def test_positions(text: str) -> None:
    assert is_position(text)
    assert not is_rank(text)


@pytest.mark.parametrize(
    "text",
    [
        "BUDI SANTOSO",
        "Camat sebagai pimpinan melaksanakan tugas",
        "kepala dinas",
        "PIHAK PERTAMA",
        "",
        "Kotabaru, 2023",
    ],
)
def test_lines_that_are_neither(text: str) -> None:
    assert not is_position(text)
    assert not is_rank(text)
