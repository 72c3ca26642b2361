"""A small submission of a fictional office: a PDF with black boxes where its findings point, and the typed contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from audit.models import Evidence, Finding
from extract.models import Box, Cell, Region, Table
from normalize.models import Column, Formula, Number, Row, Segment, Source, SourceFile, Submission, Value
from normalize.models import Table as TypedTable
from reports.models import RuleText, SubmissionResult

DOCUMENT = "LKj Dinas Rekaan 2024.pdf"
HOSTILE = '"><script>window.hacked = true</script><img src=x onerror="window.hacked = true">'
REPORTED: Box = (400.0, 300.0, 460.0, 320.0)
ROTATED: Box = (600.0, 100.0, 700.0, 130.0)


def black_boxes_pdf(path: Path, pages: Sequence[tuple[int, Box]]) -> None:
    """One A4 page (595 x 842) per entry: its /Rotate and a black box in the page's own coordinates."""
    kids = " ".join(f"{3 + 2 * index} 0 R" for index in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    for index, (rotate, (x0, y0, x1, y1)) in enumerate(pages):
        content = f"0 g {x0} {y0} {x1 - x0} {y1 - y0} re f"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotate} /Contents {4 + 2 * index} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    text = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(text))
        text += f"{number} 0 obj\n{body}\nendobj\n"
    entries = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    path.write_text(f"{text}xref\n0 {size}\n0000000000 65535 f \n{entries}{end}")


def finding(id: str, **changes: object) -> Finding:
    fields: dict[str, object] = {
        "rule": "H201",
        "category": "hitungan",
        "severity": "tinggi",
        "verdict": "pasti",
        "title": "Capaian tidak sesuai dengan target dan realisasi",
        "message": "Capaian tertulis 95,00%, seharusnya 90,00%.",
        "subject": "Persentase jalan mantap",
        "reported": "95,00%",
        "expected": "90,00%",
        "formula": "72,00 / 80,00 x 100% = 90,00%",
        "basis": "Aturan hitung",
        "confidence": 1.0,
        "evidence": (Evidence(DOCUMENT, 1, REPORTED, "95,00%", "reported"),),
        "table": "t001",
    }
    return Finding(id=id, **(fields | changes))  # type: ignore[arg-type]


def value(text: str, number: Number | None) -> Value:
    return Value(text, number, Source(DOCUMENT, 1, REPORTED, text))


@pytest.fixture(scope="session")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    path = tmp_path_factory.mktemp("pdf") / "laporan.pdf"
    x0, top, x1, bottom = REPORTED
    # Turned clockwise, what is x from the left becomes the distance from the top, and y from the bottom becomes x.
    rotated = (ROTATED[1], ROTATED[0], ROTATED[3], ROTATED[2])
    black_boxes_pdf(path, [(0, (x0, 842 - bottom, x1, 842 - top)), (90, rotated)])
    return {DOCUMENT: path}


@pytest.fixture(scope="session")
def created() -> datetime:
    return datetime(2025, 3, 5, 9, 30, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture(scope="session")
def rules() -> Mapping[str, RuleText]:
    return {"H201": RuleText("Capaian", "Capaian menentukan penilaian.", "Realisasi dibagi target.")}


@pytest.fixture(scope="session")
def result() -> SubmissionResult:
    """Four findings over two pages, one table with a merged header, a formula-like text and a hostile one."""
    texts = [
        (0, 0, 2, 1, "Indikator"),
        (0, 1, 1, 3, "Kinerja"),
        (1, 1, 1, 1, "Target"),
        (1, 2, 1, 1, "Realisasi"),
        (1, 3, 1, 1, "Capaian"),
        (2, 0, 1, 1, "=HYPERLINK(1)"),
        (2, 1, 1, 1, "1.080,00"),
        (2, 2, 1, 1, "12 Dokumen"),
        (2, 3, 1, 1, "95,00%"),
    ]
    cells = tuple(
        Cell(r, c, rs, cs, text, 1, (100.0 * (c + 1), 260.0 + 20 * r, 100.0 * (c + 1 + cs), 260.0 + 20 * (r + rs)))
        for r, c, rs, cs, text in texts
    )
    grid = Table("t001", (Region(1, (100.0, 260.0, 500.0, 320.0)),), cells, header_rows=1)
    typed = TypedTable(
        id="t001",
        document=DOCUMENT,
        pages=(1,),
        kind="capaian",
        columns=(
            Column(0, "Indikator", role="indikator"),
            Column(1, "Target", role="target"),
            Column(2, "Realisasi", role="realisasi"),
            Column(3, "Capaian", role="capaian", formula=Formula("4=3/2", ("c2", "c1", "/"))),
        ),
        rows=(
            Row(
                2,
                "data",
                "Dokumen",
                {
                    1: value("1.080,00", Number("1.080,00", Decimal("1080.00"), 2, style="id")),
                    2: value("12 Dokumen", Number("12 Dokumen", Decimal(12), unit="Dokumen")),
                    3: value("95,00%", Number("95,00%", Decimal("95.00"), 2, "%", "id")),
                },
            ),
        ),
        segment="s1",
        caption="Capaian kinerja",
        header_rows=2,
    )
    submission = Submission(
        id="dinas-rekaan",
        source="kiriman/Dinas Rekaan",
        unit="Dinas Rekaan",
        year=2024,
        files=(
            SourceFile(DOCUMENT, "ab" * 32, 2, "ok", unread_pages=(2,)),
            SourceFile("rusak.pdf", "cd" * 32, 0, "failed", "berkas terkunci kata sandi"),
        ),
        segments=(Segment("s1", DOCUMENT, "lkj", 1, 2, unit="Dinas Rekaan", position="Kepala Dinas", year=2024),),
        tables=(typed,),
    )
    on_second = Evidence(DOCUMENT, 2, ROTATED, "Dinas Lain", "reference")
    findings = (
        finding("b1", rule="F601", category="format", severity="rendah", subject="Tabel pagu", table=None),
        finding("a1"),
        finding("c1", rule="W505", category="identitas", severity="sedang", verdict="perlu_cek", subject=HOSTILE,
                message="Nama unit lain.", evidence=(on_second,), table=None),
        finding("d1", severity="info", evidence=(Evidence(DOCUMENT, 99, REPORTED, "95,00%", "reported"),)),
    )  # fmt: skip
    return SubmissionResult(submission, findings, {DOCUMENT: (grid,), "rusak.pdf": ()})


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
