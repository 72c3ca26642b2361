"""Reports of several submissions that quote each other: what the command says of them, again and again."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from benchmarks.crash import audit, killed, results
from pipeline.cli import ExitCode
from tests.extract.drawing import Sheet, save
from tests.pipeline.test_cli import lkj

CAPAIAN = ("No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)")
IKM, DONE = "Indeks Kepuasan Masyarakat", "Persentase pengaduan selesai"
KILLS = 4


def report(
    folder: Path, unit: str, year: int, told: Sequence[Sequence[str]], *further: Sequence[Sequence[str]]
) -> None:
    """A report of two pages: its title, then a table of capaian and ``further`` tables with their captions."""
    cover = Sheet()
    for y, line in ((80, "PEMERINTAH KABUPATEN KENCANA"), (110, "LAPORAN KINERJA"), (140, unit.upper())):
        cover.text(150, y, line, 14, bold=True)
    cover.text(150, 170, f"TAHUN {year}", 14, bold=True)
    page = Sheet()
    captions = (f"Tabel 3.1 Capaian Kinerja Tahun {year}", *(one[0][0] for one in further))
    for n, (caption, rows) in enumerate(zip(captions, ([CAPAIAN, *told], *(one[1:] for one in further)), strict=True)):
        top, width = 80 + 150 * n, len(rows[0])
        page.text(40, top, caption)
        xs = [40, 65, 265, *(265 + (290 / (width - 2)) * (at + 1) for at in range(width - 2))]
        page.table(xs, [top + 10 + 22 * at for at in range(len(rows) + 1)], rows)
    folder.mkdir(parents=True)
    save(folder / "lkj.pdf", cover, page)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wanasari's report of 2024 quotes one figure of its own year before wrongly, and one of Sukamekar."""
    folder = tmp_path_factory.mktemp("antarberkas") / "in"
    before = [("1", IKM, "80,00", "82,00", "102,50"), ("2", DONE, "90,00", "90,00", "100,00")]
    report(folder / "Wanasari 2023", "Kecamatan Wanasari", 2023, before)
    other = [("1", IKM, "80,00", "84,00", "105,00"), ("2", DONE, "90,00", "90,00", "100,00")]
    report(folder / "Sukamekar 2024", "Kecamatan Sukamekar", 2024, other)
    years = [
        ("Tabel 3.2 Perbandingan Realisasi Kinerja Tahun 2023 dan Tahun 2024",),
        ("No", "Indikator Kinerja", "Realisasi 2023", "Realisasi 2024"),
        ("1", IKM, "83,00", "85,00"),
        ("2", DONE, "90,00", "95,00"),
    ]
    units = [
        ("Tabel 3.3 Perbandingan Realisasi Kinerja Tahun 2024 dengan Kecamatan Sukamekar",),
        ("No", "Indikator Kinerja", "Realisasi", "Kecamatan Sukamekar"),
        ("1", IKM, "85,00", "86,00"),
        ("2", DONE, "95,00", "90,00"),
    ]
    now = [("1", IKM, "80,00", "85,00", "106,25"), ("2", DONE, "95,00", "95,00", "100,00")]
    report(folder / "Wanasari 2024", "Kecamatan Wanasari", 2024, now, years, units)
    return folder


def crossing(out: Path) -> list[dict[str, Any]]:
    return list(json.loads((out / "findings.json").read_text(encoding="utf-8"))["cross_findings"])


def test_figures_are_held_against_the_reports_that_they_are_quoted_from(batch: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = lkj("audit", batch, "--out", out)
    assert first.returncode == ExitCode.done, first.stderr
    assert "Keselarasan antarberkas: 2 angka kutipan berbeda" in first.stdout
    found = crossing(out)
    told = [(one["rule"], one["submission"], one["compared_with"], one["reported"], one["expected"]) for one in found]
    assert told == [
        ("K112", "wanasari-2024", "wanasari-2023", "83,00", "82,00"),
        ("K113", "wanasari-2024", "sukamekar-2024", "86,00", "84,00"),
    ]
    assert "(dokumen Wanasari 2024/lkj.pdf) tercetak 86,00 pada Tabel 3.3 (halaman 2)" in found[1]["message"]
    assert "(dokumen Sukamekar 2024/lkj.pdf) memuat 84,00 pada Tabel 3.1 (halaman 2)" in found[1]["message"]
    index = (out / "index.html").read_text(encoding="utf-8")
    assert all(one["message"] in index for one in found)
    sheet = openpyxl.load_workbook(out / "rekap.xlsx")["Keselarasan antarberkas"]
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["K112", "K113"]

    # what is found between submissions needs nothing of them but what the store knows
    again = lkj("audit", batch, "--out", out, "--fail-on", "sedang")
    assert again.stderr.count("tidak berubah: ") == 3
    assert again.returncode == ExitCode.findings
    assert crossing(out) == found

    shutil.copytree(batch, tmp_path / "in")
    shutil.rmtree(tmp_path / "in/Sukamekar 2024")
    assert lkj("audit", tmp_path / "in", "--out", out).returncode == ExitCode.done
    assert [one["rule"] for one in crossing(out)] == ["K112"]


def test_a_killed_run_ends_with_the_same_comparison(batch: Path, tmp_path: Path) -> None:
    subprocess.run(audit([batch], tmp_path / "alone", 2), capture_output=True, timeout=120, check=True)
    command = audit([batch], tmp_path / "killed", 1)
    chance = random.Random(5)
    for _ in range(KILLS):
        killed(command, chance.uniform(0.5, 4))
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    assert len(crossing(tmp_path / "killed")) == 2
    assert results(tmp_path / "killed") == results(tmp_path / "alone")
