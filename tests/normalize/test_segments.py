from pathlib import Path

import pytest

from extract.reader import read
from tests.normalize.sheets import Sheet, document, line, region, segments_of, table


def shape(sheets: list[Sheet]) -> list[tuple[str, int, int]]:
    return [(part.kind, part.first, part.last) for part in segments_of(document(sheets))]


def report(first: int, *title: str) -> list[Sheet]:
    """A report of four pages: cover, preface, chapter I, chapters II and III."""
    return [
        Sheet(first, 200).title(*title),
        Sheet(first + 1).title("KATA PENGANTAR").prose(),
        Sheet(first + 2).title("BAB I", "PENDAHULUAN").prose(),
        Sheet(first + 3).title("BAB II", "AKUNTABILITAS KINERJA").prose().title("BAB III", "PENUTUP").text("NIP. -"),
    ]


def agreement(first: int, name: str, position: str, title: str = "PERJANJIAN KINERJA TAHUN 2024") -> list[Sheet]:
    return [
        Sheet(first).title(title).clause(name, position),
        Sheet(first + 1).title(f"LAMPIRAN {title}", "KECAMATAN SUKAMAJU"),
    ]


def test_a_report_with_its_agreements_and_appendices() -> None:
    sheets = [
        *report(1, "LAPORAN KINERJA", "TAHUN 2024", "KECAMATAN SUKAMAJU", "KABUPATEN LAUTAN"),
        *agreement(5, "RARA WULAN", "Camat Sukamaju"),
        *agreement(7, "BIMA SENA", "Camat Sukamaju", "PERUBAHAN PERJANJIAN KINERJA TAHUN 2024"),
        Sheet(9).title("RENCANA AKSI TAHUN 2024"),
        Sheet(10).title("REKAPITULASI DOKUMENTASI KEGIATAN KECAMATAN"),
        Sheet(11).text("Foto kegiatan"),
    ]

    parts = segments_of(document(sheets))

    assert [(part.kind, part.first, part.last) for part in parts] == [
        ("lkj", 1, 4),
        ("pk", 5, 6),
        ("pk_perubahan", 7, 8),
        ("renaksi", 9, 9),
        ("lampiran", 10, 11),
    ]
    assert {part.unit for part in parts} == {"Kecamatan Sukamaju"}
    assert {part.year for part in parts} == {2024}
    assert [part.position for part in parts[1:3]] == ["Camat Sukamaju", "Camat Sukamaju"]
    assert parts[0].period == "tahunan"
    assert parts[0].evidence[0].text == "LAPORAN KINERJA"


def test_a_bundle_of_reports_of_several_posts() -> None:
    sheets = [
        *report(1, "LAPORAN KINERJA", "CAMAT SUKAMAJU", "TRIWULAN III TAHUN 2025"),
        *agreement(5, "RARA WULAN", "Camat Sukamaju"),
        *report(7, "LAPORAN KINERJA INDIVIDU", "SEKRETARIS KECAMATAN SUKAMAJU", "TRIWULAN III TAHUN 2025"),
        *agreement(11, "BIMA SENA", "Sekretaris Kecamatan Sukamaju"),
        *report(13, "LAPORAN KINERJA KEPALA SEKSI PELAYANAN", "KECAMATAN SUKAMAJU", "TRIWULAN III TAHUN 2025"),
    ]

    parts = segments_of(document(sheets))

    assert [(part.kind, part.position, part.first) for part in parts] == [
        ("lkj", "Camat Sukamaju", 1),
        ("pk", "Camat Sukamaju", 5),
        ("lkj_individu", "Sekretaris Kecamatan Sukamaju", 7),
        ("pk", "Sekretaris Kecamatan Sukamaju", 11),
        ("lkj_individu", "Kepala Seksi Pelayanan", 13),
    ]
    assert {part.period for part in parts if part.kind != "pk"} == {"TW III"}


def test_reports_without_covers_begin_with_chapter_one() -> None:
    one = [
        Sheet(1).title("BAB I PENDAHULUAN").prose("Laporan kinerja ini disusun."),
        Sheet(2).title("BAB II AKUNTABILITAS KINERJA").prose().title("BAB III PENUTUP"),
    ]
    two = [
        Sheet(3).title("BAB I PENDAHULUAN").prose("Laporan kinerja ini disusun."),
        Sheet(4).title("BAB II AKUNTABILITAS KINERJA").prose().title("BAB III PENUTUP"),
    ]
    assert shape([*one, *two]) == [("lkj", 1, 2), ("lkj", 3, 4)]


@pytest.mark.parametrize(
    "mention",
    [
        Sheet(4).title("2.2 Perjanjian Kinerja Tahun 2024").prose(),
        Sheet(4).title("PERJANJIAN KINERJA TAHUN 2024").prose(),
        Sheet(4).title("Tabel 2.1", "PERJANJIAN KINERJA TAHUN 2024").prose(),
        Sheet(4).title("INDIKATOR KINERJA UTAMA").prose(),
        Sheet(4).title("RENCANA AKSI TAHUN 2024").prose(),
        Sheet(4).prose("Perjanjian kinerja tahun 2024 ditandatangani oleh pihak pertama dan pihak kedua."),
        Sheet(4).prose().title("LAPORAN REALISASI ANGGARAN"),
    ],
    ids=["numbered", "heading", "caption", "iku", "renaksi", "sentence", "below text"],
)
def test_headings_and_mentions_in_the_body_open_nothing(mention: Sheet) -> None:
    sheets = [
        Sheet(1, 200).title("LAPORAN KINERJA TAHUN 2024", "DINAS SOSIAL"),
        Sheet(2).title("BAB I", "PENDAHULUAN").prose(),
        Sheet(3).title("BAB II", "PERENCANAAN KINERJA").prose(),
        mention,
        Sheet(5).title("BAB III", "PENUTUP").prose(),
    ]
    assert shape(sheets) == [("lkj", 1, 5)]


def test_an_agreement_bound_into_the_body_does_not_end_the_report() -> None:
    sheets = [
        Sheet(1, 200).title("LAPORAN KINERJA TAHUN 2024", "DINAS SOSIAL"),
        Sheet(2).title("BAB I", "PENDAHULUAN").prose(),
        Sheet(3).title("BAB II", "PERENCANAAN KINERJA").prose(),
        *agreement(4, "RARA WULAN", "Kepala Dinas Sosial"),
        Sheet(6).title("BAB III", "AKUNTABILITAS KINERJA").prose(),
    ]
    parts = segments_of(document(sheets))
    assert [(part.kind, part.first, part.last) for part in parts] == [("lkj", 1, 3), ("pk", 4, 5), ("lkj", 6, 6)]
    assert parts[2].title == parts[0].title
    assert parts[2].year == 2024


def test_running_headers_are_no_titles() -> None:
    sheets = [Sheet(1, 40).title("BAB III").text("")]
    for number in range(1, 6):
        sheet = Sheet(number, 30).text("Laporan Kinerja Instansi Pemerintah Tahun 2024")
        sheet.top = 90
        sheets.append(sheet.title("BAB III", "AKUNTABILITAS KINERJA").prose() if number == 1 else sheet.prose())
    assert shape(sheets[1:]) == [("lkj", 1, 5)]


def test_a_list_of_contents_is_not_taken_for_the_chapters() -> None:
    sheets = [
        Sheet(1, 200).title("LAPORAN KINERJA TAHUN 2024"),
        Sheet(2).title("DAFTAR ISI").text("BAB I PENDAHULUAN .......... 1", "BAB III PENUTUP .......... 20"),
        Sheet(3).title("BAB I", "PENDAHULUAN").prose(),
    ]
    assert shape(sheets) == [("lkj", 1, 3)]


def test_agreements_alone_each_with_a_cover_or_without() -> None:
    sheets = [
        Sheet(1, 300).title("PERJANJIAN KINERJA", "TAHUN 2025", "DINAS SOSIAL"),
        *agreement(2, "RARA WULAN", "Kepala Dinas Sosial"),
        *agreement(4, "BIMA SENA", "Kepala Bidang Perlindungan"),
        *agreement(6, "BIMA SENA", "Kepala Bidang Perlindungan", "PERJANJIAN KINERJA PERUBAHAN TAHUN 2025"),
    ]
    assert shape(sheets) == [("pk", 1, 3), ("pk", 4, 5), ("pk_perubahan", 6, 7)]


def test_one_title_on_every_page_of_a_long_table_is_one_document() -> None:
    sheets = [Sheet(number, 40).title("LAPORAN REALISASI ANGGARAN", "TAHUN ANGGARAN 2024") for number in range(1, 6)]
    assert shape(sheets) == [("lra", 1, 5)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("FORMULIR E.81", "e81"),
        ("EVALUASI TERHADAP HASIL RENJA PERANGKAT DAERAH", "e81"),
        ("BERITA ACARA MONITORING", "berita_acara"),
        ("INDIKATOR KINERJA UTAMA TAHUN 2024", "iku"),
        ("LAPORAN MONITORING RENCANA AKSI", "renaksi"),
        ("RENCANA KERJA TAHUN 2024", "lainnya"),
        ("PENETAPAN KINERJA TAHUN 2024", "pk"),
    ],
)
def test_the_kind_is_read_from_the_title(title: str, kind: str) -> None:
    assert shape([Sheet(1).title(title).prose(), Sheet(2).prose()]) == [(kind, 1, 2)]


def test_pages_without_a_sign_fall_back_on_the_file_name() -> None:
    parts = segments_of(document([Sheet(1), Sheet(2)], path="surat/PK_Camat_2024.pdf"))
    assert [(part.kind, part.first, part.last, part.unit) for part in parts] == [("pk", 1, 2, None)]
    assert shape([Sheet(1), Sheet(2)]) == [("lainnya", 1, 2)]


def test_picture_pages_before_a_report_are_its_cover() -> None:
    assert shape([Sheet(1), *report(2, "KATA PENGANTAR")]) == [("lkj", 1, 5)]


def test_period_of_a_report_comes_from_its_text_when_the_title_has_none() -> None:
    sheets = [
        Sheet(1).title("BAB I PENDAHULUAN").prose("Laporan kinerja Triwulan II Tahun 2025 ini disusun."),
        Sheet(2).title("BAB II PENUTUP").prose("Bandingkan dengan laporan kinerja TW I dinas lain."),
    ]
    part = segments_of(document([*sheets]))[0]
    assert (part.period, part.year) == ("TW II", 2025)


def test_date_is_that_of_the_signing() -> None:
    signed = region(2, 340, (400, "Sukamaju, 15 Januari 2024"), (415, "Pihak Pertama"), (480, "RARA WULAN"))
    sheets = agreement(1, "RARA WULAN", "Camat Sukamaju")
    assert segments_of(document(sheets, [signed]))[0].date == "2024-01-15"
    unfinished = region(2, 340, (400, "Sukamaju,    Januari 2024"), (415, "Pihak Pertama"), (480, "RARA WULAN"))
    assert segments_of(document(sheets, [unfinished]))[0].date is None


def test_no_pages_no_segments() -> None:
    assert segments_of(document([])) == []


# --- appendices and what follows a report ----------------------------------------------------------------------------


def closed_report(first: int = 1) -> list[Sheet]:
    """A report of the year 2024 whose last page is signed."""
    return [
        Sheet(first, 200).title("LAPORAN KINERJA TAHUN 2024", "KECAMATAN SUKAMAJU"),
        Sheet(first + 1).title("BAB I", "PENDAHULUAN").prose(),
        Sheet(first + 2).title("BAB II", "PENUTUP").prose().text("NIP. 19800101 200501 2 003"),
    ]


def test_an_appendix_has_unit_year_and_period_of_its_report() -> None:
    sheets = [*closed_report(), Sheet(4, 300).title("LAMPIRAN"), Sheet(5).text("Foto kegiatan")]
    part = segments_of(document(sheets))[1]
    assert (part.kind, part.first, part.last) == ("lampiran", 4, 5)
    assert (part.unit, part.year, part.period, part.position) == ("Kecamatan Sukamaju", 2024, "tahunan", None)


def test_an_appendix_that_names_its_time_keeps_it() -> None:
    sheets = [*closed_report(), Sheet(4).title("DATA REALISASI KINERJA", "TRIWULAN IV TAHUN 2024")]
    part = segments_of(document(sheets))[1]
    assert (part.kind, part.year, part.period) == ("lampiran", 2024, "TW IV")
    sheets[-1] = Sheet(4).title("DATA REALISASI KINERJA", "TAHUN 2022")
    part = segments_of(document(sheets))[1]
    assert (part.year, part.period) == (2022, None)


def test_numbered_appendices_are_documents_of_their_own() -> None:
    sheets = [
        *closed_report(),
        Sheet(4, 300).title("LAMPIRAN 1", "Dokumentasi Kegiatan"),
        Sheet(5).title("RAPAT KOORDINASI DI PENDAPA"),
        Sheet(6, 300).title("LAMPIRAN 2", "Data Dukung"),
        Sheet(7).text("Lampiran 3. Rencana Kinerja Tahunan", "Kecamatan Sukamaju"),
    ]
    assert shape(sheets)[1:] == [("lampiran", 4, 5), ("lampiran", 6, 6), ("lampiran", 7, 7)]


def test_appendices_are_told_apart_by_title_and_signature() -> None:
    sheets = [
        *closed_report(),
        Sheet(4).title("CAPAIAN PELAKSANAAN PROGRAM", "KECAMATAN SUKAMAJU"),
        Sheet(5).text("1. Sumber daya manusia belum memadai"),
        Sheet(6).title("DATA REALISASI KINERJA", "KECAMATAN SUKAMAJU").text("NIP. 19800101 200501 2 003"),
        Sheet(7).text("No. Aktivitas Desa Keterangan"),
    ]
    assert shape(sheets)[1:] == [("lampiran", 4, 5), ("lampiran", 6, 6), ("lampiran", 7, 7)]


def test_a_signature_that_a_page_break_cut_off_opens_nothing() -> None:
    sheets = [
        *closed_report(),
        Sheet(4).title("RENCANA AKSI TAHUN 2024", "KECAMATAN SUKAMAJU"),
        Sheet(5).title("RAHMA WULANDARI, S.Sos., M.Si.", "NIP. 19800101 200501 2 003"),
    ]
    assert shape(sheets)[1:] == [("renaksi", 4, 5)]


def test_the_pictures_of_a_photo_appendix_open_nothing() -> None:
    sheets = [
        *closed_report(),
        Sheet(4).title("DOKUMENTASI KEGIATAN TAHUN 2024"),
        Sheet(5).title("MUSYAWARAH DESA SUMBEREJO KIDUL"),
        Sheet(6).title("PEMBAGIAN BANTUAN DI PENDAPA"),
    ]
    assert shape(sheets)[1:] == [("lampiran", 4, 6)]


def test_a_table_that_goes_on_is_no_new_document() -> None:
    sheets = [*closed_report(), Sheet(4).title("DATA REALISASI KINERJA").text("NIP. -"), Sheet(5).title("DATA PEGAWAI")]
    rows = [["No", "Uraian"], ["1", "Pelayanan"]]
    over_pages = table(rows, page=4, id_="t1")
    over_pages = type(over_pages)("t1", (over_pages.regions[0], table(rows, page=5).regions[0]), over_pages.cells)
    assert [(part.kind, part.first, part.last) for part in segments_of(document(sheets, tables=[over_pages]))] == [
        ("lkj", 1, 3),
        ("lampiran", 4, 5),
    ]


def test_what_follows_a_closing_chapter_at_the_left_of_the_page() -> None:
    end = Sheet(3).prose()
    end.lines.append(line("BAB III PENUTUP", end.top, 77, 3, bold=True))
    sheets = [*closed_report()[:2], end, Sheet(4).title("LAPORAN REALISASI ANGGARAN", "PER 30 SEPTEMBER 2024")]
    parts = segments_of(document(sheets))
    assert [(part.kind, part.first, part.period) for part in parts] == [("lkj", 1, "tahunan"), ("lra", 4, "TW III")]


@pytest.mark.parametrize("title", ["PERNYATAAN TELAH DIREVIU", "CHECKLIST REVIU"])
def test_a_review_of_the_report_is_no_report(title: str) -> None:
    review = Sheet(3).title(title, "LAPORAN KINERJA KECAMATAN SUKAMAJU").prose().text("NIP. -")
    report_ = closed_report()
    last = report_[2]
    last.number = 4
    assert shape([*report_[:2], review, Sheet(4).title("BAB II", "PENUTUP").prose()]) == [("lkj", 1, 4)]
    ending = Sheet(4).title(title, "LAPORAN KINERJA KECAMATAN SUKAMAJU").prose()
    assert [kind for kind, _, _ in shape([*closed_report(), ending])] == ["lkj", "lampiran"]


def test_a_capital_running_header_opens_a_report_once() -> None:
    sheets = []
    for number in range(1, 9):
        sheet = Sheet(number, 30)
        sheet.title("LAPORAN KINERJA TAHUN 2024")
        sheet.top = 90
        sheets.append(sheet)
    sheets[0].title("BAB I", "PENDAHULUAN").prose()
    sheets[1].title("BAB II", "AKUNTABILITAS KINERJA").prose()
    for sheet in sheets[2:]:
        sheet.text("Realisasi anggaran")
    between = [Sheet(number) for number in (4, 5, 6)]
    sheets[3:6] = between
    assert shape(sheets) == [("lkj", 1, 8)]


@pytest.mark.parametrize(
    ("title", "period"),
    [
        (("RENCANA AKSI TAHUN 2024",), "tahunan"),
        (("RENCANA AKSI", "TRIWULAN II TAHUN 2024"), "TW II"),
        (("LAPORAN REALISASI ANGGARAN", "PER 31 DESEMBER 2024"), "tahunan"),
        (("LAPORAN REALISASI ANGGARAN", "SAMPAI DENGAN BULAN JUNI 2024"), "TW II"),
        (("LAPORAN REALISASI ANGGARAN", "SAMPAI DENGAN BULAN MEI 2024"), None),
        (("EVALUASI HASIL RENJA", "TRIWULAN IV TAHUN 2024"), "TW IV"),
    ],
)
def test_period_of_documents_beside_reports(title: tuple[str, ...], period: str | None) -> None:
    part = segments_of(document([Sheet(1).title(*title)]))[0]
    assert (part.year, part.period) == (2024, period)


def test_years_of_regulations_are_not_the_report_s() -> None:
    cited = "Laporan kinerja disusun menurut Peraturan Menteri Nomor 12 Tahun 2015 dan Nomor 53 Tahun 2014."
    sheets = [
        Sheet(1).title("BAB I", "PENDAHULUAN").prose(cited),
        Sheet(2).title("BAB II", "PENUTUP").prose("Capaian kinerja Tahun 2024 meningkat."),
    ]
    assert segments_of(document(sheets))[0].year == 2024


def test_evidence_shows_where_each_fact_is_said() -> None:
    sheets = [
        Sheet(1, 200).title("LAPORAN KINERJA", "TRIWULAN III", "TAHUN 2025"),
        Sheet(2).title("BAB I", "PENDAHULUAN").prose("Kecamatan Sukamaju melayani warga."),
    ]
    texts = [source.text for source in segments_of(document(sheets))[0].evidence]
    assert texts[:3] == ["LAPORAN KINERJA", "TRIWULAN III", "TAHUN 2025"]
    assert any("Kecamatan Sukamaju" in text for text in texts)


# --- the samples -----------------------------------------------------------------------------------------------------

SAMPLES = Path(__file__).parents[2] / "samples" / "submissions"
KALIMERANG, RANDUSEKAR, WATUPANDAN = (f"Kecamatan {name}" for name in ("Kalimerang", "Randusekar", "Watupandan"))
DINAS = "Dinas Ketahanan Pangan dan Perikanan"
TRUTH = {
    "dinas-ketahanan-pangan-2024/lkjip.pdf": [
        ("lkj", 1, 10, f"{DINAS} Kabupaten Arunggala", None, 2024, "tahunan", "2025-02-17"),
    ],
    "dinas-ketahanan-pangan-2024/pk.pdf": [
        ("pk", 1, 2, DINAS, f"Kepala {DINAS}", 2024, "tahunan", "2024-01-10"),
    ],
    "kecamatan-kalimerang-tw3-2025/lkj.pdf": [
        ("lkj", 1, 9, KALIMERANG, None, 2025, "TW III", "2025-10-10"),
    ],
    "kecamatan-kalimerang-tw3-2025/pk.pdf": [
        ("pk", 1, 2, KALIMERANG, "Camat Kalimerang", 2025, "tahunan", "2025-01-13"),
    ],
    "kecamatan-watupandan-2024/lkj.pdf": [
        ("lkj", 1, 10, WATUPANDAN, None, 2024, "tahunan", "2025-01-27"),
    ],
    "kecamatan-watupandan-2024/pk.pdf": [
        ("pk", 1, 2, WATUPANDAN, "Camat Watupandan", 2024, "tahunan", "2024-01-15"),
    ],
    "kecamatan-watupandan-2024/pk-perubahan.pdf": [
        ("pk_perubahan", 1, 2, WATUPANDAN, "Camat Watupandan", 2024, "tahunan", "2024-10-07"),
    ],
    "kecamatan-watupandan-2024/pk-sekretaris.pdf": [
        ("pk", 1, 1, WATUPANDAN, "Sekretaris Kecamatan Watupandan", 2024, "tahunan", "2024-01-22"),
    ],
    "kecamatan-randusekar-tw3-2025/bundel.pdf": [
        ("lkj", 1, 4, RANDUSEKAR, "Camat Randusekar", 2025, "TW III", "2025-10-07"),
        ("pk", 5, 6, RANDUSEKAR, "Camat Randusekar", 2025, "tahunan", "2025-01-14"),
        ("lkj_individu", 7, 9, RANDUSEKAR, "Sekretaris Kecamatan Randusekar", 2025, "TW III", "2025-10-07"),
        ("pk", 10, 11, RANDUSEKAR, "Sekretaris Kecamatan Randusekar", 2025, "tahunan", "2025-01-16"),
        ("lkj_individu", 12, 14, RANDUSEKAR, "Kepala Seksi Pemerintahan", 2025, "TW III", "2025-10-07"),
        ("pk", 15, 16, RANDUSEKAR, "Kepala Seksi Pemerintahan", 2025, "tahunan", "2025-01-16"),
        ("lkj_individu", 17, 19, RANDUSEKAR, "Kepala Seksi Pelayanan Umum", 2025, "TW III", "2025-10-07"),
        ("pk", 20, 21, RANDUSEKAR, "Kepala Seksi Pelayanan Umum", 2025, "tahunan", "2025-01-16"),
        ("lra", 22, 22, RANDUSEKAR, None, 2025, "TW III", "2025-10-03"),
    ],
}


@pytest.mark.parametrize("name", TRUTH)
def test_the_samples_are_told_apart_as_they_were_made(name: str) -> None:
    parts = segments_of(read(SAMPLES / name, name))
    assert [
        (part.kind, part.first, part.last, part.unit, part.position, part.year, part.period, part.date)
        for part in parts
    ] == TRUTH[name]
