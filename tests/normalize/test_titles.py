import pytest

from extract.models import Page
from normalize.titles import PageSigns, read_signs
from tests.normalize.sheets import HEIGHT, WIDTH, Sheet, document, line, table


def signs(sheet: Sheet) -> PageSigns:
    return read_signs(document([sheet]))[0]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("LAPORAN AKUNTABILITAS KINERJA INSTANSI PEMERINTAH", "lkj"),
        ("LKjIP TAHUN 2024", "lkj"),
        ("DOKUMEN PERJANJIAN KINERJA", "pk"),
        ("PERUBAHAN KEDUA ATAS PERJANJIAN KINERJA", "pk_perubahan"),
        ("PERJANJIAN KINERJA TAHUN 2024 (PERUBAHAN)", "pk_perubahan"),
        ("PERUBAHAN PK TAHUN 2024", "pk_perubahan"),
        ("RINCIAN LAPORAN REALISASI ANGGARAN", "lra"),
        ("FORM E. 81", "e81"),
        ("BERITA ACARA PENYERAHAN", "berita_acara"),
        ("MATRIK RENCANA AKSI", "renaksi"),
        ("HASIL MONITORING DAN EVALUASI RENCANA AKSI", "renaksi"),
        ("PENETAPAN INDIKATOR KINERJA UTAMA", "iku"),
        ("DOKUMEN PELAKSANAAN PERUBAHAN ANGGARAN", "lainnya"),
        ("NOTULEN RAPAT KOORDINASI", None),
    ],
)
def test_the_kind_a_title_names(title: str, kind: str | None) -> None:
    found = signs(Sheet(1).title(title).prose())
    assert found.kind == kind
    assert found.other is (kind is None)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("LAMPIRAN PERJANJIAN KINERJA TAHUN 2024", "pk"),
        ("Lampiran II : Dokumen Perjanjian Kinerja", "pk"),
        ("LAMPIRAN PERUBAHAN PERJANJIAN KINERJA", "pk_perubahan"),
        ("LAMPIRAN PERJANJIAN KINERJA PERUBAHAN", "pk_perubahan"),
    ],
)
def test_the_lampiran_of_an_agreement(title: str, kind: str) -> None:
    found = signs(Sheet(1).title(title))
    assert (found.kind, found.attached_pk, found.divider) == (kind, True, False)


@pytest.mark.parametrize(
    ("title", "divider", "numbered"),
    [
        ("LAMPIRAN", True, False),
        ("LAMPIRAN - LAMPIRAN", True, False),
        ("LAMPIRAN 2", True, True),
        ("LAMPIRAN III", True, True),
        ("Lampiran : Keputusan Kepala Dinas Sosial", False, False),
    ],
)
def test_pages_that_announce_appendices(title: str, divider: bool, numbered: bool) -> None:
    found = signs(Sheet(1, 300).title(title))
    assert (found.divider, found.numbered) == (divider, numbered)


def test_what_stands_below_running_text_or_a_table_is_no_title() -> None:
    assert signs(Sheet(1).prose().title("PERJANJIAN KINERJA TAHUN 2024")).kind is None
    below = Sheet(1, 400).title("PERJANJIAN KINERJA TAHUN 2024")
    assert read_signs(document([below], tables=[table([["No", "Uraian"]], top=100)]))[0].kind is None


@pytest.mark.parametrize(
    ("heading", "chapters", "closing"),
    [
        (("BAB I", "PENDAHULUAN"), (1,), False),
        (("BAB. III AKUNTABILITAS KINERJA",), (3,), False),
        (("BAB4", "PENUTUP"), (4,), True),
        (("BAB IV PENUTUP",), (4,), True),
        (("PENUTUP",), (), True),
        (("IV. PENUTUP",), (), True),
        (("BABAK PENUTUPAN",), (), False),
    ],
)
def test_chapters_and_the_closing_one(heading: tuple[str, ...], chapters: tuple[int, ...], closing: bool) -> None:
    found = signs(Sheet(1).title(*heading).prose())
    assert (found.chapters, found.closing) == (chapters, closing)


def test_a_clause_is_told_from_a_sentence_about_the_parties() -> None:
    assert signs(Sheet(1).clause("RARA WULAN", "Camat Sukamaju")).clause
    assert not signs(Sheet(1).prose("Pihak pertama melaporkan kinerjanya kepada pihak kedua.")).clause


def test_running_headers_are_kept_apart_from_the_text() -> None:
    sheets = []
    for number in range(1, 5):
        sheet = Sheet(number, 30).text(f"Laporan Kinerja Tahun 2024 halaman {number}")
        sheet.top = 130
        sheets.append(sheet.prose())
    for found in read_signs(document(sheets)):
        assert [row.text for row in found.running] == [f"Laporan Kinerja Tahun 2024 halaman {found.page}"]
        assert found.rows[0].text.startswith("Pemerintah daerah")


def test_a_title_that_goes_on_otherwise_is_another_title() -> None:
    sheets = [Sheet(n, 40).title("DATA REALISASI", f"INDIKATOR {what}") for n, what in enumerate("ABA", start=1)]
    assert [len(found.title) for found in read_signs(document(sheets))] == [2, 2, 2]


def test_empty_pages_and_pages_of_a_table_that_goes_on() -> None:
    rows = [["No", "Uraian"], ["1", "Pelayanan"]]
    long = table(rows, page=1)
    long = type(long)("t1", (long.regions[0], table(rows, page=2).regions[0]), long.cells)
    file = document([Sheet(1).text("Data"), Sheet(2), Sheet(3)], tables=[long])
    file = type(file)(file.path, file.sha256, (*file.pages[:2], Page(3, WIDTH, HEIGHT, "blank")), file.tables)
    assert [(found.continues, found.tables, found.blank) for found in read_signs(file)] == [
        (False, True, False),
        (True, True, False),
        (False, False, True),
    ]


def test_a_letter_spaced_title_is_read() -> None:
    sheet = Sheet(1)
    sheet.lines.append(line("P E R J A N J I A N KINERJA", 75, size=14, bold=True))
    assert signs(sheet).kind == "pk"
