"""``lkj berita-acara`` as a user runs it, over the results of a real audit."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import docx
import pytest

from audit.profile import BeritaAcara, Petugas
from pipeline.berita_acara_command import find_template, officers, read_date
from pipeline.cli import ExitCode
from tests.pipeline.test_cli import SAMPLES, lkj

NAME = "kecamatan-kalimerang-tw3-2025"
PROFILE = """
[berita_acara]
kop = ["PEMERINTAH KABUPATEN ARUNGGALA", "INSPEKTORAT"]
tempat = "Arunggala"

[[berita_acara.petugas]]
nama = "Panji Wirasena, S.E."
nip = "19850312 201001 1 004"
"""


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of an audit of one sample submission."""
    out = tmp_path_factory.mktemp("hasil")
    given = tmp_path_factory.mktemp("masuk")
    shutil.copytree(SAMPLES / "submissions" / NAME, given / NAME)
    assert lkj("audit", given, "--out", out).returncode == ExitCode.done
    return out


def test_a_draft_lies_with_the_results_of_its_submission(audited: Path, tmp_path: Path) -> None:
    profile = tmp_path / "daerah.toml"
    profile.write_text(PROFILE)
    done = lkj("berita-acara", audited, "--tanggal", "24 September 2025", "--profile", profile)
    assert done.returncode == ExitCode.done, done.stderr
    path = audited / NAME / "berita-acara-monitoring.docx"
    assert str(path) in done.stdout
    document = docx.Document(str(path))
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "INSPEKTORAT" in told
    assert "Rabu tanggal Dua Puluh Empat September Tahun 2025 bertempat di Kecamatan Kalimerang" in told
    [agreement] = [row.cells for row in document.tables[0].rows if "telah ditandatangani" in row.cells[2].text]
    assert "PK Tahun 2025 tersedia" in agreement[5].text
    assert "19850312 201001 1 004" in document.tables[1].cell(0, 1).text


def test_follow_up_needs_the_earlier_results(audited: Path) -> None:
    refused = lkj("berita-acara", audited, "--template", "tindak-lanjut")
    assert refused.returncode == ExitCode.usage
    assert "--sebelumnya" in refused.stderr
    done = lkj("berita-acara", audited / NAME, "--template", "tindak-lanjut", "--sebelumnya", audited)
    assert done.returncode == ExitCode.done, done.stderr
    assert (audited / NAME / "berita-acara-tindak-lanjut.docx").exists()


def test_results_and_templates_that_are_not_there_are_named(audited: Path, tmp_path: Path) -> None:
    refused = lkj("berita-acara", tmp_path)
    assert refused.returncode == ExitCode.usage
    assert "findings.json" in refused.stderr
    refused = lkj("berita-acara", audited, "--template", "lain")
    assert refused.returncode == ExitCode.usage
    assert "monitoring" in refused.stderr


@pytest.mark.parametrize("text", ["2025-09-24", "24-09-2025", "24 September 2025", "Rabu, 24 September 2025"])
def test_dates_as_typed(text: str) -> None:
    assert read_date(text) == date(2025, 9, 24)


@pytest.mark.parametrize("text", ["", "besok", "September 2025", "31 September 2025", "Senin, 24 September 2025"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        read_date(text)


def test_officers_are_taken_from_the_profile_by_name() -> None:
    known = BeritaAcara(petugas=(Petugas("Panji Wirasena, S.E.", nip="1"), Petugas("Dyah Larasati", pangkat="Penata")))
    [panji, other] = officers(["panji wirasena", "Rahmat Basuki; 2; Sekretaris"], known)
    assert (panji.nama, panji.nip) == ("Panji Wirasena, S.E.", "1")
    assert (other.nama, other.nip, other.jabatan) == ("Rahmat Basuki", "2", "Sekretaris")


def test_an_own_template_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "sendiri.docx"
    path.touch()
    assert find_template(str(path)) == path
    with pytest.raises(ValueError, match="neither a DOCX file"):
        find_template(str(tmp_path / "tiada.docx"))
