import pytest

from normalize.units import display_name, find_regions, find_units, main_unit, same_office, unit_key


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("LAPORAN KINERJA TAHUN 2023\nKECAMATAN SUKAMAJU\nSEKRETARIAT", ["Kecamatan Sukamaju"]),
        ("pada Kecamatan Sumber Jati Kabupaten Lautan Tahun 2023 dapat", ["Kecamatan Sumber Jati"]),
        ("KECAMATAN KOTA SUMBER KABUPATEN LAUTAN", ["Kecamatan Kota Sumber"]),
        ("Kantor Kecamatan Sukamaju", ["Kecamatan Sukamaju"]),
        ("DINAS PEMUDA\nDAN OLAHRAGA\nPROVINSI LAUTAN", ["Dinas Pemuda dan Olahraga Provinsi Lautan"]),
        ("BADAN PENGELOLA KEUANGAN DAERAH (BPKD) KOTA LAUTAN", ["Badan Pengelola Keuangan Daerah Kota Lautan"]),
        (
            "Dinas Perumahan Rakyat, Kawasan Permukiman dan Pertanahan Kota Baru, Dinas Sosial, Bupati Lautan",
            ["Dinas Perumahan Rakyat, Kawasan Permukiman dan Pertanahan Kota Baru", "Dinas Sosial"],
        ),
        ("Inspektorat Kabupaten Lautan. Selanjutnya", ["Inspektorat Kabupaten Lautan"]),
        ("Satuan Polisi Pamong Praja Kota Lautan", ["Satuan Polisi Pamong Praja Kota Lautan"]),
        ("RSUD dr. Haryono Kabupaten Lautan", ["RSUD dr. Haryono Kabupaten Lautan"]),
        ("SEKRETARIAT DPRD KOTA LAUTAN", ["Sekretariat DPRD Kota Lautan"]),
        ("Kelurahan Sumberejo dan Kelurahan Sukarejo", ["Kelurahan Sumberejo", "Kelurahan Sukarejo"]),
    ],
)
def test_finds_the_name_of_an_office(text: str, units: list[str]) -> None:
    assert find_units(text) == units


@pytest.mark.parametrize(
    "text",
    [
        "tugas kecamatan adalah membina desa",
        "Kecamatan dalam rangka pelayanan",
        "Belanja Perjalanan Dinas Dalam Kota",
        "Kendaraan Dinas Jabatan",
        "Kecamatan Kabupaten Lautan",
    ],
)
def test_a_word_alone_is_no_office(text: str) -> None:
    assert find_units(text) == []


def test_region_does_not_make_another_office() -> None:
    assert unit_key("Dinas Sosial Kota Baru") == unit_key("Dinas Sosial")
    assert unit_key("Kecamatan Kota Baru") != unit_key("Kecamatan")


def test_main_unit_is_the_one_most_spoken_of_with_its_region() -> None:
    assert main_unit(["Dinas Sosial", "Dinas Sosial Kota Baru", "Inspektorat Kota Baru"]) == "Dinas Sosial Kota Baru"
    assert main_unit([]) is None


def test_only_capitals_are_lowered_for_display() -> None:
    assert display_name("CAMAT SUMBER JATI") == "Camat Sumber Jati"
    assert display_name("Plt. Kepala Dinas PUPR") == "Plt. Kepala Dinas PUPR"


def test_a_name_may_go_on_in_the_next_line_but_not_the_next_part() -> None:
    assert find_units("DOKUMENTASI KEGIATAN KECAMATAN\nSUKAMAJU TAHUN 2023") == ["Kecamatan Sukamaju"]
    assert find_units("LAPORAN KINERJA KECAMATAN\nTAHUN 2023") == []
    assert find_units("Pemeliharaan Gedung Kantor dan Bangunan Lainnya") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Dinas Sosial Kota Baru", "Dinas Sosial", True),
        ("Dinas Permukiman", "Dinas Permukiman dan Perumahan Provinsi Lautan", True),
        ("Kecamatan Sukamaju", "Kecamatan Sukamju", True),
        ("Kecamatan Sukamaju", "Kecamatan Randuwangi", False),
        ("Dinas Sosial", "Dinas Pendidikan", False),
    ],
)
def test_two_names_of_one_office(one: str, other: str, same: bool) -> None:
    assert same_office(one, other) is same


def test_regions_are_found_wherever_they_are_named() -> None:
    text = "PEMERINTAH KABUPATEN KENCANA\nKecamatan Wanasari, Kota Arunggala Tahun 2024, dan Provinsi Jawa Raya"
    assert find_regions(text) == ["Kabupaten Kencana", "Kota Arunggala", "Provinsi Jawa Raya"]
    assert find_regions("kabupaten/kota se-provinsi dan kota itu") == []
