import pytest

from normalize.levels import Outline, inferred, level_of, nesting, split_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Program Alpha", ("1", "Program Alpha")),
        ("a) Rapat koordinasi", ("a", "Rapat koordinasi")),
        ("IV. Program Beta", ("IV", "Program Beta")),
        ("7.01.02 Program Gamma", ("7.01.02", "Program Gamma")),
        ("1.2. Jumlah dokumen", ("1.2", "Jumlah dokumen")),
        ("- Kambing", (None, "Kambing")),
        ("Administrasi umum", (None, "Administrasi umum")),
        ("V kegiatan", (None, "V kegiatan")),
        ("12 dokumen", (None, "12 dokumen")),
    ],
)
def test_split_number(text: str, expected: tuple[str | None, str]) -> None:
    assert split_number(text) == expected


@pytest.mark.parametrize(
    ("name", "number", "level"),
    [
        ("PROGRAM PENUNJANG URUSAN", None, "program"),
        ("Sub Kegiatan Penyusunan Dokumen", None, "sub_kegiatan"),
        ("Kegiatan 1. Administrasi Umum", None, "kegiatan"),
        ("Sasaran ke-2 : Meningkatnya mutu", None, "sasaran"),
        ("Administrasi Umum", "7.01.01", "program"),
        ("Administrasi Umum", "7.01.01.2.06", "kegiatan"),
        ("Administrasi Umum", "7.01.01.2.06.0001", "sub_kegiatan"),
        ("Administrasi Umum", "x.xx.01.2.06", "kegiatan"),
        ("Belanja Pegawai", "5.1.01", None),
        ("Administrasi Umum", "1", None),
    ],
)
def test_level_of(name: str, number: str | None, level: str | None) -> None:
    assert level_of(name, number) == level


def test_codes_nest_by_prefix() -> None:
    rows = [Outline("data", code, None) for code in ("5", "5.1", "5.1.01", "5.2")]
    assert nesting(rows) == ([0, 1, 2, 1], True)


def test_levels_nest_by_rank() -> None:
    rows = [Outline("data", None, "kegiatan"), Outline("data", None, "sub_kegiatan"), Outline("total", None, None)]
    assert nesting(rows) == ([0, 1, 0], True)


def test_kinds_of_numbering_nest_in_the_order_they_appear() -> None:
    rows = [Outline("data", number, None) for number in ("1", "a", "b", "2", "a")]
    assert nesting(rows) == ([0, 1, 1, 0, 1], False)


def test_below_a_program_stands_a_kegiatan_if_the_heading_says_so() -> None:
    rows = [Outline("data", "1", "program"), Outline("data", "a", None)]
    assert inferred(rows, [0, 1], "Program/Kegiatan") == ["program", "kegiatan"]
    assert inferred(rows, [0, 1], "Uraian") == ["program", None]
