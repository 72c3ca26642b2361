from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.numbers import column_style, find_all, format_id, parse

VALUES = [
    ("100", "100", 0, None, "plain"),
    ("0", "0", 0, None, "plain"),
    ("1.690.935.071", "1690935071", 0, None, "id"),
    ("325,866,000.00", "325866000.00", 2, None, "en"),
    ("12.797.147.084,50", "12797147084.50", 2, None, "id"),
    ("1.896.000,0", "1896000.0", 1, None, "id"),
    ("5.113.215.", "5113215", 0, None, "id"),
    ("0,500", "0.500", 3, None, "id"),
    ("Rp. 216.744.000,-", "216744000", 0, "Rp", "id"),
    ("Rp216.744.000,00", "216744000.00", 2, "Rp", "id"),
    ("Rp.\n1.234.567", "1234567", 0, "Rp", "id"),
    ("Rp 85,714", "85714", 0, "Rp", "en"),
    ("Rp 1,5 miliar", "1.5", 1, "Rp miliar", "id"),
    ("90,48%", "90.48", 2, "%", "id"),
    ("76.44%", "76.44", 2, "%", "en"),
    ("76,44 %", "76.44", 2, "%", "id"),
    ("100 persen", "100", 0, "%", "plain"),
    ("91.333%", "91.333", 3, "%", "en"),
    ("100\n%", "100", 0, "%", "plain"),
    ("83 Angka", "83", 0, "Angka", "plain"),
    ("12\nDokumen", "12", 0, "Dokumen", "plain"),
    ("5 (lima) dokumen", "5", 0, "dokumen", "plain"),
    ("97,30 km²", "97.30", 2, "km2", "id"),
    ("-29,17%", "-29.17", 2, "%", "id"),
    ("−29,17", "-29.17", 2, None, "id"),
    ("– 5", "-5", 0, None, "plain"),
    ("(1.234.567)", "-1234567", 0, None, "id"),
    ("Rp (1.234.567,00)", "-1234567.00", 2, "Rp", "id"),
    ("2,345 orang", "2345", 0, "orang", "en"),
    ("Level 3", "3", 0, "Level", "plain"),
    ("Level 3 (3,157)", "3.157", 3, "Level 3", "id"),
    ("A (81,59)", "81.59", 2, "A", "id"),
    ("93,50 (Sangat Baik)", "93.50", 2, "Sangat Baik", "id"),
    ("203.440.000*", "203440000", 0, None, "id"),
    ("100²", "100", 0, None, "plain"),
    ("１２．３４５．６７８", "12345678", 0, None, "id"),
    ("48. 592.221.203,-", "48592221203", 0, None, "id"),
    ("105,0\n1", "105.01", 2, None, "id"),
    ("83,3\n3%", "83.33", 2, "%", "id"),
    ("1.690.935.\n071", "1690935071", 0, None, "id"),
    ("12.345.67\n8", "12345678", 0, None, "id"),
    ("1.725.576\n.486", "1725576486", 0, None, "id"),
]


@pytest.mark.parametrize(("text", "value", "decimals", "unit", "style"), VALUES)
def test_a_cell_with_one_number(text: str, value: str, decimals: int, unit: str | None, style: str) -> None:
    number = parse(text)
    assert number is not None
    assert (str(number.value), number.decimals, number.unit, number.style) == (value, decimals, unit, style)
    assert number.alternatives == ()


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "–", "Rp. -", "V", "A", "WTP", "n/a", "0rang", "Covid 19", "TW 3", "x < 55", "70 ≤ x < 85",
        "11 orang/ 12 bulan", "100 dari 110 organisasi", "65\n65\n52", "5\n5", "1 orang 2", "100%\n83%", "2 x 12",
        "1. Kasi Pelayanan", "5. Penyelenggaraan Urusan Umum", "2 Persentase desa maju", "1) Rapat",
        "3 kali yang dihadiri",
        "7.01.01.2.01", "1.3.1", "5.1.02.01.01.0024", "4.1.04",
        "2021-2026", "2021 - 2026", "14-12-2025", "31.12.2023", "31/12/2023", "24 September", "08.00", "08.00 WIB",
        "08.00 - 15.00", "0511 123456", "800/12/2023", "TW1=20,11", "5=4/3", "199001012015031002", "12-5",
    ],
)  # fmt: skip
def test_what_is_not_one_number(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "comparison", "value", "upper"),
    [
        ("≥ 91", ">=", "91", None),
        ("<= 5", "<=", "5", None),
        ("> 12,5%", ">", "12.5", None),
        ("minimal 80%", ">=", "80", None),
        ("maks. 3 hari", "<=", "3", None),
        ("85 ke atas", ">=", "85", None),
        ("5-6%", None, "5", "6"),
        ("5–6%", None, "5", "6"),
        ("5% - 6%", None, "5", "6"),
        ("11.2-11.7%", None, "11.2", "11.7"),
        ("10 s/d 12 hari", None, "10", "12"),
    ],
)
def test_limits_and_ranges(text: str, comparison: str | None, value: str, upper: str | None) -> None:
    number = parse(text)
    assert number is not None
    assert (number.comparison, number.value) == (comparison, Decimal(value))
    assert number.upper == (Decimal(upper) if upper else None)


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [("3.157", "3157", "3.157"), ("1.200", "1200", "1.200"), ("85,714", "85.714", "85714")],
)
def test_the_column_decides_what_the_number_leaves_open(text: str, indonesian: str, english: str) -> None:
    unknown, as_id, as_en = parse(text), parse(text, "id"), parse(text, "en")
    assert unknown and as_id and as_en
    assert (unknown.value, unknown.alternatives) == (Decimal(indonesian), (Decimal(english),))
    assert (as_id.value, as_id.style, as_id.alternatives) == (Decimal(indonesian), "id", ())
    assert (as_en.value, as_en.style, as_en.alternatives) == (Decimal(english), "en", ())
    assert parse(text, "mixed") == unknown


def test_the_shape_decides_before_the_column() -> None:
    long = parse("1135,442", "en")
    assert long and (long.value, long.style, long.alternatives) == (Decimal("1135.442"), "id", (Decimal(1135442),))
    number = parse("76.44", "id")
    assert number and (number.value, number.style) == (Decimal("76.44"), "en")


def test_a_percentage_cannot_be_tens_of_thousands() -> None:
    number = parse("91.333", "id", percent=True)
    assert number and (number.value, number.alternatives) == (Decimal("91.333"), ())
    high = parse("1.234", "id", percent=True)
    assert high and high.value == 1234


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,725,576,486,00", "1725576486.00"),
        ("Rp. 1,725,576,486,00", "1725576486.00"),
        ("1.234.56", "1234.56"),
        ("1.23.456", "123456"),
        ("12..5", "12.5"),
        ("3.8000.000.000,00", "38000000000.00"),
        ("37.664.381200,00", "37664381200.00"),
        ("227.199732,00", "227199732.00"),
        ("1.234,567.00", "1234567.00"),
    ],
)
def test_malformed_numbers_keep_their_likeliest_value(text: str, value: str) -> None:
    number = parse(text)
    assert number and (number.style, str(number.value)) == ("malformed", value)


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["1.234.567", "98,5", "1.200"], "id"),
        (["63.03", "91.333", "-"], "en"),
        (["1.200", "3", "-", ""], None),
        (["1.234.567", "63.03"], "mixed"),
        (["1,5", "2,5", "3,5", "4,5", "5.5"], "id"),
        (["1,725,576,486,00"], None),
    ],
)
def test_column_style(texts: list[str], style: str | None) -> None:
    assert column_style(texts) == style


FIGURES = [
    ("Dari 63 usulan tercapai 31 = 49% pada tahun 2023.", ["63 usulan", "31", "49 %"]),
    ("sebesar 78,95%, pagu Rp. 216.744.000,- (Dua Ratus Enam Belas Juta) atau Rp1,5 miliar.",
     ["78.95 %", "216744000 Rp", "1.5 Rp miliar"]),
    ("terdiri atas 6 desa dan 2 (dua) kelurahan dengan 12.345 jiwa", ["6 desa", "2 kelurahan", "12345 jiwa"]),
    ("naik dari 85,5 menjadi 90,48.", ["85.5", "90.48"]),
    ("turun -29,17% dibanding target 5-6%", ["-29.17 %", "5 %"]),
    ("melebihi 100% (105,01 %)", ["100 %", "105.01 %"]),
    ("pagu Tahun Anggaran 2023 Rp2.023.000", ["2023000 Rp"]),
    ("1. Nilai 83 Angka\n2. Ada 5 kegiatan", ["83 Angka", "5 kegiatan"]),
    ("Peraturan Bupati Nomor 96 Tahun 2019 Pasal 5 ayat (2)", []),
    ("UU 23 Tahun 2014, PermenPANRB 53/2014, surat 800/123/Kec/2023", []),
    ("Telp. (0511) 123456 Kode Pos 72151, pukul 08.00 WIB", []),
    ("Rabu, 24 September 2025 (24/9/2025)", []),
    ("NIP. 19900101 201503 1 002", []),
    ("Tabel 3.5 dan TW 3 periode 2021-2026, kode 7.01.01.2.01, COVID-19", []),
    ("3.1 Capaian Kinerja ........ 26", []),
    ("ada empat (4) desa, yaitu (1) Melati (2) Mawar", ["4"]),
    ("diikuti 2.345 orang dan 12,5 km jalan", ["2345 orang", "12.5 km"]),
    ("yaitu 1) rapat 2) kunjungan (sebanyak 31) orang", ["31"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figures"), FIGURES)
def test_figures_in_prose(text: str, figures: list[str]) -> None:
    assert [f"{number.value} {number.unit or ''}".strip() for number, _, _ in find_all(text)] == figures


def test_figures_know_where_they_stand() -> None:
    text = "tercapai 78,95 % dari target"
    (number, start, end), *_ = find_all(text)
    assert text[start:end] == number.raw == "78,95 %"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("1234567.891", 2, "1.234.567,89"),
        ("0.005", 2, "0,01"),
        ("-0.001", 2, "0,00"),
        ("-1234.5", None, "-1.234,5"),
        ("90.50", None, "90,50"),
        ("1E+3", None, "1.000"),
        ("100", 1, "100,0"),
    ],
)
def test_format_id(value: str, decimals: int | None, text: str) -> None:
    assert format_id(Decimal(value), decimals) == text


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.decimals(min_value=-(10**13), max_value=10**13, places=2))
def test_what_is_formatted_reads_back(value: Decimal) -> None:
    number = parse(format_id(value), "id")
    assert number and (number.value, number.decimals, number.alternatives) == (value, 2, ())


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.integers(min_value=0, max_value=10**14), st.sampled_from(["id", "en"]))
def test_amounts_read_the_same_in_both_notations(value: int, style: str) -> None:
    text = f"{value:,}" if style == "en" else f"{value:,}".replace(",", ".")
    number = parse(f"Rp {text}", "id" if style == "id" else "en")
    assert number and number.value == value


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789.,- %()Rp\n/≥a", max_size=16))
def test_any_text_is_read_or_refused(text: str) -> None:
    number = parse(text)
    assert number is None or number.value.is_finite()
    for found, start, end in find_all(text):
        assert 0 <= start < end <= len(text)
        assert found.value.is_finite()
