"""Rules L401 to L406: what is missing."""

from __future__ import annotations

import pytest

from tests.audit.builders import check, col, line, table
from tests.audit.submissions import Bundle

CHAPTERS = ("KATA PENGANTAR", "BAB I PENDAHULUAN", "BAB II PERENCANAAN KINERJA", "BAB III AKUNTABILITAS KINERJA")
PROSE = (
    "Dibandingkan dengan tahun lalu realisasi meningkat, sedangkan target akhir Renstra belum tercapai.",
    "Keberhasilan didukung program penyelenggaraan pemerintahan; anggaran digunakan secara efisien.",
)


def annual(bundle: Bundle, *, without: str = "") -> str:
    """A well-made annual report whose parts are told in its own words; ``without`` leaves one thing out."""
    report = bundle.segment("lkj", position="Camat", period="tahunan")
    for heading in (*CHAPTERS, "BAB IV PENUTUP"):
        bundle.say(report, heading, "heading")
    for text in PROSE:
        if not without or without not in text:
            bundle.say(report, text)
    if without != "pk":
        bundle.indikator(report, "pk_indikator", [("Indeks pelayanan", "85,00")], pk="awal")
    if without != "capaian":
        bundle.indikator(report, "capaian", [("Indeks pelayanan", "85,00", "84,00", "98,82%")])
    bundle.anggaran(report, "realisasi_anggaran", [("Program Pelayanan", "100.000.000", "98.000.000")])
    if without != "pengesahan":
        bundle.sign(report, name="Rahma Wulandari", position="Camat Wanasari")
    return report


# --- L401 ------------------------------------------------------------------------------------------------------------


def test_l401_accepts_a_whole_report_in_its_own_words() -> None:
    bundle = Bundle()
    annual(bundle)
    assert bundle.check("L401") == []


@pytest.mark.parametrize(
    ("without", "part", "article"),
    [
        ("capaian", "tabel capaian kinerja", "Bab III huruf A angka 1"),
        ("pk", "perjanjian kinerja", "Lampiran angka 1)"),
        ("pengesahan", "pengesahan", "Lampiran II huruf D"),
        ("Renstra", "perbandingan realisasi kinerja dengan target jangka menengah", "angka 3"),
        ("efisien", "analisis atas efisiensi", "angka 6"),
    ],
)
def test_l401_names_the_missing_part_and_its_article(without: str, part: str, article: str) -> None:
    bundle = Bundle()
    annual(bundle, without=without)
    found = next(one for one in bundle.check("L401") if one.subject.startswith(part))
    assert found.verdict == "perlu_cek"
    assert article in found.basis and "Nomor 53 Tahun 2014" in found.basis


def test_l401_does_not_judge_pieces_of_a_report() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.say(report, "BAB III AKUNTABILITAS KINERJA", "heading")
    bundle.say(report, "3.1 Capaian Kinerja Organisasi", "heading")
    assert bundle.check("L401") == []


def test_l401_asks_less_of_a_quarter() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj", position="Camat", period="TW III")
    for heading in (*CHAPTERS, "BAB IV PENUTUP"):
        bundle.say(report, heading, "heading")
    bundle.say(report, "Hambatan dan tindak lanjut telah dibahas; realisasi anggaran mencapai 74,20%.")
    bundle.indikator(report, "capaian", [("Indeks pelayanan", "85,00", "84,00", "98,82%")])
    bundle.sign(report, name="Rahma Wulandari", position="Camat Wanasari")
    assert bundle.check("L401") == []


def test_l401_reports_a_report_that_only_the_superior_signs() -> None:
    bundle = Bundle()
    report = annual(bundle, without="pengesahan")
    bundle.sign(report, position="BUPATI KENCANA", marked=False)
    [found] = bundle.check("L401")
    assert "pejabat yang melaporkan tidak ditemukan" in found.message


def test_l401_wants_statement_and_appendix_of_an_agreement() -> None:
    bundle = Bundle()
    pk = bundle.segment("pk", position="Camat")
    bundle.indikator(pk, "pk_indikator", [("Indeks pelayanan", "85,00")])
    bundle.anggaran(pk, "pk_anggaran", [("Program Pelayanan", "100.000.000")])
    [found] = bundle.check("L401")
    assert found.subject == "pernyataan perjanjian kinerja"
    bundle.say(pk, "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan akuntabel")
    assert bundle.check("L401") == []


def test_l401_finds_the_appendix_of_an_agreement_behind_it_and_asks_officials_for_no_budget() -> None:
    bundle = Bundle()
    pk = bundle.segment("pk", position="Kasi Pelayanan Umum")
    bundle.say(pk, "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan akuntabel")
    [found] = bundle.check("L401")
    assert found.subject.startswith("lampiran perjanjian kinerja")
    other = bundle.segment("pk", position="Kepala Seksi Pelayanan Umum")
    bundle.say(other, "Keberhasilan dan kegagalan pencapaian target kinerja menjadi tanggung jawab kami.")
    bundle.indikator(other, "pk_indikator", [("Jumlah dokumen layanan", "12")])
    assert bundle.check("L401") == []


# --- L402 ------------------------------------------------------------------------------------------------------------


def officials(bundle: Bundle, *, reports: tuple[str, ...], agreements: tuple[str, ...]) -> None:
    for position in reports:
        bundle.say(bundle.segment("lkj_individu", position=position, period="TW III"), f"Laporan {position}")
    for position in agreements:
        bundle.say(bundle.segment("pk", position=position), f"Perjanjian {position}")


def test_l402_reports_an_agreement_without_a_report() -> None:
    bundle = Bundle()
    officials(
        bundle,
        reports=("Sekretaris Kecamatan", "Kasi Pemerintahan"),
        agreements=("Camat Wanasari", "Sekretaris Kecamatan", "Kepala Seksi Pemerintahan", "Kasi Pelayanan Umum"),
    )
    [found] = bundle.check("L402")
    assert (found.subject, found.reported, found.verdict) == (
        "Kasi Pelayanan Umum",
        "tanpa laporan kinerja",
        "perlu_cek",
    )


def test_l402_does_not_judge_bundles_of_one_kind() -> None:
    bundle = Bundle()
    officials(bundle, reports=("Sekretaris Kecamatan",), agreements=("Sekretaris Kecamatan", "Kasi Pelayanan Umum"))
    assert bundle.check("L402") == []


# --- L403 ------------------------------------------------------------------------------------------------------------

CAPAIAN = (col("indikator"), col("target"), col("realisasi"), col("capaian"), col("keterangan"))


def test_l403_reports_what_a_row_lacks() -> None:
    found = check("L403", table(CAPAIAN, [("A", "85", "", "", ""), ("B", "", "90", "", ""), ("C", "80", "81", "", "")]))
    assert [(one.subject, one.expected, one.verdict) for one in found] == [
        ("B", "target indikator", "pasti"),
        ("A", "realisasi indikator", "pasti"),
    ]


def test_l403_tells_an_explanation_and_spares_headings() -> None:
    rows = [line("Sasaran 1", "", "", "", ""), line("A", "85", "", "", "menunggu rilis BPS")]
    [found] = check("L403", table(CAPAIAN, rows))
    assert (found.severity, found.verdict) == ("rendah", "perlu_cek")
    assert "menunggu rilis BPS" in found.message


def test_l403_reports_figures_without_an_indikator() -> None:
    columns = (col("kegiatan"), col("indikator"), col("target"), col("realisasi"))
    rows = [("Kegiatan A", "Jumlah dokumen", "4", "2"), ("Kegiatan B", "Jumlah laporan", "3", "1")]
    rows += [("Kegiatan C", "Jumlah orang", "5", "5"), ("Kegiatan D", "", "2", "0")]
    [found] = check("L403", table(columns, rows))
    assert found.reported == "kosong"
    assert "indikatornya kosong" in found.message


# --- L404 ------------------------------------------------------------------------------------------------------------

ROOM = "2.5 Tanggapan Atasan Langsung"
OPTIONS = ("Laporan kurang lengkap", "Laporan sudah baik", "Laporan perlu diperbaiki")


def response(*lines: str) -> Bundle:
    bundle = Bundle()
    report = bundle.segment("lkj_individu", position="Kasi Pelayanan Umum", period="TW III")
    bundle.say(report, ROOM, "heading")
    for text in lines:
        bundle.say(report, text)
    bundle.say(report, "BAB III PENUTUP", "heading")
    return bundle


@pytest.mark.parametrize("lines", [(), OPTIONS, tuple(f"□ {one}" for one in OPTIONS)])
def test_l404_reports_an_empty_room(lines: tuple[str, ...]) -> None:
    [found] = response(*lines).check("L404")
    assert (found.severity, found.verdict) == ("rendah", "perlu_cek")


@pytest.mark.parametrize(
    "lines",
    [("√ Laporan sudah baik", "Laporan kurang lengkap"), ("Agar kegiatan yang tertunda segera dilaksanakan.",)],
)
def test_l404_accepts_a_tick_and_a_note(lines: tuple[str, ...]) -> None:
    assert response(*lines).check("L404") == []


# --- L405 ------------------------------------------------------------------------------------------------------------

BUDGET = (col("program"), col("pagu"), col("realisasi_anggaran"), col("persen_anggaran"))
FULL = [(f"Program {name}", "1.000.000", "900.000", "90%") for name in "ABCD"]


def test_l405_reports_a_cell_left_empty() -> None:
    [found] = check("L405", table(BUDGET, [*FULL, ("Program E", "500.000", "450.000", "")], kind="realisasi_anggaran"))
    assert (found.subject, found.verdict) == ("Program E", "pasti")


@pytest.mark.parametrize(
    "row",
    [
        line("Program E", "", "", ""),
        line("Program E", "0", "0", ""),
        line("Program E", "-", "-", ""),
        line("Jumlah", "4.500.000", "4.050.000", "", kind="total"),
    ],
)
def test_l405_spares_headings_noughts_and_totals(row: object) -> None:
    assert check("L405", table(BUDGET, [*FULL, row], kind="realisasi_anggaran")) == []  # type: ignore[list-item]


def test_l405_reports_columns_empty_throughout_beside_a_filled_sister() -> None:
    empty = table(BUDGET, [("Program X", "", "", "")], kind="realisasi_anggaran", identity="t2")
    [found] = check("L405", table(BUDGET, FULL, kind="realisasi_anggaran"), empty)
    assert "kosong seluruhnya" in found.message
    assert check("L405", empty) == []


# --- L406 ------------------------------------------------------------------------------------------------------------


def announced(*after: tuple[int, str, str]) -> Bundle:
    bundle = Bundle()
    report = bundle.segment("lkj", period="tahunan")
    bundle.say(report, "Capaian kinerja seluruh sasaran Tahun 2024 dapat dilihat pada tabel sebagai berikut :")
    for pages, kind, text in after:
        bundle.turn(pages)
        bundle.say(report, text, kind)  # type: ignore[arg-type]
    return bundle


def test_l406_reports_an_announcement_before_blank_pages() -> None:
    [found] = announced((3, "heading", "3.2 Realisasi Anggaran")).check("L406")
    assert "halaman 2 sampai dengan 3 kosong" in found.message


def test_l406_accepts_what_follows_on_the_next_page() -> None:
    assert announced((1, "heading", "Tabel 3.1 Capaian Kinerja")).check("L406") == []
    long = "Pada tahun ini seluruh sasaran " + "telah dicapai sesuai dengan rencana kerja " * 3
    assert announced((2, "text", long)).check("L406") == []
