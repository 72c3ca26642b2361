import pytest

from normalize.parties import clause_parties
from normalize.titles import read_signs
from tests.normalize.sheets import Sheet, document, line


def parties(sheet: Sheet) -> list[tuple[str, str, str | None]]:
    found = clause_parties(read_signs(document([sheet])))
    return [(party.party, party.name, party.position) for party in found]


def test_both_parties_with_their_posts() -> None:
    sheet = Sheet(1).title("PERJANJIAN KINERJA TAHUN 2024").clause("RARA WULAN, S.Sos", "Camat Sukamaju")
    assert parties(sheet) == [
        ("pertama", "RARA WULAN, S.Sos", "Camat Sukamaju"),
        ("kedua", "SURYA", "Bupati Lautan"),
    ]


@pytest.mark.parametrize("called", ["PIHAK KESATU", "pihak ke-1", "sebagai Pihak Pertama"])
def test_the_ways_to_call_the_first_party(called: str) -> None:
    sheet = Sheet(1).text("kami yang bertanda tangan di bawah ini", "N a m a : RARA WULAN", "NIP : 123")
    sheet.text("Jabatan : Lurah Sukamaju", f"selanjutnya disebut {called}, selaku pelaksana Pihak Pertama")
    assert parties(sheet) == [("pertama", "RARA WULAN", "Lurah Sukamaju")]


def test_a_post_that_goes_on_below_and_one_without_a_post() -> None:
    sheet = Sheet(1).text("kami yang bertanda tangan di bawah ini", "Nama RARA WULAN", "Jabatan : Kepala Bidang Sarana")
    sheet.lines.append(line("dan Prasarana", sheet.top, 160))
    sheet.top += 20
    sheet.text("Selanjutnya disebut PIHAK KESATU", "Nama : SURYA", "selanjutnya disebut PIHAK KEDUA")
    assert parties(sheet) == [("pertama", "RARA WULAN", "Kepala Bidang Sarana dan Prasarana"), ("kedua", "SURYA", None)]


def test_no_clause_no_parties() -> None:
    assert parties(Sheet(1).text("Nama : RARA WULAN", "Jabatan : Camat Sukamaju")) == []
