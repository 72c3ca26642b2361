import pytest

from normalize.identity import identify, table_heads
from normalize.models import SegmentKind
from normalize.titles import read_signs
from tests.normalize.sheets import Sheet, document, table


def position(*title: str, kind: SegmentKind = "lkj") -> str | None:
    file = document([Sheet(1, 200).title(*title)])
    return identify(file, kind, read_signs(file)).position


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (("LAPORAN KINERJA INDIVIDU", "CAMAT SUKAMAJU", "TAHUN 2025"), "Camat Sukamaju"),
        (("LAPORAN KINERJA BENDAHARA PENGELUARAN",), "Bendahara Pengeluaran"),
        (("LAPORAN KINERJA TRIBULAN III KEPALA SUBBAG UMUM",), "Kepala Subbag Umum"),
        (("LAPORAN KINERJA", "KEPALA SUB BAGIAN UMUM", "DAN KEPEGAWAIAN"), "Kepala Sub Bagian Umum dan Kepegawaian"),
        (("LAPORAN KINERJA", "KASI PELAYANAN TRIWULAN II"), "Kasi Pelayanan"),
        (("LAPORAN KINERJA", "PENELAAH TEKNIS KEBIJAKAN", "KECAMATAN SUKAMAJU"), "Penelaah Teknis Kebijakan"),
        (("LAPORAN KINERJA", "PERENCANAAN DAN ANGGARAN"), None),
        (("LAPORAN KINERJA", "DINAS SOSIAL"), None),
    ],
)
def test_the_post_in_a_report_s_title(title: tuple[str, ...], found: str | None) -> None:
    assert position(*title) == found


def test_only_posts_below_the_head_make_a_report_individual() -> None:
    for title, individual in (("CAMAT SUKAMAJU", False), ("Plt. CAMAT SUKAMAJU", False), ("SEKRETARIS CAMAT", True)):
        file = document([Sheet(1, 200).title("LAPORAN KINERJA", title)])
        assert identify(file, "lkj", read_signs(file)).individual is individual


def test_the_post_that_the_text_of_an_individual_report_speaks_of() -> None:
    text = "Laporan kinerja individu Kepala Seksi Pelayanan Umum Tahun 2025 ini memuat hasil kerja."
    file = document([Sheet(1).title("BAB I", "PENDAHULUAN").text(text, text)])
    assert identify(file, "lkj", read_signs(file)).position == "Kepala Seksi Pelayanan Umum"


def test_unit_and_year_of_a_table_without_title() -> None:
    rows = [["Urusan", "Realisasi Triwulan I - IV Tahun 2024"], ["SATUAN POLISI PAMONG PRAJA", "12"]]
    file = document([Sheet(1)], tables=[table(rows)])
    signs = read_signs(file)
    assert table_heads(file, signs)[0] == "Urusan"
    facts = identify(file, "e81", signs)
    assert (facts.unit, facts.year, facts.period) == ("Satuan Polisi Pamong Praja", 2024, None)


def test_a_span_of_years_in_a_title_is_no_year_of_the_report() -> None:
    file = document([Sheet(1, 200).title("LAPORAN KINERJA", "TAHUN 2024", "RENSTRA TAHUN 2021-2026")])
    assert identify(file, "lkj", read_signs(file)).year == 2024


def test_the_rows_that_say_each_fact_once() -> None:
    sheet = Sheet(1, 200).title("LAPORAN KINERJA TRIWULAN III TAHUN 2025", "KECAMATAN SUKAMAJU")
    file = document([sheet])
    facts = identify(file, "lkj", read_signs(file))
    assert [row.text for row in facts.said] == ["KECAMATAN SUKAMAJU", "LAPORAN KINERJA TRIWULAN III TAHUN 2025"]
