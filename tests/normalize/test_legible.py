"""Words read from pictures put right."""

from __future__ import annotations

import msgspec
import pytest

from extract.models import Document, Line, Page, Paragraph, Word
from normalize.legible import legible, legible_document
from normalize.titles import read_signs
from tests.normalize.sheets import Sheet, document


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("PERJANJlAN KINERJA", "PERJANJIAN KINERJA"),
        ("PERJANJIANKINERJATAHUN2023", "PERJANJIAN KINERJA TAHUN 2023"),
        ("LAMPIRANPERJANJIANKINERJA", "LAMPIRAN PERJANJIAN KINERJA"),
        ("NlP. 19800101", "NIP. 19800101"),
        ("DINAS SEJAHTERA PROVINS! UTARA", "DINAS SEJAHTERA PROVINSI UTARA"),
        ("PROVINSI! UTARA", "PROVINSI UTARA"),
        ("5 Desernber 2O23", "5 Desember 2023"),
        ("Narna : Surya", "Nama : Surya"),
        ("(PlHAK KEDUA),", "(PIHAK KEDUA),"),
    ],
)
def test_slips_of_the_reader(read: str, meant: str) -> None:
    assert legible(read, figures=True) == meant


@pytest.mark.parametrize(
    "text",
    ["TW1", "E81", "LKjIP", "Juni", "Juli", "kinerjanya", "III/a", "S.E., M.Si.", "Perumahan", "OK", "S1", "Kab."],
)
def test_what_may_be_printed_so_is_left_alone(text: str) -> None:
    assert legible(text, figures=True) == text


def test_figures_in_tables_are_left_to_their_number() -> None:
    assert legible("2O23 1O0") == "2O23 1O0"


def _scanned(pages: Document) -> Document:
    def line(one: Line) -> Line:
        words = tuple(Word(word.text, word.box, word.size, False, "tesseract", 0.9) for word in one.words)
        return msgspec.structs.replace(one, words=words)

    def page(one: Page) -> Page:
        paragraphs = tuple(Paragraph(each.kind, tuple(map(line, each.lines)), each.level) for each in one.paragraphs)
        return msgspec.structs.replace(one, kind="scan", paragraphs=paragraphs)

    return msgspec.structs.replace(pages, pages=tuple(map(page, pages.pages)))


def test_a_misread_title_opens_a_perjanjian_kinerja() -> None:
    misread = document([Sheet(1).title("PERJANJlANKINERJATAHUN2023").clause("RAHMA", "Camat Sukamaju")])
    assert read_signs(_scanned(misread))[0].kind is None
    assert read_signs(legible_document(_scanned(misread)))[0].kind == "pk"


def test_a_text_layer_is_left_as_it_is() -> None:
    printed = document([Sheet(1).title("PERJANJlAN KINERJA").prose()])
    assert legible_document(printed) == printed
