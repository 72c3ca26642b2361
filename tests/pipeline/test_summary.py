"""What a run says at its end, read as on a terminal."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console

from audit.models import CrossFinding
from extract.work import Timing
from normalize.models import SourceFile
from pipeline.costs import Costs
from pipeline.discover import Source, SourceDocument
from pipeline.documents import ReadResult
from pipeline.outcome import Finished
from pipeline.progress import Bars
from pipeline.summary import (
    print_costs,
    print_crossing,
    print_findings,
    print_hint,
    print_scans,
    print_tables,
    reaches,
    wrapped,
)
from reports.models import SubmissionSummary, Tally, ranking
from tests.reports.conftest import finding

LONG = "dinas-pengelolaan-sumber-daya-air-dan-penataan-ruang-triwulan-tiga.pdf"


def said(print_it: Callable[[Console], None], width: int = 80) -> list[str]:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    print_it(console)
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def summary(
    source: str, unit: str | None = None, pages: int = 1200, scanned: int = 0, findings: int = 0
) -> SubmissionSummary:
    file = SourceFile("a.pdf", "", pages, "ok", unread_pages=tuple(range(1, scanned + 1)))
    tallies = (Tally("H201", "hitungan", "tinggi", "pasti", "Capaian", findings),)
    return SubmissionSummary(source, source, unit, 2024, (file,), tallies)


def test_findings_between_submissions_are_told_and_count_for_the_exit_code() -> None:
    crossing = [CrossFinding("a", "b", finding("c1", severity="sedang"))]
    assert said(lambda console: print_crossing(console, crossing), 120)[1:] == [
        "Keselarasan antarberkas: 1 angka kutipan berbeda dari laporan asalnya."
    ]
    assert said(lambda console: print_crossing(console, [])) == []
    assert [reaches([summary("a", findings=1)], severity, crossing) for severity in ("tinggi", "sedang")] == [
        True,
        True,
    ]
    nothing = [SubmissionSummary("a", "a")]
    assert [reaches(nothing, severity, crossing) for severity in ("tinggi", "sedang", "rendah")] == [False, True, True]


def test_the_order_of_submissions_is_no_matter_of_chance() -> None:
    same = [summary(f"{n}/lkj.pdf", "Dinas Contoh", findings=1) for n in range(3)]
    graver = summary("z.pdf", findings=2)
    assert ranking([*same, graver]) == ranking([graver, *reversed(same)]) == [graver, *same]


@pytest.mark.parametrize("width", [80, 120])
def test_findings_fit_the_terminal_and_names_break_at_their_joints(width: int) -> None:
    unit = "Dinas Pengelolaan Sumber Daya Air dan Penataan Ruang Kabupaten Arunggala"
    lines = said(lambda console: print_findings(console, [summary(LONG, unit, findings=3), summary(LONG)]), width)
    assert max(map(len, lines)) <= width
    assert lines[1].split() == ["Berkas", "Dok.", "Hal.", "Tinggi", "Sedang", "Rendah", "Info"]
    assert lines[2].split()[-6:] == ["1", "1.200", "3", "0", "0", "0"]
    assert lines[-1].split() == ["Jumlah", "2", "2.400", "3", "0", "0", "0"]
    numbers = ("0", "1", "3", "1.200", "2.400")
    words = {word for line in lines[2:-1] for word in line.replace("-", " ").split()} - set(numbers)
    assert words == set(f"{unit} {LONG}".replace("-", " ").split())


def test_of_many_submissions_the_last_share_a_line() -> None:
    lines = said(lambda console: print_findings(console, [summary(f"{n}.pdf", findings=2) for n in range(60)]))
    assert [line.split()[0] for line in lines[2:52]] == [f"{n}.pdf" for n in range(50)]
    assert lines[52].split() == ["10", "lainnya", "10", "12.000", "20", "0", "0", "0"]
    assert lines[53].split() == ["Jumlah", "60", "72.000", "120", "0", "0", "0"]


def test_one_submission_has_no_totals() -> None:
    lines = said(lambda console: print_findings(console, [summary("a.pdf")]))
    assert lines[2].startswith("a.pdf") and len(lines) == 3


def test_what_was_not_read_is_not_shown_as_clean() -> None:
    submissions = [summary("scan.pdf", pages=4, scanned=4), summary("campuran.pdf", pages=4, scanned=1)]
    lines = said(lambda console: print_findings(console, submissions))
    assert lines[2].split() == ["scan.pdf", "1", "4", "-", "-", "-", "-"]
    assert lines[3].split() == ["campuran.pdf", "1", "4", "0", "0", "0", "0"]
    told = "\n".join(said(lambda console: print_scans(console, submissions)))
    assert "5 halaman pindaian pada 2 dokumen" in told
    assert "Tanda -" in told
    assert "Tanda -" not in "\n".join(said(lambda console: print_scans(console, submissions[1:])))
    assert said(lambda console: print_scans(console, [summary("a.pdf")])) == []


def test_tables_are_counted() -> None:
    one = SimpleNamespace(source="a.pdf", unit="Kecamatan Rekaan", files=summary("a.pdf").files, tables=7)
    lines = said(lambda console: print_tables(console, [one, one]))
    assert lines[1].split() == ["Berkas", "Dok.", "Hal.", "Tabel"]
    assert lines[2].split() == ["Kecamatan", "Rekaan", "1", "1.200", "7"]
    assert lines[-1].split() == ["Jumlah", "2", "2.400", "14"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("lkj-2024.pdf", 20, ["lkj-2024.pdf"]),
        ("lkj-kecamatan-2024.pdf", 14, ["lkj-kecamatan-", "2024.pdf"]),
        ("Dinas A/LKj tahun_2024.pdf", 10, ["Dinas A/", "LKj tahun_", "2024.pdf"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("", 4, []),
    ],
)
def test_wrapping(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


def finished(folder: Path, **units: str | None) -> list[Finished[SubmissionSummary]]:
    """Loose PDFs of a folder, each a submission of the unit given."""
    read = ReadResult("ok", 1, None)
    return [
        Finished(
            Source(name, f"{name}.pdf", (SourceDocument(folder / f"{name}.pdf", f"{name}.pdf"),)),
            (read,),
            summary(f"{name}.pdf", unit),
        )
        for name, unit in units.items()
    ]


def test_loose_pdfs_of_one_unit_get_a_hint_of_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "kiriman" / ("kecamatan-" * 8)
    folder.mkdir(parents=True)
    done = finished(folder, lkj="Kecamatan Rekaan", pk="KECAMATAN REKAAN", pindaian=None)
    lines = said(lambda console: print_hint(console, [folder], done))
    assert lines[0] == ""
    assert lines[1:] == [
        "Petunjuk: agar 3 PDF milik Kecamatan Rekaan saling dibandingkan, berikan folder di atasnya: "
        f"{tmp_path / 'kiriman'}"
    ]


def test_no_hint_where_there_is_nothing_to_compare(tmp_path: Path) -> None:
    opd = tmp_path / "opd"
    opd.mkdir()
    different = finished(opd, a="Dinas A", b="Dinas B", c="Dinas A")
    unknown = finished(opd, a="Dinas A", b=None)
    together = finished(opd, a="Dinas A", b="Dinas A")
    assert said(lambda console: print_hint(console, [opd], different)) == []
    assert said(lambda console: print_hint(console, [opd], unknown)) == []
    assert said(lambda console: print_hint(console, [tmp_path], together)) == []
    files = [opd / "a.pdf", opd / "b.pdf"]
    assert said(lambda console: print_hint(console, files, together)) == []


def test_bars_fit_the_terminal_and_show_names_as_they_are() -> None:
    console = Console(file=io.StringIO(), width=80, force_terminal=True, color_system=None)
    with Bars(console, documents=120, submissions=60) as bars:
        bars.page("a.pdf", 3, 4321)
        bars.document("LKj [/final].pdf", 4321, "berkas kosong")
        bars.submission("LKj")
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    assert "! LKj [/final].pdf: berkas kosong" in shown
    assert "1/120 dokumen, 4.324 halaman" in shown
    assert "1/60 berkas" in shown
    lines = re.split(r"[\r\n]+", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown))
    assert max(map(len, lines)) <= 80


def test_costs_are_one_line_and_slow_documents_another() -> None:
    costs = Costs()
    assert said(lambda console: print_costs(console, costs)) == []
    costs.add([Timing("read", 100, 59.6, 50.0), Timing("audit", 1, 0.1, 0.1)])
    costs.add([Timing("ocr", 10, 3725.0, 3000.0), Timing("read", 1, 0.4, 0.1)])
    costs.document("cepat.pdf", 9.0)
    lines = said(lambda console: print_costs(console, costs))
    assert lines == ["", "Lama proses: membaca teks 1 mnt 0 dtk, OCR 1 jam 2 mnt."]
    for number in range(20):
        costs.document(f"{number}.pdf", 60.0 + number)
    lines = said(lambda console: print_costs(console, costs))
    slowest = "19.pdf (1 mnt 19 dtk), 18.pdf (1 mnt 18 dtk), 17.pdf (1 mnt 17 dtk)"
    assert lines[2:] == [f"Paling lama dibaca: {slowest}."]
