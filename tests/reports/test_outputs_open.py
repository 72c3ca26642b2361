"""Everything that comes out for the sample submissions, opened by LibreOffice."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pypdfium2
import pytest

from audit.profile import load as profile
from audit.registry import rules
from audit.run import run
from audit.views import views
from extract.models import Document
from normalize.build import build
from reports.berita_acara.fields import fields
from reports.berita_acara.models import Occasion, Office, Officer
from reports.berita_acara.render import render
from reports.berita_acara.results import load
from reports.models import SubmissionResult, SubmissionSummary, summarize
from reports.write import write_batch, write_submission
from tests.conftest import SUBMISSIONS

TEMPLATES = Path(__file__).parents[2] / "reports" / "berita_acara" / "templates"
OFFICE = Office(("PEMERINTAH KABUPATEN ARUNGGALA", "SEKRETARIAT DAERAH", "Jalan Merdeka Nomor 1"), "Bagian Organisasi")
OCCASION = Occasion(date(2025, 9, 24), None, (Officer("Panji Wirasena, S.E.", "19850312 201001 1 004"),), ())
RESULTS = {"findings.json", "tables.json", "kertas-kerja.xlsx", "laporan.html"}
DRAFTS = {f"berita-acara-{template.stem}.docx" for template in TEMPLATES.glob("*.docx")}
BATCH = {"index.html", "rekap.xlsx", "findings.json"}
_CLOSE = 1e-9
_ERROR = re.compile(r"#(?:REF|NAME|VALUE|DIV/0|N/A|NUM|NULL)|Err:\d+")


@pytest.fixture(scope="module")
def out(
    tmp_path_factory: pytest.TempPathFactory, read_sample: Callable[[str], tuple[Document, ...]], created: datetime
) -> Path:
    """The results of an audit of all samples, with the three drafts of each."""
    folder = tmp_path_factory.mktemp("hasil")
    summaries = [_audited(folder, one.name, read_sample(one.name), created) for one in sorted(SUBMISSIONS.iterdir())]
    write_batch(folder, summaries, created, "1")
    active = frozenset(rule.code for rule in rules())
    for result in load(folder):
        for template in sorted(TEMPLATES.glob("*.docx")):
            content = fields(result, OFFICE, OCCASION, active, result if template.stem == "tindak-lanjut" else None)
            assert not render(template, content, folder / result.id / f"berita-acara-{template.stem}.docx")
    return folder


def _audited(folder: Path, name: str, documents: tuple[Document, ...], created: datetime) -> SubmissionSummary:
    submission = build(name, name, documents)
    findings = run(submission, profile())
    shown = views(submission, profile(), findings)
    result = SubmissionResult(submission, tuple(findings), {one.path: one.tables for one in documents}, shown)
    pdfs = {one.path: SUBMISSIONS / name / one.path for one in documents}
    write_submission(folder / name, result, pdfs, {}, created, "1")
    return summarize(result)


@pytest.fixture(scope="module")
def opened(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks as LibreOffice saves them after computing them anew, and the drafts as it prints them."""
    folder = tmp_path_factory.mktemp("dibuka")
    given = folder / "masuk"
    given.mkdir()
    for path in out.rglob("*.xlsx"):
        # openpyxl saves formulas without any result that could be taken over
        openpyxl.load_workbook(path).save(given / _flat(out, path))
    for path in out.rglob("*.docx"):
        (given / _flat(out, path)).write_bytes(path.read_bytes())
    _converted(sorted(given.glob("*.xlsx")), "xlsx", folder)
    _converted(sorted(given.glob("*.docx")), "pdf", folder)
    return folder


def _flat(out: Path, path: Path) -> str:
    return "--".join(path.relative_to(out).parts)


def _converted(files: list[Path], kind: str, folder: Path) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{folder}/libreoffice", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", folder, *files], check=True, capture_output=True, timeout=300)


def test_every_submission_has_all_its_files(out: Path) -> None:
    assert {one.name for one in out.iterdir() if one.is_file()} == BATCH
    folders = {one.name for one in SUBMISSIONS.iterdir()}
    assert {one.name for one in out.iterdir() if one.is_dir()} == folders
    for folder in folders:
        assert {one.name for one in (out / folder).iterdir()} == RESULTS | DRAFTS


def test_the_parts_of_every_office_file_are_well_formed(out: Path) -> None:
    """A part that no parser reads, or twice the same part, is what makes an office program offer a repair."""
    for path in (*out.rglob("*.xlsx"), *out.rglob("*.docx")):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            assert len(set(archive.namelist())) == len(archive.namelist())
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(archive.read(name))


def cells(path: Path, data_only: bool) -> Iterator[tuple[tuple[str, str], Any]]:
    """The filled cells of a workbook by sheet and address."""
    for sheet in openpyxl.load_workbook(path, data_only=data_only):
        for row in sheet.iter_rows():
            yield from (((sheet.title, cell.coordinate), cell.value) for cell in row if cell.value is not None)


def test_workbooks_open_and_compute_to_what_they_claim(out: Path, opened: Path) -> None:
    computed = 0
    for path in sorted(out.rglob("*.xlsx")):
        claimed, found = dict(cells(path, True)), dict(cells(opened / _flat(out, path), True))
        assert found.keys() == claimed.keys(), path
        assert not [place for place, value in found.items() if _ERROR.search(str(value))]
        formulas = {place for place, value in cells(path, False) if isinstance(value, str) and value.startswith("=")}
        computed += len(formulas)
        for place in formulas:
            if isinstance(claimed[place], str):
                assert re.sub(r"\D", "", str(found[place])) == re.sub(r"\D", "", claimed[place]), (path, place)
            else:
                assert found[place] == pytest.approx(claimed[place], rel=_CLOSE, abs=_CLOSE), (path, place)
    assert computed > 100


def test_drafts_print_with_all_that_they_say(out: Path, opened: Path) -> None:
    for path in sorted(out.rglob("*.docx")):
        document = pypdfium2.PdfDocument(opened / Path(_flat(out, path)).with_suffix(".pdf"))
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        assert "BERITA ACARA" in text
        assert "Panji Wirasena, S.E." in text
        assert "{{" not in text
        assert "{%" not in text
