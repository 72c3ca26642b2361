import json
import shutil
from pathlib import Path

import pypdfium2
import pytest

from benchmarks.scans import scans
from samples.photo import Shot, photograph

SAMPLE = Path(__file__).parents[2] / "samples/submissions/kecamatan-kalimerang-tw3-2025/lkj.pdf"
ON_THE_LAST_BUT_ONE = {
    "rows": [["Sasaran", "Pagu (Rp)"], ["Meningkatnya koordinasi dan fasilitasi kecamatan", "85.455.000"]]
}
NOWHERE = {"rows": [["Uraian", "Jumlah"], ["Pengadaan perahu karet", "77.001.003"]]}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One rebuilt document, its last three pages photographed in the mixed version after one page more."""
    folder = tmp_path_factory.mktemp("corpus")
    document = folder / "rebuilt" / "contoh"
    document.mkdir(parents=True)
    (folder / "real" / "gold").mkdir(parents=True)
    shutil.copy(SAMPLE, document / "digital.pdf")
    shutil.copy(SAMPLE, document / "mixed.pdf")
    photograph(document / "mixed.pdf", [Shot(1), Shot(2), Shot(3)])
    shutil.copy(document / "mixed.pdf", document / "scan.pdf")
    (document / "gold.json").write_text(json.dumps({"tables": [ON_THE_LAST_BUT_ONE, NOWHERE]}))
    return folder


def test_pages_with_a_whole_table_are_cut_out_with_its_gold(corpus: Path, tmp_path: Path) -> None:
    mixed, scan = scans(corpus, "", 4, tmp_path)
    assert (mixed.name, scan.name) == ("contoh mixed", "contoh scan")
    assert mixed.pages == 1
    assert json.loads(mixed.gold.read_text())["tables"] == [ON_THE_LAST_BUT_ONE]
    with pypdfium2.PdfDocument(mixed.pdf) as cut:
        assert len(cut) == 1
        assert cut[0].get_textpage().count_chars() == 0


def test_only_documents_with_the_word_are_taken(corpus: Path, tmp_path: Path) -> None:
    assert [one.name for one in scans(corpus, "scan", 4, tmp_path)] == ["contoh scan"]
    assert list(scans(corpus, "lain", 4, tmp_path)) == []
