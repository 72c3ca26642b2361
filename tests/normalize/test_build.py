from collections.abc import Sequence

import msgspec

from extract.models import Document
from normalize.build import Typed, build, typed
from tests.normalize.sheets import Sheet, document, region, table

TARGETS = [
    ["No", "Sasaran", "Indikator Kinerja", "Target"],
    ["1", "Meningkatnya pelayanan", "Nilai kepuasan masyarakat", "85,00"],
    ["2", "Meningkatnya tata kelola", "Persentase desa tertib", "90,00%"],
]


def agreement(path: str = "pk.pdf", title: str = "PERJANJIAN KINERJA TAHUN 2024") -> Document:
    first = Sheet(1).title(title).clause("RARA WULAN", "Kepala Dinas Sosial")
    second = Sheet(2).title(f"LAMPIRAN {title}", "DINAS SOSIAL KOTA LAUTAN")
    signed = region(1, 340, (600, "Lautan, 15 Januari 2024"), (615, "Pihak Pertama"), (680, "RARA WULAN"))
    return document([first, second], [signed], [table(TARGETS, page=2)], path)


def report(*quoted: tuple[str, str]) -> Document:
    """A report whose chapter II quotes PK tables: heading above, caption of the table."""
    sheets = [
        Sheet(1, 200).title("LAPORAN KINERJA TAHUN 2024", "DINAS SOSIAL"),
        Sheet(2).title("BAB I", "PENDAHULUAN").prose(),
    ]
    tables = []
    for number, (heading, caption) in enumerate(quoted, start=3):
        sheets.append(Sheet(number).title(heading))
        tables.append(table(TARGETS, number, caption=caption or None, id_=f"t{number}"))
    return document(sheets, tables=tables, path="lkj.pdf")


def test_a_submission_of_two_files() -> None:
    submission = build("dinas-sosial", "masuk/dinas-sosial", [report(), agreement()])

    assert (submission.id, submission.source) == ("dinas-sosial", "masuk/dinas-sosial")
    assert (submission.unit, submission.year) == ("Dinas Sosial Kota Lautan", 2024)
    assert [part.kind for part in submission.segments] == ["lkj", "pk"]
    assert {part.unit for part in submission.segments} == {"Dinas Sosial Kota Lautan"}
    assert len({part.id for part in submission.segments}) == 2
    assert [file.path for file in submission.files] == ["lkj.pdf", "pk.pdf"]
    assert [party.party for party in submission.parties] == ["pertama", "kedua"]
    assert [block.name for block in submission.signatures] == ["RARA WULAN"]


def test_documents_that_were_typed_before_give_the_same() -> None:
    documents = [report(("PERJANJIAN KINERJA TAHUN 2024", "")), agreement()]
    before = msgspec.msgpack.decode(msgspec.msgpack.encode([typed(one) for one in documents]), type=list[Typed])
    assert build("x", "x", documents, before) == build("x", "x", documents)
    bare = [msgspec.structs.replace(one, tables=()) for one in before]
    assert [table.document for table in build("x", "x", documents, bare[:1]).tables] == ["pk.pdf"]


def test_records_take_year_and_period_from_their_segment() -> None:
    submission = build("x", "x", [agreement()])
    assert [record.indikator for record in submission.indikator] == [
        "Nilai kepuasan masyarakat",
        "Persentase desa tertib",
    ]
    assert {(record.year, record.period, record.pk) for record in submission.indikator} == {(2024, "tahunan", "awal")}
    assert {table.segment for table in submission.tables} == {submission.segments[0].id}


def test_the_agreement_in_force_is_told_from_the_kind_of_its_document() -> None:
    submission = build("x", "x", [agreement(title="PERUBAHAN PERJANJIAN KINERJA TAHUN 2024")])
    assert {record.pk for record in submission.indikator} == {"perubahan"}


def quoted(*tables: tuple[str, str], beside: Sequence[Document] = ()) -> list[str | None]:
    submission = build("x", "x", [report(*tables), *beside])
    by_table = {record.table: record.pk for record in submission.indikator if record.document == "lkj.pdf"}
    return [by_table[f"t{number}"] for number in range(3, 3 + len(tables))]


def test_a_quoted_agreement_is_told_from_caption_or_heading() -> None:
    assert quoted(("2.2 Perjanjian Kinerja", "Tabel 2.1 Perubahan Perjanjian Kinerja Tahun 2024")) == ["perubahan"]
    assert quoted(("2.2 Perjanjian Kinerja Perubahan", "")) == ["perubahan"]
    assert quoted(("2.2 Perjanjian Kinerja Awal Tahun 2024", "")) == ["awal"]


def test_a_plain_agreement_is_the_first_unless_there_is_a_perubahan_it_may_mean() -> None:
    plain, changed = "Tabel 2.1 Perjanjian Kinerja Tahun 2024", "Tabel 2.2 Perubahan Perjanjian Kinerja Tahun 2024"
    perubahan = agreement(title="PERUBAHAN PERJANJIAN KINERJA TAHUN 2024")
    assert quoted(("2.2 Target", plain)) == ["awal"]
    assert quoted(("2.2 Target", plain), beside=[perubahan]) == [None]
    assert quoted(("2.2 Target", plain), ("2.3 Target", changed)) == ["awal", "perubahan"]


def test_a_table_of_before_and_after_is_neither() -> None:
    assert quoted(("2.2 Target", "Tabel 2.1 Perjanjian Kinerja Sebelum dan Sesudah Perubahan")) == [None]


def test_a_quoted_agreement_of_another_year_keeps_its_year() -> None:
    submission = build("x", "x", [report(("2.2 Perjanjian Kinerja Tahun 2025", ""))])
    assert {record.year for record in submission.indikator} == {2025}


def test_passages_in_reading_order_with_their_lines() -> None:
    submission = build("x", "x", [agreement()])
    assert submission.passages[0].text == "PERJANJIAN KINERJA TAHUN 2024"
    assert submission.passages[0].lines[0].page == 1
    assert [passage.at.page for passage in submission.passages] == sorted(p.at.page for p in submission.passages)


def test_files_that_could_not_be_read_are_listed_and_nothing_else() -> None:
    failed = Document("rusak.pdf", "0" * 64, status="failed", error="berkas terkunci")
    submission = build("x", "x", [failed])
    assert (submission.files[0].status, submission.files[0].error) == ("failed", "berkas terkunci")
    assert (submission.segments, submission.unit, submission.year) == ((), None, None)


def test_picture_pages_are_named() -> None:
    submission = build("x", "x", [document([Sheet(1), Sheet(2).prose()])])
    assert submission.files[0].unread_pages == (1,)


def test_agreements_quoted_by_a_quarter_s_report_are_of_the_year() -> None:
    measured = [["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian"], ["1", "Desa tertib", "90", "45", "50"]]
    sheets = [
        Sheet(1, 200).title("LAPORAN KINERJA TRIWULAN II TAHUN 2024", "DINAS SOSIAL"),
        Sheet(2).title("BAB I", "PENDAHULUAN").prose(),
        Sheet(3).title("2.2 Perjanjian Kinerja"),
        Sheet(4).title("3.1 Capaian"),
    ]
    tables = [table(TARGETS, 3, id_="t3"), table(measured, 4, id_="t4")]
    submission = build("x", "x", [document(sheets, tables=tables)])
    assert {(one.table, one.period) for one in submission.indikator} == {("t3", "tahunan"), ("t4", "TW II")}


def test_a_table_about_another_office_is_a_comparison() -> None:
    measured = [["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian"], ["1", "Desa tertib", "90", "45", "50"]]
    captions = ("Capaian Kinerja Kecamatan Sukamaju", "Capaian Kinerja Kecamatan Randuwangi", "Capaian Kinerja")
    sheets = [Sheet(1, 200).title("LAPORAN KINERJA TAHUN 2024", "KECAMATAN SUKAMAJU")]
    sheets += [Sheet(number).text("Uraian") for number in (2, 3, 4)]
    tables = [table(measured, n, caption=caption, id_=f"t{n}") for n, caption in enumerate(captions, start=2)]
    submission = build("x", "x", [document(sheets, tables=tables)])
    assert [one.kind for one in submission.tables] == ["capaian", "perbandingan_unit", "capaian"]
