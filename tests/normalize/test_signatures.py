from pathlib import Path

import msgspec
import pytest

from extract.models import Line, Mark, Reading, SignatureRegion, Signing
from extract.reader import read
from tests.normalize.sheets import Sheet, blocks_of, document, parties_of, region, segments_of

SAMPLES = Path(__file__).parents[2] / "samples" / "submissions"
NIP = "NIP. 19800101 200501 2 003"


def agreement() -> Sheet:
    return Sheet(1).title("PERJANJIAN KINERJA TAHUN 2024").clause("RARA WULAN, S.Sos", "Camat Sukamaju")


def test_two_columns_share_the_date_above_one_of_them() -> None:
    left = region(1, 90, (415, "Pihak Kedua,"), (430, "BUPATI LAUTAN"), (490, "H. SURYA KENCANA"))
    right = region(
        1,
        340,
        (400, "Sukamaju, 15 Januari 2024"),
        (415, "Pihak Pertama,"),
        (430, "Plt. CAMAT SUKAMAJU"),
        (490, "RARA WULAN, S.Sos"),
        (505, "Penata Tk. I"),
        (520, NIP),
        marks=[Mark("image", (350, 440, 420, 490))],
    )
    file = document([agreement()], [left, right])

    second, first = blocks_of(file)

    assert (second.party, second.position, second.name) == ("kedua", "BUPATI LAUTAN", "H. SURYA KENCANA")
    assert (second.place, second.date_text, second.date) == ("Sukamaju", "15 Januari 2024", "2024-01-15")
    assert (second.marked, second.nip) == (False, None)
    assert (first.party, first.position, first.name) == ("pertama", "Plt. CAMAT SUKAMAJU", "RARA WULAN, S.Sos")
    assert first.nip is not None
    assert (first.nip.digits, first.nip.problem) == ("198001012005012003", None)
    assert first.marked
    assert first.date == "2024-01-15"
    assert not first.on_scan


def test_a_post_wrapped_over_lines_and_an_empty_nip() -> None:
    block = region(
        1,
        300,
        (400, "Mengetahui,"),
        (415, "KEPALA DINAS PEMUDA"),
        (430, "DAN OLAHRAGA KOTA LAUTAN"),
        (500, "BIMA SENA, S.T., M. T"),
        (515, "NIP. -"),
    )
    file = document([agreement()], [block])
    found = blocks_of(file)[0]
    assert found.position == "KEPALA DINAS PEMUDA DAN OLAHRAGA KOTA LAUTAN"
    assert found.name == "BIMA SENA, S.T., M. T"
    assert found.nip is not None
    assert (found.nip.raw, found.nip.digits, found.nip.problem) == ("-", "", None)
    assert (found.place, found.date_text, found.date) == (None, None, None)


def test_place_and_date_in_the_lines_above_the_block_count() -> None:
    sheet = Sheet(1)
    sheet.lines += region(1, 300, (360, "Ditetapkan di Sukamaju,"), (380, "pada tanggal 15 Januari 2024")).lines
    block = region(1, 300, (410, "CAMAT SUKAMAJU"), (480, "RARA WULAN"), (495, NIP))
    file = document([sheet], [block])
    found = blocks_of(file)[0]
    assert (found.place, found.date) == ("Sukamaju", "2024-01-15")


def test_the_small_print_of_a_stamp_is_not_read() -> None:
    block = region(1, 300, (400, "CAMAT SUKAMAJU"), (480, "RARA WULAN"), (495, NIP))
    small = region(1, 310, (440, "PEMERINTAH"))
    tiny = small.lines[0].words[0]
    stamp = type(small.lines[0])(1, (type(tiny)(tiny.text, tiny.box, 6.5),))
    file = document([Sheet(1).prose()], [type(block)(1, block.box, (block.lines[0], stamp, *block.lines[1:]))])
    found = blocks_of(file)[0]
    assert (found.position, found.name) == ("CAMAT SUKAMAJU", "RARA WULAN")


def test_a_post_to_sign_without_a_name_is_kept_and_a_box_of_a_chart_is_not() -> None:
    unsigned = region(1, 120, (500, "Mengetahui,"), (515, "Atasan Langsung"), (530, "BUPATI LAUTAN"))
    chart = region(1, 300, (100, "CAMAT"), (125, "SEKSI PEMBERDAYAAN"))
    file = document([Sheet(1).title("BAGAN").prose()], [chart, unsigned])
    blocks = blocks_of(file)
    assert [(block.position, block.name) for block in blocks] == [("BUPATI LAUTAN", None)]


def test_parties_of_the_clause() -> None:
    sheet = (
        Sheet(1)
        .title("PERJANJIAN KINERJA TAHUN 2024")
        .text("kami yang bertanda tangan di bawah ini:", "Nama : BIMA SENA, S.T.", "NIP : 123")
        .text("Jabatan : Kepala Bidang Perlindungan")
    )
    sheet.lines.append(region(1, 160, (sheet.top, "dan Jaminan Sosial")).lines[0])
    sheet.top += 20
    sheet.text("Selanjutnya disebut PIHAK KESATU", "Nama : RARA WULAN", "Jabatan : Kepala Dinas Sosial")
    sheet.text("Selaku atasan PIHAK KESATU, selanjutnya disebut PIHAK KEDUA")
    file = document([sheet])

    first, second = parties_of(file)

    assert (first.party, first.name, first.position) == (
        "pertama",
        "BIMA SENA, S.T.",
        "Kepala Bidang Perlindungan dan Jaminan Sosial",
    )
    assert (second.party, second.name, second.position) == ("kedua", "RARA WULAN", "Kepala Dinas Sosial")
    assert first.at.text == "BIMA SENA, S.T."
    assert first.segment == segments_of(file)[0].id


def test_the_clause_itself_is_no_signature() -> None:
    sheet = agreement()
    name = next(line for line in sheet.lines if "RARA" in line.text)
    column = region(1, 160, (name.box[1], "RARA WULAN"), (name.box[1] + 20, "CAMAT SUKAMAJU"))
    file = document([sheet], [column])
    assert blocks_of(file) == []


def test_a_name_alone_below_what_is_drawn_shares_the_date_beside_it() -> None:
    name = region(1, 90, (490, "H. SURYA KENCANA"))
    drawn = type(name)(1, (90, 430, 250, 501), name.lines, (Mark("image", (100, 430, 180, 490)),))
    beside = region(1, 340, (430, "Sukamaju, 15 Januari 2024"), (490, "RARA WULAN"), (505, NIP))
    blocks = blocks_of(document([Sheet(1).title("LAMPIRAN")], [drawn, beside]))
    assert [(block.name, block.date, block.marked) for block in blocks] == [
        ("H. SURYA KENCANA", "2024-01-15", True),
        ("RARA WULAN", "2024-01-15", False),
    ]


def test_an_office_printed_in_place_of_the_post() -> None:
    block = region(1, 300, (400, "KECAMATAN SUKAMAJU"), (480, "RARA WULAN"), (495, NIP))
    found = blocks_of(document([Sheet(1).prose()], [block]))[0]
    assert (found.position, found.name) == ("KECAMATAN SUKAMAJU", "RARA WULAN")


def by_ocr(region: SignatureRegion, *others: Reading, sure: float = 0.9) -> SignatureRegion:
    """The region as OCR reads it; ``others`` is what a second reader saw in place of words with digits."""

    def read(line: Line) -> Line:
        figures = [(word, others if any(map(str.isdigit, word.text)) else ()) for word in line.words]
        words = [
            msgspec.structs.replace(word, source="tesseract", confidence=sure, others=seen) for word, seen in figures
        ]
        return Line(line.page, tuple(words))

    return msgspec.structs.replace(region, lines=tuple(map(read, region.lines)))


def scanned(name: str = "RARA WULAN", rank: str = "Pembing Tk. |", nip: str = NIP) -> SignatureRegion:
    return region(1, 300, (400, "CAMAT SUKAMAJU"), (480, name), (493, rank), (506, nip))


def test_what_signs_a_block_goes_before_marks_near_it() -> None:
    unsigned = msgspec.structs.replace(
        region(1, 300, (400, "CAMAT SUKAMAJU"), (480, "RARA WULAN"), (495, NIP), marks=[Mark("image", (0, 0, 9, 9))]),
        signing=Signing("nothing", 0.9),
    )
    stamped = msgspec.structs.replace(unsigned, signing=Signing("stamp", 0.8, (300, 420, 370, 490)))
    assert [one.marked for one in blocks_of(document([agreement()], [unsigned]))] == [False]
    [found] = blocks_of(document([agreement()], [stamped]))
    assert found.marked
    assert found.signing == stamped.signing


def test_the_name_on_a_scan_stands_right_below_the_room_to_sign() -> None:
    [found] = blocks_of(document([agreement()], [by_ocr(scanned())]))
    assert (found.name, found.position) == ("RARA WULAN", "CAMAT SUKAMAJU")
    assert found.name_at is not None
    assert (found.name_at.reader, found.name_at.confidence) == ("tesseract", 0.9)
    [crossed] = blocks_of(document([agreement()], [by_ocr(scanned("RARA WUL{N, S.Sos"))]))
    assert crossed.name == "RARA WUL{N, S.Sos"


def test_a_stroke_read_as_letters_is_no_name() -> None:
    [found] = blocks_of(document([agreement()], [by_ocr(scanned("by X", "Pembina"))]))
    assert found.name is None


def test_the_reading_that_can_be_a_nip_is_taken_and_a_short_one_not_judged() -> None:
    bare = scanned(nip="198001012005012103")
    wrong = scanned(nip="198013012005012003")
    [found] = blocks_of(document([agreement()], [by_ocr(wrong, Reading("rapidocr", "198001012005012003"))]))
    assert found.nip is not None
    assert (found.nip.digits, found.nip.problem) == ("198001012005012003", None)
    [short] = blocks_of(document([agreement()], [by_ocr(scanned(nip="NIP. 9800101 200501 2 003"))]))
    assert short.nip is not None
    assert short.nip.problem is None
    [agreed] = blocks_of(document([agreement()], [by_ocr(wrong, Reading("rapidocr", "198013012005012003"))]))
    assert agreed.nip is not None and agreed.nip.problem is not None
    [good] = blocks_of(document([agreement()], [by_ocr(bare)]))
    assert good.nip is not None and good.nip.problem is None


def test_a_place_whose_date_is_left_open_is_read() -> None:
    open_date = region(1, 300, (380, "Sukamaju,"), (400, "CAMAT SUKAMAJU"), (480, "RARA WULAN"), (495, NIP))
    [found] = blocks_of(document([agreement()], [open_date]))
    assert (found.place, found.date_text, found.date) == ("Sukamaju", None, None)
    party = region(1, 300, (385, "Pihak Pertama,"), (400, "Camat,"), (480, "RARA WULAN,"), (495, NIP))
    [found] = blocks_of(document([agreement()], [party]))
    assert found.place is None


SIGNED = {
    "kecamatan-watupandan-2024/pk-perubahan.pdf": [
        (1, "kedua", "Bupati Arunggala", "H. SUTAWIRYA PRANADIPA", "2024-10-07", True),
        (1, "pertama", "Camat Watupandan", "RATIHSARI KUSUMA, S.IP", "2024-10-07", True),
        (2, "kedua", "Bupati Arunggala", "H. SUTAWIRYA PRANADIPA", "2024-10-07", True),
        (2, "pertama", "Camat Watupandan", "RATIHSARI KUSUMA, S.IP", "2024-10-07", True),
    ],
    "kecamatan-watupandan-2024/lkj.pdf": [
        (2, None, "Camat Watupandan", "RATIHSARI KUSUMA, S.IP", None, True),
        (3, None, "Inspektur", "Dra. WIDANINGRUM LESTARI", "2025-01-27", True),
        (10, None, "Camat Watupandan", "RATIHSARI KUSUMA, S.IP", "2025-01-27", False),
    ],
}


@pytest.mark.parametrize("name", SIGNED)
def test_the_blocks_of_the_samples(name: str) -> None:
    blocks = blocks_of(read(SAMPLES / name, name))
    assert [
        (block.at.page, block.party, block.position, block.name, block.date, block.marked) for block in blocks
    ] == SIGNED[name]
    assert {block.place for block in blocks} == {"Arunggala"}
    assert all((block.nip is None) == ("Bupati" in (block.position or "")) for block in blocks)


def test_the_area_at_the_end_of_a_post_is_no_place_of_signing() -> None:
    block = region(1, 300, (400, "KEPALA DINAS PERIKANAN"), (415, "PROVINSI LAUTAN,"), (480, "RARA WULAN"), (495, NIP))

    (signed,) = blocks_of(document([agreement()], [block]))

    assert signed.place is None
