"""What a page that was not read may explain is no certain finding."""

from pathlib import Path

import msgspec
import pytest

from audit.models import Finding
from audit.profile import load
from audit.run import run
from extract import pages, reader
from extract.models import Document
from extract.pages import ReadPages
from normalize.build import build

SAMPLES = Path(__file__).parents[2] / "samples/submissions"
SUBMISSIONS = {"kecamatan-kalimerang-tw3-2025": "lkj.pdf", "kecamatan-randusekar-tw3-2025": "bundel.pdf"}


def findings(name: str, document: Document) -> list[Finding]:
    return run(build(name, name, [document]), load(None))


def without(whole: ReadPages, lost: int) -> ReadPages:
    """The pages as read, but for one that killed the process that read it."""
    blank = pages.lost([lost], "pembacaan tidak maju selama 120 detik")
    again = pages.decode(pages.encode(whole))
    sheets = tuple(blank.sheets[0] if sheet.number == lost else sheet for sheet in again.sheets)
    return msgspec.structs.replace(again, sheets=sheets, broken=blank.broken, reasons=blank.reasons)


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_a_lost_page_makes_no_new_certain_finding(name: str) -> None:
    path = SAMPLES / name / SUBMISSIONS[name]
    read = reader.read_pages(path, last=10, ocr="never")
    before = {(one.rule, one.subject) for one in findings(name, reader.finish(path, path.name, read))}
    for lost in range(2, 10):
        document = reader.finish(path, path.name, without(read, lost))
        assert document.error == f"halaman {lost} tidak terbaca: pembacaan tidak maju selama 120 detik"
        new = [one for one in findings(name, document) if (one.rule, one.subject) not in before]
        assert [one.message for one in new if one.verdict == "pasti"] == []
        assert not {one.rule for one in new} & {"H202", "H207"}
